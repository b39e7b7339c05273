"""Vote claims whose choice stands in a verb: "voted against", "backed", "sided with", "took no part"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from foedus.model.compare import Comparator
from foedus.reading.claims.draft import Draft
from foedus.reading.claims.masked import ADJECTIVE, BODY, LIST, NUMBER, STATE, number
from foedus.reading.claims.votescene import Scene
from foedus.reading.claims.votesubject import ORGANS, Subject, before
from foedus.reading.claims.votewords import (
    ACTS,
    BY,
    CHOICES,
    ELECTION,
    HEAD,
    INFINITIVE,
    MEANT,
    NEGATED,
    PASSIVE,
    PATTERN,
    POSITIONS,
    PREDICATES,
    SECRET,
    VOID,
    Predicate,
    complement,
)
from foedus.reading.clause import subject as parse
from foedus.reading.clause.votes import phrases

_ONLY_AFTER = re.compile(
    r"\b(?:alone\b|(?:was|were|is|are|being|remains?|became|as)\s+(?:\w+\s+)?(?:alone\b|isolated\b|the\s+(?:only|sole|lone|single)\b)|"
    r"the\s+(?:only|sole|lone|single)\b)",
    re.IGNORECASE,
)
_COLON_LIST = re.compile(
    rf"[^.;:]{{0,80}}?(?:\b(?:are|were|is|was|being|namely)\b\s*:?|:|\(|–|—)\s*(?P<list>{LIST})",
    re.IGNORECASE,
)
_AMONG_THEM = re.compile(
    rf"[^.;]{{0,80}}?(?:,|–|—|\()\s*(?:(?P<one>{LIST})\s+(?:being\s+|were\s+|was\s+)?among\s+(?:them|those)|"
    rf"(?:including|among\s+(?:them|those)(?:\s+were)?|notably|such\s+as)\s+(?P<two>{LIST}))",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"(?:^|[\s,;(“])(?:if|whether|unless|in\s+case|lest)\s+[^,;.]*$", re.IGNORECASE)
_REF = re.compile(
    rf"\s*(?:the\s+|its\s+|their\s+)?(?:(?:\w+\s+)?(?:ally|neighbour|neighbor|partner|patron|rival|friend)s?,?\s+|(?:side|defen[cs]e|aid|help|rescue)\s+of\s+(?:the\s+)?)?"
    rf"(?P<ref>[{STATE}{ADJECTIVE}]+)"
)
_MAJORITY = re.compile(
    r"\s+(?:the\s+)?(?:(?:overwhelming|great|vast)\s+)?(?:majority|rest\s+of\s+the\s+world)\b", re.IGNORECASE
)
_DIRECT = re.compile(
    rf"\s+(?:(?:its|their)\s+(?:\w+\s+)?(?:ally|neighbour|neighbor|partner|leader|patron)\s+|the\s+)?(?P<ref>{STATE}++)(?!['’])"
    r"(?!\s+(?:[\w-]+\s+){{0,3}}?(?:resolution|draft|text|motion|vote|ballot|treaty|in\s+(?:many|most)))",
    re.IGNORECASE,
)
_BARE_BASE = re.compile(
    r"^(?:vote|back|support|oppose|endorse|approve|reject|dissent|side|stand|abstain|object|favou?r|accept|welcome|sit|agree)\b",
    re.IGNORECASE,
)
_AUX = re.compile(
    r"\b(?:do|did|does)\s+(?:not\s+|\w+ly\s+)*$|\b(?:do|did|does)n['’]t\s+(?:\w+ly\s+)*$", re.IGNORECASE
)
_PRESENT = re.compile(r"^\w*(?:s|ing)\b", re.IGNORECASE)
_COPULA = re.compile(
    r"\s*,?\s*(?:is|was|are|were|being|remains?|remained|became|as|proved)\s+(?:also\s+|still\s+|again\s+)?(?:the|its|their)\s+(?:only|sole|lone|single)\s+",
    re.IGNORECASE,
)
_WAS_LIST = re.compile(rf"[^.;:]{{0,90}}?\b(?:is|was|are|were)\s*:?\s+(?P<list>{LIST})", re.IGNORECASE)
_AND_MORE = re.compile(
    rf"\s*,?\s*(?:along\s+with|together\s+with|and|plus|as\s+well\s+as)\s+(?:{NUMBER}|several|some|a\s+(?:few|handful))\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\s+(?:the\s+|its\s+(?:\w+\s+)?)?", re.IGNORECASE)
_CONJOINED = re.compile(
    r"\b(?:and|but|or|then|nor)\s+(?:\w+ly\s+|later\s+|then\s+|also\s+|had\s+|has\s+)*$", re.IGNORECASE
)
_AMONG_THE = re.compile(
    r"\b(?:among|one\s+of|part\s+of)\s+(?:the\s*)?(?:only\s+)?$|\b(?:among|one\s+of|part\s+of)\s+the\b",
    re.IGNORECASE,
)
_BY_DOING = re.compile(r"\bby\s+(?:\w+ly\s+|also\s+|not\s+)?$", re.IGNORECASE)
_HABIT = re.compile(
    r"\b(?:always|usually|often|rarely|seldom|never|regularly|routinely|frequently|generally|invariably|habitually)\s+(?:been\s+|has\s+|have\s+)?$",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(
    r"\b(?:more|less|equally|as|so|too|very|most)\s+(?:often|frequently|rarely|regularly|consistently)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(LIST, re.IGNORECASE)
_BREAK = re.compile(r"[,;]|\b(?:and|while|whereas|but)\b", re.IGNORECASE)
_AMONG_N = re.compile(rf"\bamong\s+(?:the\s+)?(?:only\s+)?(?P<n>{NUMBER})\b", re.IGNORECASE)
_THEM = re.compile(r"\s+(?:(?:being\s+|were\s+)?among\s+(?:them|those)|included)\b", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_JOINED = re.compile(rf"\bjoin(?:ed|ing|s)?\s+(?P<list>{LIST})\s+in\s+$", re.IGNORECASE)
_ALSO_BOUND = re.compile(r"\s+(?:and|but|or|nor)\s*$|,\s*(?:and|but|while)?\s*$", re.IGNORECASE)


def predicates(scene: Scene) -> list[tuple[int, int, Predicate]]:
    """The ways of voting named in a sentence: (start, end, predicate)."""
    found: list[tuple[int, int, Predicate]] = []
    at = scene.start
    for head in HEAD.finditer(scene.text, scene.start, scene.end):
        if head.start() < at:
            continue
        match = PATTERN.match(scene.text, head.start(), scene.end)
        if match and match.lastgroup:
            found.append((match.start(), match.end(), PREDICATES[int(match.lastgroup[1:])]))
            at = match.end()
    return _with_phrases(scene, found)


def _with_phrases(scene: Scene, found: list[tuple[int, int, Predicate]]) -> list[tuple[int, int, Predicate]]:
    """The predicates with those of the lexicon; where two overlap, the longer one."""
    said = [
        (a, b, Predicate(choice, strong=True, verb="verb"))
        for a, b, choice in phrases(scene.article, scene.start, scene.end)
    ]
    kept = [
        f
        for f in found
        if f[2].choice == "not_voting"
        or not any(f[0] < b and a < f[1] and b - a > f[1] - f[0] for a, b, _ in said)
    ]
    kept += [s for s in said if not any(s[0] < b and a < s[1] for a, b, _ in kept)]
    return sorted(kept, key=lambda p: p[0])


def find(scene: Scene) -> list[Draft]:
    """The vote claims that the verbs of a sentence make."""
    secret = SECRET.search(scene.text, scene.start, scene.end)
    if secret:
        cast = re.search(
            r"\b(?:cast|voted|backed|supported)\b", scene.text[scene.start : scene.end], re.IGNORECASE
        )
        return [_secret(scene, secret.end())] if cast else []
    spoken = [p for p in predicates(scene) if p[2].verb != "noun"]
    if not spoken or (ELECTION.search(scene.text, scene.start, scene.end) and not _about_votes(scene)):
        return []
    drafts: list[Draft] = []
    floor, last = scene.start, None
    for place, (start, end, predicate) in enumerate(spoken):
        sense = _sense(scene, start, end, predicate)
        done = spoken[place - 1][1] if place else scene.start
        if (
            place
            and predicate.verb == "state"
            and spoken[place - 1][2].choice in {"same", "other"}
            and not _BREAK.search(_LISTED.sub("", scene.text[done:start]))
        ):
            continue
        if sense is None:
            continue
        subject = _subject(scene, floor, done, start, end, predicate, last)
        if subject is None:
            continue
        if subject.kind == "list" and re.match(
            r"neither\b", scene.text[subject.start : subject.end], re.IGNORECASE
        ):
            sense = _denied(sense)
        draft = _draft(
            scene, subject, (start, end), done, _next_subject(scene, spoken[place + 1 :], end), sense
        )
        if draft is not None:
            drafts.append(draft)
            last = subject
            floor = start
    counted = [d for d in drafts if d.type == "tally"]
    drafts = [d for d in drafts if d.type == "vote"]
    return [*counted, *_joined(_paired(scene, drafts)), *_elliptic(scene, drafts)]


_ELLIPSIS = re.compile(
    rf"(?:^|[.;,]\s+|\band\s+|\s)(?:(?P<inv>(?:and\s+)?(?:so|as|nor|neither)(?:,\s+[^,;.]{{1,30}},)?\s+(?:too\s+)?(?:did|had|has|have|was|were))\s+(?P<a>{LIST})|"
    rf"(?:as|like|just\s+as)\s+(?P<c>{LIST})\s+(?:did|had|both\s+did|also\s+did)\b|"
    rf"(?P<b>{LIST})\s+(?:also\s+|then\s+|both\s+|all\s+|in\s+turn\s+)?(?:followed\s+suit|did\s+(?:so|likewise|the\s+same)(?:\s+too)?|did\s+too|followed(?=\s*[.;,])|too(?=\s*[.;])|likewise(?=\s*[.;])|as\s+well(?=\s*[.;])))",
    re.IGNORECASE,
)


def _elliptic(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Those who are said to have voted as was just said: "so did X", "X followed suit", "as X did"."""
    out: list[Draft] = []
    for match in _ELLIPSIS.finditer(scene.text, scene.start, scene.end):
        name = next(n for n in ("a", "b", "c") if match[n])
        span = match.span(name)
        earlier = [d for d in drafts if d.start < span[0] and d.anchor and d.anchor[0] < span[0]]
        source = earlier[-1].fields if earlier else scene.frames.last
        anchor = earlier[-1].anchor if earlier else scene.frames.anchor
        actors = scene.masked.states(*span)
        if (
            not source
            or not actors
            or source.get("quantifier") == "none"
            or not (source.get("choices") or source.get("with"))
        ):
            continue
        if earlier and ";" not in scene.text[earlier[-1].anchor[1] : span[0]] and isinstance(source, dict):  # type: ignore[index]
            source["also"] = [*source.get("also", ()), *actors]
        kept = {
            k: source[k]
            for k in ("choice", "choices", "with", "relation", "negated", "choices_if_absent")
            if k in source
        }
        fields: dict[str, Any] = {
            **kept,
            "actors": actors,
            "scope_in": [],
            "ellipsis": True,
            "also": list(source.get("actors", ())),
        }
        if len(actors) == 1:
            fields["actor"] = actors[0]
        frame = earlier[-1].fields["frame"][0] if earlier else source["frame"][0]
        fields["frame"] = (frame, tuple(actors), anchor)
        start = (
            match.start("inv")
            if match["inv"]
            else match.start() + len(match[0]) - len(match[0].lstrip(" .;,"))
            if name == "c"
            else span[0]
        )
        out.append(Draft("vote", (scene.trim(start, match.end()),), fields, 58, (match.start(), match.end())))
    return out


