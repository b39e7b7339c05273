"""Who votes most like a state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from foedus.analysis.results import Meta, Result, Row
from foedus.analysis.select import Day, Selection, Weights, present, select, state_code, state_name
from foedus.errors import MeasureError, UsageError
from foedus.measure import similarity
from foedus.measure.agreement import MIN_VOTES, agreement, joint_table
from foedus.measure.results import Estimate

if TYPE_CHECKING:
    from foedus.record.queries import Record


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One state by its distance to another: the measure, its interval, and the bare share of the same votes."""

    rank: int
    state: str
    name: str
    estimate: Estimate
    agreement: float
    kappa: float | None


@dataclass(frozen=True, repr=False)
class Neighbours(Result):
    """The states that vote most like one, the closest first."""

    state: str
    measure: str
    found: tuple[Neighbour, ...]
    of: int
    meta: Meta
    selection: Selection = field(repr=False, compare=False)

    def title(self) -> str:
        """One line that says what the table shows."""
        return f"Who votes most like {state_name(self.state)}"

    def rows(self) -> list[Row]:
        """A row for each state."""
        return [
            {
                "rank": f.rank, "of": self.of, "state": f.state, "name": f.name, "measure": self.measure,
                "value": f.estimate.value, "lo": f.estimate.lo, "hi": f.estimate.hi, "level": f.estimate.level,
                "n": f.estimate.n, "agreement": f.agreement, "kappa": f.kappa, "families": f.estimate.families,
                "sessions": f.estimate.sessions, "scope": f.estimate.scope, "note": f.estimate.note,
            }
            for f in self.found
        ]  # fmt: skip

    def summary(self) -> Row:
        """The whole answer as nested plain values."""
        return {"state": self.state, "measure": self.measure, "of": self.of, "rows": self.rows()}


def neighbours(
    record: Record,
    state: str,
    since: Day = None,
    until: Day = None,
    *,
    measure: str = "kappa",
    least: int | None = None,
    limit: int | None = 15,
    farthest: bool = False,
    body: str = "UNGA",
    session: str | None = None,
    issue: str | None = None,
    contested: float = 0.0,
    symbols: Sequence[str] | None = None,
    as_of: Day = None,
    weights: Weights = "equal",
    level: float = 0.95,
) -> Neighbours:
    """The states that vote most like one, by any measure (chance-corrected unless asked otherwise).

    Args:
        record: an open record.
        state: the state, by any name.
        since: first day.
        until: last day, included.
        measure: a name in :data:`foedus.measure.similarity.MEASURES`.
        least: common votes below which a state is left out; None for half of the state's own votes (at least 10).
        limit: states to list; None for all.
        farthest: the least alike first.
        body: whose votes.
        session: one session only.
        issue: as in :func:`foedus.analysis.agree`.
        contested: only votes where at least this share was not with the largest side.
        symbols: only these resolutions.
        as_of: the day on which the question is asked: what came later is left out.
        weights: "equal", "contested", or weights by symbol.
        level: nominal coverage of intervals.

    Raises:
        UnknownName: no such state or measure.
        MeasureError: no such votes, or nobody with votes enough.
    """
    chosen = similarity.measure(measure)
    code = state_code(state)
    if limit is not None and limit < 1:
        raise UsageError(f"limit is a number of states from 1; found {limit}")
    selection = select(
        record, None, since=since, until=until, body=body, session=session, issue=issue, contested=contested,
        symbols=symbols, as_of=as_of, weights=weights,
    )  # fmt: skip
    present(selection, code)
    mine = selection.column(code)
    floor = max(MIN_VOTES, int((mine > 0).sum()) // 2) if least is None else max(least, MIN_VOTES)
    values: list[tuple[float, str]] = []
    for other in selection.states:
        theirs = selection.column(other)
        if other == code or int(((mine > 0) & (theirs > 0)).sum()) < floor:
            continue
        x, y = (np.where(v == 0, 2, v) if chosen.absences == "abstain" else v for v in (mine, theirs))
        value = float(chosen.of(joint_table(x, y, selection.weights)))
        if np.isfinite(value):
            values.append((value, other))
    if not values:
        raise MeasureError(f"no state has {floor} votes in common with {state_name(code)} here")
    values.sort(key=lambda v: (v[0] if farthest else -v[0], v[1]))
    found = []
    for rank, (_, other) in enumerate(values[:limit], start=1):
        theirs = selection.column(other)
        estimate = agreement(
            mine, theirs, families=selection.families, sessions=selection.sessions, measure=measure,
            weights=selection.weights, level=level,
        )  # fmt: skip
        table = joint_table(mine, theirs, selection.weights)
        kappa = float(similarity.kappa(table))
        found.append(
            Neighbour(
                rank, other, state_name(other), estimate, float(similarity.agreement(table)),
                kappa if np.isfinite(kappa) else None,
            )
        )  # fmt: skip
    told = f"states with fewer than {floor} votes in common are left out"
    meta = replace(selection.meta, warnings=(*selection.meta.warnings, told))
    return Neighbours(code, chosen.name, tuple(found), len(values), meta, selection)
