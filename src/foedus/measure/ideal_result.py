"""What a fit of ideal points found, as one value: estimates, items, quality, and the way into tables."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import UnknownName

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Quality:
    """How much went in and how well the model speaks for it.

    Attributes:
        votes: votes the fit rests on; ``votes_left_out``: those on items where all chose alike, or as asked.
        states, items, items_left_out: how many of each; left out are items without two different choices.
        log_likelihood: of the votes at the estimates.
        mean_probability: geometric mean of the probability of the choice made.
        classified: share of votes whose likeliest category came.
        error_reduction: share of the errors of "all choose as most do" that the model removes (PRE).
        sweeps, change: how often the votes were gone over; largest last change, in units of the reported scale.
        deficit: expected squared step over the walk's variance, told by replicas (1: no bias to correct).
        stretch: factor on standard errors that the replicas asked for (at least 1).
    """

    votes: int
    votes_left_out: int
    states: int
    items: int
    items_left_out: int
    log_likelihood: float
    mean_probability: float
    classified: float
    error_reduction: float
    sweeps: int
    change: float
    deficit: float
    stretch: float


@dataclass(frozen=True, slots=True, eq=False)
class Warm:
    """Where a fit ended, on the model's own scale, for the next fit to begin from."""

    cells: tuple[tuple[str, int], ...]
    items: tuple[str, ...]
    theta: Floats
    var: Floats
    beta: Floats
    g1: Floats
    g2: Floats
    w2: Floats


@dataclass(frozen=True, slots=True, eq=False)
class IdealFit:
    """Ideal points of states over periods; one row a state-period in which the state cast a vote that counts.

    Attributes:
        state, period, label: whose, when, and the period in words.
        estimate, sd, lo, hi: posterior mean, standard deviation and interval at ``level``, on the reported scale.
        votes: votes cast in that period on items that divide.
        item: keys of the items; ``discrimination`` and ``threshold_low``/``threshold_high`` on the reported scale:
            yes where discrimination * position + noise is below the lower, no above the upper.
        item_votes: yes, abstain, no by item.
        row_item: item of each roll call given, -1 where it was left out.
        innovation: the walk's variance a period, in squared units of the scale; nan for a static fit.
        shifts: joint draws [draws, rows] of what the items' uncertainty does to the estimates.
        warnings: what the reader should know, in words.
    """

    state: tuple[str, ...]
    period: Ints
    label: tuple[str, ...]
    estimate: Floats
    sd: Floats
    lo: Floats
    hi: Floats
    votes: Ints
    item: tuple[str, ...]
    discrimination: Floats
    threshold_low: Floats
    threshold_high: Floats
    item_votes: Ints
    row_item: Ints
    innovation: float
    quality: Quality
    level: float
    warnings: tuple[str, ...]
    shifts: NDArray[np.float32]
    warm: Warm

    def rows(self, state: str) -> Ints:
        """Row numbers of a state's path, in time.

        Raises:
            UnknownName: no such state in this fit.
        """
        found = np.flatnonzero(np.array([s == state for s in self.state]))
        if not found.size:
            import difflib

            known = sorted(set(self.state))
            raise UnknownName(state, "state in this fit", difflib.get_close_matches(state, known, 3))
        return found[np.argsort(self.period[found], kind="stable")]

    def difference(self, one: str, other: str) -> list[dict[str, Any]]:
        """Period by period, how far ``one`` stands above ``other``, with its interval (shared error counted once)."""
        a = {int(self.period[i]): int(i) for i in self.rows(one)}
        b = {int(self.period[i]): int(i) for i in self.rows(other)}
        out = []
        shared = (self.shifts**2).mean(0)
        z = float((self.hi[0] - self.estimate[0]) / self.sd[0])
        for t in sorted(a.keys() & b.keys()):
            i, j = a[t], b[t]
            own = self.sd[i] ** 2 - shared[i] + self.sd[j] ** 2 - shared[j]
            sd = float(np.sqrt(own + ((self.shifts[:, i] - self.shifts[:, j]) ** 2).mean()))
            value = float(self.estimate[i] - self.estimate[j])
            out.append(
                {"period": t, "label": self.label[i], "difference": value, "lo": value - z * sd, "hi": value + z * sd,
                 "n": int(min(self.votes[i], self.votes[j]))}
            )  # fmt: skip
        return out

    def cuts(self) -> tuple[Floats, Floats]:
        """Positions at which an item's likeliest choice changes: yes|abstain and abstain|no (nan where it hardly divides)."""
        weak = np.abs(self.discrimination) < 0.05
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = self.threshold_low / self.discrimination, self.threshold_high / self.discrimination
        return np.where(weak, np.nan, low), np.where(weak, np.nan, high)

    def to_arrow(self) -> Any:
        """Estimates as an Arrow table: state, period, label, estimate, sd, lo, hi, votes."""
        import pyarrow as pa

        return pa.table(
            {
                "state": list(self.state),
                "period": self.period,
                "label": list(self.label),
                "estimate": self.estimate,
                "sd": self.sd,
                "lo": self.lo,
                "hi": self.hi,
                "votes": self.votes,
            }
        )

    def items_arrow(self) -> Any:
        """Items as an Arrow table: key, discrimination, thresholds, cutting positions, votes by choice."""
        import pyarrow as pa

        low, high = self.cuts()
        return pa.table(
            {
                "item": list(self.item),
                "discrimination": self.discrimination,
                "threshold_low": self.threshold_low,
                "threshold_high": self.threshold_high,
                "cut_low": low,
                "cut_high": high,
                "yes": self.item_votes[:, 0],
                "abstain": self.item_votes[:, 1],
                "no": self.item_votes[:, 2],
            }
        )

    def to_pandas(self) -> Any:
        """Estimates as a pandas frame."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """Estimates as a polars frame."""
        import polars as pl

        return pl.from_arrow(self.to_arrow())

    def cite(self) -> str:
        """What to write when these numbers are used."""
        q = self.quality
        return (
            f"Ideal points estimated by foedus from {q.votes:,} votes of {q.states} states on {q.items:,} items; model of "
            "Bailey, M. A., Strezhnev, A. & Voeten, E. (2017), Estimating dynamic state preferences from United Nations "
            "voting data, Journal of Conflict Resolution 61(2): 430-456, smoothed over all periods."
        )

    def summary(self) -> str:
        """The fit in one line."""
        q = self.quality
        return (
            f"{q.states} states, {len(self.state)} state-periods, {q.items:,} items, {q.votes:,} votes; "
            f"{100 * q.classified:.1f} % classified, error reduced by {100 * q.error_reduction:.0f} %; "
            f"{q.sweeps} sweeps to {q.change:.0e}"
        )

    def _repr_html_(self) -> str:
        last = int(self.period.max())
        keep = [i for i in np.argsort(self.estimate) if self.period[i] == last]
        body = "".join(
            f"<tr><td>{escape(self.state[i])}</td><td>{self.estimate[i]:.2f}</td>"
            f"<td>{self.lo[i]:.2f} to {self.hi[i]:.2f}</td><td>{self.votes[i]}</td></tr>"
            for i in keep
        )
        head = f"<caption>{escape(self.summary())}; period {escape(self.label[keep[0]])}</caption>"
        names = f"<tr><th>state</th><th>position</th><th>{100 * self.level:.0f} % interval</th><th>votes</th></tr>"
        return f"<table>{head}<thead>{names}</thead><tbody>{body}</tbody></table>"
