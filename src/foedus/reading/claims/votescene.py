"""One sentence with all that the finders of vote claims need: its names, its candidates for a subject, its frame."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.reading.claims.masked import ADJECTIVE, BODY, STATE, Masked
from foedus.reading.claims.voteframe import Frame, Frames
from foedus.reading.claims.votesubject import ORGANS, Subject
from foedus.reading.clause.items import items_of

if TYPE_CHECKING:
    from foedus.reading.clause.items import Item
    from foedus.reading.context import Article

_OPEN = re.compile(
    r";\s+|:\s+|\bthat\s+(?=(?:during|in|on|at|the|only|all|when|while|every|no|none)\b|[\ue000-\ue003])|\s[–—]\s|\(|"
    r",\s+(?:but|and|while|whereas|although|though|with)\s+|\s(?:while|whereas|whilst)\s+|[“\"]",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r";|\s[–—]\s|[()“”\"]|,?\s+(?:while|whereas|whilst)\s|,\s+(?:but|and|with|as|although|though|which|who|a\s+\w+\s+that)\s|"
    r"\s(?:as|when|after|before)\s+(?:the\s+)?(?:UN\s+|U\.N\.\s+|United\s+Nations\s+|General\s+|Security\s+)*(?:Assembly|Council|[\ue002]+)\s|"
    r",\s+(?:\S+\s+){0,7}?(?:said|says|told|complained|complains|claims|claimed|noted|adds|added|insisted|insists|predicts|"
    r"argued|argues|recalled|reported|reports|wrote|writes)\b|[.!?](?=\s|$)|$",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    rf"\b(?:among|of|in|within|inside|from|across)\s+(?:all\s+|the\s+|its\s+|\w+\s+){{0,3}}?(?P<a>{BODY}+)|"
    rf"\b(?:only|sole|lone|single|other)\s+(?P<b>{BODY}+)|(?P<c>{BODY}+)['’]s?\s+(?:\w+\s+)?(?:only|sole|lone|single)\b",
    re.IGNORECASE,
)

_ALLIES = re.compile(
    rf"\b(?:among|of)\s+(?:all\s+)?(?:the\s+)?(?P<of>{ADJECTIVE}+|{STATE}+(?:['’]s?))\s+(?:\w+\s+)?(?:allies|partners)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Scene:
    """A sentence and what is known of it.

    Attributes:
        article, masked, frames: the whole text.
        start, end: the sentence.
        near: whether a vote is spoken of here or next to it.
        hot: whether a vote is spoken of here.
        frame: what the sentence tells of the vote.
        found: everything that could be a subject.
    """

    article: Article
    masked: Masked
    frames: Frames
    start: int
    end: int
    near: bool
    hot: bool
    frame: Frame = field(default_factory=lambda: Frame(0, 0))
    found: list[Subject] = field(default_factory=list)
    _row: list[Item] = field(default_factory=list)

    @property
    def row(self) -> list[Item]:
        """The sentence as items."""
        if not self._row:
            self._row = items_of(self.article, self.start, self.end)
        return self._row

    @property
    def text(self) -> str:
        """The masked text of the whole article."""
        return self.masked.text

    def clause_start(self, at: int) -> int:
        """Where the clause begins that holds a place: after the last break before it, but not inside an apposition."""
        best = self.start
        for match in _OPEN.finditer(self.text, self.start, at):
            if match.end() > at:
                break
            if match.group().strip() in {"–", "—"} and match.end() == at and self._apposed(at):
                continue
            best = match.end()
        return best

    def _apposed(self, at: int) -> bool:
        """Whether what begins here after a dash is closed by another dash a few words on."""
        return bool(re.match(r"[^.;–—]{1,60}\s[–—]\s", self.text[at : at + 70]))

    def clause_end(self, at: int) -> int:
        """Where the clause ends that holds a place: before the next break, the attribution or the end of the sentence."""
        match = _CLOSE.search(self.text, at, self.end)
        return match.start() if match else self.end

    def scope(self, start: int, end: int) -> str | None:
        """The group inside which "only" is meant, where a stretch of text names one."""
        ally = _ALLIES.search(self.text, start, end)
        if ally:
            owners = self.masked.states(*ally.span("of"))
            if owners:
                return f"allies of {owners[0]}"
        for match in _SCOPE.finditer(self.text, start, end):
            name = "a" if match["a"] else "b" if match["b"] else "c"
            codes = [c for c in self.masked.bodies(*match.span(name)) if c not in ORGANS]
            if codes:
                return codes[0]
        return None

    def scope_around(self, start: int) -> str | None:
        """The group spoken of last before a place, in this sentence or the one before."""
        low = max((b for _, b in self.article.sentences if b <= self.start), default=self.start)
        low = next((a for a, b in self.article.sentences if b == low), self.start)
        named = [m.code for m in self.masked.within(low, start, ("body", "group")) if m.code not in ORGANS]
        return named[-1] if named else None

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """A stretch without blanks and stray punctuation at its ends, inside the statement that holds its middle."""
        for statement in self.article.statements:
            for span in statement.content:
                if span.start <= start < span.end < end and span.end - start >= 0.6 * (end - start):
                    end = span.end
        text = self.article.text
        while start < end and text[start] in " \t\n,;:–—-(":
            start += 1
        while end > start and text[end - 1] in " \t\n,;:–—-.":
            end -= 1
        return start, end
