"""Council elections against the starter: ballots decide who won, over whom, with how many votes, in which round."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Ukraine was elected to the Security Council in October.", date(2015, 11, 1), "supported"),
        ("Norway and Ireland were elected to the Security Council for 2021-2022.", date(2020, 6, 20), "supported"),
        ("Norway and Canada were elected to the Security Council.", date(2020, 6, 20), "partly_supported"),
        ("Canada was elected to the Security Council.", date(2020, 6, 20), "refuted"),
        ("Canada lost out to Norway and Ireland in the race for the Security Council.", date(2020, 6, 20), "supported"),
        ("Canada defeated Norway in the election to the Security Council.", date(2020, 6, 20), "refuted"),
        ("Turkey's bid for a seat on the Security Council failed.", date(2014, 10, 17), "supported"),
        ("Spain's bid for a seat on the Security Council failed.", date(2014, 10, 17), "refuted"),
        ("It took seventeen rounds of balloting before Azerbaijan was elected to the Council.", date(2011, 10, 25), "supported"),
        ("It took nine rounds of balloting before Azerbaijan was elected to the Council.", date(2011, 10, 25), "refuted"),
        ("Kazakhstan has been elected to the Security Council for the first time.", date(2016, 7, 1), "supported"),
        ("Japan was elected to the Security Council for the first time.", date(2015, 11, 1), "partly_supported"),
        ("Brunei was elected to the Security Council.", date(2015, 11, 1), "unknown"),
    ],
)  # fmt: skip
def test_a_candidacy_is_decided_by_the_last_ballot(judge, text, day, expected):
    assert [v.word for _, v in judge(text, day, "candidacy")] == [expected]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Kenya defeated Djibouti 129-62 in the second round.", date(2020, 6, 20), "supported"),
        ("Kenya defeated Djibouti 119-62 in the second round.", date(2020, 6, 20), "partly_supported"),
        ("Kenya defeated Djibouti 119-52 in the second round.", date(2020, 6, 20), "refuted"),
        ("Kenya defeated Djibouti 129-62 in the third round.", date(2020, 6, 20), "partly_supported"),
        ("Ukraine won a seat on the Security Council with 177 votes.", date(2015, 11, 1), "supported"),
        ("Ukraine won a seat on the Security Council with 167 votes.", date(2015, 11, 1), "refuted"),
        ("Spain won the seat in the third round with 132 votes to Turkey's 60.", date(2014, 10, 18), "supported"),
        ("Indonesia beat the Maldives by 144 votes to 46 for a Council seat.", date(2018, 6, 9), "supported"),
        ("Kazakhstan needed 129 votes to win the seat, and ended up with nine more than it needed.", date(2016, 6, 29), "supported"),
        ("Kazakhstan needed 121 votes to win the seat.", date(2016, 6, 29), "refuted"),
        ("Neither Kazakhstan nor Thailand gained a two-thirds majority in the first round.", date(2016, 6, 29), "supported"),
        ("Chad won a seat on the Security Council with 12 votes.", date(1980, 6, 29), "unknown"),
    ],
)  # fmt: skip
def test_a_tally_is_decided_by_its_round(judge, text, day, expected):
    assert [v.word for _, v in judge(text, day, "tally")] == [expected]


def test_a_ballot_after_the_article_is_hindsight(judge):
    text = "Kazakhstan will win the Asia-Pacific seat at next month's ballot."
    ((_, verdict),) = judge(text, date(2016, 5, 20), "prediction")
    assert verdict.word == "open"
    assert verdict.ex_post is not None
    assert verdict.ex_post.word == "supported"


def test_a_candidate_whom_only_a_later_ballot_names_is_unknown_with_hindsight(judge):
    text = "Thailand's bid for a non-permanent seat on the Security Council in 2017-2018 is popular."
    ((_, verdict),) = judge(text, date(2015, 12, 2), "candidacy")
    assert verdict.word == "unknown"
    assert verdict.ex_post is not None
    assert verdict.ex_post.word == "supported"


def test_states_on_their_way_into_an_organisation_are_in_their_applications(judge):
    text = "Twenty-one countries are negotiating on WTO membership, including Azerbaijan, Belarus and Uzbekistan."
    assert [v.word for _, v in judge(text, date(2015, 6, 11), "candidacy")] == ["supported"]
