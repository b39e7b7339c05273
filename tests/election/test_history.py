"""Every round on file comes out as the rules say."""

import pytest

import foedus
from foedus.election import history


@pytest.fixture(scope="module")
def replay():
    return history.replay(foedus.open_record(":starter:").ballots())


def test_every_round_with_a_tally_elects_whom_the_source_names(replay):
    summary = replay.summary()
    assert summary["replayed"] >= 111
    assert summary["equal"] == summary["replayed"]
    assert replay.exceptions == ()


def test_rounds_without_the_number_voting_are_derived_and_confirm_nothing(replay):
    derived = [r for r in replay.rounds if r.basis == "derived"]
    confirmed = [r for r in replay.rounds if r.agrees and r.basis != "derived"]
    assert len(confirmed) == replay.summary()["confirmed"]
    assert derived
    assert all(r.on_file is None for r in derived)


def test_kazakhstan_won_in_the_second_round_of_2016_with_138_to_55(replay):
    race = next(r for r in replay.races if r.year == 2016 and "KAZ" in r.winners)
    last = race.rounds[-1]
    assert (last.number, last.votes["KAZ"], last.votes["THA"], last.majority) == (2, 138, 55, 129)
    assert last.restricted
    assert race.contested


def test_figures_that_no_page_was_seen_for_are_marked(replay):
    assert sum(bool(r.unseen) for r in replay.rounds) == replay.summary()["with_unseen_rows"] > 0


def test_a_stray_vote_is_no_contest(replay):
    race = next(r for r in replay.races if r.year == 2014 and r.group.startswith("Latin"))
    assert not race.contested
    assert race.candidates == ("VEN",)


def test_a_split_term_a_refusal_and_a_withdrawal_are_told_beside_the_count(replay):
    notes = {(r.year, r.number): r.note for r in replay.rounds}
    assert "to step down 31 Dec 2017 for NLD" in notes[2016, 6]
    assert any("declined the seat" in r.note for r in replay.rounds if r.year == 2013)
    assert "withdrew after this round" in notes[2006, 47]
