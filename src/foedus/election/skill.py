"""Does the forecast know anything? Each past race forecast from earlier ones, scored beside plain baselines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.election import history, strength

if TYPE_CHECKING:
    from foedus.election.history import Race
    from foedus.record.queries import Record

TRAINING = 10  # the first so many elections are for learning only
CLIP = (0.02, 0.98)
BASELINES: dict[str, tuple[str, ...]] = {
    "equal chances": (),
    "voting centrality": ("centrality",),
    "earlier service": ("service",),
}
BINS = ((0.0, 1 / 3), (1 / 3, 2 / 3), (2 / 3, 1.0))


@dataclass(frozen=True, slots=True)
class Forecasted:
    """One contested race: the chance given beforehand to the state that won the last place."""

    year: int
    group: str
    winner: str
    loser: str
    votes: tuple[int, int]
    chance: float
    baselines: dict[str, float]


@dataclass(frozen=True, slots=True)
class Difference:
    """Mean log score of the forecast less that of a baseline (nats a race), with a 95 % bootstrap interval over races."""

    baseline: str
    mean: float
    lo: float
    hi: float

    @property
    def words(self) -> str:
        """What a reader may conclude."""
        verdict = (
            "no skill shown over"
            if self.lo <= 0 <= self.hi
            else "better than"
            if self.lo > 0
            else "worse than"
        )
        return f"{verdict} {self.baseline}: {self.mean:+.3f} nats a race (95 % interval {self.lo:+.3f} to {self.hi:+.3f})"


@dataclass(frozen=True, slots=True)
class Skill:
    """Scores over races. ``scheme``: rolling origin (earlier elections only) or leave-one-out."""

    scheme: str
    races: tuple[Forecasted, ...]
    log_score: float
    brier: float
    bins: tuple[tuple[str, int, float, float], ...]
    differences: tuple[Difference, ...]
    contested: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "scheme": self.scheme,
            "n": len(self.races),
            "log_score": self.log_score,
            "brier": self.brier,
            "calibration": [dict(zip(("bin", "n", "forecast", "happened"), b, strict=True)) for b in self.bins],
            "differences": [{"baseline": d.baseline, "mean": d.mean, "interval95": [d.lo, d.hi], "words": d.words} for d in self.differences],
            "races": [{k: getattr(r, k) for k in r.__dataclass_fields__} for r in self.races],
            "contested": list(self.contested),
        }  # fmt: skip


def skill(record: Record, *, leave_one_out: bool = False, seed: int = 0) -> Skill:
    """Score the model of candidates' strength on the contested races on record.

    Rolling origin: each race is forecast from earlier elections only, the first ten being training. Leave-one-out: from all
    others, later ones included; labelled so. Pledges are not on record, so their leak cannot be tested.

    Args:
        record: ballots, Council service, votes.
        leave_one_out: the second scheme.
        seed: of the bootstrap.
    """
    races = [r for r in history.races(record.ballots()) if not r.by_election]
    of = strength.features(record)
    years = sorted({r.year for r in races})
    first = years[TRAINING] if len(years) > TRAINING else None
    done: list[Forecasted] = []
    for race in races:
        pair = strength.contenders(race)
        if pair is None or (not leave_one_out and (first is None or race.year < first)):
            continue
        known = [r for r in races if (r is not race if leave_one_out else r.year < race.year)]
        done.append(_forecast(race, pair, known, of))
    scheme = "leave-one-out" if leave_one_out else "rolling origin"
    listed = tuple(
        f"{r.year} {r.group}: {' over '.join(strength.contenders(r) or ())}" for r in races if r.contested
    )
    return _score(scheme, tuple(done), listed, seed)


def _forecast(race: Race, pair: tuple[str, str], known: Sequence[Race], of: strength.Features) -> Forecasted:
    winner, loser = pair
    day, first = race.rounds[0].day, race.rounds[0].votes
    a, b = of(winner, day), of(loser, day)
    chances = {}
    for name, use in {"": strength.FEATURES, **BASELINES}.items():
        fitted = strength.fit(known, of, use)
        chances[name] = min(max(_phi(fitted.difference(a, b) / fitted.sd), CLIP[0]), CLIP[1])
    chance = chances.pop("")
    return Forecasted(
        race.year, race.group, winner, loser, (first[winner] or 0, first[loser] or 0), chance, chances
    )


def _phi(x: float) -> float:
    return 0.5 * math.erfc(-x / math.sqrt(2))


def _score(scheme: str, races: tuple[Forecasted, ...], contested: tuple[str, ...], seed: int) -> Skill:
    if not races:
        return Skill(scheme, (), math.nan, math.nan, (), (), contested)
    p = np.array([r.chance for r in races])
    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(p), (10_000, len(p)))
    differences = []
    for name in BASELINES:
        gain = np.log(p) - np.log([r.baselines[name] for r in races])
        lo, hi = np.percentile(gain[picks].mean(axis=1), [2.5, 97.5])
        differences.append(Difference(name, float(gain.mean()), float(lo), float(hi)))
    # For calibration a race is told from the side of the state first in the alphabet, whoever won.
    side = np.array([r.winner < r.loser for r in races])
    told, came = np.where(side, p, 1 - p), side.astype(float)
    bins = []
    for lo, hi in BINS:
        inside = (told >= lo) & ((told < hi) | (hi == 1.0))
        n = int(inside.sum())
        mean = (float(told[inside].mean()), float(came[inside].mean())) if n else (math.nan, math.nan)
        bins.append((f"{lo:.2f} to {hi:.2f}", n, *mean))
    return Skill(
        scheme,
        races,
        float(np.log(p).mean()),
        float(((1 - p) ** 2).mean()),
        tuple(bins),
        tuple(differences),
        contested,
    )
