"""Every pair of states in every session at once, as products of one-hot votes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from foedus.errors import MeasureError
from foedus.measure import similarity

Counts = NDArray[np.float32]
Floats = NDArray[np.float32]
_CHUNK = 8192  # roll calls a product: counts stay exact in float32, memory stays small


@dataclass(frozen=True, slots=True)
class AllPairs:
    """A measure for all pairs of states in each block of roll calls.

    Attributes:
        blocks: the sessions (or other blocks), in order of first appearance.
        value: ``[blocks, states, states]``; NaN where fewer than ``least`` common votes or not defined.
        n: common votes, ``[blocks, states, states]``.
        measure: name of the measure.
    """

    blocks: tuple[str, ...]
    value: Floats
    n: Counts
    measure: str


def as_matrix(choice: ArrayLike) -> NDArray[np.int8]:
    """Votes ``[roll calls, states]`` as int8 codes -1..3.

    Raises:
        MeasureError: not two-dimensional, or a code other than -1..3.
    """
    given = np.asarray(choice)
    if given.ndim != 2 or given.dtype.kind not in "iu":
        raise MeasureError(f"votes are whole numbers [roll calls, states]; found {given.dtype} {given.shape}")
    codes = given.astype(np.int8, copy=False)
    if given.size and (int(given.min()) < -1 or int(given.max()) > 3):
        raise MeasureError(
            "votes are coded 1 yes, 2 abstain, 3 no, 0 not voting, -1 not a member; found others"
        )
    return codes


def _one_hot(codes: NDArray[np.int8], kinds: tuple[int, ...] = (1, 2, 3)) -> Floats:
    """``[roll calls, kinds * states]``: 1 where a state cast that vote."""
    rows, states = codes.shape
    out = np.empty((rows, len(kinds), states), np.float32)
    for at, kind in enumerate(kinds):
        np.equal(codes, kind, out=out[:, at], casting="unsafe")
    return out.reshape(rows, -1)


def joint_counts(choice: ArrayLike) -> Counts:
    """Joint votes of all pairs over all roll calls: ``[states, states, 3, 3]``, row = first state's vote.

    A view of one matrix product; cost grows linearly in roll calls.

    >>> joint_counts(np.array([[1, 1], [1, 3], [0, 2]], np.int8))[0, 1]
    array([[1., 0., 1.], [0., 0., 0.], [0., 0., 0.]], dtype=float32)
    """
    codes = as_matrix(choice)
    states = codes.shape[1]
    total = np.zeros((3 * states, 3 * states), np.float32)
    for start in range(0, len(codes), _CHUNK):
        hot = _one_hot(codes[start : start + _CHUNK])
        total += hot.T @ hot
    return total.reshape(3, states, 3, states).transpose(1, 3, 0, 2)


def agreement_counts(choice: ArrayLike) -> tuple[Counts, Counts]:
    """Same votes and common votes of all pairs, ``[states, states]`` each: less work than all nine cells."""
    codes = as_matrix(choice)
    states = codes.shape[1]
    same = np.zeros((states, states), np.float32)
    common = np.zeros((states, states), np.float32)
    for start in range(0, len(codes), _CHUNK):
        part = codes[start : start + _CHUNK]
        hot = _one_hot(part).reshape(-1, states)
        same += hot.T @ hot
        cast = (part > 0).astype(np.float32)
        common += cast.T @ cast
    return same, common


def pairwise(
    choice: ArrayLike, blocks: ArrayLike | None = None, measure: str = "agreement", least: int = 10
) -> AllPairs:
    """A measure for all pairs of states, in each block of roll calls.

    Args:
        choice: votes ``[roll calls, states]``.
        blocks: key of each roll call's block (its session, say); None: one block.
        measure: a name in :data:`foedus.measure.similarity.MEASURES`.
        least: common votes below which no value is given.

    Raises:
        MeasureError: shapes or codes are not what they should be.
        UnknownName: no such measure.
    """
    chosen = similarity.measure(measure)
    codes = as_matrix(choice)
    if chosen.absences == "abstain":
        codes = np.where(codes == 0, np.int8(2), codes)
    names, starts = _runs(blocks, len(codes))
    states = codes.shape[1]
    value = np.empty((len(names), states, states), np.float32)
    n = np.empty_like(value)
    for at, rows in enumerate(starts):
        part = codes[rows]
        if chosen.name == "agreement":
            same, n[at] = agreement_counts(part)
            np.divide(same, np.where(n[at] >= max(least, 1), n[at], np.nan), out=value[at])
            continue
        tables = joint_counts(part)
        n[at] = tables.sum(axis=(2, 3))
        if chosen.name == "coincidence":
            n[at] -= tables[..., 1, :].sum(axis=-1) + tables[..., :, 1].sum(axis=-1) - tables[..., 1, 1]
        value[at] = np.where(n[at] >= max(least, 1), chosen.of(tables), np.nan)
    return AllPairs(names, value, n, chosen.name)


def _runs(blocks: ArrayLike | None, n: int) -> tuple[tuple[str, ...], list[slice | NDArray[np.int64]]]:
    """Blocks in order of first appearance, with their roll calls: slices where they stand together."""
    if blocks is None:
        return ("all",), [slice(0, n)]
    keys = np.asarray(blocks)
    if keys.shape != (n,):
        raise MeasureError(f"one block a roll call is needed: {n} roll calls, blocks of shape {keys.shape}")
    found, first, number = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rows: list[slice | NDArray[np.int64]] = []
    by_block = np.argsort(number, kind="stable")
    ends = np.cumsum(np.bincount(number, minlength=len(found)))
    for block in order:
        members = by_block[ends[block - 1] if block else 0 : ends[block]]
        together = members[-1] - members[0] + 1 == len(members)
        rows.append(slice(int(members[0]), int(members[-1]) + 1) if together else members)
    return tuple(str(found[b]) for b in order), rows
