"""What happened, what a state stands for, and what will be: found in sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.reading.claims import events


@pytest.fixture
def found(analyse):
    """``found(text, day)``: (type, words, fields) of what the finder drafts."""

    def run(text, day=date(2016, 1, 10)):
        article = analyse(text, day)
        return [(d.type, article.text[d.start : d.end], dict(d.fields)) for d in events.find(article)]

    return run


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        ("A violent conflict erupted in Kyrgyzstan in June 2010.", "conflict", {"KGZ"}),
        ("War broke out between Russia and Georgia in August 2008.", "conflict", {"RUS", "GEO"}),
        ("Turkey shot down a Russian Su-24 bomber on November 24, 2015.", "shoot-down", {"TUR", "RUS"}),
        ("A Russian jet was shot down by Turkey in November.", "shoot-down", {"TUR", "RUS"}),
        ("Experts discussed the downing of the Russian warplane by Turkey over Syria.", "shoot-down", {"TUR", "RUS"}),
        ("Kazakhstan gave up its nuclear arsenal in the 1990s.", "disarmament", {"KAZ"}),
        ("Russia annexed Crimea in March 2014.", "annexation", {"RUS"}),
        ("Russia and Belarus signed a treaty on a union state in December 1999.", "treaty", {"RUS", "BLR"}),
        ("The Eurasian Economic Union was founded in January 2015.", "founding", set()),
        ("On April 7 the General Assembly voted to suspend Libya.", "decision", {"LBY"}),
        ("Astana failed to do anything about it.", "judgement", {"KAZ"}),
    ],
)  # fmt: skip
def test_an_event_is_found_with_its_kind_and_states(found, text, kind, codes):
    drafts = [f for t, _, f in found(text) if t == "event" and f["kind"] == kind]
    assert drafts, found(text)
    named = {*drafts[0].get("actors", ()), drafts[0].get("actor"), drafts[0].get("object")}
    assert codes <= named


def test_the_date_of_an_event_may_stand_before_it(found):
    (fields,) = [
        f for t, _, f in found("In 2010, as winter ended, a conflict emerged in Kyrgyzstan.") if t == "event"
    ]
    assert fields["date"]["text"] == "2010"


def test_a_speech_is_an_event_only_with_its_occasion(found):
    said = found(
        "Alexander Lukashenko harshly criticised the Kazakh leadership at a forum in Sochi this September."
    )
    assert [f["kind"] for t, _, f in said if t == "event"] == ["statement"]
    assert found("Alexander Lukashenko harshly criticised the Kazakh leadership.") == []


@pytest.mark.parametrize(
    ("text", "state", "attitude"),
    [
        ("China prefers a bilateral format of cooperation.", "CHN", "prefers"),
        ("Kazakhstan does not support the operation.", "KAZ", "does not support"),
        ("Astana committed to reduce its customs duties.", "KAZ", "committed to"),
        ("Russia would prefer a long truce.", "RUS", "would prefer"),
    ],
)
def test_a_position_has_its_holder_and_its_mood(found, text, state, attitude):
    (fields,) = [f for t, _, f in found(text) if t == "position"]
    assert (fields["actor"], fields["attitude"]) == (state, attitude)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The incident will seriously affect the relations of Russia and Turkey.", "The incident will seriously affect the relations of Russia and Turkey"),
        ("Analysts say Kazakhstan will be supporting it.", "Kazakhstan will be supporting it"),
        ("The president of Kazakhstan is expected to visit Minsk in May.", "The president of Kazakhstan is expected to visit Minsk in May"),
    ],
)  # fmt: skip
def test_a_prediction_is_the_clause_about_the_future(found, text, words):
    assert [w for t, w, _ in found(text) if t == "prediction"] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "It will rain on Tuesday.",
        "If Kazakhstan will, the rest is easy.",
        "He drew up his will in Minsk.",
        "Those who will decide are not named.",
    ],
)
def test_weather_conditions_and_testaments_are_no_predictions(found, text):
    assert [w for t, w, _ in found(text) if t == "prediction"] == []
