"""Claims with a number in them: ranks of economies, counts of members, populations, sums of money, shares, amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from foedus.reading.claims.amounts import COMPARATOR, NUMBER, comparator, number, ordinal
from foedus.reading.claims.draft import Draft
from foedus.reading.claims.marked import STATE, Marked, Rule, draft, marked, pattern, who

if TYPE_CHECKING:
    from foedus.reading.context import Article

_GDP = "GDP, current US$"
_MEASURES = {
    "economy": _GDP, "economies": _GDP, "gdp": _GDP, "gross domestic product": _GDP, "output": _GDP,
    "population": "population", "populations": "population", "populous": "population",
    "army": "armed forces", "military": "armed forces", "territory": "area", "area": "area", "exporter": "exports",
    "producer": "production", "trading partner": "trade", "trade partner": "trade", "investor": "investment",
}  # fmt: skip
_MEASURE = r"(?P<measure>economy|economies|GDP|gross domestic product|population|army|military|territory|(?:[\w-]+ ){0,2}(?:exporter|producer)|trad(?:ing|e) partner|investor)"
_BIG = r"(?P<big>largest|biggest|greatest|smallest|most powerful|strongest|weakest)"
_NTH = r"(?:(?P<nth>{O})[- ])?"
_SCOPE = r"(?: (?:in|of|within|among|inside) (?:the (?:\w+ )?)?(?P<scope>{A}(?: members| countries| states)?|the world|the region|{S}))"
_SMALL = frozenset({"smallest", "weakest"})


def find(article: Article) -> list[Draft]:
    """Drafts of the types rank and count.

    Args:
        article: the text with its mentions and dates.
    """
    mk = marked(article)
    out = _once(list(mk.apply(RULES)))
    taken = [(d.start, d.end) for d in out]
    out.extend(d for d in mk.apply(LOOSE) if not any(a < d.end and d.start < b for a, b in taken))
    return out


def _once(found: list[Draft]) -> list[Draft]:
    """Without sizes of an organisation that are said again; "193-member" says it best."""
    sizes = [d for d in found if d.fields.get("measure") == "members"]
    best: dict[tuple[Any, Any], Draft] = {}
    for d in sizes:
        key = ("UN" if d.fields["org"] == "UNGA" else d.fields["org"], d.fields["value"])
        if key not in best or (
            d.fields.get("noun") == "member" and best[key].fields.get("noun") not in {None, "member"}
        ):
            best[key] = d
    return [d for d in found if d not in sizes or d in best.values()]


def _scope(mk: Marked, m: re.Match[str]) -> str | None:
    """The group that a rank is within: a body's code, "world", or None."""
    if m["scope"] is None:
        return None
    if "world" in m["scope"]:
        return "world"
    return (
        mk.body(m, "scope") if mk.mentions(*m.span("scope"), "body") or "region" not in m["scope"] else None
    )


def _year(mk: Marked, m: re.Match[str]) -> dict[str, Any]:
    """The date in the match's clause, for "as of"."""
    day = mk.date(m.start(), mk.clause_end(m.end()))
    if day is None:
        first, _ = mk.sentence(m.start())
        lead = re.search(r"(?:in|by|at the end of) (\ue004+),? $", mk.low[first : m.start()])
        day = mk.date(first + lead.start(1), first + lead.end(1)) if lead else None
    return {"date": day} if day else {}


