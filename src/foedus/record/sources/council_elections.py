"""Elections to the Security Council, ballot by ballot, and its members by year as its votes show them.

Two tables compiled by hand: ``year, ballot_date, seat_group, round, candidate_iso3, votes, ...`` with the pages each
number was seen on, and ``ms_code, year, votes, council_votes``.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.model.acts import Ballot, Membership
from foedus.model.origin import Origin
from foedus.record.batch import Batch, row_id
from foedus.record.sources import strict
from foedus.record.sources.strict import Layout, Rule, Sheet

if TYPE_CHECKING:
    import duckdb

NAME = "council_elections"
KEY = "stated"
PUBLISHER = "compiled by hand from UN press releases and news pages"
TERMS = "Facts; no licence asked"
TITLE = "Elections of non-permanent members of the Security Council"
CITATION = f"{TITLE}, {PUBLISHER}; each ballot names the pages it was seen on"

BALLOTS = Layout(
    "ballots",
    (
        "year", "ballot_date", "seat_group", "round", "candidate_iso3", "votes", "members_voting", "majority_required",
        "result", "source_1", "source_2", "pages_seen", "source_2_confirms",
    ),
)  # fmt: skip
MEMBERS = Layout("members by year", ("ms_code", "year", "votes", "council_votes"))
LAYOUTS = (BALLOTS, MEMBERS)
GROUPS = (
    "African and Asia-Pacific",
    "Latin American and Caribbean",
    "Western European and Others",
    "Eastern European",
    "Western European and Others (by-election)",
)
RESULTS = ("elected", "not elected", "withdrew after this round")


def detect(path: Path) -> Layout | None:
    """The layout of a table of ballots or of members by year; None if it is neither, exactly."""
    return strict.exact(path, LAYOUTS)


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Batch:
    """Read ballots, or members by year; all of it, or nothing.

    Args:
        path: one of the two tables, CSV.
        con: a connection whose temporary tables may be used; None for one in memory.

    Raises:
        SourceError: the table has drifted or contradicts itself; names line, found and expected.
    """
    with strict.sheet(path, LAYOUTS, con, "council_raw") as sheet:
        return _ballots(sheet) if sheet.layout is BALLOTS else _members(sheet)


def _origin(sheet: Sheet, kind: str, part: str = "") -> Origin:
    return Origin(
        id=f"{KEY}:{sheet.digest[:12]}{part}",
        kind="read" if kind == "read" else "stated",
        publisher=PUBLISHER if kind == "read" else "own knowledge of the compilers, seen on no page",
        title=sheet.path.name,
        digest=sheet.digest,
        licence=TERMS,
        note=CITATION,
    )


def _whole(name: str, *, empty: bool = False) -> Rule:
    bad = f"NOT coalesce(regexp_full_match({name}, '[0-9]+'), {'true' if empty else 'false'})"
    return Rule(bad, name, f"a whole number in {name}{' or nothing' if empty else ''}")


def _check_ballots(sheet: Sheet) -> None:
    """Hold every ballot line against what it may say."""
    groups = ", ".join(f"'{name}'" for name in GROUPS)
    results = ", ".join(f"'{word}'" for word in RESULTS)
    sheet.check(
        [
            *(_whole(name) for name in ("year", "round", "pages_seen")),
            *(_whole(name, empty=True) for name in ("votes", "members_voting", "majority_required")),
            Rule("try_cast(ballot_date AS DATE) IS NULL", "ballot_date", "a day that exists in ballot_date"),
            Rule("ballot_date NOT LIKE year || '-%'", "ballot_date", "a day of the year in year"),
            Rule(f"coalesce(seat_group NOT IN ({groups}), true)", "seat_group", f"one of {groups}"),
            Rule(
                f"coalesce(result NOT IN ({results}) AND result NOT LIKE 'elected, declined%' "
                "AND result NOT LIKE 'elected (to step down%', true)",
                "result",
                f"one of {results}, or elected with what followed",
            ),
            Rule("coalesce(source_2_confirms, 'votes') NOT IN ('votes', 'result only')", "source_2_confirms", "votes or result only"),
            Rule("source_1 IS NULL", "source_1", "a source"),
        ]
    )  # fmt: skip
    sheet.check(
        [
            Rule(
                "CAST(votes AS INT) > CAST(members_voting AS INT)",
                "votes",
                "no more votes than members voting",
            ),
            Rule(
                "(CAST(votes AS INT) >= CAST(majority_required AS INT)) <> (result LIKE 'elected%')",
                "votes || ' of ' || majority_required || ' required: ' || result",
                "elected with the majority, and only with it",
            ),
        ]
    )


def _ballots(sheet: Sheet) -> Batch:
    _check_ballots(sheet)
    known = strict.known_states(sheet, "candidate_iso3", {})
    seen, own = _origin(sheet, "read"), _origin(sheet, "stated", ":own")
    ballots: list[Ballot] = []
    lines: dict[str, int] = {}
    first = {
        (year, group): day
        for year, group, day in sheet.ask(
            f"SELECT CAST(year AS INT), seat_group, min(CAST(ballot_date AS DATE)) FROM {sheet.name} GROUP BY 1, 2"
        )
    }
    for row in sheet.ask(
        "SELECT CAST(year AS INT), CAST(ballot_date AS DATE), seat_group, CAST(round AS INT), candidate_iso3, "
        "CAST(votes AS INT), CAST(members_voting AS INT), CAST(majority_required AS INT), result, "
        f"CAST(pages_seen AS INT), {sheet.line}, rowid FROM {sheet.name} ORDER BY rowid"
    ):
        year, date, group, number, candidate, votes, voting, required, result, pages, line, at = row
        state = known[candidate]
        again = "" if date == first[year, group] else f"@{date}"  # a by-election later in the year
        made = row_id("ballot", year, group + again, number, state)
        if made in lines:
            raise sheet.fail(at, f"{state} a second time in this ballot", "one line a candidate and round")
        lines[made] = line
        origin = seen.id if pages else own.id
        ballots.append(
            Ballot(
                made, year, date, group, number, state, votes, voting, required, result, pages, origin=origin
            )
        )
    return Batch(publisher=KEY, origin=seen, origins=(own,), ballots=tuple(ballots), lines=lines)


def _members(sheet: Sheet) -> Batch:
    sheet.check([_whole(name) for name in ("year", "votes", "council_votes")])
    sheet.check(
        [Rule("CAST(votes AS INT) > CAST(council_votes AS INT)", "votes", "no more than council_votes")]
    )
    known = strict.known_states(sheet, "ms_code", {"GER": "DEU"})
    origin = _origin(sheet, "read")
    years: dict[str, dict[int, int]] = defaultdict(dict)
    for code, year, line, at in sheet.ask(
        f"SELECT ms_code, CAST(year AS INT), {sheet.line}, rowid FROM {sheet.name} ORDER BY year, rowid"
    ):
        if year in years[known[code]]:
            raise sheet.fail(at, f"{code} a second time in {year}", "one line a member and year")
        years[known[code]][year] = line
    rows: list[Membership] = []
    lines: dict[str, int] = {}
    for state, found in sorted(years.items()):
        first = None
        for year in sorted(found):
            first = year if first is None else first
            if year + 1 in found:
                continue
            start, end = dt.date(first, 1, 1), dt.date(year + 1, 1, 1)
            made = row_id("member", "UNSC", state, start)
            lines[made] = found[first]
            rows.append(
                Membership(made, "UNSC", state, start, end, "member", precision="year", origin=origin.id)
            )
            first = None
    return Batch(
        publisher=KEY,
        origin=origin,
        memberships=tuple(rows),
        ignored={"votes and council_votes (how many votes showed it)": sheet.rows},
        lines=lines,
    )
