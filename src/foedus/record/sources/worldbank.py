"""Gross domestic product in current US dollars from the World Bank: its API's JSON, its CSV, or a table of years.

Groups of states and territories that are no states are set aside by name; a code nobody knows stops the import. Some
editions print 0 where there is no figure: such years are set aside and counted.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import SourceError, UnknownName
from foedus.model import states
from foedus.model.acts import Coverage, Indicator
from foedus.model.origin import Origin
from foedus.record.batch import Batch, row_id
from foedus.record.sources import strict
from foedus.record.sources.strict import Layout, Rule

if TYPE_CHECKING:
    import duckdb

NAME = "worldbank"
KEY = "worldbank"
PUBLISHER = "World Bank"
TERMS = "CC BY 4.0 (World Bank, World Development Indicators)"
TITLE = "GDP (current US$), NY.GDP.MKTP.CD"
CITATION = "World Bank, World Development Indicators, GDP (current US$), NY.GDP.MKTP.CD"

GDP = "NY.GDP.MKTP.CD"
UNIT = "current US$"
LAYOUTS = (
    Layout("packaged", ("Country Name", "Country Code", "Year", "Value")),
    Layout("packaged with a byte order mark", ("Country Name", "Country Code", "Year", "Value"), mark=True),
)
_KEYS = {"indicator", "country", "countryiso3code", "date", "value", "unit", "obs_status", "decimal"}
_WIDE = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")
_GROUPS = frozenset(
    [
        "AFE",
        "AFW",
        "ARB",
        "CEB",
        "CSS",
        "EAP",
        "EAR",
        "EAS",
        "ECA",
        "ECS",
        "EMU",
        "EUU",
        "FCS",
        "HIC",
        "HPC",
        "IBD",
        "IBT",
        "IDA",
        "IDB",
        "IDX",
        "INX",
        "LAC",
        "LCN",
        "LDC",
        "LIC",
        "LMC",
        "LMY",
        "LTE",
        "MEA",
        "MIC",
        "MNA",
        "NAC",
        "NOC",
        "OEC",
        "OED",
        "OSS",
        "PRE",
        "PSS",
        "PST",
        "SAS",
        "SSA",
        "SSF",
        "SST",
        "TEA",
        "TEC",
        "TLA",
        "TMN",
        "TSA",
        "TSS",
        "UMC",
        "WLD",
    ]
)
_TERRITORIES = frozenset(
    [
        "ABW",
        "ASM",
        "BMU",
        "CHI",
        "CUW",
        "CYM",
        "FRO",
        "GIB",
        "GRL",
        "GUM",
        "HKG",
        "IMN",
        "MAC",
        "MAF",
        "MNP",
        "NCL",
        "PRI",
        "PYF",
        "SXM",
        "TCA",
        "VGB",
        "VIR",
    ]
)
_NOT_MEMBERS = frozenset({"PSE", "XKX"})  # states to some; no vote in the Assembly, so no row in this record
# The Bank's own codes, and ISO's old ones, in editions before 2017.
_OTHER_CODES = {
    "KSV": "XKX", "IMY": "IMN", "TMP": "TLS", "ZAR": "COD", "ROM": "ROU", "WBG": "PSE", "ADO": "AND",
}  # fmt: skip
_WHOLE_WORLD = 150  # states with a figure from which a year can count as covered
_NEARLY_ALL = 0.95  # of the states that the best covered year has


def detect(path: Path) -> Layout | None:
    """The layout of a table or JSON answer of the World Bank; None if it is neither, exactly."""
    try:
        if _is_json(path):
            return Layout("api", tuple(sorted(_KEYS)))
        if _is_wide(path):
            return Layout("a column a year", _WIDE, mark=True)
    except SourceError:
        return None
    return strict.exact(path, LAYOUTS[:1]) or strict.exact(path, LAYOUTS[1:])


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Batch:
    """Read the GDP of states by year; all of it, or nothing.

    Args:
        path: the API's answer as JSON, the CSV of the Bank's page (unpacked), or the table ``Country Name, Country
            Code, Year, Value``.
        con: a connection whose temporary tables may be used; None for one in memory.

    Raises:
        SourceError: the file has drifted, is damaged, or is not whole; names line, found and expected.
    """
    if _is_json(path):
        return _batch(path, strict.fingerprint(path)[0], _answer(path), "item")
    if _is_wide(path):
        return _batch(path, strict.fingerprint(path)[0], _columns(path), "line")
    with strict.sheet(path, LAYOUTS[1:], con, "worldbank_raw") as sheet:
        sheet.check(
            [
                Rule(
                    "NOT coalesce(regexp_full_match(\"Year\", '(19|20)[0-9]{2}'), false)",
                    '"Year"',
                    "a year in Year",
                ),
                Rule(
                    'coalesce(try_cast("Value" AS DOUBLE) < 0, true)',
                    '"Value"',
                    "a figure above zero in Value",
                ),
                Rule('"Country Name" IS NULL', '"Country Name"', "a name"),
            ]
        )
        twice = sheet.ask(
            f'SELECT "Country Code", "Year", max(rowid) AS again FROM {sheet.name} GROUP BY 1, 2 '
            "HAVING count(*) > 1 ORDER BY again LIMIT 1"
        )
        for code, year, row in twice:
            raise sheet.fail(row, f"{code} in {year} a second time", "one line a state and year")
        rows = sheet.ask(
            f'SELECT "Country Code", CAST("Year" AS INT), CAST("Value" AS DOUBLE), {sheet.line} FROM {sheet.name} '
            "ORDER BY rowid"
        )
        return _batch(path, sheet.digest, rows, sheet.locator)


def _is_json(path: Path) -> bool:
    return strict.head(path).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{")


def _is_wide(path: Path) -> bool:
    start = strict.head(path).removeprefix(b"\xef\xbb\xbf")
    return start.startswith((b'"Data Source"', b"Data Source"))


def _columns(path: Path) -> list[tuple[str, int, float | None, int]]:
    """The Bank's CSV, some lines of description and then a line a state with a column a year."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise strict.fail(path, None, f"bytes that are not UTF-8 (at {error.start})", "UTF-8 text") from error
    rows = [(number, cells) for number, cells in enumerate(csv.reader(lines), start=1) if any(cells)]
    place = next((i for i, (_, cells) in enumerate(rows) if cells[0] == _WIDE[0]), None)
    if place is None or len(rows) == place + 1:
        raise strict.fail(path, None, "no heading line 'Country Name', or nothing below it", "a line a state")
    for number, cells in rows[:place]:
        if cells[0] not in {"Data Source", "Last Updated Date"}:
            raise strict.fail(
                path, number, repr(cells[0]), "Data Source or Last Updated Date before the headings"
            )
    at, heading = rows[place]
    years = heading[len(_WIDE) :]
    while years and not years[-1]:
        years.pop()
    if tuple(heading[: len(_WIDE)]) != _WIDE or not all(year.isdigit() and len(year) == 4 for year in years):
        raise strict.fail(path, at, f"the headings {heading[:6]}", f"{', '.join(_WIDE)} and years")
    out: list[tuple[str, int, float | None, int]] = []
    for number, cells in rows[place + 1 :]:
        if len(cells) != len(heading):
            raise strict.fail(path, number, f"{len(cells)} cells", f"{len(heading)} (is the file whole?)")
        if cells[3] != GDP:
            raise strict.fail(path, number, f"indicator {cells[3]!r}", GDP)
        for year, value in zip(years, cells[len(_WIDE) :], strict=False):
            out.append((cells[1], int(year), _figure(path, number, value), number))
    return out


