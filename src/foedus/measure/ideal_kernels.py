"""Compiled inner loops of the ideal-point model: per-vote derivatives, item and state steps, smoothing.

Every vote enters through ``a = g1 - beta * theta`` (the lower threshold as the state sees it) and ``b = g2 - beta * theta``.
The one special function is ``r(x) = phi(x) / Phi(x)``; its derivatives are polynomials in r and x, so a small table with
cubic Hermite interpolation gives value, slope and curvature at about two nanoseconds a vote, without erfc.
Numba is imported with this module only; nothing else of foedus needs it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba import prange
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LOW, HIGH, STEPS = -12.0, 9.0, 32  # the table's span, and its nodes a unit
LANES = 16  # simultaneous perturbation samples: one 512-bit register of float32


def _jit(fn: F) -> F:
    return cast("F", numba.njit(cache=True, fastmath={"contract", "reassoc", "nsz", "arcp"})(fn))


def _jit_inline(fn: F) -> F:
    return cast("F", numba.njit(cache=True, fastmath={"contract", "reassoc", "nsz", "arcp"})(fn))


def _jit_parallel(fn: F) -> F:
    options = {"contract", "reassoc", "nsz", "arcp"}
    return cast("F", numba.njit(cache=True, parallel=True, fastmath=options)(fn))


def mills_table() -> Floats:
    """Nodes of r and of its derivative, r' = -r (r + x), interleaved; built once a process."""
    from scipy.special import log_ndtr

    x = np.arange(int((HIGH - LOW) * STEPS) + 2) / STEPS + LOW
    r = np.exp(-0.5 * x * x - 0.5 * math.log(2 * math.pi) - log_ndtr(x))
    return np.ascontiguousarray(np.stack([r, -r * (r + x) / STEPS], axis=1))


@_jit_inline
def _mills(x: float, table: Floats) -> float:
    """phi(x) / Phi(x), to 1e-9 inside the table and by its asymptote outside."""
    if x >= 9.0:
        return 0.0
    if x < -12.0:
        return -x * (1.0 + 1.0 / (x * x + 2.0))
    u = (x + 12.0) * 32.0
    i = int(u)
    t = u - i
    r0, d0 = table[i, 0], table[i, 1]
    r1, d1 = table[i + 1, 0], table[i + 1, 1]
    c = 3.0 * (r1 - r0) - 2.0 * d0 - d1
    return float(r0 + t * (d0 + t * (c + t * (2.0 * (r0 - r1) + d0 + d1))))


@_jit_inline
def _middle(a: float, b: float, table: Floats) -> tuple[float, float]:
    """U = phi(a) / D and v = phi(b) / D with D = Phi(b) - Phi(a), safe in both tails."""
    flip = a + b > 0.0
    lo = -b if flip else a
    hi = -a if flip else b
    # D / phi(lo) and D / phi(hi) through Phi(x) = phi(x) / r(x); lo is the one deeper in the lower tail
    e = math.exp(0.5 * (lo - hi) * (lo + hi))  # phi(hi) / phi(lo)
    if hi < 9.0:
        d = e / _mills(hi, table) - 1.0 / _mills(lo, table)
        p = 1.0 / max(d, 1e-9)
    else:
        p = 0.3989422804014327 * math.exp(-0.5 * lo * lo)
        d = 1.0
    q = e * p
    if flip:
        return q, p
    return p, q


