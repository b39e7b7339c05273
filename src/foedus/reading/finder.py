"""Where the text attributes something to somebody: one pass over the tokens, a look at the neighbours of every cue."""

from __future__ import annotations

from foedus.reading import cues
from foedus.reading.frames import Frame
from foedus.reading.governed import Governed
from foedus.reading.verbs import Verbs

_ABOUT = frozenset({"on", "about", "of", "for", "over", "to"})
_WARM, _COLD = ("favo", "posi", "warm", "opti"), ("dim", "nega", "crit", "skep", "scep")

_VIEWS = frozenset({"words", "view", "opinion", "estimate", "assessment", "judgment", "judgement"})

_NOBODY = frozenset(
    {"nothing", "everything", "something", "anything", "this", "that", "there", "what", "much", "little"}
)


class Finder(Governed, Verbs):
    """Finds the frames of one article."""

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
                if lemma[i] in cues.LIGHT and self._light(i):
                    continue
                cue = verbs.get(lemma[i])
                if cue is not None:
                    self._verb(i, cue)
            elif kind == "N":
                if lower[i] in _VIEWS and dep[i] == "pobj":
                    self._in_words(i)
                if lemma[i] in nouns:
                    self._noun(i)
            elif kind == "J":
                if lower[i] in adjectives and dep[i] in {"acomp", "ccomp", "ROOT", "conj", "advcl", "amod"}:
                    self._adjective(i)
            elif lower[i] == "according":
                self._according(i)
        self._governed()
        self._colons()
        self._run_on()
        self._pulled()
        self._part()
        self.frames.sort(
            key=lambda f: f.cue[0][0] if f.cue else self.t.between(f.content[0][0], f.content[0][1])[0]
        )
        return self.frames

    def _in_words(self, i: int) -> None:
        """“In his words, …”, “in the view of Moscow, …”: the rest of the sentence."""
        t = self.t
        over = t.head[i]
        low, high = t.bounds[t.sent[i]]
        if t.lower[over] != "in" or (over - low > 1 and t.text[over - 1] != ","):
            return
        owner = t.child(i, "poss")
        of = next((c for c in t.children[i] if t.dep[c] == "prep" and t.lower[c] == "of"), None)
        if owner is None and of is not None:
            owner = t.child(of, "pobj")
        last = t.edges(i)[1]
        if owner is None or last + 1 >= high or t.text[last + 1] not in {",", ".", ";"}:
            return
        span = (last + 2, high - 1) if over - low <= 1 else (low, over - 1)
        chars = self._chars(*self._cover(*span, i))
        if chars:
            self.frames.append(
                Frame(i, self._phrase(owner, i), owner, [(over, i)], [chars], kind="according")
            )

    def _noun(self, i: int) -> None:
        """“the claim that …”; “Moscow's call for …”."""
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
        """“is confident that …”, “was worried about …”, “is willing to …”."""
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
                if subject is not None and t.lower[subject] in _NOBODY:
                    return
                if subject is None or self._told_of_himself(subject, verb):
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

    def _told_of_himself(self, subject: int, verb: int) -> bool:
        """Whether "he was sure" is only what he said ("he said he was sure that …"): one statement, not two."""
        t = self.t
        return t.tag[subject] == "PRP" and t.dep[verb] == "ccomp" and t.lemma[t.head[verb]] in cues.VERBS

    def _light(self, i: int) -> bool:
        """“casts doubts on …”, “took a favourable view of …”, “voiced concern that …”."""
        t = self.t
        thing = t.child(i, "dobj")
        if thing is None or thing < i or t.lemma[thing] not in cues.LIGHT_NOUNS:
            return False
        tone = cues.LIGHT_NOUNS[t.lemma[thing]]
        content = self._behind(i, thing, bool(tone))
        subject = self._subject(i)
        chars = self._chars(*content) if content else None
        if content is None or chars is None or subject is None:
            return False
        low, _ = self._cue_range(i, content)
        for word in t.children[thing]:
            if t.dep[word] == "amod" and not tone:
                tone = int(t.lower[word].startswith(_WARM)) - int(t.lower[word].startswith(_COLD))
        cue = [(low, content[0] - 1)]
        self.frames.append(Frame(i, self._phrase(subject, i), subject, cue, [chars], tone=tone))
        return True

    def _behind(self, i: int, thing: int, toned: bool) -> tuple[int, int] | None:
        """(first, last) token of what a light verb's noun is about."""
        t = self.t
        for over in (thing, i):
            for c in t.children[over]:
                if c <= thing:
                    continue
                if t.dep[c] in {"acl", "ccomp"}:
                    return t.edges(c)
                if t.dep[c] == "prep" and (
                    t.lower[c] in _ABOUT or (toned and t.lower[c] in {"in", "at", "with"})
                ):
                    return c + 1, t.edges(c)[1]
        return None

    def _according(self, i: int) -> None:
        """“According to X, …” and “…, according to X”."""
        t = self.t
        to = i + 1
        if to >= t.n or t.lower[to] != "to":
            return
        who = t.child(to, "pobj") or t.child(i, "pobj")
        if who is None:
            return
        b = t.edges(who)[1]
        low, high = t.bounds[t.sent[i]]
        source = self._phrase(who)
        b = max(self._past_apposition(source[1], high), b)
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

    def _past_apposition(self, b: int, high: int) -> int:
        """The last token of "…, the foreign minister," behind a source, or the source's own last token."""
        t = self.t
        if b + 2 >= high or t.text[b + 1] != "," or t.lower[b + 2] not in {"the", "a", "an"}:
            return b
        for k in range(b + 3, min(high, b + 16)):
            if t.text[k] == ",":
                return k - 1
            if t.tag[k][:2] == "VB" or k in self.starts:
                return b
        return b

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
