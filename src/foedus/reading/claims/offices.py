"""Claims about offices: who chairs an organisation, who leads a state, said as news and not only as a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foedus.reading.claims.draft import Draft
from foedus.reading.claims.marked import STATE, Marked, Rule, days_of, draft, pattern, who

_CHAIR = r"(?:(?:rotating |annual |six-month |one-year )*(?:chair(?:manship|ship|man)?|presidency|leadership|helm))"
_YEAR = r"(?:,? (?:in|for|during|from|since|throughout|until|at the (?:start|beginning) of)? ?(?P<when>{T}))?"
_LEAD_YEAR = r"(?:[Ii]n (?P<lead>{D}),? (?:when )?)?"
_HEAD = r"(?:president|leader|prime minister|premier|chancellor|king|queen|emperor|emir|sultan|monarch|head of state|head of government|foreign minister|ruler|strongman)"
_TITLE = {
    "president": "head of state", "leader": "leader", "head of state": "head of state", "ruler": "leader", "strongman": "leader",
    "king": "head of state", "queen": "head of state", "emperor": "head of state", "emir": "head of state", "sultan": "head of state",
    "monarch": "head of state", "prime minister": "head of government", "premier": "head of government",
    "chancellor": "head of government", "head of government": "head of government", "foreign minister": "foreign minister",
    "secretary-general": "secretary-general", "secretary general": "secretary-general", "director-general": "director-general",
    "chairman": "chair", "chair": "chair", "chairperson": "chair",
}  # fmt: skip


def drafts(mk: Marked) -> list[Draft]:
    """Drafts about offices; the same person in the same office counts once."""
    kept: list[Draft] = []
    seen: set[tuple[str, ...]] = set()
    for d in sorted(mk.apply(RULES), key=lambda d: (d.start, -d.end)):
        key = (
            str(d.fields.get("person") or d.fields.get("actor")),
            d.fields["office"],
            str(d.fields.get("period", {})),
        )
        if key not in seen:
            seen.add(key)
            kept.append(d)
    return kept


def _chairs(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "in 2010 when Kazakhstan was chairing the OSCE", "Serbia's chairmanship of the OSCE"."""
    codes, org = mk.codes(m, "who"), mk.body(m)
    if not codes or not org or org in codes:
        return
    days = days_of(mk, m, "when") if m["when"] else None
    if days is None and "lead" in m.re.groupindex and m["lead"]:
        days = days_of(mk, m, "lead")
    future = re.search(r"\b(?:will|is to|is set to|are to|is due to)\b", m[0])
    fields = {**who(codes), "org": org, "office": "chair", "period": days}
    if future:
        inner = {k: v for k, v in fields.items() if v is not None}
        yield draft("prediction", mk.span(m), **inner, proposition={"type": "office", "fields": inner})
    else:
        yield draft("office", mk.span(m), **fields)


