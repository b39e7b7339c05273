"""How long 100,000 simulated elections of 193 voters take, beside a bare numpy draw of the same ballots.

Prints one JSON line: seconds, bare_seconds, ratio (medians of five alternating runs) and their spread.
"""

import json
import statistics
import time

import numpy as np

from foedus.election import forecast as f
from foedus.election.strength import Strength

N, VOTERS, SEED = 100_000, 193, 7


def crowd():
    rng = np.random.default_rng(SEED)
    lean = rng.normal(0, 1, (VOTERS, 2))
    none = np.full(VOTERS, -1)
    names = tuple(f"S{i:03d}" for i in range(VOTERS))
    return f.Electorate(names, ("AAA", "BBB"), lean, none, np.zeros(VOTERS, dtype=np.int64), stray=0.0)


def bare(p):
    """The fastest plain way: one uniform number a ballot, in the same chunks, compared with the voter's chance."""
    rng = np.random.default_rng(SEED)
    out = np.empty(N, dtype=np.int16)
    edge = p[:, 0].astype(np.float32)
    for at in range(0, N, N // f.BINS):
        out[at : at + N // f.BINS] = np.count_nonzero(
            rng.random((N // f.BINS, VOTERS), dtype=np.float32) < edge, axis=1
        )
    return out


def main():
    people, fixed = crowd(), Strength((0.0, 0.0), 1e-9, 1.2, 0.1, 20)
    assume = f.Assumptions(stray=0.0)
    x = people.lean - people.lean.max(axis=1, keepdims=True)
    p = np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)
    ours, plain = [], []
    for _ in range(6):
        t = time.perf_counter()
        draw = f.simulate(people, np.zeros(2), fixed, 1, N, SEED, assume)
        ours.append(time.perf_counter() - t)
        t = time.perf_counter()
        votes = bare(p)
        plain.append(time.perf_counter() - t)
    # Both draw the same ballots: the means agree to Monte Carlo error, and nobody votes twice.
    assert abs(draw.votes[:, 0].mean() - votes.mean()) < 6 * votes.std() / N**0.5
    assert (draw.votes.sum(axis=1) <= VOTERS).all()
    ours, plain = ours[1:], plain[1:]
    ratios = [a / b for a, b in zip(ours, plain, strict=True)]
    print(json.dumps({
        "seconds": round(statistics.median(ours), 3), "bare_seconds": round(statistics.median(plain), 3),
        "ratio": round(statistics.median(ratios), 2), "ratio_spread": [round(min(ratios), 2), round(max(ratios), 2)],
        "simulations": N, "voters": VOTERS,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
