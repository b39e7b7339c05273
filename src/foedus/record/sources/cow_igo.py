"""Members of organisations by year, from the Correlates of War data on intergovernmental organisations (to 2014).

Layouts: the project's own (a line a state and year, a column an organisation), ``ccode, year, state, ioname, status``
(a line each), and spells (``first_year``, ``last_year_seen``). The
project's year says only that a state was a member in it; its conventions differ from legal dates here and there (the
Shanghai Five count as the SCO, Germany begins in 1990), so a dated source is trusted first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from foedus.errors import SourceError
from foedus.model.acts import Coverage, Membership
from foedus.model.origin import Origin
from foedus.record.batch import Batch, row_id
from foedus.record.sources import cow, strict
from foedus.record.sources.strict import Layout, Rule, Sheet

if TYPE_CHECKING:
    import duckdb

NAME = "cow_igo"
KEY = "cow"
PUBLISHER = "Correlates of War Project"
TERMS = "free for research with citation"
TITLE = "Intergovernmental Organizations, version 3"
CITATION = (
    "Jon C. W. Pevehouse, Timothy Nordstrom, Roseanne W. McManus, Anne Spencer Jamison, Tracking Organizations in the "
    "World: The Correlates of War IGO Version 3.0 datasets, Journal of Peace Research, 2020"
)

YEARS = Layout("state and year", ("ccode", "year", "state", "ioname", "status"))
_STATE_YEAR = ("ccode", "year", "state")
_SHORT_NAME = re.compile(r"[a-z0-9_]{2,30}")
_MANY = 100  # organisations from which a table is taken for the project's own
SPELLS = Layout("spells", ("ioname", "ccode", "state", "status", "first_year", "last_year_seen"))
LAYOUTS = (YEARS, SPELLS)
LAST_YEAR = 2014
FIRST_YEAR = 1945  # the record begins with the United Nations
STATUSES = {1: "member", 2: "associate", 3: "observer"}
ORGANISATIONS = {
    "asean": "ASEAN", "au": "AU", "cis": "CIS", "csto": "CSTO", "eu": "EU", "gcc": "GCC", "loas": "LAS", "nam": "NAM",
    "nato": "NATO", "oic": "OIC", "osce": "OSCE", "sco": "SCO", "un": "UN", "wto": "WTO",
}  # fmt: skip


class _Spell(NamedTuple):
    org: str
    number: int
    status: int
    first: int
    last: int
    line: int


def detect(path: Path) -> Layout | None:
    """The layout of a table of members by year or spell; None if it is neither, exactly."""
    return strict.exact(path, LAYOUTS) or _wide(path)


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Batch:
    """Read memberships by year; all of them, or nothing.

    Args:
        path: CSV or Parquet.
        con: a connection whose temporary tables may be used; None for one in memory.

    Raises:
        SourceError: the file has drifted or contradicts itself; names line, found and expected.
    """
    wide = _wide(path)
    with strict.sheet(path, (wide,) if wide else LAYOUTS, con, "cow_raw") as sheet:
        if wide:
            _unfold(sheet)
        spells = _spells(sheet) if sheet.layout is SPELLS else _by_year(sheet)
        return _batch(sheet, spells)


def _wide(path: Path) -> Layout | None:
    """The project's own layout: three columns and then hundreds of organisations by their short names."""
    try:
        got = strict.headings(path)
    except SourceError:
        return None
    organisations = set(got) - set(_STATE_YEAR)
    if not set(_STATE_YEAR) <= set(got) or len(organisations) < _MANY:
        return None
    return Layout("a column an organisation", got) if all(map(_SHORT_NAME.fullmatch, organisations)) else None


def _unfold(sheet: Sheet) -> None:
    """Turn the columns into lines; 0 no member, -9 missing and -1 no state or organisation that year say nothing."""
    organisations = [name for name in sheet.columns if name not in _STATE_YEAR]
    unknown = " OR ".join(
        f'try_cast("{name}" AS DOUBLE) NOT IN (-9, -1, 0, 1, 2, 3)' for name in organisations
    )
    empty = " OR ".join(
        f'"{name}" IS NOT NULL AND try_cast("{name}" AS DOUBLE) IS NULL' for name in organisations
    )
    sheet.check(
        [
            Rule(
                f"{unknown} OR {empty}",
                "ccode || ' in ' || year",
                "-9, -1, 0, 1, 2 or 3 in every organisation",
            )
        ]
    )
    quoted = ", ".join(f'"{name}"' for name in organisations)
    sheet.con.execute(
        f"CREATE OR REPLACE TEMP TABLE {sheet.name} AS SELECT ccode, year, state, ioname, status, place FROM "
        f"(UNPIVOT (SELECT *, {sheet.line} AS place FROM {sheet.name}) ON {quoted} INTO NAME ioname VALUE status) "
        "WHERE CAST(status AS DOUBLE) > 0"
    )
    sheet.line = "place"


def organisation(name: str) -> str:
    """Our code of an organisation, or the project's own short name marked as such.

    >>> organisation("csto"), organisation("acpeu")
    ('CSTO', 'IGO-acpeu')
    """
    return ORGANISATIONS.get(name, f"IGO-{name}")


def _rules(*numbers: str) -> list[Rule]:
    words = ", ".join(str(word) for word in STATUSES)
    whole = "NOT coalesce(try_cast({0} AS DOUBLE) = floor(try_cast({0} AS DOUBLE)), false)"
    return [
        *(Rule(whole.format(name), name, f"a whole number in {name}") for name in numbers),
        Rule(
            "ioname IS NULL OR NOT regexp_full_match(ioname, '[a-z0-9_]+')",
            "ioname",
            "a short name in ioname",
        ),
        Rule(f"try_cast(status AS DOUBLE) NOT IN ({words})", "status", f"one of {words} in status"),
    ]


