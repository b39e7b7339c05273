"""How often states vote as another does, beyond chance, how surely, and when a bare percentage misleads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.analysis.results import Meta, Result, Row
from foedus.analysis.select import Day, Selection, Weights, present, select, state_code, state_name
from foedus.errors import UsageError
from foedus.measure import similarity
from foedus.measure.agreement import agreement, joint_table, paired_difference
from foedus.measure.pairwise import agreement_counts
from foedus.measure.results import Estimate, PairedDifference

if TYPE_CHECKING:
    from foedus.record.queries import Record


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One state against the reference, in one period.

    Attributes:
        state: code of the state.
        period: the session, year, ...; "all" for the whole.
        estimate: the measure asked for, with interval and n.
        agreement: share of the same votes.
        halfway: the same, abstention half-way.
        kappa: Cohen's kappa.
        chance: share that the two states' own habits give by chance.
        same: roll calls with the same vote.
        misleads: why the bare percentage misleads; empty where it does not.
    """

    state: str
    period: str
    estimate: Estimate
    agreement: float | None
    halfway: float | None
    kappa: float | None
    chance: float | None
    same: int
    misleads: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two states compared on the votes that they and the reference all cast."""

    a: str
    b: str
    paired: PairedDifference


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the states stand among all members by bare agreement with the reference.

    ``rank`` counts from the closest; ``of`` is the number of members with votes enough.
    """

    median: float
    of: int
    rank: dict[str, int]


@dataclass(frozen=True, repr=False)
class Agreement(Result):
    """How often states voted as the reference did."""

    reference: str
    measure: str
    rows_: tuple[AgreementRow, ...]
    pairs: tuple[Pair, ...]
    standing: Standing | None
    meta: Meta
    selection: Selection = field(repr=False, compare=False)

    def title(self) -> str:
        """One line that says what the table shows."""
        others = ", ".join(state_name(s) for s in dict.fromkeys(r.state for r in self.rows_))
        return f"Votes of {others} against those of {state_name(self.reference)}"

    def rows(self) -> list[Row]:
        """A row for each state and period."""
        return [
            {
                "reference": self.reference,
                "state": r.state,
                "period": r.period,
                "measure": self.measure,
                "value": r.estimate.value,
                "lo": r.estimate.lo,
                "hi": r.estimate.hi,
                "level": r.estimate.level,
                "n": r.estimate.n,
                "same": r.same,
                "agreement": r.agreement,
                "halfway": r.halfway,
                "kappa": r.kappa,
                "chance": r.chance,
                "families": r.estimate.families,
                "sessions": r.estimate.sessions,
                "scope": r.estimate.scope,
                "note": r.estimate.note or r.misleads,
            }
            for r in self.rows_
        ]

    def summary(self) -> Row:
        """The whole answer as nested plain values."""
        pairs = [{"a": p.a, "b": p.b, **asdict(p.paired)} for p in self.pairs]
        standing = asdict(self.standing) if self.standing else None
        return {"reference": self.reference, "rows": self.rows(), "pairs": pairs, "standing": standing}

    def counted(self, state: str) -> list[Row]:
        """The votes behind a state's figures: every roll call on which it and the reference both voted."""
        mine, theirs = self.selection.column(state), self.selection.column(self.reference)
        words = {1: "yes", 2: "abstain", 3: "no"}
        return [
            {
                "id": c.id,
                "symbol": c.symbol,
                "date": c.date,
                "title": c.title,
                state: words[int(x)],
                self.reference: words[int(y)],
                "same": bool(x == y),
            }
            for c, x, y in zip(self.selection.roll_calls, mine, theirs, strict=True)
            if x > 0 and y > 0
        ]


def _row(
    selection: Selection, state: str, reference: str, period: str, measure: str, level: float
) -> AgreementRow:
    a, b = selection.column(state), selection.column(reference)
    estimate = agreement(
        a, b, families=selection.families, sessions=selection.sessions, measure=measure, weights=selection.weights,
        level=level,
    )  # fmt: skip
    table = joint_table(a, b, selection.weights)
    both = (a > 0) & (b > 0)
    same = int((both & (a == b)).sum())
    if estimate.value is None and int(both.sum()) < 10:
        return AgreementRow(state, period, estimate, None, None, None, None, same)
    total = table.sum()
    chance = float((table.sum(axis=0) / total * table.sum(axis=1) / total).sum()) if total else float("nan")
    row = AgreementRow(
        state,
        period,
        estimate,
        agreement=_known(float(similarity.agreement(table))),
        halfway=_known(float(similarity.halfway(table))),
        kappa=_known(float(similarity.kappa(table))),
        chance=_known(chance),
        same=same,
    )
    return replace(row, misleads=misleads(row))


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None