def _next_subject(scene: Scene, coming: list[tuple[int, int, Predicate]], floor: int) -> int:
    """Where the subject of the next verb begins, if it stands after this one; else the end of the sentence."""
    if not coming:
        return scene.end
    if coming[0][2].verb == "state" and not _BREAK.search(_LISTED.sub("", scene.text[floor : coming[0][0]])):
        return scene.end
    if _BY_DOING.search(scene.text, max(scene.start, coming[0][0] - 24), coming[0][0]):
        return scene.end
    following = before(scene.text, scene.found, floor, coming[0][0], absolute=True)
    if following is None or following.start <= floor:
        return scene.end
    at = following.start
    owned = _OBJECT.fullmatch(scene.text, floor, at) and _CONJOINED.search(
        scene.text, following.end, coming[0][0]
    )
    return scene.end if owned else at


def _about_votes(scene: Scene) -> bool:
    """Whether a sentence with words of elections still speaks of a resolution."""
    return bool(
        re.search(
            r"\b(?:resolution|abstain|draft|motion|treaty)",
            scene.text[scene.start : scene.end],
            re.IGNORECASE,
        )
    )


def _secret(scene: Scene, at: int) -> Draft:
    """A claim about who cast which secret ballot: no record can tell."""
    start, end = scene.trim(scene.start, scene.clause_end(at))
    fields: dict[str, Any] = {
        "actors": [],
        "body": "UNSC election",
        "choice": None,
        "secret": True,
        "frame": (scene.frame, ()),
    }
    return Draft("vote", ((start, end),), fields, 70)


