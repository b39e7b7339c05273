"""One sentence with the drafts that stand in it, where its clauses part, and the words that the lexicon doubts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.reading.claims.draft import Draft
    from foedus.reading.context import Article

JUDGED = frozenset({
    "vote", "tally", "membership", "office", "candidacy", "accession", "rank", "count", "alignment", "event",
})  # fmt: skip
FAMILY = {
    "vote": "vote", "tally": "vote", "membership": "membership", "accession": "membership", "candidacy": "election",
}  # fmt: skip
# Where one clause of a sentence ends and the next, with a subject of its own, begins.
_BOUND = re.compile(
    r";|:\s(?=[A-Z])|,?\s(?:while|whereas|whilst|although|though)\s|,\s(?:but|yet|and)\s(?!(?:the\s)?(?:only|sole|lone|not|never|was|were|is|has|had|did)\b)|"
    r"\b(?:fact|said|says?|told\s\w+|noted|recalled|added|remembered|reported|insisted|argued|explained|admitted|stressed|pointed\sout|saying|noting|adding|recalling)\s(?:that\s|(?=[A-Z]))",
)
# Up to a mark, or to a word that tells of the voting again: how often, when, with whom.
_UNTIL_ADVERB = (
    r"(?:(?!\b(?:every|each|only|alone|again|once|twice|always|never|while|when|whenever|since|because|along|together|alongside|unlike|like|except|save|"
    r"whereas|although|though|but|in\s+(?:19|20)\d\d|from\s+(?:19|20)\d\d|between\s+(?:19|20)\d\d|year\s+after|as\s+(?:it|they|did|has|had|have|the))\b)[^,;–—()“”\"])*"
)
# The text that is voted on, from its noun or verb to the next mark.
_MATTER = re.compile(
    r"\b(?:resolution|text|draft|motion|treaty|measure|proposal|call|appeal|demand|condemnation|request|declaration|vote|ballot|roll[\s-]call|pact|compact|"
    r"moratorium|censure|convention|repeal|question|bid)s?\s+(?:on|of|to|that|against|about|for|over|calling|demanding|condemning|urging|affirming|"
    r"declaring|deploring|asking|seeking|requesting|suspending|creating|establishing|expelling|proclaiming|recognising|recognizing|upholding|ending|banning|"
    r"outlawing|denouncing|to\s+\w+)\b" + _UNTIL_ADVERB + r"|"
    r"\b(?:as|when|after|before)\s+(?:the\s+)?(?:United\s+Nations\s+|UN\s+)?(?:General\s+|Security\s+)?(?:Assembly|Council)\s+\w+"
    + _UNTIL_ADVERB,
    re.IGNORECASE,
)
SYMBOL = re.compile(
    r"\b(?:[AS]/(?:RES/|C\.|HRC/)?)?(?:ES-)?\d{1,4}/\d{1,3}\b|\b[Rr]esolution\s+\d+(?:\s?\(\d{4}\))?"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of doubt, as the lexicon has it."""

    name: str
    words: frozenset[str]
    reason: str
    used_by: tuple[str, ...] = ()
    types: frozenset[str] = JUDGED
    where: str = "clause"

    def used(self, fields: Mapping[str, Any]) -> bool:
        """Whether a claim's fields say what such a word says."""
        for name in self.used_by:
            key, _, value = name.partition("=")
            held = fields.get(key)
            if value and str(held) == value:
                return True
            if not value and held not in (None, (), [], "", False, "="):
                return True
        return False


@lru_cache(maxsize=1)
def lexicon() -> tuple[tuple[Kind, ...], dict[str, frozenset[str]]]:
    """The kinds of doubt, and lists of words: those by which a family of claims says its predicate, and ``voted_to``."""
    path = Path(__file__).resolve().parents[1] / "lexicon" / "doubts.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    kinds = tuple(
        Kind(
            row["name"], frozenset(row["words"]), row["reason"], tuple(row["used_by"]),
            frozenset(row.get("types") or JUDGED), row["where"],
        )
        for row in data["doubt"]
    )  # fmt: skip
    lists = {name: frozenset(found) for name, found in data["families"].items()}
    return kinds, {**lists, "voted_to": frozenset(data["voted_to"]["yes"])}


@lru_cache(maxsize=1)
def phrases() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """The kinds of doubt that several words together raise, with their patterns."""
    path = Path(__file__).resolve().parents[1] / "lexicon" / "doubts.toml"
    return tuple(
        (
            Kind(row["name"], frozenset(), row["reason"], tuple(row["used_by"]), frozenset(row["types"])),
            re.compile(row["pattern"], re.IGNORECASE),
        )
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["phrase"]
    )


