"""Claims about belonging: who is a member, observer or ally of what, since when, who never was, who sits on a council."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from foedus.reading.claims import joining, offices
from foedus.reading.claims.amounts import number
from foedus.reading.claims.draft import Draft
from foedus.reading.claims.marked import BODY, STATE, Marked, Rule, days_of, draft, marked, pattern, who

if TYPE_CHECKING:
    from foedus.reading.context import Article

_COUNCILS = frozenset({"UNSC", "P5", "UNHRC"})
_STATUS = (
    r"(?P<status>(?:member|associate member|observer|dialogue partner|candidate)(?:s| states?| countr(?:y|ies)| nations?)?"
    r"(?: for membership)?|signator(?:y|ies)|part(?:y|ies))"
)
_ADJ = (
    r"(?P<adj>(?:(?:full|founding|original|associate|permanent|non-permanent|nonpermanent|elected|fellow|long-?time|"
    r"long-?standing|veteran|key|leading|new|newest|current|active|nominal|sitting|veto-wielding|formal|official) )*)"
)
_SINCE = r"(?: (?:since|from) (?P<since>{Y})(?: and (?P<since2>{Y}))?(?P<resp>,? respectively)?| (?:in|from|between|for|during) (?P<period>{T}))?"
_BE = (
    r"(?:,? (?:which|who|that) (?:is|are|was|were)|,? (?:which|who) (?:has|have|had) been|,| [–—-]| is| are| was| were|"
    r"(?: still)? remains?|(?P<perfect> has been| have been| had been))"
)
_FILL = r"(?:,? (?:now|currently|already|still|also|both|all|itself|themselves|too|today|then|at the time|each|officially))*"


def find(article: Article) -> list[Draft]:
    """Drafts of the types membership, accession and office, and of what a text expects of them.

    Args:
        article: the text with its mentions and dates.
    """
    mk = marked(article)
    out = list(mk.apply(RULES))
    out.extend(joining.drafts(mk))
    out.extend(offices.drafts(mk))
    return out


def _status_of(words: str) -> str:
    """The status that a noun phrase gives: member, observer, associate, partner, candidate, signatory."""
    low = words.lower()
    for word, status in (
        ("observer", "observer"), ("associate", "associate"), ("dialogue", "partner"), ("candidate", "candidate"),
        ("signator", "signatory"), ("part", "party"),
    ):  # fmt: skip
        if word in low:
            return status
    return "member"


def _membership(span: tuple[int, int], codes: list[str], org: str | None, **fields: Any) -> Iterator[Draft]:
    """One draft of a membership, if anybody and anything is named."""
    if org == "P5":
        org, fields = "UNSC", {**fields, "seat": "permanent"}
    if codes and org and org not in {"UN", "UNGA", "WEST"}:
        codes = [c for c in codes if c != org]
        if codes:
            yield draft("membership", span, **who(codes), org=org, **fields)


def _predicate(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "X is a full member of B since ...", "X, an observer in B", "X is not a member of B"."""
    codes = mk.codes(m, "who")
    org = mk.body(m)
    if _part_of_longer_name(mk, m.start()) or mk.governed(m):
        return
    status, adj = _status_of(mk.group(m, "adj") + mk.group(m, "status")), m["adj"] or ""
    negated = bool(m["neg"])
    since = mk.date(*m.span("since"))
    copula = mk.text[m.end("who") : m.start("adj")]
    past = bool(re.search(r"\b(?:was|were|had been)\b", copula))
    if m["perfect"] and since and status == "member" and not negated:
        yield from joining.since_when(mk, m, codes, org)
        return
    fields: dict[str, Any] = {"status": status}
    if "permanent" in adj:
        fields["seat"] = "non-permanent" if "non" in adj else "permanent"
    elif "elected" in adj:
        fields["seat"] = "non-permanent"
    if "founding" in adj or "original" in adj:
        fields["founding"] = True
    if negated:
        fields["negated"] = "never" if "never" in m["neg"] else "not"
    if since:
        fields["since"] = since
    period = days_of(mk, m, "period")
    if period:
        fields["period"] = period
    elif past and not since and not negated:
        fields["ever"] = True
    yield from _membership(mk.span(m), codes, org, **fields)


