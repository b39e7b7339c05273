"""The vote list at the end of a UN press release, or in a meeting record: who voted how, name by name.

A press release says "adopted by a recorded vote of 100 in favour to 11 against, with 58 abstentions, as follows: In
favour: ... Against: ... Abstain: ... Absent: ..."; a meeting record lists first and ends "was adopted by 100 votes to
11, with 58 abstentions (resolution 68/262)". Names are resolved as of the day; every list must have as many names as
the text says, and one that is left out must be empty. A record without a list of the absent says nothing of those it
does not name. Votes of other bodies than the Assembly's plenary are refused; a vote on a part of a text is one of its own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import AmbiguousName, SourceError, UnknownName
from foedus.model import states
from foedus.model.origin import Origin
from foedus.record.batch import PARTS, UNSEEN, Batch, Call, Part, Votes
from foedus.record.sources import press_body, strict
from foedus.record.sources.press_day import day_of
from foedus.record.sources.press_text import BLOCK, line_of, read_over, text_of
from foedus.record.sources.press_totals import AS_A_WHOLE, Totals, subject, totals
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
    "in favo": 1,
    "against": 3,
    "abstain": 2,
    "abstent": 2,
    "absent": 0,
    "not vot": 0,
    "non-vot": 0,
    "did not": 0,
}
_MARK = r"[ \t]*(?P<mark>\((?:continued|cont[.\u2019']?d?\.?|\d+)\))?[ \t]*:"
_LABEL = re.compile(
    rf"\b(?P<label>In favou?r|Against|Abstain(?:ing)?|Abstentions?|Absent|Not voting|Non-voting"
    rf"|Did not vote){_MARK}",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\bIn favou?r[ \t]*(?:\(\d+\))?[ \t]*:", re.IGNORECASE)
_LISTS = {1: "In favour", 3: "Against", 2: "Abstain"}
_NOBODY = frozenset({"none", "nil", "no one", "nobody", "-", "\u2013", "\u2014", "0", "no votes", "n/a"})
_END = re.compile(
    r"\x1e|\.\s*(?:\n|$|\x1e)|\n[ \t]*\n"
    r"|\n[ \t]*(?=(?:Draft|The|Operative|Preambular|Paragraph|Motion|Amendment|Section|Having|\[)\s?)"
    r"|\n[ \t]*(?=[A-Z][^,\n]{0,120}\b(?:was|were)\s+(?:not\s+)?(?:adopted|rejected|retained|carried|defeated)\b)"
)
_NUMBER = r"((?:ES-|S-)?\d{1,3}/\d{1,3}(?:\s?[A-Z]\b)?)"
_RESOLUTION = re.compile(
    rf"\(\s*(?:General Assembly\s+)?(?:resolution\s+|A/RES/){_NUMBER}|\b(?:as|became|becomes)\s+(?:General Assembly\s+)?resolution\s+{_NUMBER}"
    rf"|\badopt(?:ed|ing|s)\s+(?:General Assembly\s+)?resolution\s+{_NUMBER}"
    rf"|^\W*(?:General Assembly\s+)?resolution\s+{_NUMBER}\s+(?:was|is)\s+adopted",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"\bA/(?:C\.\d/)?(?:ES-|S-)?\d{1,3}/L\.\d+(?:/Rev\.\d+)?")
_MEETING = re.compile(r"(?<![\w/])A/(?:ES-|S-)?\d{1,3}/PV\.\d+")
_VOTE_ON = re.compile(r"(?:^|\x1e)[ \t]*Votes? on ([^\n\x1e]{4,200}?)[ \t]*(?=$|\x1e)", re.MULTILINE)
_PUT = re.compile(
    r"\b(?:put(?:ting)?\s+to\s+the\s+vote|(?:vote|voting|decision)\s+(?:was\s+taken\s+)?on)\s+", re.IGNORECASE
)
_NAMED = re.compile(
    r"draft resolution (?:on|entitled|titled)\s+[\u201c\"]?(.{4,200}?)[\u201d\"]?,?\s*\((?:document|A/)",
    re.DOTALL,
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


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of one vote: the names, which lists there are, where the first begins and the last ends."""

    found: list[_Found]
    seen: dict[int, str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Vote:
    """One vote of a text: its lists, its totals, and where what is said of it before them begins."""

    lists: _Lists
    totals: Totals
    low: int


def detect(path: Path) -> Layout | None:
    """A layout if the text has a list of those in favour and another list; None otherwise."""
    try:
        text = text_of(path)
    except SourceError:
        return None
    first = _FIRST.search(text)
    return LIST if first and (_LABEL.search(text, first.end()) or totals(text, 0, len(text))) else None


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None, on: dt.date | None = None) -> Batch:
    """Read every vote list of a press release or meeting record; all of them, or nothing.

    Args:
        path: text (UTF-8) or HTML as saved.
        con: not used; every source takes it.
        on: the day of the votes; None for the one at the head of the text.

    Raises:
        SourceError: no list, another body than the Assembly's plenary, no day or more than one, no totals, a name
            nobody knows or that was no member, a state twice, or a list with more or fewer names than the text says.
    """
    del con
    text = text_of(path)
    first = _FIRST.search(text)
    if first is None:
        raise strict.fail(path, None, "no list that begins 'In favour:'", "a vote list")
    head = text[: first.start()]
    other = press_body.own(head)
    if other is not None:
        raise press_body.refuse(path, text, other)
    plenary = press_body.plenary(head)
    text = read_over(text, first.start(), len(text))
    _of_the_assembly(path, text, plenary)
    day = on or day_of(path, text, first.start())
    votes = _votes(path, text, day)
    digest = strict.fingerprint(path)[0]
    meeting = _MEETING.search(head)
    calls = [
        _call(text, vote, day, f"{KEY}:{digest[:12]}:{number}", meeting[0] if meeting else "")
        for number, vote in enumerate(votes, start=1)
    ]
    origin = Origin(
        id=f"{KEY}:{digest[:12]}",
        kind="read",
        publisher=PUBLISHER,
        title=path.name,
        digest=digest,
        licence=TERMS,
        note=CITATION,
    )
    lists = [vote.lists.found for vote in votes]
    return Batch(
        publisher=KEY, origin=origin, edition=day, votes=_matrix(_of_one_text(text, calls, votes), lists)
    )


