"""Memberships, allies and Council seats against the record; accessions and offices have files of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from foedus.checking import accessions, officeholders
from foedus.checking.fields import actors, body_name, inside, names, past, windows
from foedus.checking.verdict import Evidence, Verdict, Word, evidence, unknown
from foedus.model.acts import Ballot, Event, Membership

if TYPE_CHECKING:
    from foedus.reading.schema import Claim
    from foedus.record.queries import Record

# Where an organisation went on inside another one.
SUCCESSOR = {"CU": "EAEU", "CST": "CSTO"}
ALLIANCES = ("CSTO", "CST", "NATO")
REGIONS: Mapping[str, tuple[str, ...]] = {
    "central asian": ("KAZ", "KGZ", "TJK", "TKM", "UZB"),
    "post-soviet": ("ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "KGZ", "LVA", "LTU", "MDA", "RUS", "TJK", "TKM", "UKR", "UZB"),
    "baltic": ("EST", "LVA", "LTU"),
    "nordic": ("DNK", "FIN", "ISL", "NOR", "SWE"),
    "caucasian": ("ARM", "AZE", "GEO"),
    "turkic": ("AZE", "KAZ", "KGZ", "TUR", "TKM", "UZB"),
}  # fmt: skip
_SAME_REGION = {
    "former soviet": "post-soviet",
    "ex-soviet": "post-soviet",
    "south caucasus": "caucasian",
    "south caucasian": "caucasian",
}


def check(claim: Claim, record: Record, as_of: date) -> Verdict:
    """Decide a claim of the types membership, accession or office.

    Args:
        claim: what is said.
        record: the rows.
        as_of: the article's day.
    """
    fields = claim.fields
    if claim.type == "accession":
        return accessions.check(claim, record, as_of)
    if claim.type == "office" and fields.get("office") != "Council member":
        return officeholders.check(claim, record, as_of)
    if not actors(fields):
        return unknown("the text does not say who is meant")
    if fields.get("ally_of"):
        return _ally(fields, record, as_of)
    if fields.get("first_of"):
        return _first(fields, record, as_of)
    if fields.get("replaces"):
        return _replaces(fields, record, as_of)
    if fields.get("negated"):
        return _negated(fields, record, as_of)
    if fields.get("ever"):
        return _ever(fields, record, as_of)
    if fields.get("future"):
        return _to_come(fields, record, as_of)
    if fields.get("org") == "UNSC" and not _asks_today(fields):
        return _served(fields, record, as_of)
    return _belongs(fields, record, as_of)


def _asks_today(fields: Mapping[str, Any]) -> bool:
    return not any(fields.get(k) for k in ("period", "to", "from", "since"))


def _org(fields: Mapping[str, Any]) -> str:
    """The organisation whose list decides: the five permanent members have one of their own."""
    org = str(fields.get("org"))
    return "P5" if org == "UNSC" and fields.get("seat") == "permanent" else org


def in_force(record: Record, org: str, state: str, on: date, as_of: date) -> list[Membership]:
    """The rows of a state in an organisation on a day; what continued as another organisation counts."""
    rows = record.memberships(org=org, state=state, on=on, as_of=as_of)
    if not rows and org in SUCCESSOR:
        rows = record.memberships(org=SUCCESSOR[org], state=state, on=on, as_of=as_of)
    return rows


def _days(fields: Mapping[str, Any], as_of: date) -> list[date]:
    """The days on which a membership is claimed: those the sentence names, else the article's."""
    spoken = past(windows(fields.get("at")), as_of)
    return (
        [as_of, *(min(b, as_of) for _, b in spoken)]
        if not fields.get("period")
        else [min(b, as_of) for _, b in windows(fields["period"])]
    )


_NOT_FULL = frozenset({"observer", "candidate", "associate", "partner", "acceding"})


