"""Claims about what happened, what a state stands for, and what will be: events, positions, predictions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from foedus.reading.claims.draft import Draft
from foedus.reading.claims.marked import (
    ADJECTIVE,
    BODY,
    PERSON,
    STATE,
    Marked,
    Rule,
    draft,
    marked,
    pattern,
    who,
)

if TYPE_CHECKING:
    from foedus.reading.context import Article

_STRIFE = r"\b(?P<what>[Cc]onflict|[Cc]ivil war|[Ww]ar|[Ff]ighting|[Cc]lashes|[Uu]nrest|[Vv]iolence|[Rr]evolution|[Uu]prising|[Cc]oup(?: d['’]état)?|[Rr]iots?|[Pp]rotests|[Cc]risis|[Rr]evolt|[Rr]ebellion|[Ii]nsurgency)"
_PLANE = r"(?:warplane|war plane|plane|jet|aircraft|bomber|fighter|airliner|helicopter|drone|Su-\d+\w*|MiG-\d+\w*)s?"
_BEFORE_STRIFE = re.compile(
    r"(?:\b(?:[Aa]n?|[Tt]he) )?(?:\b(?:armed|violent|ethnic|bloody|new|deadly|popular|military|political|brief|true|serious|mass|five-day|inter-?ethnic) ){0,2}$"
)
_STRIFE_KIND = {
    "coup": "coup", "revolution": "uprising", "uprising": "uprising", "riot": "unrest", "riots": "unrest", "protests": "unrest",
    "unrest": "unrest", "violence": "unrest", "clashes": "unrest", "revolt": "uprising", "rebellion": "uprising", "crisis": "crisis",
}  # fmt: skip
_WHEN = r"(?:,? (?:on|in|since|back in|early in|late in|during)? ?(?:the )?(?P<when>{D}))?"


def find(article: Article) -> list[Draft]:
    """Drafts of the types event, position and prediction.

    Args:
        article: the text with its parse, mentions and dates.
    """
    mk = marked(article)
    out = list(mk.apply(RULES))
    out.extend(_predictions(mk))
    return out


def _when(mk: Marked, m: re.Match[str]) -> dict[str, Any] | None:
    """The date of an event: in the match, else in its clause, else the first before it in the sentence."""
    if "when" in m.re.groupindex and m["when"]:
        return mk.date(*m.span("when"))
    first, last = mk.sentence(m.start())
    return mk.date(m.start(), min(last, m.end() + 40)) or mk.date(first, m.start())


def _strife(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "a conflict emerged in Kyrgyzstan", "the 2008 war between Russia and Georgia"."""
    codes = mk.codes(m, "who")
    if not codes:
        return
    what = m["what"].lower()
    place = codes[0] if len(codes) == 1 else None
    start, end = m.span()
    first, _ = mk.sentence(start)
    lead = _BEFORE_STRIFE.search(mk.text[max(first, start - 40) : start])
    start -= len(lead[0]) if lead else 0
    yield draft(
        "event",
        (start, end),
        what=what,
        kind=_STRIFE_KIND.get(what.split(" d")[0], "conflict"),
        place=place,
        **({"actors": codes} if place is None else {"actor": codes[0]}),
        date=_when(mk, m),
    )


