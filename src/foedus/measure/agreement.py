"""How often two states vote alike, beyond chance, and how surely; and which of two is closer to a third.

Votes are arrays coded 1 yes, 2 abstain, 3 no; 0 (member, did not vote) and -1 (not a member) are missing, never a
vote. Every figure carries its n and an interval over families of resolutions (see :mod:`foedus.measure.intervals`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import MeasureError
from foedus.measure import similarity
from foedus.measure.intervals import as_blocks, cell_sums, plain_interval, share_interval, spread
from foedus.measure.results import Estimate, PairedDifference

Array = NDArray[np.float64]
Codes = NDArray[np.int8]

MIN_VOTES = 10  # common votes below which no value is given
_TOO_FEW = f"fewer than {MIN_VOTES} common votes: no value"
_NO_VARIATION = "not defined: the votes do not vary"


def as_codes(votes: ArrayLike, absences: str = "missing") -> Codes:
    """Votes as int8 codes; with ``absences="abstain"`` a member that did not vote counts as abstaining.

    Raises:
        MeasureError: not one-dimensional, or a code other than -1..3.
    """
    given = np.asarray(votes)
    if given.ndim != 1:
        raise MeasureError(f"votes are one code a roll call; found an array of shape {given.shape}")
    if given.size and (
        given.dtype.kind not in "iu" or int(given.min(initial=0)) < -1 or int(given.max(initial=0)) > 3
    ):
        raise MeasureError(
            "votes are coded 1 yes, 2 abstain, 3 no, 0 not voting, -1 not a member; found others"
        )
    codes = given.astype(np.int8, copy=False)
    return np.where(codes == 0, np.int8(2), codes) if absences == "abstain" else codes


def as_weights(weights: ArrayLike | None, n: int) -> Array | None:
    """Weights of roll calls, checked.

    Raises:
        MeasureError: a weight is missing, infinite or negative, or there is not one a roll call.
    """
    if weights is None:
        return None
    given = np.asarray(weights, dtype=float)
    if given.shape != (n,):
        raise MeasureError(
            f"one weight a roll call is needed: {n} roll calls, weights of shape {given.shape}"
        )
    if not np.all(np.isfinite(given)) or np.any(given < 0):
        raise MeasureError("weights are finite and not negative; found NaN, infinite or negative ones")
    return given


def _same_length(*arrays: Codes) -> None:
    lengths = {len(a) for a in arrays}
    if len(lengths) > 1:
        raise MeasureError(f"the states' votes are of different lengths: {sorted(lengths)}")


def _number(value: float) -> float | None:
    """A float, or None where it is not a number."""
    return float(value) if math.isfinite(value) else None


def joint_table(a: ArrayLike, b: ArrayLike, weights: ArrayLike | None = None) -> Array:
    """The 3 x 3 table of two states' votes where both voted (rows: a; yes, abstain, no).

    >>> joint_table([1, 1, 2, 3, 0], [1, 2, 2, 1, 1])
    array([[1., 1., 0.], [0., 1., 0.], [1., 0., 0.]])
    """
    x, y = as_codes(a), as_codes(b)
    _same_length(x, y)
    kept = (x > 0) & (y > 0)
    w = as_weights(weights, len(x))
    cells = 3 * (x[kept].astype(np.int64) - 1) + (y[kept] - 1)
    return np.bincount(cells, None if w is None else w[kept], minlength=9).reshape(3, 3).astype(float)


def agreement(
    a: ArrayLike,
    b: ArrayLike,
    *,
    families: ArrayLike | None = None,
    sessions: ArrayLike | None = None,
    measure: str = "agreement",
    weights: ArrayLike | None = None,
    level: float = 0.95,
) -> Estimate:
    """How alike two states vote, by any of the measures, with n and an interval.

    Args:
        a: votes of one state, a code a roll call.
        b: votes of the other, in the same order.
        families: key of each roll call's family (:func:`foedus.measure.intervals.family_of`); None: each its own.
        sessions: key of each roll call's session; None: one session.
        measure: a name in :data:`foedus.measure.similarity.MEASURES`.
        weights: weight of each roll call.
        level: nominal coverage of the interval.

    Raises:
        MeasureError: lengths differ, codes or weights are not what they should be.
        UnknownName: no such measure.

    >>> got = agreement([1] * 30 + [3] * 10, [1] * 30 + [2] * 10)
    >>> got.value, got.n
    (0.75, 40)
    """
    chosen = similarity.measure(measure)
    x, y = as_codes(a, chosen.absences), as_codes(b, chosen.absences)
    _same_length(x, y)
    kept = (x > 0) & (y > 0)
    if chosen.name == "coincidence":
        kept &= (x != 2) & (y != 2)
    w = as_weights(weights, len(x))
    kept &= np.ones(len(x), bool) if w is None else w > 0
    n = int(kept.sum())
    fam, ses = as_blocks(families, len(x))[kept], _sessions(sessions, len(x))[kept]
    bare = Estimate(None, None, None, n, level, len(np.unique(fam)), len(np.unique(ses)))
    if n < MIN_VOTES:
        return replace(bare, note=_TOO_FEW)
    cells = 3 * (x[kept].astype(np.int64) - 1) + (y[kept] - 1)

    def statistic(flat: Array) -> Array:
        return chosen.of(flat.reshape(*flat.shape[:-1], 3, 3))

    kept_weights = None if w is None else w[kept]
    value = float(statistic(np.bincount(cells, kept_weights, minlength=9).astype(float)))
    if not math.isfinite(value):
        return replace(bare, note=_NO_VARIATION)
    got = spread(cell_sums(cells, kept_weights, 9), fam, ses, statistic)
    if not math.isfinite(got.variance):
        return replace(bare, value=value, note=got.note)
    interval = plain_interval if chosen.corrected else share_interval
    lo, hi = interval(value, got, level, chosen.low, chosen.high)
    return replace(bare, value=value, lo=lo, hi=hi, scope=got.scope)


def _sessions(sessions: ArrayLike | None, n: int) -> NDArray[np.int64]:
    return np.zeros(n, np.int64) if sessions is None else as_blocks(sessions, n)


def _against(cells: Array, which: int) -> Array:
    """From ``[..., 27]`` (a, b, reference) the table of a (0) or b (1) with the reference."""
    cube = cells.reshape(*cells.shape[:-1], 3, 3, 3)
    table: Array = cube.sum(axis=-2 if which == 0 else -3)
    return table


def paired_difference(
    a: ArrayLike,
    b: ArrayLike,
    ref: ArrayLike,
    families: ArrayLike | None = None,
    sessions: ArrayLike | None = None,
    *,
    measure: str = "agreement",
    weights: ArrayLike | None = None,
    level: float = 0.95,
) -> PairedDifference:
    """Which of two states votes closer to a third, on the votes that all three cast.

    The interval has families of resolutions as blocks and is the same on every run (a jackknife, nothing drawn).

    Args:
        a: votes of one state, a code a roll call.
        b: votes of the other.
        ref: votes of the state both are compared with.
        families: key of each roll call's family; None: each its own.
        sessions: key of each roll call's session; None: one session.
        measure: the measure whose difference is taken.
        weights: weight of each roll call.
        level: nominal coverage of the interval.

    Returns:
        Fractions, not per cent: a difference of 0.076 is 7.6 percentage points.

    Raises:
        MeasureError: lengths differ, codes or weights are not what they should be.
        UnknownName: no such measure.
    """
    chosen = similarity.measure(measure)
    x, y, z = (as_codes(v, chosen.absences) for v in (a, b, ref))
    _same_length(x, y, z)
    w = as_weights(weights, len(x))
    kept = (x > 0) & (y > 0) & (z > 0) & (np.ones(len(x), bool) if w is None else w > 0)
    if chosen.name == "coincidence":
        kept &= (x != 2) & (y != 2) & (z != 2)
    n = int(kept.sum())
    fam, ses = as_blocks(families, len(x))[kept], _sessions(sessions, len(x))[kept]
    if n < MIN_VOTES:
        return PairedDifference(
            n, None, None, None, None, None, None, None, None, None,
            level=level, families=len(np.unique(fam)), sessions=len(np.unique(ses)), note=_TOO_FEW,
        )  # fmt: skip
    cells = 9 * (x[kept].astype(np.int64) - 1) + 3 * (y[kept].astype(np.int64) - 1) + (z[kept] - 1)
    kept_weights = None if w is None else w[kept]
    total = np.bincount(cells, kept_weights, minlength=27).astype(float)
    sums = cell_sums(cells, kept_weights, 27)

    def by(which: int, of: Callable[[Array], Array] = similarity.agreement) -> float | None:
        return _number(float(of(_against(total, which))))

    def statistic(flat: Array) -> Array:
        return chosen.of(_against(flat, 0)) - chosen.of(_against(flat, 1))

    difference = _number(float(statistic(total)))
    lo = hi = lo_votes = hi_votes = None
    scope, note = "", _NO_VARIATION if difference is None else ""
    if difference is not None:
        got = spread(sums, fam, ses, statistic)
        scope, note = got.scope, got.note
        if math.isfinite(got.variance):
            reach = chosen.high - chosen.low
            lo, hi = plain_interval(difference, got, level, -reach, reach)
        single = spread(sums, np.arange(n), np.zeros(n, np.int64), statistic)
        if math.isfinite(single.variance):
            reach = chosen.high - chosen.low
            lo_votes, hi_votes = plain_interval(difference, single, level, -reach, reach)
    return PairedDifference(
        n,
        by(0),
        by(1),
        difference,
        lo,
        hi,
        halfway_a=by(0, similarity.halfway),
        halfway_b=by(1, similarity.halfway),
        kappa_a=by(0, similarity.kappa),
        kappa_b=by(1, similarity.kappa),
        lo_votes=lo_votes,
        hi_votes=hi_votes,
        scope=scope,
        level=level,
        families=len(np.unique(fam)),
        sessions=len(np.unique(ses)),
        note=note,
    )


def agreement_index(yes: ArrayLike, no: ArrayLike, abstain: ArrayLike) -> Array:
    """Hix, Noury and Roland's Agreement Index of a group on a roll call (see :mod:`foedus.measure.cohesion`).

    ``[max(Y, N, A) - (Y + N + A - max) / 2] / (Y + N + A)``; 1 where all vote alike, 0 where evenly split three
    ways, NaN where nobody voted. Hix, Noury & Roland (2005, BJPS 35:209).

    >>> float(agreement_index(3, 0, 1))  # [3 - 1/2] / 4
    0.625
    """
    from foedus.measure.cohesion import agreement_index as index

    return index(yes, no, abstain)
