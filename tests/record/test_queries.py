from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from foedus.errors import UnknownName

ARTICLE = dt.date(2015, 12, 2)


@pytest.mark.parametrize("symbol", ["68/262", "R/68/262", "A/RES/68/262", "a/res/68/262", " 68/262 "])
def test_a_resolution_is_found_by_any_usual_spelling(starter, symbol):
    call = starter.roll_call(symbol)
    assert (call.yes, call.no, call.abstain, call.not_voting) == (100, 11, 58, 24)
    assert call.id == "rollcall:A/RES/68/262"


@pytest.mark.parametrize("symbol", ["", "nonsense", "68/999999", "' OR 1=1 --", "A/RES/%"])
def test_what_is_no_symbol_finds_nothing(starter, symbol):
    assert starter.roll_call(symbol) is None
    assert starter.votes(symbol) == {}


def test_who_was_no_member_has_no_vote_and_who_stayed_away_has_one(starter):
    before = starter.votes("A/RES/63/307")
    assert "SSD" not in before
    assert starter.votes("68/262")["KGZ"].choice == "not_voting"


def test_totals_are_the_votes_counted_in_every_roll_call(starter):
    for call in starter.roll_calls():
        votes = [vote.choice for vote in starter.votes(call.symbol).values()]
        counted = tuple(votes.count(choice) for choice in ("yes", "no", "abstain", "not_voting"))
        assert counted == (call.yes, call.no, call.abstain, call.not_voting), call.symbol


def test_the_matrix_says_what_the_votes_say(starter):
    since, until = dt.date(2013, 12, 2), ARTICLE
    found = starter.matrix(["RUS", "KAZ", "SSD"], since=since, until=until)
    assert found.choice.dtype == np.int8
    assert found.choice.shape == (len(starter.roll_calls(since=since, until=until)), 3)
    code = {"yes": 1, "abstain": 2, "no": 3, "not_voting": 0}
    for row, call in zip(found.choice, found.roll_calls, strict=True):
        votes = starter.votes(call.symbol)
        assert [code[votes[state].choice] if state in votes else -1 for state in found.states] == list(row)
    with pytest.raises(UnknownName):
        starter.matrix(["XXX"])


def test_belarus_voted_with_russia_in_as_many_votes_as_the_founding_article_is_judged_by(starter):
    found = starter.matrix(["RUS", "BLR", "KAZ"], since=dt.date(2013, 12, 2), until=ARTICLE).choice
    for column, (n, share) in {1: (132, 76.5), 2: (141, 66.7)}.items():
        both = (found[:, 0] > 0) & (found[:, column] > 0)
        assert both.sum() == n
        assert round(100 * (found[both, 0] == found[both, column]).mean(), 1) == share


def test_nothing_later_than_as_of_is_seen(starter):
    assert starter.roll_call("68/262", as_of=dt.date(2014, 3, 26)) is None
    assert starter.votes("68/262", as_of=dt.date(2014, 3, 26)) == {}
    assert starter.votes("68/262", as_of=dt.date(2014, 3, 27))
    assert all(call.date <= ARTICLE for call in starter.roll_calls(as_of=ARTICLE))
    assert all(ballot.date <= ARTICLE for ballot in starter.ballots(as_of=ARTICLE))
    assert all(event.start <= ARTICLE for event in starter.events(as_of=ARTICLE))
    assert {row.year for row in starter.indicators(as_of=ARTICLE)} == {2013, 2014}
    assert {row.year for row in starter.indicators(as_of=dt.date(2015, 6, 30))} == {2013}
    assert "IRN" not in {row.state for row in starter.memberships("SCO", status="member", as_of=ARTICLE)}


def test_an_end_after_as_of_is_shown_as_open(starter):
    (uzbekistan,) = starter.memberships("CSTO", "UZB")
    assert uzbekistan.end == dt.date(2012, 6, 28)
    assert starter.memberships("CSTO", "UZB", as_of=dt.date(2010, 1, 1))[0].end is None


