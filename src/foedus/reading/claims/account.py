"""What of a claim's sentence its fields do not account for: every such rest is a doubt, and keeps checking from deciding.

The words that can change what is claimed stand in ``lexicon/doubts.toml``. A word is *used* where a field of the claim says
what it says, or where it belongs to another claim of the sentence; names, dates and the matter voted on are no such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from foedus.reading.claims import company
from foedus.reading.claims.amounts import number, ordinal
from foedus.reading.claims.sheet import (
    FAMILY,
    JUDGED,
    MARK,
    SYMBOL,
    Kind,
    Sheet,
    by_word,
    codes_of,
    inside,
    lexicon,
    phrases,
    quoted,
)
from foedus.reading.claims.voteframe import then
from foedus.reading.schema import Doubt

if TYPE_CHECKING:
    from foedus.reading.claims.draft import Draft

_AGE = re.compile(r"-(?:year|member|nation|state|strong|country|seat|day|week|month|point|page)")
_NUMERIC = re.compile(r"\d[\d,.]*\d|\d")


def doubts(sheet: Sheet, draft: Draft) -> tuple[Doubt, ...]:
    """Every doubt about a draft of a sentence, each kind once."""
    if draft.type not in JUDGED:
        return ()
    found: dict[str, list[str]] = {}
    reasons: dict[str, str] = {}
    t = sheet.article.tokens
    zones = {where: sheet.zone(draft, where) for where in ("clause", "subject", "verb", "claim")}
    first, last = t.between(min(a for a, _ in zones.values()), max(b for _, b in zones.values()))
    for i in range(first, last):
        at = t.start[i]
        for kind in by_word().get(t.lower[i], ()):
            low, high = zones[kind.where]
            if low <= at < high and draft.type in kind.types and not _excused(sheet, draft, kind, i, at):
                found.setdefault(kind.name, []).append(t.text[i])
                reasons[kind.name] = kind.reason
    out = [
        Doubt(name, quoted(words), reasons[name].format(words=quoted(words))) for name, words in found.items()
    ]
    first, last = t.between(*zones["clause"])
    return (
        *out,
        *_phrases(sheet, draft, *zones["clause"]),
        *_earlier(sheet, draft),
        *_symbol(sheet, draft),
        *_own_date(sheet, draft),
        *_numbers(sheet, draft, first, last),
        *_predicates(sheet, draft, first, last),
        *company.left_out(sheet, draft),
        *company.with_others(sheet, draft),
        *company.with_all(sheet, draft),
        *company.misplaced(sheet, draft),
        *company.another_person(sheet, draft),
        *company.whose(sheet, draft),
        *_voted_to(sheet, draft),
        *_sequence(sheet, draft),
        *_several_days(sheet, draft),
        *company.of_group(sheet, draft),
        *_goes_on(sheet, draft),
        *company.named_beside(sheet, draft),
        *_of_election(sheet, draft),
    )


def _phrases(sheet: Sheet, draft: Draft, low: int, high: int) -> Iterator[Doubt]:
    """What several words together say and the claim's fields do not."""
    scoped = [g for g in draft.fields.get("scope_in") or () if g != "UN"]
    fields = {**draft.fields, "scope_in": "known" if scoped else ""}
    for kind, pattern in phrases():
        if draft.type not in kind.types or kind.used(fields):
            continue
        words = [
            m[0]
            for m in pattern.finditer(sheet.article.text, low, high)
            if not inside(m.start(), sheet.names)
        ]
        if words:
            yield Doubt(kind.name, quoted(words), kind.reason.format(words=quoted(words)))


