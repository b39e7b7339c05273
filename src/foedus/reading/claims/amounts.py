"""Numbers as an article writes them: in figures or words, as ordinals, with what softens them, as spans of years."""

from __future__ import annotations

import re

_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORD_VALUE = {w: i for i, w in enumerate(_ONES, 1)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)}
_SCALE = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "m": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_ORDINAL_WORDS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_ORDINAL_VALUE = {w: i for i, w in enumerate(_ORDINAL_WORDS, 1)}

_ONE = "|".join(sorted((*_ONES, *_TENS), key=len, reverse=True))
NUMBER = (
    rf"(?:(?:\d+(?:,\d{{3}})+|\d+)(?:\.\d+)?|(?:[Aa] |\b)(?:{_ONE}|[A-Z](?:{'|'.join(w[1:] for w in (*_ONES, *_TENS))}))"
    rf"(?:[- ](?:{_ONE}))?|\b[Aa](?= (?:dozen|hundred|thousand|million|billion)))"
    r"(?:[ -](?:dozen|hundred|thousand|million|billion|trillion|bn|m)\b)?"
    rf"(?:(?<=[Hh]undred)(?: and)? (?:{_ONE})(?:[- ](?:{_ONE}))?\b)?"
)
ORDINAL = rf"(?:\d+(?:st|nd|rd|th)|{'|'.join(_ORDINAL_WORDS)})"
COMPARATOR = (
    r"(?i:about|around|some|roughly|approximately|nearly|almost|close to|over|more than|at least|fewer than|less than|"
    r"under|up to|just over|just under|well over|as many as|exactly|only|just|no fewer than|no more than)"
)
# Words that a number can begin with.
NUMBER_WORDS = frozenset(
    {*_ONES, *_TENS, "a", "an", "about", "around", "some", "roughly", "approximately", "nearly", "almost", "close", "over",
     "more", "at", "fewer", "less", "under", "up", "just", "well", "as", "exactly", "only", "no"}
)  # fmt: skip
_ABOUT = frozenset({"about", "around", "some", "roughly", "approximately", "close to"})
_NEARLY = frozenset({"nearly", "almost", "just under"})
_OVER = frozenset({"over", "more than", "just over", "well over"})
_UNDER = frozenset({"fewer than", "less than", "under"})
_LEAST = frozenset({"at least", "no fewer than"})
_MOST = frozenset({"up to", "as many as", "no more than"})
_RANGE = re.compile(r"(\d{4})\s?[-–—/]\s?(\d{4}|\d{2})(?!\d)")


def number(text: str) -> float | None:
    """The value of a number in figures or words: "1,347", "twenty-one", "17 million", "two dozen"."""
    words = text.lower().replace(",", "").replace("-", " ").split()
    total: float | None = None
    for word in words:
        if re.fullmatch(r"\d+(?:\.\d+)?", word):
            total = float(word)
        elif word in WORD_VALUE:
            total = (total or 0) + WORD_VALUE[word]
        elif word in {"a", "an"}:
            total = 1.0
        elif word in _SCALE:
            total = (1.0 if total is None else total) * _SCALE[word]
        elif word != "and" or total is None:
            return None
    return total


def ordinal(text: str) -> int | None:
    """The value of an ordinal: "162nd", "second", "17th"."""
    low = text.lower()
    if low in _ORDINAL_VALUE:
        return _ORDINAL_VALUE[low]
    digits = re.match(r"\d+", low)
    return int(digits[0]) if digits else None


def comparator(text: str | None) -> str:
    """How a number is meant: "=", about, nearly, over, under, at_least, at_most."""
    low = (text or "").strip().lower().removesuffix(" a").removesuffix(" an")
    for words, name in (
        (_ABOUT, "about"), (_NEARLY, "nearly"), (_OVER, "over"), (_UNDER, "under"), (_LEAST, "at_least"), (_MOST, "at_most"),
    ):  # fmt: skip
        if low in words:
            return name
    return "="


def years_of(text: str) -> tuple[int, int] | None:
    """The first and last year of "2017-2018" or "2017-18"."""
    m = _RANGE.search(text)
    if not m:
        return None
    first, last = int(m[1]), m[2]
    return first, int(last) if len(last) == 4 else first // 100 * 100 + int(last)
