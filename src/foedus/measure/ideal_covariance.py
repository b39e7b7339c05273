"""How far the items' own uncertainty moves the states: perturbation samples from the joint posterior.

Holding the items fixed gives intervals that are too narrow, most of all for extreme states, because a session's items
and its states can shift and stretch together. The joint precision matrix of states and items is never formed: samples
of it are drawn by perturbing every vote, prior and step of the walk by a random sign (Papandreou & Yuille 2010) and
solving by conjugate gradients on the states, items eliminated; then only the part that the items add is kept
(Rao-Blackwellised, after Sidén et al. 2018), so that sampling noise touches the small part of the variance.
"""

from __future__ import annotations

import numpy as np
from numba import prange
from numpy.typing import NDArray

from foedus.measure.ideal_kernels import (
    LANES,
    Floats,
    Ints,
    _jit,
    _jit_inline,
    _jit_parallel,
    _middle,
    _mills,
)

Singles = NDArray[np.float32]


@_jit_parallel
def curvature(
    ptr: Ints,
    who: NDArray[np.int32],
    theta: Floats,
    beta: Floats,
    g1: Floats,
    g2: Floats,
    three: NDArray[np.bool_],
    table: Floats,
    slope: float,
    spread: float,
    cross: Singles,
    root: Singles,
    inverse: Singles,
) -> None:
    """Per vote: its cross-curvature of state and item, and the root of its own; per item: the inverse of its block."""
    for j in prange(beta.size):
        be, c1, c2 = beta[j], g1[j], g2[j]
        h00, h01, h02, h11, h12, h22 = 1.0 / slope, 0.0, 0.0, 1.0 / spread, 0.0, 1.0 / spread
        both = three[j]
        for k in range(ptr[j, 0], ptr[j, 3]):
            t = theta[who[k]]
            waa, wbb, wab = 0.0, 0.0, 0.0
            if k < ptr[j, 1]:
                a = c1 - be * t
                r = _mills(a, table)
                waa = r * (r + a)
            elif k >= ptr[j, 2]:
                b = be * t - c2
                r = _mills(b, table)
                wbb = r * (r + b)
            else:
                a = c1 - be * t
                b = c2 - be * t
                u, q = _middle(a, b, table)
                waa, wbb, wab = max(u * u - a * u, 1e-9), max(q * q + b * q, 1e-9), -u * q
            w = waa + wbb + 2.0 * wab
            o1, o2 = waa + wab, wbb + wab
            cross[k, 0] = w * be * t
            cross[k, 1] = -be * (o1 if both else w)
            cross[k, 2] = -be * o2 if both else 0.0
            h00 += w * t * t
            if both:
                h01 -= o1 * t
                h02 -= o2 * t
                h11 += waa
                h12 += wab
                h22 += wbb
            else:
                h01 -= w * t
                h11 += w
            l11 = np.sqrt(waa)
            l21 = wab / l11 if l11 > 0.0 else 0.0
            root[k, 0], root[k, 1], root[k, 2] = l11, l21, np.sqrt(max(wbb - l21 * l21, 0.0))
        m00 = h11 * h22 - h12 * h12
        m01 = h02 * h12 - h01 * h22
        m02 = h01 * h12 - h02 * h11
        det = h00 * m00 + h01 * m01 + h02 * m02
        inverse[j, 0], inverse[j, 1], inverse[j, 2] = m00 / det, m01 / det, m02 / det
        inverse[j, 3] = (h00 * h22 - h02 * h02) / det
        inverse[j, 4] = (h01 * h02 - h00 * h12) / det
        inverse[j, 5] = (h00 * h11 - h01 * h01) / det


@_jit_inline
def _bits(index: int, stream: int) -> np.uint64:
    """Sixty-four random bits of a place and a stream (splitmix64): the same for the same data, in any order."""
    x = np.uint64(index) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(stream) * np.uint64(0xD1B54A32D192ED03)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@_jit
