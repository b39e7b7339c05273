"""From a matrix of votes to what the fit walks over: items with their categories, state-periods, paths, a start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from foedus.errors import MeasureError
from foedus.measure import ideal_kernels as kernels
from foedus.measure.ideal_solver import Layout, Position

Categories = Literal["ordinal", "abstain_as_no", "drop_abstain"]


class TooFewVotes(MeasureError):
    """There is nothing to place anyone by: no votes, or none on which the states differ."""


class NotConnected(MeasureError):
    """Some states never voted on anything that the others voted on: there is no common scale."""


@dataclass(slots=True)
class Prepared:
    """The layout and the keys that lead from its rows back to the caller's.

    Attributes:
        layout: what the kernels walk over.
        order: canonical order of the caller's columns (by name).
        cell_state: column (in canonical order) of each state-period.
        cell_period: index into ``periods`` of each state-period.
        periods: the periods present, ascending.
        row_item: item of each of the caller's rows, -1 where it was left out.
        counts: votes below, between and above, by item.
        low, high: the categories (1 yes, 2 abstain, 3 no) an item's lowest and highest run stand for.
    """

    layout: Layout
    order: NDArray[np.int64]
    cell_state: NDArray[np.int64]
    cell_period: NDArray[np.int64]
    periods: NDArray[np.int64]
    row_item: NDArray[np.int64]
    counts: NDArray[np.int64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    unanimous: int
    votes_given: int


def recode(choice: NDArray[np.int8], categories: Categories) -> NDArray[np.int8]:
    """Votes as 1, 2, 3 with 0 for whatever is not a vote; abstentions as the caller wants them."""
    table = np.array([0, 0, 1, 2, 3], np.int8)
    if categories == "abstain_as_no":
        table[3] = 3
    elif categories == "drop_abstain":
        table[3] = 0
    return table[choice + 1]


def _canonical_rows(
    choice: NDArray[np.int8], period: NDArray[np.int64], key: NDArray[np.int64]
) -> NDArray[np.int64]:
    """An order of the rows that depends on what they say, not on how they came."""
    row = np.ascontiguousarray(choice).view(np.dtype((np.void, choice.shape[1]))).ravel()
    _, rank = np.unique(row, return_inverse=True)
    return np.lexsort((key, rank, period))


def prepare(
    choice: NDArray[np.int8],
    period: NDArray[np.int64],
    item: Sequence[object] | None,
    names: Sequence[str],
    categories: Categories,
    dynamic: bool,
) -> Prepared:
    """Order, recode and compress the votes; see :class:`Prepared`.

    Raises:
        TooFewVotes: fewer than two states or no item on which votes differ.
        NotConnected: the states fall into groups without a common vote.
    """
    if item is None:
        key = np.arange(choice.shape[0])
        neutral = np.zeros(choice.shape[0], np.int64)
    else:
        _, key = np.unique(np.asarray([str(x) for x in item]), return_inverse=True)
        neutral = key
    order = np.argsort(np.asarray(names, dtype=str), kind="stable")
    y = recode(np.ascontiguousarray(choice[:, order]), categories)
    steps = period if dynamic else np.zeros_like(period)
    rows = _canonical_rows(y, period, neutral)
    y, key, steps = y[rows], key[rows], steps[rows]
    _, first_seen, inverse = np.unique(key, return_index=True, return_inverse=True)
    rank = np.empty(first_seen.size, np.int64)
    rank[np.argsort(first_seen, kind="stable")] = np.arange(first_seen.size)
    key = rank[inverse]
    counts = np.stack([np.bincount(key, (y == c).sum(1), first_seen.size) for c in (1, 2, 3)], 1).astype(
        np.int64
    )
    seen = (counts > 0).sum(1)
    keep = seen > 1
    if not keep.any():
        raise TooFewVotes(f"{choice.shape[0]} roll calls and not one on which two states chose differently")
    number = np.where(keep, np.cumsum(keep) - 1, -1)
    j = number[key]
    two = (seen == 2) & keep
    low, high = np.where(counts[:, 0] > 0, 1, 2), np.where(counts[:, 2] > 0, 3, 2)
    _recode_two(y, key, two, low, high)
    y[j < 0] = 0
    periods, at = np.unique(steps, return_inverse=True)
    edges = np.flatnonzero(np.r_[True, at[1:] != at[:-1]])
    present = np.zeros((periods.size, y.shape[1]), bool)
    present[at[edges]] = np.logical_or.reduceat(y > 0, edges, axis=0)
    _check_connected(y, j, order, names)
    state, when = np.nonzero(present.T)
    cell = np.full(present.shape, -1, np.int64)
    cell[when, state] = np.arange(state.size)
    layout = _layout(y, j, cell, at, int(keep.sum()), seen[keep] == 3, state, periods[when])
    row_item = np.empty(rows.size, np.int64)
    row_item[rows] = j
    given = int(counts.sum())
    return Prepared(
        layout,
        order,
        state,
        when,
        periods,
        row_item,
        counts[keep],
        low[keep],
        high[keep],
        int((~keep).sum()),
        given,
    )


def _recode_two(
    y: NDArray[np.int8],
    key: NDArray[np.int64],
    two: NDArray[np.bool_],
    low: NDArray[np.int64],
    high: NDArray[np.int64],
) -> None:
    """Where only two of three categories occur, the lower becomes 1 and the upper 3: one threshold."""
    for a, b in ((1, 2), (2, 3)):
        rows = np.flatnonzero((two & (low == a) & (high == b))[key])
        if rows.size:
            part = y[rows]
            y[rows] = np.where(part == a, 1, np.where(part == b, 3, part)).astype(np.int8)


def _check_connected(
    y: NDArray[np.int8], item: NDArray[np.int64], order: NDArray[np.int64], names: Sequence[str]
) -> None:
    rows = np.argsort(item, kind="stable")
    edges = np.flatnonzero(np.diff(item[rows], prepend=-2))
    voted = np.logical_or.reduceat((y > 0)[rows], edges, axis=0).astype(np.float32)
    active = np.flatnonzero(voted.any(0))
    if active.size < 2:
        raise TooFewVotes(f"{active.size} state(s) with votes; a scale needs at least two")
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    together = voted.T @ voted
    groups, label = connected_components(
        csr_array((together[np.ix_(active, active)] > 0).astype(np.int8)), directed=False
    )
    if groups > 1:
        small = min(range(groups), key=lambda g: (int((label == g).sum()), g))
        who = [names[order[active[i]]] for i in np.flatnonzero(label == small)][:8]
        raise NotConnected(f"{groups} groups of states without a common vote; one of them: {', '.join(who)}")


def _layout(
    y: NDArray[np.int8],
    j: NDArray[np.int64],
    cell: NDArray[np.int64],
    at: NDArray[np.int64],
    items: int,
    three: NDArray[np.bool_],
    state: NDArray[np.int64],
    when: NDArray[np.int64],
) -> Layout:
    size, votes = state.size, int((y > 0).sum())
    ptr, state_ptr = np.zeros((items, 4), np.int64), np.zeros((size, 4), np.int64)
    who, which = np.empty(votes, np.int32), np.empty(votes, np.int32)
    kernels.spread_out(y, j, cell, at, ptr, who, state_ptr, which)
    start = np.flatnonzero(np.r_[True, state[1:] != state[:-1]])
    gap = np.r_[1, np.diff(when)].astype(float)
    gap[start] = 1.0
    first = np.r_[start, size].astype(np.int64)
    path = np.repeat(np.arange(start.size), np.diff(first))
    return Layout(ptr, who, state_ptr, which, np.ascontiguousarray(three), first, gap, path)


def begin(prepared: Prepared) -> Position:
    """A start from the votes alone: thresholds from shares, positions from the leading direction of the votes."""
    a = prepared.layout
    n = prepared.counts.sum(1)
    two = ~a.three
    bottom = np.where(two & (prepared.low == 2), prepared.counts[:, 1], prepared.counts[:, 0])
    g1 = ndtri(np.clip((bottom + 0.5) / (n + 1), 1e-3, 1 - 1e-3))
    top = prepared.counts[:, 2]
    g2 = np.where(a.three, np.maximum(-ndtri(np.clip((top + 0.5) / (n + 1), 1e-3, 1 - 1e-3)), g1 + 0.02), g1)
    u, beta = _leading(a)
    theta = u[a.path].copy()
    moves = a.first.size - 1
    return Position(
        theta,
        np.full(a.cells, 0.05),
        np.zeros(a.cells),
        beta,
        g1,
        g2,
        np.full(moves, 0.05),
        np.array([1.0, 0.0, 1.0]),
    )


def _leading(a: Layout) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """One score a path from the leading eigenvector of the centred votes, and the items' slopes on it."""
    items, paths = a.ptr.shape[0], a.first.size - 1
    x = np.zeros((items, paths), np.float32)
    weight = np.zeros((items, paths), np.float32)
    kernels.centred(a.ptr, a.who, a.path, x, weight)
    gram = (x.T @ x).astype(float)
    together = (weight.T @ weight).astype(float)
    gram /= np.sqrt(np.maximum(together, 1.0))
    from scipy.linalg import eigh

    _, vectors = eigh(gram, subset_by_index=[paths - 1, paths - 1])
    u = vectors[:, 0]
    u = u - u.mean()
    u /= max(u.std(), 1e-9)
    u = np.clip(u, -3, 3)
    slope = (x @ u) / np.maximum(weight @ (u * u), 1.0)
    return u, np.clip(2.0 * slope.astype(float), -1.5, 1.5)
