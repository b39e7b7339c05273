from __future__ import annotations

import datetime as dt

import pytest

from foedus.record import compare, content, reconcile, starter, versions
from foedus.record.build import derive
from foedus.record.store import open_record

STATES = ("BLR", "KAZ", "RUS", "USA", "FRA", "GBR", "CHN", "DEU", "ARM", "KGZ")


def rows(*batches):
    return derive(content.merge(content.Content(), [*starter.batches(), *batches]))


def test_the_most_trusted_publisher_is_believed_and_the_other_kept(tmp_path, batch):
    path = versions.publish(
        [
            batch({"R/74/1": "NNNNNNNNNN"}, STATES, publisher="voeten"),
            batch({"A/RES/74/1": "YYNAYYNNYX"}, STATES),
        ],
        tmp_path / "record.duckdb",
    ).path
    with open_record(path) as record:
        assert record.votes("74/1")["KAZ"].choice == "yes"
        found = compare.conflicts(record, "74/1", "KAZ")
        assert [(c.used, c.choice, c.other, c.other_choice) for c in found] == [
            ("undl", "yes", "voeten", "no")
        ]
        assert "undl undl:A/RES/74/1 none stated (counted 5-3-1)" in found[0].tally
        assert "voeten voeten:R/74/1 none stated (counted 0-10-0)" in found[0].tally
        assert len(compare.conflicts(record, "74/1")) == 7
        assert found[0].to_dict()["state"] == "KAZ"


def test_a_gap_of_the_trusted_publisher_is_filled_by_the_next_and_says_so(tmp_path, batch):
    first = batch({"A/RES/74/1": "Y?NAYYNNYX"}, STATES)
    second = batch({"R/74/1": "YANAYYNNYX"}, STATES, publisher="voeten")
    path = versions.publish([first, second], tmp_path / "record.duckdb").path
    with open_record(path) as record:
        votes = record.votes("74/1")
        assert votes["KAZ"].choice == "abstain"
        assert votes["KAZ"].origin == second.origin.id
        assert votes["RUS"].origin == first.origin.id
        (gap,) = compare.conflicts(record, "74/1")
        assert (gap.state, gap.choice, gap.other_choice) == ("KAZ", "nothing said", "abstain")


def test_a_vote_that_the_less_trusted_has_no_row_for_is_listed_and_an_absence_it_drops_is_not(
    tmp_path, batch
):
    first = batch({"A/RES/74/1": "YYNAYYNNYX"}, STATES)
    second = batch({"R/74/1": "Y?NAYYNNY?"}, STATES, publisher="voeten")
    with open_record(versions.publish([first, second], tmp_path / "record.duckdb").path) as record:
        found = compare.conflicts(record, "74/1")
        assert [(row.state, row.choice, row.other_choice) for row in found] == [
            ("KAZ", "yes", "nothing said")
        ]


def test_a_member_without_a_row_is_not_taken_for_no_member(tmp_path, batch):
    path = versions.publish([batch({"A/RES/74/1": "Y.NA"})], tmp_path / "record.duckdb").path
    with open_record(path) as record:
        assert "KAZ" not in record.votes("74/1")
        assert record.matrix(["KAZ"], since=dt.date(2019, 11, 5)).choice[0, 0] == -1
    other = batch({"R/74/1": "YNNA"}, publisher="voeten")
    with open_record(versions.publish([other], path).path) as record:
        assert record.votes("74/1")["KAZ"].choice == "no"


def test_a_later_edition_of_a_publisher_is_believed_and_fills_its_own_gaps_from_the_earlier(tmp_path, batch):
    early = batch({"A/RES/74/1": "YYNA"}, edition=dt.date(2024, 9, 12), name="2024.csv")
    late = batch({"A/RES/74/1": "YN?A"}, edition=dt.date(2026, 2, 6), name="2026.csv")
    path = versions.publish([late, early], tmp_path / "record.duckdb").path
    with open_record(path) as record:
        assert record.votes("74/1")["KAZ"].choice == "no"
        assert record.votes("74/1")["RUS"].choice == "no"
        assert record.roll_call("74/1").origin == late.origin.id


def test_spellings_of_one_symbol_are_bridged_and_the_bridge_is_a_row(batch):
    found = rows(
        batch({"A/RES/49/148[C]": "YYNAYYNNYX"}, STATES, day=dt.date(1994, 12, 12), session="49"),
        batch(
            {"R/49/148C": "YYNAYYNNYX"}, STATES, publisher="voeten", day=dt.date(1994, 12, 12), session="49"
        ),
    )["bridge"]
    assert ("voeten", "voeten:R/49/148C", "R/49/148C", "A/RES/49/148[C]", "symbol") in found


