"""Votes simulated from a fit with the same states, items and absences: what the fit makes of them tells its own bias.

The walk's variance by expectation-maximisation is too small when the items are estimated from the same votes, and a
deficit of five per cent in the expected squared step ends as a third in the variance. So the fit is asked what it
recovers from votes drawn at its own estimate, where the truth is known, and is corrected by that ratio.
"""

from __future__ import annotations

import math

import numpy as np
from numba import prange
from numpy.typing import NDArray

from foedus.measure.ideal_covariance import _bits
from foedus.measure.ideal_kernels import Floats, Ints, _jit, _jit_parallel


@_jit_parallel
def revote(
    ptr: Ints,
    who: NDArray[np.int32],
    theta: Floats,
    beta: Floats,
    g1: Floats,
    g2: Floats,
    three: NDArray[np.bool_],
    stream: int,
    new_ptr: Ints,
    new_who: NDArray[np.int32],
    new_three: NDArray[np.bool_],
    new_g1: Floats,
    new_g2: Floats,
) -> None:
    """Every vote cast again from the model, in runs below, between and above within its item.

    An item that comes out without one of its three categories loses a threshold, as it would have in the votes.
    """
    for j in prange(beta.size):
        a, z = ptr[j, 0], ptr[j, 3]
        kind = np.empty(z - a, np.int8)
        n1, n2 = 0, 0
        for k in range(a, z):
            u = float(_bits(k, 2 * stream + 7) >> np.uint64(11)) * 1.1102230246251565e-16
            eta = beta[j] * theta[who[k]]
            y = 3
            if u < 0.5 * math.erfc((eta - g1[j]) * 0.7071067811865476):
                y = 1
                n1 += 1
            elif u < 0.5 * math.erfc((eta - g2[j]) * 0.7071067811865476):
                y = 2
                n2 += 1
            kind[k - a] = y
        n3 = z - a - n1 - n2
        new_three[j] = three[j] and n1 > 0 and n2 > 0 and n3 > 0
        l1, l2 = a + n1, a + n1 + n2
        c1, c2 = g1[j], g2[j]
        if three[j] and not new_three[j]:
            if n2 == 0:
                c1 = 0.5 * (c1 + c2)
            elif n1 == 0:  # between counts as below
                l1, c1 = l2, c2
            else:  # between counts as above
                l2 = l1
            c2 = c1
        new_g1[j], new_g2[j] = c1, c2
        new_ptr[j, 0], new_ptr[j, 1], new_ptr[j, 2], new_ptr[j, 3] = a, l1, l2, z
        p1, p2, p3 = a, a + n1, a + n1 + n2
        for k in range(a, z):
            y = kind[k - a]
            if y == 1:
                new_who[p1] = who[k]
                p1 += 1
            elif y == 2:
                new_who[p2] = who[k]
                p2 += 1
            else:
                new_who[p3] = who[k]
                p3 += 1


@_jit
def by_state(ptr: Ints, who: NDArray[np.int32], state_ptr: Ints, which: NDArray[np.int32]) -> None:
    """The table by state-period of a table by item."""
    state_ptr[:] = 0
    for j in range(ptr.shape[0]):
        for y in range(3):
            for k in range(ptr[j, y], ptr[j, y + 1]):
                state_ptr[who[k], y + 1] += 1
    run = 0
    for s in range(state_ptr.shape[0]):
        for y in range(1, 4):
            n = state_ptr[s, y]
            state_ptr[s, y] = run
            run += n
    for j in range(ptr.shape[0]):
        for y in range(3):
            for k in range(ptr[j, y], ptr[j, y + 1]):
                s = who[k]
                which[state_ptr[s, y + 1]] = j
                state_ptr[s, y + 1] += 1
    for s in range(state_ptr.shape[0]):
        state_ptr[s, 0] = state_ptr[s - 1, 3] if s else 0


@_jit
def draw_paths(
    first: Ints, gap: Floats, weight: Floats, mean: Floats, w2: Floats, v0: float, noise: Floats, out: Floats
) -> None:
    """One draw of every path from its posterior: backward sampling with the tridiagonal factors."""
    pivot = np.empty(mean.size)
    for c in range(first.size - 1):
        a, z = first[c], first[c + 1]
        for k in range(a, z):
            pivot[k] = weight[k]
        pivot[a] += 1.0 / v0
        for k in range(a + 1, z):
            q = 1.0 / (w2[c] * gap[k])
            pivot[k - 1] += q
            pivot[k] += q
        for k in range(a + 1, z):
            q = 1.0 / (w2[c] * gap[k])
            pivot[k] -= q * q / pivot[k - 1]
        d = noise[z - 1] / math.sqrt(pivot[z - 1])
        out[z - 1] = mean[z - 1] + d
        for k in range(z - 2, a - 1, -1):
            d = d / (w2[c] * gap[k + 1] * pivot[k]) + noise[k] / math.sqrt(pivot[k])
            out[k] = mean[k] + d
