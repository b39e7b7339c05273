"""Claims about elections to a council: who stands, who won over whom, with how many votes, in which round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from foedus.reading.claims.amounts import NUMBER, ORDINAL, number, ordinal
from foedus.reading.claims.draft import Draft
from foedus.reading.claims.marked import Marked, Rule, days_of, draft, is_group, marked, pattern, who

if TYPE_CHECKING:
    from foedus.reading.context import Article

_COUNCIL = re.compile(
    r"security council|unsc|council seat|non-?permanent|\bthe council\b|(?:asia-pacific|asian|african|east(?:ern)? european|west(?:ern)? european|latin american|weog|grulac)[\w\s-]{0,20} seat|seat on the council|seat at the|council election"
)
_CONTEXT = re.compile(
    r"\b(?:elect(?:ed|ion|ions)|seats?|ballots?|balloting|candida\w+|rounds?|bid|runoff|run-off|contest|two-thirds|two thirds|rival|race|lost out|council|vied|vying|secret)\b"
)
_ROLL_CALL = re.compile(
    r"\b(?:resolution|motion|abstain\w*|abstention\w*|against with|in favou?r|voted against|adopted|text)\b"
)
_SEAT = (
    r"(?:(?:an?|the|its|one of the|their) )?(?:(?:elected|non-permanent|nonpermanent|temporary|two-year|rotating|vacant|Asia-Pacific|Asian|African|"
    r"Eastern European|Western European(?: and Others)?|Latin American(?: and Caribbean)?|WEOG|GRULAC|{B}|\ue003++|{J}|council|Council|group['’]s) )*"
)
_TERM = r"(?:,? (?:(?:in|for|from|during|over|to serve in|starting in|beginning in|starting|beginning)(?: the)?(?: period| years?| term)? )(?P<term>{T}))?"
_AT = r"(?: (?:at|on|in|to|of|for) (?P<org>{A}))?"


def find(article: Article) -> list[Draft]:
    """Drafts of the types candidacy and tally (of ballots), and of elections to come.

    Args:
        article: the text with its mentions and dates.
    """
    mk = marked(article)
    if not _COUNCIL.search(article.text.lower()) and not _CONTEXT.search(mk.low):
        return []
    found = list(mk.apply(RULES))
    after_rounds = [d for d in found if "rounds" in d.fields]
    out = [d for d in found if d in after_rounds or not any(_says_less(d, r) for r in after_rounds)]
    out.extend(_tallies(mk))
    return out


def _says_less(d: Draft, rounds: Draft) -> bool:
    """Whether a draft only repeats that somebody was elected after so many rounds."""
    overlap = d.start < rounds.end and rounds.start < d.end
    same = d.fields.get("actor") is not None and d.fields.get("actor") == rounds.fields.get("actor")
    return overlap and same and d.fields.get("outcome") == "elected" and "over" not in d.fields


def _council(mk: Marked, m: re.Match[str]) -> str | None:
    """The council that a match is about: the one it names, else the Security Council where the text speaks of it."""
    org = mk.body(m) if "org" in m.re.groupindex and m["org"] else None
    if org in {"UNSC", "UNHRC"}:
        return org
    if org is None or org in {"UN", "UNGA"}:
        return "UNSC" if _about_council(mk) else None
    return None


def _about_council(mk: Marked) -> bool:
    """Whether the text speaks of elections to the Council: by name, or of rounds and bids with no other body named."""
    bodies = {x.code for x in mk.items if x.kind == "body" and not is_group(x.code)} - {"UN", "UNGA"}
    if "UNSC" in bodies or _COUNCIL.search(mk.article.text.lower()):
        return True
    return not bodies and bool(re.search(r"\b(?:rounds?|ballots?|balloting|bid|candidacy|seats?)\b", mk.low))


def _term_of(mk: Marked, m: re.Match[str]) -> dict[str, Any]:
    """The term as "2017-2018", where the text names it."""
    days = days_of(mk, m, "term") if "term" in m.re.groupindex and m["term"] else None
    if not days or not days["candidates"]:
        return {}
    first, last = days["candidates"][0]
    if last[:4] == first[:4]:
        return {"date": days}
    return {"term": f"{first[:4]}-{last[:4]}"}


def _round(words: str) -> dict[str, int]:
    """The round that words name: "in the second round", "Round 1", "after three rounds"."""
    for rex in (_ROUND_NTH, _ROUND_NUMBER, _ROUNDS):
        m = rex.search(words)
        if m:
            value = ordinal(m[1]) if rex is _ROUND_NTH else number(m[1])
            if value:
                return {"round": int(value)}
    return {}


_ROUND_NTH = re.compile(rf"\b({ORDINAL})[- ](?:and (?:final|last|decisive) )?(?:round|ballot)")
_ROUND_NUMBER = re.compile(r"\b[Rr]ound (\d+|one|two|three|four|five)\b")
_ROUNDS = re.compile(rf"\b({NUMBER}) (?:\w+ )?(?:rounds|ballots)\b")


def _candidacy(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Kazakhstan's application for a non-permanent seat", "X is running for a seat on the Council"."""
    org, codes = _council(mk, m), mk.codes(m, "who")
    if codes and org:
        seat = {"seat": "non-permanent"} if re.search(r"non-?permanent", m[0]) else {}
        yield draft(
            "candidacy", mk.span(m), **who(codes), body=org, status="candidate", **seat, **_term_of(mk, m)
        )


