"""Claims about roll calls held against the roll calls: who voted how, who else did, and by how much it was carried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.checking import rollcalls
from foedus.checking.groups import Group, group
from foedus.checking.settled import of_votes
from foedus.checking.verdict import DECIDED, Evidence, Row, Verdict, Word, evidence, unknown
from foedus.model.compare import Comparator
from foedus.model.states import get

if TYPE_CHECKING:
    from foedus.checking.rollcalls import Pick
    from foedus.model.acts import RollCall, Vote
    from foedus.reading.schema import Claim
    from foedus.record.queries import Record

_WORDS = {"yes": "voted yes", "no": "voted no", "abstain": "abstained", "not_voting": "did not vote"}
_OPPOSITE = {"yes": "no", "no": "yes"}
_EVERY = ("yes", "no", "abstain", "not_voting")


def check(claim: Claim, record: Record, as_of: date) -> Verdict:
    """Decide a vote or tally claim.

    Args:
        claim: with ``fields["frame"]``, from which the roll call is picked.
        record: the votes.
        as_of: the article's day.
    """
    fields = claim.fields
    if fields.get("secret"):
        return unknown(
            "the ballot was secret: the record has candidates' totals only, not who voted for whom"
        )
    frame = fields.get("frame") or {}
    found = rollcalls.pick(frame, record, as_of)
    said = next(iter(frame.get("dates") or ()), None) if found.off_date else None
    judged = of_votes(fields, found.calls, said)
    if not found.calls:
        return replace(unknown(found.reason), judged=judged)
    decide = _tally if claim.type == "tally" else _vote
    verdicts = [decide(fields, record, call, found) for call in found.calls]
    verdict = one_of(verdicts, found, found.calls)
    verdict = replace(verdict, judged={**judged, **verdict.judged})
    if verdict.word in DECIDED and found.by.startswith("matter"):
        others = [c for c in found.rivals if decide(fields, record, c, found).word != verdict.word]
        if others:
            listed = ", ".join(f"{c.symbol} ({c.title[:60]})" for c in others[:3])
            return replace(
                unknown(f"the words could also mean {listed}", verdict.evidence), judged=verdict.judged
            )
    return verdict


def one_of(verdicts: Sequence[Verdict], found: Pick, calls: Sequence[RollCall]) -> Verdict:
    """The verdict that all roll calls which fit agree on; unknown where they do not, or where the words do not suffice."""
    words = {v.word for v in verdicts}
    if len(words) > 1:
        listed = "; ".join(
            f"{c.symbol} ({c.date.isoformat()}): {v.word}" for c, v in zip(calls[:6], verdicts, strict=False)
        )
        more = f" and {len(calls) - 6} more" if len(calls) > 6 else ""
        return unknown(f"{len(calls)} recorded votes fit equally well and do not agree: {listed}{more}")
    verdict = verdicts[0]
    if verdict.word in {"refuted", "partly_supported"} and len(calls) > 1:
        listed = ", ".join(c.symbol for c in calls[:6])
        return unknown(
            f"{len(calls)} recorded votes fit equally well ({listed}); by none of them is it right",
            verdict.evidence,
        )
    if verdict.word in DECIDED and not found.sure:
        return unknown(
            f"it is not sure that {calls[0].symbol} of {calls[0].date.isoformat()} is the vote that is meant",
            verdict.evidence,
        )
    note = "; ".join(n for n in (found.note, verdict.note) if n)
    return replace(verdict, note=note)


@dataclass(frozen=True, slots=True)
class Roll:
    """One roll call with what the claim says of it.

    Attributes:
        call: the roll call.
        votes: each member's vote.
        allowed: the choices that bear the claim out, by state where the claim says so.
        reference: the state whose vote is the measure, if any.
    """

    call: RollCall
    votes: Mapping[str, Vote]
    allowed: Mapping[str, tuple[str, ...]] | tuple[str, ...]
    reference: str | None = None

    def fits(self, state: str) -> bool | None:
        """Whether a state voted as claimed; None where it was no member."""
        vote = self.votes.get(state)
        if vote is None:
            return None
        allowed = self.allowed if isinstance(self.allowed, tuple) else self.allowed.get(state, ())
        return vote.choice in allowed

    def said(self, states: Iterable[str]) -> str:
        """How some states voted, in words."""
        return ", ".join(
            f"{name(s)} {_WORDS[self.votes[s].choice]}" if s in self.votes else f"{name(s)} was no member"
            for s in states
        )


def name(code: str) -> str:
    """A state's usual name; its code where nobody knows one."""
    from foedus.errors import FoedusError

    try:
        return get(code).name
    except FoedusError:
        return code


