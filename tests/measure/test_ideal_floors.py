"""The whole Assembly's ideal points stay as close to the published series as they were."""

import importlib.util
import json
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
FLOORS = json.loads((REPO / "tests" / "golden" / "floors.json").read_text(encoding="utf-8"))["ideal"]


@pytest.fixture(scope="module")
def bench(shared):
    assert shared.exists()
    spec = importlib.util.spec_from_file_location("bench_ideal", REPO / "bench" / "ideal.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_whole_assembly_agrees_with_the_published_series(bench, say):
    from foedus.measure.ideal import fit

    choice, session, items, names = bench.assembly()
    with pytest.warns(UserWarning, match="fewer than"):
        whole = fit(choice, session, names, items=items, poles=("Cuba", "United States"))
    overall, within, pairs = bench.against_published(whole)
    say(f"ideal points: r {overall:.3f} overall, {within:.3f} within a session, {pairs} state-sessions")
    assert overall >= FLOORS["r_overall"]
    assert within >= FLOORS["r_within_session"]
    assert pairs > 10_000
    assert whole.quality.change < 1e-3
    assert whole.quality.classified >= FLOORS["classified"]
    assert whole.quality.sweeps <= FLOORS["sweeps"]
    assert whole.estimate[whole.rows("United States")].mean() > 1
