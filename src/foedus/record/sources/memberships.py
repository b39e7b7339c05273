"""Dated memberships of organisations, compiled by hand: when each state joined, left, or applied, and where it was seen.

Layout: ``organisation, iso3, start, end, status, source, note, cow_igo_year_check``. A row whose source says "own
knowledge" is stated, not read: it can support a claim and never refute one.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.model.acts import Membership
from foedus.model.origin import Origin
from foedus.record.batch import Batch, row_id
from foedus.record.sources import strict
from foedus.record.sources.strict import Layout, Rule, Sheet

if TYPE_CHECKING:
    import duckdb

NAME = "memberships"
KEY = "stated"
PUBLISHER = "compiled by hand from pages named in each row"
TERMS = "Facts; no licence asked"
TITLE = "Dated memberships of organisations"
CITATION = f"{TITLE}, {PUBLISHER}"

LAYOUTS = (
    Layout(
        "dated memberships",
        ("organisation", "iso3", "start", "end", "status", "source", "note", "cow_igo_year_check"),
    ),
)
ORGANISATIONS = {
    "CST (Collective Security Treaty)": "CST",
    "CSTO": "CSTO",
    "Customs Union (BLR-KAZ-RUS)": "CU",
    "EAEU": "EAEU",
    "CIS": "CIS",
    "SCO": "SCO",
    "OTS (Turkic Council)": "OTS",
    "BRICS": "BRICS",
    "NATO": "NATO",
    "EU": "EU",
    "ASEAN": "ASEAN",
    "WTO": "WTO",
}
STATUSES = {
    "member": "member",
    "observer": "observer",
    "associate": "associate",
    "signatory": "signatory",
    "suspended": "suspended",
    "acceding": "acceding",
    "founding state, charter not ratified": "signatory",
    "invited, status disputed": "acceding",
}
_APPLICANT = re.compile(r"^applicant since (\d{4}-\d{2}-\d{2})$")
_APPLIED = re.compile(r"application received (\d{4}-\d{2}-\d{2})")


def detect(path: Path) -> Layout | None:
    """The layout of a table of dated memberships; None if the headings are not exactly its own."""
    return strict.exact(path, LAYOUTS)


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Batch:
    """Read dated memberships; all of them, or nothing.

    Args:
        path: the table, CSV.
        con: a connection whose temporary tables may be used; None for one in memory.

    Raises:
        SourceError: the table has drifted or contradicts itself; names line, found and expected.
    """
    with strict.sheet(path, LAYOUTS, con, "memberships_raw") as sheet:
        _check(sheet)
        known = strict.known_states(sheet, "iso3", {})
        digest = sheet.digest
        seen = Origin(
            f"{KEY}:{digest[:12]}", "read", PUBLISHER, path.name, None, None, digest, TERMS, CITATION
        )
        whose = "own knowledge of the compilers"
        own = Origin(f"{seen.id}:own", "stated", whose, path.name, None, None, digest, TERMS, CITATION)
        rows: list[Membership] = []
        lines: dict[str, int] = {}
        for org, iso3, start, end, status, source, note, line, at in sheet.ask(
            'SELECT organisation, iso3, CAST(start AS DATE), CAST("end" AS DATE), status, source, note, '
            f"{sheet.line}, rowid FROM {sheet.name} ORDER BY rowid"
        ):
            word, applied = _status(status, note)
            if word is None or (start is None and word != "candidate"):
                expected = f"one of {', '.join(STATUSES)} with a start, or applicant since <day>"
                raise sheet.fail(at, f"status {status!r} with start {start}", expected)
            code, state = ORGANISATIONS[org], known[iso3]
            made = row_id("member", code, state, start if start is not None else f"applied-{applied}")
            if made in lines:
                raise sheet.fail(at, f"{state} in {code} from {start} a second time", "one line a membership")
            lines[made] = line
            origin = own.id if "own knowledge" in source else seen.id
            remark = "; ".join(
                part for part in (status if status != word else "", note or "", source) if part
            )
            precision = "year" if "day own knowledge" in (note or "") else "day"
            rows.append(
                Membership(
                    made,
                    code,
                    state,
                    start,
                    end,
                    word,
                    applied=applied,
                    precision=precision,
                    origin=origin,
                    note=remark,
                )
            )
        ignored = {"cow_igo_year_check (the compilers' own check)": sheet.rows}
        return Batch(
            publisher=KEY, origin=seen, origins=(own,), memberships=tuple(rows), ignored=ignored, lines=lines
        )


def _check(sheet: Sheet) -> None:
    """Hold every line against what it may say."""
    names = ", ".join(f"'{name}'" for name in ORGANISATIONS)
    day = (
        "{0} IS NOT NULL AND (NOT regexp_full_match({0}, '[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}') "
        "OR try_cast({0} AS DATE) IS NULL)"
    )
    sheet.check(
        [
            Rule(f"coalesce(organisation NOT IN ({names}), true)", "organisation", f"one of {names}"),
            Rule(day.format("start"), "start", "a day that exists in start, or nothing"),
            Rule(day.format('"end"'), '"end"', "a day that exists in end, or nothing"),
            Rule('"end" IS NOT NULL AND coalesce("end" <= start, true)', '"end"', "an end after the start"),
            Rule("source IS NULL", "source", "a source"),
        ]
    )


def _status(status: str | None, note: str | None) -> tuple[str | None, dt.date | None]:
    """Our word for a status, and the day of application where one is given."""
    applicant = _APPLICANT.match(status or "")
    if applicant:
        return "candidate", dt.date.fromisoformat(applicant[1])
    received = _APPLIED.search(note or "")
    return STATUSES.get(status or ""), dt.date.fromisoformat(received[1]) if received else None
