"""Accessions against the record: who joined, left or applied when, and how long the way took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from foedus.checking.fields import (
    YEAR,
    Window,
    actors,
    body_name,
    distance,
    inside,
    names,
    past,
    windows,
)
from foedus.checking.verdict import STATED_ONLY, Evidence, Verdict, Word, evidence, unknown
from foedus.model.acts import Membership
from foedus.model.compare import YEARS, Comparator

if TYPE_CHECKING:
    from foedus.reading.schema import Claim
    from foedus.record.queries import Record

# Codes that stood for one seat one after the other: a writer's name may mean either.
KIN = (("YUG", "SCG", "SRB"), ("SUN", "RUS"), ("CSK", "CZE"), ("DDR", "DEU"))
# States of the past whose seat another one took over, took up anew, or claimed.
PAST = frozenset({"YUG", "SCG", "SRB", "SUN", "CSK", "DDR"})
NEAR = 31  # days by which a date may miss the stretch named and still be called partly right


def check(claim: Claim, record: Record, as_of: date) -> Verdict:
    """Decide an accession.

    Args:
        claim: who, which organisation, which event (join, leave, apply, talks, negotiate), when or for how long.
        record: the rows.
        as_of: the article's day.
    """
    fields = claim.fields
    if not actors(fields) or not fields.get("org"):
        return unknown("the text does not say who joined what")
    if fields.get("event") == "negotiate" and not fields.get("duration_years"):
        return unknown("the text does not say how long it took")
    if fields.get("event") == "negotiate":
        return _lasted(fields, record, as_of)
    return _moved(fields, record, as_of)


def _rows(record: Record, org: str, state: str) -> list[Membership]:
    return record.memberships(org=org, state=state)


def _kin(code: str) -> tuple[str, ...]:
    """The other codes of a state that has gone by several."""
    return next((tuple(c for c in group if c != code) for group in KIN if code in group), ())


def _day(row: Membership, event: str) -> date | None:
    """The day of the row that an event speaks of."""
    if event == "leave":
        return row.end
    return row.applied if event in {"apply", "talks"} else row.start


def _moved(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    org, event = str(fields["org"]), str(fields.get("event", "join"))
    name = body_name(org)
    status = str(fields.get("status", "member"))
    dates: Mapping[str, Any] = fields.get("dates") or {}
    good: list[Membership] = []
    off: list[tuple[Membership, list[Window]]] = []
    none: list[str] = []
    for code in actors(fields):
        spans = past(windows(dates.get(code) or fields.get("date")), as_of)
        rows = [
            r
            for r in _rows(record, org, code)
            if (d := _day(r, event)) is not None and d <= as_of and _right_kind(r, event, status)
        ]
        hit = [r for r in rows if not spans or any(inside(d, spans, r.precision) for d in _days(r, event))]
        if not hit:
            hit = [
                r
                for other in _kin(code)
                for r in _rows(record, org, other)
                if inside(_day(r, event), spans, r.precision) and (_day(r, event) or date.max) <= as_of
            ]
        if hit:
            good.append(hit[-1])
        elif rows:
            off.append((rows[-1], spans))
        else:
            none.append(code)
    text = "; ".join(
        f"{r.state} {_verb(event)} {name} on {_day(r, event)}" for r in (*good, *(r for r, _ in off))
    )
    days = [d for r in (*good, *(r for r, _ in off)) if (d := _day(r, event)) is not None]
    if not off and not none:
        found = dated(evidence(record, text, good), max(days))
        nth = fields.get("ordinal")
        numbered = [r for r in good if nth and r.ordinal]
        if any(r.ordinal != nth and r.is_stated("ordinal") for r in numbered):
            return unknown(STATED_ONLY, (found,))
        if any(r.ordinal != nth for r in numbered):
            return Verdict("partly_supported", (found,), f"number {numbered[0].ordinal}, not {nth}")
        place = _place(record, org, good[0], as_of) if nth and not numbered and len(good) == 1 else None
        if place and nth and not place[0] <= nth <= place[1]:
            return Verdict("partly_supported", (found,), f"number {place[1]}, not {nth}")
        if place:
            return Verdict("supported", (found,))
        note = "the record does not number the members" if nth and not numbered else ""
        return Verdict("supported", (found,), note=note)
    if fields.get("presupposed"):
        return unknown(
            f"the record does not show that {names(actors(fields))} {_verb(event)} {name} by {as_of}"
        )
    if none:
        return _absent(record, org, event, as_of, good, none)
    return _misdated(record, event, good, off, text)


def _place(record: Record, org: str, row: Membership, as_of: date) -> tuple[int, int] | None:
    """Which members a state can be in the order of joining, where the list is whole; those of one day share places."""
    if (
        row.start is None
        or row.status != "member"
        or not record.covers("memberships", org, row.start, min(row.start, as_of))
    ):
        return None
    then = record.members(org, on=row.start)
    same_day = sum(r.start == row.start for r in then)
    return len(then) - same_day + 1, len(then)


def _right_kind(row: Membership, event: str, status: str) -> bool:
    if event in {"apply", "talks"}:
        return True
    return row.status in ({"member", "signatory"} if status == "member" else {status})


def _verb(event: str) -> str:
    return {"leave": "left", "apply": "applied to", "talks": "applied to"}.get(event, "joined")


def _days(row: Membership, event: str) -> list[date]:
    """The days that may be given for the event; an end is the day after the last one, and both are said."""
    day = _day(row, event)
    return [] if day is None else [day, day - timedelta(days=1)] if event == "leave" else [day]


def _misdated(
    record: Record, event: str, good: list[Membership], off: list[tuple[Membership, list[Window]]], text: str
) -> Verdict:
    """The event is there, its day another one."""
    rows = [*good, *(r for r, _ in off)]
    reason = "; ".join(f"{r.state}: {_day(r, event)}" for r, _ in off)
    gap = max(distance(_day(r, event) or date.min, spans) for r, spans in off)
    if any(row.state in PAST for row, _ in off):
        return unknown(
            "which state's seat is meant is disputed", (evidence(record, text, rows, decides=False),)
        )
    if event == "talks" and gap > NEAR:
        return unknown(
            "the record has the day of the application, not of the first talks",
            (evidence(record, text, rows, decides=False),),
        )
    word: Word = "partly_supported" if good or gap <= NEAR else "refuted"
    days = [d for r in rows if (d := _day(r, event)) is not None]
    found = dated(evidence(record, text, rows), max(days))
    field = {"apply": "applied", "talks": "applied", "leave": "end"}.get(event)
    if field and any(r.is_stated(field) for r in rows):
        found = replace(found, stated=True)
    return Verdict(word, (found,), reason)


def _absent(
    record: Record, org: str, event: str, as_of: date, good: list[Membership], none: list[str]
) -> Verdict:
    """Some of the states are in no row: that counts only where the list is whole."""
    name = body_name(org)
    shown = (
        (evidence(record, f"{name}: {', '.join(f'{r.state} {r.start}' for r in good)}", good, decides=False),)
        if good
        else ()
    )
    members = record.members(org, on=as_of, as_of=as_of)
    waiting = [r for c in none for r in _rows(record, org, c) if _waits(r, as_of)] if event == "join" else []
    if waiting and len(waiting) == len(none):
        text = "; ".join(
            f"{r.state} applied to {name} on {r.applied} and is still a candidate" for r in waiting
        )
        proof = dated(evidence(record, text, [*waiting, *good]), max(r.applied for r in waiting if r.applied))
        return Verdict(
            "partly_supported" if good else "refuted", (proof,), f"{names(none)}: a candidate, no member"
        )
    if event != "join" or not members or not record.covers("memberships", org, as_of, as_of):
        return unknown(f"the record is incomplete for {name}: no row of {names(none)}", shown)
    rows = [*members, *(r for c in none for r in _rows(record, org, c) if r.start and r.start <= as_of)]
    text = f"{name} on {as_of}: {', '.join(sorted(r.state for r in members))}"
    found = evidence(record, text, list(dict.fromkeys(rows)), id=f"members:{org}")
    return Verdict(
        "partly_supported" if good else "refuted", (found,), f"{names(none)}: no member on {as_of}"
    )


def _waits(row: Membership, as_of: date) -> bool:
    """Whether a row shows a candidate that has not got in to this day."""
    return row.status == "candidate" and row.end is None and row.applied is not None and row.applied <= as_of


def _lasted(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """How long it took from the application to the terms, the decision, the membership, or the article's day."""
    org, code = str(fields["org"]), actors(fields)[0]
    rows = [r for r in _rows(record, org, code) if r.applied and r.applied <= as_of]
    if not rows:
        return unknown(f"the record has no day of application of {names([code])} to {body_name(org)}")
    row = rows[-1]
    applied = row.applied or as_of
    ends = [d for d in (row.approved, row.start) if d is not None and d <= as_of] or [as_of]
    spans = [(end - applied).days / YEAR for end in ends]
    value, how = float(fields["duration_years"]), str(fields.get("comparator", "="))
    reached = "to the article's day" if ends == [as_of] else "to membership"
    text = f"{code} applied to {body_name(org)} on {applied}; {reached} {spans[-1]:.1f} years"
    found = dated(evidence(record, text, [row], figures={"years": round(spans[-1], 2)}), max(applied, *ends))
    found = replace(found, stated=found.stated or row.is_stated("applied", "approved"))
    fits = [Comparator.of(how).fits(value, s, YEARS) for s in spans]
    if any(fits):
        return Verdict("supported", (found,))
    if all(f is False for f in fits) and all(abs(s - value) > max(1.5, 0.2 * value) for s in spans):
        return Verdict("refuted", (found,), f"{spans[-1]:.1f} years")
    return unknown(f"{spans[-1]:.1f} years by the record: too near to call", (found,))


def dated(found: Evidence, day: date) -> Evidence:
    """Evidence whose fact became one on a day that is not the row's first: an application, an end."""
    return replace(found, latest=day)
