"""Fits the ideal-point model: block Newton sweeps, accelerated, then the covariance that the items add."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from foedus.measure import ideal_covariance as joint
from foedus.measure import ideal_kernels as kernels
from foedus.measure import ideal_replica as replica

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SPREAD = 9.0  # prior variance of a threshold: nearly flat
WALK, WALK_STEPS = (
    0.02,
    20.0,
)  # the walk's variance where nothing is known (of the variance of positions), and what that is worth in steps
DEFICIT = 0.96  # expected squared step over the walk's variance, before the replicas say better
ENOUGH = 6_000  # state-periods in replicas from which that ratio is told
CALM = 0.2  # largest change from which acceleration sets in: before, plain sweeps are surer
MEMORY = 12  # sweeps that the acceleration looks back on


@dataclass(slots=True)
class Layout:
    """The votes as two compressed tables and the paths they hang on."""

    ptr: Ints
    who: NDArray[np.int32]
    state_ptr: Ints
    which: NDArray[np.int32]
    three: NDArray[np.bool_]
    first: Ints
    gap: Floats
    path: Ints

    @property
    def cells(self) -> int:
        """How many state-periods are estimated."""
        return int(self.state_ptr.shape[0])


@dataclass(slots=True)
class Position:
    """Where a fit stands, on the model's own scale."""

    theta: Floats
    var: Floats
    cov: Floats
    beta: Floats
    g1: Floats
    g2: Floats
    w2: Floats  # one a path
    prior: Floats  # a slope's variance; mean and variance of a path's first position

    def copy(self) -> Position:
        """A copy that shares nothing."""
        return Position(
            *(np.array(getattr(self, n)) for n in ("theta", "var", "cov", "beta", "g1", "g2", "w2", "prior"))
        )

    def become(self, other: Position) -> None:
        """Take over another position's values, in place."""
        for n in ("theta", "var", "cov", "beta", "g1", "g2", "w2", "prior"):
            getattr(self, n)[:] = getattr(other, n)


@dataclass(slots=True)
class Trace:
    """What the sweeps did."""

    sweeps: int = 0
    change: float = float("inf")
    changes: list[float] = field(default_factory=list)


class Sweeper:
    """One sweep after another over the same votes, buffers kept."""

    def __init__(
        self,
        layout: Layout,
        innovation: str | float | Floats,
        deficit: float = DEFICIT,
        slopes: float | None = None,
    ) -> None:
        self.layout, self.innovation, self.deficit, self.slopes = layout, innovation, deficit, slopes
        self.table = kernels.mills_table()
        size, items = layout.cells, layout.ptr.shape[0]
        self.score, self.weight, self.out = np.zeros(size), np.zeros(size), np.zeros(size)
        self.spread = np.zeros((items, 6))
        self.item, self.place = np.zeros((items, 9)), np.zeros((size, 2))
        steps = np.ones(size, bool)
        steps[layout.first[:-1]] = False
        self.steps = np.flatnonzero(steps)

    def sweep(self, p: Position) -> None:
        """Items given states, states given items, the walk's variance, then location and scale."""
        a = self.layout
        self.place[:, 0], self.place[:, 1] = p.theta, p.var
        kernels.item_step(
            a.ptr,
            a.who,
            self.place,
            p.beta,
            p.g1,
            p.g2,
            a.three,
            self.table,
            p.prior[0],
            SPREAD,
            self.spread,
        )
        self.item[:, 0], self.item[:, 1], self.item[:, 2], self.item[:, 3:] = p.beta, p.g1, p.g2, self.spread
        kernels.state_step(
            a.state_ptr, a.which, p.theta, p.var, self.item, self.table, self.score, self.weight
        )
        kernels.smooth(
            a.first,
            a.gap,
            self.weight,
            self.score,
            p.theta,
            p.w2,
            p.prior[1],
            p.prior[2],
            self.out,
            p.var,
            p.cov,
        )
        p.theta[:] = np.clip(self.out, p.theta - 2.0, p.theta + 2.0)
        self._walk(p)
        self._gauge(p)

    def _walk(self, p: Position) -> None:
        """The walk's variance by its expected squared steps, pooled or the one that the caller gave."""
        k = self.steps
        if not k.size:
            return
        if not isinstance(self.innovation, str):
            p.w2[:] = self.innovation * max(p.theta.var(), 1e-2)
            return
        moved = (
            (p.theta[k] - p.theta[k - 1]) ** 2 + p.var[k] + p.var[k - 1] - 2 * p.cov[k]
        ) / self.layout.gap[k]
        moved /= self.deficit
        prior = WALK * max(float(p.theta.var()), 1e-2)
        pooled = (float(moved.sum()) + WALK_STEPS * prior) / (moved.size + WALK_STEPS)
        p.w2[:] = pooled

    def _gauge(self, p: Position) -> None:
        """Location and scale leave every probability as it is: set them to what the priors like best, in one step.

        Without a prior of their own for slopes (``slopes`` None), first positions have mean 0 and slopes variance 1, as
        the model says, the volume of the slopes counted; else positions are standardised, as the published series is.
        """
        a = self.layout
        start = a.first[:-1]
        if self.slopes is None:
            m = float(p.theta[start].mean())
            b = float((p.beta**2 + self.spread[:, 0]).sum())
            first = float(((p.theta[start] - m) ** 2 + p.var[start]).sum())
            n = p.beta.size - start.size
            c = float(np.clip(((n + (n * n + 4 * first * b) ** 0.5) / (2 * b)) ** 0.5, 0.5, 2.0))
        else:
            m, c = float(p.theta.mean()), float(p.theta.std())
        p.theta -= m
        p.theta /= c
        p.g1 -= p.beta * m
        p.g2 -= p.beta * m
        p.beta *= c
        p.var /= c * c
        p.cov /= c * c
        p.w2 /= c * c
        p.prior[0] = self.slopes or 1.0


