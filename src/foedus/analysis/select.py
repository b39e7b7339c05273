"""Which votes a question is about: body, period, issue, contestedness, symbols, weights; and who was in a group when."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.analysis.results import Meta
from foedus.errors import MeasureError, UnknownName, UsageError
from foedus.measure.intervals import family_of

if TYPE_CHECKING:
    from foedus.model.acts import RollCall
    from foedus.record.queries import Record

Codes = NDArray[np.int8]
Day = date | str | None
Weights = Literal["equal", "contested"] | Mapping[str, float]

# Six issues in which roll calls are usually sorted, by words of title, agenda or subject headings.
ISSUES: dict[str, str] = {
    "palestine": r"palestin|israel|arab territor|jerusalem|golan|gaza|unrwa|middle east",
    "nuclear": r"nuclear|atomic|fissile",
    "disarmament": r"disarm|arms|weapon|militar(?:y|ization)|missile|mercenar|landmine|ammunition|zone of peace",
    "human rights": r"human rights|racis|racial|apartheid|tortur|religio|discriminat|rights of|death penalty|execution",
    "colonialism": r"coloni|self-determination|non-self-governing|trust territor|independence|namibia|south west africa",
    "development": r"development|economic|trade|financ|debt|poverty|sovereignty over natural|globali[sz]ation|coercive",
}
ISSUE_ALIASES = {
    "me": "palestine",
    "nu": "nuclear",
    "di": "disarmament",
    "hr": "human rights",
    "co": "colonialism",
    "ec": "development",
}


def day(text: Day, *, last: bool = False) -> date | None:
    """A day from a date, or from text like 2013, 2013-12 or 2013-12-02 (the last day of it if ``last``).

    Raises:
        UsageError: not a date.

    >>> day("2015-12", last=True)
    datetime.date(2015, 12, 31)
    """
    if text is None or isinstance(text, date):
        return text
    parts = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text.strip())
    if parts is None:
        raise UsageError(f"a date is written like 2015, 2015-12 or 2015-12-02; found {text!r}")
    year = int(parts[1])
    month = int(parts[2]) if parts[2] else (12 if last else 1)
    try:
        number = int(parts[3]) if parts[3] else (calendar.monthrange(year, month)[1] if last else 1)
        return date(year, month, number)
    except (ValueError, calendar.IllegalMonthError):
        raise UsageError(f"there is no such day as {text!r}") from None


@dataclass(frozen=True, slots=True)
class Selection:
    """The votes a question is about.

    Attributes:
        choice: votes ``[roll calls, states]``, coded as in the record.
        states: the columns.
        roll_calls: the rows.
        families: number of each roll call's family; those without one are families of their own.
        sessions: number of each roll call's session.
        weights: weight of each; None for one each.
        meta: what it rests on.
    """

    choice: Codes
    states: tuple[str, ...]
    roll_calls: tuple[RollCall, ...]
    families: NDArray[np.int64]
    sessions: NDArray[np.int64]
    weights: NDArray[np.float64] | None
    meta: Meta

    def column(self, state: str) -> Codes:
        """The votes of one state."""
        return self.choice[:, self.states.index(state)]

    def rows(self, keep: NDArray[np.bool_]) -> Selection:
        """The same with some roll calls only."""
        at = np.flatnonzero(keep)
        return replace(
            self,
            choice=self.choice[at],
            roll_calls=tuple(self.roll_calls[i] for i in at),
            families=self.families[at],
            sessions=self.sessions[at],
            weights=None if self.weights is None else self.weights[at],
        )

    def periods(self, by: str | None) -> list[tuple[str, NDArray[np.bool_]]]:
        """Names of periods with the roll calls in each, in order: by session, year, month, issue; None: one, "all".

        Raises:
            UnknownName: no such division.
        """
        n = len(self.roll_calls)
        if by is None:
            return [("all", np.ones(n, bool))]
        if by == "issue":
            marks = [(name, _about(self.roll_calls, name)) for name in ISSUES]
            return [(name, mark) for name, mark in marks if mark.any()]
        names = {"session": "{0.session}", "year": "{0.date:%Y}", "month": "{0.date:%Y-%m}"}
        if by not in names:
            raise UnknownName(by, "division of votes", (*names, "issue"))
        keys = np.asarray([names[by].format(c) for c in self.roll_calls], dtype="U16")
        return [(str(k), keys == k) for k in dict.fromkeys(keys.tolist())]


def _about(calls: Sequence[RollCall], issue: str) -> NDArray[np.bool_]:
    """Which roll calls are about an issue: a known one by its words, else every word given must occur."""
    name = ISSUE_ALIASES.get(issue.casefold(), issue.casefold())
    patterns = [ISSUES[name]] if name in ISSUES else [re.escape(word) for word in name.split()]
    compiled = [re.compile(p, re.IGNORECASE) for p in patterns]
    texts = (f"{c.title}\n{c.agenda}\n{' '.join(c.subjects)}" for c in calls)
    return np.fromiter((all(p.search(t) for p in compiled) for t in texts), bool, len(calls))


def minority(calls: Sequence[RollCall]) -> NDArray[np.float64]:
    """The share of the votes cast that were not with the largest of yes, no, abstain (publisher's totals)."""
    counts = np.asarray([(c.yes or 0, c.no or 0, c.abstain or 0) for c in calls], dtype=float).reshape(-1, 3)
    total = counts.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, 1 - counts.max(axis=1) / total, 0.0)


