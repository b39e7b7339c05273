"""What every answer about voting can do: turn into a table of any kind, show itself, and say how to cite it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Meta:
    """What an answer rests on.

    Attributes:
        version: version of the record.
        citation: how to cite the record.
        body: whose votes.
        since: first day asked for, or of the first vote.
        until: last day asked for, or of the last vote.
        as_of: the day on which the question is asked; None for today's knowledge.
        roll_calls: recorded votes looked at.
        complete: whether the record holds every recorded vote of that time; None where nobody says.
        chosen: how the votes were chosen, in words.
        warnings: what to beware of when reading the figures.
    """

    version: str
    citation: str
    body: str
    since: date | None
    until: date | None
    roll_calls: int
    complete: bool | None
    as_of: date | None = None
    chosen: str = ""
    warnings: tuple[str, ...] = ()


def plain(value: Any) -> Any:
    """A value as JSON has it: dates as text, tuples as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    return value


def safe_cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, (list, tuple)):
        value = " ".join(str(v) for v in value)
    if isinstance(value, str) and value[:1] in "=+-@\t\r" and value[:1]:
        return f"'{value}"
    return value


class Result:
    """The base of an answer: subclasses are frozen dataclasses with ``meta`` and give their main table."""

    meta: Meta

    def rows(self) -> list[Row]:
        """The main table, a dict a row, the same columns in each."""
        raise TypeError("a Result has rows only in its subclasses")

    def summary(self) -> Row:
        """The whole answer as nested plain values."""
        return {"rows": self.rows()}

    def title(self) -> str:
        """One line that says what the table shows."""
        return type(self).__name__

    def to_dict(self) -> Row:
        """``{data, meta}``: the answer and what it rests on (version, as_of, citation, warnings, ...), ready for JSON."""
        m = self.meta
        meta = {
            "version": m.version,
            "as_of": m.as_of,
            "citation": self.cite(),
            "warnings": m.warnings,
            "body": m.body,
            "since": m.since,
            "until": m.until,
            "roll_calls": m.roll_calls,
            "complete": m.complete,
            "chosen": m.chosen,
        }
        out: Row = plain({"data": self.summary(), "meta": meta})
        return out

    def to_arrow(self) -> Any:
        """The main table as a pyarrow Table; its schema metadata holds version and citation."""
        import pyarrow as pa

        table = pa.Table.from_pylist(self.rows())
        return table.replace_schema_metadata({"foedus_version": self.meta.version, "citation": self.cite()})

    def to_pandas(self) -> Any:
        """The main table as a pandas DataFrame."""
        import pandas as pd

        return pd.DataFrame(self.rows())

    def to_polars(self) -> Any:
        """The main table as a polars DataFrame."""
        import polars as pl

        return pl.DataFrame(self.rows(), infer_schema_length=None)

    def to_csv(self) -> str:
        """The main table as CSV, safe to open in a spreadsheet."""
        rows, out = self.rows(), io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        if rows:
            writer.writerow(list(rows[0]))
            writer.writerows([safe_cell("" if v is None else plain(v)) for v in row.values()] for row in rows)
        return out.getvalue()

    def cite(self) -> str:
        """How to cite this answer: what was asked, of which record."""
        m = self.meta
        period = f"{m.since} to {m.until}" if m.since and m.until else "all years"
        return f"{self.title()}; {m.body}, {period}, {m.roll_calls} recorded votes. {m.citation}"

    def _repr_html_(self) -> str:
        return html_table(self.title(), self.rows(), self.meta.warnings)


def html_table(title: str, rows: Sequence[Row], notes: Sequence[str] = ()) -> str:
    """A table for a notebook: text escaped, figures to three places."""

    def cell(value: Any) -> str:
        if value is None:
            return "–"
        return escape(f"{value:.3f}" if isinstance(value, float) else str(plain(value)))

    head = "".join(f"<th>{escape(name)}</th>" for name in (rows[0] if rows else ()))
    body = "".join("<tr>" + "".join(f"<td>{cell(v)}</td>" for v in row.values()) + "</tr>" for row in rows)
    told = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return (
        f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>{told}"
    )
