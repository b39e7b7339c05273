"""Which vote a sentence speaks of: its matter, body, symbol, counts and dates, as far as the words tell.

Reading does not know the record: it hands on the words, nearest first, and the days that the dates can mean. Checking
picks the roll call.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from foedus.reading.claims.draft import Draft
from foedus.reading.claims.masked import BODY, NUMBER, Masked, number
from foedus.reading.claims.votesubject import Subject
from foedus.reading.claims.votewords import CONTEXT, PATTERN

if TYPE_CHECKING:
    from foedus.reading.context import Article, DateText

_SYMBOL = re.compile(
    r"\b(?P<full>[AS]/RES/[A-Z0-9-]+/?\d*(?:\s?\(\d{4}\)|[A-Z]\b)?)|\b(?P<es>ES-\d{1,2}/\d{1,3})\b|"
    r"\bresolutions?\s+(?:no\.?\s*|number\s+)?(?P<roman>\d{1,4}\s?[A-Z]?\s?\([IVXL]+\))|"
    r"\bresolutions?\s+(?:no\.?\s*|number\s+)?(?P<plain>\d{1,3}/\d{1,3}(?:\s?[A-Z]\b)?|\d{3,4}(?:\s?\((?:19|20)\d\d\))?)(?![\d,])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]{2,}")
_STOP_TEXT = """
    about absent abstain abstained abstaining abstention abstentions according actually added adopt
    adopted adopting adoption after against agency ago all allies ally alone also amid among and another
    any approve approved april are assembly august away back backed backing backs ballot ballots been
    before behind being between body both but call called calls came can cannot capital capitals cast
    come correspondent could council countries country day days december decided declined defence defense
    delegate delegates delegation delegations did didn discussion dispatch dissenter dissenters does
    doing done draft drafts during each earlier eight every fact favor favour february few first five for
    four friday from general government governments had has have her here him himself his however
    including indeed into its itself january july june just last later leader leaders least less let line
    lined lone made majority make many march may meanwhile meeting member members might minister ministry
    monday month more moscow most motion much must nation nations news nine nobody none nor not noted
    noteworthy november october off official officials one only opponents oppose opposed opposes opposing
    other our out over overwhelming part participants partner partners pass passed passing per present
    president recent recently recorded refused reject rejected rejecting reported resolution resolutions
    revealed roll said saturday says second september session seven shall she should showed shows side
    sided siding single six sole some stand stands state states stayed stood such sunday support
    supported supporters supporting supports take taken ten text texts than that the their them
    themselves then there these they third this those three thursday time today told took tuesday two
    under united upon via voice vote voted voter votes voting was wednesday week went were what when
    where whereas which while who whole whom whose will with within without world would year years yes
    yesterday