def _sense(scene: Scene, start: int, end: int, predicate: Predicate) -> dict[str, Any] | None:
    """What a predicate says: the choices that fit it, or another state as the measure; None where it asserts nothing."""
    text = scene.text
    left = text[max(scene.start, start - 70) : start]
    word = text[start:end]
    if not predicate.strong and not scene.near:
        return None
    if re.match(r"votes?\b", word, re.IGNORECASE) and re.search(
        rf"(?:{NUMBER}|\b(?:of|the|a|its|their|this|that))\s+$", left, re.IGNORECASE
    ):
        return None
    negated = bool(NEGATED.search(left)) and predicate.verb != "done"
    if not negated and (
        VOID.search(left) or (re.search(r"\bto\s+(?:\w+ly\s+)?$", left) and not INFINITIVE.search(left))
    ):
        return None
    if negated and re.search(
        r"\b(?:will|would|wo|may|might|could|should|can|cannot)(?:n['’]t|\s+not)\s+(?:\w+ly\s+)?$",
        left,
        re.IGNORECASE,
    ):
        return None
    if (
        _BARE_BASE.match(word)
        and not negated
        and not re.search(
            rf"(?:[{STATE}]|\bto|\bdid|\w+ly|{BODY}|members|states|nations|countries|which|that|who)\s*$",
            left,
        )
    ):
        return None
    if not predicate.strong and _PRESENT.match(word) and not scene.hot and not re.search(r"\w+ing\b", word):
        return None
    if (
        _CONDITION.search(left)
        or _HABIT.search(left[-34:])
        or _HOW_OFTEN.search(text, end, scene.clause_end(end))
    ):
        return None
    sense = _meaning(scene, end, predicate)
    return _denied(sense) if sense is not None and negated else sense


