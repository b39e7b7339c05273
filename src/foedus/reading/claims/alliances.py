"""Claims of type alignment: who goes along with whom, who can rely on whom, whether a bloc is one."""

from __future__ import annotations

import re
from typing import Any

from foedus.reading.claims import shares
from foedus.reading.claims.draft import Draft
from foedus.reading.claims.masked import NUMBER, STATE, A, B, number
from foedus.reading.claims.votescene import Scene
from foedus.reading.claims.votesubject import ORGANS
from foedus.reading.claims.votewords import VOID

_S = rf"(?:the\s+)?{STATE}++"
_OWNED = rf"{_S}(?:['’]s?)?"
_WITH = (
    r"(?:vot(?:ed|es?|ing)|agree(?:d|s|ing)?|sid(?:ed|es|ing|e)|st(?:ood|ands?|anding)|align(?:ed|s|ing)?(?:\s+itself)?|coincid(?:ed|es?|ing)|concurr(?:ed|ing)|"
    r"cast\s+(?:the\s+)?(?:same|identical|like)\s+(?:votes?|answers?))(?:\s+\w+ly)?\s+(?:with|alongside|together\s+with|by|like|as)"
)
_BACKS = r"(?:back(?:ed|s)?|support(?:ed|s)?|follow(?:ed|s)?|match(?:ed|es)?|echoe?[sd]|mirror(?:ed|s)|resembl(?:ed|es?))"
_DEGREE = r"(?P<deg>more|less|rarer|better|oftener)\s*(?:often|frequently|consistently|closely|reliably|regularly|faithfully|loyally|rarely|seldom|times)?"
_COMPARE = re.compile(
    rf"(?P<a>{_OWNED})(?P<gap>[^.;]{{0,60}}?)\b(?P<verb>{_WITH}|{_BACKS})\s+(?:that\s+of\s+|those\s+of\s+)?(?P<r>{_OWNED})(?P<mid>[^.;]{{0,80}}?)\b{_DEGREE}\s+(?:[^.;,]{{0,40}}?\s)??than\s+(?:it\s+did\s+|they\s+did\s+)?(?:(?P<with>with|like|as|alongside)\s+)?(?:that\s+of\s+|those\s+of\s+)?(?P<b>{_OWNED})",
    re.IGNORECASE,
)
_COMPARE_EARLY = re.compile(
    rf"(?P<a>{_OWNED})(?P<gap>[^.;]{{0,60}}?)\b(?P<verb>vot(?:ed|es?)|agree(?:d|s)?|sid(?:ed|es))\s+{_DEGREE}\s+(?:with|like)\s+(?P<r>{_OWNED})(?P<mid>[^.;]{{0,60}}?)\s+than\s+(?:(?P<with>with|like)\s+)?(?P<b>{_OWNED})",
    re.IGNORECASE,
)
_CLOSER = re.compile(
    rf"(?P<a>{_OWNED})(?P<gap>[^.;]{{0,80}}?)\b(?P<deg>closer|nearer|further|farther)(?:\s+(?:\w+\s+){{0,2}}?)?\s*(?:to|from)\s+(?P<r>{_OWNED})(?P<mid>[^.;]{{0,80}}?)\bthan\s+(?:to\s+)?(?:that\s+of\s+|those\s+of\s+)?(?P<b>{_OWNED})",
    re.IGNORECASE,
)
_TRUSTY = r"(?:reliable|loyal|dependable|faithful|trustworthy|steadfast|staunch|true|close|good|trusted|predictable)"
_BETTER_ALLY = re.compile(
    rf"(?P<a>{_S})\s+(?:is|was|remains?|has\s+been|proved|proves|(?:has\s+)?become|makes)\s+(?:\w+\s+){{0,2}}?(?:a\s+|the\s+|(?P<r0>{_OWNED})\s+)?(?P<deg>(?:far\s+|much\s+)?(?:more|less)\s+{_TRUSTY}|closer|truer|better|steadier|stauncher|worse)\s+(?:\w+\s+)?(?:ally|partner|friend|supporter|follower|voter)\b(?:\s+(?:of|to|for|than))?\s*(?:(?P<r>{_S})\s+)?(?P<mid>[^.;]{{0,40}}?)(?:than\s+)?(?P<b>{_S})",
    re.IGNORECASE,
)
_RELY = r"(?:rel(?:y|ies|ied|ying)|count(?:s|ed|ing)?|depend(?:s|ed|ing)?|bank(?:s|ed|ing)?|lean(?:s|ed|ing)?|build(?:s)?|pin(?:s|ned)?\s+(?:its\s+|all\s+its\s+|great\s+)?hopes|(?:has|have|had|puts?|places?)\s+(?:\w+\s+){0,2}?(?:confidence|trust|faith))\s+(?:up)?[oi]n\s+"
_RELIES = re.compile(
    rf"\b{_RELY}(?:the\s+)?(?:\w+\s+of\s+)?(?P<on>{_OWNED}|(?P<group>(?:its|their|the)\s+(?:\w+\s+){{0,2}}?(?:allies|partners)|{B}|{_OWNED}\s+allies|{A}\s+allies))(?:['’])?",
    re.IGNORECASE,
)
_RELIED_MORE = re.compile(
    rf"(?P<r>{_S})[^.;]{{0,30}}?\b(?:{_RELY}|trusts?\s+)(?P<a>{_S})[^.;,]{{0,30}}?\b(?P<deg>more|less)\s+(?:\w+\s+)?than\s+(?:on\s+|upon\s+)?(?P<b>{_S})",
    re.IGNORECASE,
)
_PREFERRED = re.compile(
    rf"\b(?:compared\s+(?:with|to)|unlike|next\s+to|beside)\s+(?P<b>{_S}),?\s+(?P<a>{_S})\s+(?:is|was|has\s+been|remains)\s+(?:\w+\s+)?(?:the|a)\s+(?P<deg>more|less)\s+{_TRUSTY}\s+(?:ally|partner|friend)\s+(?:of|to|for)\s+(?P<r>{_S})",
    re.IGNORECASE,
)
_TRUSTS = re.compile(rf"\btrusts?\s+(?P<on>{_OWNED})", re.IGNORECASE)
_DENIED = re.compile(
    r"(?:\bnot\b|n['’]t\b|\bcannot\b|\bnever\b|\bhardly\b|\bno\s+longer\b|\brarely\b|\bseldom\b|\bunable\b|\bless\b|\bdifficult\b)[^,;.]{0,40}$",
    re.IGNORECASE,
)
_MANY = re.compile(
    rf"(?P<a>{_S})\s+(?P<adv>(?:\w+ly|often|almost\s+always|nearly\s+always|always|as\s+a\s+rule)\s+)?(?:has\s+|have\s+)?(?P<adv2>(?:\w+ly|often|always)\s+)?(?:{_BACKS}|{_WITH})\s+(?P<r>{_S})(?!['’])(?P<many>\s+(?:in|on|at)\s+(?:the\s+\w+\s+(?:in|on)\s+)?(?:(?:a\s+)?(?:great\s+|good\s+)?many|most|numerous|(?:a|the)\s+(?:\w+\s+)?majority|nearly\s+all|almost\s+all)\b(?:\s+(?:\w+\s+)?(?:issues|matters|questions|votes|resolutions|areas|cases|points|respects|fields|occasions|things|roll\s+calls))?)?",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:usually|often|generally|mostly|regularly|frequently|routinely|typically|largely|consistently|habitually|almost\s+always|nearly\s+always|as\s+a\s+rule)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?P<a>{_S})(?P<gap>[^.;]{{0,60}}?)\b(?:{_WITH}|matched)\s+(?P<r>{_OWNED})(?P<mid>[^.;]{{0,60}}?)\b(?:in|on)\s+(?P<cmp>about|some|nearly|almost|around|more\s+than|over|at\s+least|less\s+than|fewer\s+than|under|only|just)?\s*(?P<v>\d{{1,3}}(?:\.\d+)?)\s*(?:%|per\s?cent)",
    re.IGNORECASE,
)
_UNITY = re.compile(
    rf"(?P<g>(?:the\s+)?{B})(?P<mid>['’]s?\s+|(?:\s+(?:states?|members?|countries|allies))?\s+)(?:[^.;,]{{0,40}}?)\b(?P<dis>lack(?:s|ed|ing)?\s+(?:\w+\s+)?(?:unity|cohesion|solidarity)|(?:is|was|were|are|remains?|stays?|stood)\s+(?:\w+ly\s+|far\s+from\s+|not\s+)?(?:divided|split|disunited|at\s+odds|fractured|fragmented)|(?:is|was|were|are)\s+(?:far\s+from|not|anything\s+but)\s+(?:united|unanimous|one|monolithic)|split\b|did\s+not\s+(?:vote\s+as\s+one|speak\s+with\s+one\s+voice)|(?:failed\s+to|could\s+not)\s+(?:speak\s+with\s+one\s+voice|vote\s+as\s+one|agree)|(?:has|have|had)\s+no\s+(?:unity|cohesion)|broke\s+apart|disunity|lack\s+of\s+(?:unity|cohesion))",
    re.IGNORECASE,
)
_SPLITS = re.compile(
    rf"\b(?:vote|ballot|resolution|roll\s+call|draft)\b[^.;]{{0,60}}?\b(?:split|divided|fractured|tore\s+apart)\s+(?P<g>(?:the\s+)?{B})",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?P<g>(?:the\s+)?{B})(?:\s+(?:states?|members?|countries|allies))?\s+(?:all\s+)?(?P<one>voted\s+(?:as\s+(?:one|a\s+bloc)|en\s+bloc|unanimously|together|the\s+same\s+way)|spoke\s+with\s+one\s+voice|closed\s+ranks|(?:was|were)\s+(?:united|unanimous|of\s+one\s+mind))",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:from|between|over|during|in|for)\s+(?:the\s+(?:years|period)\s+)?(?P<y1>(?:19|20)\d\d)\s*(?:through|to|and|until|till|[-–—])\s*(?P<y2>(?:19|20)\d\d|\d\d)\b|\bsince\s+(?P<s>(?:19|20)\d\d)\b|"
    r"\b(?:in|during|over|throughout)\s+(?P<y>(?:19|20)\d\d)\b|\bthe\s+decade\s+(?:to|until|before|up\s+to|ending\s+in)\s+(?P<to>(?:19|20)\d\d)\b|\b(?:in|during|over|throughout)\s+the\s+(?P<dec>(?:19|20)\d0)s\b|"
    rf"\b(?:in|over|during)\s+the\s+(?:past|last|previous)\s+(?:(?P<n>{NUMBER})\s+years|(?P<one>year)|(?P<ten>decade))",
    re.IGNORECASE,
)
_VOTES = re.compile(
    r"\bvot(?:e|es|ed|ing)\b|\bAssembly\b|\bUnited\s+Nations\b|\bU\.?N\.?\b|\bresolutions?\b|\broll\s+calls?\b|\bagree",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:frequently|sided|closely|compared|trusts|voted|vote|votes|agree|agreed|rely|count|depend|bank|hopes|trust|unity|united|divided|split|closer|nearer|further|reliab|loyal|ally|partner|many|most|often|always|majority|cohesion|per\s?cent|%|one\s+voice|solidarity|bloc|unanim)",
    re.IGNORECASE,
)


