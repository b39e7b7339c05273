"""What every decided verdict passes: nothing left unread, rows that may decide, a denial that is decided the other way.

A verdict that does not pass is ``unknown`` with the rule that it broke, and its rows are shown all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from foedus.checking.fields import past, windows
from foedus.checking.verdict import AGAINST, DECIDED, Evidence, Verdict, decide, enforce

if TYPE_CHECKING:
    from foedus.reading.schema import Claim
    from foedus.record.queries import Record

NO_DAY = "day of publication not known"
# Fields that say when, so that a claim can be judged without the day on which it was said.
_DATED = ("period", "date", "dates", "since", "at", "term", "as_of")
# A claim of another day than the one it is said on: an open row's future does not touch it.
_DONE = frozenset({"accession", "event", "candidacy", "tally", "vote"})
_SHOWN = 40  # rows looked at one by one; a longer list is one of members, none of them alone decides
_CHOICES = ("yes", "no", "abstain", "not_voting")
_TURNED: Mapping[str, Mapping[str, str]] = {
    "relation": {
        "more": "less", "less": "more", "can": "cannot", "cannot": "can", "lacks unity": "one", "one": "lacks unity", "same": "other",
        "other": "same",
    },
    "outcome": {"elected": "not elected", "not elected": "elected"},
}  # fmt: skip


def barred(verdict: Verdict, reason: str) -> Verdict:
    """The verdict taken back, with its rows as context."""
    shown = tuple(replace(e, decides=False) for e in verdict.evidence)
    return replace(verdict, word="unknown", reason=reason, evidence=shown)


def undated(claim: Claim) -> str:
    """Why a claim on a page without a day cannot be judged: it speaks of its own present; "" where it names its day."""
    fields = claim.fields
    frame = fields.get("frame") or {}
    if frame.get("symbol") or frame.get("symbols") or fields.get("secret"):
        return ""
    said = [fields.get(k) for k in _DATED]
    if isinstance(frame, Mapping) and not frame.get("dates_inherited"):
        said += frame.get("dates") or []
    for when in said:
        if isinstance(when, str) or (
            isinstance(when, Mapping) and (when.get("candidates") or "candidates" not in when)
        ):
            return ""
    return NO_DAY


def read_whole(claim: Claim, verdict: Verdict, _record: Record, _as_of: date) -> Verdict:
    """Nothing in the claim's sentence was left unread that could change it."""
    if verdict.word not in DECIDED:
        return verdict
    bars = {"decision", "against"} if verdict.word in AGAINST else {"decision"}
    reasons = list(dict.fromkeys(d.reason for d in claim.doubts if d.bars in bars))
    return barred(verdict, "; ".join(reasons)) if reasons else verdict


def rows_may_decide(claim: Claim, verdict: Verdict, record: Record, as_of: date) -> Verdict:
    """There are rows; none against a claim is stated only; none is of a later day, disputed, or open beyond what is known."""
    verdict = enforce(verdict, as_of)
    if verdict.word not in DECIDED:
        return verdict
    deciding = [e for e in verdict.evidence if e.decides]
    reason = _disputed(claim, deciding, record) or _not_known_so_late(claim, deciding, record, as_of)
    return barred(verdict, reason) if reason else verdict


_OF_ROWS = frozenset({"accession", "membership", "office", "event"})


def _disputed(claim: Claim, deciding: Iterable[Evidence], record: Record) -> str:
    """Why a row on which sources differ does not decide."""
    if claim.type not in _OF_ROWS:
        return ""
    dated = any(claim.fields.get(k) for k in ("date", "dates", "since", "period"))
    moves = dated and (
        claim.type in {"accession", "event"} or bool(claim.fields.get("event") or claim.fields.get("since"))
    )
    names = ("start", "end") if moves else ("id",)
    rows = [r for e in deciding for r in e.rows if r.startswith(("member:", "office:", "event:"))]
    found = (record.disputed(record.row(r), *names) for r in rows[:_SHOWN])
    return next((f"sources differ: {why}" for why in found if why), "")


_LISTS = {"member": "memberships", "office": "offices", "event": "events"}
_LASTING = re.compile(
    r"\b(?:has|have)\s+(?:\w+\s+)?been\b[^.;]*\bsince\b|\bever\s+since\b|\bsince\b[^.;]*\b(?:has|have)\s+(?:\w+\s+)?been\b",
    re.IGNORECASE,
)


def _not_known_so_late(claim: Claim, deciding: Iterable[Evidence], record: Record, as_of: date) -> str:
    """Why an open row says nothing of a day after the one to which its list was compiled."""
    fields = claim.fields
    lasting = _LASTING.search(claim.text) is not None
    if not lasting and (claim.type in _DONE or fields.get("ever") or fields.get("event")):
        return ""
    spans = (
        []
        if lasting
        else past(windows(fields.get("period") or fields.get("at") or fields.get("date")), as_of)
    )
    day = min(as_of, max(b for _, b in spans)) if spans else as_of
    known: dict[tuple[str, str], date | None] = {}
    for e in deciding:
        for row in e.rows:
            table = _LISTS.get(row.partition(":")[0])
            if table == "events" and not fields.get("ally_of"):
                continue
            if table is None:
                continue
            key = (table, row.split(":")[1] if table == "memberships" else "")
            until = known.setdefault(key, record.known_until(*key)) if key not in known else known[key]
            if until is None or day <= until:
                continue
            act = record.row(row)
            if getattr(act, "end", None) is None:
                return f"not known after {until.isoformat()}"
    return ""


def opposite(claim: Claim) -> Claim | None:
    """The claim said the other way round, where it has such another way; None where it has none."""
    fields = dict(claim.fields)
    if claim.type == "vote":
        if (
            fields.get("quantifier")
            or fields.get("act")
            or len(fields.get("actors") or ()) != 1
            or fields.get("with")
        ):
            return None
        fields["choices"] = [c for c in _CHOICES if c not in fields.get("choices", ())]
        return replace(claim, fields=fields) if fields["choices"] else None
    if claim.type == "membership" and not any(
        fields.get(k)
        for k in (
            "ever",
            "complete",
            "first_of",
            "replaces",
            "ally_of",
            "since",
            "from",
            "to",
            "with_state",
            "founding",
            "seat",
            "future",
        )
    ):
        if fields.get("negated") == "never" or len(fields.get("actors") or ()) > 1:
            return None
        fields["negated"] = None if fields.get("negated") else "not"
        return replace(claim, fields=fields)
    for key, turns in _TURNED.items():
        if claim.type in {"alignment", "candidacy"} and fields.get(key) in turns and not fields.get("over"):
            if any(fields.get(k) for k in ("round", "rounds", "times", "term")):
                return None
            fields[key] = turns[fields[key]]
            return replace(claim, fields=fields)
    return None


def contradicts(claim: Claim, verdict: Verdict, record: Record, as_of: date) -> Verdict:
    """The claim and its opposite are not decided alike."""
    other = opposite(claim) if verdict.word in DECIDED and verdict.word != "partly_supported" else None
    word = decide(other, record, as_of).word if other is not None else "unknown"
    if word in DECIDED and (word == verdict.word or (word in AGAINST and verdict.word in AGAINST)):
        return barred(verdict, "the claim and its opposite would be decided alike")
    return verdict
