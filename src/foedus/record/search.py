"""Finding a recorded vote by words: rare words of its title weigh most, those of agenda and subjects half as much."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from foedus.model.acts import RollCall

_WORD = re.compile(r"[^\W_]+")
_SMALL = "the of and in on for to a an by with at from as its their this that"
_USUAL = "resolution general assembly united nations un draft vote adopted question report situation"
_STOP = frozenset(f"{_SMALL} {_USUAL}".split())
TITLE, REST = 1.0, 0.5


def stem(word: str) -> str:
    """A word without case, possessive and plain plural: rough, the same for titles and questions.

    >>> stem("Refugees") == stem("refugee"), stem("policies") == stem("policy")
    (True, True)
    """
    text = word.casefold().removesuffix("'s").removesuffix("’s")
    if len(text) > 4 and text.endswith("ies"):
        return text[:-3] + "y"
    if len(text) > 3 and text.endswith("s") and not text.endswith(("ss", "us", "is")):
        return text[:-1]
    return text


def stems(text: str) -> frozenset[str]:
    """Stems of all words of a text but the smallest and those that every title has."""
    return frozenset(stem(word) for word in _WORD.findall(text) if word.casefold() not in _STOP)


class Index:
    """Weights of words over all recorded votes of a record, made once."""

    def __init__(self, calls: Iterable[RollCall]) -> None:
        self.calls = {call.symbol: call for call in calls}
        self.title = {symbol: stems(call.title) for symbol, call in self.calls.items()}
        self.rest = {
            symbol: stems(" ".join((call.agenda, *call.subjects))) for symbol, call in self.calls.items()
        }
        seen: Counter[str] = Counter()
        for symbol, words in self.title.items():
            seen.update(words | self.rest[symbol])
        total = max(1, len(self.calls))
        self.weight = {word: math.log(1 + total / count) for word, count in seen.items()}
        self.unknown = math.log(1 + total)

    def best(self, words: Sequence[str], among: set[str]) -> list[tuple[RollCall, float]]:
        """Calls that share a word with the question: share of the question's weight found, best first."""
        wanted = stems(" ".join(words))
        whole = sum(self.weight.get(word, self.unknown) for word in wanted)
        if not whole:
            return []
        found = []
        for symbol in among:
            title, rest = self.title[symbol], self.rest[symbol]
            score = sum(
                self.weight.get(word, 0.0) * (TITLE if word in title else REST)
                for word in wanted
                if word in title or word in rest
            )
            if score:
                found.append((self.calls[symbol], score / whole))
        return sorted(found, key=lambda pair: (-pair[1], pair[0].date, pair[0].symbol))
