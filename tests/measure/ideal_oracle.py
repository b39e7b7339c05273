# ruff: noqa: NPY002, N806, E741 (compiled loops know the legacy generator only; S, J, l as in the model)
"""The exact posterior by brute force: Gibbs with forward-filter backward-sampling, for checking the fast fit on small data."""

from __future__ import annotations

import math

import numba
import numpy as np


@numba.njit(cache=True)
def _cdf(x):
    return 0.5 * math.erfc(-x * 0.7071067811865476)


@numba.njit(cache=True)
def _between(lo, hi):
    """A standard normal between two bounds, by rejection where the tail is deep and by inversion elsewhere."""
    if lo > 4.0:  # Robert's exponential proposal
        a = 0.5 * (lo + math.sqrt(lo * lo + 4.0))
        while True:
            x = lo - math.log(np.random.random()) / a
            if x < hi and np.random.random() < math.exp(-0.5 * (x - a) ** 2):
                return x
    if hi < -4.0:
        return -_between_upper(-hi, -lo)
    p, q = _cdf(lo), _cdf(hi)
    for _ in range(200):
        u = p + (q - p) * np.random.random()
        if 0.0 < u < 1.0:
            break
    return _quantile(u)


@numba.njit(cache=True)
def _between_upper(lo, hi):
    a = 0.5 * (lo + math.sqrt(lo * lo + 4.0))
    while True:
        x = lo - math.log(np.random.random()) / a
        if x < hi and np.random.random() < math.exp(-0.5 * (x - a) ** 2):
            return x


@numba.njit(cache=True)
def _quantile(p):
    """The normal quantile: a rational start (Acklam) and one Newton step."""
    if p < 0.02425:
        q = math.sqrt(-2 * math.log(p))
        x = (
            (
                (
                    ((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q
                    - 2.549732539343734
                )
                * q
                + 4.374664141464968
            )
            * q
            + 2.938163982698783
        ) / (
            (
                ((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q
                + 3.754408661907416
            )
            * q
            + 1
        )
    elif p > 1 - 0.02425:
        return -_quantile(1 - p)
    else:
        q = p - 0.5
        r = q * q
        x = (
            (
                (
                    (
                        ((-3.969683028665376e01 * r + 2.209460984245205e02) * r - 2.759285104469687e02) * r
                        + 1.383577518672690e02
                    )
                    * r
                    - 3.066479806614716e01
                )
                * r
                + 2.506628277459239
            )
            * q
            / (
                (
                    (
                        ((-5.447609879822406e01 * r + 1.615858368580409e02) * r - 1.556989798598866e02) * r
                        + 6.680131188771972e01
                    )
                    * r
                    - 1.328068155288572e01
                )
                * r
                + 1
            )
        )
    e = _cdf(x) - p
    return x - e * 2.5066282746310002 * math.exp(0.5 * x * x)


@numba.njit(cache=True)
def _loglik(lo, hi, y, eta):
    if y == 1:
        p = _cdf(lo - eta)
    elif y == 3:
        p = _cdf(eta - hi)
    else:
        p = _cdf(hi - eta) - _cdf(lo - eta)
    return math.log(max(p, 1e-300))


@numba.njit(cache=True)
def gibbs(ptr, who, three, first, gap, theta, beta, g1, g2, w2, fixed, spread, burn, keep, thin, seed):
    """Draws of theta [keep, S] and w2 [keep]; items by random-walk Metropolis with the latent votes integrated out."""
    np.random.seed(seed)
    S, J = theta.size, beta.size
    out, ws = np.empty((keep, S)), np.empty(keep)
    z, info, moment = np.empty(who.size), np.empty(S), np.empty(S)
    mean, var = np.empty(S), np.empty(S)
    kept = 0
    for it in range(burn + keep * thin):
        for j in range(J):
            n = ptr[j, 3] - ptr[j, 0]
            for _ in range(2):
                s = 1.4 / math.sqrt(n) * (1.0 + abs(beta[j]))
                b = beta[j] + s * np.random.normal()
                l = g1[j] + s * np.random.normal()
                h = g2[j] + s * np.random.normal() if three[j] else l
                if three[j] and h <= l:
                    continue
                r = 0.5 * (beta[j] ** 2 - b * b) + 0.5 * (g1[j] ** 2 - l * l) / spread
                if three[j]:
                    r += 0.5 * (g2[j] ** 2 - h * h) / spread
                for k in range(ptr[j, 0], ptr[j, 3]):
                    y = 1 if k < ptr[j, 1] else (3 if k >= ptr[j, 2] else 2)
                    t = theta[who[k]]
                    r += _loglik(l, h, y, b * t) - _loglik(g1[j], g2[j], y, beta[j] * t)
                if math.log(np.random.random()) < r:
                    beta[j], g1[j], g2[j] = b, l, h
        info[:] = 0.0
        moment[:] = 0.0
        for j in range(J):
            for k in range(ptr[j, 0], ptr[j, 3]):
                eta = beta[j] * theta[who[k]]
                if k < ptr[j, 1]:
                    z[k] = eta + _between(-40.0, g1[j] - eta)
                elif k >= ptr[j, 2]:
                    z[k] = eta + _between(g2[j] - eta, 40.0)
                else:
                    z[k] = eta + _between(g1[j] - eta, g2[j] - eta)
                info[who[k]] += beta[j] ** 2
                moment[who[k]] += beta[j] * z[k]
        steps, total = 0, 0.0
        for c in range(first.size - 1):
            a, e = first[c], first[c + 1]
            m, v = 0.0, 1.0
            for s in range(a, e):
                if s > a:
                    v += w2 * gap[s]
                q = 1.0 / v + info[s]
                m = (m / v + moment[s]) / q
                v = 1.0 / q
                mean[s], var[s] = m, v
            theta[e - 1] = m + math.sqrt(v) * np.random.normal()
            for s in range(e - 2, a - 1, -1):
                q = 1.0 / var[s] + 1.0 / (w2 * gap[s + 1])
                theta[s] = (
                    mean[s] / var[s] + theta[s + 1] / (w2 * gap[s + 1])
                ) / q + np.random.normal() / math.sqrt(q)
                total += (theta[s + 1] - theta[s]) ** 2 / gap[s + 1]
                steps += 1
        if not fixed and steps:
            w2 = 0.5 * total / np.random.gamma(0.5 * steps, 1.0)
        # a free move of the scale: every probability stays, the priors decide (Liu & Sabatti 2000)
        if it >= burn and (it - burn) % thin == 0:
            out[kept] = theta
            ws[kept] = w2
            kept += 1
    return out, ws
