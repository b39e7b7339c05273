"""Nobody is judged for what a sentence denies, doubts, imagines, relays, or says of another vote."""

from datetime import date

import pytest

import foedus

DAY = date(2014, 3, 28)
THE_VOTE = "the General Assembly's resolution on Ukraine's territorial integrity on Thursday"
AGAINST = {"refuted", "not_borne_out", "partly_supported"}


@pytest.fixture(scope="module")
def words():
    record = foedus.open_record(":starter:")

    def decide(text, day=DAY):
        reading = foedus.read(f"A note from New York\n\n{text}", published=day)
        checked = foedus.check(reading, record)
        return {checked.verdict(c).word for c in reading.claims}

    return decide


def test_the_plain_false_sentence_is_refuted(words):
    """The others below differ from it only in what stands around it."""
    assert "refuted" in words(f"Kazakhstan voted against {THE_VOTE}.")


@pytest.mark.parametrize(
    "text",
    [
        f'"It is a lie that Kazakhstan voted against {THE_VOTE}," the minister said.',
        f"Rumours that Kazakhstan voted against {THE_VOTE} are false, said the ministry.",
        f"There is no evidence that Kazakhstan voted against {THE_VOTE}.",
        f"Imagine that Kazakhstan voted against {THE_VOTE}.",
        f"Had Kazakhstan voted against {THE_VOTE}, Kyiv would have been furious.",
        f"Kazakhstan was said to have voted against {THE_VOTE}.",
        f"The ministry rejected claims that Kazakhstan had voted against {THE_VOTE}.",
        f"The minister never said that Kazakhstan voted against {THE_VOTE}.",
        f"Kazakhstan nearly voted against {THE_VOTE} but in the end abstained.",
        f"Kazakhstan, far from voting against {THE_VOTE}, abstained.",
        f"The envoy joked that Kazakhstan voted against {THE_VOTE}.",
        f"The minister criticised a report that Kazakhstan voted against {THE_VOTE}.",
    ],
)
def test_words_that_nobody_asserts_are_not_held_against_anybody(words, text):
    assert not words(text) & AGAINST


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"Belarus, not Kazakhstan, voted against {THE_VOTE}.", DAY),
        (f"It was Belarus and not Kazakhstan that voted against {THE_VOTE}.", DAY),
        (f"Besides Russia, ten countries voted against {THE_VOTE}.", DAY),
        (
            "In the European Parliament on Thursday Spain abstained on the resolution on Ukraine's territorial integrity.",
            DAY,
        ),
        (
            (
                "Brazil, which abstained on the territorial integrity of Ukraine in March 2014, voted for the General Assembly "
                "resolution on Ukraine on Wednesday."
            ),
            date(2022, 3, 3),
        ),
        ("The CSTO had seven members in 2010.", date(2015, 12, 2)),
        ("Turkey was elected to the Security Council in 2008 with 151 votes.", date(2015, 12, 2)),
        ("Belarus lost the Council seat to Bulgaria by 53 votes to 120 on Monday.", date(2001, 10, 9)),
        ("Rwanda left the Security Council on 31 December.", date(2015, 1, 5)),
    ],
)
def test_true_sentences_with_two_votes_bodies_years_or_numbers_are_not_refuted(words, text, day):
    assert not words(text, day) & AGAINST


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Cape Verde has abstained on every General Assembly resolution on human rights in Syria since 2013.",
            date(2015, 12, 2),
        ),
        (
            "In the OSCE Permanent Council on Thursday Armenia voted against the text on Ukraine's territorial integrity.",
            DAY,
        ),
    ],
)
def test_many_votes_or_another_bodys_are_not_borne_out_by_one_roll_call(words, text, day):
    assert not words(text, day) & (AGAINST | {"supported"})
