"""Breaks of rank: kinds, surprise, runs, and change points found where they are and not where they are not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from foedus.errors import MeasureError
from foedus.measure.breaks import KINDS, breaks, change_points, runs


@pytest.mark.parametrize(
    ("did", "line", "kind"),
    [
        (1, 3, "opposed"),
        (3, 1, "opposed"),
        (2, 1, "abstained"),
        (2, 3, "abstained"),
        (1, 2, "took a side"),
        (3, 2, "took a side"),
        (0, 1, "stayed away"),
        (0, 2, "stayed away"),
    ],
)
def test_every_way_to_leave_a_line_has_its_name(did: int, line: int, kind: str) -> None:
    assert KINDS[breaks([did], [line]).kind[0]] == kind


def test_following_is_no_break_and_without_a_line_or_a_seat_nothing_is_judged() -> None:
    got = breaks([1, 2, 1, -1], [1, 2, 0, 1])
    assert got.kind.tolist() == [-1, -1, -2, -2]
    assert np.isnan(got.bits[2:]).all()


def test_what_a_state_does_every_week_surprises_less_than_what_it_did_once() -> None:
    votes = [1] * 80 + [0] * 19 + [3]
    got = breaks(votes, [1] * 100)
    assert got.bits[99] > 5
    assert got.bits[85] < 3
    assert got.rate[:80] == pytest.approx(80.25 / 101.25)


def test_a_run_is_broken_by_a_vote_along_the_line_only() -> None:
    assert runs([0, 1, -2, 3, -1, 2, 2]) == [(0, 3)]
    assert runs([0, 0, 0]) == [(0, 2)]
    assert runs([]) == []


def series(rng: np.random.Generator, shares: list[float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    periods = np.repeat(np.arange(len(shares)), 60)
    families = np.tile(np.arange(60), len(shares))
    habit = rng.normal(0, 0.15, 60)[families]
    values = (rng.random(len(periods)) < np.clip(np.asarray(shares)[periods] + habit, 0, 1)).astype(float)
    return values, periods, families


def test_a_change_is_found_in_its_year_with_its_evidence() -> None:
    values, periods, families = series(np.random.default_rng(1), [0.8] * 12 + [0.5] * 10)
    (found,) = change_points(values, periods, families)
    assert found.at == 12
    assert found.before == pytest.approx(0.8, abs=0.06)
    assert found.after == pytest.approx(0.5, abs=0.06)
    assert found.hi < 0
    assert (found.n_before, found.n_after) == (720, 600)


@pytest.mark.torture
def test_where_nothing_changed_a_change_is_rarely_found(
    torture_scale: Callable[[int], int], say: Callable[[str], None]
) -> None:
    rng = np.random.default_rng(2)
    repeats = torture_scale(400)
    wrong = sum(bool(change_points(*series(rng, [0.7] * 25))) for _ in range(repeats))
    say(f"change points where nothing changed: {wrong} of {repeats} series")
    assert wrong / repeats <= 0.10 + (0 if repeats >= 400 else 0.15)


def test_too_short_a_series_has_no_change() -> None:
    assert change_points([1.0, 0.0, 1.0], [0, 1, 2]) == ()
    assert change_points([], []) == ()
    assert change_points([np.nan] * 50, list(range(50))) == ()


def test_series_that_do_not_fit_are_refused() -> None:
    with pytest.raises(MeasureError):
        breaks([1, 2], [1])
    with pytest.raises(MeasureError):
        change_points([1.0, 0.0], [1, 0])
