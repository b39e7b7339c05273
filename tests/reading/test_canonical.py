"""The canonical language: what it says is read back as it was meant, and what it does not know it refuses by name."""

from __future__ import annotations

import contextlib
import importlib
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import foedus
from foedus.errors import CanonicalError
from foedus.reading import canonical
from foedus.reading.schema import CLAIM_TYPES

FORMS = canonical.forms()
EXAMPLES = [f.example for f in FORMS]
SENTENCES = [*EXAMPLES, *map(canonical.deny, EXAMPLES)]
WORDS = sorted({w for s in SENTENCES for w in s.split()})


def same(one, two):
    """Whether two claims say the same: a denial of a denial is none."""
    plain = [{k: v for k, v in c.fields.items() if k != "denied" or v} for c in (one, two)]
    return one.type == two.type and plain[0] == plain[1]


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.example[:60])
def test_the_example_of_a_form_is_read_written_and_read_back_to_the_same(form):
    claim = canonical.read(form.example)
    said = canonical.write(claim.type, claim.fields)
    assert claim.type == form.type
    assert claim.fields.items() >= form.sets.items()
    assert same(claim, canonical.read(said))
    assert canonical.write(claim.type, canonical.read(said).fields) == said


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.example[:60])
def test_a_denial_is_read_as_one_and_a_denial_of_a_denial_is_the_sentence(form):
    denial = canonical.deny(form.example)
    claim, denied = canonical.read(form.example), canonical.read(denial)
    assert denied.fields == {**claim.fields, "denied": True}
    assert canonical.deny(denial) == form.example
    assert canonical.read(canonical.write(denied.type, denied.fields)).fields == denied.fields
    assert same(canonical.read(f"It is not the case that {denial[0].lower()}{denial[1:]}"), claim)


def test_every_type_of_claim_can_be_said():
    assert {f.type for f in FORMS} == set(CLAIM_TYPES)


def test_no_two_examples_are_the_same():
    assert len(set(EXAMPLES)) == len(EXAMPLES)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("KAZ abstained on A/RES/68/262.", "Kazakhstan abstained on A/RES/68/262."),
        ("Kazakhstan abstained on 68/262", "Kazakhstan abstained on A/RES/68/262."),
        ("kazakhstan  abstained on the resolution 68/262.", "Kazakhstan abstained on A/RES/68/262."),
        ("Kazakhstan abstained on resolution 68/262", "Kazakhstan abstained on A/RES/68/262."),
        ("Russia voted against 2202(2015).", "Russia voted against S/RES/2202(2015)."),
        pytest.param(
            "Russia voted against resolution 2202 (2015).",
            "Russia voted against S/RES/2202(2015).",
            marks=pytest.mark.xfail(strict=True, reason="the space before the year is not read"),
        ),
        (
            "As of 2015-12-02, kazakhstan was a member of the CSTO.",
            "As of 2015-12-02, Kazakhstan was a member of the Collective Security Treaty Organization.",
        ),
        (
            "Bosnia and Herzegovina, Trinidad and Tobago and Peru abstained on 68/262.",
            "Bosnia and Herzegovina, Trinidad and Tobago and Peru abstained on A/RES/68/262.",
        ),
    ],
)
def test_a_code_a_short_symbol_and_any_spacing_are_read_as_the_full_sentence(said, meant):
    assert canonical.read(said).fields == canonical.read(meant).fields


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("Kazakhstan did not abstain on A/RES/68/262.", "Kazakhstan abstained on A/RES/68/262."),
        ("Armenia did not vote against A/RES/68/262.", "Armenia voted against A/RES/68/262."),
        (
            "As of 2015-12-02, Kazakhstan was not a member of NATO.",
            "As of 2015-12-02, Kazakhstan was a member of NATO.",
        ),
        (
            "As of 2015-12-02, Kazakhstan did not join the World Trade Organization in 2014.",
            "As of 2015-12-02, Kazakhstan joined the World Trade Organization in 2014.",
        ),
        (
            "As of 2015-12-02, Kazakhstan did not chair the OSCE in 2010.",
            "As of 2015-12-02, Kazakhstan chaired the OSCE in 2010.",
        ),
        (
            "As of 2015-12-02, Angola had no seat in the Security Council in 2015.",
            "As of 2015-12-02, Angola had a seat in the Security Council in 2015.",
        ),
        ("As of 2015-12-02, NATO did not have 28 members.", "As of 2015-12-02, NATO had 28 members."),
        (
            "In the election to the Security Council of 2014, Spain did not win over Turkey.",
            "In the election to the Security Council of 2014, Spain won over Turkey.",
        ),
        (
            "As of 2015-12-02, Belarus had not applied to join the World Trade Organization.",
            "As of 2015-12-02, Belarus had applied to join the World Trade Organization.",
        ),
        (
            "As of 2025-12-01, the GDP of India did not overtake that of Japan in 2024.",
            "As of 2025-12-01, the GDP of India overtook that of Japan in 2024.",
        ),
        (
            "In the General Assembly, the CSTO did not lack unity on A/RES/68/262.",
            "In the General Assembly, the CSTO lacked unity on A/RES/68/262.",
        ),
        pytest.param(
            "As of 2015-12-02, Kazakhstan was not an ally of Russia.",
            "As of 2015-12-02, Kazakhstan was an ally of Russia.",
            marks=pytest.mark.xfail(strict=True, reason="read as one that is no member of Russia"),
        ),
    ],
)
def test_a_plain_not_denies_what_is_said_without_it(said, denied):
    """By a denial, or by the fields that say the opposite: the choices that are left, ``negated``."""
    plain, other = canonical.read(denied).fields, canonical.read(said).fields
    if "choices" in plain:
        every = {"yes", "no", "abstain", "not_voting"}
        assert set(other["choices"]) == every - set(plain["choices"])
        assert {**other, "choices": 0} == {**plain, "choices": 0}
    else:
        assert other in ({**plain, "denied": True}, {**plain, "negated": "not"})


