"""Vote claims whose choice stands in a noun: "the only dissenters were", "its supporters in the EU", "without a vote against"."""

from __future__ import annotations

import re
from typing import Any

from foedus.reading.claims.draft import Draft
from foedus.reading.claims.masked import BODY, LIST, NUMBER, number
from foedus.reading.claims.votescene import Scene
from foedus.reading.claims.votesubject import ORGANS
from foedus.reading.claims.votewords import ELECTION

_ROLES: tuple[tuple[str, str], ...] = (
    ("no", r"dissenters?|dissenting\s+(?:votes?|voices?)|naysayers?|opponents?|noes|nays|hold-?outs?|(?:no|negative|contrary|opposing)[\s-]votes?|[\"“‘']no[\"”’']\s+votes?|votes?\s+(?:cast\s+)?against(?:\s+it)?|those\s+(?:voting\s+)?against|those\s+opposed|the\s+opposition"),
    ("yes", r"supporters?|backers?|ayes|(?:yes|affirmative|favou?rable|positive)[\s-]votes?|[\"“‘']yes[\"”’']\s+votes?|votes?\s+(?:cast\s+)?in\s+favou?r|those\s+(?:voting\s+)?in\s+favou?r"),
    ("abstain", r"abstainers?|abstentions?|abstaining\s+(?:countries|states|nations|members|delegations)|those\s+(?:who\s+|that\s+)?abstain(?:ing|ed)|fence-sitters"),
    ("not_voting", r"absentees?|no-shows?|absences?|those\s+absent"),
)  # fmt: skip
_ROLE = "|".join(f"(?P<{name}>{words})" for name, words in _ROLES)
_ROLE_PLAIN = "|".join(words for _, words in _ROLES)
_DET = rf"(?:(?P<det>the|its|their|his|a|an|among\s+the|among\s+its|one\s+of\s+the|part\s+of\s+the|(?:the\s+)?{BODY}+['’]s?)\s+)?(?P<adj>(?:only|sole|lone|single|other|main|solitary)\s+)?(?:(?P<n>{NUMBER})\s+)?(?:other\s+|{BODY}+\s+)?"
_BEING = r"(?:being|were|was|are|is|included?s?|including|came\s+from|coming\s+from|came\s+only\s+from|comprised|numbered)"
_IN = rf"(?:\s+(?:in|among|within|inside|from)\s+(?:the\s+)?(?P<body>{BODY}+))?"
_OF = r"(?:\s+(?:to|of)\s+(?:the\s+|it\b|this\s+)(?:\w+\s+){0,3}?)?"
# "the dissenters being Bhutan, India and Libya"; "its supporters in the EU were ..."; "abstentions: ..."
_ROLE_FIRST = re.compile(
    rf"(?<!\w){_DET}(?:{_ROLE}){_OF}{_IN}\s*(?P<link>,?\s+(?:only\s+)?{_BEING}(?:\s+(?:only|just))?(?:\s+(?:cast\s+)?(?:by|from))?\s*:?|:|\s+[–—]|\s*\()\s*(?P<list>{LIST})",
    re.IGNORECASE,
)
# "Austria and Malta were its supporters in the EU"; "Palau was the sole dissenter"
_LIST_FIRST = re.compile(
    rf"(?P<only>\b(?:only|just)\s+)?(?P<list>{LIST})\s+(?:(?:was|were|is|are|being|remained|came\s+out\s+as|emerged\s+as|stood\s+as)\s+(?:\w+ly\s+)?|(?P<cast>cast|casting|provided|supplied|registered)\s+){_DET}(?:{_ROLE})\b{_IN}",
    re.IGNORECASE,
)
# "abstentions by China and India"; "a vote against by Palau"
_ROLE_BY = re.compile(
    rf"(?<!\w){_DET}(?:{_ROLE})\s+(?P<link>by|from|of)\s+(?P<only>only\s+|just\s+)?(?P<list>{LIST})",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:without\s+(?:(?:a|one)\s+(?:single\s+)?|any\s+)?(?:votes?\s+against|(?:negative|dissenting|no|opposing|contrary)\s+votes?|dissent\b|opposition\b|opposing\s+voice|voice\s+against)|"
    r"with\s+(?:no|zero)\s+(?:votes?\s+against|(?:negative|dissenting|opposing)\s+votes?|dissent\b|opposition\b)|"
    r"(?:no(?:body|\s+one|\s+(?:country|state|nation|delegation|member|government))|not\s+a\s+single\s+(?:country|state|nation|delegation|member|government)|none)\s+(?:of\s+them\s+)?(?:voted\s+(?:against|no)|opposed|dissented|was\s+against|cast\s+a\s+(?:negative|no)\s+vote)|"
    r"unopposed\b|nemine\s+contradicente)",
    re.IGNORECASE,
)  # fmt: skip
_ALL_BUT = re.compile(r"\ball\s+but\s+", re.IGNORECASE)


