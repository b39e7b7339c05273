"""The text of a saved press release or meeting record, with the page heads and footers in its lists read over.

Places in the text count lines as the file does: what is taken out is replaced, and a line break inside a list that a
page ends in becomes ``SOFT``, which counts as a line and ends nothing.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

from foedus.record.sources import strict

BLOCK = "\x1e"  # the end of a block of HTML
SOFT = "\x0b"  # a line break that is read over
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH = rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS)}|Sept)\.?"
DATE = rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+(?:19|20)\d\d|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
NUMERIC = r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d"
SYMBOL = r"(?:GA|SC|HRC|ECOSOC)/(?:[A-Z]{1,5}/)?\d+(?:/Rev\.\d+)?|(?:A|S|E)(?:/[A-Z0-9.\-]+)*/(?:PV|SR)\.\d+"
_FURNITURE = re.compile(
    rf"""^(?:\s|[|*•·—–_\-.,:]|{DATE}|{NUMERIC}|{SYMBOL}|\(E\)|\(?more\)?|\(continued\)|please\ recycle
    |\d\d-\d{{5}}|\d{{1,3}}\s*/\s*\d{{1,3}}|pages?(?=\s*\d)|\bof\b|\b\d{{1,3}}\b|\d+(?:st|nd|rd|th)|plenary|meeting
    |united\ nations|general\ assembly|official\ records|press\ release|meetings\ coverage
    |[a-z]+(?:-[a-z]+)?\ (?:emergency\ special\ |special\ )?session)+$""",
    re.IGNORECASE | re.VERBOSE,
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_SENTENCE = re.compile(r"\b(?:was|were|is|are|has|had|recorded vote|put to the vote)\b|:", re.IGNORECASE)


def text_of(path: Path) -> str:
    """The text line by line as the file has it; tags become blanks, ends of blocks a mark, entities their signs."""
    if not path.is_file() or path.stat().st_size > 20_000_000:
        raise strict.fail(path, None, "no file, or one of more than 20 MB", "a press release")
    data = path.read_bytes()
    if not data.strip():
        raise strict.fail(path, None, "an empty file", "a press release with a vote list")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", " \n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise strict.fail(
            path, line, f"bytes that are not UTF-8 ({data[error.start]:#x})", "UTF-8 text"
        ) from error
    if re.search(r"<(?:html|body|p|br|div)\b", text, re.IGNORECASE):
        text = _untagged(text)
    return _signs(_signs(text))


def _untagged(text: str) -> str:
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>|<!--.*?-->", lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    block = re.compile(r"(?is)</?(?:p|div|br|li|ul|ol|tr|td|h\d|table|section|article|header|footer)\b[^>]*>")
    text = _signs(text, tags=True)
    text = block.sub(lambda m: BLOCK + re.sub(r"[^\n]", " ", m[0][1:]), text)
    return re.sub(r"(?s)</?[a-zA-Z!][^>]*>", lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def _signs(text: str, *, tags: bool = False) -> str:
    """Entities as the signs that they stand for, all blanks as one, marks that nobody sees left out."""
    if tags:
        return _BLANK.sub(" ", text)
    unescaped = re.sub(
        r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w*);?",
        lambda m: re.sub(r"[\n\r]", " ", html.unescape(m[0])),
        text,
    )
    kept = _UNSEEN.sub("", unescaped.replace(BLOCK, "\x00"))
    return _BLANK.sub(" ", kept).replace("\x00", BLOCK).replace("\u2011", "-")


def line_of(text: str, offset: int) -> int:
    """The line of the file on which a place in the text is."""
    return text.count("\n", 0, offset) + text.count(SOFT, 0, offset) + 1


def is_furniture(line: str) -> bool:
    """Whether a line is a page's head or footer: numbers, symbols, days and the words that stand beside them.

    >>> is_furniture("24-35661 17/29"), is_furniture("A/79/PV.45 02/12/2024"), is_furniture("Chad, Chile")
    (True, True, False)
    """
    return bool(line.strip()) and bool(_FURNITURE.match(line.strip()))


def read_over(text: str, start: int, end: int) -> str:
    """The text with page heads and footers between two places blanked where a list goes on behind them."""
    parts = re.split(rf"([\n{BLOCK}])", text[start:end])
    words, ends = parts[::2], [*parts[1::2], ""]
    at = 0
    while at < len(words):
        last = at
        while last < len(words) and (not words[last].strip() or is_furniture(words[last])):
            last += 1
        found = [place for place in range(at, last) if words[place].strip()]
        for place in found:
            words[place] = " " * len(words[place])
        if (
            found
            and at > 0
            and last < len(words)
            and _goes_on(words[at - 1], words[last], last - at - len(found))
        ):
            for place in range(at - 1, last):
                ends[place] = SOFT if ends[place] == "\n" else " "
        at = max(last, at + 1)
    inside = "".join(word + mark for word, mark in zip(words, ends, strict=True))
    return text[:start] + inside + text[end:]


def _goes_on(before: str, after: str, blank: int) -> bool:
    """Whether what stands behind a page's end continues the list before it."""
    if re.search(r"[,;(\-]\s*$|\band\s*$", before) or before.count("(") > before.count(")"):
        return True
    if before.rstrip().endswith(".") or _SENTENCE.search(after):
        return False
    return not blank or "," in after
