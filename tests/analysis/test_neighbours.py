"""`neighbours` on a record: ranked by what is left beyond chance, with n and interval."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.analysis import neighbours
from foedus.errors import MeasureError, UnknownName, UsageError


def test_the_closest_come_first_and_the_farthest_on_request(starter: Any) -> None:
    near = neighbours(starter, "KAZ", "2013-09-17", "2015-12-31", limit=None)
    values = [f.estimate.value for f in near.found]
    assert values == sorted(values, reverse=True)
    assert near.of == len(near.found) > 150
    far = neighbours(starter, "KAZ", "2013-09-17", "2015-12-31", farthest=True, limit=3)
    assert [f.state for f in far.found] == [f.state for f in near.found[::-1][:3]]


def test_every_measure_ranks(starter: Any) -> None:
    for measure in ("agreement", "halfway", "pi-squared", "tau-b", "coincidence-absent"):
        got = neighbours(starter, "BLR", "2013-09-17", "2015-12-31", measure=measure, limit=3)
        assert len(got.found) == 3
        assert got.measure == measure
        assert all(f.estimate.lo <= f.estimate.value <= f.estimate.hi for f in got.found)


def test_states_with_few_common_votes_are_left_out_and_it_says_so(full: Any) -> None:
    got = neighbours(full, "USA", limit=None)
    assert all(f.estimate.n >= 2000 for f in got.found)
    assert any("left out" in w for w in got.meta.warnings)


def test_what_cannot_be_asked_gets_a_named_error(starter: Any) -> None:
    with pytest.raises(UnknownName):
        neighbours(starter, "Ruritania")
    with pytest.raises(UsageError):
        neighbours(starter, "KAZ", limit=0)
    with pytest.raises(MeasureError):
        neighbours(starter, "KAZ", symbols=["68/262"])
