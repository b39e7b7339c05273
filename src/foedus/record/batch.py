"""What one file of a publisher brings to the record: its rows as Arrow tables, where each came from, what it covers.

A source (``record/sources/``) turns bytes into a :class:`Batch`; the store turns batches into a version. Nothing in a
batch is guessed: every row carries ``line``, the place in the file it was read from (see :attr:`Batch.locator`), so
that ``(origin.id, line)`` leads any row back to its bytes.

Tables, each an Arrow table or None (columns in this order; ``null`` where the publisher is silent):

``roll_calls``
    key string (unique in the batch: ``undl:671205``, ``rcid:5846``), symbol string (the publisher's own spelling made
    complete; null where the vote has none), body string (UNGA, UNSC), date date32, precision string (day, month),
    session string (``68``, ``4sp``, ``11emsp``; null for the Council), title string, agenda string,
    subjects list<string>, meeting string, draft list<string>, report string, note string, modality string,
    part string (empty: the whole resolution; ``paragraph``, ``amendment``, ``procedure``),
    yes, no, abstain, not_voting, members int32 (the publisher's totals; null where it gives none),
    undl_id int64, aliases list<string> (other names: ``R/68/262``, ``rcid:4731``), line int32
``votes``
    call int32 (row number in ``roll_calls``), state dictionary<string> (our code), choice int8
    (``model.acts.CODE``: 1 yes, 2 abstain, 3 no, 0 a member not voting; -1 not a member, where the publisher says so),
    line int32
``memberships``
    org string, state string, start date32, end date32 (exclusive; null: open or not known to have ended),
    status string, precision string, applied date32, note string, seen bool (false: stated from knowledge), line int32
``ballots``
    year int32, date date32, group string, round int32, candidate string, votes, voting, required int32,
    result string, pages_seen int32, note string, line int32
``indicators``
    code string, state string, year int32, value float64, unit string, line int32
``obligations``
    state_a string, state_b string, year int32, defense, offense, neutrality, nonaggression, consultation bool,
    line int32
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from foedus.model.acts import Coverage
from foedus.model.origin import Origin

if TYPE_CHECKING:
    import pyarrow as pa

TABLES = ("roll_calls", "votes", "memberships", "ballots", "indicators", "obligations")


@dataclass(frozen=True, slots=True)
class SessionCount:
    """How many recorded votes a publisher has of a body in a session (or year), from the first day to the last.

    ``votes_given``: the file holds the states' votes themselves; otherwise it only says that they were held, and is a
    count to check others against.
    """

    body: str
    session: str
    roll_calls: int
    since: dt.date
    until: dt.date
    votes_given: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of one file, in tables named as in the module's description.

    Attributes:
        origin: publisher, digest, licence and citation of the file.
        source: name of the source module that read it (``undl_ga``).
        layout: name of the layout that was found (``2026-02``).
        locator: what ``line`` counts: ``line`` of a text file (the heading is line 1), ``row`` of a table (first is 1).
        counts: roll calls by session, to compute coverage from.
        coverage: what the publisher's own description says is covered.
        notes: things handled that a reader of ``info`` should know, one sentence each.
    """

    origin: Origin
    source: str
    layout: str
    locator: Literal["line", "row"] = "line"
    roll_calls: pa.Table | None = None
    votes: pa.Table | None = None
    memberships: pa.Table | None = None
    ballots: pa.Table | None = None
    indicators: pa.Table | None = None
    obligations: pa.Table | None = None
    counts: tuple[SessionCount, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    notes: tuple[str, ...] = ()

    def tables(self) -> dict[str, pa.Table]:
        """The tables that the file filled, by name."""
        return {name: table for name in TABLES if (table := getattr(self, name)) is not None}
