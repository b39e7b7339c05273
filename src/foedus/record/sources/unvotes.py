"""The same Assembly votes in the long form of the R package unvotes: three files, of which two are read together.

``un_votes`` (rcid, country, country_code, vote) needs ``un_roll_calls`` beside it. Absences were dropped by the
package, so where it has no line nothing is said: absent and not a member cannot be told apart.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import SourceError
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
CALLS = Layout(
    "roll calls", ("rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr")
)
LAYOUTS = (VOTES,)
CHOICES = {"yes": 1, "abstain": 2, "no": 3}
BY_NAME = {"Federal Republic of Germany": 260, "Yemen Arab Republic": 678, "Zanzibar": 511}
_BESIDE = ("un_roll_calls.parquet", "un_roll_calls.csv")


def detect(path: Path) -> Layout | None:
    """The layout of ``un_votes``; None if the headings are not exactly its own."""
    return strict.exact(path, LAYOUTS)


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Batch:
    """Read ``un_votes`` with the ``un_roll_calls`` beside it; all of it, or nothing.

    Args:
        path: ``un_votes`` as CSV or Parquet.
        con: a connection whose temporary tables may be used; None for one in memory.

    Raises:
        SourceError: no ``un_roll_calls`` beside it, or either file has drifted, is damaged, or contradicts the other.
    """
    beside = next((path.with_name(name) for name in _BESIDE if path.with_name(name).exists()), None)
    if beside is None:
        raise SourceError(
            f"{path.name}: found no {' or '.join(_BESIDE)} beside it; expected the roll calls' dates there"
        )
    with strict.sheet(beside, (CALLS,), con, "unvotes_calls") as calls:
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
        return _batch(sheet, found, f"{beside.name} {digest[:12]}")


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


def _batch(sheet: Sheet, calls: list[Call], beside: str) -> Batch:
    import numpy as np

    known: list[tuple[str, str | None, int]] = []
    for country, letters, row in sheet.ask(
        f"SELECT country, country_code, min(rowid) FROM {sheet.name} GROUP BY 1, 2 ORDER BY 3"
    ):
        number = cow.of_letters(letters) if letters else BY_NAME.get(country)
        if number is None:
            raise sheet.fail(row, f"{country!r} with the code {letters!r}", "a known state")
        known.append((country, letters, number))
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
        ignored={f"importantvote of {beside}": len(calls)},
    )
