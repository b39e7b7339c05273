"""`breaks` on a record: from a group or a leader, with kinds, surprise, runs, changes and evidence."""

from __future__ import annotations

import json
from typing import Any

import pytest

from foedus.analysis import breaks
from foedus.errors import MeasureError, UnknownName, UsageError


def test_kazakhstan_left_the_csto_over_crimea(starter: Any) -> None:
    got = breaks(starter, "Kazakhstan", "CSTO", "2013-12-02", "2015-12-02", limit=5)
    crimea = next(b for b in got.found if b.symbol == "A/RES/68/262")
    assert (crimea.kind, crimea.vote, crimea.line) == ("abstained", "abstain", "no")
    assert crimea.others["BLR"] == "no"
    assert crimea.others["TJK"] == "not voting"
    assert starter.row(crimea.id).symbol == "A/RES/68/262"
    assert crimea.bits > 3


def test_counts_and_kinds_add_up(starter: Any) -> None:
    everything = breaks(starter, "KAZ", "RUS", "2013-12-02", "2015-12-02")
    assert sum(everything.counts.values()) == len(everything.found)
    only = breaks(starter, "KAZ", "RUS", "2013-12-02", "2015-12-02", kinds=["opposed"], order="date")
    assert len(only.found) == everything.counts["opposed"]
    assert [b.date for b in only.found] == sorted((b.date for b in only.found), reverse=True)
    assert all({b.vote, b.line} == {"yes", "no"} for b in only.found)
    # of the 141 votes both cast, those off the line are those not alike
    off = sum(everything.counts[k] for k in ("opposed", "abstained", "took a side"))
    assert off == 141 - 94


def test_a_lasting_change_comes_with_its_day_and_its_evidence(full: Any) -> None:
    got = breaks(full, "KAZ", "RUS", "1992", "2024")
    assert got.changes
    for change in got.changes:
        assert change.lo > 0 or change.hi < 0
        assert min(change.n_before, change.n_after) > 50
        assert change.first.year == int(change.period)


def test_only_days_of_membership_are_judged_and_an_outsider_is_told(full: Any) -> None:
    inside = breaks(full, "UZB", "CSTO")
    assert all(2006 <= b.date.year <= 2012 for b in inside.found)
    outside = breaks(full, "FRA", "CSTO", "2014", "2015")
    assert any("outsider" in w for w in outside.meta.warnings)


def test_forms_hold_the_same_rows(starter: Any) -> None:
    got = breaks(starter, "KAZ", "CSTO", "2013-12-02", "2015-12-02")
    assert len(got.to_pandas()) == got.to_arrow().num_rows == got.to_polars().height == len(got.found)
    json.dumps(got.to_dict())
    assert "KAZ" in got.to_csv()


@pytest.mark.parametrize(
    ("state", "source", "words", "error"),
    [
        ("KAZ", "KAZ", {}, UsageError),
        ("KAZ", "Nobody's League", {}, UnknownName),
        ("Ruritania", "CSTO", {}, UnknownName),
        ("KAZ", "CSTO", {"kinds": ["sulked"]}, UnknownName),
        ("KAZ", "CSTO", {"order": "beauty"}, UnknownName),
        ("KAZ", "CSTO", {"since": "1950", "until": "1951"}, MeasureError),
    ],
)
def test_what_cannot_be_asked_gets_a_named_error(
    starter: Any, state: str, source: str, words: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        breaks(starter, state, source, **words)
