"""Attributions by verbs: clauses, infinitives, objects, passives, asides between commas, silences."""

from __future__ import annotations

from foedus.reading import cues
from foedus.reading.cues import BARE, CLAUSE, INFINITIVE, OBJECT, QUOTE, Cue
from foedus.reading.frames import Frame
from foedus.reading.quoting import Quoting
from foedus.reading.wordlist import words

_FIRST = frozenset({"i", "we", "you"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_ADDRESSED = frozenset(
    words("""
tell assure remind inform convince persuade warn advise notify reassure ask teach show promise
""")
)
_CARRIED = frozenset(
    {"of", "for", "as", "with", "to", "over", "about", "against", "on", "from", "toward", "towards"}
)
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
_SAID_TO = frozenset({"say", "report", "suggest", "show", "argue", "tell"})

_NOBODY = frozenset({"neither", "nobody", "none", "no"})
_OPENING = frozenset({"comment", "speak", "respond", "reply", "react", "talk"})

_EVENTS = frozenset(
    {
        "vote",
        "voting",
        "incident",
        "event",
        "war",
        "crisis",
        "history",
        "fact",
        "conflict",
        "experience",
        "episode",
        "affair",
    }
)
_SHOWING = frozenset(
    {
        "show",
        "reveal",
        "demonstrate",
        "prove",
        "suggest",
        "indicate",
        "illustrate",
        "confirm",
        "mean",
        "highlight",
        "underscore",
    }
)


class Verbs(Quoting):
    """Finds frames whose cue is a verb."""

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
        if t.tag[i] == "VBG" and t.dep[i] == "advcl" and t.lemma[i] in _OPENING:
            return
        if t.lemma[i] == "ask" and i and t.text[i - 1] == "," and "ccomp" not in kids:
            return
        subject = self._subject(i)
        if subject is not None and self.inside[subject] >= 0:
            subject = self._first_subject(i)
        if subject is None and t.tag[i] in {"VBD", "VBZ"} and cue.takes & QUOTE:
            subject = self._first_subject(i)
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

    def _first_subject(self, i: int) -> int | None:
        """The first subject of the sentence, where the parse gave a finite verb none and it stands before the verb."""
        t = self.t
        for k in range(t.bounds[t.sent[i]][0], i):
            if (
                t.dep[k] in {"nsubj", "nsubjpass"}
                and self.inside[k] < 0
                and t.lower[k] not in {"it", "that", "which", "who", "there"}
            ):
                return k
        return None

    def _has(self, kids: dict[str, int], i: int) -> bool:
        """Whether "he's said" was taken for a passive."""
        t = self.t
        return t.lower[kids.get("auxpass", i)] in {"'s", "’s"} and ("ccomp" in kids or "dobj" in kids)

    def _silence(self, i: int, kids: dict[str, int], negated: bool) -> bool:
        """“Preferred not to remember that …”, “declined to comment on …”: the words that were kept back."""
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
        chars = self._chars(*t.edges(goal))
        if (
            chars
            and subject is not None
            and t.lemma[i] in {"decline", "refuse"}
            and t.lemma[goal] in {"comment", "speak", "say", "answer", "elaborate"}
        ):
            self.frames.append(
                Frame(i, self._phrase(subject, i), subject, [(i, i)], [chars], silent=not negated)
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
        if subject is not None and self._speechless(i, subject):
            return
        if self.t.lemma[i] == "ask" and self.text.startswith("not to be", chars[0]):
            return
        source = self._phrase(subject, i) if subject is not None else None
        negated = negated or (source is not None and self.t.lower[source[0]] in _NOBODY)
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
        """“The risk, he said, is a clash”: the sentence around a cue that commas set off, or before one that ends it."""
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
        if not comma and last > high and t.text[last] != ".":
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

    def _speechless(self, i: int, subject: int) -> bool:
        """Whether the subject is an event, which says nothing, or "it is fair to assume" is the writer's own voice."""
        t = self.t
        if (
            t.lower[subject] == "it"
            and t.head[subject] != i
            and t.lemma[t.head[subject]] in {"be", "seem", "appear", "become"}
        ):
            return True
        return t.lemma[subject] in _EVENTS and t.lemma[i] in _SHOWING

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

    def _complement(
        self, i: int, cue: Cue, kids: dict[str, int], subject: int | None
    ) -> tuple[int, int] | None:
        """(first, last) token of what the verb reports without a quotation of its own, or None."""
        t = self.t
        clause = next((c for c in t.children[i] if c > i and t.dep[c] == "ccomp"), kids.get("ccomp"))
        if clause is not None and clause < i and not cue.takes & QUOTE:
            clause = None
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
                    if t.dep[c] == "prt" and goal is not None:
                        return t.edges(goal)
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

    def _passive(self, i: int, cue: Cue, kids: dict[str, int]) -> None:
        """“X was hailed by Y”; “it is known that”; “he was asked whether”; “is expected to”."""
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
            if t.lower[kids.get("aux", i)] in {"should", "must", "may", "can", "need"}:
                return  # "it should be noted" is the writer's own voice
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
        """“It seems that”: nobody's words."""
        if self.t.lemma[i] in {"seem", "appear"} or self.t.dep[subject] == "expl":
            self._impersonal_frame(subject, i, chars)
            return True
        return False

    def _impersonal_frame(self, subject: int, i: int, chars: tuple[int, int] | None) -> None:
        if chars:
            t = self.t
            last = i + 1 if i + 1 < t.n and t.lower[i + 1] == "that" else i
            self.frames.append(Frame(i, None, None, [(subject, last)], [chars], kind="impersonal"))