def _symbol(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """A resolution that the sentence names by its number before a vote that was not tied to it."""
    if draft.type not in {"vote", "tally"} or draft.fields.get("resolution"):
        return
    named = SYMBOL.search(sheet.article.text, sheet.start, draft.start)
    if named:
        yield Doubt("symbol", named[0], f"whether {named[0]} is meant was not read")


def _own_date(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """A date among the claim's own words that is not the one by which the vote is looked for."""
    if draft.type not in {"vote", "tally"} or not draft.fields.get("date_text"):
        return
    at, end = draft.anchor or (draft.start, draft.end)
    mark = re.compile(r"[,;–—(]").search(sheet.article.text, end, sheet.end)
    said = [d.text for d in sheet.article.dates_in(at, mark.start() if mark else sheet.end)]
    if said and draft.fields["date_text"] not in said:
        yield Doubt("date", said[0], f"the day was read as {draft.fields['date_text']}, not {said[0]}")


_WHICH_HAD = re.compile(r"\b(?:which|who|that)\s+(?:had|has|have)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


def _earlier(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """A vote told in the relative clause of one who is said to have voted again: an earlier one, which nothing names."""
    if draft.type != "vote" or not draft.anchor:
        return
    text, (at, end) = sheet.article.text, draft.anchor
    start = max(sheet.start, at - 40)
    for place in (at, *(m.end() for m in re.finditer(r"\b(?:had|has|have)\s+", text[at:end]))):
        stop = place if place == at else at + place
        if _WHICH_HAD.search(text[start:stop]):
            yield Doubt("earlier", text[at:end], "an earlier vote is told, which the sentence does not name")
            return


_VOTED_TO = re.compile(r"\bto\s+(?:\w+ly\s+)?(?P<verb>\w+)", re.IGNORECASE)
# One thing told by its distance from another: no field of a claim holds that.
_SEQUENCE = re.compile(
    r"\b(?:years?|months?|weeks?|days?|decades?|hours?|generations?|terms?)\s+(?:before|after|earlier|later|ahead\s+of|behind|apart|sooner|prior)\b|"
    r"\b(?:the\s+same|one|a\s+single)\s+(?:day|month|year|week)\b|\b(?:just|shortly|soon|immediately|long|right|well)\s+(?:before|after)\b|\bthe\s+(?:year|month|day|week)\s+(?:before|after)\b|"
    r"\b(?:follow(?:ed|s|ing)?|preced(?:ed|es|ing)|alongside|simultaneously|in\s+turn|at\s+the\s+same\s+time|in\s+the\s+(?:wake|footsteps)\s+of|with\s+(?:it|them)|as\s+did|so\s+did|succeed(?:ed|s|ing)?|replac(?:ed|es|ing)|t(?:ook|aking|akes)\s+over\s+from|in\s+place\s+of|in\s+(?:his|her|its|their)\s+(?:place|stead)|"
    r"ma(?:de|king)\s+way|ga?ive?\s+way|predecessors?|successors?)\b|"
    r"\b(?:older|younger|longer|earlier|later|sooner)\s+than\b|\b(?:ahead\s+of|before)\s+(?=[A-Z])",
    re.IGNORECASE,
)


def _several_days(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """More than one date that could be the vote's, where the vote is not named by its symbol."""
    if draft.type != "vote" or (draft.fields.get("frame") or {}).get("symbol"):
        return
    low, high = sheet.zone(draft, "clause")
    found = [
        d
        for d in sheet.article.dates_in(low, high)
        if d.candidates and not inside(d.start, sheet.matters) and then(sheet.article, d, draft.anchor)
    ]
    widest = [
        d
        for d in found
        if not any(
            o is not d
            and o.candidates[0][0] >= d.candidates[0][0]
            and o.candidates[0][1] <= d.candidates[0][1]
            for o in found
        )
    ]
    if len(widest) > 1 or any(d.precision in {"years", "decade"} for d in found):
        words = quoted([d.text for d in found])
        yield Doubt("days", words, f"the sentence speaks of more than one day ({words})")


_ROUNDS = re.compile(
    r"\b(?:\w+(?:st|nd|rd|th)|first|second|third|final|last|\w+)\s+(?:rounds?|ballots?)\b|\b(?:unopposed|uncontested|unchallenged|by\s+(?:defeating|beating))\b",
    re.IGNORECASE,
)


def _of_election(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """Rounds, rivals and margins of an election that the claim does not hold."""
    if draft.type != "candidacy":
        return
    fields, t = draft.fields, sheet.article.tokens
    low, high = sheet.clause(draft)
    [s for o in sheet.drafts if o is not draft and o.type in {"tally", "candidacy"} for s in o.spans]
    found = list(_ROUNDS.finditer(sheet.article.text, low, high))
    if found and not (fields.get("round") or fields.get("rounds")):
        yield Doubt("rounds", found[0][0], f"the words “{found[0][0]}” were not checked")
    words = lexicon()[1]["election"]
    left = [
        t.text[i]
        for i in range(*t.between(low, high))
        if t.lower[i] in words and not any(inside(t.start[i], o.spans) for o in sheet.drafts)
    ]
    if left:
        yield Doubt("predicate", quoted(left), f"the sentence says more ({quoted(left)}) than was read")


_MORE = re.compile(
    r"\s*,?\s*(?:and|but|or|as)\s*,?\s*(?:un)?(?:like|of|in|to|then|later|both|also|not|neither|twice)\b|\s*,\s*(?:un)?like\b|\s+(?:and|or)\s+(?:the\s+)?(?=[A-Z])",
    re.IGNORECASE,
)


def _goes_on(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """A belonging that is said of more than was read: "is a member of NATO and, unlike Norway, of the EU"."""
    if draft.type not in {"membership", "accession"}:
        return
    text = sheet.article.text
    more = _MORE.match(text, draft.end, sheet.end)
    if more and (
        more[0].strip().lower() not in {"and", "or"}
        or any(
            m.kind == "body" and m.start <= more.end() + 4
            for m in sheet.article.mentions_in(draft.end, min(sheet.end, draft.end + 60))
        )
    ):
        yield Doubt("more", more[0].strip(), f"the sentence goes on (“{more[0].strip()}”)")
    voting = lexicon()[1]["vote"]
    t = sheet.article.tokens
    if draft.fields.get("org") == "UN" and any(
        t.lower[i] in voting for i in range(*t.between(sheet.start, sheet.end))
    ):
        yield Doubt("vote", "", "the sentence speaks of a vote on it")


def _voted_to(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """As in "voted to shield X": whether that was a yes or a no the verb alone does not say."""
    if draft.type != "vote" or not draft.anchor or draft.fields.get("choices") != ["yes"]:
        return
    text = sheet.article.text
    said = text[draft.anchor[0] : draft.anchor[1]]
    if not re.search(r"\bto\s*$", said):
        return
    verb = _VOTED_TO.match(text, draft.anchor[1] - len(said) + said.rindex("to"))
    if verb is None or verb["verb"].lower() not in lexicon()[1]["voted_to"]:
        words = text[draft.anchor[0] : verb.end() if verb else draft.anchor[1]]
        yield Doubt("voted to", words, f"“{words}” does not say whether it was a yes or a no")


def _sequence(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """Two facts told by the time between them."""
    if (
        draft.type not in {"membership", "accession", "office", "candidacy", "rank"}
        or draft.fields.get("event") == "negotiate"
        or draft.fields.get("rounds")
    ):
        return
    low, high = sheet.clause(draft)
    found = _SEQUENCE.search(sheet.article.text, max(sheet.start, low - 12), min(sheet.end, high + 12))
    if found and not inside(found.start(), sheet.dates):
        yield Doubt("sequence", found[0], f"the words “{found[0]}” were not checked")


# Kinds of word that a predicate may hold as its own: "did not vote", "declined to take part".
_IN_PREDICATE = frozenset({"denied", "modal", "elsewhere", "votes"})


_ANEW = re.compile(r"[,;:–—]\s*(?:instead,?\s+|rather,?\s+|but\s+)?(?:it|they)\s", re.IGNORECASE)


def _excused(sheet: Sheet, draft: Draft, kind: Kind, i: int, at: int) -> bool:
    """Whether a word is used by this claim, belongs to another one, or is part of a name, a date or the matter."""
    if inside(at, sheet.names) or inside(at, sheet.dates):
        return True
    if kind.name != "elsewhere" and inside(at, sheet.matters) and draft.type in {"vote", "tally"}:
        return True
    if draft.anchor and draft.anchor[0] <= at < draft.anchor[1] and kind.name in _IN_PREDICATE:
        return True
    if kind.used(draft.fields):
        return True
    if draft.anchor and kind.where == "verb" and any(at <= a < draft.anchor[0] for a, _ in sheet.anchors):
        return True  # it stands before another predicate
    if draft.anchor and kind.name == "denied" and _ANEW.search(sheet.article.text, at, draft.anchor[1]):
        return True  # "did not abstain; it voted no"
    mine = any(a <= at < b for a, b in draft.spans)
    for other in sheet.drafts:
        if (
            other is not draft
            and any(a <= at < b for a, b in other.spans)
            and (not mine or kind.used(other.fields))
        ):
            return True
    return _set_phrase(sheet, draft, i)


def _set_phrase(sheet: Sheet, draft: Draft, i: int) -> bool:
    """Words that here mean something else: "both A and B" of two, "for all the talk", "unlike Belarus, which ..." of Belarus."""
    t = sheet.article.tokens
    word, nxt, prev = t.lower[i], t.lower[i + 1] if i + 1 < t.n else "", t.lower[i - 1] if i else ""
    actors = draft.fields.get("actors") or ()
    if word == "both":
        return len(actors) == 2
    if word in {"all", "each"}:
        return (
            prev in {"for", "at"}
            or (nxt in _UP_TO_SIX and number(nxt) == len(actors))
            or (len(actors) > 1 and prev not in {"of", "that"} and nxt not in {"of", "the", "members"})
        )
    if word == "unlike":
        named = sheet.article.mentions_in(t.end[i], t.end[i] + 30, "state")
        return bool(named) and named[0].code in actors and draft.start <= t.end[i]
    if word in {"may", "will", "set", "due"}:
        return t.tag[i] not in {"MD", "VBN", "JJ"}
    if word == "rest":
        return nxt != "of"
    if word == "rather":
        return nxt != "than"
    if word == "instead":
        return nxt != "of"
    if word in {"joined", "joining"}:
        return draft.type in {"membership", "accession"} or _names_own(sheet, draft, i)
    if word == "save":
        return t.tag[i].startswith("V")
    if word == "years":
        return prev not in {"all", "many", "most", "recent", "several", "other", "earlier", "previous"}
    if word in {"first", "last"}:
        return (
            nxt in {"round", "rounds", "ballot", "time"}
            and draft.type in {"candidacy", "tally"}
            and bool(draft.fields.get("round"))
        )
    return word == "score" and prev != "a"


_UP_TO_SIX = frozenset({"two", "three", "four", "five", "six"})


def _values(fields: Mapping[str, Any]) -> set[float]:
    """Every number that a claim's fields hold."""
    out: set[float] = set()
    stack: list[Any] = [
        v
        for k, v in fields.items()
        if k not in {"frame", "date", "since", "from", "to", "at"}
        and not (k == "period" and "years" not in (v or {}))
    ]
    while stack:
        value = stack.pop()
        if isinstance(value, bool):
            continue
        if isinstance(value, (int, float)):
            out.add(float(value))
        elif isinstance(value, Mapping):
            stack.extend(value.values())
        elif isinstance(value, (list, tuple)):
            out.add(float(len(value)))
            stack.extend(value)
        elif isinstance(value, str):
            out.update(
                float(n.replace(",", "").rstrip("."))
                for n in _NUMERIC.findall(value)
                if n.replace(",", "").replace(".", "", 1).isdigit()
            )
    return out


def _numbers(sheet: Sheet, draft: Draft, first: int, last: int) -> Iterator[Doubt]:
    """Numbers of the clause that no field holds."""
    t = sheet.article.tokens
    held = _values(draft.fields)
    left: list[str] = []
    if draft.type == "vote" and draft.anchor:
        first, last = _near(sheet, draft, first, last)
    for i in range(first, last):
        at = t.start[i]
        if t.tag[i] != "CD" and not t.text[i][:1].isdigit():
            continue
        if (
            inside(at, sheet.names)
            or inside(at, sheet.dates)
            or (inside(at, sheet.matters) and draft.type in {"vote", "tally"})
        ):
            continue
        if _AGE.match(sheet.article.text, t.end[i]) or ("-" in t.text[i] and _AGE.search(t.text[i])):
            continue
        value = number(t.text[i])
        if value is None:
            value = ordinal(t.text[i])
        if (
            value is None
            or value in held
            or t.lower[i] in {"one", "million", "billion", "trillion", "hundred", "thousand", "dozen"}
        ):
            continue
        if (
            value > 1000 and any(abs(h - value) < 1 or (h and abs(h / value) % 1000 < 1e-6) for h in held)
        ) or any(h % 100 == value for h in held):
            continue
        if any(
            o is not draft and any(a <= at < b for a, b in o.spans) and value in _values(o.fields)
            for o in sheet.drafts
        ):
            continue
        told = {
            h
            for o in sheet.drafts
            if o is not draft and any(a <= at < b for a, b in o.spans)
            for h in _values(o.fields)
        }
        if any(
            h
            and value
            and h
            in {value * 10, value * 1e3, value * 1e6, value * 1e9, value * 1e12, value * 100, value * 12}
            for h in held | told
        ):
            continue
        left.append(t.text[i])
    if left:
        yield Doubt("number", quoted(left), f"the number {quoted(left)} was not checked")


def _near(sheet: Sheet, draft: Draft, first: int, last: int) -> tuple[int, int]:
    """The tokens of a vote's subject and of what follows its verb to the next mark: a number there is about the voters."""
    assert draft.anchor is not None
    text, t = sheet.article.text, sheet.article.tokens
    actors = [
        m for m in sheet.article.mentions_in(sheet.start, draft.anchor[0]) if m.code in codes_of(draft.fields)
    ]
    low = actors[0].start if actors else draft.start
    lead = re.split(r"[,;:–—(]|--", text[max(sheet.start, low - 40) : low])[-1]
    mark = MARK.search(text, draft.anchor[1], sheet.end)
    a, b = t.between(low - len(lead), mark.start() if mark else sheet.end)
    return max(first, a), min(last, b)


def _predicates(sheet: Sheet, draft: Draft, first: int, last: int) -> Iterator[Doubt]:
    """Other words of the claim's family that share its subject and that no claim of the sentence has read."""
    family = FAMILY.get(draft.type)
    if family is None or not draft.anchor:
        return
    t = sheet.article.tokens
    words = lexicon()[1][family]
    tallies = [s for o in sheet.drafts if o.type == "tally" for s in o.spans]
    named = [
        m
        for m in sheet.article.mentions_in(sheet.start, sheet.end, "state")
        if m.code in codes_of(draft.fields) and m.end <= draft.anchor[0]
    ]
    actor = named[-1].end if named else draft.start
    inner, outer = [], []
    for i in range(first, last):
        at = t.start[i]
        if t.lower[i] in {"joined", "joining"} and _names_own(sheet, draft, i):
            continue
        if (
            t.lower[i] not in words
            or t.tag[i][0] not in "VNJUR"
            or (t.tag[i][0] == "N" and t.lower[i] in _THINGS)
        ):
            continue
        if any(inside(at, found) for found in (sheet.anchors, tallies, sheet.names, sheet.matters)):
            continue
        if at < actor:
            outer.append(t.text[i])
        elif at < draft.anchor[0] or not _own_subject(sheet, draft.anchor[1], at):
            inner.append(t.text[i])
    if inner:
        yield Doubt("predicate", quoted(inner), f"the sentence says more ({quoted(inner)}) than was read")
    if outer:
        yield Doubt(
            "predicate before",
            quoted(outer),
            f"the sentence says more ({quoted(outer)}) than was read",
            "against",
        )


def _names_own(sheet: Sheet, draft: Draft, i: int) -> bool:
    """Whether "joined" is followed by one of those of whom the claim speaks."""
    t = sheet.article.tokens
    named = sheet.article.mentions_in(t.end[i], min(sheet.end, t.end[i] + 40), "state")
    return bool(named) and named[0].code in codes_of(draft.fields)


_THINGS = frozenset({"vote", "votes", "voting", "support", "back", "backs", "no", "yes"})


def _own_subject(sheet: Sheet, start: int, end: int) -> bool:
    """Whether somebody else is named or counted between two predicates."""
    t = sheet.article.tokens
    if any(m.how != "pronoun" for m in sheet.article.mentions_in(start, end, "state")):
        return True
    return any(
        t.tag[i] == "CD" or t.lower[i] in {"others", "nobody", "none", "everyone"}
        for i in range(*t.between(start, end))
    )