# A sentence without one of these says nothing of a bloc's unity; a cheap test before the patterns.
_APART = ("unity", "cohesion", "solidarity", "divided", "split", "disunited", "odds", "fractured", "fragmented", "united", "unanimous",
          "one", "monolithic", "agree", "apart", "bloc", "together", "same way", "ranks")  # fmt: skip


def find(scene: Scene) -> list[Draft]:
    """The alignment claims of one sentence."""
    spoken = shares.find(scene)
    if spoken or not _FIRST.search(scene.text, scene.start, scene.end):
        return spoken
    low = scene.text[scene.start : scene.end].lower()
    than = "than" in low
    share = "%" in low or "cent" in low
    for finder, worth in (
        (_relied_more, than),
        (_compared, than),
        (_closer, than),
        (_better_ally, than),
        (_reliance, True),
        (_shared, share),
        (_many, True),
    ):
        drafts = finder(scene) if worth else []
        if drafts:
            return drafts
    return _unity(scene) if any(word in low for word in _APART) else []


def _one(scene: Scene, match: re.Match[str], name: str) -> str | None:
    """The single state in a named part of a match."""
    if match.groupdict().get(name) is None:
        return None
    codes = scene.masked.states(*match.span(name))
    return codes[0] if len(codes) == 1 else None


