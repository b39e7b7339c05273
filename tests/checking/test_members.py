"""Memberships, accessions and offices against the starter: the lists decide, and only where they are whole they deny."""

from __future__ import annotations

from datetime import date

import pytest

import foedus


@pytest.fixture
def word(judge):
    """``word(text, day, kind)``: the verdict words of the claims of a kind."""

    def decide(text, day, kind):
        return [v.word for _, v in judge(text, day, kind)]

    return decide


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Armenia, a member of the CSTO since 2002, complained.", date(2019, 5, 1), "supported"),
        ("Armenia, a member of the Eurasian Economic Union since 2017, complained.", date(2019, 5, 1), "partly_supported"),
        ("Uzbekistan is a member of the Eurasian Economic Union.", date(2019, 5, 1), "refuted"),
        ("Tajikistan is not a member of the Eurasian Economic Union.", date(2019, 5, 1), "supported"),
        ("Belarus is not a member of the CSTO.", date(2019, 5, 1), "refuted"),
        ("Uzbekistan was a member of the CSTO.", date(2019, 5, 1), "supported"),
        ("The EEU comprises Armenia, Belarus, Kazakhstan, Kyrgyzstan and Russia.", date(2016, 1, 10), "supported"),
        ("The EEU comprises Armenia, Belarus, Kazakhstan and Russia.", date(2016, 1, 10), "partly_supported"),
        ("The CSTO (Armenia, Belarus, Russia and Uzbekistan) met.", date(2020, 1, 10), "partly_supported"),
        ("Budapest, a full member of the Turkic Council since 2018, hosts it.", date(2019, 11, 5), "refuted"),
        ("Norway, a member of the OIC, complained.", date(1950, 1, 10), "unknown"),
        ("Kazakhstan has never held a seat on the Security Council.", date(2016, 1, 10), "supported"),
        ("Japan has never held a seat on the Security Council.", date(2016, 1, 10), "refuted"),
        ("Malaysia, whose term on the Council ends in December 2016, voted.", date(2015, 6, 10), "supported"),
        ("Malaysia, whose term on the Council ends in December 2017, voted.", date(2015, 6, 10), "partly_supported"),
        ("Thailand held non-permanent membership of the Security Council in 1985-1986.", date(2016, 6, 28), "supported"),
        ("Poland will replace Ukraine on the Security Council in January.", date(2017, 6, 3), "supported"),
        ("China, a permanent member of the Security Council, has built a road through the mountains.", date(2015, 6, 10), "supported"),
        ("Brazil, a permanent member of the Security Council, has built a road through the mountains.", date(2015, 6, 10), "refuted"),
        ("Armenia is a treaty ally of Russia.", date(2016, 1, 10), "supported"),
    ],
)  # fmt: skip
def test_a_membership_is_decided_by_the_list_of_that_day(word, text, day, expected):
    assert word(text, day, "membership") == [expected]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("India joined the Shanghai Cooperation Organisation in June 2017.", date(2018, 3, 1), "supported"),
        ("India joined the Shanghai Cooperation Organisation in 2015.", date(2018, 3, 1), "refuted"),
        ("India joined the Shanghai Cooperation Organisation in July 2017.", date(2018, 3, 1), "partly_supported"),
        ("Azerbaijan joined the CSTO in 2010.", date(2021, 5, 1), "refuted"),
        ("Tashkent quit the CSTO in 2012.", date(2013, 1, 10), "supported"),
        ("Tashkent quit the CSTO in 2009.", date(2013, 1, 10), "refuted"),
        ("Belarus applied for WTO membership in 1993.", date(2016, 1, 10), "supported"),
        ("Belarus joined the WTO in 2010.", date(2016, 1, 10), "refuted"),
        ("Brazil joined the GCC in 1995.", date(2016, 1, 10), "unknown"),
        ("Kyrgyzstan became the fifth member of the EEU in August.", date(2015, 8, 20), "supported"),
        ("Kyrgyzstan became the ninth member of the EEU in August.", date(2015, 8, 20), "partly_supported"),
        ("Kazakhstan joined the WTO after nearly 20 years of talks.", date(2015, 12, 10), "supported"),
        ("China's accession to the WTO took almost 10 years.", date(2016, 1, 10), "unknown"),
    ],
)  # fmt: skip
def test_an_accession_is_decided_by_its_row(word, text, day, expected):
    assert expected in word(text, day, "accession")


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Serbia chairs the OSCE this year.", date(2015, 6, 10), "supported"),
        ("In 2010, when Kazakhstan was chairing the OSCE, it snowed.", date(2015, 6, 10), "supported"),
        ("Angola and Spain hold elected seats on the Security Council this year.", date(2015, 6, 10), "supported"),
        ("Angola and Brazil hold elected seats on the Security Council this year.", date(2015, 6, 10), "partly_supported"),
        ("Kazakhstan sits on the Security Council this year.", date(2016, 1, 10), "refuted"),
        ("Kazakhstan and its ageing leader Nursultan Nazarbayev agreed.", date(2015, 12, 2), "supported"),
    ],
)  # fmt: skip
def test_an_office_is_decided_by_who_held_it_then(word, text, day, expected):
    assert word(text, day, "office") == [expected]


