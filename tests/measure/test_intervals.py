"""Intervals: quantiles, families by title, and coverage in simulations with session and family effects."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import pytest

from foedus.errors import MeasureError
from foedus.measure import intervals
from foedus.measure.agreement import agreement, paired_difference
from foedus.measure.intervals import as_blocks, family_of, student

PHI = NormalDist().cdf


def test_the_quantiles_are_those_of_students_t() -> None:
    from scipy import stats

    for freedom in (1, 1.7, 2, 3, 10, 57.3, 500, 9e4):
        for p in (0.6, 0.9, 0.95, 0.975, 0.995):
            assert student(p, freedom) == pytest.approx(stats.t.ppf(p, freedom), rel=1e-6)
            assert student(1 - p, freedom) == pytest.approx(-student(p, freedom))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Status of the peace talks in 1998", "Status of the peace talks in 2011"),
        ("Third review conference", "Tenth review conference"),
        ("Programme budget for the biennium 2014-2015", "Programme budget for the biennium 2016/17"),
        ("Work of the Commission : resolution / adopted by the General Assembly", "Work of the Commission"),
        ("Decade for the sea, part XII", "Decade for the sea, part IV"),
        ("Follow-up to the Fiftieth anniversary", "Follow-up to the 60th anniversary"),
    ],
)
def test_titles_that_differ_only_by_year_or_number_are_one_family(one: str, other: str) -> None:
    assert family_of(one) == family_of(other) != ""


def test_different_subjects_are_different_families() -> None:
    assert family_of("Rights of the child") != family_of("Rights of the elderly")
    assert family_of("Civil mix of ideas") == "civil mix of ideas"  # no word is taken for a Roman numeral


def test_roll_calls_without_a_family_are_families_of_their_own() -> None:
    assert len(set(as_blocks(["", "", "x", "x", ""], 5).tolist())) == 4
    assert len(set(as_blocks([None, "x", None], 3).tolist())) == 3
    with pytest.raises(MeasureError):
        as_blocks(["x"], 2)


def drawn(
    rng: np.random.Generator, sessions: int, *, family_sd: float, session_sd: float, level: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, tuple[float, float]]:
    """Votes of two states against a reference with session and family effects; the truth here and in any session.

    Sixty resolutions return, each in four of five sessions; a fifth of the votes are on one-off resolutions.
    """
    effects = rng.normal(0, family_sd, 60)
    shift = rng.normal(0, session_sd, sessions)
    fam, ses = [], []
    for s in range(sessions):
        here = np.flatnonzero(rng.random(60) < 0.8)
        alone = 1000 * (s + 1) + np.arange(rng.poisson(12))
        fam.append(np.concatenate([here, alone]))
        ses.append(np.full(len(fam[-1]), s))
    family, session = np.concatenate(fam), np.concatenate(ses)
    own = np.where(family < 60, effects[np.minimum(family, 59)], rng.normal(0, family_sd, len(family)))
    latent = level + own + shift[session]
    votes = np.where(latent + rng.normal(size=len(family)) > 0, 1, 3).astype(np.int8)
    count = np.bincount(session, minlength=sessions)
    spread = math.sqrt(1 + family_sd**2)
    here = float(sum(n * PHI((level + v) / spread) for n, v in zip(count, shift, strict=True)) / count.sum())
    anywhere = PHI(level / math.sqrt(1 + family_sd**2 + session_sd**2))
    return votes, family, session, latent, (here, anywhere)


SHAPES = [(1.0, 0.0, 0.7), (1.0, 0.3, 0.7), (2.0, 0.3, 1.5), (1.0, 0.5, 0.2)]


@pytest.mark.torture
@pytest.mark.parametrize("sessions", [2, 3, 10, 70])
def test_nominal_ninety_per_cent_intervals_cover_ninety_per_cent(
    sessions: int, torture_scale: Callable[[int], int], say: Callable[[str], None]
) -> None:
    rng = np.random.default_rng(100 + sessions)
    repeats = torture_scale(800)
    hit = total = wrong_scope = 0
    for family_sd, session_sd, level in SHAPES:
        for _ in range(repeats):
            votes, fam, ses, _, (here, anywhere) = drawn(
                rng, sessions, family_sd=family_sd, session_sd=session_sd, level=level
            )
            got = agreement(np.ones_like(votes), votes, families=fam, sessions=ses, level=0.9)
            truth = here if sessions < intervals.MIN_SESSIONS else anywhere
            wrong_scope += (got.scope == intervals.SCOPE_SESSIONS) != (sessions >= intervals.MIN_SESSIONS)
            hit += got.lo <= truth <= got.hi
            total += 1
    share = hit / total
    scope = "in these sessions" if sessions < intervals.MIN_SESSIONS else "in any session"
    say(f"90 % intervals of agreement, {sessions} sessions, truth {scope}: {share:.1%} of {total}")
    slack = 0 if total > 1000 else 3 * math.sqrt(0.09 / total)
    assert wrong_scope == 0
    assert 0.87 - slack <= share <= 0.93 + slack


@pytest.mark.torture
@pytest.mark.parametrize("sessions", [3, 10, 70])
def test_the_paired_difference_is_covered_too(
    sessions: int, torture_scale: Callable[[int], int], say: Callable[[str], None]
) -> None:
    rng = np.random.default_rng(200 + sessions)
    hit, vote_hit, repeats = 0, 0, torture_scale(1600)
    for _ in range(repeats):
        a, fam, ses, latent, (one, _) = drawn(rng, sessions, family_sd=1.0, session_sd=0.0, level=0.8)
        other = PHI(0.5 / math.sqrt(1 + 1.0 + 0.49))
        wobble = {f: rng.normal(0, 0.7) for f in np.unique(fam)}
        pull = np.array([wobble[f] for f in fam])
        b = np.where(latent - 0.3 + pull + rng.normal(size=len(fam)) > 0, 1, 3).astype(np.int8)
        got = paired_difference(a, b, np.ones_like(a), fam, ses, level=0.9)
        hit += got.lo <= one - other <= got.hi
        vote_hit += got.lo_votes <= one - other <= got.hi_votes
    say(
        f"90 % intervals of a paired difference, {sessions} sessions: families as blocks {hit / repeats:.1%}, "
        f"vote by vote {vote_hit / repeats:.1%} of {repeats}"
    )
    slack = 0 if repeats > 1000 else 3 * math.sqrt(0.09 / repeats)
    assert 0.87 - slack <= hit / repeats <= 0.93 + slack
    assert vote_hit < hit


@pytest.mark.torture
def test_kappa_is_covered_too(torture_scale: Callable[[int], int], say: Callable[[str], None]) -> None:
    rng = np.random.default_rng(300)
    big = [drawn(rng, 1, family_sd=1.0, session_sd=0.0, level=0.8) for _ in range(3000)]
    first = np.concatenate([v[0] for v in big])
    second = np.where(np.concatenate([v[3] for v in big]) + rng.normal(size=len(first)) > 0, 1, 3).astype(
        np.int8
    )
    truth = agreement(first, second, measure="kappa").value
    hit, repeats = 0, torture_scale(1600)
    for _ in range(repeats):
        a, fam, ses, latent, _ = drawn(rng, 3, family_sd=1.0, session_sd=0.0, level=0.8)
        b = np.where(latent + rng.normal(size=len(fam)) > 0, 1, 3).astype(np.int8)
        got = agreement(a, b, families=fam, sessions=ses, measure="kappa", level=0.9)
        hit += got.lo <= truth <= got.hi
    say(f"90 % intervals of kappa, 3 sessions: {hit / repeats:.1%} of {repeats}")
    slack = 0 if repeats > 1000 else 3 * math.sqrt(0.09 / repeats)
    assert 0.87 - slack <= hit / repeats <= 0.93 + slack