def _holds(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "its irreplaceable leader X", "X, the president of Y", "X became president of Y in 2019"."""
    person = [x for x in [mk.person(m, "person")] if x]
    title = m["title"].lower()
    if not person or title not in _TITLE:
        return
    state = mk.codes(m, "of") if "of" in m.re.groupindex else []
    inside = [x.code for x in mk.article.mentions_in(m.start(), m.end(), "state")]
    topic = state[0] if state else inside[0] if inside else mk.topic(m.start())
    if topic is None:
        return
    fields = {"actor": person[0], "person": person[0], "state": topic, "office": _TITLE[title]}
    if "event" in m.re.groupindex and m["event"]:
        verb = m["event"].lower()
        fields["event"] = "end" if re.search(r"resign|step|left|oust|remov", verb) else "start"
    yield draft(
        "office",
        mk.span(m),
        **fields,
        period=days_of(mk, m, "when") if "when" in m.re.groupindex and m["when"] else None,
    )


def _of_body(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "X, secretary-general of the UN"."""
    person = [x.code for x in mk.mentions(*m.span("person"), "person")]
    org = mk.body(m)
    if person and org:
        yield draft(
            "office",
            mk.span(m),
            actor=person[0],
            person=person[0],
            org=org,
            office=_TITLE[m["title"].lower()],
        )


def _ruled(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "X, who has ruled Y since 1994"."""
    person, state = [x.code for x in mk.mentions(*m.span("person"), "person")], mk.codes(m, "of")
    if person and state:
        yield draft(
            "office",
            mk.span(m),
            actor=person[0],
            person=person[0],
            state=state[0],
            office="leader",
            event="start",
            period=days_of(mk, m, "when"),
        )


RULES: tuple[Rule, ...] = (
    Rule(
        ("chair", "presid", "helm", "leadership of"),
        pattern(
            _LEAD_YEAR + r"(?P<who>{S})(?:,? which| who)? (?:(?:is|was|were|has|had|have|been|currently|now|also|then|will|is to|is set to|is due to|again|successfully) )*"
            r"(?:chair(?:ed|ing|s)?|presid(?:ed|es|ing) over|(?:holds?|held|holding|takes? over|took over|taking over|assum(?:ed|es|ing)|inherit(?:ed|s)|occup(?:ies|ied)|hand(?:ed|s) over) (?:the |its )?"
            + _CHAIR + r" of|(?:(?:in|as) the |as )?chair (?:of)?) ?(?P<org>{A})" + _YEAR
        ),
        _chairs,
        ("in", STATE),
    ),
    Rule(
        ("chair", "presidency"),
        pattern(_LEAD_YEAR + r"(?P<who>{S}){'s} (?:\d{4} |current |own |rotating )?(?:chair(?:manship|ship|ing)|presidency) (?:of|in|at) (?P<org>{A})" + _YEAR),
        _chairs,
        ("in", STATE),
    ),
    Rule(
        ("chair", "presid"),
        pattern(r"(?P<org>{B}),? (?:which (?:is|was) |then |now |currently )?(?:chaired|presided over|headed)(?P<when>)(?: (?:this year|now|currently|then))? by (?P<who>{S})"),
        _chairs,
    ),
    Rule(
        ("leader", "president", "minister", "premier", "chancellor", "king ", "queen", "emir", "ruler", "strongman", "head of"),
        pattern(rf"(?:its|their|the country['’]s|{{S:of}}{{'s}}) (?:[\w-]+ ){{1,3}}?(?P<title>{_HEAD}),? (?P<person>{{P}})"),
        _holds,
        ("its", "their", "the", STATE),
    ),
    Rule(
        ("leader", "president", "minister", "premier", "chancellor", "king ", "queen", "emir", "ruler", "head of"),
        pattern(
            rf"(?P<person>{{P}})(?:,| is| was| remains?| [–—-]) (?:the |who is |who was )?(?:[\w-]+ ){{0,2}}?(?P<title>{_HEAD}) of (?P<of>{{S}})(?:,? since (?P<when>{{D}}))?"
        ),
        _holds,
    ),
    Rule(
        ("president", "minister", "premier", "chancellor", "head of"),
        pattern(
            rf"(?P<person>{{P}}),? (?:who )?(?:has |had |was |is |also |first |again |re-)*(?P<event>became|becoming|(?:re-?)?elected(?: as)?|sworn in as|inaugurated as|named|appointed|been|served as|resigned(?: as)?|stepped down as|ousted as|removed as|took office as|took over as) "
            rf"(?:the |an? )?(?:[\w-]+ ){{0,2}}?(?P<title>{_HEAD})(?: of (?P<of>{{S}}))?(?:,? (?:in|on|since|from|until) (?P<when>{{T}}))?"
        ),
        _holds,
    ),
    Rule(
        ("ruled", "led", "governed", "headed"),
        pattern(r"(?P<person>{P}),? (?:who )?(?P<title>)(?:has |had )?(?:ruled|led|governed|headed) (?P<of>{S}) since (?P<when>{D})"),
        _ruled,
    ),
    Rule(
        ("secretary-general", "secretary general", "director-general"),
        pattern(r"(?P<person>{P}), (?:the )?(?P<title>[Ss]ecretary[- ][Gg]eneral|[Dd]irector-[Gg]eneral) of (?P<org>{B})"),
        _of_body,
    ),
)  # fmt: skip
