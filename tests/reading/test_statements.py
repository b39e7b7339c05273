"""Who said what, in sentences of our own."""

import pytest

import foedus


def one(article, words):
    """The statement whose content begins with some words."""
    found = [s for s in article.statements if s.content[0].text.startswith(words)]
    assert found, [s.content[0].text for s in article.statements]
    return found[0]


@pytest.mark.parametrize(
    ("text", "content", "speaker", "kind"),
    [
        ("“We have never hidden how we vote,” Pavel Orlenko said.", "We have never hidden how we vote,", "Pavel Orlenko", "direct"),
        ("“We have never hidden how we vote,” said Pavel Orlenko.", "We have never hidden how we vote,", "Pavel Orlenko", "direct"),
        ('Pavel Orlenko told reporters: "We have never hidden how we vote."', "We have never hidden how we vote.", "Pavel Orlenko", "direct"),
        ("Experts say it would meet the interests of Russia.", "it would meet the interests of Russia", "Experts", "indirect"),
        ("According to the ministry, Kazakhstan abstained from the vote.", "Kazakhstan abstained from the vote", "ministry", "indirect"),
        ("Kazakhstan abstained from the vote, according to the ministry.", "Kazakhstan abstained from the vote", "ministry", "indirect"),
        ("Kazakhstan applied for membership in 1996, TASS reports.", "Kazakhstan applied for membership in 1996", "TASS", "indirect"),
        ("The larger risk, Pavel Orlenko said, is a clash on the border.", "The larger risk", "Pavel Orlenko", "indirect"),
        ("The idea was hailed by Pavel Orlenko.", "The idea", "Pavel Orlenko", "indirect"),
        ("China prefers a bilateral format of cooperation.", "a bilateral format of cooperation", "China", "indirect"),
        ("Pavel Orlenko said the treaty was “a paper tiger” and would fail.", "the treaty was “a paper tiger” and would fail", "Pavel Orlenko", "mixed"),
        ("Pavel Orlenko casts doubt on the mediation of Minsk.", "the mediation of Minsk", "Pavel Orlenko", "indirect"),
        ("Moscow accused Kyiv of shelling the town.", "Kyiv of shelling the town", "Russia", "indirect"),
    ],
)  # fmt: skip
def test_source_cue_and_content_are_found(analyse, text, content, speaker, kind):
    found = one(analyse(text), content)
    assert (found.content[0].text, found.quote_type) == (content, kind)
    assert speaker in (found.speaker.canonical or "")


def test_two_men_called_he_are_told_apart_by_their_paragraphs(analyse):
    article = analyse(
        "Pavel Orlenko shares these views. “Minsk will support it,” he said.\n\n"
        "Meanwhile, Viktor Stasevich showed scepticism about the plan. “It will not work at all,” he added.\n"
    )
    assert one(article, "Minsk will").speaker.canonical == "Pavel Orlenko"
    assert one(article, "It will not").speaker.canonical == "Viktor Stasevich"


def test_two_men_in_one_sentence_make_he_a_tie(analyse):
    article = analyse(
        "A letter from Pavel Orlenko to Viktor Stasevich was read aloud. “It will not work,” he said."
    )
    assert one(article, "It will not").speaker.tie


def test_she_is_not_the_man_named_last(analyse):
    article = analyse("Maria Sorokina met Viktor Stasevich in Minsk. “It will not work,” she said.")
    assert one(article, "It will not").speaker.canonical == "Maria Sorokina"


def test_role_and_affiliation_come_from_before_or_behind_the_name(analyse):
    behind = one(
        analyse("Pavel Orlenko, a research fellow at the Institute of Treaties, said it would fail."),
        "it would fail",
    ).speaker
    assert (behind.role, behind.affiliation) == ("research fellow", "Institute of Treaties")
    before = one(
        analyse("Kazakh Foreign Minister Pavel Orlenko said the vote was fair."), "the vote was fair"
    ).speaker
    assert (before.canonical, before.role, before.affiliation) == ("Pavel Orlenko", "Foreign Minister", "KAZ")


def test_the_russian_president_is_a_person_by_office_and_date(analyse):
    found = one(analyse("“It helps both of us,” the Russian president said."), "It helps").speaker
    assert (found.canonical, found.type, found.affiliation) == ("Vladimir Putin", "person", "RUS")


def test_a_silence_is_reported_as_not_said(analyse):
    for text in (
        "Pavel Orlenko preferred not to remember that Kazakhstan abstained from voting.",
        "Pavel Orlenko declined to comment on the vote of Kazakhstan.",
    ):
        assert any(s.polarity == "not_said" for s in analyse(text).statements), text


def test_a_source_inside_a_source_is_kept_apart(analyse):
    found = one(
        analyse("Citing two officials, Reuters reported that Belarus would join the union."),
        "Belarus would join",
    )
    assert found.speaker.canonical == "Reuters"
    assert found.via["source"] == "two officials"


