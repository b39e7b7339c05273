"""A source phrase becomes somebody: by name, surname, pronoun, office or age; with what the text says of role and affiliation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from foedus.reading.actors import gazetteer, holder_of
from foedus.reading.context import Article, Lexicon
from foedus.reading.quotes import Quotation
from foedus.reading.schema import Mention, Span, Speaker
from foedus.reading.wordlist import words

_HE, _SHE = frozenset({"he", "his", "him"}), frozenset({"she", "her", "hers"})
_THEY, _IT = frozenset({"they", "their", "them"}), frozenset({"it", "its"})
_MEN = frozenset(
    words("""
alexander alexei alexey ali anatoly andrei andrew antonio ban barack benjamin bernie bill boris carl charles
chris christopher daniel david dmitri dmitry donald emmanuel eric evgeny francois frank george gordon hamid
hassan henry hugo igor ilham ivan jack jacob james jean jeff jens jim joe john jonathan jose joseph juan justin
karl kassym kevin kim king kofi larry leonid luis marco mario mark martin matthew michael mike mikhail mohammed
muhammad narendra nicolas nikol nikolai nursultan oleg olaf paul peter petro philip pierre recep richard robert
roberto roger ronald rustam sam scott sergei sergey shavkat shinzo stanislav stephen steven ted thomas tim tom
tony viktor vitaly vladimir volodymyr walter william xi yerlan erlan yevgeny yury yuri nur serzh almazbek
emomali islam askar
""")
)  # fmt: skip
_WOMEN = frozenset(
    words("""
alice amy ann andrea angela anna anne barbara carly catherine christine dalia debbie diana dilma elena elizabeth
ellen emily federica hillary irina jane janet jennifer jessica joanne julia karen kate kathleen kelly laura
lesley linda lisa maria margaret marie mary megyn michelle mildred nancy natalia nikki olga patricia park rachel
roza samantha sandra sarah sharon sophie susan tatiana theresa ursula valentina vesa zhanar aisha fatima
""")
) - {"vesa", "park", "andrea"}  # fmt: skip
_TITLE_TAGS = frozenset({"NNP", "NN", "JJ", "POS", "NNPS"})
_AGED = re.compile(r"^(?:the )?\d{2,3}-year-old$", re.IGNORECASE)
_OFFICES = frozenset(
    words("""
