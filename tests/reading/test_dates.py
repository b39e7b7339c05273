"""Dates as written, and the days they can mean."""

import itertools
from datetime import date

import pytest

from foedus.reading.dates import find_dates

DAY = date(2015, 12, 2)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "written", "first", "precision"),
    [
        ("the vote last March was close", "last March", "2015-03-01", "month"),
        ("in Sochi this September", "this September", "2015-09-01", "month"),
        ("next June it will vote", "next June", "2016-06-01", "month"),
        ("the March 2 resolution", "March 2", "2015-03-02", "day"),
        ("on 27 March 2014 it abstained", "27 March 2014", "2014-03-27", "day"),
        ("on January 29, 1996", "January 29, 1996", "1996-01-29", "day"),
        ("a member in 1985-1986", "1985-1986", "1985-01-01", "years"),
        ("a seat for 2017-18", "2017-18", "2017-01-01", "years"),
        ("chaired it in 2010.", "2010", "2010-01-01", "year"),
        ("on Thursday it voted", "Thursday", "2015-11-26", "day"),
        ("last Wednesday it voted", "last Wednesday", "2015-11-25", "day"),
        ("last week's vote", "last week", "2015-11-23", "week"),
        ("two years ago it joined", "two years ago", "2013-01-01", "year"),
        ("on 2014-03-27 it voted", "2014-03-27", "2014-03-27", "day"),
        ("yesterday the Assembly met", "yesterday", "2015-12-01", "day"),
        ("it broke up in the 1990s", "1990s", "1990-01-01", "decade"),
        ("last summer's summit", "last summer", "2015-06-01", "season"),
    ],
)
def test_a_date_is_found_as_written_with_its_likeliest_day_first(words, written, first, precision):
    (found,) = find_dates(words, DAY)
    assert (found.text, found.candidates[0][0].isoformat(), found.precision) == (written, first, precision)
    assert words[found.start : found.end] == written


def test_last_march_in_december_may_be_this_year_or_the_year_before():
    (found,) = find_dates("the voting last March", DAY)
    assert [a.year for a, _ in found.candidates] == [2015, 2014]


def test_without_a_day_of_publication_a_relative_date_means_nothing_yet():
    assert [d.candidates for d in find_dates("last March and last week")] == [(), ()]


@pytest.mark.parametrize(
    "words",
    ["it may march on", "2015 votes were cast", "$2014", "1,347 items", "resolution 68/262", "Mar is a name"],
)
def test_what_is_no_date_is_not_taken_for_one(words):
    assert find_dates(words, DAY) == ()


def test_dates_never_overlap_and_point_into_the_text():
    text = "On March 2, 2014, and again last March, in 2010 and 2017-2018, two years ago, early May 2015, 3 June."
    found = find_dates(text, DAY)
    assert len(found) == 7
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(text[d.start : d.end] == d.text for d in found)
