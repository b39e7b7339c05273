"""Events, positions and predictions: what the list of events bears out, what nobody can know, what is still open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from foedus.checking.fields import actors, body_name, distance, inside, names, past, windows
from foedus.checking.verdict import Evidence, Verdict, evidence, unknown
from foedus.model.acts import Event, Membership, RollCall

if TYPE_CHECKING:
    from foedus.reading.schema import Claim
    from foedus.record.queries import Record

# Kinds and words by which a row is recognised as the kind of thing that a claim speaks of.
_LIKE: Mapping[str, tuple[str, ...]] = {
    "conflict": ("conflict", "war", "clash", "fight", "unrest", "violence", "uprising", "revolution", "overthrow", "coup", "crisis"),
    "unrest": ("unrest", "clash", "violence", "protest", "riot", "uprising", "revolution", "conflict", "overthrow"),
    "uprising": ("uprising", "revolution", "overthrow", "revolt", "coup", "unrest", "protest"),
    "coup": ("coup", "overthrow", "putsch"),
    "crisis": ("crisis", "conflict", "unrest", "uprising", "revolution", "overthrow", "war"),
    "shoot-down": ("shoot", "shot", "down"),
    "disarmament": ("nuclear", "warhead", "disarm", "npt", "non-proliferation"),
    "invasion": ("invasion", "invade", "attack", "war"),
    "annexation": ("annex", "accession", "referendum"),
    "attack": ("attack", "strike", "bomb", "raid"),
    "occupation": ("occup", "invasion"),
    "recognition": ("recogni",),
    "sanctions": ("sanction",),
    "rupture": ("sever", "rupture", "break", "relations"),
    "treaty": ("treaty", "agreement", "accord", "pact", "declaration", "protocol", "memorandum", "charter", "convention"),
    "meeting": ("meeting", "summit", "talks", "conference", "forum", "session"),
    "statement": ("speech", "statement", "address", "forum", "session", "debate"),
}  # fmt: skip
_SUSPEND = re.compile(r"suspen", re.IGNORECASE)
_EXPEL = frozenset({"expel", "eject", "oust", "exclude", "remove"})
_WISH = re.compile(r"\b(?:would|hopes?|wish)\b")
_WORD = re.compile(r"[A-Za-z]{4,}")
_EMPTY = frozenset(
    {"with", "from", "that", "this", "into", "over", "their", "about", "have", "been", "were", "will"}
)


def check(claim: Claim, record: Record, as_of: date) -> Verdict:
    """Decide an event, a position or a prediction.

    Args:
        claim: what happened or will.
        record: the rows.
        as_of: the article's day.
    """
    fields = claim.fields
    if claim.type == "prediction":
        return _open(claim, record, as_of)
    if claim.type == "position":
        if _WISH.search(str(fields.get("attitude", ""))):
            return Verdict("unverifiable", (), "a preference: no record shows what somebody would like")
        return _agreed(fields, record, as_of)
    kind = str(fields.get("kind", "event"))
    if kind == "judgement":
        return Verdict("unverifiable", (), "a judgement of merit")
    if kind == "trend":
        return unknown("a series of events would decide it; the record has single ones")
    if kind == "decision":
        return _decision(fields, record, as_of)
    if kind == "founding":
        return _founding(fields, record, as_of)
    return _happened(fields, record, as_of)


def _open(claim: Claim, record: Record, as_of: date) -> Verdict:
    """The future, as of the article; hindsight is shown apart."""
    inner = claim.fields.get("proposition")
    ex_post = None
    if inner:
        from foedus.checking.verdict import check as decide

        later = replace(claim, type=inner["type"], fields={**_ahead(inner["fields"], as_of)})
        found = decide(later, record, date.max - timedelta(days=800))
        ex_post = found if found.word not in {"unknown", "open"} else None
    return Verdict("open", (), "said of the future", ex_post=ex_post)


def _agreed(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """An offer or a commitment: borne out by a statement or treaty of the two that shares its words."""
    codes = [c for c in (*actors(fields), fields.get("target")) if c]
    said = _stems(str(fields.get("matter", "")))
    if len(codes) > 1 and re.match(r"offer|agreed|commit|pledg|promis", str(fields.get("attitude", ""))):
        for row in record.events(actors=codes, as_of=as_of):
            if row.kind in {"statement", "treaty", "proposal", "agreement"} and (
                len(said & _stems(f"{row.title} {' '.join(row.words)}") - _stems(names(codes))) >= 2
            ):
                return Verdict("supported", (evidence(record, f"{row.start}: {row.title}", [row]),))
    return unknown("statements of the actor would decide it; the record has none")


def _ahead(fields: Mapping[str, Any], as_of: date) -> dict[str, Any]:
    """Fields whose dates mean days to come."""
    out = dict(fields)
    when = out.get("date")
    if when:
        ahead = [c for c in when["candidates"] if c[1] >= as_of.isoformat()]
        out["date"] = {**when, "candidates": ahead[:1] or when["candidates"]}
    elif "outcome" in out and "term" not in out:
        out["date"] = {
            "text": "",
            "candidates": [[as_of.isoformat(), as_of.replace(month=12, day=31).isoformat()]],
            "precision": "year",
        }
    return out


def _codes(fields: Mapping[str, Any]) -> list[str]:
    """The states that an event is about, without its place."""
    found = [*actors(fields), *([fields["object"]] if fields.get("object") else [])]
    return [c for c in dict.fromkeys(found) if re.fullmatch(r"[A-Z]{3}", c)]


def _happened(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """Whether a row of the list of events is what is spoken of; the list is a choice, so it never denies."""
    kind = str(fields.get("kind"))
    codes, place = _codes(fields), fields.get("place")
    persons = [a for a in actors(fields) if not re.fullmatch(r"[A-Z]{3}", a)]
    spans = past(windows(fields.get("date")), as_of)
    if kind == "disarmament" and len(codes) > 1:
        return _each(fields, record, as_of)
    best: list[tuple[int, date, Event]] = []
    for row in record.events(as_of=as_of):
        everybody = {*row.actors, row.place}
        if not (codes or persons) or not set(codes) <= everybody or (persons and not _named(persons, row)):
            continue
        if not _alike(kind, fields, row):
            continue
        if spans and not any(row.start <= b and (row.end or row.start) >= a for a, b in spans):
            continue
        score = (
            len(set(codes) & set(row.actors)) * 2
            + (2 if place and place in everybody else 0)
            + _overlap(fields, row)
        )
        best.append((score, row.start, row))
    if not best:
        return unknown("no event of the record is what is spoken of; its list is a choice")
    best.sort(reverse=True, key=lambda b: b[:2])
    rows = [row for score, _, row in best if score >= best[0][0] - 1][:4]
    text = "; ".join(f"{r.start}{' to ' + str(r.end) if r.end else ''}: {r.title}" for r in rows)
    rest = [row for _, _, row in best if row not in rows]
    more = (evidence(record, f"also {len(rest)} more", rest),) if rest else ()
    return Verdict("supported", (evidence(record, text, rows), *more))


def _each(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """What several did, each on its own: every one needs a row."""
    found: list[Evidence] = []
    for code in actors(fields):
        one = _happened({**{k: v for k, v in fields.items() if k != "actors"}, "actor": code}, record, as_of)
        if one.word != "supported":
            return unknown(f"no event of the record shows it of {names([code])}")
        found.extend(one.evidence)
    return Verdict("supported", tuple(found))


def _named(persons: Sequence[str], row: Event) -> bool:
    words = f"{row.title} {' '.join(row.words)} {' '.join(row.actors)}".lower()
    return all(p.split()[-1].lower() in words for p in persons)


def _stems(text: str) -> set[str]:
    return {w.lower()[:5] for w in _WORD.findall(text)} - _EMPTY


def _overlap(fields: Mapping[str, Any], row: Event) -> int:
    said = _stems(f"{fields.get('words', '')} {fields.get('what', '')}")
    return len(said & _stems(f"{row.title} {' '.join(row.words)}"))


def _alike(kind: str, fields: Mapping[str, Any], row: Event) -> bool:
    """Whether a row is the kind of thing spoken of; a deed or speech must share its words too."""
    words = f"{row.kind} {row.title} {' '.join(row.words)}".lower()
    like = _LIKE.get(kind)
    if like is not None and not any(w in words for w in like):
        return False
    need = {"treaty": 2, "meeting": 0, "statement": 1}.get(kind, 0 if like else 2)
    if kind == "statement" and fields.get("body"):
        need = 0 if str(fields["body"]) in {*row.actors, row.place} else 2
    return _overlap(fields, row) >= need


def _decision(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """As in "The Assembly voted to expel ...": what the vote of that day was on."""
    body, act = str(fields.get("body")), str(fields.get("what"))
    spans = past(windows(fields.get("date")), as_of)
    if not spans:
        return unknown("the text does not say when")
    said = _stems(
        f"{fields.get('words', '')} {body_name(str(fields['org'])) if fields.get('org') else ''} {names(_codes(fields))}"
    )
    found: list[tuple[int, RollCall]] = []
    for a, b in spans:
        for call in record.roll_calls(body, since=a, until=min(b, as_of)):
            about = _stems(f"{call.title} {call.agenda} {' '.join(call.subjects)}")
            if len(said & about) >= 2:
                found.append((len(said & about), call))
        if found:
            break
    if not found:
        return unknown(f"no vote of the {body_name(body)} on that day is in the record")
    call = max(found, key=lambda f: (f[0], f[1].date))[1]
    proof = evidence(
        record,
        f"{call.symbol}, {call.date}: {call.title}; {call.yes} to {call.no}, {call.abstain} abstaining",
        [call],
    )
    if act in _EXPEL and _SUSPEND.search(call.title):
        return Verdict(
            "partly_supported", (proof,), f"voted on was: {call.title}; a suspension is not an expulsion"
        )
    if act[:5] in _stems(call.title) or (act == "suspend" and _SUSPEND.search(call.title)):
        return Verdict("supported", (proof,))
    return unknown(f"voted on was: {call.title}", (replace(proof, decides=False),))


def _founding(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """The beginning of an organisation: the first day of its first members."""
    org = str(fields["org"])
    rows: list[Membership] = [r for r in record.members(org, as_of=as_of) if r.start]
    coverage = record.coverage("memberships", org)
    if not rows or not any(c.kind == "complete" for c in coverage):
        return unknown(f"the record does not know when {body_name(org)} began")
    start = min(r.start for r in rows if r.start)
    first = [r for r in rows if r.start == start]
    text = f"{body_name(org)}: first members on {start}: {', '.join(r.state for r in first)}"
    found = evidence(record, text, first, id=f"founding:{org}")
    spans = past(windows(fields.get("date")), as_of)
    named = actors(fields)
    on_time = not spans or inside(start, spans)
    right = not named or set(named) <= {r.state for r in first}
    if on_time and right:
        return Verdict("supported", (found,))
    if spans and not on_time and distance(start, spans) > 400 and not named:
        return unknown(f"its first members are of {start}; it may have been founded otherwise", (found,))
    wrong = (
        f"on {start}"
        if not on_time
        else f"not from the start: {names([c for c in named if c not in {r.state for r in first}])}"
    )
    return Verdict("partly_supported" if on_time or right else "refuted", (found,), wrong)
