"""Ranks and counts against the record: economies by the World Bank's figures, members by the lists, others not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from foedus.checking.fields import actors, body_name, names, past, windows
from foedus.checking.verdict import Evidence, Verdict, evidence, unknown
from foedus.model.acts import Indicator, Membership, RollCall
from foedus.model.compare import MEASURE, Comparator

if TYPE_CHECKING:
    from foedus.reading.schema import Claim
    from foedus.record.queries import Record

# What a measure is called in the record.
CODES = {"GDP, current US$": "NY.GDP.MKTP.CD", "population": "SP.POP.TOTL"}
_BILLION = 1e9
NEWS = 10  # days within which a day that is named is that of the news


def check(claim: Claim, record: Record, as_of: date) -> Verdict:
    """Decide a rank or a count.

    Args:
        claim: the measure, the number or place, the group.
        record: the rows.
        as_of: the article's day.
    """
    fields = claim.fields
    if claim.type == "rank":
        return _compared(fields, record, as_of) if fields.get("of") else _rank(fields, record, as_of)
    measure = str(fields.get("measure", ""))
    if measure == "members" and not fields.get("org"):
        return unknown("the text does not say of what")
    if measure == "members":
        return _members(fields, record, as_of)
    if measure == "members never on":
        return _never(fields, record, as_of)
    if measure == "acceding":
        return _acceding(fields, record, as_of)
    if measure in CODES:
        return _quantity(fields, record, as_of)
    return unknown(f"no table of the record counts this: {measure}")


def _asked_year(fields: Mapping[str, Any], as_of: date) -> int | None:
    if fields.get("lag"):
        return as_of.year - int(fields["lag"])
    spans = past(windows(fields.get("date")), as_of)
    return spans[0][0].year if spans else None


def _figures(
    record: Record, code: str, states: list[str], year: int | None, as_of: date
) -> tuple[int | None, dict[str, Indicator]]:
    """The figures of some states in the year asked for, else in the latest that was known for all of them."""
    rows = record.indicators(code, states=states, as_of=as_of)
    years = [year] if year is not None else sorted({r.year for r in rows}, reverse=True)
    for y in years:
        found = {r.state: r for r in rows if r.year == y}
        if set(found) >= set(states):
            return y, found
    return (years[0] if years else None), {r.state: r for r in rows if years and r.year == years[0]}


def _rank(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    code = CODES.get(str(fields.get("measure")))
    scope, state = str(fields.get("scope")), actors(fields)[0]
    if code is None:
        return unknown(f"no table of the record measures this: {fields.get('measure')}")
    members = record.members(scope, on=as_of, as_of=as_of)
    if not members or not record.covers("memberships", scope, as_of, as_of):
        return unknown(f"the record is incomplete for the members of {body_name(scope)} on {as_of}")
    group = [m.state for m in members]
    year, rows = _figures(record, code, group, _asked_year(fields, as_of), as_of)
    lacking = sorted(set(group) - set(rows))
    if year is None or lacking:
        return unknown(
            f"the record lacks {fields['measure']} of {names(lacking)} for {year or 'the years known then'}"
        )
    small = fields.get("order") == "smallest"
    order = sorted(rows.values(), key=lambda r: r.value if small else -r.value)
    text = f"{fields['measure']}, {year}, bn: " + ", ".join(
        f"{r.state} {r.value / _BILLION:,.1f}" for r in order
    )
    deciding: list[Any] = [*order, *members]
    found = evidence(record, text, deciding, id=f"rank:{code}:{scope}:{year}")
    if state not in rows:
        return Verdict("refuted", (found,), f"{names([state])} is no member of {body_name(scope)}")
    place = [r.state for r in order].index(state) + 1
    above = set(fields.get("above", ()))
    if place == fields["rank"] and (not above or above == {r.state for r in order[: place - 1]}):
        return Verdict("supported", (found,))
    return Verdict("refuted", (found,), f"place {place}, not {fields['rank']}")


def _compared(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """As in "A's economy is bigger than B's", "overtook B's in 2024"."""
    code, a, b = CODES[str(fields["measure"])], actors(fields)[0], str(fields["of"])
    year, rows = _figures(record, code, [a, b], _asked_year(fields, as_of), as_of)
    lacking = sorted({a, b} - set(rows))
    if year is None or lacking:
        return unknown(
            f"the record lacks {fields['measure']} of {names(lacking)} for {year or 'the years known then'}"
        )
    used = list(rows.values())
    above = rows[a].value > rows[b].value
    if fields.get("order") == "smaller":
        above = not above
    if fields.get("event") == "overtake":
        _, before = _figures(record, code, [a, b], year - 1, as_of)
        if set(before) != {a, b}:
            return unknown(f"the record lacks {fields['measure']} for {year - 1}")
        used += list(before.values())
        above = above and (before[a].value < before[b].value) != (fields.get("order") == "smaller")
    text = "; ".join(
        f"{r.year}: {r.state} {r.value / _BILLION:,.1f} bn"
        for r in sorted(used, key=lambda r: (r.year, -r.value))
    )
    return Verdict("supported" if above else "refuted", (evidence(record, text, used),))


def _quantity(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    code, state = CODES[str(fields["measure"])], (actors(fields) or [""])[0]
    year, rows = _figures(record, code, [state], _asked_year(fields, as_of), as_of)
    row = rows.get(state)
    if row is None:
        return unknown(
            f"the record lacks {fields['measure']} of {names([state])} for {year or 'the years known then'}"
        )
    found = evidence(record, f"{fields['measure']} of {state} in {row.year}: {row.value:,.0f}", [row])
    fit = Comparator.of(fields.get("comparator")).fits(float(fields["value"]), row.value, MEASURE)
    if fit:
        return Verdict("supported", (found,))
    if fit is None or abs(row.value - float(fields["value"])) <= 0.15 * row.value:
        return unknown("too near to call: figures of this kind are revised", (found,))
    return Verdict("refuted", (found,), f"{row.value:,.0f}")


def _members(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    org = "UN" if fields.get("org") == "UNGA" else str(fields["org"])
    value, how = float(fields["value"]), str(fields.get("comparator", "="))
    if fields.get("at") or fields.get("past"):
        return _members_then(fields, record, as_of)
    if fields.get("status"):
        return unknown(f"the record does not list the {fields['status']}s of {body_name(org)} completely")
    if org == "UNSC":
        return _council_size(value, how, record, as_of)
    members = record.members(org, on=as_of, as_of=as_of)
    counted = len({m.state for m in members})
    if org == "UN":
        return _united_nations(value, how, members, record, as_of)
    if not members or not record.covers("memberships", org, as_of, as_of):
        return unknown(f"the record is incomplete for {body_name(org)} on {as_of}")
    found = _listed(record, org, members, as_of)
    return _sized(value, counted, how, (found,))


def _sized(value: float, counted: int, how: str, shown: tuple[Evidence, ...]) -> Verdict:
    """Whether a number of members is the one that was said."""
    fit = Comparator.of(how).fits(value, counted)
    if fit is None:
        return unknown(f"{counted} members: too near to call", shown)
    return Verdict("supported", shown) if fit else Verdict("refuted", shown, f"{counted} members")


def _members_then(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """The size on a day that is named, else at some time before: it fits on a day of those, or it is not known."""
    rest = {k: v for k, v in fields.items() if k not in {"at", "past"}}
    spans = past(windows(fields.get("at")), as_of)[:1]
    if spans and spans[0][0] == spans[0][1] and (as_of - spans[0][1]).days <= NEWS:
        return _members(rest, record, as_of)  # the day of the news, not of the count
    days = [min(day, as_of) for span in spans for day in span] or [as_of]
    found = [_members(rest, record, day) for day in dict.fromkeys(reversed(days))]
    if len({v.word for v in found}) > 1:
        return unknown("the size changed in that time", found[0].evidence)
    right = next((v for v in found if v.word == "supported"), None)
    if right is not None:
        return right
    if fields.get("past") or len({v.word for v in found}) > 1:
        return unknown("the size at that time is not sure", found[0].evidence)
    return found[0]


def _listed(record: Record, org: str, members: list[Membership], day: date) -> Any:
    states = sorted({m.state for m in members})
    text = f"{body_name(org)} on {day}: {len(states)} members ({' '.join(states)})"
    return evidence(record, text, members, id=f"members:{org}", figures={"members": len(states)})


def _council_size(value: float, how: str, record: Record, as_of: date) -> Verdict:
    members = [m for m in record.council_members(as_of.year) if m.start and m.start <= as_of]
    if not members or not record.covers("memberships", "UNSC", date(as_of.year, 1, 1), as_of):
        return unknown(f"the record is incomplete for the Council in {as_of.year}")
    found = _listed(record, "UNSC", members, as_of)
    return _sized(value, len(members), how, (found,))


def _united_nations(
    value: float, how: str, members: list[Membership], record: Record, as_of: date
) -> Verdict:
    """The size of the United Nations: the list of members, and the sum of a roll call, which counts everybody."""
    listed = len({m.state for m in members})
    calls: list[RollCall] = record.roll_calls("UNGA", since=as_of - timedelta(days=366), until=as_of)
    full = [
        c
        for c in calls
        if c.yes + c.no + c.abstain + c.not_voting > 0 and record.covers("votes", "UNGA", c.date, c.date)
    ]
    call = full[-1] if full else None
    total = call.yes + call.no + call.abstain + call.not_voting if call else listed
    if not listed and call is None:
        return unknown(
            f"the record has neither the members of the UN on {as_of} nor a roll call that counts them"
        )
    if listed and call and len({m.state for m in record.members("UN", on=call.date)}) != total:
        return unknown(
            f"the list of members and the roll call {call.symbol} do not agree: {listed} and {total}"
        )
    right = Comparator.of(how).fits(value, listed)
    shown = [_listed(record, "UN", members, as_of)] if right or call is None else []
    if call:
        text = f"{call.symbol}, {call.date}: {call.yes} + {call.no} + {call.abstain} + {call.not_voting} = {total} members"
        shown.append(evidence(record, text, [call]))
    return _sized(value, listed or total, how, tuple(shown))


def _never(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """As in "68 members have never been on the Council": by seat, or by election where a state declined it."""
    org, value = str(fields["org"]), float(fields["value"])
    un = record.members("UN", on=as_of, as_of=as_of)
    first = min((c.since for c in record.coverage("memberships", org)), default=None)
    if org != "UNSC" or not un or first is None or not record.covers("memberships", org, first, as_of):
        return unknown(f"the record is incomplete for {body_name(org)} since its beginning")
    sat = [r for r in record.memberships(org=org, status="member", as_of=as_of) if r.start]
    chosen = {
        b.candidate for b in record.ballots(as_of=as_of - timedelta(days=7)) if b.result.startswith("elected")
    }
    never = {m.state for m in un} - {r.state for r in sat}
    counts = sorted({len(never), len(never - chosen)})
    text = f"members of the UN on {as_of}: {len(un)}; never on the {body_name(org)}: {counts[-1]}" + (
        f", {counts[0]} without those elected who never sat" if len(counts) > 1 else ""
    )
    found = evidence(
        record, text, [*un, *sat], id=f"never:{org}", figures={"never": counts[-1], "members": len(un)}
    )
    named = [c for c in actors(fields) if c not in never]
    if any(Comparator.of(fields.get("comparator")).fits(value, n) for n in counts):
        return (
            Verdict("partly_supported", (found,), f"{names(named)}: was on it")
            if named
            else Verdict("supported", (found,))
        )
    if all(abs(value - n) > 3 for n in counts):
        return Verdict("refuted", (found,), f"{counts[-1]}")
    return unknown(
        "too near to call: lists differ over states that declined a seat or were succeeded by others",
        (found,),
    )


def _acceding(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    org = str(fields["org"])
    rows = [
        r
        for r in record.memberships(org=org)
        if r.applied and r.applied <= as_of and (r.start is None or r.start > as_of)
    ]
    if not rows or not record.covers("memberships", f"{org}:candidates", as_of, as_of):
        return unknown(f"the record is incomplete for the candidates of {body_name(org)}: it has {len(rows)}")
    found = evidence(
        record, f"candidates of {body_name(org)} on {as_of}: {len(rows)}", rows, id=f"candidates:{org}"
    )
    fit = Comparator.of(fields.get("comparator")).fits(float(fields["value"]), len(rows))
    if fit is None:
        return unknown(f"{len(rows)}: too near to call", (found,))
    return Verdict("supported" if fit else "refuted", (found,))