def _weights(calls: Sequence[RollCall], weights: Weights) -> NDArray[np.float64] | None:
    """Weights of roll calls, as named or given by symbol.

    Raises:
        UsageError: no such weighting.
    """
    if isinstance(weights, Mapping):
        return np.asarray([weights.get(c.symbol, 0.0) for c in calls], dtype=float)
    if weights == "equal":
        return None
    if weights == "contested":
        return 1.5 * minority(calls)  # 1 where evenly split three ways, 0 where unanimous
    raise UsageError(f"weights are 'equal', 'contested' or given by symbol; found {weights!r}")


def select(
    record: Record,
    states: Sequence[str] | None,
    *,
    since: Day = None,
    until: Day = None,
    body: str = "UNGA",
    session: str | None = None,
    issue: str | None = None,
    contested: float = 0.0,
    symbols: Sequence[str] | None = None,
    weights: Weights = "equal",
    as_of: Day = None,
) -> Selection:
    """The votes a question is about, with their families, sessions and weights.

    Args:
        record: an open record.
        states: codes of the columns; None for all.
        since: first day (2013, 2013-12, 2013-12-02 or a date).
        until: last day, included.
        body: whose votes.
        session: one session only.
        issue: one of :data:`ISSUES` or words that must occur in title, agenda or subjects.
        contested: only votes where at least this share (0..1) of the votes cast was not with the largest side.
        symbols: only these resolutions (a list of important votes, say).
        weights: "equal", "contested" (by the share not with the largest side), or weights by symbol (others 0).
        as_of: the day on which the question is asked: later votes are left out.

    Raises:
        UsageError: a date, share or weighting is not what it should be.
        MeasureError: the record has no such votes.
    """
    start, end, asked = day(since), day(until, last=True), day(as_of, last=True)
    if start and end and start > end:
        raise UsageError(f"the period ends before it begins: {start} to {end}")
    if not 0 <= contested < 1:
        raise UsageError(f"contested is a share from 0 to 1; found {contested}")
    matrix = record.matrix(states=states, body=body, since=start, until=end, as_of=asked)
    calls = matrix.roll_calls
    keep, chosen = np.ones(len(calls), bool), []
    if session is not None:
        keep &= np.fromiter((c.session == str(session) for c in calls), bool, len(calls))
        chosen.append(f"session {session}")
    if issue is not None:
        keep &= _about(calls, issue)
        chosen.append(f"about {ISSUE_ALIASES.get(issue.casefold(), issue)}")
    if contested > 0:
        keep &= minority(calls) >= contested
        chosen.append(f"at least {contested:.0%} not with the largest side")
    if symbols is not None:
        wanted = {_symbol(record, s) for s in symbols}
        keep &= np.fromiter((c.symbol in wanted for c in calls), bool, len(calls))
        chosen.append(f"{len(wanted)} named resolutions")
    if not keep.any():
        raise MeasureError(f"the record has no such votes of {body}{_between(start, end)}")
    low, high = start or calls[0].date, min(end or calls[-1].date, asked or date.max)
    complete = record.covers("votes", body, low, high)
    warnings = () if complete else (SELECTED.format(body=body, low=low, high=high),)
    meta = Meta(
        record.version,
        record.cite(),
        body,
        low,
        high,
        int(keep.sum()),
        complete,
        asked,
        ", ".join(chosen),
        warnings,
    )
    full = Selection(
        matrix.choice,
        matrix.states,
        calls,
        _numbered([c.family or family_of(c.title) for c in calls]),
        _numbered([c.session for c in calls]),
        _weights(calls, weights),
        meta,
    )
    return full if keep.all() else full.rows(keep)