REFUSED = [
    ("Wakanda abstained on A/RES/68/262.", "Wakanda", "state", True),
    ("Kazakhstan and Wakanda abstained on A/RES/68/262.", "Wakanda", "state", True),
    ("Kasachstan abstained on A/RES/68/262.", "Kasachstan", "state", True),
    ("As of 2015-12-02, Kazakhstan was a member of Narnia.", "Narnia", "organisation", True),
    ("As of 2015-12-02, Kazakhstan was an ally of Wakanda.", "Wakanda", "state", True),
    ("In the Galactic Senate, Kazakhstan abstained on A/RES/68/262.", "Galactic Senate", "organisation", True),
    ("Kazakhstan voted as Wakanda did on A/RES/68/262.", "Wakanda", "state", True),
    ("Kazakhstan abstained on 2014-13-40.", "2014-13-40", "symbol", True),
    ("On 2014-02-30, Kazakhstan abstained on A/RES/68/262.", "2014-02-30", "day", False),
    ("On 2014-13, Kazakhstan abstained on A/RES/68/262.", "2014-13", "day", False),
    ("As of 2015-99-02, Kazakhstan was a member of NATO.", "2015-99-02", "day", False),
    ("As of 2015-12-02, Kazakhstan joined NATO in 0000.", "0000", "day", False),
    ("Kazakhstan danced on A/RES/68/262.", "Kazakhstan danced", "canonical language", True),
    ("Kazakhstan is wonderful.", "Kazakhstan is wonderful", "canonical language", True),
    ("It is not the case that Kazakhstan is wonderful.", "Kazakhstan is wonderful", "canonical language", True),
    ("Only Kazakhstan abstained on A/RES/68/262.", "Only Kazakhstan", "", True),
    ("", "", "canonical language", True),
    ("It is not the case that ", "", "canonical language", True),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "found", "expected", "near"), REFUSED)
def test_what_is_unknown_is_refused_with_what_was_found_expected_and_nearest(sentence, found, expected, near):
    with pytest.raises(CanonicalError) as refusal:
        canonical.read(sentence)
    error = refusal.value
    assert found in error.found
    assert expected in error.expected
    assert bool(error.nearest) is near
    assert repr(error.found) in str(error)
    assert error.expected in str(error)
    assert not near or error.nearest in str(error)