def test_members_of_an_organisation_change_with_the_day(starter):
    members = lambda org, day: {row.state for row in starter.members(org, day)}  # noqa: E731
    assert members("CSTO", ARTICLE) == {"ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"}
    assert members("CSTO", dt.date(2010, 1, 1)) == {"ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK", "UZB"}
    assert members("EAEU", ARTICLE) == {"ARM", "BLR", "KAZ", "KGZ", "RUS"}
    assert members("EAEU", dt.date(2015, 1, 1)) == {"BLR", "KAZ", "RUS"}
    assert len(members("NATO", ARTICLE)) == 28
    assert len(members("EU", ARTICLE)) == 28
    assert len(members("UN", ARTICLE)) == 193
    assert members("P5", ARTICLE) == {"CHN", "FRA", "GBR", "RUS", "USA"}


def test_an_applicant_is_no_member(starter):
    (belarus,) = starter.memberships("WTO", "BLR")
    assert (belarus.status, belarus.start, belarus.applied) == ("candidate", None, dt.date(1993, 9, 23))
    assert "BLR" not in {row.state for row in starter.members("WTO", ARTICLE)}
    (kazakhstan,) = starter.memberships("WTO", "KAZ")
    assert (kazakhstan.start, kazakhstan.applied) == (dt.date(2015, 11, 30), dt.date(1996, 1, 29))


def test_the_council_has_fifteen_members_each_year_and_eleven_before(starter):
    for year in (1970, 1995, 2015, 2025):
        assert len(starter.council_members(year)) == 15
    assert len(starter.council_members(1950)) == 11
    assert "KAZ" in {row.state for row in starter.council_members(2017)}
    assert "KAZ" not in {row.state for row in starter.council_members(2016)}
    assert [row.state for row in starter.council_members(2015)][:5] == ["CHN", "FRA", "GBR", "RUS", "USA"]


def test_kazakhstan_won_its_seat_in_the_second_round(starter):
    (second,) = starter.ballots(year=2016, candidate="KAZ", group="Asia-Pacific")[1:]
    assert (second.round, second.votes, second.required, second.result) == (2, 138, 129, "elected")
    assert starter.row(second.id) == second


def test_figures_of_the_five_members_of_the_eurasian_union(starter):
    found = {row.state: row.value for row in starter.indicators(year=2015)}
    assert sorted(found, key=found.__getitem__, reverse=True) == ["RUS", "KAZ", "BLR", "ARM", "KGZ"]
    assert [row.state for row in starter.indicators(year=2015, states=["KAZ"])] == ["KAZ"]


def test_coverage_is_complete_only_where_it_is_stated(starter):
    year = lambda y: (dt.date(y, 1, 1), dt.date(y, 12, 31))  # noqa: E731
    assert starter.covers("votes", "UNGA", *year(2014))
    assert not starter.covers("votes", "UNGA", *year(2012))
    assert not starter.covers("votes", "UNGA", *year(2018))
    assert not starter.covers("votes", "UNGA")
    assert not starter.covers("votes", "UNSC", *year(2014))
    assert starter.covers("memberships", "UNSC", *year(1950))
    assert starter.covers("memberships", "CSTO", ARTICLE, ARTICLE)
    assert not starter.covers("memberships", "OIC", ARTICLE, ARTICLE)
    assert not starter.covers("indicators", "NY.GDP.MKTP.CD", *year(2015))
    assert starter.covers("ballots", "UNSC", *year(2014))
    assert not starter.covers("ballots", "UNSC", *year(2003))
    assert not starter.covers("offices", "")
    assert not starter.covers("nothing", "at all", *year(2014))


def test_every_row_has_an_origin_and_is_found_by_its_id(starter):
    rows = [
        *starter.roll_calls(), *starter.votes("68/262").values(), *starter.memberships(), *starter.offices(),
        *starter.ballots(), *starter.indicators(), *starter.events(),
    ]  # fmt: skip
    assert len(rows) > 1000
    assert len({row.id for row in rows}) == len(rows)
    for row in rows:
        origin = starter.origin(row.origin)
        assert origin.kind in {"read", "stated"}
        assert origin.kind == "stated" or origin.digest
        assert origin.address is None
        assert starter.row(row.id) == row


