"""A private copy of a record with some rows altered: what would the answer be if the facts were others?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from foedus.errors import UnknownName
from foedus.record.queries import Record
from foedus.record.quiet import without_bar
from foedus.record.rows import LETTER_OF, TABLE_OF
from foedus.record.schema import BY_NAME, TABLES, VIEWS

if TYPE_CHECKING:
    import duckdb

# Columns that are called otherwise in the acts.
_COLUMN = {"start": "since", "end": "until", "group": "seat"}


def _vote(connection: duckdb.DuckDBPyConnection, id: str, edit: Mapping[str, Any] | None) -> bool:  # noqa: A002
    symbol, _, code = id.removeprefix("vote:").rpartition(":")
    place = connection.execute("SELECT position FROM voter WHERE code = ?", [code]).fetchall()
    found = connection.execute("SELECT votes FROM roll_call WHERE symbol = ?", [symbol]).fetchall()
    if not place or not found:
        return False
    at, votes = place[0][0], found[0][0]
    letter = "?" if edit is None else LETTER_OF[edit["choice"]]
    changed = votes[:at] + letter + votes[at + 1 :]
    connection.execute("UPDATE roll_call SET votes = ? WHERE symbol = ?", [changed, symbol])
    counts = {"yes": "Y", "no": "N", "abstain": "A", "not_voting": "X"}
    for column, sign in counts.items():
        shift = changed.count(sign) - votes.count(sign)
        connection.execute(
            f"UPDATE roll_call SET {column} = greatest(0, {column}::INTEGER + ?) WHERE symbol = ?",
            [shift, symbol],
        )
    return True


def _other(connection: duckdb.DuckDBPyConnection, id: str, edit: Mapping[str, Any] | None) -> bool:  # noqa: A002
    kind, _, rest = id.partition(":")
    table = "roll_call" if kind == "rollcall" else TABLE_OF.get(kind, ("", "", None))[0]
    if not table:
        return False
    where, key = ("symbol = ?", rest) if table == "roll_call" else ("used AND id = ?", id)
    if not connection.execute(f"SELECT 1 FROM {table} WHERE {where}", [key]).fetchall():
        return False
    if edit is None:
        connection.execute(f"DELETE FROM {table} WHERE {where}", [key])
        return True
    for name, value in edit.items():
        column = _COLUMN.get(name, name)
        if column not in BY_NAME[table].names:
            raise UnknownName(name, f"column of {table}", BY_NAME[table].names)
        cell = "|".join(value) if isinstance(value, (tuple, list)) else value
        connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE {where}', [cell, key])
    return True


def copy_with(record: Record, edits: Mapping[str, Mapping[str, Any] | None]) -> Record:
    """A copy of a record in memory with rows altered, or deleted where the edit is None.

    Args:
        record: what to copy; it stays as it is.
        edits: row id -> new values by field name, e.g. ``{"vote:A/RES/68/262:KAZ": {"choice": "no"}}``. Totals of a
            roll call follow its altered votes.

    Raises:
        UnknownName: an id that is no row of the record, or a field that the row does not have.
    """
    import duckdb

    from foedus.record.build import arrow

    connection = duckdb.connect(":memory:", config={"threads": 1})
    without_bar(connection)
    for table in TABLES:
        connection.execute(table.ddl())
        names = ", ".join(f'"{name}"' for name in table.names)
        rows = record._ask(f'SELECT {names} FROM "{table.name}"')  # noqa: SLF001
        if rows:
            connection.register("incoming", arrow(table, rows))
            connection.execute(f'INSERT INTO "{table.name}" SELECT * FROM incoming')
            connection.unregister("incoming")
    for view in VIEWS:
        connection.execute(view)
    for id_, edit in edits.items():
        change = _vote if id_.startswith("vote:") else _other
        if not change(connection, id_, edit):
            connection.close()
            raise UnknownName(id_, "row")
    return Record(connection, f"{record.version}+{len(edits)}", ":copy:")
