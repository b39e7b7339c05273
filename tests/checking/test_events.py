"""Events, positions and predictions against the starter: a list that is a choice bears out and never denies."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("A violent conflict erupted in Kyrgyzstan in June 2010.", date(2015, 12, 2), "supported"),
        ("A violent conflict erupted in Kyrgyzstan in June 2007.", date(2015, 12, 2), "unknown"),
        ("Turkey shot down a Russian bomber in November.", date(2015, 12, 2), "supported"),
        ("Greece shot down a Russian bomber in November.", date(2015, 12, 2), "unknown"),
        ("Russia annexed Crimea in March 2014.", date(2015, 12, 2), "supported"),
        ("War broke out between Russia and Georgia in August 2008.", date(2015, 12, 2), "supported"),
        ("Russia invaded Ukraine in February 2022.", date(2022, 3, 10), "supported"),
        ("Kazakhstan gave up its nuclear arsenal.", date(2016, 6, 29), "supported"),
        ("The Eurasian Economic Union was founded in January 2015.", date(2015, 12, 2), "supported"),
        (
            "The CSTO was founded in October 2002 by Armenia and Azerbaijan.",
            date(2015, 12, 2),
            "partly_supported",
        ),
        ("Astana failed to do anything about it.", date(2015, 12, 2), "unverifiable"),
    ],
)
def test_an_event_is_borne_out_by_a_row_that_shares_states_kind_and_date(judge, text, day, expected):
    assert [v.word for _, v in judge(text, day, "event")] == [expected]


def test_no_event_is_ever_refuted_because_a_row_is_missing(judge):
    text = (
        "Peru invaded Chile in March 1999. A coup toppled Norway in May 2001. Malta annexed Crimea in 2014."
    )
    assert {v.word for _, v in judge(text, date(2015, 12, 2), "event")} <= {"unknown"}


def test_a_vote_to_suspend_is_not_a_vote_to_expel(judge, record):
    suspended = {
        "rollcall:A/RES/68/262": {"title": "Suspension of the rights of Libya in the Human Rights Council"}
    }
    text = "On March 27 the General Assembly voted to {} Libya from the Human Rights Council."
    with record.copy_with(suspended) as other:
        words = [
            judge(text.format(verb), date(2014, 3, 28), "event", record=other)[0][1].word
            for verb in ("expel", "suspend")
        ]
    assert words == ["partly_supported", "supported"]


def test_a_wish_cannot_be_known_and_a_stand_needs_its_statements(judge):
    ((_, wish),) = judge("Russia would prefer a long truce.", date(2015, 12, 2), "position")
    ((_, stand),) = judge("China prefers a bilateral format of cooperation.", date(2015, 12, 2), "position")
    assert (wish.word, stand.word) == ("unverifiable", "unknown")


def test_a_prediction_is_open_and_hindsight_stands_apart(judge):
    text = "Kazakhstan will join the WTO in December."
    ((_, verdict),) = judge(text, date(2015, 6, 23), "prediction")
    assert verdict.word == "open"
    assert verdict.ex_post is not None
    assert verdict.ex_post.word in {"supported", "partly_supported"}
    ((_, vague),) = judge(
        "The incident will affect the relations of Russia and Turkey.", date(2015, 12, 2), "prediction"
    )
    assert (vague.word, vague.ex_post) == ("open", None)


def test_events_rest_on_stated_rows_and_say_so(judge):
    ((_, verdict),) = judge("Russia annexed Crimea in March 2014.", date(2015, 12, 2), "event")
    assert all(e.stated for e in verdict.evidence)
