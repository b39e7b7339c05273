"""The phrases of the lexicon by which a sentence says how somebody voted, as predicates with their place."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from foedus.reading.clause.items import items_of
from foedus.reading.clause.match import find, first_words
from foedus.reading.clause.phrases import rows

if TYPE_CHECKING:
    from foedus.reading.context import Article


@lru_cache(maxsize=1)
def index() -> dict[str, list[tuple[str, object]]]:
    """Phrase by first word, with the choice that it means: yes, no, abstain, not_voting, same, other, not yes, neither."""
    out: dict[str, list[tuple[str, object]]] = {}
    for row in rows("vote"):
        if row["choice"] == "not yes":
            continue  # whom a phrase leaves alone may have abstained, opposed or stayed away: too loose to decide by
        for say in row["say"]:
            for word in first_words(say):
                out.setdefault(word, []).append((say, row["choice"]))
    return out


def phrases(article: Article, start: int, end: int) -> list[tuple[int, int, str]]:
    """(start, end, choice) of each phrase in a sentence, the longest where several overlap."""
    row = items_of(article, start, end)
    found = []
    for m, choice in find(row, index()):
        ref = m.slots.get("ref")
        last = ref.start if ref is not None else row[m.end - 1].end
        while last > start and article.text[last - 1] == " ":
            last -= 1
        found.append((row[m.first].start, last, str(choice)))
    kept: list[tuple[int, int, str]] = []
    for spot in sorted(found, key=lambda s: (s[0] - s[1], s[0])):
        if not any(spot[0] < b and a < spot[1] for a, b, _ in kept):
            kept.append(spot)
    return sorted(kept)