def headline(call: RollCall) -> str:
    """A roll call in one line."""
    return (
        f"{call.symbol}, {call.date.isoformat()}, {call.title}: {call.yes} yes, {call.no} no, {call.abstain} abstain, "
        f"{call.not_voting} not voting"
    )


def allowed_choices(fields: Mapping[str, Any], votes: Mapping[str, Vote]) -> tuple[Any, str]:
    """The choices that bear a claim out, and why there are none if so."""
    if fields.get("choices_by"):
        return {k: tuple(v) for k, v in fields["choices_by"].items()}, ""
    reference = fields.get("with")
    if not reference:
        return tuple(fields.get("choices") or ()), ""
    if reference == "MAJORITY":
        cast = [v.choice for v in votes.values() if v.choice != "not_voting"]
        measure: str = max(("yes", "no", "abstain"), key=lambda c: sum(x == c for x in cast))
    elif reference in votes and votes[reference].choice != "not_voting":
        measure = votes[reference].choice
    elif fields.get("choices_if_absent") and reference not in votes:
        return tuple(fields["choices_if_absent"]), ""
    else:
        return (), f"{name(reference)} did not vote, so nobody can be said to have voted with it"
    if fields.get("relation") == "same":
        return (measure,), ""
    if fields.get("relation") == "opposite":
        opposite = _OPPOSITE.get(measure)
        return (
            ((opposite,), "")
            if opposite
            else ((), f"{name(reference)} abstained: there is no opposite of that")
        )
    return tuple(c for c in _EVERY if c != measure), ""


def _vote(fields: Mapping[str, Any], record: Record, call: RollCall, found: Pick) -> Verdict:
    """Decide a vote claim on one roll call."""
    votes = record.votes(call.symbol)
    if not votes:
        return unknown(f"the record has the result of {call.symbol} but not who voted how")
    allowed, reason = allowed_choices(fields, votes)
    if not allowed:
        return unknown(
            reason or "the choice is not clear", (evidence(record, headline(call), [call], decides=False),)
        )
    reference = fields.get("with") if fields.get("with") != "MAJORITY" else None
    roll = Roll(call, votes, allowed, reference)
    quantifier = fields.get("quantifier")
    if fields.get("actors"):
        verdict = _named(fields, record, roll)
        if quantifier in {"only", "complete"} and verdict.word in {"supported", "partly_supported"}:
            verdict = _nobody_else(fields, record, roll, verdict)
    elif quantifier == "none" and fields.get("scope") == "UN":
        verdict = _nobody(record, roll)
    elif fields.get("count") is not None:
        verdict = _how_many(fields, record, roll)
    else:
        verdict = _group(fields, record, roll)
    if fields.get("act") and verdict.word == "supported":
        return replace(
            verdict,
            word="partly_supported",
            reason="they voted so; but the text voted on does not ask whether one backs the act itself",
        )
    if found.off_date and verdict.word == "supported":
        return replace(verdict, word="partly_supported", reason=f"the vote was on {call.date.isoformat()}")
    return verdict


def _evidence(record: Record, roll: Roll, states: Sequence[str]) -> tuple[Evidence, ...]:
    """The roll call and some states' votes on it; the vote that they are measured by stands beside, as context."""
    rows: list[Row] = [roll.call, *(roll.votes[s] for s in states if s in roll.votes)]
    text = f"{headline(roll.call)}; {roll.said(states)}" if states else headline(roll.call)
    shown = [evidence(record, text, rows, latest=roll.call.date)]
    if roll.reference is not None and roll.reference in roll.votes and roll.reference not in states:
        measure = [roll.votes[roll.reference]]
        shown.append(
            evidence(record, roll.said([roll.reference]), measure, latest=roll.call.date, decides=False)
        )
    return tuple(shown)