def find(scene: Scene) -> list[Draft]:
    """The vote claims that the nouns of a sentence make."""
    text = scene.text
    if ELECTION.search(text, scene.start, scene.end) and not re.search(
        r"resolution|abst|draft|treaty", text[scene.start : scene.end], re.IGNORECASE
    ):
        return []
    drafts = [_nobody(scene, m) for m in _NONE.finditer(text, scene.start, scene.end)]
    if re.search(_ROLE_PLAIN, text[scene.start : scene.end], re.IGNORECASE):
        taken: list[tuple[int, int]] = []
        for pattern in (_ROLE_FIRST, _LIST_FIRST, _ROLE_BY):
            for match in pattern.finditer(text, scene.start, scene.end):
                if any(a < match.end() and match.start() < b for a, b in taken):
                    continue
                draft = _role(scene, match, pattern)
                if draft is not None:
                    taken.append(match.span())
                    drafts.append(draft)
    return drafts


def _nobody(scene: Scene, match: re.Match[str]) -> Draft:
    """Nobody voted against."""
    fields: dict[str, Any] = {
        "actors": [],
        "choice": "no",
        "choices": ["no"],
        "quantifier": "none",
        "scope": "UN",
        "scope_in": [],
    }
    fields["frame"] = (scene.frame, ())
    return Draft("vote", (match.span(),), fields, 64)


def _role(scene: Scene, match: re.Match[str], pattern: re.Pattern[str]) -> Draft | None:
    """A list of states and the role in the vote that a noun gives them."""
    choice = next(name for name, _ in _ROLES if match[name])
    groups = match.groupdict()
    if groups.get("cast") and not match["det"] and not match["n"] and match[choice].lower().startswith("no"):
        return None  # who cast no vote did not vote
    actors = scene.masked.states(*match.span("list"))
    det = (match["det"] or "").lower()
    adjective = (match["adj"] or "").strip().lower()
    sample = (
        "among" in det
        or "one of" in det
        or "part of" in det
        or "includ" in (groups.get("link") or "").lower()
    )
    only = (
        adjective in {"only", "sole", "lone", "single", "solitary"}
        or bool(groups.get("only"))
        or "only" in (groups.get("link") or "").lower()
    )
    if pattern is _ROLE_BY:
        if not scene.near or (choice in {"yes", "no"} and "vote" not in match.group().lower()):
            return None
        quantifier = "only" if only else None
    elif sample or (det in {"a", "an"}) or (groups.get("cast") and not only):
        quantifier = None
    elif only:
        quantifier = "only"
    elif "from" in (groups.get("link") or "").lower():
        quantifier = None
    elif not scene.near:
        return None
    else:
        quantifier = "complete"
    fields: dict[str, Any] = {"actors": actors, "choice": choice, "choices": [choice]}
    if len(actors) == 1:
        fields["actor"] = actors[0]
    if quantifier:
        fields["quantifier"] = quantifier
    if match["n"] and not sample:
        fields["count"] = number(match["n"])
    elif match["n"] and sample:
        fields["count"], fields["quantifier"] = number(match["n"]), "among"
    start, end = scene.clause_start(match.start()), max(match.end(), scene.clause_end(match.end()))
    if _ALL_BUT.match(scene.text, scene.start):
        start = scene.start
    named = _owner(scene, match) or scene.scope(start, end)
    around = scene.scope_around(match.start())
    if named and fields.get("count") is not None:
        fields["scope"] = named
    fields["scope_in"] = ([named] if named else ([around, "UN"] if around else ["UN"])) if quantifier else []
    fields["frame"] = (scene.frame, tuple(actors))
    return Draft("vote", (scene.trim(start, end),), fields, 66)


def _owner(scene: Scene, match: re.Match[str]) -> str | None:
    """The group whose dissenters or abstainers they are: "the EU's three abstentions", "the EU abstainers"."""
    span = match.span("det") if match["det"] else None
    codes = scene.masked.bodies(*span) if span else []
    if not codes:
        role = next(name for name, _ in _ROLES if match[name])
        codes = scene.masked.bodies(match.end("det") if match["det"] else match.start(), match.start(role))
        codes = [
            c for c in codes if not match["list"] or not match.start("list") <= match.start(role)
        ] or codes
    return next((c for c in codes if c not in ORGANS), None)
