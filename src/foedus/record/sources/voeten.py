"""Erik Voeten's table of General Assembly votes: one line a state and roll call, with absences and non-members.

Codes: 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member that day; states by their Correlates of War number. It holds
votes on amendments and paragraphs too. Known of the table, and obeyed here: up to the 57th session the day in ``date``
is not the day of the vote, only the month is (see ``TRUE_DAYS_FROM``); up to the 17th, ``unres`` is a page number.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.model.acts import NOT_A_MEMBER
from foedus.model.origin import Origin
from foedus.record.batch import UNSEEN, Batch, Call, Part, Votes
from foedus.record.sources import cow, strict
from foedus.record.sources.strict import Layout, Rule, Sheet

if TYPE_CHECKING:
    import duckdb

NAME = "voeten"
KEY = "voeten"
PUBLISHER = "Erik Voeten, Harvard Dataverse"
TERMS = "CC0 1.0 (Harvard Dataverse, doi:10.7910/DVN/LEJUQZ)"
TITLE = "United Nations General Assembly Voting Data"
CITATION = (
    "Erik Voeten, Anton Strezhnev, Michael Bailey, United Nations General Assembly Voting Data, Harvard Dataverse, "
    "doi:10.7910/DVN/LEJUQZ"
)

_CORE = ("rcid", "session", "vote", "ccode", "date", "unres")
_MORE = (
    "member", "importantvote", "me", "nu", "di", "hr", "co", "ec", "year", "resid", "Country", "Countryname", "yes", "no",
    "abstain", "amend", "para", "short", "descr",
)  # fmt: skip
_MISSING = tuple(name for name in (*_CORE, *_MORE) if name not in {"rcid", "session", "vote", "ccode"})
TABLE = Layout("state and roll call", _CORE, optional=_MORE, missing=_MISSING)
LAYOUTS = (TABLE, TABLE.with_tabs())
CHOICES = {1: 1, 2: 2, 3: 3, 8: 0, 9: NOT_A_MEMBER}
# Of 4,500 roll calls of sessions 18-57 that could be led to the Library's, nine in ten bear another day of the same
# month; from the 58th on the days agree.
TRUE_DAYS_FROM = 58
_DAY = "coalesce(try_strptime(date, '%Y-%m-%d'), try_strptime(date, '%m/%d/%Y'))"
_SPOKEN = re.compile(r"The (?:Acting )?President\b")
SET_ASIDE = (
    "member",
    "importantvote",
    "me",
    "nu",
    "di",
    "hr",
    "co",
    "ec",
    "year",
    "resid",
    "Country",
    "Countryname",
)


def detect(path: Path) -> Layout | None:
    """The layout of a table of Voeten's (CSV, tab-separated, Parquet, RData); None if the headings are not his."""
    return strict.exact(path, LAYOUTS)


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Batch:
    """Read Voeten's table; all of it, or nothing.

    Args:
        path: CSV, tab-separated text, Parquet or RData.
        con: a connection whose temporary tables may be used; None for one in memory.

    Raises:
        SourceError: the file has drifted, is damaged, or contradicts itself; names line, found and expected.
    """
    with strict.sheet(path, LAYOUTS, con, "voeten_raw") as sheet:
        sheet.check(_rules(sheet))
        _calls(sheet)
        once(sheet, "rcid", "ccode")
        return _batch(sheet)


def _rules(sheet: Sheet) -> list[Rule]:
    """What must hold of every line."""
    whole = (
        "try_cast({0} AS INTEGER) IS NULL AND "
        "NOT coalesce(try_cast({0} AS DOUBLE) = floor(try_cast({0} AS DOUBLE)), false)"
    )
    rules = [
        Rule(whole.format(name), name, f"a whole number in {name}")
        for name in ("rcid", "session", "ccode", "vote")
    ]
    codes = ", ".join(str(code) for code in CHOICES)
    rules.append(
        Rule(f"coalesce(try_cast(vote AS DOUBLE) NOT IN ({codes}), false)", "vote", f"one of {codes} in vote")
    )
    rules += [
        Rule(f"coalesce(try_cast({name} AS DOUBLE), 0) NOT IN (0, 1)", name, f"0, 1 or nothing in {name}")
        for name in ("member", "importantvote", "amend", "para")
        if name in sheet.columns
    ]
    return rules


