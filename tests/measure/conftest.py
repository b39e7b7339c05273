"""The whole record of the General Assembly as arrays, straight from the publisher's rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest


@dataclass(frozen=True)
class Whole:
    """Votes ``[roll calls, states]`` by date, with session and the file they come from."""

    choice: np.ndarray
    sessions: np.ndarray
    states: tuple[str, ...]
    path: Path


@pytest.fixture(scope="session")
def whole(shared: Path) -> Whole:
    import duckdb

    path = shared / "data" / "undl_ga_voting" / "ga_voting_rebuilt.parquet"
    rows = duckdb.connect().execute(
        "SELECT dense_rank() OVER (ORDER BY date, undl_id) - 1 AS roll, ms_code AS state, session,"
        " CASE ms_vote WHEN 'Y' THEN 1 WHEN 'A' THEN 2 WHEN 'N' THEN 3 ELSE 0 END AS vote FROM read_parquet(?)",
        [str(path)],
    )
    got = rows.fetchnumpy()
    states, column = np.unique(np.asarray(got["state"], dtype=str), return_inverse=True)
    roll = np.asarray(got["roll"])
    choice = np.full((int(roll.max()) + 1, len(states)), -1, np.int8)
    choice[roll, column] = got["vote"]
    sessions = np.empty(len(choice), dtype="U8")
    sessions[roll] = np.asarray(got["session"], dtype=str)
    return Whole(choice, sessions, tuple(states.tolist()), path)
