"""The article's own words with its claims marked in place: excerpts for a published brief, the whole for one's desk."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.reading.schema import Claim, Reading

_STOP = re.compile(r"[.!?…][\"'”’»)]*\s+(?=[\"'“‘«(]*[A-Z0-9])|\n+")
_SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Sen|No|Nos|vs|[A-Z])|\b(?:U\.N|U\.S|U\.K))\.$")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same claims."""

    text: str
    claims: tuple[str, ...] = ()
    word: str = ""
    first: str = ""
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or paragraph of the article, marked; ``gap`` where something before it is left out."""

    runs: tuple[Run, ...]
    gap: bool


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentence bounds between two offsets; paragraphs always part."""
    out, at = [], start
    for m in _STOP.finditer(text, start, end):
        stop = m.start() + len(m.group().rstrip())
        if "\n" not in m.group() and _SHORT.search(text[at : m.start() + 1]):
            continue
        if text[at:stop].strip():
            out.append((at, stop))
        at = m.end()
    if text[at:end].strip():
        out.append((at, end))
    return out


def passages(reading: Reading, words: Mapping[str, str], *, whole: bool) -> tuple[Passage, ...]:
    """What the page shows of the text, marked.

    Args:
        reading: the article.
        words: verdict word by claim id.
        whole: paragraphs of the whole body; otherwise only the sentences in which something was checked.
    """
    text, page = reading.text, reading.page
    body = page.body
    start, end = (body.start, body.end) if body else (0, len(text))
    head = page.headline
    claims = [c for c in reading.claims if c.id in words]
    shown = {(b.span.start, b.span.end) for b in page.boilerplate}
    bounds = _paragraphs(text, start, end) if whole else sentences(text, start, end)
    if head is not None and head.end <= start and any(_touches(c, head.start, head.end) for c in claims):
        bounds.insert(0, (head.start, head.end))
    out, last, marked = [], None, set[str]()
    for a, b in bounds:
        if any(s <= a and b <= e for s, e in shown):
            continue
        inside = [c for c in claims if _touches(c, a, b)]
        if not inside and not whole:
            continue
        gap = not whole and last is not None and bool(re.sub(r"\s", "", text[last:a]))
        out.append(
            Passage(
                _runs(text, a, b, inside, words, marked), gap or (not whole and last is None and a > start)
            )
        )
        last = b
    return tuple(out)


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out, at = [], start
    for m in re.finditer(r"\n+", text[start:end]):
        if text[at : start + m.start()].strip():
            out.append((at, start + m.start()))
        at = start + m.end()
    if text[at:end].strip():
        out.append((at, end))
    return out


def _touches(claim: Claim, a: int, b: int) -> bool:
    return any(s.start < b and a < s.end for s in claim.span)


def _runs(
    text: str, a: int, b: int, claims: list[Claim], words: Mapping[str, str], marked: set[str]
) -> tuple[Run, ...]:
    """The stretch cut wherever a claim begins or ends; the shortest claim colours a stretch."""
    cuts = {a, b}
    for c in claims:
        for s in c.span:
            cuts |= {min(max(s.start, a), b), min(max(s.end, a), b)}
    edges = sorted(cuts)
    out = []
    for lo, hi in itertools.pairwise(edges):
        active = [c for c in claims if any(s.start <= lo and hi <= s.end for s in c.span)]
        active.sort(key=lambda c: sum(s.end - s.start for s in c.span))
        new = next((c.id for c in active if c.id not in marked), "")
        ids = tuple(c.id for c in active)
        marked |= {new} if new else set()
        ends = tuple(c.id for c in active if c.span[-1].end == hi)
        out.append(Run(text[lo:hi], ids, words[ids[0]] if ids else "", new, ends))
    return tuple(out)
