"""Is a record what it says it is? Seal, tables, content address, what follows from the facts, and the accounting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.errors import RecordError, SourceError
from foedus.record import checks, store
from foedus.record.build import derive, meta
from foedus.record.content import Content, digest, from_database
from foedus.record.queries import Record
from foedus.record.schema import TABLES


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying found.

    Attributes:
        version: the version checked.
        rows: how many rows each table has.
        findings: what does not add up; those with a reason are known exceptions.
    """

    version: str
    rows: tuple[tuple[str, int], ...]
    findings: tuple[checks.Finding, ...]

    @property
    def open(self) -> tuple[checks.Finding, ...]:
        """Findings without a pinned reason."""
        return tuple(item for item in self.findings if not item.why)

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "version": self.version,
            "rows": dict(self.rows),
            "findings": [item.to_dict() for item in self.findings],
            "open": len(self.open),
        }


def verify(path: str | Path | None = None) -> Verified:
    """Check a record from its bytes up.

    The seal is checked on opening; then every row is read, the content address is computed anew, everything derived is
    derived again from the facts, and the accounting rules are applied.

    Raises:
        RecordError: the record is not what it says it is.
    """
    with store.open_record(path) as record:
        return verify_open(record)


def verify_open(record: Record) -> Verified:
    """Check an open record (see :func:`verify`)."""
    content = from_database(record.connection)
    stored = {}
    for table in TABLES:
        names = ", ".join(f'"{name}"' for name in table.names)
        stored[table.name] = record.connection.execute(f'SELECT {names} FROM "{table.name}"').fetchall()
    if digest(stored)[:16] != record.version:
        raise RecordError(f"{record.path}: its rows are not those of version {record.version}")
    try:
        again = derive(Content(content.voters, dict(content.rows)))
    except SourceError as error:
        raise RecordError(f"{record.path}: {error}") from error
    if meta(again)["version"] != record.version:
        raise RecordError(
            f"{record.path}: what follows from its facts is not what it holds; import the files again"
        )
    found = checks.findings(again, content.voters)
    return Verified(record.version, tuple((name, len(rows)) for name, rows in stored.items()), tuple(found))
