"""Elections to the Security Council against the record: who stood, who won over whom, how many votes in which round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from foedus.checking.accessions import dated
from foedus.checking.fields import actors, body_name, names, past, windows
from foedus.checking.verdict import Verdict, Word, evidence, unknown
from foedus.model.acts import Ballot

if TYPE_CHECKING:
    from foedus.reading.schema import Claim
    from foedus.record.queries import Record

DAY = timedelta(days=1)  # an evening in New York is the next day elsewhere


def check(claim: Claim, record: Record, as_of: date) -> Verdict:
    """Decide a candidacy, or a tally of ballots.

    Args:
        claim: candidates, outcome, term, rounds, votes by candidate.
        record: the rows.
        as_of: the article's day.
    """
    found = _decided(claim, record, as_of)
    fields = claim.fields
    if fields.get("org") or fields.get("status") == "candidate" or fields.get("body") != "UNSC":
        return found
    codes = [*actors(fields), *fields.get("over", ()), *(fields.get("votes") or {})]
    year = _year(fields, record, codes, as_of)
    when = {"text": str(year), "candidates": [[f"{year}-01-01", f"{year}-12-31"]], "precision": "year"}
    return replace(found, judged={"date": when, "term": None} if year else {})


def _decided(claim: Claim, record: Record, as_of: date) -> Verdict:
    fields = claim.fields
    if claim.type == "candidacy":
        if fields.get("org"):
            return _acceding(fields, record, as_of)
        if fields.get("body") != "UNSC":
            return unknown(f"the record has no elections to the {body_name(str(fields.get('body')))}")
        if fields.get("status") == "candidate":
            return _stands(fields, record, as_of)
        if fields.get("outcome") == "not elected":
            return _not_elected(fields, record, as_of)
        return _elected(fields, record, as_of)
    if fields.get("threshold"):
        return _needed(fields, record, as_of)
    if fields.get("outcome") == "none elected":
        return _nobody(fields, record, as_of)
    return _tally(fields, record, as_of)


def won(row: Ballot) -> bool:
    """Whether a candidate was elected in the round of this row."""
    return row.result.startswith("elected")


def _said(rows: Sequence[Ballot]) -> str:
    return "; ".join(
        f"{r.date}, {r.group}, round {r.round}: {r.candidate} {'–' if r.votes is None else r.votes} ({r.result})"
        for r in rows
    )


def _year(fields: Mapping[str, Any], record: Record, codes: Sequence[str], as_of: date) -> int | None:
    """The election that a claim speaks of: the one for its term, the one of its date, else the latest with these candidates."""
    term = fields.get("term")
    if term:
        return int(str(term)[:4]) - 1
    spans = past(windows(fields.get("date")), as_of)
    if spans:
        return spans[0][0].year
    years = [{b.year for b in record.ballots(candidate=c, as_of=as_of + DAY)} for c in codes]
    common = set.intersection(*years) if years else set()
    either = set.union(*years) if years else set()
    return max(common or either, default=None)


def _rows(record: Record, year: int, code: str, as_of: date) -> list[Ballot]:
    return record.ballots(year=year, candidate=code, as_of=as_of + DAY)


def _acceding(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """States on the way into an organisation: applied by the day, not yet in."""
    org = str(fields["org"])
    good, bad = [], []
    for code in actors(fields):
        rows = [r for r in record.memberships(org=org, state=code) if r.applied and r.applied <= as_of]
        open_ = [
            r for r in rows if r.start is None or r.start > as_of or r.status in {"candidate", "acceding"}
        ]
        (good.append(open_[-1]) if open_ else bad.append(code))
    if not good or bad:
        return unknown(
            f"the record has no application of {names(bad)} to {body_name(org)}, or shows it as done"
        )
    text = "; ".join(f"{r.state} applied to {body_name(org)} on {r.applied}" for r in good)
    return Verdict(
        "supported", (dated(evidence(record, text, good), max(r.applied for r in good if r.applied)),)
    )


def _stands(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """An announced candidate: in a row known by the day, else only hindsight can tell."""
    codes = actors(fields)
    known: list[Any] = []
    for code in codes:
        rows: list[Any] = [
            r
            for r in record.memberships(org="UNSC", state=code)
            if r.status == "candidate" and (r.applied or date.max) <= as_of
        ]
        rows += [
            e
            for e in record.events(actors=[code], as_of=as_of)
            if e.kind == "candidacy" or "candida" in e.title.lower()
        ]
        year = _year(fields, record, [code], as_of)
        rows += [b for b in _rows(record, year, code, as_of) if year] if year else []
        known.extend(rows[-1:])
    if len(known) == len(codes):
        days = [r.applied for r in known if getattr(r, "applied", None)]
        found = evidence(record, f"{names(codes)}: candidate for the {body_name('UNSC')}", known)
        return Verdict("supported", (dated(found, max(days)) if days else found,))
    later = [
        b
        for c in codes
        for b in record.ballots(candidate=c)
        if b.date > as_of and (not fields.get("term") or b.year == int(str(fields["term"])[:4]) - 1)
    ]
    ex_post = (
        Verdict("supported", (evidence(record, _said(later), later),))
        if {b.candidate for b in later} == set(codes)
        else None
    )
    return Verdict(
        "unknown", (), f"no row of before {as_of} names {names(codes)} as a candidate", ex_post=ex_post
    )


def _elected(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    codes = actors(fields)
    losers = list(fields.get("over", ()))
    year = _year(fields, record, [*codes, *losers], as_of)
    if year is None:
        return unknown(f"the record has no ballots for {names(codes)}")
    good: list[Ballot] = []
    lost: list[Ballot] = []
    none: list[str] = []
    for code in codes:
        rows = _rows(record, year, code, as_of)
        hit = [r for r in rows if won(r)]
        good.extend(hit[-1:])
        if not hit:
            lost.extend(rows[-1:])
            none.extend([] if rows else [code])
    beaten = [(c, _rows(record, year, c, as_of)) for c in losers]
    in_after_all = [r for _, rows in beaten for r in rows if won(r)]
    last_lost = [rows[-1] for _, rows in beaten if rows and not any(won(r) for r in rows)]
    if in_after_all:
        rows = [*in_after_all, *good, *lost]
        return Verdict(
            "refuted",
            (evidence(record, _said(rows), rows),),
            f"{names([r.candidate for r in in_after_all])}: elected",
        )
    if lost and not _over(record, lost):
        return unknown(
            "the election was not over in the record", (evidence(record, _said(lost), lost, decides=False),)
        )
    if lost:
        rows = [*lost, *good]
        return Verdict(
            "partly_supported" if good else "refuted",
            (evidence(record, _said(rows), rows),),
            f"{names([r.candidate for r in lost])}: not elected",
        )
    if none or len(last_lost) < len(losers):
        missing = none or [c for c, rows in beaten if not rows]
        return unknown(f"the record of the election of {year} has no row for {names(missing)}")
    return _rounds(fields, record, good, last_lost, as_of)


def _over(record: Record, rows: Sequence[Ballot]) -> bool:
    """Whether the seats of the group were filled in a round that a candidate's last row reaches: only then have they lost."""
    for row in rows:
        group = record.ballots(year=row.year, group=row.group)
        last = max((r.round for r in group), default=0)
        if row.round < last or not any(won(r) for r in group if r.round == last):
            return False
    return True