def _elected(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "X, Y and Z were elected to the Council for 2017-18", "X won a seat"."""
    org, codes = _council(mk, m), mk.codes(m, "who")
    if not codes or not org or mk.governed(m) or _OTHER_OFFICE.match(mk.text, m.end()):
        return
    words = m[0].lower()
    after = mk.raw(m.end(), mk.sentence(m.end() - 1)[1]).lower()[:60]
    fields: dict[str, Any] = {
        **who(codes),
        "body": org,
        "outcome": "elected",
        **_term_of(mk, m),
        **_round(words),
    }
    if "date" not in fields and m["when"]:
        fields["date"] = mk.date(*m.span("when"))
    time = re.search(rf"({ORDINAL}) time\b", words + after[:45])
    if time and (nth := ordinal(time[1])):
        fields["times"] = nth
    if m["neg"]:
        fields["outcome"] = "not elected"
    if "round" not in fields:
        after = mk.text[m.start() : min(mk.sentence(m.end() - 1)[1], m.end() + 60)].partition(";")[0]
        said = _ROUND_NTH.search(after) or _ROUND_NUMBER.search(after)
        fields |= _round(said[0]) if said else {}
    end = m.end()
    end = m.start() + len(_LOOSE_END.sub("", mk.text[m.start() : end]))
    first_time = re.match(
        rf",? for (?:the|a) {ORDINAL} time(?: in (?:its|their) history)?", mk.text[end : end + 60]
    )
    end += len(first_time[0]) if first_time else 0
    if m["future"]:
        inner = {k: v for k, v in fields.items() if v is not None}
        yield draft(
            "prediction", (m.start(), end), **inner, proposition={"type": "candidacy", "fields": inner}
        )
    else:
        yield draft("candidacy", (m.start(), end), **fields)


_LOOSE_END = re.compile(r"(?: (?:in|to|for|on|at|of|as))?(?: (?:the|an?))?$")


_OTHER_OFFICE = re.compile(
    r" (?:as )?(?:an? |the |its )?(?:vice[- ])?(?:presid|chair|rapporteur|coordinat|host|head|leader|to (?!the (?:UN |U\.N\. )?(?:Security )?[Cc]ouncil|\ue001))"
)


def _beat(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "X defeated Y", "X was chosen in Y's stead", "Rome lost out to Dublin and Oslo"."""
    winners, losers = mk.codes(m, "who"), mk.codes(m, "over")
    if (
        "over" in m.re.groupindex and m.start("over") >= 0 and not losers
    ):  # "in its stead": the one named before
        earlier = [
            x.code
            for x in mk.article.mentions_in(mk.sentence(m.start())[0], m.start(), "state")
            if x.code not in winners
        ]
        losers = earlier[-1:]
    org = None if mk.governed(m, "who" if m.start("who") < m.start("over") else "over") else _council(mk, m)
    if winners and losers and org and not set(winners) & set(losers) and _in_election(mk, m.start(), m.end()):
        after = mk.raw(m.end(), m.end() + 40)
        yield draft(
            "candidacy",
            mk.span(m),
            **who(winners),
            body=org,
            outcome="elected",
            over=losers,
            date=mk.spoken_date(*m.span()),
            **_round(m[0] + after),
        )


def _in_election(mk: Marked, start: int, end: int) -> bool:
    """Whether the sentence, or the one before it, speaks of an election and not of a roll call."""
    a, b = mk.sentence(start)
    before = mk.sentence(a - 1)[0] if a else a
    here, around = mk.low[a:b], mk.low[before : max(b, end)]
    return bool(_CONTEXT.search(around)) and not _ROLL_CALL.search(here)


def _failed(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "X failed to win a seat", "X's bid collapsed", "X was defeated"."""
    org, codes = _council(mk, m), mk.codes(m, "who")
    if codes and org and _in_election(mk, m.start(), m.end()):
        yield draft("candidacy", mk.span(m), **who(codes), body=org, outcome="not elected", **_term_of(mk, m))


def _took_rounds(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "It took seventeen rounds before X was elected", "X was elected after three rounds"."""
    org, codes, value = _council(mk, m), mk.codes(m, "who"), number(m["n"])
    if org and codes and value and _in_election(mk, m.start(), m.end()):
        yield draft("candidacy", mk.span(m), 60, **who(codes), body=org, outcome="elected", rounds=int(value))


def _needed(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "X needed 129 votes to win, and ended up with nine more than it needed"."""
    codes, value = mk.codes(m, "who"), number(m["n"])
    if codes and value and (value >= 30 or "votes" in m[0]) and _in_election(mk, m.start(), m.end()):
        margin = number(m["margin"]) if m["margin"] else None
        yield draft(
            "tally", mk.span(m), 60, **who(codes), body="UNSC", threshold=int(value), margin=int(margin) if margin else None,
        )  # fmt: skip


def _none_elected(mk: Marked, m: re.Match[str]) -> Iterator[Draft]:
    """As in "Neither X nor Y gained the required two-thirds majority in Round 1"."""
    codes = mk.codes(m, "who")
    if codes and _in_election(mk, m.start(), m.end()):
        first, last = mk.sentence(m.start())
        end = min(m.end() + 90, last)
        where = _ROUND_NTH.search(mk.text, m.end(), end) or _ROUND_NUMBER.search(mk.text, m.end(), end)
        span = (m.start(), where.end() if where else m.end())
        rnd = _round(mk.text[span[0] : span[1]]) or _round(mk.text[first : m.start()])
        yield draft("tally", span, 60, **who(codes), body="UNSC", outcome="none elected", **rnd)


_VOTES = r"(?:votes?|ballots|countries|states|members?|member (?:countries|states|nations)|nations|delegations|{B} member (?:countries|states))"
_GOT = (
    r"(?:won|wins?|got|gets?|received|receives?|secured|secures?|garnered|gained|obtained|collected|had|has|scored|scoring|scores?|polled|took|mustered|"
    r"attracted|picked up|drew|with|on|winning|receiving|securing|getting|earned|finished (?:with|on)|ended up with|obtaining|garnering|tallied|only|just|at)"
)
_N = rf"(?P<n>{NUMBER})"
_SHARE = (
    # X won support from 138 countries; X, which scored 55 votes; X with 184
    pattern(
        rf"(?P<who>{{S}})(?:,? (?:which|who|while it|that|also|then|only|had|has|easily|narrowly|again|in turn))*[,:]? {_GOT}(?: (?:just|only|a total of|the support of|support from|backing from|the backing of|the votes of|"
        rf"votes from|a seat with|election with|elected with|an? [\w-]+))*(?: the| all)? {_N}(?: of the \d+)?(?! (?:years?|rounds?|days|times|seats?)| (?:votes )?more\\b)(?P<unit> (?:[\w\ue001-]+ ){{0,3}}?{_VOTES})?"
    ),
    # 55 countries backing X, 138 votes for X, 138 for X
    pattern(
        rf"(?P<n>{NUMBER})(?P<unit> (?:[\w-]+ ){{0,2}}?{_VOTES})?(?: (?:having )?(?:backing|backed|supporting|supported|voting for|voted for|for|behind)) (?P<who>{{S}})(?!{{'s}} \\d)"
    ),
    # X (138 votes), X's 138
    pattern(rf"(?P<who>{{S}}) \((?P<n>{NUMBER})(?P<unit> votes?)?\)"),
    pattern(rf"(?P<who>{{S}}){{'s}} (?P<n>{NUMBER})(?P<unit> votes?)?(?=[.,;]| and)"),
    # 132 votes to Turkey's 60
    pattern(rf"(?:votes )?(?:to|against) (?P<who>{{S}}){{'s}} (?P<n>{NUMBER})(?P<unit>)\b"),
    # X was elected on Monday, with 155 votes; X won a seat with 184
    pattern(
        rf"(?P<who>{{S}})[^.;\ue000]{{0,80}}?(?:elected|chosen|seat|election|Council|in|won|win|majority|round)\b[^.;\ue000\d]{{0,90}}?,? (?:with|by|on|winning|receiving|getting|taking|securing|collecting) (?:only |just |a total of )?{_N}(?P<unit> votes?+)"
        r"(?! to| against|-| (?:votes )?more)"
    ),
    pattern(
        rf"(?P<who>{{S}})[^.;\ue000]{{0,80}}?(?:elected|seat)\b[^.;\ue000\d]{{0,30}}? with {_N}(?P<unit>)(?=[.,;]| and)"
    ),
)
_RESPECTIVE = pattern(
    rf"(?P<who>{{L}}),?(?: (?:which|who|each|also|had|have))* {_GOT} (?P<n1>{NUMBER})(?: votes)?,?(?: and|,) (?P<n2>{NUMBER})(?:(?:,| and|, and) (?P<n3>{NUMBER}))?(?: votes)?,? respectively"
)
_RESPECTIVE_LIST = re.compile(
    r"(?P<n>\d+(?:, \d+)+,? and \d+)(?: votes,? respectively|,? respectively|(?= votes\b) votes)"
)
_TO_THEIRS = pattern(rf"(?P<n>{NUMBER}) (?:votes )?(?:to|against) (?P<over>{{S}}){{'s}} (?P<n2>{NUMBER})\b")
_EACH = pattern(rf"(?P<who>{{L}})[^.;\ue000]{{0,80}}? (?P<n>{NUMBER}) votes (?:each|apiece)")
# after "X beat Y": 113 votes to 55, 138-55
_SCORE = re.compile(
    rf"(?P<lead>\bby )?(?P<a>{NUMBER})(?: votes?)?(?: to |[-–—]| against | over | versus )(?P<b>{NUMBER})(?: votes)?\b"
)
_ROUND_TAIL = re.compile(
    rf",?(?: votes)?,?(?: respectively,?)? (?:in|on|after|during) (?:the )?(?:{ORDINAL}|{NUMBER}|final|last|decisive|latest)[- ](?:and \w+ )?(?:rounds?|ballots?)(?: of (?:voting|balloting))?"
)


def _tallies(mk: Marked) -> Iterator[Draft]:
    """Which state got how many votes, a draft a sentence."""
    for index, (start, end) in enumerate(mk.sentences):
        low = mk.low[start:end]
        if "\ue000" not in low or not re.search(r"\d|hundred|votes", low):
            continue
        if not _in_election(mk, start, end) or not re.search(
            r"vote|ballot|back|support|round|seat|elect|\d[-–]\d", low
        ):
            continue
        for votes, a, b in _clusters(mk, start, end):
            words = mk.text[a : min(end, mk.clause_end(max(b, a + 1)))]
            took = any(rule.regex.search(mk.text, start, end) for rule in RULES if rule.make is _took_rounds)
            rnd = (
                {}
                if took
                else _round(words)
                or (_round(mk.text[slice(*mk.sentences[index - 1])]) if index and len(votes) > 1 else {})
            )
            yield draft(
                "tally",
                (a, b),
                80 if len(votes) > 1 else 50,
                body="UNSC",
                votes=votes,
                date=mk.spoken_date(a, b),
                **rnd,
            )


def _clusters(mk: Marked, start: int, end: int) -> Iterator[tuple[dict[str, int], int, int]]:
    """Votes by state in a sentence, with the stretch that says them."""
    for m in _EACH.finditer(mk.text, start, end):
        value, codes = number(m["n"]), mk.codes(m, "who")
        if value and len(codes) > 1:
            yield dict.fromkeys(codes, int(value)), m.start(), m.end()
            return
    for m in _RESPECTIVE_LIST.finditer(mk.text, start, end):
        values = [int(n) for n in re.findall(r"\d+", m["n"])]
        states = mk.mentions(start, m.start(), "state")[-len(values) :]
        codes = list(dict.fromkeys(x.code for x in states))
        if len(codes) == len(values):
            yield dict(zip(codes, values, strict=True)), states[0].start, m.end()
            return
    for m in _RESPECTIVE.finditer(mk.text, start, end):
        codes = mk.codes(m, "who")
        numbers = [number(m[g]) for g in ("n1", "n2", "n3") if m[g]]
        if len(codes) == len(numbers):
            tail = _ROUND_TAIL.match(mk.text, m.end(), end)
            yield (
                {c: int(n) for c, n in zip(codes, numbers, strict=True) if n},
                m.start(),
                tail.end() if tail else m.end(),
            )
            return
    for m in _TO_THEIRS.finditer(mk.text, start, end):
        over, first, second = mk.codes(m, "over"), number(m["n"]), number(m["n2"])
        before = [x for x in mk.mentions(start, m.start(), "state") if x.code not in over]
        if over and before and first and second:
            yield {before[-1].code: int(first), over[0]: int(second)}, before[-1].start, m.end()
            return
    score = _scored(mk, start, end)
    if score:
        yield score
        return
    votes: dict[str, int] = {}
    taken: list[tuple[int, int]] = []
    low, high, said = end, start, False
    for rex in _SHARE:
        for m in rex.finditer(mk.text, start, end):
            spot, value, codes = m.span("n"), number(m["n"]), mk.codes(m, "who")
            if (
                value is None
                or not codes
                or codes[0] in votes
                or any(s < spot[1] and spot[0] < e for s, e in taken)
            ):
                continue
            if not 0 <= value <= 193 or (
                mk.text[m.end("n") : m.end("n") + 1] in {"%", "."}
                and mk.text[m.end("n") + 1 : m.end("n") + 2].isdigit()
            ):
                continue
            if re.match(r"(?: votes?)? more\b", mk.low[m.end("n") : m.end("n") + 12]):
                continue
            if mk.text[m.end("n") :].startswith(("-member", "-nation")):
                continue
            votes[codes[0]] = int(value)
            taken.append(spot)
            said = said or bool(m["unit"]) or "vote" in mk.low[start:end]
            low, high = min(low, _lead(mk, m)), max(high, m.end())
    if votes and said:
        tail = _ROUND_TAIL.match(mk.text, high, end)
        yield votes, low, tail.end() if tail else high


def _lead(mk: Marked, m: re.Match[str]) -> int:
    """Where the words about votes begin: at "with 155 votes" where a long clause lies between the state and them."""
    far = mk.text.rfind(" with ", m.start(), m.start("n"))
    return far + 1 if far >= 0 and m.start("n") - m.start("who") > 60 else m.start()


def _scored(mk: Marked, start: int, end: int) -> tuple[dict[str, int], int, int] | None:
    """As in "113 votes to 55", after who won over whom."""
    for m in _SCORE.finditer(mk.text, start, end):
        a, b = number(m["a"]), number(m["b"])
        if a is None or b is None or not 1 <= a + b <= 193 or mk.text[max(0, m.start() - 1)].isdigit():
            continue
        if years_like(m["a"], m["b"]) or mk.text[m.start() - 1 : m.start()] == "\ue000":
            continue
        clause = [x.code for x in mk.article.mentions_in(start, m.start(), "state")]
        if len(set(clause)) < 2:
            return None
        beaten = [
            f for rule in RULES if rule.make is _beat for f in rule.regex.finditer(mk.text, start, m.start())
        ]
        if beaten:
            drafted = next(iter(_beat(mk, beaten[-1])), None)
            if drafted is None:
                return None
            pair = [drafted.fields.get("actor") or drafted.fields["actors"][0], drafted.fields["over"][0]]
        else:
            return None
        return {pair[0]: int(a), pair[1]: int(b)}, m.start(), m.end()
    return None


def years_like(a: str, b: str) -> bool:
    """Whether two numbers are a span of years and not votes.

    >>> years_like("2017", "18")
    True
    """
    return bool(re.fullmatch(r"(?:19|20)\d\d", a)) and b.isdigit()


_WON = r"(?:elected|re-elected|chosen|picked|selected|voted in|voted onto|voted)"
RULES: tuple[Rule, ...] = (
    Rule(
        ("application", "bid ", "candidacy", "candidature", "campaign"),
        pattern(r"(?P<who>{S}){'s} (?:[\w-]+ )?(?:application|bid|candidacy|candidature|campaign) (?:for|to win|to gain|to take|to secure) " + _SEAT + r"(?:seat|membership|place|term|member)" + _AT + _TERM),
        _candidacy,
    ),
    Rule(
        ("candidate", "running for", "bidding", "competing", "vying", "standing for", "contesting", "seeking", "seeks", "campaign", "vied for", "ran for", "race for"),
        pattern(
            r"(?P<who>{L})(?:,? which)? (?:(?:is|are|was|were|has been|have been|had been|also|now|currently|both|has|have|announced|already|officially|formally) )*"
            r"(?:an? (?:official |announced )?candidates? for|candidates? for|running(?: against {S})? for|bidding for|competing(?: with {S}| against {S})? for|vying(?: with {S})? for|standing for|contesting|seeking|seeks?|campaigning for|(?<=(?:re|is) )in the race for|vied for|ran for|(?:its|their) candidacy for) "
            + _SEAT + r"(?:seats?|membership|places?|term)" + _AT + _TERM
        ),
        _candidacy,
    ),
    Rule(
        ("elected", "chosen", "voted in", "selected", "picked"),
        pattern(
            r"(?P<who>{L})(?:,? which)?(?: (?P<future>will be|is set to be|is expected to be|are expected to be|are set to be))?(?P<neg> (?:was|were) not)?(?: (?:has|have|had|been|was|were|also|too|then|is|are|easily|narrowly|both|all|finally|again|overwhelmingly|unanimously|comfortably|duly|on))* "
            + _WON + r"(?: (?:on )?(?P<when>{D}))?(?: (?:as|to|onto|on|for|in|into))?(?: (?:an?|the|its|two-year|new|one of the))*(?: (?P<org>{A}))?(?:{'s})?(?: (?:as|to|in|for|on|of)(?! (?:the )?[\ue004\d]))?"
            r"(?: (?:an?|the|five|new))*(?:(?: (?:non-permanent|nonpermanent|new|elected|Security|Council))*(?: (?:members?|seats?|terms?))?)?(?:,? (?:of|on|in|at|to) (?:the )?(?P<org2>{B}))?(?: (?:on )?{D})?" + _TERM
        ),
        lambda mk, m: _elected(mk, m) if _election_verb(mk, m) else iter(()),
    ),
    Rule(
        ("seat", "election to", "place on", "term on"),
        pattern(
            r"(?P<who>{L})(?:,? which)?(?: (?P<future>will|is set to|is expected to|are expected to|are set to|is likely to|hopes to))?(?P<neg> did not| has not| failed to)?(?: (?:has|have|had|also|easily|narrowly|both|all|finally|again|comfortably|duly|each|likewise))* "
            r"(?:won|wins?|secured|secures?|gained|gains?|clinched|takes?(?! (?:up )?(?:its|their))|took(?! (?:up )?(?:its|their))|captured|claimed|grab(?:bed)?|obtained?) (?:" + _SEAT + r"(?:seats?|place|membership|term)|election)" + _AT + r"(?: (?:on )?(?P<when>{D}))?" + _TERM + r"(?: (?:at|in) (?:next|the|this) [\w'’\ue004]+ (?:ballot|vote|election))?"
        ),
        _elected,
    ),
    Rule(
        ("defeat", "beat", "overt", "outran", "eclips", "oust", "rout", "crush", "thrash", "pipp", "toppl", "past", "overcame", "saw", "outstripp", "outpoll", "edged", "prevailed", "lost", "stead", "instead", "trounced", "ahead of", "bested", "expense"),
        pattern(
            r"(?P<who>{L}) (?:(?:has|had|have|easily|narrowly|comfortably|finally|also|was|were|soundly) )*(?:defeated|beat|edged past|got past|overcame|saw off|outstripped|outpolled|edged out|edged|prevailed over|trounced|bested|overtook|outran|eclipsed|ousted|routed|crushed|thrashed|pipped|toppled|elected over|elected at the expense of|elected ahead of|chosen ahead of|chosen over|led|leads|won (?:[\w-]+ ){0,4}?(?:over|against|ahead of)) "
            r"(?P<over>{L})(?:{'s} (?:bid|candidacy)[^.;,]{0,60})?"
        ),
        _beat,
    ),
    Rule(
        ("stead", "instead", "place"),
        pattern(r"(?P<who>{L}) (?:was|were|is|has been|have been) (?:chosen|elected|picked|selected) (?:in (?P<over>its|their|{S}(?:['’]s?)?) (?:stead|place)|instead of (?P<over2>{L}))"),
        _beat,
    ),
    Rule(
        ("lost", "beaten by", "defeated by", "outpolled by", "yielded", "made way", "gave way"),
        pattern(r"(?P<over>{L}) (?:(?:has|had|was|were|narrowly|being|having|been) )*(?:lost(?: out)?(?: [\w-]+){0,3}? to|beaten by|defeated by|outpolled by|edged out by|(?:gave|made) way (?:to|for)) (?P<who>{L})"),
        _beat,
    ),
    Rule(
        ("bid ", "failed to", "fell short", "candidacy", "missed out"),
        pattern(
            r"(?P<who>{L})(?:(?:{'s} (?:[\w-]+ )?(?:bid|candidacy|candidature|campaign)(?: for " + _SEAT + r"(?:seat|membership|place))?" + _AT + r"(?: [\w-]+)? (?:collapsed|failed|fell short|was defeated|foundered|was rejected|came to nothing|ended in failure))"
            r"|(?: (?:has|had|have))? (?:failed to (?:win|gain|secure|get|obtain) (?:" + _SEAT + r"(?:seat|place|election)|election|enough votes)|fell short of (?:the )?(?:required |necessary )?[\w-]+ majority|missed out on " + _SEAT + r"seat)" + _TERM + r")"
        ),
        _failed,
    ),
    Rule(
        ("rounds", "ballots"),
        pattern(r"(?:[Ii]t took|[Aa]fter) (?P<n>{N}) (?:\w+ )?(?:rounds|ballots)(?: of (?:balloting|voting))?,? (?:before|for|until)? ?(?P<who>{L}) (?:was|were|to be|won|had been|prevailed|secured)(?: (?:finally|elected|chosen|voted in|a seat|its seat|the seat))*"),
        _took_rounds,
    ),
    Rule(
        ("rounds", "ballots"),
        pattern(r"(?P<who>{L}) (?:was|were|had been|has been) (?:only |finally |eventually )?(?:elected|chosen)[^.;\ue000]{0,40}? (?:after|in) (?P<n>{N}) (?:\w+ )?(?:rounds|ballots)(?: of (?:balloting|voting))?"),
        _took_rounds,
    ),
    Rule(
        ("needed", "required"),
        pattern(
            r"(?P<who>{S}) (?:needed|required) (?P<n>{N})(?: votes)?(?: (?:to win|to be elected|for election|to secure)[^.;,]{0,60})?"
            r"(?:,? and (?:ended up with|got|received|won|had|finished with) (?P<margin>{N})(?: votes)? more than (?:it needed|needed|required|that|necessary))?"
        ),
        _needed,
    ),
    Rule(
        ("neither",),
        pattern(r"[Nn]either (?P<who>{S} nor {S}) (?:gained|won|got|reached|secured|received|obtained|mustered|achieved|had|managed|attained|garnered) [^.;\ue000]{0,40}?(?:majority|two[- ]thirds|votes)"),
        _none_elected,
    ),
    Rule(
        ("no candidate", "none of the candidates", "nobody"),
        pattern(r"(?P<who>(?:[Nn]o candidate|[Nn]one of the candidates|[Nn]obody)) (?:gained|won|got|reached|secured|received|obtained)"),
        _none_elected,
    ),
)  # fmt: skip


def _election_verb(mk: Marked, m: re.Match[str]) -> bool:
    """Whether "elected" is about a council and has its auxiliary, or is a plain predicate."""
    if not re.search(r"\b(?:was|were|been|is|are|be|got)\b", m[0]):
        return False
    return (
        bool(m["org"])
        or bool(m["org2"])
        or bool(re.search(r"permanent|seat|[Cc]ouncil", m[0]))
        or bool(m["term"])
        or _in_election(mk, m.start(), m.end())
        or ("elected" in m[0] and _about_council(mk))
    )
