"""How a publisher's file is taken in: known layout, every value checked, or one error that says where and what.

A file becomes a :class:`Sheet`: a temporary DuckDB table of text cells in the file's order. Rules are SQL conditions
over all rows at once; the first offending row is reported as file, line, found, expected, and nothing is kept.
"""

from __future__ import annotations

import bz2
import csv
import datetime as dt
import gzip
import hashlib
import io
import json
import lzma
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from foedus.errors import AmbiguousName, SourceError, UnknownName

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_HEAD = 1 << 16
_CHUNK = 1 << 20
_MARKS = {
    b"\xff\xfe": "a UTF-16 byte order mark",
    b"\xfe\xff": "a UTF-16 byte order mark",
    b"PK\x03\x04": "a zip archive (unpack it first)",
    b"\x1f\x8b": "a gzip archive (unpack it first)",
    b"%PDF": "a PDF",
}
_OPENERS: dict[bytes, Callable[..., Any]] = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open, b"\xfd7": lzma.open}
_UTF8_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout that a publisher has used: its name and headings.

    Attributes:
        name: how the layout is called in messages and in the record, e.g. ``2026-02``.
        columns: the headings, in any order; all must be there and no other (but see ``optional``).
        optional: headings that may be there.
        delimiter: what separates the cells.
        mark: whether this publisher's files may begin with a UTF-8 byte order mark.
        names: what a column is called in the sheet, where not as in the file.
        own: where several lines speak of one thing, the columns in which they may differ; the sheet then has a column
            ``alike``, equal for lines that agree in all others.
        missing: columns of a CSV in which NA is how R writes nothing.
        missing: columns of a CSV in which NA is how R writes nothing.
    """

    name: str
    columns: tuple[str, ...]
    delimiter: str = ","
    mark: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def with_tabs(self) -> Layout:
        """The same layout with tabs between the cells, as a Dataverse gives it."""
        return replace(self, name=f"{self.name}, tabs", delimiter="\t")

    def fits(self, got: Iterable[str]) -> bool:
        """Whether headings are exactly those of this layout."""
        found = set(got)
        return set(self.columns) <= found <= {*self.columns, *self.optional}

    def shared(self) -> list[str]:
        """The sheet's columns in which the lines that speak of one thing agree."""
        return sorted({self.name_of(column) for column in self.columns} - set(self.own))

    def alike(self) -> str:
        """SQL for the column ``alike``, with a comma before it; nothing where every line stands alone."""
        cells = ", ".join(f'"{column}"' for column in self.shared())
        return f", hash({cells}) AS alike" if self.own else ""

    def name_of(self, heading: str) -> str:
        """The sheet's name for a column of the file."""
        return self.names.get(heading, heading)


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that no row may fulfil: ``bad`` and ``found`` are SQL over the sheet, ``expected`` is English."""

    bad: str
    found: str
    expected: str


def fail(path: Path, line: int | None, found: str, expected: str, what: str = "line") -> SourceError:
    """The one form of complaint about a file: where, what was found, what was expected."""
    where = f"{path.name}, {what} {line}" if line is not None else path.name
    return SourceError(f"{where}: found {found}; expected {expected}; nothing was imported")


def head(path: Path) -> bytes:
    """The first bytes of a file that can be a table of text.

    Raises:
        SourceError: missing, a folder, empty, a web page, an archive, or in another encoding.
    """
    if not path.is_file():
        raise SourceError(f"{path}: found {'a folder' if path.is_dir() else 'no such file'}; expected a file")
    with path.open("rb") as handle:
        start = handle.read(_HEAD)
    if not start.strip():
        raise fail(path, None, "an empty file", "a table with a heading line and rows")
    for mark, name in _MARKS.items():
        if start.startswith(mark):
            raise fail(path, None, name, "a text table in UTF-8")
    if re.match(rb"(?is)\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|\?xml)", start):
        raise fail(path, 1, "a web page (HTML)", "a text table; the download gave a page instead of the file")
    return start


def is_parquet(path: Path) -> bool:
    """Whether the file is Parquet, by its first bytes."""
    with path.open("rb") as handle:
        return handle.read(4) == b"PAR1"


def is_rdata(path: Path) -> bool:
    """Whether the file is R's own format (RData), by its first bytes, compressed or not."""
    if not path.is_file():
        return False
    try:
        with _opened(path) as handle:
            start = handle.read(6)
    except (OSError, EOFError, lzma.LZMAError):
        return False
    return start[:5] in {b"RDX2\n", b"RDX3\n"}