def _row_for(
    fields: Mapping[str, Any], record: Record, state: str, as_of: date
) -> tuple[Membership | None, list[Membership]]:
    """The row that bears a claim out for one state, and the rows that say something else of it."""
    org, status = _org(fields), str(fields.get("status", "member"))
    other: list[Membership] = []
    for day in _days(fields, as_of):
        for row in in_force(record, org, state, day, as_of):
            if row.status == status or (status in {"member", "party", "signatory"} and row.status == "signatory") or (
                status == "candidate" and row.status in {"candidate", "acceding"}
            ):  # fmt: skip
                if fields.get("seat") == "non-permanent" and row.note == "permanent member":
                    other.append(row)
                    continue
                return row, []
            other.append(row)
    return None, list(dict.fromkeys(other))


def _belongs(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    org, status = _org(fields), str(fields.get("status", "member"))
    codes = [*actors(fields), *([fields["with_state"]] if fields.get("with_state") else [])]
    yes: list[Membership] = []
    bad: list[str] = []
    other: list[Membership] = []
    for code in codes:
        row, else_ = _row_for(fields, record, code, as_of)
        if row is not None:
            yes.append(row)
        else:
            bad.append(code)
            other.extend(else_)
    name = body_name(org)
    if not bad:
        return _dates_too(fields, record, yes, as_of, name)
    if fields.get("presupposed"):
        return unknown(f"the record has no {status} row of {names(bad)} in {name}")
    return _against(record, org, status, as_of, yes, bad, other)


def _against(
    record: Record,
    org: str,
    status: str,
    as_of: date,
    yes: Sequence[Membership],
    bad: Sequence[str],
    other: Sequence[Membership],
) -> Verdict:
    """What is left to say where some of the states are not what is claimed; absence counts inside complete coverage only."""
    name = body_name(org)
    covered = record.covers("memberships", org, as_of, as_of) or (
        org in SUCCESSOR and record.covers("memberships", SUCCESSOR[org], as_of, as_of)
    )
    members = record.members(org, on=as_of, as_of=as_of)
    if status in {"suspended", "signatory"}:
        return unknown(
            f"the record does not list who is {status} of {name} completely", _shown(record, name, yes)
        )
    if status in _NOT_FULL:
        full = [r for r in other if r.status == "member" and r.state in bad]
        if not full:
            return unknown(
                f"the record does not list who is {status} of {name} completely", _shown(record, name, yes)
            )
        text = f"{names([r.state for r in full])}: full member of {name}"
        return Verdict(
            "partly_supported" if yes else "refuted",
            (evidence(record, text, [*full, *yes]),),
            f"{names(list(bad))}: not {status}",
        )
    if not covered or not members:
        return unknown(f"the record is incomplete for {name} on {as_of}", _shown(record, name, yes))
    text = f"{name} on {as_of}: {', '.join(sorted(r.state for r in members))}"
    rows = [*(r for r in other if r.state in bad), *members]
    told = "; ".join(f"{r.state}: {r.status} since {r.start}" for r in other if r.state in bad)
    found = evidence(record, f"{text}{'; ' + told if told else ''}", rows, id=f"members:{org}")
    return Verdict(
        "partly_supported" if yes else "refuted",
        (found,),
        f"{names(list(bad))}: no member of {name} on {as_of}",
    )


def _shown(record: Record, name: str, rows: Sequence[Membership]) -> tuple[Evidence, ...]:
    return (evidence(record, _said(name, rows), rows, decides=False),) if rows else ()


def _said(name: str, rows: Sequence[Membership]) -> str:
    return f"{name}: " + "; ".join(
        f"{r.state} {r.status} since {r.start}" + (f" until {r.end}" if r.end else "") for r in rows
    )


def _dates_too(
    fields: Mapping[str, Any], record: Record, yes: Sequence[Membership], as_of: date, name: str
) -> Verdict:
    """The membership holds: do "since" and "these are all" hold as well?"""
    found = evidence(record, _said(name, yes), yes)
    since = windows(fields.get("since"))
    late = [r for r in yes if since and r.start and not inside(r.start, since, r.precision)]
    if late:
        reason = "; ".join(f"{r.state}: since {r.start}" for r in late)
        return Verdict("partly_supported", (found,), reason)
    if fields.get("complete"):
        org = _org(fields)
        members = record.members(org, on=as_of, as_of=as_of)
        missing = sorted({r.state for r in members} - set(actors(fields)))
        if not record.covers("memberships", org, as_of, as_of):
            return unknown(f"the record is incomplete for {name} on {as_of}", (found,))
        all_of_them = evidence(
            record,
            f"{name} on {as_of}: {', '.join(sorted(r.state for r in members))}",
            members,
            id=f"members:{org}",
        )
        if missing:
            return Verdict("partly_supported", (all_of_them,), f"not named: {names(missing)}")
        return Verdict("supported", (all_of_them,))
    return Verdict("supported", (found,))


def _served(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """A term on the Council: over which years, until when, since when."""
    org = _org(fields)
    name = body_name("UNSC")
    good: list[Membership] = []
    near: list[Membership] = []
    bad: list[str] = []
    for code in actors(fields):
        rows = [
            r
            for r in record.memberships(org=org, state=code, status="member")
            if r.start and r.start <= as_of
        ]
        hit = [r for r in rows if _term_fits(fields, r, as_of)]
        near.extend(r for r in rows if not hit and _touches(fields, r, as_of))
        good.extend(hit[-1:])
        if not hit:
            bad.append(code)
    if not bad:
        return Verdict("supported", (evidence(record, _said(name, good), good),))
    if fields.get("presupposed") or not record.covers("memberships", org, date(as_of.year, 1, 1), as_of):
        return unknown(f"the record is incomplete for {name}", _shown(record, name, good))
    if near:
        rows = [*good, *near]
        reason = "; ".join(f"{r.state}: {r.start} to {r.end}" for r in near)
        return Verdict("partly_supported", (evidence(record, _said(name, rows), rows),), reason)
    years = windows(fields.get("period") or fields.get("to") or fields.get("from") or fields.get("since"))
    year = min(years[0][0].year, as_of.year) if years else as_of.year
    members = [r for r in record.council_members(year) if r.start and r.start <= as_of]
    if not members:
        return unknown(f"the record has no members of the {name} in {year}")
    text = f"{name} in {year}: {', '.join(sorted(r.state for r in members))}"
    found = evidence(record, text, members, id=f"council:{year}")
    return Verdict(
        "partly_supported" if good else "refuted", (found,), f"{names(bad)}: not on the Council then"
    )


def _last_day(row: Membership) -> date | None:
    return row.end - timedelta(days=1) if row.end else None


def _term_fits(fields: Mapping[str, Any], row: Membership, as_of: date) -> bool:
    last = _last_day(row)
    if fields.get("to"):
        return last is not None and any(last.year == b.year for _, b in windows(fields["to"]))
    if fields.get("from") or fields.get("since"):
        spans = windows(fields.get("from") or fields.get("since"))
        return (
            row.start is not None
            and any(row.start.year == a.year for a, _ in spans)
            and (last is None or last >= as_of)
        )
    for a, b in windows(fields.get("period")):
        low, high = row.start or date.min, last or as_of
        if low <= a and b <= date(high.year, 12, 31):
            return True
    return False


def _touches(fields: Mapping[str, Any], row: Membership, as_of: date) -> bool:
    spans = windows(fields.get("period") or fields.get("to") or fields.get("from") or fields.get("since"))
    last = _last_day(row) or date.max
    if fields.get("to") and (row.start or date.min) <= as_of <= last:
        return True
    return any((row.start or date.min) <= b and a <= last for a, b in spans)


def _replaces(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """A seat that changes hands: who was elected to it, and whose term is over then."""
    spans = windows(fields.get("from"))
    if not fields.get("past"):
        spans = [s for s in spans if s[1] > as_of] or spans
    year = spans[0][0].year if spans else as_of.year + (0 if fields.get("past") else 1)
    new, old = actors(fields)[0], str(fields["replaces"])
    won = [
        b
        for b in record.ballots(year=year - 1, candidate=new, as_of=as_of + timedelta(days=1))
        if b.result.startswith("elected")
    ]
    before = [
        r for r in record.memberships(org="UNSC", state=old, status="member") if r.start and r.start <= as_of
    ]
    leaving = [r for r in before if r.end and r.end.year == year]
    if won and leaving:
        text = f"{new} elected on {won[-1].date} with {won[-1].votes} votes; {old} on the Council from {leaving[-1].start} to {_last_day(leaving[-1])}"
        return Verdict("supported", (evidence(record, text, [*won[-1:], *leaving[-1:]]),))
    return unknown(
        f"the record does not show that {new} was elected for {year} and that the term of {old} ends then"
    )


def _to_come(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """A term that has yet to begin: sure once the election is over, open before."""
    won: list[Ballot] = []
    for code in actors(fields):
        rows = [
            b
            for b in record.ballots(candidate=code, as_of=as_of + timedelta(days=1))
            if b.result.startswith("elected") and b.year == as_of.year
        ]
        won.extend(rows[-1:])
    if len(won) == len(actors(fields)):
        text = "; ".join(f"{b.candidate} elected on {b.date} with {b.votes} votes" for b in won)
        return Verdict("supported", (evidence(record, text, won),))
    return Verdict("open", (), "said of the future")


def _whole_since(record: Record, org: str, as_of: date) -> bool:
    """Whether an organisation's members are known without a gap from its beginning to a day."""
    rows = record.coverage("memberships", org)
    return bool(rows) and record.covers("memberships", org, min(r.since for r in rows), as_of)


def _negated(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """As in "Never" and "not": true only where the list is whole."""
    org, name = _org(fields), body_name(_org(fields))
    never = fields["negated"] == "never"
    spans = past(windows(fields.get("period")), as_of)
    if spans and not never:
        ends = {_negated({**fields, "period": None}, record, min(day, as_of)).word for day in spans[0]}
        if len(ends) > 1:
            return unknown(f"the membership in {name} changed in that time")
        as_of = min(spans[0][1], as_of)
    status = str(fields.get("status", "member"))
    was: list[Membership] = []
    for code in actors(fields):
        rows = record.memberships(org=org, state=code, on=None if never else as_of, as_of=as_of)
        was.extend(r for r in rows if r.status == status and r.start)
    if was:
        word: Word = "refuted" if len({r.state for r in was}) == len(actors(fields)) else "partly_supported"
        return Verdict(
            word,
            (evidence(record, _said(name, was), was),),
            f"{names(sorted({r.state for r in was}))}: {status} of {name}",
        )
    whole = _whole_since(record, org, as_of) if never else record.covers("memberships", org, as_of, as_of)
    members = record.members(org, on=as_of, as_of=as_of)
    if status != "member" or not whole or not members:
        return unknown(f"the record is incomplete for {name}, so an absence says nothing")
    total = len(record.memberships(org=org, status="member", as_of=as_of))
    text = f"{names(actors(fields))}: in none of the {total} rows of members of {name}, a complete list; on {as_of}: {', '.join(sorted(r.state for r in members))}"
    return Verdict(
        "supported", (evidence(record, text, members, id=f"members:{org}", figures={"rows_examined": total}),)
    )


def _ever(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """As in "Was a member", "has served": at some time up to the day."""
    org, status = _org(fields), str(fields.get("status", "member"))
    name = body_name(org)
    rows = [
        r
        for code in actors(fields)
        for r in record.memberships(org=org, state=code, as_of=as_of)
        if r.start and r.status in {status, "signatory"}
    ]
    bad = sorted(set(actors(fields)) - {r.state for r in rows})
    if not bad:
        return Verdict("supported", (evidence(record, _said(name, rows), rows),))
    members = record.members(org, on=as_of, as_of=as_of)
    if status != "member" or not members or not _whole_since(record, org, as_of):
        return unknown(
            f"the record is incomplete for {name}: no row of {names(bad)}", _shown(record, name, rows)
        )
    text = f"{name}: no row of {names(bad)} in a complete list; on {as_of}: {', '.join(sorted(r.state for r in members))}"
    found = evidence(record, text, [*rows, *members], id=f"members:{org}")
    return Verdict(
        "partly_supported" if rows else "refuted", (found,), f"{names(bad)}: never {status} of {name}"
    )


def _ally(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """An ally: bound by a defence treaty that both are in on that day, or by one between the two."""
    lead = str(fields["ally_of"])
    proof: list[Any] = []
    loose: list[str] = []
    for code in actors(fields):
        bonds: list[Any] = [*_shared(record, lead, code, as_of), *_treaties(record, lead, code, as_of)]
        proof.extend(bonds)
        if not bonds:
            loose.append(code)
    if loose or not proof:
        return unknown(f"no alliance of {names([lead])} with {names(loose)} is in the record")
    rows = list(dict.fromkeys(proof))
    text = "; ".join(
        f"{r.state} in {r.org} since {r.start}" if isinstance(r, Membership) else f"{r.start}: {r.title}"
        for r in rows
    )
    return Verdict("supported", (evidence(record, text, rows),))


def _shared(record: Record, a: str, b: str, on: date) -> list[Membership]:
    """The rows of both in every alliance that both are in."""
    found: list[Membership] = []
    for org in ALLIANCES:
        known = record.known_until("memberships", org)
        if known is not None and known < on:
            continue
        rows = [
            r
            for code in (a, b)
            for r in record.memberships(org=org, state=code, on=on, as_of=on)
            if r.status in {"member", "signatory"}
        ]
        if {r.state for r in rows} == {a, b}:
            found.extend(rows)
    return found


def _treaties(record: Record, a: str, b: str, on: date) -> list[Event]:
    """Treaties of alliance between two states, from the list of events."""
    events = record.events(actors=[a, b], as_of=on)
    return [e for e in events if e.kind == "alliance" or (e.kind == "treaty" and "allia" in e.title.lower())]


def _first(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """The first of a region: itself in, none of the others ever before, in a whole list."""
    region = str(fields["first_of"]).lower().removesuffix(" former").strip()
    group = REGIONS.get(_SAME_REGION.get(region, region))
    org, name = _org(fields), body_name(_org(fields))
    code = actors(fields)[0]
    if group is None or code not in group:
        return unknown(f"the record has no list of states called {fields['first_of']!r}")
    if not _whole_since(record, org, as_of):
        return unknown(f"the record is incomplete for {name}, so nobody can be called the first")
    rows = {
        c: [r for r in record.memberships(org=org, state=c, status="member", as_of=as_of) if r.start]
        for c in group
    }
    mine = rows.pop(code)
    earlier = [
        r
        for found in rows.values()
        for r in found
        if not mine or (r.start or as_of) < (mine[0].start or as_of)
    ]
    if earlier:
        return Verdict(
            "refuted",
            (evidence(record, _said(name, earlier), earlier),),
            f"{names(sorted({r.state for r in earlier}))}: before",
        )
    won = (
        record.ballots(candidate=code, as_of=as_of + timedelta(days=1)) if org == "UNSC" and not mine else []
    )
    won = [b for b in won if b.result.startswith("elected")]
    if not mine and not won:
        return unknown(f"the record does not show {names([code])} in {name}")
    text = f"{names([code])}: in; {names(sorted(rows))}: in no row of {name} before"
    proof: list[Any] = [*mine[:1], *won[-1:]]
    return Verdict("supported", (evidence(record, text, proof),))