def _denied(sense: dict[str, Any]) -> dict[str, Any]:
    """The opposite of a sense: what a "not" or "neither" makes of it."""
    out = {**sense, "negated": True}
    if "choices" in out:
        out["choices"] = list(complement(tuple(out["choices"])))
    else:
        out["relation"] = {"same": "other", "other": "same", "opposite": "same"}[out["relation"]]
    return out


def _meaning(scene: Scene, end: int, predicate: Predicate) -> dict[str, Any] | None:
    """The choices, or the state that was followed or left, that the words after a predicate make of it."""
    text, choice = scene.text, predicate.choice
    if choice in MEANT:
        return {"choices": list(MEANT[choice])}
    if choice in {"same", "other"}:
        if _MAJORITY.match(text, end, scene.end):
            return {"with": "MAJORITY", "relation": choice}
        ref = _REF.match(text, end, scene.end)
        codes = scene.masked.states(*ref.span("ref")) if ref else []
        return {"with": codes[0], "relation": choice} if codes else None
    if choice in {"yes", "no"} and predicate.verb in {"verb", "state"}:
        direct = _DIRECT.match(text, end, scene.end)
        codes = scene.masked.states(*direct.span("ref")) if direct else []
        if direct and codes and not ACTS.match(text, end, scene.end):
            return {
                "with": codes[0],
                "relation": "same" if choice == "yes" else "opposite",
                "choices_if_absent": [choice],
            }
        owned = re.compile(rf"\s+(?P<ref>[{STATE}{ADJECTIVE}]+)").match(text, end, scene.end)
        if owned and POSITIONS.match(text, owned.end(), scene.end):
            codes = scene.masked.states(*owned.span("ref"))
            return (
                {"with": codes[0], "relation": "same" if choice == "yes" else "opposite"} if codes else None
            )
        if ACTS.match(text, end, scene.end):
            flipped = "no" if choice == "yes" else "yes"
            return {"choices": [flipped], "act": not predicate.strong and choice == "yes"}
    return {"choices": [choice]}


