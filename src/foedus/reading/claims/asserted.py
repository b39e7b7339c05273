"""Whether a sentence asserts what it says: denied, doubted, imagined, relayed words are nobody's claim to be judged.

Two strengths. *Not asserted*: the words stand under a denial, a doubt, a rumour, a condition or an approximation; checking then
says ``unknown`` with the reason. *Caution*: the sentence asserts, but speaks of more than one vote, day, body or count, so that
a verdict against it could rest on the wrong rows; checking then lets the record support it, not refute it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from foedus.reading.schema import Doubt

if TYPE_CHECKING:
    from foedus.reading.claims.draft import Draft
    from foedus.reading.context import Article

JUDGED = frozenset({
    "vote", "tally", "membership", "office", "candidacy", "accession", "rank", "count", "alignment", "event",
})  # fmt: skip
_VOTED = (
    r"(?:vot(?:ed?|ing)|abstain\w*|oppos\w+|back(?:ed|ing)|support(?:ed|ing)|join(?:ed|ing)|reject(?:ed|ing)|sid(?:ed|ing)|"
    r"won|winning|elected|left|leaving|being|becoming|became)"
)
_TOLD = r"(?:claims?|reports?|rumou?rs?|allegations?|suggestions?|stories|accusations?|notions?|ideas?|belief|talk)"
# What is denied, doubted, imagined or only passed on, with the words that say which of these it is.
_VOID: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        (
            "is denied",
            r"\b(?:den(?:y|ies|ied|ying)|refut(?:es|ed|ing)|debunk\w*|disput(?:es|ed|ing) (?:that|" + _TOLD + r")|"
            r"(?:reject|dismiss)(?:s|es|ed|ing)? (?:\w+ ){0,3}" + _TOLD + r")\b",
        ),
        (
            "is called untrue",
            (r"\b(?:lies?|lying|myths?|nonsense|absurd|untrue|falsehoods?|hoax(?:es)?|fabricat\w+|invention|ridiculous)\b|"
            r"\b(?:is|was|are|were|be) (?:\w+ )?(?:false|wrong)\b|\bnot true\b|\bwould be (?:wrong|a mistake|false) to\b|"
            r"\bcall(?:s|ed|ing)? (?:that|this|it) (?:\w+ )?\w+"),
        ),
        (
            "is passed on as a rumour or a report that is not the writer's",
            (r"\brumou?r(?:s|ed)?\b|\b(?:a|the|any|such|those|these|some|early|media|press|newspaper) (?:\w+ )?"
            r"(?:reports?|claims?|allegations?|suggestions?|stories) that\b|\breports that\b|\ballegations that\b|"
            r"\b(?:was|were|is|are) (?:\w+ )?(?:said|rumou?red|alleged|thought|believed|reported|supposed) to\b|"
            r"\b(?:allegedly|supposedly|purportedly|reportedly|wrongly|mistakenly|erroneously|falsely)\b|\bby mistake\b|\bin error\b|"
            r"\bcontrary to\b|\bas (?:not )?saying\b|\btold (?:me|us)\b|\bthose who (?:say|claim|argue|think|believe)\b"),
        ),
        (
            "is what somebody did not say or nobody holds",
            (r"\b(?:never|not|n['’]t) (?:\w+ )?(?:said?|say|claim(?:ed)?|suggest(?:ed)?|state[d]?|argue[d]?)\b|"
            r"\b(?:no one|nobody|few) (?:\w+ )?(?:believe[sd]?|say|says|said|argue[sd]?|claim(?:s|ed)?|think[s]?|can say)\b|"
            r"\bno (?:evidence|proof|sign|indication|reason to)\b"),
        ),
        ("is doubted", r"\bdoubt(?:s|ed|ful|ing)?\b|\b(?:joked|quipped|jested|teased)\b|\bsceptical\b|\bskeptical\b|\bunlikely\b|\bhardly\b"),
        (
            "is imagined or made a condition",
            (r"\b(?:imagine[sd]?|suppose|supposing|pretend\w*|fiction(?:al)?|hypothetical\w*|hypothesi\w+)\b|\bas (?:if|though)\b|"
            r"\bwhat if\b|\b(?:would|could|might|should|may) (?:\w+ ){0,3}have (?:been|\w+ed)\b|"
            r"^[\W]*(?:had|were|should) (?:the )?[A-Z]|\bdream(?:s|t|ed|ing)? (?:of|that)\b|\b(?:hopes?|hoped|wishes|wished) that\b"),
        ),
        (
            "is said to have nearly been so",
            r"\b(?:nearly|almost|all but|far from|narrowly avoided|(?:came|come) (?:close to|near|within)|stopped short of|on the verge of) "
            + _VOTED + r"\b",
        ),
    )
)  # fmt: skip
_NOT_X = re.compile(r"(?:\bnot|\brather than|\binstead of)\s+$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\bEuropean Parliament\b|\bParliamentary Assembly\b|\bPermanent Council\b|\bCouncil of Europe\b|\bCouncil of Ministers\b|"
    r"\b(?:First|Second|Third|Fourth|Fifth|Sixth) Committee\b|\bSenat(?:e|or)\b|\bCongress(?:man|woman|men)?\b|\bDuma\b|\bBundestag\b|"
    r"\bHouse of (?:Commons|Lords|Representatives)\b|\bMEPs?\b|\blawmakers?\b|\blegislat\w+|\bnational parliament\b|\bKnesset\b|"
    r"\bRep\. |\bSen\. |\b(?:senators?|congress(?:man|men|woman|women)|parliamentarians)\b"
)
_ASSEMBLY = re.compile(r"\bGeneral Assembly\b|\bthe Assembly\b|\bU\.?N\.?(?:GA)?\b|\bUnited Nations\b")
_COUNCIL = re.compile(r"\b(?:Security )?Council\b(?! of Europe)")
_ANOTHER_TIME = re.compile(
    r"\b(?:a year|two years|\w+ years?|a month|\w+ months?|a week) (?:ago|earlier|before|later)\b|\bthis (?:time|year)\b|"
    r"\b(?:last|previous) (?:time|year)\b|\bmore than in (?:19|20)\d\d\b|\bthan in (?:19|20)\d\d\b|\b\w+ years after\b"
)
_ALWAYS = re.compile(
    r"\b(?:every|each|any) (?:\w+ ){0,2}(?:resolution|vote|ballot)\b|\ball (?:\w+ ){0,3}(?:resolutions|votes|ballots)\b|\balways\b|\bconsistently\b|\binvariably\b|"
    r"\bsince (?:19|20)\d\d\b|\bregularly\b|\brepeatedly\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\bothers?\b|\bbesides\b|\bapart from\b|\bin addition to\b|\balong(?:side)? with\b|\bjoined\b|\btogether with\b|\baside from\b|"
    r"\bof the (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b",
    re.IGNORECASE,
)
# The text voted on may be for or against the thing named: whoever "opposed the embargo" voted for the resolution.
_THING = re.compile(
    r"\b(?:against|for|supported|opposed|backed|opposing|supporting|backing) (?:the )?(?:US |U\.S\. |American |Israeli |Russian )?"
    r"(?:death penalty|embargo|blockade|annexation|occupation|settlements?|sanctions|nuclear (?:weapons|arms|tests)|torture|racism|"
    r"nazism|war|invasion)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(19[4-9]\d|20[0-4]\d)\b(?![-/–]\d)")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# The rare words without which none of the patterns above can match: a sentence without them is not searched.
_TELLTALE = _set("""deny denies denied denying refute refutes refuted refuting debunk debunks debunked debunking dispute disputes disputed
    disputing reject rejects rejected rejecting dismiss dismisses dismissed dismissing lie lies lying myth myths nonsense absurd
    untrue falsehood falsehoods hoax hoaxes fabricated fabrication fabrications invention ridiculous false wrong true mistake call
    calls called calling rumour rumours rumoured rumor rumors rumored report reports claim claims allegation allegations suggestion
    suggestions story stories alleged thought believed reported supposed allegedly supposedly purportedly reportedly wrongly
    mistakenly erroneously falsely error contrary saying told those never not nobody few evidence proof sign indication reason
    doubt doubts doubted doubtful doubting sceptical skeptical unlikely hardly joked quipped jested teased imagine imagines imagined
    suppose supposing pretend pretends pretended fiction fictional hypothetical hypothetically hypothesis hypothesised though if have
    had were should dream dreams dreamt dreamed hope hopes hoped wishes wished nearly almost but far narrowly close near within
    stopped verge no don't doesn't didn't said""")
