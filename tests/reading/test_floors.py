"""The quality of reading cannot sink silently: floors for the shared articles and for PolNeAR, beside this checkout."""

import importlib.util
import json
import os
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
FLOORS = json.loads((REPO / "tests" / "golden" / "floors.json").read_text(encoding="utf-8"))["reading"]


@pytest.fixture(scope="module")
def score():
    spec = importlib.util.spec_from_file_location("score", REPO / "scripts" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def below(found, floors, prefix=""):
    """Every figure that is under its floor, as words."""
    out = []
    for key, floor in floors.items():
        if isinstance(floor, dict):
            out += below(found[key], floor, f"{prefix}{key}.")
        elif found[key] < floor:
            out.append(f"{prefix}{key}: {found[key]} is under the floor of {floor}")
    return out


@pytest.fixture(scope="module")
def scored(shared, score):
    assert shared.is_dir()
    return score.articles(":starter:")


@pytest.mark.parametrize("name", ["seed", "articles"])
def test_attribution_stays_above_its_floors_on_the_shared_articles(scored, name):
    assert below(scored[name]["attribution"], FLOORS[name]) == []


def test_the_seeds_page_is_read_right_to_the_last_character(shared):
    from foedus.reading import page

    gold = json.loads((shared / "reading" / "seed_gold.json").read_text(encoding="utf-8"))
    found = page.parse((shared / "seed" / "limits-of-alliance.txt").read_bytes())
    said = gold["metadata"]
    for key in ("headline", "byline", "permalink", "published"):
        assert getattr(found, key).to_dict() == said[key]
    for key in (
        "headline_normalised",
        "author",
        "outlet",
        "permalink_normalised",
        "published_tz",
        "dateline",
        "language",
    ):
        assert getattr(found, key) == said[key]
    assert found.published_iso == said["published_iso_local"]
    assert [(q.symbol, q.value, q.change, q.unit, q.span.to_dict()) for q in found.quotes] == [
        (q["symbol"], q["value"], q["change"], q["unit"], q["span"]) for q in said["quotes"]
    ]
    assert (found.body.start, found.body.end) == (gold["body"]["start"], gold["body"]["end"])
    assert [{"kind": b.kind, **b.span.to_dict()} for b in found.boilerplate] == gold["boilerplate"]


@pytest.mark.torture
def test_attribution_stays_above_its_floors_on_polnear(shared, score, say):
    assert (shared / "reading" / "polnear_train.tar.gz").is_file()
    every = 1 if os.environ.get("FOEDUS_TORTURE") == "1" else 20
    found = score.polnear(every)
    say(f"polnear: {found['texts']} texts, relation {found['relation']}")
    assert below(found, FLOORS["polnear"]) == []
