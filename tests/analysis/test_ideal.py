"""Ideal points asked of a record, and on the command line: states, periods, cutting lines, drawings, words of warning."""

import json
import warnings

import pytest

from foedus import cli
from foedus.analysis.ideal import ideal_points
from foedus.briefing import charts_ideal
from foedus.errors import MeasureError, UnknownName


@pytest.fixture(scope="module")
def points(starter):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ideal_points(
            starter,
            ["Kazakhstan", "Russia", "United States"],
            since="2013-09-17",
            until="2015-12-31",
            period="year",
        )


def test_the_united_states_stand_above_and_kazakhstan_between(points):
    value = {(r["state"], r["period"]): r["value"] for r in points.rows()}
    assert value["USA", "2014"] > 1
    assert value["USA", "2014"] > value["RUS", "2014"]
    assert {p for _, p in value} == {"2013", "2014", "2015"}
    assert all(r["lo"] < r["value"] < r["hi"] and r["n"] > 0 for r in points.rows())


def test_a_vote_tells_where_it_cut(points):
    cut = points.cutting("68/262")
    assert (cut["yes"], cut["abstain"], cut["no"]) == (100, 58, 11)
    assert cut["discrimination"] < 0, "those in favour stand above"
    assert cut["abstain_no"] < cut["yes_abstain"]
    with pytest.raises(UnknownName):
        points.cutting("1/1")


def test_distance_between_two_states_has_its_interval(points):
    rows = points.difference("United States", "Russia")
    assert [r["label"] for r in rows] == ["2013", "2014", "2015"]
    assert all(0 < r["lo"] < r["difference"] < r["hi"] for r in rows)


def test_time_can_be_cut_by_months_sessions_and_days(starter):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for period, label in (("month", "2014-12"), ("session", "69"), (["2014-06-01"], "from 2014-06-01")):
            found = ideal_points(starter, ["KAZ"], since="2013-09-17", until="2015-12-31", period=period)
            assert label in {r["period"] for r in found.rows()}
        static = ideal_points(starter, ["KAZ"], since="2013-09-17", until="2015-12-31", dynamic=False)
        assert len(static.rows()) == 1
        with pytest.raises(UnknownName):
            ideal_points(starter, ["KAZ"], period="decade")


def test_a_record_that_is_not_full_is_said_to_be_so(points):
    assert points.meta.complete in (True, False)
    whole = points.to_dict()
    assert whole["data"]["quality"]["votes"] > 30_000
    assert set(whole["meta"]) >= {"version", "as_of", "citation", "warnings"}
    assert "Bailey" in points.cite()
    assert points.to_csv().startswith("state,")


def test_charts_say_what_they_show(points):
    paths = charts_ideal.paths_chart(points)
    assert "Kazakhstan, Russia and United States" in paths.alt
    assert paths.svg.startswith("<svg")
    apart = charts_ideal.distance_chart(points, "USA", "RUS")
    assert "United States stood above Russia" in apart.alt
    cut = charts_ideal.cutting_chart(points, "68/262")
    assert "100 yes" in cut.alt
    assert charts_ideal.paths_chart(points).svg == paths.svg


def test_the_command_prints_json_csv_and_a_table_and_draws(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FOEDUS_RECORD", "")
    words = ["ideal", "KAZ", "RUS", "--since", "2013-09-17", "--until", "2015-12-31", "--period", "year"]
    assert cli.run([*words, "--json", "--vote", "68/262", "--plot", str(tmp_path / "cut.svg")]) == 0
    out = capsys.readouterr()
    document = json.loads(out.out)
    assert document["data"]["cutting"]["yes"] == 100
    assert (tmp_path / "cut.svg").read_text().startswith("<svg")
    assert cli.run([*words, "--csv"]) == 0
    assert capsys.readouterr().out.startswith("state,name,period")
    assert cli.run(words) == 0
    assert "Kazakhstan" in capsys.readouterr().out
    assert cli.run([*words, "--json", "--csv"]) == 2
    assert cli.run(["ideal", "Nowhereland"]) == 2
    assert cli.run(["ideal", "--plot", "x.png"]) == 2


def test_without_votes_the_reason_has_a_name(starter):
    with pytest.raises(MeasureError):
        ideal_points(starter, ["KAZ"], since="1950-01-01", until="1950-12-31")


def test_a_title_bridges_only_what_comes_once_a_session_and_soon_again():
    import datetime as dt

    from foedus.analysis.ideal import _bridged
    from foedus.model.acts import RollCall

    def call(symbol, year, family):
        return RollCall(
            f"rollcall:{symbol}",
            symbol,
            "UNGA",
            dt.date(year, 12, 1),
            str(year - 1945),
            family,
            1,
            1,
            1,
            0,
            family=family,
        )

    calls = [call("a", 2000, "x"), call("b", 2001, "x"), call("c", 2009, "x"), call("d", 2010, "x"), call("e", 2010, "y"),
             call("f", 2011, "y"), call("g", 2011, "y"), call("h", 2012, "")]  # fmt: skip
    assert _bridged(calls) == ["a", "a", "c", "c", "e", "f", "g", "h"]
    assert _bridged(calls[::-1]) == _bridged(calls)[::-1]