_LOOSE = _set("""ago earlier before later time year last previous than after every each all any always consistently invariably since regularly
    repeatedly other others besides apart addition along alongside joined together aside of""")
_PLAIN = re.compile(r"[a-z']+")


class Sentences:
    """What the sentences of one article say of themselves, each looked at once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._voids: dict[tuple[int, int], str] = {}
        self._cautions: dict[tuple[int, int], dict[str, str]] = {}

    def void(self, start: int, end: int) -> str:
        """Why the sentence asserts nothing, or the empty string."""
        key = (start, end)
        if key not in self._voids:
            sentence = self.article.text[start:end]
            plain = _PLAIN.findall(sentence.lower().replace("’", "'"))
            self._voids[key] = _void(sentence) if not _TELLTALE.isdisjoint(plain) else ""
        return self._voids[key]

    def cautions(self, start: int, end: int) -> dict[str, str]:
        """Reasons not to decide against a claim of the sentence, by the kind of claim that they touch."""
        key = (start, end)
        if key not in self._cautions:
            self._cautions[key] = _look(self.article, start, end)
        return self._cautions[key]


def marks(sentences: Sentences, draft: Draft, zone: tuple[int, int]) -> tuple[Doubt, ...]:
    """The doubts that a draft's whole sentence gives it.

    Args:
        sentences: the article's sentences as they were looked at.
        draft: a claim before it is numbered.
        zone: the clause that it is said in.
    """
    if draft.type not in JUDGED:
        return ()
    article, fields = sentences.article, draft.fields
    start = article.sentence_at(draft.start)[0]
    end = max(draft.end, article.sentence_at(max(draft.start, draft.end - 1))[1])
    reason = sentences.void(start, end) or _passed_over(article, draft)
    void = (Doubt("not asserted", "", reason, "judging"),) if reason else ()
    found = sentences.cautions(start, end)
    kinds = set()
    if draft.type in {"vote", "tally"}:
        kinds |= {"several", "elsewhere", "thing"}
    if draft.type == "vote":
        kinds.add("always")
    if fields.get("count") is not None or draft.type == "tally":
        kinds.add("others")
    dated = any(fields.get(n) for n in ("date", "dates", "term", "since", "frame", "period", "from", "to"))
    if draft.type in {"tally", "candidacy", "count", "membership", "office", "accession"} and not dated:
        kinds.add("years")
    bars: dict[str, Literal["against", "decision"]] = {"always": "decision", "elsewhere": "decision"}
    if _YEAR.search(article.text, *zone):
        bars["years"] = "decision"
    return (
        *void,
        *(
            Doubt(kind, "", words, bars.get(kind, "against"))
            for kind, words in found.items()
            if kind in kinds
        ),
    )


def _void(sentence: str) -> str:
    return next((f"what the sentence says {reason}" for reason, found in _VOID if found.search(sentence)), "")


def _passed_over(article: Article, draft: Draft) -> str:
    """Whether a state stands behind a "not": in "Belarus, not Kazakhstan, voted" Kazakhstan is not the one that acts."""
    fields = draft.fields
    named = {fields.get("actor"), *(fields.get("actors") or ())} - {None}
    for m in article.mentions_in(draft.start, draft.end):
        if m.code in named and _NOT_X.search(article.text[max(0, m.start - 16) : m.start]):
            return f"the sentence says that it was not {m.text}"
    return ""


def _look(article: Article, start: int, end: int) -> dict[str, str]:
    """The cautions of one sentence by kind."""
    sentence, out = article.text[start:end], dict[str, str]()
    plain = set(_PLAIN.findall(sentence.lower()))
    loose = not _LOOSE.isdisjoint(plain)
    bodies = "Council" in sentence and bool(_ASSEMBLY.search(sentence) and _COUNCIL.search(sentence))
    if bodies or (loose and _ANOTHER_TIME.search(sentence)):
        out["several"] = "the sentence speaks of more than one day, vote or body"
    before = article.text[max(0, start - 400) : start].rpartition("\n\n")[2]
    if _ELSEWHERE.search(sentence) or (_ELSEWHERE.search(before) and not _ASSEMBLY.search(sentence)):
        out["elsewhere"] = "the text speaks of a vote in another body"
    if _THING.search(sentence):
        out["thing"] = "the text voted on may be for or against the thing that the sentence names"
    if loose and _ALWAYS.search(sentence):
        out["always"] = "the sentence speaks of many votes"
    if loose and _OTHERS.search(sentence):
        out["others"] = "the number may leave out a state that the sentence names"
    years = sorted(set(_YEAR.findall(sentence)))
    if years:
        out["years"] = f"the sentence speaks of {', '.join(years)}"
    return out