def _of_the_assembly(path: Path, text: str, plenary: bool) -> None:
    """Refuse a text around whose votes another body is named, unless its own symbol is the Assembly's."""
    if plenary:
        return
    previous = 0
    for start, following in pairwise([*(found.start() for found in _FIRST.finditer(text)), len(text)]):
        labels = list(_LABEL.finditer(text, start, following))
        closing = _END.search(text, labels[-1].end(), following)
        end = closing.start() if closing else following
        for low, high in ((max(previous, start - 1500), start), (end, min(following, end + 600))):
            other = press_body.decided(text[low:high], low)
            if other is not None:
                raise press_body.refuse(path, text, other)
        previous = end


def _votes(path: Path, text: str, day: dt.date) -> list[_Vote]:
    """Every vote with its totals, which stand before its lists ("as follows") or behind them."""
    starts = [match.start() for match in _FIRST.finditer(text)]
    out: list[_Vote] = []
    low = 0
    for start, following in pairwise([*starts, len(text)]):
        lists = _lists(path, text, start, following, day)
        stated = _before(text, low, start) or next(iter(totals(text, lists.end, following)), None)
        if stated is None:
            raise strict.fail(
                path,
                line_of(text, start),
                "a list without totals",
                "a sentence like 'by a recorded vote of ...'",
            )
        out.append(_Vote(lists, _checked(path, text, lists, stated), low))
        low = max(lists.end, stated.high if stated.start > start else 0)
    return out


