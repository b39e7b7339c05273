"""Phrases of the lexicon, matched over the items of a sentence: lemmas, alternatives, slots, and what may stand between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from foedus.reading.clause.items import Item

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "cannot"})
NEARLY = frozenset({"nearly", "almost", "virtually", "practically", "hardly", "barely", "scarcely"})
# What may stand between two elements of a phrase without breaking it.
FILLERS = frozenset({"also", "both", "all", "too", "again", "itself", "themselves", "formally", "officially", "finally", "duly", "then", "now", "still", "already", "just",
                     "only", "even", "instead", "however", "together", "once", "more", "the", "a", "an", "its", "their"})  # fmt: skip
_SLOTS = {
    "who": "states", "state": "states", "over": "states", "ref": "states", "old": "states", "org": "org", "org2": "org", "person": "person", "n": "n", "n2": "n", "ord": "ord", "date": "date",
    "year": "date", "adj": "adj",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a phrase: words, a slot, a gap, or (``ends``) nothing more: a mark, a date, the end."""

    words: frozenset[str] = frozenset()
    slot: str = ""
    gap: int = 0
    optional: bool = False
    ends: bool = False


@dataclass(slots=True)
class Match:
    """Where a phrase was found, with what stands in its slots and the items that were passed over."""

    first: int
    end: int
    say: str = ""
    slots: dict[str, Item] = field(default_factory=dict)
    passed: list[Item] = field(default_factory=list)


@lru_cache(maxsize=8192)
def compiled(say: str) -> tuple[Element, ...]:
    """The elements of a phrase: ``word``, ``a|b``, ``word?``, ``{slot}``, ``{slot?}``, ``*`` (up to three words), ``...`` (up to eight), ``$`` (nothing more)."""
    out = []
    for part in say.split():
        optional = part.endswith(("?", "?}"))
        core = part.replace("?", "") if optional else part
        if part == "$":
            out.append(Element(ends=True))
        elif core == "*":
            out.append(Element(gap=3))
        elif core == "...":
            out.append(Element(gap=8))
        elif core.startswith("{"):
            out.append(Element(slot=core.strip("{}"), optional=optional))
        else:
            out.append(Element(words=frozenset(core.lower().split("|")), optional=optional))
    return tuple(out)


def first_words(say: str) -> frozenset[str]:
    """The words by one of which a phrase is found: those of its first element that has any."""
    return next((e.words for e in compiled(say) if e.words and not e.optional), frozenset())


@lru_cache(maxsize=8192)
def _needed(say: str) -> tuple[frozenset[str], ...]:
    """The words of which a sentence must hold one each for a phrase to be in it, the rarer sets first."""
    return tuple(sorted((e.words for e in compiled(say) if e.words and not e.optional), key=len))


def lead(say: str) -> int:
    """How many elements stand before the one by which a phrase is found."""
    return next(i for i, e in enumerate(compiled(say)) if e.words and not e.optional)


def match(row: Sequence[Item], at: int, say: str) -> Match | None:
    """The phrase where its first words stand at an item; slots before them are looked for to their left."""
    elements, before = compiled(say), lead(say)
    found = Match(at, at, say)
    place = at
    for element in reversed(elements[:before]):
        step = _left(row, place, element, found)
        if step is None:
            if element.optional:
                continue
            return None
        place = step
    found.first = place
    end = _right(row, at, elements[before:], found)
    if end is None:
        return None
    found.end = end
    return found


def _left(row: Sequence[Item], place: int, element: Element, found: Match) -> int | None:
    """The place of a slot's item to the left of another item."""
    i = place - 1
    while (
        i >= 0
        and row[i].kind == "w"
        and place - i < 4
        and row[i].lower not in NEGATIONS | NEARLY
        and (row[i].lower in FILLERS or row[i].tag == "RB")
    ):
        i -= 1
    if i < 0:
        return None
    if element.slot and row[i].kind == _SLOTS.get(element.slot, ""):
        found.slots[element.slot] = row[i]
        return i
    if element.words and _is(row[i], element.words):
        return i
    return None


def _is(item: Item, words: frozenset[str]) -> bool:
    if item.tag == "POS":
        return item.lower in words
    return item.kind in {"w", "n", "ord"} and (item.lemma in words or item.lower in words)


