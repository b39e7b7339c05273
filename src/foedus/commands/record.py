"""`foedus record`: what is in the record, bring files, fetch, verify, compare, export, ask in SQL, cite."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from foedus import doors
from foedus.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

app = App(
    name="record",
    help="The record of what states did: what is in it, add, pull, verify, compare, export, sql, cite.",
)
Json = Annotated[bool, Parameter(name="--json")]
Output = Annotated[Path | None, Parameter(name=["--output", "-o"])]


def _print(data: Any, record: Any = None) -> None:
    meta = {"version": None, "as_of": None, "citation": None, "warnings": []}
    if record is not None:
        meta |= {"version": record.version, "citation": record.cite()}
    print(json.dumps({"data": data, "meta": meta}, ensure_ascii=False, indent=1, default=str))


@contextmanager
def _progress(words: str) -> Iterator[Callable[[int, int | None], None]]:
    """A bar on stderr for long work; silent where stderr is no terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@app.command
def info(*, json_: Json = False) -> None:
    """What the record holds, how completely, from whom, and on which terms.

    Args:
        json_: print JSON.
    """
    from rich.console import Console
    from rich.table import Table

    record = doors.open_record()
    told = record.info()
    if json_:
        _print(told, record)
        return
    console = Console()
    console.print(f"record {told['version']} ({told['path']})", highlight=False)
    console.print(
        ", ".join(f"{n:,} {table.replace('_', ' ')}" for table, n in told["counts"].items() if n),
        highlight=False,
    )
    table = Table("table", "of", "from", "to", "coverage", "note", title="Coverage", title_justify="left")
    for c in told["coverage"]:
        table.add_row(*(str(c[k]) for k in ("table", "subject", "since", "until", "kind", "note")))
    console.print(table)
    sources = Table("publisher", "kind", "terms", "files", title="Publishers and terms", title_justify="left")
    for p in told["publishers"]:
        sources.add_row(p["publisher"], p["kind"], p["terms"] or "—", str(len(p["files"])))
    console.print(sources)


@app.command
def add(*files: Path, record: Path | None = None) -> None:
    """Bring publishers' files into the user's own record; nothing changes unless all of them add up.

    Args:
        files: files as their publishers give them.
        record: the record file; default FOEDUS_RECORD, else the user's own.
    """
    from foedus.record import versions

    if not files:
        raise UsageError("name at least one file to add")
    with _progress("adding"):
        made = versions.add(files, record)
    print(f"record {made.version}: {made.path}")


@app.command
def pull(source: str, *, folder: Path | None = None) -> None:
    """Fetch a publisher's file where its terms allow that; elsewhere say how a person gets it.

    Args:
        source: undl_ga, undl_sc, undl_outcomes, voeten, worldbank, cow_igo, atop.
        folder: where to put the file; default the user's foedus folder.
    """
    from foedus.record.pull import pull as fetch

    with _progress(f"fetching {source}") as progress:
        got = fetch(source, folder, progress=progress)
    if got.path:
        print(got.path)
    for step in got.steps:
        print(step, file=sys.stderr if got.path else sys.stdout)


@app.command
def verify(*, json_: Json = False) -> int:
    """Whether the record is whole and adds up: digest, totals against counts, members of the day, dates of sessions.

    Args:
        json_: print JSON.
    """
    from foedus.record import checks

    record = doors.open_record()
    findings = checks.verify(record)
    if json_:
        _print([str(f) for f in findings], record)
    else:
        for f in findings:
            print(f)
        print(f"{len(findings)} finding(s)", file=sys.stderr)
    return 1 if findings else 0


@app.command
def conflicts(*, json_: Json = False) -> None:
    """Every vote on which publishers differ, the value used, and the tallies that decide.

    Args:
        json_: print JSON.
    """
    record = doors.open_record()
    rows = record.conflicts()
    if json_:
        _print(rows, record)
        return
    from rich.console import Console
    from rich.table import Table

    if not rows:
        print("no conflict: the record holds one publisher's word for each vote", file=sys.stderr)
        return
    table = Table(*(str(k).replace("_", " ") for k in rows[0]))
    for r in rows:
        table.add_row(*(str(v) for v in r.values()))
    Console().print(table)


@app.command
def diff(first: str, second: str, *, json_: Json = False) -> None:
    """What changed between two versions.

    Args:
        first: a version, or a record file.
        second: another.
        json_: print JSON.
    """
    from foedus.record import versions

    changes = versions.diff(first, second)
    if json_:
        _print(changes)
        return
    for line in changes:
        print(line)


@app.command
def export(
    *,
    format: str,  # noqa: A002
    output: Output = None,
    since: str | None = None,
    until: str | None = None,
) -> None:
    """Write votes in a format that others take as is.

    Args:
        format: popolo (VoteEvent JSON), matrix (for pscl, wnominate, emIRT), parquet, csv.
        output: the file to write.
        since: first day.
        until: last day.
    """
    from foedus.record import export as writer

    if output is None:
        raise UsageError("name the file to write with -o")
    days = [None if d is None else date.fromisoformat(d) for d in (since, until)]
    print(writer.write(doors.open_record(), format, output, since=days[0], until=days[1]))


@app.command
def sql(query: str, *, json_: Json = False) -> None:
    """Ask the record in SQL: read-only, without access to files, with limits of time and memory.

    Args:
        query: one SELECT.
        json_: print JSON.
    """
    record = doors.open_record()
    columns, rows = record.sql(query)
    if json_:
        _print([dict(zip(columns, r, strict=True)) for r in rows], record)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns)
    for r in rows:
        table.add_row(*(str(v) for v in r))
    Console().print(table)


@app.command
def cite() -> None:
    """How to cite the record and its publishers, with their terms."""
    print(doors.open_record().cite())