def object_in(path: Path) -> str | None:
    """The name of the first object in an RData file, from its first bytes; None where they do not tell it."""
    if not is_rdata(path):
        return None
    try:
        with _opened(path) as handle:
            start = handle.read(512)
    except (OSError, EOFError, lzma.LZMAError):
        return None
    found = re.search(
        rb"\x00\x00\x00\x01\x00[\x00-\xff]\x00\x09\x00\x00\x00[\x01-\xff]([A-Za-z.][\w.]*)", start
    )
    return found[1].decode() if found else None


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """An RData file without its compression."""
    with path.open("rb") as handle:
        start = handle.read(2)
    opener: Callable[..., Any] = next(
        (opens for mark, opens in _OPENERS.items() if start.startswith(mark)), open
    )
    with opener(path, "rb") as handle:
        yield handle


@lru_cache(maxsize=4)
def _frame_at(path: Path, _changed: int) -> pa.Table:
    import warnings

    import pyarrow as pa
    import rdata

    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore", UserWarning
            )  # R's Date comes as a number of days, turned into dates below
            found = rdata.read_rda(path)
    except Exception as error:  # rdata raises what its parser meets; all of it means a damaged file
        raise fail(path, None, f"R data that cannot be read ({error})", "a whole RData file") from error
    frames = [value for value in found.values() if hasattr(value, "columns")]
    voted = [frame for frame in frames if {"rcid", "vote"} <= set(frame.columns)]
    if len(voted or frames) != 1:
        raise fail(path, None, f"the objects {', '.join(found)}", "one data frame")
    frame = (voted or frames)[0]
    if "date" in frame.columns and frame["date"].dtype.kind in "if":
        frame = frame.assign(date=frame["date"].map(_r_day))
    return pa.Table.from_pandas(frame, preserve_index=False)


def _r_day(days: float) -> str | None:
    """R's Date, days since 1970, as YYYY-MM-DD."""
    return None if days != days else (dt.date(1970, 1, 1) + dt.timedelta(days=int(days))).isoformat()  # noqa: PLR0124


def _frame(path: Path) -> pa.Table:
    """The one data frame in an RData file, or the one with votes."""
    return _frame_at(path, path.stat().st_mtime_ns)


def headings(path: Path, delimiter: str = ",") -> tuple[str, ...]:
    """The headings of a table, CSV or Parquet.

    Raises:
        SourceError: not a table, or a heading line that is not UTF-8.
    """
    if is_rdata(path):
        return tuple(_frame(path).column_names)
    start = head(path)
    if start.startswith(b"PAR1"):
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            return tuple(pq.read_schema(path).names)
        except (pa.ArrowException, OSError) as error:
            raise fail(path, None, f"a damaged Parquet file ({error})", "a whole Parquet file") from error
    first = start.removeprefix(_UTF8_MARK).splitlines()[0]
    try:
        text = first.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"bytes that are not UTF-8 ({first[error.start : error.start + 1]!r})"
        raise fail(path, 1, found, "UTF-8 text") from error
    return tuple(next(csv.reader([text], delimiter=delimiter), ()))


def match(path: Path, layouts: Sequence[Layout]) -> Layout:
    """The layout of a file among the known ones.

    Raises:
        SourceError: no layout fits; the message names the missing and the unknown columns of the nearest.
    """
    best: tuple[int, Layout, tuple[str, ...]] | None = None
    for layout in layouts:
        got = headings(path, layout.delimiter)
        if len(set(got)) < len(got):
            twice = sorted({name for name in got if got.count(name) > 1})
            raise fail(path, 1, f"the column {', '.join(twice)} twice", "each column once")
        if layout.fits(got):
            _refuse_mark(path, layout)
            return layout
        shared = len(set(got) & set(layout.columns))
        if best is None or shared > best[0]:
            best = (shared, layout, got)
    if best is None:
        raise SourceError(f"{path.name}: no layout to compare with")
    _, layout, got = best
    unknown = [name for name in got if name not in {*layout.columns, *layout.optional}]
    missing = [name for name in layout.columns if name not in got]
    parts = [f"unknown column {', '.join(map(repr, unknown))}"] if unknown else []
    parts += [f"no column {', '.join(map(repr, missing))}"] if missing else []
    raise fail(path, 1, " and ".join(parts), f"the columns of layout {layout.name}")


