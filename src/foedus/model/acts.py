"""What states did, as values: roll calls and votes, memberships, offices, elections, indicators, events."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from foedus.model.origin import dispute

Choice = Literal["yes", "abstain", "no", "not_voting"]
CHOICES: tuple[Choice, ...] = ("yes", "abstain", "no", "not_voting")
# Codes in arrays: 1 yes, 2 abstain, 3 no, 0 present as a member but not voting, -1 not a member that day.
CODE: dict[Choice, int] = {"yes": 1, "abstain": 2, "no": 3, "not_voting": 0}
NOT_A_MEMBER = -1


@dataclass(frozen=True, slots=True)
class RollCall:
    """One recorded vote. ``id`` is the row id "rollcall:<symbol>"; counts are the publisher's totals."""

    id: str
    symbol: str
    body: str
    date: dt.date
    session: str
    title: str
    yes: int
    no: int
    abstain: int
    not_voting: int
    meeting: str = ""
    agenda: str = ""
    subjects: tuple[str, ...] = ()
    family: str = ""
    undl_id: int | None = None
    published: dt.date | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Vote:
    """One state's choice on one roll call. ``id`` is "vote:<symbol>:<code>"."""

    id: str
    symbol: str
    state: str
    choice: Choice
    origin: str = ""


FROM_KNOWLEDGE = "from knowledge: "  # begins the part of a note that lists fields no source was read for


@dataclass(frozen=True, slots=True)
class Membership:
    """A state in an organisation between two dates (``end`` exclusive, None: open).

    ``status``: member, observer, associate, candidate, acceding, suspended, signatory. ``applied``: date of application
    where known. ``ordinal``: number in the order of accession, where known. Precision: day, month or year.
    """

    id: str
    org: str
    state: str
    start: dt.date | None
    end: dt.date | None
    status: str
    applied: dt.date | None = None
    approved: dt.date | None = None
    ordinal: int | None = None
    precision: str = "day"
    origin: str = ""
    note: str = ""

    @property
    def disputed(self) -> str:
        """Why the row decides nothing: sources differ; "" where they do not."""
        return dispute(self.note)

    def is_stated(self, *names: str) -> bool:
        """Whether any of these fields was added from knowledge to a row that was otherwise read."""
        known = self.note.partition(FROM_KNOWLEDGE)[2].partition(";")[0].split(", ")
        return any(name in known for name in names)


@dataclass(frozen=True, slots=True)
class Office:
    """A person or a state in an office of a state or organisation (``end`` exclusive, None: open).

    ``office``: head of state, head of government, foreign minister, chair, secretary-general, ...
    ``of``: ISO3 or organisation code. ``holder``: a person's name, or an ISO3 code where a state chairs.
    """

    id: str
    office: str
    of: str
    holder: str
    start: dt.date
    end: dt.date | None
    holder_kind: Literal["person", "state"] = "person"
    title: str = ""
    aliases: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One candidate's votes in one round of a Council election."""

    id: str
    year: int
    date: dt.date
    group: str
    round: int
    candidate: str
    votes: int | None
    voting: int | None
    required: int | None
    result: str
    pages_seen: int
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measured figure of a state in a year, e.g. GDP in current US dollars."""

    id: str
    code: str
    state: str
    year: int
    value: float
    unit: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated happening between states. ``kind``: conflict, shoot-down, coup, treaty, accession, meeting, vote, ..."""

    id: str
    kind: str
    start: dt.date
    end: dt.date | None
    actors: tuple[str, ...]
    place: str
    title: str
    words: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a table holds of a subject between two dates: everything (complete) or a choice (selected)."""

    table: str
    subject: str
    since: dt.date
    until: dt.date
    kind: Literal["complete", "selected"]
    note: str = ""
    publisher: str = ""