def _right(
    row: Sequence[Item], i: int, elements: tuple[Element, ...], found: Match, *, first: bool = True
) -> int | None:
    """The place after a phrase that begins at an item, or None."""
    if not elements:
        return i
    element, rest = elements[0], elements[1:]
    if element.ends:
        return i if _over(row, i) else None
    if element.gap:
        for k in range(element.gap + 1):
            if i + k > len(row) or (k and _stops(row[i + k - 1])):
                break
            end = _right(row, i + k, rest, found, first=False)
            if end is not None:
                return end
        return None
    j, passed = i, 0
    while j < len(row):
        if element.slot and row[j].kind == _SLOTS.get(element.slot, "?"):
            saved = dict(found.slots)
            found.slots[element.slot] = row[j]
            end = _right(row, j + 1, rest, found, first=False)
            if end is not None:
                return end
            found.slots = saved
            break
        if element.words and _is(row[j], element.words):
            end = _right(row, j + 1, rest, found, first=False)
            if end is not None:
                return end
        if first or passed > 4 or not _filler(row[j]):
            break
        found.passed.append(row[j])
        j, passed = j + 1, passed + 1
    return _right(row, i, rest, found, first=first) if element.optional else None


def _over(row: Sequence[Item], i: int) -> bool:
    """Whether a phrase has no object: what follows is a mark, a date, another clause or nothing."""
    while i < len(row) and row[i].kind == "w" and row[i].tag in {"RB", "RP"}:
        i += 1
    if i >= len(row) or row[i].kind == "date" or row[i].lower in _AFTER:
        return True
    return (
        row[i].tag == "IN"
        and i + 1 < len(row)
        and (
            row[i + 1].kind == "date"
            or (
                row[i + 1].lower in {"the", "early", "late"}
                and i + 2 < len(row)
                and row[i + 2].kind == "date"
            )
        )
    )


_AFTER = frozenset(
    {
        ",",
        ".",
        ";",
        ":",
        ")",
        "–",
        "—",
        "-",
        "and",
        "but",
        "while",
        "whereas",
        "when",
        "with",
        "together",
        "after",
        "before",
        "too",
        "without",
        "as",
        '"',
        "”",
    }
)


def _filler(item: Item) -> bool:
    if item.kind == "date":
        return True
    return (
        item.kind == "w"
        and item.lower not in NEGATIONS
        and (item.lower in FILLERS or item.tag == "RB" or item.lower in {"on", "in", "last", "this"})
    )


_NEXT = frozenset(
    {
        ";",
        ":",
        "(",
        ")",
        "“",
        "”",
        '"',
        ",",
        "when",
        "as",
        "while",
        "whereas",
        "after",
        "before",
        "because",
        "that",
        "which",
        "who",
        "and",
        "but",
        "although",
        "though",
    }
)


def _stops(item: Item) -> bool:
    """Whether a gap does not reach past an item: a mark, another clause, a finite verb."""
    return item.lower in _NEXT or (
        item.kind == "w" and item.tag in {"VBD", "VBZ"} and item.lemma not in {"be", "have"}
    )


def find(row: Sequence[Item], index: dict[str, list[tuple[str, object]]]) -> Iterator[tuple[Match, object]]:
    """Every phrase of an index in a row: (match, what stands behind it); at one place the longest of a kind."""
    words = {item.lemma for item in row} | {item.lower for item in row}
    kinds = {item.kind for item in row}
    for i, item in enumerate(row):
        if item.kind not in {"w", "n", "ord"}:
            continue
        for word in {item.lemma, item.lower}:
            for say, sense in index.get(word, ()):
                if any(need.isdisjoint(words) for need in _needed(say)) or not _slots_of(say) <= kinds:
                    continue
                found = match(row, i, say)
                if found is not None:
                    yield found, sense


@lru_cache(maxsize=8192)
def _slots_of(say: str) -> frozenset[str]:
    """The kinds of item that a phrase cannot do without."""
    return frozenset(_SLOTS[e.slot] for e in compiled(say) if e.slot and not e.optional and e.slot in _SLOTS)
