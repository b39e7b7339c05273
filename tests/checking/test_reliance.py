"""Reliance, unity and agreement: decided by the paired rule inside complete coverage, else unknown with the figures."""

from __future__ import annotations

from datetime import date

import pytest

DAY = date(2015, 12, 2)


def one(found):
    ((_, verdict),) = found
    return verdict


def test_a_comparison_of_reliance_that_the_votes_point_away_from_is_not_borne_out(judge):
    verdict = one(
        judge("Russia can rely on Kazakhstan, but it cannot always rely on Belarus.", DAY, "alignment")
    )
    assert verdict.word == "not_borne_out"
    figures = verdict.evidence[0].figures
    assert figures["n"] >= 60
    assert figures["difference"] < -0.03
    assert figures["hi"] < 0
    assert figures["halfway_a"] < figures["halfway_b"]
    assert figures["kappa_a"] < figures["kappa_b"]


def test_the_same_comparison_the_other_way_round_is_supported(judge):
    assert (
        one(judge("Belarus is a more reliable ally of Russia than Kazakhstan.", DAY, "alignment")).word
        == "supported"
    )


def test_where_the_claim_is_about_votes_alone_the_counts_refute(judge):
    text = "Over the past two years Kazakhstan voted with Russia in the General Assembly more often than Belarus did."
    assert one(judge(text, DAY, "alignment")).word == "refuted"


@pytest.mark.parametrize("year", ["2012", "2018"])
def test_years_that_the_record_holds_in_part_are_not_compared(judge, year):
    text = f"In {year} Kazakhstan voted with Russia in the General Assembly more often than Belarus did."
    verdict = one(judge(text, date(2019, 6, 1), "alignment"))
    assert verdict.word == "unknown"
    assert "incomplete" in verdict.reason


def test_a_difference_too_small_to_decide_is_unknown_and_shows_its_figures(judge):
    text = "Over the past two years Armenia voted with Russia in the General Assembly more often than Kazakhstan did."
    verdict = one(judge(text, DAY, "alignment"))
    assert verdict.word == "unknown"
    assert verdict.evidence[0].figures["n"] >= 60


def test_support_in_many_issues_needs_half_of_the_votes(judge):
    assert one(judge("Astana supports Moscow in many issues.", DAY, "alignment")).word == "supported"
    assert one(judge("Washington supports Moscow in many issues.", DAY, "alignment")).word == "unknown"


def test_a_bloc_lacks_unity_where_one_member_voted_apart_on_the_vote_named(judge):
    text = "The vote on Crimea in March 2014 showed that the CSTO lacks unity."
    assert one(judge(text, DAY, "alignment")).word == "supported"


def test_a_bloc_that_voted_alike_is_not_said_to_lack_unity_and_the_words_are_not_refuted(judge):
    text = "The vote on Crimea in March 2014 showed that the European Union lacks unity."
    assert one(judge(text, DAY, "alignment")).word == "unknown"


def test_a_stated_share_is_held_against_the_share(judge):
    text = "Over the past two years Belarus voted with Russia in about 76 percent of the Assembly's votes."
    assert one(judge(text, DAY, "alignment")).word == "supported"
    text = "Over the past two years Belarus voted with Russia in 40 percent of the Assembly's votes."
    assert one(judge(text, DAY, "alignment")).word == "refuted"
