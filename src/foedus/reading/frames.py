"""What an attribution is before anybody is named, and the grammar that every finder of attributions asks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from foedus.reading import cues
from foedus.reading.quotes import Quotation
from foedus.reading.tokens import Tokens
from foedus.reading.wordlist import words

_LONG = 4  # tokens between the marks from which a quotation hides the verbs in it
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_TAKEN_OVER = frozenset({"acl", "advcl", "xcomp", "conj", "pcomp", "ccomp", "dep", "parataxis"})
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
_PARTING = frozenset(
    words("""
say add argue hail praise note claim insist call accuse blame warn stress declare describe explain criticize
criticise slam denounce condemn welcome urge cite refer point complain suggest predict promise vow ask tell
""")
)

# What speaks by itself: a participle behind it is its own, not the writer's.
_DOCUMENTS = frozenset(
    words("""
resolution statement letter report declaration text draft bill document petition article speech treaty law poll survey study motion
communique communiqué tweet message email memo note post editorial ruling order verdict decree pact accord agreement book
""")
)


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


class Grammar:
    """The parse of one article with its quotations, and the questions of grammar asked of it."""

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
            t.lemma[noun] in _DOCUMENTS
            or t.dep[noun] in {"nsubj", "appos", "attr"}
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
                if t.dep[c] == "cc" and t.lower[c] in {"and", "or", "nor", "&"}:
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
        if low > high:
            return None
        k = self.ends.get(high + 1)
        if k is not None and low < self.begin[k] <= high and self.quotations[k].closed:
            high += 1
        return t.start[low], t.end[high]

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
