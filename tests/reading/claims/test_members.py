"""Who belongs to what, who joined or left, who holds which office: found in sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.reading.claims import members


@pytest.fixture
def found(analyse):
    """``found(text, day)``: (type, words, fields) of what the finder drafts."""

    def run(text, day=date(2016, 1, 10)):
        article = analyse(text, day)
        return [(d.type, article.text[d.start : d.end], dict(d.fields)) for d in members.find(article)]

    return run


def who(fields):
    return fields.get("actors") or [fields["actor"]]


@pytest.mark.parametrize(
    ("text", "org", "states", "more"),
    [
        ("Armenia, a member of the CSTO, complained.", "CSTO", ["ARM"], {"status": "member"}),
        ("Serbia is an observer in the CSTO.", "CSTO", ["SRB"], {"status": "observer"}),
        ("Tajikistan is not a member of the Eurasian Economic Union.", "EAEU", ["TJK"], {"negated": "not"}),
        ("NATO members Hungary and Turkey delayed it.", "NATO", ["HUN", "TUR"], {}),
        ("Hungary, an EU member, buys Russian gas.", "EU", ["HUN"], {}),
        ("The other CSTO members – Armenia, Belarus and Tajikistan – kept silent.", "CSTO", ["ARM", "BLR", "TJK"], {}),
        ("The EEU comprises Armenia, Belarus and Russia.", "EAEU", ["ARM", "BLR", "RUS"], {"complete": True}),
        ("The EEU, which also includes Armenia and Belarus, grows.", "EAEU", ["ARM", "BLR"], {}),
        ("The CSTO (Armenia, Belarus and Russia) met.", "CSTO", ["ARM", "BLR", "RUS"], {"complete": True}),
        ("China, one of the five permanent members, abstained.", "UNSC", ["CHN"], {"seat": "permanent"}),
        ("Malaysia, whose term ends in December 2016, voted.", "UNSC", ["MYS"], {"status": "member"}),
        ("Kazakhstan has never held a seat on the Security Council.", "UNSC", ["KAZ"], {"negated": "never"}),
        ("Uzbekistan was a member of the CSTO.", "CSTO", ["UZB"], {"ever": True}),
        ("Poland will replace Ukraine on the Security Council in January.", "UNSC", ["POL"], {"replaces": "UKR"}),
        ("Armenia is a treaty ally of Russia.", "allies of RUS", ["ARM"], {"ally_of": "RUS"}),
        ("Belarus and Armenia both belong to the CSTO.", "CSTO", ["BLR", "ARM"], {}),
    ],
)  # fmt: skip
def test_a_membership_is_found_in_many_phrasings(found, text, org, states, more):
    drafts = [f for kind, _, f in found(text) if kind == "membership"]
    assert any(f["org"] == org and who(f) == states and more.items() <= f.items() for f in drafts), drafts


def test_a_since_goes_with_the_membership_and_its_days(found):
    fields = [
        f
        for kind, _, f in found(
            "Hungary, an observer in the Turkic Council since 2018, hosts it.", date(2019, 5, 1)
        )
    ]
    assert fields[0]["since"]["candidates"] == [["2018-01-01", "2018-12-31"]]


def test_an_ally_of_an_organisation_means_both_states_are_in_it(found):
    (draft,) = [f for _, _, f in found("Russia's CSTO ally Belarus voted no.")]
    assert draft == {"actor": "BLR", "org": "CSTO", "status": "member", "with_state": "RUS"}


def test_a_list_that_says_these_countries_takes_its_predicate_from_the_sentence_before(found):
    text = "Many states have never served on the Security Council. Among these countries are Estonia, Georgia and Israel."
    fields = [f for kind, _, f in found(text) if "actors" in f]
    assert fields[0]["negated"] == "never"
    assert fields[0]["org"] == "UNSC"


@pytest.mark.parametrize(
    ("text", "states", "org", "event", "day"),
    [
        ("Finland joined NATO in April 2023.", ["FIN"], "NATO", "join", "2023-04-01"),
        ("In 2012 Russia joined the WTO.", ["RUS"], "WTO", "join", "2012-01-01"),
        ("India and Pakistan were admitted to the SCO in June 2017.", ["IND", "PAK"], "SCO", "join", "2017-06-01"),
        ("Tashkent quit the CSTO in 2012.", ["UZB"], "CSTO", "leave", "2012-01-01"),
        ("Britain withdrew from the European Union on January 31, 2020.", ["GBR"], "EU", "leave", "2020-01-31"),
        ("Belarus applied for WTO membership in 1993.", ["BLR"], "WTO", "apply", "1993-01-01"),
        ("Croatia became a full member of the EU in July 2013.", ["HRV"], "EU", "join", "2013-07-01"),
        ("NATO admitted Albania and Croatia in April 2009.", ["ALB", "HRV"], "NATO", "join", "2009-04-01"),
        ("Albania and Croatia have been members of NATO since 2009.", ["ALB", "HRV"], "NATO", "join", "2009-01-01"),
        ("Georgia's withdrawal from the CIS in August 2009 was no surprise.", ["GEO"], "CIS", "leave", "2009-08-01"),
    ],
)  # fmt: skip
def test_coming_and_going_is_found_with_its_date(found, text, states, org, event, day):
    drafts = [f for kind, _, f in found(text, date(2024, 5, 1)) if kind == "accession"]
    assert any(
        who(f) == states and f["org"] == org and f["event"] == event and f["date"]["candidates"][0][0] == day
        for f in drafts
    ), drafts


def test_respectively_gives_each_state_its_own_year(found):
    text = "Tajikistan and Kyrgyzstan have been members of the WTO since 2013 and 1998 respectively."
    (fields,) = [f for kind, _, f in found(text) if kind == "accession"]
    assert {k: v["text"] for k, v in fields["dates"].items()} == {"TJK": "2013", "KGZ": "1998"}


def test_a_follower_joins_what_the_one_before_joined(found):
    drafts = [
        f
        for _, _, f in found(
            "Finland joined NATO in April 2023, followed by Sweden in March 2024.", date(2024, 5, 1)
        )
    ]
    assert [(f["actor"], f["org"]) for f in drafts] == [("FIN", "NATO"), ("SWE", "NATO")]


def test_the_organisation_is_the_one_named_before(found):
    text = "Hungary hosts an office of the Turkic Council. Uzbekistan joined the organisation last month."
    fields = [f for kind, _, f in found(text, date(2019, 11, 5)) if kind == "accession"]
    assert fields[0]["org"] == "OTS"


@pytest.mark.parametrize(
    ("text", "years", "comparator"),
    [
        ("Kazakhstan joined the WTO after nearly 20 years of negotiations.", 20, "nearly"),
        ("Russia's accession to the WTO took 19 years.", 19, "="),
        ("Its talks on joining the WTO lasted about two decades, and Kazakhstan is glad.", 20, "about"),
        ("It took Russia over 18 years to join the World Trade Organization.", 18, "over"),
    ],
)
def test_how_long_it_took_is_found_with_how_it_is_meant(found, text, years, comparator):
    drafts = [f for kind, _, f in found(text) if kind == "accession" and f["event"] == "negotiate"]
    assert [(f["duration_years"], f["comparator"]) for f in drafts] == [(years, comparator)]


@pytest.mark.parametrize(
    ("text", "actor", "of", "office"),
    [
        ("Serbia chairs the OSCE this year.", "SRB", "OSCE", "chair"),
        ("In 2010, when Kazakhstan was chairing the OSCE, a war broke out.", "KAZ", "OSCE", "chair"),
        ("Switzerland's chairmanship of the OSCE was praised.", "CHE", "OSCE", "chair"),
        (
            "Kazakhstan and its ageing leader Nursultan Nazarbayev agreed.",
            "Nursultan Nazarbayev",
            "KAZ",
            "leader",
        ),
        (
            "Angola and Spain hold elected seats on the Security Council this year.",
            "AGO",
            "UNSC",
            "Council member",
        ),
        ("Japan is serving on the Security Council.", "JPN", "UNSC", "Council member"),
    ],
)
def test_an_office_is_found_where_it_is_said_as_news(found, text, actor, of, office):
    drafts = [f for kind, _, f in found(text) if kind == "office"]
    assert any(
        who(f)[0] == actor and of in {f.get("org"), f.get("state")} and f["office"] == office for f in drafts
    ), drafts


@pytest.mark.parametrize(
    "text",
    [
        "President Nursultan Nazarbayev met the ambassador on Monday.",
        "The minister joined the party in 1996 and left it in 2001.",
        "Members of the Russian delegation joined the talks in Geneva.",
        "The prospects of Kazakhstan's membership of the Security Council are good.",
        "Moscow opposes Ukraine's accession to NATO.",
        "The president of Russia, a former member of the KGB, arrived in Minsk.",
        "Belarus joined the WTO talks in 1993.",
        "Finland joined NATO allies in condemning the strikes.",
        "Ukraine joined the EU in calling for a truce.",
        "Britain left EU leaders puzzled.",
        "France left NATO's military command in 1966.",
        "Non-NATO member Finland bought tanks.",
        "Former CSTO member Uzbekistan bought tanks.",
        "Aspiring NATO member Georgia held drills.",
        "Organisers were hunting for interpreters as snow fell on Astana.",
    ],
)
def test_titles_hopes_and_parties_are_no_claims(found, text):
    assert found(text) == []


def test_what_is_still_to_come_is_a_prediction_with_its_proposition(found):
    (draft,) = [
        f
        for kind, _, f in found("Finland will join NATO in April 2030.", date(2022, 5, 1))
        if kind == "prediction"
    ]
    assert draft["proposition"]["type"] == "accession"
    assert draft["proposition"]["fields"]["org"] == "NATO"


def test_a_phrase_before_the_subject_is_not_the_subject(found):
    (draft,) = [f for _, _, f in found("Unlike Belarus, Armenia joined the WTO in 2003.")]
    assert who(draft) == ["ARM"]
