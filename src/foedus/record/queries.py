"""Every question asked of the record. Rows come back as acts; each has an id and names its origin.

``as_of`` leaves out what became a fact after that day; an end after it is shown as open. Votes, members and figures
that are not in the record are simply not in an answer: whether that means anything, :meth:`Record.covers` says.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from foedus.errors import RecordError, UnknownName, UsageError
from foedus.model.acts import Ballot, Coverage, Event, Indicator, Membership, Office, RollCall, Vote
from foedus.model.origin import Origin, dispute
from foedus.record import rows as made
from foedus.record import symbols
from foedus.record.batch import PARTS

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    import numpy.typing as npt

    from foedus.record.search import Index

    Act = RollCall | Vote | Membership | Office | Ballot | Indicator | Event

Term = TypeVar("Term", Membership, Office)
FIGURES_KNOWN = (7, 1)  # a year's figures are out by this day (month, day) of the next year
PERMANENT = "permanent member"


@dataclass(frozen=True, slots=True)
class VoteMatrix:
    """Votes as an array: ``choice[i, j]`` is what ``states[j]`` did on ``roll_calls[i]``.

    ``choice``: int8, 1 yes, 2 abstain, 3 no, 0 member but not voting, -1 not a member that day or nothing known.
    """

    choice: npt.NDArray[np.int8]
    states: tuple[str, ...]
    roll_calls: tuple[RollCall, ...]


class Record:
    """An open record of what states did; made by :func:`foedus.record.store.open_record`.

    Attributes:
        version: the content address (first 16 hex digits); the same facts have the same version.
        path: the file, or the name ":starter:", ":empty:", ":copy:".
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, version: str, path: str | Path) -> None:
        self._connection = connection
        self._lock = threading.RLock()
        self.version = version
        self.path = path

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Record {self.version} {self.path}>"

    def _ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        import duckdb

        with self._lock:
            try:
                found: list[tuple[Any, ...]] = self._connection.execute(sql, list(values)).fetchall()
            except (duckdb.IOException, duckdb.FatalException, duckdb.InternalException) as error:
                raise RecordError(f"{self.path} cannot be read: {str(error).splitlines()[0]}") from error
        return found

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The open database, for modules of the record only; it cannot be written to."""
        return self._connection

    def _where(self, conditions: Mapping[str, Any]) -> tuple[str, list[Any]]:
        used = {sql: value for sql, value in conditions.items() if value is not None}
        values = [value for sql, value in used.items() if "?" in sql]
        return " AND ".join(used) or "true", values

    # -- votes ---------------------------------------------------------------------------------------------------

    @cached_property
    def voters(self) -> tuple[str, ...]:
        """Codes of all states that have a column in the packed votes, in their order."""
        return tuple(code for (code,) in self._ask("SELECT code FROM voter ORDER BY position"))

    def _symbol_row(self, symbol: str, columns: str) -> tuple[Any, ...] | None:
        """One row of ``roll_call`` by any spelling of its symbol; None if the record has none or several."""
        exact = self._ask(f"SELECT {columns} FROM roll_call WHERE symbol = ?", [symbol])
        if exact:
            return exact[0]
        try:
            wanted = symbols.key(symbols.complete(symbol))
        except UsageError:
            return None
        found = self._ask(
            f"SELECT {columns} FROM roll_call WHERE key = ? AND symbol NOT LIKE '%#%'", [wanted]
        )
        return found[0] if len(found) == 1 else None

    def roll_call(self, symbol: str, as_of: dt.date | None = None) -> RollCall | None:
        """The recorded vote on a resolution, by its symbol in any usual spelling ("68/262", "R/68/262").

        >>> from foedus.record.store import open_record
        >>> open_record(":starter:").roll_call("68/262").yes
        100
        """
        row = self._symbol_row(symbol, made.ROLL_CALL)
        call = made.roll_call(row) if row else None
        return call if call and (as_of is None or call.date <= as_of) else None

    @cached_property
    def _calls(self) -> tuple[RollCall, ...]:
        return tuple(
            map(made.roll_call, self._ask(f"SELECT {made.ROLL_CALL} FROM roll_call ORDER BY date, symbol"))
        )

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """Recorded votes that decided on no resolution, by symbol: on an amendment, a paragraph or a motion."""
        on = ", ".join(f"'{part}'" for part in sorted(PARTS))
        return dict(
            self._ask(
                "SELECT DISTINCT b.symbol, o.part FROM bridge b JOIN observation o USING (publisher, ident) "
                f"WHERE b.how = 'itself' AND o.part IN ({on}) ORDER BY ALL"
            )
        )

    def roll_calls(
        self,
        body: str | None = "UNGA",
        since: dt.date | None = None,
        until: dt.date | None = None,
        session: str | None = None,
        text: str | None = None,
        as_of: dt.date | None = None,
        *,
        parts: bool = False,
    ) -> list[RollCall]:
        """Recorded votes of a body by date; ``text`` must stand in the title or agenda, ``until`` is included.

        Votes on amendments, paragraphs and motions are among them only with ``parts``: measures are on resolutions.
        """
        wanted = text.casefold() if text else None
        return [
            call
            for call in self._calls
            if (body is None or call.body == body)
            and (parts or call.symbol not in self.parts)
            and (since is None or call.date >= since)
            and (until is None or call.date <= until)
            and (as_of is None or call.date <= as_of)
            and (session is None or call.session == str(session))
            and (wanted is None or wanted in f"{call.title}\n{call.agenda}".casefold())
        ]

    @cached_property
    def _index(self) -> Index:
        from foedus.record.search import Index

        return Index(self._calls)

    def search_roll_calls(
        self,
        words: Sequence[str],
        since: dt.date | None = None,
        until: dt.date | None = None,
        body: str | None = "UNGA",
        as_of: dt.date | None = None,
    ) -> list[tuple[RollCall, float]]:
        """Recorded votes whose title, agenda or subjects fit some words, best first, with a score from 0 to 1."""
        calls = self.roll_calls(body, since, until, as_of=as_of)
        return self._index.best(words, {call.symbol for call in calls})

    def votes(self, symbol: str, as_of: dt.date | None = None) -> dict[str, Vote]:
        """How each member voted on a resolution, by code; who was not a member is not in it.

        >>> from foedus.record.store import open_record
        >>> open_record(":starter:").votes("A/RES/68/262")["KAZ"].choice
        'abstain'
        """
        row = self._symbol_row(symbol, "symbol, date, origin, votes, gaps, publisher")
        if row is None or (as_of is not None and row[1] > as_of):
            return {}
        name, _, source, letters, gaps, _ = row
        sources = self._gap_sources(name, gaps) if gaps else {}
        return {
            code: Vote(f"vote:{name}:{code}", name, code, made.CHOICE_OF[letter], sources.get(code, source))
            for code, letter in zip(self.voters, letters, strict=True)
            if letter in made.CHOICE_OF
        }

    def _gap_sources(self, symbol: str, gaps: str) -> dict[str, str]:
        """For votes that the most trusted publisher lacks: the origin that fills the gap, by state."""
        bridged = self._ask(
            "SELECT o.origin, o.votes FROM bridge b JOIN observation o USING (publisher, ident) WHERE b.symbol = ?",
            [symbol],
        )
        by_origin = dict(bridged)
        used = self._ask("SELECT origin FROM roll_call WHERE symbol = ?", [symbol])[0][0]
        out: dict[str, str] = {}
        for index, code in enumerate(self.voters):
            if by_origin.get(used, "?" * len(self.voters))[index] == "?":
                filled = (
                    name for name in gaps.split("|") if by_origin.get(name, "?" * index + "?")[index] != "?"
                )
                source = next(filled, None)
                if source:
                    out[code] = source
        return out

    def matrix(
        self,
        states: Sequence[str] | None = None,
        body: str | None = "UNGA",
        since: dt.date | None = None,
        until: dt.date | None = None,
        as_of: dt.date | None = None,
    ) -> VoteMatrix:
        """Votes of a body as an array in the order of dates, without those on parts of a text (see :meth:`roll_calls`).

        ``states`` picks and orders the columns.

        Raises:
            UnknownName: a code that has no column in this record.
        """
        import numpy as np

        calls = self.roll_calls(body, since, until, as_of=as_of)
        wanted = tuple(states) if states is not None else self.voters
        missing = [code for code in wanted if code not in self.voters]
        if missing:
            raise UnknownName(missing[0], "voting state", note="in this record")
        table = np.full(256, -1, dtype=np.int8)
        for letter, code in (("Y", 1), ("A", 2), ("N", 3), ("X", 0)):
            table[ord(letter)] = code
        packed = "".join(self._packed[call.symbol] for call in calls).encode("ascii")
        letters = np.frombuffer(packed, dtype=np.uint8).reshape(len(calls), len(self.voters))
        columns = [self.voters.index(code) for code in wanted]
        return VoteMatrix(table[letters[:, columns]], wanted, tuple(calls))

    @cached_property
    def _packed(self) -> dict[str, str]:
        return dict(self._ask("SELECT symbol, votes FROM roll_call"))

    # -- memberships and offices ---------------------------------------------------------------------------------

    def memberships(
        self,
        org: str | None = None,
        state: str | None = None,
        on: dt.date | None = None,
        status: str | None = None,
        as_of: dt.date | None = None,
    ) -> list[Membership]:
        """States in organisations, by organisation and start; ``on`` keeps those in force that day."""
        where, values = self._where(
            {
                "org = ?": org,
                "state = ?": state,
                "status = ?": status,
                "(since IS NULL OR since <= ?)": on,
                "(until IS NULL OR until > ?)": on,
                "(since IS NULL OR since <= ?) ": as_of,
                "(since IS NOT NULL OR applied IS NULL OR applied <= ?)": as_of,
            }
        )
        order = "ORDER BY org, since NULLS LAST, state"
        rows = self._ask(f"SELECT {made.MEMBERSHIP} FROM membership WHERE used AND {where} {order}", values)
        found = [made.membership(row) for row in rows]
        if on is not None:
            found = [row for row in found if row.start is not None or row.status != "member"]
        return [_open_after(row, as_of) for row in found]

    def members(self, org: str, on: dt.date | None = None, as_of: dt.date | None = None) -> list[Membership]:
        """The full members of an organisation on a day (None: ever)."""
        return self.memberships(org=org, on=on, status="member", as_of=as_of)

    def offices(
        self,
        of: str | None = None,
        office: str | None = None,
        holder: str | None = None,
        on: dt.date | None = None,
        as_of: dt.date | None = None,
    ) -> list[Office]:
        """Who held which office of a state or organisation; ``holder`` is a name, one of the aliases, or a code."""
        where, values = self._where(
            {
                "of = ?": of,
                "office = ?": office,
                "since <= ?": on,
                "(until IS NULL OR until > ?)": on,
                "since <= ? ": as_of,
            }
        )
        rows = self._ask(
            f"SELECT {made.OFFICE} FROM office WHERE used AND {where} ORDER BY of, office, since", values
        )
        found = [made.office(row) for row in rows]
        if holder is not None:
            name = holder.casefold()
            found = [o for o in found if name in {n.casefold() for n in (o.holder, *o.aliases)}]
        return [_open_after(row, as_of) for row in found]

    # -- elections, figures, events ------------------------------------------------------------------------------

    def ballots(
        self,
        year: int | None = None,
        group: str | None = None,
        candidate: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        as_of: dt.date | None = None,
    ) -> list[Ballot]:
        """Votes for candidates in elections of non-permanent Council members; ``group`` may be part of the name."""
        where, values = self._where(
            {
                "year = ?": year,
                "contains(lower(seat), lower(?))": group,
                "candidate = ?": candidate,
                "date >= ?": since,
                "date <= ?": until,
                "date <= ? ": as_of,
            }
        )
        order = "ORDER BY date, seat, round, votes DESC NULLS LAST, candidate"
        return [
            made.ballot(row)
            for row in self._ask(f"SELECT {made.BALLOT} FROM ballot WHERE used AND {where} {order}", values)
        ]

    def council_members(self, year: int) -> list[Membership]:
        """Members of the Security Council in a year, permanent ones first."""
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        rows = self._ask(
            f"SELECT {made.MEMBERSHIP} FROM membership WHERE used AND org = 'UNSC' AND status = 'member' AND since <= ? "
            "AND (until IS NULL OR until > ?) ORDER BY note <> ?, state",
            [last, first, PERMANENT],
        )
        return [made.membership(row) for row in rows]

    def indicators(
        self,
        code: str = "NY.GDP.MKTP.CD",
        states: Sequence[str] | None = None,
        year: int | None = None,
        as_of: dt.date | None = None,
    ) -> list[Indicator]:
        """Figures of states by year; a year's figure counts as known from 1 July of the next year."""
        known = None
        if as_of is not None:
            known = as_of.year - (1 if (as_of.month, as_of.day) >= FIGURES_KNOWN else 2)
        where, values = self._where({"code = ?": code, "year = ?": year, "year <= ?": known})
        order = "ORDER BY year, state"
        rows = self._ask(f"SELECT {made.INDICATOR} FROM indicator WHERE used AND {where} {order}", values)
        wanted = None if states is None else set(states)
        return [made.indicator(row) for row in rows if wanted is None or row[2] in wanted]

    def events(
        self,
        kind: str | None = None,
        actors: Sequence[str] | None = None,
        place: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        words: Sequence[str] | None = None,
        as_of: dt.date | None = None,
    ) -> list[Event]:
        """Dated events by start; all ``actors`` must be in it, any of ``words`` in its title or words."""
        where, values = self._where(
            {
                "kind = ?": kind,
                "(place = ?)": place,
                "coalesce(until, since) >= ?": since,
                "since <= ?": until,
                "since <= ? ": as_of,
            }
        )
        rows = self._ask(f"SELECT {made.EVENT} FROM event WHERE used AND {where} ORDER BY since, id", values)
        found = [made.event(row) for row in rows]
        if actors is not None:
            found = [e for e in found if set(actors) <= set(e.actors)]
        if words is not None:
            from foedus.record.search import stem, stems

            wanted = {stem(word) for word in words}
            found = [e for e in found if wanted & stems(" ".join((e.title, *e.words)))]
        return found

    # -- what is in it -------------------------------------------------------------------------------------------

    @cached_property
    def _coverage(self) -> tuple[Coverage, ...]:
        rows = self._ask(f'SELECT {made.COVERAGE} FROM coverage ORDER BY "table", subject, since')
        return tuple(map(made.coverage, rows))

    def coverage(self, table: str | None = None, subject: str | None = None) -> list[Coverage]:
        """What the record holds completely and what only in part.

        Args:
            table: votes (subject: the body), memberships (organisation), offices, ballots (UNSC), indicators (code, or
                "code:organisation" for its members only), events.
            subject: see above.
        """
        return [
            row
            for row in self._coverage
            if (table is None or row.table == table) and (subject is None or row.subject == subject)
        ]

    def covers(
        self, table: str, subject: str, since: dt.date | None = None, until: dt.date | None = None
    ) -> bool:
        """Whether a table is complete for a subject from one day to another (both included); else absence says nothing.

        >>> from datetime import date
        >>> from foedus.record.store import open_record
        >>> record = open_record(":starter:")
        >>> record.covers("votes", "UNGA", date(2014, 1, 1), date(2014, 12, 31))
        True
        >>> record.covers("votes", "UNGA", date(2012, 1, 1), date(2012, 12, 31))
        False
        """
        low = since or until
        high = until or since
        if low is None or high is None:
            low, high = dt.date.min, dt.date.max
        from foedus.record.coverage import covered

        return covered(self.coverage(table, subject), low, high)

    def known_until(self, table: str, subject: str) -> dt.date | None:
        """The day to which the list of a subject is known to be current; None where nothing is said of it.

        After that day a list says neither who is still there nor who is not. Offices and events have one list for all
        subjects, unless a publisher names theirs.

        >>> from foedus.record.store import open_record
        >>> record = open_record(":starter:")
        >>> record.known_until("memberships", "NATO"), record.known_until("offices", "KAZ")
        (datetime.date(2025, 12, 31), datetime.date(2025, 12, 31))
        >>> record.known_until("memberships", "NOBODY") is None
        True
        """
        rows = self.coverage(table, subject) or self.coverage(table, "")
        return max((row.until for row in rows), default=None)

    def disputed(self, row: Act, *fields: str) -> str:
        """Why a row, or one of some of its fields (start, end, ...), decides nothing: sources differ; "" where not.

        >>> from foedus.record.store import open_record
        >>> record = open_record(":starter:")
        >>> record.disputed(record.row("event:rwanda-1994"), "end")
        'sources give 15 to 19 July 1994'
        >>> record.disputed(record.row("event:rwanda-1994"), "start")
        ''
        """
        notes = getattr(row, "note", ""), self.origin(row.origin).note if row.origin else ""
        return next((why for note in notes if (why := dispute(note, *fields))), "")

    def origin(self, id: str) -> Origin:  # noqa: A002
        """Where a row comes from.

        Raises:
            UnknownName: no such origin.
        """
        found = self._origins.get(id)
        if found is None:
            raise UnknownName(id, "origin")
        return found

    @cached_property
    def _origins(self) -> dict[str, Origin]:
        return {row[0]: made.origin(row) for row in self._ask(f"SELECT {made.ORIGIN} FROM origin")}

    def origins(self) -> list[Origin]:
        """All origins, by id."""
        return sorted(self._origins.values(), key=lambda item: item.id)

    def row(self, id: str) -> Act:  # noqa: A002
        """The act with a row id, from whichever table.

        Raises:
            UnknownName: no such row.
        """
        kind, _, rest = id.partition(":")
        if kind == "rollcall":
            call = self.roll_call(rest)
            if call is not None:
                return call
        elif kind == "vote":
            symbol, _, code = rest.rpartition(":")
            vote = self.votes(symbol).get(code)
            if vote is not None:
                return vote
        elif kind in made.TABLE_OF:
            table, columns, make = made.TABLE_OF[kind]
            found = self._ask(f"SELECT {columns} FROM {table} WHERE used AND id = ?", [id])
            if found:
                act: Act = make(found[0])
                return act
        raise UnknownName(id, "row")

    def count(self, table: str) -> int:
        """How many rows a table has: votes, roll_calls, memberships, offices, ballots, indicators, events, conflicts.

        Raises:
            UnknownName: no such table.
        """
        counts = {
            "votes": "SELECT coalesce(sum(length(regexp_replace(votes, '[.?]', '', 'g'))), 0)::BIGINT FROM roll_call",
            "roll_calls": "SELECT count(*) FROM roll_call",
            "conflicts": "SELECT count(*) FROM conflict",
            "observations": "SELECT count(*) FROM observation",
            "origins": "SELECT count(*) FROM origin",
        }
        for name in ("membership", "office", "ballot", "indicator", "event"):
            counts[f"{name}s"] = f"SELECT count(*) FROM {name} WHERE used"
        if table not in counts:
            raise UnknownName(table, "table", sorted(counts))
        return int(self._ask(counts[table])[0][0])

    def info(self) -> dict[str, Any]:
        """What is in the record: version, counts, coverage, publishers and their terms."""
        from foedus.record.about import info

        return info(self)

    def cite(self) -> str:
        """How to cite the record: its version and every publisher in it, with terms."""
        from foedus.record.about import cite

        return cite(self)

    def copy_with(self, edits: Mapping[str, Mapping[str, Any] | None]) -> Record:
        """A private copy in memory in which rows are altered (columns by the act's field names) or, for None, deleted.

        Raises:
            UnknownName: an id that is no row of the record.
        """
        from foedus.record.copying import copy_with

        return copy_with(self, edits)


def _open_after(row: Term, as_of: dt.date | None) -> Term:
    if as_of is not None and row.end is not None and row.end > as_of:
        return replace(row, end=None)
    return row
