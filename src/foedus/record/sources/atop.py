"""What states promised each other: alliance obligations by pair and year, from the ATOP project (to 2018).

Layout: ``ccode1, ccode2, year`` and five flags. Consecutive years with the same obligations become one event of kind
``obligation``; the first actor is the one that is bound. The table names no treaty, and no day.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.model.acts import Event
from foedus.model.origin import Origin
from foedus.record.batch import Batch, row_id
from foedus.record.sources import cow, strict
from foedus.record.sources.strict import Layout, Rule, Sheet

if TYPE_CHECKING:
    import duckdb

NAME = "atop"
KEY = "atop"
PUBLISHER = "Alliance Treaty Obligations and Provisions (ATOP) project"
TERMS = "free with citation (atopdata.org)"
TITLE = "Alliance obligations, directed dyad-years, version 5.1"
CITATION = (
    "Brett Ashley Leeds, Jeffrey M. Ritter, Sara McLaughlin Mitchell, Andrew G. Long, Alliance Treaty Obligations and "
    "Provisions, 1815-1944, International Interactions 28, 2002; ATOP 5.1"
)

FLAGS = {
    "atop_defense": "defence",
    "atop_offense": "offence",
    "atop_neutral": "neutrality",
    "atop_nonagg": "nonaggression",
    "atop_consul": "consultation",
}
LAYOUTS = (Layout("directed dyad-years", ("ccode1", "ccode2", "year", *FLAGS)),)
FIRST_YEAR, LAST_YEAR = 1945, 2018


def detect(path: Path) -> Layout | None:
    """The layout of a table of obligations by pair and year; None if the headings are not exactly its own."""
    return strict.exact(path, LAYOUTS)


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Batch:
    """Read alliance obligations; all of them, or nothing.

    Args:
        path: CSV or Parquet.
        con: a connection whose temporary tables may be used; None for one in memory.

    Raises:
        SourceError: the file has drifted or contradicts itself; names line, found and expected.
    """
    with strict.sheet(path, LAYOUTS, con, "atop_raw") as sheet:
        _check(sheet)
        origin = Origin(
            id=f"{KEY}:{sheet.digest[:12]}",
            kind="read",
            publisher=PUBLISHER,
            title=path.name,
            digest=sheet.digest,
            licence=TERMS,
            note=CITATION,
        )
        ignored: Counter[str] = Counter()
        events: list[Event] = []
        lines: dict[str, int] = {}
        for one, other, first, last, line, *marks in _spells(sheet):
            words = tuple(word for word, mark in zip(FLAGS.values(), marks, strict=True) if mark)
            actors = [cow.code(number, dt.date(last, 12, 31)) for number in (one, other)]
            if last < FIRST_YEAR:
                ignored["obligations that ended before 1945"] += 1
            elif not words:
                ignored["pairs and years without an obligation"] += 1
            elif one in cow.WITHOUT_SEAT or other in cow.WITHOUT_SEAT:
                ignored["obligations of states that never had a seat in the Assembly"] += 1
            elif actors[0] is None or actors[1] is None:
                found = f"state numbers {one} and {other}"
                raise strict.fail(path, line, found, "numbers of the Correlates of War list", sheet.locator)
            else:
                event = _event((actors[0], actors[1]), first, last, words, origin.id)
                events.append(event)
                lines[event.id] = line
        return Batch(
            publisher=KEY,
            origin=origin,
            edition=dt.date(LAST_YEAR, 12, 31),
            events=tuple(events),
            ignored=dict(ignored),
            lines=lines,
        )


def _check(sheet: Sheet) -> None:
    """Hold every line against what it may say."""
    whole = "NOT coalesce(regexp_full_match({0}, '[0-9]+(\\.0)?'), false)"
    flag = "coalesce(try_cast({0} AS DOUBLE) NOT IN (0, 1), true)"
    sheet.check(
        [
            *(
                Rule(whole.format(name), name, f"a whole number in {name}")
                for name in ("ccode1", "ccode2", "year")
            ),
            *(Rule(flag.format(name), name, f"0 or 1 in {name}") for name in FLAGS),
        ]
    )
    years = f"CAST(year AS DOUBLE) NOT BETWEEN 1815 AND {LAST_YEAR}"
    sheet.check(
        [
            Rule(years, "year", f"a year from 1815 to {LAST_YEAR}"),
            Rule("ccode1 = ccode2", "ccode1", "two states"),
        ]
    )
    twice = sheet.ask(
        f"SELECT ccode1, ccode2, year, max(rowid) AS again FROM {sheet.name} GROUP BY 1, 2, 3 HAVING count(*) > 1 "
        "ORDER BY again LIMIT 1"
    )
    for one, other, year, row in twice:
        raise sheet.fail(row, f"{one} to {other} in {year} a second time", "one line a pair and year")


def _spells(sheet: Sheet) -> list[tuple[Any, ...]]:
    """Consecutive years with the same obligations: two numbers, first and last year, line of the first, the flags."""
    flags = ", ".join(f"CAST(CAST({name} AS DOUBLE) AS INTEGER) AS {name}" for name in FLAGS)
    names = ", ".join(FLAGS)
    return sheet.ask(
        "WITH r AS (SELECT CAST(CAST(ccode1 AS DOUBLE) AS INTEGER) AS a, CAST(CAST(ccode2 AS DOUBLE) AS INTEGER) AS b, "
        f"CAST(CAST(year AS DOUBLE) AS INTEGER) AS year, {flags}, {sheet.line} AS line FROM {sheet.name}), "
        f"g AS (SELECT *, year - row_number() OVER (PARTITION BY a, b, {names} ORDER BY year) AS island FROM r) "
        f"SELECT a, b, min(year), max(year), arg_min(line, year), {names} FROM g GROUP BY a, b, island, {names} "
        "ORDER BY 1, 2, 3"
    )


def _event(actors: tuple[str, str], first: int, last: int, words: tuple[str, ...], origin: str) -> Event:
    start = dt.date(first, 1, 1)
    end = None if last == LAST_YEAR else dt.date(last + 1, 1, 1)
    ident = row_id("event", "obligation", *actors, start)
    title = f"{actors[0]} owes {actors[1]}: {', '.join(words)} ({first}-{last})"
    return Event(ident, "obligation", start, end, actors, "", title, words, origin)
