"""Ranks and counts against the starter: decided by figures that were known then and lists that are whole."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model.compare import YEARS, Comparator


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        (
            "Kazakhstan is the country with the second largest economy in the EEU.",
            date(2015, 12, 2),
            "supported",
        ),
        ("Belarus is the country with the second largest economy in the EEU.", date(2015, 12, 2), "refuted"),
        ("Kyrgyzstan, the smallest economy in the EEU, joined.", date(2015, 12, 2), "supported"),
        ("Kazakhstan's economy is larger than that of Belarus.", date(2015, 12, 2), "supported"),
        ("Belarus's economy is larger than that of Kazakhstan.", date(2015, 12, 2), "refuted"),
        (
            "Kazakhstan is the country with the second largest economy in the EEU.",
            date(2025, 12, 2),
            "supported",
        ),
        ("Only Indonesia's economy is bigger than Thailand's within ASEAN.", date(2013, 9, 9), "unknown"),
        ("India's economy overtook Japan's in 2024.", date(2025, 4, 20), "unknown"),
        ("Kazakhstan has the largest territory in the EEU.", date(2015, 12, 2), "unknown"),
    ],
)
def test_a_rank_is_decided_by_figures_of_every_member(judge, text, day, expected):
    assert [v.word for _, v in judge(text, day, "rank")] == [expected]


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("The five members of the EEU are divided.", date(2016, 1, 10), "supported"),
        ("The six members of the EEU are divided.", date(2016, 1, 10), "refuted"),
        (
            "The 193-member General Assembly voted in New York, Kazakhstan said.",
            date(2015, 12, 2),
            "supported",
        ),
        ("The United Nations has 191 member states.", date(2015, 12, 2), "refuted"),
        ("The Security Council has 15 members.", date(2015, 12, 2), "supported"),
        ("The WTO has 161 members, Russia said.", date(2015, 6, 11), "supported"),
        ("NATO, now 19 strong, looks east to Russia.", date(2005, 3, 3), "unknown"),
        ("Kazakhstan's GDP was $221 billion in 2014.", date(2016, 1, 10), "supported"),
        ("Kazakhstan's GDP was $21 billion in 2014.", date(2016, 1, 10), "refuted"),
        ("Some 90 percent of Kazakhstan's exports go through Russia.", date(2016, 1, 10), "unknown"),
    ],
)
def test_a_count_is_decided_by_a_whole_list_or_not_at_all(judge, text, day, expected):
    assert [v.word for _, v in judge(text, day, "count")] == [expected]


def test_a_rank_uses_the_figures_known_on_the_day(judge):
    ((_, verdict),) = judge(
        "Kazakhstan has the second largest economy in the EEU.", date(2015, 12, 2), "rank"
    )
    assert all(":2015" not in row for row in verdict.rows if row.startswith("indicator:"))
    assert any(row.endswith(":2014") for row in verdict.rows)


def test_states_never_on_the_council_are_counted_from_both_lists(judge):
    text = "Kazakhstan was among the {} member countries which have never been represented in the Security Council."
    words = [judge(text.format(n), date(2016, 6, 28), "count")[0][1].word for n in (68, 45)]
    assert words[0] == "supported"
    assert words[1] in {"refuted", "unknown"}


def _fits(said, counted, how):
    return Comparator.of(how).fits(said, counted)


def _years_fit(said, counted, how):
    return Comparator.of(how).fits(said, counted, YEARS)


@given(st.integers(1, 10_000))
def test_a_number_fits_itself_and_at_least_and_at_most_agree_with_it(n):
    assert _fits(n, n, "=")
    assert _fits(n, n, "about")
    assert _fits(n, n, "at_least")
    assert _fits(n, n, "at_most")
    assert not _fits(n, n + 1, "=")
    assert _fits(n, n + 1, "over")
    assert not _fits(n, n, "over")


@given(st.floats(2, 60))
def test_nearly_means_a_little_less_and_never_more(years):
    assert _years_fit(years, years * 0.97, "nearly")
    assert not _years_fit(years, years + 0.5, "nearly")
    assert not _years_fit(years, years * 0.5, "nearly")
