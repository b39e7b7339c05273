"""Questions in SQL: read-only, one statement, no files, no network, within a time and a memory limit."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus import settings
from foedus.errors import LimitError, UsageError
from foedus.record import store
from foedus.record.build import fill
from foedus.record.schema import TABLES

if TYPE_CHECKING:
    import duckdb

MOST_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and rows of an answer, and the version that gave it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    version: str

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dict a row, days as ISO text."""
        return [
            {
                n: v.isoformat() if isinstance(v, (dt.date, dt.datetime)) else v
                for n, v in zip(self.columns, row, strict=True)
            }
            for row in self.rows
        ]

    def to_arrow(self) -> Any:
        """As an Arrow table."""
        import pyarrow as pa

        columns = list(zip(*self.rows, strict=True)) or [()] * len(self.columns)
        return pa.table([pa.array(list(column)) for column in columns], names=list(self.columns))


def _connected(path: str | Path | None, limits: settings.Settings) -> tuple[duckdb.DuckDBPyConnection, str]:
    """A connection of its own, locked, with the record attached; for one that has no file, with a copy of it."""
    import duckdb

    record = store.open_record(path)
    version = record.version
    if record.path in {store.EMPTY, ":copy:"}:
        connection = duckdb.connect(":memory:", config=dict(store.READER))
        rows = {}
        for table in TABLES:
            names = ", ".join(f'"{name}"' for name in table.names)
            rows[table.name] = record.connection.execute(f'SELECT {names} FROM "{table.name}"').fetchall()
        fill(connection, rows)
        record.close()
    else:
        connection = record.connection
    connection.execute(f"SET memory_limit = '{limits.sql_memory}'")
    connection.execute("SET temp_directory = ''")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection, version


def ask(query: str, path: str | Path | None = None, *, limits: settings.Settings | None = None) -> Answer:
    """The answer of a record to one SQL question; tables and views are those of ``record/schema.py``.

    Args:
        query: one SELECT (also with WITH, or DESCRIBE, SHOW, SUMMARIZE).
        path: which record (see :func:`foedus.record.store.open_record`).
        limits: seconds and memory, from the settings by default.

    Raises:
        UsageError: not one question, or one that DuckDB cannot follow; nothing is ever written.
        LimitError: longer than ``sql_seconds``, more than ``sql_memory``, or more than a million rows.

    >>> ask("SELECT choice FROM vote WHERE symbol = 'A/RES/68/262' AND state = 'KAZ'", ":starter:").rows
    (('abstain',),)
    """
    import duckdb

    limits = limits or settings.load()
    connection, version = _connected(path, limits)
    try:
        _only_question(connection, query)
        over = threading.Event()

        def stop() -> None:
            over.set()
            connection.interrupt()

        clock = threading.Timer(limits.sql_seconds, stop)
        clock.start()
        try:
            result = connection.execute(query)
            columns = tuple(column[0] for column in result.description or ())
            rows = tuple(result.fetchmany(MOST_ROWS + 1))
        except duckdb.InterruptException as error:
            raise LimitError(f"the question took more than {limits.sql_seconds:g} s (sql_seconds)") from error
        except duckdb.OutOfMemoryException as error:
            raise LimitError(
                f"the question needs more than {limits.sql_memory} of memory (sql_memory)"
            ) from error
        except duckdb.Error as error:
            if over.is_set():
                raise LimitError(
                    f"the question took more than {limits.sql_seconds:g} s (sql_seconds)"
                ) from error
            raise UsageError(f"the question cannot be answered: {str(error).splitlines()[0]}") from error
        finally:
            clock.cancel()
        if len(rows) > MOST_ROWS:
            raise LimitError(f"the answer has more than {MOST_ROWS:,} rows; add a LIMIT")
        return Answer(columns, rows, version)
    finally:
        connection.close()


def _only_question(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    import duckdb

    try:
        statements = connection.extract_statements(query)
    except duckdb.Error as error:
        raise UsageError(f"this is no SQL: {str(error).splitlines()[0]}") from error
    if len(statements) != 1:
        raise UsageError(f"one statement at a time; found {len(statements)}")
    kind = statements[0].type
    if kind not in {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}:
        raise UsageError(f"only questions (SELECT) are answered; this is {str(kind).rpartition('.')[2]}")
