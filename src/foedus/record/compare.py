"""Two versions, row by row; and two publishers, vote by vote: what differs, and by which figures it is decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.record import store, versions
from foedus.record.queries import Record
from foedus.record.rows import CHOICE_OF
from foedus.record.schema import BY_NAME

COMPARED = ("roll_call", "membership", "office", "ballot", "indicator", "event", "origin", "coverage")
_PUBLISHERS_OWN = {"publisher", "line", "lines", "gaps", "confirmed", "used"}
WORD = {**CHOICE_OF, ".": "not a member", "?": "nothing said"}


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs: ``before`` and ``after`` are what the row said, None where it was not there."""

    table: str
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def kind(self) -> str:
        """added, removed or changed."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"

    def to_dict(self) -> dict[str, Any]:
        """As JSON, days as ISO text."""
        return {
            "table": self.table,
            "id": self.id,
            "kind": self.kind,
            "before": _plain(self.before),
            "after": _plain(self.after),
        }


def _plain(row: dict[str, Any] | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def _rows(record: Record, table: str) -> dict[str, dict[str, Any]]:
    """The rows that are used, by key, as they would be shown; votes of roll calls apart."""
    spec = BY_NAME[table]
    key = ("id",) if "id" in spec.names else spec.key
    hidden = _PUBLISHERS_OWN - set(key) | ({"votes"} if table == "roll_call" else set())
    names = [name for name in spec.names if name not in hidden]
    where = " WHERE used" if "used" in spec.names else ""
    columns = ", ".join(f'"{name}"' for name in names)
    found = record.connection.execute(f'SELECT {columns} FROM "{table}"{where}').fetchall()
    rows = [dict(zip(names, row, strict=True)) for row in found]
    return {":".join(str(row[name]) for name in key): row for row in rows}


def _votes(record: Record) -> dict[str, dict[str, str]]:
    """For each roll call the letter of every state of which something is said."""
    found = record.connection.execute("SELECT symbol, votes FROM roll_call").fetchall()
    voters = record.voters
    return {
        symbol: {c: x for c, x in zip(voters, votes, strict=True) if x in CHOICE_OF}
        for symbol, votes in found
    }


def diff(one: str, two: str, record: str | Path | None = None) -> list[Change]:
    """What the second of two versions has otherwise than the first.

    Args:
        one: a version by its name or first digits, ``current``, ``:starter:``, or a path.
        two: likewise.
        record: the record beside which versions are kept; None for the user's own.

    Raises:
        RecordError: no such version.
    """
    with (
        store.open_record(versions.find(one, record)) as old,
        store.open_record(versions.find(two, record)) as new,
    ):
        return diff_open(old, new)


def diff_open(old: Record, new: Record) -> list[Change]:
    """What one open record has otherwise than another, table by table, in the order of ids."""
    out: list[Change] = []
    for table in COMPARED:
        before, after = _rows(old, table), _rows(new, table)
        differ = (key for key in sorted(before.keys() | after.keys()) if before.get(key) != after.get(key))
        out += [Change(table, key, before.get(key), after.get(key)) for key in differ]
    was, now = _votes(old), _votes(new)
    for symbol in sorted(was.keys() & now.keys()):
        if was[symbol] != now[symbol]:
            for code in sorted(was[symbol].keys() | now[symbol].keys()):
                a, b = was[symbol].get(code), now[symbol].get(code)
                if a != b:
                    out.append(Change("vote", f"vote:{symbol}:{code}", _choice(a), _choice(b)))
    return out


def _choice(letter: str | None) -> dict[str, Any] | None:
    return None if letter is None else {"choice": WORD[letter]}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A vote on which publishers differ: what each says, whose word is used, and the tallies that decide.

    Where a tally of a whole session differs, ``symbol`` is "session 63" and the choices are tallies.
    """

    symbol: str
    state: str
    used: str
    choice: str
    other: str
    other_choice: str
    tally: str

    def to_dict(self) -> dict[str, str]:
        """As JSON."""
        return {name: getattr(self, name) for name in BY_NAME["conflict"].names}


def conflicts(record: Record, symbol: str | None = None, state: str | None = None) -> list[Conflict]:
    """Every vote on which publishers differ, by symbol and state.

    Args:
        record: an open record.
        symbol: one roll call only, in any usual spelling.
        state: one state's votes only (code).
    """
    call = record.roll_call(symbol) if symbol else None
    name = call.symbol if call else symbol
    where = "true"
    values: list[str] = []
    if name:
        where, values = f"{where} AND symbol = ?", [*values, name]
    if state:
        where, values = f"{where} AND state = ?", [*values, state]
    columns = ", ".join(BY_NAME["conflict"].names)
    found = record.connection.execute(
        f"SELECT {columns} FROM conflict WHERE {where} ORDER BY symbol, state, other", values
    )
    return [
        Conflict(symbol_, code, used, WORD.get(a, a), other, WORD.get(b, b), tally)
        for symbol_, code, used, a, other, b, tally in found.fetchall()
    ]


def summary(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """How many rows of each table were added, removed, changed."""
    out: dict[str, dict[str, int]] = {}
    for change in changes:
        counts = out.setdefault(change.table, {"added": 0, "removed": 0, "changed": 0})
        counts[change.kind] += 1
    return out
