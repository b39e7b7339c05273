"""Any verb right behind a closed quotation that has a person for its subject and no object governs that quotation."""

from __future__ import annotations

from foedus.reading.frames import Frame
from foedus.reading.quoting import Quoting
from foedus.reading.wordlist import words

_PARTICLES = frozenset({"in", "on", "up", "back", "out", "off", "away", "along", "down", "over"})
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "its", "one", "another"})
_PRONOUNS = frozenset({"he", "she", "they", "we", "i"})
_INNER = frozenset({"JJ", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "CD", "HYPH", "VBN", "VBG"})
_NAMED = frozenset({"NNP", "NNPS"})
_PERSONAL = frozenset(
    words("""
president premier chancellor king queen emir chief chair head diplomat official envoy spokesperson politician
general veteran nominee candidate delegate representative expert source rapporteur secretary fellow aide guest
host witness student attorney judge mayor deputy colleague friend ally boss pope prince princess
""")
)  # fmt: skip
_PERSONAL_ENDS = ("er", "or", "ist", "man", "woman", "ian", "ant", "ary", "ate", "ee", "eer", "ess", "men")
_PLACES = frozenset({"GPE", "LOC", "FAC", "ORG", "DATE", "TIME", "NORP", "EVENT", "WORK_OF_ART", "LAW"})
_HELPERS = frozenset({"be", "have", "do", "will", "would", "can"})
_ENDS = frozenset({",", ".", ";", ":", "—", "–", "--", "-", "(", "!", "?", '"', "“", "''", "``"})
_PAST_SAID = ",?!—–-…"