def test_it_is_widely_known_is_nobodys_word(analyse):
    found = one(analyse("It is widely known that Minsk trades with Moscow."), "Minsk trades")
    assert (found.speaker.type, found.speaker.canonical) == ("impersonal", None)


def test_a_participle_shares_the_speaker_and_merges_with_its_judgement(analyse):
    found = analyse(
        "Pavel Orlenko harshly criticized the sanctions, saying they had failed everywhere."
    ).statements
    assert [s.content[0].text for s in found] == ["they had failed everywhere"]
    assert [c.text for c in found[0].cue] == ["harshly criticized", "saying"]
    assert found[0].speaker.canonical == "Pavel Orlenko"


def test_a_quotation_that_runs_on_stays_in_one_voice(analyse):
    found = one(analyse("“Minsk will vote no,” Pavel Orlenko said. “It always has.”"), "Minsk will")
    assert [c.text for c in found.content] == ["Minsk will vote no,", "It always has."]


@pytest.mark.parametrize(
    ("text", "target", "value"),
    [
        ("Pavel Orlenko praised Kazakhstan for its mediation.", "KAZ", "positive"),
        ("Pavel Orlenko condemned Belarus over the vote.", "BLR", "negative"),
        ("“Kazakhstan is our closest ally,” Pavel Orlenko said.", "KAZ", "positive"),
        ("“One cannot rely on Belarus,” Pavel Orlenko said.", "BLR", "negative"),
        ("Pavel Orlenko said Kazakhstan would vote on Monday.", "KAZ", "neutral"),
    ],
)
def test_stance_follows_the_cue_and_else_the_words_near_the_name(analyse, text, target, value):
    assert (target, value) in [
        (s.target, s.value) for found in analyse(text).statements for s in found.stance
    ]


def test_plain_narration_says_nothing(analyse):
    assert (
        analyse("Kazakhstan joined the WTO in 2015. Four ships crossed the strait at dawn.").statements == ()
    )


def test_every_span_points_at_its_own_words(analyse):
    article = analyse(
        "“Yes,” Pavel Orlenko said. Experts, he added, doubt “that Minsk” will join; the ministry denied it."
    )
    assert article.statements
    for s in article.statements:
        for span in (*s.cue, *s.content, *s.verbatim, *((s.speaker.mention,) if s.speaker.mention else ())):
            assert article.text[span.start : span.end] == span.text


def test_in_his_words_reports_him(analyse):
    article = analyse(
        "Pavel Orlenko spoke to reporters. In his words, Armenia remains a full member of the alliance."
    )
    assert one(article, "Armenia remains").speaker.canonical == "Pavel Orlenko"


def test_the_prime_minister_is_who_was_called_so(analyse):
    article = analyse(
        "Prime Minister Pavel Orlenko met Viktor Stasevich. “It is frozen,” the prime minister stressed."
    )
    assert one(article, "It is frozen").speaker.canonical == "Pavel Orlenko"


def test_he_is_nobody_named_inside_his_own_quotation(analyse):
    article = analyse("Pavel Orlenko is a scholar. “Viktor Stasevich wants investment, not a bloc,” he says.")
    assert one(article, "Viktor Stasevich wants").speaker.canonical == "Pavel Orlenko"


def test_neither_of_them_has_said_it(analyse):
    found = analyse("Neither Kazakhstan nor Kyrgyzstan has commented on the matter.").statements
    assert [s.polarity for s in found] == ["not_said"]


def test_actors_are_listed_once_with_role_affiliation_and_every_name_used(lexicon):
    from foedus.reading import pipeline

    text = "Pavel Orlenko, an analyst at the Institute of Treaties, left Minsk. Orlenko had praised Belarus."
    actors = {a.name: a for a in pipeline.list_actors(pipeline.analyse(text, lexicon))}
    orlenko = actors["Pavel Orlenko"]
    assert (orlenko.role, orlenko.affiliation, orlenko.aliases) == (
        "analyst",
        "Institute of Treaties",
        ("Pavel Orlenko", "Orlenko"),
    )
    assert (actors["Belarus"].kind, actors["Belarus"].id, actors["Belarus"].aliases) == (
        "state",
        "BLR",
        ("Minsk", "Belarus"),
    )


def test_the_same_text_gives_the_same_reading_alone_and_in_a_batch(lexicon):
    from foedus.reading import pipeline

    texts = [
        "“We will vote no,” Pavel Orlenko said.",
        "Kazakhstan abstained, according to the ministry.",
        "Experts say Minsk will join.",
    ]
    alone = [pipeline.read(x, lexicon).to_dict() for x in texts]
    assert [r.to_dict() for r in pipeline.read_many(texts, lexicon)] == alone


@pytest.mark.parametrize(
    "text",
    [
        "It is fair to assume that the president will do his best.",
        "It should be noted that Minsk supports Moscow in many matters.",
        "That voting revealed that the alliance lacks unity.",
        "Nothing is that clear about the cooperation of the two countries.",
    ],
)
def test_the_writers_own_voice_and_events_are_no_speakers(analyse, text):
    assert analyse(text).statements == ()


