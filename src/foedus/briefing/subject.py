"""Which pairs of states an article is about: those that its claims and statements name together, far more than others."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from foedus.briefing.names import is_state, name_of
from foedus.briefing.passages import sentences

if TYPE_CHECKING:
    from foedus.checking.verdict import Checked
    from foedus.reading.schema import Reading

Pair = tuple[str, str]

ACTORS = ("actor", "actors", "object", "target", "with", "with_state", "ally_of", "over", "replaces", "votes")
LIST = 4  # a sentence that names as many states is a list, not about a pair
LEAST = 2  # sentences that must name both
AHEAD = 2  # how many times as often as any other pair


def about(checked: Checked, limit: int = 3) -> tuple[Pair, ...]:
    """The pair that stands out, and the pairs that a claim compares; none where no pair does.

    Args:
        checked: the article.
        limit: how many pairs at most.
    """
    reading = checked.reading
    named, acting = _named(reading), _acting(reading)
    found: list[Pair] = []
    ranked = (named + acting).most_common(2)
    if ranked and named[ranked[0][0]] >= LEAST and (len(ranked) < 2 or ranked[0][1] >= AHEAD * ranked[1][1]):
        found.append(_ordered(ranked[0][0], reading.text))
    found += [p for p in _compared(reading) if named[_key(*p)] >= LEAST]
    once: dict[Pair, Pair] = {}
    for pair in found:
        once.setdefault(_key(*pair), pair)
    return tuple(once.values())[:limit]


def _key(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _pairs(states: set[str]) -> Iterator[Pair]:
    """The pairs among a few states; none among many."""
    if len(states) < LIST:
        yield from itertools.combinations(sorted(states), 2)


def _named(reading: Reading) -> Counter[Pair]:
    """How many sentences with a claim or statement in them name both; a headline that names both counts once more."""
    page = reading.page
    start, end = (page.body.start, page.body.end) if page.body else (0, len(reading.text))
    spans = [s for c in reading.claims for s in c.span] + [s for t in reading.statements for s in t.content]
    found: Counter[Pair] = Counter()
    for a, b in sentences(reading.text, start, end):
        if any(s.start < b and a < s.end for s in spans):
            found.update(_pairs(_states(reading, a, b)))
    if page.headline:
        found.update(
            p for p in _pairs(_states(reading, page.headline.start, page.headline.end)) if p in found
        )
    return found


def _states(reading: Reading, start: int, end: int) -> set[str]:
    """The states that a stretch of the text names; "it" and "the country" name nobody."""
    return {
        m.code
        for m in reading.mentions
        if m.kind == "state"
        and m.how not in {"pronoun", "anaphor"}
        and start <= m.start < end
        and is_state(m.code)
    }


def _acting(reading: Reading) -> Counter[Pair]:
    """How many claims have both as actors."""
    found: Counter[Pair] = Counter()
    for claim in reading.claims:
        if claim.type != "alignment":
            found.update(_pairs(_actors(claim.fields)))
    found.update(_key(*p) for p in _compared(reading))
    return found


def _actors(fields: Mapping[str, Any]) -> set[str]:
    """The states that do or suffer what a claim says."""
    values = (fields.get(key) for key in ACTORS)
    flat = (x for v in values for x in ([v] if isinstance(v, str) else v or ()))
    return {x for x in flat if is_state(x)}


def _compared(reading: Reading) -> list[Pair]:
    """Pairs of which a claim says how they vote: the state that others are held against comes first."""
    found = []
    for claim in reading.claims:
        f = claim.fields
        one = f.get("reference")
        if claim.type == "alignment" and is_state(one):
            found += [(str(one), str(f[k])) for k in ("a", "b") if is_state(f.get(k)) and f[k] != one]
    return found


def _ordered(pair: Pair, text: str) -> Pair:
    """The two in the order in which the text first names them, which is how headlines put it."""
    places = [text.find(name_of(code)) for code in pair]
    first, second = (p if p >= 0 else len(text) for p in places)
    return pair if first <= second else (pair[1], pair[0])