def _solve_paths(first: Ints, pivot: Singles, factor: Singles, x: Singles) -> None:
    """X <- Htt^-1 x for every lane: the walk's tridiagonal systems with the factors at hand."""
    for c in range(first.size - 1):
        a, z = first[c], first[c + 1]
        for k in range(a + 1, z):
            f = factor[k]
            for i in range(LANES):
                x[k, i] += f * x[k - 1, i]
        p = pivot[z - 1]
        for i in range(LANES):
            x[z - 1, i] *= p
        for k in range(z - 2, a - 1, -1):
            p, f = pivot[k], factor[k + 1]
            for i in range(LANES):
                x[k, i] = x[k, i] * p + f * x[k + 1, i]


@_jit
def _through_items(
    ptr: Ints,
    who: NDArray[np.int32],
    cross: Singles,
    inverse: Singles,
    x: Singles,
    items: Singles,
    y: Singles,
    add: bool,
) -> None:
    """Y <- Hti Hii^-1 (items + Hit x): what the items pass on from state to state (``add``: whether ``items`` counts)."""
    a0 = np.zeros(LANES, np.float32)
    a1 = np.zeros(LANES, np.float32)
    a2 = np.zeros(LANES, np.float32)
    y[:] = 0.0
    for j in range(ptr.shape[0]):
        for i in range(LANES):
            a0[i] = items[j, 0, i] if add else 0.0
            a1[i] = items[j, 1, i] if add else 0.0
            a2[i] = items[j, 2, i] if add else 0.0
        for k in range(ptr[j, 0], ptr[j, 3]):
            s = who[k]
            q0, q1, q2 = cross[k, 0], cross[k, 1], cross[k, 2]
            for i in range(LANES):
                v = x[s, i]
                a0[i] += q0 * v
                a1[i] += q1 * v
                a2[i] += q2 * v
        i00, i01, i02 = inverse[j, 0], inverse[j, 1], inverse[j, 2]
        i11, i12, i22 = inverse[j, 3], inverse[j, 4], inverse[j, 5]
        for i in range(LANES):
            p0, p1, p2 = a0[i], a1[i], a2[i]
            a0[i] = i00 * p0 + i01 * p1 + i02 * p2
            a1[i] = i01 * p0 + i11 * p1 + i12 * p2
            a2[i] = i02 * p0 + i12 * p1 + i22 * p2
        for k in range(ptr[j, 0], ptr[j, 3]):
            s = who[k]
            q0, q1, q2 = cross[k, 0], cross[k, 1], cross[k, 2]
            for i in range(LANES):
                y[s, i] += q0 * a0[i] + q1 * a1[i] + q2 * a2[i]


@_jit
def _apply(first: Ints, diagonal: Singles, link: Singles, x: Singles, y: Singles) -> None:
    """Y <- Htt x - y."""
    for c in range(first.size - 1):
        a, z = first[c], first[c + 1]
        for k in range(a, z):
            d = diagonal[k]
            for i in range(LANES):
                y[k, i] = d * x[k, i] - y[k, i]
            if k > a:
                f = link[k]
                for i in range(LANES):
                    y[k, i] -= f * x[k - 1, i]
                    y[k - 1, i] -= f * x[k, i]


@_jit
def _perturb(
    ptr: Ints,
    who: NDArray[np.int32],
    theta: Floats,
    beta: Floats,
    three: NDArray[np.bool_],
    root: Singles,
    slope: float,
    spread: float,
    first: Ints,
    link: Singles,
    v0: float,
    stream: int,
    b: Singles,
    items: Singles,
) -> None:
    """Right-hand sides whose covariance is the joint precision: a random sign on every vote, step and prior."""
    b[:] = 0.0
    one = np.uint64(1)
    d, g = 1.0 / np.sqrt(slope), 1.0 / np.sqrt(spread)
    for j in range(ptr.shape[0]):
        bits = _bits(j, 2 * stream + 1_000_003)
        for i in range(LANES):
            items[j, 0, i] = d * (1.0 - 2.0 * float((bits >> np.uint64(i)) & one))
            items[j, 1, i] = g * (1.0 - 2.0 * float((bits >> np.uint64(i + 16)) & one))
            items[j, 2, i] = g * (1.0 - 2.0 * float((bits >> np.uint64(i + 32)) & one))
        be, both = beta[j], three[j]
        for k in range(ptr[j, 0], ptr[j, 3]):
            s = who[k]
            t = theta[s]
            l11, l21, l22 = root[k, 0], root[k, 1], root[k, 2]
            bits = _bits(k, 2 * stream)
            for i in range(LANES):
                e1 = 1.0 - 2.0 * float((bits >> np.uint64(i)) & one)
                e2 = 1.0 - 2.0 * float((bits >> np.uint64(i + 16)) & one)
                ea = l11 * e1
                eb = l21 * e1 + l22 * e2
                b[s, i] -= be * (ea + eb)
                items[j, 0, i] -= t * (ea + eb)
                items[j, 1, i] += ea if both else ea + eb
                if both:
                    items[j, 2, i] += eb
    for c in range(first.size - 1):
        a, z = first[c], first[c + 1]
        for k in range(a, z):
            bits = _bits(k, 2 * stream + 2_000_003)
            r = np.sqrt(link[k]) if k > a else np.float32(1.0 / np.sqrt(v0))
            for i in range(LANES):
                e = r * (1.0 - 2.0 * float((bits >> np.uint64(i)) & one))
                b[k, i] += e
                if k > a:
                    b[k - 1, i] -= e


