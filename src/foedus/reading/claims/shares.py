"""How often states vote alike: shares, fractions, halves and comparisons over many votes."""

from __future__ import annotations

import re
from typing import Any

from foedus.reading.claims.amounts import number
from foedus.reading.claims.draft import Draft
from foedus.reading.claims.masked import ADJECTIVE, STATE
from foedus.reading.claims.votescene import Scene

_ONE = rf"(?:the\s+)?(?:{STATE}++(?!['’]s\s+\w+\s+(?:text|draft|resolution))|{ADJECTIVE}++\s+delegation)(?:['’]s?(?:\s+delegation)?)?"
_ALIKE = (
    r"(?:vot(?:ed|es?|ing)|decid(?:ed|es?)|answer(?:ed|s)?)\s+(?:\w+ly\s+)?(?:alike|the\s+same\s+way|identically|together|as\s+one|in\s+unison|in\s+step)|"
    r"(?:agree[ds]?|concur(?:red)?|coincid(?:ed|es)|saw\s+eye\s+to\s+eye|were\s+of\s+one\s+mind|were\s+in\s+agreement|were\s+at\s+one)|"
    r"(?:cast|gave)\s+(?:the\s+same|identical|like)\s+(?:votes?|answers?)"
)
_APART = r"(?:vot(?:ed|es?|ing))\s+(?:\w+ly\s+)?(?:differently|apart|otherwise)|(?:disagree[ds]?|differ(?:ed|s)?|part(?:ed|s)\s+(?:company|ways)|diverg(?:ed|es)|were\s+at\s+odds|were\s+on\s+opposite\s+sides)"
# Two states in one subject: "A and B voted alike in ..."
_PAIR = re.compile(
    rf"(?P<a>{_ONE})\s*,?\s+and\s+(?P<b>{_ONE})(?P<gap>[^.;]{{0,60}}?)\b(?:(?P<alike>{_ALIKE})|(?P<apart>{_APART}))",
    re.IGNORECASE,
)
# One against the other: "A voted with B in ...", "A parted from B in ..."
_WITH = re.compile(
    rf"(?P<a>{_ONE})(?P<gap>[^.;]{{0,60}}?)\b(?:(?P<alike>(?:vot(?:ed|es?)|sid(?:ed|es)|agree[ds]?|st(?:ood|ands?)|went\s+along)(?:\s+\w+ly)?\s+(?:with|alongside|as|like|the\s+same\s+way\s+as|in\s+line\s+with)|(?:match|mirror|echo|follow)(?:ed|es)?)|"
    rf"(?P<apart>(?:vot(?:ed|es?)\s+(?:against|differently\s+from|otherwise\s+than|unlike)|part(?:ed|s)\s+(?:company\s+|ways\s+)?(?:with|from)|broke\s+(?:ranks\s+)?(?:with|from)|differ(?:ed|s)\s+(?:with|from)|disagree[ds]?\s+with|diverg(?:ed|es)\s+from|oppos(?:ed|es))))\s+(?P<b>{_ONE})",
    re.IGNORECASE,
)
_N = r"(?:\d{1,3}(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|every)"
_SOFT = r"(?P<soft>(?:well\s+|far\s+|just\s+|slightly\s+)?(?:over|above|under|below|more\s+than|less\s+than|fewer\s+than|at\s+least|at\s+most|no\s+more\s+than|no\s+fewer\s+than|about|some|around|roughly|nearly|almost|barely|only|just|up\s+to|exactly))?"
_OF_VOTES = r"(?:votes?|roll\s*-?\s*calls?|resolutions?|divisions?|ballots?|cases?|occasions?|times?|decisions?|questions?)"
_SHARE = re.compile(
    rf"\b(?:in|on|of|at|for)\s+(?:the\s+)?{_SOFT}\s*(?:(?P<pc>\d{{1,3}}(?:\.\d+)?)\s*(?:%|per\s?cent)|(?P<x>{_N})\s+(?:{_OF_VOTES}\s+)?(?:in|out\s+of|of)\s+(?:every\s+)?(?P<y>{_N})(?!\s*(?:%|per))|"
    rf"(?P<frac>(?:a\s+|one\s+)?half|(?:a|one|two)[\s-]thirds?|(?:a|one|three)[\s-]quarters?|(?:a|one|two|three|four)[\s-]fifths?|(?:a|one)[\s-](?:sixth|seventh|eighth|ninth|tenth)|nine[\s-]tenths))\b",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"\b(?:far\s+|much\s+|somewhat\s+)?(?P<deg>more|less)\s+(?:often|frequently|regularly|rarely)\b|\b(?P<oft>oftener|rarer)\b",
    re.IGNORECASE,
)
_FRACTIONS = {
    "half": 50.0,
    "third": 100 / 3,
    "quarter": 25.0,
    "fifth": 20.0,
    "sixth": 100 / 6,
    "seventh": 100 / 7,
    "eighth": 12.5,
    "ninth": 100 / 9,
    "tenth": 10.0,
}
_VOTING = re.compile(
    r"\bvot(?:e|es|ed|ing)\b|\bAssembly\b|\broll\s*-?\s*calls?\b|\bUnited\s+Nations\b|\bUN\b|\bdivisions?\b|\bCouncil\b",
    re.IGNORECASE,
)


