"""Ideal points of the whole General Assembly: seconds, memory, coverage of the intervals, agreement with the published series.

Prints one JSON line. ``--settings`` prints the table of settings tried (docs/methods/ideal.md); ``--scaling`` the time per
vote from a tenth to ten times the Assembly's votes. Seconds are the best of several runs after a warm-up: the machine
may be shared. ``FOEDUS_SHARED`` names the folder of shared data if it is not beside the checkout.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import sys
import time
import warnings
from pathlib import Path

import numpy as np

REPO = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(REPO / "tests" / "measure"))
warnings.simplefilter("ignore")
DATA = Path(os.environ.get("FOEDUS_SHARED", REPO.parent / "shared")) / "data"
CODE = {"yes": 1, "abstain": 2, "no": 3}


def assembly():
    """Voeten's table as the published series used it: votes, session, item (bridged by the authors' pairs), names."""
    import pyarrow.parquet as pq

    calls = pq.read_table(DATA / "unvotes" / "un_roll_calls.parquet").to_pandas()
    late = (calls.session + 1945 > 1989) & ((calls.para == 1) | (calls.amend == 1))
    calls = calls[(calls.session != 19) & ~late]
    votes = pq.read_table(DATA / "unvotes" / "un_votes.parquet").to_pandas()
    votes = votes[votes.rcid.isin(calls.rcid) & (votes.country != "Zanzibar")]
    parent = {}
    with (DATA / "voeten_idealpoints" / "Matches.csv").open() as handle:
        for row in csv.DictReader(handle):
            a, b = int(row["rcid1"]), int(row["rcid2"])
            parent[b] = min(a, parent.get(b, a))

    def root(x):
        while x in parent and parent[x] != x:
            x = parent[x]
        return x

    names = sorted(votes.country.unique())
    row, column = {r: i for i, r in enumerate(calls.rcid)}, {c: i for i, c in enumerate(names)}
    choice = np.full((len(calls), len(names)), -1, np.int8)
    choice[votes.rcid.map(row), votes.country.map(column)] = votes.vote.astype(str).map(CODE)
    return choice, calls.session.astype(int).to_numpy(), [root(r) for r in calls.rcid], names


def against_published(fit):
    """Correlation with the published series: overall, and the median within a session."""
    published = {}
    with (DATA / "voeten_idealpoints" / "IdealpointestimatesAll_Apr2020.csv").open(
        encoding="latin-1"
    ) as handle:
        for r in csv.DictReader(handle):
            published[r["Countryname"], int(r["session"])] = float(r["IdealPoint"])
    pairs = [
        (p, e, published[s, p])
        for s, p, e in zip(fit.state, fit.period.tolist(), fit.estimate, strict=True)
        if (s, p) in published
    ]
    t = np.array(pairs)
    within = [np.corrcoef(t[t[:, 0] == p][:, 1:].T)[0, 1] for p in np.unique(t[:, 0])]
    return float(np.corrcoef(t[:, 1:].T)[0, 1]), float(np.median(within)), len(pairs)


def best(call, times):
    """Shortest wall time of several calls, and the last answer."""
    found, answer = float("inf"), None
    for _ in range(times):
        t = time.perf_counter()
        answer = call()
        found = min(found, time.perf_counter() - t)
    return found, answer


def bare_pass(choice, session, items, names):
    """One evaluation of every vote's derivatives in each of the two steps: the floor of any fit."""
    from foedus.measure import ideal_layout, ideal_solver

    made = ideal_layout.prepare(choice, session, items, names, "ordinal", True)
    p = ideal_layout.begin(made)
    sweeper = ideal_solver.Sweeper(made.layout, "pooled")
    sweeper.sweep(p)
    return best(lambda: sweeper.sweep(p), 15)[0]


def simulated(count, **shape):
    """Fits of made-up assemblies with their truths."""
    from ideal_worlds import world

    from foedus.measure.ideal import fit

    out = []
    for seed in range(count):
        w = world(50_000 + seed, **shape)
        f = fit(w.choice, w.period, w.states, items=w.family, poles=w.states[:2])
        out.append((f, w.truth(f)))
    return out


def bias(runs):
    """Mean of (estimate - truth) outwards, pooled over state-periods."""
    return float(np.concatenate([(f.estimate - t) * np.sign(f.estimate) for f, t in runs]).mean())


