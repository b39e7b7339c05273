"""Quotation marks are paired by their own rules, which know apostrophes, quotes in quotes, and quotes never closed."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile("[“”„«»\"‘]|''|``|'(?!')")
_BLANK = frozenset(" \t\n\r([{—–-/…")
_OPEN, _CLOSE = frozenset("“„«"), frozenset("”»")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation.

    Attributes:
        start, end: with its marks.
        inner: (start, end) of the words between the marks.
        closed: False where the closing mark is missing (the paragraph's end closes it).
        single: True for single marks.
    """

    start: int
    end: int
    inner: tuple[int, int]
    closed: bool = True
    single: bool = False


def scan(text: str, start: int = 0, end: int | None = None) -> tuple[Quotation, ...]:
    """The outermost quotations of a text, in order.

    A quotation ends with its paragraph at the latest; where the next paragraph opens with a mark again it is a new
    quotation of the same voice. Single marks count only where no double ones stand around them and they clearly open
    before a word and close after one: ``Kazakhstan' interests`` and ``the '90s`` open nothing.

    Args:
        text: the text that offsets point into.
        start: look from here.
        end: look up to here.

    >>> [q.inner for q in scan('He said: "Not yet," and left.')]
    [(10, 18)]
    """
    stop = len(text) if end is None else end
    out: list[Quotation] = []
    at = start
    while at < stop:
        cut = text.find("\n", at, stop)
        cut = stop if cut < 0 else cut
        if cut > at:
            _paragraph(text, at, cut, out)
        at = cut + 1
    return tuple(out)


def _paragraph(text: str, low: int, high: int, out: list[Quotation]) -> None:
    """The quotations of one paragraph."""
    opened: int | None = None
    width, style = 1, ""
    deep = 0
    for mark in _MARK.finditer(text, low, high):
        sign, a, b = mark.group(), mark.start(), mark.end()
        if sign in {"'", "‘"}:
            continue
        if opened is None:
            if sign in _OPEN or (sign not in _CLOSE and _opens(text, a, b, low, high)):
                opened, width, style, deep = a, b - a, sign, 0
            continue
        if sign in _OPEN and style in _OPEN:
            deep += 1
        elif sign in _CLOSE or (
            sign not in _OPEN
            and (style == sign or style not in _OPEN)
            and _closes(text, a, b, low, high, sign)
        ):
            if deep:
                deep -= 1
                continue
            if a > opened + width:
                out.append(Quotation(opened, b, (opened + width, a)))
            opened = None
    if opened is not None and high - opened > 2:
        out.append(Quotation(opened, high, (opened + width, high), closed=False))
    _singles(text, low, high, out)


def _opens(text: str, a: int, b: int, low: int, high: int) -> bool:
    """Whether a straight mark stands where a quotation opens."""
    return b < high and not text[b].isspace() and (a == low or text[a - 1] in _BLANK or text[a - 1] in ":,'‘")


def _closes(text: str, a: int, b: int, low: int, high: int, sign: str) -> bool:
    """Whether a straight mark stands where a quotation closes."""
    if sign in {"''", "”", '"'} and (b == high or not text[b].isalnum()):
        return a > low and not (text[a - 1].isspace() and b < high and text[b].isalnum())
    return a > low and not text[a - 1].isspace()


def _singles(text: str, low: int, high: int, out: list[Quotation]) -> None:
    """Quotations in single marks, only in a paragraph without double ones."""
    if out and out[-1].start >= low:
        return
    at = low
    while at < high:
        a = min((x for x in (text.find("‘", at, high), text.find("'", at, high)) if x >= 0), default=-1)
        if a < 0:
            return
        at = a + 1
        if (
            a + 1 >= high
            or not text[a + 1].isalpha()
            or (a > low and text[a - 1] not in _BLANK and text[a - 1] != ":")
        ):
            continue
        close = _single_end(text, a + 1, high)
        if close is not None and close - a > 12 and " " in text[a:close]:
            out.append(Quotation(a, close + 1, (a + 1, close), single=True))
            at = close + 1


def _single_end(text: str, at: int, high: int) -> int | None:
    """Where a single mark closes: behind a point or comma, or behind a word and before a blank, and not as a possessive."""
    fallback = None
    for i in range(at, high):
        if text[i] not in "'’" or (i + 1 < high and text[i + 1].isalnum()):
            continue
        if text[i - 1] in ".,!?…":
            return i
        if text[i - 1] != "s" and fallback is None:
            fallback = i
    return fallback
