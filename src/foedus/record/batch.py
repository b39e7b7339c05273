"""What a publisher's file turns into: acts, with votes as one matrix, ready to be laid beside other publishers'.

A module of ``record/sources`` offers ``detect(path) -> Source | None`` and ``read(path) -> Batch``. Nothing in a batch
is reconciled: symbols, dates and totals stand as the publisher gives them; codes of states are foedus's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from foedus.errors import SourceError
from foedus.model.acts import CODE, NOT_A_MEMBER, Ballot, Coverage, Event, Indicator, Membership, Office
from foedus.model.origin import Origin

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Choices = npt.NDArray[np.int8]
    Lines = npt.NDArray[np.int32]

UNSEEN = -2  # the publisher says nothing: absent, or not a member, cannot be told
# One letter a vote in the record's packed strings; the order of the codes is that of model.acts.CODE.
LETTER: dict[int, str] = {
    CODE["yes"]: "Y",
    CODE["abstain"]: "A",
    CODE["no"]: "N",
    CODE["not_voting"]: "X",
    NOT_A_MEMBER: ".",
    UNSEEN: "?",
}
Part = Literal["", "whole", "amendment", "paragraph", "motion"]
PARTS: frozenset[str] = frozenset({"amendment", "paragraph", "motion"})  # votes that decide on no resolution


@dataclass(frozen=True, slots=True)
class Call:
    """One roll call as a publisher gives it; totals that the publisher does not state are None.

    Attributes:
        ident: the publisher's own number of it, unique in the batch: "undl:671205", "rcid:3".
        symbol: the resolution as the publisher spells it ("R/68/262", "A/RES/39/148[C]"); "" where it has none.
        body: UNGA or UNSC.
        part: amendment, paragraph or motion where the vote was not on the whole text; "" where the publisher does not say.
        line: first line (1 = heading) or row of the source that speaks of it; 0 where lines mean nothing.
    """

    ident: str
    symbol: str
    body: str
    date: dt.date
    session: str
    title: str = ""
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    not_voting: int | None = None
    meeting: str = ""
    agenda: str = ""
    subjects: tuple[str, ...] = ()
    draft: str = ""
    note: str = ""
    undl_id: int | None = None
    part: Part = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Votes:
    """Every vote of a batch: ``choice[i, j]`` is what ``states[j]`` did on ``calls[i]``.

    ``choice``: int8, 1 yes, 2 abstain, 3 no, 0 member but not voting, -1 not a member, -2 (UNSEEN) nothing said.
    ``lines``: int32, the line (1 = heading) or row of the source that says so; 0 where nothing is said; None where
    the source has no lines of its own for votes (a press release).
    """

    calls: tuple[Call, ...]
    states: tuple[str, ...]
    choice: Choices
    lines: Lines | None = None

    def __post_init__(self) -> None:
        if self.choice.shape != (len(self.calls), len(self.states)):
            raise SourceError(
                f"a matrix of votes of shape {self.choice.shape} for {len(self.calls)} roll calls "
                f"and {len(self.states)} states"
            )
        if len(set(self.states)) != len(self.states):
            raise SourceError("a state stands twice in the heading of a matrix of votes")
        if len({call.ident for call in self.calls}) != len(self.calls):
            raise SourceError("a roll call stands twice in a batch")


@dataclass(frozen=True, slots=True)
class Expected:
    """How many roll calls a publisher says a session has: what coverage is measured against."""

    publisher: str
    body: str
    session: str
    votes: int


@dataclass(frozen=True, slots=True)
class Tally:
    """One state's totals in one session as a publisher counts them: a check, never a vote."""

    publisher: str
    body: str
    session: str
    state: str
    yes: int
    no: int
    abstain: int
    not_voting: int


@dataclass(frozen=True, slots=True)
class Batch:
    """All that one file says.

    Attributes:
        publisher: key in the order of trust (see reconcile.TRUST): undl, press, voeten, cow, atop, worldbank, ...
        origin: the file; its id is "<publisher>:<first 12 of the digest>" unless the file holds several origins.
        origins: more origins (rows name them by id) where one file carries facts of several.
        edition: the day the publisher dates the file; a later edition of the same publisher is trusted first.
        votes: roll calls and votes, if any.
        coverage: what the publisher itself says of its completeness; computed coverage is added on import.
        expected, tallies: the publisher's own counts.
        ignored: what was read and set aside on purpose, with how often, for the import's report.
        lines: the line or row of the source behind each act that is not a vote, by the act's id.
    """

    publisher: str
    origin: Origin
    votes: Votes | None = None
    memberships: tuple[Membership, ...] = ()
    offices: tuple[Office, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    events: tuple[Event, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    expected: tuple[Expected, ...] = ()
    tallies: tuple[Tally, ...] = ()
    origins: tuple[Origin, ...] = ()
    edition: dt.date | None = None
    ignored: Mapping[str, int] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many facts the batch holds (a vote of one state is one)."""
        seen = int((self.votes.choice >= 0).sum()) if self.votes else 0
        acts = (self.memberships, self.offices, self.ballots, self.indicators, self.events, self.tallies)
        return seen + sum(len(rows) for rows in acts)


def row_id(*parts: object) -> str:
    """A row's id from its parts: "member:CSTO:KAZ:2002-10-07"; an open or unknown part is left empty."""
    return ":".join("" if part is None else str(part) for part in parts)
