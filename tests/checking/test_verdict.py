"""The rules that no family of claims can break: rows, stated rows, days, and the names that stand beside a verdict."""

from __future__ import annotations

from datetime import date

import pytest

import foedus
from foedus.checking.verdict import Evidence, Verdict, enforce, named_voice
from foedus.reading.schema import Span, Speaker, Statement

DAY = date(2015, 12, 2)


def row(**more):
    return Evidence("r", "what it shows", **{"rows": ("r",), **more})


@pytest.mark.parametrize("word", ["supported", "partly_supported", "refuted", "not_borne_out"])
def test_a_decided_word_without_rows_is_unknown(word):
    assert enforce(Verdict(word), DAY).word == "unknown"
    assert enforce(Verdict(word, (row(rows=()),)), DAY).word == "unknown"
    assert enforce(Verdict(word, (row(decides=False),)), DAY).word == "unknown"


@pytest.mark.parametrize("word", ["partly_supported", "refuted", "not_borne_out"])
def test_a_stated_row_never_speaks_against_a_claim(word):
    verdict = enforce(Verdict(word, (row(), row(stated=True))), DAY)
    assert verdict.word == "unknown"
    assert "stated" in verdict.reason


def test_a_stated_row_may_support_a_claim_and_is_marked():
    verdict = enforce(Verdict("supported", (row(stated=True),)), DAY)
    assert verdict.word == "supported"
    assert verdict.to_dict()["evidence"][0]["stated"] is True


def test_rows_of_a_later_day_decide_nothing():
    assert enforce(Verdict("supported", (row(latest=date(2016, 1, 1)),)), DAY).word == "unknown"
    assert enforce(Verdict("supported", (row(latest=DAY),)), DAY).word == "supported"


def test_hindsight_may_use_later_rows_and_stands_apart():
    later = Verdict("refuted", (row(latest=date(2018, 4, 10)),))
    verdict = enforce(Verdict("open", ex_post=later), DAY)
    assert verdict.word == "open"
    assert verdict.to_dict()["verdict_ex_post"]["verdict"] == "refuted"


def statement(**more):
    speaker = Speaker(Span(0, 4, "Boyd"), "Anna Boyd", "person", tie=more.pop("tie", False))
    cue = more.pop("cue", (Span(5, 9, "says"),))
    return Statement("s01", speaker, cue, (Span(10, 20, "it is so.."),), **more)


def test_a_name_stands_beside_a_verdict_only_where_it_is_sure_whose_words_they_are():
    assert named_voice(statement()) == "Anna Boyd"
    assert named_voice(statement(tie=True)) is None
    assert named_voice(statement(cue=())) is None
    assert named_voice(statement(polarity="not_said")) is None
    assert named_voice(statement(via={"canonical": "an agency"})) is None
    assert named_voice(None) is None


def test_with_an_empty_record_nothing_is_decided():
    text = (
        "Belarus voted against the resolution on Crimea on Thursday. Kazakhstan abstained. The vote was 100-11, with 58 "
        "abstaining. Kazakhstan supports Russia in many issues. Kazakhstan is a member of the CSTO."
    )
    day = date(2014, 3, 28)
    checked = foedus.check(foedus.read(text, published=day), foedus.open_record(":empty:"), as_of=day)
    words = {v.word for v in checked.verdicts.values()}
    assert checked.reading.claims
    assert words <= {"unknown", "open", "unverifiable"}


def test_a_checked_reading_is_json_with_verdict_evidence_and_voice(record):
    day = date(2014, 3, 28)
    checked = foedus.check(
        foedus.read("Kazakhstan abstained in the vote on Crimea.", published=day), record, as_of=day
    )
    claim = checked.to_dict()["claims"][0]
    assert claim["verdict"] == "supported"
    assert claim["evidence"][0]["rows"]
    assert claim["evidence"][0]["origins"]
    assert claim["voice"] == "the article"