def _before(text: str, low: int, start: int) -> Totals | None:
    """The totals that lead to a list: the last before it, if only a few words or "as follows" stand between."""
    found = totals(text, low, start)
    if not found:
        return None
    between = text[found[-1].end : start]
    if re.search(r"\b(?:recorded vote was taken|put to the vote)\b", between, re.IGNORECASE):
        return None
    return found[-1] if "as follows" in between or len(between.split()) < 40 else None


def _lists(path: Path, text: str, start: int, limit: int, day: dt.date) -> _Lists:
    """The names of one vote, and where its last list ends."""
    labels = list(_LABEL.finditer(text, start, limit))
    seen: dict[int, str] = {}
    found: list[_Found] = []
    members = {state.code for state in states.states(day)}
    end = start
    for place, label in enumerate(labels):
        choice = _CHOICES[re.sub(r"\s+", " ", label["label"].lower())[:7].strip()]
        if choice in seen and "cont" not in (label["mark"] or ""):
            raise strict.fail(
                path,
                line_of(text, label.start()),
                f"a second list {label['label']!r}",
                "each list once a vote",
            )
        seen.setdefault(choice, label["label"])
        stop = labels[place + 1].start() if place + 1 < len(labels) else limit
        closing = _END.search(text, label.end(), stop) if place + 1 == len(labels) else None
        if closing is not None and not text[label.end() : closing.start()].strip():
            closing = _END.search(text, closing.end(), stop)
        end = closing.start() if closing else stop
        for words, offset in _names(text, label.end(), end):
            line = line_of(text, offset)
            found.append(_Found(_state(path, words, line, day, members), choice, line))
    return _Lists(found, seen, start, end)


