"""The vote list at the end of a UN press release, or in a meeting record: who voted how, name by name.

A press release says "adopted by a recorded vote of 100 in favour to 11 against, with 58 abstentions, as follows: In
favour: ... Against: ... Abstain: ... Absent: ..."; a meeting record lists first and ends "was adopted by 100 votes to
11, with 58 abstentions (resolution 68/262)". Names are resolved as of the day; every list must have as many names as
the text says. A record without a list of the absent says nothing of those it does not name.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import AmbiguousName, SourceError, UnknownName
from foedus.model import states
from foedus.model.origin import Origin
from foedus.record.batch import UNSEEN, Batch, Call, Votes
from foedus.record.sources import strict
from foedus.record.sources.strict import Layout

if TYPE_CHECKING:
    import duckdb

NAME = "press_release"
KEY = "press"
PUBLISHER = "United Nations, meetings coverage and meeting records"
TERMS = (
    "Copyright United Nations; facts of votes; non-commercial use with attribution "
    "(http://www.un.org/en/sections/about-website/terms-use/index.html)"
)
TITLE = "Vote list of a press release or meeting record"
CITATION = "United Nations press release or meeting record; its symbol and day stand with each vote"
LAYOUTS: tuple[Layout, ...] = ()
LIST = Layout("vote list", ())

_CHOICES = {
    "in favour": 1,
    "in favor": 1,
    "against": 3,
    "abstain": 2,
    "abstaining": 2,
    "abstentions": 2,
    "absent": 0,
}
_LABEL = re.compile(r"\b(In favou?r|Against|Abstain(?:ing)?|Abstentions|Absent)[ \t]*:", re.IGNORECASE)
_FIRST = re.compile(r"\bIn favou?r[ \t]*:", re.IGNORECASE)
_WORDS = [
    "no",
    "none",
    "nil",
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
]
_NUMBER = rf"(\d{{1,3}}|{'|'.join(_WORDS)})"
_ASIDE = r"(?:\s*\([^()]*\))?"
_TOTALS = (
    re.compile(
        rf"(?:vote\s+of|by)\s+{_NUMBER}\s+(?:votes?\s+)?in\s+favou?r{_ASIDE},?\s+(?:to|and)\s+{_NUMBER}\s+(?:votes?\s+)?against"
        rf"{_ASIDE},?\s+(?:with|and)\s+{_NUMBER}\s+(?:abstentions?|abstaining)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bby\s+{_NUMBER}\s+votes?\s+to\s+{_NUMBER},?\s+with\s+{_NUMBER}\s+abstentions?", re.IGNORECASE
    ),
)
_END = re.compile(
    r"\x1e|\.\s*(?:\n|$|\x1e)|\n[ \t]*\n|\n[ \t]*(?=(?:Draft|The|Operative|Preambular|Paragraph|Motion|Amendment)\s)"
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAY = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_DAY_US = re.compile(rf"\b({'|'.join(_MONTHS)})\s+(\d{{1,2}}),\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_RESOLUTION = re.compile(r"\(?\bresolution\s+((?:ES-|S-)?\d{1,2}/\d{1,3}(?:\s?[A-Z]\b)?)", re.IGNORECASE)
_DRAFT = re.compile(r"\bA/(?:C\.\d/)?(?:ES-|S-)?\d{1,2}/L\.\d+(?:/Rev\.\d+)?")
_VOTE_ON = re.compile(r"^[ \t\x1e]*Votes? on (.{4,200}?)[ \t]*$", re.MULTILINE)
_NAMED = re.compile(
    r"draft resolution (?:on|entitled|titled)\s+[“\"]?(.{4,200}?)[”\"]?,?\s*\((?:document|A/)", re.DOTALL
)
# Names as the UN's lists use them, where common English would mean two states or write another word.
_UN_NAMES = {
    "congo": "COG",
    "republic of the congo": "COG",
    "republic of korea": "KOR",
    "the former yugoslav republic of macedonia": "MKD",
    "former yugoslav republic of macedonia": "MKD",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in a list: whose vote, which, and where."""

    code: str
    choice: int
    line: int


def detect(path: Path) -> Layout | None:
    """A layout if the text has a vote list and a sentence with its totals; None otherwise."""
    try:
        text = _text(path)
    except SourceError:
        return None
    return LIST if _FIRST.search(text) and any(pattern.search(text) for pattern in _TOTALS) else None


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None, on: dt.date | None = None) -> Batch:
    """Read every vote list of a press release or meeting record; all of them, or nothing.

    Args:
        path: text (UTF-8) or HTML as saved.
        con: not used; every source takes it.
        on: the day of the votes; None for the first full date in the text.

    Raises:
        SourceError: no list, no day, no totals, a name nobody knows or that was no member, a state twice, or a list
            with more or fewer names than the text says.
    """
    del con
    text = _text(path)
    day = on or _day(path, text)
    starts = [match.start() for match in _FIRST.finditer(text)]
    if not starts:
        raise strict.fail(path, None, "no list that begins 'In favour:'", "a vote list")
    digest = strict.fingerprint(path)[0]
    calls, lists = [], []
    previous = 0
    for number, (start, following) in enumerate(pairwise([*starts, len(text)]), start=1):
        found, end = _lists(path, text, start, following, day)
        totals, where = _totals(path, text, previous, start, end, following)
        _checked(path, text, start, found, totals)
        calls.append(
            _call(
                text, (previous, start, end, following), day, f"{KEY}:{digest[:12]}:{number}", totals, where
            )
        )
        lists.append(found)
        previous = end
    origin = Origin(
        id=f"{KEY}:{digest[:12]}",
        kind="read",
        publisher=PUBLISHER,
        title=path.name,
        digest=digest,
        licence=TERMS,
        note=CITATION,
    )
    return Batch(publisher=KEY, origin=origin, edition=day, votes=_matrix(calls, lists))


