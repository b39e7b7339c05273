"""Names in a text become states, bodies and persons: a gazetteer leads, the parse and the offices of the day help."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from foedus.reading.context import Lexicon, Named
from foedus.reading.schema import Mention
from foedus.reading.tokens import Tokens
from foedus.reading.wordlist import words

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"(?:[.\s'’&-]|, |–){0,3}")
# A name of a state or capital right before one of these is part of another name: a school, a paper, a sea, a deal.
_SWALLOWS = frozenset(
    words("""
University College School Institute Academy Conservatory Hospital Museum Times Post Herald Tribune Journal
Gazette Examiner Observer Globe Star Daily News Chronicle Review Magazine Sea Ocean Strait Straits Peninsula
Canal Bay Gulf River Lake Street Avenue Square Road Airport Airlines Airways Air Bank Exchange Convention
Agreement Agreements Accord Accords Protocol Protocols Declaration Charter Club Symphony Philharmonic Redskins
Nationals Wizards Capitals Party Bulldogs Tech Dome Marathon Open Cup Grand Orthodox Church Cathedral Consensus
Monument Mall Beltway
""")
)  # fmt: skip
_AFTER_OF = frozenset(
    words("""
Bank University Gulf Sea Bay Institute College School Isle Strait Straits Church Duke Duchess Order Battle
""")
)
_NEVER_AFTER = frozenset(
    ["New", "Fort", "Mount", "Lake", "Little", "Old", "Greater", "Baptist", "Methodist", "Radio"]
)
_PLACE_BEFORE = frozenset({"in", "at", "near", "outside", "inside", "around"})
_US_STATES = frozenset(
    words("""
Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana
Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana
Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Wisconsin Wyoming
Carolina Atlanta Savannah Hampshire Dakota Peach
""")
)  # fmt: skip
_NEAR_TBILISI = frozenset(
    words("""
