"""The shape of a reading: spans, page, actors, statements and claims, as frozen values that turn into JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

ClaimType = Literal[
    "vote", "tally", "membership", "office", "candidacy", "accession",
    "rank", "count", "alignment", "event", "position", "prediction",
]  # fmt: skip
CLAIM_TYPES: tuple[str, ...] = (
    "vote", "tally", "membership", "office", "candidacy", "accession",
    "rank", "count", "alignment", "event", "position", "prediction",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text: ``str`` offsets and the characters between them."""

    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {"start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Quote:
    """One market quotation of a page's ticker; it is of the day the page was saved."""

    symbol: str
    value: float
    change: float | None
    unit: str | None
    span: Span
    observed: str = "page"


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that is not the article: ticker, nav, social, caption, furniture."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself. Unknown parts are None. ``text`` is what all offsets point into."""

    text: str
    headline: Span | None = None
    headline_normalised: str | None = None
    byline: Span | None = None
    author: str | None = None
    outlet: str | None = None
    permalink: Span | None = None
    permalink_normalised: str | None = None
    published: Span | None = None
    published_iso: str | None = None
    published_tz: str | None = None
    dateline: Span | None = None
    language: str | None = None
    quotes: tuple[Quote, ...] = ()
    body: Span | None = None
    boilerplate: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names a state, body, person, office or group.

    ``code``: ISO3 or body code; for persons and unknown groups the canonical name. ``how``: name, official, adjective,
    demonym, metonym, abbreviation, office, pronoun, anaphor.
    """

    start: int
    end: int
    text: str
    kind: Literal["state", "body", "person", "group"]
    code: str
    how: str = "name"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody the article speaks of, once, with all the names it uses."""

    id: str
    kind: str
    name: str
    role: str | None = None
    affiliation: str | None = None
    state: str | None = None
    span: Span | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source of a statement. ``tie`` is True where two antecedents fitted equally well."""

    mention: Span | None
    canonical: str | None
    type: str
    affiliation: str | None = None
    role: str | None = None
    affiliation_span: Span | None = None
    tie: bool = False


@dataclass(frozen=True, slots=True)
class Stance:
    """What a statement thinks of a target (ISO3 or organisation)."""

    target: str
    value: Literal["positive", "negative", "neutral", "mixed"]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what."""

    id: str
    speaker: Speaker
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    verbatim: tuple[Span, ...] = ()
    quote_type: str = "indirect"
    stance: tuple[Stance, ...] = ()
    via: Mapping[str, Any] | None = None
    polarity: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a claim as read may not be all that its sentence says.

    Attributes:
        kind: what was found: only, number, predicate, denied, elsewhere, ...
        words: the words that no field of the claim accounts for.
        reason: a sentence for the reader.
        bars: what it keeps checking from: "against" a verdict against the claim, "decision" any decided verdict, "judging"
            looking at all, since the sentence does not assert the claim.
    """

    kind: str
    words: str
    reason: str
    bars: Literal["against", "decision", "judging"] = "decision"


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that can be checked: a typed frame with its span and the voice that asserts it.

    ``asserted_by`` is "author" or a statement's id. ``fields`` holds JSON values only; each claim carries all that
    checking needs (dates as written with the days they can mean, the vote it speaks of, scope and quantifier).
    """

    id: str
    type: str
    span: tuple[Span, ...]
    asserted_by: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    @property
    def text(self) -> str:
        """The words of the claim."""
        return " … ".join(s.text for s in self.span)


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole reading of one article."""

    page: Page
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...] = ()
    published: date | None = None
    source: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text that all offsets point into."""
        return self.page.text

    def to_dict(self) -> dict[str, Any]:
        """The reading in the schema that the scorers and exports use."""
        return {
            "page": _page(self.page),
            "actors": [_plain(a) for a in self.actors],
            "statements": [_statement(s) for s in self.statements],
            "claims": [claim_dict(c) for c in self.claims],
        }


def _plain(value: Any) -> Any:
    """A frozen value as JSON, fields in their order."""
    if isinstance(value, Span):
        return value.to_dict()
    if hasattr(value, "__dataclass_fields__"):
        return {k: _plain(getattr(value, k)) for k in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _page(page: Page) -> dict[str, Any]:
    out = {k: _plain(getattr(page, k)) for k in page.__dataclass_fields__ if k not in {"text", "boilerplate"}}
    out["published_iso_local"] = page.published_iso
    out["boilerplate"] = [{"kind": b.kind, **b.span.to_dict()} for b in page.boilerplate]
    out["text"] = page.text
    return out


def _statement(s: Statement) -> dict[str, Any]:
    out: dict[str, Any] = _plain(s)
    for key in ("via", "polarity"):
        if out[key] is None:
            del out[key]
    return out


def claim_dict(c: Claim) -> dict[str, Any]:
    """One claim as JSON, without a verdict."""
    out: dict[str, Any] = _plain(c)
    return out