"""
_STOP = frozenset(_STOP_TEXT.split())
# Bodies and treaties that are themselves voted on.
_MATTERS = frozenset(
    {
        "UNHRC",
        "ICJ",
        "ICC",
        "IAEA",
        "OPCW",
        "UNRWA",
        "CTBT",
        "TPNW",
        "JCPOA",
        "NSG",
        "PLO",
        "HAMAS",
        "TALIBAN",
        "LDC",
        "UNHCR",
        "UNESCO",
    }
)
_ANAPHOR = re.compile(
    r"\b(?:this|that|the\s+same)\s+(?:time|vote|voting|resolution|draft|motion|ballot|text|occasion)\b|\bthen\b|\b(?:against|for|oppos\w+|support\w*|back\w+|reject\w+|endors\w+|favou?r\w*|of)\s+it\b|\bthe\s+"
    r"(?:vote|resolution|draft|motion|text|measure|proposal|UN\s+vote)\b(?!\s+(?:on|calling|condemning|demanding|deploring|about|for|that|to|of|urging)\b)|^\s*(?:they|both|others?)\b",
    re.IGNORECASE,
)
_SC = re.compile(r"\bSecurity\s+Council\b|\bveto", re.IGNORECASE)
_GA = re.compile(
    r"(?<!Parliamentary\s)(?<!National\s)(?<!Legislative\s)(?<!Constituent\s)\bAssembly\b|\bUNGA\b",
    re.IGNORECASE,
)
# Bodies that vote by themselves; the record's roll calls are not theirs.
_OTHER_BODIES = frozenset(
    {
        "UNHRC",
        "PACE",
        "EPARL",
        "EUCOUNCIL",
        "EUCO",
        "OPCW",
        "IAEA",
        "UNESCO",
        "INTERPOL",
        "OSCE",
        "COE",
        "ICC",
        "WHO",
        "ILO",
        "IMF",
        "WTO",
        "FATF",
        "ECOSOC",
        "AU",
        "OAS",
    }
)
_AT_BODY = re.compile(rf"\b(?:at|in|within|inside|before)\s+(?:the\s+)?(?P<body>{BODY}+)", re.IGNORECASE)
# What follows tells why somebody voted so, not on what.
_MOTIVE = re.compile(
    r"\b(?:because|citing|saying|arguing|explaining|complaining|insisting|in\s+protest|out\s+of|on\s+the\s+grounds?|for\s+fear|so\s+as|in\s+the\s+hope|"
    r"over\s+(?:concerns?|fears|worries|doubts)|owing\s+to|due\s+to|given\s+(?:its|their|the)|after\s+complaining|despite|in\s+spite\s+of|notwithstanding)\b",
    re.IGNORECASE,
)
# A date after one of these is not the day of what the clause says, nor is one inside a clause of its own.
_NOT_THEN = frozenset(
    {
        "since",
        "until",
        "till",
        "than",
        "after",
        "before",
        "from",
        "unlike",
        "like",
        "as",
        "by",
        "between",
        "of",
    }
)
_VOTINGS = frozenset(
    {"vote", "ballot", "resolution", "draft", "motion", "session", "meeting", "call", "voting"}
)
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "pcomp"})
_OF_THE_VOTE = re.compile(
    r"\b(?:vot(?:e|ed|ing)|ballot|Assembly|Council|resolution|adopted|passed|approved|took\s+up|text|roll[\s-]call|meeting|session)\b",
    re.IGNORECASE,
)
_PLURAL = frozenset(
    {"USA", "NLD", "PHL", "ARE", "MDV", "MHL", "SLB", "BHS", "SYC", "COM"}
)  # states that go by a plural
_FINE = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "years": 5, "decade": 6}

# Counts of a vote: "100-11", "111 votes to 25", "133 in favour, 12 against", with abstentions near.
_N = NUMBER
_PAIR = (
    rf"(?P<y1>\d{{1,3}})\s?[-–—]\s?(?P<n1>\d{{1,3}})(?:\s?[-–—]\s?(?P<a1>\d{{1,3}}))?(?![\d/-])"
    rf"|(?P<y2>{_N})\s+(?:votes?\s+|members?\s+|countries\s+|nations\s+|states\s+)?(?:(?:in\s+favou?r|for)\s+)?to\s+(?P<n2>{_N}|none)(?!\s*(?:years?|per\s?cent|%|million|billion))(?:\s+against)?"
    rf"|(?P<y3>{_N})\s+(?:\w+\s+){{0,2}}?(?:(?:voted\s+|voting\s+|votes?\s+)?(?:in\s+favou?r|for)\b(?:\s+of\s+(?:\w+\s+){{1,4}}?|\s+it)?|backing\s+it|supporting\s+it|approving)\s*(?:,|and|with|to|–|-)*\s*(?:with\s+)?(?P<n3>{_N}|none)\s+(?:\w+\s+){{0,2}}?(?:(?:voted\s+|voting\s+|votes?\s+)?against|opposed|opposing)"
)
_ABSTAINED = rf"(?P<a2>{_N})\s+(?:(?:\w+\s+){{0,2}}?(?:abstain(?:ed|ing)|abstentions?|abstainers))|abstentions?\s*(?:by|of|:)\s*(?P<a3>{_N})"
TALLY = re.compile(
    rf"(?P<lead>\bby\s+(?:a\s+(?:recorded\s+)?(?:vote|margin|tally|majority)\s+of\s+)?)?(?<![\w/-])(?:{_PAIR})(?P<rest>(?:\s*(?:,|and|with|–|-|\()\s*(?:and\s+)?(?:with\s+)?(?:another\s+)?(?:{_ABSTAINED}))?)",
    re.IGNORECASE,
)

# A tally joins two numbers by one of these; a cheap test before it.
_PAIRED = re.compile(r"\d\s?[-–—]\s?\d|\sto\s|against|oppos", re.IGNORECASE)


# A resolution by its title, in quotation marks.
_TITLED = re.compile(
    r"\b(?:resolution|text|draft|motion|titled|entitled|called)s?,?\s+[\"“‘](?P<title>[^\"”’]{6,120})[\"”’]",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Frame:
    """What a sentence tells of the vote it speaks of.

    Attributes:
        start, end: the sentence.
        words: content words, lower case, and "@XXX" for the states it names.
        dates: as written, with what they can mean, the finest first.
        symbol: of a resolution, where named.
        body: UNGA or UNSC, where named.
        tally: yes, no, abstain, where counted.
        anaphor: whether it points back to a vote spoken of before.
        hot: whether it speaks of voting itself, and not of an assembly or council only.
        filled: whether the rest has been read yet.
    """

    start: int
    end: int
    words: list[str] = field(default_factory=list)
    dates: list[DateText] = field(default_factory=list)
    symbol: str | None = None
    body: str | None = None
    tally: dict[str, int] = field(default_factory=dict)
    anaphor: bool = False
    hot: bool = False
    filled: bool = False


def fill(frame: Frame, article: Article, masked: Masked) -> None:
    """Read what one sentence tells, into its frame; only sentences of claims and those around them are worth it."""
    start, end = frame.start, frame.end
    text = article.text
    dates = sorted(article.dates_in(start, end), key=lambda d: _FINE.get(d.precision, 9))
    symbol = _SYMBOL.search(text, start, end)
    body = None
    if _SC.search(text, start, end):
        body = "UNSC"
    if _GA.search(text, start, end):
        body = "UNGA"
    elsewhere = _AT_BODY.search(masked.text, start, end) if body is None else None
    if elsewhere:
        body = next((c for c in masked.bodies(*elsewhere.span("body")) if c in _OTHER_BODIES), None)
    tally = TALLY.search(masked.text, start, end) if _PAIRED.search(masked.text, start, end) else None
    frame.words = content_words(article, masked, start, end)
    frame.dates = dates
    frame.symbol = _symbol(symbol) if symbol else None
    frame.body = body
    frame.tally = counts(tally) if tally and CONTEXT.search(text, start, end) else {}
    frame.anaphor = bool(_ANAPHOR.search(text, start, end))
    frame.hot = bool(CONTEXT.search(masked.text, start, end))
    frame.filled = True


@lru_cache(maxsize=20_000)
def _of_voting(word: str) -> bool:
    """Whether a word speaks of voting itself and so names no matter."""
    return word in _STOP or PATTERN.fullmatch(word) is not None


def content_words(article: Article, masked: Masked, start: int, end: int) -> list[str]:
    """The words of a stretch that can name a matter, and the states it names as "@XXX"."""
    t = article.tokens
    low, high = t.between(start, end)
    tags = {t.start[i]: t.tag[i] for i in range(low, high)}
    out: list[str] = []
    motive = _MOTIVE.search(masked.text, start, end)
    end = motive.start() if motive else end
    for match in _WORD.finditer(masked.text, start, end):
        word = match.group().lower().replace("’", "'").removesuffix("'s")
        if _of_voting(word):
            continue
        # A verb can name a matter that a thesaurus knows ("to suspend"); as a mere string it would find anything.
        out.append(word if tags.get(match.start(), "NN")[0] in "NJFC" else f"~{word}")
    # A place that was taken for a person ("the Srebrenica resolution"), or a report that is known by a person's name.
    for person in masked.within(start, end, ("person",)):
        words = person.text.lower().split()
        out += words if len(words) == 1 else [f"~{w}" for w in words]
    named = masked.within(start, end, ("state", "body", "group"))
    out += [f"@{m.code}" for m in named if m.kind == "state" or m.code in _MATTERS]
    # A seat can be the matter itself ("the Jerusalem resolution").
    out += [m.text.lower() for m in named if m.kind == "state" and m.how in {"capital", "metonym"}]
    dropped = {w.lower() for d in article.dates_in(start, end) for w in _WORD.findall(d.text)}
    return list(dict.fromkeys(w for w in out if w not in dropped))


def _symbol(match: re.Match[str]) -> str:
    """A resolution's symbol in the publisher's form as far as it was written."""
    if match["full"]:
        return match["full"].upper().replace(" ", "")
    if match["es"]:
        return f"A/RES/{match['es'].upper()}"
    if match["roman"]:
        return f"A/RES/{match['roman'].upper().replace(' ', '')}"
    plain = match["plain"].upper().replace(" ", "")
    return f"A/RES/{plain}" if "/" in plain else f"S/RES/{plain}"


def counts(match: re.Match[str]) -> dict[str, int]:
    """The counts of a matched tally: yes, no, and abstain where stated."""
    out: dict[str, int] = {}
    for key, names in (
        ("yes", ("y1", "y2", "y3")),
        ("no", ("n1", "n2", "n3")),
        ("abstain", ("a1", "a2", "a3")),
    ):
        value = next((match[n] for n in names if match[n] is not None), None)
        if value is not None:
            out[key] = 0 if value.lower() == "none" else number(value)
    return out


def then(article: Article, dated: DateText, anchor: tuple[int, int] | None) -> bool:
    """Whether a date tells when that was done which the words at ``anchor`` say, and not when something beside it was."""
    t = article.tokens
    first, last = t.between(dated.start, dated.end)
    if first >= last:
        return True
    before = t.lower[first - 1] if first and t.sent[first - 1] == t.sent[first] else ""
    if before == "the" and first > 1:
        before = t.lower[first - 2]
    if before in _NOT_THEN and not (before == "of" and first > 1 and t.lower[first - 2] in _VOTINGS):
        return False
    verb = t.at(anchor[0]) if anchor else None
    over = set()
    i = verb
    while i is not None and i not in over:
        over.add(i)
        i = t.head[i] if t.head[i] != i else None
    i = next((k for k in range(first, last) if not first <= t.head[k] < last or t.head[k] == k), first)
    for _ in range(20):
        if i in over or t.head[i] == i:
            return True
        if t.dep[i] in _CLAUSES:
            low, high = t.edges(i)
            clause = article.text[t.start[low] : t.end[high]]
            if not _OF_THE_VOTE.search(clause):
                return False
        i = t.head[i]
    return True


@dataclass(slots=True)
class Frames:
    """The frames of an article, sentence by sentence, with the one a sentence points back to."""

    article: Article
    masked: Masked
    spoken: list[Frame] = field(default_factory=list)
    headline: list[str] = field(default_factory=list)
    actors: list[tuple[str, ...]] = field(default_factory=list)
    voters: dict[int, set[str]] = field(default_factory=dict)
    last: dict[str, Any] = field(default_factory=dict)
    anchor: tuple[int, int] | None = None

    def read(self, start: int, end: int) -> Frame:
        """The frame of a sentence, to be filled when a claim asks for it; sentences must be read in order."""
        frame = Frame(start, end)
        self.spoken.append(frame)
        return frame

    def before(self, frame: Frame) -> Frame | None:
        """The frame of the vote spoken of last before this one, or next where this is the first."""
        earlier = [f for f in self.spoken if f.end <= frame.start]
        if earlier:
            return earlier[-1]
        # A headline or a first sentence speaks of the vote that the next one tells more of.
        return next((f for f in self.spoken if f.start >= frame.end and (f.dates or f.tally)), None)

    def to_fields(
        self, frame: Frame, without: Iterable[str], anchor: tuple[int, int] | None = None
    ) -> dict[str, Any]:
        """The frame as JSON for a claim's fields.

        Args:
            frame: of the claim's sentence.
            without: codes of the states that are said to have voted; they are no matter.
            anchor: where the words stand that say how they voted.
        """
        drop = {f"@{c}" for c in (*without, *self.voters.get(frame.start, ()))}
        previous = self.before(frame)
        near = [w for w in frame.words if w not in drop]
        prev = [w for w in previous.words if w not in near] if previous else []
        rest = [w for f in self.spoken if f is not frame and f is not previous for w in f.words]
        far = list(dict.fromkeys(w for w in [*rest, *self.headline] if w not in near and w not in prev))
        dates, inherited = [d for d in frame.dates if then(self.article, d, anchor)], False
        if not dates and previous is not None:
            dates, inherited = self._dates_before(frame), True
        own_symbol = frame.symbol
        symbol = own_symbol or (previous.symbol if previous and (frame.anaphor or not near) else None)
        tally = frame.tally or (previous.tally if previous and not frame.dates else {})
        if previous and previous.symbol and not frame.tally and tally and not symbol:
            symbol = previous.symbol  # the counts before it are those of a resolution that is named
        if not tally and previous is not None and previous.start > frame.start:
            tally = next((f.tally for f in self.spoken[:4] if f.tally), {})
        body = frame.body or next(
            (f.body for f in reversed(self.spoken) if f.end <= frame.start and f.body and f.hot), None
        )
        titled = _TITLED.search(self.article.text, frame.start, frame.end)
        return {
            **({"titled": titled["title"]} if titled else {}),
            "near": near,
            "previous": prev,
            "far": far[:60],
            "dates": [d.to_dict() for d in dates],
            "dates_inherited": inherited,
            "days": len({d.candidates[:1] for d in dates if d.precision == "day" and d.candidates}),
            "symbol": symbol,
            "tally": dict(tally),
            "tally_inherited": bool(tally) and not frame.tally,
            "body": body or "UNGA",
            "body_said": bool(body) or bool(_GA.search(self.article.text) or _SC.search(self.article.text)),
            "anaphor": frame.anaphor,
        }

    def _dates_before(self, frame: Frame) -> list[DateText]:
        """The dates of the nearest earlier frame that has any, not more than three sentences of votes back."""
        earlier = [f for f in self.spoken if f.end <= frame.start][-3:]
        later = [] if earlier else [f for f in self.spoken if f.start >= frame.end][:3]
        return next((f.dates for f in [*reversed(earlier), *later] if f.dates), [])

    def remember(self, votes: list[Draft]) -> None:
        """Keep who was said to have voted, so that "it" and "they" can mean them."""
        for draft in votes:
            if not draft.fields.get("ellipsis"):
                self.last, self.anchor = dict(draft.fields), draft.anchor
            if draft.fields.get("actors"):
                self.actors.append(tuple(draft.fields["actors"]))
                self.voters.setdefault(draft.fields["frame"][0].start, set()).update(draft.fields["actors"])

    def antecedent(self, word: str, subject: Subject) -> Subject | None:
        """The list of states that a pronoun means, if the votes before tell; a tie or a misfit gives None."""
        if not self.actors:
            return None
        last = self.actors[-1]
        word = " ".join(word.lower().split())
        fits = {
            "it": len(last) == 1,
            "they": len(last) > 1 or last[0] in _PLURAL,
            "both": len(last) == 2,
            "the two": len(last) == 2,
            "all three": len(last) == 3,
            "the three": len(last) == 3,
            "the trio": len(last) == 3,
        }
        if word in {"the former", "the latter"} and len(last) == 2:
            return replace(subject, kind="list", actors=(last[0] if word == "the former" else last[1],))
        return replace(subject, kind="list", actors=last) if fits.get(word) else None

    def named_before(self, start: int, at: int) -> list[str]:
        """The states named in a sentence before a place: those from whom "the others" differ."""
        return self.masked.states(start, at)

    def finish(self, draft: Draft) -> Draft:
        """The draft with its frame written out as JSON, now that the whole article has been read."""
        fields = dict(draft.fields)
        frame, without, *rest = fields.pop("frame")
        anchor = rest[0] if rest else draft.anchor
        if frame.end == 0:
            frame = Frame(draft.start, draft.end)
            fill(frame, self.article, self.masked)
        for spoken in self.spoken:
            if not spoken.filled:
                fill(spoken, self.article, self.masked)
        page = self.article.page.headline
        if page is not None and not self.headline:
            self.headline = content_words(self.article, self.masked, page.start, page.end)
        told = self.to_fields(frame, without, anchor)
        fields["body"] = fields.get("body") or told["body"]
        if told["symbol"]:
            fields["resolution"] = told["symbol"]
        if told["dates"]:
            fields["date_text"] = told["dates"][0]["text"]
        fields["matter"] = " ".join(w.removeprefix("~") for w in told["near"] if not w.startswith("@"))
        choices: list[str] = fields.get("choices") or []
        if (
            fields.get("count")
            and len(choices) == 1
            and fields.get("scope") in {None, "UN"}
            and fields.get("comparator", "=") == "="
        ):
            told["counts"] = {choices[0]: fields["count"]}
        fields["frame"] = told
        if fields.get("kind") == "group_reliance":
            fields["votes"] = [
                self.to_fields(f, ()) for f in self.spoken if f.end <= draft.start or f is frame
            ][-6:]
        return replace(draft, fields=fields)