def _base(scene: Scene, **fields: Any) -> dict[str, Any]:
    """Fields that every alignment claim has."""
    text = scene.text[scene.start : scene.end]
    period = period_of(scene)
    out: dict[str, Any] = {
        "measure": "UN votes" if _VOTES.search(text) else None,
        "explicit": bool(_VOTES.search(text)) and fields.get("kind") in {"compare", "share", "many"},
        "body": "UNSC" if re.search(r"Security\s+Council", text) else "UNGA",
        "period": period,
        **fields,
    }
    out["frame"] = (
        scene.frame,
        tuple(c for c in (fields.get("a"), fields.get("b"), fields.get("reference")) if c),
    )
    return out


def period_of(scene: Scene) -> dict[str, Any] | None:
    """The years that a sentence names: {"since", "until"} as ISO days, or {"years": n} back from the article."""
    match = _PERIOD.search(scene.text, scene.start, scene.end)
    if match is None:
        return _dated(scene)
    if match["to"]:
        return {"since": f"{int(match['to']) - 9}-01-01", "until": f"{match['to']}-12-31"}
    if match["y1"]:
        last = match["y2"] if len(match["y2"]) == 4 else match["y1"][:2] + match["y2"]
        return {"since": f"{match['y1']}-01-01", "until": f"{last}-12-31"}
    if match["s"]:
        return {"since": f"{match['s']}-01-01", "until": None}
    if match["y"]:
        return {"since": f"{match['y']}-01-01", "until": f"{match['y']}-12-31"}
    if match["dec"]:
        return {"since": f"{match['dec']}-01-01", "until": f"{int(match['dec']) + 9}-12-31"}
    return {"years": 1 if match["one"] else 10 if match["ten"] else number(match["n"])}


