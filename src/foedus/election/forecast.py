"""From pledges to chances: an election simulated under the rules, with its assumptions in words beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.election import history, rules, strength
from foedus.election.pledges import Pledge, check_candidates
from foedus.errors import UsageError
from foedus.model import states

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.record.queries import Record

BINS = 200  # the candidates' strength is drawn once for each of so many equal shares of the simulations
ROUNDS = 40  # a simulated election still open after so many rounds counts as undecided
LEAKS = (0.0, 0.10, 0.25)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the forecast takes for granted; printed with every result.

    Attributes:
        leak: mean share of written pledges not kept on the secret ballot; no data on file can test it.
        verbal_leak: the same for verbal pledges.
        leak_weight: how sure the leak is, as so many pledges seen.
        similarity: log-odds per unit of agreement (0..1) that a voter shares more with one candidate than another.
        region: log-odds for a candidate of the voter's own regional group.
        bodies: log-odds per organisation shared with one candidate and not the other, at most three.
        stray: chance that a voter abstains or spoils the paper.
    """

    leak: float = 0.10
    verbal_leak: float = 0.25
    leak_weight: float = 20.0
    similarity: float = 3.0
    region: float = 0.3
    bodies: float = 0.15
    stray: float = 0.01

    def words(self, fitted: strength.Strength) -> str:
        """The prior in words."""
        return (
            f"Each candidate's strength among undecided states comes from {fitted.races} earlier contested races "
            f"(service on the Council {fitted.coefficients[0]:+.2f}, voting centrality {fitted.coefficients[1]:+.2f} log-odds a "
            f"unit), and is uncertain by {fitted.sd:.2f} log-odds. That undecided states lean to candidates they vote with "
            f"({self.similarity:g} per unit of agreement), of their region ({self.region:g}) and in the same organisations "
            f"({self.bodies:g} each, three at most) is assumed: ballots are secret. Of written pledges {100 * self.leak:g} % are taken "
            f"to leak, of verbal ones {100 * self.verbal_leak:g} %: an assumption that no data on file can test, shown also at "
            f"{', '.join(f'{100 * x:g}' for x in LEAKS)} %. From round to round the log-odds grow by {fitted.momentum:.2f}."
        )


@dataclass(frozen=True, slots=True)
class Call:
    """A state worth a call: what its vote would add to the candidate's chance (percentage points)."""

    state: str
    votes_for: float
    gain: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """One candidate's prospects.

    Attributes:
        chance: to be elected (0..1), with the 95 % Monte Carlo interval.
        by_round: chance to be elected by round 1, 2, 3, and at all.
        votes: votes in round 1 at the 5th, 50th and 95th percentile.
        short: median votes missing from the majority in round 1 (negative: to spare).
        leaks: chance at each assumed leak of pledges.
        calls: states whose call moves the chance most.
    """

    candidate: str
    chance: float
    interval: tuple[float, float]
    by_round: dict[str, float]
    votes: tuple[float, float, float]
    short: float
    pledged: int
    leaks: dict[str, float]
    calls: tuple[Call, ...]
    histogram: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """A simulated Council election."""

    group: str
    year: int
    day: date
    places: int
    voters: int
    majority: int
    outlooks: tuple[Outlook, ...]
    assumptions: str
    warnings: tuple[str, ...]
    simulations: int
    seed: int
    version: str
    citation: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The envelope ``{data, meta}``."""
        plain = {
            k: getattr(self, k)
            for k in ("group", "year", "places", "voters", "majority", "simulations", "seed")
        }
        outlooks = [
            {k: getattr(o, k) for k in o.__dataclass_fields__ if k != "calls"}
            | {"calls": [{k: getattr(c, k) for k in c.__dataclass_fields__} for c in o.calls]}
            for o in self.outlooks
        ]
        meta = {
            "version": self.version,
            "as_of": self.day.isoformat(),
            "citation": self.citation,
            "warnings": self.warnings,
        }
        return {
            "data": {
                **plain,
                "day": self.day.isoformat(),
                "outlooks": outlooks,
                "assumptions": self.assumptions,
            },
            "meta": meta,
        }

    def cite(self) -> str:
        """How to cite the forecast."""
        return f"{self.citation} Forecast with seed {self.seed} and {self.simulations} simulations."


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who votes and how they lean: log-odds of every voter towards every candidate, pledges, the chance of no vote.

    ``lean``: [voters, candidates] float, 0 where nothing is known. ``pledged``: [voters] index of the candidate or -1
    (for more places than one: the firmest pledge). ``firm``: [voters] 0 none, 1 verbal, 2 written.
    """

    voters: tuple[str, ...]
    candidates: tuple[str, ...]
    lean: NDArray[np.float64]
    pledged: NDArray[np.int64]
    firm: NDArray[np.int64]
    stray: float = 0.01
    warnings: tuple[str, ...] = field(default=())