def _subject(
    scene: Scene, floor: int, done: int, start: int, end: int, predicate: Predicate, last: Subject | None
) -> Subject | None:
    """Who did it: before the verb, after "by", or whoever was spoken of last."""
    text = scene.text
    by = BY.match(text, end, scene.end)
    if by and PASSIVE.search(text, max(scene.start, start - 40), start):
        for subject in scene.found:
            if 0 <= subject.start - by.end() <= 12 or (subject.start <= by.end() <= subject.end):
                only = re.search(r"\b(?:only|just|solely)\b", by.group(), re.IGNORECASE)
                alone = re.match(r"\s+alone\b", text[subject.end : scene.end], re.IGNORECASE)
                named = subject.kind == "list" and (only or alone)
                return replace(subject, quantifier="only") if named else subject
        return None
    word = text[start:end].split()[0].lower()
    if word.endswith("ing") and _BY_DOING.search(text, max(scene.start, start - 24), start):
        return last
    absolute = word.endswith("ing") or predicate.verb == "state" or word == "not"
    if predicate.verb == "state" and not _bare(scene, start, end):
        return None
    nearest = before(text, scene.found, floor, start, absolute=absolute)
    parsed = _parsed(scene, start)
    if nearest is None or nearest.kind in {"organ", "person"} or nearest.end < floor:
        nearest = parsed or nearest
    elif parsed is not None and _aside(scene, parsed, nearest, start):
        nearest = parsed
    if nearest is None or nearest.end < floor:
        link = text[max(floor, start - 40) : start]
        if last is not None and re.search(
            r"(?:\band|\bbut|\bor|\bthen|,)\s+(?:\w+ly\s+|then\s+|later\s+|also\s+|has\s+|had\s+|did\s+not\s+)*$",
            link,
            re.IGNORECASE,
        ):
            return last
        return None
    if (
        _OBJECT.fullmatch(text, done, nearest.start)
        and done > scene.start
        and _CONJOINED.search(text, nearest.end, start)
    ):
        return last
    if nearest.excepted and re.match(r"\s*,\s*(?:which|who|that)\b", text[nearest.end : start]):
        return Subject(nearest.start, nearest.end, "list", nearest.excepted)
    if nearest.kind == "pronoun":
        return _meant(scene, nearest)
    if nearest.kind == "onlygroup":
        return _only_of(scene, nearest, end)
    if nearest.quantifier == "only" and _AND_MORE.match(text, nearest.end, start):
        nearest = replace(nearest, quantifier=None)
    if nearest.kind == "count" and _AMONG_THE.search(
        text, max(scene.start, nearest.start - 40), nearest.start + 4
    ):
        earlier = [s for s in scene.found if s.kind == "list" and 0 < nearest.start - s.end <= 40]
        if not earlier:
            return None
        return replace(earlier[-1], quantifier="among", count=nearest.count, scope=nearest.scope)
    joined = _JOINED.search(text, max(scene.start, start - 90), start)
    if joined:
        return _with_joined(scene, joined, floor)
    return _with_only(scene, nearest, start)


_ASIDE = re.compile(
    r"\s*,\s*(?:which|who|whose|a|an|the|now|once|then|long|itself|having|unlike|like)\b[^,]*,\s*",
    re.IGNORECASE,
)


