"""Rows of the record's tables as acts: which columns are asked for, in which order, and what is made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from foedus.model.acts import Ballot, Choice, Coverage, Event, Indicator, Membership, Office, RollCall
from foedus.model.origin import Origin

Row = tuple[Any, ...]

CHOICE_OF: dict[str, Choice] = {"Y": "yes", "A": "abstain", "N": "no", "X": "not_voting"}
LETTER_OF: dict[str, str] = {choice: letter for letter, choice in CHOICE_OF.items()}

ROLL_CALL = (
    "symbol, body, date, session, title, yes, no, abstain, not_voting, meeting, agenda, subjects, family, undl_id, "
    "published, origin"
)
MEMBERSHIP = "id, org, state, since, until, status, applied, approved, ordinal, precision, coalesce(confirmed, origin), note"
OFFICE = "id, office, of, holder, since, until, holder_kind, title, aliases, origin"
BALLOT = "id, year, date, seat, round, candidate, votes, voting, required, result, pages_seen, origin"
INDICATOR = "id, code, state, year, value, unit, origin"
EVENT = "id, kind, since, until, actors, place, title, words, origin"
COVERAGE = '"table", subject, since, until, kind, note, publisher'
ORIGIN = "id, kind, publisher, title, address, read_on, digest, licence, note"


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(cell.split("|")) if cell else ()


def roll_call(row: Row) -> RollCall:
    """A row of ``roll_call`` with the columns ROLL_CALL."""
    cells: list[Any] = [f"rollcall:{row[0]}", *row[:11], split(row[11]), *row[12:]]
    return RollCall(*cells)


def membership(row: Row) -> Membership:
    """A row of ``membership`` with the columns MEMBERSHIP."""
    return Membership(*row)


def office(row: Row) -> Office:
    """A row of ``office`` with the columns OFFICE."""
    cells: list[Any] = [*row[:8], split(row[8]), row[9]]
    return Office(*cells)


def ballot(row: Row) -> Ballot:
    """A row of ``ballot`` with the columns BALLOT."""
    return Ballot(*row)


def indicator(row: Row) -> Indicator:
    """A row of ``indicator`` with the columns INDICATOR."""
    return Indicator(*row)


def event(row: Row) -> Event:
    """A row of ``event`` with the columns EVENT."""
    cells: list[Any] = [*row[:4], split(row[4]), row[5], row[6], split(row[7]), row[8]]
    return Event(*cells)


def coverage(row: Row) -> Coverage:
    """A row of ``coverage`` with the columns COVERAGE."""
    return Coverage(*row)


def origin(row: Row) -> Origin:
    """A row of ``origin`` with the columns ORIGIN."""
    return Origin(*row)


# The first part of a row's id tells the table.
TABLE_OF: dict[str, tuple[str, str, Callable[[Row], Any]]] = {
    "member": ("membership", MEMBERSHIP, membership),
    "office": ("office", OFFICE, office),
    "ballot": ("ballot", BALLOT, ballot),
    "indicator": ("indicator", INDICATOR, indicator),
    "event": ("event", EVENT, event),
}
