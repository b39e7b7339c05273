"""A claim as it was judged, in one plain sentence: its fields with the vote, the group and the day settled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.checking.fields import actors, past, windows
from foedus.reading import canonical

if TYPE_CHECKING:
    from foedus.checking.verdict import Verdict
    from foedus.model.acts import RollCall
    from foedus.reading.schema import Claim

# Dates of which those that had not begun by the article's day are not meant.
_PAST = ("date", "period", "since", "at")
_UNDATED = frozenset({"vote", "tally"})


def sentence(claim: Claim, as_of: date, verdict: Verdict | None = None) -> str:
    """The canonical sentence of a claim, or "" where the language has no words for it.

    Args:
        claim: as it was read.
        as_of: the day on which it was judged.
        verdict: with ``judged``, what was settled on the way.
    """
    fields = {**claim.fields, **(verdict.judged if verdict is not None else {})}
    for key in _PAST:
        if isinstance(fields.get(key), Mapping):
            fields[key] = _begun(fields[key], as_of)
    if isinstance(fields.get("dates"), Mapping):
        fields["dates"] = {k: _begun(v, as_of) for k, v in fields["dates"].items() if v}
    fields = _plain(claim, fields)
    if claim.type not in _UNDATED:
        fields.setdefault("as_of", as_of.isoformat())
    return canonical.write(claim.type, fields)


# Fields that repeat another one, by the field that makes them needless.
_NEEDLESS: Mapping[str, tuple[str, ...]] = {
    "ally_of": ("org", "status"), "first_of": ("status",), "replaces": ("status", "seat"), "kind=many": ("b",), "kind=share": ("b",),
    "measure=members never on": ("of",), "kind=group_reliance": ("a", "b"),
}  # fmt: skip


def _plain(claim: Claim, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields without what is said twice, in the words of the language."""
    for key, needless in _NEEDLESS.items():
        name, _, value = key.partition("=")
        if fields.get(name) and (not value or fields[name] == value):
            fields = {k: v for k, v in fields.items() if k not in needless}
    if fields.get("quantifier") == "complete":
        fields["quantifier"] = "only"
    if fields.get("with_state"):
        fields["actors"] = [*actors(fields), fields.pop("with_state")]
    if claim.type == "candidacy":
        fields.pop("seat", None)
    if claim.type == "membership":
        fields.pop("office", None)
    if claim.type == "prediction":
        kept = {k: v for k, v in fields.items() if k in {"actor", "actors", "org", "horizon"}}
        return {**kept, "matter": fields.get("matter") or claim.text}
    return fields


def names_its_vote(said: str) -> bool:
    """Whether a sentence says everything, and which vote it is about, if any."""
    return (bool(said) and "a vote that was not identified" not in said) or " unity on a vote" in said


def denial(said: str) -> str:
    """The denial of a canonical sentence; "" of none."""
    return canonical.deny(said) if said else ""


def _begun(when: Mapping[str, Any], as_of: date) -> dict[str, Any]:
    """A date with the stretches that had begun by a day."""
    kept = past(windows(when), as_of)
    return {**when, "candidates": [[a.isoformat(), b.isoformat()] for a, b in kept]}


def of_votes(
    fields: Mapping[str, Any], calls: tuple[RollCall, ...], said: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The fields of a claim about a vote with the roll call that was found.

    Args:
        fields: as read.
        calls: the roll calls that fit; empty where none was found.
        said: the day that the article gives, where it is another one than the roll call's.
    """
    frame = fields.get("frame") or {}
    if not calls:
        return {
            "frame": {"unidentified": " ".join(w for w in frame.get("near") or () if w[:1] not in "~@")[:80]},
            "when": None,
            "body": frame.get("body"),
        }
    one = calls[0]
    day = {"text": "", "candidates": [[one.date.isoformat(), one.date.isoformat()]], "precision": "day"}
    out: dict[str, Any] = {"body": one.body, "when": said or (day if len(calls) == 1 else None)}
    out["frame"] = {"symbol": one.symbol} if len(calls) == 1 else {"symbols": [c.symbol for c in calls]}
    return out
