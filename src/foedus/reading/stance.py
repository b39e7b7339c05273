"""What a statement thinks of the states and bodies it names: the cue's tone first, else the words around them."""

from __future__ import annotations

import re
from typing import Literal

from foedus.reading import cues
from foedus.reading.context import Article
from foedus.reading.schema import Span, Stance

_STOP = re.compile(r"[.;!?] |,? (?:but|while|whereas|although|though|unlike|yet) | [–—] ")
_WORD = re.compile(r"[a-z’'-]+")
Value = Literal["positive", "negative", "neutral", "mixed"]


def stances(
    article: Article, content: tuple[Span, ...], tone: int, speaker: str | None
) -> tuple[Stance, ...]:
    """A stance towards every state and body in the content, at most four, the speaker's own left out unless alone.

    Args:
        article: the article.
        content: the words of the statement.
        tone: 1 where the cue praises, -1 where it blames, 0 where it only reports.
        speaker: code of the speaker's own state or body.
    """
    order: dict[str, list[int]] = {}
    for span in content:
        clauses: list[tuple[int, int, int]] = []
        for m in article.mentions_in(span.start, span.end):
            if m.kind not in {"state", "body"} or m.how == "place":
                continue
            score = order.setdefault(m.code, [0, 0])
            if tone:
                continue
            clauses = clauses or _clauses(article.text, span.start, span.end)
            good, bad = next((g, b) for end, g, b in clauses if m.start < end)
            score[0] += good
            score[1] += bad
    others = [c for c in order if c != speaker] or list(order)
    return tuple(Stance(code, _value(tone, *order[code])) for code in others[:4])


def _value(tone: int, good: int, bad: int) -> Value:
    if tone:
        return "positive" if tone > 0 else "negative"
    if good and bad and abs(good - bad) <= 1:
        return "mixed"
    if good == bad:
        return "neutral"
    return "positive" if good > bad else "negative"


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    """(end, well-meaning words, ill-meaning words) of each clause of a stretch of text."""
    out = []
    low = start
    for hit in _STOP.finditer(text, start, end):
        out.append((hit.start(), *_score(text[low : hit.start()])))
        low = hit.end()
    return [*out, (end, *_score(text[low:end]))]


def _score(clause: str) -> tuple[int, int]:
    """How many well- and ill-meaning words a clause has, each turned by a negation up to three words before it."""
    good = bad = turned = 0
    for word in _WORD.findall(clause.lower()):
        if word in cues.NEGATIONS or word.endswith(("n't", "n’t")):
            turned = 4
            bad += word == "cannot"
        elif word in cues.POSITIVE_WORDS or word in cues.NEGATIVE_WORDS:
            well = (word in cues.POSITIVE_WORDS) != (turned > 0)
            good += well
            bad += not well
        turned = max(0, turned - 1)
    return good, bad