def _pack(p: Position) -> Floats:
    return np.concatenate(
        [p.theta, p.beta, p.g1, np.log(np.maximum(p.g2 - p.g1, 1e-12)), [np.log(p.w2.mean())]]
    )


def _unpack(x: Floats, p: Position, three: NDArray[np.bool_]) -> None:
    s, j = p.theta.size, p.beta.size
    p.theta[:] = x[:s]
    p.beta[:] = x[s : s + j]
    p.g1[:] = x[s + j : s + 2 * j]
    p.g2[:] = np.where(three, p.g1 + np.exp(np.clip(x[s + 2 * j : s + 3 * j], -12, 4)), p.g1)
    p.w2 *= np.exp(np.clip(x[-1] - np.log(p.w2.mean()), -1.0, 1.0))


def solve(
    layout: Layout,
    p: Position,
    innovation: str | float | Floats = "pooled",
    tol: float = 3e-4,
    limit: int = 300,
    say: Callable[[str], None] | None = None,
    accelerate: bool = True,
    deficit: float = DEFICIT,
    slopes: float | None = None,
) -> tuple[Sweeper, Trace]:
    """Sweep until no position moves by more than ``tol`` standard deviations of all positions.

    Anderson acceleration (type II) over positions, items and the walk's variance; it restarts when the change
    grows, so that the plain sweeps, which always climb, have the last word.
    """
    sweeper, trace = Sweeper(layout, innovation, deficit, slopes), Trace()
    xs: list[Floats] = []
    fs: list[Floats] = []
    best = float("inf")
    sure = p.copy()
    for _ in range(limit):
        before = _pack(p)
        sweeper.sweep(p)
        after = _pack(p)
        if not np.isfinite(after).all():  # an extrapolation too far: back to the last plain sweep
            p.become(sure)
            xs, fs = [], []
            continue
        sure = p.copy()
        step = after - before
        trace.change = float(np.abs(step[: layout.cells]).max() / max(p.theta.std(), 1e-9))
        trace.changes.append(trace.change)
        trace.sweeps += 1
        if say is not None:
            say(f"sweep {trace.sweeps}: largest change {trace.change:.1e}")
        if trace.change < tol:
            break
        size = float(np.sqrt((step**2).mean()))
        if not accelerate or (not xs and trace.change > CALM):
            continue
        if size > 2.0 * best:
            xs, fs = [], []
        best = min(best, size)
        xs.append(after)
        fs.append(step)
        xs, fs = xs[-MEMORY:], fs[-MEMORY:]
        if len(fs) < 2:
            continue
        df = np.stack([fs[i + 1] - fs[i] for i in range(len(fs) - 1)])
        dx = np.stack([xs[i + 1] - xs[i] for i in range(len(xs) - 1)])
        gram = df @ df.T
        gram[np.diag_indices_from(gram)] *= 1 + 1e-8
        gamma = np.linalg.solve(gram + 1e-14 * np.eye(len(gram)), df @ step)
        move = gamma @ dx
        worst = np.abs(move[: layout.cells]).max()
        if worst > 1.0:
            move *= 1.0 / worst
        _unpack(after - move, p, layout.three)
    return sweeper, trace