def misleads(row: AgreementRow) -> str:
    """Why a bare percentage of the same votes misleads here; empty where it does not.

    It does where the two states' own habits give most of it by chance: what is left beyond chance (kappa) is below a
    fifth of what could be, or not defined because one of them never varies.
    """
    if row.agreement is None or row.chance is None:
        return ""
    if row.kappa is None:
        return "both always voted alike in kind: agreement says nothing here"
    if row.agreement >= 0.5 and row.kappa < 0.2:
        habits = f"their habits alone give {100 * row.chance:.1f} % by chance: kappa {row.kappa:.2f}"
        return f"{100 * row.agreement:.1f} % alike, but {habits}"
    return ""


def _standing(reference: str, selection: Selection, whole: Selection) -> Standing | None:
    same, common = agreement_counts(whole.choice)
    at = whole.states.index(reference)
    share = np.where(common[at] >= 10, same[at] / np.maximum(common[at], 1), np.nan)
    share[at] = np.nan
    known = np.flatnonzero(np.isfinite(share))
    if not len(known):
        return None
    rank = {s: int(1 + (share[known] > share[whole.states.index(s)]).sum()) for s in selection.states}
    held = {s: r for s, r in rank.items() if s != reference and np.isfinite(share[whole.states.index(s)])}
    return Standing(float(np.median(share[known])), len(known), held)


def agree(
    record: Record,
    a: str,
    others: Sequence[str],
    since: Day = None,
    until: Day = None,
    *,
    measure: str = "agreement",
    by: str | None = None,
    body: str = "UNGA",
    session: str | None = None,
    issue: str | None = None,
    contested: float = 0.0,
    symbols: Sequence[str] | None = None,
    as_of: Day = None,
    weights: Weights = "equal",
    level: float = 0.95,
    context: bool = True,
) -> Agreement:
    """How often states voted as another did: n, interval, what is left beyond chance, and who is closer.

    Args:
        record: an open record.
        a: the state that the others are held against (any name or code).
        others: one state or more.
        since: first day: 2013, 2013-12, 2013-12-02 or a date.
        until: last day, included.
        measure: a name in :data:`foedus.measure.similarity.MEASURES`.
        by: "session", "year", "month" or "issue" for a row each; None for one row.
        body: whose votes.
        session: one session only.
        issue: palestine, nuclear, disarmament, human rights, colonialism, development; or words of the title.
        contested: only votes where at least this share of the votes cast was not with the largest side.
        symbols: only these resolutions.
        as_of: the day on which the question is asked: what came later is left out.
        weights: "equal", "contested", or weights by symbol.
        level: nominal coverage of intervals.
        context: also say where the states stand among all members.

    Raises:
        UnknownName: no such state, measure or division.
        UsageError: dates, shares or weights are not what they should be.
        MeasureError: no such votes, or a state outside its lifetime.

    >>> import foedus
    >>> from foedus.analysis import agree
    >>> got = agree(foedus.open_record(":starter:"), "RUS", ["KAZ"], "2013-12-02", "2015-12-02")
    >>> got.rows_[0].estimate.n, got.rows_[0].same
    (141, 94)
    """
    similarity.measure(measure)
    reference, codes = state_code(a), list(dict.fromkeys(state_code(o) for o in others))
    if not codes:
        raise UsageError("name at least one state to hold against the first")
    if reference in codes:
        raise UsageError(f"{reference} is held against itself: name other states")
    chosen: dict[str, Any] = {
        "since": since, "until": until, "body": body, "session": session, "issue": issue, "contested": contested,
        "symbols": symbols, "as_of": as_of, "weights": weights,
    }  # fmt: skip
    selection = select(record, [reference, *codes], **chosen)
    for code in selection.states:
        present(selection, code)
    rows = []
    for period, keep in selection.periods(by):
        part = selection if keep.all() else selection.rows(keep)
        rows += [_row(part, code, reference, period, measure, level) for code in codes]
    pairs = tuple(
        Pair(x, y, paired_difference(
            selection.column(x), selection.column(y), selection.column(reference), selection.families,
            selection.sessions, measure=measure, weights=selection.weights, level=level,
        ))
        for x, y in combinations(codes, 2)
    )  # fmt: skip
    standing = None
    if context:
        standing = _standing(reference, selection, select(record, None, **chosen))
    told = [
        f"{state_name(r.state)}{'' if by is None else f', {r.period}'}: {r.misleads}"
        for r in rows
        if r.misleads
    ]
    if len({r.estimate.n for r in rows if r.period == "all"}) > 1:
        told.append("the states' figures rest on different votes; to compare them, take the paired figures")
    meta = replace(selection.meta, warnings=(*selection.meta.warnings, *told))
    return Agreement(
        reference, similarity.measure(measure).name, tuple(rows), pairs, standing, meta, selection
    )