def exact(path: Path, layouts: Sequence[Layout]) -> Layout | None:
    """The layout whose headings the file has, exactly; None if it has none of them."""
    try:
        return match(path, layouts)
    except SourceError:
        return None


def likeness(path: Path, layouts: Sequence[Layout]) -> float:
    """How much the file's headings are those of the most similar layout: shared over all, 0 to 1.

    A drifted file is still recognised by what has stayed, so that its publisher's own rules can refuse it.

    Raises:
        SourceError: not a table at all.
    """
    best = 0.0
    for layout in layouts:
        got, known = set(headings(path, layout.delimiter)), set(layout.columns)
        best = max(best, len(got & known) / len(known | (got - set(layout.optional))))
    return best


def _refuse_mark(path: Path, layout: Layout) -> None:
    with path.open("rb") as handle:
        start = handle.read(6)
    if start.startswith(_UTF8_MARK) and (not layout.mark or start[3:6] == _UTF8_MARK):
        raise fail(path, 1, "a byte order mark", "the heading line at the very beginning")


def fingerprint(path: Path) -> tuple[str, int]:
    """The SHA-256 (hex) of a file and the number of its text lines, in one pass."""
    found, lines, last = hashlib.sha256(), 0, b"\n"
    with path.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            found.update(chunk)
            lines += chunk.count(b"\n")
            last = chunk[-1:]
    return found.hexdigest(), lines + (last != b"\n")