def _calls(sheet: Sheet) -> None:
    """Make the table ``voeten_calls``: one row a roll call, as all its lines say.

    Raises:
        SourceError: lines of a roll call contradict each other, a day does not exist, or ``unres`` is something new.
    """
    names = ("session", "date", "unres", "short", "descr", "amend", "para", "yes", "no", "abstain")
    cells = [f"any_value({name}) AS {name}" if name in sheet.columns else f"NULL AS {name}" for name in names]
    sheet.table(
        "voeten_calls",
        f"SELECT rcid AS number, min(rowid) AS first, {', '.join(cells)}, "
        "min(hash(session, date, unres)) <> max(hash(session, date, unres)) AS differ "
        f"FROM {sheet.name} GROUP BY rcid ORDER BY first",
    )
    sheet.check(
        [Rule("differ", "number", "one session, date and unres for all lines of a roll call")],
        "voeten_calls",
        "first",
    )
    sheet.check(
        [
            Rule(f"date IS NOT NULL AND {_DAY} IS NULL", "date", "a day that exists, m/d/YYYY or YYYY-MM-DD"),
            Rule(
                "unres IS NOT NULL AND NOT regexp_full_match(unres, '(A/RES/|R/|ESS/|SS/|GOAR/)[0-9A-Z].*')",
                "unres",
                "a resolution or page like R/68/262 or A/RES/74/38",
            ),
        ],
        "voeten_calls",
        "first",
    )


def part_of(amend: float | None, para: float | None) -> Part:
    """What a roll call was on, by the table's two flags; "" where they say nothing."""
    return "amendment" if amend == 1 else "paragraph" if para == 1 else ""


def call_of(number: int, date: dt.date, session: int, unres: str | None, **more: Any) -> Call:
    """A roll call of Voeten's; where the day is not the day of the vote, the first of the month stands for the month."""
    vague = session < TRUE_DAYS_FROM
    notes = [f"day not known: the publisher's {date} is right in the month only"] if vague else []
    if _SPOKEN.match(more.get("title", "")):
        notes.append("described by the President's words, often those on a motion and not on the resolution")
    return Call(
        ident=f"rcid:{number}",
        symbol=unres or "",
        body="UNGA",
        date=date.replace(day=1) if vague else date,
        session=str(session),
        note="; ".join(notes),
        **more,
    )


def _batch(sheet: Sheet) -> Batch:
    numbers = ", ".join(f"try_cast({name} AS DOUBLE)" for name in ("amend", "para", "yes", "no", "abstain"))
    rows = sheet.ask(
        f"SELECT CAST(CAST(number AS DOUBLE) AS INTEGER), CAST({_DAY} AS DATE), CAST(CAST(session AS DOUBLE) AS INTEGER), "
        f"unres, short, descr, {numbers}, r.place FROM voeten_calls c "
        f"JOIN (SELECT rowid AS row_, {sheet.line} AS place FROM {sheet.name}) r ON r.row_ = c.first ORDER BY c.first"
    )
    calls, undated = [], []
    for number, date, session, unres, short, descr, amend, para, yes, no, abstain, line in rows:
        if date is None:
            undated.append(number)
            continue
        totals = {
            name: None if value is None else int(value)
            for name, value in (("yes", yes), ("no", no), ("abstain", abstain))
        }
        calls.append(
            call_of(
                number,
                date,
                session,
                unres,
                title=descr or short or "",
                part=part_of(amend, para),
                line=line,
                **totals,
            )
        )
    votes = matrix(sheet, calls)
    ignored = {f"{name} (not used)": sheet.rows for name in SET_ASIDE if name in sheet.columns}
    if undated:
        ignored["roll calls without a date"] = len(undated)
    return Batch(
        publisher=KEY,
        origin=origin(sheet.path, sheet.digest),
        edition=max(call.date for call in calls),
        votes=votes,
        ignored=ignored,
    )


def origin(path: Path, digest: str) -> Origin:
    """Where the rows of a file of Voeten's come from."""
    return Origin(
        id=f"{KEY}:{digest[:12]}",
        kind="read",
        publisher=PUBLISHER,
        title=path.name,
        digest=digest,
        licence=TERMS,
        note=CITATION,
    )


