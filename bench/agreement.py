"""All pairs of states in every session of the whole record: foedus, bare numpy, pandas and (where installed) R.

``bare_seconds``: float32 one-hot votes made and multiplied, a product a session, nothing else. ``seconds``: foedus's
agreement and n for all pairs, from the same int8 votes. ``kappa_seconds``: the same for Cohen's kappa. ``pandas_ratio``
and ``r_ratio``: how many times longer a self-merge in pandas and crossprod in R take. ``pair_ms``: one pair's full
history with interval from the open record. ``growth``: seconds at 1, 4 and 16 times as many synthetic roll calls.
Prints one JSON line. Needs ``../shared/data``.
"""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
R_SCRIPT = """
path <- commandArgs(TRUE)
n <- as.integer(readLines(path[1]))
m <- matrix(readBin(path[2], "integer", n[1] * n[2], size = 1), nrow = n[1], byrow = TRUE)
s <- readLines(path[3])
start <- proc.time()[["elapsed"]]
for (k in unique(s)) {
  v <- m[s == k, , drop = FALSE]
  same <- crossprod(v == 1) + crossprod(v == 2) + crossprod(v == 3)
  both <- crossprod(v > 0)
  share <- same / both
}
cat(proc.time()[["elapsed"]] - start)
"""


def best(call: Callable[[], Any], times: int = 5) -> float:
    """The least of several timings: what the machine can do when nobody else uses it."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        spent.append(time.perf_counter() - start)
    return min(spent)


def bare(choice: np.ndarray, runs: list[slice]) -> list[np.ndarray]:
    states, out = choice.shape[1], []
    for run in runs:
        votes = choice[run]
        hot = np.empty((len(votes), 3 * states), np.float32)
        for at in range(3):
            hot[:, at * states : (at + 1) * states] = votes == at + 1
        out.append(hot.T @ hot)
    return out


def merged(choice: np.ndarray, sessions: np.ndarray) -> float:
    """Seconds of the usual notebook: long votes merged with themselves, grouped by session and pair."""
    import pandas as pd

    roll, state = np.nonzero(choice > 0)
    long = pd.DataFrame(
        {"roll": roll, "state": state, "vote": choice[roll, state], "session": sessions[roll]}
    )
    start = time.perf_counter()
    for _, part in long.groupby("session"):
        both = part.merge(part, on="roll")
        both["same"] = both["vote_x"] == both["vote_y"]
        both.groupby(["state_x", "state_y"])["same"].agg(["mean", "size"])
    return time.perf_counter() - start


def in_r(choice: np.ndarray, sessions: np.ndarray) -> float | None:
    if shutil.which("Rscript") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        size, votes, names, script = (Path(folder) / n for n in ("size", "votes", "names", "all.R"))
        size.write_text("\n".join(map(str, choice.shape)))
        votes.write_bytes(choice.tobytes())
        names.write_text("\n".join(sessions.tolist()) + "\n")
        script.write_text(R_SCRIPT)
        words = ["Rscript", str(script), str(size), str(votes), str(names)]
        return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    from foedus.analysis import agree
    from foedus.measure.pairwise import pairwise
    from foedus.record import versions
    from foedus.record.store import open_record

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.duckdb"
        versions.add([DATA / "undl_ga_voting" / "ga_voting_rebuilt.parquet"], path)
        record = open_record(path)
        matrix = record.matrix(body="UNGA")
        sessions = np.asarray([c.session for c in matrix.roll_calls])
        order = np.argsort(sessions, kind="stable")
        choice, sessions = np.ascontiguousarray(matrix.choice[order]), sessions[order]
        agree(record, "RUS", ["KAZ"], context=False)
        pair = best(lambda: agree(record, "USA", ["GBR"], context=False))
        by_session = best(lambda: agree(record, "USA", ["GBR"], by="session", context=False))
        record.close()
    edges = [0, *(np.flatnonzero(sessions[1:] != sessions[:-1]) + 1).tolist(), len(sessions)]
    runs = [slice(a, b) for a, b in itertools.pairwise(edges)]
    plain = ours = float("inf")
    for _ in range(9):  # in turn, so that both meet the same neighbours on the machine
        plain = min(plain, best(lambda: bare(choice, runs), 1))
        ours = min(ours, best(lambda: pairwise(choice, sessions), 1))
    kappa = best(lambda: pairwise(choice, sessions, "kappa"), 3)
    rng = np.random.default_rng(1)
    growth = []
    for times in (1, 4, 16):
        many = rng.integers(-1, 4, (2000 * times, 193)).astype(np.int8)
        growth.append(round(best(lambda many=many: pairwise(many), 3), 4))  # type: ignore[misc]
    r_seconds = in_r(choice, sessions)
    print(
        json.dumps({
            "bench": "agreement", "roll_calls": len(choice), "states": choice.shape[1], "sessions": len(runs),
            "votes": int((choice > 0).sum()), "seconds": round(ours, 4), "bare_seconds": round(plain, 4),
            "ratio": round(ours / plain, 2), "kappa_seconds": round(kappa, 4), "kappa_ratio": round(kappa / plain, 2),
            "pandas_ratio": round(merged(choice, sessions) / ours, 1),
            "r_ratio": None if r_seconds is None else round(r_seconds / ours, 1),
            "pair_ms": round(1000 * pair, 1), "pair_by_session_ms": round(1000 * by_session, 1), "growth": growth,
        })
    )  # fmt: skip


if __name__ == "__main__":
    main()
