"""Names that are states and bodies, and names that only look so."""

from datetime import date

import pytest


def states(article):
    return [(m.text, m.code) for m in article.mentions if m.kind == "state"]


def persons(article):
    return {m.text: m.code for m in article.mentions if m.kind == "person"}


@pytest.mark.parametrize(
    "text",
    [
        "He teaches at Moscow State University in the evenings.",
        "Ships crossed the South China Sea at night.",
        "She moved to New Mexico as a child.",
        "The Bank of China raised its rate.",
        "George Washington crossed the river.",
        "The Washington Post reported it first.",
        "Senators from Georgia and Alabama flew home to Atlanta.",
        "The Gulf of Mexico was calm.",
        "Planes of Turkish Airlines stood idle.",
        "A degree from the University of Georgia helps.",
    ],
)
def test_a_name_inside_another_name_is_no_state(analyse, text):
    assert states(analyse(text)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Moscow offered Beijing a treaty.", "RUS"),
        ("The Kremlin denied it.", "RUS"),
        ("Astana failed to settle it.", "KAZ"),
        ("North Korea voted no.", "PRK"),
        ("Georgia and Armenia signed in Tbilisi.", "GEO"),
        ("Kazakh diplomats abstained.", "KAZ"),
        ("Guinea-Bissau was absent.", "GNB"),
        ("The Soviet Union vetoed it.", "SUN"),
        ("UNITED KINGDOM, July 3. The vote was close.", "GBR"),
    ],
)
def test_names_adjectives_capitals_and_metonyms_lead_to_the_state(analyse, text, code):
    assert code in [c for _, c in states(analyse(text))]


def test_bodies_are_found_by_their_longest_name(analyse):
    article = analyse("The UN General Assembly met while the Eurasian Economic Union and the CSTO looked on.")
    assert [m.code for m in article.mentions if m.kind == "body"] == ["UNGA", "EAEU", "CSTO"]


def test_the_organization_is_the_one_named_last(analyse):
    article = analyse("The WTO has many members. Russia joined the organization in 2012.")
    assert [m.code for m in article.mentions if m.how == "anaphor"] == ["WTO"]


def test_an_office_names_who_held_it_that_day(analyse):
    text = "The idea was hailed by the Russian president, and Kazakhstan's president agreed."
    assert set(persons(analyse(text)).values()) == {"Vladimir Putin", "Nursultan Nazarbayev"}
    assert "Dmitry Medvedev" in persons(analyse(text, date(2010, 5, 1))).values()


def test_a_surname_means_the_full_name_before_it(analyse):
    article = analyse("Pavel Orlenko came from Minsk. The talks were long. Orlenko left early.")
    assert persons(article)["Orlenko"] == "Pavel Orlenko"


def test_every_mention_points_at_its_own_words(analyse):
    article = analyse(
        "U.S. and Russian envoys met in Geneva; the Russian president and Angela Merkel did not."
    )
    assert article.mentions
    assert all(article.text[m.start : m.end] == m.text for m in article.mentions)
    assert list(article.mentions) == sorted(article.mentions, key=lambda m: (m.start, -m.end, m.kind))