def _dated(scene: Scene) -> dict[str, Any] | None:
    """The years that a date in the sentence can mean; days and weeks are of the news, not of the comparison."""
    for dated in scene.article.dates_in(scene.start, scene.end):
        if dated.precision in {"year", "years", "decade"} and dated.candidates:
            since, until = dated.candidates[0]
            return {"since": since.isoformat(), "until": until.isoformat()}
        if dated.precision in {"year", "years", "decade"}:
            return {"unread": dated.text}
    return None


def _draft(scene: Scene, start: int, end: int, fields: dict[str, Any], priority: int = 75) -> list[Draft]:
    """One draft; a "did" after the last name belongs to it."""
    tail = re.compile(r"(?:['’]s?)?(?:\s+(?:did|does|do|has|was|is))?\b").match(scene.text, end, scene.end)
    end = tail.end() if tail else end
    return [Draft("alignment", (scene.trim(start, end),), fields, priority)]


def _compared(scene: Scene) -> list[Draft]:
    """A voted with R more often than B did."""
    for pattern in (_COMPARE, _COMPARE_EARLY):
        match = pattern.search(scene.text, scene.start, scene.end)
        if match is None:
            continue
        a, b, r = (_one(scene, match, n) for n in ("a", "b", "r"))
        if (
            not (a and b and r)
            or len({a, b, r}) < 3
            or VOID.search(scene.text[match.start("a") : match.start("verb")])
        ):
            continue
        if match.groupdict().get("with"):
            a, r = r, a
        less = match["deg"].lower() in {"less", "rarer"} or re.search(
            r"\b(?:rarely|seldom)\s+than", match.group(), re.IGNORECASE
        )
        fields = _base(scene, kind="compare", a=a, b=b, reference=r, relation="less" if less else "more")
        return _draft(scene, scene.clause_start(match.start()), match.end(), fields)
    return []


