"""What a claim was understood as, in one plain sentence, is judged alone as the claim was; its denial is not."""

from __future__ import annotations

import importlib
import os
import random
from datetime import date
from pathlib import Path

import pytest

import foedus
from foedus.reading import canonical

REPO = Path(__file__).resolve().parents[2]
DISPATCH = REPO / "src" / "foedus" / "briefing" / "example" / "dispatch.txt"
DECIDED = {"supported", "partly_supported", "refuted", "not_borne_out"}
SETS = ("seed", "articles", "pairs", "pairs_more")


@pytest.fixture(scope="module")
def score():
    """The script that counts, as a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(REPO / "scripts"))
        yield importlib.import_module("score")


@pytest.fixture(scope="module")
def example(record):
    """The dispatch that ships with foedus, checked."""
    return foedus.check(foedus.read(DISPATCH), record)


def test_every_decided_claim_of_the_shipped_dispatch_says_what_was_judged(example):
    decided = [v for v in example.verdicts.values() if v.word in DECIDED]
    assert len(decided) > 15
    assert all(v.as_read for v in decided)


def test_a_sentence_as_understood_is_judged_alone_as_its_claim_was(score, record, example):
    assert list(score.unlike(example, record)) == []


def test_a_sentence_as_understood_says_the_type_of_its_claim_and_is_its_own_reading(record, example):
    for claim in example.reading.claims:
        verdict = example.verdict(claim)
        if verdict.word in DECIDED:
            [again] = foedus.check_sentence(verdict.as_read, record, example.as_of).reading.claims
            assert again.type == claim.type
            checked = foedus.check_sentence(verdict.as_read, record, example.as_of)
            assert checked.verdict(again).as_read == verdict.as_read


def test_the_denial_of_a_supported_sentence_is_never_supported_and_of_a_refuted_one_never_refuted(
    record, example
):
    for verdict in example.verdicts.values():
        if verdict.word in DECIDED:
            checked = foedus.check_sentence(canonical.deny(verdict.as_read), record, example.as_of)
            assert checked.verdict("c01").word != verdict.word
            assert checked.verdict("c01").as_read == canonical.deny(verdict.as_read)


@pytest.mark.parametrize("name", SETS)
def test_every_decided_claim_of_the_shared_texts_is_judged_alone_as_it_was(
    score, record, shared, torture_scale, name
):
    """A fifth of the dispatches; all of them under FOEDUS_TORTURE=1."""
    assert shared.is_dir()
    texts = score.texts()[name]
    if name.startswith("pairs") and os.environ.get("FOEDUS_TORTURE") != "1":
        texts = random.Random(name).sample(texts, 4 * torture_scale(len(texts)))
    faults = []
    for source, day in texts:
        checked = foedus.check(foedus.read(source, day), record, day)
        faults += score.unlike(checked, record)
    assert faults == []


@pytest.mark.parametrize(
    ("sentence", "as_read"),
    [
        (
            "Kazakhstan abstained on A/RES/68/262.",
            "In the UN General Assembly on 2014-03-27, Kazakhstan abstained on A/RES/68/262.",
        ),
        (
            "Astana sat on the fence when the General Assembly voted on Ukraine's territorial integrity on 27 March 2014.",
            "In the UN General Assembly on 2014-03-27, Kazakhstan abstained on A/RES/68/262.",
        ),
        (
            "Kazakhstan is a member of the World Trade Organization.",
            "As of 2015-12-21, Kazakhstan was a member of the World Trade Organization.",
        ),
        (
            "Only Armenia and Belarus among the CSTO members voted with Moscow on Ukraine's territorial integrity last year.",
            (
                "In the UN General Assembly on 2014-03-27, among the members of the Collective Security Treaty Organization, "
                "only Armenia and Belarus voted as Russia did on A/RES/68/262."
            ),
        ),
        (
            "NATO has 28 members.",
            "As of 2015-12-21, NATO had 28 members.",
        ),
    ],
)
def test_a_sentence_put_as_an_article_would_is_understood_in_one_plain_sentence(record, sentence, as_read):
    checked = foedus.check_sentence(sentence, record, date(2015, 12, 21))
    assert as_read in [v.as_read for v in checked.verdicts.values()]


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (
            "among the members of the CSTO, only Kazakhstan (1 in all) abstained on A/RES/68/262.",
            "supported",
        ),
        ("among the members of the CSTO, only Kazakhstan abstained on A/RES/68/262.", "supported"),
        ("among the members of the CSTO, only Belarus abstained on A/RES/68/262.", "refuted"),
        ("58 members of the United Nations, Kazakhstan among them, abstained on A/RES/68/262.", "supported"),
        ("3 members of the CSTO voted against A/RES/68/262.", "supported"),
    ],
)
def test_a_number_of_a_group_is_counted_in_the_group(record, said, word):
    checked = foedus.check_sentence(f"In the General Assembly, {said}", record)
    assert checked.verdict("c01").word == word


@pytest.mark.parametrize(
    "day",
    [
        "2014-04-15",
        "2014-03-25",
        pytest.param(
            "2014-03-26", marks=pytest.mark.xfail(strict=True, reason="a day's slack, also in plain words")
        ),
    ],
)
def test_the_language_is_taken_at_its_word_about_the_day(record, day):
    said = f"In the General Assembly on {day}, Kazakhstan abstained on A/RES/68/262."
    verdict = foedus.check_sentence(said, record).verdict("c01")
    assert (verdict.word, verdict.reason) == ("partly_supported", "the vote was on 2014-03-27")


def test_the_command_line_prints_what_was_understood_and_the_word(capsys, monkeypatch):
    from foedus import cli

    monkeypatch.setenv("FOEDUS_RECORD", ":starter:")
    assert cli.run(["check", "Kazakhstan voted against A/RES/68/262."]) == 0
    out = capsys.readouterr().out
    assert out.startswith("refuted\n")
    assert (
        "as understood: In the UN General Assembly on 2014-03-27, Kazakhstan voted against A/RES/68/262."
        in out
    )
    assert cli.run(["check", "Kazakhstan voted against A/RES/68/262.", "--strict"]) == 1


def test_the_command_line_gives_the_same_as_json(capsys, monkeypatch):
    import json

    from foedus import cli

    monkeypatch.setenv("FOEDUS_RECORD", ":starter:")
    assert cli.run(["check", "NATO had 28 members.", "--as-of", "2015-12-21", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    [claim] = found["data"]["claims"]
    assert (claim["verdict"], claim["as_read"]) == ("supported", "As of 2015-12-21, NATO had 28 members.")
    assert claim["evidence"]
    assert found["meta"]["as_of"] == "2015-12-21"


def test_the_command_line_refuses_what_it_cannot_judge_with_the_nearest_form(capsys, monkeypatch):
    from foedus import cli

    monkeypatch.setenv("FOEDUS_RECORD", ":starter:")
    assert cli.run(["check", "Kazakhstan is wonderful."]) == 2
    assert "nearest: As of 2015-12-02, Kazakhstan was" in capsys.readouterr().err
