"""What is left when an import is killed, or the disk fails it, at any moment: the old version or the new one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from foedus.errors import FoedusError, RecordError
from foedus.record import versions
from foedus.record.store import open_record

pytestmark = pytest.mark.torture
HERE = Path(__file__).resolve().parent

# One process that never touches DuckDB itself: for each round it forks a child that imports (and says so when the
# import is acknowledged), kills it after a random while, and lets another child look at what is left.
KILLER = """
import importlib.util, json, os, random, signal, sys, time
spec = importlib.util.spec_from_file_location("world", sys.argv[1])
world = importlib.util.module_from_spec(spec); spec.loader.exec_module(world)
import duckdb, pyarrow, numpy
from pathlib import Path
from foedus.record import versions, store, starter, build
from foedus.errors import RecordError
path, rounds = Path(sys.argv[2]), int(sys.argv[3])
chance = random.Random(20151202)
acknowledged, torn, lost, killed, longest = [], 0, 0, 0, 0.4

def child(work):
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reader)
        try:
            os.write(writer, json.dumps(work()).encode())
        except BaseException as error:
            os.write(writer, json.dumps({"error": repr(error)}).encode())
        finally:
            os._exit(0)
    os.close(writer)
    return pid, reader

def said(reader):
    text = b""
    while block := os.read(reader, 65536):
        text += block
    os.close(reader)
    return json.loads(text) if text else None

def look():
    try:
        with store.open_file(path) as record:
            return {"symbols": [call.symbol for call in record.roll_calls(session="74")], "version": record.version}
    except RecordError as error:
        return {"missing": not path.exists(), "error": str(error)}

before = None
for number in range(rounds):
    name = f"A/RES/74/{1000 + number}"
    part = world.make_batch({name: "YYNA"}, name=f"{number}.csv")
    start = time.perf_counter()
    pid, reader = child(lambda: versions.publish([part], path).version)
    if number % 8:
        time.sleep(chance.uniform(0, longest))
        os.kill(pid, signal.SIGKILL)
        killed += 1
    _, status = os.waitpid(pid, 0)
    answer = said(reader)
    if not number % 8:
        longest = max(0.05, 1.1 * (time.perf_counter() - start))
    if isinstance(answer, str):
        acknowledged.append(name)
    elif answer is not None:
        torn += 1
        print(answer, file=sys.stderr)
    pid, reader = child(look)
    os.waitpid(pid, 0)
    left = said(reader)
    if "error" in left:
        torn += not left.get("missing", False) or bool(acknowledged)
        continue
    there = set(left["symbols"])
    lost += sum(symbol not in there for symbol in acknowledged)
    if isinstance(answer, str) and left["version"] != answer:
        torn += 1
    if not isinstance(answer, str) and left["version"] != before and name not in there:
        torn += 1
    before = left["version"]