def _rounds(
    fields: Mapping[str, Any], record: Record, good: Sequence[Ballot], beaten: Sequence[Ballot], as_of: date
) -> Verdict:
    """They were elected: after as many rounds as is said, and for the first time?"""
    rows = [*good, *beaten]
    found = evidence(record, _said(rows), rows)
    said = fields.get("rounds") or fields.get("round")
    if said:
        off = [r for r in good if r.round != said]
        if off:
            word: Word = "refuted" if fields.get("rounds") else "partly_supported"
            return Verdict(word, (found,), f"elected in round {off[0].round}, not {said}")
    times = fields.get("times")
    if times:
        earlier = [
            r
            for g in good
            for r in record.memberships(org="UNSC", state=g.candidate, status="member", as_of=as_of)
            if r.start
        ]
        terms = {g.candidate: len({r.id for r in earlier if r.state == g.candidate}) for g in good}
        if any(n != times - 1 for n in terms.values()) and earlier:
            text = "; ".join(f"{r.state} on the Council from {r.start} to {r.end}" for r in earlier)
            return Verdict(
                "partly_supported",
                (found, evidence(record, text, earlier)),
                f"{max(terms.values())} terms before",
            )
        if not record.covers("memberships", "UNSC", date(1946, 1, 1), min(as_of, date(as_of.year, 12, 31))):
            return unknown("the record of earlier terms is incomplete", (found,))
        if any(n != times - 1 for n in terms.values()):
            return Verdict(
                "partly_supported", (found,), "no earlier term is in the record, which is complete"
            )
    return Verdict("supported", (found,))