def _named(fields: Mapping[str, Any], record: Record, roll: Roll) -> Verdict:
    """States named one by one."""
    actors = [a for a in fields["actors"] if a != roll.reference or len(fields["actors"]) == 1]
    fits = {a: roll.fits(a) for a in actors}
    shown = _evidence(record, roll, actors)
    absent = [a for a, ok in fits.items() if ok is None]
    wrong = [a for a, ok in fits.items() if ok is False]
    if absent:
        return unknown(f"{', '.join(map(name, absent))} had no vote on {roll.call.symbol}", shown)
    counted = _counted(fields, roll)
    if counted is not None and "too near" in counted:
        return unknown(counted, shown)
    apart = [a for a in fields.get("also", ()) if roll.fits(a) is not True]
    if not wrong and apart:
        return unknown(f"the sentence says so of others too: {roll.said(apart)}", shown)
    if not wrong and counted is None:
        return Verdict("supported", shown)
    if not wrong:
        return Verdict("partly_supported", shown, counted or "")
    word: Word = (
        "refuted"
        if len(wrong) == len(actors) and (counted is not None or not fields.get("count"))
        else "partly_supported"
    )
    return Verdict(word, shown, f"on {roll.call.symbol} {roll.said(wrong)}")


def _counted(fields: Mapping[str, Any], roll: Roll) -> str | None:
    """What is wrong with the number of all who voted so, if anything."""
    value = fields.get("count")
    if value is None or isinstance(roll.allowed, Mapping):
        return None
    if fields.get("scope") not in {None, "UN"}:
        return None
    total = sum(v.choice in roll.allowed for v in roll.votes.values())
    fits = Comparator.of(fields.get("comparator")).fits(value, total)
    return None if fits else f"{total} did so, not {value}" + ("" if fits is False else " (too near to call)")


def _nobody_else(fields: Mapping[str, Any], record: Record, roll: Roll, verdict: Verdict) -> Verdict:
    """Whether nobody of the group but those named voted so."""
    scopes = fields.get("scope_in") or ["UN"]
    last: Verdict | None = None
    for code in scopes:
        circle = group(record, code, roll.call.date, roll.votes)
        if circle is None or not circle.complete:
            last = last or unknown(
                f"the record is incomplete for the members of {code} on {roll.call.date.isoformat()}",
                verdict.evidence,
            )
            continue
        others = [
            m for m in circle.members if m not in fields["actors"] and m != roll.reference and m in roll.votes
        ]
        also = [m for m in others if roll.fits(m)]
        outside = [a for a in fields["actors"] if a not in circle.members and code != "UN"]
        shown = (*verdict.evidence, _circle(record, roll, circle, also or others))
        if not also and not outside:
            note = "" if len(scopes) == 1 else f"within {circle.name}"
            return replace(verdict, evidence=shown, note=note, judged={"scope_in": [code]})
        part = (
            f"{roll.said(also[:8])} as well"
            if also
            else f"{', '.join(map(name, outside))} did not belong to {circle.name}"
        )
        reason = "; ".join(r for r in (verdict.reason, part) if r)
        last = Verdict("partly_supported", shown, reason, judged={"scope_in": [code]})
    return last or verdict


def _circle(record: Record, roll: Roll, circle: Group, states: Sequence[str]) -> Evidence:
    """How the members of a group voted."""
    kept = [s for s in states if s in roll.votes]
    rows: list[Row] = [*(circle.rows[s] for s in kept if s in circle.rows), *(roll.votes[s] for s in kept)]
    listed = roll.said(kept if len(kept) <= 40 else kept[:40])
    return evidence(
        record,
        f"{circle.name} on {roll.call.date.isoformat()}: {listed}",
        [roll.call, *rows],
        latest=roll.call.date,
    )


def _nobody(record: Record, roll: Roll) -> Verdict:
    """No state at all voted so."""
    did = sorted(s for s in roll.votes if roll.fits(s))
    shown = _evidence(record, roll, did[:12])
    return Verdict("refuted", shown, roll.said(did[:8])) if did else Verdict("supported", shown)