def _names(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """The names of a list with their offsets; commas in brackets do not part."""
    out, begin, depth = [], start, 0
    for offset in range(start, end + 1):
        sign = text[offset] if offset < end else ","
        depth += (sign == "(") - (sign == ")")
        if sign in ",;" and (depth <= 0 or offset == end):
            raw = text[begin:offset]
            words = re.sub(r"-\s*[\n\x0b]\s*", "-", raw).replace(BLOCK, " ")
            words = re.sub(r"\[\w\]|[*\u2020\u2021\u00b9\u00b2\u00b3\u2070-\u2079]", " ", words)
            words = " ".join(words.split()).strip(" .").removeprefix("and ")
            if words and words.lower() not in _NOBODY:
                out.append((words, begin + len(raw) - len(raw.lstrip(" \n\t\x1e\x0b"))))
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
    plain = re.sub(r"\s*\((?:[^()]|\([^()]*\))*\)\s*$", "", words)
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


def _checked(path: Path, text: str, lists: _Lists, stated: Totals) -> Totals:
    """Hold the lists against the stated totals, and every state to one list; gives the totals in the lists' order."""
    line = line_of(text, lists.start)
    seen: dict[str, _Found] = {}
    for one in lists.found:
        if one.code in seen:
            before = f"{one.code} a second time (first on line {seen[one.code].line})"
            raise strict.fail(path, one.line, before, "each state once")
        seen[one.code] = one
    counted = {choice: sum(one.choice == choice for one in lists.found) for choice in _LISTS}
    yes, no, abstain = stated.counts
    if stated.either and (counted[1], counted[3]) == (no, yes):
        yes, no = no, yes
    for choice, said in ((1, yes), (3, no), (2, abstain)):
        name, many = _LISTS[choice], counted[choice]
        if said is None and many:
            raise strict.fail(
                path, line, f"{many} names under {name!r}", "totals that say how many abstained"
            )
        if said and choice not in lists.seen:
            there = ", ".join(lists.seen.values())
            raise strict.fail(
                path, line, f"only the lists {there}", f"a list {name!r} of {said}, as the text states"
            )
        if many != (said or 0):
            raise strict.fail(path, line, f"{many} names under {name!r}", f"{said}, as the text states")
    return replace(stated, counts=(yes, no, abstain or 0))


def _part(text: str, vote: _Vote, heading: str) -> tuple[Part, str]:
    """What a vote was on, and the part's name: by the sentence with its totals, its heading, or how it was put."""
    stated, start = vote.totals, vote.lists.start
    high = min(stated.high, start) if stated.start < start else stated.high
    said = subject(text[stated.low : high])
    headed = subject(heading) if heading else ("", "")
    put = list(_PUT.finditer(text, max(vote.low, start - 1500), start))
    told = subject(text[put[-1].end() : start]) if put and stated.start > start else ("", "")
    if said[0] in PARTS:
        return said
    if headed[0] in PARTS and not AS_A_WHOLE.search(text, stated.low, high):
        return headed
    if "whole" in (said[0], headed[0]):
        return "whole", ""
    return told


def _call(text: str, vote: _Vote, day: dt.date, ident: str, meeting: str) -> Call:
    """What the text around a list says of its vote."""
    stated, start = vote.totals, vote.lists.start
    behind = stated.start > start
    sentence = text[stated.low : stated.high if behind else min(stated.high, start)]
    around = sentence + "\n" + text[max(vote.low, (start if behind else stated.start) - 600) : start]
    headed = list(_VOTE_ON.finditer(text, vote.low, start))
    heading = " ".join(headed[-1][1].replace(BLOCK, " ").split()) if headed else ""
    part, label = _part(text, vote, heading)
    symbol, draft, named = _RESOLUTION.search(around), _DRAFT.search(around), _NAMED.search(around)
    number = next(filter(None, symbol.groups()), "") if symbol else ""
    written = f"A/RES/{number.upper().replace(' ', '')}" if number and not stated.rejected else ""
    title = heading or (named[1] if named else label)
    notes = [f"on {label}"] if part in PARTS and label.lower() not in ("", part) else []
    yes, no, abstain = stated.counts
    return Call(
        ident=ident,
        symbol=written,
        body="UNGA",
        date=day,
        session=_session((written, draft[0] if draft else "", meeting), day),
        title=" ".join(title.replace(BLOCK, " ").split()),
        yes=yes,
        no=no,
        abstain=abstain,
        meeting=meeting,
        draft=draft[0] if draft else "",
        note="; ".join(filter(None, [*notes, "rejected" if stated.rejected else ""])),
        part=part,
        line=line_of(text, start),
    )


def _of_one_text(text: str, calls: Sequence[Call], votes: Sequence[_Vote]) -> list[Call]:
    """Calls in their order; a part bears the symbol of the text whose whole is voted on right after it.

    It is that text's where both have its draft, or where the vote after it is said to be on the text "as a whole".
    """
    out: list[Call] = []
    following: Call | None = None
    entire = False
    for call, vote in zip(reversed(calls), reversed(votes), strict=True):
        if call.part not in PARTS:
            following, entire = call, _entire(text, vote)
        elif following and not call.symbol:
            one_draft = call.draft == following.draft if call.draft and following.draft else entire
            call = replace(call, symbol=following.symbol if one_draft else "")  # noqa: PLW2901
        out.append(call)
    return out[::-1]


def _entire(text: str, vote: _Vote) -> bool:
    """Whether a vote is said to be on a text "as a whole": before its lists or in the sentence behind them."""
    lists = vote.lists
    said = text[vote.low : lists.start] + text[lists.end : max(lists.end, vote.totals.high)]
    return bool(AS_A_WHOLE.search(said))


def _session(symbols: Sequence[str], day: dt.date) -> str:
    """The session: from a symbol; else the regular one that sits that day (from mid-September)."""
    for symbol in symbols:
        named = re.search(r"A/(?:RES/|C\.\d/)?(ES-|S-)?(\d{1,3})/", symbol)
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