@_jit_parallel
def item_step(
    ptr: Ints,
    who: NDArray[np.int32],
    place: Floats,
    beta: Floats,
    g1: Floats,
    g2: Floats,
    three: NDArray[np.bool_],
    table: Floats,
    slope: float,
    spread: float,
    spread_of: Floats,
) -> None:
    """One Newton step on each item's discrimination and thresholds, with each state's uncertainty averaged over.

    The expectation over q(theta) = N(place[s, 0], place[s, 1]) is taken to second order, which needs the third derivative of the
    log-likelihood of a vote; for the probit all derivatives follow from r, u and v. ``spread_of`` receives the 3 x 3
    inverse of the minus Hessian, the item's posterior covariance, as (bb, b1, b2, 11, 12, 22).
    """
    for j in prange(beta.size):
        be, c1, c2 = beta[j], g1[j], g2[j]
        both = three[j]
        s0, s1, s2 = -be / slope, -c1 / spread, 0.0
        h00, h01, h02, h11, h12, h22 = 1.0 / slope, 0.0, 0.0, 1.0 / spread, 0.0, 0.0
        hb = 0.5 * be * be
        for k in range(ptr[j, 0], ptr[j, 1]):  # below the lower threshold
            s = who[k]
            t, v = place[s, 0], place[s, 1]
            a = c1 - be * t
            r = _mills(a, table)
            w = r * (r + a)
            f = r + hb * v / (1.0 + 2.0 * hb * v) * (w * (2.0 * r + a) - r)
            s0 -= t * f + be * v * w
            s1 += f
            h00 += w * (t * t + v)
            h01 -= w * t
            h11 += w
        o1, o2, p22 = 0.0, 0.0, 0.0
        for k in range(ptr[j, 2], ptr[j, 3]):  # above the upper threshold
            s = who[k]
            t, v = place[s, 0], place[s, 1]
            b = be * t - c2
            r = _mills(b, table)
            w = r * (r + b)
            f = -r - hb * v / (1.0 + 2.0 * hb * v) * (w * (2.0 * r + b) - r)
            s0 -= t * f + be * v * w
            o2 += f
            h00 += w * (t * t + v)
            o1 -= w * t
            p22 += w
        if three[j]:
            s2 = o2 - c2 / spread
            h02, h22 = o1, p22 + 1.0 / spread
        else:
            s1 += o2
            h01 += o1
            h11 += p22
            h22 = 1.0
        for k in range(ptr[j, 1], ptr[j, 2]):  # between the two
            s = who[k]
            t, v = place[s, 0], place[s, 1]
            a = c1 - be * t
            b = c2 - be * t
            u, q = _middle(a, b, table)
            f1 = q - u
            u1, q1 = -u * (a + f1), -q * (b + f1)
            f2 = q1 - u1
            u2 = -u - a * u1 - u1 * f1 - u * f2
            q2 = -q - b * q1 - q1 * f1 - q * f2
            hv = hb * v / (1.0 + 2.0 * hb * v)
            s0 -= t * (f1 + hv * (q2 - u2)) - be * v * f2
            s1 -= u + hv * u2
            s2 += q + hv * q2
            waa, wbb, wab = u * u - a * u, q * q + b * q, -u * q
            h00 -= f2 * (t * t + v)
            h01 -= (waa + wab) * t
            h02 -= (wbb + wab) * t
            h11 += waa
            h22 += wbb
            h12 += wab
        m00 = h11 * h22 - h12 * h12
        m01 = h02 * h12 - h01 * h22
        m02 = h01 * h12 - h02 * h11
        det = max(h00 * m00 + h01 * m01 + h02 * m02, 1e-9 * h00 * h11 * h22)
        m11, m12, m22 = h00 * h22 - h02 * h02, h01 * h02 - h00 * h12, h00 * h11 - h01 * h01
        m00, m01, m02, m11, m12, m22 = m00 / det, m01 / det, m02 / det, m11 / det, m12 / det, m22 / det
        if not both:
            m02, m12, m22 = m01, m11, m11
        spread_of[j, 0], spread_of[j, 1], spread_of[j, 2] = m00, m01, m02
        spread_of[j, 3], spread_of[j, 4], spread_of[j, 5] = m11, m12, m22
        d0 = m00 * s0 + m01 * s1
        d1 = m01 * s0 + m11 * s1
        d2 = d1
        if both:
            d0 += m02 * s2
            d1 += m12 * s2
            d2 = m02 * s0 + m12 * s1 + m22 * s2
        big = max(abs(d0), abs(d1), abs(d2))
        f = 1.0 if big < 1.0 else 1.0 / big
        if three[j]:
            gap = c2 - c1
            while gap + f * (d2 - d1) < 0.2 * gap:
                f *= 0.5
        beta[j] = be + f * d0
        g1[j] = c1 + f * d1
        g2[j] = c2 + f * d2 if three[j] else g1[j]