def _how_many(fields: Mapping[str, Any], record: Record, roll: Roll) -> Verdict:
    """So many of a group, none of them named."""
    code = fields.get("scope") or "UN"
    circle = group(record, code, roll.call.date, roll.votes) if code != "?" else None
    if circle is None or not circle.complete:
        return unknown(
            f"the record cannot tell who belongs to the group that is counted on {roll.call.date.isoformat()}"
        )
    did = [m for m in circle.members if roll.fits(m)]
    shown = (_circle(record, roll, circle, did if did and code != "UN" else circle.members[:0]),)
    fits = Comparator.of(fields.get("comparator")).fits(fields["count"], len(did))
    if fits is None:
        return unknown(f"{len(did)} did so: too near to call", shown)
    return (
        Verdict("supported", shown)
        if fits
        else Verdict("refuted", shown, f"{len(did)} did so, not {fields['count']}")
    )


def _group(fields: Mapping[str, Any], record: Record, roll: Roll) -> Verdict:
    """A group as a whole, or all of it but some."""
    code = fields.get("scope") or ""
    circle = group(record, code, roll.call.date, roll.votes)
    if circle is None or not circle.complete:
        return unknown(
            f"the record is incomplete for the members of {code or 'the group'} on {roll.call.date.isoformat()}"
        )
    left_out = {
        *fields.get("except", ()),
        *fields.get("other", ()),
        *([roll.reference] if roll.reference else []),
    }
    meant = [m for m in circle.members if m not in left_out and m in roll.votes]
    if not meant:
        return unknown(f"nobody of {circle.name} voted on {roll.call.symbol}")
    quantifier = fields.get("quantifier")
    did = [m for m in meant if roll.fits(m)]
    did_not = [m for m in meant if not roll.fits(m)]
    against = did if quantifier == "none" else did_not
    spared = [m for m in fields.get("except", ()) if m in roll.votes and roll.fits(m)]
    if quantifier == "most":
        shown = (_circle(record, roll, circle, meant),)
        half = len(did) * 2 > len(meant)
        return Verdict(
            "supported" if half else "partly_supported",
            shown,
            "" if half else f"only {len(did)} of {len(meant)} did",
        )
    if not against and not spared:
        listed = [*meant, *(m for m in fields.get("except", ()) if m in roll.votes)]
        return Verdict("supported", (_circle(record, roll, circle, listed),))
    shown = (_circle(record, roll, circle, [*against, *spared]),)
    reason = roll.said([*against[:8], *spared])
    word: Word = "partly_supported"
    if spared and against:
        word = "refuted"
    elif (
        not spared and not fields.get("except") and quantifier in {"all", "none"} and not fields.get("other")
    ):
        stayed = quantifier == "all" and all(roll.votes[m].choice == "not_voting" for m in against)
        word = "partly_supported" if stayed and did else "refuted"
    elif not did and quantifier != "none":
        word = "refuted"
    return Verdict(word, shown, reason)


def _tally(fields: Mapping[str, Any], record: Record, call: RollCall, found: Pick) -> Verdict:
    """Decide the counts of a roll call."""
    shown = (evidence(record, headline(call), [call], latest=call.date),)
    said = {k: fields[k] for k in ("yes", "no", "abstain", "not_voting") if fields.get(k) is not None}
    if not said:
        return unknown("no count is named", shown)
    how = Comparator.of(fields.get("comparator"))
    fits = {k: how.fits(v, getattr(call, k)) for k, v in said.items()}
    if None in fits.values():
        return unknown(
            "too near to call: " + "; ".join(f"{getattr(call, k)} {_WORDS[k]}" for k in said), shown
        )
    wrong = {k: v for k, v in said.items() if not fits[k]}
    if not wrong and not found.off_date:
        return Verdict("supported", shown)
    if not wrong:
        return Verdict(
            "partly_supported", shown, f"the counts are right, but the vote was on {call.date.isoformat()}"
        )
    reason = "; ".join(f"{getattr(call, k)} {_WORDS[k]}, not {v}" for k, v in wrong.items())
    whole = len(wrong) == len(said)
    return Verdict("refuted" if whole else "partly_supported", shown, reason)