print(json.dumps({"rounds": rounds, "killed": killed, "acknowledged": len(acknowledged), "torn": torn, "lost": lost}))
"""


def test_kill_9_during_an_import_tears_nothing_and_loses_nothing_acknowledged(tmp_path, torture_scale, say):
    rounds = torture_scale(200)
    script = tmp_path / "killer.py"
    script.write_text(KILLER)
    out = subprocess.run(
        [sys.executable, str(script), str(HERE / "conftest.py"), str(tmp_path / "home" / "record.duckdb"), str(rounds)],
        capture_output=True, text=True, check=False, timeout=900,
    )  # fmt: skip
    assert out.returncode == 0, out.stderr
    found = json.loads(out.stdout)
    say(f"kill -9: {found}")
    assert (found["torn"], found["lost"]) == (0, 0), out.stderr
    assert found["acknowledged"] >= rounds // 8
    left = list((tmp_path / "home").rglob(".building-*"))
    with open_record(tmp_path / "home" / "record.duckdb") as record:
        assert record.count("roll_calls") >= 280 + found["acknowledged"]
    assert len(left) <= 2


CALLS = ("open", "write", "fsync", "pread", "replace", "link", "mkdir", "unlink", "fstat", "lseek", "close")


class Failing:
    """Stands before every file call of the process and lets the n-th one fail."""

    def __init__(self, monkeypatch, nth):
        self.count, self.nth = 0, nth
        for name in CALLS:
            monkeypatch.setattr(os, name, self.guarded(name, getattr(os, name)))

    def guarded(self, name, real):
        def call(*args, **options):
            self.count += 1
            if self.count == self.nth:
                if name == "close":
                    real(*args, **options)
                raise OSError(28, "No space left on device")
            return real(*args, **options)

        return call


def test_a_failure_at_every_nth_file_call_leaves_the_old_version_or_the_new(
    tmp_path, batch, torture_scale, say
):
    first, second = batch({"A/RES/74/1": "YYNA"}), batch({"A/RES/74/2": "NNNA"}, name="second.csv")
    model = tmp_path / "model"
    old = versions.publish([first], model / "record.duckdb").version
    new = versions.publish([second], tmp_path / "whole" / "record.duckdb")
    new = versions.publish([first], tmp_path / "whole" / "record.duckdb").version
    step = 1 if torture_scale(20) == 20 else 7
    nth, failed, outcomes = 1, 0, {old: 0, new: 0}
    while True:
        folder = tmp_path / f"n{nth}"
        shutil.copytree(model, folder)
        path = folder / "record.duckdb"
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, nth)
            try:
                versions.publish([second], path)
                answered = True
            except FoedusError:
                answered, failed = False, failed + 1
            hit = failing.count >= nth
        with open_record(path) as record:
            assert record.version in outcomes, nth
            assert not answered or record.version == new
            assert record.votes("74/1")["KAZ"].choice == "yes"
            outcomes[record.version] += 1
        assert versions.publish([second], path).version == new
        assert not list(folder.rglob(".building-*"))
        shutil.rmtree(folder)
        if not hit:
            break
        nth += step
    say(
        f"failing file calls: every {step}th of {nth - 1}, {failed} imports failed, {outcomes[old]} old, {outcomes[new]} new, 0 else"
    )
    assert failed > 3


LIMITED = """
import importlib.util, resource, signal, sys
spec = importlib.util.spec_from_file_location("world", sys.argv[1])
world = importlib.util.module_from_spec(spec); spec.loader.exec_module(world)
from foedus.errors import FoedusError
from foedus.record import versions
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    print(versions.publish([world.make_batch({"A/RES/74/2": "NNNA"}, name="second.csv")], sys.argv[2]).version)
except FoedusError as error:
    print("refused", error)
"""


def test_a_disk_that_is_full_leaves_the_old_version_whole(tmp_path, batch, torture_scale, say):
    path = tmp_path / "record.duckdb"
    old = versions.publish([batch({"A/RES/74/1": "YYNA"})], path).version
    size = path.stat().st_size
    rounds = torture_scale(40)
    for number in range(rounds):
        limit = size * (number + 1) // (rounds + 1)
        out = subprocess.run(
            [sys.executable, "-c", LIMITED, str(HERE / "conftest.py"), str(path), str(limit)],
            capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert out.stdout.startswith("refused"), out.stderr
        with open_record(path) as record:
            assert record.version == old
        assert not list(tmp_path.glob(".building-*"))
    say(f"full disk: {rounds} sizes, {rounds} refused, 0 torn")


WRITER = """
import importlib.util, sys, time
spec = importlib.util.spec_from_file_location("world", sys.argv[1])
world = importlib.util.module_from_spec(spec); spec.loader.exec_module(world)
from foedus.record import versions
import datetime as dt
for number in range(2, int(sys.argv[3])):
    day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
    versions.publish([world.make_batch({"A/RES/74/1": "YYNA"[number % 4:] + "YYNA"[:number % 4]}, edition=day, figures=number, name="w")], sys.argv[2])
"""


def test_readers_beside_a_swapping_writer_see_whole_versions_only(tmp_path, batch, torture_scale, say):
    path = tmp_path / "record.duckdb"
    versions.publish([batch({"A/RES/74/1": "YYNA"}, figures=1)], path)
    swaps = torture_scale(100) + 2
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(HERE / "conftest.py"), str(path), str(swaps)]
    )
    errors, mixed, read, seen = [], [], [0], set()

    def reader():
        while writer.poll() is None:
            try:
                with open_record(path) as record:
                    figures = {row.value for row in record.indicators("TEST")}
                    number = int(next(iter(figures)))
                    votes = "".join(vote.choice[0] for vote in record.votes("74/1").values())
                    again = {row.value for row in record.indicators("TEST")}
                    expected = "yyna"[number % 4 :] + "yyna"[: number % 4] if number > 1 else "yyna"
                    if len(figures) != 1 or again != figures or votes != expected:
                        mixed.append((figures, again, votes))
                    read[0] += 1
                    seen.add(number)
            except RecordError as error:
                errors.append(error)

    threads = [threading.Thread(target=reader) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    say(
        f"readers: {read[0]} reads over {len(seen)} of {swaps - 1} versions, {len(errors)} errors, {len(mixed)} mixed"
    )
    assert writer.returncode == 0
    assert (errors, mixed) == ([], [])
    assert read[0] > 3
    assert len(seen) > 1