def _plain(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Hungary, a NATO and EU member, ...", "Albania and Croatia have been NATO members since 2009"."""
    codes = mk.codes(m, "who")
    named = [x.code for x in mk.mentions(m.start("adj"), m.end("org"), "body")]
    if not named or _part_of_longer_name(mk, m.start()):
        return
    since = mk.date(*m.span("since"))
    if m["perfect"] and since and "member" in m["status"]:
        yield from joining.since_when(mk, m, codes, named[-1])
        return
    for org in dict.fromkeys(named):
        yield from _membership(mk.span(m), codes, org, status=_status_of(m["status"]), since=since)


def _part_of_longer_name(mk: Marked, start: int) -> bool:
    """Whether the subject stands inside a longer phrase that is the true subject ("the president of X, a member")."""
    before = mk.text[max(0, start - 14) : start].lower()
    return (
        bool(re.search(r"\b(?:of|for|with|by|against|from|to|than|unlike)\s(?:the )?$", before))
        and "," in mk.text[start : start + 40]
    )


def _titled(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "NATO member Turkey", "other CSTO members – A, B and C"."""
    codes = mk.codes(m, "who")
    noun = m["noun"]
    if _NOT_REALLY.search(mk.low[max(0, m.start() - 14) : m.start("org")]):
        return
    if mk.raw(m.start() - 3, m.start()).rstrip().endswith(("'s", "’s", "s'", "s’")) and "all" in noun:
        return  # whose ally it is says more, and is said elsewhere
    if len(codes) == 1 and noun.endswith("s") and "states" not in noun and not m["such"]:
        return
    yield from _membership(mk.span(m), codes, mk.body(m), status=_status_of(noun))


_NOT_REALLY = re.compile(
    r"(?:non-?|ex-|former |one-time |then |would-be |aspiring |prospective |future |potential |possible |no |not )(?:the )?$"
)


def _allied_member(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Russia's CSTO ally ... – Kazakhstan": membership of both."""
    lead = mk.codes(m, "of") or [x.code for x in mk.mentions(*m.span("lead"), "state")]
    codes = mk.codes(m, "who")
    if lead and codes and lead[0] not in codes:
        yield from _membership(m.span("np"), codes, mk.body(m), status="member", with_state=lead[0])


def _apposed(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "... and member of the Customs Union – Kazakhstan"."""
    yield from _membership(m.span("np"), mk.codes(m, "who"), mk.body(m), status=_status_of(m["status"]))


def _permanent(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Russia, one of the five permanent members"."""
    yield from _membership(mk.span(m), mk.codes(m, "who"), "UNSC", status="member", seat="permanent")


def _of_the_five(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Russia, one of the P5"."""
    if mk.body(m) == "P5":
        yield from _membership(mk.span(m), mk.codes(m, "who"), "P5", status="member")


def _permanent_list(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "the five permanent members – A, B, C, D and E"."""
    codes = mk.codes(m, "who")
    complete = {"complete": True} if m["n"] and number(m["n"].strip()) == len(codes) else {}
    yield from _membership(mk.span(m), codes, "UNSC", status="member", seat="permanent", **complete)


def _term(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Ukraine, whose term expires at the end of 2017"."""
    org = mk.body(m) if m["org"] else "UNSC"
    if org not in _COUNCILS:
        return
    edge = "from" if re.search(r"beg[ai]n|start", m["verb"]) else "to"
    days = days_of(mk, m, "when")
    codes = mk.codes(m, "who")
    if days and codes:
        start = m.start()
        if len(codes) > 1 and "terms" not in m[0]:
            codes, start = codes[-1:], mk.mentions(*m.span("who"), "state")[-1].start
        yield from _membership((start, m.end()), codes, org, status="member", **{edge: days})


def _seat(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "X held non-permanent membership in 1985-1986", "X, Y and Z hold elected seats on the Council this year"."""
    codes = [] if mk.governed(m) else mk.codes(m, "who")
    org = mk.body(m) if m["org"] else "UNSC"
    if (
        org not in _COUNCILS
        or not codes
        or (not m["org"] and not re.search(r"elected|permanent|council", m[0].lower()))
    ):
        return
    fields: dict[str, Any] = {"org": org, "office": "Council member"}
    seat = m["adj"] or ""
    if "permanent" in seat or "elected" in seat or "rotating" in seat:
        fields["seat"] = "permanent" if re.search(r"(?<!non-)(?<!non)permanent", seat) else "non-permanent"
    days = days_of(mk, m, "when")
    if days:
        fields["period"] = days
    elif re.search(r"\b(?:held|occupied|served|sat)\b", m[0]) and not m["neg"]:
        fields["ever"] = True
    if m["neg"]:
        fields["negated"] = "never" if "never" in m["neg"] else "not"
    kind = "membership" if "membership" in m[0] or m["neg"] or "status" in fields else "office"
    if kind == "membership":
        fields["status"] = "member"
    yield draft("membership" if kind == "membership" else "office", mk.span(m), **who(codes), **fields)


def _takes_seat(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "X took its seat on the Council in January", "X and Y will sit on the Council for the next two years"."""
    org, codes = mk.body(m), mk.codes(m, "who")
    if org in _COUNCILS and codes:
        future = (
            {"future": True} if re.search(r"\b(?:will|is to|are to|is due|are due|set to)\b", m[0]) else {}
        )
        yield draft(
            "office",
            mk.span(m),
            **who(codes),
            org=org,
            office="Council member",
            **{"from": days_of(mk, m, "when")},
            **future,
        )


def _replaces(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "On January 1, 2017, Kazakhstan will replace Malaysia on the Council"."""
    new, old = mk.codes(m, "who"), mk.codes(m, "old")
    org = mk.body(m)
    if org in _COUNCILS and new and old:
        since = days_of(mk, m, "when") or days_of(mk, m, "when2")
        fields: dict[str, Any] = {"from": since} if since else {}
        if re.search(r"replaced|succeeded|took over", m[0]):
            fields["past"] = True
        yield from _membership(mk.span(m), new, org, status="member", replaces=old[0], **fields)


def _never(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "X has never been represented on the Council"."""
    yield from _membership(mk.span(m), mk.codes(m, "who"), mk.body(m), status="member", negated="never")


_NEVER = pattern(
    r"(?:which|that|who|states|countries|members|nations) (?:have|has|had) never (?:been (?:represented|elected|seated|members?|chosen)|served|sat|held|had|won|joined)"
    r"[^.;,]{0,40}? (?:in|on|to|of|at)? ?{A:org}"
)


def _among_these(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Among these countries are A, B and C", after a sentence that says what was never so."""
    start, _ = mk.sentence(m.start())
    before, _ = mk.sentence(start - 1) if start else (0, 0)
    for found in reversed(list(_NEVER.finditer(mk.text, before, m.start()))):
        yield from _membership(
            mk.span(m), mk.codes(m, "who"), mk.body(found), status="member", negated="never"
        )
        return


_COMPLETE = re.compile(
    r"compris|consist|made up|composed|group|unit|brings? together|bringing together|\bare\b|\(|of$"
)


def _including(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "the EEU, also including A, B and C", "the EEU, made up of A, B and C"."""
    codes = mk.codes(m, "who")
    verb = m["verb"].lower()
    after = mk.text[m.end() : m.end() + 20].lower()
    complete = (
        bool(_COMPLETE.search(verb))
        and len(codes) > 1
        and not re.search(r"also|includ|among", verb)
        and not re.match(r",? (?:and )?(?:others|among|and several|and other|as well)", after)
    )
    if verb.startswith("(") and len(codes) < 2:
        return
    fields = {"complete": True} if complete else {}
    start = m.start()
    led = re.search(r"(?:[\w\ue005]+-led |[\w\ue005]+-dominated )$", mk.text[max(0, start - 25) : start])
    start -= len(led[0]) if led else 0
    yield from _membership(
        (start, m.end() - (1 if verb.startswith("(") else 0)),
        codes,
        mk.body(m),
        status="member",
        **fields,
    )


def _ally(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Kazakhstan is an ally of Russia", "allies – Kazakhstan is one of them"."""
    lead = mk.codes(m, "of")
    if not lead:
        start, _ = mk.sentence(m.start())
        near = mk.mentions(start, m.start(), "state")
        lead = [near[-1].code] if near else []
    codes = [c for c in mk.codes(m, "who") if c not in lead]
    if lead and codes:
        yield draft(
            "membership",
            m.span("span"),
            **who(codes),
            org=f"allies of {lead[0]}",
            ally_of=lead[0],
            status="ally",
        )


def _first(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "the first Central Asian country to serve on the council"."""
    codes = mk.codes(m, "who")[:1]
    if not codes:
        topic = mk.speaker_state(m.start()) or mk.topic(m.start())
        codes = [topic] if topic else []
    region = mk.raw(*m.span("region")).strip()
    org = mk.body(m)
    if codes and org and not re.search(r"\b(?:ever|time|round|woman|man)\b", region):
        yield draft("membership", mk.span(m), **who(codes), org=org, status="member", first_of=region)


def _neither(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    codes = mk.codes(m, "who")
    yield from _membership(mk.span(m), codes, mk.body(m), status=_status_of(m["status"]), negated="not")


def _presupposed(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Kazakhstan's membership of the EEU": said as known."""
    before = mk.text[max(0, m.start() - 60) : m.start()].lower()
    after = mk.text[m.end() : m.end() + 40].lower()
    if _HOPED.search(before) or re.match(
        r",? (?:also |which |that )*(?:includ|compris|made up)|,? (?:bid|application|talks|negotiat|terms)",
        after,
    ):
        return
    yield from _membership(mk.span(m), mk.codes(m, "who"), mk.body(m), status="member", presupposed=True)


_HOPED = re.compile(
    r"\b(?:prospects?|possib\w+|potential|future|eventual|hopes?|bid|application|appl\w+|talks|negotiat\w+|seek\w*|sought|want\w*|"
    r"would|could|might|if|oppos\w+|block\w*|support\w*|back\w*|favou?r\w*|against|reject\w*|plan\w*|promis\w*|question of|idea of|"
    r"candidacy|path|road|veto\w*|invit\w*|ahead of|before|for|terms?|conditions?|push\w*|wait\w*|aspir\w*)\b[^.;,]{0,40}$"
)
_LIST_NOUN = r"(?P<noun>members?(?: states?| countr(?:y|ies)| nations?)?|allies|ally|partners?|nations?|states|countries|signatories|observers?(?: states?)?)"


def _belongs(mk: Marked, m: re.Match[str]) -> Iterable[Draft]:
    """As in "Armenia belongs to the CSTO"."""
    since = mk.date(*m.span("since"))
    if since and m["perfect"]:
        yield from joining.since_when(mk, m, mk.codes(m, "who"), mk.body(m))
        return
    fields: dict[str, Any] = {"negated": "not"} if m["neg"] else {}
    yield from _membership(mk.span(m), mk.codes(m, "who"), mk.body(m), status="member", **fields)


RULES: tuple[Rule, ...] = (
    Rule(
        ("member", "observer", "associate", "dialogue partner", "candidate", "signator", "party to", "parties to"),
        pattern(
            rf"(?P<who>{{L}}){_BE}{_FILL}(?P<neg> not| no longer| never(?: been)?)?(?: yet)?(?: (?:an?|the|one of (?:the|its)(?: \w+)?))? ?"
            rf"{_ADJ}{_STATUS} (?:of|in|at|to|with) (?P<org>{{A}})" + _SINCE
        ),
        _predicate,
    ),
    Rule(
        ("member", "ally", "allies", "partner", "nations", "states", "countries", "signatories", "observer"),
        pattern(
            rf"(?:(?:[Oo]ther|[Ff]ellow|[Tt]he remaining|[Tt]he) )?(?P<org>{{B}})(?:{{'s}})?[ -]{_LIST_NOUN}"
            rf"(?P<such>,? including| such as| like|,? namely| [–—-]|:)? (?P<who>{{L}})"
        ),
        _titled,
        ("other", "fellow", BODY),
    ),
    Rule(
        (" member", " ally"),
        pattern(
            rf"(?P<who>{{L}})(?:{_BE[3:-1]}|,){_FILL} ?(?:an?|the|its|both)? ?{_ADJ}(?:(?:{{B}}),? and )?(?P<org>{{B}}) (?P<status>members?(?: states?| countr(?:y|ies)| nations?)?|allies|ally|observers?)(?! (?:of|for|to))" + _SINCE
        ),
        _plain,
    ),
    Rule(
        ("ally", "allies", "partner"),
        pattern(
            r"(?P<np>(?P<lead>(?P<of>{S}){'s}|{J}) (?P<org>{B}) (?:treaty )?(?:ally|allies|partners?))(?: and [^.;–—-]{3,60}?)?"
            r"(?: [–—-] |, | )(?P<who>{L})"
        ),
        _allied_member,
    ),
    Rule(
        ("ally", "allies", "partner"),
        pattern(
            r"(?P<who>{L})(?:,| [–—-]| is| are| was| were| remains?)(?: an?| one of| the)? ?"
            r"(?P<np>(?P<lead>(?P<of>{S}){'s}|{J}) (?P<org>{B}) (?:treaty )?(?:ally|allies|partners?))"
        ),
        _allied_member,
    ),
    Rule(
        ("member of", "member in", "observer in", "observer at", "observer of"),
        pattern(rf"(?:and|but|also|,) (?P<np>(?:an? |the )?{_ADJ}{_STATUS} (?:of|in|at) (?P<org>{{A}}))(?: [–—-] |, )(?P<who>{{S}})(?= [–—-]|,)"),
        _apposed,
    ),
    Rule(
        ("permanent member",),
        pattern(
            r"(?P<who>{L})(?:,? which| who)?(?:,| is| are| was| as| being| remains?)*(?: also| itself)? (?:one|two|three|four) of "
            r"(?:the |its )?(?:(?P<org>{A}){'s} )?(?:[Uu]\.?[Nn]\.? |Security |Council(?:['’]s)? )*(?:five |5 )?permanent,? (?:[\w-]+ )?members(?: (?:of|on|in) {A})?"
        ),
        _permanent,
    ),
    Rule(
        ("one of ", "two of ", "three of ", "among ", "member of"),
        pattern(r"(?P<who>{L})(?:,? which| who)?(?:,| is| are| was| as| being| remains?| –)*(?: also| itself)? (?:(?:one|two|three|four) of|among|a member of) (?:the |its )?(?P<org>{B})(?: (?:of|on|in) {A})?"),
        _of_the_five,
    ),
    Rule(
        ("permanent",),
        pattern(
            r"(?P<n>(?:[Tt]he )?(?:five|5|four|three|two) )?(?:Security )?(?:{B}(?:{'s})? )?(?:Council(?:['’]s)? )?(?<!non-)(?<!non )permanent (?:{B} )?(?:Council )?members?"
            r"(?: (?:of|on|in) (?:{A}|the Security Council))?(?:,? (?:including|such as|like)| [–—-]|:|,? namely| \(|)? ?(?P<who>{L})"
        ),
        _permanent_list,
    ),
    Rule(
        ("term", "mandate", "tenure", "stint"),
        pattern(
            r"(?P<who>{L})(?:,? whose|{'s}) (?:current |two-year |own |second |first )*(?:term|mandate|tenure|stint|membership)"
            r"(?: (?:as an?|on|in|at) (?:(?:non-permanent |nonpermanent |elected |temporary )*(?:member|seat)(?: (?:of|on|in) )?)?(?P<org>{A})?)* "
            r"(?P<verb>(?:will )?(?:expires?|ends?|runs? out|finish(?:es)?|expired|ended|began|begins?|started|starts?|runs?|lasts?))"
            r"(?: (?:at (?:the )?(?:end of)?|in|on|by|until|through|with))*(?: the)? ?(?P<when>{T})"
        ),
        _term,
    ),
    Rule(
        ("seat", "membership", "served", "serves", "serving", "sat on", "sits on", "sitting on", "sit on", "serve on"),
        pattern(
            r"(?P<who>{L}),?(?: (?:which|who))?(?P<neg> (?:has|have|had) never| never| did not| does not| do not)?(?: (?:has|have|had|been|last|previously|also|both|all|currently|now|already|is|are|was|were|first))* "
            r"(?:(?:held|holds?|occup(?:y|ies|ied)|holding) (?:an? |the |its |their )?(?P<adj>(?:elected |non-permanent |nonpermanent |permanent |rotating |temporary |two-year |Security |Council |{B} )*)"
            r"(?:membership|seats?|places?)|(?:served|sat|serves?|sits?|serving|sitting))(?: (?:on|in|at|of) (?P<org>{A}))?"
            r"(?: as (?:an? )?(?:non-permanent |elected )*members?)?(?:,? (?:in|from|for|during|since|between|until|through)? ?(?P<when>{T}))?"
        ),
        _seat,
    ),
    Rule(
        ("council",),
        pattern(
            r"(?P<who>{L}),?(?: which| who)?(?P<neg>)(?P<adj>) (?:is|are|was|were) (?:also |now |currently |both |already |all )*on (?P<org>{A})(?: as [\w -]*members?)?(?:,? (?:in|for|during)? ?(?P<when>{T}))?"
        ),
        _seat,
    ),
    Rule(
        ("seat", "sit", "serve", "take", "term"),
        pattern(
            r"(?P<who>{L})(?:,? which)? (?:(?:has|have|had|formally|both|all|also|duly) )*(?:(?:took|taken|takes?|assumed?|assumes) (?:up )?(?:its|their) (?:new |elected |non-permanent )*seats?"
            r"|(?:will|is to|are to|is due to|are due to|is set to|are set to) (?:sit|serve|take (?:up )?(?:its|their|a) (?:non-permanent )?seats?)|(?:began|begun|started|begins?|starts?) (?:its|their|an?) (?:new |two-year |second |third )*terms?) (?:on|in|at) (?P<org>{A})(?:,? (?:(?:on|in|from|as of|since) )?(?P<when>{D}))?"
        ),
        _takes_seat,
    ),
    Rule(
        ("replace", "succeed", "take over from", "taking over from"),
        pattern(
            r"(?:(?:[Oo]n|[Ff]rom|[Ii]n|[Aa]s of) (?P<when>{D}),? )?(?P<who>{S}) (?:will |is to |is due to |is set to )?(?:replaces?|succeeds?|takes? over from|replaced|succeeded|took over from) "
            r"(?P<old>{S}) (?:in|on|at|as an? [\w -]*member of) (?P<org>{A})(?: (?:on|in|from) (?P<when2>{D}))?"
        ),
        _replaces,
    ),
    Rule(
        ("never",),
        pattern(
            r"(?P<who>{L}),?(?: (?:which|who))? (?:has|have|had) never (?:yet )?(?:before )?(?:been (?:represented|elected|seated|a member|members|chosen)|served|sat|held (?:an? )?[\w -]*?seat|"
            r"had (?:an? )?[\w -]*?seat|won (?:an? )?[\w -]*?seat|joined|belonged)(?: (?:in|on|to|of|at))? (?P<org>{A})"
        ),
        _never,
    ),
    Rule(
        ("among", "include"),
        pattern(r"(?:[Aa]mong (?:these|those|them)(?: countries| states| nations| members)? (?:are|is|were)|(?:[Tt]hese|[Tt]hey) include) (?P<who>{L})"),
        _among_these,
    ),
    Rule(
        ("includ", "compris", "consist", "made up of", "composed of", "group", "unit", "together", "members"),
        pattern(
            r"(?P<org>{B})(?P<verb>,? (?:(?:which|that|also|currently|now|then|itself|today|is|was) )*"
            r"(?:including|includes?|comprises?|comprising|comprised(?: of)?|consists? of|consisting of|made up of|composed of|groups|grouping|uniting|unites|"
            r"brings together|bringing together|whose members are|members are)(?: also)?(?: the former Soviet republics of)?) (?P<who>{L})"
        ),
        _including,
    ),
    Rule(
        ("(",),
        pattern(r"(?P<org>{B})(?: (?:members|states|countries|nations))? (?P<verb>\()(?P<who>{L})\)"),
        _including,
    ),
    Rule(
        ("ally", "allies"),
        pattern(
            r"(?P<span>(?P<who>{L}) (?:is|are|was|were|remains?)(?: also| still)? (?:an? |one of the |the )?(?:formal |treaty |military |nominal |mutual-defen[cs]e )*(?:ally|allies) of (?P<of>{S}))"
        ),
        _ally,
    ),
    Rule(
        ("ally", "allies"),
        pattern(
            r"(?:(?P<of>{S}){'s} |its |his |their )[^.;]{0,40}?\ballies\b[^.;]{0,12}?(?: [–—-] |, (?:and )?|; )(?P<span>(?P<who>{L}) (?:is one of them|is among them|are among them|among them))"
        ),
        _ally,
        (STATE, "its", "his", "their"),
    ),
    Rule(
        ("ally", "allies"),
        pattern(r"(?P<span>(?P<of>{S}){'s} (?:formal |treaty |military |nominal )(?:ally|allies),? (?P<who>{L}))"),
        _ally,
    ),
    Rule(
        ("first",),
        pattern(
            r"(?:(?P<who>{S}),?(?: (?:is|was|has become|became|becomes|as))?|[Ww]e(?: are|['’]re)|[Ii]t (?:is|was|became))(?: [\w ]{0,25}?(?:to be|to become|become|be))? ?"
            r"the first (?P<region>[^.;,:\"“”]{3,40}?) (?:country|state|nation|republic|member)(?: ever)?,? (?:to (?:serve|sit|be (?:elected|represented|seated)|join|enter|hold a seat|win a seat|get a seat)|elected|represented)"
            r"(?: (?:on|in|to|at|of))? (?P<org>{A})"
        ),
        _first,
    ),
    Rule(
        ("neither",),
        pattern(rf"[Nn]either (?P<who>{{S}} nor {{S}}) (?:is|are|was|were) (?:an? )?{_ADJ}{_STATUS} (?:of|in|to) (?P<org>{{A}})"),
        _neither,
    ),
    Rule(
        ("belong", "part of"),
        pattern(
            r"(?P<who>{L})(?: which| who| that)?(?P<neg> (?:do|does|did) not| never)?(?: both| all| also)? (?:(?P<perfect>has |have |had )?(?:belongs?|belonged)|(?:is|are|was|were)(?P<status>)(?P<adj>)(?: (?:also|now|already))? (?:a )?part) (?:to|of) (?P<org>{B})"
            + _SINCE
        ),
        _belongs,
    ),
    Rule(
        ("membership",),
        pattern(r"(?P<who>{S}){'s} (?:(?:full|current|own|continued) )?(?:membership|participation) (?:of|in) (?P<org>{B})"),
        _presupposed,
    ),
)  # fmt: skip
