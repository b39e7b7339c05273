"""Organisations and groups by name: aliases, what is shared by several, and what is no body."""

from __future__ import annotations

import pytest

from foedus.errors import AmbiguousName, UnknownName
from foedus.model import bodies


@pytest.mark.parametrize(
    ("name", "code"),
    [("UN", "UN"), ("U.N.", "UN"), ("the General Assembly", "UNGA"), ("the Assembly", "UNGA"), ("UN SC", "UNSC"),
     ("Security Council", "UNSC"), ("P5", "P5"), ("permanent five", "P5"), ("Customs Union", "CU"), ("EEU", "EAEU"),
     ("EAEU", "EAEU"), ("Eurasian Union", "EAEU"), ("Eurasian Economic Commission", "EEC"), ("Turkic Council", "OTS"),
     ("Organization of Turkic States", "OTS"), ("Collective Security Treaty Organisation", "CSTO"), ("the West", "WEST"),
     ("Shanghai Cooperation Organization", "SCO"), ("Nato", "NATO"), ("North Atlantic alliance", "NATO"), ("EU", "EU"),
     ("the European Union", "EU"), ("Group of 77", "G77"), ("GRULAC", "GRULAC"), ("Asian Group", "APG"),
     ("Western European and Other States", "WEOG"), ("Islamic State", "IS"), ("IS", "IS"), ("ISIL", "IS"),
     ("CSCE", "OSCE"), ("Organization for Security and Cooperation in Europe", "OSCE"), ("Arab League", "LAS"),
     ("Organisation of the Islamic Conference", "OIC"), ("G8", "G8"), ("Human Rights Council", "UNHRC"),
     ("Common Economic Space", "SES"), ("Gulf Co-operation Council", "GCC")],
)  # fmt: skip
def test_a_body_is_known_by_all_its_names(name, code):
    assert bodies.resolve_body(name).code == code


@pytest.mark.parametrize("name", ["the Council", "the Commission", "the Union", "Brussels", "the Court"])
def test_a_name_that_fits_several_is_not_guessed(name):
    with pytest.raises(AmbiguousName):
        bodies.resolve_body(name)


@pytest.mark.parametrize(
    "name",
    ["the alliance", "the bloc", "is", "who", "pace", "au", "west", "the group", "Russia", "", "eu nato"],
)
def test_what_is_no_body_stays_unknown(name):
    with pytest.raises(UnknownName):
        bodies.resolve_body(name)


def test_codes_and_names_are_unique_and_groups_are_five():
    everyone = bodies.bodies()
    assert len({b.code for b in everyone}) == len(everyone)
    assert {b.code for b in bodies.bodies("un_group")} == {"AG", "APG", "EEG", "GRULAC", "WEOG"}
    owners = {}
    for n in bodies.body_names():
        assert owners.setdefault(n.text, n.code) == n.code, n.text


def test_a_sentence_gets_its_article():
    assert (bodies.get_body("EU").spoken, bodies.get_body("NATO").spoken) == ("the European Union", "NATO")
    with pytest.raises(UnknownName):
        bodies.get_body("XYZ")
