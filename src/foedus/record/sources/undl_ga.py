"""Votes of the General Assembly as the UN Digital Library publishes them: one line a member state and recorded vote.

Only adopted resolutions are in it; votes on paragraphs and on drafts that failed are not. Layouts seen: 2024-09-12
(plural headings, no session), 2025 (no ``vote_note``), 2026-02. Totals are floats, several values of a cell are
joined by ``|``, special sessions read ``4sp``, emergency ones ``11emsp``. A file may begin with a byte order mark.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.record import symbols
from foedus.record.batch import Batch, Call, Expected
from foedus.record.sources import strict, undl
from foedus.record.sources.strict import Layout, Rule, Sheet

if TYPE_CHECKING:
    import duckdb

NAME = "undl_ga"
KEY = undl.KEY
PUBLISHER = undl.PUBLISHER
TERMS = undl.TERMS
TITLE = "General Assembly Voting Data"
CITATION = f"{PUBLISHER}, {TITLE}, United Nations, {undl.LINK}4060887"

_BASE = (
    "undl_id", "ms_code", "ms_name", "ms_vote", "date", "session", "resolution", "draft", "committee_report", "meeting",
    "title", "agenda_title", "subjects", "total_yes", "total_no", "total_abstentions", "total_non_voting", "total_ms",
    "undl_link",
)  # fmt: skip
_FIRST = {
    "ms_codes": "ms_code",
    "ms_names": "ms_name",
    "ms_votes": "ms_vote",
    "resolutions": "resolution",
    "agenda_titles": "agenda_title",
    "yes": "total_yes",
    "no": "total_no",
    "abstentions": "total_abstentions",
    "non-voting": "total_non_voting",
    "total-voting": "total_ms",
}
_FIRST_COLUMNS = (
    *_FIRST, "undl_id", "title", "modality", "draft", "committee_report", "meeting", "subjects", "date", "undl_link",
)  # fmt: skip
LAYOUTS = (
    Layout("2026-02", (*_BASE, "vote_note"), mark=True, own=undl.OWN),
    Layout("2025", _BASE, mark=True, own=undl.OWN),
    Layout("2024-09", _FIRST_COLUMNS, mark=True, names=_FIRST, own=undl.OWN),
)
# How many recorded votes the Library's file of 2026-02-06 has of each closed session (the most that any one state
# has there; tallies by tomasgonz/worldcountrygroups, MIT). A file that holds as many holds the session whole.
_CLOSED = """
1:26 2:11 3:20 4:12 5:21 6:13 7:18 8:10 9:12 10:6 11:24 12:17 13:16 14:16 15:31 16:27 17:13 18:20 20:28 21:26
22:24 23:25 24:33 25:39 26:79 27:82 28:74 29:55 30:72 31:90 32:94 33:128 34:121 35:115 36:133 37:159 38:146
39:147 40:156 41:155 42:147 43:136 44:116 45:86 46:75 47:75 48:65 49:68 50:82 51:76 52:69 53:61 54:69 55:67
56:67 57:73 58:76 59:71 60:76 61:99 62:80 63:76 64:69 65:73 66:70 67:72 68:64 69:81 70:75 71:83 72:95 73:110
74:96 75:103 76:80 77:88 78:85 79:113 1emsp:6 2emsp:4 4emsp:1 5emsp:4 6emsp:1 7emsp:8 8emsp:2 9emsp:1 1sp:2
2sp:1 3sp:1 4sp:3 5sp:1 6sp:1 8sp:1 9sp:1 14sp:1
"""
MODALITIES = ("Vote", "Vote, recorded")


def detect(path: Path) -> Layout | None:
    """The layout of a file of General Assembly votes; None if the headings are not exactly those of one."""
    return strict.exact(path, LAYOUTS)


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Batch:
    """Read a file of General Assembly votes; all of it, or nothing.

    Args:
        path: the file as downloaded (CSV; Parquet with the same columns is read too).
        con: a connection whose temporary tables may be used; None for one in memory.

    Raises:
        SourceError: the file has drifted, is damaged, or does not add up; names line, found and expected.
    """
    with strict.sheet(path, LAYOUTS, con, "undl_raw") as sheet:
        first = sheet.layout.name == "2024-09"
        known = undl.options(sheet, ("Y", "N", "A", "X", "NV") if first else ("Y", "N", "A", "X"))
        undl.group(sheet)
        sheet.check([*undl.rules("A"), *_rules(sheet.layout)], "undl_calls", "first")
        undl.adds_up(sheet)
        _once(sheet)
        calls = _calls(sheet)
        return Batch(
            publisher=KEY,
            origin=undl.origin(path, sheet.digest, CITATION),
            edition=undl.edition(path),
            votes=undl.matrix(sheet, calls, known),
            expected=_expected({call.session for call in calls}),
            ignored={"ms_name (checked against ms_code)": sheet.rows, "committee_report": len(calls)},
        )


def _expected(sessions: set[str]) -> tuple[Expected, ...]:
    """How many votes the Library has of the sessions of a file, where that is settled."""
    counts = dict(pair.split(":") for pair in _CLOSED.split())
    return tuple(Expected(KEY, "UNGA", name, int(counts[name])) for name in counts if name in sessions)


def _once(sheet: Sheet) -> None:
    again = sheet.ask(
        "SELECT resolution, max(first) AS again FROM undl_calls GROUP BY 1 HAVING count(*) > 1 ORDER BY again LIMIT 1"
    )
    for symbol, row in again:
        raise sheet.fail(row, f"{symbol} a second time, under another record", "one record a resolution")


def _rules(layout: Layout) -> list[Rule]:
    if layout.name == "2024-09":
        words = ", ".join(f"'{word}'" for word in MODALITIES)
        return [
            Rule("title IS NULL", "title", "a title"),
            Rule(f"coalesce(modality NOT IN ({words}), true)", "modality", f"one of {words} in modality"),
        ]
    session = "NOT coalesce(regexp_full_match(session, '[1-9][0-9]*(sp|emsp)?'), false)"
    return [
        Rule("title IS NULL", "title", "a title"),
        Rule(session, "session", "a session like 68, 4sp or 11emsp"),
    ]


def _calls(sheet: Sheet) -> list[Call]:
    """The votes in the file's order; the first layout's sessions are read off the symbols."""
    columns = {sheet.layout.name_of(column) for column in sheet.layout.columns}
    session = "session" if "session" in columns else "NULL"
    note = "vote_note" if "vote_note" in columns else "NULL"
    found = sheet.ask(
        f"SELECT undl_id, trim(resolution), CAST(date AS DATE), {session}, title, y, n_, a, x, meeting, agenda_title, "
        f"subjects, draft, {note}, line, first FROM undl_calls ORDER BY call"
    )
    calls = []
    for number, symbol, date, sitting, title, *rest in found:
        yes, no, abstain, silent, meeting, agenda, subjects, draft, remark, line, row = rest
        named = sitting or symbols.session(symbol)
        if named is None:
            raise sheet.fail(row, repr(symbol), "a symbol that names its session")
        calls.append(
            Call(
                ident=f"undl:{number}",
                symbol=symbol,
                body="UNGA",
                date=date,
                session=named,
                title=title,
                yes=yes,
                no=no,
                abstain=abstain,
                not_voting=silent,
                meeting=(meeting or "").strip(),
                agenda=agenda or "",
                subjects=undl.split(subjects),
                draft=draft or "",
                note=remark or "",
                undl_id=int(number),
                part="whole",
                line=line,
            )
        )
    return calls