@dataclass(slots=True)
class Sheet:
    """A file's rows as the temporary table ``name``: text cells, ``rowid`` in the file's order.

    Attributes:
        con: the connection that holds the table.
        digest: SHA-256 of the file.
        locator: what a line number counts, lines of text or rows of a table.
        columns: of the table, without ``alike``.
        line: SQL for the line of a row of ``name``.
    """

    con: duckdb.DuckDBPyConnection
    path: Path
    layout: Layout
    name: str
    rows: int
    digest: str
    locator: Literal["line", "row"]
    columns: tuple[str, ...]
    line: str = "CAST(rowid + 2 AS INTEGER)"
    _others: list[str] = field(default_factory=list)

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a question over the sheet."""
        rows: list[tuple[Any, ...]] = self.con.execute(sql, list(values)).fetchall()
        return rows

    def table(self, name: str, sql: str) -> None:
        """Keep the answer of a question as another temporary table, dropped with the sheet."""
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {sql}")
        self._others.append(name)

    def line_of(self, row: int) -> int:
        """The line (or row number) in the file of a ``rowid``."""
        return int(self.ask(f"SELECT {self.line} FROM {self.name} WHERE rowid = ?", [row])[0][0])

    def fail(self, row: int, found: str, expected: str) -> SourceError:
        """A complaint about a row, given by its ``rowid``."""
        return fail(self.path, self.line_of(row), found, expected, self.locator)

    def check(self, rules: Iterable[Rule], table: str | None = None, row: str = "rowid") -> None:
        """Hold all rules against all rows at once.

        Args:
            rules: conditions that no row may fulfil.
            table: another temporary table whose column ``row`` holds the ``rowid`` of the sheet.
            row: that column.

        Raises:
            SourceError: a row fulfils a rule; the first such row is reported.
        """
        held = list(rules)
        table = table or self.name
        wanted = ", ".join(f"min({row}) FILTER (WHERE {rule.bad})" for rule in held)
        first = self.ask(f"SELECT {wanted} FROM {table}")[0]
        broken = [(at, rule) for at, rule in zip(first, held, strict=True) if at is not None]
        if broken:
            at, rule = min(broken, key=lambda pair: pair[0])
            found = self.ask(f"SELECT CAST({rule.found} AS VARCHAR) FROM {table} WHERE {row} = ?", [at])[0][0]
            raise self.fail(at, f"{found!r}" if found is not None else "nothing", rule.expected)

    def drop(self) -> None:
        """Let go of the temporary tables."""
        for name in (self.name, *self._others):
            self.con.execute(f"DROP TABLE IF EXISTS {name}")


@contextmanager
def sheet(
    path: Path, layouts: Sequence[Layout], con: duckdb.DuckDBPyConnection | None = None, name: str = "raw"
) -> Iterator[Sheet]:
    """Open a publisher's table: layout found, every cell read as text, lines counted, digest taken.

    Args:
        path: a CSV (or, for tables kept that way, Parquet) file.
        layouts: the layouts this publisher has used.
        con: a connection to work in; None for one in memory.
        name: of the temporary table.

    Raises:
        SourceError: the file is not such a table, or a line has too few or too many cells, or is not UTF-8.
    """
    import duckdb as engine

    layout = match(path, layouts)
    own = con is None
    con = con if con is not None else engine.connect()
    opened: Sheet | None = None
    try:
        with ThreadPoolExecutor(1) as pool:
            printed = pool.submit(fingerprint, path)
            if is_rdata(path):
                opened = _from_rdata(path, layout, con, name, printed)
            elif is_parquet(path):
                opened = _from_parquet(path, layout, con, name, printed)
            else:
                opened = _from_csv(path, layout, con, name, printed)
        yield opened
    except engine.Error as error:
        said = str(error).splitlines()[0]
        raise fail(
            path, None, f"a value that cannot be read ({said})", "values as the layout has them"
        ) from error
    finally:
        if opened is not None and not own:
            opened.drop()
        if own:
            con.close()


def _from_rdata(
    path: Path, layout: Layout, con: duckdb.DuckDBPyConnection, name: str, printed: Future[tuple[str, int]]
) -> Sheet:
    con.register("incoming_frame", _frame(path))
    columns = headings(path)
    cells = ", ".join(
        f"nullif(nullif(CAST(\"{column}\" AS VARCHAR), ''), 'nan') AS \"{column}\"" for column in columns
    )
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {cells} FROM incoming_frame")
    con.unregister("incoming_frame")
    rows = con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
    if not rows:
        raise fail(path, None, "a data frame without rows", "rows")
    digest = printed.result()[0]
    return Sheet(con, path, layout, name, rows, digest, "row", columns, "CAST(rowid + 1 AS INTEGER)")


def _from_parquet(
    path: Path, layout: Layout, con: duckdb.DuckDBPyConnection, name: str, printed: Future[tuple[str, int]]
) -> Sheet:
    cells = ", ".join(
        f'nullif(CAST("{column}" AS VARCHAR), \'\') AS "{layout.name_of(column)}"'
        for column in headings(path)
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT *{layout.alike()} FROM (SELECT {cells} FROM read_parquet(?))",
        [str(path)],
    )
    rows = con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
    if not rows:
        raise fail(path, None, "headings without rows", "rows")
    digest = printed.result()[0]
    columns = tuple(layout.name_of(column) for column in headings(path))
    return Sheet(con, path, layout, name, rows, digest, "row", columns, "CAST(rowid + 1 AS INTEGER)")


def _from_csv(
    path: Path, layout: Layout, con: duckdb.DuckDBPyConnection, name: str, printed: Future[tuple[str, int]]
) -> Sheet:
    import duckdb as engine

    got = tuple(layout.name_of(column) for column in headings(path, layout.delimiter))
    spec = ", ".join(f"'{column}': 'VARCHAR'" for column in got)
    blank = ", ".join(
        f'nullif("{column}", \'NA\') AS "{column}"' for column in got if column in layout.missing
    )
    cells = f"* REPLACE ({blank})" if blank else "*"
    sql = (
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {cells}{layout.alike()} FROM read_csv(?, auto_detect=false, "
        f"header=true, columns={{{spec}}}, delim='{layout.delimiter}', quote='\"', escape='{_escape(path, layout)}', "
        "strict_mode=true, nullstr='')"
    )
    try:
        con.execute(sql, [str(path)])
    except engine.Error as error:
        raise _explained(path, str(error)) from error
    rows = con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
    if not rows:
        raise fail(path, None, "a heading line without rows", "rows")
    digest, lines = printed.result()
    opened = Sheet(con, path, layout, name, rows, digest, "line", got)
    if lines != rows + 1:
        _count_lines(opened, got, lines)
    return opened


def _escape(path: Path, layout: Layout) -> str:
    """What stands before a quotation mark inside a cell: another one, or, in tables of a Dataverse, a backslash."""
    if layout.delimiter != "\t":
        return '"'
    with path.open("rb") as handle:
        return "\\" if any(b'\\"' in line for line in handle) else '"'


def _count_lines(opened: Sheet, got: Sequence[str], lines: int) -> None:
    """Where cells hold line breaks, work out the line on which each row begins."""
    broken = " + ".join(
        f'coalesce(length("{column}") - length(replace("{column}", chr(10), \'\')), 0)' for column in got
    )
    name = opened.name
    opened.con.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT *, CAST(rowid + 2 + coalesce(sum({broken}) OVER "
        f"(ORDER BY rowid ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS INTEGER) AS line_ "
        f"FROM {name} ORDER BY rowid"
    )
    inside = opened.ask(f"SELECT sum({broken}) FROM {name}")[0][0]
    if lines != opened.rows + 1 + inside:
        found = f"{lines - opened.rows - 1 - inside} blank lines among {lines}"
        raise fail(opened.path, None, found, "a row on every line")
    opened.line = "line_"


def _explained(path: Path, text: str) -> SourceError:
    """DuckDB's complaint about a CSV file in our words."""
    line = re.search(r"CSV Error on Line: (\d+)", text)
    number = int(line[1]) if line else None
    cells = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", text)
    if cells:
        return fail(path, number, f"{cells[2]} cells", f"{cells[1]} (is the file whole?)")
    if "unicode" in text.lower():
        return fail(path, number, "bytes that are not UTF-8", "UTF-8 text")
    if "quote" in text.lower():
        return fail(
            path, number, "a quotation mark that is never closed", "a whole line (is the file whole?)"
        )
    return fail(path, number, text.splitlines()[0] if text else "an unreadable line", "a line of cells")