@lru_cache(maxsize=1)
def by_word() -> dict[str, tuple[Kind, ...]]:
    """The kinds of doubt that a word raises."""
    out: dict[str, tuple[Kind, ...]] = {}
    for kind in lexicon()[0]:
        for word in kind.words:
            out[word] = (*out.get(word, ()), kind)
    return out


@dataclass(slots=True)
class Sheet:
    """One sentence and the drafts that stand in it.

    Attributes:
        article: the whole text.
        start, end: the sentence.
        drafts: every claim of it.
        anchors: the predicates that any finder has read in it.
        bounds: where its clauses part.
        names, dates: stretches of names and dates: no words.
        matters: stretches that tell what is voted on.
    """

    article: Article
    start: int
    end: int
    drafts: list[Draft] = field(default_factory=list)
    anchors: list[tuple[int, int]] = field(default_factory=list)
    bounds: list[tuple[int, int]] = field(default_factory=list)
    names: list[tuple[int, int]] = field(default_factory=list)
    dates: list[tuple[int, int]] = field(default_factory=list)
    matters: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        text = self.article.text
        self.bounds = [m.span() for m in _BOUND.finditer(text, self.start, self.end)]
        self.names = [
            (m.start, m.end) for m in self.article.mentions_in(self.start, self.end) if m.how != "pronoun"
        ]
        self.dates = [(d.start, d.end) for d in self.article.dates_in(self.start, self.end)]
        self.dates += [m.span() for m in SYMBOL.finditer(text, self.start, self.end)]
        self.matters = [m.span() for m in _MATTER.finditer(text, self.start, self.end)]

    def clause(self, draft: Draft) -> tuple[int, int]:
        """The clauses of the sentence that a draft reaches into."""
        low = max((b for _, b in self.bounds if b <= draft.start + 1), default=self.start)
        high = min((a for a, _ in self.bounds if a >= draft.end - 1), default=self.end)
        return min(low, draft.start), max(high, draft.end)

    def zone(self, draft: Draft, where: str) -> tuple[int, int]:
        """The stretch in which words of a kind touch a draft."""
        text, (low, high) = self.article.text, self.clause(draft)
        loose = draft.type in {"vote", "tally"}
        if draft.type == "event" and where != "clause":
            return draft.start, draft.end
        if where == "claim":
            return max(low, draft.start - 16), draft.end
        if where == "verb":
            return (
                (max(low, draft.anchor[0] - 40), draft.anchor[1])
                if draft.anchor
                else (max(low, draft.start - 16), draft.end)
            )
        if where == "subject":
            return low, draft.anchor[0] if draft.anchor else draft.end
        if loose:
            return low, high
        # A membership, a rank, an office is said in few words: what stands before and after it, up to a mark, belongs to it.
        lead = text[low : draft.start]
        first = low if len(lead) < 60 and not _FINITE.search(lead) else max(low, draft.start - 16)
        mark = MARK.search(text, draft.end, high)
        last = mark.start() if mark else high
        trail = _TRAIL.match(text, last, high)
        return first, trail.end() if trail else last


_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|said|says|told|\w+ed)\b")
MARK = re.compile(r"[,;:()–—“”\"]|\b(?:and|but|while|when|after|before|because|as|which|who|that|to)\b")
_TRAIL = re.compile(
    r",?\s*(?:and\s+)?(?:(?:it\s+)?(?:was|is|being|as|thus|thereby|becoming|making\s+it)\s+)?(?:the|its|their|one\s+of\s+the)\s+(?:\w+\s+)?"
    r"(?:only|sole|lone|single|first|last|second|third|fourth|fifth|\w+th|\w+st|latest|newest|youngest|oldest)\b[^.;]*",
    re.IGNORECASE,
)


def inside(at: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether an offset falls into one of some stretches."""
    return any(a <= at < b for a, b in stretches)


def quoted(words: Sequence[str]) -> str:
    """Words in marks, each once."""
    return ", ".join(f"“{w}”" for w in dict.fromkeys(words))


def codes_of(fields: Mapping[str, Any]) -> set[str]:
    """Every code that a claim's fields name."""
    out: set[str] = set()
    for key in (
        "actor",
        "actors",
        "with",
        "over",
        "except",
        "other",
        "a",
        "b",
        "reference",
        "of",
        "replaces",
        "above",
        "with_state",
        "ally_of",
        "object",
        "state",
        "place",
    ):
        value = fields.get(key)
        if isinstance(value, str):
            out.add(value)
        elif isinstance(value, (list, tuple)):
            out.update(map(str, value))
    for key in ("votes", "dates", "choices_by"):
        if isinstance(fields.get(key), Mapping):
            out.update(fields[key])
    return out
