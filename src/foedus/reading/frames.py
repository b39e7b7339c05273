"""Where the text attributes something to somebody: each cue with its source and its content, before anybody is named."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from foedus.reading import cues
from foedus.reading.cues import BARE, CLAUSE, INFINITIVE, OBJECT, QUOTE, Cue
from foedus.reading.quotes import Quotation
from foedus.reading.tokens import Tokens

_LONG = 4  # tokens between the marks from which a quotation hides the verbs in it
_FIRST = frozenset({"i", "we", "you"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_ADDRESSED = frozenset(
    ["tell", "assure", "remind", "inform", "convince", "persuade", "warn", "advise", "notify", "reassure", "ask", "teach", "show", "promise"]
)
_TAKEN_OVER = frozenset({"acl", "advcl", "xcomp", "conj", "pcomp", "ccomp", "dep", "parataxis"})
_TO_THE_RIGHT = frozenset({"dobj", "oprd", "xcomp", "ccomp", "prep", "dative", "attr", "acomp", "prt"})
_CARRIED = frozenset(
    {"of", "for", "as", "with", "to", "over", "about", "against", "on", "from", "toward", "towards"}
)
_ACCORDING = frozenset({"according"})
_SILENT_NOUNS = frozenset({"fact", "topic", "question", "issue", "matter"})


@dataclass(slots=True)
class Frame:
    """One attribution in tokens and characters.

    Attributes:
        verb: the cue's head token.
        source: (first, last) token of the source phrase, inclusive; None where nobody is named.
        head: the source's head token.
        cue: (first, last) token ranges, inclusive.
        content: (start, end) characters, in order.
        quoted: quotations that are content word for word.
        kind: verb, noun, adjective, according, impersonal, colon, run-on.
        direct: whether the content is nothing but quotation.
        silent: whether the text says that it was not said.
        tone: 1 well, -1 ill, 0 neither.
        via: (first, last) token of a source inside the source and (first, last) of its cue.
    """

    verb: int
    source: tuple[int, int] | None
    head: int | None
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]
    quoted: list[int] = field(default_factory=list)
    kind: str = "verb"
    direct: bool = False
    silent: bool = False
    tone: int = 0
    via: tuple[tuple[int, int], tuple[int, int]] | None = None


class Finder:
    """Finds the frames of one article: one pass over its tokens, a look at the neighbours of every cue."""

    def __init__(self, tokens: Tokens, text: str, quotations: tuple[Quotation, ...]) -> None:
        self.t, self.text, self.quotations = tokens, text, quotations
        self.inside = [-1] * tokens.n
        self.begin: list[int] = []
        self.finish: list[int] = []
        for k, q in enumerate(quotations):
            a, b = bisect_left(tokens.start, q.start), bisect_left(tokens.start, q.end)
            self.begin.append(a)
            self.finish.append(b - 1)
            if b - a - 2 >= _LONG:
                self.inside[a:b] = [k] * (b - a)
        self.ends = {b: k for k, b in enumerate(self.finish)}
        self.starts = {a: k for k, a in enumerate(self.begin)}
        self.claimed: dict[int, Frame] = {}
        self.frames: list[Frame] = []
        self.parted: list[int] = []
        self.silenced: set[int] = set()

    def find(self) -> list[Frame]:
        """Every frame, in the order of the cues."""
        t, inside, verbs, nouns, adjectives = self.t, self.inside, cues.VERBS, cues.NOUNS, cues.ADJECTIVES
        tag, lemma, lower, dep = t.tag, t.lemma, t.lower, t.dep
        for i in range(t.n):
            kind = tag[i][:1]
            if inside[i] >= 0 or i in self.silenced:
                continue
            if kind == "V":
                if lower[i] == "according":
                    self._according(i)
                    continue
                cue = verbs.get(lemma[i])
                if cue is not None:
                    self._verb(i, cue)
                elif lemma[i] in cues.LIGHT:
                    self._light(i)
            elif kind == "N":
                if lemma[i] in nouns:
                    self._noun(i)
            elif kind == "J":
                if lower[i] in adjectives and dep[i] in {"acomp", "ccomp", "ROOT", "conj", "advcl", "amod"}:
                    self._adjective(i)
            elif lower[i] == "according":
                self._according(i)
        self._colons()
        self._run_on()
        self._part()
        self.frames.sort(
            key=lambda f: f.cue[0][0] if f.cue else self.t.between(f.content[0][0], f.content[0][1])[0]
        )
        return self.frames

    # -- who ------------------------------------------------------------------------------------------------------

    def _subject(self, i: int, depth: int = 0) -> int | None:
        """The token that does what verb ``i`` says, found through shared subjects, participles and relative clauses."""
        t = self.t
        for c in t.children[i]:
            if t.dep[c] in {"nsubj", "nsubjpass", "csubj"}:
                if t.lower[c] in _RELATIVE and t.dep[i] == "relcl":
                    return t.head[i]
                return c
        if depth > 4 or t.head[i] == i:
            return None
        over, head = t.dep[i], t.head[i]
        if over in {"acl", "relcl"} and t.tag[head][:1] in {"N", "P"}:
            return self._climbed(i, head, depth) if over == "acl" and t.tag[i] == "VBG" else head
        if over == "pcomp" and t.tag[t.head[head]][:1] == "V":
            return self._subject(t.head[head], depth + 1)
        if over in _TAKEN_OVER and t.tag[head][:1] in {"V", "M", "J"}:
            return self._subject(head, depth + 1)
        return None

    def _climbed(self, i: int, noun: int, depth: int) -> int:
        """The doer of a participle that the parse hung on a thing ("took a view of the bid, hailing …")."""
        t = self.t
        k = noun
        if (
            t.dep[noun] in {"nsubj", "appos", "attr"}
            or t.ent[noun] in {"PERSON", "ORG"}
            or t.lemma[i] not in _PARTING
        ):
            return noun
        while t.head[k] != k and t.tag[k][:1] != "V":
            k = t.head[k]
        doer = self._subject(k, depth + 1) if t.tag[k][:1] == "V" else None
        if doer is None:
            return noun
        self.parted.append(i)
        return doer

    def _phrase(self, head: int, stop: int | None = None) -> tuple[int, int]:
        """(first, last) token of a noun phrase, without what hangs behind a comma and without relative clauses."""
        t = self.t
        low, high = t.edges(head)
        for c in t.children[head]:
            if c > head and t.dep[c] in {
                "relcl",
                "acl",
                "appos",
                "punct",
                "cc",
                "advcl",
                "ccomp",
                "parataxis",
            }:
                if t.dep[c] == "punct" and t.text[c] not in {",", "—", "–", "--", "(", ":"}:
                    continue
                if t.dep[c] == "acl" and t.tag[c] == "VBN" and c == head + 1:
                    continue
                if t.dep[c] == "cc" and t.lower[c] in {"and", "or", "&"}:
                    continue
                high = min(high, t.edges(c)[0] - 1)
                break
        for c in t.children[head]:
            if c > head and t.dep[c] == "prep" and any(t.ent[k] in {"DATE", "TIME"} for k in t.children[c]):
                high = min(high, c - 1)
        if stop is not None and low <= stop <= high:
            low, high = (low, stop - 1) if stop > head else (stop + 1, high)
        while high > head and (t.text[high] in {",", "—", "–", "--", "-"} or t.text[high].isspace()):
            high -= 1
        while low < head and (t.text[low] in {",", '"', "“", "”", "—", "–", "--"} or t.text[low].isspace()):
            low += 1
        return low, max(high, head)

    # -- what -----------------------------------------------------------------------------------------------------

    def _chars(self, low: int, high: int) -> tuple[int, int] | None:
        """The characters of tokens low..high without blanks, points and conjunctions at the ends."""
        t = self.t
        while low <= high and (
            t.text[low].isspace()
            or t.text[low] in _PUNCT
            or (t.lower[low] == "that" and t.dep[low] == "mark")
        ):
            if t.text[low] in {'"', "“"} and self._opens(low, high):
                break
            low += 1
        while high >= low and (t.text[high].isspace() or t.text[high] in _PUNCT_END):
            if t.text[high] in {'"', "”"} and self._closes(low, high):
                break
            high -= 1
        return (t.start[low], t.end[high]) if low <= high else None

    def _opens(self, low: int, high: int) -> bool:
        """Whether a quotation opens at token ``low`` and ends inside."""
        k = bisect_right(self.begin, low) - 1
        return k >= 0 and self.begin[k] == low and self.finish[k] <= high

    def _closes(self, low: int, high: int) -> bool:
        k = bisect_left(self.finish, high)
        return k < len(self.finish) and self.finish[k] == high and self.begin[k] >= low

    def _cover(self, low: int, high: int, verb: int) -> tuple[int, int]:
        """Tokens low..high, widened to whole quotations that they cut, never over the verb."""
        for k in range(bisect_left(self.finish, low), len(self.begin)):
            a, b = self.begin[k], self.finish[k]
            if a > high:
                break
            if not a <= verb <= b:
                low, high = min(low, a), max(high, b)
        return low, high

    # -- verbs ----------------------------------------------------------------------------------------------------

    def _verb(self, i: int, cue: Cue) -> None:
        """A frame of verb ``i`` where it takes what a cue takes."""
        t = self.t
        kids: dict[str, int] = {}
        negated = False
        for c in t.children[i]:
            kids.setdefault(t.dep[c], c)
            negated = negated or t.dep[c] == "neg"
        if ("nsubjpass" in kids or "auxpass" in kids) and not self._has(kids, i):
            self._passive(i, cue, kids)
            return
        if t.tag[i] == "VBN" and t.dep[i] in {"acl", "amod"} and "agent" in kids:
            self._passive(i, cue, kids)
            return
        if self._silence(i, kids, negated):
            return
        subject = self._subject(i)
        if (
            t.tag[i] == "VBN"
            and t.dep[i] in {"acl", "amod", "advcl"}
            and not any(t.lower[c] in _HAVE for c in t.children[i])
        ):
            return
        if cue.takes & (QUOTE | BARE) and self._with_quotation(i, cue, subject, kids):
            return
        content = self._complement(i, cue, kids, subject)
        if content is None or (content[1] < i and cue.takes & QUOTE):
            if (
                cue.takes & CLAUSE
                and cue.takes & QUOTE
                and subject is not None
                and self._aside(i, subject, negated, cue)
            ):
                return
            if content is None:
                return
        self._add(i, cue, subject, content, negated)

    def _has(self, kids: dict[str, int], i: int) -> bool:
        """Whether "he's said" was taken for a passive."""
        t = self.t
        return t.lower[kids.get("auxpass", i)] in {"'s", "’s"} and ("ccomp" in kids or "dobj" in kids)

    def _silence(self, i: int, kids: dict[str, int], negated: bool) -> bool:
        """ "Preferred not to remember that …", "declined to comment on …": the words that were kept back."""
        t = self.t
        goal = kids.get("xcomp")
        if goal is None or t.lemma[i] not in cues.SILENT or t.lemma[goal] not in cues.REMEMBERING:
            return False
        if t.lemma[i] in {"prefer", "choose"} and not any(t.dep[c] == "neg" for c in t.children[goal]):
            return False
        subject = self._subject(i)
        for c in t.children[goal]:
            if c > goal and t.dep[c] in {"dobj", "ccomp", "prep"}:
                low, high = t.edges(c)
                chars = self._chars(low + (t.dep[c] == "prep"), high)
                if chars and subject is not None:
                    self.frames.append(
                        Frame(
                            goal, self._phrase(subject, i), subject, [(i, goal)], [chars], silent=not negated
                        )
                    )
                    self.silenced.add(goal)
                    return True
        return False

    def _add(self, i: int, cue: Cue, subject: int | None, content: tuple[int, int], negated: bool) -> None:
        chars = self._chars(*content)
        if chars is None:
            return
        if subject is not None and self.t.lower[subject] == "it" and self._impersonal(i, subject, chars):
            return
        if subject is None and self.t.dep[i] not in {"ROOT", "advcl", "acl", "conj", "ccomp", "pcomp"}:
            return
        if subject is not None and content[0] <= subject <= content[1]:
            subject = None
        source = self._phrase(subject, i) if subject is not None else None
        silent = (negated and self._reports(i)) or self._keeps_silent(i)
        self.frames.append(
            Frame(
                i,
                source,
                subject,
                [self._cue_range(i, content)],
                [chars],
                silent=silent,
                tone=0 if silent else cue.tone,
                via=self._via(i),
            )
        )

    def _aside(self, i: int, subject: int, negated: bool, cue: Cue) -> bool:
        """ "The risk, he said, is a clash": the sentence around a cue that commas set off, or before one that ends it."""
        t = self.t
        if negated or t.head[subject] != i:
            return False
        a, b = self._outside(*t.edges(subject), subject)
        low, high = min(i, a), max(i, b)
        for c in t.children[i]:
            if t.dep[c] in {"dobj", "dative", "npadvmod", "advmod", "prep", "prt"} and c > i and c <= i + 12:
                high = max(high, t.edges(c)[1])
            elif t.dep[c] in {"advmod", "aux"} and c < low and c >= low - 2:
                low = min(low, c)
        first, last = t.bounds[t.sent[i]]
        last -= 1
        while last > high and (t.text[last].isspace() or t.text[last] in {".", '"', "”"}):
            last -= 1
        if low - 1 <= first or t.text[low - 1] != ",":
            return False
        comma = high + 1 <= last and t.text[high + 1] == ","
        if not comma and last > high and t.text[last] not in {"."}:
            return False
        spans = [self._chars(*self._cover(first, low - 2, i))]
        if comma and t.tag[min(high + 2, last)] != "VBG":
            spans.append(self._chars(*self._cover(high + 2, last, i)))
        kept = [x for x in spans if x]
        if not kept or (not any(t.tag[k][:1] in {"V", "M"} for k in range(first, low)) and len(kept) < 2):
            return False
        self.frames.append(
            Frame(
                i,
                self._phrase(subject, i),
                subject,
                [self._cue_range(i, (t.n, t.n))],
                kept,
                tone=cue.tone,
                via=self._via(i),
            )
        )
        return True

    def _reports(self, i: int) -> bool:
        return self.t.lemma[i] in cues.REMEMBERING

    def _keeps_silent(self, i: int) -> bool:
        """Whether the verb that governs ``i`` keeps its subject silent ("declined to say", "preferred not to recall")."""
        t = self.t
        if t.dep[i] != "xcomp" or t.lemma[i] not in cues.REMEMBERING:
            return False
        over = t.lemma[t.head[i]]
        negated = any(t.dep[c] == "neg" for c in t.children[i])
        return over in cues.SILENT and (negated or over not in {"prefer", "choose"})

    def _cue_range(self, i: int, content: tuple[int, int]) -> tuple[int, int]:
        """The verb with its helpers and adverbs before it, and a particle or preposition after."""
        t = self.t
        low = high = i
        for c in t.children[i]:
            if c < i and t.dep[c] in {"aux", "auxpass", "neg", "advmod"} and c >= i - 4:
                low = min(low, c)
            elif c == high + 1 and t.dep[c] in {"prt", "prep"} and c < content[0]:
                high = c
        if (
            t.dep[i] == "xcomp"
            and t.head[i] < low
            and low - t.head[i] <= 2
            and t.lemma[t.head[i]] in cues.SILENT
        ):
            low = t.head[i]
        while low < i and any(self.t.dep[k] in {"nsubj", "nsubjpass", "expl"} for k in range(low, i)):
            low += 1
        return low, high

    def _complement(
        self, i: int, cue: Cue, kids: dict[str, int], subject: int | None
    ) -> tuple[int, int] | None:
        """(first, last) token of what the verb reports without a quotation of its own, or None."""
        t = self.t
        clause = next((c for c in t.children[i] if c > i and t.dep[c] == "ccomp"), kids.get("ccomp"))
        if clause is not None and cue.takes & (CLAUSE | INFINITIVE | OBJECT):
            if not self._worth(i, clause, subject):
                return None
            return self._clause(i, clause, kids, subject)
        goal = kids.get("xcomp")
        if (
            goal is not None
            and goal > i
            and (cue.takes & INFINITIVE or (cue.takes & CLAUSE and t.lemma[i] in _SAID_TO))
        ):
            low, high = t.edges(goal)
            thing = kids.get("dobj")
            if thing is not None and i < thing < goal and t.lemma[i] not in _ADDRESSED:
                low = min(low, t.edges(thing)[0])
            return low, high
        thing = kids.get("dobj")
        if thing is not None and thing > i and cue.takes & OBJECT:
            named = any(
                t.dep[c] in {"oprd", "xcomp"} or (t.dep[c] == "prep" and t.lower[c] in {"as", "of", "for"})
                for c in t.children[i]
                if c > thing
            )
            if (t.lower[thing] in _PALE and not named) or (
                t.lower[thing] in _BARE_OBJECTS and not t.children[thing]
            ):
                return None
            low, high = t.edges(thing)
            for c in t.children[i]:
                if c > thing and (
                    t.dep[c] in {"oprd", "xcomp"} or (t.dep[c] == "prep" and t.lower[c] in _CARRIED)
                ):
                    high = max(high, t.edges(c)[1])
            return low, high
        if cue.preps:
            for c in t.children[i]:
                if c > i and t.lower[c] in cue.preps and t.dep[c] in {"prep", "prt", "advmod"}:
                    low, high = t.edges(c)
                    if t.dep[c] == "prt" and thing is not None:
                        return t.edges(thing)
                    if high > c:
                        return c + 1, high
        return None

    def _worth(self, i: int, clause: int, subject: int | None) -> bool:
        """Whether a clause is reported: not after a first person who only thinks aloud."""
        t = self.t
        return (
            not (subject is not None and t.lower[subject] in _FIRST and t.lemma[i] in _ALOUD) and clause != i
        )

    def _clause(self, i: int, clause: int, kids: dict[str, int], subject: int | None) -> tuple[int, int]:
        """The tokens of a reported clause, on either side of its verb."""
        t = self.t
        low, high = t.edges(clause)
        if clause < i:
            stop = self._frame_low(i, subject)
            return low, min(high, stop - 1)
        low = max(low, i + 1)
        thing = kids.get("dobj")
        if thing is not None and i < thing < clause and t.lemma[i] not in _ADDRESSED:
            low = min(low, t.edges(thing)[0])
        return self._cover(low, high, i)

    def _frame_low(self, i: int, subject: int | None) -> int:
        """The first token of source and cue together."""
        t = self.t
        low = i
        for c in t.children[i]:
            if c < i and t.dep[c] in {"aux", "advmod", "neg"} and c >= i - 4:
                low = min(low, c)
        if subject is not None and subject < i:
            low = min(low, t.edges(subject)[0])
        return low

    # -- quotations -----------------------------------------------------------------------------------------------

    def _with_quotation(self, i: int, cue: Cue, subject: int | None, kids: dict[str, int]) -> bool:
        """A frame where a quotation touches the cue and its subject; False where none does."""
        if not self.quotations:
            return False
        t = self.t
        subject = self._inverted(i, subject)
        low = high = i
        if subject is not None:
            a, b = t.edges(subject) if t.head[subject] == i else (subject, subject)
            if b - a < 60:
                a, b = self._outside(a, b, subject)
                low, high = min(low, a), max(high, b)
        for c in t.children[i]:
            if t.dep[c] in {"aux", "advmod", "neg", "prt"} and i - 4 <= c <= i + 2:
                low, high = min(low, c), max(high, c)
        before = self._quotation_before(low)
        after = self._quotation_after(max(i, high if subject is not None and subject > i else i))
        if before is not None and self.text[self.quotations[before].inner[1] - 1] == ".":
            clause = kids.get("ccomp", -1)
            if after is not None or clause > i or t.child(i, "xcomp", "dobj") is not None:
                before = None
        if before is None and after is None:
            return False
        picked = [k for k in (before, after) if k is not None and k not in self.claimed]
        if not picked:
            return False
        content, direct = self._quoted_content(i, picked, low, before, subject)
        source = self._phrase(subject, i) if subject is not None else None
        if source and any(source[0] <= self.begin[k] <= source[1] for k in picked):
            source = (subject, subject) if subject is not None else None
        frame = Frame(
            i,
            source,
            subject,
            [self._cue_range(i, (t.n, t.n))],
            content,
            quoted=picked,
            direct=direct,
            tone=cue.tone,
            via=self._via(i),
        )
        for k in picked:
            self.claimed[k] = frame
        self.frames.append(frame)
        return True

    def _outside(self, a: int, b: int, subject: int) -> tuple[int, int]:
        """Tokens a..b cut at the nearest long quotation on either side of the subject."""
        inside = self.inside
        low = subject
        while low > a and inside[low - 1] < 0:
            low -= 1
        high = subject
        while high < b and inside[high + 1] < 0:
            high += 1
        return low, high

    def _inverted(self, i: int, subject: int | None) -> int | None:
        """The subject behind the verb ('"…," said the minister') where the parse did not see it."""
        t = self.t
        if subject is not None and not (
            t.head[subject] != i and t.dep[i] not in {"conj", "advcl", "acl", "relcl", "xcomp"}
        ):
            if self.inside[subject] < 0 or subject > i:
                return subject
            subject = None
        if subject is not None and self.inside[subject] < 0:
            return subject
        for c in t.children[i]:
            if (
                c > i
                and c <= i + 8
                and t.dep[c] in {"dobj", "attr", "oprd", "npadvmod", "dative", "dep"}
                and self.inside[c] < 0
                and t.tag[c][:1] in {"N", "P"}
            ):
                return c
        if i + 1 < t.n and t.tag[i + 1] in {"NNP", "PRP"} and self.inside[i + 1] < 0:
            return i + 1
        return None

    def _quotation_before(self, low: int) -> int | None:
        """The quotation that ends before token ``low``: right there, or with a comma and no verb between."""
        t, k = self.t, low - 1
        while k >= 0 and low - k < 12:
            q = self.ends.get(k)
            if q is not None:
                pointed = self.text[self.quotations[q].inner[1] - 1] in ",?!—–-"
                if self.inside[k] < 0 and not pointed:
                    return None
                return q if pointed or low - k <= 3 else None
            word = t.text[k]
            if "\n" in word or word in {".", "!", "?", ";", ":"} or t.tag[k][:2] == "VB":
                return None
            k -= 1
        return None

    def _quotation_after(self, high: int) -> int | None:
        """The quotation that a comma, a colon or nothing joins to the cue, with no other saying between."""
        t, n = self.t, self.t.n
        k = high + 1
        while k < n and k <= high + 40:
            word = t.text[k]
            q = self.starts.get(k)
            if q is not None and (self.inside[k] >= 0 or t.text[k - 1] in {",", ":"}):
                before = t.text[k - 1] if not t.text[k - 1].isspace() else t.text[k - 2]
                if before in {",", ":", "—", "–"} or t.lower[k - 1] in {"that", "is", "was"} or k == high + 1:
                    return q
                return None
            if word in {".", "!", "?", ";"} or "\n" in word:
                return None
            if (
                t.tag[k][:2] == "VB"
                and t.tag[k] in {"VBD", "VBZ", "VBP"}
                and t.dep[k] not in {"relcl", "acl", "aux"}
            ):
                return None
            k += 1
        return None

    def _quoted_content(
        self, i: int, picked: list[int], low: int, before: int | None, subject: int | None
    ) -> tuple[list[tuple[int, int]], bool]:
        """The characters of picked quotations; with the words before the first where the sentence began outside it."""
        t = self.t
        spans, direct = [], True
        for k in picked:
            a, b = self.quotations[k].inner
            if k == before:
                first = self.begin[k]
                start = self._sentence_low(first, low)
                if start < first - 1 and any(x[:1].isalnum() for x in t.text[start:first]):
                    whole = self._chars(start, self.finish[k])
                    if whole:
                        spans.append(whole)
                        direct = False
                        continue
            spans.append((a, b))
        return spans, direct

    def _sentence_low(self, first: int, low: int) -> int:  # noqa: ARG002
        """Where the sentence begins in which a quotation opens at token ``first``, without other quotations."""
        t, k = self.t, first
        while k > 0 and first - k < 40:
            word = t.text[k - 1]
            if (
                word in {".", "!", "?", ":", ";"}
                or "\n" in word
                or self.inside[k - 1] >= 0
                or (word == "," and k == first)
            ):
                return k if word != "," else first
            k -= 1
        return k if k == 0 else first

    # -- others ---------------------------------------------------------------------------------------------------

    def _passive(self, i: int, cue: Cue, kids: dict[str, int]) -> None:
        """ "X was hailed by Y"; "it is known that"; "he was asked whether"; "is expected to"."""
        t = self.t
        agent = kids.get("agent")
        theme = kids.get("nsubjpass")
        if agent is not None:
            who = next((c for c in t.children[agent] if t.dep[c] == "pobj"), None)
            what = (
                theme
                if theme is not None
                else (t.head[i] if t.dep[i] == "acl" and "nsubjpass" not in kids else None)
            )
            if who is None or what is None or not cue.takes & (OBJECT | CLAUSE):
                return
            if what == t.head[i]:
                low, high = t.edges(what)[0], i - 1
            else:
                low, high = t.edges(what)
                if t.lower[what] in _RELATIVE:
                    return
            chars = self._chars(low, high)
            first = kids.get("auxpass", i)
            if chars:
                self.frames.append(
                    Frame(i, self._phrase(who), who, [(min(first, i), agent)], [chars], tone=cue.tone)
                )
            return
        if theme is None:
            return
        clause = kids.get("ccomp")
        if t.lower[theme] == "it" and clause is not None and t.lemma[i] in cues.IMPERSONAL:
            self._impersonal_frame(theme, i, self._chars(*t.edges(clause)))
            return
        goal = kids.get("xcomp")
        if goal is not None and t.lemma[i] in cues.IMPERSONAL:
            chars, rest = self._chars(*self._phrase(theme)), self._chars(*t.edges(goal))
            if chars and rest:
                self.frames.append(
                    Frame(i, None, None, [(kids.get("auxpass", i), i)], [chars, rest], kind="impersonal")
                )
        elif clause is not None and t.lemma[i] in {"ask", "tell", "inform"}:
            chars = self._chars(*t.edges(clause))
            if chars:
                self.frames.append(
                    Frame(i, None, None, [(kids.get("auxpass", i), i)], [chars], kind="impersonal")
                )
        elif t.lemma[i] in {"know", "describe", "view", "see", "regard"}:
            behind = next(
                (c for c in t.children[i] if t.dep[c] == "prep" and t.lower[c] in {"as", "for"}), None
            )
            if behind is not None:
                chars = self._chars(*t.edges(behind))
                if chars:
                    self.frames.append(
                        Frame(i, None, None, [(kids.get("auxpass", i), i)], [chars], kind="impersonal")
                    )

    def _impersonal(self, i: int, subject: int, chars: tuple[int, int]) -> bool:
        """ "It seems that": nobody's words."""
        if self.t.lemma[i] in {"seem", "appear"} or self.t.dep[subject] == "expl":
            self._impersonal_frame(subject, i, chars)
            return True
        return False

    def _impersonal_frame(self, subject: int, i: int, chars: tuple[int, int] | None) -> None:
        if chars:
            t = self.t
            last = i + 1 if i + 1 < t.n and t.lower[i + 1] == "that" else i
            self.frames.append(Frame(i, None, None, [(subject, last)], [chars], kind="impersonal"))

    def _noun(self, i: int) -> None:
        """ "the claim that …"; "Moscow's call for …"."""
        t = self.t
        owner = clause = behind = None
        preps = cues.NOUNS[t.lemma[i]]
        for c in t.children[i]:
            d = t.dep[c]
            if d == "poss":
                owner = c
            elif (
                d in {"acl", "ccomp", "relcl"}
                and c > i
                and any(t.lower[k] == "that" and t.dep[k] == "mark" for k in t.children[c])
            ) or (
                d == "acl" and c > i and any(t.lower[k] == "to" for k in t.children[c]) and owner is not None
            ):
                clause = c
            elif d == "prep" and c > i and behind is None and t.lower[c] in preps:
                behind = c
            elif (
                d == "prep"
                and c > i
                and t.lower[c] in {"of", "by", "from", "among"}
                and owner is None
                and t.lower[c] not in preps
            ):
                owner = next((k for k in t.children[c] if t.dep[k] == "pobj"), None)
        if clause is None and (behind is None or owner is None):
            return
        low, high = (
            t.edges(clause)
            if clause is not None
            else (behind + 1 if behind is not None else i, t.edges(behind)[1] if behind is not None else i)
        )
        if owner is None and clause is not None:
            owner = self._holder(i)
        chars = self._chars(low, high)
        if chars:
            source = self._phrase(owner, i) if owner is not None else None
            if source and t.text[source[1]] in {"'s", "’s", "'", "’"} and source[1] > source[0]:
                source = (source[0], source[1] - 1)
            last = behind if clause is None and behind is not None else i
            self.frames.append(Frame(i, source, owner, [(i, last)], [chars], kind="noun"))

    def _holder(self, i: int) -> int | None:
        """Who holds a belief that is the object of a verb ("rejected the claim that": not him; "has the belief that": him)."""
        t = self.t
        over = t.head[i]
        if (
            t.dep[i] == "dobj"
            and t.tag[over][:1] == "V"
            and t.lemma[over] in {"have", "make", "express", "voice", "share", "hold", "issue", "repeat"}
        ):
            return self._subject(over)
        return None

    def _adjective(self, i: int) -> None:
        """ "is confident that …", "was worried about …", "is willing to …"."""
        t = self.t
        verb = t.head[i]
        preps = cues.ADJECTIVES[t.lower[i]]
        for c in t.children[i]:
            if c < i:
                continue
            goal = t.dep[c] == "xcomp"
            if t.dep[c] == "ccomp" or goal or (t.dep[c] == "prep" and t.lower[c] in preps):
                low, high = t.edges(c)
                if t.dep[c] == "prep":
                    low = c + 1
                subject = self._subject(verb) if t.tag[verb][:1] in {"V", "M"} else None
                chars = self._chars(low, high)
                if chars is None:
                    continue
                if subject is not None and t.lower[subject] == "it":
                    if t.lower[i] in cues.IMPERSONAL_ADJECTIVES and t.dep[c] == "ccomp":
                        self._impersonal_frame(subject, i, chars)
                    return
                if subject is None:
                    return
                self.frames.append(
                    Frame(
                        i,
                        self._phrase(subject, i),
                        subject,
                        [(i, low - 1 if t.dep[c] == "prep" else i)],
                        [chars],
                        kind="adjective",
                    )
                )
                return

    def _light(self, i: int) -> None:
        """ "casts doubts on …", "took a favourable view of …", "voiced concern that …"."""
        t = self.t
        thing = t.child(i, "dobj")
        if thing is None or thing < i or t.lemma[thing] not in cues.LIGHT_NOUNS:
            return
        tone = cues.LIGHT_NOUNS[t.lemma[thing]]
        content = None
        for over in (thing, i):
            for c in t.children[over]:
                if c > thing and content is None:
                    if t.dep[c] == "prep" and t.lower[c] in {
                        "on",
                        "about",
                        "of",
                        "for",
                        "over",
                        "to",
                        "in",
                        "at",
                        "with",
                    }:
                        low, high = t.edges(c)
                        content = (c + 1, high) if t.lower[c] not in {"in", "at", "with"} or tone else None
                    elif t.dep[c] in {"acl", "ccomp"}:
                        content = t.edges(c)
        if content is None:
            return
        subject = self._subject(i)
        chars = self._chars(*content)
        if chars is None or subject is None:
            return
        low, _ = self._cue_range(i, content)
        for word in t.children[thing]:
            if t.dep[word] == "amod" and not tone:
                tone = (
                    1
                    if t.lower[word].startswith(("favo", "posi", "warm", "opti"))
                    else -1
                    if t.lower[word].startswith(("dim", "nega", "crit", "skep", "scep"))
                    else 0
                )
        self.frames.append(
            Frame(i, self._phrase(subject, i), subject, [(low, content[0] - 1)], [chars], tone=tone)
        )

    def _according(self, i: int) -> None:
        """ "According to X, …" and "…, according to X"."""
        t = self.t
        to = i + 1
        if to >= t.n or t.lower[to] != "to":
            return
        who = t.child(to, "pobj") or t.child(i, "pobj")
        if who is None:
            return
        a, b = t.edges(who)
        low, high = t.bounds[t.sent[i]]
        source = self._phrase(who)
        comma = next((k for k in range(b + 1, min(high, b + 3)) if t.text[k] == ","), None)
        picked: list[int] = []
        if i - low <= 2 or (
            comma is not None
            and not any(x[:1].isalnum() for x in t.text[low:i] if x.lower() not in {"and", "but", "yet"})
        ):
            span = (b + 1, high - 1)
            head = t.head[i]
            if head != i and t.tag[head][:1] in {"V", "M"}:
                span = (b + 1, max(t.edges(head)[1], b + 1))
        else:
            start = low
            head = t.head[i]
            if head != i and t.tag[head][:1] in {"V", "M", "N"} and head < i:
                start = max(low, t.edges(head)[0]) if t.tag[head][:1] in {"V", "M"} else low
            span = (start, i - 1)
        k = self._quotation_after(b)
        if k is not None and self.begin[k] <= b + 3:
            picked = [k]
        if picked:
            self.claimed_by(picked, i, who, source, (i, to))
            return
        chars = self._chars(*self._cover(*span, i))
        if chars:
            self.frames.append(Frame(i, source, who, [(i, to)], [chars], kind="according"))

    def claimed_by(
        self, picked: list[int], i: int, who: int, source: tuple[int, int], cue: tuple[int, int]
    ) -> None:
        """A direct frame of quotations with a known source."""
        frame = Frame(
            i,
            source,
            who,
            [cue],
            [self.quotations[k].inner for k in picked],
            quoted=picked,
            kind="according",
            direct=True,
        )
        for k in picked:
            self.claimed[k] = frame
        self.frames.append(frame)

    def _via(self, i: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """The source that the source names ("Referring to officials, the paper reported")."""
        t = self.t
        for c in t.children[i]:
            if (
                t.dep[c] in {"advcl", "prep", "partmod", "acl"}
                and t.lemma[c] in cues.VIA
                and t.tag[c] == "VBG"
            ):
                for k in t.children[c]:
                    if t.dep[k] == "dobj":
                        return self._phrase(k), (c, c)
                    if t.dep[k] == "prep" and t.lower[k] == "to":
                        who = t.child(k, "pobj")
                        if who is not None:
                            return self._phrase(who), (c, k)
        return None

    def _colons(self) -> None:
        """A quotation after a colon is its sentence's subject's, whatever the verb."""
        t = self.t
        for k, first in enumerate(self.begin):
            if k in self.claimed or self.finish[k] - first < _LONG or first < 3:
                continue
            at = first - 1
            while at > 0 and t.text[at].isspace():
                at -= 1
            if t.text[at] != ":" or self.inside[at] >= 0:
                continue
            low, _ = t.bounds[t.sent[at]]
            root = next((x for x in range(low, at) if t.head[x] == x), None)
            if root is None:
                continue
            subject = self._subject(root)
            if subject is None or self.inside[subject] >= 0 or subject >= at:
                continue
            frame = Frame(
                root,
                self._phrase(subject, root),
                subject,
                [(at, at)],
                [self.quotations[k].inner],
                quoted=[k],
                kind="colon",
                direct=True,
            )
            self.claimed[k] = frame
            self.frames.append(frame)

    def _run_on(self) -> None:
        """A quotation that begins where a quoting sentence ends goes on in the same voice."""
        t = self.t
        ends: dict[int, Frame] = {}
        for frame in self.frames:
            if frame.quoted:
                last = max(
                    [
                        frame.verb,
                        *(self.finish[k] for k in frame.quoted),
                        *((frame.source[1],) if frame.source else ()),
                    ]
                )
                ends[self._sentence_end(last)] = frame
        for frame in self.frames:
            if (
                not frame.quoted
                and frame.kind == "verb"
                and t.lemma[frame.verb] in _VOICES
                and t.tag[frame.verb] in {"VBD", "VBZ", "VBP"}
            ):
                last = max(frame.verb, t.between(frame.content[-1][1], frame.content[-1][1])[0] - 1)
                ends.setdefault(self._sentence_end(last), frame)
        for k, first in enumerate(self.begin):
            if k in self.claimed or self.finish[k] - first < 3:
                continue
            at = first - 1
            broken = False
            while at > 0 and t.text[at].isspace():
                broken = broken or "\n" in t.text[at]
                at -= 1
            frame = ends.get(at)
            if frame is None or (broken and not self._alone(k)):
                continue
            frame.quoted.append(k)
            frame.content.append(self.quotations[k].inner)
            self.claimed[k] = frame
            ends[self._sentence_end(self.finish[k])] = frame

    def _part(self) -> None:
        """Cut contents before participles that turned out to be their speaker's; drop frames that only name a via."""
        t = self.t
        for i in self.parted:
            at = t.start[i]
            for frame in self.frames:
                a, b = frame.content[-1]
                if a < at < b and frame.verb < i and not frame.quoted:
                    while at > a and self.text[at - 1] in " ,;":
                        at -= 1
                    if at > a:
                        frame.content[-1] = (a, at)
        named = {f.via[1][0] for f in self.frames if f.via}
        self.frames = [f for f in self.frames if f.verb not in named]

    def _alone(self, k: int) -> bool:
        """Whether a quotation is a whole paragraph, or runs on from one never closed."""
        q = self.quotations[k]
        line = self.text.find("\n", q.end)
        rest = self.text[q.end : line if line >= 0 else len(self.text)]
        return not rest.strip() or (k > 0 and not self.quotations[k - 1].closed)

    def _sentence_end(self, token: int) -> int:
        """The token that ends the sentence after ``token``: a stop, or the token itself where the paragraph ends."""
        t, k = self.t, token
        if (
            t.text[k] in {'"', "”", "''"}
            and k
            and t.text[k - 1] in {".", "!", "?"}
            and (k + 1 >= t.n or t.text[k + 1] not in {","})
        ):
            if (
                k + 1 >= t.n
                or t.text[k + 1].isspace()
                or t.text[k + 1][:1].isupper()
                or t.text[k + 1] in {'"', "“"}
            ):
                return k
        while k < t.n - 1 and k < token + 60:
            word = t.text[k]
            if word in {".", "!", "?"} and self.inside[k] < 0:
                return k
            if "\n" in t.text[k + 1]:
                return k
            k += 1
        return k


_PUNCT = frozenset(
    {
        ",",
        ".",
        ";",
        ":",
        "-",
        "–",
        "—",
        "--",
        '"',
        "“",
        "”",
        "'",
        "''",
        "``",
        "‘",
        "’",
        "(",
        ")",
        "…",
        "...",
        "?",
        "!",
        "«",
        "»",
        "[",
        "]",
    }
)
_PUNCT_END = _PUNCT - {")", "]", "%"}
_HAVE = frozenset({"has", "have", "had", "having", "'s", "’s", "'ve", "’ve", "'d", "’d"})
_PALE = frozenset(
    {"it", "that", "this", "them", "him", "her", "me", "us", "you", "what", "which", "who", "so"}
)
_BARE_OBJECTS = frozenset(
    {"reporters", "journalists", "something", "nothing", "anything", "everything", "thing", "things"}
)
_ALOUD = frozenset(
    {
        "think",
        "know",
        "guess",
        "believe",
        "mean",
        "feel",
        "hope",
        "suppose",
        "see",
        "wish",
        "bet",
        "remember",
        "want",
    }
)
_PARTING = frozenset(
    ["say", "add", "argue", "hail", "praise", "note", "claim", "insist", "call", "accuse", "blame", "warn", "stress", "declare", "describe", "explain", "criticize", "criticise", "slam", "denounce", "condemn", "welcome", "urge", "cite", "refer", "point", "complain", "suggest", "predict", "promise", "vow", "ask", "tell"]
)
_VOICES = frozenset(
    ["say", "tell", "add", "note", "explain", "argue", "write", "insist", "continue", "reply", "respond", "warn", "suggest", "claim", "recall", "state"]
)
_SAID_TO = frozenset({"say", "report", "suggest", "show", "argue", "tell"})
