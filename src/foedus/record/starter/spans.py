"""What the starter holds completely: stated here from the sources' own descriptions, list by list, with the reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from foedus.model.acts import Coverage, Event, Membership, Office
from foedus.record.batch import Call

COMPILED = dt.date(2025, 12, 31)  # the lists were compiled to the end of this year
COUNCIL = ("UNSC", "P5")
WHOLE = (dt.date(2013, 9, 17), dt.date(2015, 12, 31))
LAST_ELECTION = dt.date(2026, 6, 3)
_ONE = dt.timedelta(days=1)

# Organisation -> since when the list of full members is whole, and until when.
WHOLE_LISTS: dict[str, tuple[dt.date, dt.date, str]] = {
    "CST": (dt.date(1992, 5, 15), dt.date(2002, 10, 6), "all nine signatories; from 2002 the CSTO"),
    "CSTO": (dt.date(2002, 10, 7), COMPILED, "all members since the charter"),
    "CU": (dt.date(2010, 1, 1), dt.date(2014, 12, 31), "all three members"),
    "EAEU": (dt.date(2015, 1, 1), COMPILED, "all members since the treaty's entry into force"),
    "SCO": (dt.date(2001, 6, 15), COMPILED, "all members since the founding"),
    "OTS": (dt.date(2009, 10, 3), COMPILED, "all members since the founding"),
    "BRICS": (
        dt.date(2009, 6, 16),
        dt.date(2023, 12, 31),
        "all members; from 2024 Saudi Arabia's status is disputed",
    ),
    "NATO": (dt.date(1949, 4, 4), COMPILED, "all members since the treaty"),
    "EU": (dt.date(1958, 1, 1), COMPILED, "all members of the Communities and the Union"),
    "ASEAN": (dt.date(1967, 8, 8), COMPILED, "all members since the founding"),
    "WTO": (
        dt.date(1995, 1, 1),
        COMPILED,
        "all members: the original 128, then by accession; three are no states (EU, HKG, MAC)",
    ),
    "OSCE": (dt.date(1973, 6, 25), COMPILED, "all participating States since the conference opened its work"),
    "COE": (dt.date(1949, 5, 5), COMPILED, "all members since the Statute"),
    "LAS": (dt.date(1945, 5, 11), COMPILED, "all members since the founding"),
    "GCC": (dt.date(1981, 5, 25), COMPILED, "all members since the charter"),
    "G7": (dt.date(1976, 6, 27), COMPILED, "all members since Canada joined"),
    "G8": (dt.date(1998, 5, 15), dt.date(2014, 3, 24), "all eight until Russia was suspended"),
    "AUKUS": (dt.date(2021, 9, 15), COMPILED, "all members"),
    "CIS": (dt.date(2018, 5, 19), COMPILED, "all members; before, the membership of Ukraine is disputed"),
}
CHOSEN_LISTS: dict[str, str] = {
    "CIS": "the status of Ukraine and Turkmenistan is disputed until 2018",
    "BRICS": "Saudi Arabia was invited; its status is disputed",
}
# Elections of which rounds or candidates' numbers are missing, or that are known from memory in part.
BALLOTS_MISSING: dict[int, str] = {
    1996: "some rounds are missing",
    1999: "tallies of Africa and Asia and of Latin America are missing",
    2000: "rounds 2 and 3 of Western Europe are missing",
    2001: "round 1 of Latin America is missing",
    2002: "no tallies found",
    2003: "no tallies found",
    2004: "no tallies found",
    2006: "9 of 48 rounds of Latin America are given",
    2007: "tallies of the last rounds of Eastern Europe and Latin America are missing",
    2011: "round 2 of Africa and Asia, most of Eastern Europe's are missing",
    2016: "round 4 of Western Europe is missing",
    2026: "tallies of Latin America and of Africa, and of two rounds of Asia, are missing",
}


def votes(publisher: str, calls: Sequence[Call]) -> tuple[Coverage, ...]:
    """The Assembly's recorded votes: whole for one span, chosen before and after."""
    first, last = min(call.date for call in calls), max(call.date for call in calls)
    chosen = "key votes on Ukraine, Crimea, Abkhazia, coercive measures, Syria and Belarus"
    return (
        Coverage("votes", "UNGA", first, WHOLE[0] - _ONE, "selected", chosen, publisher),
        Coverage("votes", "UNGA", *WHOLE, "complete", "every recorded vote on a resolution", publisher),
        Coverage("votes", "UNGA", WHOLE[1] + _ONE, last, "selected", chosen, publisher),
    )


def memberships(publisher: str, rows: Sequence[Membership]) -> tuple[Coverage, ...]:
    """Lists of members: whole from a founding on, or a choice; every organisation that has a row has one."""
    whole = [
        Coverage("memberships", org, since, until, "complete", note, publisher)
        for org, (since, until, note) in WHOLE_LISTS.items()
    ]
    chosen = [
        Coverage("memberships", org, dt.date(1991, 12, 8), COMPILED, "selected", note, publisher)
        for org, note in CHOSEN_LISTS.items()
    ]
    first: dict[str, dt.date] = {}
    for row in rows:
        if row.start and row.org not in {*WHOLE_LISTS, *CHOSEN_LISTS, *COUNCIL}:
            first[row.org] = min(row.start, first.get(row.org, row.start))
    others = [
        Coverage("memberships", org, since, COMPILED, "selected", "not claimed to be whole", publisher)
        for org, since in sorted(first.items())
    ]
    return (*whole, *chosen, *others)


def council(publisher: str) -> tuple[Coverage, ...]:
    """Members of the Council, elected and permanent: every year since the first."""
    note = "every state that voted in the Council, by year"
    first = dt.date(1946, 1, 1)
    return tuple(
        Coverage("memberships", org, first, COMPILED, "complete", note, publisher) for org in COUNCIL
    )


def ballots(publisher: str) -> tuple[Coverage, ...]:
    """Elections to the Council: whole in years of which every round is known."""
    rows = []
    for year in range(1996, LAST_ELECTION.year + 1):
        note = BALLOTS_MISSING.get(year, "every round, every candidate named on the page")
        kind = "selected" if year in BALLOTS_MISSING else "complete"
        span = (dt.date(year, 1, 1), min(dt.date(year, 12, 31), LAST_ELECTION))
        rows.append(
            Coverage(
                "ballots", "UNSC", *span, "selected" if kind == "selected" else "complete", note, publisher
            )
        )
    return tuple(rows)


def figures(publisher: str) -> tuple[Coverage, ...]:
    """GDP: whole for the members of the Eurasian Economic Union, a choice of the world."""
    span = (dt.date(2013, 1, 1), dt.date(2016, 12, 31))
    return (
        Coverage("indicators", "NY.GDP.MKTP.CD", *span, "selected", "members of the EAEU only", publisher),
        Coverage(
            "indicators", "NY.GDP.MKTP.CD:EAEU", *span, "complete", "the five members of the EAEU", publisher
        ),
    )


def stated(publisher: str, offices: Sequence[Office], events: Sequence[Event]) -> tuple[Coverage, ...]:
    """Offices and events: always a choice."""
    rows = []
    if offices:
        span = (min(o.start for o in offices), COMPILED)
        rows.append(Coverage("offices", "", *span, "selected", "written from knowledge", publisher))
    if events:
        span = (min(e.start for e in events), COMPILED)
        rows.append(Coverage("events", "", *span, "selected", "written from knowledge", publisher))
    return tuple(rows)