def known_states(sheet_: Sheet, column: str, code_of: dict[str, str]) -> dict[str, str]:
    """Our code for every state code in a column.

    Args:
        sheet_: the rows.
        column: which holds the publisher's codes.
        code_of: the publisher's codes that differ from ours.

    Raises:
        SourceError: a code that nobody knows.
    """
    from foedus.model import states

    found: dict[str, str] = {}
    for code, row in sheet_.ask(f'SELECT "{column}", min(rowid) FROM {sheet_.name} GROUP BY 1 ORDER BY 2'):
        try:
            found[code] = states.get(code_of.get(code, code) if code else "").code
        except UnknownName as error:
            raise sheet_.fail(row, f"{code!r} in {column}", "the code of a known state") from error
    return found


def bytes_of(path: Path, lines: Iterable[int]) -> dict[int, bytes]:
    """The bytes of a file that rows were read from: lines; in Parquet or RData rows, in JSON items, as text.

    Args:
        path: the publisher's file.
        lines: the numbers that a batch gave.

    Raises:
        SourceError: the file has no such line.
    """
    wanted = set(lines)
    found: dict[int, bytes] = {}
    with path.open("rb") as handle:
        first = handle.read(1)
    if is_rdata(path) or is_parquet(path):
        import pyarrow.parquet as pq

        table = _frame(path) if is_rdata(path) else pq.read_table(path)
        for line in wanted & set(range(1, table.num_rows + 1)):
            out = io.StringIO()
            csv.writer(out, lineterminator="").writerow(table.slice(line - 1, 1).to_pylist()[0].values())
            found[line] = out.getvalue().encode()
    elif first in {b"[", b"{"}:
        items = json.loads(path.read_bytes())[1]
        found = {line: json.dumps(items[line - 1]).encode() for line in wanted if 0 < line <= len(items)}
    else:
        with path.open("rb") as handle:
            for number, text in enumerate(handle, start=1):
                if number in wanted:
                    found[number] = text.rstrip(b"\r\n")
    for line in sorted(wanted - found.keys()):
        raise fail(path, line, "the end of the file", "a line")
    return found


def same_states(sheet_: Sheet, code: str, name: str, known: Mapping[str, str]) -> None:
    """Refuse a line whose state name is known to mean another state than its code says.

    Names that nobody knows pass: publishers spell them in many ways, and it is the code that counts.

    Raises:
        SourceError: code and name contradict each other.
    """
    from foedus.model import states

    pairs = sheet_.ask(f'SELECT "{code}", "{name}", min(rowid) FROM {sheet_.name} GROUP BY 1, 2 ORDER BY 3')
    for theirs, words, row in pairs:
        if not words:
            raise sheet_.fail(row, f"no name for {theirs}", f"the state's name in {name}")
        try:
            meant = states.resolve(words).code
        except (UnknownName, AmbiguousName):
            continue
        if meant not in (known[theirs], theirs):
            raise sheet_.fail(
                row, f"{theirs} named {words!r}, which is {meant}", "code and name of one state"
            )
