"""Who voted how, as English says it, held against the roll call: true sentences and the same with one thing altered."""

from __future__ import annotations

from datetime import date

import pytest

CRIMEA = date(2014, 3, 28)  # the day after A/RES/68/262: 100 yes, 11 no, 58 abstain, 24 not voting

# Sentence, and the verdict words of its vote and tally claims in order.
SENTENCES = [
    ("Kazakhstan abstained in the vote on Crimea on Thursday.", "supported"),
    ("Kazakhstan voted against the resolution on Crimea on Thursday.", "refuted"),
    ("Astana sat on the fence when the Assembly voted on Crimea.", "supported"),
    ("Belarus and Armenia opposed the resolution on Ukraine's territorial integrity.", "supported"),
    ("Belarus and Kazakhstan opposed the resolution on Ukraine's territorial integrity.", "partly_supported"),
    ("Only Armenia and Belarus among the CSTO members voted with Moscow on Crimea.", "supported"),
    ("Only Armenia among the CSTO members voted with Moscow on Crimea.", "partly_supported"),
    ("Armenia and Belarus were the only CSTO states to side with Russia in the vote on Crimea.", "supported"),
    ("The only CSTO state that abstained in the vote on Crimea was Kazakhstan.", "supported"),
    ("The only CSTO state that abstained in the vote on Crimea was Belarus.", "refuted"),
    (
        "Armenia and Belarus were the only countries to vote against the resolution on Crimea.",
        "partly_supported",
    ),
    ("Every member of NATO voted for the resolution on Ukraine's territorial integrity.", "supported"),
    ("All EU states supported the resolution on Ukraine's territorial integrity.", "supported"),
    ("All members of the CSTO voted against the resolution on Crimea.", "refuted"),
    ("None of the BRICS voted for the resolution on Ukraine's territorial integrity.", "supported"),
    ("None of the BRICS opposed the resolution on Ukraine's territorial integrity.", "refuted"),
    (
        "Every BRICS state but Russia abstained in Thursday's vote on Ukraine's territorial integrity.",
        "supported",
    ),
    (
        "Every BRICS state but China abstained in Thursday's vote on Ukraine's territorial integrity.",
        "refuted",
    ),
    ("Neither Kyrgyzstan nor Tajikistan took part in the vote on Crimea.", "supported"),
    ("Neither Kyrgyzstan nor Kazakhstan supported the resolution on Crimea.", "supported"),
    ("Neither Georgia nor Moldova supported the resolution on Crimea.", "refuted"),
    ("Kyrgyzstan and Tajikistan did not vote on the resolution on Crimea.", "supported"),
    ("Israel stayed away from the vote on Crimea.", "supported"),
    ("Georgia stayed away from the vote on Crimea.", "refuted"),
    ("China did not back Russia on Crimea but abstained from the vote.", "supported"),
    ("Serbia withheld its support when the Assembly voted on Crimea.", "supported"),
    ("China broke with Russia in the vote on Crimea.", "supported"),
    ("Belarus broke with Russia in the vote on Crimea.", "refuted"),
    ("Havana and Caracas came to Moscow's defence in the vote on Crimea.", "supported"),
    ("Havana and Buenos Aires came to Moscow's defence in the vote on Crimea.", "partly_supported"),
    ("The resolution on Crimea was opposed by Cuba, Bolivia and Nicaragua.", "supported"),
    (
        "Armenia and Kazakhstan voted against and abstained respectively on Ukraine's territorial integrity.",
        "supported",
    ),
    (
        "Kazakhstan and Armenia voted against and abstained respectively on Ukraine's territorial integrity.",
        "refuted",
    ),
    ("58 countries abstained in the vote on Crimea, China and India among them.", "supported"),
    ("58 countries abstained in the vote on Crimea, China and Georgia among them.", "partly_supported"),
    ("48 countries abstained in the vote on Crimea, China and India among them.", "partly_supported"),
    ("Sudan and Zimbabwe were among the 11 that voted against the resolution on Crimea.", "supported"),
    ("Sudan and Zimbabwe were among the 21 that voted against the resolution on Crimea.", "partly_supported"),
    ("Cuba joined Russia in voting against the resolution on Crimea.", "supported"),
    ("India joined Russia in voting against the resolution on Crimea.", "partly_supported"),
    ("The vote on the resolution on Crimea was 100-11, with 58 abstaining.", "supported"),
    ("The vote on the resolution on Crimea was 100-12, with 58 abstaining.", "partly_supported"),
    (
        "By 100 votes to 11, with 58 abstentions, the Assembly affirmed Ukraine's territorial integrity.",
        "supported",
    ),
    ("Canada voted in favour, Cuba against and China abstained on Crimea.", "supported supported supported"),
    (
        "Moscow urged Astana to vote against the resolution on Crimea, but Kazakhstan chose to abstain.",
        "supported",
    ),
    ("Kazakhstan declined to support the resolution on Crimea.", "supported"),
    ("Belarus, Syria and North Korea back annexation, the vote on Crimea shows.", "partly_supported"),
    (
        (
            "The 11 nations that voted against the resolution on Crimea are: Armenia, Belarus, Bolivia, Cuba, North Korea, "
            "Nicaragua, Russia, Sudan, Syria, Venezuela and Zimbabwe."
        ),
        "supported",
    ),
    (
        (
            "The 11 nations that voted against the resolution on Crimea are: Armenia, Belarus, Bolivia, Cuba, North Korea, "
            "Nicaragua, Russia, Sudan, Syria, Venezuela and Eritrea."
        ),
        "partly_supported",
    ),
    ("On Thursday the Assembly voted on Crimea. Kazakhstan abstained then.", "supported"),
    (
        "On Thursday the Assembly voted on Crimea. Belarus opposed the resolution, and China abstained.",
        "supported supported",
    ),
    ("Resolution 68/262 was opposed by Belarus.", "supported"),
    ("China abstained on A/RES/68/262.", "supported"),
]


