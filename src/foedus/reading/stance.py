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
        for m in article.mentions_in(span.start, span.end):
            if m.kind in {"state", "body"} and m.how != "place":
                order.setdefault(m.code, [0, 0])
                good, bad = (0, 0) if tone else _around(article, span, m.start, m.end)
                order[m.code][0] += good
                order[m.code][1] += bad
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


def _around(article: Article, span: Span, start: int, end: int) -> tuple[int, int]:
    """How many well- and ill-meaning words stand near a mention, inside its own clause, turned by a negation."""
    low, high = max(span.start, start - 90), min(span.end, end + 90)
    text = article.text
    for hit in _STOP.finditer(text, low, high):
        if hit.end() <= start:
            low = hit.end()
        elif hit.start() >= end:
            high = hit.start()
            break
    good = bad = 0
    flipped = 0
    for hit in _WORD.finditer(text[low:high].lower()):
        word = hit.group().removesuffix("’s").removesuffix("'s")
        if word in cues.NEGATIONS or word.endswith(("n't", "n’t")):
            flipped = 4
            if word == "cannot":
                bad += 1
            continue
        if word in cues.POSITIVE_WORDS:
            good, bad = (good, bad + 1) if flipped else (good + 1, bad)
        elif word in cues.NEGATIVE_WORDS:
            good, bad = (good + 1, bad) if flipped else (good, bad + 1)
        flipped = max(0, flipped - 1)
    return good, bad
