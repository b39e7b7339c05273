"""How far a group of states votes as one, on one roll call and over many.

A group's votes are a matrix ``[roll calls, members]`` in the codes of the record: 1 yes, 2 abstain, 3 no, 0 a member
that did not vote, -1 not in the group (or not a member of the body) that day.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import MeasureError
from foedus.measure.intervals import as_blocks, mean_of, mean_sums, share_interval, spread
from foedus.measure.pairwise import as_matrix
from foedus.measure.results import Estimate

Array = NDArray[np.float64]
Codes = NDArray[np.int8]

INDICES = ("agreement-index", "rice", "pairs", "participation")


def _counts(*given: ArrayLike) -> list[Array]:
    out = [np.asarray(g, dtype=float) for g in given]
    if any(np.any(~np.isfinite(g)) or np.any(g < 0) for g in out):
        raise MeasureError("counts of votes are finite and not negative")
    return out


def _ratio(above: Array, below: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below > 0, above / below, np.nan)[()]


def agreement_index(yes: ArrayLike, no: ArrayLike, abstain: ArrayLike) -> Array:
    """The Agreement Index of a group: ``[max - (sum - max) / 2] / sum`` over yes, no and abstain.

    1 where all vote alike, 0 where evenly split three ways, NaN where nobody voted. Hix, Noury & Roland (2005,
    British Journal of Political Science 35:209).

    >>> float(agreement_index(3, 0, 1))  # [3 - 1/2] / 4
    0.625
    """
    y, n, a = _counts(yes, no, abstain)
    total, top = y + n + a, np.maximum(np.maximum(y, n), a)
    return _ratio(top - (total - top) / 2, total)


def rice(yes: ArrayLike, no: ArrayLike) -> Array:
    """Rice's index of cohesion: ``|yes - no| / (yes + no)``; abstentions do not count. NaN where nobody took a side.

    Rice (1925, Political Science Quarterly 40:60).

    >>> float(rice(3, 1))
    0.5
    """
    y, n = _counts(yes, no)
    return _ratio(np.abs(y - n), y + n)


def pairs_alike(yes: ArrayLike, no: ArrayLike, abstain: ArrayLike) -> Array:
    """The chance that two members drawn at random voted alike: ``sum c(c-1) / (n(n-1))``, c = yes, no, abstain.

    Unlike Rice's index and the Agreement Index it is not inflated in small groups: it is what those indices become
    when every group is cut down to samples of two, the correction of Desposato (2005, British Journal of Political
    Science 35:731). NaN where fewer than two voted.

    >>> float(pairs_alike(3, 0, 1))  # 3 of 6 pairs
    0.5
    """
    counts = _counts(yes, no, abstain)
    total = sum(counts, start=np.zeros(()))
    return _ratio(sum((c * (c - 1) for c in counts), start=np.zeros(())), total * (total - 1))


def agreement_index_corrected(yes: ArrayLike, no: ArrayLike, abstain: ArrayLike) -> Array:
    """The Agreement Index expected of two members drawn at random: comparable between groups of any size.

    Two alike have index 1, two apart 1/4: ``1/4 + 3/4 pairs_alike``. NaN where fewer than two voted.

    >>> float(agreement_index_corrected(3, 0, 1))
    0.625
    """
    return 0.25 + 0.75 * pairs_alike(yes, no, abstain)


def rice_corrected(yes: ArrayLike, no: ArrayLike) -> Array:
    """Rice's index expected of two members drawn at random among those who said yes or no.

    >>> float(rice_corrected(3, 1))  # 3 of 6 pairs are alike
    0.5
    """
    return pairs_alike(yes, no, np.zeros_like(np.asarray(yes, dtype=float)))


@dataclass(frozen=True, slots=True)
class Cohesion:
    """A group on each of many roll calls: counts ``[roll calls]`` and indices, NaN where not defined.

    ``members`` are those in the group that day, voting or not; ``participation`` is the share of them that voted.
    """

    yes: Array
    no: Array
    abstain: Array
    away: Array
    members: Array
    agreement_index: Array
    agreement_index_corrected: Array
    rice: Array
    rice_corrected: Array
    pairs: Array
    participation: Array


def cohesion(group: ArrayLike) -> Cohesion:
    """Counts and indices of a group on every roll call.

    Args:
        group: votes ``[roll calls, members]``.

    Raises:
        MeasureError: shapes or codes are not what they should be.
    """
    codes = as_matrix(group)
    yes, abstain, no, away = ((codes == k).sum(axis=1).astype(float) for k in (1, 2, 3, 0))
    members = yes + abstain + no + away
    return Cohesion(
        yes, no, abstain, away, members,
        agreement_index(yes, no, abstain), agreement_index_corrected(yes, no, abstain),
        rice(yes, no), rice_corrected(yes, no), pairs_alike(yes, no, abstain),
        _ratio(yes + no + abstain, members),
    )  # fmt: skip


def mean(
    values: ArrayLike,
    *,
    families: ArrayLike | None = None,
    sessions: ArrayLike | None = None,
    weights: ArrayLike | None = None,
    low: float = 0.0,
    high: float = 1.0,
    least: int = 10,
    level: float = 0.95,
) -> Estimate:
    """The mean of an index over roll calls where it is defined, with an interval over families of resolutions.

    Args:
        values: the index on each roll call, NaN where not defined.
        families: key of each roll call's family; None: each its own.
        sessions: key of each roll call's session; None: one session.
        weights: weight of each roll call.
        low: least value the index can take.
        high: largest value.
        least: roll calls below which no value is given.
        level: nominal coverage.
    """
    x = np.asarray(values, dtype=float)
    kept = np.isfinite(x)
    w = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=float)
    if w.shape != x.shape or np.any(~np.isfinite(w)) or np.any(w < 0):
        raise MeasureError("weights are finite, not negative, one a roll call")
    kept &= w > 0
    n = int(kept.sum())
    fam = as_blocks(families, len(x))[kept]
    ses = (np.zeros(len(x), np.int64) if sessions is None else as_blocks(sessions, len(x)))[kept]
    bare = Estimate(None, None, None, n, level, len(np.unique(fam)), len(np.unique(ses)))
    if n < least:
        return replace(bare, note=f"fewer than {least} roll calls: no value")
    value = float(np.average(x[kept], weights=w[kept]))
    got = spread(mean_sums(x[kept], w[kept]), fam, ses, mean_of)
    if not math.isfinite(got.variance):
        return replace(bare, value=value, note=got.note)
    lo, hi = share_interval(value, got, level, low, high)
    return replace(bare, value=value, lo=lo, hi=hi, scope=got.scope)


def plurality(group: ArrayLike, without: int | None = None) -> Codes:
    """The vote most members cast on each roll call: 1, 2 or 3; 0 where tied or nobody voted.

    Args:
        group: votes ``[roll calls, members]``.
        without: a column left out, so that a member does not make the line it is measured against.

    >>> plurality(np.array([[1, 1, 3], [1, 3, 0]], np.int8))
    array([1, 0], dtype=int8)
    """
    codes = as_matrix(group)
    if without is not None:
        codes = np.delete(codes, without, axis=1)
    counts = np.stack([(codes == k).sum(axis=1) for k in (1, 2, 3)], axis=1)
    top = counts.max(axis=1, initial=0)
    alone = ((counts == top[:, None]).sum(axis=1) == 1) & (top > 0)
    return np.where(alone, counts.argmax(axis=1) + 1, 0).astype(np.int8)


def with_reference(group: ArrayLike, reference: ArrayLike) -> Array:
    """The share of the members voting that voted as the reference did, on each roll call; NaN where not defined."""
    codes, ref = as_matrix(group), np.asarray(reference)
    if ref.shape != (len(codes),):
        raise MeasureError(f"one vote of the reference a roll call is needed; found shape {ref.shape}")
    voted = (codes > 0) & (ref > 0)[:, None]
    return _ratio(
        ((codes == ref[:, None]) & voted).sum(axis=1).astype(float), voted.sum(axis=1).astype(float)
    )


def between(one: ArrayLike, other: ArrayLike) -> Array:
    """The chance that a member of one group and a member of another voted alike, on each roll call.

    A state in both groups is not paired with itself only if it was taken out of one of them before.
    """
    a, b = as_matrix(one), as_matrix(other)
    if len(a) != len(b):
        raise MeasureError(f"the groups' roll calls differ: {len(a)} and {len(b)}")
    counts = [[(m == k).sum(axis=1).astype(float) for k in (1, 2, 3)] for m in (a, b)]
    same = sum((x * y for x, y in zip(*counts, strict=True)), start=np.zeros(()))
    return _ratio(same, sum(counts[0], start=np.zeros(())) * sum(counts[1], start=np.zeros(())))
