"""How sure a share of votes is, when votes come in families and sessions and are not a thousand coin tosses.

The same resolution returns every year and one debate brings ten alike, so the block that counts as one draw is the
*family* of resolutions. The variance is a delete-one-family jackknife; the interval is studentised with degrees of
freedom from the sizes of the families. Where there are sessions enough, variation between sessions is added (two-way
clustering) and the interval speaks of such votes in any session; with fewer it speaks of votes of this kind in these
sessions only, and says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import MeasureError

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

MIN_FAMILIES = 5  # below this no interval: nothing can be said of how families differ
MIN_SESSIONS = 10  # from here on sessions count as drawn, too
TOO_FEW_FAMILIES = "too few families of resolutions for an interval"
SCOPE_SESSIONS = "votes of this kind in any session"
SCOPE_FAMILIES = "votes of this kind in these sessions"

_NUMBERED = 2**31  # whole numbers below it are block numbers already
_YEARS = re.compile(r"\b(1[89]|20)\d\d(\s*[-–/]\s*((1[89]|20)\d\d|\d\d))?\b")
_ORDINAL = re.compile(
    r"\b(\d+(st|nd|rd|th)|(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(-\w+)?|first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|\w+tieth)\b"
)
_ROMAN = re.compile(r"\b(?=[ivxlc]{2,})(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})\b")
_TAIL = re.compile(
    r"\s*[:;]\s*(?:revised\s+)?(?:draft\s+)?(?:resolution|decision|amendment|resolutions?\s*/).*$"
    r"|\s*/\s*adopted by the .*$",
    re.IGNORECASE | re.DOTALL,
)


@lru_cache(maxsize=65536)
def family_of(title: str) -> str:
    """The family a resolution belongs to: its title without what changes from year to year.

    Years, numbers, ordinals, Roman numerals, and the cataloguer's tail are left out; two titles of one family give
    the same key. An empty title gives an empty key: such roll calls are families of their own.

    >>> family_of("Situation in Ruritania, 2014 : resolution / adopted by the General Assembly")
    'situation in ruritania'
    >>> family_of("Fifth Review of the Ruritanian Treaty") == family_of("6th review of the Ruritanian treaty")
    True
    """
    text = _TAIL.sub("", title).lower()
    for pattern in (_YEARS, _ORDINAL, _ROMAN):
        text = pattern.sub(" ", text)
    text = re.sub(r"[^a-z\u00c0-\u024f ]+", " ", text)
    return " ".join(text.split())


def as_blocks(keys: ArrayLike | None, n: int) -> Ints:
    """Keys (names or numbers) as block numbers from 0; empty or missing keys are blocks of their own.

    Raises:
        MeasureError: not one key a roll call.
    """
    if keys is None:
        return np.arange(n, dtype=np.int64)
    given = np.asarray(keys)
    if given.shape != (n,):
        raise MeasureError(f"one key a roll call is needed: {n} roll calls, keys of shape {given.shape}")
    if given.dtype.kind in "iu" and n and int(given.min()) >= 0 and int(given.max()) < _NUMBERED:
        return given.astype(np.int64, copy=False)
    if given.dtype == object:
        given = np.asarray(["" if k is None else str(k) for k in given])
    _, blocks = np.unique(given, return_inverse=True)
    blocks = blocks.astype(np.int64).reshape(n)
    if given.dtype.kind in "US":
        blank = given == ""
        blocks[blank] = n + np.arange(int(blank.sum()))
        _, blocks = np.unique(blocks, return_inverse=True)
    return blocks.astype(np.int64).reshape(n)


@lru_cache(maxsize=4096)
def student(probability: float, freedom: float) -> float:
    """The quantile of Student's t, by Newton's method on ``t = sqrt(f) tan(x)`` where the density is ``cos^(f-1)``.

    >>> round(student(0.975, 10), 4)
    2.2281
    """
    if probability < 0.5:
        return -student(1.0 - probability, freedom)
    freedom = min(max(freedom, 0.5), 1e5)
    nodes, weights = np.polynomial.legendre.leggauss(96)
    log_scale = math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2) - 0.5 * math.log(math.pi)

    def mass(x: float) -> float:
        at = (nodes + 1) * x / 2
        return float(x / 2 * np.sum(weights * np.exp(log_scale + (freedom - 1) * np.log(np.cos(at)))))

    low, high = 0.0, math.pi / 2 - 1e-9
    for _ in range(60):
        mid = (low + high) / 2
        low, high = (mid, high) if mass(mid) < probability - 0.5 else (low, mid)
    return math.sqrt(freedom) * math.tan((low + high) / 2)


@dataclass(frozen=True, slots=True)
class Spread:
    """The variance of a statistic, its degrees of freedom, and what was taken as drawn."""

    variance: float
    freedom: float
    families: int
    sessions: int
    scope: str
    note: str = ""


def _jackknife(tables: Array, statistic: Callable[[Array], Array], value: float) -> float:
    """The delete-one-block variance about the full value; blocks whose absence leaves it undefined are left out."""
    count = len(tables)
    if count < 2:
        return math.nan
    left = statistic(tables.sum(axis=0)[None] - tables)
    left = left[np.isfinite(left)]
    return float((count - 1) / count * np.sum((left - value) ** 2))


def _freedom(tables: Array) -> float:
    """Degrees of freedom: blocks counted by size, ``(sum n^2)^2 / sum n^4 - 1``, as a big block weighs more."""
    size = tables[:, -1] if tables.shape[1] == 2 else tables.sum(axis=1)
    square = size**2
    return float(max(square.sum() ** 2 / np.sum(square**2) - 1.0, 1.0))


def spread(
    sums: Callable[[Ints, int], Array],
    families: Ints,
    sessions: Ints,
    statistic: Callable[[Array], Array],
) -> Spread:
    """The variance of a statistic of sums over roll calls, with families and, where enough, sessions as draws.

    Args:
        sums: from a block number for each roll call and the number of blocks, the sums ``[blocks, width]``.
        families: block number of each roll call's family.
        sessions: block number of each roll call's session.
        statistic: ``[..., width] -> [...]``, a function of the sums.
    """
    by_family, by_session = (_summed(sums, blocks) for blocks in (families, sessions))
    value = float(statistic(by_family.sum(axis=0)))
    counts = (len(by_family), len(by_session))
    if not math.isfinite(value) or len(by_family) < MIN_FAMILIES:
        return Spread(math.nan, 1.0, *counts, scope="", note=TOO_FEW_FAMILIES)
    variance, freedom = _jackknife(by_family, statistic, value), _freedom(by_family)
    if len(by_session) < MIN_SESSIONS:
        return Spread(variance, freedom, *counts, scope=SCOPE_FAMILIES)
    both = _summed(sums, families * (int(sessions.max()) + 1) + sessions)
    between = max(_jackknife(by_session, statistic, value) - _jackknife(both, statistic, value), 0.0)
    total = variance + between
    if total > 0:
        freedom = total**2 / (variance**2 / freedom + between**2 / _freedom(by_session))
    return Spread(total, freedom, *counts, scope=SCOPE_SESSIONS)


def _summed(sums: Callable[[Ints, int], Array], blocks: Ints) -> Array:
    """The sums by block, blocks numbered anew without gaps."""
    _, number = np.unique(blocks, return_inverse=True)
    number = number.reshape(-1)
    return sums(number, int(number.max(initial=-1)) + 1)


def cell_sums(cells: Ints, weights: Array | None, width: int) -> Callable[[Ints, int], Array]:
    """How to count cells by block: for statistics of a table of joint votes."""

    def sums(blocks: Ints, count: int) -> Array:
        flat = np.bincount(blocks * width + cells, weights, minlength=count * width)
        return flat.reshape(count, width).astype(float)

    return sums


def mean_sums(values: Array, weights: Array) -> Callable[[Ints, int], Array]:
    """How to sum weighted values and weights by block: for statistics that are a mean (:func:`mean_of`)."""

    def sums(blocks: Ints, count: int) -> Array:
        above = np.bincount(blocks, values * weights, minlength=count)
        return np.stack([above, np.bincount(blocks, weights, minlength=count)], axis=-1)

    return sums


def mean_of(sums: Array) -> Array:
    """The weighted mean from its two sums."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(sums[..., 1] > 0, sums[..., 0] / sums[..., 1], np.nan)[()]


