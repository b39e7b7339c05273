"""What every rule of reading works on: an article with its parse and mentions, and the lexicon of names it was read with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from foedus.reading.dates import DateText
from foedus.reading.schema import Mention, Page, Span, Statement
from foedus.reading.tokens import Tokens

__all__ = ["Article", "DateText", "Lexicon", "Named", "Officed"]


class Named(Protocol):
    """A name of a state or body, as the gazetteers of foedus.model give it."""

    @property
    def text(self) -> str:
        """The name as it is written."""

    @property
    def code(self) -> str:
        """ISO3 or body code."""

    @property
    def kind(self) -> str:
        """Which of name, official, demonym, adjective, capital, metonym, abbreviation it is."""

    @property
    def start(self) -> date | None:
        """First day on which the name means this code."""

    @property
    def end(self) -> date | None:
        """Day from which the name no longer means it."""


class Officed(Protocol):
    """A person or state in an office, as the record gives it (foedus.model.acts.Office)."""

    @property
    def office(self) -> str:
        """Head of state, head of government, foreign minister, chair, ..."""

    @property
    def of(self) -> str:
        """ISO3 or body code."""

    @property
    def holder(self) -> str:
        """The person's name, or ISO3 where a state holds it."""

    @property
    def holder_kind(self) -> str:
        """Person or state."""

    @property
    def title(self) -> str:
        """How the office is called there."""

    @property
    def aliases(self) -> Sequence[str]:
        """Other spellings of the holder."""

    @property
    def start(self) -> date:
        """First day."""

    @property
    def end(self) -> date | None:
        """First day after; None while it lasts."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The names a reading knows, built by the caller: gazetteer of states and bodies, and who held which office when.

    Attributes:
        names: every name of every state and body.
        offices: persons and states in offices, with their dates.
        bodies: codes that are organisations, organs or blocs; None to tell by the code (ISO3 has three capitals and is
            the code of a name of kind demonym, adjective or capital).
    """

    names: tuple[Named, ...] = ()
    offices: tuple[Officed, ...] = ()
    bodies: frozenset[str] | None = None

    @cached_property
    def state_codes(self) -> frozenset[str]:
        """Codes that stand for states: those with an adjective, demonym or capital, unless ``bodies`` says otherwise."""
        if self.bodies is not None:
            return frozenset(n.code for n in self.names) - self.bodies
        return frozenset(n.code for n in self.names if n.kind in {"adjective", "demonym", "capital"})


@dataclass(slots=True)
class Article:
    """One article as the rules see it.

    Attributes:
        text: the whole text; every offset points into it.
        page: what the page says of itself.
        published: the day of publication, None where nobody says it.
        doc: spaCy's parse of headline and body (boilerplate between them is blanked, so offsets hold).
        offset: the place in ``text`` of the parse's first character.
        tokens: the parse as plain lists, with offsets into ``text``.
        mentions: states, bodies, persons, in the order of the text (an office like "the Russian president" is a person and
            holds the state "Russian" inside it).
        dates: dates as written, with the days they can mean.
        statements: who said what.
        lexicon: the names it was read with.
        sentences: (start, end) of each sentence in ``text``.
        told: (role, affiliation) of persons, by canonical name, as far as the text tells them.
    """

    text: str
    page: Page
    published: date | None
    doc: Any
    offset: int
    tokens: Tokens
    lexicon: Lexicon
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateText, ...] = ()
    statements: tuple[Statement, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    told: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _longest: int = 0

    def __post_init__(self) -> None:
        self.index()

    def index(self) -> None:
        """Build the look-ups again after ``mentions`` changed."""
        self._starts = [m.start for m in self.mentions]
        self._longest = max((m.end - m.start for m in self.mentions), default=0)
        if not self.sentences:
            t = self.tokens
            self.sentences = tuple(_trim(t, a, b) for a, b in t.bounds)

    def span(self, start: int, end: int) -> Span:
        """The stretch of text between two offsets."""
        return Span(start, end, self.text[start:end])

    def mentions_in(self, start: int, end: int, kind: str | None = None) -> list[Mention]:
        """Mentions that lie wholly between two offsets, of one kind (state, body, person, group) or of all."""
        a, b = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self.mentions[a:b] if m.end <= end and (kind is None or m.kind == kind)]

    def mention_at(self, char: int, kind: str | None = None) -> Mention | None:
        """The shortest mention that covers a character, of one kind or of any."""
        a, b = bisect_left(self._starts, char - self._longest), bisect_right(self._starts, char)
        covering = [
            m for m in self.mentions[a:b] if m.start <= char < m.end and (kind is None or m.kind == kind)
        ]
        return min(covering, key=lambda m: m.end - m.start, default=None)

    def sentence_at(self, char: int) -> tuple[int, int]:
        """(start, end) of the sentence that holds a character; the whole text's ends where none does."""
        i = bisect_right(self.sentences, (char, len(self.text) + 1)) - 1
        return (
            self.sentences[i] if i >= 0 else (0, self.sentences[0][0] if self.sentences else len(self.text))
        )

    def dates_in(self, start: int, end: int) -> list[DateText]:
        """Dates written wholly between two offsets."""
        return [d for d in self.dates if start <= d.start and d.end <= end]


def _trim(t: Tokens, a: int, b: int) -> tuple[int, int]:
    """The characters of a sentence without blank tokens at its ends."""
    while a < b - 1 and t.text[a].isspace():
        a += 1
    while b - 1 > a and t.text[b - 1].isspace():
        b -= 1
    return t.start[a], t.end[b - 1]
