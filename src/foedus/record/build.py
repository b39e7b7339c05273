"""From facts to a file: derive what follows from them, name the version by its content, write the tables."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.errors import RecordError
from foedus.record import checks, coverage, reconcile, seal
from foedus.record.content import Content, Row, Rows, digest
from foedus.record.quiet import without_bar
from foedus.record.schema import SCHEMA_VERSION, TABLES, VIEWS, Table

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_ARROW = {
    "VARCHAR": "string", "DATE": "date32", "BOOLEAN": "bool_", "DOUBLE": "float64", "BIGINT": "int64",
    "BLOB": "binary", "INTEGER": "int32", "SMALLINT": "int16", "USMALLINT": "uint16",
}  # fmt: skip


def derive(content: Content) -> Rows:
    """Every table of the record, facts and what follows from them, each sorted by its key.

    Raises:
        SourceError: the facts do not add up (see checks).
    """
    reconcile.choose_acts(content)
    decided, bridges = reconcile.decide(content)
    rows: Rows = dict(content.rows)
    rows["roll_call"] = [reconcile.roll_call_row(call) for call in decided]
    rows["bridge"] = bridges
    tallies = checks.tally_conflicts(rows, content.voters)
    rows["conflict"] = sorted([*reconcile.conflicts(decided, content.voters), *tallies])
    rows["coverage"] = coverage.computed(content, decided)
    checks.demand(rows, content.voters)
    name = digest(rows)
    rows["meta"] = [("digest", name), ("schema", str(SCHEMA_VERSION)), ("version", name[:16])]
    return rows


def arrow(table: Table, rows: list[Row]) -> pa.Table:
    """Rows as an Arrow table with the types of the record's table."""
    import pyarrow as pa

    columns: list[Any] = list(zip(*rows, strict=True)) or [() for _ in table.columns]
    kinds = [getattr(pa, _ARROW[kind.split()[0]])() for _, kind in table.columns]
    arrays = [pa.array(column, type=kind) for column, kind in zip(columns, kinds, strict=True)]
    return pa.table(arrays, names=list(table.names))


def meta(rows: Rows) -> dict[str, str]:
    """What a record says of itself: digest, schema, version."""
    return {row[0]: row[1] for row in rows["meta"]}


def fill(connection: duckdb.DuckDBPyConnection, rows: Rows) -> None:
    """Make the tables and views in a fresh database and fill them."""
    for table in TABLES:
        connection.execute(table.ddl())
        found = rows.get(table.name, [])
        if found:
            connection.register("incoming", arrow(table, found))
            connection.execute(f'INSERT INTO "{table.name}" SELECT * FROM incoming')
            connection.unregister("incoming")
    for view in VIEWS:
        connection.execute(view)


def write(rows: Rows, folder: Path) -> Path:
    """Write a record aside, into a new file of the folder that nobody reads yet, sealed and on the disk.

    Raises:
        RecordError: DuckDB could not write it; nothing is left behind.
    """
    import duckdb

    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".building-{os.getpid()}-{uuid.uuid4().hex[:8]}.duckdb"
    try:
        try:
            connection = duckdb.connect(str(aside))
            try:
                without_bar(connection)
                fill(connection, rows)
                connection.execute("CHECKPOINT")
            finally:
                connection.close()
        except duckdb.Error as error:
            raise RecordError(f"{folder} cannot be written: {str(error).splitlines()[0]}") from error
        seal.close(aside, meta(rows)["digest"])
    except BaseException:
        aside.unlink(missing_ok=True)
        Path(f"{aside}.wal").unlink(missing_ok=True)
        raise
    return aside