def share_interval(value: float, got: Spread, level: float, low: float, high: float) -> tuple[float, float]:
    """The interval of a bounded mean: Wilson's, with the sample size that the variance amounts to.

    The measure is scaled to 0..1; ``n_eff = p (1 - p) / V``, at most one a family where nothing varies. Wilson
    (1927); for clustered samples Dean & Pagano (2015, J. Surv. Stat. Methodol. 3:484).
    """
    t = student((1 + level) / 2, got.freedom)
    p = (value - low) / (high - low)
    variance = got.variance / (high - low) ** 2
    size = p * (1 - p) / variance if variance > 1e-15 and 0 < p < 1 else float(got.families)
    centre = (p + t * t / (2 * size)) / (1 + t * t / size)
    half = t / (1 + t * t / size) * math.sqrt(p * (1 - p) / size + t * t / (4 * size * size))
    lower, upper = max(centre - half, 0.0), min(centre + half, 1.0)
    return min(low + (high - low) * lower, value), max(low + (high - low) * upper, value)


def plain_interval(value: float, got: Spread, level: float, low: float, high: float) -> tuple[float, float]:
    """The studentised interval ``value ± t sqrt(V)``, never narrower than none-seen-in-G-families allows."""
    t = student((1 + level) / 2, got.freedom)
    half = max(t * math.sqrt(got.variance), t * t / (got.families + t * t))
    return max(value - half, low), min(value + half, high)