def _text(path: Path) -> str:
    """The text with every character where the file has it; tags become blanks, ends of blocks a mark."""
    if not path.is_file() or path.stat().st_size > 20_000_000:
        raise strict.fail(path, None, "no file, or one of more than 20 MB", "a press release")
    data = path.read_bytes()
    if not data.strip():
        raise strict.fail(path, None, "an empty file", "a press release with a vote list")
    try:
        text = data.decode("utf-8").replace("\r\n", " \n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise strict.fail(
            path, line, f"bytes that are not UTF-8 ({data[error.start]:#x})", "UTF-8 text"
        ) from error
    if re.search(r"<(?:html|body|p|br|div)\b", text, re.IGNORECASE):
        text = re.sub(r"(?is)<(script|style)\b.*?</\1>", lambda m: re.sub(r"[^\n]", " ", m[0]), text)
        block = re.compile(r"(?is)</?(?:p|div|br|li|ul|tr|td|h\d|table)\b[^>]*>")
        text = block.sub(lambda m: "\x1e" + re.sub(r"[^\n]", " ", m[0][1:]), text)
        text = re.sub(r"(?s)<[^>]*>", lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    return text


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _day(path: Path, text: str) -> dt.date:
    """The first full date of the text."""
    one, other = _DAY.search(text), _DAY_US.search(text)
    found = min((match for match in (one, other) if match), key=lambda match: match.start(), default=None)
    if found is None:
        raise strict.fail(path, None, "no full date", "the day of the vote, like 27 March 2014")
    day, month, year = (found[1], found[2], found[3]) if found is one else (found[2], found[1], found[3])
    try:
        return dt.date(int(year), [name.lower() for name in _MONTHS].index(month.lower()) + 1, int(day))
    except ValueError as error:
        raise strict.fail(path, _line(text, found.start()), repr(found[0]), "a day that exists") from error


def _lists(path: Path, text: str, start: int, limit: int, day: dt.date) -> tuple[list[_Found], int]:
    """The names of one vote, and where its last list ends."""
    labels = list(_LABEL.finditer(text, start, limit))
    seen: dict[int, str] = {}
    found: list[_Found] = []
    members = {state.code for state in states.states(day)}
    end = start
    for place, label in enumerate(labels):
        choice = _CHOICES[re.sub(r"\s+", " ", label[1].lower())]
        if choice in seen:
            raise strict.fail(
                path, _line(text, label.start()), f"a second list {label[1]!r}", "each list once a vote"
            )
        seen[choice] = label[1]
        stop = labels[place + 1].start() if place + 1 < len(labels) else limit
        closing = _END.search(text, label.end(), stop) if place + 1 == len(labels) else None
        if closing is not None and not text[label.end() : closing.start()].strip():
            closing = _END.search(text, closing.end(), stop)
        end = closing.start() if closing else stop
        for words, offset in _names(text, label.end(), end):
            line = _line(text, offset)
            found.append(_Found(_state(path, words, line, day, members), choice, line))
    if not {1, 2, 3} <= set(seen):
        what = ", ".join(seen.values())
        raise strict.fail(
            path, _line(text, start), f"only the lists {what}", "In favour, Against and Abstain"
        )
    return found, end


def _names(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """The names of a list with their offsets; commas in brackets do not part."""
    out, begin, depth = [], start, 0
    for offset in range(start, end + 1):
        sign = text[offset] if offset < end else ","
        depth += (sign == "(") - (sign == ")")
        if sign in ",;" and (depth <= 0 or offset == end):
            raw = text[begin:offset]
            words = html.unescape(re.sub(r"-\s*\n\s*", "-", raw).replace("\x1e", " "))
            words = " ".join(words.split()).strip(" .*").removeprefix("and ")
            if words and words.lower() not in {"none", "nil"}:
                out.append((words, begin + len(raw) - len(raw.lstrip(" \n\t\x1e"))))
            begin = offset + 1
    return out


def _state(path: Path, words: str, line: int, day: dt.date, members: set[str]) -> str:
    """Whose name it is, on that day; a SourceError with the line where it is nobody's."""
    try:
        return state_of(words, day, members)
    except (UnknownName, AmbiguousName) as error:
        raise strict.fail(path, line, f"{words[:80]!r} ({error})", f"a member of the UN on {day}") from error


def state_of(words: str, day: dt.date, members: set[str]) -> str:
    """The member that a name in a UN list means on a day.

    Args:
        words: the name, with or without what the UN puts in brackets behind it.
        day: the day of the vote.
        members: codes of the members of that day.

    Raises:
        UnknownName: nobody's name, or of a state that was no member then.
        AmbiguousName: it fits more than one.
    """
    plain = re.sub(r"\s*\([^)]*\)\s*$", "", words)
    known = _UN_NAMES.get(words.casefold()) or _resolved(words, day)
    if known is None and plain != words:
        known = _resolved(plain, day)
    if known is None:
        known = states.resolve(words, on=day).code
    if known not in members:
        raise UnknownName(words, "member of the UN", (), note=f"on {day}")
    return known


def _resolved(words: str, day: dt.date) -> str | None:
    try:
        return states.resolve(words, on=day).code
    except (UnknownName, AmbiguousName):
        return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else max(0, _WORDS.index(word.lower()) - 2)


def _totals(
    path: Path, text: str, previous: int, start: int, end: int, following: int
) -> tuple[tuple[int, int, int], int]:
    """The totals that the text states for a list: the nearest before it, else the first after it."""
    before = [match for pattern in _TOTALS for match in pattern.finditer(text, previous, start)]
    after = [match for pattern in _TOTALS for match in pattern.finditer(text, end, following)]
    near = [
        match
        for match in before
        if re.search(r"as follows|recorded vote", text[max(0, match.start() - 60) : start])
    ]
    chosen = max(near, key=lambda match: match.start(), default=None) or min(
        after, key=lambda match: match.start(), default=None
    )
    if chosen is None:
        raise strict.fail(
            path, _line(text, start), "a list without totals", "a sentence like 'by a recorded vote of ...'"
        )
    return (_number(chosen[1]), _number(chosen[2]), _number(chosen[3])), chosen.start()


def _checked(path: Path, text: str, start: int, found: list[_Found], totals: tuple[int, int, int]) -> None:
    """Hold the lists against the stated totals, and every state to one list."""
    line = _line(text, start)
    seen: dict[str, _Found] = {}
    for one in found:
        if one.code in seen:
            raise strict.fail(
                path,
                one.line,
                f"{one.code} a second time (first on line {seen[one.code].line})",
                "each state once",
            )
        seen[one.code] = one
    for choice, stated, name in zip((1, 3, 2), totals, ("In favour", "Against", "Abstain"), strict=True):
        counted = sum(one.choice == choice for one in found)
        if counted != stated:
            raise strict.fail(path, line, f"{counted} names under {name!r}", f"{stated}, as the text states")


def _call(
    text: str,
    span: tuple[int, int, int, int],
    day: dt.date,
    ident: str,
    totals: tuple[int, int, int],
    where: int,
) -> Call:
    """What the text around a list says of its vote."""
    previous, start, end, following = span
    around = text[max(previous, where - 600) : start] + "\n" + text[end : min(following, end + 600)]
    symbol, draft = _RESOLUTION.search(around), _DRAFT.search(around)
    headed = list(_VOTE_ON.finditer(text, previous, start))
    named = _NAMED.search(around)
    title = headed[-1][1] if headed else named[1] if named else ""
    rejected = re.search(
        r"\b(?:rejected|not adopted|failed)\b", text[max(previous, where - 200) : where + 200]
    )
    written = f"A/RES/{symbol[1].upper().replace(' ', '')}" if symbol and not rejected else ""
    return Call(
        ident=ident,
        symbol=written,
        body="UNGA",
        date=day,
        session=_session(written, draft[0] if draft else "", day),
        title=" ".join(html.unescape(title).replace("\x1e", " ").split()),
        yes=totals[0],
        no=totals[1],
        abstain=totals[2],
        draft=draft[0] if draft else "",
        note="rejected" if rejected else "",
        line=_line(text, start),
    )


def _session(symbol: str, draft: str, day: dt.date) -> str:
    """The session: from the symbol or the draft's; else the regular one that sits that day (from mid-September)."""
    named = re.search(r"A/(?:RES/|C\.\d/)?(ES-|S-)?(\d{1,2})/", symbol or draft)
    if named:
        return named[2] + {"": "", "ES-": "emsp", "S-": "sp"}[named[1] or ""]
    return str(day.year - 1945 - ((day.month, day.day) < (9, 15)))


def _matrix(calls: list[Call], lists: list[list[_Found]]) -> Votes:
    """The lists as a matrix; who is in no list has nothing said of it."""
    import numpy as np

    codes = sorted({one.code for found in lists for one in found})
    column = {code: index for index, code in enumerate(codes)}
    choice = np.full((len(calls), len(codes)), UNSEEN, dtype=np.int8)
    lines = np.zeros(choice.shape, dtype=np.int32)
    for row, found in enumerate(lists):
        for one in found:
            choice[row, column[one.code]] = one.choice
            lines[row, column[one.code]] = one.line
    return Votes(tuple(calls), tuple(codes), choice, lines)
