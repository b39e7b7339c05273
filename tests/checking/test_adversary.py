"""Sentences written to mislead, with what is right: nothing true is held against anybody, nothing false is borne out."""

from __future__ import annotations

import importlib
import json
import os
import random
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
GOLDEN = REPO / "tests" / "golden" / "adversary"
SETS = sorted(p.name for p in GOLDEN.glob("*.jsonl"))
PUBLISHED = (
    "undl_ga_voting/ga_voting_rebuilt.parquet",
    "undl_sc_voting/sc_voting_rebuilt.parquet",
    "undl_ga_outcomes/ga_outcomes_voted_rebuilt.parquet",
    "cow_igo/cow_igo_state_year_long.parquet",
    "atop_alliances/atop_alliance_directed_dyad_year.parquet",
    "worldbank_gdp/gdp.csv",
    "memberships/memberships.csv",
    "unsc_elections/unsc_elections_1996_2025.csv",
    "unsc_membership/unsc_members_by_year_from_sc_votes.csv",
)


@pytest.fixture(scope="module")
def scripts():
    """``scripts(name)``: one of the scripts as a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(REPO / "scripts"))
        yield importlib.import_module


@pytest.fixture(scope="session")
def full_record(shared, tmp_path_factory):
    """The record with everything that the shared data holds, made once; only where the full counts are asked for."""
    if os.environ.get("FOEDUS_TORTURE") != "1":
        pytest.skip("the whole record is built under FOEDUS_TORTURE=1 only")
    import foedus
    from foedus.record import versions

    path = tmp_path_factory.mktemp("record") / "full.duckdb"
    versions.add([shared / "data" / name for name in PUBLISHED], path)
    return foedus.open_record(path)


def items(name, scale):
    """The dispatches of a set; a fixed part of them where not all are asked for."""
    found = [json.loads(line) for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines()]
    return random.Random(name).sample(found, scale(len(found)))


def nothing_wrong(counts):
    """Whether no claim was decided against what is right."""
    return counts["wrong_against"] == counts["wrong_supported"] == 0


@pytest.mark.parametrize("name", SETS)
def test_nothing_is_decided_wrongly_on_the_starter_record(scripts, record, torture_scale, name, say):
    counts = scripts("adversary").counts(items(name, torture_scale), record, show=True)
    say(f"adversary {name}: {counts}")
    assert nothing_wrong(counts)


@pytest.mark.parametrize("name", SETS)
def test_nothing_is_decided_wrongly_on_the_whole_record(scripts, full_record, torture_scale, name, say):
    counts = scripts("adversary").counts(items(name, torture_scale), full_record, show=True)
    say(f"adversary {name}, whole record: {counts}")
    assert nothing_wrong(counts)


@pytest.mark.parametrize("name", SETS)
def test_every_gold_claim_lies_in_its_text_and_has_a_verdict(name):
    words = {"supported", "partly_supported", "refuted", "not_borne_out", "unknown", "unverifiable", "open"}
    seen = set()
    for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        assert item["id"] not in seen
        seen.add(item["id"])
        for claim in item["claims"]:
            start, end = claim["span"]
            assert 0 <= start < end <= len(item["text"])
            assert {claim["verdict"], *claim.get("verdict_also", ())} <= words


def test_the_judge_tells_a_wrong_verdict_from_a_right_one(scripts):
    text = "Kazakhstan voted against the text. Armenia abstained."
    gold = [{"span": [0, 33], "verdict": "refuted"}, {"span": [35, 52], "verdict": "supported"}]
    judge = scripts("adversary").judge

    def faults(*claims):
        said = [{"span": {"start": a, "end": b}, "verdict": word} for a, b, word in claims]
        return [fault for fault, _ in judge({"text": text, "claims": gold}, said)]

    assert faults((0, 33, "refuted"), (35, 52, "supported"), (35, 52, "unknown")) == []
    assert faults((0, 33, "supported"), (35, 52, "refuted")) == ["wrong_supported", "wrong_against"]
    assert faults((0, 33, "unknown"), (35, 52, "partly_supported")) == ["wrong_against"]


def test_nothing_of_the_faults_seen_from_outside_is_decided_wrongly(scripts, shared):
    assert shared.is_dir()
    for name, counts in scripts("score").faults(":starter:", show=True).items():
        assert counts["wrong"] == 0, name
        assert counts["claims"], name


def test_nothing_of_the_sentences_that_were_missed_is_decided_wrongly(scripts, shared, record, torture_scale):
    assert shared.is_dir()
    found = scripts("score").missed()
    assert len(found) == 82
    part = random.Random(9).sample(found, torture_scale(len(found)))
    assert nothing_wrong(scripts("adversary").counts(part, record, show=True))


def test_nothing_of_the_sentences_that_were_missed_is_decided_wrongly_on_the_whole_record(
    scripts, shared, full_record, torture_scale
):
    assert shared.is_dir()
    found = scripts("score").missed()
    assert nothing_wrong(
        scripts("adversary").counts(found[: torture_scale(len(found))], full_record, show=True)
    )
