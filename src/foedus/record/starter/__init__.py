"""The small record that ships with foedus: its data files, and how they turn into batches. See foedus/DATA.md."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from foedus.model.acts import FROM_KNOWLEDGE, Ballot, Event, Indicator, Membership, Office
from foedus.model.origin import Origin, dispute
from foedus.record.batch import LETTER, Batch, Call, Votes, row_id
from foedus.record.starter import spans

HERE = Path(__file__).resolve().parent
KEY, STATED = "starter", "stated"
UN_TERMS = "facts; the Library's own data: Copyright United Nations, non-commercial use with attribution"
OWN = "own knowledge"
AUDIT = "audit: "  # begins the source of a row that was put right from pages read later
AUDITED = "stated_audit/errors.csv"
PERMANENT, ELECTED = "permanent member", "elected member"
Lines = Iterator[tuple[int, dict[str, str]]]


def lines(name: str) -> Lines:
    """Line number (1 = heading) and cells of each row of a data file; none where the file is not there."""
    path = HERE / name
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        for row in reader:
            yield reader.line_num, row


def day(text: str) -> dt.date | None:
    """A date, also "2015" or "2015-03" (their first day); None for an empty cell."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    year, month, of_month = [*parts, 1, 1][:3]
    return dt.date(year, month, of_month)


def needed_day(text: str) -> dt.date:
    """A date that must be there."""
    found = day(text)
    assert found is not None, "a row of the starter lacks a date that it needs"
    return found


def number(text: str) -> int | None:
    """A whole number, or None for an empty cell."""
    return int(text) if text else None


def cells(text: str | None) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(part.strip() for part in (text or "").split("|") if part.strip())


