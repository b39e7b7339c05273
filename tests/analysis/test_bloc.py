"""`bloc` on a record: members of the day, indices with intervals, splits that surface by themselves."""

from __future__ import annotations

import json
from typing import Any

import pytest

from foedus.analysis import bloc
from foedus.errors import MeasureError, UnknownName


def test_the_split_over_crimea_surfaces_by_itself(starter: Any) -> None:
    got = bloc(starter, "CSTO", "2013-12-02", "2015-12-02", limit=5)
    split = next(s for s in got.splits if s.symbol == "A/RES/68/262")
    assert split.votes == {
        "ARM": "no", "BLR": "no", "KAZ": "abstain", "KGZ": "not voting", "RUS": "no", "TJK": "not voting",
    }  # fmt: skip
    assert split.agreement_index == pytest.approx(0.625)


def test_members_are_those_of_the_day(full: Any) -> None:
    # Uzbekistan left the CSTO in 2012: it is counted before, not after
    from datetime import date

    from foedus.analysis.select import group

    csto = group(full, "CSTO")
    days = [date(2010, 1, 1), date(2014, 3, 27)]
    inside = csto.mask(csto.states, days)
    at = csto.states.index("UZB")
    assert inside[:, at].tolist() == [True, False]
    got = bloc(full, "CSTO", symbols=["68/262"])
    assert all("UZB" not in s.votes for s in got.splits)


def test_indices_have_intervals_and_the_leader_is_not_held_against_itself(starter: Any) -> None:
    got = bloc(starter, "CSTO", "2013-12-02", "2015-12-02", against="Russia")
    (unity,) = got.unity
    for e in (unity.agreement_index, unity.corrected, unity.rice, unity.pairs, unity.participation):
        assert 0 <= e.lo <= e.value <= e.hi <= 1
    (against,) = got.against
    assert against.reference == "RUS"
    assert 0.6 < against.alike.value < 0.8
    assert unity.split + (unity.roll_calls - unity.split) == 146
    assert {m.state for m in got.members} == {"ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"}


def test_a_group_is_held_against_another_without_shared_members_meeting_themselves(full: Any) -> None:
    got = bloc(full, "CSTO", "2015", "2020", against="NATO")
    same = bloc(full, "ARM,BLR", "2015", "2020", against="ARM,BLR,KAZ")
    assert got.against[0].alike.value < 0.7
    # Armenia and Belarus are in both: only they against the others are left, so nobody is compared
    assert same.against[0].alike.n == 0


def test_states_joined_by_commas_are_a_group_and_a_period_a_row(full: Any) -> None:
    got = bloc(full, "RUS,BLR,KAZ", "2010", "2019", by="year", against="RUS")
    assert [u.period for u in got.unity] == [str(y) for y in range(2010, 2020)]
    assert len(got.against) == 10
    assert len(got.to_pandas()) == 10 * 6
    json.dumps(got.to_dict())


def test_a_group_nobody_knows_and_one_without_members_are_named(starter: Any) -> None:
    with pytest.raises(UnknownName):
        bloc(starter, "The League of Extraordinary States")
    with pytest.raises(MeasureError, match="no members|no member"):
        bloc(starter, "WEST")


def test_a_group_of_one_has_no_cohesion(starter: Any) -> None:
    with pytest.raises(MeasureError, match="two members"):
        bloc(starter, "RUS,")
