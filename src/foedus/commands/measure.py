"""`foedus agree`, `bloc`, `breaks` and `neighbours`: who votes with whom, how united a bloc is, who broke ranks."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from foedus import doors
from foedus.errors import UsageError

if TYPE_CHECKING:
    from foedus.analysis import Agreement, Bloc, BreakList, Neighbours
    from foedus.analysis.results import Result
    from foedus.measure.results import Estimate

Weighting = Literal["equal", "contested"]


@Parameter(name="*")
@dataclass(frozen=True)
class Votes:
    """Which votes to count.

    Attributes:
        since: first day: 2013, 2013-12 or 2013-12-02.
        until: last day, included.
        body: whose votes: UNGA or UNSC.
        session: one session only.
        issue: palestine, nuclear, disarmament, human rights, colonialism, development; or words of the title.
        contested: only votes where at least this share (0..1) of the votes cast was not with the largest side.
        as_of: ask as of this day: later votes and memberships are left out.
        symbols: a file with a resolution a line: only these (a list of important votes, say).
    """

    since: str | None = None
    until: str | None = None
    body: str = "UNGA"
    session: str | None = None
    issue: str | None = None
    contested: float = 0.0
    as_of: str | None = None
    symbols: Path | None = None

    def words(self) -> dict[str, Any]:
        """The same as keywords of the functions on a record."""
        listed = None
        if self.symbols is not None:
            if not self.symbols.is_file():
                raise UsageError(f"no file at {self.symbols}")
            lines = self.symbols.read_text(encoding="utf-8").splitlines()
            listed = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        return {
            "since": self.since,
            "until": self.until,
            "body": self.body,
            "session": self.session,
            "issue": self.issue,
            "contested": self.contested,
            "symbols": listed,
            "as_of": self.as_of,
        }


@Parameter(name="*")
@dataclass(frozen=True)
class Form:
    """In which form to answer.

    Attributes:
        json_: print one JSON document {data, meta}.
        csv: print the main table as CSV.
        plot: write a chart to this SVG file.
    """

    json_: Annotated[bool, Parameter(name="--json", negative="")] = False
    csv: Annotated[bool, Parameter(negative="")] = False
    plot: Path | None = None


EVERY, TABLE = Votes(), Form()


def agree(
    a: str,
    *others: str,
    measure: str = "agreement",
    by: str | None = None,
    weights: Weighting = "equal",
    level: float = 0.95,
    votes: Votes = EVERY,
    form: Form = TABLE,
) -> int:
    """How often states vote as another does, beyond chance, with n and interval.

    Args:
        a: the state that the others are held against.
        others: one state or more.
        measure: agreement, halfway, coincidence, coincidence-absent, s, s-squared, kappa, kappa-absolute,
            kappa-squared, pi, pi-absolute, pi-squared or tau-b.
        by: a row for each session, year, month or issue.
        weights: equal, or contested (a vote counts by the share not with the largest side).
        level: nominal coverage of the intervals.
        votes: which votes.
        form: in which form.
    """
    from foedus.analysis import agree as ask

    result = ask(
        doors.open_record(),
        a,
        others,
        measure=measure,
        by=by,
        weights=weights,
        level=_level(level),
        **votes.words(),
    )
    return _answer(result, form, "agreement_chart", _show_agreement)


def bloc(
    org: str,
    *,
    against: str | None = None,
    by: str | None = None,
    weights: Weighting = "equal",
    level: float = 0.95,
    limit: int = 10,
    votes: Votes = EVERY,
    form: Form = TABLE,
) -> int:
    """How far a group votes as one, its members as of each vote.

    Args:
        org: an organisation, or states joined by commas.
        against: a state (its leader, say) or another group to hold it against.
        by: a row for each session, year, month or issue.
        weights: equal or contested.
        level: nominal coverage of the intervals.
        limit: splits to list.
        votes: which votes.
        form: in which form.
    """
    from foedus.analysis import bloc as ask

    result = ask(
        doors.open_record(), org, against=against, by=by, weights=weights, level=_level(level), limit=limit,
        **votes.words(),
    )  # fmt: skip
    return _answer(result, form, "bloc_chart", _show_bloc)


def breaks(
    state: str,
    *,
    from_: Annotated[str, Parameter(name="--from")],
    kind: Annotated[tuple[str, ...], Parameter(consume_multiple=False)] = (),
    order: Literal["weight", "surprise", "date"] = "weight",
    limit: int = 20,
    votes: Votes = EVERY,
    form: Form = TABLE,
) -> int:
    """Every vote where a state left its group or its leader, and how surprising that was.

    Args:
        state: the state.
        from_: the group (an organisation or states joined by commas) or the leading state.
        kind: opposed, abstained, "took a side" or "stayed away"; may be repeated.
        order: weight (surprise times how contested the vote was), surprise, or date.
        limit: breaks in the table for the eye; JSON, CSV and chart have all.
        votes: which votes.
        form: in which form.
    """
    from foedus.analysis import breaks as ask

    result = ask(doors.open_record(), state, from_, kinds=kind or None, order=order, **votes.words())
    return _answer(result, form, "breaks_chart", lambda found: _show_breaks(found, limit))


def neighbours(
    state: str,
    *,
    measure: str = "kappa",
    least: int | None = None,
    limit: int = 15,
    farthest: Annotated[bool, Parameter(negative="")] = False,
    weights: Weighting = "equal",
    level: float = 0.95,
    votes: Votes = EVERY,
    form: Form = TABLE,
) -> int:
    """Who votes most like a state, beyond chance.

    Args:
        state: the state.
        measure: see agree; kappa by default, as bare agreement favours those who always say yes.
        least: common votes below which a state is left out; default half of the state's own.
        limit: states to list.
        farthest: the least alike first.
        weights: equal or contested.
        level: nominal coverage of the intervals.
        votes: which votes.
        form: in which form.
    """
    from foedus.analysis import neighbours as ask

    result = ask(
        doors.open_record(), state, measure=measure, least=least, limit=limit, farthest=farthest, weights=weights,
        level=_level(level), **votes.words(),
    )  # fmt: skip
    return _answer(result, form, "neighbours_chart", _show_neighbours)


def _level(level: float) -> float:
    if not 0.5 <= level < 1:
        raise UsageError(f"--level is a share from 0.5 to below 1, like 0.95; found {level}")
    return level


def _answer(result: Result, form: Form, chart: str, show: Callable[[Any], None]) -> int:
    """Print a result in the form asked for, and draw it where asked."""
    if form.json_ and form.csv:
        raise UsageError("--json and --csv exclude each other")
    if form.plot is not None:
        from foedus.briefing import charts_measure

        if form.plot.suffix.lower() != ".svg":
            raise UsageError(f"a plot is an SVG file, like out.svg; found {form.plot}")
        drawn = getattr(charts_measure, chart)(result)
        form.plot.parent.mkdir(parents=True, exist_ok=True)
        form.plot.write_text(drawn.svg + "\n", encoding="utf-8")
        print(f"{form.plot}: {drawn.alt}", file=sys.stderr)
    if form.json_:
        print(json.dumps(result.to_dict(), ensure_ascii=False, indent=1))
    elif form.csv:
        sys.stdout.write(result.to_csv())
    else:
        show(result)
    return 0


def _console() -> Any:
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 120, highlight=False, soft_wrap=False)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _figure(value: float | None, corrected: bool = False) -> str:
    return "–" if value is None else (f"{value:.2f}" if corrected else _share(value))


def _interval(e: Estimate, corrected: bool = False) -> str:
    if e.lo is None or e.hi is None:
        return e.note or "–"
    return f"{e.lo:.2f} to {e.hi:.2f}" if corrected else f"{100 * e.lo:.1f} to {100 * e.hi:.1f}"


def _head(console: Any, result: Result) -> None:
    m = result.meta
    console.print(result.title(), style="bold", markup=False)
    chosen = f"; {m.chosen}" if m.chosen else ""
    console.print(f"{m.body}, {m.since} to {m.until}, {m.roll_calls} recorded votes{chosen}", markup=False)


def _foot(console: Any, result: Result, scopes: Sequence[str]) -> None:
    for scope in dict.fromkeys(s for s in scopes if s):
        console.print(f"Intervals: families of resolutions as blocks; they speak of {scope}.", markup=False)
    for warning in result.meta.warnings:
        console.print(f"Beware: {warning}", markup=False)
    console.print(f"Record {result.meta.version}", markup=False)


def _show_agreement(result: Agreement) -> None:
    from rich.table import Table

    from foedus.analysis.select import state_name
    from foedus.measure.similarity import MEASURES

    console = _console()
    _head(console, result)
    plain = MEASURES[result.measure].low == 0
    level = f"{result.rows_[0].estimate.level:.0%} interval"
    over = any(r.period != "all" for r in result.rows_)
    columns = ["state", *(["period"] if over else []), result.measure, "n", level]
    columns += [] if result.measure == "agreement" else ["agreement"]
    columns += ["half-way", "by chance", "kappa", *(["rank"] if result.standing and not over else [])]
    table = Table(*columns)
    for r in result.rows_:
        e = r.estimate
        cells = [state_name(r.state), *([r.period] if over else []), _figure(e.value, not plain), str(e.n)]
        cells += [_interval(e, not plain)]
        cells += [] if result.measure == "agreement" else [_share(r.agreement)]
        cells += [_share(r.halfway), _share(r.chance), _figure(r.kappa, corrected=True)]
        if result.standing and not over:
            rank = result.standing.rank.get(r.state)
            cells.append(f"{rank} of {result.standing.of}" if rank else "–")
        table.add_row(*cells)
    console.print(table)
    if result.standing:
        console.print(
            f"Half of all members voted as {state_name(result.reference)} did in at least "
            f"{_share(result.standing.median)} of their common votes.",
            markup=False,
        )
    _show_pairs(console, result)
    _foot(console, result, [r.estimate.scope for r in result.rows_])


def _show_pairs(console: Any, result: Agreement) -> None:
    """Each two states compared on the votes that all three cast: a sentence for one pair, a table for more."""
    from rich.table import Table

    from foedus.analysis.select import state_name
    from foedus.measure.similarity import MEASURES

    if not result.pairs:
        return
    scale, places = (100, 1) if MEASURES[result.measure].low == 0 else (1, 2)
    level = f"{result.pairs[0].paired.level:.0%} interval"
    table = Table(
        "on common votes", "n", "shares", "kappa", "difference", level, "vote by vote",
        title="Which is closer, on the votes that all three cast (difference in points)", title_justify="left",
    )  # fmt: skip

    def span(lo: float | None, hi: float | None) -> str:
        return "–" if lo is None or hi is None else f"{scale * lo:.{places}f} to {scale * hi:.{places}f}"

    settled = []
    for pair in result.pairs:
        p, a, b = pair.paired, state_name(pair.a), state_name(pair.b)
        if p.difference is None:
            table.add_row(f"{a}, {b}", str(p.n), p.note, "–", "–", "–", "–")
            continue
        shares = f"{_share(p.share_a)}, {_share(p.share_b)}"
        kappas = f"{_figure(p.kappa_a, corrected=True)}, {_figure(p.kappa_b, corrected=True)}"
        difference = f"{scale * p.difference:+.{places}f}"
        table.add_row(
            f"{a}, {b}", str(p.n), shares, kappas, difference, span(p.lo, p.hi), span(p.lo_votes, p.hi_votes)
        )
        if p.votes_exclude_zero and not p.excludes_zero:
            settled.append(f"{a} and {b}")
    console.print(table)
    if settled:
        console.print(
            f"Among these votes {'; '.join(settled)} differ; for votes of this kind that is not settled, as few "
            "families of resolutions make the difference.",
            markup=False,
        )


def _show_bloc(result: Bloc) -> None:
    from rich.table import Table

    from foedus.analysis.select import state_name

    console = _console()
    _head(console, result)
    level = f"{result.unity[0].agreement_index.level:.0%} interval"
    console.print(_unity_table(result, level))
    for u in result.unity:
        if u.period == "all":
            console.print(
                f"On {u.split} of {u.roll_calls} votes not all who voted did so alike.", markup=False
            )
    members = Table(
        "member",
        "with the others",
        "n",
        level,
        "took part",
        "opposed",
        "abstained",
        "took a side",
        "stayed away",
    )
    for m in result.members:
        e = m.with_line
        counts = (m.opposed, m.abstained, m.took_a_side, m.stayed_away)
        members.add_row(
            state_name(m.state),
            _share(e.value),
            str(e.n),
            _interval(e),
            _share(m.participation),
            *map(str, counts),
        )
    console.print(members)
    splits = Table("split", "date", "title", "bits", "how", title="Where it parted", title_justify="left")
    for s in result.splits:
        by: dict[str, list[str]] = {}
        for state, vote in s.votes.items():
            by.setdefault(vote, []).append(state)
        how = "; ".join(f"{vote}: {' '.join(states)}" for vote, states in by.items())
        splits.add_row(s.symbol, str(s.date), s.title, f"{s.bits:.1f}", how)
    console.print(splits)
    _foot(console, result, [u.agreement_index.scope for u in result.unity])


def _unity_table(result: Bloc, level: str) -> Any:
    """The indices: a row each for one period, a row a period for more."""
    from rich.table import Table

    rows = result.rows()
    if len(result.unity) == 1:
        table = Table("index", "value", "n", level)
        for row in rows:
            spread = "–" if row["lo"] is None else f"{row['lo']:.3f} to {row['hi']:.3f}"
            value = row["note"] if row["value"] is None else f"{row['value']:.3f}"
            table.add_row(row["index"], value, str(row["n"]), spread)
        return table
    names = list(dict.fromkeys(row["index"] for row in rows))
    table = Table("period", "n", *names)
    for u in result.unity:
        mine = {row["index"]: row["value"] for row in rows if row["period"] == u.period}
        values = ("–" if mine[name] is None else f"{mine[name]:.3f}" for name in names)
        table.add_row(u.period, str(u.roll_calls), *values)
    return table


def _show_breaks(result: BreakList, limit: int) -> None:
    from rich.table import Table

    console = _console()
    _head(console, result)
    told = ", ".join(f"{kind} {count}" for kind, count in result.counts.items())
    console.print(
        f"{sum(result.counts.values())} of {result.judged} votes off the line: {told}", markup=False
    )
    table = Table("vote", "date", "title", "kind", "did", "line", "bits")
    for b in result.found[:limit]:
        table.add_row(b.symbol, str(b.date), b.title, b.kind, b.vote, b.line, f"{b.bits:.1f}")
    console.print(table)
    if len(result.found) > limit:
        console.print(f"{len(result.found) - limit} more; --json and --csv have all", markup=False)
    for run in result.runs[:3]:
        console.print(
            f"Run of {run.length}: {run.first} to {run.last}: {' '.join(run.symbols[:6])}", markup=False
        )
    for c in result.changes:
        console.print(
            f"Lasting change from {c.first}: {_share(c.before)} of {c.n_before} before, {_share(c.after)} of "
            f"{c.n_after} after; difference {100 * c.lo:.1f} to {100 * c.hi:.1f} points ({c.level:.0%} interval)",
            markup=False,
        )
    _foot(console, result, ())


def _show_neighbours(result: Neighbours) -> None:
    from rich.table import Table

    from foedus.measure.similarity import MEASURES

    console = _console()
    _head(console, result)
    corrected = MEASURES[result.measure].low < 0
    level = f"{result.found[0].estimate.level:.0%} interval"
    table = Table("", "state", result.measure, level, "n", "agreement")
    for f in result.found:
        e = f.estimate
        table.add_row(
            str(f.rank),
            f.name,
            _figure(e.value, corrected),
            _interval(e, corrected),
            str(e.n),
            _share(f.agreement),
        )
    console.print(table)
    _foot(console, result, [f.estimate.scope for f in result.found])
