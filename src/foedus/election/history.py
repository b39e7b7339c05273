"""Past Council elections replayed under the rules: what the rules say of each round, beside what happened."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from foedus.election import rules
from foedus.model.acts import Ballot

Basis = Literal["on file", "majority on file", "derived"]
MEMBERS = 193  # members of the United Nations since 2011, the most that can vote
CONTEST = (
    0.10  # a race is contested where the best loser had at least this share of the valid papers in round 1
)


@dataclass(frozen=True, slots=True)
class Round:
    """One ballot of one election with what the rules derive from it.

    Attributes:
        year, day, group, number: which ballot.
        places: places left when it was held.
        votes: by state; None where no tally was found.
        voting: members present and voting; a lower bound where ``basis`` is "derived".
        majority: votes needed under the rules.
        on_file: the majority that the source states, if any.
        basis: "on file" where the number voting is known, "majority on file" where only the majority is, else "derived"
            (at least the votes given, divided by the places): such a round is replayed but confirms nothing.
        elected: whom the rules elect; happened: whom the source calls elected.
        unseen: states whose figure no page was seen for.
        agrees: True, False, or None where a tally is missing.
    """

    year: int
    day: date
    group: str
    number: int
    places: int
    votes: dict[str, int | None]
    voting: int
    majority: int
    on_file: int | None
    basis: Basis
    elected: tuple[str, ...]
    happened: tuple[str, ...]
    unseen: tuple[str, ...]
    agrees: bool | None
    note: str
    rows: tuple[str, ...]

    @property
    def restricted(self) -> bool:
        """Whether the ballot was restricted under rules 93 and 94."""
        return rules.restricted(self.number)

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        out: dict[str, Any] = {k: getattr(self, k) for k in self.__dataclass_fields__}
        return out | {"day": self.day.isoformat(), "restricted": self.restricted}


@dataclass(frozen=True, slots=True)
class Race:
    """One ballot paper of one election: its rounds, who won, and whether it was contested."""

    year: int
    group: str
    by_election: bool
    rounds: tuple[Round, ...]

    @property
    def winners(self) -> tuple[str, ...]:
        """Who was elected, in order."""
        return tuple(dict.fromkeys(s for r in self.rounds for s in r.happened))

    @property
    def candidates(self) -> tuple[str, ...]:
        """Every state that got more than stray votes in a round on file."""
        seen = [
            s for r in self.rounds for s, v in r.votes.items() if v is None or v > max(9, 0.05 * r.voting)
        ]
        return tuple(dict.fromkeys((*seen, *self.winners)))

    @property
    def best_loser(self) -> tuple[str, int] | None:
        """The losing state with the most votes in the first round on file, and its votes."""
        first = self.rounds[0]
        losing = {s: v for s, v in first.votes.items() if v is not None and s not in self.winners}
        best = max(losing, key=lambda s: losing[s], default=None)
        return (best, losing[best]) if best is not None else None

    @property
    def contested(self) -> bool:
        """Whether the best loser had at least a tenth of the valid papers in round 1."""
        best = self.best_loser
        return bool(best and self.rounds[0].number == 1 and best[1] >= CONTEST * self.rounds[0].voting)


def races(ballots: Iterable[Ballot]) -> tuple[Race, ...]:
    """The ballots as races, each round replayed under the rules.

    Args:
        ballots: rows of the record.
    """
    ordered = sorted(ballots, key=lambda b: (b.year, b.group, b.round, b.date))
    out = []
    for (year, group), rows in itertools.groupby(ordered, key=lambda b: (b.year, b.group)):
        regular: list[Ballot] = []
        special: list[Ballot] = []
        found = list(rows)
        days = sorted({b.date for b in found if b.round == 1})
        for b in found:
            late = len(days) > 1 and b.date >= days[1] and b.round == 1
            (special if late or "by-election" in group else regular).append(b)
        for batch, by_election in ((regular, False), (special, True)):
            if batch:
                out.append(_race(year, group, batch, by_election=by_election))
    return tuple(sorted(out, key=lambda r: (r.year, r.rounds[0].day, r.group)))


def _race(year: int, group: str, ballots: Sequence[Ballot], *, by_election: bool) -> Race:
    plain = group.split(" (", maxsplit=1)[0]
    places = 1 if by_election else rules.seats_up(year).get(rules.group_named(plain), 1)
    rounds: list[Round] = []
    for number, rows in itertools.groupby(ballots, key=lambda b: b.round):
        one = _round(number, list(rows), places)
        rounds.append(one)
        places = max(1, places - len(one.happened))
    return Race(year, plain, by_election, tuple(rounds))


def _round(number: int, rows: list[Ballot], places: int) -> Round:
    votes: dict[str, int | None] = {b.candidate: b.votes for b in rows}
    known = {s: v for s, v in votes.items() if v is not None}
    happened = tuple(
        b.candidate for b in sorted(rows, key=lambda b: -(b.votes or 0)) if b.result.startswith("elected")
    )
    stated = next((b.voting for b in rows if b.voting), None)
    on_file = next((b.required for b in rows if b.required), None)
    least = max(max(known.values(), default=0), -(-sum(known.values()) // places))
    voting = max(stated or 0, least)
    basis: Basis = "on file" if stated else "majority on file" if on_file else "derived"
    notes = []
    if basis == "derived" and len(known) == len(votes):
        fitting = (
            n
            for n in range(voting, MEMBERS + 1)
            if set(_over(known, rules.majority(n), places)) == set(happened)
        )
        least = next(fitting, voting)
        if least > voting:
            notes.append(
                f"what happened asks for at least {least} members voting; the votes alone ask for {voting}"
            )
            voting = least
    needed = rules.majority(voting) if stated or on_file is None else on_file
    elected = _over(known, needed, places)
    agrees = None if len(known) < len(votes) else set(elected) == set(happened)
    if on_file is not None and stated and rules.majority(voting) != on_file:
        notes.append(f"the majority on file is {on_file}, two thirds of {voting} is {rules.majority(voting)}")
    notes += [f"{b.candidate}: {b.result}" for b in rows if b.result not in {"elected", "not elected"}]
    if len(known) < len(votes):
        notes.append("no tally found for " + ", ".join(s for s in votes if votes[s] is None))
    if agrees is False:
        notes.append(
            f"the rules elect {', '.join(elected) or 'nobody'}; the source has {', '.join(happened) or 'nobody'}"
        )
    first = rows[0]
    return Round(
        first.year, first.date, first.group, number, places, votes, voting, needed, on_file, basis, elected, happened,
        tuple(b.candidate for b in rows if b.pages_seen == 0), agrees, "; ".join(notes), tuple(b.id for b in rows),
    )  # fmt: skip


def _over(votes: dict[str, int], needed: int, places: int) -> tuple[str, ...]:
    """The states with the majority, the most votes first, no more than there are places."""
    return tuple(sorted((s for s, v in votes.items() if v >= needed), key=lambda s: -votes[s])[:places])


@dataclass(frozen=True, slots=True)
class Replay:
    """How the rounds on file stand against the rules."""

    races: tuple[Race, ...]

    @property
    def rounds(self) -> tuple[Round, ...]:
        """Every round."""
        return tuple(r for race in self.races for r in race.rounds)

    @property
    def exceptions(self) -> tuple[Round, ...]:
        """Rounds on which the rules and the source part, or a majority on file is not two thirds."""
        return tuple(r for r in self.rounds if r.agrees is False or "two thirds" in r.note)

    def summary(self) -> dict[str, int]:
        """Counts: rounds, replayed, confirmed (number voting or majority on file), derived, without a tally, exceptions."""
        rounds = self.rounds
        return {
            "rounds": len(rounds),
            "replayed": sum(r.agrees is not None for r in rounds),
            "equal": sum(r.agrees is True for r in rounds),
            "confirmed": sum(r.agrees is True and r.basis != "derived" for r in rounds),
            "derived": sum(r.agrees is True and r.basis == "derived" for r in rounds),
            "without_tally": sum(r.agrees is None for r in rounds),
            "exceptions": len(self.exceptions),
            "with_unseen_rows": sum(bool(r.unseen) for r in rounds),
        }


def replay(ballots: Iterable[Ballot]) -> Replay:
    """Every round of the ballots held against the rules."""
    return Replay(races(ballots))