@_jit_parallel
def state_step(
    ptr: Ints,
    which: NDArray[np.int32],
    theta: Floats,
    var: Floats,
    item: Floats,
    table: Floats,
    score: Floats,
    weight: Floats,
) -> None:
    """Score and information of each state-period's votes about its position, averaged over q(theta) and q(item).

    ``item`` holds beta, g1, g2 and their covariance (bb, b1, b2, 11, 12, 22) a row. The items' uncertainty enters the
    score: without it positions are drawn outwards, as a larger scale of theta would let an item's slope be smaller.
    """
    for s in prange(theta.size):
        t, v = theta[s], var[s]
        g, h = 0.0, 0.0
        for k in range(ptr[s, 0], ptr[s, 1]):
            j = which[k]
            be = item[j, 0]
            a = item[j, 1] - be * t
            r = _mills(a, table)
            w = r * (r + a)
            c = item[j, 4] - t * item[j, 3]
            z = be * be * v + item[j, 6] - t * (item[j, 4] + c)
            g += w * c - be * (r + 0.5 * z / (1.0 + z) * (w * (2.0 * r + a) - r))
            h += w * be * be
        for k in range(ptr[s, 2], ptr[s, 3]):
            j = which[k]
            be = item[j, 0]
            b = be * t - item[j, 2]
            r = _mills(b, table)
            w = r * (r + b)
            c = item[j, 5] - t * item[j, 3]
            z = be * be * v + item[j, 8] - t * (item[j, 5] + c)
            g += w * c + be * (r + 0.5 * z / (1.0 + z) * (w * (2.0 * r + b) - r))
            h += w * be * be
        for k in range(ptr[s, 1], ptr[s, 2]):
            j = which[k]
            be = item[j, 0]
            a = item[j, 1] - be * t
            b = item[j, 2] - be * t
            u, q = _middle(a, b, table)
            f1 = q - u
            u1, q1 = -u * (a + f1), -q * (b + f1)
            f2 = q1 - u1
            u2 = -u - a * u1 - u1 * f1 - u * f2
            q2 = -q - b * q1 - q1 * f1 - q * f2
            ca = item[j, 4] - t * item[j, 3]
            cb = item[j, 5] - t * item[j, 3]
            z = be * be * v + 0.5 * (item[j, 6] - t * (item[j, 4] + ca) + item[j, 8] - t * (item[j, 5] + cb))
            g += (
                (u * u - a * u - u * q) * ca
                + (q * q + b * q - u * q) * cb
                - be * (f1 + 0.5 * z / (1.0 + z) * (q2 - u2))
            )
            h -= f2 * be * be
        score[s], weight[s] = g, h


@_jit
def smooth(
    first: Ints,
    gap: Floats,
    weight: Floats,
    score: Floats,
    theta: Floats,
    w2: Floats,
    m0: float,
    v0: float,
    out: Floats,
    var: Floats,
    cov: Floats,
) -> None:
    """Each state's path given its votes' scores: the random walk's tridiagonal system, solved forwards and back.

    ``out`` receives the posterior means, ``var`` their variances, ``cov[s]`` the covariance of s with s - 1.
    """
    for c in range(first.size - 1):
        a, z = first[c], first[c + 1]
        for k in range(a, z):
            var[k] = weight[k]
            out[k] = weight[k] * theta[k] + score[k]
        var[a] += 1.0 / v0
        out[a] += m0 / v0
        for k in range(a + 1, z):
            q = 1.0 / (w2[c] * gap[k])
            var[k - 1] += q
            var[k] += q
        for k in range(a + 1, z):
            q = 1.0 / (w2[c] * gap[k])
            f = q / var[k - 1]
            var[k] -= f * q
            out[k] += f * out[k - 1]
        out[z - 1] /= var[z - 1]
        var[z - 1] = 1.0 / var[z - 1]
        for k in range(z - 2, a - 1, -1):
            f = 1.0 / (w2[c] * gap[k + 1] * var[k])
            out[k] = out[k] / var[k] + f * out[k + 1]
            cov[k + 1] = f * var[k + 1]
            var[k] = 1.0 / var[k] + f * f * var[k + 1]


