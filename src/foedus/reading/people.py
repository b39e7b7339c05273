"""Persons of an article: full names, and the surname, office or age that stands for them later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foedus.reading.actors import Gazetteer
from foedus.reading.schema import Mention
from foedus.reading.tokens import Tokens
from foedus.reading.wordlist import words

_HONORIFICS = frozenset(
    words("""
mr mrs ms miss dr prof professor sir lord lady president minister senator sen gov governor rep gen general col
colonel ambassador secretary chancellor premier king queen prince princess pope father rev reverend judge
justice chairman chairwoman spokesman spokeswoman director mayor the
""")
)  # fmt: skip
_MONTHS = frozenset({"may", "march", "april", "june", "august"})
_PARTICLES = frozenset({"al", "von", "van", "de", "bin", "ibn", "el", "ben", "da", "di", "del", "der", "ul"})


def _name_runs(t: Tokens, taken: set[int]) -> list[tuple[int, int]]:
    """(first, one past last) tokens of runs that spaCy calls a person, without titles and the possessive."""
    runs: list[tuple[int, int]] = []
    i, n, ent, tag = 0, t.n, t.ent, t.tag
    while i < n:
        if ent[i] != "PERSON":
            i += 1
            continue
        j = i
        while j < n and ent[j] == "PERSON" and t.sent[j] == t.sent[i]:
            j += 1
        a, b = i, j
        while a < b and (
            t.lower[a].rstrip(".") in _HONORIFICS or t.start[a] in taken or not t.text[a][:1].isalpha()
        ):
            a += 1
        while b > a and (
            tag[b - 1] in {"POS", "IN", "VBD", "VBZ", "CC", "DT"} or not t.text[b - 1][:1].isalnum()
        ):
            b -= 1
        if b > a and tag[b - 1] != "NNPS" and t.text[a][:1].isupper() and b - a <= 6:
            runs.append((a, b))
        i = j
    return runs


def find_people(
    t: Tokens, text: str, names: Sequence[Mention], book: Gazetteer, published: date | None
) -> list[Mention]:
    """Every person named in a parse; the code is the fullest name known for the surname, the record's where it has one.

    Args:
        t: the parse.
        text: the text that offsets point into.
        names: states and bodies already found; what they cover is no person's name.
        book: holders of offices, by surname.
        published: the day of publication.
    """
    taken = {s for m in names for s in range(m.start, m.end)}
    runs = _name_runs(t, taken)
    held: set[int] = set()
    for a, b in runs:
        held.update(range(a, b))
    for i in range(t.n):
        if t.lower[i] in _MONTHS and t.text[i + 1 : i + 2] and t.text[i + 1][0].isdigit():
            continue
        if (
            i not in held
            and t.tag[i] in {"NNP", "NNPS"}
            and t.lower[i] in book.holders
            and t.start[i] not in taken
        ):
            a = i
            while (
                a
                and a - 1 not in held
                and t.tag[a - 1] == "NNP"
                and t.start[a - 1] not in taken
                and _forename(t, a - 1, i, book)
            ):
                a -= 1
            if a < i or _only(book, t.lower[i], published):
                runs.append((a, i + 1))
    surnames = {t.lower[b - 1] for a, b in runs if b - a > 1}
    for i in range(t.n):
        if (
            t.lower[i] in surnames
            and i not in held
            and t.tag[i][:1] == "N"
            and t.text[i][:1].isupper()
            and t.start[i] not in taken
        ):
            runs.append((i, i + 1))
    runs = sorted(set(runs))
    full: dict[str, str] = {}
    out: list[Mention] = []
    for a, b in runs:
        words = [w for w in t.text[a:b] if w[:1].isalnum()]
        surname = words[-1].casefold()
        name = " ".join(words)
        canonical = _canonical(name, words, surname, full, book, published)
        how = "name"
        start, end = t.start[a], t.end[b - 1]
        out.append(Mention(start, end, text[start:end], "person", canonical, how))
    return out


def _forename(t: Tokens, i: int, last: int, book: Gazetteer) -> bool:
    """Whether a token is a first name that the record gives to the surname after it."""
    return any(t.lower[i] in spelling.casefold().split()
               for o in book.holders[t.lower[last]] for spelling in (o.holder, *o.aliases))  # fmt: skip


def _only(book: Gazetteer, surname: str, published: date | None) -> bool:
    """Whether a bare surname means one holder who was in office around the day of publication."""
    day = published or date.max
    near = {
        o.holder
        for o in book.holders[surname]
        if abs((min(o.end or day, day) - day).days) < 3 * 366 and o.start <= day
    }
    return len(near) == 1


def _canonical(
    name: str, words: list[str], surname: str, full: dict[str, str], book: Gazetteer, published: date | None
) -> str:
    """The fullest name of a person, and remember it for the bare surname."""
    if len(words) > 1:
        for o in book.holders.get(surname, ()):
            for spelling in (o.holder, *o.aliases):
                if words[0].casefold() == spelling.split()[0].casefold():
                    full[surname] = o.holder
                    return full[surname]
        full[surname] = name
        return name
    known = full.get(surname)
    if known:
        return known
    if surname in book.holders and _only(book, surname, published):
        day = published or date.max
        current = [o for o in book.holders[surname] if o.start <= day]
        full[surname] = max(current, key=lambda o: o.start).holder
        return full[surname]
    return name
