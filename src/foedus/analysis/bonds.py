"""What binds two states on a day: organisations whose list of members is whole, and duties of defence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from foedus.errors import UsageError
from foedus.model.bodies import bodies, get_body

if TYPE_CHECKING:
    from foedus.model.acts import Event, Membership
    from foedus.model.bodies import Body
    from foedus.record.queries import Record

FORUM = frozenset({"OSCE"})  # a conference of two continents; to be in it together says nothing
PARTY = frozenset({"member", "signatory"})  # who is bound by a treaty of defence


@dataclass(frozen=True, slots=True)
class Tie:
    """An organisation of which two states are both full members.

    Attributes:
        org: its code.
        since: the later of the two entries; None where one is not known.
        defence: whether its members owe each other help in defence.
        members: the codes of all its members that day.
    """

    org: str
    since: date | None
    defence: bool
    members: tuple[str, ...]


def ties(record: Record, a: str, b: str, on: date) -> tuple[Tie, ...]:
    """Organisations that two states are both in: alliances, the oldest first, then the smallest organisation.

    Only those whose list of members the record holds whole on that day, and of which no more than half of the members of
    the United Nations are members.
    """
    most = len(record.members("UN", on)) / 2
    found = []
    for org in sorted(_orgs(record, a, on) & _orgs(record, b, on)):
        body = _organisation(org)
        if body is None or not record.covers("memberships", org, on, on):
            continue
        binds = _defends(body, on)
        full = PARTY if binds else {"member"}
        rows = [m for m in record.memberships(org=org, on=on) if m.status in full]
        states = {m.state for m in rows}
        if {a, b} <= states and len(states) <= most:
            found.append(Tie(org, _since(body, rows, a, b, binds), binds, tuple(sorted(states))))
    return tuple(sorted(found, key=_closeness))


def _closeness(tie: Tie) -> tuple[bool, date, int, str]:
    """Alliances first, the oldest before the others; then the smallest organisation."""
    since = (tie.since or date.max) if tie.defence else date.min
    return not tie.defence, since, len(tie.members), tie.org


def defence(record: Record, a: str, b: str, on: date) -> tuple[Membership | Event, ...]:
    """The rows that bind one of two states to defend the other on a day; empty where the record shows none.

    Their rows in every organisation of mutual defence that both are in (:attr:`Body.defence_since`), and obligations of
    defence between the two from a list of alliances. An empty answer is no proof that there is none.
    """
    return (*_in_alliance(record, a, b, on), *_owed(record, a, b, on))


def _orgs(record: Record, state: str, on: date) -> set[str]:
    return {m.org for m in record.memberships(state=state, on=on) if m.status in PARTY}


def _organisation(org: str) -> Body | None:
    """The organisation with a code; None for organs, groups by name, forums, and publishers' own codes."""
    try:
        body = get_body(org)
    except UsageError:
        return None
    return body if body.kind == "organisation" and org not in FORUM else None


def _defends(body: Body, on: date) -> bool:
    return body.defence_since is not None and body.defence_since <= on


def _since(body: Body, rows: list[Membership], a: str, b: str, binds: bool) -> date | None:
    """The day since which both are in it, and where it is an alliance, bound by it."""
    starts = [m.start for m in rows if m.state in {a, b}]
    if binds:
        starts.append(body.defence_since)
    known = [d for d in starts if d is not None]
    return max(known) if len(known) == len(starts) else None


def _in_alliance(record: Record, a: str, b: str, on: date) -> list[Membership]:
    found: list[Membership] = []
    for body in bodies("organisation"):
        if not _defends(body, on):
            continue
        rows = [
            m
            for code in (a, b)
            for m in record.memberships(org=body.code, state=code, on=on)
            if m.status in PARTY
        ]
        if {m.state for m in rows} == {a, b}:
            found += rows
    return found


def _owed(record: Record, a: str, b: str, on: date) -> list[Event]:
    """Obligations of defence between two states; the list goes by years and ends with its edition."""
    from foedus.record.sources.atop import LAST_YEAR

    rows = record.events(kind="obligation", actors=(a, b), until=on)
    return [
        e
        for e in rows
        if "defence" in e.words and (on < e.end if e.end is not None else on.year <= LAST_YEAR)
    ]