def test_a_roll_call_without_a_usable_symbol_is_known_by_its_votes(batch):
    old = dt.date(1955, 11, 3)
    states = ("BLR", "SUN", "USA", "FRA", "GBR", "CHN", "IND", "POL", "BRA", "ARG")
    official = batch(
        {"A/RES/900(X)": "NNYYYYAXYY", "A/RES/901(X)": "YYNNNNAAYN"}, states, day=old, session="10"
    )
    other = batch(
        {"R/10/347": "NNYYYYAXYY"}, states, publisher="voeten", day=old + dt.timedelta(days=1), session="10"
    )
    strange = batch(
        {"R/10/12": "YNYNYNYNYN"}, states, publisher="voeten", day=old, session="10", name="other.csv"
    )
    found = rows(official, other, strange)
    assert ("voeten", "voeten:R/10/347", "R/10/347", "A/RES/900(X)", "votes") in found["bridge"]
    assert [row[4] for row in found["bridge"] if row[1] == "voeten:R/10/12"] == ["itself"]
    assert len(found["roll_call"]) == 283


def test_two_roll_calls_under_one_symbol_are_told_apart_and_the_other_is_listed(batch):
    official = batch({"A/RES/64/299": "YNAYYYNNYX"}, STATES, day=dt.date(2010, 9, 7), session="64")
    twice = batch(
        {"R/64/299": "YNAYYYNNYX", "R/64/299#motion": "NYANNNYYNX"}, STATES, publisher="voeten", day=dt.date(2010, 9, 7),
        session="64", idents={"R/64/299": "rcid:5047", "R/64/299#motion": "rcid:5866"},
    )  # fmt: skip
    found = rows(official, twice)
    assert [row[1] for row in found["bridge"] if row[3] == "A/RES/64/299" and row[0] == "voeten"] == [
        "rcid:5047"
    ]
    others = {row[4] for row in found["conflict"] if row[0] == "A/RES/64/299"}
    assert others == {"voeten rcid:5866"}


def test_a_session_that_only_the_less_trusted_has_is_used_as_it_gives_it(batch):
    found = rows(
        batch({"R/72/5": "YYNAYYNNYX"}, STATES, publisher="voeten", day=dt.date(2017, 11, 3), session="72")
    )
    assert "A/RES/72/5" in {row[0] for row in found["roll_call"]}


def test_inside_a_complete_span_what_cannot_be_bridged_is_not_counted_twice(batch):
    day = dt.date(2014, 11, 4)
    found = rows(batch({"R/69/777": "YYNAYYNNYX"}, STATES, publisher="voeten", day=day, session="69"))
    assert len(found["roll_call"]) == 280
    assert "voeten" in {row[0] for row in found["observation"]}


def test_a_stated_membership_is_confirmed_by_a_read_one_of_the_same_year(tmp_path, batch):
    from dataclasses import replace

    from foedus.model.acts import Membership

    seen = replace(
        batch({}, publisher="cow"),
        memberships=(
            Membership("member:ASEAN:THA:1967-01-01", "ASEAN", "THA", dt.date(1967, 1, 1), None, "member", precision="year"),
            Membership("member:ASEAN:VNM:1990-01-01", "ASEAN", "VNM", dt.date(1990, 1, 1), None, "member", precision="year"),
            Membership("member:OIC:KAZ:1995-01-01", "OIC", "KAZ", dt.date(1995, 1, 1), None, "member", precision="year"),
        ),
    )  # fmt: skip
    with open_record(versions.publish([seen], tmp_path / "record.duckdb").path) as record:
        (thailand,) = record.memberships("ASEAN", "THA")
        assert (thailand.start, record.origin(thailand.origin).kind) == (dt.date(1967, 8, 8), "read")
        (vietnam,) = record.memberships("ASEAN", "VNM")
        assert (vietnam.start, record.origin(vietnam.origin).kind) == (dt.date(1995, 7, 28), "stated")
        assert [row.state for row in record.members("OIC")] == ["KAZ"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Report of the Commission in 2014", "Report of the Commission in 2015"),
        ("Human rights : resolution / adopted by the General Assembly", "Human rights"),
    ],
)
def test_titles_of_one_family(one, two):
    assert reconcile.family(one) == reconcile.family(two)


def test_the_order_of_trust_ends_with_those_that_nobody_ranked():
    assert (
        reconcile.trust("undl")
        < reconcile.trust("starter")
        < reconcile.trust("voeten")
        < reconcile.trust("somebody")
    )
