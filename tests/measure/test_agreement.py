"""Agreement of two states, and of two with a third: exact counts, intervals, and a named answer to bad input."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from foedus.errors import MeasureError, UnknownName
from foedus.measure.agreement import agreement, joint_table, paired_difference


def test_missing_votes_are_never_votes() -> None:
    a = [1, 1, 0, -1, 3, 2] * 5
    b = [1, 0, 1, 1, 3, 3] * 5
    got = agreement(a, b)
    assert got.n == 15
    assert got.value == pytest.approx(2 / 3)


def test_absences_count_as_abstentions_only_where_the_measure_says_so() -> None:
    a, b = [1] * 10 + [0] * 10 + [-1] * 4, [1] * 24
    assert agreement(a, b, measure="halfway").n == 10
    got = agreement(a, b, measure="coincidence-absent")
    assert (got.n, got.value) == (20, 0.75)


def test_coincidence_counts_only_votes_where_both_took_a_side() -> None:
    got = agreement([1] * 9 + [3] * 3 + [2] * 30, [1] * 12 + [1] * 30, measure="coincidence")
    assert (got.n, got.value) == (12, 0.75)


def test_weights_weigh() -> None:
    a, b = np.array([1] * 20), np.array([1] * 10 + [3] * 10)
    assert agreement(a, b, weights=[3.0] * 10 + [1.0] * 10).value == pytest.approx(0.75)
    assert agreement(a, b, weights=[1.0] * 15 + [0.0] * 5).n == 15


def test_below_ten_common_votes_there_is_no_value() -> None:
    got = agreement([1] * 9, [1] * 9)
    assert got.value is None
    assert got.n == 9
    assert "fewer than 10" in got.note


def test_unanimous_states_get_an_interval_that_is_not_a_point() -> None:
    got = agreement([1] * 40, [1] * 40)
    assert got.value == 1.0
    assert got.hi == 1.0
    assert 0.85 < got.lo < 1.0


def test_kappa_of_unanimous_states_says_why_it_is_missing() -> None:
    got = agreement([1] * 40, [1] * 40, measure="kappa")
    assert got.value is None
    assert "do not vary" in got.note


def test_repeating_every_resolution_does_not_make_the_interval_narrower() -> None:
    rng = np.random.default_rng(5)
    a, b = rng.integers(1, 4, 60), rng.integers(1, 4, 60)
    fam = np.arange(60)
    once = agreement(a, b, families=fam)
    thrice = agreement(np.tile(a, 3), np.tile(b, 3), families=np.tile(fam, 3))
    alone = agreement(np.tile(a, 3), np.tile(b, 3))
    assert thrice.hi - thrice.lo == pytest.approx(once.hi - once.lo)
    assert alone.hi - alone.lo < 0.7 * (once.hi - once.lo)


def test_few_families_give_a_value_without_an_interval() -> None:
    got = agreement([1] * 30, [1] * 15 + [3] * 15, families=["x", "y", "z"] * 10)
    assert got.value == 0.5
    assert got.lo is None
    assert "too few families" in got.note


def test_what_an_interval_speaks_of_depends_on_the_number_of_sessions() -> None:
    rng = np.random.default_rng(6)
    a, b = rng.integers(1, 4, 300), rng.integers(1, 4, 300)
    few = agreement(a, b, sessions=np.repeat([1, 2, 3], 100))
    many = agreement(a, b, sessions=np.repeat(np.arange(15), 20))
    assert few.scope == "votes of this kind in these sessions"
    assert many.scope == "votes of this kind in any session"
    assert (few.sessions, many.sessions) == (3, 15)


def test_the_paired_difference_rests_on_the_votes_that_all_three_cast() -> None:
    a = [1] * 20 + [0] * 5 + [3] * 5
    b = [1] * 10 + [2] * 10 + [1] * 10
    ref = [1] * 30
    got = paired_difference(a, b, ref)
    assert got.n == 25
    assert got.share_a == pytest.approx(20 / 25)
    assert got.share_b == pytest.approx(15 / 25)
    assert got.difference == pytest.approx(0.2)
    assert got.halfway_b == pytest.approx(20 / 25)


def test_the_paired_difference_changes_sign_when_the_two_change_places() -> None:
    rng = np.random.default_rng(7)
    a, b, ref = rng.integers(0, 4, (3, 200))
    fam = rng.integers(0, 60, 200)
    one, other = paired_difference(a, b, ref, fam), paired_difference(b, a, ref, fam)
    assert one.difference == pytest.approx(-other.difference)
    assert (one.lo, one.hi) == pytest.approx((-other.hi, -other.lo))
    assert one.kappa_a == pytest.approx(other.kappa_b)


def test_two_that_vote_as_one_do_not_differ_but_the_interval_keeps_its_width() -> None:
    rng = np.random.default_rng(8)
    a, ref = rng.integers(1, 4, (2, 50))
    got = paired_difference(a, a, ref)
    assert got.difference == 0
    assert got.lo < -0.01 < 0.01 < got.hi
    assert not got.excludes_zero


def test_a_pair_with_few_common_votes_says_so_instead_of_a_figure() -> None:
    got = paired_difference([1] * 5, [1] * 5, [1] * 5)
    assert (got.n, got.difference, got.lo) == (5, None, None)
    assert "fewer than 10" in got.note


@pytest.mark.parametrize(
    ("call", "word"),
    [
        (lambda: agreement([1, 2], [1]), "different lengths"),
        (lambda: agreement([1, 7], [1, 1]), "coded"),
        (lambda: agreement([1.5, 2.0], [1, 1]), "coded"),
        (lambda: agreement([[1, 2]], [[1, 2]]), "shape"),
        (lambda: agreement([1, 2], [1, 2], weights=[1.0, float("nan")]), "weights"),
        (lambda: agreement([1, 2], [1, 2], weights=[1.0, -1.0]), "weights"),
        (lambda: agreement([1, 2], [1, 2], weights=[1.0]), "one weight"),
        (lambda: agreement([1, 2], [1, 2], families=["x"]), "one key"),
        (lambda: paired_difference([1], [1], [1, 2]), "different lengths"),
    ],
)
def test_input_that_cannot_be_right_gets_a_named_error(call: object, word: str) -> None:
    with pytest.raises(MeasureError, match=word):
        call()  # type: ignore[operator]


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(UnknownName):
        agreement([1], [1], measure="love")


def test_no_votes_at_all_give_a_defined_result() -> None:
    empty = np.array([], dtype=np.int8)
    assert agreement(empty, empty).n == 0
    assert agreement([0] * 50, [-1] * 50).value is None
    assert joint_table(empty, empty).sum() == 0


@pytest.mark.torture
def test_ten_million_votes_are_counted_exactly(
    torture_scale: Callable[[int], int], say: Callable[[str], None]
) -> None:
    rng = np.random.default_rng(9)
    count = torture_scale(10**7)
    a = rng.integers(0, 4, count, dtype=np.int8)
    b = rng.integers(0, 4, count, dtype=np.int8)
    both = (a > 0) & (b > 0)
    got = agreement(a, b, families=np.arange(count) // 100, sessions=np.arange(count) // 10**5)
    say(f"agreement over {count} roll calls")
    assert got.n == int(both.sum())
    assert got.value == pytest.approx((a == b)[both].mean(), abs=1e-12)
    assert got.lo < 1 / 3 < got.hi
