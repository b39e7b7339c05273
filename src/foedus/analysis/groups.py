"""How far a group of states votes as one: indices over time, its members, and the votes on which it split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.analysis.results import Meta, Result, Row
from foedus.analysis.select import Day, Group, Selection, Weights, group, minority, select, state_code
from foedus.errors import MeasureError, UnknownName
from foedus.measure import breaks as ranks
from foedus.measure import cohesion
from foedus.measure.agreement import agreement
from foedus.measure.results import Estimate

if TYPE_CHECKING:
    from foedus.record.queries import Record

WORD = {1: "yes", 2: "abstain", 3: "no", 0: "not voting"}


@dataclass(frozen=True, slots=True)
class Unity:
    """The indices of a group in one period: means over roll calls, with intervals.

    Attributes:
        period: the session, year, ...; "all" for the whole.
        agreement_index: Hix, Noury and Roland's.
        corrected: the same expected of two members at random, comparable between groups of any size.
        rice: Rice's index, on votes where somebody took a side.
        pairs: the chance that two members at random voted alike.
        participation: share of members voting.
        split: roll calls on which not all who voted did so alike.
        roll_calls: roll calls on which at least two members voted.
    """

    period: str
    agreement_index: Estimate
    corrected: Estimate
    rice: Estimate
    pairs: Estimate
    participation: Estimate
    split: int
    roll_calls: int


@dataclass(frozen=True, slots=True)
class Member:
    """One member: how often it voted with the line of the others, and how it left it."""

    state: str
    since: date | None
    until: date | None
    with_line: Estimate
    participation: float | None
    opposed: int
    abstained: int
    took_a_side: int
    stayed_away: int


@dataclass(frozen=True, slots=True)
class Split:
    """A vote on which members left the group's line.

    ``bits``: how surprising that is, all who left together; ``contested``: share of the house not with the largest
    side. Listed by their product.
    """

    id: str
    symbol: str
    date: date
    title: str
    votes: dict[str, str]
    agreement_index: float
    bits: float
    contested: float


@dataclass(frozen=True, slots=True)
class Against:
    """The group against a reference: its leader, another state, or another group.

    ``alike``: the chance that a member and the reference (or a member of it) voted alike.
    """

    reference: str
    period: str
    alike: Estimate


@dataclass(frozen=True, repr=False)
class Bloc(Result):
    """How far a group voted as one."""

    org: str
    unity: tuple[Unity, ...]
    members: tuple[Member, ...]
    splits: tuple[Split, ...]
    against: tuple[Against, ...]
    meta: Meta
    member_rows: tuple[str, ...]
    selection: Selection = field(repr=False, compare=False)

    def title(self) -> str:
        """One line that says what the table shows."""
        return f"How far {self.org} voted as one"

    def rows(self) -> list[Row]:
        """A row for each index and period."""
        out: list[Row] = []
        for u in self.unity:
            named = {
                "agreement index": u.agreement_index,
                "agreement index, corrected": u.corrected,
                "rice": u.rice,
                "pairs alike": u.pairs,
                "participation": u.participation,
            }
            alike = {f"alike with {a.reference}": a.alike for a in self.against if a.period == u.period}
            for name, e in {**named, **alike}.items():
                out.append({
                    "org": self.org, "period": u.period, "index": name, "value": e.value, "lo": e.lo, "hi": e.hi,
                    "level": e.level, "n": e.n, "split": u.split, "families": e.families, "sessions": e.sessions,
                    "scope": e.scope, "note": e.note,
                })  # fmt: skip
        return out

    def summary(self) -> Row:
        """The whole answer as nested plain values."""
        return {
            "org": self.org,
            "rows": self.rows(),
            "members": [asdict(m) for m in self.members],
            "splits": [asdict(s) for s in self.splits],
            "member_rows": self.member_rows,
        }


def bloc(
    record: Record,
    org: str,
    since: Day = None,
    until: Day = None,
    *,
    against: str | None = None,
    by: str | None = None,
    body: str = "UNGA",
    session: str | None = None,
    issue: str | None = None,
    contested: float = 0.0,
    symbols: Sequence[str] | None = None,
    as_of: Day = None,
    weights: Weights = "equal",
    level: float = 0.95,
    limit: int = 10,
) -> Bloc:
    """How far a group voted as one, each vote with the members of that day.

    Args:
        record: an open record.
        org: an organisation by any name, or states joined by commas.
        since: first day.
        until: last day, included.
        against: a state (its leader, say) or another group to hold it against.
        by: "session", "year", "month" or "issue" for a row each; None for one row.
        body: whose votes.
        session: one session only.
        issue: as in :func:`foedus.analysis.agree`.
        contested: only votes where at least this share was not with the largest side.
        symbols: only these resolutions.
        as_of: the day on which the question is asked: what came later is left out.
        weights: "equal", "contested", or weights by symbol.
        level: nominal coverage of intervals.
        limit: splits to list, most surprising first.

    Raises:
        UnknownName: nobody knows such a group or division.
        MeasureError: the record holds no members of it, no such votes, or fewer than two members at the time.
    """
    found = group(record, org, as_of)
    chosen: dict[str, Any] = {
        "since": since, "until": until, "body": body, "session": session, "issue": issue, "contested": contested,
        "symbols": symbols, "as_of": as_of, "weights": weights,
    }  # fmt: skip
    selection, votes = _group_votes(record, found, chosen)
    if ((votes >= 0).sum(axis=1) >= 2).sum() == 0:
        raise MeasureError(f"{found.code} never had two members in the votes chosen")
    unity, alike = [], []
    label, values = ("", None) if against is None else _alike(record, against, selection, votes, chosen)
    for period, keep in selection.periods(by):
        part = selection if keep.all() else selection.rows(keep)
        unity.append(_unity(part, votes[keep], period, level))
        if values is not None:
            alike.append(Against(label, period, _mean(part, values[keep], level)))
    members = _members(found, selection, votes, level)
    splits = _splits(selection, votes, limit)
    meta = replace(selection.meta, warnings=(*selection.meta.warnings, *found.warnings))
    return Bloc(found.code, tuple(unity), members, splits, tuple(alike), meta, found.ids, selection)


def _group_votes(
    record: Record, found: Group, chosen: Mapping[str, Any]
) -> tuple[Selection, NDArray[np.int8]]:
    """The selection for a group's states and their votes, -1 outside membership of the group."""
    known = [s for s in found.states if s in record.voters]
    if not known:
        raise MeasureError(f"no member of {found.code} has votes in the record")
    selection = select(record, known, **chosen)
    inside = found.mask(selection.states, [c.date for c in selection.roll_calls])
    return selection, np.where(inside, selection.choice, np.int8(-1))


