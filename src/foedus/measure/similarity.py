"""How alike two states vote: every measure as a function of the 3 x 3 table of their joint votes.

A table counts (or weighs) roll calls: row = first state's vote, column = second state's, in the order yes, abstain,
no. All functions take ``[..., 3, 3]`` and give ``[...]``, NaN where the measure is not defined.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.errors import UnknownName

Array = NDArray[Any]  # counts or weights of any number type
_ABSOLUTE = ((0, 1, 2), (1, 0, 1), (2, 1, 0))  # 1: one abstains, 2: opposed
_SQUARED = ((0, 1, 4), (1, 0, 1), (4, 1, 0))
_NOMINAL = ((0, 1, 1), (1, 0, 1), (1, 1, 0))
Costs = tuple[tuple[int, int, int], ...]


def _planes(table: Array) -> list[list[Array]]:
    """The nine cells as arrays: fast for a handful of tables and for millions laid out as a matrix product."""
    t = np.asarray(table)
    return [[t[..., i, j] for j in range(3)] for i in range(3)]


def _ratio(above: Array, below: Array) -> Array:
    """A quotient, NaN where there is nothing to divide by."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below > 0, above / below, np.nan)[()]


def _total(t: list[list[Array]]) -> Array:
    return sum((cell for row in t for cell in row), start=np.zeros(()))


def _distance(t: list[list[Array]], costs: Costs) -> Array:
    """The sum of the costs of all cells."""
    parts = [c * t[i][j] for i, row in enumerate(costs) for j, c in enumerate(row) if c]
    return sum(parts, start=np.zeros(()))


def agreement(table: Array) -> Array:
    """The share of roll calls with the same vote: ``Po = sum_k P_kk``.

    >>> float(agreement(np.array([[2, 1, 0], [0, 0, 0], [0, 0, 1]])))
    0.75
    """
    t = _planes(table)
    return _ratio(t[0][0] + t[1][1] + t[2][2], _total(t))


def halfway(table: Array) -> Array:
    """Agreement with abstention half-way between yes and no: ``1 - mean |v_i - v_j| / 2``, v = 1, 0, -1.

    Lijphart's (1963, APSR 57:902) index of agreement ``(f + g/2) / t``: f same votes, g votes where one abstains.

    >>> float(halfway(np.array([[2, 1, 0], [0, 0, 0], [0, 0, 1]])))  # (3 + 1/2) / 4
    0.875
    """
    t = _planes(table)
    return 1.0 - _ratio(_distance(t, _ABSOLUTE), 2.0 * _total(t))


def coincidence(table: Array) -> Array:
    """Same votes among those on which both said yes or no (the US State Department's older count).

    >>> float(coincidence(np.array([[2, 5, 1], [0, 9, 0], [0, 0, 1]])))  # 3 of 4
    0.75
    """
    t = _planes(table)
    same = t[0][0] + t[2][2]
    return _ratio(same, same + t[0][2] + t[2][0])


def s_absolute(table: Array) -> Array:
    """Signorino and Ritter's S with absolute distances: ``1 - 2 mean(d) / d_max``, d = |v_i - v_j|, d_max = 2.

    Runs from -1 (always opposed) to 1. Signorino & Ritter (1999, ISQ 43:115).

    >>> float(s_absolute(np.array([[1, 0, 1], [0, 0, 0], [0, 0, 0]])))  # mean distance 1 of 2
    0.0
    """
    t = _planes(table)
    return 1.0 - _ratio(_distance(t, _ABSOLUTE), _total(t))


def s_squared(table: Array) -> Array:
    """Signorino and Ritter's S with squared distances: ``1 - 2 mean(d^2) / 4``.

    >>> float(s_squared(np.array([[1, 1, 0], [0, 0, 0], [0, 0, 0]])))  # mean squared distance 1/2 of 4
    0.75
    """
    t = _planes(table)
    return 1.0 - _ratio(_distance(t, _SQUARED), 2.0 * _total(t))


