"""The parse of an article as plain lists, so that rules walk Python lists and never a spaCy token in a loop."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from foedus.reading import cues
from foedus.reading.wordlist import words

_IRREGULAR = {
    "am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "being": "be", "'s": "be", "’s": "be",
    "'re": "be", "’re": "be", "'m": "be", "’m": "be", "has": "have", "had": "have", "'ve": "have", "’ve": "have",
    "did": "do", "done": "do", "does": "do", "said": "say", "told": "tell", "thought": "think", "knew": "know",
    "known": "know", "wrote": "write", "written": "write", "spoke": "speak", "spoken": "speak", "felt": "feel",
    "made": "make", "took": "take", "taken": "take", "gave": "give", "given": "give", "got": "get", "gotten": "get",
    "went": "go", "gone": "go", "came": "come", "saw": "see", "seen": "see", "found": "find", "held": "hold",
    "kept": "keep", "left": "leave", "led": "lead", "lost": "lose", "met": "meet", "paid": "pay", "put": "put",
    "read": "read", "ran": "run", "sent": "send", "set": "set", "shook": "shake", "shot": "shoot", "showed": "show",
    "shown": "show", "shut": "shut", "sold": "sell", "spent": "spend", "stood": "stand", "swore": "swear",
    "sworn": "swear", "taught": "teach", "threw": "throw", "thrown": "throw", "understood": "understand", "won": "win",
    "withdrew": "withdraw", "withdrawn": "withdraw", "began": "begin", "begun": "begin", "became": "become",
    "broke": "break", "broken": "break", "brought": "bring", "built": "build", "bought": "buy", "caught": "catch",
    "chose": "choose", "chosen": "choose", "drew": "draw", "drawn": "draw", "drove": "drive", "driven": "drive",
    "fell": "fall", "fallen": "fall", "fought": "fight", "forgot": "forget", "forgotten": "forget", "grew": "grow",
    "grown": "grow", "heard": "hear", "hit": "hit", "laid": "lay", "lay": "lie", "meant": "mean", "rose": "rise",
    "risen": "rise", "sought": "seek", "struck": "strike", "let": "let", "cut": "cut", "cast": "cast", "cost": "cost",
    "quit": "quit", "rid": "rid", "split": "split", "spread": "spread", "upheld": "uphold", "withheld": "withhold",
    "foresaw": "foresee", "foreseen": "foresee", "foretold": "foretell", "dealt": "deal", "dreamt": "dream", "bet": "bet",
    "fed": "feed", "fled": "flee", "flew": "fly", "flown": "fly", "forbade": "forbid", "forbidden": "forbid",
    "bade": "bid", "beat": "beat", "beaten": "beat", "bore": "bear", "borne": "bear", "bound": "bind", "sang": "sing",
    "hid": "hide", "hidden": "hide", "undertook": "undertake", "undertaken": "undertake", "overthrew": "overthrow",
    "overthrown": "overthrow", "slew": "slay", "underwent": "undergo", "mistook": "mistake", "retold": "retell",
    "'d": "would", "’d": "would", "wo": "will", "'ll": "will", "’ll": "will", "ca": "can", "n't": "not", "n’t": "not",
    "sat": "sit", "stuck": "stick", "lent": "lend", "leapt": "leap", "sprang": "spring", "sprung": "spring", "clung": "cling", "swung": "swing", "hung": "hang",
    "slid": "slide", "bent": "bend", "swept": "sweep", "crept": "creep", "sank": "sink", "sunk": "sink", "shrank": "shrink", "rang": "ring", "blew": "blow",
    "blown": "blow", "tore": "tear", "torn": "tear", "wore": "wear", "worn": "wear", "stole": "steal", "stolen": "steal", "froze": "freeze", "frozen": "freeze",
    "rode": "ride", "ridden": "ride", "strode": "stride", "spat": "spit", "wound": "wind", "ground": "grind", "dug": "dig", "lit": "light",
    "shone": "shine", "slunk": "slink", "stank": "stink", "strove": "strive", "thrust": "thrust", "wove": "weave", "wrung": "wring", "awoke": "awake",
    "outran": "outrun", "overran": "overrun", "overcame": "overcome", "overtook": "overtake", "overtaken": "overtake", "withstood": "withstand", "rebuilt": "rebuild",
    "men": "man", "women": "woman", "people": "people", "children": "child", "media": "media", "lives": "life",
    "countries": "country", "allies": "ally", "fired": "fire", "agreed": "agree", "quoted": "quote", "posed": "pose",
}  # fmt: skip
_DOUBLES = frozenset("bdgmnprt")
_SILENT = ("s", "v", "z", "c", "g", "u", "dl", "bl", "gl", "pl", "tl", "kl", "at")
_CACHE: dict[tuple[str, str], str] = {}
_TRUE_E = frozenset(
    words("""
