"""The day of a vote, from the head of a press release or meeting record: never any date that happens to stand first.

A release has its day beside its symbol or on a line of its own; a meeting record says when the meeting was. A day in a
title, in a note of an update or in a footer is not it. Where two days could be it, the reader is asked.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from foedus.record.sources import strict
from foedus.record.sources.press_text import BLOCK, DATE, MONTHS, NUMERIC, SYMBOL, line_of

REMEDY = "give the day (foedus record add FILE --day YYYY-MM-DD)"
_DATE = re.compile(rf"\b(?:{DATE})\b", re.IGNORECASE)
_NUMERIC = re.compile(rf"(?<!\d)(?:{NUMERIC})(?!\d)")
_SYMBOL = re.compile(SYMBOL)
_ASIDE = re.compile(
    r"\b(?:updated?|modified|revised|corrected|re-?issued|accessed|retrieved|visited|printed|downloaded|saved|archived"
    r"|captured|viewed|crawled|copyright|published|posted|uploaded|translated|expires?|created|generated|fetched|edited"
    r"|embargo(?:ed)?|version|as of|last)\b|©",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:a\.?m|p\.?m|est|edt|gmt|local time)\b|\d{1,2}[:.]\d\d"
    r"|\bnew york\b|\bheadquarters\b|\bpress release\b|\bmeetings? coverage\b|\bgeneral assembly\b|\bunited nations\b"
    r"|\b(?:plenary|meetings?|session|date|day|held|on|at|in|the|of|noon|for|information|media|un|first|second|third"
    r"|fourth|emergency|special|resumed|afternoon|morning|immediate|release|official|records?|"
    r"\w+-?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|tieth|teenth))\b|\d+(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s*(?:a\.?m|p\.?m)\b|\bnoon\b", re.IGNORECASE)
_MET = re.compile(
    rf"\b(?:met|meeting|held|adopted|rejected|voted|vote|taken|meets|today)\b[^.\n]{{0,80}}?\bon\s+(?:\w+day,?\s+)?({DATE})"
    rf"|\b(?:today|this (?:morning|afternoon)),?\s+(?:\w+day,?\s+)?({DATE})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the head: its words, where it begins, and the dates in it."""

    words: str
    start: int
    dates: tuple[str, ...]

    @property
    def plain(self) -> bool:
        """Whether nothing but days, symbols and the words of a head stand in it."""
        left = _PLAIN.sub("", _SYMBOL.sub("", _NUMERIC.sub("", _DATE.sub("", self.words))))
        return not re.search(r"[^\W\d_]", left)

    @property
    def symbol(self) -> bool:
        """Whether it gives the text's own symbol."""
        return self.plain and bool(_SYMBOL.search(self.words))


def day_of(path: Path, text: str, end: int) -> dt.date:
    """The day of the votes of a text whose first list begins at ``end``.

    Raises:
        SourceError: no day, more than one that could be it, or one that does not exist.
    """
    lines = _lines(text, end)
    for found in (_beside(lines), _alone(lines), _told(text, lines, end)):
        days = sorted({_day(path, text, date, line) for line, date in found})
        if len(days) == 1:
            return days[0]
        if days:
            said = " and ".join(f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in days)
            raise strict.fail(
                path, None, f"{len(days)} days that could be that of the vote, {said}", f"one; {REMEDY}"
            )
    where = "no day of the vote" if _DATE.search(text[:end]) else "no full date"
    expected = (
        f"the day of the vote beside the symbol or on a line of its own, like 27 March 2014; or {REMEDY}"
    )
    raise strict.fail(path, None, f"{where} before the first list", expected)


def _lines(text: str, end: int) -> list[_Line]:
    """The lines of the head that say something; a day behind "last updated" on the line before is none."""
    out: list[_Line] = []
    aside = False
    for match in re.finditer(rf"[^\n{BLOCK}]+", text[:end]):
        if not match[0].strip():
            continue
        named = [found[0] for found in _DATE.finditer(match[0])]
        dates = named or (
            [found[0] for found in _NUMERIC.finditer(match[0])] if _SYMBOL.search(match[0]) else []
        )
        noted = bool(_ASIDE.search(match[0]))
        out.append(_Line(match[0], match.start(), () if noted or (aside and dates) else tuple(dates)))
        aside = noted and not re.search(r"\d", match[0]) and len(match[0].split()) <= 4
    return out


def _beside(lines: list[_Line]) -> list[tuple[_Line, str]]:
    """Days on the line of the symbol or on the lines next to it, and the day and hour of a meeting."""
    near = {at + shift for at, line in enumerate(lines) if line.symbol for shift in (-1, 0, 1)}
    return [
        (line, date)
        for at, line in enumerate(lines)
        if line.plain and (at in near or _TIME.search(line.words))
        for date in line.dates
    ]


def _alone(lines: list[_Line]) -> list[tuple[_Line, str]]:
    """Days on lines of their own, and those that a line begins with before a dash (a dateline)."""
    dateline = re.compile(rf"^[A-Z .,]{{0,30}}(?:{DATE})\s*(?:\(\w+\)\s*)?[-–—]", re.IGNORECASE)
    return [
        (line, date)
        for line in lines
        for date in line.dates[: None if line.plain else 1]
        if line.plain or dateline.match(line.words.strip())
    ]


def _told(text: str, lines: list[_Line], end: int) -> list[tuple[_Line, str]]:
    """Days on which a sentence says that the Assembly met or voted."""
    del text, end
    return [
        (line, found[1] or found[2]) for line in lines if line.dates for found in _MET.finditer(line.words)
    ]


def _day(path: Path, text: str, words: str, line: _Line) -> dt.date:
    """A date in words as a day."""
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    try:
        if len(numbers) == 3:
            return dt.date(numbers[2], numbers[1], numbers[0])
        found = re.search(r"[A-Za-z]{3,}", re.sub(r"\d+(?:st|nd|rd|th)", "", words, flags=re.IGNORECASE))
        month = [name[:3].lower() for name in MONTHS].index(found[0][:3].lower()) + 1 if found else 0
        return dt.date(numbers[1], month, numbers[0])
    except ValueError as error:
        raise strict.fail(path, line_of(text, line.start), repr(words), "a day that exists") from error