def _toppled(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "President X of Y was overthrown in April"."""
    states = mk.codes(m, "who") or [x.code for x in mk.article.mentions_in(m.start(), m.end(), "state")]
    person = next((x.code for x in mk.article.mentions_in(m.start(), m.start("what"), "person")), None)
    state = states[0] if states else mk.offices.get(person or "")
    if state:
        yield draft(
            "event",
            m.span(),
            what=m["what"],
            kind="coup",
            actor=state,
            place=state,
            person=person,
            date=_when(mk, m),
        )


def _shot(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "the downing of the Russian warplane by Turkey's air force over Syria"."""
    by = [x.code for x in mk.mentions(*m.span("by"), "state")] if m["by"] else []
    of = [x.code for x in mk.mentions(*m.span("of"), "state")] if m["of"] else []
    if not by and not of:
        return
    over = mk.codes(m, "over") if "over" in m.re.groupindex else []
    start = m.start()
    lead = re.search(r"\b(?:[Tt]he|[Aa]) (?:[\w-]+ )?$", mk.text[max(0, start - 20) : start])
    start -= len(lead[0]) if lead else 0
    yield draft(
        "event", (start, m.end()), what="shoot-down", kind="shoot-down", **(who(by) if by else {}), object=of[0] if of else None,
        place=over[0] if over else None, date=_when(mk, m),
    )  # fmt: skip


def _disarmed(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Kazakhstan gave up its nuclear arsenal"."""
    codes = mk.codes(m, "who")
    if codes:
        yield draft(
            "event",
            (mk.span(m)[0], mk.clause_end(m.end())),
            what="gave up nuclear weapons",
            kind="disarmament",
            **who(codes),
            date=mk.date(*mk.span(m)),
        )


_OCCASION = r"(?:session|summit|forum|conference|meeting|assembly|congress|general debate|roundtable|round table|address|speech|interview|talks|visit|ceremony|council)"


def _spoke(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "X harshly criticised Y at the Forum in Sochi this September"."""
    whom = mk.person(m, "who") or next((x.code for x in mk.mentions(*m.span("who"))), None)
    if not whom:
        return
    first, _ = mk.sentence(m.start())
    lead = re.search(r"(?:^|(?<=\. )|(?<=\n))(?:At|In|During|On) [^.;]{3,120}, $", mk.text[first : m.start()])
    start = m.start() - (len(lead[0]) if lead else 0)
    end = mk.clause_end(m.end())
    tail = re.match(r"(?:,)? (?:at|during|in) [^.;,]{3,110}", mk.text[end : mk.sentence(m.start())[1]])
    if tail:
        end += len(re.split(r" (?:saying|adding|noting|arguing|calling|telling)\b", tail[0])[0])
    words = mk.low[start:end]
    if not lead and not re.search(rf"\b(?:at|during|in) [^.;]*?{_OCCASION}|\ue004", words):
        return
    bodies = [x.code for x in mk.mentions(start, end, "body")]
    objects = [x.code for x in mk.mentions(m.end("verb"), end, "state")]
    yield draft(
        "event", (start, end), what=m["verb"].lower(), kind="statement", actor=whom, object=objects[0] if objects else None,
        body=bodies[0] if bodies else None, date=mk.date(start, end),
    )  # fmt: skip


def _hailed_by(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "the Kazakh leader's idea was hailed by the Russian president"."""
    by = mk.person(m, "by") or next((x.code for x in mk.mentions(*m.span("by"), "state")), None)
    start, _ = mk.sentence(m.start())
    lead = re.match(
        r"(?:[Ff]urthermore|[Mm]oreover|[Bb]esides|[Ii]n addition|[Mm]eanwhile|[Mm]eantime|[Aa]lso),? ",
        mk.text[start : m.start()],
    )
    if (
        by
        and m.start() - start < 140
        and "," not in mk.text[start + (len(lead[0]) if lead else 0) : m.start()]
    ):
        start += len(lead[0]) if lead else 0
        inside = [x.code for x in mk.article.mentions_in(start, m.start(), "state")]
        yield draft(
            "event",
            (start, m.end()),
            what=m["verb"].lower(),
            kind="statement",
            actor=by,
            object=inside[0] if inside else None,
            date=mk.date(start, m.end()),
        )


def _decided(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "On April 7, the General Assembly voted to expel Russia from the Human Rights Council"."""
    body = mk.body(m, "org")
    if not body:
        return
    end = mk.clause_end(m.end())
    against = list(dict.fromkeys(x.code for x in mk.mentions(m.end("act"), end, "state")))
    orgs = [x.code for x in mk.mentions(m.end("act"), end, "body") if x.code != body]
    yield draft(
        "event", (m.start(), end), 55, what=m["act"].lower(), kind="decision", body=body, **({"object": against[0]} if against else {}), org=orgs[0] if orgs else None,
        date=_when(mk, m), words=mk.raw(m.end("act"), end).strip(),
    )  # fmt: skip


_DEED_KIND = {
    "invaded": "invasion", "annexed": "annexation", "attacked": "attack", "occupied": "occupation", "bombed": "attack", "seized": "annexation",
    "recogni": "recognition", "severed": "rupture", "sanction": "sanctions",
}  # fmt: skip


def _deed(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Russia annexed Crimea in 2014", "X recognised Y"."""
    codes = mk.codes(m, "who")
    if codes:
        verb = m["verb"].lower()
        kind = next((k for stem, k in _DEED_KIND.items() if stem in verb), "event")
        end = mk.clause_end(m.end())
        objects = [x.code for x in mk.mentions(m.end("verb"), end, "state")]
        yield draft(
            "event",
            (m.start(), end),
            what=verb,
            kind=kind,
            **who(codes),
            object=objects[0] if objects else None,
            words=mk.raw(m.end("verb"), end).strip(),
            date=_when(mk, m),
        )


def _signed(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Russia and Belarus signed a union treaty in 1999"."""
    codes = [x.code for x in mk.article.mentions_in(*m.span("who"), "state")]
    if codes:
        end = mk.clause_end(m.end())
        also = [x.code for x in mk.mentions(m.end("verb"), end, "state") if x.code not in codes]
        yield draft(
            "event",
            (m.start(), end),
            what=f"signed {m['paper']}",
            kind="treaty",
            **who([*codes, *also]),
            words=mk.raw(m.end("verb"), end).strip(),
            date=_when(mk, m),
        )


def _met(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "on April 5 the alliance held a meeting"."""
    named = [x for x in mk.mentions(*m.span("who")) if not (x.kind == "state" and x.how == "adjective")]
    codes = [x.code for x in named] or [c for c in [mk.body(m, "who")] if c]
    if codes and (m["when"] or m["lead"]):
        when = mk.date(*m.span("when")) if m["when"] else mk.date(*m.span("lead"))
        yield draft("event", mk.span(m), what=m["what"], kind="meeting", **who(codes), date=when)


def _founded(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "The Eurasian Economic Union came into being on January 1 with Belarus, Kazakhstan and Russia"."""
    org = mk.body(m, "org")
    codes = mk.codes(m, "who")
    if org and (m["when"] or codes) and org not in {"UNGA", "UNSC", "P5", "WEST"}:
        yield draft(
            "event",
            mk.span(m),
            what="founded",
            kind="founding",
            org=org,
            **({"actors": codes} if codes else {}),
            date=mk.date(*m.span("when")) if m["when"] else None,
        )


def _it_was(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "It was he who invited Turkey to join the Union", "X was the first to voice the idea"."""
    end = mk.clause_end(m.end())
    bracket = re.match(r" \(\ue001+\)", mk.text[end : end + 30])
    end += len(bracket[0]) if bracket else 0
    here = mk.mentions(m.start(), end)
    if here:
        actor = next(
            (x.code for x in here if x.kind in {"person", "state"} and x.start < m.end("verb")), None
        )
        objects = [x.code for x in here if x.kind == "state" and x.start >= m.end("verb")]
        orgs = [x.code for x in here if x.kind == "body"]
        first = {"ordinal": 1} if "first" in m[0] else {}
        yield draft(
            "event",
            (m.start(), end),
            what=m["verb"].lower(),
            kind="deed",
            actor=actor,
            object=objects[0] if objects else None,
            org=orgs[0] if orgs else None,
            words=mk.raw(m.end("verb"), end).strip(),
            **first,
        )


def _failed(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Astana failed to do anything to settle it": a judgement, not a fact."""
    codes = mk.codes(m, "who")
    if codes and not re.search(r"\b(?:seat|elect|vot|majority)", mk.low[m.start() : mk.clause_end(m.end())]):
        yield draft(
            "event",
            (m.start(), mk.clause_end(m.end())),
            what=m["verb"].lower(),
            kind="judgement",
            **who(codes),
        )


def _growing(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "the conflict with the West and Turkey is growing": a trend."""
    codes = [x.code for x in mk.mentions(m.start(), m.end()) if x.kind in {"state", "body", "group"}]
    if codes:
        yield draft("event", mk.span(m), what=m["what"], kind="trend", actors=codes)


def _position(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "China prefers a bilateral format", "it does not support our operation in Syria"."""
    codes = mk.codes(m, "who")
    if not codes and m["who"].lower() == "it":
        topic = mk.topic(m.start())
        codes = [topic] if topic else []
    first, last = mk.sentence(m.start())
    if not codes or re.search(r"\b(?:vote[sd]?|voting|abstain\w*|resolution)\b", mk.low[first:last]):
        return
    end = mk.clause_end(m.end())
    objects = [
        x.code for x in mk.mentions(m.end("verb"), end) if x.kind in {"state", "body"} and x.code not in codes
    ]
    start = m.start()
    lead = re.search(r"(?:[Ee]ven )?at the official level, $", mk.text[first:start])
    start -= len(lead[0]) if lead else 0
    attitude = mk.raw(m.start("mood"), m.end("verb")).strip() if m["mood"] else m["verb"]
    yield draft(
        "position",
        (start, end),
        45,
        **who(codes),
        attitude=attitude,
        target=objects[0] if objects else None,
        matter=mk.raw(m.end("verb"), end).strip(),
    )


_ATTITUDE_STEMS = (
    "prefer", "offer", "oppose", "support", "reject", "favor", "favour", "refus", "commit", "pledg", "insist", "advocat", "agreed to", "promis",
)  # fmt: skip
_ATTITUDE = (
    r" (?P<mood>(?:would|does not|do not|doesn['’]t|don['’]t|did not|no longer|never|has|have|had|strongly|firmly|openly|also|still|always|steadily)(?: (?:not|also))? )*"
    r"(?P<verb>prefers?|offer(?:s|ed)|opposes?|opposed|supports?(?! (?:{S}|{L}))|rejects?|rejected|favou?rs?|refuses?(?: to)?|refused(?: to)?|committed(?: itself)? to|commits to|pledged(?: to)?|insists? on|advocates?|agreed to|promised(?: to)?)(?= )"
)

RULES: tuple[Rule, ...] = (
    Rule(
        ("conflict", "war ", "fighting", "clashes", "unrest", "violence", "revolution", "uprising", "coup", "riot", "protest", "crisis", "revolt", "rebellion", "insurgency"),
        pattern(_STRIFE
                + r"(?: (?:emerged|broke out|erupted|began|started|flared(?: up)?|took place|happened|occurred|raged|shook|rocked|toppled|ended|was under way)) ?(?:in|between|over|inside|across)? (?P<who>{L})" + _WHEN),
        _strife,
        ("conflict", "civil", "war", "fighting", "clashes", "unrest", "violence", "revolution", "uprising", "coup", "riot", "protest", "crisis", "revolt", "rebellion", "insurgency"),
    ),
    Rule(
        ("overthrown", "ousted", "toppled", "deposed"),
        pattern(r"(?:(?:[Pp]resident |[Pp]rime [Mm]inister |[Tt]he )?(?:{P}|{H}),? (?:of (?P<who>{S}),? )?)(?:was|were|had been|has been) (?P<what>overthrown|ousted|toppled|deposed)" + _WHEN),
        _toppled,
    ),
    Rule(
        ("conflict", "war ", "clashes", "unrest", "revolution", "uprising", "coup"),
        pattern(r"(?:[Tt]he |{S}{'s} )?(?P<when>{D}) (?i:(?:armed|violent|ethnic|five-day|brief) )?" + _STRIFE + r" (?:in|between|with|against) (?P<who>{L})"),
        _strife,
        ("day", "the", STATE),
    ),
    Rule(
        ("conflict", "war ", "clashes", "unrest", "revolution", "uprising", "coup"),
        pattern(_STRIFE + r" (?:in|between) (?P<who>{L})(?:,? (?:in|of|on|in early|in late) )(?:the )?(?P<when>{D})"),
        _strife,
        ("conflict", "civil", "war", "fighting", "clashes", "unrest", "violence", "revolution", "uprising", "coup", "riot", "protest", "crisis", "revolt", "rebellion", "insurgency"),
    ),
    Rule(
        ("downing", "shooting down", "shooting-down", "shootdown", "shoot-down"),
        pattern(rf"(?:downing|shooting[- ]down|shoot-?down)(?: of)? (?:an? |the |its )?(?P<of>{{J}} |{{S}}{{'s}} )?(?:[\w-]+ ){{0,3}}?{_PLANE}(?: {_PLANE})?(?: by (?P<by>{{S}}(?:{{'s}})?|(?:the )?{{J}})(?: (?:air )?(?:forces?|military|army|jets?|fighters?|F-16s?|air defen[cs]es?|troops))*)?(?: (?:over|in|near|on) (?:the )?(?P<over>{{S}}))?(?: border| airspace)?" + _WHEN),
        _shot,
    ),
    Rule(
        ("shot down", "downed", "brought down", "shoots down"),
        pattern(rf"(?P<by>{{S}}(?:{{'s}} (?:[\w-]+ ){{0,2}}(?:forces?|military|jets?|army))?|(?:[Tt]he )?{{J}}(?: [\w-]+){{1,3}}) (?:has |had )?(?:shot down|downed|brought down|shoots down) (?:an? |the )?(?P<of>{{J}} |{{S}}{{'s}} )?(?:[\w-]+ ){{0,3}}?{_PLANE}(?: {_PLANE})?(?: (?:over|in|near|on) (?:the )?(?P<over>{{S}}))?(?: border| airspace)?" + _WHEN),
        _shot,
    ),
    Rule(
        ("shot down", "downed", "brought down"),
        pattern(rf"(?P<of>(?:[Aa]n? |[Tt]he )?{{J}} |{{S}}{{'s}} )(?:[\w-]+ ){{0,3}}?{_PLANE}(?: {_PLANE})? (?:was |were |being |that was )?(?:shot down|downed|brought down)(?: by (?P<by>{{S}}(?:{{'s}})?|(?:the )?{{J}})(?: (?:air )?(?:forces?|military|army|jets?|fighters?))*)?(?: (?:over|in|near|on) (?:the )?(?P<over>{{S}}))?(?: border| airspace)?" + _WHEN),
        _shot,
    ),
    Rule(
        ("nuclear",),
        pattern(r"(?P<who>{L}) (?:(?:has|had|have|voluntarily|later|then|also|famously) )*(?:gave up|given up|renounced|relinquished|surrendered|dismantled|abandoned|eliminated|scrapped|handed over|transferred) (?:(?:its|the|all|their|Soviet-era|inherited|of|Soviet) )*nuclear (?:arsenals?|weapons?|warheads|missiles|stockpile)(?: (?:in|by|after) {D})?"),
        _disarmed,
    ),
    Rule(
        ("criti", "slammed", "blasted", "condemn", "denounc", "lambast", "rebuk", "assail", "prais", "hailed", "welcomed", "endorsed", "attacked", "addressed"),
        pattern(r"(?P<who>{H}|{S}|{B}) (?:\w+ly )?(?P<verb>critici[sz]ed|slammed|blasted|condemned|denounced|lambasted|rebuked|assailed|praised|hailed|endorsed|attacked|addressed)(?= )"),
        _spoke,
        (PERSON, STATE, ADJECTIVE, BODY, "the"),
    ),
    Rule(
        ("hailed by", "praised by", "welcomed by", "criticized by", "criticised by", "condemned by", "endorsed by", "supported by", "rejected by", "backed by"),
        pattern(r"(?:was|were|has been|have been) (?:\w+ly )?(?P<verb>hailed|praised|welcomed|critici[sz]ed|condemned|endorsed|supported|rejected|backed) by (?:the )?(?P<by>{H}|{S})"),
        _hailed_by,
    ),
    Rule(
        ("voted to", "decided to", "agreed to"),
        pattern(r"(?:[Oo]n (?P<when>{D}),? )?(?P<org>{A}) (?:(?:has|had|overwhelmingly|unanimously|narrowly|then|also|later) )*(?:voted|decided|agreed)(?: on {D})? to (?P<act>expel|suspend|admit|recogni[sz]e|create|establish|impose|lift|extend|remove|eject|oust|exclude|reinstate|renew|refer|upgrade|grant|partition|send)\b"),
        _decided,
    ),
    Rule(
        ("invaded", "annexed", "attacked", "occupied", "bombed", "recogni", "seized", "severed", "imposed"),
        pattern(r"(?P<who>{L}) (?:(?:has|had|have|also|then|illegally|formally|first|later) )*(?P<verb>invaded|annexed|occupied|bombed|recogni[sz]ed|seized|severed (?:diplomatic )?(?:ties|relations) with|imposed (?:[\w-]+ ){0,2}sanctions (?:on|against)) (?:the )?(?:[\w-]+ ){0,2}?(?:{L}|Crimea|Abkhazia|South Ossetia|Kosovo|[A-Z]\w+)"),
        _deed,
    ),
    Rule(
        ("signed", "ratified", "concluded"),
        pattern(r"(?P<who>(?:{L}|{P}(?: and {P})?)) (?:(?:has|had|have|also|then|formally|both|jointly|all) )*(?P<verb>signed|ratified|concluded) (?:an? |the |its |their )?(?:[\w\ue000-\ue005’'-]+ ){0,6}?(?P<paper>treaty|agreement|pact|accord|declaration|protocol|deal|memorandum|convention|charter)"),
        _signed,
    ),
    Rule(
        ("held", "hosted", "convened"),
        pattern(r"(?:[Oo]n (?P<lead>{D}),? )?(?P<who>(?:the {J}-led (?:alliance|bloc|union|organi[sz]ation))|{A}|{L}) (?:(?:has|had|also|lately|recently) )*(?:held|hosted|convened) (?:an? |the |its |their )?(?:[\w-]+ ){0,3}?(?P<what>meeting|summit|talks|exercises?|drills|conference|forum|session|consultations)(?: (?:on|in) (?P<when>{D}))?"),
        _met,
    ),
    Rule(
        ("founded", "established", "created", "formed", "launched", "came into", "born", "set up"),
        pattern(r"(?P<org>{B}),? (?:which )?(?:(?:was|were|has been|itself) )*(?:(?:formally |officially )?(?:founded|established|created|formed|launched|set up|born)|came into (?:being|existence|force|effect|operation))(?: (?:on|in|at) (?P<when>{D}))?(?: (?:by|with) (?P<who>{L}))?(?: (?:on|in) {D})?"),
        _founded,
    ),
    Rule(("it was ",), pattern(r"It was (?:{P}|{S}|he|she|they) who (?:had |has |first )?(?P<verb>\w+)"), _it_was),
    Rule(("first",), pattern(r"(?:{P}|{S}) (?:was|is|became|were) the first (?:\w+ )?(?:to|who) (?P<verb>\w+)"), _it_was),
    Rule(
        ("failed to", "managed to", "was unable to", "proved unable", "refused to"),
        pattern(r"(?P<who>{S}) (?:(?:has|had|have|also|then) )*(?P<verb>failed|managed|was unable|proved unable) to \w+"),
        _failed,
    ),
    Rule(
        ("growing", "escalat", "deepen", "intensif", "worsen"),
        pattern(r"(?:[Tt]he |[Aa] )?(?P<what>conflict|tensions?|rift|rivalry|dispute|confrontation)s? (?:with|between|among) [^.;]{3,70}? (?:is|are|has been|have been|keeps?) (?:growing|escalating|deepening|intensifying|worsening)"),
        _growing,
    ),
    Rule(_ATTITUDE_STEMS, pattern(r"(?P<who>{L})" + _ATTITUDE), _position),
    Rule(_ATTITUDE_STEMS, pattern(r"(?P<who>it)" + _ATTITUDE), _position, ("it",)),
)  # fmt: skip

_EXPECT = re.compile(
    r"\b(?:will|won['’]t|(?:is|are) (?:expected|set|due|likely|scheduled|poised|bound) to|to be \w+ed)\b"
)


def _predictions(mk: Marked) -> Iterator[Draft]:
    """Clauses about the future that name somebody: "the incident will affect the relations of Russia and Turkey"."""
    for stem in (
        "will ",
        "won't",
        "won’t",
        " to be ",
        "expected to",
        "set to",
        "due to ",
        "likely to",
        "scheduled to",
    ):
        at = mk.low.find(stem)
        while at >= 0:
            m = _EXPECT.search(mk.text, max(0, at - 4), at + 24)
            if m and m.start() <= at + 1 and not _spurious(mk, m):
                yield from _prediction(mk, m)
            at = mk.low.find(stem, at + len(stem))


def _spurious(mk: Marked, m: re.Match[str]) -> bool:
    """Whether the words are no forecast: a noun "will", a condition, a relative clause about unnamed people."""
    before = mk.low[max(0, m.start() - 24) : m.start()].rstrip()
    return bool(
        re.search(
            r"\b(?:if|whether|who|those who|its|his|her|my|our|a|the|their|political|of|against the|whoever|what|how|which|that)$",
            before,
        )
    )


def _prediction(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """A draft for one future clause."""
    t = mk.article.tokens
    i = t.at(m.start())
    first, last = mk.sentence(m.start())
    start = _subject_start(mk, i, first)
    if start is None:
        return
    end = mk.clause_end(m.end())
    if m[0].startswith("to be"):
        end = min(end, last)
        if not mk.dates(m.end(), end):
            return
    named = [x for x in mk.article.mentions_in(start, end) if x.kind != "group" and x.how != "pronoun"]
    if not named or end - m.end() < 4:
        return
    codes = list(dict.fromkeys(x.code for x in named if x.kind in {"state", "person"}))
    orgs = [x.code for x in named if x.kind == "body"]
    horizon = mk.date(m.end(), end)
    if (not codes and not horizon) or re.match(
        r" ?(?:replace|succeed|take over from|sit (?:on|in)|serve on|take (?:up )?(?:its|their) seat)",
        mk.text[m.end() : end],
    ):
        return
    yield draft(
        "prediction", (start, end), 45, **(who(codes) if codes else {}), org=orgs[0] if orgs else None, horizon=horizon,
        matter=mk.raw(m.end(), end).strip(),
    )  # fmt: skip


def _subject_start(mk: Marked, i: int, first: int) -> int | None:
    """Where the subject of the verb that a modal belongs to begins."""
    t = mk.article.tokens
    for verb in (t.head[i], t.head[t.head[i]], i):
        subject = t.child(verb, "nsubj", "nsubjpass")
        if subject is not None and t.start[subject] < t.start[i]:
            left, _ = t.edges(subject)
            start = max(t.start[left], first)
            return start if mk.text[start : t.end[subject]].lower() not in {"who", "which", "that"} else None
    before = mk.text[first : t.start[i]]
    comma = max(before.rfind(", "), before.rfind(": "), before.rfind("– "))
    return first + comma + 2 if comma >= 0 else first
