"""Claims about the counts of a roll call: "The vote was 100-11, with 58 abstaining"."""

from __future__ import annotations

import re
from typing import Any

from foedus.reading.claims.draft import Draft
from foedus.reading.claims.masked import BODY, NUMBER, number
from foedus.reading.claims.voteframe import TALLY, counts
from foedus.reading.claims.votescene import Scene
from foedus.reading.claims.votewords import CONTEXT, ELECTION

_WHO = r"(?:countries|states|nations|members?|member[\s-]states|delegations|governments|capitals|others)"
_SINGLE = re.compile(
    rf"(?<![\w/-])(?:(?P<cmp>no\s+(?:fewer|less|more)\s+than|about|some|nearly|almost|around|more\s+than|over|at\s+least|fewer\s+than|less\s+than|under|at\s+most|up\s+to)\s+)?(?P<n>{NUMBER})\s+(?:(?:other\s+|UN\s+|{BODY}+\s+)*{_WHO}\s+)?"
    r"(?:(?P<abstain>abstain(?:ed|ing)|abstentions|sat\s+on\s+the\s+fence)|(?P<yes>voted\s+(?:in\s+favou?r|for|yes)|votes\s+in\s+favou?r|(?:backed|supported|approved|endorsed)\s+(?:it|the)|in\s+favou?r)|"
    r"(?P<no>(?:voted|votes)\s+(?:against|no)|opposed|rejected\s+(?:it|the)|against)|(?P<not_voting>did\s+not\s+vote|were\s+absent|took\s+no\s+part|stayed\s+away|non-voting))\b",
    re.IGNORECASE,
)
# "which drew 44 votes", "gathered 165 votes in favour", "with 120 votes in favour"
_DRAWN = re.compile(
    rf"\b(?:drew|drawing|gathered|gathering|garnered|garnering|got|getting|received|receiving|won|winning|attracted|attracting|mustered|mustering|secured|collected|had|with)\s+"
    rf"(?P<cmp>no\s+(?:fewer|less|more)\s+than|about|some|nearly|almost|around|more\s+than|over|at\s+least|fewer\s+than|less\s+than|under|at\s+most|up\s+to|only|just)?\s*(?P<n>{NUMBER})\s+(?:(?:yes|affirmative|positive)\s+)?(?:votes?|ayes|backers|supporters)\b(?!\s+(?:against|to\b|each))(?:\s+in\s+favou?r|\s+for)?",
    re.IGNORECASE,
)
# Without a number there is no count; a cheap test before the patterns.
_COUNTED = re.compile(NUMBER)
_TOLD = (" to ", "\nto ", "to\n", "-", "–", "—", "abst", "fence", "favo", "vote", "back", "support", "approv", "endors", "against", "oppos", "reject", "absent",
         "no part", "away", "non-voting", " for", "drew", "gather", "garner", "muster", "attract")  # fmt: skip
_COMPARATORS = {"more than": ">", "over": ">", "at least": ">=", "no fewer than": ">=", "no less than": ">=", "no more than": "<=", "fewer than": "<", "less than": "<", "under": "<", "at most": "<=", "up to": "<=",
                "nearly": "nearly", "almost": "nearly", "about": "about", "some": "about", "around": "about"}  # fmt: skip
_OTHERS = re.compile(
    r"\b(?:other|others|remaining|rest|the|these|those|all|its|their|another|of)\s*$", re.IGNORECASE
)
_LISTED = re.compile(
    r"[^.;]{0,80}?(?:\bamong\s+(?:them|those)\b|\bincluding\b|\b(?:are|were)\s*:)", re.IGNORECASE
)


_SEATS = re.compile(
    r"\bseats?\b[^.]{0,40}\bCouncil\b|\bCouncil\s+seats?\b|\belect(?:ed|ion)\b|\b(?:Western|African|Asian|Eastern|European|American|Asia-Pacific)\s+seats?\b|\brun-?off\b",
    re.IGNORECASE,
)
_ROLL = re.compile(
    r"\bresolution|\babst|\bdraft|\bagainst\b|\bin\s+favou?r|\badopt|\bapprov|\bmotion|\btreaty|\btext\b|\bcarried|\bpassed",
    re.IGNORECASE,
)


def find(scene: Scene, votes: list[Draft]) -> list[Draft]:
    """The tallies in a sentence that no vote claim already holds.

    Args:
        scene: the sentence.
        votes: the vote claims found in it.
    """
    text = scene.text
    if not CONTEXT.search(text, scene.start, scene.end) and not scene.near:
        return []
    if ELECTION.search(text, scene.start, scene.end) and not re.search(
        r"resolution|abst|draft|against", text[scene.start : scene.end], re.IGNORECASE
    ):
        return []
    if _SEATS.search(
        scene.article.text, max(0, scene.start - 600), min(len(text), scene.end + 300)
    ) and not _ROLL.search(text, scene.start, scene.end):
        return []
    low = text[scene.start : scene.end].lower()
    if not any(word in low for word in _TOLD) or not _COUNTED.search(low):
        return []
    drafts: list[Draft] = []
    for match in TALLY.finditer(text, scene.start, scene.end):
        found = counts(match)
        if (
            "yes" in found
            and "no" in found
            and (scene.hot or "abstain" in found or match["lead"] or "vote" in match.group().lower())
        ):
            drafts.append(_tally(scene, match.start(), match.end(), found, "="))
    if drafts:
        return drafts
    drafts = [
        _tally(scene, m.start(), m.end(), {"yes": number(m["n"])}, _comparator(m))
        for m in _DRAWN.finditer(text, scene.start, scene.end)
        if number(m["n"]) > 1
        and not ELECTION.search(text, scene.start, scene.end)
        and not any(i.kind in {"states", "org"} and 0 <= m.start() - i.end <= 2 for i in scene.row)
    ]
    singles = list(_SINGLE.finditer(text, scene.start, scene.end))
    singles = [
        m for m in singles if not any(v.start <= m.start() < v.end and v.fields.get("count") for v in votes)
    ]
    if scene.scope(scene.start, scene.end):
        return []
    singles = [m for m in singles if not _OTHERS.search(text, max(scene.start, m.start() - 14), m.start())]
    singles = [m for m in singles if not _LISTED.match(text, m.end(), scene.end)]
    if len(singles) >= 2:
        found = {
            name: number(m["n"])
            for m in singles
            for name in ("yes", "no", "abstain", "not_voting")
            if m[name]
        }
        return [*drafts, _tally(scene, singles[0].start(), singles[-1].end(), found, "=")]
    return drafts + [
        _tally(scene, m.start(), scene.clause_end(m.end()), {name: number(m["n"])}, _comparator(m))
        for m in singles
        for name in ("yes", "no", "abstain", "not_voting")
        if m[name] and number(m["n"]) > 1
    ]


def _comparator(match: re.Match[str]) -> str:
    """How exactly a count is meant."""
    return _COMPARATORS.get(re.sub(r"\s+", " ", (match["cmp"] or "").lower()), "=")


def _tally(scene: Scene, start: int, end: int, found: dict[str, int], comparator: str) -> Draft:
    """A tally with its span: from the clause's start where the counts close it, else the counts alone."""
    begin = scene.clause_start(start)
    fields: dict[str, Any] = {**found, "comparator": comparator, "frame": (scene.frame, ())}
    return Draft("tally", (scene.trim(min(start, begin), end),), fields, 60)
