"""From a row back to the line of the publisher's file that says it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.errors import UnknownName
from foedus.model.acts import Membership
from foedus.record.rows import CHOICE_OF, TABLE_OF

if TYPE_CHECKING:
    from foedus.model.origin import Origin
    from foedus.record.queries import Record


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a row stands in its source.

    Attributes:
        id: the row.
        origin: the source, with its digest.
        ident: the publisher's own number of a roll call; the row's id otherwise.
        line: line (1 = heading) or row of the source; 0 where its lines mean nothing.
    """

    id: str
    origin: Origin
    ident: str
    line: int

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "id": self.id,
            "publisher": self.origin.publisher,
            "file": self.origin.title,
            "digest": self.origin.digest,
            "ident": self.ident,
            "line": self.line,
        }


def trace(record: Record, id: str) -> Trace:  # noqa: A002
    """The place in a publisher's file that a row was read from.

    Raises:
        UnknownName: no such row.
    """
    row = record.row(id)
    origin = record.origin(row.origin)
    kind, _, rest = id.partition(":")
    if kind in TABLE_OF:
        table = TABLE_OF[kind][0]
        if isinstance(row, Membership) and row.start is not None:
            return _membership(record, row, origin)
        found = record.connection.execute(f"SELECT line FROM {table} WHERE used AND id = ?", [id]).fetchall()
        return Trace(id, origin, id, found[0][0])
    symbol, _, code = rest.rpartition(":") if kind == "vote" else (rest, "", "")
    call = record.roll_call(symbol)
    if call is None:
        raise UnknownName(id, "row")
    found = record.connection.execute(
        "SELECT o.ident, o.line, o.lines, o.votes FROM bridge b JOIN observation o USING (publisher, ident) "
        "WHERE b.symbol = ? AND o.origin = ?",
        [call.symbol, origin.id],
    ).fetchall()
    if not found:
        raise UnknownName(id, "row")
    ident, line, lines, votes = found[0]
    return Trace(id, origin, ident, _line(record, line, lines, votes, code) if code else line)


def _membership(record: Record, row: Membership, origin: Origin) -> Trace:
    """Where a membership was read: its own line, or for a stated one that of the row which confirms its year."""
    found = record.connection.execute(
        "SELECT id, line FROM membership WHERE origin = ? AND org = ? AND state = ? AND status = ? "
        "AND year(since) = year(?::DATE) ORDER BY id <> ?, since LIMIT 1",
        [origin.id, row.org, row.state, row.status, row.start, row.id],
    ).fetchall()
    if not found:
        raise UnknownName(row.id, "row")
    return Trace(row.id, origin, *found[0])


def _line(record: Record, line: int, lines: bytes | None, votes: str, code: str) -> int:
    """The line of one state's vote: by its place among the states that have one."""
    at = record.voters.index(code)
    rank = sum(letter in CHOICE_OF for letter in votes[:at])
    if not line:
        return 0
    if lines is None:
        return line + rank
    shifts = zlib.decompress(lines)
    return line + int.from_bytes(shifts[4 * rank : 4 * rank + 4], "little", signed=True)