def main():
    from ideal_worlds import covered

    from foedus.measure.ideal import fit

    choice, session, items, names = assembly()
    poles = ("Cuba", "United States")
    times = 9
    seconds, whole = best(lambda: fit(choice, session, names, items=items, poles=poles), times)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    overall, within, pairs = against_published(whole)
    small = simulated(50, states=60, periods=16, votes=60)
    full = simulated(1, states=190, periods=74, votes=76, walk=0.02)
    runs = small + full
    line = {
        "bench": "ideal",
        "seconds": round(seconds, 3),
        "bare_pass_seconds": round(bare_pass(choice, session, items, names), 4),
        "peak_mb": round(peak),
        "sweeps": whole.quality.sweeps,
        "change": whole.quality.change,
        "votes": whole.quality.votes,
        "state_periods": len(whole.state),
        "items": whole.quality.items,
        "coverage90": round(covered(runs)[0], 3),
        "coverage90_1_to_2": round(covered(runs, 1, 2)[0], 3),
        "coverage90_above_2": round(covered(runs, 2)[0], 3),
        "coverage90_full_size": [round(covered(full, *b)[0], 3) for b in ((), (1, 2), (2,))],
        "bias": round(bias(runs), 4),
        "data_sets": len(runs),
        "r_within_session": round(within, 4),
        "r_overall": round(overall, 4),
        "compared_with_published": pairs,
        "load": round(os.getloadavg()[0], 1),
        "cores": os.cpu_count(),
        "best_of": times,
    }
    print(json.dumps(line), flush=True)


def settings():
    """Seconds, coverage and change of each setting: one JSON line each, on the same made-up assemblies."""
    from ideal_worlds import covered, world

    from foedus.measure import ideal, ideal_solver
    from foedus.measure.ideal import fit

    tried = {
        "default": {},
        "tol 1e-3": {"tol": 1e-3},
        "tol 1e-5": {"tol": 1e-5},
        "no acceleration": {"_accelerate": False},
        "no replicas (deficit 1)": {"_replicas": 0},
        "items held fixed (no joint draws)": {"_draws": False},
        "slopes 1 on the standardised scale": {"slopes": 1.0},
        "robust scale (mad)": {"scale": "mad"},
    }
    worlds = [world(70_000 + s, states=60, periods=16, votes=60) for s in range(12)]
    kept = ideal_solver.solve, ideal_solver.replicate, ideal_solver.added_by_items
    for name, options in tried.items():
        plain = {k: v for k, v in options.items() if not k.startswith("_")}
        if options.get("_accelerate") is False:
            ideal_solver.solve = lambda *a, **k: kept[0](*a, **{**k, "accelerate": False})
        if options.get("_replicas") == 0:
            ideal_solver.replicate = lambda _a, p, _s, _i: ideal_solver.Replica(p.theta, p.theta, p.var, 1.0)
        if options.get("_draws") is False:
            ideal_solver.added_by_items = lambda a, _p, _n: np.zeros((2, a.cells), np.float32)
        t, runs = time.perf_counter(), []
        for w in worlds:
            f = fit(w.choice, w.period, w.states, items=w.family, poles=w.states[:2], **plain)
            truth = w.truth(f)
            if plain.get("scale") == "mad":
                m = np.median(truth)
                truth = (truth - m) / (1.4826 * np.median(np.abs(truth - m)))
            runs.append((f, truth))
        took = (time.perf_counter() - t) / len(worlds)
        ideal_solver.solve, ideal_solver.replicate, ideal_solver.added_by_items = kept
        told = {
            "setting": name,
            "seconds": round(took, 3),
            "sweeps": round(float(np.mean([f.quality.sweeps for f, _ in runs])), 1),
            "change": f"{max(f.quality.change for f, _ in runs):.0e}",
            "coverage90": [round(covered(runs, *b)[0], 3) for b in ((), (1, 2), (2,))],
        }
        print(json.dumps(told), flush=True)
    assert ideal.DRAWS > 0


def scaling():
    """Seconds a vote from a tenth to ten times the Assembly: roll calls are added a session."""
    from ideal_worlds import world

    from foedus.measure.ideal import fit

    for factor in (0.1, 1, 10):
        w = world(1, states=190, periods=74, votes=max(8, int(76 * factor)), walk=0.02)
        took, f = best(lambda w=w: fit(w.choice, w.period, w.states, items=w.family, poles=w.states[:2]), 2)
        told = {
            "votes": f.quality.votes,
            "seconds": round(took, 2),
            "microseconds_a_vote": round(1e6 * took / f.quality.votes, 2),
            "microseconds_a_vote_and_sweep": round(1e6 * took / f.quality.votes / f.quality.sweeps, 4),
            "sweeps": f.quality.sweeps,
            "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
        }
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    if not (DATA / "unvotes").is_dir():
        sys.exit(f"the shared data folder is not at {DATA}: no bench of the ideal points")
    {"--settings": settings, "--scaling": scaling}.get((sys.argv[1:] or [""])[0], main)()
