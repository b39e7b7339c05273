"""Ideal points of a record: where states stood, period by period, with intervals, items and what to beware of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from foedus.analysis.results import Meta, Result, Row
from foedus.analysis.select import Day, Selection, day, select, state_code, state_name
from foedus.errors import UnknownName
from foedus.measure.ideal import fit
from foedus.measure.ideal_result import IdealFit

if TYPE_CHECKING:
    from foedus.model.acts import RollCall
    from foedus.record.queries import Record

Period = Literal["session", "year", "half", "quarter", "month"]
NEAR = 3  # sessions between two votes on a repeated resolution, at most
# The end that is drawn upwards, and its opposite: the first two of these that vote name the sign.
UPPER, LOWER = ("USA", "GBR", "ISR", "FRA"), ("CUB", "RUS", "SYR", "CHN")
SEATS = {"SUN": "RUS"}  # a seat that went on under another name is one path


@dataclass(frozen=True, slots=True)
class IdealPoints(Result):
    """Positions of states over periods.

    Attributes:
        meta: what they rest on.
        fit: estimates, intervals, items and quality (see ``foedus.measure.ideal_result.IdealFit``).
        shown: states in the main table; empty for all. All states that vote take part in the fit.
        symbols: roll calls given, with the item each stands on in ``fit.row_item``.
        titles: their titles.
        period: how time was cut.
    """

    meta: Meta
    fit: IdealFit
    shown: tuple[str, ...]
    symbols: tuple[str, ...]
    titles: tuple[str, ...]
    period: str

    def rows(self) -> list[Row]:
        """One row a state-period, in the order of states and time."""
        f = self.fit
        keep = range(len(f.state)) if not self.shown else np.concatenate([f.rows(s) for s in self.shown])
        return [
            {
                "state": f.state[i],
                "name": state_name(f.state[i]),
                "period": f.label[i],
                "value": float(f.estimate[i]),
                "sd": float(f.sd[i]),
                "lo": float(f.lo[i]),
                "hi": float(f.hi[i]),
                "n": int(f.votes[i]),
            }
            for i in map(int, keep)
        ]

    def difference(self, one: str, other: str) -> list[Row]:
        """Period by period, how far one state stands above another, with its interval."""
        return self.fit.difference(_seat(one), _seat(other))

    def cutting(self, symbol: str) -> Row:
        """Where a vote cut: the positions at which the likeliest choice turned, its discrimination and its result.

        Raises:
            UnknownName: no such roll call in this fit, or one on which all chose alike.
        """
        wanted = symbol.upper().removeprefix("A/RES/").removeprefix("R/")
        for row, name in enumerate(self.symbols):
            if name.upper().removeprefix("A/RES/") == wanted:
                j = int(self.fit.row_item[row])
                if j < 0:
                    raise UnknownName(symbol, "vote that divides states", note="(all chose alike)")
                low, high = self.fit.cuts()
                return {
                    "symbol": name,
                    "title": self.titles[row],
                    "discrimination": float(self.fit.discrimination[j]),
                    "yes_abstain": _number(low[j]),
                    "abstain_no": _number(high[j]),
                    "threshold_low": float(self.fit.threshold_low[j]),
                    "threshold_high": float(self.fit.threshold_high[j]),
                    "yes": int(self.fit.item_votes[j, 0]),
                    "abstain": int(self.fit.item_votes[j, 1]),
                    "no": int(self.fit.item_votes[j, 2]),
                    "repeated": int((self.fit.row_item == j).sum()),
                }
        raise UnknownName(symbol, "vote in this fit")

    def summary(self) -> Row:
        """Rows, quality of the fit, and the walk's variance."""
        from dataclasses import asdict

        return {
            "rows": self.rows(),
            "quality": asdict(self.fit.quality),
            "innovation": _number(self.fit.innovation),
            "level": self.fit.level,
            "period": self.period,
        }

    def title(self) -> str:
        """One line that says what the table shows."""
        who = ", ".join(state_name(s) for s in self.shown[:4]) if self.shown else "all states"
        return f"Ideal points of {who} by {self.period}"

    def cite(self) -> str:
        """How to cite: the model and the record."""
        return f"{self.fit.cite()} {self.meta.citation}"


