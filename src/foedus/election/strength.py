"""How strong a candidate is before anybody pledges: fitted on earlier contested races, with its uncertainty.

For the last winner a and the best loser b of a contested race, the log-odds of their first-round votes are modelled as
y = b1 * (service_a - service_b) + b2 * (centrality_a - centrality_b) + e, e ~ N(0, s2), with b ~ N(0, 0.5^2) and s2 drawn
towards 0.6^2 by the weight of four races. Service is log(1 + earlier years on the Council); centrality is the mean share of
General Assembly votes a state casts as others do in the two years before, where the record holds them whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from foedus.election.history import Race
    from foedus.record.queries import Record

PRIOR_SD, PRIOR_S, PRIOR_RACES = 0.5, 0.6, 4
MOMENTUM, MOMENTUM_SD = 1.2, 0.3  # prior of the growth of the log-odds from one round to the next
FEATURES = ("service", "centrality")
Features = Callable[[str, date], tuple[float | None, float | None]]


@dataclass(frozen=True, slots=True)
class Strength:
    """The fitted model: coefficients by feature, the residual sd (log-odds), and the growth from round to round."""

    coefficients: tuple[float, float]
    sd: float
    momentum: float
    momentum_sd: float
    races: int

    def difference(self, a: tuple[float | None, float | None], b: tuple[float | None, float | None]) -> float:
        """Expected log-odds of a over b among voters of whom nothing is known; an unknown feature counts for nothing."""
        return sum(
            c * (x - y)
            for c, x, y in zip(self.coefficients, a, b, strict=True)
            if x is not None and y is not None
        )


def features(record: Record) -> Features:
    """Service and centrality of a state on a day, from the record, remembered between calls."""
    known: dict[tuple[str, date], tuple[float | None, float | None]] = {}
    central: dict[date, dict[str, float] | None] = {}

    def of(code: str, on: date) -> tuple[float | None, float | None]:
        if (code, on) not in known:
            if on not in central:
                central[on] = _centrality(record, on)
            table = central[on]
            years = sum(
                (min(m.end, on) - m.start).days / 365.25
                for m in record.memberships(org="UNSC", state=code)
                if m.start is not None and m.start < on and m.end is not None
            )
            known[code, on] = (math.log1p(max(0.0, years)), None if table is None else table.get(code))
        return known[code, on]

    return of


def _centrality(record: Record, on: date) -> dict[str, float] | None:
    """Mean agreement of every state with all others in the two years before a day (0..1), or None."""
    since = date(on.year - 2, on.month, min(on.day, 28))
    if not record.covers("votes", "UNGA", since, on):
        return None
    m = record.matrix(since=since, until=on)
    choice = np.asarray(m.choice)
    if len(choice) < 10:
        return None
    same = np.zeros((choice.shape[1], choice.shape[1]), dtype=np.float32)
    hot = [(choice == k).astype(np.float32) for k in (1, 2, 3)]
    for h in hot:
        same += h.T @ h
    cast = sum(hot)
    both = cast.T @ cast
    np.fill_diagonal(same, 0)
    np.fill_diagonal(both, 0)
    total = both.sum(axis=1)
    return {s: float(same[i].sum() / total[i]) for i, s in enumerate(m.states) if total[i] > 0}


def contenders(race: Race) -> tuple[str, str] | None:
    """The last winner and the best loser of a contested race, the two between whom the last place was decided."""
    best = race.best_loser
    if best is None or not race.contested:
        return None
    first = race.rounds[0].votes
    winners = [s for s in race.winners if first.get(s) is not None]
    return (min(winners, key=lambda s: first[s] or 0), best[0]) if winners else None


def fit(races: Sequence[Race], of: Features, use: Sequence[str] = FEATURES) -> Strength:
    """The model fitted on races; ``use`` names the features that may count."""
    rows, ys, growth = [], [], []
    for race in races:
        pair = contenders(race)
        if pair is None:
            continue
        a, b = sorted(pair)
        first, day = race.rounds[0].votes, race.rounds[0].day
        va, vb = first.get(a) or 0, first.get(b) or 0
        fa, fb = of(a, day), of(b, day)
        rows.append(
            [
                (x - y) if name in use and x is not None and y is not None else 0.0
                for name, x, y in zip(FEATURES, fa, fb, strict=True)
            ]
        )
        ys.append(math.log((va + 0.5) / (vb + 0.5)))
        growth += _growth(race, a, b)
    x, y = np.array(rows).reshape(-1, 2), np.array(ys)
    s2 = PRIOR_S**2
    for _ in range(20):
        beta = np.linalg.solve(x.T @ x / s2 + np.eye(2) / PRIOR_SD**2, x.T @ y / s2)
        rest = y - x @ beta
        s2 = (PRIOR_RACES * PRIOR_S**2 + float(rest @ rest)) / (PRIOR_RACES + len(y))
    g = np.array(growth).reshape(-1, 2)
    precision = 1 / MOMENTUM_SD**2 + float(g[:, 0] @ g[:, 0]) / 0.15**2
    slope = (MOMENTUM / MOMENTUM_SD**2 + float(g[:, 0] @ g[:, 1]) / 0.15**2) / precision
    return Strength((float(beta[0]), float(beta[1])), math.sqrt(s2), slope, max(0.1, precision**-0.5), len(y))


def _growth(race: Race, a: str, b: str) -> list[tuple[float, float]]:
    """Log-odds of a over b in consecutive rounds in which both had more than stray votes."""
    odds: dict[int, float] = {}
    for r in race.rounds:
        va, vb = r.votes.get(a), r.votes.get(b)
        if va and vb and min(va, vb) > 20:
            odds[r.number] = math.log(va / vb)
    return [(odds[n], odds[n + 1]) for n in odds if n + 1 in odds]
