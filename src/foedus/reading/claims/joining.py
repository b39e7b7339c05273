"""Claims about coming and going: who joined, applied, left, was admitted, when, as which member, after how many years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from foedus.reading.claims.amounts import NUMBER, comparator, number, ordinal
from foedus.reading.claims.draft import Draft
from foedus.reading.claims.marked import STATE, Marked, Rule, draft, is_group, pattern, who

_LEAVING = re.compile(
    r"\b(?:left|leaves?|leaving|quit|quits|withdr[ae]w|pull(?:ed|s)? out|exit|expel|oust|departure|withdrawal)"
)
_ASIDE = (
    r"(?:, (?:which|who|whose) [^,;.]{3,80},)?(?:,? (?:which|who))?(?:,? (?:formally|officially|finally|only|also|both|all|first|later|then|recently|duly|has|had|have|itself|themselves|"
    r"already|just|eventually|in turn|subsequently|once|jointly|together))*"
)
_FUTURE = (
    r"(?: (?P<future>will|would|is set to|are set to|is due to|are due to|is to|are to|is expected to|are expected to|is about to|hopes to|plans to|"
    r"is likely to|are likely to|is poised to))?"
)
_WHEN = (
    r"(?:,? (?:back )?(?:on|in|at|since|as of|from|by|around|at the (?:start|end|beginning) of)? ?(?:the )?(?P<when>{Y}|New Year)"
    r"(?: and (?P<when2>{Y}))?(?P<resp>,? respectively)?)?"
)
_VERB = (
    r"(?P<verb>joined|joins?|rejoined|entered|enters?|acceded to|accedes? to|(?:was|were|been|be|being|is|are|got) (?:formally |officially )?(?:(?:admitted|accepted|welcomed) (?:in)?to|(?:admitted|accepted|welcomed) as (?:an? )?(?:new |full )*(?:\w+ )?members? of)|"
    r"signed up to|(?:was|were|been) granted (?:(?:full|associate|observer) )?(?:membership|observer|member)(?: status)? (?:in|of|at|by)|left|leaves?|quits?|withdrew from|withdraws? from|pulled out of|pulls? out of|exited|"
    r"(?:was|were|been) (?:expelled|ousted) from|(?:became|becomes?|become) (?:an? |the )?"
    r"(?:(?:full|associate|permanent|newest|new|founding|observer|latest) )*(?:(?P<ord>{O}) )?(?:full )?(?:members?|observers?)(?: states?| countr(?:y|ies))? (?:of|in|at)|"
    r"(?:became|becomes?|become) (?P<pre>(?P<org2>{A}){'s} (?P<ord2>{O}) )(?:full )?members?)"
)
_SUBJECT = r"(?P<who>{L}|[Ii]t\b|[Tt]hey\b|[Ww]e\b|[Tt]he (?:[\w-]+ )?(?:country|nation|republic|state)\b|[Hh]is country\b)"
_TALKS = r"(?:(?:accession|membership|entry|WTO|{B}) )*(?:negotiations?|talks|bargaining|bid)"


def drafts(mk: Marked) -> list[Draft]:
    """Drafts about accessions, and about accessions to come."""
    out = list(mk.apply(RULES))
    out.extend(_followers(mk, out))
    return _once(out)


def _once(found: list[Draft]) -> list[Draft]:
    """Without the accessions that only mention again, undated, what another draft says."""
    said: set[tuple[Any, ...]] = set()
    kept = []
    for d in sorted(found, key=lambda d: (bool(d.fields.get("presupposed")), d.start)):
        keys = {(code, d.fields.get("org"), d.fields.get("event")) for code in actors(d)}
        if d.fields.get("presupposed") and keys <= said:
            continue
        said |= keys
        kept.append(d)
    return kept


def actors(d: Draft) -> list[str]:
    """The actors of a draft."""
    fields = d.fields
    return list(fields.get("actors") or ([fields["actor"]] if "actor" in fields else []))


def _subject(mk: Marked, m: re.Match[str]) -> list[str]:
    """The states that a subject names, or the one that "it" or "the country" stands for."""
    codes = mk.codes(m, "who")
    if codes or "who" not in m.re.groupindex or m.start("who") < 0:
        return codes
    said = mk.group(m, "who").lower()
    if said == "we":
        state = mk.speaker_state(m.start())
        return [state] if state else []
    topic = mk.topic(m.start("who")) if said != "they" else None
    return [topic] if topic else []


def _when(mk: Marked, m: re.Match[str]) -> dict[str, Any] | None:
    """The date that a match names after its verb, or that stands before its subject."""
    start, end = m.span("when")
    if start >= 0:
        if mk.raw(start, end) == "New Year":
            return mk.new_year(start)
        return mk.date(start, end)
    first, _ = mk.sentence(m.start())
    lead = re.search(
        r"(?:^|[,;] ?)(?:(?:back )?(?:on|in|by|since) )?(\ue004+),? $",
        mk.text[first : m.start()],
        re.IGNORECASE,
    )
    return mk.date(first + lead.start(1), first + lead.end(1)) if lead else None


def _event(verb: str) -> str:
    return "leave" if _LEAVING.search(verb) else "join"


def _joined(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "X joined B in 2012", "X will join B", "X becomes B's 162nd member in December"."""
    codes = _subject(mk, m)
    two = "org2" if m["org2"] else "org"
    org = mk.body(m, two)
    if not codes or not org or org in codes or org in {"UNGA", "WEST", "P5"}:
        return
    if mk.governed(m) or not _whole_object(mk, m, two):
        return
    before = mk.text[max(0, m.start() - 12) : m.start()].lower()
    if re.search(r"\b(?:if|would|could|might|let|that|should|of|than)\s$", before) and not m["future"]:
        return
    verb = m["verb"]
    nth = ordinal(m["ord"] or m["ord2"] or "")
    when = _when(mk, m)
    fields: dict[str, Any] = {
        **who(codes), "org": org, "event": _event(verb), "date": when, "ordinal": nth,
        "status": "observer" if "observer" in verb else None,
    }  # fmt: skip
    if m["resp"] and m["when2"] and len(codes) == 2:
        second = mk.date(*m.span("when2"))
        fields.pop("date")
        fields["dates"] = dict(zip(codes, [when, second], strict=True))
    done = re.search(r"\b(?:has|have|had)\b", mk.text[m.end("who") : m.start("verb")])
    present = not done and re.match(
        r"(?:joins?|enters?|accedes?|leaves?|quits?|withdraws?|pulls?|becomes?)\b", verb
    )
    future = (
        m["future"]
        or (present and mk.is_future(when))
        or (present and mk.after_word(m.start(), ("after", "when", "until", "once", "before")))
    )
    if m["future"] in {"would", "hopes to", "plans to"} and not when:
        return
    if future:
        inner = {k: v for k, v in fields.items() if v is not None}
        yield draft("prediction", mk.span(m), **inner, proposition={"type": "accession", "fields": inner})
    elif not (present and not verb.startswith("join")) or when:
        yield draft("accession", mk.span(m), **fields)