def forecast(
    record: Record,
    group: str,
    year: int,
    candidates: Sequence[str],
    pledges: Sequence[Pledge] = (),
    *,
    places: int = 1,
    on: date | None = None,
    assumptions: Assumptions | None = None,
    simulations: int = 20_000,
    seed: int = 0,
) -> Forecast:
    """Simulate a Council election.

    Args:
        record: where earlier elections, votes and memberships come from.
        group: the ballot paper ("asia-pacific", "WEOG", ...).
        year: the year of the election.
        candidates: states that stand, as codes or names.
        pledges: promises (see :mod:`foedus.election.pledges`).
        places: places that these candidates compete for.
        on: the day as of which the record is used; default the first of June of the year.
        assumptions: see :class:`Assumptions`.
        simulations: how many elections to draw.
        seed: makes the draw repeatable.

    Raises:
        PledgeError: a candidate who cannot stand on this paper.
        UsageError: no such group, or nothing to decide.
    """
    paper = rules.group_named(group)
    day = on or date(year, 6, 1)
    names = tuple(states.resolve(c, on=day).code for c in candidates)
    check_candidates(names, paper, day)
    if not 1 <= places < len(names) and len(names) > 1:
        raise UsageError(f"{len(names)} candidates for {places} place(s) leave nothing to decide")
    assume = assumptions or Assumptions()
    of = strength.features(record)
    past = [r for r in history.races(record.ballots(until=day)) if r.rounds[0].day < day]
    fitted = strength.fit(past, of)
    crowd = electorate(record, names, pledges, day, assume)
    base = np.array([fitted.difference(of(c, day), of(names[0], day)) for c in names])
    drawn = simulate(crowd, base, fitted, places, simulations, seed, assume)
    leaks: dict[str, list[float]] = {}
    for leak in LEAKS:
        again = Assumptions(**{**_fields(assume), "leak": leak, "verbal_leak": leak})
        chances = simulate(crowd, base, fitted, places, max(2_000, simulations // 5), seed, again).chances
        leaks[f"{100 * leak:g} %"] = [float(c) for c in chances]
    outlooks = tuple(
        _outlook(i, names, drawn, crowd, pledges, {k: v[i] for k, v in leaks.items()})
        for i in range(len(names))
    )
    warnings = (*crowd.warnings, *(() if fitted.races else ("no earlier contested race is on record",)))
    return Forecast(
        paper, year, day, places, len(crowd.voters), rules.majority(len(crowd.voters)), outlooks, assume.words(fitted),
        warnings, simulations, seed, record.version, record.cite(),
    )  # fmt: skip


def _fields(a: Assumptions) -> dict[str, float]:
    return {k: getattr(a, k) for k in a.__dataclass_fields__}


def electorate(
    record: Record, candidates: Sequence[str], pledges: Sequence[Pledge], day: date, assume: Assumptions
) -> Electorate:
    """The members of the United Nations on a day, with their leanings from the record and their pledges."""
    voters = tuple(s.code for s in states.states(day))
    lean = np.zeros((len(voters), len(candidates)))
    warnings: list[str] = []
    since = date(day.year - 2, day.month, min(day.day, 28))
    if record.covers("votes", "UNGA", since, day):
        lean += assume.similarity * _agreement(record, voters, candidates, since, day)
    else:
        warnings.append(
            f"voting similarity is left out: the record of General Assembly votes is incomplete for {since} to {day}"
        )
    region = {s: states.group_of(s, day) for s in (*voters, *candidates)}
    orgs: dict[str, set[str]] = {}
    for s in dict.fromkeys((*voters, *candidates)):
        orgs[s] = {m.org for m in record.memberships(state=s, on=day, status="member")} - {
            "UN",
            "UNSC",
            "WTO",
        }
    for j, c in enumerate(candidates):
        for i, v in enumerate(voters):
            lean[i, j] += assume.region * (region[v] == region[c])
            lean[i, j] += assume.bodies * min(3, len(orgs[v] & orgs[c]))
            lean[i, j] += 6.0 * (v == c)
    pledged = np.full(len(voters), -1)
    firm = np.zeros(len(voters), dtype=np.int64)
    place = {v: i for i, v in enumerate(voters)}
    rank = {"none": 0, "verbal": 1, "written": 2}
    for p in pledges:
        i = place[p.state]
        if rank[p.strength] > firm[i]:
            pledged[i], firm[i] = list(candidates).index(p.candidate), rank[p.strength]
    return Electorate(voters, tuple(candidates), lean, pledged, firm, assume.stray, tuple(warnings))


def _agreement(
    record: Record, voters: Sequence[str], candidates: Sequence[str], since: date, until: date
) -> NDArray[np.float64]:
    """Agreement of every voter with every candidate (0..1), centred on its mean; 0 where too few votes are common."""
    wanted = tuple(dict.fromkeys((*voters, *candidates)))
    m = record.matrix(states=wanted, since=since, until=until)
    choice = np.asarray(m.choice)
    index = {s: i for i, s in enumerate(m.states)}
    out = np.zeros((len(voters), len(candidates)))
    for j, c in enumerate(candidates):
        ref = choice[:, [index[c]]]
        both = (choice > 0) & (ref > 0)
        n = both.sum(axis=0)
        share = np.where(n >= 10, ((choice == ref) & both).sum(axis=0) / np.maximum(n, 1), np.nan)
        out[:, j] = [share[index[v]] for v in voters]
    known = ~np.isnan(out).any(axis=1)
    out[~known] = 0.0
    out[known] -= out[known].mean(axis=1, keepdims=True)
    return out


@dataclass(frozen=True, slots=True)
class Draw:
    """Simulated elections: who won in which round, and the first round's votes."""

    won: NDArray[np.int8]
    votes: NDArray[np.int16]
    voting: NDArray[np.int16]
    support: NDArray[np.float64]

    @property
    def chances(self) -> NDArray[np.float64]:
        """Chance to be elected, by candidate."""
        return np.asarray((self.won > 0).mean(axis=0))


def simulate(
    crowd: Electorate,
    base: NDArray[np.float64],
    fitted: strength.Strength,
    places: int,
    simulations: int,
    seed: int,
    assume: Assumptions,
) -> Draw:
    """Draw elections: every voter's paper in round 1, later rounds under the rules.

    Args:
        crowd: the voters.
        base: [candidates] expected strength (log-odds against the first).
        fitted: uncertainty of strength and its growth from round to round.
        places: places to be filled.
        simulations: how many.
        seed: of the draw.
        assume: leak of pledges and chance of a stray paper.
    """
    rng = np.random.default_rng(seed)
    k = len(crowd.candidates)
    bins = min(BINS, simulations)
    u = base + rng.standard_normal((bins, k)) * (fitted.sd / math.sqrt(2))
    leak_w, leak_v = (
        _leaks(rng, mean, assume.leak_weight, bins) for mean in (assume.leak, assume.verbal_leak)
    )
    votes = np.zeros((simulations, k), dtype=np.int16)
    voting = np.zeros(simulations, dtype=np.int16)
    support = np.zeros((len(crowd.voters), k))
    edges = np.linspace(0, simulations, bins + 1).astype(int)
    for b in range(bins):
        p = _chances(crowd, u[b], leak_w[b], leak_v[b])
        support += p / bins
        at = slice(edges[b], edges[b + 1])
        votes[at], voting[at] = _ballots(rng, p, places, edges[b + 1] - edges[b], crowd.stray)
    won = _rounds(rng, votes, voting, places, fitted)
    return Draw(won, votes, voting, support)


def _leaks(rng: np.random.Generator, mean: float, weight: float, n: int) -> NDArray[np.float64]:
    return rng.beta(mean * weight, (1 - mean) * weight, n) if 0 < mean < 1 else np.full(n, mean)


def _chances(crowd: Electorate, u: NDArray[np.float64], leak_w: float, leak_v: float) -> NDArray[np.float64]:
    """[voters, candidates]: the chance that a voter's first choice is a candidate."""
    x = crowd.lean + u
    p: NDArray[np.float64] = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    if (crowd.pledged < 0).all() or len(crowd.candidates) == 1:
        return p
    kept = np.select([crowd.firm == 2, crowd.firm == 1], [1 - leak_w, 1 - leak_v], 0.0)[:, None]
    promised = np.eye(len(crowd.candidates))[np.maximum(crowd.pledged, 0)] * (crowd.pledged >= 0)[:, None]
    others = p * (1 - promised)
    others /= np.maximum(others.sum(axis=1, keepdims=True), 1e-12)
    firm = kept * promised + (1 - kept) * others
    return np.where((crowd.pledged >= 0)[:, None] & (crowd.firm > 0)[:, None], firm, p)


def _ballots(
    rng: np.random.Generator, p: NDArray[np.float64], places: int, n: int, stray: float
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Votes by candidate and papers voting in ``n`` draws of one round."""
    voters, k = p.shape
    if places == 1:
        edge = (np.cumsum(p, axis=1) * (1 - stray)).astype(np.float32)
        draw = rng.random((n, voters), dtype=np.float32)
        below = np.stack([np.count_nonzero(draw < edge[:, j], axis=1) for j in range(k)], axis=1)
        votes = np.diff(below, axis=1, prepend=0)
        return votes.astype(np.int16), below[:, -1].astype(np.int16)
    noise = rng.gumbel(size=(n, voters, k)) + np.log(np.maximum(p, 1e-9))
    chosen = noise >= np.partition(noise, k - places, axis=2)[:, :, k - places, None]
    present = rng.random((n, voters)) >= stray
    chosen &= present[:, :, None]
    return chosen.sum(axis=1).astype(np.int16), present.sum(axis=1).astype(np.int16)


def _rounds(
    rng: np.random.Generator,
    votes: NDArray[np.int16],
    voting: NDArray[np.int16],
    places: int,
    fitted: strength.Strength,
) -> NDArray[np.int8]:
    """The round in which each candidate is elected (0: not), under two thirds and restricted lists."""
    n, k = votes.shape
    won = np.zeros((n, k), dtype=np.int8)
    growth = rng.normal(size=(n,))
    growth = growth * fitted.momentum_sd + fitted.momentum
    # Everything below holds the elections still open, one row each; ``at`` says which they are.
    at, now, left = np.arange(n), votes.astype(np.float64), np.full(n, places)
    running = np.ones((n, k), dtype=bool)
    for number in range(1, ROUNDS + 1):
        papers = voting[at].astype(np.int64)
        rank = _rank(now, running)
        new = running & (now >= -(-2 * papers // 3)[:, None]) & (rank < left[:, None])
        won[at] += new.astype(np.int8) * np.int8(number)
        left = left - new.sum(axis=1)
        running &= ~new
        keep = np.flatnonzero((left > 0) & running.any(axis=1))
        at, now, left, running, papers = at[keep], now[keep], left[keep], running[keep], papers[keep]
        if not len(at):
            break
        if rules.restricted(number + 1):
            running &= _rank(now, running) < 2 * left[:, None]
        odds = np.where(running, np.log(now + 0.5), 0.0)
        mean = odds.sum(axis=1, keepdims=True) / running.sum(axis=1, keepdims=True)
        moved = np.where(running, np.exp(mean + growth[at, None] * (odds - mean)), 0.0)
        now = _later(rng, papers, moved / moved.sum(axis=1, keepdims=True), left)
    return won


def _rank(votes: NDArray[np.float64], running: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Place of each running candidate by votes, 0 the first; the rest come last."""
    shown = np.where(running, votes, -1.0)
    k = shown.shape[1]
    rank = np.zeros(shown.shape, dtype=np.int64)
    for i in range(k):
        for j in range(k):
            if i != j:
                rank[:, i] += (shown[:, j] > shown[:, i]) | ((shown[:, j] == shown[:, i]) & (j < i))
    return rank


def _later(
    rng: np.random.Generator, papers: NDArray[np.int64], prob: NDArray[np.float64], left: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Votes of a later round: papers times places spread by chance, nobody above one vote a paper."""
    drawn = rng.multinomial(papers * np.maximum(left, 1), prob)
    return np.minimum(drawn, papers[:, None]).astype(np.float64)


def _outlook(
    i: int,
    names: Sequence[str],
    drawn: Draw,
    crowd: Electorate,
    pledges: Sequence[Pledge],
    leaks: dict[str, float],
) -> Outlook:
    won, n = drawn.won[:, i], len(drawn.won)
    chance = float((won > 0).mean())
    half = 1.96 * math.sqrt(max(chance * (1 - chance), 1 / n) / n)
    needed = -(-2 * drawn.voting.astype(np.int64) // 3)
    low, mid, high = (float(x) for x in np.percentile(drawn.votes[:, i], [5, 50, 95]))
    by_round = {str(r): float(((won > 0) & (won <= r)).mean()) for r in (1, 2, 3)} | {"any": chance}
    counts, edges = np.histogram(drawn.votes[:, i], bins=np.arange(0, len(crowd.voters) + 10, 5))
    pledged = sum(p.candidate == names[i] and p.strength != "none" for p in pledges)
    return Outlook(
        names[i], chance, (max(0.0, chance - half), min(1.0, chance + half)), by_round, (low, mid, high),
        float(np.median(needed - drawn.votes[:, i])), pledged, leaks, _calls(i, drawn, crowd),
        tuple((int(e), int(c)) for e, c in zip(edges, counts, strict=False)),
    )  # fmt: skip


def _calls(i: int, drawn: Draw, crowd: Electorate) -> tuple[Call, ...]:
    """The states where a call that doubles the odds of a vote adds most to the chance.

    The gain is how far the call moves the vote, times the slope of the chance in the votes of round 1.
    """
    votes = drawn.votes[:, i].astype(float)
    spread = float(votes.var())
    if not spread:
        return ()
    slope = float(np.cov(votes, drawn.won[:, i] > 0)[0, 1]) / spread
    p = drawn.support[:, i]
    moved = 2 * p / (1 + p) - p
    gains = [
        Call(v, float(p[j]), 100 * slope * float(moved[j]))
        for j, v in enumerate(crowd.voters)
        if v not in crowd.candidates
    ]
    return tuple(sorted(gains, key=lambda c: (-c.gain, c.state))[:12])