def matrix(sheet: Sheet, calls: Sequence[Call]) -> Votes:
    """Votes by roll call and state; two numbers of one state are one column, and only one of them may vote.

    Raises:
        SourceError: a number nobody knows, a state twice in a roll call, or two numbers of one state both voting.
    """
    import numpy as np

    places = {int(call.ident.split(":")[1]): place for place, call in enumerate(calls)}
    cells = sheet.con.execute(
        "SELECT CAST(CAST(rcid AS DOUBLE) AS INTEGER) AS rcid, CAST(CAST(ccode AS DOUBLE) AS INTEGER) AS ccode, "
        f"CAST(CAST(vote AS DOUBLE) AS TINYINT) AS vote, {sheet.line} AS line, rowid AS row FROM {sheet.name}"
    ).fetchnumpy()
    numbers, first = np.unique(cells["ccode"], return_index=True)
    for number, at in sorted(zip(numbers.tolist(), first.tolist(), strict=True), key=lambda pair: pair[1]):
        if not cow.known(number):
            raise sheet.fail(
                int(cells["row"][at]), f"state number {number}", "a number of the Correlates of War list"
            )
    rcids, at = np.unique(cells["rcid"], return_inverse=True)
    place = np.array([places.get(rcid, -1) for rcid in rcids.tolist()])[at]
    kept = place >= 0
    column, states = columns(cells["ccode"][kept], place[kept], calls)
    return fill(
        sheet,
        calls,
        states,
        (place[kept], column),
        cells["vote"][kept],
        cells["line"][kept],
        cells["row"][kept],
    )


def columns(ccode: Any, place: Any, calls: Sequence[Call]) -> tuple[Any, tuple[str, ...]]:
    """For every cell its state's column, and the columns' codes."""
    import numpy as np

    codes: dict[str, int] = {}
    column = np.empty(len(ccode), dtype=np.int32)
    dates = [call.date for call in calls]
    for number in np.unique(ccode).tolist():
        mine = ccode == number
        if number in {710, 713}:
            column[mine] = codes.setdefault("CHN", len(codes))
            continue
        if not cow.changes(number):
            column[mine] = codes.setdefault(str(cow.code(number, dt.date.max)), len(codes))
            continue
        by_call = [codes.setdefault(str(cow.code(number, day)), len(codes)) for day in dates]
        column[mine] = np.array(by_call)[place[mine]]
    used = sorted({name for name, index in codes.items() if (column == index).any()})
    order = np.full(len(codes), -1)
    for index, name in enumerate(used):
        order[codes[name]] = index
    return order[column], tuple(used)


def fill(
    sheet: Sheet,
    calls: Sequence[Call],
    states: tuple[str, ...],
    at: tuple[Any, Any],
    vote: Any,
    line: Any,
    row: Any,
) -> Votes:
    """The matrix of votes from its cells.

    Where two numbers are one state on a day (China's in 1971), "absent" yields to a vote and "not a member" to both.
    """
    import numpy as np

    table = np.full(10, UNSEEN, dtype=np.int8)
    for code, meant in CHOICES.items():
        table[code] = meant
    said = table[vote]
    choice = np.full((len(calls), len(states)), UNSEEN, dtype=np.int8)
    lines = np.zeros(choice.shape, dtype=np.int32)
    for layer in (said == NOT_A_MEMBER, said == 0, said > 0):
        where = (at[0][layer], at[1][layer])
        choice[where] = said[layer]
        lines[where] = line[layer]
    lost = (said > 0) & (lines[at] != line)
    if lost.any():
        first = np.flatnonzero(lost)[0]
        found = f"another vote of {states[at[1][first]]} in {calls[at[0][first]].ident}"
        raise sheet.fail(int(row[first]), found, "one vote a state and roll call")
    return Votes(tuple(calls), states, choice, lines)


def once(sheet: Sheet, one: str, other: str) -> None:
    """Refuse a second line of the same state in the same roll call."""
    again = sheet.ask(
        f"SELECT {one}, {other}, max(rowid) AS again FROM {sheet.name} GROUP BY 1, 2 HAVING count(*) > 1 "
        "ORDER BY again LIMIT 1"
    )
    for call, state, row in again:
        raise sheet.fail(
            row, f"state {state} a second time in roll call {call}", "one line a state and roll call"
        )
