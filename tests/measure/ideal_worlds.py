"""Made-up assemblies whose truth is known: what the tests of the ideal points are held against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class World:
    """Votes with the truth behind them: positions [periods, states] (nan before a state joins)."""

    choice: np.ndarray
    period: np.ndarray
    family: np.ndarray
    theta: np.ndarray
    states: tuple[str, ...]

    def truth(self, fit):
        """The true position of each row of a fit, standardised as the fit is, with its sign."""
        column = {s: i for i, s in enumerate(self.states)}
        t = np.array([self.theta[p, column[s]] for s, p in zip(fit.state, fit.period, strict=True)])
        t = (t - t.mean()) / t.std()
        return t if np.dot(t, fit.estimate) > 0 else -t


def world(seed, states=40, periods=8, votes=40, bridge=0.2, absent=0.12, late=0.5, walk=None):
    """An assembly from the prior.

    First positions N(0, 1); the walk's variance log-normal about 0.03 with log-sd 0.5 unless given; discriminations
    N(0, 1); the middle of an item's thresholds N(0, 1.2), their half-distance 0.025 + |N(0, 0.25)|; half of the states join
    later; a fifth of the roll calls repeat one of the last three periods; 12 % of the votes are not cast.
    """
    rng = np.random.default_rng(seed)
    w2 = float(np.exp(rng.normal(np.log(0.03), 0.5))) if walk is None else walk
    first = np.where(rng.random(states) < late, rng.integers(0, max(1, periods // 2), states), 0)
    first[: max(3, states // 3)] = 0
    steps = rng.normal(0, np.sqrt(w2), (periods, states))
    steps[first, np.arange(states)] = rng.normal(0, 1, states)
    theta = np.where(np.arange(periods)[:, None] >= first, 0.0, np.nan)
    theta = theta + np.cumsum(np.where(np.isnan(theta), 0.0, steps), axis=0)
    rows = periods * votes
    period = np.repeat(np.arange(periods), votes)
    family = np.arange(rows)
    for r in rng.choice(np.arange(votes, rows), int(bridge * rows), replace=False) if periods > 1 else ():
        family[r] = family[r - votes * rng.integers(1, 1 + min(3, period[r]))]
    beta, middle = rng.normal(size=rows), rng.normal(0, 1.2, rows)
    half = 0.025 + np.abs(rng.normal(0, 0.25, rows))
    z = beta[family][:, None] * theta[period] + rng.normal(size=(rows, states))
    low, high = (middle - half)[family][:, None], (middle + half)[family][:, None]
    choice = np.where(z < low, 1, np.where(z < high, 2, 3)).astype(np.int8)
    outside = np.isnan(theta[period])
    choice[(rng.random(choice.shape) < absent) & ~outside] = 0
    choice[outside] = -1
    return World(choice, period, family, theta, tuple(f"S{i:03d}" for i in range(states)))


def covered(fits_and_truths, low=0.0, high=np.inf):
    """Share of truths inside their intervals where the estimate's size lies between two bounds, and how many."""
    inside, n = 0, 0
    for fit, truth in fits_and_truths:
        k = (np.abs(fit.estimate) >= low) & (np.abs(fit.estimate) < high)
        inside += int(((fit.lo < truth) & (truth < fit.hi))[k].sum())
        n += int(k.sum())
    return inside / max(n, 1), n