write cite quote note invite vote promote denote devote unite excite ignite recite dispute compute refute repute
state relate debate celebrate indicate advocate reiterate speculate demonstrate anticipate articulate stipulate
denigrate berate hate rate create threaten decide deride provide divide guide side preside confide concede
secede cede include conclude exclude allude elude intrude hope cope scope develope stripe type wipe joke invoke
revoke evoke provoke evoke like make take strike name blame claim frame shame exclaim dream tame fume assume
resume presume consume imagine define determine examine outline decline opine combine refine undermine underline
mine fine shine tune complete compete delete deplete compose propose oppose suppose expose impose dispose close
disclose enclose purpose use accuse excuse refuse confuse abuse amuse muse praise raise advise revise promise
compromise appraise surmise premise despise please release lease cease increase decrease ease tease phrase
paraphrase erase chase purchase base browse arouse house require inquire acquire aspire admire desire inspire
hire fire tire care declare share dare compare prepare scare stare bare explore ignore deplore implore restore
score adore bore store ensure assure insure measure pressure figure injure lure cure endure secure procure
venture picture capture interfere adhere cohere revere persevere describe prescribe subscribe ascribe inscribe
bribe tribe probe rule schedule file smile style reconcile compile while pile console role handle settle
struggle tackle chuckle giggle grumble mumble sample crumble assemble resemble enable rumble tremble trouble
double title battle rattle whistle argue continue issue value pursue sue rescue argue continue agree see flee
free guarantee foresee disagree decree oversee
""")
)  # fmt: skip


_SPELT = _TRUE_E | {verb for verb in cues.VERBS if verb.endswith("e")}


def _stem(word: str, cut: int) -> str:
    """A verb without its ending of ``cut`` letters, with its silent e or its single consonant back."""
    stem = word[:-cut]
    if stem + "e" in _SPELT:
        return stem + "e"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in _DOUBLES and stem not in {"add", "purr", "err"}:
        return stem[:-1]
    if stem.endswith(_SILENT) and not stem.endswith(("ss", "eat", "oat", "ng", "ig", "eu")):
        return stem + "e"
    return stem


def lemma(word: str, tag: str) -> str:
    """The dictionary form of a lower-case English word by a small rule (verbs and plural nouns only).

    >>> lemma("argues", "VBZ"), lemma("hailing", "VBG"), lemma("denied", "VBD"), lemma("votes", "NNS")
    ('argue', 'hail', 'deny', 'vote')
    """
    key = (word, tag)
    hit = _CACHE.get(key)
    if hit is None:
        if len(_CACHE) > 100_000:
            _CACHE.clear()
        hit = _CACHE[key] = _lemma(word, tag)
    return hit


def _lemma(word: str, tag: str) -> str:
    if tag[:1] not in {"V", "N", "M"} or tag in {"NNP", "NNPS"}:
        return _IRREGULAR.get(word, word) if tag in {"VB", "RB", "POS"} or word in {"n't", "n’t"} else word
    hit = _IRREGULAR.get(word)
    if hit is not None:
        return hit
    if tag[:1] == "V":
        return _verb(word)
    if tag == "NNS" and len(word) > 3:
        return _third(word)
    return word


def _third(word: str) -> str:
    """A word without its plural or third-person s."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")) and word != "aches":
        return word[:-2]
    if word.endswith("oes"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _verb(word: str) -> str:
    """The infinitive of a regular verb form."""
    if word.endswith("ing") and len(word) > 5:
        return _stem(word, 3)
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("eed"):
        return word
    if word.endswith("ed") and len(word) > 3:
        return _stem(word, 2)
    return _third(word) if len(word) > 3 else word


# Strings by spaCy's hash; hashes do not depend on the vocabulary, so one table serves every model of a process.
_STRINGS: dict[int, str] = {0: ""}


def _words(keys: list[int], strings: Any) -> list[str]:
    """The strings of a column of hashes."""
    try:
        return [_STRINGS[key] for key in keys]
    except KeyError:
        if len(_STRINGS) > 300_000:
            _STRINGS.clear()
            _STRINGS[0] = ""
        _STRINGS.update({key: strings[key] for key in set(keys) if key not in _STRINGS})
        return [_STRINGS[key] for key in keys]


@dataclass(slots=True)
class Tokens:
    """Every token of a parse, one list per property; ``i`` is a token's place in them.

    Attributes:
        n: how many tokens.
        text, lower, lemma: the word as written, in lower case, in its dictionary form.
        tag: Penn Treebank tag (NNP, VBD, ...).
        dep: dependency label (nsubj, ccomp, ...).
        head: place of the head (a root is its own head).
        start, end: ``str`` offsets into the article's text.
        sent: number of the sentence the token is in.
        bounds: (first token, one past the last token) of each sentence.
        children: places of the dependents, left to right.
        ent: type of the entity the token is in (PERSON, ORG, ..., "" outside).
        doc: the parse itself, for the rare question these lists do not answer.
    """

    n: int
    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sent: list[int]
    bounds: list[tuple[int, int]]
    children: list[Sequence[int]]
    ent: list[str]
    doc: Any

    @classmethod
    def of(cls, doc: Any, offset: int = 0) -> Tokens:
        """The lists of a parsed spaCy Doc whose first character is ``text[offset]``."""
        from numpy import arange
        from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LENGTH, LOWER, ORTH, SENT_START, TAG

        rows = doc.to_array([TAG, DEP, ENT_TYPE, ORTH, LOWER, HEAD, SENT_START, IDX, LENGTH]).T
        strings = doc.vocab.strings
        tag, dep, ent, text, lower = (_words(column.tolist(), strings) for column in rows[:5])
        n = len(text)
        head = (rows[5].view("int64") + arange(n)).tolist()
        begins = (rows[6].view("int64") == 1).tolist()
        starts = rows[7] + offset
        children: list[Any] = [()] * n  # most tokens have none
        sent: list[int] = []
        firsts: list[int] = []
        for i, over in enumerate(head):
            if begins[i] or i == 0:
                firsts.append(i)
            sent.append(len(firsts) - 1)
            if over != i:
                if children[over]:
                    children[over].append(i)
                else:
                    children[over] = [i]
        bounds = list(zip(firsts, [*firsts[1:], n], strict=False))
        start, end = starts.tolist(), (starts + rows[8]).tolist()
        lemmas = [_CACHE.get(key) or lemma(*key) for key in zip(lower, tag, strict=True)]
        return cls(n, text, lower, lemmas, tag, dep, head, start, end, sent, bounds, children, ent, doc)

    def edges(self, i: int) -> tuple[int, int]:
        """The first and last token (inclusive) of the subtree of token ``i``."""
        token = self.doc[i]
        return token.left_edge.i, token.right_edge.i

    def at(self, char: int) -> int:
        """The place of the token that holds, or is the next after, a character of the text."""
        return min(
            bisect_right(self.start, char) - 1 if self._inside(char) else bisect_left(self.start, char),
            self.n - 1,
        )

    def _inside(self, char: int) -> bool:
        i = bisect_right(self.start, char) - 1
        return i >= 0 and char < self.end[i]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """(first token, one past the last token) of those that begin inside a stretch of characters."""
        return bisect_left(self.start, start), bisect_left(self.start, end)

    def child(self, i: int, *deps: str) -> int | None:
        """The first dependent of token ``i`` with one of these labels."""
        for c in self.children[i]:
            if self.dep[c] in deps:
                return c
        return None