def _relied_more(scene: Scene) -> list[Draft]:
    """R can count on A more than on B."""
    match = _RELIED_MORE.search(scene.text, scene.start, scene.end) or _PREFERRED.search(
        scene.text, scene.start, scene.end
    )
    if match is None or VOID.search(scene.text[match.start() : match.start("a")].replace(" can ", " ")):
        return []
    a, b, r = (_one(scene, match, n) for n in ("a", "b", "r"))
    if not (a and b and r) or len({a, b, r}) < 3:
        return []
    less = match.groupdict().get("deg", "").lower() == "less"
    fields = _base(scene, kind="reliance", a=a, b=b, reference=r, relation="less" if less else "more")
    fields["explicit"] = False
    return _draft(scene, scene.clause_start(match.start()), match.end(), fields)


def _closer(scene: Scene) -> list[Draft]:
    """A's votes are closer to R's than B's."""
    match = _CLOSER.search(scene.text, scene.start, scene.end)
    if match is None or not _VOTES.search(scene.text, scene.start, scene.end):
        return []
    a, b, r = (_one(scene, match, n) for n in ("a", "b", "r"))
    if not (a and b and r) or len({a, b, r}) < 3:
        return []
    if re.search(r"\bthan\s+to\b", match.group(), re.IGNORECASE):
        a, r = r, a
    relation = "more" if match["deg"].lower() in {"closer", "nearer"} else "less"
    return _draft(
        scene,
        scene.clause_start(match.start()),
        match.end(),
        _base(scene, kind="compare", a=a, b=b, reference=r, relation=relation),
    )


def _better_ally(scene: Scene) -> list[Draft]:
    """A is a more reliable ally of R than B."""
    match = _BETTER_ALLY.search(scene.text, scene.start, scene.end)
    if match is None or "than" not in match.group().lower():
        return []
    a, b = _one(scene, match, "a"), _one(scene, match, "b")
    r = _one(scene, match, "r") or _one(scene, match, "r0")
    if r is None:
        r = next((c for c in scene.masked.states(scene.start, scene.end) if c not in {a, b}), None)
    if not (a and b and r) or len({a, b, r}) < 3:
        return []
    relation = "less" if re.search(r"\bless\b|worse", match["deg"], re.IGNORECASE) else "more"
    fields = _base(scene, kind="reliance", a=a, b=b, reference=r, relation=relation)
    fields["explicit"] = False
    return _draft(scene, scene.clause_start(match.start()), match.end(), fields)


def _reliance(scene: Scene) -> list[Draft]:
    """R can rely on A, but not always on B; or R cannot count on its allies."""
    text = scene.text
    found = [*_RELIES.finditer(text, scene.start, scene.end), *_TRUSTS.finditer(text, scene.start, scene.end)]
    relied: list[tuple[re.Match[str], str, bool]] = []
    for match in sorted(found, key=lambda m: m.start()):
        codes = scene.masked.states(*match.span("on"))
        denied = bool(_DENIED.search(text, max(scene.start, match.start() - 45), match.start()))
        if match.groupdict().get("group"):
            relied.append((match, "group", denied))
        elif len(codes) == 1:
            relied.append((match, codes[0], denied))
    good = [r for r in relied if r[1] != "group" and not r[2]]
    bad = [r for r in relied if r[1] != "group" and r[2]]
    if good and bad and good[0][1] != bad[0][1]:
        a, b = good[0], bad[0]
        start = min(a[0].start(), b[0].start())
        reference = _relier(scene, start, {a[1], b[1]})
        if reference:
            fields = _base(scene, kind="reliance", a=a[1], b=b[1], reference=reference[0], relation="more")
            fields["explicit"] = False
            return _draft(scene, reference[1], max(a[0].end(), b[0].end()), fields)
    groups = [r for r in relied if r[1] == "group"]
    if groups:
        return _group_reliance(scene, groups[0][0], denied=groups[0][2])
    return []