def _figure(path: Path, line: int, text: str) -> float | None:
    try:
        value = float(text) if text else None
    except ValueError:
        value = -1.0
    if value is not None and not (value >= 0 and math.isfinite(value)):
        raise strict.fail(path, line, f"the figure {text!r}", "a figure above zero, or nothing")
    return value


def _answer(path: Path) -> list[tuple[str, int, float | None, int]]:
    """The API's answer as (code, year, value, number of the item)."""
    try:
        found = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise strict.fail(path, None, f"broken JSON ({error})", "a whole answer of the API") from error
    if not (
        isinstance(found, list)
        and len(found) == 2
        and isinstance(found[0], dict)
        and isinstance(found[1], list)
    ):
        raise strict.fail(
            path, None, f"JSON that begins {str(found)[:80]!r}", "[{page, pages, total}, [items]]"
        )
    about, items = found
    if about.get("pages") != 1 or about.get("total") != len(items):
        said = f"page {about.get('page')} of {about.get('pages')} with {len(items)} of {about.get('total')} items"
        raise strict.fail(path, None, said, "all items on one page")
    rows = []
    for number, item in enumerate(items, start=1):
        rows.append((*_item(path, number, item), number))
    seen = Counter((code, year) for code, year, _, _ in rows if code)
    for code, year, _, number in rows:
        if code and seen[code, year] > 1:
            raise strict.fail(path, number, f"{code} in {year} twice", "one item a state and year", "item")
    return rows