@pytest.mark.parametrize(
    "id",
    ["", "vote:A/RES/68/262:XXX", "rollcall:A/RES/1/1", "member:CSTO:USA:1949-04-04", "nothing:1", "vote:"],
)
def test_an_id_of_no_row_is_an_unknown_name(starter, id):  # noqa: A002
    with pytest.raises(UnknownName):
        starter.row(id)


def test_own_knowledge_is_stated_and_pages_are_read(starter):
    kinds = {row.state: starter.origin(row.origin).kind for row in starter.members("ASEAN")}
    assert set(kinds.values()) == {"stated"}
    assert {starter.origin(row.origin).kind for row in starter.members("CSTO")} == {"read"}
    unseen = [row for row in starter.ballots() if row.pages_seen == 0]
    assert unseen
    assert {starter.origin(row.origin).kind for row in unseen} == {"stated"}


def test_words_find_the_vote_on_crimea_first(starter):
    found = starter.search_roll_calls(["territorial", "integrity", "Ukraine"], until=ARTICLE)
    assert found[0][0].symbol == "A/RES/68/262"
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] <= scores[0] <= 1
    assert starter.search_roll_calls(["zzzz"]) == []
    assert starter.search_roll_calls([]) == []


def test_a_copy_with_other_facts_leaves_the_record_as_it_is(starter):
    member = "member:CSTO:KAZ:2002-10-07"
    with starter.copy_with(
        {
            "vote:A/RES/68/262:KAZ": {"choice": "no"},
            "vote:A/RES/68/262:RUS": None,
            member: {"end": dt.date(2010, 1, 1)},
            "member:CSTO:ARM:2002-10-07": None,
            "indicator:NY.GDP.MKTP.CD:KAZ:2015": {"value": 1.0},
            "rollcall:A/RES/68/182": None,
        }
    ) as copy:
        assert copy.votes("68/262")["KAZ"].choice == "no"
        assert "RUS" not in copy.votes("68/262")
        assert (copy.roll_call("68/262").no, copy.roll_call("68/262").abstain) == (11, 57)
        assert copy.row(member).end == dt.date(2010, 1, 1)
        assert "ARM" not in {row.state for row in copy.members("CSTO", ARTICLE)}
        assert copy.row("indicator:NY.GDP.MKTP.CD:KAZ:2015").value == 1.0
        assert copy.roll_call("68/182") is None
        assert copy.version != starter.version
        assert copy.covers("votes", "UNGA", ARTICLE, ARTICLE)
    assert starter.votes("68/262")["KAZ"].choice == "abstain"
    assert starter.roll_call("68/262").no == 11
    for id_, edit in (
        ("vote:A/RES/68/262:XXX", None),
        ("member:X", None),
        ("nothing", {}),
        (member, {"nonsense": 1}),
    ):
        with pytest.raises(UnknownName):
            starter.copy_with({id_: edit})


def test_the_record_says_what_is_in_it_and_how_to_cite_it(starter):
    info = starter.info()
    assert info["version"] == starter.version
    assert info["counts"]["roll_calls"] == 280
    assert {"table", "subject", "since", "until", "kind", "note", "publisher"} == set(info["coverage"][0])
    words = starter.cite()
    assert starter.version in words
    assert "non-commercial" in words
    with pytest.raises(UnknownName):
        starter.count("nonsense")


def test_many_threads_may_ask_one_record(starter):
    from concurrent.futures import ThreadPoolExecutor

    symbols = [call.symbol for call in starter.roll_calls()]
    expected = {symbol: starter.votes(symbol) for symbol in symbols}
    with ThreadPoolExecutor(8) as pool:
        assert all(
            found == expected[symbol]
            for symbol, found in zip(symbols, pool.map(starter.votes, symbols), strict=True)
        )
