"""Ranks and counts: found in sentences of our own, with the number as it is meant."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.reading.claims import figures


@pytest.fixture
def found(analyse):
    """``found(text, day)``: (type, fields) of what the finder drafts."""

    def run(text, day=date(2016, 1, 10)):
        return [(d.type, dict(d.fields)) for d in figures.find(analyse(text, day))]

    return run


@pytest.mark.parametrize(
    ("text", "state", "rank", "scope"),
    [
        ("Kazakhstan is the country with the second largest economy in the EEU.", "KAZ", 2, "EAEU"),
        ("Belarus has the third-largest economy in the EEU.", "BLR", 3, "EAEU"),
        ("Russia's economy is by far the biggest in the Eurasian Economic Union.", "RUS", 1, "EAEU"),
        ("Kyrgyzstan, the smallest economy in the EEU, joined in August.", "KGZ", 1, "EAEU"),
        ("Only Indonesia's economy is bigger than Thailand's within ASEAN.", "THA", 2, "ASEAN"),
    ],
)
def test_a_rank_is_found_with_its_scope(found, text, state, rank, scope):
    (fields,) = [f for kind, f in found(text) if kind == "rank"]
    assert (fields["actor"], fields["rank"], fields["scope"]) == (state, rank, scope)
    assert fields.get("order") == ("smallest" if "smallest" in text else None)


def test_two_economies_compared_name_both(found):
    (fields,) = [f for kind, f in found("India's economy overtook Japan's in 2024.", date(2025, 4, 20))]
    assert (fields["actor"], fields["of"], fields["event"]) == ("IND", "JPN", "overtake")


@pytest.mark.parametrize(
    ("text", "org", "value"),
    [
        ("The WTO currently has 161 members.", "WTO", 161),
        ("The 28-nation European Union extended its sanctions.", "EU", 28),
        ("The European Union counts 25 members since May.", "EU", 25),
        ("NATO, now 26 strong, looks east.", "NATO", 26),
        ("The alliance, now 26 strong, looks east to Russia.", "NATO", 26),
        ("The five members of the EEU are divided.", "EAEU", 5),
        ("NATO, with its 28 members, is larger.", "NATO", 28),
        ("Ten countries joined the European Union, bringing its membership to 25.", "EU", 25),
    ],
)
def test_the_size_of_an_organisation_is_found(found, text, org, value):
    sizes = [(f["org"], f["value"]) for _, f in found(text) if f.get("measure") == "members"]
    assert sizes == [(org, value)]


def test_a_size_said_twice_is_one_claim(found):
    text = "The 193-nation General Assembly voted. The 193-member General Assembly then rose. The Assembly sat in Minsk."
    assert [f["value"] for _, f in found(text)] == [193]


def test_candidates_of_an_organisation_are_counted_and_named(found):
    text = "Twenty-one countries are negotiating on WTO membership, including Azerbaijan, Belarus and Uzbekistan."
    drafts = found(text)
    assert ("count", 21) in [(kind, f.get("value")) for kind, f in drafts]
    assert ["AZE", "BLR", "UZB"] in [f.get("actors") for kind, f in drafts if kind == "candidacy"]


@pytest.mark.parametrize(
    ("text", "measure", "value", "comparator"),
    [
        ("Kazakhstan, a nation of 17 million people, is large.", "population", 17e6, "="),
        ("Kazakhstan's GDP was about $221 billion in 2014.", "GDP, current US$", 221e9, "about"),
        ("Some 90 percent of Kazakhstan's exports go through Russia.", None, 90, "about"),
    ],
)
def test_quantities_are_found_with_how_they_are_meant(found, text, measure, value, comparator):
    (fields,) = [f for kind, f in found(text) if kind == "count"]
    assert (fields["value"], fields["comparator"]) == (value, comparator)
    assert measure is None or fields["measure"] == measure


@pytest.mark.parametrize(
    "text",
    [
        "Kazakhstan waited nearly 20 years.",
        "The four members of the EU that abstained are small.",
        "The two members of the CSTO, Armenia and Belarus, were absent.",
        "The EU has six members on the Council.",
        "The resolution was adopted by about 100 votes, Russia said.",
        "Some 400 guests came to the wedding.",
    ],
)
def test_years_votes_and_numbers_about_nobody_are_no_counts(found, text):
    assert found(text) == []