def _item(path: Path, number: int, item: Any) -> tuple[str, int, float | None]:
    if not isinstance(item, dict) or set(item) != _KEYS:
        keys = sorted(item) if isinstance(item, dict) else item
        raise strict.fail(path, number, f"an item with {keys}", f"the keys {sorted(_KEYS)}", "item")
    if not isinstance(item["indicator"], dict) or item["indicator"].get("id") != GDP:
        raise strict.fail(path, number, f"indicator {item['indicator']}", GDP, "item")
    value, year = item["value"], str(item["date"])
    if not (year.isdigit() and len(year) == 4):
        raise strict.fail(path, number, f"date {year!r}", "a year", "item")
    if value is not None and (not isinstance(value, int | float) or not math.isfinite(value) or value < 0):
        raise strict.fail(path, number, f"value {value!r}", "a figure above zero, or null", "item")
    return str(item["countryiso3code"]), int(year), None if value is None else float(value)


def _batch(path: Path, digest: str, rows: Iterable[tuple[str, int, float | None, int]], what: str) -> Batch:
    origin = Origin(
        id=f"{KEY}:{digest[:12]}",
        kind="read",
        publisher=PUBLISHER,
        title=path.name,
        digest=digest,
        licence=TERMS,
        note=CITATION,
    )
    ignored: Counter[str] = Counter()
    indicators: list[Indicator] = []
    lines: dict[str, int] = {}
    for theirs, year, value, line in rows:
        code = _OTHER_CODES.get(theirs, theirs)
        if code in _GROUPS or not code:
            ignored["rows of groups of states"] += 1
        elif code in _TERRITORIES or code in _NOT_MEMBERS:
            ignored["rows of territories and others that are no members of the UN"] += 1
        elif value is None:
            ignored["years without a figure"] += 1
        elif value == 0:
            ignored["years for which 0 is printed instead of no figure"] += 1
        else:
            state = _state(path, code, line, what)
            ident = row_id("indicator", GDP, state, year)
            if ident in lines:
                raise strict.fail(
                    path, line, f"{code} in {year} a second time", "one figure a state and year", what
                )
            made = Indicator(ident, GDP, state, year, value, UNIT, origin.id)
            indicators.append(made)
            lines[made.id] = line
    if not indicators:
        raise SourceError(f"{path.name}: found no figure of any state; expected some; nothing was imported")
    return Batch(
        publisher=KEY,
        origin=origin,
        indicators=tuple(indicators),
        coverage=_coverage(indicators),
        ignored=dict(ignored),
        lines=lines,
    )


def _state(path: Path, code: str, line: int, what: str) -> str:
    try:
        return states.get(code).code
    except UnknownName as error:
        raise strict.fail(path, line, f"{code!r}", "the code of a known state or group", what) from error


def _coverage(indicators: list[Indicator]) -> tuple[Coverage, ...]:
    """The years for which nearly all states have a figure; where there are none, a choice."""
    counts = Counter(one.year for one in indicators)
    most = max(counts.values())
    years = sorted(counts)
    whole = [year for year in years if counts[year] >= _NEARLY_ALL * most] if most >= _WHOLE_WORLD else []
    first = whole[0] if whole else years[0]
    last = first
    while whole and last + 1 in whole:
        last += 1
    if whole:
        note = f"{most} states at most; states without a figure have no row"
        return (
            Coverage("indicators", GDP, dt.date(first, 1, 1), dt.date(last, 12, 31), "complete", note, KEY),
        )
    note = f"{len({one.state for one in indicators})} states only"
    return (
        Coverage(
            "indicators", GDP, dt.date(years[0], 1, 1), dt.date(years[-1], 12, 31), "selected", note, KEY
        ),
    )
