"""The forecast keeps the rules, is repeatable, moves with pledges, and says what it assumes."""

from datetime import date

import numpy as np
import pytest

import foedus
from foedus.election import forecast as model
from foedus.election.pledges import Pledge
from foedus.election.skill import skill
from foedus.election.strength import Strength
from foedus.errors import PledgeError, UsageError

DAY = date(2015, 12, 2)


@pytest.fixture(scope="module")
def record():
    return foedus.open_record(":starter:")


def seat(record, pledges=(), **options):
    given = {"on": DAY, "simulations": 4000, "seed": 3} | options
    return model.forecast(record, "asia-pacific", 2016, ["KAZ", "THA"], pledges, **given)


def test_the_same_seed_gives_the_same_forecast(record):
    assert seat(record).to_dict() == seat(record).to_dict()
    assert seat(record).to_dict() != seat(record, seed=4).to_dict()


def test_chances_are_shares_and_one_place_goes_to_one_state(record):
    made = seat(record)
    assert made.voters == 193
    assert made.majority == 129
    total = sum(o.chance for o in made.outlooks)
    assert 0.9 <= total <= 1.0
    for o in made.outlooks:
        assert 0 <= o.interval[0] <= o.chance <= o.interval[1] <= 1
        assert o.by_round["1"] <= o.by_round["2"] <= o.by_round["3"] <= o.by_round["any"]


def test_pledges_raise_the_chance_and_a_leak_lowers_it_again(record):
    voters = ["DEU", "FRA", "RUS", "BLR", "ARM", "IND", "BRA", "ZAF", "EGY", "NGA"]
    given = [Pledge(v, "KAZ", "written", DAY) for v in voters]
    bare, with_pledges = seat(record).outlooks[0], seat(record, given).outlooks[0]
    assert with_pledges.chance > bare.chance
    assert with_pledges.pledged == 10
    leaks = list(with_pledges.leaks.values())
    assert leaks[0] >= leaks[-1]


def test_the_prior_is_stated_in_words_and_missing_votes_are_a_warning(record):
    made = seat(record)
    assert "assum" in made.assumptions
    assert "leak" in made.assumptions
    later = seat(record, on=date(2020, 6, 1))
    assert any("incomplete" in w for w in later.warnings)


def test_states_worth_a_call_are_voters_that_are_not_sure(record):
    calls = seat(record).outlooks[0].calls
    assert calls
    assert all(0 < c.votes_for < 1 and c.state not in {"KAZ", "THA"} for c in calls)


def test_wrong_candidates_groups_and_places_are_named_errors(record):
    with pytest.raises(PledgeError, match="ITA"):
        model.forecast(record, "asia-pacific", 2016, ["KAZ", "ITA"])
    with pytest.raises(UsageError, match="ballot paper"):
        model.forecast(record, "antarctic", 2016, ["KAZ", "THA"])
    with pytest.raises(UsageError, match="nothing to decide"):
        seat(record, places=2)


def test_nobody_wins_a_simulated_round_below_two_thirds():
    rng = np.random.default_rng(5)
    crowd = model.Electorate(
        tuple(map(str, range(50))),
        ("A", "B", "C"),
        rng.normal(size=(50, 3)),
        np.full(50, -1),
        np.zeros(50, dtype=np.int64),
    )
    drawn = model.simulate(
        crowd, np.zeros(3), Strength((0, 0), 0.8, 1.2, 0.2, 9), 1, 3000, 1, model.Assumptions()
    )
    first = drawn.won == 1
    needed = -(-2 * drawn.voting.astype(int) // 3)
    assert (drawn.votes[first] >= np.repeat(needed[:, None], 3, axis=1)[first]).all()
    assert ((drawn.won > 0).sum(axis=1) <= 1).all()


def test_two_places_never_elect_three():
    rng = np.random.default_rng(6)
    crowd = model.Electorate(
        tuple(map(str, range(60))),
        ("A", "B", "C"),
        rng.normal(size=(60, 3)),
        np.full(60, -1),
        np.zeros(60, dtype=np.int64),
    )
    drawn = model.simulate(
        crowd, np.zeros(3), Strength((0, 0), 0.8, 1.2, 0.2, 9), 2, 2000, 1, model.Assumptions()
    )
    assert ((drawn.won > 0).sum(axis=1) <= 2).all()
    assert (drawn.votes.sum(axis=1) <= 2 * drawn.voting).all()


def test_skill_is_scored_on_earlier_elections_only_and_says_where_none_is_shown(record):
    rolling = skill(record)
    assert rolling.scheme == "rolling origin"
    assert min(r.year for r in rolling.races) > 2006
    assert all(0.02 <= r.chance <= 0.98 for r in rolling.races)
    for d in rolling.differences:
        assert ("no skill shown over" in d.words) == (d.lo <= 0 <= d.hi)
    assert sum(b[1] for b in rolling.bins) == len(rolling.races)
    alone = skill(record, leave_one_out=True)
    assert alone.scheme == "leave-one-out"
    assert len(alone.races) > len(rolling.races)
