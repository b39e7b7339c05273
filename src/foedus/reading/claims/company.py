"""Of whom a claim speaks and who stands beside them: groups, partners, those left out, subjects nobody has read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from foedus.reading.claims.sheet import Sheet, codes_of, inside
from foedus.reading.schema import Doubt

if TYPE_CHECKING:
    from foedus.reading.claims.draft import Draft

_IDLE = frozenset({",", "and", "then", "in", "on", "the", "also", "however", "too", "both", "all", "each", "have", "has", "had", "was", "were", "is", "are",
                   "been", "being", "did", "do", "does", "later", "duly", "formally", "officially", "finally", "simply", "merely", "eventually", "who", "which",
                   "that", "to", "delegation", "delegations", "government", "governments", "delegates", "envoys", "representatives", "of", "at", "–", "—", "-", "(", ")",
                   "chose", "decided", "opted", "preferred", "instead", "still", "promptly", "together", "themselves", "itself", "last", "this", "not", "n't"})  # fmt: skip
_OWN = re.compile(
    r"\b(?:its|their|his|these|those|of\s+them|the\s+other|other|another|remaining|the)\s+$", re.IGNORECASE
)


def of_group(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """A single count in a sentence that speaks of a group: it may be the group's and not the house's."""
    if draft.type != "tally" or draft.fields.get("body") == "UNSC" or draft.fields.get("votes"):
        return
    if (
        "yes" in draft.fields
        and "no" in draft.fields
        and not re.search(r"\b(?:of|among)\b", sheet.article.text[draft.start : draft.end])
    ):
        return
    groups = [
        m
        for m in sheet.article.mentions_in(sheet.start, sheet.end)
        if m.kind in {"body", "group"} and m.code not in _HOUSE and not inside(m.start, sheet.matters)
    ]
    before = sheet.article.text[max(0, sheet.start - 200) : sheet.start].rpartition("\n\n")[2]
    earlier = [
        m
        for m in sheet.article.mentions_in(max(0, sheet.start - len(before)), sheet.start)
        if m.kind in {"body", "group"} and m.code not in _HOUSE
    ]
    if groups or earlier or _OWN.search(sheet.article.text, max(sheet.start, draft.start - 12), draft.start):
        words = (
            groups[0].text
            if groups
            else earlier[0].text
            if earlier
            else sheet.article.text[draft.start : draft.end]
        )
        yield Doubt("group", words, f"the count may be one of a group ({words}) and not of the whole house")


_HOUSE = frozenset({"UN", "UNGA", "UNSC", "ICJ", "UNHRC", "ICC", "IAEA", "UNESCO"})


def named_beside(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """A count beside which states are named that no claim of the sentence holds: whose votes they were was not checked."""
    if draft.type == "vote" and (draft.fields.get("scope") == "UN" or draft.fields.get("scope_in") == ["UN"]):
        groups = [
            m
            for m in sheet.article.mentions_in(sheet.start, sheet.end)
            if m.kind in {"body", "group"} and m.code not in _HOUSE and not inside(m.start, sheet.matters)
        ]
        if groups:
            yield Doubt(
                "group", groups[0].text, f"it may be said of {groups[0].text} and not of the whole house"
            )
    if draft.type != "tally" or draft.fields.get("votes") or draft.fields.get("body") == "UNSC":
        return
    low, high = sheet.clause(draft)
    held = {c for o in sheet.drafts if o is not draft for c in codes_of(o.fields)}
    free = [
        m
        for m in sheet.article.mentions_in(low, high, "state")
        if m.how not in {"adjective", "pronoun"} and m.code not in held and not inside(m.start, sheet.matters)
    ]
    near = [
        m
        for m in free
        if m.start >= draft.end - 4 or m.end <= draft.start + 4 or draft.start <= m.start < draft.end
    ]
    owned = [m for m in near if sheet.article.text[m.end : m.end + 2] not in {"'s", "’s"}]
    if owned and (
        "no" not in draft.fields
        or "yes" not in draft.fields
        or re.search(r"\b(?:that|those)\s+of\b", sheet.article.text[draft.end : high])
    ):
        yield Doubt("named", owned[0].text, f"{owned[0].text} is named beside the count and was not read")


def with_others(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """By the parse: somebody joined to the actors by "and" whom the claim does not name ("the two Koreas and Ukraine")."""
    t, codes = sheet.article.tokens, codes_of(draft.fields)
    actors = set(draft.fields.get("actors") or ()) | {draft.fields.get("actor")}
    mentions = [
        m for m in sheet.article.mentions_in(max(sheet.start, draft.start - 8), draft.end) if m.code in actors
    ]
    for m in mentions:
        i = t.at(m.end - 1)
        near = [t.head[i]] if t.dep[i] == "conj" else []
        near += [c for c in t.children[i] if t.dep[c] == "conj"]
        for k in near:
            between = sheet.article.text[min(t.end[k], t.end[i]) : max(t.start[k], t.start[i])]
            if draft.anchor and t.start[k] >= draft.anchor[0]:
                continue
            if t.tag[k][0] != "N" or t.sent[k] != t.sent[i] or not _AND.search(between):
                continue
            held = sheet.article.mention_at(t.start[k])
            if held is None or (
                held.code not in codes
                and held.kind in {"group", "body"}
                and held.code not in {draft.fields.get("org"), draft.fields.get("scope")}
            ):
                yield Doubt(
                    "left out", t.text[k], f"“{t.text[k]}” is named with them and was not read as one of them"
                )
                return


def another_person(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """An office of one person in a clause that names another one, whom no field of the claim holds."""
    if draft.type != "office" or not draft.fields.get("person"):
        return
    held = {str(v) for v in draft.fields.values() if isinstance(v, str)}
    for m in sheet.article.mentions_in(*sheet.clause(draft), "person"):
        if (
            m.how != "pronoun"
            and m.code not in held
            and not any(m.code in h or h in m.code for h in held if " " in h)
        ):
            yield Doubt("left out", m.text, f"what is said of {m.text} was not checked")
            return


_ALL_BUT = re.compile(
    r"\b(?:all|every\w*)\s+(?:\w+\s+)?(?:but|except|bar|save)\b[^.;]{0,70}[,(–—:]\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:as|with|like|unlike|than|alongside|from|to)\s+(?:the\s+)?$", re.IGNORECASE
)
_ALONE = re.compile(r"\b(?:only|sole|lone|single|first|last)\b", re.IGNORECASE)


def misplaced(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """States that stand as the exceptions of "all but", or behind "as", "with": not those who are said to have done it."""
    text = sheet.article.text
    if draft.type in {"membership", "accession"} and not any(
        draft.fields.get(k) for k in ("first_of", "complete", "quantifier", "only")
    ):
        alone = _ALONE.search(text, max(sheet.start, draft.start), min(sheet.end, draft.end + 12))
        if alone:
            yield Doubt("only", alone[0], f"the word “{alone[0]}” was not checked")
    if draft.type != "vote" or not draft.anchor:
        return
    held = set(draft.fields.get("actors") or ())
    first = next(
        (m for m in sheet.article.mentions_in(sheet.start, draft.anchor[0], "state") if m.code in held), None
    )
    if first is None:
        return
    low = max(sheet.start, first.start - 110)
    if _ALL_BUT.search(text[low : first.start]) and draft.fields.get("quantifier") != "all_but":
        yield Doubt("except", first.text, f"{first.text} is named as an exception")
    verb = text[draft.anchor[0] : draft.anchor[1]].split(" ")[0]
    nearest = [m for m in sheet.article.mentions_in(sheet.start, draft.anchor[0], "state") if m.code in held][
        -1
    ]
    if verb.endswith("ing") and _BESIDE.search(text[low : nearest.start]):
        yield Doubt("who", nearest.text, "it is not sure who is meant")


_TOGETHER = re.compile(
    r"\b(?:with|alongside|beside|like|unlike|join(?:ed|ing)?|as)\s+(?:the\s+)?", re.IGNORECASE
)
_LINK = re.compile(r"\s*(?:,|and|or|,\s*and)\s*(?:the\s+)?", re.IGNORECASE)


def with_all(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """Of a list of states with whom one voted some were read and others not."""
    if draft.type != "vote":
        return
    text, held = sheet.article.text, codes_of(draft.fields)
    states = [m for m in sheet.article.mentions_in(*sheet.clause(draft), "state") if m.how != "pronoun"]
    for lead in _TOGETHER.finditer(text, *sheet.clause(draft)):
        run: list[str] = []
        at = lead.end()
        for m in states:
            if m.start == at or (run and m.start > at and _LINK.fullmatch(text, at, m.start)):
                run.append(m.code)
                at = m.end
        lost = [c for c in run if c not in held]
        if lost and len(lost) < len(run):
            yield Doubt("left out", text[lead.start() : at], "not all who are named were read")
            return


_AND = re.compile(r"\b(?:and|or|nor|plus|as\s+well\s+as)\b", re.IGNORECASE)
_BESIDES = re.compile(
    r"\b(?:from|besides|with|to|by|than|over|against|including|like|of|in|for|on)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\s*(?:,|,?\s*(?:and|or|&|nor|plus|as\s+well\s+as|along\s+with|together\s+with))\s*(?:the\s+|its\s+|then\s+)?",
    re.IGNORECASE,
)


def left_out(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """A state that is named in one breath with those of the claim and is not in it."""
    if draft.type == "event":
        return
    codes = codes_of(draft.fields)
    text = sheet.article.text
    named = [m for m in sheet.article.mentions_in(sheet.start, sheet.end, "state") if m.how != "pronoun"]
    actors = set(draft.fields.get("actors") or ()) | {draft.fields.get("actor")}
    for one, two in itertools.pairwise(named):
        if not _JOINED.fullmatch(text, one.end, two.start) or (one.code in codes) == (two.code in codes):
            continue
        inner, outer = (one, two) if one.code in codes else (two, one)
        if (
            outer is one
            and "," in text[one.end : two.start]
            and _BESIDES.search(text, max(0, one.start - 16), one.start)
        ):
            continue
        if inner.code not in actors or not (draft.start - 40 <= inner.start < draft.end):
            continue
        theirs = any(
            outer.code in codes_of(o.fields) and any(a <= outer.start < b for a, b in o.spans)
            for o in sheet.drafts
            if o is not draft
        )
        if not theirs:
            yield Doubt(
                "left out", outer.text, f"{outer.text} is named with them and was not read as one of them"
            )
            return


def whose(sheet: Sheet, draft: Draft) -> Iterator[Doubt]:
    """A vote whose voters do not stand as the subject of its verb: next to it, or by the parse."""
    if draft.type != "vote" or not draft.anchor or not draft.fields.get("actors"):
        return
    article, t = sheet.article, sheet.article.tokens
    at, end = draft.anchor
    actors = [
        m for m in article.mentions_in(sheet.start, sheet.end, "state") if m.code in draft.fields["actors"]
    ]
    if not actors:
        return  # a pronoun, or carried from another sentence
    before = [m for m in actors if m.end <= at]
    if not before:
        return
    gap = range(*t.between(before[-1].end, at))
    shared = bool(draft.fields.get("quantifier") or draft.fields.get("count"))
    if all(_idle(sheet, i) or (shared and _of_them(sheet, i)) for i in gap):
        return
    verb = t.at(at)
    if _is_subject(sheet, verb, [t.at(m.end - 1) for m in before]):
        return
    yield Doubt("who", article.text[before[-1].start : end], "it is not sure who is said to have voted so")


def _idle(sheet: Sheet, i: int) -> bool:
    """Whether a token between subject and verb leaves them together."""
    t = sheet.article.tokens
    return (
        t.lower[i] in _IDLE
        or t.tag[i] in {"RB", "MD"}
        or inside(t.start[i], sheet.dates)
        or t.text[i].isspace()
    )


_THEM = frozenset({"the", "only", "sole", "lone", "single", "two", "three", "four", "five", "six", "member", "members", "state", "states", "country", "countries", "nation",
                   "nations", "capital", "capitals", "government", "governments", "delegation", "delegations", "ones", "one", "among", "those", "alone", "just", "republic",
                   "republics", "ally", "allies", "except", "but", "partners", "partner", "bloc", "group", "power", "powers", "as", "remained", "stood", "emerged"})  # fmt: skip


def _of_them(sheet: Sheet, i: int) -> bool:
    """Whether a token belongs to "were the only members of it to", "were among the eleven that"."""
    t = sheet.article.tokens
    held = sheet.article.mention_at(t.start[i])
    return t.lower[i] in _THEM or t.tag[i] == "CD" or (held is not None and held.kind in {"body", "group"})


def _is_subject(sheet: Sheet, verb: int, places: Sequence[int]) -> bool:
    """Whether one of some tokens is, or is joined to, the subject of a verb or of the verb that governs it."""
    t = sheet.article.tokens
    for _ in range(6):
        subject = t.child(verb, "nsubj", "nsubjpass")
        if subject is not None and t.lower[subject] not in {"which", "who", "that"}:
            return any(_joined_to(t, p, subject) for p in places)
        if t.dep[verb] == "relcl" or t.dep[verb] == "acl":
            return any(_joined_to(t, p, t.head[verb]) for p in places)
        if t.head[verb] == verb:
            return False
        verb = t.head[verb]
    return False


def _joined_to(t: Any, i: int, subject: int) -> bool:
    """Whether a token is the subject, or hangs on it as one of a list, an apposition or a name's part."""
    for _ in range(12):
        if i == subject:
            return True
        if t.dep[i] not in {"conj", "appos", "compound", "amod", "nmod", "poss"} or t.head[i] == i:
            return False
        i = t.head[i]
    return False
