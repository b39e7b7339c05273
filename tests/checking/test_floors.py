"""The quality of verdicts cannot sink silently: floors and ceilings for the shared articles and dispatches."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
FLOORS = json.loads((REPO / "tests" / "golden" / "floors.json").read_text(encoding="utf-8"))["claims"]


@pytest.fixture(scope="module")
def scored(shared):
    assert shared.is_dir()
    spec = importlib.util.spec_from_file_location("score", REPO / "scripts" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.articles(":starter:")


@pytest.mark.parametrize("name", ["seed", "articles"])
def test_verdicts_stay_above_their_floors(scored, name):
    found = scored[name]["claims"]
    assert {k: found[k] for k, floor in FLOORS[name].items() if found[k] < floor} == {}
    assert {k: found[k] for k, ceiling in FLOORS["ceilings"].items() if found[k] > ceiling} == {}


def test_short_dispatches_are_never_wrongly_refuted_and_those_without_a_claim_get_no_verdict(shared):
    out = subprocess.run(
        [sys.executable, str(shared / "reading" / "score_pairs.py")],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"FOEDUS_RECORD": ":starter:"},
    )
    found = json.loads(out.stdout.splitlines()[-1])
    assert {k: found[k] for k, floor in FLOORS["pairs_starter"].items() if found[k] < floor} == {}
    assert {k: found[k] for k, top in FLOORS["pairs_starter_ceilings"].items() if found[k] > top} == {}