def _rank(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "the country with the second largest economy in the EEU", "X is B's second-largest economy"."""
    scope = _scope(mk, m)
    codes = mk.codes(m, "who")
    if not codes and "after" in m.re.groupindex:
        codes = mk.codes(m, "after")
    if not codes:
        start, end = mk.sentence(m.start())
        before = list(mk.mentions(start, m.start(), "state"))
        after = list(mk.mentions(m.end(), min(end, m.end() + 30), "state"))
        near = before[-1:] or after[:1]
        codes = [near[0].code] if near else []
    if not codes or scope is None:
        return
    measure = next((v for k, v in _MEASURES.items() if k in m["measure"].lower()), m["measure"])
    nth = ordinal(m["nth"]) if m["nth"] else 1
    order = {"order": "smallest"} if m["big"] in _SMALL else {}
    yield draft(
        "rank",
        mk.span(m),
        55,
        **who(codes[:1]),
        measure=measure,
        scope=scope,
        rank=nth,
        **order,
        **_year(mk, m),
    )


def _only_bigger(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Only Indonesia's economy is bigger than Thailand's within ASEAN"."""
    above, codes, scope = mk.codes(m, "above"), mk.codes(m, "who"), _scope(mk, m)
    if codes and above and scope:
        order = {"order": "smallest"} if m["more"] == "smaller" else {}
        tail = mk.article.text[m.end() : mk.sentence(m.start())[1]].lower()
        year = {"lag": 1} if "last year" in tail else {}
        yield draft(
            "rank",
            mk.span(m),
            55,
            **who(codes[:1]),
            measure=_GDP,
            scope=scope,
            rank=len(above) + 1,
            above=above,
            **order,
            **_year(mk, m),
            **year,
        )


def _compared(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "India's economy overtook Japan's in 2024", "X's economy is bigger than Y's"."""
    if mk.low[max(0, m.start() - 5) : m.start()] == "only ":
        return
    codes, other = mk.codes(m, "who"), mk.codes(m, "of")
    if codes and other and codes[0] != other[0]:
        order = (
            {"order": "smaller"} if m["verb"].startswith(("is smaller", "was smaller", "fell behind")) else {}
        )
        event = {"event": "overtake"} if re.search(r"overt|surpass|passed|fell behind", m["verb"]) else {}
        yield draft(
            "rank",
            mk.span(m),
            55,
            **who(codes[:1]),
            of=other[0],
            measure=_GDP,
            **order,
            **event,
            **_year(mk, m),
        )


def _money(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Kazakhstan's GDP of $221 billion", "a $1.3 trillion economy"."""
    codes, value = mk.codes(m, "who"), number(m["n"])
    if codes and value:
        yield draft(
            "count",
            mk.span(m),
            55,
            **who(codes[:1]),
            measure=_GDP,
            value=value,
            unit="US$",
            comparator=comparator(m["c"]),
            **_year(mk, m),
        )


def _members(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "B has 161 members", "the 193-member General Assembly", "the alliance, now 26 strong"."""
    org, value = mk.body(m), number(m["n"])
    if org is None or not value or value < 2 or org in {"P5", "WEST", "TURKIC"}:
        return
    if re.match(_PART, mk.low[m.end() : m.end() + 30]) or (
        "org" in m.re.groupindex
        and m.start("org") > m.start("n")
        and re.search(r"\b(?:vot\w+|abstain\w*)\b", mk.low[slice(*mk.sentence(m.start()))])
    ):
        return
    cut = "cut" in m.re.groupindex and m["cut"]
    span = m.span("cut") if cut else mk.span(m)
    since = mk.date(*m.span("since")) if "since" in m.re.groupindex and m["since"] else None
    status = "observer" if "observer" in m[0].lower() else None
    yield draft(
        "count",
        span,
        55,
        measure="members",
        org=org,
        value=int(value),
        comparator=comparator(m["c"] if "c" in m.re.groupindex else None),
        status=status,
        since=since,
        **_sized(mk, m, since),
    )


# What makes "members" only some of them: those that abstained, those on the Council, Armenia and Belarus.
_PART = (
    r" (?:that|which|who|on|from|without|among|abstain\w*|vot\w+|oppos\w+|back\w+|represented|present|sitting|in (?!total|all|\ue004|the (?:end|beginning)))\b|"
    r"(?:, | [–—-] )(?:the )?\ue000++(?:,| and| [–—-])"
)


def _sized(mk: Marked, m: re.Match[str], since: dict[str, Any] | None) -> dict[str, Any]:
    """When an organisation had its size: at a date that is named, or at some time in the past."""
    when = mk.date(m.start(), mk.clause_end(m.end())) or mk.date(mk.sentence(m.start())[0], m.start())
    if when and when != since:
        return {"at": when}
    return (
        {"past": True}
        if re.search(r"\b(?:had|counted|numbered|comprised)\b", mk.low[m.start() : m.start("n")])
        else {}
    )


def _never(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "among the 68 members which have never been represented on the Council"."""
    org, value = mk.body(m), number(m["n"])
    if org and value:
        codes = mk.codes(m, "who")
        yield draft(
            "count",
            mk.span(m),
            60,
            **(who(codes) if codes else {}),
            measure="members never on",
            org=org,
            of="UN",
            value=int(value),
            comparator=comparator(m["c"]),
        )


def _acceding(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Twenty-one countries are negotiating WTO membership, including A, B and C"."""
    org, value = mk.body(m), number(m["n"])
    if not org or org in {"UN", "UNGA"}:
        return
    if value and value > 1:
        yield draft(
            "count",
            m.span("head"),
            60,
            measure="acceding",
            org=org,
            value=int(value),
            comparator=comparator(m["c"]),
        )
    codes = mk.codes(m, "who")
    if codes:
        yield draft("candidacy", m.span("list"), 55, **who(codes), org=org, status="acceding")


def _people(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "nation of 17 million people", "Kazakhstan's population of 17.5 million"."""
    value = number(m["n"])
    codes = mk.codes(m, "who") if "who" in m.re.groupindex else []
    if not codes:
        topic = mk.topic(m.start())
        codes = [topic] if topic else []
    if codes and value and value >= 1000:
        yield draft(
            "count",
            mk.span(m),
            55,
            **who(codes[:1]),
            measure="population",
            value=value,
            unit="people",
            comparator=comparator(m["c"]),
        )


_NO_NOUN = re.compile(
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|votes?|rounds?|abstentions?|times|o['’]clock|p\.m|a\.m|of the (?:five|permanent)|decades?|ballots?|"
    r"year-old|against|to \d|seats?|members? (?:of|voted)|countries (?:abstain|vot)|others?|more|in favou?r|of them)\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?: that |; |: | – | — |[“\"”]|\) | while | whereas | but )")


def _clause_start(mk: Marked, at: int) -> int:
    """Where the clause with a number begins."""
    first, _ = mk.sentence(at)
    start = first
    for cut in _CUT.finditer(mk.text, first, at):
        start = cut.end()
    if at - start > 160:
        comma = mk.text.rfind(", ", start, at)
        start = comma + 2 if comma > 0 else start
    return start


def _loose(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """Any other counted thing in a sentence about states: recorded nowhere here, but checkable by someone."""
    value = number(m["n"])
    first, last = mk.sentence(m.start())
    if (
        value is None
        or _NO_NOUN.match(mk.text, m.end("n") + 1)
        or not re.search("[\ue000\ue001]", mk.text[first:last])
    ):
        return
    if re.search(
        r"\b(?:vot\w+|abstain\w*|ballot\w*|elect\w+|resolution|million people)\b", mk.low[first:last]
    ):
        return
    start = _clause_start(mk, m.start())
    end = m.end() if "tail" not in m.re.groupindex or not m["tail"] else mk.clause_end(m.end("n") + 1)
    actors = list(dict.fromkeys(x.code for x in mk.mentions(start, end, "state")))
    yield draft(
        "count", (start, end), 30, **(who(actors) if actors else {}), measure=mk.raw(m.end("n"), end).strip()[:80] or mk.raw(start, m.start("n")).strip()[:80],
        value=value, unit="percent" if re.match(r" ?(?:%|per ?cent)", mk.text[m.end("n") :]) else None, comparator=comparator(m["c"] if "c" in m.re.groupindex else None),
    )  # fmt: skip


_MEMBER_NOUN = r"(?:full |associate |sovereign |current |permanent )?(?:members?(?: states?| countr(?:y|ies)| nations?)?|member-states|observers?|states|countries|nations)"
_N = rf"(?P<c>{{C}})(?P<n>{NUMBER})"


def _members_full(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "The European Union counts 25 members since May": the whole clause is the claim."""
    for d in _members(mk, m):
        anaphor = not mk.mentions(*m.span("org"), "body")
        yield d if anaphor else draft(d.type, mk.span(m), 55, **d.fields)


def _dashed(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "the 193-member General Assembly"."""
    value = number(m["n"])
    named = mk.mentions(*m.span("org"), "body")
    org = (
        named[-1].code
        if named
        else ("UNGA" if "ssembly" in m["org"] else mk.antecedent(m.start("org"), m["org"]))
    )
    if org and value and value > 1 and org not in {"P5", "WEST"}:
        yield draft(
            "count",
            m.span("cut"),
            55,
            measure="members",
            org=org,
            value=int(value),
            comparator="=",
            noun=m["noun"],
        )


RULES: tuple[Rule, ...] = (
    Rule(
        ("largest", "biggest", "smallest", "greatest", "strongest", "most powerful", "weakest"),
        pattern(r"(?:(?P<who>{S})(?:,? which)?(?:,| is| was| has| had| remains?| [–—-]| became| becomes)+ )?(?:(?:the|a) (?:country|state|nation|member|republic|one) with )?(?:with )?(?:the |its )?" + _NTH + _BIG + " " + _MEASURE + _SCOPE),
        _rank,
        (STATE, "the", "its", "with", "number", "largest", "biggest", "greatest", "smallest", "most", "strongest", "weakest", "second", "third", "fourth", "fifth", "sixth"),
    ),
    Rule(
        ("largest", "biggest", "smallest"),
        pattern(r"(?:(?P<who>{S})(?:,| is| was| remains?| [–—-])+ )?(?P<scope>{B}){'s} " + _NTH + _BIG + " " + _MEASURE + r"(?:,? (?P<after>{S}))?"),
        _rank,
    ),
    Rule(
        ("largest", "biggest", "smallest"),
        pattern(r"(?P<who>{S}){'s} (?P<measure>economy|GDP|population)(?: is| was| remains?| ranks?)+ (?:by far |clearly |still )?(?:the |as the )?" + _NTH + _BIG + _SCOPE),
        _rank,
    ),
    Rule(
        ("economy", "gdp"),
        pattern(r"[Oo]nly (?P<above>{L}){'s} (?:economy|GDP|gross domestic product) (?:is|was|are) (?P<more>bigger|larger|greater|smaller) than (?P<who>{S}){'s}(?: (?:economy|GDP))?" + _SCOPE),
        _only_bigger,
    ),
    Rule(
        ("economy", "gdp"),
        pattern(r"[Oo]nly (?P<above>{L}) (?:has|have|had) an? (?P<more>bigger|larger|greater|smaller) (?:economy|GDP) than (?P<who>{S})" + _SCOPE),
        _only_bigger,
    ),
    Rule(
        ("economy", "gdp"),
        pattern(
            r"(?P<who>{S}){'s} (?:economy|GDP|gross domestic product) (?:has |had )?(?P<verb>overtook|overtaken|surpassed|passed|(?:is|was) (?:bigger|larger|greater|smaller) than|fell behind|exceeded|exceeds) "
            r"(?:that of )?(?P<of>{S})(?:{'s})?(?: (?:economy|GDP))?(?: in {D})?"
        ),
        _compared,
    ),
    Rule(
        ("economy", "gdp"),
        pattern(r"(?P<who>{S}) (?:has |had )?(?P<verb>overtook|overtaken|surpassed|passed) (?P<of>{S}) (?:as|to become) the [\w-]+(?: [\w-]+)? economy(?: (?:in|of) (?:{B}|the world))?(?: in {D})?"),
        _compared,
    ),
    Rule(
        ("gdp", "gross domestic product", "economy"),
        pattern(rf"(?P<who>{{S}}){{'s}} (?:(?:economy|GDP|gross domestic product)(?: (?:of|was|is|stood at|reached|totalled|totaled|amounted to|came to|worth|exceeded|topped|hit|in {{D}} was))+) {_N.replace('(?P<n>', '(?:US)?[$] ?(?P<n>')}(?: dollars)?(?: in {{D}})?"),
        _money,
    ),
    Rule(
        ("member", "strong", "nation", "countries", "states", "observers"),
        pattern(rf"(?P<org>{{A}})(?:,? which)?(?P<cut> (?:(?:currently|now|today|already|also) )*(?:has|had|counts|counted|numbers|numbered|comprises|comprised|includes|boasts|consists of|grew to|expanded to|brings together|groups|unites)(?: now| currently| grown to| expanded to)? {_N} {_MEMBER_NOUN}(?:,? since (?P<since>{{D}}))?)"),
        _members_full,
    ),
    Rule(
        ("has ", "counts", "numbers"),
        pattern(rf"(?P<org>{{B}}), (?:which|whose) [^.;,\ue001]{{3,60}}, (?P<cut>(?:currently |now )*(?:has|had|counts|numbers) {_N} {_MEMBER_NOUN})"),
        _members,
    ),
    Rule(("with ", "which has"), pattern(rf"(?P<org>{{B}}),? with (?P<cut>(?:its |all )?{_N} (?:current |full )?(?:members|member states|member countries))"), _members),
    Rule(
        ("bringing", "taking", "brings", "brought", "takes", "took", "raising", "expanding"),
        pattern(rf"(?P<cut>(?:bringing|brings|brought|taking|takes|took|raising|expanding) (?P<org>its|the (?:group|bloc|alliance|union|organi[sz]ation|club|(?:total )?membership|number of members)|{{B}})(?:{{'s}})?(?: total| membership| number of members| ranks)* to {_N}(?: members| states| countries| nations)?)(?! (?:percent|per cent|billion|million|years|votes))"),
        _members,
    ),
    Rule(
        ("membership", "ranks"),
        pattern(rf"(?P<cut>[Mm]embership of (?P<org>{{B}}) (?:has |had )?(?:grew|grown|rose|risen|swelled|fell|fallen|shrank|came) to {_N}(?: members| states| countries)?)"),
        _members,
    ),
    Rule(("membership", "ranks"), pattern(rf"(?P<org>{{B}}){{'s}} (?:ranks|membership)(?: has| had)?(?: grew| grown| rose| risen| swelled| fell)? to {_N}(?: members| states| countries)?"), _members),
    Rule(("strong",), pattern(rf"(?P<org>{{A}}),? (?:is |was )?(?P<cut>(?:now |currently |by then )?{_N}[- ](?:members[- ])?strong)"), _members),
    Rule(
        ("-member", "-nation", "-strong", "-state", "-country"),
        pattern(rf"(?P<cut>(?P<n>{NUMBER})[- ](?P<noun>member|nation|strong|state|country)(?:[- ]state)? (?:[\w-]+ )?(?P<org>{{B}}|(?:General )?Assembly|alliance|bloc|union|organi[sz]ation|council))"),
        _dashed,
        ("number",),
    ),
    Rule(
        ("members", "member states", "member countries", "member nations"),
        pattern(rf"(?P<org>{{B}}){{'s}} {_N} (?:current |full )?(?:members|member states|member countries|member nations)"),
        _members,
    ),
    Rule(
        ("members of", "member states of", "countries of", "states of", "nations of", "observers"),
        pattern(rf"\b[Tt]he {_N} (?:current |full )?(?:members|member states|member countries|member nations|states|countries|nations) (?:of|in) (?P<org>{{B}})"),
        _members,
    ),
    Rule(
        ("never",),
        pattern(
            rf"(?:(?P<who>{{S}}) (?:is|was) (?:also )?(?:one of|among) )?(?:[Tt]he )?{_N} (?:{{B}} )?(?:member (?:countries|states|nations)|members|countries|states|nations)(?: (?:of|in) {{B}})? (?:which|that|who)? ?(?:have|has|had) never "
            r"(?:been (?:represented|elected|seated|members|chosen)|served|sat|held a seat|had a seat|won a seat)(?: (?:in|on|to|of))? (?P<org>{A})"
        ),
        _never,
    ),
    Rule(
        ("negotiat", "applying", "seeking", "waiting", "talks", "candidates for", "acced"),
        pattern(
            rf"(?P<head>{_N} (?:countries|states|nations|governments|economies)(?: (?:are|were|is|have been))?(?: (?:currently|still|now|also))* (?:continuing |conducting |holding |in )?(?:negotiations|negotiating|talks|applying|seeking|waiting|in the process of)"
            r"(?: (?:on|for|to|their|of|about|acceding to|join|joining|accession to|with))* (?P<org>{B})(?: (?:membership|accession|entry))?)(?:,? including (?P<list>(?:the )?(?:\ue003++ of |(?:former )?[\w\ue005-]+ (?:republics|states|countries) (?:of )?)?(?P<who>{L})))?"
        ),
        _acceding,
    ),
    Rule(
        ("people", "population", "inhabitants", "citizens"),
        pattern(rf"(?:nation|country|republic|state|land|home) (?:of|to|with) {_N}(?: people| inhabitants| citizens)?"),
        _people,
    ),
    Rule(
        ("population",),
        pattern(rf"(?:(?P<who>{{S}}){{'s}} )?[Pp]opulation (?:of|is|was|stands at|reached|exceeds|exceeded|has reached|stood at) {_N}(?: people)?"),
        _people,
    ),
)  # fmt: skip
LOOSE: tuple[Rule, ...] = (
    Rule(
        ("percent", "per cent", "%"),
        pattern(rf"(?P<c>{{C}})(?P<n>{NUMBER}) ?(?:percent|per cent|%)(?P<tail> of [^.;,]+)?"),
        _loose,
    ),
    Rule(
        ("some ", "about ", "around ", "nearly ", "almost ", "over ", "more than ", "at least ", "roughly ", "approximately "),
        pattern(rf"\b(?P<c>{COMPARATOR} )(?P<n>\d[\d,.]*\d(?: (?:thousand|million|billion|trillion))?) (?:[\w-]+ )?[a-z]{{3,}}s\b"),
        _loose,
    ),
    Rule(
        ("number of", "amount", "total", "volume", "trade", "turnover"),
        pattern(r"(?:number|total|amount|volume|turnover|share) of [^.;,]{3,60}? (?:has |had |have )?(?:increased|risen|rose|grown|grew|fallen|fell|dropped|declined|decreased|reached|stood at|amounted|doubled|climbed) ?(?:to |at |by )?(?P<c>{C})(?:US)?[$€]? ?(?P<n>{N})"),
        _loose,
    ),
)  # fmt: skip
