"""Where a state left its group or its leader: every such vote, how surprising it is, runs of them, and changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.analysis.results import Meta, Result, Row
from foedus.analysis.select import Day, Selection, group, minority, present, select, state_code, state_name
from foedus.errors import UnknownName, UsageError
from foedus.measure import breaks as ranks
from foedus.measure import cohesion

if TYPE_CHECKING:
    from foedus.record.queries import Record

ORDERS = ("weight", "surprise", "date")
WORD = {1: "yes", 2: "abstain", 3: "no", 0: "not voting", -1: ""}


@dataclass(frozen=True, slots=True)
class Break:
    """One vote where the state left the line.

    Attributes:
        id: row id of the roll call.
        symbol: the resolution.
        date: day of the vote.
        session: its session.
        title: what it is called.
        kind: opposed, abstained, took a side, stayed away.
        vote: what the state did.
        line: what the leader, or most of the others in the group, did.
        others: how the others voted, by code (a group only).
        bits: surprise under the state's own habit.
        rate: that habit: how often it leaves the line in this way.
        contested: share of the votes cast in the house that were not with the largest side.
    """

    id: str
    symbol: str
    date: date
    session: str
    title: str
    kind: str
    vote: str
    line: str
    others: dict[str, str]
    bits: float
    rate: float
    contested: float


@dataclass(frozen=True, slots=True)
class Run:
    """Breaks one after another, without a vote along the line between them."""

    first: date
    last: date
    length: int
    symbols: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A lasting change of alignment with the line: when, from what to what, and the interval of the difference."""

    period: str
    first: date
    before: float
    after: float
    n_before: int
    n_after: int
    lo: float
    hi: float
    level: float


@dataclass(frozen=True, repr=False)
class BreakList(Result):
    """Where a state left its group or its leader, most surprising first."""

    state: str
    line_of: str
    found: tuple[Break, ...]
    counts: dict[str, int]
    judged: int
    runs: tuple[Run, ...]
    changes: tuple[Change, ...]
    meta: Meta
    selection: Selection = field(repr=False, compare=False)

    def title(self) -> str:
        """One line that says what the table shows."""
        return f"Where {state_name(self.state)} left the line of {self.line_of}"

    def rows(self) -> list[Row]:
        """A row for each break."""
        return [
            {"state": self.state, "line_of": self.line_of, **asdict(b), "others": _told(b.others)}
            for b in self.found
        ]

    def summary(self) -> Row:
        """The whole answer as nested plain values."""
        return {
            "state": self.state,
            "line_of": self.line_of,
            "judged": self.judged,
            "counts": self.counts,
            "rows": [asdict(b) for b in self.found],
            "runs": [asdict(r) for r in self.runs],
            "changes": [asdict(c) for c in self.changes],
        }


def _told(votes: dict[str, str]) -> str:
    return "; ".join(
        f"{w}: {', '.join(s for s, v in votes.items() if v == w)}" for w in dict.fromkeys(votes.values())
    )


def breaks(
    record: Record,
    state: str,
    from_: str,
    since: Day = None,
    until: Day = None,
    *,
    kinds: Sequence[str] | None = None,
    order: str = "weight",
    body: str = "UNGA",
    session: str | None = None,
    issue: str | None = None,
    contested: float = 0.0,
    symbols: Sequence[str] | None = None,
    as_of: Day = None,
    limit: int | None = None,
) -> BreakList:
    """Every vote where a state left its group (most of the others in it that day) or its leader.

    Args:
        record: an open record.
        state: the state, by any name.
        from_: the group (an organisation or states joined by commas) or the leading state.
        since: first day.
        until: last day, included.
        kinds: only these: opposed, abstained, took a side, stayed away.
        order: "weight" (surprise times how contested the vote was in the house), "surprise" (rarest for that state
            first) or "date" (latest first).
        body: whose votes.
        session: one session only.
        issue: as in :func:`foedus.analysis.agree`.
        contested: only votes where at least this share was not with the largest side.
        symbols: only these resolutions.
        as_of: the day on which the question is asked: what came later is left out.
        limit: breaks to list; None for all. Counts, runs and changes are of all.

    Raises:
        UnknownName: nobody knows the state, the group or a kind.
        MeasureError: no such votes, or the state was never in the group or the body.
    """
    code = state_code(state)
    unknown = [k for k in kinds or () if k not in ranks.KINDS]
    if unknown:
        raise UnknownName(unknown[0], "kind of break", ranks.KINDS)
    if order not in ORDERS:
        raise UnknownName(order, "order", ORDERS)
    chosen: dict[str, Any] = {
        "since": since, "until": until, "body": body, "session": session, "issue": issue, "contested": contested,
        "symbols": symbols,
        "as_of": as_of,
    }  # fmt: skip
    selection, mine, others, label, warnings = _sides(record, code, from_, chosen)
    line = others[:, 0] if others.shape[1] == 1 else cohesion.plurality(others)
    got = ranks.breaks(mine, line)
    names = tuple(s for s in selection.states if s != code)
    wanted = [ranks.KINDS.index(k) for k in kinds] if kinds else list(range(4))
    at = np.flatnonzero(np.isin(got.kind, wanted))
    house = minority(selection.roll_calls)
    weight = got.bits * house if order == "weight" else got.bits
    at = at[::-1] if order == "date" else at[np.lexsort((-at, -weight[at]))]
    found = tuple(_break(selection, i, got, (mine, line, house), others, names) for i in at[:limit])
    counts: dict[str, int] = {k: int((got.kind == i).sum()) for i, k in enumerate(ranks.KINDS)}
    meta = replace(selection.meta, warnings=(*selection.meta.warnings, *warnings))
    return BreakList(
        code, label, found, counts, int((got.kind >= -1).sum()), _runs(selection, got.kind),
        _changes(selection, mine, line), meta, selection,
    )  # fmt: skip