class Governed(Quoting):
    """Finds quotations that a verb nobody listed governs ('"…," chimed in Dana Omarova')."""

    def _governed(self) -> None:
        """Give every quotation without a source to the verb and subject right behind it."""
        for k, q in enumerate(self.quotations):
            if k in self.claimed or not q.closed or self.finish[k] - self.begin[k] < 3:
                continue
            at = self._behind_quotation(k)
            if at is None:
                continue
            got = self._verb_first(at) or self._verb_last(at) or self._thing_speaks(at)
            if got is None:
                continue
            verb, cue, source, head = got
            content, direct = self._quoted_content([k], min(verb, source[0]) if source else verb, k)
            frame = Frame(verb, source, head, [cue], content, quoted=[k], direct=direct)
            self.claimed[k] = frame
            self.frames.append(frame)

    def _named_behind(self, i: int) -> int | None:
        """The person named behind a verb and its particles ('"…," went on Dana Omarova')."""
        if not self._verb_follows_mark(i):
            return None
        person = self._person_at(self._past_particles(i))
        return person[1] if person is not None and self._objectless(person[1] + 1) else None

    def _behind_quotation(self, k: int) -> int | None:
        """The token behind a quotation that ends with a comma, inside or outside its marks, or with ? or !."""
        t, at = self.t, self.finish[k] + 1
        if at >= t.n or "\n" in t.text[at]:
            return None
        inner = self.text[self.quotations[k].inner[1] - 1]
        if t.text[at] == ",":
            return at + 1 if at + 1 < t.n else None
        return at if inner in _PAST_SAID else None

    def _verb_first(self, at: int) -> tuple[int, tuple[int, int], tuple[int, int], int] | None:
        """Verb, cue, source and head of "sighed Armen Petrosyan", "went on the minister"."""
        if not self._verbal(at):
            return None
        j = self._past_particles(at)
        person = self._person_at(j)
        if person is None or not self._objectless(person[1] + 1):
            return None
        return at, (at, j - 1), person, person[1]

    def _verb_last(self, at: int) -> tuple[int, tuple[int, int], tuple[int, int], int] | None:
        """Verb, cue, source and head of "Armen Petrosyan, the deputy minister, sighed"."""
        t, person = self.t, self._person_at(at)
        if person is None:
            return None
        v = person[1] + 1
        if v < t.n and t.text[v] == ",":
            close = next((c for c in range(v + 1, min(t.n, v + 14)) if t.text[c] in {",", "\n", "."}), None)
            if close is None or t.text[close] != ",":
                return None
            v = close + 1
        while v < t.n and t.tag[v] == "RB":
            v += 1
        if v >= t.n or not self._verbal(v) or t.child(v, "dobj") is not None:
            return None
        j = self._past_particles(v)
        return (v, (v, j - 1), person, person[1]) if self._objectless(j) else None

    def _thing_speaks(self, at: int) -> tuple[int, tuple[int, int], None, None] | None:
        """Verb and cue of "read a sign outside", "came the reply": words of nobody named."""
        t = self.t
        if not self._verbal(at) or t.lemma[at] in _HELPERS or at + 2 >= t.n:
            return None
        return (at, (at, at), None, None) if t.lower[at + 1] in {"the", "a", "an"} else None

    def _verbal(self, i: int) -> bool:
        """Whether a token is a verb of the tale, also where the parse took it for something else."""
        t = self.t
        word = t.text[i]
        if not word.isalpha() or not word.islower() or self.inside[i] >= 0 or i in self.silenced:
            return False
        return (
            t.tag[i] in {"VBD", "VBZ", "VBP"}
            or (word.endswith("ed") and len(word) > 4)
            or (t.tag[i] in {"VBN", "VB"} and self._verb_follows_mark(i))
        )

    def _verb_follows_mark(self, i: int) -> bool:
        return i > 0 and (i - 1 in self.ends or (self.t.text[i - 1] == "," and i - 2 in self.ends))

    def _past_particles(self, verb: int) -> int:
        """The token behind a verb with its particles and adverbs."""
        t, j = self.t, verb + 1
        while (
            j < t.n
            and (t.lower[j] in _PARTICLES or (t.tag[j] == "RB" and t.text[j].islower()))
            and j < verb + 4
        ):
            j += 1
        return j

    def _person_at(self, j: int) -> tuple[int, int] | None:
        """(first, last) token of a person's name, title or pronoun that begins at token ``j``."""
        t = self.t
        if j >= t.n or self.inside[j] >= 0 or not t.text[j][:1].isalpha():
            return None
        if t.lower[j] in _PRONOUNS:
            return j, j
        last = j - 1
        k = j + 1 if t.lower[j] in _DETERMINERS else j
        while (
            k < min(t.n, j + 8) and (t.tag[k] in _INNER or t.text[k] == "-") and not self._verb_of_tale(k, j)
        ):
            last = k
            k += 1
        while last > j and t.tag[last] in {"POS", "HYPH", "VBN", "VBG", "JJ", "CD"}:
            last -= 1
        if last < j or (last == j and t.lower[j] in _DETERMINERS):
            return None
        word = t.lower[last]
        if t.text[last][:1].isupper() and t.tag[last] in _NAMED:
            titled = any(
                t.lower[x] in _PERSONAL or t.lower[x].endswith(_PERSONAL_ENDS) for x in range(j, last)
            )
            return (j, last) if titled or t.ent[last] not in _PLACES else None
        return (j, last) if word in _PERSONAL or word.endswith(_PERSONAL_ENDS) else None

    def _verb_of_tale(self, k: int, j: int) -> bool:
        """Whether a lower-case token behind a name is its verb."""
        t = self.t
        return k > j and t.text[k].islower() and t.text[k].endswith("ed") and t.text[k - 1][:1].isupper()

    def _objectless(self, j: int) -> bool:
        """Whether what stands at token ``j`` is no object: a point, a preposition, an adverb, a conjunction."""
        t = self.t
        if j >= t.n or t.text[j].isspace() or t.text[j] in _ENDS:
            return True
        return t.tag[j] in {"IN", "TO", "RB", "CC", "WP", "WRB", "WDT"} or t.tag[j] == "VBG"