president premier chancellor minister ambassador king queen emir senator governor mayor secretary director
chairman chairwoman chairperson chair leader chief expert analyst scholar researcher fellow professor diplomat
official spokesman spokeswoman spokesperson envoy politician lawmaker economist historian general commander head
candidate nominee author writer man woman billionaire businessman tycoon veteran lawyer attorney strategist
pollster commissioner rapporteur representative deputy delegate
""")
)  # fmt: skip
_SINGLE = _OFFICES - {"chief", "head", "general", "leader"} | {"diplomat", "official"}
_GOVERNING = re.compile(
    r"\b(?:government|authorities|officials?|ministry|ministries|foreign office|cabinet|leadership|diplomats?|delegation|mission|embassy"
    r"|administration|parliament|lawmakers|military|army|police|presidency|state department|white house|kremlin)\b",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"\b(?:TASS|ITAR-TASS|Interfax|Reuters|AFP|AP|Associated Press|Agence France-Presse|Xinhua|Kyodo|Anadolu|BelTA|Kazinform|Tengrinews|RIA|Sputnik"
    r"|BBC|CNN|NBC|CBS|ABC|Fox News|PBS|NPR|Al Jazeera|Al-Jazeera|Politico|POLITICO|BuzzFeed|Bloomberg|Breitbart|Vox|Newsweek|Time magazine"
    r"|Der Spiegel|Spiegel|Le Monde|Izvestia|Kommersant|Vedomosti|Guardian|Economist|HuffPost|Huffington Post|Daily Beast)\b"
    r"|\b(?:Times|Post|Journal|News|Herald|Tribune|Gazette|Daily|Globe|Observer|Telegraph|Chronicle|Register|Magazine)$"
    r"|\.(?:ru|com|org|net|kz|ua|by|tv)\b|\b(?:newspaper|news agency|magazine|broadcaster|state media|news outlet|website|daily)\b"
)
_PLURAL_MARK = re.compile(
    r"^(?:both|all|many|most|some|several|few|two|three|four|five|six|\d+|dozens|hundreds|thousands|others?|those|these|experts?)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:the|a|an|that|this|his|her|their|its|our|former|then|current|outgoing|incumbent|newly elected)\s+",
    re.IGNORECASE,
)
_AT = re.compile(
    r"\s(?:at|with|for|from|in)\s(?:the\s)?(?=[A-Z])|\sof\s(?:the\s)?(?=[A-Z])|,\s(?:the\s)?(?=[A-Z])"
)


@dataclass(slots=True)
class Profile:
    """What the text has said of a person so far."""

    role: str | None = None
    affiliation: str | None = None
    span: Span | None = None


@dataclass(slots=True)
class _Seen:
    """A speaker already resolved, where."""

    speaker: Speaker
    at: int
    plural: bool


@dataclass(slots=True)
class Resolver:
    """Resolves the sources of one article in the order of the text."""

    article: Article
    quotations: tuple[Quotation, ...] = ()
    profiles: dict[str, Profile] = field(default_factory=dict)
    seen: list[_Seen] = field(default_factory=list)
    people: list[Mention] = field(default_factory=list)
    subjects: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.people = [m for m in self.article.mentions if m.kind == "person"]

    def introduce(self) -> None:
        """Learn the roles told of persons where they speak no word."""
        t = self.article.tokens
        for m in self.people:
            if m.how != "name" or (m.code in self.profiles and self.profiles[m.code].span):
                continue
            first, head = t.at(m.start), t.at(m.end - 1)
            low = first
            while (
                low > 0
                and first - low < 9
                and (t.tag[low - 1] in _TITLE_TAGS or t.text[low - 1] == "-")
                and t.sent[low - 1] == t.sent[first]
            ):
                low -= 1
            if low < first or t.child(head, "appos") is not None:
                self._person(m, low, head)

    def resolve(self, source: tuple[int, int] | None, head: int | None) -> Speaker:
        """The speaker of a source phrase.

        Args:
            source: (first, last) token, inclusive; None for nobody in particular.
            head: the phrase's head token.
        """
        t = self.article.tokens
        if source is None or head is None:
            return Speaker(None, None, "impersonal")
        low = source[0]
        a, b = t.start[low], t.end[source[1]]
        span = self.article.span(a, b)
        word = t.lower[head]
        if word in _HE or word in _SHE:
            found = self._pronoun(a, word in _SHE, self.article.span(t.start[head], t.end[head]))
        elif word in _THEY or word in _IT:
            found = self._group_pronoun(a, word in _THEY, self.article.span(t.start[head], t.end[head]))
        else:
            found = self._named(span, low, head)
        where = found.mention.start if found.mention else a
        self.seen.append(_Seen(found, where, t.tag[head] in {"NNS", "NNPS"} or word in _THEY))
        return found

    # -- names ----------------------------------------------------------------------------------------------------

    def _named(self, span: Span, low: int, head: int) -> Speaker:
        t = self.article.tokens
        at = (t.start[head], t.end[head])
        mentions = self.article.mentions_in(max(0, span.start - 4), span.end)
        for m in mentions:
            if m.kind == "person" and m.start <= at[0] and at[1] <= m.end:
                if self._joined(head):
                    return Speaker(span, span.text, "collective")
                named = self._beside(span, head) if m.how == "office" else None
                return named or self._person(m, low, head)
        person = next((m for m in reversed(mentions) if m.kind == "person" and m.end >= span.end - 1), None)
        if person is not None and person.how != "office" and t.lower[head] in _OFFICES | {"head"}:
            before = t.between(span.start, person.start)[1] - 1
            if t.tag[before] not in {"IN", "TO", "POS"}:
                return self._person(person, low, head)
        beside = self._beside(span, head)
        if beside is not None:
            return beside
        if _AGED.match(span.text) or (t.lower[head] == "old" and "year" in span.text):
            return self._latest(span, None)
        text = span.text
        if _MEDIA.search(text) and t.tag[head] != "NNS":
            return Speaker(span, _LEAD.sub("", text), "media")
        places = [m for m in mentions if m.kind in {"state", "body"}]
        own = next((m for m in places if m.start <= at[0] and at[1] <= m.end), None)
        if own is not None and not self._joined(head):
            return self._state_or_body(span, own)
        word = t.lower[head]
        if t.tag[head] in {"NN", "NNP"} and word in _SINGLE and not self._joined(head):
            return self._description(span, low, head, places)
        core = self.article.text[span.start : at[1]]
        if _GOVERNING.search(core) and (places or t.tag[head] != "NNP"):
            return Speaker(span, _LEAD.sub("", text), "government", places[0].code if places else None)
        if (
            t.tag[head] in {"NN", "NNP"}
            and word in _OFFICES
            and not any(t.dep[c] == "conj" for c in t.children[head])
        ):
            return self._description(span, low, head, places)
        plural = t.tag[head] in {"NNS", "NNPS"} or _PLURAL_MARK.match(text) or self._joined(head)
        affiliation = places[0].code if places and not self._joined(head) else None
        if plural:
            return Speaker(span, text, "collective", affiliation)
        kind = (
            "person"
            if word in {"i", "we", "you"} or t.ent[head] == "PERSON" or word.endswith(("man", "woman", "ist"))
            else "organisation"
        )
        return Speaker(span, _LEAD.sub("", text), kind, affiliation)

    def _beside(self, span: Span, head: int) -> Speaker | None:
        """The person whose name stands in apposition to an office ("his Swedish counterpart, Ann Quill,")."""
        t = self.article.tokens
        if t.tag[head] != "NN":
            return None
        for m in self.article.mentions_in(span.end, span.end + 60, "person"):
            if self.article.text[span.end : m.start].strip() not in {",", "", ", "}:
                break
            profile = self.profiles.setdefault(m.code, Profile())
            if profile.span is None:
                profile.role, profile.affiliation = self._role(span)
                profile.span = span
            return Speaker(
                self.article.span(m.start, m.end), m.code, "person", profile.affiliation, profile.role, span
            )
        return None

    def _joined(self, head: int) -> bool:
        """Whether a name is one of several joined by "and"."""
        t = self.article.tokens
        return any(t.dep[c] == "conj" and c > head for c in t.children[head])

    def _state_or_body(self, span: Span, m: Mention) -> Speaker:
        name = name_of(self.article.lexicon, m.code)
        if m.kind == "body":
            return Speaker(span, name, "organisation", m.code)
        if m.how == "demonym":
            return Speaker(span, span.text, "collective", m.code)
        return Speaker(span, name, "state", m.code)

    def _person(self, m: Mention, low: int, head: int) -> Speaker:
        """A person's speaker, with the role that stands before or behind the name, or was told before, or is on record."""
        article, t = self.article, self.article.tokens
        profile = self.profiles.setdefault(m.code, Profile())
        before = article.text[t.start[low] : m.start].strip(" ,")
        mention = article.span(m.start, m.end)
        told: Span | None = None
        if m.how == "office":
            pass
        elif before and not _LEAD.fullmatch(before + " ") and low < head + 1 and t.start[low] < m.start:
            told = Span(t.start[low], t.start[low] + len(before), before)
        else:
            told = self._apposition(head, m)
        if told is not None and profile.span is None:
            profile.role, profile.affiliation = self._role(told)
            profile.span = told
        role, affiliation = profile.role, profile.affiliation
        if role is None or affiliation is None:
            known = on_record(article.lexicon, m.code, article)
            if known:
                role, affiliation = role or known[0], affiliation or known[1]
                profile.role, profile.affiliation = role, affiliation
        return Speaker(mention, m.code, "person", affiliation, role, told)

    def _apposition(self, head: int, m: Mention) -> Span | None:
        """The words behind a name and a comma that say who it is."""
        t = self.article.tokens
        for c in t.children[head]:
            if c > head and t.dep[c] == "appos":
                a, b = t.edges(c)
                while b > a and (t.text[b] in {",", "."} or t.text[b].isspace()):
                    b -= 1
                if t.start[a] >= m.end and t.end[b] - t.start[a] < 200 and t.tag[c][:1] == "N":
                    return self.article.span(t.start[a], t.end[b])
        return None

    def _role(self, told: Span) -> tuple[str | None, str | None]:
        """(role, affiliation) of words like "a research fellow at the Institute" or "Kazakh Foreign Minister"."""
        states = self.article.mentions_in(told.start, told.end)
        words = _LEAD.sub("", told.text).strip()
        place = next((m for m in states if m.kind in {"state", "body"} and m.how != "place"), None)
        if place is not None and place.start - told.start <= 5 and place.end < told.end:
            rest = re.sub(r"^[’']s?\s+", "", self.article.text[place.end : told.end]).strip()
            if rest:
                return rest, place.code
        cuts = list(_AT.finditer(words))
        comma = next((c for c in cuts if c.group().startswith(",")), None)
        cut = comma or (
            cuts[-1]
            if len(cuts) == 1
            else next((c for c in cuts if c.group().split()[0] in {"at", "with", "for", "from"}), None)
        )
        if cut is None and cuts:
            cut = cuts[-1]
        if cut is None:
            return words, (place.code if place else None)
        whole = words[cut.end() :].strip(" ,")
        if place is not None and place.text == whole:
            whole = place.code
        return words[: cut.start()].strip(" ,"), whole

    def _description(self, span: Span, low: int, head: int, places: list[Mention]) -> Speaker:
        """“the ambassador”, “the Kazakh leader”: who was called so last, or who held that office."""
        t = self.article.tokens
        word = t.lower[head]
        definite = t.lower[low] in {"the", "his", "her", "their", "this", "that"}
        if places and definite:
            book = gazetteer(self.article.lexicon)
            holder = holder_of(book, places[0].code, word, self.article.published)
            if holder:
                return self._holder(span, holder)
        if definite and head - low <= 3 and not places:
            return self._latest(span, " ".join(t.lower[low + 1 : head + 1]))
        role, affiliation = self._role(span)
        return Speaker(span, _LEAD.sub("", span.text), "person", affiliation, role)

    def _holder(self, span: Span, holder: str) -> Speaker:
        known = on_record(self.article.lexicon, holder, self.article)
        return Speaker(span, holder, "person", known[1] if known else None, known[0] if known else None)

    def _latest(self, span: Span, role: str | None) -> Speaker:
        """The person spoken of last, who has the role where one is asked for."""
        earlier_people = [p for p in self.people if p.end <= span.start]
        for m in reversed(earlier_people):
            if not self._has_role(m.code, role):
                continue
            # Two who both have the role and stand in one sentence: which of them is meant cannot be told.
            low, high = self.article.sentence_at(m.start)
            beside = {
                p.code for p in earlier_people if low <= p.start < high and self._has_role(p.code, role)
            }
            return self._again(span, m.code, tie=role is not None and len(beside) > 1)
        for s in reversed(self.seen):
            if (
                s.speaker.type == "person"
                and role
                and role in (s.speaker.role or s.speaker.canonical or "").lower()
            ):
                return replace(s.speaker, mention=span, affiliation_span=None)
        earlier = self._introduced(span, role) if role else None
        return earlier or Speaker(span, _LEAD.sub("", span.text), "person", None, role)

    def _has_role(self, code: str, role: str | None) -> bool:
        """Whether a person is known, from the text or from the offices on record, by a role."""
        profile = self.profiles.get(code)
        known = on_record(self.article.lexicon, code, self.article)
        roles = f"{profile.role if profile else ''} {known[0] if known else ''}".lower()
        head = role in {"leader", "president"} and ("head of" in roles or "president" in roles)
        return role is None or role in roles or head

    def _introduced(self, span: Span, role: str) -> Speaker | None:
        """Who was brought in as "a retired ambassador" before "the ambassador" spoke."""
        t = self.article.tokens
        for i in range(t.between(span.start, span.start)[0] - 1, -1, -1):
            if t.lower[i] != role.rsplit(maxsplit=1)[-1] or t.tag[i] != "NN":
                continue
            low, high = t.edges(i)
            if t.lower[low] in {"a", "an", "another", "one"} and high - low < 14:
                words = self.article.span(t.start[low], t.end[i])
                told, affiliation = self._role(words)
                return Speaker(span, _LEAD.sub("", words.text), "person", affiliation, told)
        return None

    def _again(self, span: Span, code: str, *, tie: bool = False) -> Speaker:
        profile = self.profiles.get(code, Profile())
        role, affiliation = profile.role, profile.affiliation
        if role is None or affiliation is None:
            known = on_record(self.article.lexicon, code, self.article)
            if known:
                role, affiliation = role or known[0], affiliation or known[1]
        return Speaker(span, code, "person", affiliation, role, None, tie)

    # -- pronouns -------------------------------------------------------------------------------------------------

    def _pronoun(self, at: int, female: bool, span: Span) -> Speaker:
        """“he”, “she”: the person of that gender named last, subjects and speakers first; a tie is marked."""
        wrong = _MEN if female else _WOMEN
        t = self.article.tokens
        pool = [
            m
            for m in self.people
            if m.end <= at and m.code.split()[0].casefold() not in wrong and not self._inside(m)
        ]
        described = next(
            (
                s
                for s in reversed(self.seen)
                if s.at < at and s.speaker.type == "person" and s.speaker.mention is not None
            ),
            None,
        )
        if not pool:
            if described is not None and described.speaker.canonical:
                return replace(described.speaker, mention=span, affiliation_span=None)
            return Speaker(span, None, "person")
        near: dict[str, float] = {}
        here = self.article.sentence_at(at)[0]
        sents = self.article.sentences
        for m in pool[-8:]:
            i = t.at(m.end - 1)
            own = self.article.sentence_at(m.start)[0]
            gap = sum(1 for s in sents if own < s[0] <= here) if here - own < 4000 else 9
            subject = t.dep[i] in {"nsubj", "nsubjpass"} or any(
                s.speaker.canonical == m.code and abs(s.at - m.start) < 80 for s in self.seen
            )
            score = (
                -gap + (1.5 if subject else 0.0) + (0.4 if "\n" not in self.article.text[m.end : at] else 0.0)
            )
            near[m.code] = max(near.get(m.code, -99.0), score)
        ranked = sorted(near.items(), key=lambda x: -x[1])
        if (
            described is not None
            and described.speaker.canonical not in near
            and described.at > pool[-1].end
            and described.speaker.canonical
        ):
            return replace(described.speaker, mention=span, affiliation_span=None)
        tie = len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.3
        return self._again(span, ranked[0][0], tie=tie)

    def _inside(self, m: Mention) -> bool:
        """Whether a mention stands inside somebody's quotation; "he" outside does not mean it."""
        return any(q.inner[0] <= m.start < q.inner[1] for q in self.quotations)

    def _group_pronoun(self, at: int, plural: bool, span: Span) -> Speaker:
        """“they”, “it”: the last speaker of that number, else the last state or body."""
        for s in reversed(self.seen):
            if (
                s.at < at
                and s.speaker.canonical
                and s.plural == plural
                and s.speaker.type not in {"person", "impersonal"}
            ):
                return replace(s.speaker, mention=span, affiliation_span=None)
        if not plural:
            for m in reversed(
                [
                    m
                    for m in self.article.mentions
                    if m.end <= at and m.kind in {"state", "body"} and m.how not in {"adjective", "place"}
                ]
            ):
                return self._state_or_body(span, m)
        return Speaker(span, None, "collective" if plural else "organisation")


def name_of(lexicon: Lexicon, code: str) -> str:
    """The plain name of a state or body; its code where none is known."""
    return _names(lexicon).get(code, code)


@lru_cache(maxsize=8)
def _names(lexicon: Lexicon) -> dict[str, str]:
    out: dict[str, str] = {}
    for kind in ("name", "official", "abbreviation"):
        for n in lexicon.names:
            if n.kind == kind and (kind != "name" or n.end is None):
                out.setdefault(n.code, n.text.removeprefix("the "))
    return out


def on_record(lexicon: Lexicon, person: str, article: Article) -> tuple[str, str] | None:
    """(title, state or body) of the office that a person held on the day of publication."""
    day = article.published
    found = None
    for o in gazetteer(lexicon).holders.get(person.rsplit(maxsplit=1)[-1].casefold(), ()):
        if o.holder == person and (day is None or (o.start <= day and (o.end is None or day < o.end))):
            title = o.title or {"head of state": "President", "head of government": "Prime Minister"}.get(
                o.office, o.office.capitalize()
            )
            found = (title, o.of)
            if o.office == "head of state":
                break
    return found