def short(text: str) -> str:
    """A short stable name for a long text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def manifest() -> dict[str, Any]:
    """Order of states in the packed votes, digests of the files the data were taken from."""
    found: dict[str, Any] = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))
    return found


def _origin(name: str, source: str, publisher: str, title: str, licence: str, note: str = "") -> Origin:
    return Origin(
        f"{KEY}:{name}", "read", publisher, title, None, None, manifest()["digests"][source], licence, note
    )


def sourced(name: str, publisher_file: str, text: str) -> Origin:
    """The origin of a row compiled by hand: the pages on which it was seen, or the knowledge it was written from."""
    if OWN in text:
        return Origin(
            f"{STATED}:{name}:{short(text)}", "stated", "the compiler's own knowledge", text, note=text
        )
    if text.startswith(AUDIT):
        publisher_file = AUDITED
    return Origin(
        f"{KEY}:{name}:{short(text)}", "read", f"pages read for foedus's list of {name}", text, None, None,
        manifest()["digests"].get(publisher_file), "facts",
    )  # fmt: skip


def votes() -> Batch:
    """Recorded votes of the General Assembly: complete 2013-09-17 to 2015-12-31, a choice elsewhere."""
    import numpy as np

    states = tuple(manifest()["states"].split())
    origin = _origin(
        "votes", "starter/votes_wide.csv", "United Nations Digital Library",
        "voting records of the General Assembly, facts in foedus's own layout", UN_TERMS,
        "compared vote by vote with Voeten's table to January 2020",
    )  # fmt: skip
    calls, packed = [], []
    for line, row in lines("votes.csv"):
        call = Call(
                f"undl:{row['undl_id']}",
                row["symbol"],
                "UNGA",
                needed_day(row["date"]),
                row["session"],
                row["title"],
                int(row["yes"]),
                int(row["no"]),
                int(row["abstain"]),
                int(row["not_voting"]),
                row["meeting"],
                undl_id=int(row["undl_id"]),
                part="whole",
                line=line,
        )  # fmt: skip
        calls.append(call)
        packed.append(row["votes"])
    code = np.zeros(256, dtype=np.int8)
    for value, letter in LETTER.items():
        code[ord(letter)] = value
    choice = code[np.frombuffer("".join(packed).encode(), dtype=np.uint8).reshape(len(calls), len(states))]
    at = np.array([call.line for call in calls], dtype=np.int32)[:, None] * (choice >= 0)
    return Batch(
        KEY, origin, Votes(tuple(calls), states, choice, at.astype(np.int32)), coverage=spans.votes(KEY, calls)
    )  # fmt: skip


def memberships() -> Batch:
    """Dated memberships and accessions, the stated ones too, and the applications still open."""
    rows, origins, at = [], {}, {}
    for name, file in (("memberships", "memberships/memberships.csv"), ("memberships_extra", "")):
        for line, row in lines(f"{name}.csv"):
            text = row.get("source") or f"{OWN}: {name}"
            origin = sourced(name, file, text)
            origins[origin.id] = origin
            start = day(row["start"])
            status = row["status"]
            last = row["start"] if start else status
            found = Membership(
                row_id("member", row["org"], row["state"], last), row["org"], row["state"], start, day(row["end"]),
                status, day(row.get("applied", "")), day(row.get("approved", "")), number(row.get("ordinal", "")),
                row.get("precision") or "day", origin.id, row["note"],
            )  # fmt: skip
            rows.append(found)
            at[found.id] = line
    rows = _joined(rows, {o.id for o in origins.values() if o.kind == STATED})
    first = next(iter(origins.values()))
    return Batch(
        KEY,
        first,
        memberships=tuple(rows),
        origins=tuple(origins.values()),
        lines=at,
        coverage=spans.memberships(KEY, rows),
    )


def _joined(rows: list[Membership], stated: set[str]) -> list[Membership]:
    """One row for each id: what a later one adds (application, approval, ordinal, end) completes the earlier.

    Where a stated row completes one that was read, the note names the fields that are known only so: they may support a
    claim, never refute one.
    """
    found: dict[str, Membership] = {}
    for row in rows:
        before = found.get(row.id)
        if before is None:
            found[row.id] = row
            continue
        added = [
            name
            for name in ("end", "applied", "approved", "ordinal")
            if getattr(before, name) is None and getattr(row, name) is not None
        ]
        marked = (
            f"{FROM_KNOWLEDGE}{', '.join(added)}" if added and row.origin in stated - {before.origin} else ""
        )
        found[row.id] = replace(
            before,
            end=before.end or row.end,
            applied=before.applied or row.applied,
            approved=before.approved or row.approved,
            ordinal=before.ordinal if before.ordinal is not None else row.ordinal,
            note="; ".join(dict.fromkeys(filter(None, (before.note, row.note, marked)))),
        )
    return list(found.values())


def council() -> Batch:
    """Terms on the Security Council and the five permanent members, by years, from the votes cast there."""
    origin = _origin(
        "council", "unsc_membership/unsc_members_by_year_from_sc_votes.csv", "United Nations Digital Library",
        "members of the Security Council by year, derived from the votes cast in it", UN_TERMS,
    )  # fmt: skip
    rows, at, origins = [], {}, {}
    last_known = 2025
    for line, row in lines("council.csv"):
        seen = sourced("council", AUDITED, row["source"]) if row["source"] else origin
        if seen is not origin:
            origins[seen.id] = seen
        first, last, kind = int(row["first_year"]), int(row["last_year"]), row["kind"]
        until: dt.date | None = dt.date(last + 1, 1, 1)
        if last == last_known and kind == PERMANENT:
            until = None
        elif last == last_known and first == last_known:
            until = dt.date(last + 2, 1, 1)  # terms are of two years (Charter, Article 23)
        exact = "day" if row["start"] or row["end"] else "year"
        for org in ("UNSC", "P5") if kind == PERMANENT else ("UNSC",):
            start = day(row["start"]) or dt.date(first, 1, 1)
            found = Membership(
                row_id("member", org, row["state"], start), org, row["state"], start, day(row["end"]) or until,
                "member", precision=exact, origin=seen.id, note=kind,
            )  # fmt: skip
            rows.append(found)
            at[found.id] = line
    return Batch(
        KEY, origin, memberships=tuple(rows), origins=tuple(origins.values()), lines=at, coverage=spans.council(KEY)
    )  # fmt: skip


def elections() -> Batch:
    """Elections of non-permanent members of the Council, ballot by ballot."""
    rows, origins, at = [], {}, {}
    first_day: dict[tuple[str, str], str] = {}
    for _, row in lines("elections.csv"):
        place = (row["year"], row["group"])
        first_day[place] = min(row["date"], first_day.get(place, row["date"]))
    for line, row in lines("elections.csv"):
        pages = "; ".join(filter(None, (row["source"], row["second_source"])))
        text = f"{OWN}: {pages}" if row["pages_seen"] == "0" and OWN not in pages else pages
        origin = sourced("elections", "unsc_elections/unsc_elections_1996_2025.csv", text)
        origins[origin.id] = origin
        again = "" if row["date"] == first_day[row["year"], row["group"]] else f"@{row['date']}"
        found = Ballot(
            row_id("ballot", row["year"], row["group"] + again, row["round"], row["candidate"]), int(row["year"]),
            needed_day(row["date"]), row["group"], int(row["round"]), row["candidate"], number(row["votes"]),
            number(row["voting"]), number(row["required"]), row["result"], int(row["pages_seen"]), origin.id,
        )  # fmt: skip
        rows.append(found)
        at[found.id] = line
    first = next(iter(origins.values()))
    return Batch(
        KEY,
        first,
        ballots=tuple(rows),
        origins=tuple(origins.values()),
        lines=at,
        coverage=spans.ballots(KEY),
    )


def figures() -> Batch:
    """GDP of the members of the Eurasian Economic Union, 2013-2016."""
    origin = _origin(
        "gdp",
        "worldbank_gdp/gdp_eaeu_2013_2016.csv",
        "World Bank",
        "NY.GDP.MKTP.CD, GDP in current US$",
        "CC BY 4.0",
    )
    rows, at = [], {}
    for line, row in lines("indicators.csv"):
        found = Indicator(
            row_id("indicator", row["code"], row["state"], row["year"]), row["code"], row["state"], int(row["year"]),
            float(row["value"]), row["unit"],
        )  # fmt: skip
        rows.append(found)
        at[found.id] = line
    return Batch(KEY, origin, indicators=tuple(rows), lines=at, coverage=spans.figures(KEY))


def written(note: str) -> Origin:
    """The origin of an office or event written from knowledge; one of its own where the note says it is disputed."""
    by, title = "the founders of foedus", "written from general knowledge"
    if not dispute(note):
        return Origin(f"{STATED}:starter", "stated", by, title)
    return Origin(
        f"{STATED}:starter:{short(note)}",
        "stated",
        by,
        f"{title}; sources differ: {dispute(note)}",
        note=note,
    )


def stated() -> Batch:
    """Offices and events written from knowledge: they may support a claim, never refute one; disputed ones neither."""
    origin = written("")
    offices, events, at = [], [], {}
    origins: dict[str, Origin] = {}
    for line, row in lines("offices.csv"):
        by = origins.setdefault(row["note"], written(row["note"]))
        held = Office(
            row_id("office", row["of"], row["office"], row["start"], row["holder"]), row["office"], row["of"],
            row["holder"], needed_day(row["start"]), day(row["end"]), "state" if row["holder_kind"] == "state" else "person",
            row["title"], cells(row["aliases"]), by.id,
        )  # fmt: skip
        offices.append(held)
        at[held.id] = line
    for line, row in lines("events.csv"):
        by = origins.setdefault(row["note"], written(row["note"]))
        name = row["id"] if row["id"].startswith("event:") else f"event:{row['id']}"
        happened = Event(
            name, row["kind"], needed_day(row["start"]), day(row["end"]), cells(row["actors"]), row["place"],
            row["title"], cells(row["words"]), by.id,
        )  # fmt: skip
        events.append(happened)
        at[name] = line
    return Batch(
        STATED, origin, offices=tuple(offices), events=tuple(events), lines=at,
        origins=tuple(o for o in origins.values() if o.disputed), coverage=spans.stated(STATED, offices, events),
    )  # fmt: skip


def batches() -> list[Batch]:
    """Everything that the starter record holds."""
    from foedus.record.starter.united_nations import members

    return [votes(), memberships(), members(), council(), elections(), figures(), stated()]
