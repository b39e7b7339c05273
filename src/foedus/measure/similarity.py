"""How alike two states vote: every measure as a function of the 3 x 3 table of their joint votes.

A table counts (or weighs) roll calls: row = first state's vote, column = second state's, in the order yes, abstain,
no. All functions take ``[..., 3, 3]`` and give ``[...]``, NaN where the measure is not defined.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from foedus.errors import UnknownName

Array = NDArray[np.float64]
_RANK = np.arange(3.0)
_GAP = np.abs(_RANK[:, None] - _RANK[None, :])  # 0, 1 (one abstains) or 2 (opposed)
_OFF = 1.0 - np.eye(3)


def _shares(table: Array) -> Array:
    """The table as joint shares that sum to one."""
    total = table.sum(axis=(-1, -2), keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, table / total, np.nan)


def agreement(table: Array) -> Array:
    """The share of roll calls with the same vote: ``Po = sum_k P_kk``.

    >>> agreement(np.array([[2, 1, 0], [0, 0, 0], [0, 0, 1]]))
    np.float64(0.75)
    """
    same: Array = np.trace(_shares(table), axis1=-2, axis2=-1)
    return same


def halfway(table: Array) -> Array:
    """Agreement with abstention half-way between yes and no: ``1 - mean |v_i - v_j| / 2``, v = 1, 0, -1.

    Lijphart's (1963, APSR 57:902) index of agreement ``(f + g/2) / t``: f same votes, g votes where one abstains.

    >>> halfway(np.array([[2, 1, 0], [0, 0, 0], [0, 0, 1]]))  # (3 + 1/2) / 4
    np.float64(0.875)
    """
    value: Array = 1.0 - (_shares(table) * _GAP).sum(axis=(-1, -2)) / 2.0
    return value


def coincidence(table: Array) -> Array:
    """Same votes among those on which both said yes or no (the US State Department's older count).

    >>> coincidence(np.array([[2, 5, 1], [0, 9, 0], [0, 0, 1]]))  # 3 of 4
    np.float64(0.75)
    """
    t = np.asarray(table, dtype=float)
    same = t[..., 0, 0] + t[..., 2, 2]
    total = same + t[..., 0, 2] + t[..., 2, 0]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, same / total, np.nan)[()]


def s_absolute(table: Array) -> Array:
    """Signorino and Ritter's S with absolute distances: ``1 - 2 mean(d) / d_max``, d = |v_i - v_j|, d_max = 2.

    Runs from -1 (always opposed) to 1. Signorino & Ritter (1999, ISQ 43:115).

    >>> s_absolute(np.array([[1, 0, 1], [0, 0, 0], [0, 0, 0]]))  # mean distance 1 of 2
    np.float64(0.0)
    """
    value: Array = 1.0 - (_shares(table) * _GAP).sum(axis=(-1, -2))
    return value


def s_squared(table: Array) -> Array:
    """Signorino and Ritter's S with squared distances: ``1 - 2 mean(d^2) / 4``.

    >>> s_squared(np.array([[1, 1, 0], [0, 0, 0], [0, 0, 0]]))  # mean squared distance 1/2 of 4
    np.float64(0.75)
    """
    value: Array = 1.0 - (_shares(table) * _GAP**2).sum(axis=(-1, -2)) / 2.0
    return value


def _beyond_chance(table: Array, cost: Array, pooled: bool) -> Array:
    """``1 - observed / expected`` distance, expected under independent (own or pooled) margins."""
    p = _shares(table)
    rows, cols = p.sum(axis=-1), p.sum(axis=-2)
    if pooled:
        rows = cols = (rows + cols) / 2.0
    observed = (p * cost).sum(axis=(-1, -2))
    expected = np.einsum("...i,ij,...j->...", rows, cost, cols)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 1e-12, 1.0 - observed / expected, np.nan)[()]


def kappa(table: Array) -> Array:
    """Cohen's (1960) kappa: agreement beyond what the two states' own habits give by chance.

    ``1 - (1 - Po) / (1 - Pe)``, ``Pe = sum_k p_k q_k``; NaN where chance alone gives full agreement. Cohen
    (1960, Educ. Psychol. Meas. 20:37); the table of his 1968 paper (Psychol. Bull. 70:213), which reports .492:

    >>> round(float(kappa(np.array([[0.44, 0.05, 0.01], [0.07, 0.20, 0.03], [0.09, 0.05, 0.06]]))), 3)
    0.492
    """
    return _beyond_chance(table, _OFF, pooled=False)


def kappa_absolute(table: Array) -> Array:
    """Cohen's weighted kappa, weights |rank difference| (Häge 2011, Political Analysis 19:287)."""
    return _beyond_chance(table, _GAP, pooled=False)


def kappa_squared(table: Array) -> Array:
    """Cohen's weighted kappa, squared weights (Cohen 1968)."""
    return _beyond_chance(table, _GAP**2, pooled=False)


def pi(table: Array) -> Array:
    """Scott's (1955) pi: as kappa, but chance is drawn from the two states' pooled habits."""
    return _beyond_chance(table, _OFF, pooled=True)


def pi_absolute(table: Array) -> Array:
    """Scott's pi with weights |rank difference| (Häge 2011)."""
    return _beyond_chance(table, _GAP, pooled=True)


def pi_squared(table: Array) -> Array:
    """Scott's pi with squared weights (Häge 2011)."""
    return _beyond_chance(table, _GAP**2, pooled=True)


def tau_b(table: Array) -> Array:
    """Kendall's tau-b: concordant less discordant pairs of roll calls, ties in one state's votes corrected for.

    ``(C - D) / sqrt((N0 - N1)(N0 - N2))``; NaN where a state never varies. Kendall (1945, Biometrika 33:239).

    >>> round(float(tau_b(np.array([[10, 0, 0], [0, 10, 0], [0, 0, 10]]))), 12)
    1.0
    """
    p = _shares(table)
    concordant = np.zeros(p.shape[:-2])
    discordant = np.zeros(p.shape[:-2])
    for i in range(3):
        for j in range(3):
            concordant = concordant + p[..., i, j] * p[..., i + 1 :, j + 1 :].sum(axis=(-1, -2))
            discordant = discordant + p[..., i, j] * p[..., i + 1 :, :j].sum(axis=(-1, -2))
    untied_rows = 1.0 - (p.sum(axis=-1) ** 2).sum(axis=-1)
    untied_cols = 1.0 - (p.sum(axis=-2) ** 2).sum(axis=-1)
    scale = np.sqrt(np.maximum(untied_rows * untied_cols, 0.0))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(scale > 1e-12, 2.0 * (concordant - discordant) / scale, np.nan)[()]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of similarity: its name, what it says, its range, and how it treats absence."""

    name: str
    says: str
    of: Callable[[Array], Array]
    low: float
    high: float
    absences: Literal["missing", "abstain"] = "missing"
    corrected: bool = False


MEASURES: dict[str, Measure] = {
    m.name: m
    for m in (
        Measure("agreement", "same vote", agreement, 0, 1),
        Measure("halfway", "same vote, abstention half-way (Lijphart)", halfway, 0, 1),
        Measure("coincidence", "same vote where both said yes or no", coincidence, 0, 1),
        Measure("coincidence-absent", "half-way, absences as abstentions", halfway, 0, 1, absences="abstain"),
        Measure("s", "Signorino-Ritter S, absolute", s_absolute, -1, 1),
        Measure("s-squared", "Signorino-Ritter S, squared", s_squared, -1, 1),
        Measure("kappa", "Cohen's kappa", kappa, -1, 1, corrected=True),
        Measure("kappa-absolute", "Cohen's kappa, absolute", kappa_absolute, -1, 1, corrected=True),
        Measure("kappa-squared", "Cohen's kappa, squared", kappa_squared, -1, 1, corrected=True),
        Measure("pi", "Scott's pi", pi, -1, 1, corrected=True),
        Measure("pi-absolute", "Scott's pi, absolute", pi_absolute, -1, 1, corrected=True),
        Measure("pi-squared", "Scott's pi, squared", pi_squared, -1, 1, corrected=True),
        Measure("tau-b", "Kendall's tau-b", tau_b, -1, 1, corrected=True),
    )
}
ALIASES = {"lijphart": "halfway", "po": "agreement", "tau": "tau-b", "s-absolute": "s"}


def measure(name: str) -> Measure:
    """The measure of that name.

    Raises:
        UnknownName: there is none; carries the known ones.
    """
    key = name.strip().lower().replace("_", "-")
    found = MEASURES.get(ALIASES.get(key, key))
    if found is None:
        raise UnknownName(name, "measure", sorted(MEASURES))
    return found