def _relier(scene: Scene, before: int, others: set[str]) -> tuple[str, int] | None:
    """The state that relies: the nearest one named before the verb, else before the sentence."""
    for mention in reversed(scene.masked.within(scene.start, before)):
        if mention.code not in others and not scene.text.startswith(("'", "’"), mention.end):
            return mention.code, mention.start
    return None


def _group_reliance(scene: Scene, match: re.Match[str], *, denied: bool) -> list[Draft]:
    """R can, or cannot, count on its allies: held against the votes that the article names."""
    reference = _relier(scene, match.start(), set())
    if reference is None or not scene.near:
        return []
    bodies = [c for c in scene.masked.bodies(*match.span("on")) if c not in ORGANS]
    group = bodies[0] if bodies else f"allies of {reference[0]}"
    fields = _base(
        scene,
        kind="group_reliance",
        group=group,
        reference=reference[0],
        relation="cannot" if denied else "can",
    )
    fields["explicit"] = False
    return _draft(scene, reference[1], scene.clause_end(match.end()), fields, 60)


def _shared(scene: Scene) -> list[Draft]:
    """A voted with R in 76 per cent of the votes."""
    match = _SHARE.search(scene.text, scene.start, scene.end)
    if match is None:
        return []
    a, r = _one(scene, match, "a"), _one(scene, match, "r")
    if not (a and r) or a == r:
        return []
    comparator = re.sub(r"\s+", " ", (match["cmp"] or "=").lower())
    fields = _base(
        scene,
        kind="share",
        a=a,
        b=r,
        reference=r,
        relation="share",
        value=float(match["v"]),
        comparator=comparator,
    )
    return _draft(scene, scene.clause_start(match.start()), scene.clause_end(match.end()), fields)


def _many(scene: Scene) -> list[Draft]:
    """A supports R in many issues; A usually votes with R."""
    for match in _MANY.finditer(scene.text, scene.start, scene.end):
        often = _OFTEN.search(match["adv"] or match["adv2"] or "")
        if not (
            match["many"]
            or (often and re.search(r"vot|agree|sid|stood|stand|align", match.group(), re.IGNORECASE))
        ):
            continue
        a, r = _one(scene, match, "a"), _one(scene, match, "r")
        if a and r and a != r:
            most = bool(re.search(r"most|majority|all\b", match["many"] or "", re.IGNORECASE))
            fields = _base(scene, kind="many", a=a, b=r, reference=r, relation="most" if most else "many")
            return _draft(scene, match.start(), match.end(), fields, 65)
    return []


def _unity(scene: Scene) -> list[Draft]:
    """A bloc lacks unity, or voted as one."""
    for pattern, relation in ((_UNITY, "lacks unity"), (_SPLITS, "lacks unity"), (_ONE, "one")):
        match = pattern.search(scene.text, scene.start, scene.end)
        if match is None or not scene.near:
            continue
        group = next((c for c in scene.masked.bodies(*match.span("g")) if c not in ORGANS), None)
        if group is None or VOID.search(scene.text[scene.start : match.end("g")]):
            continue
        fields = _base(scene, kind="unity", group=group, relation=relation)
        fields["explicit"] = "vote" in match.group().lower()
        return _draft(scene, scene.clause_start(match.start()), match.end(), fields, 60)
    return []
