"""Attributions of quotations: which quotation belongs to which cue, and how far a voice runs on."""

from __future__ import annotations

import re

from foedus.reading.cues import Cue
from foedus.reading.frames import Frame, Grammar
from foedus.reading.wordlist import words

_LONG = 4  # tokens between the marks from which a quotation hides the verbs in it
_VOICES = frozenset(
    words("""
say tell add note explain argue write insist continue reply respond warn suggest claim recall state
""")
)
_SIGNED = re.compile(r"\s*(?:[—–―]|--?)\s*[A-Z][^.!?]{2,80}")
_SPEECHES = frozenset(
    words("""
remark statement speech comment address message answer reply response appeal letter post tweet rant tirade
explanation argument rebuke
""")
)


class Quoting(Grammar):
    """Finds frames whose content is quoted."""

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
        content, direct = self._quoted_content(picked, low, before)
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
        return self._named_behind(i)

    def _named_behind(self, i: int) -> int | None:  # noqa: ARG002
        """The person named behind a verb and its particles; none here."""
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
        self, picked: list[int], low: int, before: int | None
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
            before = ends.get(at)
            if before is None or (broken and not self._goes_on(k)):
                continue
            before.quoted.append(k)
            before.content.append(self.quotations[k].inner)
            self.claimed[k] = before
            ends[self._sentence_end(self.finish[k])] = before

    def _goes_on(self, k: int) -> bool:
        """Whether a quotation that opens a paragraph runs on from one never closed in the paragraph before."""
        return k > 0 and not self.quotations[k - 1].closed

    def _alone(self, k: int) -> bool:
        """Whether a quotation is a whole paragraph."""
        q = self.quotations[k]
        line = self.text.find("\n", q.end)
        rest = self.text[q.end : line if line >= 0 else len(self.text)]
        before = self.text[self.text.rfind("\n", 0, q.start) + 1 : q.start]
        return (not rest.strip(" \t.,") or bool(_SIGNED.fullmatch(rest))) and not before.strip()

    def _pulled(self) -> None:
        """A quotation that is a whole paragraph and has no cue: the voice named on the line below it, else nobody's."""
        for k, first in enumerate(self.begin):
            if k in self.claimed or self.finish[k] - first < _LONG or not self._alone(k) or self._goes_on(k):
                continue
            source, cue = self._named_below(k), []
            if source is None and (root := self._introducing(first)) is not None:
                source, cue = self._phrase(self._subject(root) or root, root), [(root, root)]
            if source is None and (not self.quotations[k].closed or self.quotations[k].single):
                continue
            frame = Frame(
                first,
                source,
                source[1] if source else None,
                cue,
                [self.quotations[k].inner],
                quoted=[k],
                kind="pulled",
                direct=True,
            )
            self.claimed[k] = frame
            self.frames.append(frame)

    def _introducing(self, first: int) -> int | None:
        """The verb of the sentence before a quotation where that announces words ("Omarova went on with her speech.")."""
        t, at = self.t, first - 1
        while at > 0 and t.text[at].isspace():
            at -= 1
        if (
            at <= 0
            or self.inside[at] >= 0
            or any(f.quoted and f.verb >= t.bounds[t.sent[at]][0] for f in self.frames)
        ):
            return None
        low, high = t.bounds[t.sent[at]]
        root = next((x for x in range(low, high) if t.head[x] == x and not t.text[x].isspace()), None)
        if root is None or t.tag[root] not in {"VBD", "VBZ", "VBP"} or self._subject(root) is None:
            return None
        thing = t.child(root, "dobj") or next((x for x in range(root, high) if t.dep[x] == "pobj"), None)
        return root if thing is not None and t.lemma[thing] in _SPEECHES else None

    def _named_below(self, k: int) -> tuple[int, int] | None:
        """(first, last) token of the name on a line of its own below a quotation ("— Dana Omarova, deputy minister")."""
        t, at = self.t, self.finish[k] + 1
        while at < t.n and (t.text[at].isspace() or t.text[at] in {".", ","}):
            at += 1
        dashed = at < t.n and t.text[at] in {"—", "–", "--", "-", "―"}
        first = at + 1 if dashed else at
        end = first
        while end < t.n and "\n" not in t.text[end] and end - first < 16:
            end += 1
        if not self.quotations[k].closed:
            while end > first and t.text[end - 1] in {".", '"', "”"}:
                end -= 1
        if end - first in {0, 16} or t.text[end - 1] in {".", "!", "?", ":", '"', "”"}:
            return None
        last = first
        while (
            last < end
            and t.text[last][:1].isupper()
            and t.text[last].replace(".", "").replace("-", "").isalpha()
        ):
            last += 1
        if last - first < 2 or (last < end and t.text[last] not in {",", "(", "|", "-", "–", "—"}):
            return None
        if not dashed and any(t.tag[x] in {"VBD", "VBZ", "VBP"} for x in range(last, end)):
            return None
        return first, last - 1

    def _sentence_end(self, token: int) -> int:
        """The token that ends the sentence after ``token``: a stop, or the token itself where the paragraph ends."""
        t, k = self.t, token
        after = t.text[k + 1] if k + 1 < t.n else "\n"
        ended = t.text[k] in {'"', "”", "''"} and k > 0 and t.text[k - 1] in {".", "!", "?"}
        if ended and (after.isspace() or after[:1].isupper() or after in {'"', "“"}):
            return k
        while k < t.n - 1 and k < token + 60:
            word = t.text[k]
            if word in {".", "!", "?"} and self.inside[k] < 0:
                return k
            if "\n" in t.text[k + 1]:
                return k
            k += 1
        return k

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