@pytest.mark.parametrize(("sentence", "words"), SENTENCES, ids=[s[:60] for s, _ in SENTENCES])
def test_a_sentence_about_a_vote_gets_the_verdict_of_the_roll_call(judge, sentence, words):
    found = judge(sentence, CRIMEA, "vote", "tally")
    assert [v.word for _, v in found] == words.split(), [(c.text, v.word, v.reason) for c, v in found]
    assert all(v.rows for _, v in found)


SILENT = [
    "Would Kazakhstan vote against the resolution on Crimea?",
    "Kazakhstan may abstain in the vote on Crimea.",
    "If Astana abstains in the vote on Crimea, Moscow will notice.",
    "Moscow urged Astana to vote against the resolution on Crimea.",
    "Armenia wants to vote against the resolution on Crimea.",
    "Kazakhstan supports Russia's plans for a railway.",
    "Delegates waited for the vote in the lobby.",
]


@pytest.mark.parametrize("sentence", SILENT)
def test_what_nobody_says_was_done_is_no_claim_about_a_vote(judge, sentence):
    assert judge(sentence, CRIMEA, "vote", "tally") == []


def test_a_secret_ballot_is_never_decided(judge):
    ((_, verdict),) = judge(
        "Three Asian states cast their secret ballots for Thailand.", date(2016, 6, 29), "vote"
    )
    assert verdict.word == "unknown"
    assert "secret" in verdict.reason


def test_last_march_in_december_is_the_march_in_which_there_was_such_a_vote(judge):
    ((_, verdict),) = judge(
        "Kazakhstan abstained in the UN vote on Crimea last March.", date(2015, 12, 2), "vote"
    )
    assert verdict.word == "supported"
    assert "vote:A/RES/68/262:KAZ" in verdict.rows


def test_only_is_true_of_the_group_spoken_of_though_not_of_the_world(judge):
    text = (
        "That vote revealed that the CSTO lacks unity: only Armenia and Belarus supported Russia on Crimea."
    )
    ((_, verdict),) = judge(text, CRIMEA, "vote")
    assert (verdict.word, verdict.note) == ("supported", "within CSTO")


def test_two_votes_that_fit_equally_and_disagree_give_unknown_and_are_named(judge):
    # In December 2014 and 2015 the Assembly voted on many texts on nuclear disarmament; Japan's votes differ.
    text = "Japan supported the Assembly's nuclear disarmament resolution last December."
    ((_, verdict),) = judge(text, date(2015, 1, 20), "vote")
    assert verdict.word == "unknown"
    assert "A/RES/69/" in verdict.reason


def test_outside_complete_coverage_a_vague_matter_is_not_decided(judge):
    ((_, verdict),) = judge(
        "Japan voted against the resolution on fisheries last month.", date(2019, 1, 20), "vote"
    )
    assert verdict.word == "unknown"
    assert "incomplete" in verdict.reason


def test_an_article_from_before_the_vote_is_not_held_against_it(judge):
    found = judge("Kazakhstan abstained in the vote on Crimea.", date(2014, 3, 20), "vote")
    assert all(v.word == "unknown" for _, v in found)


def test_counts_of_another_day_than_the_article_says_are_partly_right(judge):
    text = "In April 2014 the resolution on Crimea was adopted by 100 votes to 11, with 58 abstentions."
    ((_, verdict),) = judge(text, date(2014, 6, 1), "tally")
    assert verdict.word == "partly_supported"
    assert "2014-03-27" in verdict.reason


def test_a_vote_of_another_body_is_not_held_against_the_assemblys(judge):
    text = (
        "At the Parliamentary Assembly of the Council of Europe Armenia voted for the resolution on Crimea."
    )
    ((_, verdict),) = judge(text, CRIMEA, "vote")
    assert verdict.word == "unknown"


def test_a_veto_is_not_held_against_adopted_resolutions(judge):
    found = judge(
        "Russia vetoed the Security Council draft on the Crimean referendum.", date(2014, 3, 16), "vote"
    )
    assert [v.word for _, v in found] == ["unknown"]


def test_a_matter_that_the_votes_of_those_days_do_not_name_is_another_vote(judge):
    ((_, verdict),) = judge("Georgia voted against the resolution on Chagos on Thursday.", CRIMEA, "vote")
    assert verdict.word == "unknown"