def find(scene: Scene) -> list[Draft]:
    """The claims of a sentence about the share of votes in which two states voted alike."""
    text = scene.text
    if not _VOTING.search(scene.article.text, scene.start, scene.end):
        return []
    out: list[Draft] = []
    for rex in (_PAIR, _WITH):
        for match in rex.finditer(text, scene.start, scene.end):
            draft = _share(scene, match)
            if draft is not None and not any(d.start < draft.end and draft.start < d.end for d in out):
                out.append(draft)
    return out


def _share(scene: Scene, match: re.Match[str]) -> Draft | None:
    """A share for one pair of states, where the sentence puts a number on it."""
    a, b = (scene.masked.states(*match.span(n)) for n in ("a", "b"))
    after = _SHARE.search(scene.text, match.end(), min(scene.end, match.end() + 120))
    before = _SHARE.search(scene.text, scene.start, match.start("a"))
    found = after or before
    if (
        len(a) != 1
        or len(b) != 1
        or a == b
        or found is None
        or re.search(r"\b(?:not|never|n['’]t)\b", match["gap"])
    ):
        return None
    value = _value(found)
    if value is None:
        return None
    comparator = _comparator(found["soft"])
    if match["apart"]:
        value = 100 - value
        comparator = {"over": "under", "under": "over", "at_least": "at_most", "at_most": "at_least"}.get(
            comparator, comparator
        )
    exact = found["pc"] is not None
    fields: dict[str, Any] = {
        "measure": "UN votes", "explicit": True, "kind": "share", "relation": "share", "a": a[0], "b": b[0], "reference": b[0],
        "body": "UNSC" if "Security Council" in scene.article.text[scene.start : scene.end] else "UNGA", "period": _period(scene),
        "value": round(value, 1), "comparator": comparator if exact or comparator != "=" else "about", "frame": (scene.frame, (a[0], b[0])),
    }  # fmt: skip
    low, high = min(match.start(), found.start()), max(match.end(), found.end())
    return Draft("alignment", (scene.trim(scene.clause_start(low), scene.clause_end(high)),), fields, 78)


def _period(scene: Scene) -> dict[str, Any] | None:
    """The years that the sentence names."""
    from foedus.reading.claims.alliances import period_of

    return period_of(scene)


def _value(found: re.Match[str]) -> float | None:
    """The share in per cent."""
    if found["pc"]:
        return float(found["pc"])
    if found["frac"]:
        words = re.split(r"[\s-]+", found["frac"].lower())
        unit = _FRACTIONS[words[-1].rstrip("s") if words[-1] != "half" else "half"]
        times = number(words[0]) if len(words) > 1 and words[0] not in {"a", "one"} else 1.0
        return unit * (times or 1.0)
    x, y = number(found["x"]), number(found["y"])
    return 100 * x / y if x and y and x <= y else None


def _comparator(words: str | None) -> str:
    """How a share is softened."""
    low = re.sub(r"^(?:well|far|just|slightly)\s+", "", " ".join((words or "").lower().split()))
    return {"over": "over", "above": "over", "more than": "over", "under": "under", "below": "under", "less than": "under", "fewer than": "under", "at least": "at_least",
            "no fewer than": "at_least", "at most": "at_most", "no more than": "at_most", "up to": "at_most", "nearly": "nearly", "almost": "nearly", "barely": "about",
            "about": "about", "some": "about", "around": "about", "roughly": "about"}.get(low, "=")  # fmt: skip
