"""The text with its names and dates painted over, so that one plain pattern fits every state, body, person and day."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from foedus.reading.claims.amounts import COMPARATOR, NUMBER, NUMBER_WORDS, ORDINAL, years_of
from foedus.reading.claims.draft import Draft
from foedus.reading.schema import ClaimType, Mention

if TYPE_CHECKING:
    from foedus.reading.context import Article, Lexicon
    from foedus.reading.dates import DateText

# One character of the private use area a kind of name; a painted name keeps its length, so offsets stay.
STATE, BODY, PERSON, GROUP, DAY, ADJECTIVE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
_PAINT = {"state": STATE, "body": BODY, "person": PERSON, "group": GROUP}

# What a writer calls an organisation after having named it.
ANAPHOR = (
    r"(?:[Tt]he|[Tt]his|[Tt]hat|its) (?:(?:world|global|regional|trade|trading|military|economic|security|customs|"
    r"political|defen[cs]e|Western|Atlantic|Eurasian|Turkic|wider|new|same|UN|U\.N\.|United Nations) ){0,2}"
    r"(?i:organi[sz]ation|union|bloc|alliance|council|body|club|grouping|group|pact|league|association|community)\b"
)
_LIST_LINK = (
    r"(?:, (?:and |or |as well as )?| and | or | as well as | along with | together with | & |, along with )"
)
# A state in a list may carry an article and a word or two of description.
_STATE = rf"(?:[Tt]he )?{STATE}++"
# A body may be followed by its abbreviation in brackets.
_BODY = rf"(?:[Tt]he )?{BODY}++(?: {BODY}++)?(?: \({BODY}++\))?"
TITLE = r"(?:president|leader|prime minister|premier|chancellor|king|queen|emperor|emir|sultan|monarch|head of state|head of government|foreign minister|ruler|strongman)"
# Somebody by name, or by the office of a state.
_HOLDER = rf"(?:{PERSON}++|(?:[Tt]he )?(?:{ADJECTIVE}++|{STATE}++['’]s) {TITLE}|[Tt]he {TITLE} of (?:the )?{STATE}++)"
_TOKENS = {
    "S": _STATE,
    "L": rf"{_STATE}(?:{_LIST_LINK}{_STATE})*",
    "B": _BODY,
    "A": rf"(?:{_BODY}|{ANAPHOR})",
    "P": rf"{PERSON}++",
    "J": rf"{ADJECTIVE}++",
    "H": _HOLDER,
    "D": rf"(?:{DAY}++(?: ?[-–—] ?{DAY}++| (?:and|to) {DAY}+)?)",
    "Y": rf"{DAY}++",
    "T": rf"(?:{DAY}++|\d{{4}})(?: ?[-–—/] ?(?:{DAY}++|\d{{2,4}}))?",
    "N": NUMBER,
    "O": ORDINAL,
    "C": rf"(?:{COMPARATOR} (?:an? )?)?",
    "'s": r"(?:['’]s?|['’]?s)",
}
_SLOT = re.compile(r"\{([A-Z]|'s)(?::(\w+))?\}")


# The first slot of a template that can begin nowhere but at a name, and the colour of that name.
_FIRST = re.compile(r"(?:\(\?P<\w+>\{([LSABP])\}\)|\{([LSABP])(?::\w+)?\})(?![?*])")
_SLOT_LEAD: dict[str, tuple[str, ...]] = {
    "L": (STATE,),
    "S": (STATE,),
    "A": (BODY, "anaphor"),
    "B": (BODY,),
    "P": (PERSON,),
}
_LEAD: dict[re.Pattern[str], tuple[str, ...]] = {}


@lru_cache(maxsize=512)
def pattern(template: str) -> re.Pattern[str]:
    """A pattern over painted text.

    Slots: ``{S}`` a state, ``{L}`` a list of states, ``{B}`` a body, ``{A}`` a body or what it is called the second
    time, ``{P}`` a person by name, ``{H}`` a person by name or by office, ``{J}`` a national adjective, ``{D}`` a date or two, ``{Y}`` one date, ``{T}`` a year or a span of years, ``{N}`` a
    number, ``{O}`` an ordinal, ``{C}`` an optional comparator, ``{'s}`` a possessive; ``{S:name}`` names the group.
    """

    def fill(m: re.Match[str]) -> str:
        body = _TOKENS[m[1]]
        return f"(?P<{m[2]}>{body})" if m[2] else f"(?:{body})"

    made = re.compile(_SLOT.sub(fill, template))
    first = _FIRST.match(template)
    if first:
        _LEAD[made] = _SLOT_LEAD[first[1] or first[2]]
    return made


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrasing.

    Attributes:
        stems: words one of which, or one that begins so, must stand in the sentence.
        regex: the pattern.
        make: what makes drafts of a match.
        lead: where the pattern can begin, where its first slot does not say so: a colour, "subject", "anaphor",
            "number", "day", or how a word begins; empty for anywhere.
    """

    stems: tuple[str, ...]
    regex: re.Pattern[str]
    make: Callable[[Marked, re.Match[str]], Iterable[Draft]]
    lead: tuple[str, ...] = ()


@dataclass(slots=True)
class Marked:
    """An article with its names painted over.

    Attributes:
        article: the article.
        text: painted text, as long as the article's.
        low: the same in lower case, for looking up stems.
        items: the painted mentions in order, none inside another.
        starts: where the mentions begin.
        days, day_starts: the dates, and where they begin.
        sentences, sentence_starts: (start, end) of each sentence, and where they begin.
        places: by colour, where its names begin, articles included.
        live: the numbers of the sentences that name anybody.
        words, vocabulary: every word in lower case with the places of its tokens; the same words in order.
        prefixes: the words by their first four letters.
    """

    article: Article
    text: str
    low: str
    items: tuple[Mention, ...]
    starts: tuple[int, ...]
    days: tuple[DateText, ...]
    day_starts: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    sentence_starts: tuple[int, ...]
    places: dict[tuple[str, ...], list[int]]
    live: frozenset[int]
    words: dict[str, list[int]]
    vocabulary: list[str]
    prefixes: dict[str, list[str]]

    def raw(self, start: int, end: int) -> str:
        """The words as the article has them."""
        return self.article.text[start:end]

    def group(self, m: re.Match[str], name: str) -> str:
        """A named group of a match as the article has it, empty where it did not take part."""
        start, end = m.span(name)
        return self.article.text[start:end] if start >= 0 else ""

    def mentions(self, start: int, end: int, kinds: str = "") -> list[Mention]:
        """The painted mentions inside a stretch, of one kind if said."""
        if start < 0:
            return []
        found = self.items[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [m for m in found if not kinds or m.kind == kinds]

    def codes(self, m: re.Match[str], name: str, kind: str = "state") -> list[str]:
        """The codes of the mentions inside a named group, each once, in order."""
        if name not in m.re.groupindex:
            return []
        start, end = m.span(name)
        found = self.mentions(start, end, kind)
        if kind == "state" and start == m.start() and len(found) > 1 and self.aside(found):
            found = found[1:]
        return list(dict.fromkeys(x.code for x in found))

    def aside(self, found: Sequence[Mention]) -> bool:
        """Whether the first of some states belongs to a phrase before the subject: "Close to Russia, Kazakhstan ..."."""
        first, second = found[0], found[1]
        if self.text[first.end : second.start].strip() not in {",", ", the"}:
            return False
        return bool(_PREPOSED.search(self.text[max(0, first.start - 16) : first.start]))

    def span(self, m: re.Match[str], name: str = "who") -> tuple[int, int]:
        """Where a match lies, without a phrase before its subject."""
        if name in m.re.groupindex and m.start(name) == m.start():
            found = self.mentions(*m.span(name), "state")
            if len(found) > 1 and self.aside(found):
                return found[1].start, m.end()
        return m.span()

    def governed(self, m: re.Match[str], name: str = "who") -> bool:
        """Whether the states of a group hang on a preposition, and so are not the subject of what follows."""
        start, end = m.span(name)
        found = self.mentions(start, end, "state")
        if not found or (len(found) > 1 and self.aside(found)):
            return False
        return bool(_GOVERNING.search(self.text[max(0, start - 16) : start]))

    def spoken_date(self, start: int, end: int) -> dict[str, Any] | None:
        """The date of what a stretch tells: the first in its sentence that is no span of years."""
        first, last = self.sentence(start)
        return next(
            (x for x in self.dates(first, max(last, end)) if x["precision"] not in {"years", "decade"}), None
        )

    def person(self, m: re.Match[str], name: str) -> str | None:
        """Who is meant by a name or by "the Russian president"."""
        start, end = m.span(name)
        found = self.article.mentions_in(start, end, "person") if start >= 0 else []
        return found[-1].code if found else None

    def body(self, m: re.Match[str], name: str = "org") -> str | None:
        """The body that a group names, or that its anaphor stands for."""
        start, end = m.span(name)
        if start < 0:
            return None
        named = [x for x in self.mentions(start, end, "body") if not is_group(x.code)]
        return named[-1].code if named else self.antecedent(start, self.raw(start, end))

    def antecedent(self, before: int, words: str = "") -> str | None:
        """The body last named before a place; one whose own name has the anaphor's noun goes first."""
        earlier = [
            x
            for x in self.items[: bisect_left(self.starts, before)]
            if x.kind == "body" and not is_group(x.code)
        ]
        noun = words.lower().split()[-1].replace("organisation", "organization") if words else ""
        for x in reversed(earlier):
            if noun and noun in full_name(x.code):
                return x.code
        if not earlier and noun == "alliance":
            return "NATO"  # "the alliance", with no other named, is the Atlantic one
        nouns_of_kind = {"council": "council", "union": "union"}
        if noun in nouns_of_kind:
            return "UNSC" if noun == "council" else None
        return earlier[-1].code if earlier else None

    def date(self, start: int, end: int) -> dict[str, Any] | None:
        """The first date inside a stretch, as a claim's field."""
        if start < 0:
            return None
        i = bisect_left(self.day_starts, start)
        if i < len(self.days) and self.days[i].start < end:
            return self.days[i].to_dict()
        return None

    def dates(self, start: int, end: int) -> list[dict[str, Any]]:
        """Every date inside a stretch."""
        i, j = bisect_left(self.day_starts, start), bisect_left(self.day_starts, end)
        return [d.to_dict() for d in self.days[i:j]]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that a place stands in."""
        i = bisect_right(self.sentence_starts, at) - 1
        return self.sentences[max(i, 0)] if self.sentences else (0, len(self.text))

    def clause_end(self, end: int) -> int:
        """Where the clause that runs on after a place stops: the next mark or the end of the sentence."""
        limit = self.sentence(end - 1)[1]
        m = _STOP.search(self.text, end, limit)
        return m.start() if m else len(self.text[:limit].rstrip(" \t\r\n.!?;\"”’'»"))

    def topic(self, before: int) -> str | None:
        """The state that is spoken of at a place: the first of the sentence, else the first of the ones before it.

        A person in an office of a state stands for it; the adjective of "Russian-led" does not.
        """
        start, _ = self.sentence(before)
        i = bisect_right(self.sentence_starts, start) - 1
        stretches = [(start, before), *(self.sentences[j] for j in range(i - 1, max(i - 4, -1), -1))]
        for a, b in stretches:
            for x in self.article.mentions_in(a, b):
                if x.kind == "state" and self.article.text[x.end : x.end + 1] != "-" and x.how != "pronoun":
                    return x.code
                if x.kind == "person" and x.code in self.offices:
                    return self.offices[x.code]
        return None

    @property
    def offices(self) -> dict[str, str]:
        """The state of everybody whom the lexicon knows in an office."""
        return _offices(self.article.lexicon)

    def speaker_state(self, at: int) -> str | None:
        """The state of whoever says the words at a place, where a state stands in the name or role of the speaker."""
        for s in self.article.statements:
            if any(c.start - 1 <= at < c.end + 1 for c in s.content):
                spots = [x for x in (s.speaker.mention, s.speaker.affiliation_span) if x is not None]
                for spot in spots:
                    near = self.article.mentions_in(max(0, spot.start - 40), spot.end + 40, "state")
                    if near:
                        return near[0].code
        return None

    def new_year(self, at: int) -> dict[str, Any] | None:
        """As in "At New Year": the turn of the year nearest before publication, else the next."""
        day = self.article.published
        if day is None:
            return None
        years = (day.year, day.year + 1)
        spans = [[f"{y - 1}-12-31", f"{y}-01-02"] for y in years]
        return {"text": self.raw(at, at + 8), "candidates": spans, "precision": "day"}

    def is_future(self, when: dict[str, Any] | None) -> bool:
        """Whether every day that a date can mean lies after publication."""
        day = self.article.published
        if when is None or day is None or not when["candidates"]:
            return False
        return all(first > day.isoformat() for first, _ in when["candidates"][:1])

    def after_word(self, at: int, words: tuple[str, ...]) -> bool:
        """Whether a clause that begins at a place is opened by one of these words."""
        return self.low[max(0, at - 12) : at].rstrip().endswith(words)

    def club(self, start: int, end: int) -> str | None:
        """The organisation whose doors a stretch of text speaks of without naming it."""
        first, last = self.sentence(start)
        here = [
            x
            for x in self.mentions(first, last, "body")
            if not is_group(x.code) and _DOOR.search(self._around(x))
        ]
        if here:
            return min(here, key=lambda x: min(abs(x.start - end), abs(x.end - start))).code
        earlier = [
            x
            for x in self.items[: bisect_left(self.starts, start)]
            if x.kind == "body" and not is_group(x.code)
        ]
        through = [x for x in earlier if _DOOR.search(self._around(x))]
        if through:
            return through[-1].code
        return earlier[-1].code if earlier else None

    def _around(self, x: Mention) -> str:
        return self.low[max(0, x.start - 32) : x.start] + "|" + self.low[x.end : x.end + 14]

    def apply(self, rules: tuple[Rule, ...]) -> Iterator[Draft]:
        """The drafts that the rules find, rule by rule and sentence by sentence."""
        for rule, m in self.matches(rules):
            yield from rule.make(self, m)

    def matches(self, rules: tuple[Rule, ...]) -> Iterator[tuple[Rule, re.Match[str]]]:
        """The matches of rules, each only in sentences that name somebody and have one of the rule's stems."""
        sentence_of = self.article.tokens.sent
        places: dict[int, set[int]] = {}
        for key, stems in _stems(rules).items():
            for word in self.prefixes.get(key, ()):
                for stem, number_of_rule in stems:
                    if word.startswith(stem):
                        places.setdefault(number_of_rule, set()).update(
                            [sentence_of[t] for t in self.words[word]]
                        )
        for number_of_rule in sorted(places):
            rule = rules[number_of_rule]
            for i in sorted(places[number_of_rule] & self.live):
                for m in self._matches(rule, *self.sentences[i]):
                    yield rule, m

    def _matches(self, rule: Rule, start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches of a pattern in a sentence; one that can begin at certain words only is tried there only."""
        regex = rule.regex
        lead = rule.lead or _LEAD.get(regex)
        if lead is None:
            yield from regex.finditer(self.text, start, end)
            return
        places = self.places.get(lead)
        if places is None:
            places = self.places[lead] = sorted({at for part in lead for at in self._begins(part)})
        reached = start
        for at in places[bisect_left(places, start) : bisect_left(places, end)]:
            if at >= reached:
                m = regex.match(self.text, at, end)
                if m:
                    reached = max(m.end(), at + 1)
                    yield m

    def _begins(self, part: str) -> Iterable[int]:
        """Where a pattern with a certain lead can begin: at names of a colour, at a subject, at words with a stem."""
        if (part,) in self.places:
            return self.places[(part,)]
        t = self.article.tokens
        if part in {"anaphor", "subject"}:
            nouns = _ANAPHOR_NOUNS if part == "anaphor" else ("country", "nation", "republic", "state")
            back = (1, 2, 3) if part == "anaphor" else (1, 2)
            words = ("the", "this", "that", "its") if part == "anaphor" else ("the", "his")
            tokens = [
                i - n
                for w in nouns
                for i in self.words.get(w, ())
                for n in back
                if i >= n and t.lower[i - n] in words
            ]
            if part == "subject":
                tokens += [i for w in ("it", "they", "we") for i in self.words.get(w, ())]
            return [t.start[i] for i in tokens]
        if part == "day":
            return self.day_starts
        if part == "number":
            return [
                t.start[i]
                for w, found in self.words.items()
                if w[0].isdigit() or w in NUMBER_WORDS
                for i in found
            ]
        found: list[int] = []
        for word in self.vocabulary[bisect_left(self.vocabulary, part) :]:
            if not word.startswith(part):
                break
            found.extend(t.start[i] for i in self.words[word])
        return found


_ANAPHOR_NOUNS = (
    "organization", "organisation", "union", "bloc", "alliance", "council", "body", "club", "grouping", "group", "pact",
    "league", "association", "community",
)  # fmt: skip


_STEMS: dict[int, tuple[tuple[Rule, ...], dict[str, list[tuple[str, int]]]]] = {}


def _stems(rules: tuple[Rule, ...]) -> dict[str, list[tuple[str, int]]]:
    """The first words of the rules' stems, by their first four letters, with the numbers of the rules; made once."""
    kept = _STEMS.get(id(rules))
    if kept is not None and kept[0] is rules:
        return kept[1]
    found: dict[str, list[tuple[str, int]]] = {}
    for number_of_rule, rule in enumerate(rules):
        for stem in rule.stems:
            words = stem.strip(" -").split()
            word = words[0] if words else stem.strip()
            found.setdefault(word[:4], []).append((word, number_of_rule))
    _STEMS[id(rules)] = (rules, found)
    return found


_PREPOSED = re.compile(
    r"\b(?:to|with|from|in|for|of|by|against|like|unlike|besides|than|after|before|over|near) (?:the )?$",
    re.IGNORECASE,
)
_GOVERNING = re.compile(
    r"\b(?:by|with|against|from|than|in|for|over|behind|unlike) (?:the )?$", re.IGNORECASE
)
# Words that stand right before or after an organisation one wants to get into.
_DOOR = re.compile(
    r"(?:join\w*|member of|accession to|entry (?:in)?to|enter\w*|applied to|accede to|talks with|admission to) (?:the )?\||\|(?:['’]s)? (?:membership|accession|entry)"
)
_STOP = re.compile(
    r"[,;:()\n]|\.(?=\s|$)| [-–—] ?|—|[”\"»]| (?:while|but|although|though|whereas|and (?=\w+(?:ed|s) ))"
)


def draft(of_type: ClaimType, span: tuple[int, int], priority: int = 50, /, **fields: Any) -> Draft:
    """A draft of one span; fields without a value are left out."""
    return Draft(of_type, (span,), {k: v for k, v in fields.items() if v is not None}, priority)


def who(codes: Sequence[str]) -> dict[str, Any]:
    """The actors of a claim: ``actor`` for one, ``actors`` for more."""
    return {"actor": codes[0]} if len(codes) == 1 else {"actors": list(codes)}


def days_of(mk: Marked, m: re.Match[str], name: str) -> dict[str, Any] | None:
    """The date or span of years in a named group of a match, as a claim's field."""
    start, end = m.span(name)
    if start < 0:
        return None
    found = mk.dates(start, end)
    words = mk.raw(start, end)
    span = years_of(words)
    if span and (not found or found[0]["precision"] != "years"):
        return {"text": words, "candidates": [[f"{span[0]}-01-01", f"{span[1]}-12-31"]], "precision": "years"}
    if not found:
        year = re.search(r"\b(?:19|20)\d\d\b", words)
        return (
            {"text": year[0], "candidates": [[f"{year[0]}-01-01", f"{year[0]}-12-31"]], "precision": "year"}
            if year
            else None
        )
    return found[0]


@lru_cache(maxsize=256)
def full_name(code: str) -> str:
    """The full name of a body in lower case, spelt the American way."""
    from foedus.errors import UnknownName
    from foedus.model.bodies import get_body

    try:
        return get_body(code).name.lower().replace("organisation", "organization")
    except UnknownName:
        return code.lower()


@lru_cache(maxsize=256)
def is_group(code: str) -> bool:
    """Whether a body is only a set of states that people speak of, which nobody joins."""
    from foedus.errors import UnknownName
    from foedus.model.bodies import get_body

    try:
        return code != "P5" and get_body(code).kind in {"bloc", "un_group"}
    except UnknownName:
        return False


def marked(article: Article) -> Marked:
    """Paint an article once; the finders share the result."""
    kept = _cache.get(id(article))
    if kept is not None and kept.article is article:
        return kept
    made = _paint(article)
    _cache.clear()
    _cache[id(article)] = made
    return made


_cache: dict[int, Marked] = {}
_known: dict[int, dict[str, str]] = {}


def _offices(lexicon: Lexicon) -> dict[str, str]:
    """Who holds an office of which state, built once a lexicon."""
    if id(lexicon) not in _known:
        _known.clear()
        _known[id(lexicon)] = {o.holder: o.of for o in lexicon.offices if o.holder_kind == "person"}
    return _known[id(lexicon)]


def _paint(article: Article) -> Marked:
    text = article.text
    pieces: list[str] = []
    items: list[Mention] = []
    last = 0
    spots: list[tuple[int, int, str, Mention | None]] = [
        (m.start, m.end, _colour(m), m)
        for m in article.mentions
        if m.how not in {"pronoun", "office"}
        and m.end > m.start
        and not (m.how == "anaphor" and is_group(m.code))
    ]
    names = {(s, e) for s, e, _, _ in spots}
    days = tuple(sorted(article.dates, key=lambda d: d.start))
    spots.extend((d.start, d.end, DAY, None) for d in days if (d.start, d.end) not in names)
    spots.sort(key=lambda s: (s[0], -s[1]))
    for start, end, colour, mention in spots:
        if start < last:
            continue
        pieces.append(text[last:start])
        pieces.append(colour * (end - start))
        last = end
        if mention is not None:
            items.append(mention)
    pieces.append(text[last:])
    painted = "".join(pieces)
    sentences = tuple(article.sentences)
    begins = tuple(s for s, _ in sentences)
    words: defaultdict[str, list[int]] = defaultdict(list)
    for token, word in enumerate(article.tokens.lower):
        words[word].append(token)
    words.default_factory = None
    prefixes: dict[str, list[str]] = {}
    for word in words:
        prefixes.setdefault(word[:4], []).append(word)
    places: dict[tuple[str, ...], list[int]] = {(c,): [] for c in (STATE, BODY, PERSON, GROUP, ADJECTIVE)}
    for m in items:
        with_article = text[m.start - 4 : m.start] in {"the ", "The "}
        places[(painted[m.start],)].append(m.start - 4 if with_article else m.start)
    return Marked(
        article=article,
        text=painted,
        low=painted.lower(),
        items=tuple(items),
        starts=tuple(m.start for m in items),
        days=days,
        day_starts=tuple(d.start for d in days),
        sentences=sentences,
        sentence_starts=begins,
        places=places,
        words=words,
        vocabulary=sorted(words),
        prefixes=prefixes,
        live=frozenset(bisect_right(begins, m.start) - 1 for m in items),
    )


def _colour(m: Mention) -> str:
    if m.kind == "state" and m.how in {"adjective", "demonym"}:
        return ADJECTIVE
    if m.kind == "body" and is_group(m.code):
        return GROUP
    return _PAINT[m.kind]
