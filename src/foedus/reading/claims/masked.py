"""An article's text with every name replaced by signs of one kind, so that patterns speak of "a state", not of names.

Offsets stay those of the article: a name of seven letters becomes seven signs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.reading.claims.amounts import WORD_VALUE
from foedus.reading.schema import Mention

if TYPE_CHECKING:
    from foedus.reading.context import Article

STATE, ADJECTIVE, BODY, PERSON = "\ue000", "\ue001", "\ue002", "\ue003"

# One name, whole (the possessive quantifier forbids stopping inside it), not owned by what follows.
S = f"{STATE}++(?!['’])"
S_ANY = f"{STATE}++"
A = f"{ADJECTIVE}++"
B = f"{BODY}++(?:\\s*\\({BODY}++\\))?"
P = f"{PERSON}++"
DELEGATION = r"(?:delegations?|delegates?|governments?|envoys?|ambassadors?|representatives?|diplomats?|missions?|authorities|leadership|colleagues?|neighbou?rs?|counterparts?)"
ITEM = (
    rf"(?:the\s+)?(?:{DELEGATION}\s+of\s+)?(?:{S}|{A}(?:(?:,\s*|,?\s+and\s+)(?:the\s+)?{A})*\s+{DELEGATION})"
)
JOIN = r"(?:\s*,\s*(?:and\s+|or\s+|plus\s+|then\s+|not to mention\s+|together with\s+|along with\s+|as well as\s+)?|\s+(?:and|&|or|nor|plus|as well as|along with|together with|alongside)\s+(?:also\s+|even\s+)?)"
LIST = rf"(?:(?:both|neither|either)\s+)?{ITEM}(?:{JOIN}{ITEM})*"

_KINDS = {"state": STATE, "body": BODY, "group": BODY, "person": PERSON}


@dataclass(frozen=True, slots=True)
class Masked:
    """The text with names masked, and the mentions by where they start.

    ``text`` has the length of the article's text.
    """

    text: str
    starts: tuple[int, ...]
    mentions: tuple[Mention, ...]

    def within(self, start: int, end: int, kinds: tuple[str, ...] = ("state",)) -> list[Mention]:
        """The mentions of some kinds that begin between two offsets."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [m for m in self.mentions[low:high] if m.kind in kinds]

    def states(self, start: int, end: int) -> list[str]:
        """The codes of the states named between two offsets, each once, in order."""
        return list(dict.fromkeys(m.code for m in self.within(start, end)))

    def bodies(self, start: int, end: int) -> list[str]:
        """The codes of the bodies and groups named between two offsets, each once, in order."""
        return list(dict.fromkeys(m.code for m in self.within(start, end, ("body", "group"))))


def mask(article: Article) -> Masked:
    """Mask an article's names. Where two mentions overlap, the first and longest is kept; pronouns stay words."""
    pieces: list[str] = []
    kept: list[Mention] = []
    text, at = article.text, 0
    for mention in article.mentions:
        if mention.start < at or mention.how in {"pronoun", "anaphor"}:
            continue
        sign = _KINDS[mention.kind]
        if mention.kind == "state" and mention.how in {"adjective", "demonym"}:
            sign = ADJECTIVE
        pieces.append(text[at : mention.start])
        pieces.append(sign * (mention.end - mention.start))
        kept.append(mention)
        at = mention.end
    pieces.append(text[at:])
    return Masked("".join(pieces), tuple(m.start for m in kept), tuple(kept))


NUMBERS = {"zero": 0} | {word: value for word, value in WORD_VALUE.items() if value <= 20}
NUMBERS |= {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
    "hundred": 100,
}
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SMALL = "|".join(sorted((w for w, n in NUMBERS.items() if n and n <= 20), key=len, reverse=True))
NUMBER = (
    rf"(?:(?:a|{_ONES})\s+hundred(?:(?:\s+and)?\s+(?:(?:{_TENS})(?:-(?:{_ONES}))?|{_SMALL}))?|\d{{1,3}}(?:,\d{{3}})*|(?:{_TENS})-(?:{_ONES})|(?:(?:a|{_ONES})\s+)?dozen|"
    + "|".join(sorted((w for w in NUMBERS if w not in {"dozen", "hundred"}), key=len, reverse=True))
    + r")"
)
_DIGITS = re.compile(r"\d[\d,]*")


def number(words: str) -> int:
    """The value of a number written in digits or in words up to nine hundred and ninety-nine.

    >>> number("1,347"), number("seventeen"), number("forty-one"), number("one hundred and fifty")
    (1347, 17, 41, 150)
    """
    words = words.strip().lower()
    if _DIGITS.fullmatch(words):
        return int(words.replace(",", ""))
    hundreds, split, rest = words.partition("hundred")
    if split:
        return 100 * (number(hundreds) or 1) + (number(rest) if rest.strip() else 0)
    dozens, split, _ = words.partition("dozen")
    if split and dozens.strip() not in {"", "a"}:
        return 12 * number(dozens)
    return sum(NUMBERS[part] for part in re.split(r"[\s-]+", words) if part in NUMBERS)
