"""Counts per state and session made from the Library's file by others: a check on what was read, never a vote.

Layout: ``ms_code, session, yes, no, abstain, non_voting, total``, one line a state and session.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.model.origin import Origin
from foedus.record.batch import Batch, Expected, Tally
from foedus.record.sources import strict, undl
from foedus.record.sources.strict import Layout, Rule

if TYPE_CHECKING:
    import duckdb

NAME = "undl_tallies"
KEY = undl.KEY
PUBLISHER = "worldcountrygroups (tomasgonz), from the file of the United Nations Dag Hammarskjöld Library"
TERMS = "MIT (tomasgonz/worldcountrygroups); the data are the Library's: non-commercial use with attribution"
TITLE = "Tallies by state and session"
CITATION = f"{TITLE}, computed by worldcountrygroups from the {undl.PUBLISHER}'s General Assembly Voting Data"

LAYOUTS = (Layout("tallies", ("ms_code", "session", "yes", "no", "abstain", "non_voting", "total")),)
_NUMBERS = ("yes", "no", "abstain", "non_voting", "total")


def detect(path: Path) -> Layout | None:
    """The layout of a table of tallies; None if the headings are not exactly those of one."""
    return strict.exact(path, LAYOUTS)


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Batch:
    """Read a table of tallies; a session has as many votes as its most present state.

    Args:
        path: the table, CSV.
        con: a connection whose temporary tables may be used; None for one in memory.

    Raises:
        SourceError: the table has drifted or does not add up; names line, found and expected.
    """
    with strict.sheet(path, LAYOUTS, con, "tallies_raw") as sheet:
        whole = [
            Rule(
                f"NOT coalesce(regexp_full_match({name}, '[0-9]+'), false)", name, f"a whole number in {name}"
            )
            for name in _NUMBERS
        ]
        sheet.check(whole)
        sheet.check(
            [
                Rule(
                    "CAST(yes AS INT) + CAST(no AS INT) + CAST(abstain AS INT) + CAST(non_voting AS INT) "
                    "<> CAST(total AS INT)",
                    "total",
                    "the sum of the four before it",
                ),
                Rule(
                    "NOT coalesce(regexp_full_match(session, '[1-9][0-9]*(sp|emsp)?'), false)",
                    "session",
                    "a session like 68, 4sp or 11emsp",
                ),
            ]
        )
        known = strict.known_states(sheet, "ms_code", undl.OURS)
        origin = Origin(
            id=f"{KEY}:{sheet.digest[:12]}",
            kind="read",
            publisher=PUBLISHER,
            title=path.name,
            digest=sheet.digest,
            licence=TERMS,
            note=CITATION,
        )
        rows = sheet.ask(
            f"SELECT ms_code, session, yes, no, abstain, non_voting FROM {sheet.name} ORDER BY rowid"
        )
        most = sheet.ask(f"SELECT session, max(CAST(total AS INT)) FROM {sheet.name} GROUP BY 1 ORDER BY 1")
        return Batch(
            publisher=KEY,
            origin=origin,
            edition=undl.edition(path),
            tallies=tuple(
                Tally(KEY, "UNGA", session, known[code], *(int(number) for number in numbers))
                for code, session, *numbers in rows
            ),
            expected=tuple(Expected(KEY, "UNGA", session, count) for session, count in most),
        )
