"""`foedus record`: what is in the record, bring files, fetch, verify, compare, export, ask in SQL, cite."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import App, Parameter

from foedus import doors
from foedus.commands.days import day_named
from foedus.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

app = App(
    name="record",
    help="The record of what states did: what is in it, add, pull, verify, compare, export, sql, cite.",
)
Json = Annotated[bool, Parameter(name="--json")]
Output = Annotated[Path | None, Parameter(name=["--output", "-o"])]


def _print(data: Any, record: Any = None) -> None:
    meta: dict[str, Any] = {"version": None, "as_of": None, "citation": None, "warnings": []}
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


@contextmanager
def _steps(words: str) -> Iterator[Callable[[str], None]]:
    """The step that long work is at, on stderr; silent where stderr is no terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status(words) as status:
        yield status.update


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
def add(*files: Path, record: Path | None = None, day: str | None = None) -> None:
    """Bring publishers' files into the user's own record; nothing changes unless all of them add up.

    Args:
        files: files as their publishers give them.
        record: the record file; default FOEDUS_RECORD, else the user's own.
        day: the day of the votes, for press releases and meeting records that do not say it or name several.
    """
    from foedus.record import versions

    if not files:
        raise UsageError("name at least one file to add")
    with _steps("adding") as say:
        made = versions.add(files, record, progress=say, day=day_named(day))
    for name, publisher, facts in made.files:
        print(f"{name}: {facts:,} facts of {publisher}", file=sys.stderr)
    if made.ignored:
        print(f"set aside: {'; '.join(f'{what} ({n:,})' for what, n in made.ignored)}", file=sys.stderr)
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

    Exceptions that were looked into are listed with their reason; only what is open counts as a failure.

    Args:
        json_: print JSON.
    """
    from foedus.record.verify import verify_open

    record = doors.open_record()
    found = verify_open(record)
    if json_:
        _print(found.to_dict(), record)
    else:
        for item in found.findings:
            why = f" (known: {item.why})" if item.why else ""
            whose = f"{item.publisher}, " if item.publisher else ""
            print(f"{item.rule}: {whose}{item.subject}, {item.count} time(s), {item.example}{why}")
        print(f"version {found.version} is whole; {len(found.open)} open finding(s)", file=sys.stderr)
    return 1 if found.open else 0


@app.command
def conflicts(symbol: str | None = None, state: str | None = None, *, json_: Json = False) -> None:
    """Every vote on which publishers differ, the value used, and the tallies that decide.

    Args:
        symbol: one resolution only.
        state: one state only (code).
        json_: print JSON.
    """
    from foedus.record.compare import conflicts as differing

    record = doors.open_record()
    rows = [item.to_dict() for item in differing(record, symbol, state)]
    if json_:
        _print(rows, record)
        return
    if not rows:
        print("no conflict: publishers agree on every vote that more than one gives", file=sys.stderr)
        return
    _table(rows)


@app.command
def diff(first: str, second: str, *, json_: Json = False) -> None:
    """What changed between two versions.

    Args:
        first: a version (its first digits do), ``current``, ``:starter:``, or a record file.
        second: another.
        json_: print JSON.
    """
    from foedus.record.compare import diff as compared

    changes = [change.to_dict() for change in compared(first, second)]
    if json_:
        _print(changes)
        return
    for change in changes:
        print(f"{change['kind']} {change['table']} {change['id']}: {change['before']} -> {change['after']}")
    print(f"{len(changes)} change(s)", file=sys.stderr)


@app.command
def versions() -> None:
    """The versions kept beside the user's record, the newest first."""
    from foedus.record.versions import kept

    for name in kept():
        print(name)


@app.command
def trace(row: str, *, json_: Json = False) -> None:
    """Where a row was read: publisher, file with its digest, and line.

    Args:
        row: a row's id, e.g. vote:A/RES/68/262:KAZ.
        json_: print JSON.
    """
    from foedus.record.tracing import trace as traced

    record = doors.open_record()
    found = traced(record, row).to_dict()
    if json_:
        _print(found, record)
        return
    for name, value in found.items():
        print(f"{name}: {value}")


@app.command
def export(
    *,
    format: str,  # noqa: A002
    output: Output = None,
    body: str = "UNGA",
    since: str | None = None,
    until: str | None = None,
) -> None:
    """Write the record in a format that others take as is; prints the files written.

    Args:
        format: popolo (VoteEvent JSON), matrix (roll calls for R's pscl, wnominate, emIRT), ordinal (1 yes, 2 abstain, 3 no),
            parquet, csv.
        output: the folder to write into.
        body: whose votes, for the first three.
        since: first day, for the first three.
        until: last day, for the first three.
    """
    from foedus.record.export import export as write

    if output is None:
        raise UsageError("name the folder to write into with -o")
    for path in write(doors.open_record(), format, output, body, day_named(since), day_named(until)):
        print(path)


@app.command
def sql(query: str, *, json_: Json = False) -> None:
    """Ask the record in SQL: read-only, without access to files, with limits of time and memory.

    Args:
        query: one SELECT.
        json_: print JSON.
    """
    from foedus.record.sql import ask

    answer = ask(query)
    if json_:
        _print(answer.to_dicts(), doors.open_record())
        return
    _table(answer.to_dicts(), answer.columns)


def _table(rows: list[dict[str, Any]], columns: Iterable[str] = ()) -> None:
    """Rows as a table on standard output; as tab-separated lines where that is no terminal."""
    from rich.console import Console
    from rich.table import Table

    names = list(columns) or list(rows[0])
    console = Console()
    if not console.is_terminal:
        print("\t".join(names))
        for row in rows:
            print("\t".join("" if value is None else str(value) for value in row.values()))
        return
    table = Table(*(name.replace("_", " ") for name in names))
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row.values()))
    console.print(table)


@app.command
def cite() -> None:
    """How to cite the record and its publishers, with their terms."""
    print(doors.open_record().cite())