_AFTER_OBJECT = re.compile(
    r"(?:$|[,.;:!?)\n\"”’\ue004]| \ue004| (?:in|on|at|as|after|before|last|this|next|with|from|by|and|while|when|but|for|since|during|because|despite|only|together|"
    r"along|back|earlier|later|ago|until|amid|under|without|who|which|that|[–—-]|\(|the same|just|even|already|again|officially|formally)\b)"
)


def _whole_object(mk: Marked, m: re.Match[str], name: str) -> bool:
    """Whether the organisation itself is joined or left, not its talks, allies or sanctions, nor it in saying something."""
    if name == "org2":
        return True
    after = mk.text[m.end(name) : m.end(name) + 70]
    return bool(_AFTER_OBJECT.match(after)) and not re.match(r"[^.;]{0,50}? in \w+ing\b", after)


def since_when(mk: Marked, m: re.Match[str], codes: list[str], org: str | None) -> Iterator[Draft]:
    """As in "X and Y have been members of B since 2012 and 2001 respectively"."""
    if not codes or not org:
        return
    fields: dict[str, Any] = {**who(codes), "org": org, "event": "join"}
    first, second = mk.date(*m.span("since")), mk.date(*m.span("since2"))
    if m["resp"] and second and len(codes) == 2:
        fields["dates"] = {codes[0]: first, codes[1]: second}
    else:
        fields["date"] = first
    yield draft("accession", mk.span(m), **fields)