@_jit
def spread_out(
    choice: NDArray[np.int8],
    item: Ints,
    cell: Ints,
    period: Ints,
    ptr: Ints,
    who: NDArray[np.int32],
    sptr: Ints,
    which: NDArray[np.int32],
) -> None:
    """Votes as two compressed tables, by item and by state-period, each in runs below, between, above.

    ``choice`` is recoded (1 below, 2 between, 3 above, 0 missing), rows in the order of ``item`` is not needed.
    """
    rows, columns = choice.shape
    for i in range(rows):
        j = item[i]
        if j < 0:
            continue
        for c in range(columns):
            y = choice[i, c]
            if y > 0:
                ptr[j, y] += 1
                sptr[cell[period[i], c], y] += 1
    run = 0
    for j in range(ptr.shape[0]):
        for y in range(1, 4):
            n = ptr[j, y]
            ptr[j, y] = run
            run += n
    run = 0
    for s in range(sptr.shape[0]):
        for y in range(1, 4):
            n = sptr[s, y]
            sptr[s, y] = run
            run += n
    for i in range(rows):
        j = item[i]
        if j < 0:
            continue
        for c in range(columns):
            y = choice[i, c]
            if y > 0:
                s = cell[period[i], c]
                who[ptr[j, y]] = s
                ptr[j, y] += 1
                which[sptr[s, y]] = j
                sptr[s, y] += 1
    for j in range(ptr.shape[0]):
        ptr[j, 0] = ptr[j - 1, 3] if j else 0
    for s in range(sptr.shape[0]):
        sptr[s, 0] = sptr[s - 1, 3] if s else 0


@_jit
def factorise(first: Ints, diagonal: Floats, link: Floats, pivot: Floats, factor: Floats) -> None:
    """Factors of the states' tridiagonal precision: inverse pivots, and the multiplier to the period before."""
    for c in range(first.size - 1):
        a, z = first[c], first[c + 1]
        pivot[a] = 1.0 / diagonal[a]
        for k in range(a + 1, z):
            factor[k] = link[k] * pivot[k - 1]
            pivot[k] = 1.0 / (diagonal[k] - link[k] * factor[k])


@_jit
def centred(
    ptr: Ints, who: NDArray[np.int32], path: Ints, x: NDArray[np.float32], weight: NDArray[np.float32]
) -> None:
    """Votes as -1, 0, 1 about their item's mean, summed by state, with how many there were."""
    for j in range(ptr.shape[0]):
        n = ptr[j, 3] - ptr[j, 0]
        mean = (ptr[j, 3] - ptr[j, 2] - (ptr[j, 1] - ptr[j, 0])) / max(n, 1)
        for k in range(ptr[j, 0], ptr[j, 3]):
            y = -1.0 if k < ptr[j, 1] else (1.0 if k >= ptr[j, 2] else 0.0)
            x[j, path[who[k]]] += y - mean
            weight[j, path[who[k]]] += 1.0


@_jit_parallel
def tally(
    ptr: Ints, who: NDArray[np.int32], theta: Floats, beta: Floats, g1: Floats, g2: Floats, out: Floats
) -> None:
    """By item: the votes' log-likelihood at the estimates, and how many votes have the likeliest category."""
    for j in prange(beta.size):
        ll, right = 0.0, 0.0
        for k in range(ptr[j, 0], ptr[j, 3]):
            eta = beta[j] * theta[who[k]]
            low = 0.5 * math.erfc((eta - g1[j]) * 0.7071067811865476)
            high = 0.5 * math.erfc((g2[j] - eta) * 0.7071067811865476)
            mid = max(1.0 - low - high, 0.0) if g2[j] > g1[j] else 0.0
            p = low if k < ptr[j, 1] else (high if k >= ptr[j, 2] else mid)
            ll += math.log(max(p, 1e-12))
            right += 1.0 if p >= low and p >= mid and p >= high else 0.0
        out[j, 0], out[j, 1] = ll, right
