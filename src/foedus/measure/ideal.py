"""Ideal points: where states stand on one dimension, period by period, from their votes, with intervals.

The model is the dynamic ordinal probit of Bailey, Strezhnev & Voeten (2017): a state at theta faces an item with
discrimination beta and thresholds g1 < g2 and votes *yes* where ``beta * theta + e < g1``, *no* above g2, *abstain*
between, e ~ N(0, 1). Positions walk at random from period to period. A vote not cast is no datum. How it is fitted,
how the intervals were calibrated, and what that cost is told in ``docs/methods/ideal.md``.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.errors import MeasureError, UnknownName
from foedus.measure.ideal_result import IdealFit, Quality, Warm

if TYPE_CHECKING:
    from foedus.measure.ideal_layout import Prepared
    from foedus.measure.ideal_solver import Position, Replica

__all__ = ["IdealFit", "IdealWarning", "NotConverged", "SignUnsure", "ThinVotes", "fit"]

Floats = NDArray[np.float64]
DRAWS = 32  # joint draws from which the items' share of the uncertainty is told
THIN = 10  # votes below which a state-period's place is mostly its neighbours'


class IdealWarning(UserWarning):
    """Something about a fit that its reader should know; the words are also in ``IdealFit.warnings``."""


class SignUnsure(IdealWarning):
    """Which end is which cannot be told: the two named states are missing or too close."""


class ThinVotes(IdealWarning):
    """Some state-periods have few votes: their place is mostly that of the periods beside them."""


class NotConverged(IdealWarning):
    """The sweeps ended before the positions stood still."""


def fit(
    choice: NDArray[np.int8],
    period: Sequence[int] | NDArray[np.int64],
    states: Sequence[str],
    *,
    items: Sequence[object] | None = None,
    labels: dict[int, str] | None = None,
    dynamic: bool = True,
    categories: Literal["ordinal", "abstain_as_no", "drop_abstain"] = "ordinal",
    innovation: Literal["pooled"] | float = "pooled",
    slopes: float | None = None,
    poles: tuple[str, str] | None = None,
    scale: Literal["sd", "mad"] = "sd",
    level: float = 0.9,
    tol: float = 3e-4,
    start: IdealFit | None = None,
    say: Callable[[str], None] | None = None,
) -> IdealFit:
    """Where each state stood in each period, from its votes.

    Args:
        choice: votes [roll calls, states]: 1 yes, 2 abstain, 3 no, 0 not voting, -1 not a member. Any order.
        period: whole number of each roll call's period; a step of 2 is a gap of two periods in the walk.
        states: name of each column.
        items: key of each roll call's item; roll calls with the same key are *bridged* (same resolution repeated) and
            share discrimination and thresholds. None: each roll call is its own.
        labels: words for the periods, where a number does not say enough.
        dynamic: False gives one position a state.
        categories: what an abstention is: a middle category, a no, or nothing.
        innovation: the walk's variance a period: estimated, or a number in squared units of the reported scale.
        slopes: None: slopes have variance 1 on the scale on which first positions have; a number: their variance on the
            standardised scale, where the published series holds it at 1.
        poles: two states, lower and upper end.
        scale: mean 0 and standard deviation 1 over state-periods, or median 0 and 1.4826 MAD = 1, which a few
            extreme states cannot move.
        level: share of the posterior between ``lo`` and ``hi``.
        tol: largest change of a position in the last sweep, in standard deviations of positions.
        start: an earlier fit on nearly the same votes; same answer, fewer sweeps.
        say: called with a line of progress.

    Returns:
        Estimates with their intervals and n, items, and how well the model fits.

    Raises:
        TooFewVotes, NotConnected: see ``foedus.measure.ideal_layout``.
        UnknownName: a pole that is no column.
        MeasureError: arrays that do not fit together.
    """
    choice, when = _checked(choice, period, states, items, level)
    if poles is not None:
        for pole in poles:
            if pole not in states:
                raise UnknownName(pole, "state in these votes")
    layout, solver = _compiled(say)
    prepared = layout.prepare(choice, when, items, states, categories, dynamic)
    names = [states[int(i)] for i in prepared.order]
    position = layout.begin(prepared)
    keys = _item_keys(prepared, items)
    if start is not None:
        _resume(prepared, position, names, keys, start)
    sweeper, trace, replicas = solver.estimate(prepared.layout, position, innovation, tol, say, slopes)
    draws = solver.added_by_items(prepared.layout, position, DRAWS)
    notes: list[tuple[type[IdealWarning], str]] = []
    if trace.change >= max(tol, 1e-3):
        notes.append((NotConverged, f"{trace.sweeps} sweeps left a change of {trace.change:.1e}"))
    placed = _place(position, draws, replicas, scale)
    sign = _sign(prepared, names, placed, poles, notes)
    return _result(
        prepared,
        names,
        keys,
        position,
        placed,
        sign,
        level,
        labels,
        dynamic,
        choice,
        sweeper.deficit,
        trace,
        notes,
    )


def _checked(
    choice: NDArray[np.int8],
    period: Sequence[int] | NDArray[np.int64],
    states: Sequence[str],
    items: Sequence[object] | None,
    level: float,
) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    choice = np.asarray(choice)
    when = np.asarray(period, dtype=np.int64)
    if choice.ndim != 2 or choice.shape != (when.size, len(states)):
        raise MeasureError(
            f"votes are {choice.shape}, but there are {when.size} periods of roll calls and {len(states)} states"
        )
    if items is not None and len(items) != when.size:
        raise MeasureError(f"{len(items)} item keys for {when.size} roll calls")
    if len(set(states)) != len(states):
        raise MeasureError("a state is named twice among the columns")
    if choice.size and (choice.min() < -1 or choice.max() > 3):
        raise MeasureError("votes are coded -1 not a member, 0 not voting, 1 yes, 2 abstain, 3 no")
    if not 0 < level < 1:
        raise MeasureError(f"level is a share between 0 and 1, not {level}")
    return choice.astype(np.int8, copy=False), when


def _compiled(say: Callable[[str], None] | None) -> tuple[Any, Any]:
    """The modules with compiled loops; where nothing beside the package can be written, their cache goes elsewhere."""
    here = Path(__file__).parent
    if "NUMBA_CACHE_DIR" not in os.environ and not os.access(here, os.W_OK):
        from platformdirs import user_cache_dir

        folder = Path(user_cache_dir("foedus", appauthor=False)) / "numba"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            folder = Path(tempfile.gettempdir()) / "foedus-numba"
        os.environ["NUMBA_CACHE_DIR"] = str(folder)
    where = Path(os.environ.get("NUMBA_CACHE_DIR") or here)
    if say is not None and not any(where.glob("**/ideal_kernels.item_step*.nbc")):
        say("first fit of this installation: compiling the loops, about ten seconds")
    from foedus.measure import ideal_layout, ideal_solver

    return ideal_layout, ideal_solver


def _item_keys(prepared: Prepared, items: Sequence[object] | None) -> tuple[str, ...]:
    keys = [""] * prepared.layout.ptr.shape[0]
    for row in range(prepared.row_item.size - 1, -1, -1):
        j = int(prepared.row_item[row])
        if j >= 0:
            keys[j] = str(row if items is None else items[row])
    return tuple(keys)


def _resume(
    prepared: Prepared, p: Position, names: Sequence[str], keys: Sequence[str], old: IdealFit
) -> None:
    """Begin where an earlier fit ended; what it did not know begins beside what it did."""
    warm = old.warm
    place = {key: i for i, key in enumerate(warm.items)}
    known = [(j, place[k]) for j, k in enumerate(keys) if k in place]
    if known:
        new, was = np.array(known).T
        p.beta[new], p.g1[new] = warm.beta[was], warm.g1[was]
        p.g2[new] = np.where(
            prepared.layout.three[new], np.maximum(warm.g2[was], warm.g1[was] + 0.02), p.g1[new]
        )
    cells = {cell: i for i, cell in enumerate(warm.cells)}
    flip = np.sign(
        np.dot(p.theta, [warm.theta[cells[c]] if c in cells else 0.0 for c in _cells(prepared, names)])
    )
    fresh = np.setdiff1d(np.arange(p.beta.size), [j for j, _ in known])
    if flip < 0:
        p.theta *= -1
        p.beta[fresh] *= -1
    last: dict[str, float] = {}
    for s, cell in enumerate(_cells(prepared, names)):
        i = cells.get(cell)
        if i is not None:
            p.theta[s], p.var[s] = warm.theta[i], warm.var[i]
            last[cell[0]] = float(warm.theta[i])
        elif cell[0] in last:
            p.theta[s] = last[cell[0]]
    p.w2[:] = float(np.mean(warm.w2))


def _cells(prepared: Prepared, names: Sequence[str]) -> list[tuple[str, int]]:
    periods = prepared.periods
    return [
        (names[i], int(periods[t])) for i, t in zip(prepared.cell_state, prepared.cell_period, strict=True)
    ]


@dataclass(slots=True)
class _Placed:
    """Positions on the reported scale (sign still open) with what made them."""

    middle: float
    unit: float
    estimate: Floats
    sd: Floats
    shifts: Floats
    stretch: float


def _standard(theta: Floats, scale: str) -> tuple[float, float]:
    if scale == "mad":
        middle = float(np.median(theta))
        return middle, max(1.4826 * float(np.median(np.abs(theta - middle))), 1e-9)
    return float(theta.mean()), max(float(theta.std()), 1e-9)


def _place(p: Position, draws: NDArray[np.float32], replicas: Sequence[Replica], scale: str) -> _Placed:
    """Standardise the estimates, and every draw as the estimates are; then let the replicas say whether sd is wide enough."""
    middle, unit = _standard(p.theta, scale)
    estimate = (p.theta - middle) / unit
    shifts = np.empty(draws.shape)
    for i, draw in enumerate(draws):
        moved = p.theta + draw
        m, u = _standard(moved, scale)
        shifts[i] = (moved - m) / u - estimate
    added = (shifts**2).mean(0)
    squares = []
    for r in replicas:
        m, u = _standard(r.theta, scale)
        mt, ut = _standard(r.truth, scale)
        error = (r.theta - m) / u - (r.truth - mt) / ut
        squares.append(float((error**2 / (r.var / u**2 + added)).mean()))
    stretch = float(np.clip(np.mean(squares) ** 0.5, 1.0, 1.5)) if squares else 1.0
    return _Placed(
        middle, unit, estimate, stretch * np.sqrt(p.var / unit**2 + added), stretch * shifts, stretch
    )


def _sign(
    prepared: Prepared,
    names: Sequence[str],
    placed: _Placed,
    poles: tuple[str, str] | None,
    notes: list[tuple[type[IdealWarning], str]],
) -> float:
    """Plus or minus one, so that the second pole stands above the first."""
    state = prepared.cell_state
    present = np.unique(state)
    if poles is None:
        notes.append(
            (SignUnsure, f"no two states name the ends; {names[int(present[0])]} was put below zero")
        )
        return -1.0 if placed.estimate[state == present[0]].mean() > 0 else 1.0
    low, high = (state == names.index(pole) for pole in poles)
    if not low.any() or not high.any():
        gone = " and ".join(pole for pole, k in zip(poles, (low, high), strict=True) if not k.any())
        notes.append((SignUnsure, f"{gone} cast no vote that counts here; which end is which is not told"))
        only = high if high.any() else low
        if not only.any():
            return 1.0
        mean = float(placed.estimate[only].mean()) * (1.0 if high.any() else -1.0)
        return 1.0 if mean > 0 else -1.0
    apart = float(placed.estimate[high].mean() - placed.estimate[low].mean())
    error = float(np.hypot(placed.sd[high].mean(), placed.sd[low].mean()))
    if abs(apart) < 2 * error:
        notes.append(
            (
                SignUnsure,
                f"{poles[0]} and {poles[1]} are {abs(apart):.2f} apart with a standard error of {error:.2f}",
            )
        )
    return 1.0 if apart >= 0 else -1.0


def _result(
    prepared: Prepared,
    names: Sequence[str],
    keys: tuple[str, ...],
    p: Position,
    placed: _Placed,
    sign: float,
    level: float,
    labels: dict[int, str] | None,
    dynamic: bool,
    choice: NDArray[np.int8],
    deficit: float,
    trace: Any,
    notes: list[tuple[type[IdealWarning], str]],
) -> IdealFit:
    from scipy.special import ndtri

    a = prepared.layout
    votes = a.state_ptr[:, 3] - a.state_ptr[:, 0]
    thin = int((votes < THIN).sum())
    if thin:
        notes.append((ThinVotes, f"{thin} of {votes.size} state-periods have fewer than {THIN} votes"))
    for kind, words in notes:
        warnings.warn(words, kind, stacklevel=3)
    cells = _cells(prepared, names)
    spoken = labels or {}
    estimate = sign * placed.estimate
    z = float(ndtri(0.5 + level / 2))
    return IdealFit(
        state=tuple(c[0] for c in cells),
        period=np.array([c[1] for c in cells]) if dynamic else np.zeros(len(cells), np.int64),
        label=tuple(spoken.get(c[1], str(c[1])) if dynamic else "all" for c in cells),
        estimate=estimate,
        sd=placed.sd,
        lo=estimate - z * placed.sd,
        hi=estimate + z * placed.sd,
        votes=votes,
        item=keys,
        discrimination=sign * p.beta * placed.unit,
        threshold_low=p.g1 - p.beta * placed.middle,
        threshold_high=p.g2 - p.beta * placed.middle,
        item_votes=prepared.counts,
        row_item=prepared.row_item,
        innovation=float(p.w2[a.path].mean()) / placed.unit**2
        if a.cells > a.first.size - 1
        else float("nan"),
        quality=_quality(prepared, p, trace, deficit, placed.stretch, int((choice > 0).sum())),
        level=level,
        warnings=tuple(f"{kind.__name__}: {w}" for kind, w in notes),
        shifts=(sign * placed.shifts).astype(np.float32),
        warm=Warm(tuple(cells), keys, p.theta, p.var, p.beta, p.g1, p.g2, p.w2),
    )


def _quality(
    prepared: Prepared, p: Position, trace: Any, deficit: float, stretch: float, given: int
) -> Quality:
    from foedus.measure import ideal_kernels as kernels

    a = prepared.layout
    items = a.ptr.shape[0]
    out = np.zeros((items, 2))
    kernels.tally(a.ptr, a.who, p.theta, p.beta, p.g1, p.g2, out)
    used = int(a.who.size)
    plain = int(prepared.counts.max(1).sum())
    right, log_likelihood = int(out[:, 1].sum()), float(out[:, 0].sum())
    return Quality(
        votes=used,
        votes_left_out=given - used,
        states=int(a.first.size - 1),
        items=items,
        items_left_out=prepared.unanimous,
        log_likelihood=log_likelihood,
        mean_probability=float(np.exp(log_likelihood / max(used, 1))),
        classified=right / max(used, 1),
        error_reduction=(right - plain) / max(used - plain, 1),
        sweeps=trace.sweeps,
        change=trace.change,
        deficit=deficit,
        stretch=stretch,
    )
