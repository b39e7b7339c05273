"""The facts of a record as plain rows, before they are a file: taken from batches or from a record, and merged.

Order never matters here: the same batches in any order give the same rows, sorted by key, and so the same digest.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedus.model.origin import Origin
from foedus.record.batch import LETTER, Batch, Votes
from foedus.record.schema import ACTS, BY_NAME, RAW, SCHEMA_VERSION, TABLES

if TYPE_CHECKING:
    import duckdb

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
JOIN = "|"  # between several values in one cell


@dataclass(slots=True)
class Content:
    """Rows by table. ``voters`` is the order of the letters in every packed string of ``rows["observation"]``."""

    voters: tuple[str, ...] = ()
    rows: Rows = field(default_factory=lambda: {table.name: [] for table in RAW})

    def origins(self) -> dict[str, Row]:
        """Origin rows by id."""
        return {row[0]: row for row in self.rows["origin"]}


def joined(values: Iterable[str]) -> str:
    """Several values as one cell."""
    return JOIN.join(values)


def origin_row(origin: Origin, publisher: str, edition: Any) -> Row:
    """An origin as a row of the table."""
    return (
        origin.id, origin.kind, origin.publisher, origin.title, origin.address, origin.read_on, origin.digest,
        origin.licence, origin.note, publisher, edition,
    )  # fmt: skip


def packed(votes: Votes) -> list[str]:
    """One string of letters for each roll call, states in the order of their codes."""
    import numpy as np

    table = np.array([ord(LETTER[code]) for code in range(-2, 4)], dtype=np.uint8)
    order = np.argsort(np.array(votes.states))
    letters = table[votes.choice[:, order].astype(np.int16) + 2]
    return [row.tobytes().decode("ascii") for row in letters]


def packed_lines(votes: Votes) -> list[bytes | None]:
    """Where each vote of a roll call stands in the source: None where the lines follow on from the call's first one.

    Else, for every state that has a vote, in the order of the codes, how far its line is from the call's first one, as
    compressed int32. Files keep one order of states for years, so most of these strings are made once.
    """
    import numpy as np

    if votes.lines is None:
        return [None] * len(votes.calls)
    order = np.argsort(np.array(votes.states))
    lines, said = votes.lines[:, order], votes.choice[:, order] >= 0
    made: dict[bytes, bytes | None] = {}
    out: list[bytes | None] = []
    for call, row, there in zip(votes.calls, lines, said, strict=True):
        shifts = (row[there] - call.line).astype("<i4")
        key = shifts.tobytes()
        if key not in made:
            plain = np.array_equal(shifts, np.arange(len(shifts)))
            made[key] = None if plain else zlib.compress(key, 1)
        out.append(made[key])
    return out


def _observations(batch: Batch, votes: Votes) -> list[Row]:
    rows = []
    for call, letters, lines in zip(votes.calls, packed(votes), packed_lines(votes), strict=True):
        rows.append(
            (
                batch.publisher,
                batch.origin.id,
                call.ident,
                call.symbol,
                call.body,
                call.date,
                call.session,
                call.title,
                call.yes,
                call.no,
                call.abstain,
                call.not_voting,
                call.meeting,
                call.agenda,
                joined(call.subjects),
                call.draft,
                call.note,
                call.undl_id,
                call.part,
                call.line,
                lines,
                letters,
            )
        )
    return rows


def from_batch(batch: Batch) -> Content:
    """The rows of one batch, nothing decided yet."""
    content = Content()
    rows, by, line = content.rows, batch.publisher, batch.lines
    rows["origin"] = [origin_row(o, by, batch.edition) for o in (batch.origin, *batch.origins)]
    if batch.votes is not None:
        content.voters = tuple(sorted(batch.votes.states))
        rows["observation"] = _observations(batch, batch.votes)
    rows["membership"] = [
        (m.id, m.org, m.state, m.start, m.end, m.status, m.applied, m.approved, m.ordinal, m.precision,
         m.origin or batch.origin.id, m.note, by, line.get(m.id, 0), None, True)
        for m in batch.memberships
    ]  # fmt: skip
    rows["office"] = [
        (o.id, o.office, o.of, o.holder, o.start, o.end, o.holder_kind, o.title, joined(o.aliases),
         o.origin or batch.origin.id, by, line.get(o.id, 0), True)
        for o in batch.offices
    ]  # fmt: skip
    rows["ballot"] = [
        (b.id, b.year, b.date, b.group, b.round, b.candidate, b.votes, b.voting, b.required, b.result, b.pages_seen,
         b.origin or batch.origin.id, by, line.get(b.id, 0), True)
        for b in batch.ballots
    ]  # fmt: skip
    rows["indicator"] = [
        (
            i.id,
            i.code,
            i.state,
            i.year,
            i.value,
            i.unit,
            i.origin or batch.origin.id,
            by,
            line.get(i.id, 0),
            True,
        )
        for i in batch.indicators
    ]
    rows["event"] = [
        (e.id, e.kind, e.start, e.end, joined(e.actors), e.place, e.title, joined(e.words),
         e.origin or batch.origin.id, by, line.get(e.id, 0), True)
        for e in batch.events
    ]  # fmt: skip
    rows["stated_coverage"] = [
        (c.table, c.subject, c.since, c.until, c.kind, c.note, c.publisher or by) for c in batch.coverage
    ]
    rows["expected"] = [(e.publisher, e.body, e.session, e.votes, batch.origin.id) for e in batch.expected]
    rows["tally"] = [
        (t.publisher, t.body, t.session, t.state, t.yes, t.no, t.abstain, t.not_voting, batch.origin.id)
        for t in batch.tallies
    ]
    return content


def from_database(connection: duckdb.DuckDBPyConnection) -> Content:
    """The facts that were put into a record, as they were put in; what is derived from them is left out."""
    content = Content()
    voters = connection.execute("SELECT code FROM voter ORDER BY position").fetchall()
    content.voters = tuple(code for (code,) in voters)
    content.rows["voter"] = list(enumerate(content.voters))
    for table in RAW:
        if table.name != "voter":
            names = ", ".join(f'"{name}"' for name in table.names)
            content.rows[table.name] = connection.execute(f'SELECT {names} FROM "{table.name}"').fetchall()
    return content


def _aligned(content: Content, voters: tuple[str, ...]) -> list[Row]:
    """The observations with their packed strings in another order of voters; who was not there gets ``?``."""
    if content.voters == voters or not content.rows["observation"]:
        return content.rows["observation"]
    import numpy as np

    width = len(content.voters)
    text = "".join(row[-1] for row in content.rows["observation"]).encode("ascii")
    letters = np.frombuffer(text, dtype=np.uint8).reshape(-1, width)
    wide = np.full((len(letters), len(voters)), ord("?"), dtype=np.uint8)
    place = {code: index for index, code in enumerate(voters)}
    wide[:, [place[code] for code in content.voters]] = letters
    return [
        (*row[:-1], line.tobytes().decode("ascii"))
        for row, line in zip(content.rows["observation"], wide, strict=True)
    ]


def _without(rows: Iterable[Row], column: int, gone: set[str]) -> list[Row]:
    return [row for row in rows if row[column] not in gone]


def merge(base: Content, batches: Iterable[Batch]) -> Content:
    """The facts of a record and of new batches together, sorted; a file read again replaces what it said before."""
    parts = [from_batch(batch) for batch in batches]
    again = {row[0] for part in parts for row in part.rows["origin"]}
    known = base.origins()
    kept = Content(base.voters, dict(base.rows))
    for table in RAW:
        if "origin" in table.names:
            column = table.names.index("origin")
            kept.rows[table.name] = _without(base.rows[table.name], column, again)
    kept.rows["origin"] = _without(base.rows["origin"], 0, again)
    voters = tuple(sorted({code for part in (kept, *parts) for code in part.voters}))
    merged = Content(voters)
    for table in RAW:
        if table.name == "voter":
            continue
        place = [table.names.index(name) for name in table.key]
        found: dict[Row, Row] = {}
        for part in (kept, *parts):
            rows = _aligned(part, voters) if table.name == "observation" else part.rows[table.name]
            found.update((tuple(row[i] for i in place), row) for row in rows)
        if table.name == "origin":
            found = {key: _first_read(row, known) for key, row in found.items()}
        merged.rows[table.name] = [found[key] for key in sorted(found, key=_sortable)]
    merged.rows["voter"] = list(enumerate(voters))
    return merged


def _first_read(row: Row, known: dict[str, Row]) -> Row:
    """An origin keeps the first day on which its bytes were read."""
    before = known.get(row[0])
    if before is None or before[5] is None or row[5] is None or before[5] >= row[5]:
        return row
    return (*row[:5], before[5], *row[6:])


def _sortable(key: Row) -> tuple[str, ...]:
    return tuple("" if part is None else str(part) for part in key)


def digest(rows: Rows) -> str:
    """The content address: sha256 over every table's rows, without the table that carries the version itself.

    Rows must stand in the order of their keys. The first sixteen hex digits are the version's name.
    """
    total = hashlib.sha256(f"foedus record, schema {SCHEMA_VERSION}".encode())
    for table in TABLES:
        if table.name == "meta":
            continue
        total.update(f"\x1d{table.name}".encode())
        for column in zip(*rows.get(table.name, []), strict=True):
            total.update(b"\x1e")
            text = "\x1f".join("\x00" if value is None else str(value) for value in column)
            total.update(text.encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def act_columns(table: str) -> dict[str, int]:
    """Where each column of a table of acts stands in its rows."""
    assert table in ACTS
    return {name: index for index, name in enumerate(BY_NAME[table].names)}
