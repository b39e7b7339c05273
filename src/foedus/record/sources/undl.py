"""What the files of the UN Digital Library have in common: terms, lists in cells, checks that every vote adds up.

One line is one member state in one recorded vote; the lines of a vote repeat what is said of it. So a file is checked
twice: each distinct option word and state once, and each vote once against the count of its own lines.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import SourceError
from foedus.model.acts import NOT_A_MEMBER
from foedus.model.origin import Origin
from foedus.record.batch import Call, Votes
from foedus.record.sources import strict
from foedus.record.sources.strict import Rule, Sheet

if TYPE_CHECKING:
    import numpy as np

KEY = "undl"
PUBLISHER = "United Nations Dag Hammarskjöld Library"
TERMS = (
    "Copyright United Nations; non-commercial use with attribution; scraping and automatic downloads are not allowed "
    "(http://www.un.org/en/sections/about-website/terms-use/index.html)"
)
LINK = "https://digitallibrary.un.org/record/"
OURS = {"GER": "DEU"}  # the Library's code for the Federal Republic before 1990; one state for us
CHOICES = {"Y": 1, "A": 2, "N": 3, "X": 0, "NV": 0}
TOTALS = {
    "total_yes": "y",
    "total_no": "n_",
    "total_abstentions": "a",
    "total_non_voting": "x",
    "total_ms": "n",
}
OWN = ("ms_code", "ms_name", "ms_vote", "permanent_member")  # what differs between the lines of one vote


def origin(path: Path, digest: str, citation: str) -> Origin:
    """Where the rows of a file of the Library come from."""
    return Origin(
        id=f"{KEY}:{digest[:12]}",
        kind="read",
        publisher=PUBLISHER,
        title=path.name,
        digest=digest,
        licence=TERMS,
        note=citation,
    )


def edition(path: Path) -> dt.date | None:
    """The day in the name of an official file (``2026_02_06_ga_voting.csv``, ``2025_7_21_...``), if there is one."""
    found = re.search(r"(?<!\d)(20\d\d)[_-](\d{1,2})[_-](\d{1,2})(?!\d)", path.name)
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def options(sheet: Sheet, words: Sequence[str]) -> dict[str, str]:
    """Hold option words and states against what is known; gives our code for each of theirs.

    Raises:
        SourceError: a new option word, a state nobody knows, or a name that is another state's.
    """
    for word, row in sheet.ask(f"SELECT ms_vote, min(rowid) FROM {sheet.name} GROUP BY 1 ORDER BY 2"):
        if word not in words:
            raise sheet.fail(row, f"vote {word!r}", f"one of {', '.join(words)} in ms_vote")
    known = strict.known_states(sheet, "ms_code", OURS)
    strict.same_states(sheet, "ms_code", "ms_name", known)
    return known


def group(sheet: Sheet) -> None:
    """Make the table ``undl_calls``: one row a vote, with ``first`` line, count of lines and of each option.

    Raises:
        SourceError: the lines of a vote contradict each other.
    """
    shared = sheet.layout.shared()
    sheet.table(
        "undl_groups",
        f"SELECT undl_id, min(rowid) AS first, count(*) AS n, min(alike) AS low, max(alike) AS high, "
        "count(*) FILTER (WHERE ms_vote = 'Y') AS y, count(*) FILTER (WHERE ms_vote = 'N') AS n_, "
        "count(*) FILTER (WHERE ms_vote = 'A') AS a, count(*) FILTER (WHERE ms_vote IN ('X', 'NV')) AS x "
        f"FROM {sheet.name} GROUP BY undl_id",
    )
    cells = ", ".join(f"r.{column}" for column in shared)
    sheet.table(
        "undl_calls",
        f"SELECT g.* EXCLUDE (undl_id, low, high), {cells}, r.place AS line, "
        "CAST(row_number() OVER (ORDER BY g.first) - 1 AS INTEGER) AS call "
        f"FROM undl_groups g JOIN (SELECT *, rowid AS row_, {sheet.line} AS place FROM {sheet.name}) r "
        "ON r.row_ = g.first ORDER BY g.first",
    )
    _one_voice(sheet, shared)


def _one_voice(sheet: Sheet, shared: Sequence[str]) -> None:
    differ = sheet.ask("SELECT undl_id, first FROM undl_groups WHERE low <> high ORDER BY first LIMIT 1")
    for vote, first in differ:
        for column in shared:
            row, here, other = sheet.ask(
                f"SELECT min(b.rowid), any_value(a.{column}), arg_min(b.{column}, b.rowid) "
                f"FROM {sheet.name} a JOIN {sheet.name} b ON a.undl_id IS NOT DISTINCT FROM b.undl_id "
                f"WHERE a.rowid = ? AND a.{column} IS DISTINCT FROM b.{column}",
                [first],
            )[0]
            if row is not None:
                raise sheet.fail(
                    row, f"{column} {other!r}", f"{here!r} as on the first line of record {vote}"
                )


def no_second(sheet: Sheet) -> None:
    """Refuse a state that has two lines in one vote."""
    twice = sheet.ask(
        f"SELECT undl_id, ms_code, max(rowid) AS again FROM {sheet.name} GROUP BY ALL "
        "HAVING count(*) > 1 ORDER BY again LIMIT 1"
    )
    for vote, state, row in twice:
        raise sheet.fail(row, f"{state} a second time in record {vote}", "one line a state and vote")


def rules(body: str) -> list[Rule]:
    """What must hold of every vote in a file of the Library: number, day, symbol, link, totals.

    Args:
        body: the first letter of the body's symbols, ``A`` or ``S``.
    """
    symbol = f"{body}/RES/..." if body == "S" else "A/RES/... or A/DEC/..."
    return [
        Rule("NOT coalesce(regexp_full_match(undl_id, '[1-9][0-9]{3,9}'), false)", "undl_id", "a record number in undl_id"),
        Rule(
            "NOT coalesce(regexp_full_match(date, '[0-9]{4}-[0-9]{2}-[0-9]{2}'), false) "
            "OR try_cast(date AS DATE) IS NULL OR try_cast(date AS DATE) < DATE '1946-01-01'",
            "date",
            "a day that exists, YYYY-MM-DD, in date",
        ),
        Rule(f"NOT coalesce(regexp_full_match(resolution, '{body}/(RES|DEC)/[^|]+'), false)", "resolution", f"a symbol {symbol}"),
        Rule(f"undl_link IS DISTINCT FROM '{LINK}' || undl_id", "undl_link", f"{LINK} and the record's number"),
    ]  # fmt: skip


def adds_up(sheet: Sheet) -> None:
    """Hold the totals of every vote against the count of its lines.

    Raises:
        SourceError: a total is not a number or not the count; a state's second line is named where that is the cause.
    """
    held = [
        Rule(
            f"coalesce(try_cast({column} AS DOUBLE) <> {counted}, true)",
            f"coalesce({column}, 'nothing') || ' in {column} over ' || {counted} || ' such lines'",
            "totals equal to the states' votes counted",
        )
        for column, counted in TOTALS.items()
    ]
    try:
        sheet.check(held, "undl_calls", "first")
    except SourceError:
        no_second(sheet)
        raise


def split(cell: str | None) -> tuple[str, ...]:
    """The values of a cell in which several are joined by ``|``."""
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())


def matrix(sheet: Sheet, calls: Sequence[Call], known: Mapping[str, str]) -> Votes:
    """Every vote of the sheet as one matrix, in the order of ``undl_calls``; who has no line was not a member.

    Raises:
        SourceError: a state has two lines in one vote, under one code or under two that are one state for us.
    """
    import numpy as np

    ours = sorted(set(known.values()))
    codes = ", ".join(f"('{theirs}', {ours.index(code)})" for theirs, code in known.items())
    words = ", ".join(f"('{word}', {choice})" for word, choice in CHOICES.items())
    cells: dict[str, np.ndarray] = sheet.con.execute(
        "SELECT c.call, s.i AS state, w.choice, r.line FROM "
        f"(SELECT undl_id, ms_code, ms_vote, {sheet.line} AS line FROM {sheet.name}) r "
        "JOIN undl_calls c USING (undl_id) "
        f"JOIN (VALUES {codes}) s(ms_code, i) USING (ms_code) JOIN (VALUES {words}) w(ms_vote, choice) USING (ms_vote)"
    ).fetchnumpy()
    choice = np.full((len(calls), len(ours)), NOT_A_MEMBER, dtype=np.int8)
    lines = np.zeros(choice.shape, dtype=np.int32)
    at = (cells["call"], cells["state"])
    choice[at] = cells["choice"]
    lines[at] = cells["line"]
    if np.count_nonzero(lines) != sheet.rows:
        no_second(sheet)
        raise strict.fail(
            sheet.path, None, "two codes of one state in the same vote", "one line a state and vote"
        )
    return Votes(tuple(calls), tuple(ours), choice, lines)


def without(votes: Votes, idents: set[str]) -> Votes:
    """The votes without some roll calls."""
    kept = [place for place, call in enumerate(votes.calls) if call.ident not in idents]
    lines = None if votes.lines is None else votes.lines[kept]
    return Votes(tuple(votes.calls[place] for place in kept), votes.states, votes.choice[kept], lines)