Tbilisi Abkhazia Ossetia Saakashvili Ivanishvili Caucasus Russia Russian Moscow Armenia Azerbaijan Ukraine
Moldova
""")
)  # fmt: skip
_ROLES = {
    "president": ("head of state",), "leader": ("head of state", "head of government"), "premier": ("head of government",),
    "prime minister": ("head of government",), "chancellor": ("head of government",), "foreign minister": ("foreign minister",),
    "king": ("head of state",), "queen": ("head of state",), "emir": ("head of state",), "sultan": ("head of state",),
    "monarch": ("head of state",), "strongman": ("head of state",), "head of state": ("head of state",),
    "head of government": ("head of government",), "secretary-general": ("secretary-general",),
    "secretary general": ("secretary-general",), "chief": ("secretary-general",),
}  # fmt: skip
_ROLE = re.compile(
    r"(?:(?:irreplaceable|long-time|longtime|veteran|new|current|then|incumbent) )?"
    r"(president|leader|premier|prime minister|chancellor|foreign minister|king|queen|emir|sultan|monarch|strongman|head of state"
    r"|head of government|secretary[- ]general|chief)\b(?!['’]s? (?:office|wife|son|daughter|spokes|press|aide|party|administration))",
    re.IGNORECASE,
)
_ROLE_OF = re.compile(
    r"\b(?:[Tt]he )?(president|leader|premier|prime minister|chancellor|foreign minister|king|queen|emir|sultan|head of state"
    r"|head of government|secretary[- ]general) of (?:the )?$",
    re.IGNORECASE,
)
_ANAPHORS = {
    "assembly": ("UNGA",), "council": ("UNSC", "UNHRC"), "union": ("EAEU", "EU", "CU", "AU"), "alliance": ("NATO", "CSTO"),
    "organization": (), "organisation": (), "bloc": (), "grouping": (), "commission": ("EEC",),
}  # fmt: skip
_NOT_ORGANISATIONS = frozenset(
    {"WEST", "TURKIC", "P5", "CST", "UNSC", "UNGA", "UNHRC", "IS", "WEOG", "EEG", "AG", "APG", "GRULAC"}
)


@dataclass(slots=True)
class Gazetteer:
    """The names of a lexicon, keyed by their first word, longest first; and the holders of offices by surname."""

    first: dict[str, list[tuple[tuple[str, ...], tuple[Named, ...]]]] = field(default_factory=dict)
    states: frozenset[str] = frozenset()
    holders: dict[str, list[Any]] = field(default_factory=dict)
    by_office: dict[tuple[str, str], list[Any]] = field(default_factory=dict)


_GAZETTEERS: WeakKeyDictionary[Lexicon, Gazetteer] = WeakKeyDictionary()


def gazetteer(lexicon: Lexicon) -> Gazetteer:
    """The look-up tables of a lexicon, built once."""
    made = _GAZETTEERS.get(lexicon)
    if made is None:
        made = _GAZETTEERS[lexicon] = _build(lexicon)
    return made


def _build(lexicon: Lexicon) -> Gazetteer:
    grouped: dict[tuple[str, ...], list[Named]] = {}
    for name in lexicon.names:
        words = tuple(_WORD.findall(name.text))
        if not words:
            continue
        forms = {words}
        if words[0] == "the":
            forms.add(words[1:])
        shout = tuple(w.upper() for w in words)
        if name.kind in {"name", "official"} and len(shout[0]) > 3:
            forms.add(shout)
        for form in forms:
            if form:
                grouped.setdefault(form, []).append(name)
    made = Gazetteer(states=lexicon.state_codes)
    for words, named in grouped.items():
        made.first.setdefault(words[0], []).append((words, tuple(named)))
    for entries in made.first.values():
        entries.sort(key=lambda e: -len(e[0]))
    for office in lexicon.offices:
        made.by_office.setdefault((office.of, office.office), []).append(office)
        if office.holder_kind == "person":
            for spelling in (office.holder, *office.aliases):
                made.holders.setdefault(spelling.split()[-1].casefold(), []).append(office)
    return made


@lru_cache(maxsize=4096)
def _pick(named: tuple[Named, ...], published: date | None) -> Named | None:
    """The one meaning of a name on a day; None where it would be a guess."""
    day = published or date.max
    fitting = [
        n for n in named if (n.start is None or n.start <= day) and (n.end is None or day < n.end)
    ] or list(named)
    codes = {n.code for n in fitting}
    if len(codes) == 1:
        return fitting[0]
    open_ended = [n for n in fitting if n.end is None]
    if len({n.code for n in open_ended}) == 1:
        return open_ended[0]
    plain = [n for n in fitting if n.kind in {"name", "official", "abbreviation"}]
    return plain[0] if len({n.code for n in plain}) == 1 else None


def find_names(
    text: str, lexicon: Lexicon, published: date | None, start: int = 0, end: int | None = None
) -> list[Mention]:
    """States and bodies that a text names, longest match first, traps left out (schools, seas, papers, deals).

    Args:
        text: the text that offsets point into.
        lexicon: the names.
        published: the day on which a name must mean its state.
        start: look from this offset.
        end: look up to this offset; None for the text's end.
    """
    book = gazetteer(lexicon)
    hits = [
        (m.group(), m.start(), m.end())
        for m in _WORD.finditer(text, start, len(text) if end is None else end)
    ]
    out: list[Mention] = []
    i, n, first = 0, len(hits), book.first
    while i < n:
        entries = first.get(hits[i][0])
        step = 1
        if entries is not None:
            for words, named in entries:
                last = i + len(words) - 1
                if last >= n or (last > i and not _runs(text, hits, i, words)):
                    continue
                if words[0] == "the" and len(words) == 1:
                    continue
                name = _pick(named, published)
                step = len(words)
                if name is not None and not _trapped(text, hits, i, last, name, book):
                    out.append(_mention(text, hits, i, last, name, book))
                break
        i += step
    return _georgia(out, hits)


def _runs(text: str, hits: list[tuple[str, int, int]], i: int, words: tuple[str, ...]) -> bool:
    """Whether the words of a name follow each other with nothing but spaces, points or dashes between."""
    for k in range(1, len(words)):
        word, a, _ = hits[i + k]
        if word != words[k] or not _GAP.fullmatch(text, hits[i + k - 1][2], a):
            return False
    return True


def _trapped(
    text: str, hits: list[tuple[str, int, int]], i: int, last: int, name: Named, book: Gazetteer
) -> bool:
    """Whether a state's name is only part of another name here, or an abbreviation only a shouted word."""
    a, b = hits[i][1], hits[last][2]
    before = hits[i - 1][0] if i and hits[i - 1][2] + 1 == a and text[a - 1] in " -" else ""
    if name.kind == "abbreviation" and i == last:
        if text[b : b + 1] == "." and text[b + 1 : b + 2].isalpha():
            return True
        if (
            hits[i][0] in {"IS", "US", "WHO", "AU", "IT"}
            and before.isupper()
            and len(before) > 1
            and before not in {"UN", "EU"}
        ):
            return True
    if name.code not in book.states:
        return False
    if before in _NEVER_AFTER:
        return True
    if before == "of" and i >= 2 and hits[i - 2][0] in _AFTER_OF and name.kind != "official":
        return True
    if (
        before == "the"
        and i >= 3
        and hits[i - 2][0] == "of"
        and hits[i - 3][0] in _AFTER_OF
        and name.kind != "official"
    ):
        return True
    if (
        name.kind == "capital"
        and before
        and before[:1].isupper()
        and text[a - 1] == " "
        and _forename(before, book)
    ):
        return True
    if name.kind == "capital" and text[b : b + 6] in {" state", " State"} and hits[i][0] == "Washington":
        return True
    k = last + 1
    while k < len(hits) and k <= last + 4 and text[hits[k - 1][2] : hits[k][1]] in {" ", "-"}:
        word = hits[k][0]
        if word in _SWALLOWS:
            return not (
                word in {"Party", "Air", "Open", "Star", "Bank", "Review"} and name.kind == "adjective"
            )
        if not word[0].isupper() or any(len(form) == 1 for form, _ in book.first.get(word, ())):
            return False
        k += 1
    return False