def _by_year(sheet: Sheet) -> list[_Spell]:
    sheet.check(_rules("ccode", "year", "status"))
    number = {name: f"CAST(CAST({name} AS DOUBLE) AS INTEGER)" for name in ("ccode", "year", "status")}
    year = f"try_cast({number['year']} AS INTEGER)"
    sheet.check(
        [Rule(f"{year} NOT BETWEEN 1815 AND {LAST_YEAR}", "year", f"a year from 1815 to {LAST_YEAR}")]
    )
    twice = sheet.ask(
        f"SELECT ioname, ccode, year, max(rowid) AS again FROM {sheet.name} GROUP BY 1, 2, 3 HAVING count(*) > 1 "
        "ORDER BY again LIMIT 1"
    )
    for org, state, when, row in twice:
        raise sheet.fail(
            row, f"{state} in {org} in {when} a second time", "one line a state, organisation and year"
        )
    rows = sheet.ask(
        "WITH r AS (SELECT ioname, "
        + ", ".join(f"{sql} AS {name}" for name, sql in number.items())
        + f", {sheet.line} AS line FROM {sheet.name}), "
        "g AS (SELECT *, year - row_number() OVER (PARTITION BY ioname, ccode, status ORDER BY year) AS island FROM r) "
        "SELECT ioname, ccode, status, min(year), max(year), arg_min(line, year) FROM g "
        "GROUP BY ioname, ccode, status, island ORDER BY 1, 2, 4"
    )
    return [_Spell(*row) for row in rows]


def _spells(sheet: Sheet) -> list[_Spell]:
    sheet.check(_rules("ccode", "status", "first_year", "last_year_seen"))
    sheet.check(
        [
            Rule(
                f"CAST(first_year AS DOUBLE) > CAST(last_year_seen AS DOUBLE) OR CAST(last_year_seen AS DOUBLE) > {LAST_YEAR}",
                "first_year || '-' || last_year_seen",
                f"years in order, to {LAST_YEAR} at most",
            )
        ]
    )
    rows = sheet.ask(
        "SELECT ioname, CAST(CAST(ccode AS DOUBLE) AS INTEGER), CAST(CAST(status AS DOUBLE) AS INTEGER), "
        "CAST(CAST(first_year AS DOUBLE) AS INTEGER), CAST(CAST(last_year_seen AS DOUBLE) AS INTEGER), "
        f"{sheet.line} FROM {sheet.name} ORDER BY 1, 2, 4"
    )
    return [_Spell(*row) for row in rows]


def _batch(sheet: Sheet, spells: list[_Spell]) -> Batch:
    origin = Origin(
        id=f"{KEY}:{sheet.digest[:12]}",
        kind="read",
        publisher=PUBLISHER,
        title=sheet.path.name,
        digest=sheet.digest,
        licence=TERMS,
        note=CITATION,
    )
    ignored: Counter[str] = Counter({"state (the name; the number counts)": sheet.rows})
    rows: list[Membership] = []
    lines: dict[str, int] = {}
    first: dict[str, int] = {}
    for spell in spells:
        org = organisation(spell.org)
        first[org] = min(first.get(org, LAST_YEAR), spell.first)
        if spell.last < FIRST_YEAR:
            ignored["spells that ended before 1945"] += 1
        elif spell.number in cow.WITHOUT_SEAT:
            ignored["spells of states that never had a seat in the Assembly"] += 1
        elif not cow.known(spell.number):
            expected = "a number of the Correlates of War list"
            raise strict.fail(sheet.path, spell.line, f"state number {spell.number}", expected, sheet.locator)
        else:
            for made in _memberships(org, spell, origin.id):
                if made.id in lines:
                    found = f"{made.state} in {org} from {made.start} a second time"
                    raise strict.fail(
                        sheet.path, spell.line, found, "spells that do not overlap", sheet.locator
                    )
                lines[made.id] = spell.line
                rows.append(made)
    until = dt.date(LAST_YEAR, 12, 31)
    coverage = tuple(
        Coverage("memberships", org, dt.date(max(year, FIRST_YEAR), 1, 1), until, "complete", "by year", KEY)
        for org, year in sorted(first.items())
        if year <= LAST_YEAR
    )
    return Batch(
        publisher=KEY,
        origin=origin,
        edition=until,
        memberships=tuple(rows),
        coverage=coverage,
        ignored=dict(ignored),
        lines=lines,
    )


def _memberships(org: str, spell: _Spell, origin: str) -> list[Membership]:
    """A spell as memberships, one for each of our states that the number stands for in its years."""
    parts: list[tuple[str, int, int]] = []
    for year in range(max(spell.first, FIRST_YEAR), spell.last + 1):
        state = str(cow.code(spell.number, dt.date(year, 12, 31)))
        if parts and parts[-1][0] == state:
            parts[-1] = (state, parts[-1][1], year)
        else:
            begin = spell.first if not parts else year
            parts.append((state, begin, year))
    status = STATUSES[spell.status]
    rows = []
    for state, begin, end in parts:
        start = dt.date(begin, 1, 1)
        over = None if end == LAST_YEAR else dt.date(end + 1, 1, 1)
        ident = (
            row_id("member", org, state, start)
            if status == "member"
            else row_id("member", org, state, start, status)
        )
        rows.append(Membership(ident, org, state, start, over, status, precision="year", origin=origin))
    return rows
