"""The record at full size: how long the official file takes to come in, how large it is, how fast one vote is found.

Writes the whole voting record of the General Assembly out as the official CSV, adds it (and, for the size, the second
publisher), opens the record in a fresh process and asks one vote. Prints one JSON line. Needs ``../shared/data``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
DATA = REPO.parent / "shared" / "data"
SECOND = ("UNVotesPublished_2016_voeten_layout.parquet", "un_votes.parquet")

BARE = """
import sys, time, duckdb
path, target = sys.argv[1:]
start = time.perf_counter()
connection = duckdb.connect(target)
connection.execute("SET enable_progress_bar = false")
connection.execute("CREATE TABLE bare AS SELECT * FROM read_csv(?)", [path])
connection.close()
print(time.perf_counter() - start)
"""
ADD = """
import sys, time, resource
from foedus.record import versions
start = time.perf_counter()
versions.add(sys.argv[2:], sys.argv[1])
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
ASK = """
import sys, time
import foedus
start = time.perf_counter()
from foedus.record.store import open_record
record = open_record(sys.argv[1])
choice = record.votes("A/RES/68/262")["KAZ"].choice
print((time.perf_counter() - start) * 1000, choice)
"""


def run(code: str, *arguments: str) -> list[str]:
    out = subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True)
    return out.stdout.split()


def official_csv(folder: Path) -> Path:
    """The rebuilt parquet as the official CSV."""
    import duckdb

    path = folder / "2026_02_06_ga_voting.csv"
    source = DATA / "undl_ga_voting" / "ga_voting_rebuilt.parquet"
    connection = duckdb.connect()
    connection.execute("SET threads = 1; SET preserve_insertion_order = true")
    connection.execute(f"COPY (SELECT * FROM '{source}') TO '{path}' (HEADER, DELIMITER ',')")
    return path


def main() -> None:
    if not DATA.exists():
        print(
            json.dumps({"bench": "record", "skipped": "the shared data folder is not beside this checkout"})
        )
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        official = official_csv(folder)
        bare, add, peak = [], [], 0.0
        for turn in range(int(os.environ.get("FOEDUS_BENCH_TURNS", "3"))):
            bare.append(float(run(BARE, str(official), str(folder / f"bare{turn}.duckdb"))[0]))
            (folder / f"bare{turn}.duckdb").unlink()
            target = folder / f"home{turn}" / "record.duckdb"
            seconds, megabytes = map(float, run(ADD, str(target), str(official)))
            add.append(seconds)
            peak = max(peak, megabytes)
        second = [str(DATA / "unvotes" / name) for name in SECOND]
        second_seconds, megabytes = map(float, run(ADD, str(target), *second)) if second else (0.0, 0.0)
        asked = sorted(float(run(ASK, str(target))[0]) for _ in range(5))
        size = target.stat().st_size
        result = {
            "bench": "record",
            "add_seconds": round(min(add), 3),
            "bare_seconds": round(min(bare), 3),
            "ratio": round(min(add) / min(bare), 2),
            "file_mb": round(size / 1e6, 2),
            "open_query_ms": round(asked[len(asked) // 2], 1),
            "peak_mb": round(max(peak, megabytes)),
            "second_publisher_seconds": round(second_seconds, 3),
            "csv_mb": round(official.stat().st_size / 1e6),
            "cpus": os.cpu_count(),
        }
        print(json.dumps(result))


if __name__ == "__main__":
    main()
