"""What of an article can be checked: the drafts of every family of claims, merged, numbered, each given to its voice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from foedus.reading.claims.account import doubts
from foedus.reading.claims.asserted import Sentences, marks
from foedus.reading.claims.draft import Draft
from foedus.reading.claims.sheet import Sheet
from foedus.reading.claims.spans import shown
from foedus.reading.schema import Claim, Doubt, Span, Statement

if TYPE_CHECKING:
    from foedus.reading.context import Article

__all__ = ["Draft", "extract"]

_WORD = re.compile(r"\w+")
_TOLD = frozenset({"vote", "tally", "alignment", "membership", "accession", "candidacy"})
# Two drafts of one type that share this much of their words are the same claim; of two types, only near-equal spans are.
_SAME_TYPE, _ANY_TYPE = 0.5, 0.95


@lru_cache(maxsize=1)
def _finders() -> tuple[Callable[[Article], list[Draft]], ...]:
    """The find function of every family; they are imported when an article is first read."""
    from foedus.reading.claims import clausal, elections, events, figures, members, votes

    return tuple(module.find for module in (votes, members, elections, figures, events, clausal))


def extract(article: Article) -> tuple[Claim, ...]:
    """Every claim of an article that a record, now or later, could decide, in the order of the text.

    Args:
        article: the text with its mentions, dates and statements.

    Returns:
        Claims c01, c02, ...: none inside a question, none twice; ``asserted_by`` is the id of the innermost statement
        whose content holds the words, or "author".
    """
    drafts: list[Draft] = []
    for find in _finders():
        drafts.extend(find(article))
    kept = merge(article.text, [d for d in drafts if not _questioned(article, d)])
    windows, sentences = _windows(article.statements), Sentences(article)
    sheets = _sheets(article, kept, [d.anchor for d in drafts if d.anchor])
    return tuple(
        Claim(
            id=f"c{number:02d}",
            type=draft.type,
            span=tuple(Span(a, b, article.text[a:b]) for a, b in shown(article, draft)),
            asserted_by=_voice(draft, windows),
            fields=draft.fields,
            doubts=_doubts(sentences, sheets[article.sentence_at(draft.start)], draft),
        )
        for number, draft in enumerate(kept, 1)
    )


def _doubts(sentences: Sentences, sheet: Sheet, draft: Draft) -> tuple[Doubt, ...]:
    """What the sentence as a whole, and what words of it near the claim, leave in doubt."""
    return (*draft.doubts, *marks(sentences, draft, sheet.zone(draft, "clause")), *doubts(sheet, draft))


def _sheets(
    article: Article, drafts: Sequence[Draft], anchors: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], Sheet]:
    """The sentences in which claims begin, each with its claims."""
    out: dict[tuple[int, int], Sheet] = {}
    for draft in drafts:
        start, end = article.sentence_at(draft.start)
        sheet = out.setdefault((start, end), Sheet(article, start, max(end, draft.end)))
        sheet.drafts.append(draft)
    for sheet in out.values():
        sheet.anchors = [a for a in anchors if sheet.start <= a[0] < sheet.end]
    return out


def _questioned(article: Article, draft: Draft) -> bool:
    """Whether the draft stands in a sentence that asks."""
    _, end = article.sentence_at(draft.end - 1)
    tail = article.text[draft.end : max(end, draft.end)].rstrip(" \t\n\"'”’»)")
    return tail.endswith("?") or (not tail and article.text[:end].rstrip(" \t\n\"'”’»)").endswith("?"))


def _words(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The places of the word tokens inside spans."""
    return frozenset(m.start() for a, b in spans for m in _WORD.finditer(text, a, b))


def merge(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without duplicates, in the order of the text; of two equals the one with the higher priority stays."""
    kept: list[tuple[Draft, frozenset[int]]] = []
    for draft in sorted(drafts, key=lambda d: (-d.priority, d.start, -d.end)):
        words = _words(text, draft.spans)
        if words and not any(_same(draft, words, other, theirs) for other, theirs in kept):
            kept.append((draft, words))
    return sorted((d for d, _ in kept), key=lambda d: (d.start, d.end, d.type))


def _same(a: Draft, words: frozenset[int], b: Draft, theirs: frozenset[int]) -> bool:
    """Whether two drafts are one claim."""
    shared = len(words & theirs)
    if not shared:
        return False
    if a.type == b.type != "vote" and shared == min(len(words), len(theirs)) and _agree(a, b):
        return True
    return shared / len(words | theirs) >= (_SAME_TYPE if a.type == b.type else _ANY_TYPE)


def _agree(a: Draft, b: Draft) -> bool:
    """Whether two drafts say the same of the same, one of them perhaps more."""
    common = (a.fields.keys() & b.fields.keys()) - {"frame", "matter", "text"}
    return len(common) >= 2 and all(a.fields[k] == b.fields[k] for k in common)


def voice_of(draft: Draft, statements: Sequence[Statement]) -> str:
    """Who asserts a draft: the innermost statement whose content holds its words, else the author.

    A statement that reports a silence gives its speaker nothing; nor does one that merely passes on another's words
    when an inner statement holds them.
    """
    return _voice(draft, _windows(statements))


def _windows(statements: Sequence[Statement]) -> list[tuple[int, int, str]]:
    """(start, end, id) of the content of every statement that gives its speaker something."""
    return [
        (min(s.start for s in x.content) - 2, max(s.end for s in x.content) + 2, x.id)
        for x in statements
        if x.polarity != "not_said" and x.content
    ]


def _voice(draft: Draft, windows: Sequence[tuple[int, int, str]]) -> str:
    """The id of the narrowest window around a draft, else "author"."""
    first, last = draft.start, draft.end
    best: tuple[int, str] | None = None
    # A draft that begins with its speaker ("X said that A voted ...") lies inside what X said where most of it does.
    least = 0.6 * (last - first) if draft.type in _TOLD else last - first
    for low, high, name in windows:
        if last <= high and last - max(low, first) >= least and (best is None or high - low < best[0]):
            best = (high - low, name)
    return best[1] if best else "author"
