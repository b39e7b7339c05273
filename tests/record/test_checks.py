from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from foedus.errors import SourceError
from foedus.model.acts import Coverage, Indicator
from foedus.record import checks, compare, content, coverage, starter, versions
from foedus.record.batch import Expected, Tally
from foedus.record.build import derive
from foedus.record.store import open_record


def rows(*batches):
    return derive(content.merge(content.Content(), [*starter.batches(), *batches]))


def found(*batches):
    merged = content.merge(content.Content(), [*starter.batches(), *batches])
    return checks.findings({**merged.rows}, merged.voters)


def test_the_starter_adds_up():
    assert [item for item in found() if not item.why] == []


def test_a_row_without_an_origin_stops_the_import(batch):
    lost = Indicator("indicator:TEST:KAZ:2000", "TEST", "KAZ", 2000, 1.0, "n", origin="nowhere")
    with pytest.raises(SourceError, match="nowhere"):
        rows(replace(batch({}), indicators=(lost,)))


def test_a_file_full_of_votes_by_states_that_were_no_members_is_not_believed(batch):
    with pytest.raises(SourceError, match="not a member of undl, KAZ"):
        rows(batch({"A/RES/35/1": "YYNA"}, day=dt.date(1980, 11, 5), session="35"))


def test_a_file_full_of_days_outside_its_sessions_is_not_believed(batch):
    with pytest.raises(SourceError, match="session of undl"):
        rows(batch({"A/RES/74/1": "YYNA"}, session="60"))


def test_single_votes_of_states_that_were_no_members_are_remarked(batch):
    many = {f"A/RES/74/{number}": "YYNA" for number in range(100)}
    states = ("BLR", "KAZ", "RUS", "SUN")
    remarks = found(
        batch(
            {key: f"{votes[:3]}{'A' if key.endswith('/7') else '.'}" for key, votes in many.items()}, states
        )
    )
    assert [(item.rule, item.subject, item.count, item.fault) for item in remarks] == [
        ("not a member", "SUN", 1, False)
    ]


def test_a_member_without_a_row_is_remarked(batch):
    (remark,) = found(batch({"A/RES/74/1": "YY.A"}))
    assert (remark.rule, remark.subject, remark.example) == ("no row", "RUS", "A/RES/74/1 on 2019-11-05")


def test_tallies_that_differ_are_remarked_where_the_number_of_votes_is_the_same(batch):
    votes = batch({"A/RES/74/1": "YYNA", "A/RES/74/2": "YXNA"})
    tally = lambda code, *n: Tally("undl", "UNGA", "74", code, *n)  # noqa: E731
    right = (
        tally("BLR", 2, 0, 0, 0),
        tally("KAZ", 1, 0, 0, 1),
        tally("RUS", 0, 2, 0, 0),
        tally("USA", 0, 0, 2, 0),
    )
    assert found(votes, replace(batch({}, name="t"), tallies=right)) == []
    wrong = (tally("KAZ", 2, 0, 0, 0), *right[:1], *right[2:])
    (remark,) = found(votes, replace(batch({}, name="t"), tallies=wrong))
    assert (remark.rule, remark.subject) == ("tally", "KAZ")
    assert "2-0-0-0 stated, 1-0-0-1 counted" in remark.example


def test_a_session_is_complete_when_its_votes_are_as_many_as_the_publisher_has(batch):
    votes = batch({"A/RES/74/1": "YYNA", "A/RES/74/2": "YXNA"})
    for count, kind in ((2, "complete"), (3, "selected")):
        said = replace(batch({}, name="e"), expected=(Expected("undl", "UNGA", "74", count),))
        made = [row for row in rows(votes, said)["coverage"] if row[6] == "undl"]
        assert [row[4] for row in made] == [kind]
        day = dt.date(2020, 3, 1)
        assert coverage.covered([Coverage(*row) for row in made], day, day) == (kind == "complete")


def test_an_open_special_session_leaves_a_hole_unless_it_is_numbered_through(batch):
    whole = batch({"A/RES/74/1": "YYNA"})
    said = replace(batch({}, name="e"), expected=(Expected("undl", "UNGA", "74", 1),))
    day = dt.date(2020, 2, 2)

    def covers(made):
        return coverage.covered([Coverage(*row) for row in made["coverage"] if row[6] == "undl"], day, day)

    numbered = batch({"A/RES/ES-11/1": "YYNA", "A/RES/ES-11/2": "YYNA"}, day=day, session="11emsp", name="s")
    gaps = batch({"A/RES/ES-11/1": "YYNA", "A/RES/ES-11/3": "YYNA"}, day=day, session="11emsp", name="s")
    assert covers(rows(whole, said, numbered))
    assert not covers(rows(whole, said, gaps))


def test_council_votes_are_never_complete_since_vetoed_drafts_are_in_no_file(shared, tmp_path):
    path = shared / "data" / "undl_sc_voting" / "sc_voting_rebuilt.parquet"
    with open_record(versions.add([path], tmp_path / "record.duckdb").path) as record:
        assert record.count("roll_calls") > 2900
        assert not record.covers("votes", "UNSC", dt.date(2000, 1, 1), dt.date(2000, 12, 31))
        assert record.votes("S/RES/2720(2023)")["RUS"].choice == "abstain"
        for year in (1950, 1970, 1995, 2015):
            voted = {
                code
                for call in record.roll_calls("UNSC", dt.date(year, 1, 1), dt.date(year, 12, 31))
                for code in record.votes(call.symbol)
            }
            assert voted == {row.state for row in record.council_members(year)}


def test_the_whole_record_of_the_assembly_adds_up_but_for_the_pinned_exceptions(shared, tmp_path, say):
    data = shared / "data" / "undl_ga_voting"
    files = [data / "ga_voting_rebuilt.parquet", data / "official_2026_02_06_country_session_tallies.csv"]
    from foedus.record import verify

    path = versions.add(files, tmp_path / "record.duckdb").path
    found_ = verify.verify(path)
    assert [item for item in found_.findings if item.fault or not item.why] == []
    assert {item.subject for item in found_.findings if item.rule == "tally"} == {"MDG", "MRT"}
    with open_record(path) as record:
        tallied = {(row.symbol, row.state, row.choice, row.other_choice) for row in compare.conflicts(record)}
        assert ("session 63", "MDG", "58-0-2-16", "57-0-2-17") in tallied
        assert ("session 37", "MRT", "155-0-3-1", "154-0-3-2") in tallied
        assert record.count("votes") >= 917_380
        assert record.covers("votes", "UNGA", dt.date(2003, 1, 1), dt.date(2023, 12, 31))
        for hole in (dt.date(1984, 11, 1), dt.date(2002, 1, 1), dt.date(2024, 12, 1), dt.date(2025, 10, 1)):
            assert not record.covers("votes", "UNGA", hole, hole)
        assert record.votes("A/RES/68/262")["KAZ"].choice == "abstain"
        say(f"accounting: {record.count('votes')} votes, {len(found_.findings)} findings, all pinned")