def _sides(
    record: Record, code: str, from_: str, chosen: Mapping[str, Any]
) -> tuple[Selection, NDArray[np.int8], NDArray[np.int8], str, tuple[str, ...]]:
    """The state's votes and those it is held against, on the days that it was in the group."""
    leader = found = None
    try:
        if "," in from_:
            found = group(record, from_, chosen["as_of"])
        else:
            leader = state_code(from_)
    except UnknownName:
        try:
            found = group(record, from_, chosen["as_of"])
        except UnknownName as neither:
            raise UnknownName(from_, "state or group", neither.nearest) from None
    if found is None:
        leader = str(leader)
        if leader == code:
            raise UsageError(f"{code} cannot leave itself: name another state or a group")
        selection = select(record, [code, leader], **chosen)
        present(selection, leader)
        present(selection, code)
        return selection, selection.column(code), selection.choice[:, 1:], leader, ()
    known = [s for s in found.states if s in record.voters and s != code]
    selection = select(record, [code, *known], **chosen)
    days = [c.date for c in selection.roll_calls]
    inside = found.mask(selection.states, days)
    if code in found.states:
        selection, inside = selection.rows(inside[:, 0]), inside[inside[:, 0]]
        warnings = found.warnings
    else:
        warnings = (
            *found.warnings,
            f"{state_name(code)} is no member of {found.code}: held against it as an outsider",
        )
    present(selection, code)
    votes = np.where(inside, selection.choice, np.int8(-1))
    return selection, selection.column(code), votes[:, 1:], found.code, warnings


def _break(
    selection: Selection,
    at: int,
    got: ranks.Breaks,
    columns: tuple[NDArray[np.int8], NDArray[np.int8], NDArray[np.float64]],
    others: NDArray[np.int8],
    names: Sequence[str],
) -> Break:
    call, (mine, line, house) = selection.roll_calls[at], columns
    cast = (
        {s: WORD[int(v)] for s, v in zip(names, others[at], strict=True) if v >= 0} if len(names) > 1 else {}
    )
    return Break(
        call.id, call.symbol, call.date, call.session, call.title, ranks.KINDS[int(got.kind[at])],
        WORD[int(mine[at])], WORD[int(line[at])], cast, float(got.bits[at]), float(got.rate[at]), float(house[at]),
    )  # fmt: skip


def _runs(selection: Selection, kind: NDArray[np.int8]) -> tuple[Run, ...]:
    out = []
    for first, last in ranks.runs(kind):
        inside = [i for i in range(first, last + 1) if kind[i] >= 0]
        calls = [selection.roll_calls[i] for i in inside]
        out.append(Run(calls[0].date, calls[-1].date, len(calls), tuple(c.symbol for c in calls)))
    return tuple(sorted(out, key=lambda r: -r.length))


def _changes(selection: Selection, mine: NDArray[np.int8], line: NDArray[np.int8]) -> tuple[Change, ...]:
    """Lasting changes in the share of votes along the line, by session where the period is long, else by year."""
    both = (mine > 0) & (line > 0)
    values = np.where(both, 1 - np.abs(mine.astype(float) - line) / 2, np.nan)
    years = np.asarray([c.date.year for c in selection.roll_calls])
    if len(years) == 0:
        return ()
    found = ranks.change_points(values, years - years[0], selection.families)
    out = []
    for c in found:
        at = int(np.flatnonzero((years - years[0] == c.at) & both)[0])
        out.append(
            Change(
                str(years[at]), selection.roll_calls[at].date, c.before, c.after, c.n_before, c.n_after, c.lo, c.hi,
                c.level,
            )
        )  # fmt: skip
    return tuple(out)