def _not_elected(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    codes = actors(fields)
    year = _year(fields, record, codes, as_of)
    rows = [r for c in codes for r in _rows(record, year, c, as_of)] if year else []
    got = [r for r in rows if won(r)]
    if got:
        return Verdict(
            "refuted" if len(got) == len(codes) else "partly_supported",
            (evidence(record, _said(got), got),),
            f"{names([r.candidate for r in got])}: elected",
        )
    last = [
        max((r for r in rows if r.candidate == c), key=lambda r: (r.date, r.round))
        for c in codes
        if any(r.candidate == c for r in rows)
    ]
    if len(last) == len(codes) and _over(record, last):
        return Verdict("supported", (evidence(record, _said(last), last),))
    return unknown(f"the record has no last round for {names(codes)}")


def _needed(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """As in "Needed 129 votes and got nine more"."""
    codes = actors(fields)
    year = _year(fields, record, codes, as_of)
    rows = [r for c in codes for r in _rows(record, year, c, as_of) if r.required] if year else []
    if not rows:
        return unknown(f"the record has no majority required for {names(codes)}")
    margin = fields.get("margin")
    hit = [
        r
        for r in rows
        if r.required == fields["threshold"]
        and (margin is None or (r.votes is not None and r.votes - (r.required or 0) == margin))
    ]
    found = evidence(
        record,
        "; ".join(f"round {r.round}: {r.candidate} {r.votes}, required {r.required}" for r in hit or rows),
        hit or rows,
    )
    if hit:
        return Verdict("supported", (found,))
    right = any(r.required == fields["threshold"] for r in rows)
    if right:
        return Verdict(
            "partly_supported",
            (found,),
            f"{rows[-1].votes} votes, {(rows[-1].votes or 0) - (rows[-1].required or 0)} more than required",
        )
    return Verdict("refuted", (found,), f"required were {rows[-1].required}")


def _nobody(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """As in "Neither gained two thirds in the first round"."""
    codes = actors(fields)
    year = _year(fields, record, codes, as_of)
    rnd = fields.get("round")
    rows = (
        [r for c in codes for r in _rows(record, year, c, as_of) if rnd is None or r.round == rnd]
        if year
        else []
    )
    if {r.candidate for r in rows} != set(codes):
        return unknown(f"the record has no row for each of {names(codes)} in that round")
    got = [r for r in rows if won(r)]
    if got and (rnd is not None or len(got) == len(codes)):
        return Verdict(
            "refuted", (evidence(record, _said(got), got),), f"{names([r.candidate for r in got])}: elected"
        )
    kept = [r for r in rows if not won(r)]
    return Verdict("supported", (evidence(record, _said(kept), kept),))


def _tally(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    votes: Mapping[str, int] = fields.get("votes") or {}
    codes = list(votes)
    year = _year(fields, record, codes, as_of)
    rows = {c: _rows(record, year, c, as_of) for c in codes} if year else {}
    if not codes or any(not rows.get(c) for c in codes):
        return unknown(f"the record has no ballots for {names([c for c in codes if not rows.get(c)])}")
    rnd = fields.get("round")
    rounds = [rnd] if rnd else sorted({r.round for found in rows.values() for r in found}, reverse=True)
    best: tuple[int, list[Ballot]] = (-1, [])
    for n in rounds:
        here = [r for c in codes for r in rows[c] if r.round == n and r.votes is not None]
        right = sum(r.votes == votes[r.candidate] for r in here)
        if len(here) == len(codes) and right == len(codes):
            return Verdict("supported", (evidence(record, _said(here), here),))
        if len(here) == len(codes) and right > best[0]:
            best = (right, here)
    if rnd is None and all(any(r.votes == votes[c] for r in rows[c]) for c in codes):
        mixed = [next(r for r in rows[c] if r.votes == votes[c]) for c in codes]
        if not _shared_ballot(mixed):  # each in their own group, each in the round that elected them
            return Verdict("supported", (evidence(record, _said(mixed), mixed),))
    if best[0] < 0:
        return _elsewhere(record, votes, rows, int(rnd or 0))
    return _off(record, votes, best[1], rnd=rnd)


def _elsewhere(
    record: Record, votes: Mapping[str, int], rows: Mapping[str, list[Ballot]], rnd: int
) -> Verdict:
    """The round spoken of is in no row: there was none, if the record has every round of that year."""
    matching = [r for c, found in rows.items() for r in found if r.votes == votes[c] and r.round != rnd]
    year = next(iter(rows.values()))[0].year
    if {r.candidate for r in matching} == set(votes) and record.covers(
        "ballots", "UNSC", date(year, 1, 1), date(year, 12, 31)
    ):
        return Verdict(
            "partly_supported",
            (evidence(record, _said(matching), matching),),
            f"in round {matching[-1].round}, not {rnd}",
        )
    return unknown("the record lacks the round that is spoken of")


def _shared_ballot(rows: Sequence[Ballot]) -> bool:
    return len({r.group for r in rows}) == 1 and len(rows) > 1


def _off(record: Record, votes: Mapping[str, int], here: Sequence[Ballot], *, rnd: int | None) -> Verdict:
    """No round has these numbers: which is wrong, and could a round that the record lacks have them?"""
    wrong = [r for r in here if r.votes != votes[r.candidate]]
    found = evidence(record, _said(here), here)
    reason = "; ".join(f"{r.candidate}: {r.votes}, not {votes[r.candidate]}" for r in wrong)
    group = record.ballots(year=here[0].year, group=here[0].group)
    whole = {r.round for r in group} == set(range(1, max(r.round for r in group) + 1))
    if rnd is None and not whole and not any(won(r) for r in wrong):
        return unknown(
            "the record lacks rounds of this election", (evidence(record, _said(here), here, decides=False),)
        )
    return Verdict("refuted" if len(wrong) == len(here) else "partly_supported", (found,), reason)