@pytest.mark.parametrize(
    "sentence",
    [
        "In the General Assembly, the votes on A/RES/37/9 were: Sri Lanka no, Peru yes, and so on.",
        "In the General Assembly, the votes on A/RES/37/9 were: nobody knows.",
        "As of 2015-12-02, joined NATO: Albania in 2009, Slovenia some day.",
        "As of 2015-12-02, joined NATO: whoever wished.",
        "In the election to the Security Council of 2014, the votes in round 3 were: Spain 132, Turkey sixty.",
        "As of 2015-2-12, Nursultan Nazarbayev was head of state of Kazakhstan.",
        "It is untrue that Nursultan Nazarbayev was head of state of Kazakhstan.",
        "Not Nursultan Nazarbayev was head of state of Kazakhstan.",
        "As of 2015-12-02, Kazakhstan was a member of Russia.",
        "Kazakhstan abstained on A/RES/68/262 for the first time.",
    ],
)
@pytest.mark.xfail(reason="words that no slot holds are dropped or swallowed", strict=True)
def test_no_word_of_a_sentence_is_passed_over(sentence):
    with pytest.raises(CanonicalError):
        canonical.read(sentence)


def test_the_nearest_form_of_a_sentence_is_one_of_its_kind():
    with pytest.raises(CanonicalError) as refusal:
        canonical.read("As of 2015-12-02, NATO had twenty-eight members")
    assert refusal.value.nearest == "As of 2015-12-02, NATO had 28 members."


def test_the_door_for_sentences_refuses_as_the_language_does():
    record = foedus.open_record(":empty:")
    for sentence in ("Wakanda abstained on A/RES/68/262.", "Kazakhstan is wonderful."):
        with pytest.raises(CanonicalError) as refusal:
            foedus.check_sentence(sentence, record)
        assert refusal.value.nearest


def test_the_page_of_the_language_is_what_its_forms_say():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).resolve().parents[2] / "scripts"))
        made = importlib.import_module("canonical_doc")
    assert made.PAGE.read_text(encoding="utf-8") == made.page()
    assert all(form.example in made.page() for form in FORMS)


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("cut"), st.floats(0, 1), st.integers(1, 12)),
        st.tuples(st.just("repeat"), st.floats(0, 1), st.integers(1, 12)),
        st.tuples(st.just("put"), st.floats(0, 1), st.text(max_size=3)),
        st.tuples(st.just("word"), st.floats(0, 1), st.sampled_from(WORDS)),
        st.tuples(st.just("join"), st.floats(0, 1), st.sampled_from(SENTENCES)),
        st.tuples(st.just("digit"), st.floats(0, 1), st.sampled_from("0123456789")),
    ),
    max_size=4,
)


def edited(sentence, edits):
    """A sentence with some random edits."""
    for what, where, value in edits:
        at = round(where * len(sentence))
        if what == "cut":
            sentence = sentence[:at] + sentence[at + value :]
        elif what == "repeat":
            sentence = sentence[: at + value] + sentence[at:]
        elif what == "put":
            sentence = sentence[:at] + value + sentence[at:]
        elif what == "word":
            words = sentence.split(" ")
            words[min(len(words) - 1, round(where * len(words)))] = value
            sentence = " ".join(words)
        elif what == "join":
            sentence = sentence[:at] + value[round(where * len(value)) :]
        else:
            digits = [m.start() for m in re.finditer("[0-9]", sentence)]
            if digits:
                k = digits[min(len(digits) - 1, round(where * len(digits)))]
                sentence = sentence[:k] + value + sentence[k + 1 :]
    return sentence


@settings(max_examples=300, deadline=2000, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SENTENCES), EDITS)
def test_an_edited_sentence_is_read_or_refused_and_nothing_else(sentence, edits):
    try:
        claim = canonical.read(edited(sentence, edits))
    except CanonicalError:
        return
    said = canonical.write(claim.type, claim.fields)
    if said:
        assert canonical.read(said).type == claim.type


@settings(max_examples=200, deadline=2000)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_and_nothing_else(text):
    with contextlib.suppress(CanonicalError):
        canonical.read(text)
