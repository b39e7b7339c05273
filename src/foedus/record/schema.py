"""The tables of the record, their keys and views, in one place; a table's columns stand in the order they are written.

Votes are packed: a roll call's votes are one string with a letter for each voter (Y yes, A abstain, N no, X not voting,
``.`` not a member, ``?`` nothing said), in the order of the table ``voter``. A million votes are so five thousand rows,
one vote is found by reading one row, and the view ``vote`` unpacks them for SQL.
"""

from __future__ import annotations

from dataclasses import dataclass

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with their types, its key, and whether its rows are facts put in or derived from them."""

    name: str
    columns: tuple[tuple[str, str], ...]
    key: tuple[str, ...]
    derived: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(name for name, _ in self.columns)

    def ddl(self) -> str:
        """The statement that makes the table; keys are checked when rows are merged, so no index is kept."""
        body = ", ".join(f'"{name}" {kind}' for name, kind in self.columns)
        return f'CREATE TABLE "{self.name}" ({body})'


def _table(name: str, columns: str, key: str, *, derived: bool = False) -> Table:
    pairs = []
    for part in columns.split(","):
        column, kind = part.strip().split(" ", 1)
        pairs.append((column, kind))
    return Table(name, tuple(pairs), tuple(key.split()), derived)


_CALL = "body VARCHAR NOT NULL, date DATE NOT NULL, session VARCHAR NOT NULL, title VARCHAR NOT NULL"
_TOTALS = "yes USMALLINT, no USMALLINT, abstain USMALLINT, not_voting USMALLINT"
_ABOUT = "meeting VARCHAR NOT NULL, agenda VARCHAR NOT NULL, subjects VARCHAR NOT NULL"

TABLES: tuple[Table, ...] = (
    _table("meta", "key VARCHAR NOT NULL, value VARCHAR NOT NULL", "key", derived=True),
    _table(
        "origin",
        "id VARCHAR NOT NULL, kind VARCHAR NOT NULL, publisher VARCHAR NOT NULL, title VARCHAR NOT NULL,"
        "address VARCHAR, read_on DATE, digest VARCHAR, licence VARCHAR NOT NULL, note VARCHAR NOT NULL,"
        "source VARCHAR NOT NULL, edition DATE",
        "id",
    ),
    _table("voter", "position USMALLINT NOT NULL, code VARCHAR NOT NULL", "code"),
    _table(
        "observation",
        f"publisher VARCHAR NOT NULL, origin VARCHAR NOT NULL, ident VARCHAR NOT NULL, symbol VARCHAR NOT NULL,"
        f"{_CALL}, {_TOTALS}, {_ABOUT}, draft VARCHAR NOT NULL, note VARCHAR NOT NULL, undl_id BIGINT,"
        f"part VARCHAR NOT NULL, line INTEGER NOT NULL, lines BLOB, votes VARCHAR NOT NULL",
        "publisher origin ident",
    ),
    _table(
        "roll_call",
        f"symbol VARCHAR NOT NULL, key VARCHAR NOT NULL, {_CALL}, {_TOTALS}, {_ABOUT}, family VARCHAR NOT NULL,"
        f"undl_id BIGINT, published DATE, origin VARCHAR NOT NULL, publisher VARCHAR NOT NULL, votes VARCHAR NOT NULL,"
        f"gaps VARCHAR",
        "symbol",
        derived=True,
    ),
    _table(
        "bridge",
        "publisher VARCHAR NOT NULL, ident VARCHAR NOT NULL, written VARCHAR NOT NULL, symbol VARCHAR NOT NULL,"
        "how VARCHAR NOT NULL",
        "publisher ident",
        derived=True,
    ),
    _table(
        "conflict",
        "symbol VARCHAR NOT NULL, state VARCHAR NOT NULL, used VARCHAR NOT NULL, choice VARCHAR NOT NULL,"
        "other VARCHAR NOT NULL, other_choice VARCHAR NOT NULL, tally VARCHAR NOT NULL",
        "symbol state other",
        derived=True,
    ),
    _table(
        "membership",
        "id VARCHAR NOT NULL, org VARCHAR NOT NULL, state VARCHAR NOT NULL, since DATE, until DATE,"
        "status VARCHAR NOT NULL, applied DATE, approved DATE, ordinal INTEGER, precision VARCHAR NOT NULL,"
        "origin VARCHAR NOT NULL, note VARCHAR NOT NULL, publisher VARCHAR NOT NULL, line INTEGER NOT NULL,"
        "confirmed VARCHAR, used BOOLEAN NOT NULL",
        "publisher id origin",
    ),
    _table(
        "office",
        "id VARCHAR NOT NULL, office VARCHAR NOT NULL, of VARCHAR NOT NULL, holder VARCHAR NOT NULL,"
        "since DATE NOT NULL, until DATE, holder_kind VARCHAR NOT NULL, title VARCHAR NOT NULL,"
        "aliases VARCHAR NOT NULL, origin VARCHAR NOT NULL, publisher VARCHAR NOT NULL, line INTEGER NOT NULL,"
        "used BOOLEAN NOT NULL",
        "publisher id origin",
    ),
    _table(
        "ballot",
        "id VARCHAR NOT NULL, year SMALLINT NOT NULL, date DATE NOT NULL, seat VARCHAR NOT NULL,"
        "round SMALLINT NOT NULL, candidate VARCHAR NOT NULL, votes SMALLINT, voting SMALLINT, required SMALLINT,"
        "result VARCHAR NOT NULL, pages_seen SMALLINT NOT NULL, origin VARCHAR NOT NULL, publisher VARCHAR NOT NULL, line INTEGER NOT NULL,"
        "used BOOLEAN NOT NULL",
        "publisher id origin",
    ),
    _table(
        "indicator",
        "id VARCHAR NOT NULL, code VARCHAR NOT NULL, state VARCHAR NOT NULL, year SMALLINT NOT NULL,"
        "value DOUBLE NOT NULL, unit VARCHAR NOT NULL, origin VARCHAR NOT NULL, publisher VARCHAR NOT NULL, line INTEGER NOT NULL,"
        "used BOOLEAN NOT NULL",
        "publisher id origin",
    ),
    _table(
        "event",
        "id VARCHAR NOT NULL, kind VARCHAR NOT NULL, since DATE NOT NULL, until DATE, actors VARCHAR NOT NULL,"
        "place VARCHAR NOT NULL, title VARCHAR NOT NULL, words VARCHAR NOT NULL, origin VARCHAR NOT NULL,"
        "publisher VARCHAR NOT NULL, line INTEGER NOT NULL, used BOOLEAN NOT NULL",
        "publisher id origin",
    ),
    _table(
        "stated_coverage",
        "table VARCHAR NOT NULL, subject VARCHAR NOT NULL, since DATE NOT NULL, until DATE NOT NULL,"
        "kind VARCHAR NOT NULL, note VARCHAR NOT NULL, publisher VARCHAR NOT NULL",
        "table subject since until kind publisher",
    ),
    _table(
        "coverage",
        "table VARCHAR NOT NULL, subject VARCHAR NOT NULL, since DATE NOT NULL, until DATE NOT NULL,"
        "kind VARCHAR NOT NULL, note VARCHAR NOT NULL, publisher VARCHAR NOT NULL",
        "table subject since until kind publisher",
        derived=True,
    ),
    _table(
        "expected",
        "publisher VARCHAR NOT NULL, body VARCHAR NOT NULL, session VARCHAR NOT NULL, votes INTEGER NOT NULL,"
        "origin VARCHAR NOT NULL",
        "publisher body session origin",
    ),
    _table(
        "tally",
        "publisher VARCHAR NOT NULL, body VARCHAR NOT NULL, session VARCHAR NOT NULL, state VARCHAR NOT NULL,"
        "yes SMALLINT NOT NULL, no SMALLINT NOT NULL, abstain SMALLINT NOT NULL, not_voting SMALLINT NOT NULL,"
        "origin VARCHAR NOT NULL",
        "publisher body session state origin",
    ),
)
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
RAW: tuple[Table, ...] = tuple(table for table in TABLES if not table.derived)
# Tables of acts whose rows a publisher each may give; the one most trusted is asked, the others are kept.
ACTS: tuple[str, ...] = ("membership", "office", "ballot", "indicator", "event")

_WORD = "CASE letter WHEN 'Y' THEN 'yes' WHEN 'A' THEN 'abstain' WHEN 'N' THEN 'no' ELSE 'not_voting' END"
VIEWS: tuple[str, ...] = (
    f"""CREATE VIEW vote AS SELECT symbol, body, date, session, state, {_WORD} AS choice, origin FROM (
        SELECT r.symbol, r.body, r.date, r.session, v.code AS state, r.votes[v.position + 1] AS letter, r.origin
        FROM roll_call r, voter v) WHERE letter IN ('Y', 'A', 'N', 'X')""",
    f"""CREATE VIEW observed_vote AS SELECT publisher, ident, symbol, date, state, {_WORD} AS choice, origin FROM (
        SELECT o.publisher, o.ident, o.symbol, o.date, v.code AS state, o.votes[v.position + 1] AS letter, o.origin
        FROM observation o, voter v) WHERE letter IN ('Y', 'A', 'N', 'X')""",
)
