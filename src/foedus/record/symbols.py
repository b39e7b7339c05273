"""What a resolution is called: UN symbols, the short forms people write, and the spellings publishers differ in.

The Digital Library writes ``A/RES/39/148[C]`` where Voeten's table writes ``R/39/148C``; until 1975 the UN numbered
resolutions through and put the session in Roman numerals, ``A/RES/2758(XXVI)``, where Voeten writes ``R/26/2758``.
:func:`key` gives all spellings of one resolution the same key; the symbol that is shown stays the publisher's own.
"""

from __future__ import annotations

import re

from foedus.errors import UsageError

FIRST_SLASH_SESSION = 31  # from the thirty-first session (1976) on, symbols read A/RES/<session>/<number>
FIRST_SLASH_EMERGENCY = 6  # from the sixth emergency special session (1980) on: A/RES/ES-<n>/<number>
FIRST_SLASH_SPECIAL = 7  # from the seventh special session (1975) on: A/RES/S-<n>/<number>

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_SLASH = re.compile(r"^A/(RES|DEC)/((?:ES-|S-)?)(\d+)/+(.+)$")
_ROUND = re.compile(r"^A/RES/(\d+)\(((?:ES-|S-)?)([IVXLC]+|\d+)\)(.*)$")
_COUNCIL = re.compile(r"^S/RES/(\d+)(?:\((\d{4})\))?$")
_SHORT = re.compile(r"^(?:R/|RES/)?((?:ES-|S-)?\d+/\d+.*)$")
_COUNCIL_SHORT = re.compile(r"^(?:SC|UNSCR|S/RES)\s*/?\s*(\d+)\s*(?:\((\d{4})\))?$")
_TAIL_NOISE = re.compile(r"[\[\]()\s/.\-]|SECTION|SECT")


def roman(number: int) -> str:
    """The Roman numeral of a session number from 1 to 39.

    >>> roman(26)
    'XXVI'
    """
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text += sign
            number -= value
    return text


def _arabic(text: str) -> int:
    if text.isdigit():
        return int(text)
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    total = 0
    for sign, following in zip(text, [*text[1:], ""], strict=True):
        value = values[sign]
        total += -value if following and values[following] > value else value
    return total


def complete(text: str) -> str:
    """The full symbol of a short form; what is complete already stays as it is.

    Raises:
        UsageError: the text is no symbol of a resolution.

    >>> complete("68/262"), complete("R/68/262"), complete("ES-11/1"), complete("S/RES/2202 (2015)")
    ('A/RES/68/262', 'A/RES/68/262', 'A/RES/ES-11/1', 'S/RES/2202(2015)')
    """
    symbol = re.sub(r"\s+", " ", text.strip()).upper()
    council = _COUNCIL_SHORT.match(symbol)
    if council:
        return f"S/RES/{council[1]}" + (f"({council[2]})" if council[2] else "")
    if symbol.startswith(("A/RES/", "A/DEC/", "S/RES/")):
        return symbol
    short = _SHORT.match(symbol)
    if short:
        return f"A/RES/{short[1]}"
    if re.match(r"^\d+\s?\([IVX]+\)", symbol):
        return f"A/RES/{symbol.replace(' ', '')}"
    raise UsageError(
        f"{text!r} is no symbol of a resolution; expected something like A/RES/68/262 or S/RES/2202(2015)"
    )


def key(symbol: str) -> str:
    """One key for all spellings of a resolution's symbol: parts without brackets, blanks or strokes.

    >>> key("A/RES/39/148[C]") == key("A/RES/39/148C"), key("A/RES/50/38[B-IV]") == key("A/RES/50/38B/IV")
    (True, True)
    """
    text = symbol.strip().upper()
    slash = _SLASH.match(text)
    if slash:
        number = re.match(r"^(\d*)(.*)$", slash[4])
        tail = _TAIL_NOISE.sub("", number[2]) if number else ""
        return f"A/{slash[1]}/{slash[2]}{int(slash[3])}/{number[1] if number else ''}{tail}"
    round_ = _ROUND.match(text)
    if round_:
        return f"A/RES/{round_[1]}({round_[2]}{_arabic(round_[3])}){_TAIL_NOISE.sub('', round_[4])}"
    council = _COUNCIL.match(text.replace(" ", ""))
    if council:
        return f"S/RES/{council[1]}"
    return re.sub(r"\s+", "", text)


def session(symbol: str) -> str | None:
    """The session a General Assembly symbol names, in the Digital Library's own spelling; None if it names none.

    >>> session("A/RES/68/262"), session("A/RES/ES-11/1"), session("A/RES/1875(S-IV)"), session("A/RES/17(I)[RULE-73]")
    ('68', '11emsp', '4sp', '1')
    """
    text = symbol.strip().upper()
    kinds = {"": "", "S-": "sp", "ES-": "emsp"}
    slash = _SLASH.match(text)
    if slash:
        return f"{int(slash[3])}{kinds[slash[2]]}"
    round_ = _ROUND.match(text)
    if round_:
        return f"{_arabic(round_[3])}{kinds[round_[2]]}"
    return None


def from_voeten(unres: str) -> str | None:
    """The UN's symbol behind Voeten's ``unres``; None where ``unres`` names a page of the records, not a resolution.

    Until the seventeenth session (and in special sessions of the time) Voeten's numbers are pages of the Official
    Records (with a letter for the column), which cannot be led back to a resolution by rule.

    >>> from_voeten("R/68/262"), from_voeten("R/26/2828B"), from_voeten("R/5/347"), from_voeten("A/RES/74/38")
    ('A/RES/68/262', 'A/RES/2828(XXVI)B', None, 'A/RES/74/38')
    """
    text = unres.strip().upper()
    if text.startswith("A/RES/"):
        return text
    found = re.match(r"^(R|ESS|SS)/(\d+)/(\d+)(.*)$", text)
    if found is None:
        return None
    kind, sitting, number, tail = found[1], int(found[2]), found[3], found[4].lstrip("/")
    if kind == "ESS":
        return f"A/RES/ES-{sitting}/{number}{tail}" if sitting >= FIRST_SLASH_EMERGENCY else None
    if kind == "SS":
        return f"A/RES/S-{sitting}/{number}{tail}" if sitting >= FIRST_SLASH_SPECIAL else None
    if sitting >= FIRST_SLASH_SESSION:
        return f"A/RES/{sitting}/{number}{tail}"
    return f"A/RES/{number}({roman(sitting)}){tail}" if sitting >= 18 else None
