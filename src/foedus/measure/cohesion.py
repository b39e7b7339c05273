"""How far a group of states votes as one, on one roll call and over many."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import MeasureError

Array = NDArray[np.float64]


def _counts(*given: ArrayLike) -> list[Array]:
    out = [np.asarray(g, dtype=float) for g in given]
    if any(np.any(~np.isfinite(g)) or np.any(g < 0) for g in out):
        raise MeasureError("counts of votes are finite and not negative")
    return out


def agreement_index(yes: ArrayLike, no: ArrayLike, abstain: ArrayLike) -> Array:
    """The Agreement Index of a group: ``[max - (sum - max) / 2] / sum`` over yes, no and abstain.

    1 where all vote alike, 0 where evenly split three ways, NaN where nobody voted. Hix, Noury & Roland (2005,
    British Journal of Political Science 35:209).

    >>> float(agreement_index(3, 0, 1))  # [3 - 1/2] / 4
    0.625
    """
    y, n, a = _counts(yes, no, abstain)
    total, top = y + n + a, np.maximum(np.maximum(y, n), a)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, (top - (total - top) / 2) / total, np.nan)


def rice(yes: ArrayLike, no: ArrayLike) -> Array:
    """Rice's index of cohesion: ``|yes - no| / (yes + no)``; abstentions do not count. Rice (1925).

    >>> float(rice(3, 1))
    0.5
    """
    y, n = _counts(yes, no)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(y + n > 0, np.abs(y - n) / (y + n), np.nan)
