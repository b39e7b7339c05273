"""The canonical language: a claim and one plain sentence that states everything that is judged, each read from the other.

The forms are data (``lexicon/canonical.toml``). Reading is strict: a sentence that is in no form is refused with the nearest one;
nothing is guessed. Whoever reads an article, by whatever means, hands over claims that can be said here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from foedus.errors import CanonicalError
from foedus.reading import slots
from foedus.reading.schema import Claim, Page, Reading, Span

DENIAL = "It is not the case that "
_PIECE = re.compile(r"\{(?P<slot>\w+):(?P<key>\w+)\}")
# What reading notes for itself and no verdict depends on.
UNSAID = frozenset({
    "matter", "date_text", "resolution", "choice", "negated", "measure", "noun", "value_text", "unit", "body", "when", "denied", "frame", "actor",
    "dates_inherited", "choices_if_absent", "votes_named", "explicit", "kind", "comparator", "presupposed", "person", "proposition", "scope", "words", "not_voting", "b", "also", "ellipsis",
})  # fmt: skip
# A plain "not" in place of the denial: (as it is denied, as it is said).
_NOT = (
    ("did not join", "joined"), ("did not leave", "left"), ("did not apply", "applied"), ("did not chair", "chaired"), ("were not", "were"),
    ("was not", "was"), ("had not", "had"), ("did not win", "won"), ("did not stand", "stood"), ("did not vote with", "voted with"),
    ("did not lack unity", "lacked unity"), ("did not vote as one", "voted as one"), ("did not overtake", "overtook"), ("did not take", "took"),
    ("did not have", "had"), ("did not need", "needed"), ("had no seat", "had a seat"), ("did not become", "became"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """One way of saying a claim of a type.

    Attributes:
        type: of the claim.
        say: the template.
        sets: fields that the form itself means.
        example: a sentence of this form.
    """

    type: str
    say: str
    sets: Mapping[str, Any]
    example: str

    @property
    def keys(self) -> frozenset[str]:
        """The fields that the form says."""
        return frozenset(self.sets).union(
            *(slots.SLOTS[m["slot"]].covers(m["key"]) for m in _PIECE.finditer(self.say))
        )

    def write(self, fields: Mapping[str, Any]) -> str | None:
        """The sentence, or None where the form cannot say the fields."""
        if any(fields.get(k) != v for k, v in self.sets.items()):
            return None
        parts: list[str] = []
        for optional, text in _groups(self.say):
            found = _fill(text, fields)
            if found is None and not optional:
                return None
            parts.append(found or "")
        said = re.sub(r"\s+", " ", "".join(parts)).strip().rstrip(",")
        return said[0].upper() + said[1:] + "."

    def read(self, sentence: str) -> dict[str, Any] | None:
        """The fields of a sentence of this form; None where it is of another.

        Raises:
            CanonicalError: it is of this form, but a name or number in it is unknown.
        """
        match = _pattern(self).fullmatch(sentence)
        if match is None:
            return None
        fields: dict[str, Any] = dict(self.sets)
        for number, piece in enumerate(_PIECE.finditer(self.say)):
            value = match[f"g{number}"]
            if value is not None:
                fields.update(slots.SLOTS[piece["slot"]].read(value, piece["key"]))
        return fields


def _groups(say: str) -> Iterator[tuple[bool, str]]:
    """(may be left out, text) of the pieces of a template."""
    for part in re.split(r"(\[[^\]]*\])", say):
        if part:
            yield part.startswith("["), part.strip("[]")


def _fill(text: str, fields: Mapping[str, Any]) -> str | None:
    """A piece of a template with its values in; None where one is missing."""
    out: list[str] = []
    last = 0
    for m in _PIECE.finditer(text):
        value = slots.SLOTS[m["slot"]].write(fields, m["key"])
        if value is None:
            return None
        out += [text[last : m.start()], value]
        last = m.end()
    return "".join(out) + text[last:]


@lru_cache(maxsize=256)
def _compiled(say: str) -> re.Pattern[str]:
    number = 0

    def slot(m: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f"(?P<g{number - 1}>{slots.SLOTS[m['slot']].pattern})"

    out = ""
    for optional, text in _groups(say):
        parts, last = [], 0
        for m in _PIECE.finditer(text):
            parts += [re.escape(text[last : m.start()]), slot(m)]
            last = m.end()
        body = "".join(parts) + re.escape(text[last:])
        out += f"(?:{body})?" if optional else body
    return re.compile(out.replace(r"\ ", r"\s+"), re.IGNORECASE)


def _pattern(form: Form) -> re.Pattern[str]:
    return _compiled(form.say)


@lru_cache(maxsize=1)
def forms() -> tuple[Form, ...]:
    """Every form of the language, in the order in which they are tried."""
    path = Path(__file__).parent / "lexicon" / "canonical.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["form"]
    return tuple(Form(r["type"], r["say"], r.get("sets", {}), r["example"]) for r in rows)


def write(type_: str, fields: Mapping[str, Any]) -> str:
    """The canonical sentence of a claim; empty where the language has no words for all that it claims.

    Args:
        type_: of the claim.
        fields: what is judged, with the vote it is about, if any, settled.
    """
    present = {k for k, v in fields.items() if v not in (None, "", [], (), {}) and v is not False}
    for form in forms():
        if form.type != type_ or (present - UNSAID - form.keys):
            continue
        said = form.write(fields)
        if said is not None:
            return deny(said) if fields.get("denied") else said
    return ""


def deny(sentence: str) -> str:
    """The denial of a canonical sentence, or of a denial what it denies.

    >>> deny("Kazakhstan abstained on A/RES/68/262.")
    'It is not the case that Kazakhstan abstained on A/RES/68/262.'
    """
    if sentence.startswith(DENIAL):
        said = sentence.removeprefix(DENIAL)
        return said[0].upper() + said[1:]
    lower = (
        sentence[0].lower()
        if re.match(r"(?:In|As|Among|All|No|Most|The|Somebody) ", sentence)
        else sentence[0]
    )
    return f"{DENIAL}{lower}{sentence[1:]}"


def read(sentence: str) -> Claim:
    """The claim of a canonical sentence.

    Raises:
        CanonicalError: the sentence is in no form of the language; the nearest one is named.
    """
    type_, fields = _read(re.sub(r"\s+", " ", sentence).strip().removesuffix("."))
    return Claim("c01", type_, (Span(0, len(sentence), sentence),), "author", _whole(type_, fields))


def reading_of(sentence: str) -> Reading:
    """A reading that holds one canonical sentence and nothing else.

    Raises:
        CanonicalError: the sentence is in no form of the language.
    """
    return Reading(Page(text=sentence, language="en"), (), (), (read(sentence),))


def _read(text: str) -> tuple[str, dict[str, Any]]:
    """(type, fields) of a sentence without its full stop."""
    if text.lower().startswith(DENIAL.lower()):
        type_, fields = _read(text[len(DENIAL) :])
        return type_, {**fields, "denied": not fields.get("denied")}
    try:
        return _plain(text)
    except CanonicalError as refusal:
        for denied, said in _NOT:
            if denied in text:
                try:
                    type_, fields = _plain(text.replace(denied, said, 1))
                except CanonicalError:
                    continue
                return type_, {**fields, "denied": True}
        raise refusal from None


def _plain(text: str) -> tuple[str, dict[str, Any]]:
    """(type, fields) of a sentence that denies nothing."""
    trouble: CanonicalError | None = None
    for form in forms():
        try:
            fields = form.read(text)
        except CanonicalError as error:
            trouble = trouble or error
            continue
        if fields is not None:
            return form.type, fields
    raise trouble or CanonicalError(text, "a sentence of the canonical language", nearest(text))


def nearest(text: str) -> str:
    """The example of the form that a sentence is most like."""
    from rapidfuzz import fuzz

    return max((f.example for f in forms()), key=lambda e: fuzz.token_sort_ratio(text, e))


def _whole(type_: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with what their type takes for granted."""
    finish: Callable[[dict[str, Any]], dict[str, Any]] = {
        "vote": _vote, "tally": _vote, "alignment": _vote,
    }.get(type_, lambda f: f)  # fmt: skip
    return finish(fields)


def _vote(fields: dict[str, Any]) -> dict[str, Any]:
    """The frame of a vote: which one, in which body, on which day."""
    if "frame" in fields:
        when = fields.pop("when", None)
        body = fields.get("body")
        fields["frame"] = {
            "dates": [when] if when else [],
            **({"body": body} if body else {}),
            **fields["frame"],
        }
    if "scope_in" in fields and "quantifier" in fields and "actors" in fields:
        fields.setdefault("scope_in", ["UN"])
        if "count" in fields and fields["scope_in"] != ["UN"]:
            fields.setdefault("scope", fields["scope_in"][0])
    if "a" not in fields and "group" not in fields:
        fields.setdefault("actors", [])
    for key in ("many", "share"):
        if fields.get("kind") == key:
            fields["b"] = fields.get("reference")
    return fields
