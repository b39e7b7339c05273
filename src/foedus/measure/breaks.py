"""Where a state left its group or its leader, how surprising that was, and when its alignment changed for good."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import MeasureError
from foedus.measure.agreement import as_codes
from foedus.measure.intervals import as_blocks, mean_of, mean_sums, plain_interval, spread

Codes = NDArray[np.int8]
Array = NDArray[np.float64]
Kind = Literal["opposed", "abstained", "took a side", "stayed away"]
KINDS: tuple[Kind, ...] = ("opposed", "abstained", "took a side", "stayed away")


@dataclass(frozen=True, slots=True)
class Breaks:
    """A state's votes held against a line: one entry a roll call.

    Attributes:
        kind: 0 opposed, 1 abstained (the line said yes or no), 2 took a side (the line abstained), 3 stayed away,
            -1 followed the line, -2 no line or not a member.
        bits: surprise of what the state did, in bits under its own habit; NaN where kind is -2.
        rate: the state's smoothed rate of that kind of break (or of following).
    """

    kind: NDArray[np.int8]
    bits: Array
    rate: Array


def breaks(state: ArrayLike, line: ArrayLike) -> Breaks:
    """Every roll call where a state left the line, of which kind, and how rare that is for it.

    The habit is the share of each kind among the roll calls that had a line, a quarter of a vote added to each kind;
    surprise is ``-log2`` of it. So a state that often stays away surprises nobody by doing so once more.

    Args:
        state: the state's votes, a code a roll call.
        line: what the group or leader voted: 1, 2, 3; 0 or -1 where there was no line.

    >>> got = breaks([1, 1, 1, 3, 0, -1], [1, 1, 1, 1, 1, 1])
    >>> [KINDS[k] for k in got.kind if k >= 0], round(float(got.bits[3]), 2)
    (['opposed', 'stayed away'], 2.32)
    """
    x, y = as_codes(state), as_codes(line)
    if len(x) != len(y):
        raise MeasureError(f"state and line have different lengths: {len(x)} and {len(y)}")
    judged = (x >= 0) & (y > 0)
    kind = np.full(len(x), -2, np.int8)
    kind[judged] = -1
    kind[judged & (x == 0)] = 3
    kind[judged & (x > 0) & (y == 2) & (x != 2)] = 2
    kind[judged & (x == 2) & (y != 2)] = 1
    kind[judged & (np.abs(x.astype(int) - y) == 2) & (x > 0)] = 0
    counts = np.bincount(kind[judged] + 1, minlength=5) + 0.25
    rate = np.full(len(x), np.nan)
    rate[judged] = (counts / counts.sum())[kind[judged] + 1]
    return Breaks(kind, -np.log2(rate), rate)


def runs(kind: ArrayLike, least: int = 3) -> list[tuple[int, int]]:
    """Stretches of at least ``least`` breaks one after another: positions of the first and the last.

    Roll calls without a line do not interrupt a stretch.

    >>> runs([-1, 0, 1, -2, 1, -1, 0])
    [(1, 4)]
    """
    found: list[tuple[int, int]] = []
    held: list[int] = []
    for at, k in enumerate([*np.asarray(kind).tolist(), -1]):
        if k >= 0:
            held.append(at)
        elif k == -1:
            if len(held) >= least:
                found.append((held[0], held[-1]))
            held = []
    return found


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """A place where alignment changed and stayed changed, with the evidence.

    Attributes:
        at: position of the first period after the change.
        before: mean alignment in the stretch before.
        after: mean alignment in the stretch after.
        n_before: votes in the stretch before.
        n_after: votes in the stretch after.
        lo: lower end of the interval of ``after - before``, families as blocks.
        hi: upper end.
        level: its nominal coverage.
    """

    at: int
    before: float
    after: float
    n_before: int
    n_after: int
    lo: float
    hi: float
    level: float


def change_points(
    values: ArrayLike,
    periods: ArrayLike,
    families: ArrayLike | None = None,
    *,
    shortest: int = 2,
    level: float = 0.99,
) -> tuple[ChangePoint, ...]:
    """Where the mean of an alignment series shifts: PELT on the period means, then each shift tested on the votes.

    Periods are weighted by nothing and penalised by ``2 s^2 log(T)``, s from the differences of neighbours (so a slow
    drift is no shift); a shift stays only if the interval of the difference between its two stretches, with families of
    resolutions as blocks, leaves zero out. Killick, Fearnhead & Eckley (2012, JASA 107:1590); library: ruptures.

    Args:
        values: alignment on each roll call (0..1), NaN where there is none, in order of time.
        periods: number of each roll call's period, 0..T-1, not falling.
        families: key of each roll call's family; None: each its own.
        shortest: least length of a stretch, in periods.
        level: nominal coverage of the intervals.

    Raises:
        MeasureError: lengths differ or periods fall.
    """
    x, t = np.asarray(values, dtype=float), np.asarray(periods)
    if x.shape != t.shape or x.ndim != 1 or np.any(np.diff(t) < 0):
        raise MeasureError("values and periods have one entry a roll call, in order of time")
    fam = as_blocks(families, len(x))
    kept = np.isfinite(x)
    x, t, fam = x[kept], t[kept], fam[kept]
    held, number = np.unique(t, return_inverse=True)
    if len(held) < 2 * shortest + 1:
        return ()
    means = np.bincount(number, x) / np.bincount(number)
    noise = float(np.median(np.abs(np.diff(means)))) / (0.6745 * math.sqrt(2))
    noise = max(noise, 1e-3)

    import ruptures

    ends = (
        ruptures.Pelt(model="l2", min_size=shortest, jump=1)
        .fit(means)
        .predict(2 * noise**2 * math.log(len(held)))
    )
    edges = [0, *ends]
    while len(edges) > 2:
        tested = [
            _tested(x, number, fam, edges[k], edges[k + 1], edges[k + 2], level)
            for k in range(len(edges) - 2)
        ]
        weak = [k for k, got in enumerate(tested) if got is None]
        if not weak:
            return tuple(ChangePoint(int(held[c.at]), *_rest(c)) for c in tested if c is not None)
        gaps = [
            abs(_stretch(x, number, edges[k], edges[k + 1]) - _stretch(x, number, *edges[k + 1 : k + 3]))
            for k in weak
        ]
        edges.pop(weak[int(np.argmin(gaps))] + 1)
    return ()


def _rest(c: ChangePoint) -> tuple[float, float, int, int, float, float, float]:
    return c.before, c.after, c.n_before, c.n_after, c.lo, c.hi, c.level


def _stretch(x: Array, number: NDArray[np.int64], start: int, end: int) -> float:
    return float(x[(number >= start) & (number < end)].mean())


def _tested(
    x: Array, number: NDArray[np.int64], fam: NDArray[np.int64], start: int, at: int, end: int, level: float
) -> ChangePoint | None:
    """The change at one edge with its interval, or None where it includes zero."""
    inside = (number >= start) & (number < end)
    after = number[inside] >= at
    y, blocks = x[inside], fam[inside]
    pick = np.where(after, 1.0, 0.0)

    def sums(by: NDArray[np.int64], count: int) -> Array:
        ones = mean_sums(y, pick)(by, count), mean_sums(y, 1 - pick)(by, count)
        return np.concatenate(ones, axis=-1)

    def shift(s: Array) -> Array:
        return mean_of(s[..., :2]) - mean_of(s[..., 2:])

    got = spread(sums, blocks, np.zeros(len(y), np.int64), shift)
    if not math.isfinite(got.variance):
        return None
    before, later = float(y[~after].mean()), float(y[after].mean())
    lo, hi = plain_interval(later - before, got, level, -1.0, 1.0)
    if lo <= 0 <= hi:
        return None
    return ChangePoint(at, before, later, int((~after).sum()), int(after.sum()), lo, hi, level)
