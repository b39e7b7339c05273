"""`agree` on a record: the founding comparison to the last vote, when a percentage misleads, every way to choose."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import numpy as np
import pytest

from foedus.analysis import agree
from foedus.errors import MeasureError, UnknownName, UsageError

TWO_YEARS = ("2013-12-02", "2015-12-02")
FOUNDING = {
    "BLR": (76.5, 132),
    "KAZ": (66.7, 141),
    "ARM": (73.4, 139),
    "KGZ": (66.4, 140),
    "TJK": (68.9, 132),
}


@pytest.fixture(params=["starter", "full"])
def record(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def test_the_founding_comparison_is_reproduced(record: Any) -> None:
    got = agree(record, "Russia", list(FOUNDING), *TWO_YEARS)
    for row in got.rows_:
        share, n = FOUNDING[row.state]
        assert row.estimate.n == n
        assert round(100 * row.estimate.value, 1) == share
        assert row.estimate.lo < row.estimate.value < row.estimate.hi
    kappa = {r.state: round(r.kappa, 2) for r in got.rows_}
    assert kappa["BLR"] == 0.45
    assert kappa["KAZ"] == 0.17
    (paired,) = [p.paired for p in got.pairs if (p.a, p.b) == ("BLR", "KAZ")]
    assert paired.n == 131
    assert [round(100 * x, 1) for x in (paired.share_a, paired.share_b, paired.difference)] == [
        76.3,
        68.7,
        7.6,
    ]
    # vote by vote the interval is that of the 131 votes; over families it is wider and does not settle the sign
    assert (round(100 * paired.lo_votes), round(100 * paired.hi_votes)) == (1, 14)
    assert paired.lo < paired.lo_votes < paired.hi_votes < paired.hi
    assert (paired.sessions, paired.scope) == (3, "votes of this kind in these sessions")
    assert got.meta.complete


def test_it_says_when_a_bare_percentage_misleads(starter: Any) -> None:
    got = agree(starter, "RUS", ["KAZ", "BLR"], *TWO_YEARS)
    told = {r.state: r.misleads for r in got.rows_}
    assert "by chance" in told["KAZ"]
    assert not told["BLR"]
    assert any("paired" in w for w in got.meta.warnings)
    assert got.standing.rank["BLR"] < got.standing.rank["KAZ"]
    assert 0.5 < got.standing.median < 0.8


def test_a_period_the_record_holds_only_in_part_is_told(starter: Any) -> None:
    got = agree(starter, "RUS", ["KAZ"], "2010", "2015")
    assert got.meta.complete is False
    assert "choice" in got.meta.warnings[0]


def test_every_figure_leads_back_to_its_votes(starter: Any) -> None:
    got = agree(starter, "RUS", ["KAZ"], *TWO_YEARS)
    rows = got.counted("KAZ")
    assert len(rows) == 141
    assert sum(r["same"] for r in rows) == got.rows_[0].same == 94
    crimea = next(r for r in rows if r["symbol"] == "A/RES/68/262")
    assert (crimea["KAZ"], crimea["RUS"]) == ("abstain", "no")
    assert starter.row(crimea["id"]).yes == 100


def test_periods_add_up_to_the_whole(full: Any) -> None:
    for by in ("session", "year", "month"):
        got = agree(full, "USA", ["GBR"], "1990", "2000", by=by, context=False)
        whole = agree(full, "USA", ["GBR"], "1990", "2000", context=False)
        assert sum(r.estimate.n for r in got.rows_) == whole.rows_[0].estimate.n
        assert sum(r.same for r in got.rows_) == whole.rows_[0].same


def test_votes_are_chosen_by_issue_contest_session_symbol_and_weight(full: Any) -> None:
    def n(**chosen: Any) -> int:
        return agree(full, "USA", ["ISR"], context=False, **chosen).rows_[0].estimate.n

    everything = n()
    assert 0 < n(issue="palestine") < n(issue="me", contested=0) + 1 <= everything
    assert n(issue="nuclear weapons") < n(issue="nuclear")
    assert n(contested=0.4) < n(contested=0.1) < everything
    assert n(session="68") < everything
    assert n(symbols=["68/262", "A/RES/69/5", "R/68/8"]) == 2  # Israel did not vote on 68/262
    equal = agree(full, "USA", ["ISR"], context=False).rows_[0].estimate
    contested = agree(full, "USA", ["ISR"], context=False, weights="contested").rows_[0].estimate
    assert contested.value != equal.value
    by_symbol = agree(full, "USA", ["ISR"], context=False, weights={"A/RES/69/5": 2.0}).rows_[0].estimate
    assert by_symbol.n == 1


def test_by_issue_gives_a_row_for_each(full: Any) -> None:
    got = agree(full, "USA", ["ISR"], by="issue", context=False)
    by = {r.period: r for r in got.rows_}
    assert {"palestine", "nuclear", "human rights", "colonialism"} <= by.keys()
    assert by["palestine"].estimate.n > 300


def test_forms_hold_the_same_rows(starter: Any) -> None:
    got = agree(starter, "RUS", ["KAZ", "BLR"], *TWO_YEARS, by="session")
    rows = got.rows()
    arrow, pandas, polars = got.to_arrow(), got.to_pandas(), got.to_polars()
    assert arrow.num_rows == len(pandas) == polars.height == len(rows) == 6
    assert arrow.schema.metadata[b"foedus_version"].decode() == starter.version
    assert pandas["value"].dropna().tolist() == [r["value"] for r in rows if r["value"] is not None]
    document = json.loads(json.dumps(got.to_dict()))
    assert document["data"]["rows"][0]["n"] == rows[0]["n"]
    assert document["meta"]["version"] == starter.version
    assert got.to_csv().splitlines()[0].startswith("reference,state,period")
    assert "<table>" in got._repr_html_()
    assert starter.version in got.cite()


def test_the_same_question_of_the_same_record_gives_the_same_answer(starter: Any) -> None:
    one, other = (agree(starter, "RUS", ["KAZ", "BLR"], *TWO_YEARS).to_dict() for _ in range(2))
    assert json.dumps(one) == json.dumps(other)


@pytest.mark.parametrize(
    ("words", "error", "told"),
    [
        ({"others": []}, UsageError, "at least one"),
        ({"others": ["RUS"]}, UsageError, "itself"),
        ({"others": ["Ruritania"]}, UnknownName, "Ruritania"),
        ({"measure": "love"}, UnknownName, "measure"),
        ({"by": "moon"}, UnknownName, "session"),
        ({"since": "2015", "until": "2014"}, UsageError, "ends before"),
        ({"since": "last March"}, UsageError, "2015-12-02"),
        ({"since": "2015-13"}, UsageError, "no such day"),
        ({"since": date(1900, 1, 1), "until": date(1901, 1, 1)}, MeasureError, "no such votes"),
        ({"contested": 1.5}, UsageError, "share"),
        ({"symbols": ["A/RES/1/9999"]}, UnknownName, "9999"),
        ({"weights": "heavy"}, UsageError, "heavy"),
        ({"weights": {"A/RES/68/262": float("nan")}}, MeasureError, "NaN"),
        ({"issue": "no resolution says this"}, MeasureError, "no such votes"),
    ],
)
def test_a_question_that_cannot_be_answered_gets_a_named_error(
    starter: Any, words: dict[str, Any], error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        agree(starter, "RUS", **{"others": ["KAZ"], **words})


def test_a_state_outside_its_lifetime_is_named_not_counted_as_absent(full: Any) -> None:
    with pytest.raises(MeasureError, match="Kazakhstan"):
        agree(full, "USA", ["KAZ"], "1960", "1980")


def test_one_vote_gives_no_percentage(starter: Any) -> None:
    (row,) = agree(starter, "RUS", ["KAZ"], symbols=["68/262"]).rows_
    assert (row.estimate.n, row.estimate.value, row.agreement) == (1, None, None)
    assert np.isnan(float("nan" if row.kappa is None else row.kappa))


def test_what_came_after_the_day_of_the_question_is_left_out(starter: Any) -> None:
    then = agree(starter, "RUS", ["KAZ"], "2013-12-02", as_of="2014-06-30", context=False)
    same = agree(starter, "RUS", ["KAZ"], "2013-12-02", "2014-06-30", context=False)
    assert then.rows_ == same.rows_
    assert then.to_dict()["meta"]["as_of"] == "2014-06-30"