@_jit
def _dot(x: Singles, y: Singles, out: Floats) -> None:
    out[:] = 0.0
    for k in range(x.shape[0]):
        for i in range(LANES):
            out[i] += x[k, i] * y[k, i]


@_jit_parallel
def sample_means(
    ptr: Ints,
    who: NDArray[np.int32],
    theta: Floats,
    beta: Floats,
    three: NDArray[np.bool_],
    cross: Singles,
    root: Singles,
    inverse: Singles,
    slope: float,
    spread: float,
    first: Ints,
    diagonal: Singles,
    link: Singles,
    pivot: Singles,
    factor: Singles,
    v0: float,
    steps: int,
    tol: float,
    out: Singles,
    used: Ints,
) -> None:
    """E[theta | items] - E[theta] for ``LANES`` joint draws of the items in each block of ``out`` [blocks, S, LANES]."""
    for block in prange(out.shape[0]):
        size = theta.size
        items = np.empty((beta.size, 3, LANES), np.float32)
        r = np.empty((size, LANES), np.float32)
        y = np.empty((size, LANES), np.float32)
        x = np.zeros((size, LANES), np.float32)
        old = np.empty(LANES)
        new = np.empty(LANES)
        den = np.empty(LANES)
        _perturb(ptr, who, theta, beta, three, root, slope, spread, first, link, v0, block, r, items)
        _through_items(ptr, who, cross, inverse, x, items, y, True)
        for k in range(size):
            for i in range(LANES):
                r[k, i] -= y[k, i]
        z = r.copy()
        _solve_paths(first, pivot, factor, z)
        p = z.copy()
        _dot(r, z, old)
        start = old.copy()
        for step in range(steps):
            _through_items(ptr, who, cross, inverse, p, items, y, False)
            _apply(first, diagonal, link, p, y)
            _dot(p, y, den)
            for i in range(LANES):
                den[i] = old[i] / max(den[i], 1e-30)
            for k in range(size):
                for i in range(LANES):
                    x[k, i] += den[i] * p[k, i]
                    r[k, i] -= den[i] * y[k, i]
                    z[k, i] = r[k, i]
            _solve_paths(first, pivot, factor, z)
            _dot(r, z, new)
            worst = 0.0
            for i in range(LANES):
                worst = max(worst, new[i] / start[i])
                den[i] = new[i] / max(old[i], 1e-30)
                old[i] = new[i]
            for k in range(size):
                for i in range(LANES):
                    p[k, i] = z[k, i] + den[i] * p[k, i]
            used[block] = step + 1
            if worst < tol * tol:
                break
        for k in range(size):  # items = Hii^-1 (b - Hit x); E[theta | items] = -Htt^-1 Hti items
            for i in range(LANES):
                x[k, i] = -x[k, i]
        _through_items(ptr, who, cross, inverse, x, items, y, True)
        _solve_paths(first, pivot, factor, y)
        for k in range(size):
            for i in range(LANES):
                out[block, k, i] = -y[k, i]