def _which(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "the organisation, which Tashkent joined last month"."""
    org = mk.body(m)
    codes = mk.codes(m, "who")
    if org and codes:
        yield draft(
            "accession", m.span("span"), **who(codes), org=org, event=_event(m["verb"]), date=_when(mk, m)
        )


_NOT_YET = re.compile(
    r"\b(?:prospects?|possib\w+|potential|future|eventual|hopes?|bid|application|appl\w+|talks|negotiat\w+|seek\w*|sought|want\w*|"
    r"would|could|might|if|oppos\w+|block\w*|support\w*|back\w*|favou?r\w*|against|reject\w*|plan\w*|promis\w*|idea|invit\w*|terms?|conditions?|"
    r"path|road|veto\w*|push\w*|wait\w*|aspir\w*|process|complex\w*|uniqueness|protocol|package|for|towards?|prevent\w*)\b[^.;]{0,50}$"
)


def _nominal(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Kazakhstan's joining the WTO", said as known: it can be borne out, never denied."""
    before = mk.text[max(0, m.start() - 60) : m.start()].lower()
    first, _ = mk.sentence(m.start())
    before = before[max(0, len(before) - (m.start() - first)) :]
    org = mk.body(m)
    codes = mk.codes(m, "who")
    if org and codes and org not in codes and not _NOT_YET.search(before):
        event = _event(m["verb"])
        yield draft(
            "accession",
            mk.span(m),
            40,
            **who(codes),
            org=org,
            event=event,
            date=_when(mk, m),
            presupposed=True,
        )


def _admits(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "B admitted X and Y in 2004"."""
    org, codes = mk.body(m), mk.codes(m, "who")
    if org and codes and ("welcom" not in m["verb"] or "member" in m[0]):
        yield draft(
            "accession", mk.span(m), **who(codes), org=org, event=_event(m["verb"]), date=_when(mk, m)
        )


def _applied(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "X applied for B membership on ...", "X began accession talks in 1996"."""
    codes = _subject(mk, m)
    org = mk.body(m) if m["org"] else None
    if not codes:
        topic = mk.topic(m.start("verb"))
        codes = [topic] if topic else []
    if org is None:
        org = mk.club(m.start("verb"), m.end())
    if codes and org and org not in codes:
        start = m.start() if mk.codes(m, "who") else m.start("verb")
        event = "talks" if re.match(r"(?:began|start|open|launch|enter)", m["verb"]) else "apply"
        yield draft("accession", (start, m.end()), **who(codes), org=org, event=event, date=_when(mk, m))


def _lasted(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "The negotiations took nearly 20 years", "completed nearly two decades of talks on joining B"."""
    value = number(m["n"])
    if value is None:
        return
    years = value * 10 if m["unit"].startswith("decade") else value
    start, end = mk.span(m)
    if "took" in m.re.groupindex:
        first, _ = mk.sentence(start)
        near = mk.mentions(max(first, start - 70), start, "state")
        lead = mk.text[near[0].start : start] if near else ""
        the = re.search(r"[Tt]he (?:[\w-]+ )?$", mk.text[max(first, start - 20) : start])
        start -= len(lead) if near and not re.search(r"[.;\n]", lead) else len(the[0]) if the else 0
    named = [x for x in mk.mentions(start, end, "body") if not is_group(x.code)]
    org = named[-1].code if named else mk.club(start, end)
    codes = [x.code for x in mk.mentions(start, end, "state")][:1]
    if not codes:
        first, last = mk.sentence(start)
        here = mk.mentions(first, start, "state") or mk.mentions(end, last, "state")
        earlier = here[0].code if here else mk.topic(start)
        codes = [earlier] if earlier else []
    if org and codes and years:
        yield draft(
            "accession", (start, end), **who(codes), org=org, event="negotiate", duration_years=years,
            comparator=comparator(m["c"]), value_text=mk.raw(m.start("c") if m["c"] else m.start("n"), m.end("unit")).strip(),
        )  # fmt: skip


def _followers(mk: Marked, found: list[Draft]) -> Iterator[Draft]:
    """As in "..., followed by Kyrgyzstan in August": the same accession by another state."""
    for _, m in mk.matches(FOLLOWING) if found else ():
        start, _ = mk.sentence(m.start())
        before, _ = mk.sentence(start - 1) if start else (0, 0)
        earlier = [
            d
            for d in found
            if d.type == "accession" and before <= d.start < m.start() and d.fields.get("event") == "join"
        ]
        codes = mk.codes(m, "who")
        if earlier and codes:
            org = earlier[-1].fields["org"]
            yield draft("accession", m.span(), **who(codes), org=org, event="join", date=_when(mk, m))


FOLLOWING: tuple[Rule, ...] = (
    Rule(("followed",), pattern(r"followed by (?P<who>{L})" + _WHEN), lambda _mk, _m: (), ("followed",)),
    Rule(("followed",), pattern(r"(?P<who>{L}) followed(?: suit)?" + _WHEN), lambda _mk, _m: ()),
)
_DURATION = rf"(?P<c>{{C}})(?P<n>{NUMBER})[ -](?P<unit>years?|decades?)"

RULES: tuple[Rule, ...] = (
    Rule(
        ("join", "enter", "acced", "admitted", "accepted into", "welcomed into", "signed up to", "granted", "left ", "leave", "quit", "withdr", "pull", "exited",
         "expelled", "ousted", "becom", "becam"),
        pattern(_SUBJECT + _ASIDE + _FUTURE + r"(?: (?:formally|officially|finally|soon|also|now|then|only|later|once again|eventually))* " + _VERB + r"(?: (?P<org>{A}))?" + _WHEN),
        lambda mk, m: _joined(mk, m) if m["org"] or m["org2"] else iter(()),
        (STATE, "subject"),
    ),
    Rule(
        ("among them", "including"),
        pattern(r"(?:among them|including) (?P<who>{L}), (?P<future>)" + _VERB + r"(?: (?P<org>{A}))?" + _WHEN),
        lambda mk, m: _joined(mk, m) if m["org"] or m["org2"] else iter(()),
    ),
    Rule(
        ("took ",),
        pattern(r"[Ii]t (?:took|had taken) (?P<who>{S}) " + _DURATION + r"(?: of (?:talks|negotiations|bargaining))? to (?:join|enter|get into|accede to|become a member of) (?P<org>{A})"),
        _lasted,
        ("it",),
    ),
    Rule(
        ("which ", "that "),
        pattern(r"(?P<org>{A}),? (?P<span>(?:which|that) (?P<who>{L}) (?:has |had |have |also |only |first |formally |finally |later )*(?P<verb>joined|entered|left|quit|exited)" + _WHEN + ")"),
        _which,
    ),
    Rule(
        ("join", "accession", "accedin", "entry", "admission", "entering", "leaving", "departure", "withdrawal", "exit"),
        pattern(r"(?P<who>{S})(?:{'s})? (?:(?:recent|own|formal|full|final|2\d{3}) )?(?P<verb>joining|accession to|acceding to|entry (?:in)?to|entering|admission (?:in)?to|leaving|withdrawal from|departure from|exit from) (?:of )?(?P<org>{A})" + _WHEN),
        _nominal,
    ),
    Rule(
        ("accession of", "entry of", "admission of", "withdrawal of", "departure of", "exit of"),
        pattern(r"(?P<verb>[Aa]ccession|[Ee]ntry|[Aa]dmission|[Ww]ithdrawal|[Dd]eparture|[Ee]xit) of (?P<who>{L}) (?:in)?(?:to|from) (?P<org>{A})" + _WHEN),
        _nominal,
    ),
    Rule(
        ("admit", "accepted", "welcomed", "took in", "inducted", "expelled", "ousted", "expanded", "enlarged"),
        pattern(r"(?P<org>{A}) (?:has |had |have |formally |also |officially )*(?P<verb>admitted|accepted|welcomed|took in|inducted|expelled|ousted|(?:expanded|enlarged) to (?:include|take in)) (?P<who>{L})(?: as (?:an? |its |the )?(?:[\w-]+ )?(?:{O} )?(?:full |new )*(?:members?|observers?))?" + _WHEN),
        _admits,
    ),
    Rule(
        ("appl", "accession", "membership", "talks", "negotiat"),
        pattern(
            r"(?:" + _SUBJECT + _ASIDE + r" )?(?P<verb>(?:applied|applies|submitted (?:an|its) (?:formal )?application|lodged (?:an|its) (?:formal )?application|filed (?:an|its) application|"
            r"sought|asked) (?:for|to join|to enter|to accede to)|(?:began|started|opened|launched|entered(?: into)?) (?:its |the )?" + _TALKS
            + r"(?: (?:on|for|to|with)(?: (?:joining|join|membership|accession|entry)(?: (?:of|in|to))?)?)?)"
            r"(?: (?:full )?(?:membership|accession|entry)(?: (?:of|in|to))?)?(?: (?P<org>{A}))?(?:['’]s)?(?: membership| accession)?" + _WHEN
        ),
        lambda mk, m: _applied(mk, m) if m["org"] or m["when"] else iter(()),
        (STATE, "subject", "appl", "submit", "lodg", "filed", "sought", "asked", "began", "start", "open", "launch", "enter"),
    ),
    Rule(
        ("talks", "negotiat", "accession", "process", "bid", "joining", "journey"),
        pattern(
            r"\b(?:[Nn]egotiations?|[Tt]alks|[Pp]rocess|[Aa]ccession|[Bb]id|[Jj]ourney)\b[^.;\n\"”]{0,60}? "
            r"(?P<took>took|taken|taking|lasted|lasting|continued|gone on|went on|dragged on|stretched over|stretched for|spanned|spanning|ran for)(?: for| over| some)? ?" + _DURATION
        ),
        _lasted,
        ("negotiation", "talks", "process", "accession", "bid", "journey"),
    ),
    Rule(
        ("talks", "negotiat", "bargaining", "waiting", "wait"),
        pattern(
            r"(?:(?:complet\w+|conclud\w+|finish\w+|end(?:ed|ing)|wrap\w+ up|after|following) )?" + _DURATION.replace("[ -](?P<unit>years?|decades?)", r"[ -](?P<unit>years?|decades?)(?:['’])?")
            + r"(?:-long)?(?: of)? (?:[\w\ue001-]+ )?(?:negotiations?|talks|bargaining|waiting)(?: (?:on|for|about|over|to)(?: (?:joining|join|membership|accession|entry|its)(?: (?:of|in|to|into))?)*(?: {A})?)?"
        ),
        _lasted,
        ("number", "complet", "conclud", "finish", "end", "wrap", "after", "following"),
    ),
)  # fmt: skip
