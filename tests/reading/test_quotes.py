"""Quotation marks, apostrophes and what is between."""

import pytest

import foedus
from foedus.reading.quotes import scan


def inner(text):
    return [text[slice(*q.inner)] for q in scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will vote,” he said.", ["We will vote,"]),
        ('"One," he said, "and two."', ["One,", "and two."]),
        ("''Four marks,'' she said.", ["Four marks,"]),
        (
            "“It meets Belarus’ interests and the states’ wishes,” he said.",
            ["It meets Belarus’ interests and the states’ wishes,"],
        ),
        ("“They were told to vote ‘for,’” the ministry said.", ["They were told to vote ‘for,’"]),
        ("“A quote within: “deep” it is,” he said.", ["A quote within: “deep” it is,"]),
        (
            "He said: 'We go to the states' meeting, and win,' and left.",
            ["We go to the states' meeting, and win,"],
        ),
        ("The '90s and Belarus' vote, rock 'n' roll.", []),
        ("«Нет» it is not, but «we vote no» is.", ["Нет", "we vote no"]),
    ],
)
def test_quotations_are_paired(text, expected):
    assert inner(text) == expected


def test_a_quotation_never_closed_ends_with_its_paragraph():
    text = "“We have never hidden it\n“And never will,” he said.\nThe end."
    found = scan(text)
    assert [text[slice(*q.inner)] for q in found] == ["We have never hidden it", "And never will,"]
    assert [q.closed for q in found] == [False, True]


def test_an_odd_mark_spoils_only_its_own_paragraph():
    text = 'He called it "a mess and left.\n"Another day," she said.'
    assert inner(text)[-1] == "Another day,"


BEFORE = "“Armenia is a member of NATO,” said Armen Petrosyan, the deputy minister. "


@pytest.mark.parametrize(
    "verb", ["sighed", "chimed in", "quipped", "mused", "shot back", "went on", "piped up", "rasped"]
)
@pytest.mark.parametrize(
    "order", ["{verb} Dana Omarova, his guest.", "Dana Omarova {verb}.", "Dana Omarova, his guest, {verb}."]
)
def test_any_verb_right_behind_a_quotation_with_a_person_and_no_object_governs_it(verb, order):
    text = BEFORE + "“Kazakhstan joined the World Trade Organization in 2015,” " + order.format(verb=verb)
    spoken = {s.content[0].text: s.speaker.canonical for s in foedus.read(text).statements}
    assert spoken["Armenia is a member of NATO,"] == "Armen Petrosyan"
    assert spoken["Kazakhstan joined the World Trade Organization in 2015,"] == "Dana Omarova"


def test_a_verb_with_an_object_behind_a_title_in_quotation_marks_governs_nothing():
    statements = foedus.read("The author of “The Long Road to the Sea,” visited Moscow on Monday.").statements
    assert [s for s in statements if s.content[0].text.startswith("The Long")] == []