def _forename(word: str, book: Gazetteer) -> bool:
    """Whether a capitalised word before a capital's name looks like a first name (George Washington)."""
    return (
        word not in book.first
        and word.isalpha()
        and word not in _TITLES
        and len(word) > 2
        and word[1:].islower()
    )


_TITLES = frozenset(
    words("""
But And While When As If In At From To For With Both Yet Although Though Since After Before Until By On That The
This Even Only Like Unlike Official What Why How Where Also However Meanwhile Today Yesterday Will Can Does Did
Has Is Was Monday Tuesday Wednesday Thursday Friday Saturday Sunday Because Whether Against Between Among Over
Should Would Could Might May Must Whereas Then Once So Or Nor Not Now Perhaps Relations Beyond During Following
Given Despite
""")
)  # fmt: skip


def _mention(
    text: str, hits: list[tuple[str, int, int]], i: int, last: int, name: Named, book: Gazetteer
) -> Mention:
    a, b = hits[i][1], hits[last][2]
    if text[b : b + 1] == "." and "." in text[a:b]:
        b += 1
    how = name.kind
    if how == "capital" and i and hits[i - 1][0].lower() in _PLACE_BEFORE and hits[i - 1][2] + 1 == a:
        how = "place"
    return Mention(a, b, text[a:b], "state" if name.code in book.states else "body", name.code, how)


def _georgia(found: list[Mention], hits: list[tuple[str, int, int]]) -> list[Mention]:
    """Without Georgia where the text is about the American state of that name."""
    if not any(m.code == "GEO" for m in found):
        return found
    words = {h[0] for h in hits}
    if len(words & _US_STATES) > len(words & _NEAR_TBILISI):
        return [m for m in found if m.code != "GEO"]
    return found


def offices_of(
    text: str, names: Sequence[Mention], lexicon: Lexicon, published: date | None
) -> list[Mention]:
    """Persons named by office ("the Russian president", "Kazakhstan's president", "the president of Kazakhstan").

    The code is the name of who held the office on the day of publication; an office that nobody is known to have held
    then is left out.
    """
    book = gazetteer(lexicon)
    out: list[Mention] = []
    for m in names:
        a, b = m.start, m.end
        if text[b : b + 2] in {"'s", "’s"}:
            b += 2
        elif text[b : b + 1] in {"'", "’"}:
            b += 1
        elif m.how not in {"adjective", "demonym", "name", "abbreviation"}:
            b = -1
        if b >= 0 and text[b : b + 1] == " ":
            hit = _ROLE.match(text, b + 1)
            if hit and not _named_next(text, hit.end()):
                holder = holder_of(book, m.code, hit[1].lower(), published)
                if holder:
                    low = a - 4 if text[max(0, a - 4) : a].lower() == "the " else a
                    out.append(Mention(low, hit.end(), text[low : hit.end()], "person", holder, "office"))
                continue
        low = max(0, a - 40)
        back = _ROLE_OF.search(text[low:a])
        if back:
            holder = holder_of(book, m.code, back[1].lower(), published)
            if holder:
                s = low + back.start()
                out.append(Mention(s, m.end, text[s : m.end], "person", holder, "office"))
    return out


def _named_next(text: str, at: int) -> bool:
    """Whether a capitalised name follows, so that the office is a title before a name."""
    return text[at : at + 1] == " " and text[at + 1 : at + 2].isupper()


def holder_of(book: Gazetteer, code: str, role: str, published: date | None) -> str | None:
    """Who held an office of a state or body on a day; None where nobody or more than one is known."""
    day = published or date.max
    for office in _ROLES.get(role, ()):
        held: set[str] = {
            o.holder
            for o in book.by_office.get((code, office), ())
            if o.holder_kind == "person" and o.start <= day and (o.end is None or day < o.end)
        }
        if len(held) == 1:
            return held.pop()
        if held:
            return None
    return None


def anaphors(t: Tokens, names: Sequence[Mention], states: frozenset[str]) -> list[Mention]:
    """“The union”, “the organization”, “the bloc”: the body named last before that it can be."""
    out: list[Mention] = []
    bodies = [m for m in names if m.kind == "body" and m.code not in states]
    if not bodies:
        return out
    taken = {m.start for m in names}
    for i in range(1, t.n):
        fits = _ANAPHORS.get(t.lower[i])
        if fits is None or t.lower[i - 1] not in {"the", "this"} or t.start[i] in taken:
            continue
        if i + 1 < t.n and t.tag[i + 1] in {"NN", "NNS", "NNP", "NNPS"} and t.dep[i] == "compound":
            continue
        if i + 1 < t.n and t.lower[i + 1] == "of":
            continue
        before = [m for m in bodies if m.end <= t.start[i - 1]]
        pool = (
            [m for m in before if m.code in fits]
            if fits
            else [m for m in before if m.code not in _NOT_ORGANISATIONS]
        )
        if pool:
            out.append(
                Mention(
                    t.start[i - 1], t.end[i], f"{t.text[i - 1]} {t.text[i]}", "body", pool[-1].code, "anaphor"
                )
            )
    return out


def in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions in the order of the text, the longer first."""
    return tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.kind)))