def test_what_a_resolution_condemns_is_not_the_voters_word(analyse):
    article = analyse("Belarus voted against the resolution condemning the invasion of Ukraine by Russia.")
    assert all(
        s.speaker.canonical != "Belarus" for s in article.statements if "invasion" in s.content[0].text
    )


def test_a_second_verb_is_not_the_word_of_we_inside_the_quotation(analyse):
    article = analyse(
        'Pavel Orlenko said, "We are proud to be the first to serve" and pledged to focus on disarmament.'
    )
    assert one(article, "to focus").speaker.canonical == "Pavel Orlenko"


def test_the_president_after_two_presidents_in_one_sentence_is_a_tie():
    import datetime as dt

    import foedus

    text = 'A meeting\n\nBarack Obama met Vladimir Putin on Monday. "We talked about Syria at length," the president said.'
    (said,) = [
        s
        for s in foedus.read(text, published=dt.date(2015, 12, 2)).statements
        if "Syria" in s.content[0].text
    ]
    assert said.speaker.tie


RIFT = (
    "A rift in the union\n\nASTANA, 3 December 2015 — Marat Karimov, a senior diplomat, said Kazakhstan had left "
    "the Eurasian Economic Union.\n\n"
)
PULLED = "“Armenia is not a member of the Eurasian Economic Union at all.”"
AFTER = "\n\nObservers kept silent about all of it.\n"


def spoken(text):
    """Speaker by the first content of every statement, and all contents."""
    found = foedus.read(text).statements
    return {s.content[0].text: s.speaker.canonical for s in found}, [c.text for s in found for c in s.content]


def test_the_city_of_a_dateline_is_no_speaker_and_the_dateline_no_content():
    who, contents = spoken(
        "Envoy warns of a rift\n\nASTANA, 3 December 2015 — Marat Karimov, a senior diplomat, said: “Kazakhstan is not a member "
        "of the union.\n\n“We left in May,” he added." + AFTER
    )
    assert set(who.values()) == {"Marat Karimov"}
    assert not any("ASTANA" in c or "2015" in c for c in contents)


@pytest.mark.parametrize(
    "dateline",
    [
        "YEREVAN, 3 December 2015 —",
        "YEREVAN. December 3, 2015. WIRE.",
        "(Reuters, 3 December 2015)",
        "YEREVAN (AP) —",
    ],
)
def test_a_dateline_before_a_quotation_is_outside_it(dateline):
    who, contents = spoken(
        f"Talks drag on\n\n{dateline} “Armenia is a member of NATO,” sighed Armen Petrosyan.{AFTER}"
    )
    assert who == {"Armenia is a member of NATO,": "Armen Petrosyan"}
    assert contents == ["Armenia is a member of NATO,"]


def test_a_pull_quote_without_a_cue_is_nobodys():
    who, _ = spoken(RIFT + PULLED + AFTER)
    assert who[PULLED.strip("“”")] is None
    who, _ = spoken(RIFT + "“We left it in May of that year,” Karimov said.\n\n" + PULLED + AFTER)
    assert who[PULLED.strip("“”")] is None


def test_a_pull_quote_belongs_to_the_name_below_it():
    for signed in ("\n— Dana Omarova, envoy", " — Dana Omarova", "\nDana Omarova, deputy minister"):
        who, _ = spoken(RIFT + PULLED + signed + AFTER)
        assert who[PULLED.strip("“”")] == "Dana Omarova"
    for signed in ("\n— Dana Omarova, envoy\n", " — Dana Omarova\n"):
        who, _ = spoken(RIFT + PULLED + signed)
        assert who[PULLED.strip("“”")] == "Dana Omarova"


def test_a_pull_quote_that_is_repeated_is_no_statement_of_its_own():
    full = "Dana Omarova, an envoy, said: “Armenia is not a member of the Eurasian Economic Union at all. It never was.”"
    for text in (
        RIFT + PULLED + "\n\n" + full + AFTER,
        RIFT + full + "\n\n" + PULLED + "\n— Dana Omarova" + AFTER,
    ):
        reading = foedus.read(text)
        assert [s.speaker.canonical for s in reading.statements if "Armenia" in s.content[0].text] == [
            "Dana Omarova"
        ]
        assert len([c for c in reading.claims if "Armenia" in c.text]) == 1


def test_a_quotation_like_another_but_of_another_state_is_a_statement_of_its_own():
    _, contents = spoken(RIFT.replace("had left", "is not a member of") + PULLED + AFTER)
    assert PULLED.strip("“”") in contents


def test_a_quotation_never_closed_runs_on_in_the_next_paragraph():
    _, contents = spoken(RIFT + "Karimov said: “We left it in May.\n\n" + PULLED + AFTER)
    found = foedus.read(RIFT + "Karimov said: “We left it in May.\n\n" + PULLED + AFTER).statements
    assert [s.speaker.canonical for s in found if PULLED.strip("“”") in [c.text for c in s.content]] == [
        "Marat Karimov"
    ]
    assert PULLED.strip("“”") in contents