def ideal_points(
    record: Record,
    states: Sequence[str] = (),
    *,
    since: Day = None,
    until: Day = None,
    body: str = "UNGA",
    issue: str | None = None,
    contested: float = 0.0,
    symbols: Sequence[str] | None = None,
    as_of: Day = None,
    period: Period | Sequence[Day] = "session",
    dynamic: bool = True,
    binary: Literal["no", "drop"] | None = None,
    bridge: bool = True,
    poles: tuple[str, str] | None = None,
    innovation: Literal["pooled"] | float = "pooled",
    slopes: float | None = None,
    scale: Literal["sd", "mad"] = "sd",
    level: float = 0.9,
    start: IdealPoints | None = None,
    say: Callable[[str], None] | None = None,
) -> IdealPoints:
    """Where states stood, period by period, from every recorded vote in the record.

    Args:
        record: an open record.
        states: names or codes to show; all members take part in the fit. None given: all are shown.
        since: first day (2013, 2013-12, 2013-12-02 or a date).
        until: last day, included.
        body: whose votes.
        issue: one of the issues, or words of title, agenda or subjects.
        contested: only votes where at least this share was not with the largest side.
        symbols: only these resolutions.
        as_of: the day on which the question is asked: later votes are left out.
        period: session, year, half, quarter or month, or the days on which periods begin.
        dynamic: False: one position a state.
        binary: take abstentions for a no, or drop them; None: a category of its own, between yes and no.
        bridge: repeated resolutions (same title but for year and ordinals, once a session) are one item.
        poles: lower and upper end; by default the first of two short lists that vote (the United States is up).
        innovation: the walk's variance a period: estimated ("pooled") or given, in squared units of the scale.
        slopes: prior variance of discriminations on the standardised scale; None: as the model has it.
        scale: standard deviation 1 ("sd"), or robust ("mad").
        level: share of the posterior in the intervals.
        start: an earlier answer on nearly the same votes (one resolution fewer, say): same answer, sooner.
        say: called with lines of progress.

    Raises:
        MeasureError: no votes, or none that divide, or states without a common vote.
        UnknownName: a state or period nobody knows.
    """
    chosen = select(
        record,
        None,
        since=since,
        until=until,
        body=body,
        issue=issue,
        contested=contested,
        symbols=symbols,
        as_of=as_of,
    )
    choice, names = _seats(chosen)
    number, labels, words = _periods(chosen.roll_calls, period)
    keys = _bridged(chosen.roll_calls) if bridge else [c.symbol for c in chosen.roll_calls]
    ends = tuple(_seat(p) for p in poles) if poles else _ends(choice, names)
    result = fit(
        choice,
        number,
        names,
        items=keys,
        labels=labels,
        dynamic=dynamic,
        categories="ordinal" if binary is None else ("abstain_as_no" if binary == "no" else "drop_abstain"),
        innovation=innovation,
        slopes=slopes,
        poles=(ends[0], ends[1]) if ends else None,
        scale=scale,
        level=level,
        start=start.fit if start else None,
        say=say,
    )
    shown = tuple(_seat(s) for s in states)
    for code in shown:
        result.rows(code)
    meta = replace(chosen.meta, warnings=(*chosen.meta.warnings, *result.warnings))
    calls = chosen.roll_calls
    return IdealPoints(
        meta,
        result,
        shown,
        tuple(c.symbol for c in calls),
        tuple(c.title for c in calls),
        words if dynamic else "state",
    )


def _seat(name: str) -> str:
    code = state_code(name)
    return SEATS.get(code, code)


def _seats(chosen: Selection) -> tuple[NDArray[np.int8], tuple[str, ...]]:
    """Votes by seat: a state that took over another's seat goes on with its path."""
    choice, names = np.array(chosen.choice), list(chosen.states)
    for old, new in SEATS.items():
        if old in names and new in names:
            choice[:, names.index(new)] = np.maximum(choice[:, names.index(new)], choice[:, names.index(old)])
            choice = np.delete(choice, names.index(old), axis=1)
            names.remove(old)
    return choice, tuple(names)


def _ends(choice: NDArray[np.int8], names: Sequence[str]) -> tuple[str, str] | None:
    voted = np.asarray((choice > 0).any(axis=0), dtype=bool).reshape(-1)
    high = [s for s in UPPER if s in names and voted[names.index(s)]]
    low = [s for s in LOWER if s in names and voted[names.index(s)]]
    return (low[0], high[0]) if high and low else None


def _session(call: RollCall) -> int:
    """The regular session a vote falls in; special sessions count with the regular one that runs on their day."""
    if call.session.isdigit():
        return int(call.session)
    return max(1, call.date.year - 1945 - (call.date.month < 9))


def _bridged(calls: Sequence[RollCall]) -> list[str]:
    """Keys under which a resolution repeated from session to session is one item.

    Repeated is what has the same title but for years and ordinals, comes once a session, and was last voted on at most
    ``NEAR`` sessions before: several votes under one title in a session are different texts.
    """
    held = Counter((c.family, _session(c)) for c in calls)
    last: dict[str, tuple[int, str]] = {}
    keys = []
    for call in sorted(calls, key=lambda c: (c.date, c.symbol)):
        session = _session(call)
        key = call.symbol
        if call.family and held[call.family, session] == 1:
            before = last.get(call.family)
            if before and session - before[0] <= NEAR:
                key = before[1]
            last[call.family] = (session, key)
        keys.append((call.symbol, key))
    found = dict(keys)
    return [found[c.symbol] for c in calls]


def _periods(
    calls: Sequence[RollCall], period: Period | Sequence[Day]
) -> tuple[NDArray[np.int64], dict[int, str], str]:
    """Number of each roll call's period, the numbers' names, and how time was cut in a word."""
    if not isinstance(period, str):
        cuts = sorted(filter(None, (day(d) for d in period)))
        number = np.array([sum(c.date >= cut for cut in cuts) for c in calls], np.int64)
        names = {i: f"from {cut}" for i, cut in enumerate(cuts, 1)} | {0: "before"}
        return number, names, "cut"
    numbered: dict[str, Callable[[date], tuple[int, str]]] = {
        "year": lambda d: (d.year, str(d.year)),
        "half": lambda d: (2 * d.year + (d.month > 6), f"{d.year}-{'II' if d.month > 6 else 'I'}"),
        "quarter": lambda d: (4 * d.year + (d.month - 1) // 3, f"{d.year}-Q{(d.month + 2) // 3}"),
        "month": lambda d: (12 * d.year + d.month - 1, f"{d:%Y-%m}"),
    }
    if period == "session":
        number = np.array([_session(c) for c in calls], np.int64)
        return number, {int(n): str(n) for n in np.unique(number)}, period
    if period not in numbered:
        raise UnknownName(period, "division of time", ("session", *numbered))
    told = [numbered[period](c.date) for c in calls]
    return np.array([n for n, _ in told], np.int64), dict(told), period


def _number(value: Any) -> float | None:
    return None if value is None or not np.isfinite(value) else float(value)
