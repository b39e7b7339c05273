"""The same Assembly votes in the long form of the R package unvotes: three files, of which two are read together.

``un_votes`` (rcid, country, country_code, vote) needs ``un_roll_calls`` beside it. Absences were dropped by the
package, so where it has no line nothing is said: absent and not a member cannot be told apart.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import AmbiguousName, SourceError, UnknownName
from foedus.model import states
from foedus.record.batch import Batch, Call
from foedus.record.sources import cow, strict, voeten
from foedus.record.sources.strict import Layout, Rule, Sheet

if TYPE_CHECKING:
    import duckdb

NAME = "unvotes"
KEY = voeten.KEY
PUBLISHER = "Erik Voeten, Harvard Dataverse, in the R package unvotes (David Robinson)"
TERMS = "data CC0 (Harvard Dataverse hdl:1902.1/12379); package MIT"
TITLE = "UN votes in long form"
CITATION = (
    "Erik Voeten, Data and Analyses of Voting in the UN General Assembly, hdl:1902.1/12379; R package unvotes"
)

VOTES = Layout("long form", ("rcid", "country", "country_code", "vote"))
_ABOUT = ("importantvote", "date", "unres", "amend", "para", "short", "descr")
CALLS = Layout("roll calls", ("rcid", "session", *_ABOUT), missing=_ABOUT)
CALL_LAYOUTS = (CALLS, CALLS.with_tabs())
LAYOUTS = (VOTES, VOTES.with_tabs())
CHOICES = {"yes": 1, "abstain": 2, "no": 3}
BY_NAME = {"Federal Republic of Germany": 260, "Yemen Arab Republic": 678, "Zanzibar": 511}
NOTHING = "NA"  # how R writes that there is no code, and the code of Namibia: only the name tells them apart
NAMIBIA = 565
_STEM = "un_roll_calls"
_FORMS = (".parquet", ".csv", ".rda", ".rdata", ".tab", ".tsv")


def detect(path: Path) -> Layout | None:
    """The layout of ``un_votes``; None if the headings are not exactly its own."""
    return strict.exact(path, LAYOUTS)


def is_companion(path: Path) -> bool:
    """Whether a file is ``un_roll_calls``, which is read with the ``un_votes`` beside it, by its name."""
    return path.stem.lower() == _STEM and path.suffix.lower() in _FORMS


def beside(path: Path) -> Path | None:
    """The ``un_roll_calls`` beside ``un_votes``, in whatever form; the same form as that first."""
    found = (
        [child for child in path.absolute().parent.iterdir() if is_companion(child)] if path.is_file() else []
    )
    form = path.suffix.lower()
    return min(
        found,
        key=lambda child: (child.suffix.lower() != form, _FORMS.index(child.suffix.lower()), child.name),
        default=None,
    )


def demand_beside(path: Path) -> None:
    """Refuse R's ``un_votes`` without its roll calls before it is parsed, which takes long.

    Raises:
        SourceError: it is ``un_votes``, by its name or its object's, and no ``un_roll_calls`` is there.
    """
    named = path.stem.lower() == "un_votes" or (
        strict.is_rdata(path) and strict.object_in(path) == "un_votes"
    )
    if named and strict.is_rdata(path) and beside(path) is None:
        raise _alone(path)


def _alone(path: Path) -> SourceError:
    forms = ", ".join(f"{_STEM}{form}" for form in _FORMS)
    return strict.fail(path, None, f"no {_STEM} beside it", f"the roll calls' dates in one of {forms}")


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Batch:
    """Read ``un_votes`` with the ``un_roll_calls`` beside it; all of it, or nothing.

    Args:
        path: ``un_votes`` as CSV, tab-separated text, Parquet or RData.
        con: a connection whose temporary tables may be used; None for one in memory.

    Raises:
        SourceError: no ``un_roll_calls`` beside it, or either file has drifted, is damaged, or contradicts the other.
    """
    there = beside(path)
    if there is None:
        raise _alone(path)
    with strict.sheet(there, CALL_LAYOUTS, con, "unvotes_calls") as calls:
        found = _calls(calls)
        digest = calls.digest
    with strict.sheet(path, LAYOUTS, con, "unvotes_raw") as sheet:
        words = ", ".join(f"'{word}'" for word in CHOICES)
        sheet.check(
            [
                Rule("coalesce(try_cast(rcid AS DOUBLE) IS NULL, true)", "rcid", "a whole number in rcid"),
                Rule(f"coalesce(vote NOT IN ({words}), true)", "vote", f"one of {words} in vote"),
            ]
        )
        voeten.once(sheet, "rcid", "country")
        return _batch(sheet, found, f"{there.name} {digest[:12]}")


def _calls(sheet: Sheet) -> list[Call]:
    sheet.check(
        [
            Rule("try_cast(date AS DATE) IS NULL", "date", "a day that exists in date"),
            Rule("coalesce(try_cast(session AS DOUBLE) IS NULL, true)", "session", "a session in session"),
            Rule("coalesce(try_cast(amend AS DOUBLE), 0) NOT IN (0, 1)", "amend", "0, 1 or nothing in amend"),
            Rule("coalesce(try_cast(para AS DOUBLE), 0) NOT IN (0, 1)", "para", "0, 1 or nothing in para"),
            Rule(
                f"rcid IN (SELECT rcid FROM {sheet.name} GROUP BY 1 HAVING count(*) > 1)",
                "rcid",
                "each roll call once",
            ),
        ]
    )
    return [
        voeten.call_of(
            number, date, session, unres, title=short or descr or "", part=voeten.part_of(amend, para), line=0
        )
        for number, date, session, unres, short, descr, amend, para in sheet.ask(
            "SELECT CAST(CAST(rcid AS DOUBLE) AS INTEGER), CAST(date AS DATE), CAST(CAST(session AS DOUBLE) AS INTEGER), "
            f"unres, short, descr, CAST(amend AS DOUBLE), CAST(para AS DOUBLE) FROM {sheet.name} ORDER BY 1"
        )
    ]


def _number(sheet: Sheet, country: str | None, letters: str | None, row: int) -> int:
    """The state number of a name with its code; by the name alone where there is no code, or only R's NA.

    Raises:
        SourceError: nobody's, or the name is known to be another state's than the code.
    """
    said = f"{country!r} with the code {letters!r}"
    by_name, meant = BY_NAME.get(country or ""), _meant(country)
    if by_name is None and meant is not None:
        by_name = next((number for number in cow.numbers_of(meant)), None)
    if not letters or (letters == NOTHING and country and meant != cow.code(NAMIBIA, dt.date.max)):
        if by_name is None:
            raise sheet.fail(row, said, "a known state")
        return by_name
    number = cow.of_letters(letters)
    if number is None:
        raise sheet.fail(row, said, "a known state")
    if meant is not None and number not in cow.numbers_of(meant):
        raise sheet.fail(row, f"{said}, which are two states", "code and name of one state")
    return number


def _meant(country: str | None) -> str | None:
    try:
        return states.resolve(country or "").code
    except (UnknownName, AmbiguousName):
        return None


def _batch(sheet: Sheet, calls: list[Call], companion: str) -> Batch:
    import numpy as np

    known: list[tuple[str, str | None, int]] = []
    for country, letters, row in sheet.ask(
        f"SELECT country, country_code, min(rowid) FROM {sheet.name} GROUP BY 1, 2 ORDER BY 3"
    ):
        known.append((country, letters, _number(sheet, country, letters, row)))
    sheet.con.execute(
        "CREATE OR REPLACE TEMP TABLE unvotes_states (country VARCHAR, letters VARCHAR, number INTEGER)"
    )
    sheet.con.executemany("INSERT INTO unvotes_states VALUES (?, ?, ?)", known)
    words = ", ".join(f"('{word}', {choice})" for word, choice in CHOICES.items())
    cells = sheet.con.execute(
        "SELECT CAST(CAST(r.rcid AS DOUBLE) AS INTEGER) AS rcid, s.number AS ccode, CAST(w.choice AS TINYINT) AS vote, "
        f"r.line, r.row FROM (SELECT *, {sheet.line} AS line, rowid AS row FROM {sheet.name}) r "
        "JOIN unvotes_states s ON s.country = r.country AND s.letters IS NOT DISTINCT FROM r.country_code "
        f"JOIN (VALUES {words}) w(vote, choice) ON w.vote = r.vote"
    ).fetchnumpy()
    sheet.con.execute("DROP TABLE unvotes_states")
    places = {int(call.ident.split(":")[1]): place for place, call in enumerate(calls)}
    rcids, at = np.unique(cells["rcid"], return_inverse=True)
    strange = [rcid for rcid in rcids.tolist() if rcid not in places]
    if strange:
        row = int(cells["row"][cells["rcid"] == strange[0]].min())
        raise sheet.fail(row, f"rcid {strange[0]}", "a roll call of un_roll_calls")
    place = np.array([places[rcid] for rcid in rcids.tolist()])[at]
    column, states = voeten.columns(cells["ccode"], place, calls)
    votes = voeten.fill(sheet, calls, states, (place, column), cells["vote"], cells["line"], cells["row"])
    origin = voeten.origin(sheet.path, sheet.digest)
    return Batch(
        publisher=KEY,
        origin=origin,
        edition=max(call.date for call in calls),
        votes=votes,
        ignored={f"importantvote of {companion}": len(calls)},
    )
