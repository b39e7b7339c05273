"""What a sentence says of a vote: who, how, with which quantifier, of which vote, and where it stands in the text."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.reading import claims

DAY = date(2015, 12, 2)


def drafts(analyse, text, kind="vote", day=DAY):
    return [c for c in claims.extract(analyse(text, day)) if c.type == kind]


def only(analyse, text, kind="vote", day=DAY):
    (draft,) = drafts(analyse, text, kind, day)
    return draft


CHOICES = [
    ("Belarus voted against the resolution.", ["no"]),
    ("Belarus voted no on the resolution.", ["no"]),
    ("Belarus cast a negative vote on the draft.", ["no"]),
    ("Belarus rejected the resolution.", ["no"]),
    ("Belarus vetoed the draft.", ["no"]),
    ("The resolution was opposed by Belarus.", ["no"]),
    ("Belarus said no when the Assembly voted.", ["no"]),
    ("Belarus was against the resolution.", ["no"]),
    ("Belarus voted in favour of the resolution.", ["yes"]),
    ("Belarus voted to condemn the raid.", ["yes"]),
    ("Belarus backed the resolution.", ["yes"]),
    ("Belarus gave its support to the resolution.", ["yes"]),
    ("Belarus threw its weight behind the resolution.", ["yes"]),
    ("Belarus supported the call for a truce, and the vote was close.", ["yes"]),
    ("Belarus abstained in the vote.", ["abstain"]),
    ("Belarus opted for abstention on the resolution.", ["abstain"]),
    ("Belarus sat on the fence when the Assembly voted.", ["abstain"]),
    ("Belarus was absent when the Assembly voted.", ["not_voting"]),
    ("Belarus stayed away from the vote.", ["not_voting"]),
    ("Belarus took no part in the vote.", ["not_voting"]),
    ("Belarus decided not to vote at all.", ["not_voting"]),
    ("The Belarusian delegation did not take part in the vote.", ["not_voting"]),
    ("Belarus sat out the vote.", ["abstain", "not_voting"]),
    ("Belarus did not support the resolution.", ["no", "abstain", "not_voting"]),
    ("Belarus declined to oppose the resolution.", ["yes", "abstain", "not_voting"]),
    ("Belarus refused to back the resolution.", ["no", "abstain", "not_voting"]),
    ("Belarus withheld its support when the Assembly voted.", ["no", "abstain", "not_voting"]),
    ("Belarus voted against the embargo in the Assembly.", ["yes"]),
]


@pytest.mark.parametrize(("text", "choices"), CHOICES, ids=[t[:50] for t, _ in CHOICES])
def test_every_way_of_voting_means_its_choice(analyse, text, choices):
    draft = only(analyse, text)
    assert draft.fields["choices"] == choices
    assert draft.fields["actors"] == ["BLR"]


FOLLOWED = [
    ("Minsk sided with the Kremlin in the vote.", "RUS", "same"),
    ("Minsk voted with Moscow on the resolution.", "RUS", "same"),
    ("Minsk lined up behind Moscow when the Assembly voted.", "RUS", "same"),
    ("Minsk came to Khartoum's defence in the vote.", "SDN", "same"),
    ("Minsk backed Russia in the vote.", "RUS", "same"),
    ("Minsk supported Russia's position in the vote.", "RUS", "same"),
    ("Minsk broke with Moscow in the vote.", "RUS", "other"),
    ("Minsk did not side with Moscow in the vote.", "RUS", "other"),
    ("Minsk opposed Russia in the vote.", "RUS", "opposite"),
]


@pytest.mark.parametrize(("text", "reference", "relation"), FOLLOWED, ids=[t for t, _, _ in FOLLOWED])
def test_going_along_with_a_state_leaves_the_choice_to_that_states_vote(analyse, text, reference, relation):
    fields = only(analyse, text).fields
    assert (fields["actors"], fields["with"], fields["relation"]) == (["BLR"], reference, relation)


QUANTIFIED = [
    (
        "Only Armenia and Belarus voted against the resolution.",
        {"actors": ["ARM", "BLR"], "quantifier": "only"},
    ),
    ("Armenia alone voted against the resolution.", {"actors": ["ARM"], "quantifier": "only"}),
    (
        "Kazakhstan is the only CSTO state that backed the resolution.",
        {"actors": ["KAZ"], "quantifier": "only", "scope_in": ["CSTO"]},
    ),
    (
        "Austria and Malta were its supporters in the EU when the Assembly voted.",
        {"actors": ["AUT", "MLT"], "quantifier": "complete", "choice": "yes", "scope_in": ["EU"]},
    ),
    (
        "Every member of the CSTO but Armenia voted against the resolution.",
        {"quantifier": "all_but", "scope": "CSTO", "except": ["ARM"]},
    ),
    ("All EU states voted for the resolution.", {"quantifier": "all", "scope": "EU"}),
    ("None of the BRICS voted for the resolution.", {"quantifier": "none", "scope": "BRICS"}),
    (
        "41 countries abstained in the vote, Ethiopia and Kenya among them.",
        {"actors": ["ETH", "KEN"], "quantifier": "among", "count": 41},
    ),
    (
        "Unlike Belarus, other Russian allies abstained in the vote.",
        {"scope": "allies of RUS", "other": ["BLR"]},
    ),
    (
        "The resolution was adopted without a single vote against.",
        {"actors": [], "quantifier": "none", "choice": "no"},
    ),
    (
        "All but two delegations backed the resolution, the dissenters being Bhutan and India.",
        {"actors": ["BTN", "IND"], "quantifier": "complete", "choice": "no"},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), QUANTIFIED, ids=[t[:50] for t, _ in QUANTIFIED])
def test_quantifiers_scopes_and_exceptions_are_kept_as_said(analyse, text, wanted):
    fields = drafts(analyse, text)[0].fields
    assert {k: fields.get(k) for k in wanted} == wanted


def test_a_list_is_read_whole_and_the_clause_around_it_is_the_span(analyse):
    text = "Minsk, Havana and Asmara, ruled by old friends, opposed the draft; Nigeria and Ivory Coast supported it."
    first, second = drafts(analyse, text)
    assert first.text == "Minsk, Havana and Asmara, ruled by old friends, opposed the draft"
    assert second.text == "Nigeria and Ivory Coast supported it"
    assert second.fields["actors"] == ["NGA", "CIV"]


def test_the_object_of_one_verb_is_not_the_subject_of_the_next(analyse):
    draft = only(analyse, "China did not back Russia on Crimea but abstained from voting.")
    assert draft.fields["actors"] == ["CHN"]


def test_they_and_it_are_those_who_voted_last(analyse):
    found = drafts(
        analyse,
        "Kyrgyzstan and Tajikistan abstained in the vote on Crimea. They also opposed the second resolution.",
    )
    assert [d.fields["actors"] for d in found] == [["KGZ", "TJK"], ["KGZ", "TJK"]]


def test_a_sentence_that_points_back_takes_the_matter_and_the_day_of_the_vote_before(analyse):
    text = "On March 27 the Assembly voted on Crimea. Kazakhstan abstained then."
    frame = only(analyse, text, day=date(2014, 5, 1)).fields["frame"]
    assert frame["anaphor"]
    assert "crimea" in frame["previous"]
    assert frame["dates"][0]["candidates"][0] == ["2014-03-27", "2014-03-27"]


def test_a_symbol_a_council_and_the_states_of_the_matter_go_into_the_frame(analyse):
    fields = only(analyse, "Kazakhstan abstained on resolution 68/262.").fields
    assert fields["resolution"] == "A/RES/68/262"
    fields = only(analyse, "Kazakhstan abstained when the Security Council voted on Syria.").fields
    assert fields["body"] == "UNSC"
    assert "@SYR" in fields["frame"]["near"]
    assert "@KAZ" not in fields["frame"]["near"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The vote on the resolution was 100-11, with 58 countries abstaining.", (100, 11, 58)),
        ("By 111 votes to 25, with 13 abstentions, the Assembly revoked its verdict.", (111, 25, 13)),
        ("The resolution passed with 100 votes in favour, 11 against and 58 abstentions.", (100, 11, 58)),
        (
            "The resolution was adopted by a vote of 90 in favour to eight against, with 74 abstentions.",
            (90, 8, 74),
        ),
        ("The draft was carried by 77 votes to six.", (77, 6, None)),
    ],
)
def test_counts_are_read_in_digits_and_in_words(analyse, text, counts):
    fields = only(analyse, text, "tally").fields
    assert (fields["yes"], fields["no"], fields.get("abstain")) == counts


ALIGNED = [
    (
        "Minsk voted with Moscow in the Assembly more often than Astana did.",
        ("compare", "BLR", "KAZ", "RUS", "more"),
    ),
    (
        "Chile agreed with Brazil at the Assembly less often than Argentina did.",
        ("compare", "CHL", "ARG", "BRA", "less"),
    ),
    ("Belarus is a more reliable ally of Russia than Kazakhstan.", ("reliance", "BLR", "KAZ", "RUS", "more")),
    (
        "Russia can rely on Kyrgyzstan, but it cannot always rely on Belarus.",
        ("reliance", "KGZ", "BLR", "RUS", "more"),
    ),
    (
        "Russia cannot always rely on Belarus, but it can count on Kyrgyzstan.",
        ("reliance", "KGZ", "BLR", "RUS", "more"),
    ),
    ("Astana supports Moscow in many issues.", ("many", "KAZ", "RUS", "RUS", "many")),
]


@pytest.mark.parametrize(("text", "wanted"), ALIGNED, ids=[t for t, _ in ALIGNED])
def test_alignment_names_both_sides_the_reference_and_the_relation(analyse, text, wanted):
    fields = only(analyse, text, "alignment").fields
    assert tuple(fields[k] for k in ("kind", "a", "b", "reference", "relation")) == wanted


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("from 2012 through 2015", {"since": "2012-01-01", "until": "2015-12-31"}),
        ("over 2000-2008", {"since": "2000-01-01", "until": "2008-12-31"}),
        ("since 2014", {"since": "2014-01-01", "until": None}),
        ("in the 1990s", {"since": "1990-01-01", "until": "1999-12-31"}),
        ("over the past five years", {"years": 5}),
    ],
)
def test_the_period_of_a_comparison_is_read_as_written(analyse, words, period):
    text = f"Minsk voted with Moscow in the Assembly more often than Astana did {words}."
    assert only(analyse, text, "alignment").fields["period"] == period


def test_questions_conditions_and_plans_make_no_claim(analyse):
    for text in (
        "Will Ankara side with Moscow or with Washington when the roll is called?",
        "If Kazakhstan abstains in the vote, nobody will be surprised.",
        "Kazakhstan would vote against the resolution.",
        "Diplomats expect Kazakhstan to abstain in the vote.",
    ):
        assert [c for c in claims.extract(analyse(text)) if c.type == "vote"] == [], text


def test_a_claim_belongs_to_the_speaker_whose_words_it_is_in(analyse):
    article = analyse(
        '"Kazakhstan abstained in the vote on Crimea," said Anna Boyd, an analyst. Belarus opposed the resolution.'
    )
    first, second = (c for c in claims.extract(article) if c.type == "vote")
    assert first.asserted_by == article.statements[0].id
    assert second.asserted_by == "author"


def test_votes_at_home_are_no_votes_of_states(analyse):
    for text in (
        "Britain voted to leave the European Union on Thursday.",
        "Kyrgyzstan voted for the new constitution in Sunday's referendum.",
        "Turkey's parliament voted against the deployment.",
    ):
        assert drafts(analyse, text) == [], text


def test_a_vote_in_another_body_is_that_bodys(analyse):
    text = "Russia and Eritrea voted against the resolution on Ukraine in the Human Rights Council."
    assert only(analyse, text).fields["body"] == "UNHRC"
    text = "At the Parliamentary Assembly of the Council of Europe Armenia voted against the resolution."
    assert only(analyse, text).fields["body"] == "PACE"


def test_habits_are_no_single_vote(analyse):
    for text in (
        "Belarus never voted against Russia in the Assembly.",
        "Belarus has voted with Russia less and less often.",
    ):
        assert drafts(analyse, text) == [], text


def test_an_apposition_is_not_the_subject(analyse):
    text = "Armenia and Kazakhstan – all members of the CSTO – chose to abstain in the vote on Crimea."
    assert only(analyse, text).fields["actors"] == ["ARM", "KAZ"]
    text = "Kazakhstan, Russia's partner in the Eurasian Economic Union, abstained in the vote."
    assert only(analyse, text).fields["actors"] == ["KAZ"]


def test_one_endless_sentence_is_passed_over_and_what_follows_is_read():
    """A broken page without full stops is no sentence; the one after it still is."""
    import foedus

    endless = "100 votes to 11, with 58 abstentions, " * 100 + "the Assembly said."
    claims = foedus.read(
        f"A list\n\n{endless}\n\nKazakhstan abstained when the Assembly voted on the resolution."
    ).claims
    assert [c.fields["actors"] for c in claims if c.type == "vote"] == [["KAZ"]]
    assert all(c.span[0].start > len(endless) for c in claims)