def _aside(scene: Scene, parsed: Subject, nearest: Subject, at: int) -> bool:
    """Whether the nearest candidate stands in what is set off by commas behind the one that the parse names."""
    if parsed.end > nearest.start:
        return False
    aside = _ASIDE.match(scene.text, parsed.end, at)
    return aside is not None and nearest.end <= aside.end()


def _parsed(scene: Scene, at: int) -> Subject | None:
    """The subject that the parse gives a predicate: one of the candidates, or the states that it names."""
    place = next((i for i, item in enumerate(scene.row) if item.start <= at < item.end), None)
    item = parse.of(scene.row, place, scene.article.tokens) if place is not None else None
    if item is None or item.start < scene.start or item.end > at + 1:
        return None
    for subject in scene.found:
        if subject.start <= item.start < subject.end and subject.kind not in {"organ", "person"}:
            return subject
    if item.kind == "states":
        return Subject(item.start, item.end, "list", item.codes)
    return None


_GOVERNED = re.compile(
    r"\b(?:on|of|over|about|for|against|in|to|by|with|from|at|than|as|like|unlike)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _meant(scene: Scene, pronoun: Subject) -> Subject | None:
    """Whom a pronoun means: the one list named before it in its sentence, else who was said to have voted last, if nobody was named since."""
    article, word = scene.article, scene.text[pronoun.start : pronoun.end]
    near = {
        s.actors
        for s in scene.found
        if s.kind == "list"
        and s.actors
        and s.end <= pronoun.start
        and not _GOVERNED.search(scene.text, max(scene.start, s.start - 12), s.start)
        and scene.text[s.end : s.end + 1] not in "'’"
    }
    if near:
        actors = near.pop()
        fits = {"it": len(actors) == 1, "they": len(actors) > 1, "both": len(actors) == 2}.get(
            word.lower(), False
        )
        return replace(pronoun, kind="list", actors=actors) if fits and not near else None
    found = scene.frames.antecedent(word, pronoun)
    if found is None or not scene.frames.anchor:
        return found
    _, told = article.sentence_at(scene.frames.anchor[0])
    since = [
        m for m in article.mentions_in(told, pronoun.start, "state") if m.how not in {"pronoun", "adjective"}
    ]
    return found if all(m.code in found.actors for m in since) else None


def _only_of(scene: Scene, subject: Subject, end: int) -> Subject | None:
    """Those who are "the only members that ...": named before it, or after ("was Kazakhstan")."""
    text = scene.text
    for earlier in reversed(scene.found):
        if earlier.kind == "list" and earlier.end <= subject.start:
            if _COPULA.fullmatch(text, earlier.end, subject.start):
                return replace(earlier, quantifier="only", scope=subject.scope)
            break
    after = _WAS_LIST.match(text, end, scene.end)
    if after is None:
        return None
    actors = tuple(scene.masked.states(*after.span("list")))
    return replace(subject, kind="list", actors=actors, quantifier="only", end=after.end())


def _bare(scene: Scene, start: int, end: int) -> bool:
    """Whether "against", "absent" or "in favour" stands as what somebody was or did, and not as a preposition."""
    left = scene.text[max(scene.start, start - 40) : start]
    word = scene.text[start:end].lower()
    if re.search(
        r"\b(?:was|were|is|are|being|been|remained|came\s+out|with)\s+(?:\w+ly\s+|both\s+|all\s+|again\s+|also\s+|likewise\s+|too\s+)*$",
        left,
        re.IGNORECASE,
    ):
        return True
    if re.search(rf"{STATE}\s+(?:both\s+|all\s+)?$", left) is None:
        return False
    if word.startswith(("against", "for")):
        return bool(
            re.match(
                r"\s*(?:[,.;)]|$|and\b|it\b|the\s+(?:resolution|draft|motion|text))",
                scene.text[end : scene.end],
            )
        )
    return True


def _with_joined(scene: Scene, joined: re.Match[str], floor: int) -> Subject | None:
    """Those who joined others in voting so, and the others."""
    first = before(scene.text, scene.found, floor, joined.start())
    if first is not None and first.kind == "onlygroup":
        first = _only_of(scene, first, joined.end())
    if first is None or first.kind != "list":
        return None
    others = scene.masked.states(*joined.span("list"))
    return replace(first, actors=tuple(dict.fromkeys([*first.actors, *others])))


def _with_only(scene: Scene, subject: Subject, at: int) -> Subject:
    """A list with the "alone" or "the only member to" that stands between it and its verb."""
    gap = scene.text[subject.end : at]
    among = _AMONG_N.search(gap)
    if subject.kind == "list" and among:
        return replace(subject, quantifier="among", count=number(among["n"]), scope="UN")
    counted = [s for s in scene.found if s.kind == "count" and s.end <= subject.start <= s.end + 6]
    if (
        subject.kind == "list"
        and counted
        and counted[-1].count == len(subject.actors)
        and not _THEM.match(gap)
    ):
        only = replace(subject, start=counted[-1].start, quantifier="complete", count=counted[-1].count)
        return replace(only, scope=counted[-1].scope)
    if subject.kind == "list" and _THEM.match(gap) and counted:
        first = counted[-1]
        return replace(subject, start=first.start, quantifier="among", count=first.count, scope=first.scope)
    if (
        subject.kind == "list"
        and _ONLY_AFTER.search(gap)
        and not re.search(r"\b(?:one\s+of|among|not)\s+(?:the\s+)?(?:only|few|alone)\b", gap, re.IGNORECASE)
    ):
        return replace(subject, quantifier="only")
    return subject


def _draft(
    scene: Scene, subject: Subject, verb: tuple[int, int], done: int, following: int, sense: dict[str, Any]
) -> Draft | None:
    """A claim from its subject, its verb and what they say."""
    if subject.kind in {"organ", "person"} or (
        subject.kind == "group" and subject.scope in ORGANS and subject.scope != "UN"
    ):
        return None
    inside = scene.start <= subject.start < scene.end
    begin = scene.clause_start(min(subject.start, verb[0])) if inside else scene.clause_start(verb[0])
    finish = scene.clause_end(max(verb[1], subject.end if inside else 0))
    if verb[1] < following < finish:
        finish = _cut(scene, verb[1], following)
    if inside and begin < done <= subject.start:
        begin = subject.start
    fields = fields_of(scene, subject, sense)
    extra = None
    if subject.kind in {"count", "allbut"}:
        extra = _listed(scene, subject, verb[1], fields)
        finish = max(finish, extra) if extra else finish
        if subject.kind == "count" and not extra and subject.scope in {"UN", None}:
            return _counted(scene, subject, verb, finish, fields)
    if not fields["actors"] and not fields.get("scope"):
        return None
    fields["scope_in"] = _scope_of(scene, subject, begin, finish, fields)
    fields["frame"] = (scene.frame, tuple(fields["actors"]))
    priority = 60 if sense.get("with") is None else 55
    return Draft("vote", (scene.trim(begin, finish),), fields, priority, verb)


def _counted(
    scene: Scene, subject: Subject, verb: tuple[int, int], finish: int, fields: dict[str, Any]
) -> Draft | None:
    """So many states that voted so: a part of the count of the vote."""
    choices = fields.get("choices") or []
    if len(choices) != 1 or fields.get("with") or (subject.count or 0) < 2 or subject.count == 193:
        return None
    comparator = Comparator.of(subject.comparator).value
    told = {choices[0]: subject.count, "comparator": comparator, "frame": (scene.frame, ())}
    return Draft("tally", (scene.trim(subject.start, finish),), told, 57, verb)


def _cut(scene: Scene, low: int, high: int) -> int:
    """Where a clause stops before the next one's subject, without the "and" between."""
    part = _ALSO_BOUND.search(scene.text, low, high)
    return part.start() if part else high


def fields_of(scene: Scene, subject: Subject, sense: dict[str, Any]) -> dict[str, Any]:
    """The fields of a vote claim, but for its frame."""
    actors = list(subject.actors)
    reference = sense.get("with")
    choices = sense.get("choices")
    fields: dict[str, Any] = {"actors": actors}
    if len(actors) == 1:
        fields["actor"] = actors[0]
    fields["choice"] = (
        choices[0]
        if choices and len(choices) == 1
        else (None if choices else f"{sense['relation']} as {reference}")
    )
    for key in ("choices", "with", "relation", "negated", "act", "choices_if_absent"):
        if sense.get(key):
            fields[key] = sense[key]
    if subject.quantifier:
        fields["quantifier"] = (
            "all_but" if subject.excepted and subject.quantifier == "all" else subject.quantifier
        )
    if subject.scope:
        fields["scope"] = subject.scope
    if subject.excepted:
        fields["except"] = list(subject.excepted)
    if subject.other or subject.without:
        named = scene.frames.named_before(scene.start, subject.start) if subject.other else []
        fields["other"] = [*named, *subject.without]
    if subject.count is not None:
        fields["count"] = subject.count
        fields["comparator"] = subject.comparator or "="
    return fields


def _listed(scene: Scene, subject: Subject, at: int, fields: dict[str, Any]) -> int | None:
    """The list that a count announces ("the 11 that voted against are: ...") or samples ("Kenya among them"); its end."""
    text = scene.text
    sample = _AMONG_THEM.match(text, at, scene.end)
    if sample:
        name = "one" if sample["one"] else "two"
        fields["actors"] = scene.masked.states(*sample.span(name))
        fields["quantifier"] = "among"
        return sample.end()
    full = _COLON_LIST.match(text, at, scene.end)
    if full is None:
        return None
    fields["actors"] = scene.masked.states(*full.span("list"))
    fields["quantifier"] = "complete"
    if subject.kind == "allbut":
        fields["choices"] = list(complement(tuple(fields.get("choices", CHOICES))))
        if "not_voting" in fields["choices"] and len(fields["choices"]) > 1:
            fields["choices"] = [c for c in fields["choices"] if c != "not_voting"]
        fields["choice"] = fields["choices"][0]
    return full.end()


def _scope_of(scene: Scene, subject: Subject, start: int, end: int, fields: dict[str, Any]) -> list[str]:
    """The groups, likeliest first, within which "only" or a complete list can be meant."""
    if fields.get("quantifier") not in {"only", "complete"}:
        return []
    named = scene.scope(start, end)
    if named:
        return [named]
    if subject.count is not None and fields.get("quantifier") == "complete":
        return [subject.scope if subject.scope and subject.scope != "?" else "UN"]
    around = scene.scope_around(subject.start)
    return [around, "UN"] if around else ["UN"]


def _paired(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Each its own, where "A and B voted for and against, respectively"."""
    if len(drafts) < 2 or not _RESPECTIVELY.search(scene.text, scene.start, scene.end):
        return drafts
    first, second = drafts[0], drafts[1]
    actors = list(first.fields["actors"])
    if (
        len(actors) != 2
        or list(second.fields["actors"]) != actors
        or "choices" not in first.fields
        or "choices" not in second.fields
    ):
        return drafts
    by_state = {actors[0]: first.fields["choices"], actors[1]: second.fields["choices"]}
    fields = {**first.fields, "choices_by": by_state, "choice": {k: v[0] for k, v in by_state.items()}}
    fields.pop("choices")
    anchor = (first.anchor or second.anchor or (0, 0))[0], (second.anchor or first.anchor or (0, 0))[1]
    return [Draft("vote", ((first.start, second.end),), fields, 65, anchor), *drafts[2:]]


def _joined(drafts: list[Draft]) -> list[Draft]:
    """One claim where two predicates in a row say one thing of the same states ("not backed by X, which abstained")."""
    out: list[Draft] = []
    for draft in drafts:
        prior = out[-1] if out else None
        if (
            prior is not None
            and prior.fields["actors"] == draft.fields["actors"]
            and draft.fields["actors"]
            and draft.start <= prior.end + 3
        ):
            both = [
                c for c in prior.fields.get("choices", CHOICES) if c in draft.fields.get("choices", CHOICES)
            ]
            if both and "with" not in draft.fields and "with" not in prior.fields:
                fields = {**draft.fields, "choices": both, "choice": both[0]}
                anchor = (
                    (prior.anchor or draft.anchor or (0, 0))[0],
                    (draft.anchor or prior.anchor or (0, 0))[1],
                )
                out[-1] = Draft("vote", ((prior.start, max(prior.end, draft.end)),), fields, 62, anchor)
                continue
        out.append(draft)
    return out