def _beyond_chance(table: Array, costs: Costs, pooled: bool) -> Array:
    """``1 - observed / expected`` distance, expected under independent (own or pooled) margins."""
    t = _planes(table)
    total = _total(t)
    rows = [t[k][0] + t[k][1] + t[k][2] for k in range(3)]
    cols = [t[0][k] + t[1][k] + t[2][k] for k in range(3)]
    if pooled:
        rows = cols = [(r + c) / 2.0 for r, c in zip(rows, cols, strict=True)]
    expected = sum(
        (c * rows[i] * cols[j] for i, row in enumerate(costs) for j, c in enumerate(row) if c),
        start=np.zeros(()),
    )
    tiny = 1e-9 * total * total
    return 1.0 - _ratio(_distance(t, costs) * total, np.where(expected > tiny, expected, 0.0))


def kappa(table: Array) -> Array:
    """Cohen's (1960) kappa: agreement beyond what the two states' own habits give by chance.

    ``1 - (1 - Po) / (1 - Pe)``, ``Pe = sum_k p_k q_k``; NaN where chance alone gives full agreement. Cohen
    (1960, Educ. Psychol. Meas. 20:37); the table of his 1968 paper (Psychol. Bull. 70:213), which reports .492:

    >>> round(float(kappa(np.array([[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]]))), 3)
    0.492
    """
    return _beyond_chance(table, _NOMINAL, pooled=False)


def kappa_absolute(table: Array) -> Array:
    """Cohen's weighted kappa, weights |rank difference| (Häge 2011, Political Analysis 19:287)."""
    return _beyond_chance(table, _ABSOLUTE, pooled=False)


def kappa_squared(table: Array) -> Array:
    """Cohen's weighted kappa, squared weights (Cohen 1968)."""
    return _beyond_chance(table, _SQUARED, pooled=False)


def pi(table: Array) -> Array:
    """Scott's (1955, Public Opinion Quarterly 19:321) pi: as kappa, chance drawn from the two states' pooled habits.

    Two states, four votes, pooled habits 5/8 yes and 3/8 no: ``1 - (1/4) / (1 - 34/64)``.

    >>> round(float(pi(np.array([[2, 0, 1], [0, 0, 0], [0, 0, 1]]))), 4)
    0.4667
    """
    return _beyond_chance(table, _NOMINAL, pooled=True)


def pi_absolute(table: Array) -> Array:
    """Scott's pi with weights |rank difference| (Häge 2011)."""
    return _beyond_chance(table, _ABSOLUTE, pooled=True)


def pi_squared(table: Array) -> Array:
    """Scott's pi with squared weights (Häge 2011)."""
    return _beyond_chance(table, _SQUARED, pooled=True)


def tau_b(table: Array) -> Array:
    """Kendall's tau-b: concordant less discordant pairs of roll calls, ties in one state's votes corrected for.

    ``(C - D) / sqrt((N0 - N1)(N0 - N2))``; NaN where a state never varies. Kendall (1945, Biometrika 33:239).

    >>> round(float(tau_b(np.array([[10, 0, 0], [0, 10, 0], [0, 0, 10]]))), 12)
    1.0
    """
    t = _planes(table)
    total = _total(t)
    score = np.zeros(())
    for i in range(3):
        for j in range(3):
            later = [(t[k][m], 1 if m > j else -1) for k in range(i + 1, 3) for m in range(3) if m != j]
            score = score + t[i][j] * sum((sign * cell for cell, sign in later), start=np.zeros(()))
    tied_rows = sum(((t[k][0] + t[k][1] + t[k][2]) ** 2 for k in range(3)), start=np.zeros(()))
    tied_cols = sum(((t[0][k] + t[1][k] + t[2][k]) ** 2 for k in range(3)), start=np.zeros(()))
    square = np.maximum(total**2 - tied_rows, 0.0) * np.maximum(total**2 - tied_cols, 0.0)
    return _ratio(2.0 * score, np.where(square > 1e-18 * total**4, np.sqrt(square), 0.0))


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