def _numbered(keys: Sequence[str]) -> NDArray[np.int64]:
    """Keys as numbers in order of first appearance; each empty key is one of its own."""
    seen: dict[str | int, int] = {}
    return np.fromiter(
        (seen.setdefault(k or at, len(seen)) for at, k in enumerate(keys)), np.int64, len(keys)
    )


SELECTED = (
    "the record does not hold every recorded vote of {body} from {low} to {high}: the votes in it are a choice, so "
    "shares and ranks speak of these votes only"
)


def _symbol(record: Record, symbol: str) -> str:
    call = record.roll_call(symbol)
    if call is None:
        raise UnknownName(symbol, "recorded vote")
    return call.symbol


def _between(start: date | None, end: date | None) -> str:
    return f" from {start or 'the beginning'} to {end or 'today'}" if start or end else ""


def state_code(name: str, on: date | None = None) -> str:
    """The code of a state from any of its names.

    Raises:
        UnknownName: nobody is known by it.
        AmbiguousName: it fits several.
    """
    from foedus.model.states import resolve

    return resolve(name, on).code


def state_name(code: str) -> str:
    """The name of a state, or the code where it has none."""
    from foedus.model.states import get

    try:
        return get(code).name
    except UnknownName:
        return code


def present(selection: Selection, state: str) -> None:
    """Make sure that a state was a member of the body at some time in the selection.

    Raises:
        MeasureError: it was not; a named reason instead of an empty figure.
    """
    if (selection.column(state) < 0).all():
        m = selection.meta
        raise MeasureError(
            f"{state_name(state)} ({state}) was not a member voting in {m.body} from {m.since} to {m.until}"
        )


@dataclass(frozen=True, slots=True)
class Group:
    """A group of states over time.

    Attributes:
        code: code of the organisation.
        states: everyone who was a member at some time.
        inside: for each state the periods [start, end) of membership; None is open.
        ids: rows of the record that say so.
        warnings: what is not known of it.
    """

    code: str
    states: tuple[str, ...]
    inside: dict[str, tuple[tuple[date | None, date | None], ...]]
    ids: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    def mask(self, states: Sequence[str], days: Sequence[date]) -> NDArray[np.bool_]:
        """Who was in the group on which day: ``[days, states]``."""
        when = np.asarray([d.toordinal() for d in days])
        out = np.zeros((len(days), len(states)), bool)
        for column, state in enumerate(states):
            for start, end in self.inside.get(state, ()):
                low = start.toordinal() if start else 0
                high = end.toordinal() if end else 10**7
                out[:, column] |= (when >= low) & (when < high)
        return out


def group(record: Record, name: str, as_of: Day = None) -> Group:
    """A group of states, members as dated in the record; or states joined by commas, taken as a fixed group.

    Raises:
        UnknownName: nobody knows such a group.
        MeasureError: the record holds no members of it.
    """
    if "," in name:
        codes = tuple(dict.fromkeys(state_code(part.strip()) for part in name.split(",") if part.strip()))
        return Group("+".join(codes), codes, dict.fromkeys(codes, ((None, None),)), ())
    from foedus.model.bodies import resolve_body

    body = resolve_body(name)
    rows = [m for m in record.memberships(org=body.code, as_of=day(as_of, last=True)) if m.status == "member"]
    if not rows:
        raise MeasureError(f"the record holds no members of {body.name} ({body.code})")
    inside: dict[str, tuple[tuple[date | None, date | None], ...]] = {}
    for row in rows:
        inside[row.state] = (*inside.get(row.state, ()), (row.start, row.end))
    undated = sorted({row.state for row in rows if row.start is None})
    warnings = (
        (f"when {', '.join(undated)} joined {body.code} is not known: counted throughout",) if undated else ()
    )
    return Group(body.code, tuple(sorted(inside)), inside, tuple(row.id for row in rows), warnings)