def test_an_office_that_only_stated_rows_speak_against_stays_unknown(judge):
    ((_, verdict),) = judge("Belarus chairs the OSCE this year.", date(2015, 6, 10), "office")
    assert verdict.word == "unknown"
    assert verdict.reason


def test_what_lies_ahead_of_the_article_is_not_known_to_it(judge):
    claims = judge("Finland is a member of NATO.", date(2015, 6, 10), "membership")
    assert [v.word for _, v in claims] != ["supported"]


def test_a_term_that_was_won_but_has_not_begun_is_supported_by_the_election(judge):
    text = "Germany and Belgium will sit on the Security Council for the next two years."
    after = [v.word for c, v in judge(text, date(2018, 6, 9), "office")]
    before = [v.word for c, v in judge(text, date(2018, 6, 1), "office")]
    assert (after, before) == (["supported"], ["open"])


def test_a_membership_said_as_known_is_never_denied(judge):
    text = "Georgia's accession to the CSTO in 2015 had changed little."
    assert {v.word for _, v in judge(text, date(2016, 1, 10), "accession")} <= {"unknown"}


def test_the_first_of_a_region_needs_the_whole_list(judge):
    text = "Kazakhstan is proud to be the first Central Asian country to serve on the Security Council."
    assert [v.word for _, v in judge(text, date(2017, 2, 1), "membership")] == ["supported"]
    late = text.replace("Kazakhstan", "Latvia").replace("Central Asian", "Baltic")
    assert [v.word for _, v in judge(late, date(2025, 12, 1), "membership")] == ["refuted"]


def test_evidence_names_rows_that_the_record_has(judge, record):
    for text in ("Uzbekistan is a member of the EEU.", "Armenia joined the EEU in January 2015."):
        for _, verdict in judge(text, date(2019, 5, 1)):
            assert verdict.rows
            assert all(record.row(r).id == r for r in verdict.rows)


def test_an_empty_record_knows_nothing(judge):
    with foedus.open_record(":empty:") as nothing:
        claims = judge(
            "Armenia, a member of the CSTO since 2002, joined the EEU in 2015.",
            date(2019, 5, 1),
            record=nothing,
        )
        assert claims
        assert {v.word for _, v in claims} == {"unknown"}


def test_what_knowledge_adds_to_a_row_that_was_read_never_refutes():
    """An ordinal or a day of application that no source was read for completes a row; it may only support."""
    import foedus

    record = foedus.open_record(":starter:")
    (row,) = [m for m in record.memberships("WTO", "KAZ", status="member") if m.start]
    assert record.origin(row.origin).kind == "read"
    assert row.is_stated("ordinal")
    for words, expected in (
        (
            "Kazakhstan became the 162nd member of the World Trade Organization on November 30, 2015.",
            {"supported"},
        ),
        (
            "Kazakhstan became the 150th member of the World Trade Organization on November 30, 2015.",
            {"unknown", "supported"},
        ),
    ):
        reading = foedus.read(f"A note on trade\n\n{words}", published=date(2015, 12, 15))
        checked = foedus.check(reading, record)
        assert {checked.verdict(c).word for c in reading.claims if c.type == "accession"} <= expected