def _mean(part: Selection, values: NDArray[np.float64], level: float) -> Estimate:
    return cohesion.mean(
        values, families=part.families, sessions=part.sessions, weights=part.weights, level=level
    )


def _unity(part: Selection, votes: NDArray[np.int8], period: str, level: float) -> Unity:
    found = cohesion.cohesion(votes)
    voted = found.yes + found.no + found.abstain
    enough = voted >= 2

    def mean(values: NDArray[np.float64], where: NDArray[np.bool_]) -> Estimate:
        return _mean(part, np.where(where, values, np.nan), level)

    return Unity(
        period,
        mean(found.agreement_index, enough),
        mean(found.agreement_index_corrected, enough),
        mean(found.rice, found.yes + found.no >= 2),
        mean(found.pairs, enough),
        mean(found.participation, found.members >= 2),
        int((enough & (found.agreement_index < 1)).sum()),
        int(enough.sum()),
    )


def _alike(
    record: Record,
    name: str,
    selection: Selection,
    votes: NDArray[np.int8],
    chosen: Mapping[str, Any],
) -> tuple[str, NDArray[np.float64]]:
    """The chance that a member and a state, or a member of another group, voted alike, on each roll call."""
    mine = votes.copy()
    try:
        code = state_code(name)
    except UnknownName:
        try:
            other = group(record, name, chosen["as_of"])
        except UnknownName as neither:
            raise UnknownName(name, "state or group", neither.nearest) from None
        their_selection, theirs = _group_votes(record, other, chosen)
        shared = [s for s in selection.states if s in their_selection.states]
        for state in shared:  # a state in both is not held against itself
            column, its = selection.states.index(state), their_selection.states.index(state)
            mine[:, column] = np.where(theirs[:, its] >= 0, np.int8(-1), mine[:, column])
        return other.code, cohesion.between(mine, theirs)
    reference = select(record, [code], **chosen).column(code)
    if code in selection.states:
        mine[:, selection.states.index(code)] = -1
    return code, cohesion.with_reference(mine, reference)


def _members(found: Group, selection: Selection, votes: NDArray[np.int8], level: float) -> tuple[Member, ...]:
    """Each member against the line of the others, the most loyal first."""
    members = []
    for column, state in enumerate(selection.states):
        mine = votes[:, column]
        if (mine < 0).all():
            continue
        line = cohesion.plurality(votes, without=column)
        kind = ranks.breaks(mine, line).kind
        estimate = agreement(
            mine,
            line,
            families=selection.families,
            sessions=selection.sessions,
            weights=selection.weights,
            level=level,
        )
        present = mine >= 0
        spell = found.inside[state]
        counts = [int((kind == k).sum()) for k in range(4)]
        share = float((mine[present] > 0).mean())
        members.append(Member(state, spell[0][0], spell[-1][1], estimate, share, *counts))
    return tuple(sorted(members, key=lambda m: -(m.with_line.value or 0.0)))


def _splits(selection: Selection, votes: NDArray[np.int8], limit: int) -> tuple[Split, ...]:
    """The votes on which members left the group's line, by surprise times how contested the vote was in the house.

    The line is what most members voted; where they stood evenly there is none to leave. Housekeeping votes, on which
    the whole house agrees and absence means little, so sink.
    """
    line = cohesion.plurality(votes)
    bits = np.zeros(len(votes))
    for column in range(votes.shape[1]):
        got = ranks.breaks(votes[:, column], line)
        bits += np.where(got.kind >= 0, got.bits, 0.0)
    house = minority(selection.roll_calls)
    weight = bits * house
    index = cohesion.cohesion(votes).agreement_index
    out = []
    for at in np.argsort(-weight, kind="stable")[:limit]:
        if weight[at] <= 0:
            break
        call = selection.roll_calls[at]
        cast = {s: WORD[int(v)] for s, v in zip(selection.states, votes[at], strict=True) if v >= 0}
        out.append(
            Split(
                call.id,
                call.symbol,
                call.date,
                call.title,
                cast,
                float(index[at]),
                float(bits[at]),
                float(house[at]),
            )
        )
    return tuple(out)
