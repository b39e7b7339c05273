"""Build the data files of the starter record from the shared data folder: facts in our own layout, each with its source.

Run ``python scripts/build_starter.py [SHARED]`` (default: ``../shared`` beside the checkout). The output is committed;
the same input gives the same bytes. ``manifest.json`` holds the digests of the files read. What an audit found wrong
in them is put right from ``starter_mends/``: cells that are replaced, and rows that are added.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

REPO = Path(__file__).resolve().parents[1]
MENDS = REPO / "scripts" / "starter_mends"
OUT = REPO / "src" / "foedus" / "record" / "starter"
PERMANENT = ("CHN", "FRA", "GBR", "RUS", "SUN", "USA")
OURS = {"GER": "DEU"}  # the Federal Republic before 1990: one state for us
ORGS = {
    "CST (Collective Security Treaty)": "CST",
    "Customs Union (BLR-KAZ-RUS)": "CU",
    "OTS (Turkic Council)": "OTS",
}
STATUS = {"founding state, charter not ratified": "signatory", "invited, status disputed": "candidate"}
APPLIED = re.compile(r"application received (\d{4}-\d{2}-\d{2})")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def mended(name: str, heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[list[str]]:
    """The rows of a file with the cells replaced and the rows added that ``starter_mends/`` names."""
    found = [dict(zip(heading, map(str, row), strict=True)) for row in rows]
    for mend in read(MENDS / "cells.csv"):
        if mend["file"] != name:
            continue
        key = dict(part.split("=") for part in mend["row"].split(";"))
        (row,) = [row for row in found if key.items() <= row.items()]
        if row[mend["column"]] != mend["was"]:
            raise SystemExit(f"{name}, {mend['row']}: {mend['column']} is no longer {mend['was']!r}")
        row[mend["column"]] = mend["now"]
    added = MENDS / name
    if added.exists():
        found += read(added)
    return [[row[column] for column in heading] for row in found]


def write(name: str, heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(mended(name, heading, rows))


def votes(data: Path) -> list[str]:
    """One line a roll call, its votes as one string with a letter a state; gives the states in that order."""
    wide = {row["resolution"]: row for row in read(data / "starter" / "votes_wide.csv")}
    states = sorted(next(iter(wide.values())).keys() - {"resolution"})
    heading = (
        "symbol",
        "undl_id",
        "date",
        "session",
        "meeting",
        "title",
        "yes",
        "no",
        "abstain",
        "not_voting",
        "votes",
    )
    rows = []
    for event in sorted(
        read(data / "starter" / "vote_events.csv"), key=lambda row: (row["date"], row["resolution"])
    ):
        line = wide[event["resolution"]]
        letters = "".join(line[state] or "." for state in states)
        about = (event[name] for name in ("resolution", "undl_id", "date", "session", "meeting", "title"))
        rows.append((*about, event["yes"], event["no"], event["abstain"], event["non_voting"], letters))
    write("votes.csv", heading, rows)
    return states


def memberships(data: Path) -> None:
    """Dated memberships with their pages; a row that was not seen on a page says so in its source."""
    rows = []
    for row in read(data / "memberships" / "memberships.csv"):
        status, applied, note = row["status"], "", row["note"]
        if status.startswith("applicant since "):
            status, applied = "candidate", status.removeprefix("applicant since ")
        found = APPLIED.search(note)
        if found:
            applied = found[1]
        if status in STATUS:
            note = "; ".join(filter(None, (status, note)))
        end = row["end"]
        org = ORGS.get(row["organisation"], row["organisation"])
        if org == "CU" and end == "2014-12-31":
            end = "2015-01-01"  # our ends are the first day without; the Union gave way to the EAEU on it
        rows.append(
            (org, row["iso3"], row["start"], end, STATUS.get(status, status), applied, row["source"], note)
        )
    write("memberships.csv", ("org", "state", "start", "end", "status", "applied", "source", "note"), rows)


def council(data: Path) -> None:
    """Terms on the Security Council: consecutive years of a state are one line; start and end where not by the year."""
    years: dict[str, list[int]] = {}
    for row in read(data / "unsc_membership" / "unsc_members_by_year_from_sc_votes.csv"):
        years.setdefault(OURS.get(row["ms_code"], row["ms_code"]), []).append(int(row["year"]))
    rows = []
    for code, found in sorted(years.items()):
        terms: list[list[int]] = []
        for year in sorted(set(found)):
            if terms and terms[-1][1] == year - 1:
                terms[-1][1] = year
            else:
                terms.append([year, year])
        kind = "permanent member" if code in PERMANENT else "elected member"
        rows += [(code, first, last, kind, "", "", "") for first, last in terms]
    write("council.csv", ("state", "first_year", "last_year", "kind", "start", "end", "source"), rows)


def elections(data: Path) -> None:
    """Ballots for seats on the Council, with the pages on which each number was seen."""
    rows = []
    for row in read(data / "unsc_elections" / "unsc_elections_1996_2025.csv"):
        names = ("year", "ballot_date", "seat_group", "round", "candidate_iso3", "votes", "members_voting")
        rest = ("majority_required", "result", "pages_seen", "source_1", "source_2")
        rows.append([row[name] for name in (*names, *rest)])
    heading = (
        "year", "date", "group", "round", "candidate", "votes", "voting", "required", "result", "pages_seen", "source",
        "second_source",
    )  # fmt: skip
    write("elections.csv", heading, rows)


def figures(data: Path) -> None:
    """GDP of the members of the Eurasian Economic Union."""
    rows = [
        ("NY.GDP.MKTP.CD", row["Country Code"], row["Year"], row["Value"], "current US$")
        for row in read(data / "worldbank_gdp" / "gdp_eaeu_2013_2016.csv")
    ]
    write("indicators.csv", ("code", "state", "year", "value", "unit"), rows)


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else REPO.parent / "shared"
    data = shared / "data"
    OUT.mkdir(parents=True, exist_ok=True)
    states = votes(data)
    memberships(data)
    council(data)
    elections(data)
    figures(data)
    used = (
        "starter/vote_events.csv", "starter/votes_wide.csv", "memberships/memberships.csv",
        "unsc_elections/unsc_elections_1996_2025.csv", "unsc_membership/unsc_members_by_year_from_sc_votes.csv",
        "worldbank_gdp/gdp_eaeu_2013_2016.csv", "stated_audit/errors.csv",
    )  # fmt: skip
    manifest = {"states": " ".join(states), "digests": {name: digest(data / name) for name in used}}
    (OUT / "manifest.json").write_text(
        json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
