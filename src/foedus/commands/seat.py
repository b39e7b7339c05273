"""`foedus seat`: past Council elections, forecasts from pledges, how much the forecast knows, an empty pledge file."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import App, Parameter

from foedus import doors
from foedus.commands.days import day_named
from foedus.errors import UsageError

app = App(name="seat", help="A seat on the Council: history, forecast, skill, a pledge template.")
Json = Annotated[bool, Parameter(name="--json")]


def _print(document: dict[str, Any]) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1, default=str))


@app.command
def history(
    *, group: str | None = None, state: str | None = None, year: int | None = None, json_: Json = False
) -> None:
    """Every round on record, replayed under the rules of procedure.

    Args:
        group: only this ballot paper (asia-pacific, weog, ...).
        state: only races of this state.
        year: only this election.
        json_: print JSON.
    """
    from foedus.election import history as past
    from foedus.election.rules import group_named
    from foedus.model.states import resolve

    record = doors.open_record()
    replay = past.replay(record.ballots())
    paper = group_named(group) if group else None
    code = resolve(state).code if state else None
    races = [
        r
        for r in replay.races
        if (paper is None or r.group == paper)
        and (year is None or r.year == year)
        and (code is None or any(code in x.votes for x in r.rounds))
    ]
    summary = replay.summary()
    if json_:
        rounds = [x.to_dict() for r in races for x in r.rounds]
        meta: dict[str, Any] = {
            "version": record.version,
            "as_of": None,
            "citation": record.cite(),
            "warnings": [],
        }
        _print({"data": {"summary": summary, "rounds": rounds}, "meta": meta})
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("year", "ballot paper", "round", "votes", "voting", "needed", "basis", "elected", "note")
    for r in (x for race in races for x in race.rounds):
        votes = ", ".join(
            f"{s} {'?' if v is None else v}{'*' if s in r.unseen else ''}" for s, v in r.votes.items()
        )
        kind = "restricted" if r.restricted else "open"
        table.add_row(
            str(r.year), r.group, f"{r.number} ({kind})", votes, str(r.voting), str(r.majority), r.basis,
            ", ".join(r.happened) or "—", r.note,
        )  # fmt: skip
    Console().print(table)
    print(
        f"{summary['rounds']} rounds on record: {summary['equal']} of {summary['replayed']} with a tally come out as the rules say, "
        f"{summary['confirmed']} of them with the number voting or the majority on file; {summary['without_tally']} have no tally; "
        f"{summary['exceptions']} exceptions. * no page was seen for this figure.",
        file=sys.stderr,
    )


@app.command
def forecast(
    *,
    group: str,
    year: int,
    candidates: str,
    pledges: Path | None = None,
    places: int = 1,
    as_of: str | None = None,
    leak: float = 0.10,
    simulations: int = 20_000,
    seed: int = 0,
    what_if: tuple[str, ...] = (),
    plot: Path | None = None,
    json_: Json = False,
) -> None:
    """Simulate an election: chances by round, votes short, which states move the chance most.

    Args:
        group: the ballot paper (asia-pacific, weog, ...).
        year: the year of the election.
        candidates: states that stand, with commas between them (KAZ,THA).
        pledges: a CSV file; see `foedus seat template`.
        places: places that these candidates compete for.
        as_of: use the record as of this day; default 1 June of the year.
        leak: share of written pledges taken not to be kept.
        simulations: how many elections to draw.
        seed: makes the draw repeatable.
        what_if: a further written pledge, like DEU:KAZ; may be repeated; the change is shown.
        plot: write the distribution of first-round votes as SVG.
        json_: print JSON.
    """
    from foedus.election import forecast as model
    from foedus.election import pledges as promised
    from foedus.election.rules import group_named
    from foedus.model.states import resolve

    day = day_named(as_of) or date(year, 6, 1)
    names = tuple(resolve(c.strip(), on=day).code for c in candidates.split(",") if c.strip())
    paper = group_named(group)
    given = promised.read(pledges, paper, names, places, day) if pledges else ()
    if not 0 <= leak <= 1:
        raise UsageError(f"--leak is a share between 0 and 1; found {leak}")
    assume = model.Assumptions(leak=leak, verbal_leak=min(1.0, 2.5 * leak))
    options: dict[str, Any] = {
        "places": places, "on": day, "assumptions": assume, "simulations": simulations, "seed": seed,
    }  # fmt: skip
    record = doors.open_record()
    made = model.forecast(record, paper, year, names, given, **options)
    changed = None
    if what_if:
        extra = _what_if(what_if, day)
        kept = [p for p in given if p.state not in {x.state for x in extra}]
        changed = model.forecast(record, paper, year, names, [*kept, *extra], **options)
    if plot:
        from foedus.briefing.charts_seat import votes_chart

        plot.write_text(votes_chart(made).svg, encoding="utf-8")
    if json_:
        document = made.to_dict()
        if changed:
            document["data"]["what_if"] = changed.to_dict()["data"]["outlooks"]
        _print(document)
        return
    _show(made, changed)


def _what_if(words: tuple[str, ...], day: date) -> list[Any]:
    from foedus.election.pledges import Pledge
    from foedus.model.states import resolve

    out = []
    for text in words:
        voter, colon, candidate = text.partition(":")
        if not colon:
            raise UsageError(
                f"--what-if is a state and a candidate with a colon, like DEU:KAZ; found {text!r}"
            )
        out.append(Pledge(resolve(voter, on=day).code, resolve(candidate, on=day).code, "written", day))
    return out


def _show(made: Any, changed: Any) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("candidate", "chance", "round 1", "by round 2", "by round 3", "votes in round 1 (5–95 %)", "short", "pledged",
                  title=f"{made.group}, {made.year}: {made.voters} voters, {made.majority} needed")  # fmt: skip
    for o in made.outlooks:
        low, mid, high = o.votes
        row = [
            o.candidate,
            f"{100 * o.chance:.1f} %",
            *(f"{100 * o.by_round[r]:.1f} %" for r in ("1", "2", "3")),
        ]
        table.add_row(*row, f"{mid:.0f} ({low:.0f}–{high:.0f})", f"{o.short:.0f}", str(o.pledged))
    console = Console()
    console.print(table)
    for o in made.outlooks:
        leaks = ", ".join(f"{k}: {100 * v:.0f} %" for k, v in o.leaks.items())
        calls = ", ".join(f"{c.state} (+{c.gain:.2f})" for c in o.calls[:6])
        console.print(
            f"{o.candidate}: chance by leak of pledges {leaks}; whom to call (points of chance): {calls}",
            highlight=False,
        )
    if changed:
        for before, after in zip(made.outlooks, changed.outlooks, strict=True):
            console.print(
                f"what if: {after.candidate} {100 * before.chance:.1f} % -> {100 * after.chance:.1f} %",
                highlight=False,
            )
    for warning in made.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    print(made.assumptions, file=sys.stderr)


@app.command
def skill(*, leave_one_out: bool = False, json_: Json = False) -> None:
    """How well the model would have told past races, beside equal chances, voting centrality and earlier service.

    Args:
        leave_one_out: learn from all other races, later ones too, instead of earlier ones only.
        json_: print JSON.
    """
    from foedus.election.skill import skill as scored

    record = doors.open_record()
    result = scored(record, leave_one_out=leave_one_out)
    if json_:
        meta: dict[str, Any] = {
            "version": record.version,
            "as_of": None,
            "citation": record.cite(),
            "warnings": [],
        }
        _print({"data": result.to_dict(), "meta": meta})
        return
    print(
        f"{result.scheme}: {len(result.races)} contested races, log score {result.log_score:.3f}, Brier {result.brier:.3f}"
    )
    for label, n, told, came in result.bins:
        print(f"  told {label}: n = {n}" + (f", mean {told:.2f}, came true {came:.2f}" if n else ""))
    for d in result.differences:
        print(f"  {d.words}")
    print("The leak of pledges cannot be tested with the data on file. Contested races:", file=sys.stderr)
    for line in result.contested:
        print(f"  {line}", file=sys.stderr)


@app.command
def template(
    *, year: int | None = None, output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None
) -> None:
    """An empty pledge file: a line for every member of the United Nations.

    Args:
        year: of the election; default this year.
        output: where to write; default standard output.
    """
    from foedus.election.pledges import template as empty
    from foedus.settings import today

    text = empty(date(year, 6, 1) if year else today())
    if output:
        output.write_text(text, encoding="utf-8")
        print(output)
    else:
        sys.stdout.write(text)