def added_by_items(
    layout: Layout, p: Position, draws: int, steps: int = 60, tol: float = 2e-2
) -> NDArray[np.float32]:
    """What joint draws of the items do to the states' means: [draws, state-periods], on the model's own scale."""
    table = kernels.mills_table()
    votes, items = layout.who.size, p.beta.size
    cross, root = np.empty((votes, 3), np.float32), np.empty((votes, 3), np.float32)
    inverse = np.empty((items, 6), np.float32)
    joint.curvature(
        layout.ptr,
        layout.who,
        p.theta,
        p.beta,
        p.g1,
        p.g2,
        layout.three,
        table,
        p.prior[0],
        SPREAD,
        cross,
        root,
        inverse,
    )
    score, weight = np.zeros(layout.cells), np.zeros(layout.cells)
    item = np.zeros((items, 9))
    item[:, 0], item[:, 1], item[:, 2] = p.beta, p.g1, p.g2
    none = np.zeros(layout.cells)
    kernels.state_step(layout.state_ptr, layout.which, p.theta, none, item, table, score, weight)
    link = 1.0 / (p.w2[layout.path] * layout.gap)
    link[layout.first[:-1]] = 0.0
    diagonal = weight + link
    diagonal[layout.first[:-1]] += 1.0 / p.prior[2]
    diagonal[:-1] += link[1:]
    pivot, factor = np.empty(layout.cells), np.zeros(layout.cells)
    kernels.factorise(layout.first, diagonal, link, pivot, factor)
    blocks = max(2, draws // kernels.LANES)
    out = np.empty((blocks, layout.cells, kernels.LANES), np.float32)
    used = np.zeros(blocks, np.int64)
    f4 = np.float32
    joint.sample_means(
        layout.ptr, layout.who, p.theta, p.beta, layout.three, cross, root, inverse, p.prior[0], SPREAD, layout.first,
        diagonal.astype(f4), link.astype(f4), pivot.astype(f4), factor.astype(f4), p.prior[2], steps, tol, out, used,
    )  # fmt: skip
    return out.transpose(0, 2, 1).reshape(-1, layout.cells)


@dataclass(slots=True)
class Replica:
    """What a fit made of votes drawn at its own estimate: the truth, and what came back, on the model's scale."""

    truth: Floats
    theta: Floats
    var: Floats
    deficit: float


def replicate(layout: Layout, p: Position, sweeper: Sweeper, stream: int) -> Replica:
    """Draw paths and votes from the fit, fit them with the walk's variance known, and compare."""
    noise = np.random.default_rng(20_250_000 + stream).standard_normal(layout.cells)
    truth = np.empty(layout.cells)
    replica.draw_paths(layout.first, layout.gap, sweeper.weight, p.theta, p.w2, p.prior[2], noise, truth)
    q = p.copy()
    ptr, who, three = np.empty_like(layout.ptr), np.empty_like(layout.who), layout.three.copy()
    replica.revote(
        layout.ptr, layout.who, truth, p.beta, p.g1, p.g2, layout.three, stream, ptr, who, three, q.g1, q.g2
    )
    state_ptr, which = np.empty_like(layout.state_ptr), np.empty_like(layout.which)
    replica.by_state(ptr, who, state_ptr, which)
    copy = Layout(ptr, who, state_ptr, which, three, layout.first, layout.gap, layout.path)
    q.theta[:] = truth
    k = sweeper.steps
    known: float | Floats = 1.0
    if k.size:
        known = float(((truth[k] - truth[k - 1]) ** 2 / layout.gap[k]).mean() / truth.var()) * (
            p.w2 / p.w2.mean()
        )
    solve(copy, q, innovation=known, tol=4e-3, limit=40, slopes=sweeper.slopes)
    moved = ((q.theta[k] - q.theta[k - 1]) ** 2 + q.var[k] + q.var[k - 1] - 2 * q.cov[k]) / layout.gap[k]
    deficit = float(moved.mean() / q.w2[layout.path[k]].mean()) if k.size else 1.0
    return Replica(truth, q.theta, q.var, min(max(deficit, 0.5), 1.1))


def estimate(
    layout: Layout,
    p: Position,
    innovation: str | float | Floats = "pooled",
    tol: float = 3e-4,
    say: Callable[[str], None] | None = None,
    slopes: float | None = None,
) -> tuple[Sweeper, Trace, list[Replica]]:
    """The whole fit of one layout: sweeps, replicas that tell the walk's deficit, sweeps with it, to convergence."""
    trace = Trace()
    if not isinstance(innovation, str) or layout.cells == layout.first.size - 1:
        sweeper, trace = solve(layout, p, innovation, tol, say=say, slopes=slopes)
        return sweeper, trace, [replicate(layout, p, sweeper, i) for i in range(_replicas(layout))]
    sweeper, one = solve(layout, p, innovation, 10 * tol, say=say, slopes=slopes)
    replicas = [replicate(layout, p, sweeper, i) for i in range(_replicas(layout))]
    deficit = float(np.mean([r.deficit for r in replicas]))
    sweeper, two = solve(layout, p, innovation, tol, say=say, deficit=deficit, slopes=slopes)
    trace.sweeps, trace.change, trace.changes = one.sweeps + two.sweeps, two.change, one.changes + two.changes
    return sweeper, trace, replicas


def _replicas(layout: Layout) -> int:
    return int(min(max(1, round(ENOUGH / layout.cells)), 8))
