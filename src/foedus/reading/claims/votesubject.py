"""Who is said to have voted: lists of states, groups with their quantifier and exceptions, counts, pronouns."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from foedus.reading.claims.masked import ADJECTIVE, BODY, LIST, NUMBER, PERSON, STATE, A, B, Masked, S, number

WHO = r"(?:members?|member[\s-]states?|states?|countries|country|nations?|governments?|capitals?|delegations?|allies|ally|partners?|republics|powers|voters|ones)"
_EXCEPT = (
    r"\s*,?\s*[–—(]?\s*(?:but|except(?:ing)?(?:\s+for)?|apart\s+from|save(?:\s+for)?|bar(?:ring)?|other\s+than|excluding|"
    r"with\s+the\s+(?:sole\s+|single\s+)?exceptions?\s+of|aside\s+from|minus)\s+"
)
_OWNED = rf"(?:{A}|{STATE}++['’]s?)"
_ALLIES = rf"(?P<allies>{_OWNED}\s+(?:\w+\s+|{B}\s+)?(?:allies|partners))"
_GROUP = re.compile(
    rf"(?<![\w'’])(?:(?P<q>all|every(?:\s+single)?|each|no|none|not\s+one|not\s+a\s+single|most|the\s+rest|(?:the\s+)?remaining|(?:the\s+)?other|the|both)\s+)?"
    r"(?:of\s+)?(?:the\s+|its\s+|their\s+|all\s+)?(?P<other>(?:other|remaining|rest\s+of\s+the)\s+)?"
    rf"(?:(?P<n>{NUMBER})\s+)?(?:other\s+)?(?:full\s+)?"
    rf"(?:{WHO}(?:\s+states?|\s+countries)?\s+(?:of|in|within|from)\s+(?:the\s+)?(?P<b1>{B})|(?P<b2>{B})(?:['’]s?)?(?:\s+(?:other|{NUMBER}))*(?:\s+{WHO}){{1,2}}"
    rf"|{_ALLIES}|(?P<b4>{A})\s+(?:states?|countries|members?|nations?|republics)|(?P<b3>{B})(?!['’\w]|\s+[a-z]*(?:secretary|resolution|draft|vote|charter)\b))"
    rf"(?:\s+of\s+(?P<of>{S}))?(?P<exc>{_EXCEPT}(?P<elist>{LIST}))?",
    re.IGNORECASE,
)
_ALL_BUT = re.compile(
    rf"\b(?:all|everyone|everybody)(?:\s+(?:{WHO}|of\s+them))?{_EXCEPT}(?:(?P<list>{LIST})|(?P<n>{NUMBER})(?:\s+(?:of\s+(?:the\s+)?)?(?P<body>{B})?\s*(?:{WHO}))?(?:\s+present)?)(?:\s+(?:of|in|among|within)\s+(?:the\s+)?(?P<b>{B}))?",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?<![\w-])(?:(?P<cmp>no\s+(?:fewer|less|more)\s+than|about|some|nearly|almost|around|more\s+than|over|at\s+least|fewer\s+than|less\s+than|under|at\s+most|up\s+to|only|just|exactly|a\s+total\s+of|as\s+many\s+as|the|another)\s+)?"
    rf"(?P<n>{NUMBER})\s+(?:of\s+(?:the\s+|its\s+|their\s+)?)?(?:(?:other|others|more|further|UN|United\s+Nations|{NUMBER}|{A}|(?P<b2>{B})(?:['’]s?)?)\s+)*"
    rf"(?:{WHO}(?:\s+states?|\s+countries)?\b|others\b|(?=(?:abstain|voted|opposed|backed|supported|rejected|did\s+not|that\b|which\b|who\b|were\s+(?:against|in\s+favou?r|absent))))(?:\s+(?:of|in|from|within)\s+(?:the\s+)?(?P<b1>{B}))?",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    rf"\b(?:no\s+(?:other\s+)?(?:{WHO})|nobody(?:\s+else)?|no\s+one(?:\s+else)?|not\s+a\s+single\s+{WHO}|none\s+of\s+the\s+{WHO})\b(?!\s+(?:of|in)\s)",
    re.IGNORECASE,
)
_LIST = re.compile(LIST, re.IGNORECASE)
_PERSON = re.compile(rf"{PERSON}+")
_ORGAN = re.compile(
    rf"\b(?:the\s+)?(?:General\s+)?Assembly\b|\b(?:the\s+)?(?:Security\s+)?Council\b|{BODY}+", re.IGNORECASE
)
_PRONOUN = re.compile(
    r"(?:^|(?<=[\s,(“]))(?P<pr>it|they|both|the\s+two|the\s+former|the\s+latter|all\s+three|the\s+three|the\s+trio)(?=\s)",
    re.IGNORECASE,
)
_PREPOSED = re.compile(
    r"\b(?:on|against|for|with|behind|by|over|about|in|at|to|from|of|towards?|between|among(?:st)?|amid|within|across|outside|beyond|regarding|concerning|during|than|like|unlike|despite|including|inside|"
    r"near|around|into|via|without|besides|alongside|joined|joining|condemning|urging|following|invading)\s+(?:the\s+|its\s+|their\s+|neighbouring\s+|fellow\s+|South\s+|North\s+|Latin\s+|Central\s+|West\s+|East\s+|Southern\s+|Northern\s+|Eastern\s+|Western\s+)?$",
    re.IGNORECASE,
)
_DELEGATION_OF = re.compile(
    r"(?:delegations?|delegates?|governments?|envoys?|representatives?|leaders?|votes?)\s+(?:of|from)\s+$",
    re.IGNORECASE,
)
ORGANS = frozenset({"UN", "UNGA", "UNSC", "UNHRC", "ECOSOC", "ICJ"})
_ONLY_BEFORE = re.compile(r"\b(?:only|just|solely|merely)\s+(?:the\s+)?$", re.IGNORECASE)
_PART_OF = re.compile(
    rf"\b(?:half|some|several|many|few|part|parts|majority|minority|thirds?|quarters?|{NUMBER}|leader|president|head|chair)\s+of\s+(?:the\s+|its\s+|{STATE}+['’]s?\s+)?(?:{NUMBER}\s+)?$|\b(?:half|some|several|many|few)\s+$",
    re.IGNORECASE,
)
_LED = re.compile(r"(?:the|its)\s(?:only|sole|lone|single)\s+", re.IGNORECASE)
_SINGULAR = re.compile(
    r"(?:other\s+|full\s+)?(?:member(?:[\s-]state)?|state|country|nation|ally|partner|republic)\s+(?:of|in|within|from)\b",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r"\s*[,(–—-]+\s*[^,;.()–—]{0,40}$")
_CLOSED = re.compile(r"\s*[,)–—-]")
_THE_ONLY = re.compile(r"\b(?:the|its|their)\s+(?:only|sole|lone|single)\s+$", re.IGNORECASE)
_ONLY_WHO = re.compile(
    rf"\b(?<=the\s)(?:only|sole|lone|single)\s+(?:{NUMBER}\s+)?(?P<who>{WHO})\b(?=\s+(?:to|that|which|who)\b)",
    re.IGNORECASE,
)
_QUANTIFIERS = {
    "all": "all", "every": "all", "each": "all", "both": "all", "no": "none", "none": "none", "not": "none", "the": "all",
    "most": "most",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """Those of whom a way of voting is said.

    Attributes:
        start, end: where they stand in the text, with their quantifier.
        kind: list, group, count, allbut, nobody, pronoun, organ, person.
        actors: codes of states that are named.
        scope: code of the body, or "allies of XXX", that is meant as a whole.
        quantifier: only, all, none, most; group where a body is named as such; or None.
        excepted: codes of states that are left out by name.
        count: how many; ``comparator`` as written ("about", "more than").
        other: whether those named before are left out ("the other members").
        without: codes of states that stand outside ("partners of X").
    """

    start: int
    end: int
    kind: str
    actors: tuple[str, ...] = ()
    scope: str | None = None
    quantifier: str | None = None
    excepted: tuple[str, ...] = ()
    count: int | None = None
    comparator: str | None = None
    other: bool = False
    without: tuple[str, ...] = ()


_COUNTED = re.compile(NUMBER)


def candidates(masked: Masked, start: int, end: int) -> list[Subject]:
    """Everything in a sentence that could be the subject of a vote, in order; inside a longer one none is kept."""
    text = masked.text
    low = text[start:end].lower()
    # Cheap tests before the costly patterns: what cannot match is not tried.
    everyone = end if "all" in low or "every" in low else start
    grouped = end if BODY in low or ADJECTIVE in low or "allies" in low or "partners" in low else start
    counted = end if _COUNTED.search(low) else start
    found: list[Subject] = [
        *(_all_but(masked, m) for m in _ALL_BUT.finditer(text, start, everyone)),
        *(_group(masked, m) for m in _GROUP.finditer(text, start, grouped)),
        *(_counted(masked, m) for m in _COUNT.finditer(text, start, counted)),
        *(
            Subject(m.start(), m.end(), "nobody", quantifier="none")
            for m in _NOBODY.finditer(text, start, end)
        ),
        *(
            Subject(m.start(), m.end(), "list", tuple(masked.states(m.start(), m.end())))
            for m in _LIST.finditer(text, start, end)
        ),
        *(Subject(m.start(), m.end(), "person") for m in _PERSON.finditer(text, start, end)),
        *(Subject(m.start(), m.end(), "organ") for m in _ORGAN.finditer(text, start, end)),
        *(Subject(m.start(), m.end(), "pronoun") for m in _PRONOUN.finditer(text, start, end)),
    ]
    found += [
        Subject(m.start("who"), m.end(), "onlygroup", scope="UN", quantifier="only")
        for m in _ONLY_WHO.finditer(text, start, end)
    ]
    # "Russia and China both voted": what stands right behind a list is not another subject.
    ends = {s.end for s in found if s.kind in {"list", "group"}}
    found = [s for s in found if s.kind != "pronoun" or not any(0 < s.start - e <= 2 for e in ends)]
    found.sort(key=lambda s: (s.start, -s.end, s.kind != "group"))
    kept: list[Subject] = []
    for subject in found:
        if kept and subject.start < kept[-1].end:
            if subject.end - subject.start <= kept[-1].end - kept[-1].start or kept[-1].kind == "allbut":
                continue
            kept.pop()
        kept.append(subject)
    return [_only(text, s) for s in kept]


def _only(text: str, subject: Subject) -> Subject:
    """A list with the "only" that stands before it; "the only members" as such."""
    if subject.kind == "count":
        led = _LED.match(text, max(0, subject.start - 4), subject.end)
        if led:
            scope = subject.scope if subject.scope not in ORGANS else "UN"
            return replace(
                subject, start=led.end(), kind="onlygroup", scope=scope, quantifier="only", count=None
            )
    if subject.kind in {"group", "organ", "count"} and _THE_ONLY.search(
        text, max(0, subject.start - 14), subject.start
    ):
        scope = subject.scope if subject.scope not in ORGANS else "UN"
        return replace(subject, kind="onlygroup", scope=scope, quantifier="only", count=None)
    if subject.kind != "list":
        return subject
    before = _ONLY_BEFORE.search(text, max(0, subject.start - 16), subject.start)
    return replace(subject, start=before.start(), quantifier="only") if before else subject


def _group(masked: Masked, match: re.Match[str]) -> Subject:
    """A body or an alliance spoken of as a whole, or all of it but some."""
    q = (match["q"] or "").lower().split()
    word = next((w for w in q if w in _QUANTIFIERS or w in {"other", "rest", "remaining"}), "")
    other = bool(match["other"]) or any(w in {"other", "rest", "remaining"} for w in q)
    start = match.start()
    if match["allies"]:
        codes = [m.code for m in masked.within(*match.span("allies"))]
        scope = f"allies of {codes[0]}" if codes else None
    elif match["b4"]:
        scope = None
    else:
        bodies = masked.bodies(start, match.start("exc") if match["exc"] else match.end())
        scope = bodies[0] if bodies else None
    plain = not match["q"] and not match["other"]
    if _PART_OF.search(masked.text, max(0, start - 30), start):
        return Subject(start, match.end(), "organ")
    if match["n"] and word not in {"all", "every", "the", "both", "no", "none"} and not match["exc"]:
        bodies = masked.bodies(start, match.end())
        return Subject(
            start, match.end(), "count", (), bodies[0] if bodies else "?", None, (), number(match["n"])
        )
    organ = scope in ORGANS or scope is None
    if organ and not (
        scope == "UN" and (match["b2"] or match["b1"]) and word in {"all", "every", "no", "none", "each"}
    ):
        return Subject(start, match.end(), "organ")
    if (match["b3"] or plain) and not match["exc"] and match["n"] is None and word in {"", "the"}:
        quantifier = "group"
    else:
        quantifier = _QUANTIFIERS.get(word, "all")
    if match["b1"] and _SINGULAR.match(masked.text, match.start(), match.end()):
        return Subject(start, match.end(), "organ")
    without = tuple(masked.states(*match.span("of"))) if match["of"] else ()
    excepted = tuple(masked.states(*match.span("elist"))) if match["exc"] else ()
    return Subject(start, match.end(), "group", (), scope, quantifier, excepted, None, None, other, without)


def _all_but(masked: Masked, match: re.Match[str]) -> Subject:
    """All but some named, or all but so many."""
    bodies = masked.bodies(match.start(), match.end())
    scope = next((b for b in bodies if b not in ORGANS), None)
    if match["list"]:
        named = tuple(masked.states(*match.span("list")))
        return Subject(match.start(), match.end(), "group", (), scope or "UN", "all", named)
    return Subject(
        match.start(), match.end(), "allbut", scope=scope or "UN", quantifier="all", count=number(match["n"])
    )


def _counted(masked: Masked, match: re.Match[str]) -> Subject:
    """So many countries, of a body or of all."""
    comparator = re.sub(r"\s+", " ", (match["cmp"] or "").lower())
    if comparator in {"the", "a total of", "exactly", "only", "just", "another", "as many as"}:
        comparator = ""
    bodies = masked.bodies(match.start(), match.end())
    scope = next((b for b in bodies if b not in ORGANS), "UN")
    if any(m.how in {"adjective", "demonym"} for m in masked.within(match.start(), match.end())):
        scope = "?"
    return Subject(
        match.start(), match.end(), "count", (), scope, None, (), number(match["n"]), comparator or None
    )


def governed(text: str, subject: Subject) -> bool:
    """Whether a preposition or a verb right before holds the subject as its object."""
    before = text[max(0, subject.start - 40) : subject.start]
    return bool(_PREPOSED.search(before)) and not _DELEGATION_OF.search(before)


_RELATIVE = re.compile(r"\s*,?\s+(?:which|who|that)\b", re.IGNORECASE)
_GAP_STOP = re.compile(
    r";|[.!?]\s|\b(?:because|when|after|before|since|until|although|though|while|whereas)\b", re.IGNORECASE
)


def before(text: str, found: list[Subject], floor: int, at: int, *, absolute: bool = False) -> Subject | None:
    """The subject of a verb: the nearest candidate to its left that nothing else governs.

    Args:
        text: the masked text.
        found: the candidates of the sentence.
        floor: nothing that begins before this place is taken.
        at: where the verb begins.
        absolute: the verb is a participle or bare, so "with China abstaining" counts.
    """
    for subject in reversed(found):
        if subject.end > at or subject.start < floor:
            continue
        relative = _RELATIVE.match(text, subject.end, at)
        if (
            not relative
            and governed(text, subject)
            and not (
                absolute
                and not re.search(r"\b(?:in|by|for|from|of|after|before)\s*$", text[subject.end : at])
                and re.search(
                    r"\bwith\s+(?:the\s+)?$", text[max(0, subject.start - 12) : subject.start], re.IGNORECASE
                )
            )
        ):
            continue
        if subject.kind in {"group", "organ"} and _CLOSED.match(text, subject.end, at):
            named = [s for s in found if s.kind == "list" and s.end <= subject.start]
            if named and _APPOSITION.fullmatch(text, named[-1].end, subject.start):
                continue
        gap = text[subject.end : at]
        if len(gap) > 160 or _GAP_STOP.search(gap):
            return None
        return subject
    return None


def is_adjective_only(masked: Masked, start: int, end: int) -> bool:
    """Whether a stretch names no state but by an adjective."""
    return ADJECTIVE in masked.text[start:end] and STATE not in masked.text[start:end]
