"""How each General Assembly resolution was adopted, from the UN Digital Library: recorded vote, vote, or no vote.

What it brings: the number of recorded votes the Library has of each session, against which the completeness of the
votes is measured; and, as events of kind ``adoption``, the resolutions for which nobody's vote was recorded.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.model.acts import Event
from foedus.record.batch import Batch, Expected
from foedus.record.sources import strict, undl
from foedus.record.sources.strict import Layout, Rule

if TYPE_CHECKING:
    import duckdb

NAME = "undl_outcomes"
KEY = undl.KEY
PUBLISHER = undl.PUBLISHER
TERMS = undl.TERMS
TITLE = "General Assembly Resolutions, Outcomes"
CITATION = f"{PUBLISHER}, {TITLE}, United Nations, {undl.LINK}4060945"

_COLUMNS = (
    "undl_id", "resolution", "session", "date", "title", "modality", "draft", "committee_report", "meeting",
    "agenda_title", "subjects", "vote_note", "total_yes", "total_no", "total_abstentions", "total_non_voting",
    "total_ms", "undl_link",
)  # fmt: skip
LAYOUTS = (
    Layout("2026-02", _COLUMNS, mark=True),
    Layout("2025", tuple(name for name in _COLUMNS if name != "vote_note"), mark=True),
    Layout(
        "rebuilt", (*_COLUMNS, "raw_agenda", "log"), mark=True
    ),  # by others; its counts are not the Library's
)
RECORDED, UNRECORDED, NO_VOTE = "Vote, recorded", "Vote, non-recorded", "Without a vote"
# Records that the Library itself keeps without a symbol and a day (seen in its pages of 2024); nothing is taken of them.
WITHOUT_SYMBOL = frozenset({"454783"})


def detect(path: Path) -> Layout | None:
    """The layout of a file of resolutions by how they were adopted; None if the headings are not exactly those of one."""
    return strict.exact(path, LAYOUTS)


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Batch:
    """Read a file of resolutions by how they were adopted; all of it, or nothing.

    Args:
        path: the file as downloaded (CSV; Parquet with the same columns is read too).
        con: a connection whose temporary tables may be used; None for one in memory.

    Raises:
        SourceError: the file has drifted, is damaged, or does not add up; names line, found and expected.
    """
    with strict.sheet(path, LAYOUTS, con, "undl_raw") as sheet:
        odd = ", ".join(f"'{number}'" for number in sorted(WITHOUT_SYMBOL))
        sheet.table("undl_kept", f"SELECT *, rowid AS first FROM {sheet.name} WHERE undl_id NOT IN ({odd})")
        sheet.check([*undl.rules("A"), *_rules()], "undl_kept", "first")
        origin = undl.origin(path, sheet.digest, CITATION)
        counted: list[tuple[str, int]] = sheet.ask(
            f"SELECT session, count(*) FROM undl_kept WHERE modality = '{RECORDED}' GROUP BY 1 ORDER BY min(date), 1"
        )
        events, lines = [], {}
        for symbol, date, title, modality, line in sheet.ask(
            f"SELECT trim(resolution), CAST(date AS DATE), title, modality, {sheet.line} FROM {sheet.name} "
            f"WHERE modality <> '{RECORDED}' AND undl_id NOT IN ({odd}) ORDER BY date, rowid"
        ):
            event = _adoption(symbol, date, title, modality, origin.id)
            events.append(event)
            lines[event.id] = line
        return Batch(
            publisher=KEY,
            origin=origin,
            edition=undl.edition(path),
            events=tuple(events),
            expected=_expected(counted) if sheet.layout.name != "rebuilt" else (),
            ignored={"totals (checked)": sheet.rows, "records without a symbol": sheet.rows - _kept(sheet)},
            lines=lines,
        )


def _expected(counted: list[tuple[str, int]]) -> tuple[Expected, ...]:
    """The counts by session; a file that begins in the middle of the UN's history may begin in one of a session."""
    whole = counted if counted and counted[0][0] == "1" else counted[1:]
    return tuple(Expected(KEY, "UNGA", session, count) for session, count in whole)


def _kept(sheet: strict.Sheet) -> int:
    return int(sheet.ask("SELECT count(*) FROM undl_kept")[0][0])


def _rules() -> list[Rule]:
    words = ", ".join(f"'{word}'" for word in (RECORDED, UNRECORDED, NO_VOTE))
    parts = "total_yes, total_no, total_abstentions, total_non_voting"
    numbers = [f"coalesce(try_cast({name} AS DOUBLE), 0)" for name in parts.split(", ")]
    return [
        Rule("title IS NULL", "title", "a title"),
        Rule(f"coalesce(modality NOT IN ({words}), true)", "modality", f"one of {words} in modality"),
        Rule(
            "NOT coalesce(regexp_full_match(session, '[1-9][0-9]*(sp|emsp)?'), false)",
            "session",
            "a session like 68, 4sp or 11emsp",
        ),
        Rule(
            f"modality = '{RECORDED}' AND coalesce({' + '.join(numbers)} <> try_cast(total_ms AS DOUBLE), true)",
            f"concat_ws(' + ', {parts}) || ' = ' || coalesce(total_ms, 'nothing')",
            "parts that add up to total_ms",
        ),
        Rule(
            f"modality = '{NO_VOTE}' AND {' + '.join(numbers)} > 0",
            "concat_ws(' + ', total_yes, total_no, total_abstentions)",
            "no totals where no vote was taken",
        ),
        Rule(
            "resolution IN (SELECT resolution FROM undl_kept GROUP BY 1 HAVING count(*) > 1)",
            "resolution || ' more than once'",
            "one line a resolution",
        ),
    ]


def _adoption(symbol: str, date: dt.date, title: str, modality: str, origin: str) -> Event:
    return Event(
        id=f"event:adoption:{symbol}",
        kind="adoption",
        start=date,
        end=None,
        actors=("UNGA",),
        place="",
        title=title,
        words=(symbol, modality),
        origin=origin,
    )
