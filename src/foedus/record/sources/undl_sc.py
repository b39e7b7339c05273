"""Votes of the Security Council as the UN Digital Library publishes them: one line a member and adopted resolution.

Drafts that were vetoed or failed are not in the file, so nothing can be said of them from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.record.batch import Batch, Call
from foedus.record.sources import strict, undl
from foedus.record.sources.strict import Layout, Rule, Sheet

if TYPE_CHECKING:
    import duckdb

NAME = "undl_sc"
KEY = undl.KEY
PUBLISHER = undl.PUBLISHER
TERMS = undl.TERMS
TITLE = "Security Council Voting Data"
CITATION = f"{PUBLISHER}, {TITLE}, United Nations, {undl.LINK}4055387"

_COLUMNS = (
    "undl_id", "ms_code", "ms_name", "permanent_member", "ms_vote", "date", "resolution", "draft", "meeting",
    "description", "agenda", "subjects", "vote_note", "total_yes", "total_no", "total_abstentions", "total_non_voting",
    "total_ms", "modality", "undl_link",
)  # fmt: skip
LAYOUTS = (
    Layout("2026-02", _COLUMNS, mark=True, own=undl.OWN),
    Layout("2025", tuple(name for name in _COLUMNS if name != "vote_note"), mark=True, own=undl.OWN),
)
PERMANENT = frozenset({"CHN", "FRA", "GBR", "RUS", "SUN", "USA"})


def detect(path: Path) -> Layout | None:
    """The layout of a file of Security Council votes; None if the headings are not exactly those of one."""
    return strict.exact(path, LAYOUTS)


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Batch:
    """Read a file of Security Council votes; all of it, or nothing.

    Args:
        path: the file as downloaded (CSV; Parquet with the same columns is read too).
        con: a connection whose temporary tables may be used; None for one in memory.

    Raises:
        SourceError: the file has drifted, is damaged, or does not add up; names line, found and expected.
    """
    with strict.sheet(path, LAYOUTS, con, "undl_raw") as sheet:
        known = undl.options(sheet, ("Y", "N", "A", "X"))
        _permanent(sheet)
        undl.group(sheet)
        sheet.check([*undl.rules("S"), *_rules()], "undl_calls", "first")
        undl.adds_up(sheet)
        second = _second_records(sheet)
        calls = _calls(sheet)
        votes = undl.matrix(sheet, calls, known)
        ignored = {"ms_name (checked against ms_code)": sheet.rows, "permanent_member (checked)": sheet.rows}
        if second:
            votes = undl.without(votes, {f"undl:{number}" for number in second})
            ignored["second record of a resolution, equal to the first"] = len(second)
        return Batch(
            publisher=KEY,
            origin=undl.origin(path, sheet.digest, CITATION),
            edition=undl.edition(path),
            votes=votes,
            ignored=ignored,
        )


def _permanent(sheet: Sheet) -> None:
    five = ", ".join(f"'{code}'" for code in sorted(PERMANENT))
    sheet.check(
        [
            Rule(
                "coalesce(lower(permanent_member) NOT IN ('true', 'false'), true)",
                "permanent_member",
                "True or False in permanent_member",
            ),
            Rule(
                f"(lower(permanent_member) = 'true') <> (ms_code IN ({five}))",
                "ms_code || ' with permanent_member ' || permanent_member",
                "True for the five permanent members and False for the others",
            ),
        ]
    )


def _rules() -> list[Rule]:
    return [
        Rule("NOT regexp_full_match(resolution, 'S/RES/[0-9]+\\([0-9]{4}\\)')", "resolution", "a symbol S/RES/<number>(<year>)"),
        Rule("description IS NULL", "description", "a description"),
        Rule("coalesce(modality <> 'Vote', true)", "modality", "Vote in modality"),
        Rule("n NOT IN (11, 15)", "n || ' members'", "11 members (to 1965) or 15"),
    ]  # fmt: skip


def _second_records(sheet: Sheet) -> list[str]:
    """Records that repeat an earlier one of the same resolution vote for vote; the Library has such pairs.

    Raises:
        SourceError: two records of one resolution that differ.
    """
    pairs = sheet.ask(
        "SELECT a.undl_id, b.undl_id, b.first, a.resolution FROM undl_calls a JOIN undl_calls b "
        "ON a.resolution = b.resolution AND a.first < b.first ORDER BY b.first"
    )
    for one, other, row, symbol in pairs:
        differ = sheet.ask(
            f"SELECT count(*) FROM (SELECT ms_code, ms_vote, date FROM {sheet.name} WHERE undl_id = ?) a "
            f"FULL JOIN (SELECT ms_code, ms_vote, date FROM {sheet.name} WHERE undl_id = ?) b USING (ms_code) "
            "WHERE a.ms_vote IS DISTINCT FROM b.ms_vote OR a.date IS DISTINCT FROM b.date",
            [one, other],
        )[0][0]
        if differ:
            raise sheet.fail(
                row, f"{symbol} with {differ} other votes than in record {one}", "one record a resolution"
            )
    return [other for _, other, _, _ in pairs]


def _calls(sheet: Sheet) -> list[Call]:
    """The votes in the file's order; the Council has no sessions, its years stand for them."""
    note = "vote_note" if "vote_note" in sheet.layout.columns else "NULL"
    found = sheet.ask(
        "SELECT undl_id, trim(resolution), CAST(date AS DATE), description, y, n_, a, x, meeting, agenda, subjects, "
        f"draft, {note}, line FROM undl_calls ORDER BY call"
    )
    return [
        Call(
            ident=f"undl:{number}",
            symbol=symbol,
            body="UNSC",
            date=date,
            session=str(date.year),
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
        for (
            number, symbol, date, title, yes, no, abstain, silent, meeting, agenda, subjects, draft, remark, line,
        ) in found
    ]  # fmt: skip
