"""`foedus ideal`: where states stood on one dimension, period by period, with intervals."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from foedus import doors
from foedus.errors import UsageError

if TYPE_CHECKING:
    from foedus.analysis.ideal import IdealPoints

Poles = tuple[str, str]


def ideal(
    *states: str,
    since: str | None = None,
    until: str | None = None,
    body: str = "UNGA",
    issue: str | None = None,
    period: Literal["session", "year", "half", "quarter", "month"] = "session",
    static: Annotated[bool, Parameter(negative="")] = False,
    binary: Annotated[bool, Parameter(negative="")] = False,
    bridge: bool = True,
    poles: Poles | None = None,
    level: float = 0.9,
    vote: str | None = None,
    json_: Annotated[bool, Parameter(name="--json", negative="")] = False,
    csv: Annotated[bool, Parameter(negative="")] = False,
    plot: Path | None = None,
) -> int:
    """Where states stood on one dimension, period by period, with intervals.

    Args:
        states: the states to show; every member takes part in the fit. None: all, in the last period.
        since: first day: 2013, 2013-12 or 2013-12-02.
        until: last day, included.
        body: whose votes: UNGA or UNSC.
        issue: palestine, nuclear, disarmament, human rights, ...; or words of the title.
        period: how time is cut.
        static: one position a state for the whole time.
        binary: an abstention counts as a no.
        bridge: repeated resolutions are one item.
        poles: two states, lower and upper end.
        level: share of the posterior in the intervals.
        vote: a resolution: tell (and with --plot draw) where it cut.
        json_: print one JSON document {data, meta}.
        csv: print the table as CSV.
        plot: write a chart to this SVG file: the states' paths, two states' paths, or the vote's cutting line.
    """
    if json_ and csv:
        raise UsageError("--json and --csv exclude each other")
    if plot is not None and plot.suffix.lower() != ".svg":
        raise UsageError(f"a plot is an SVG file, like out.svg; found {plot}")
    if not 0.5 <= level < 1:
        raise UsageError(f"--level is a share from 0.5 to below 1, like 0.9; found {level}")
    if plot is not None and not states and vote is None:
        raise UsageError("a plot needs the states to draw, or --vote")
    from foedus.analysis.ideal import ideal_points

    with warnings.catch_warnings():  # they come with the answer, in words
        warnings.simplefilter("ignore")
        found = ideal_points(
            doors.open_record(), states, since=since, until=until, body=body, issue=issue, period=period,
            dynamic=not static, binary="no" if binary else None, bridge=bridge, poles=poles, level=level, say=_say(),
        )  # fmt: skip
    if plot is not None:
        _draw(found, plot, vote)
    if json_:
        document = found.to_dict()
        if vote is not None:
            document["data"]["cutting"] = found.cutting(vote)
        print(json.dumps(document, ensure_ascii=False, indent=1))
    elif csv:
        sys.stdout.write(found.to_csv())
    else:
        _show(found, vote)
    return 0


def _say() -> Callable[[str], None]:
    """Progress on stderr: what takes long is told at once, sweeps only to a terminal and on one line."""

    def tell(line: str) -> None:
        if not line.startswith("sweep"):
            print(line, file=sys.stderr)
        elif sys.stderr.isatty():
            print(f"\r{line}\x1b[K", end="", file=sys.stderr, flush=True)

    return tell


def _draw(found: IdealPoints, plot: Path, vote: str | None) -> None:
    from foedus.briefing import charts_ideal

    drawn = charts_ideal.cutting_chart(found, vote) if vote else charts_ideal.paths_chart(found)
    plot.parent.mkdir(parents=True, exist_ok=True)
    plot.write_text(drawn.svg + "\n", encoding="utf-8")
    print(f"{plot}: {drawn.alt}", file=sys.stderr)


def _show(found: IdealPoints, vote: str | None) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    console.print(found.title(), style="bold", markup=False)
    m = found.meta
    console.print(f"{m.body}, {m.since} to {m.until}; {found.fit.summary()}", markup=False)
    rows = found.rows()
    if not found.shown:
        last = found.fit.label[int(found.fit.period.argmax())]
        rows = sorted((r for r in rows if r["period"] == last), key=lambda r: -r["value"])
    table = Table("state", "period", "position", f"{found.fit.level:.0%} interval", "votes")
    for r in rows:
        table.add_row(
            r["name"], r["period"], f"{r['value']:.2f}", f"{r['lo']:.2f} to {r['hi']:.2f}", str(r["n"])
        )
    console.print(table)
    if vote is not None:
        cut = found.cutting(vote)
        marks = [f"{cut[k]:.2f}" for k in ("yes_abstain", "abstain_no") if cut[k] is not None]
        console.print(
            f"{cut['symbol']}: {cut['title']}; discrimination {cut['discrimination']:.2f}, cuts at {' and '.join(marks)}.",
            markup=False,
        )
    for warning in m.warnings:
        console.print(f"Beware: {warning}", markup=False)
    console.print(f"Record {m.version}", markup=False)
