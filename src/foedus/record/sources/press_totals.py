"""The sentence with the totals of a vote: how many for, against and abstaining, and what the vote was on.

"By 187 votes to 2" says for, then against; "rejected by 78 votes to 30" says against first. Abstentions that are not
spoken of are none. A vote on a paragraph, an amendment or a motion is told from that on the whole text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.record.batch import Part
from foedus.record.sources.press_text import BLOCK

_WORDS = {
    "no": 0, "none": 0, "nil": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_N = rf"(\d{{1,3}}|{'|'.join(_WORDS)})\b"
_ASIDE = r"(?:\s*\((?:[^()]|\([^()]*\))*\))?"
_OF = r"(?:\s+(?:Member\s+)?(?:votes?|States?|members|delegations|countries))?"
_SEP = r"\s*,?\s*(?:(?:to|and|with|by)\s+)?"
_FOR = rf"{_N}{_OF}\s+(?:voting\s+)?in\s+favou?r{_ASIDE}"
_AGAINST = rf"{_N}{_OF}\s+(?:voting\s+)?against{_ASIDE}"
_ABSTAIN = rf"(?:{_SEP}{_N}{_OF}\s+(?:abstentions?|abstaining|abstained))?"
_LED = r"(?:\b(?:by|of|was|were|received|receiving|obtained|stood\s+at)\b|[:(\u2013\u2014])\s*"
_LABELLED = re.compile(rf"{_LED}{_FOR}{_SEP}{_AGAINST}{_ABSTAIN}", re.IGNORECASE)
_TURNED = re.compile(rf"{_LED}{_AGAINST}{_SEP}{_FOR}{_ABSTAIN}", re.IGNORECASE)
_PLAIN = re.compile(
    rf"\b(?:(?:by|of)\s+{_N}\s+votes?{_ASIDE}(?:\s+in\s+favou?r)?\s+to\s+{_N}|vote\s+of\s+{_N}{_ASIDE}\s*(?:to|[-–])\s*{_N}"
    rf"|by\s+{_N}{_ASIDE}\s+to\s+{_N}(?=[^.;]{{0,80}}\babst)){_ASIDE}{_ABSTAIN}",
    re.IGNORECASE,
)
_REJECTED = re.compile(
    r"\b(?:rejected|defeated|not\s+(?:adopted|retained|carried|approved)|failed|lost)\b", re.IGNORECASE
)
_STOP = re.compile(rf"(?<!\b[A-Z])(?<!\bNo)(?<!\bRev)\.(?=\s)|\n[ \t]*\n|{BLOCK}")
AS_A_WHOLE = re.compile(r"\bas\s+a\s+whole\b|\bin\s+its\s+entirety\b", re.IGNORECASE)
_TEXT = r"(?P<text>\b(?:draft(?:\s+(?:resolution|decision|text))?|resolution|decision|text)s?\b(?!['’]s?\b))"
_PARAGRAPH = (
    r"(?P<paragraph>(?:\b(?:operative|preambular|\w+(?:st|nd|rd|th|first|second|third|fifth|eighth|ninth)|last|new|chapeau(?:\s+of)?)\s+)*"
    r"\b(?:(?:sub-?)?paragraphs?|the\s+words?|words|phrase|sentence|section|subsection|part(?=\s+[A-Z]\b)|annex(?=\s+to\b)|PP|OP)\b"
    r"(?:\s*\(?(?:\d+|[IVX]+|[A-Za-z])\b\)?(?:\s*\([a-z]\))?(?:\s*(?:,|and|to)\s*\d+)*)?)"
)
_AMENDMENT = r"(?P<amendment>\b(?:(?:draft|proposed|oral|written|first|second|third)\s+)*(?:sub-?)?amendments?\b|\bproposal\s+to\s+(?:amend|delete|insert|replace)\b)"
_MOTION = (
    r"(?P<motion>\b(?:no-action\s+|procedural\s+)?motions?\b|\b(?:proposal|request)\s+to\s+(?:adjourn|defer|postpone)\b"
    r"|\b(?:whether|decision)\s+to\s+(?:take|consider|include)\b|\bpoint\s+of\s+order\b|\bruling\b|\binclusion\s+of\s+(?:the\s+)?item\b)"
)
_SUBJECT = re.compile(f"{_MOTION}|{_AMENDMENT}|{_PARAGRAPH}|{_TEXT}", re.IGNORECASE)
_RETAINED = re.compile(r"\b(?:retain(?:ed|s)?|maintained|deleted)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals as a sentence states them.

    Attributes:
        counts: in favour, against, abstaining (None where the sentence does not speak of abstentions).
        start, end: where they stand; ``low`` and ``high``: their sentence.
        either: whether the first two may be meant in the other order (a rejection without words for them).
        rejected: whether the sentence says that the text failed.
    """

    counts: tuple[int, int, int | None]
    start: int
    end: int
    low: int
    high: int
    either: bool
    rejected: bool


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]


def totals(text: str, start: int, end: int) -> list[Totals]:
    """All sentences with totals between two places, in their order."""
    found: list[Totals] = []
    for pattern in (_LABELLED, _TURNED, _PLAIN):
        for match in pattern.finditer(text, start, end):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                found.append(_made(text, match, pattern))
    return sorted(found, key=lambda one: one.start)


def _made(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> Totals:
    low, high = sentence(text, match.start(), match.end())
    rejected = bool(_REJECTED.search(text, low, high))
    numbers = [part for part in match.groups()[: None if pattern is not _PLAIN else -1] if part is not None]
    first, second = _number(numbers[0]), _number(numbers[1])
    if pattern is _TURNED or (pattern is _PLAIN and rejected):
        first, second = second, first
    last = match.groups()[-1]
    counts = (first, second, None if last is None else _number(last))
    return Totals(counts, match.start(), match.end(), low, high, pattern is _PLAIN and rejected, rejected)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a stretch begins and ends."""
    before = [found.end() for found in _STOP.finditer(text, max(0, start - 1200), start)]
    after = _STOP.search(text, end)
    return (before[-1] if before else max(0, start - 1200)), (after.start() if after else len(text))


def subject(words: str) -> tuple[Part, str]:
    """What a sentence says that was voted on: the part of a text with its name, "whole", or "" where it names nothing.

    >>> subject("Operative paragraph 5 was retained"), subject("Draft resolution I, as a whole, was adopted")
    (('paragraph', 'Operative paragraph 5'), ('whole', ''))
    """
    if AS_A_WHOLE.search(words):
        return "whole", ""
    found = _SUBJECT.search(words)
    if found is None:
        return ("paragraph", "") if _RETAINED.search(words) else ("", "")
    kind = str(found.lastgroup)
    if kind == "text":
        behind = re.match(
            rf"[^,.;]{{0,40}},?\s*{_PARAGRAPH}\s*,?\s+(?:was|were)\b", words[found.end() :], re.IGNORECASE
        )
        if behind or _RETAINED.search(words):
            more = re.search(_PARAGRAPH, words[found.end() :], re.IGNORECASE)
            return "paragraph", _named(more[0]) if more else ""
        return "whole", ""
    part: Part = "amendment" if kind == "amendment" else "motion" if kind == "motion" else "paragraph"
    return part, _named(found[0])


def _named(words: str) -> str:
    return " ".join(words.split())
