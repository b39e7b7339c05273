"""Who stands for a seat, who won it over whom, and with how many votes: found in sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.reading.claims import elections
from foedus.reading.claims.amounts import comparator, number, ordinal, years_of


@pytest.fixture
def found(analyse):
    """``found(text, day)``: (type, fields) of what the finder drafts."""

    def run(text, day=date(2018, 6, 9)):
        return [(d.type, dict(d.fields)) for d in elections.find(analyse(text, day))]

    return run


def who(fields):
    return fields.get("actors") or [fields["actor"]]


@pytest.mark.parametrize(
    ("text", "states", "more"),
    [
        ("Germany's bid for a non-permanent seat on the Security Council is popular.", ["DEU"], {"status": "candidate"}),
        ("Kazakhstan and Thailand are competing for the Asia-Pacific seat in 2017-2018.", ["KAZ", "THA"], {"term": "2017-2018"}),
        ("Indonesia was elected to the Security Council for 2019-20.", ["IDN"], {"outcome": "elected", "term": "2019-2020"}),
        ("Germany and Belgium won seats on the Security Council.", ["DEU", "BEL"], {"outcome": "elected"}),
        ("Indonesia beat the Maldives for a seat on the Council.", ["IDN"], {"over": ["MDV"]}),
        ("Canada lost out to Norway and Ireland in the race for the Council.", ["NOR", "IRL"], {"over": ["CAN"]}),
        ("Turkey's bid for a seat on the Security Council failed.", ["TUR"], {"outcome": "not elected"}),
        ("It took nine rounds of balloting before Guatemala was elected to the Council.", ["GTM"], {"rounds": 9}),
        ("Kazakhstan has been elected to the Security Council for the first time.", ["KAZ"], {"times": 1}),
    ],
)  # fmt: skip
def test_a_candidacy_and_its_outcome_are_found(found, text, states, more):
    drafts = [f for kind, f in found(text) if kind == "candidacy"]
    assert any(who(f) == states and more.items() <= f.items() for f in drafts), drafts


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("Indonesia beat the Maldives by 144 votes to 46 for a Council seat.", {"IDN": 144, "MDV": 46}),
        ("Kenya defeated Djibouti 129-62 in the second round.", {"KEN": 129, "DJI": 62}),
        ("Kenya won support from 129 members and outstripped Djibouti, which scored 62 votes, for the seat.", {"KEN": 129, "DJI": 62}),
        ("Some 62 countries backed Djibouti against 129 for Kenya in the ballot for the seat.", {"KEN": 129, "DJI": 62}),
        ("Norway and Ireland got 130 and 128 votes respectively in the first round of the election.", {"NOR": 130, "IRL": 128}),
        ("Italy and the Netherlands were tied in the fifth round with 95 votes each.", {"ITA": 95, "NLD": 95}),
        ("Spain won it in the third round with 132 votes to Turkey's 60.", {"ESP": 132, "TUR": 60}),
        ("Ukraine was elected to the Security Council with 177 votes, and Japan won a seat with 184.", {"UKR": 177, "JPN": 184}),
    ],
)  # fmt: skip
def test_votes_go_to_the_right_candidates(found, text, votes):
    assert [f["votes"] for kind, f in found(text) if kind == "tally"] == [votes]


def test_the_round_is_the_one_that_is_named(found):
    (fields,) = [
        f for kind, f in found("Kenya defeated Djibouti 129-62 in the second round.") if kind == "tally"
    ]
    assert fields["round"] == 2


def test_a_majority_needed_and_missed_is_found(found):
    needed = found("Kenya needed 128 votes to win and ended up with one more than it needed in the election.")
    assert any(f.get("threshold") == 128 for _, f in needed)
    nobody = found("Neither Kenya nor Djibouti gained the required two-thirds majority in the first round.")
    assert any(f.get("outcome") == "none elected" and f["round"] == 1 for _, f in nobody)


@pytest.mark.parametrize(
    "text",
    [
        "The resolution was adopted by 100 votes to 11, with Kazakhstan abstaining.",
        "Kazakhstan exported 138 tonnes of wheat and Thailand 55.",
        "The party won 138 seats in the parliament.",
    ],
)
def test_roll_calls_and_other_numbers_are_no_ballots(found, text):
    assert [f for kind, f in found(text) if kind == "tally"] == []


def test_a_ballot_to_come_is_a_prediction(found):
    drafts = found("Kazakhstan will win the Asia-Pacific seat at next month's ballot.", date(2016, 5, 20))
    assert [kind for kind, _ in drafts] == ["prediction"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,347", 1347), ("twenty-one", 21), ("Twenty one", 21), ("17 million", 17e6), ("two dozen", 24), ("a hundred", 100), ("a few", None)],
)  # fmt: skip
def test_numbers_are_read_in_figures_and_words(text, value):
    assert number(text) == value


def test_ordinals_comparators_and_terms_are_read():
    assert [ordinal(w) for w in ("162nd", "second", "seventeenth")] == [162, 2, 17]
    assert [comparator(w) for w in ("nearly ", "some", "more than", None, "at least")] == [
        "nearly",
        "about",
        "over",
        "=",
        "at_least",
    ]
    assert years_of("2017-18") == (2017, 2018)
