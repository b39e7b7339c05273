"""Cohesion of a group: the indices by hand, small groups corrected, a group against its leader and another group."""

from __future__ import annotations

import math

import numpy as np
import pytest

from foedus.errors import MeasureError
from foedus.measure import cohesion
from foedus.measure.agreement import agreement_index


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "index"),
    [(10, 0, 0, 1.0), (5, 5, 5, 0.0), (6, 2, 2, 0.4), (0, 0, 7, 1.0), (3, 0, 1, 0.625), (1, 1, 0, 0.25)],
)
def test_the_agreement_index_by_hand(yes: int, no: int, abstain: int, index: float) -> None:
    assert cohesion.agreement_index(yes, no, abstain) == pytest.approx(index)
    assert agreement_index(yes, no, abstain) == pytest.approx(index)


def test_rice_ignores_abstentions_and_needs_somebody_to_take_a_side() -> None:
    assert cohesion.rice(7, 3) == pytest.approx(0.4)
    assert math.isnan(cohesion.rice(0, 0))


def test_nobody_voting_leaves_every_index_undefined() -> None:
    got = cohesion.cohesion(np.array([[0, 0, -1], [0, 0, 0]], np.int8))
    assert np.isnan(got.agreement_index).all()
    assert got.participation.tolist() == [0, 0]
    assert got.members.tolist() == [2, 3]


def test_the_corrected_index_does_not_depend_on_the_size_of_the_group() -> None:
    rng = np.random.default_rng(1)
    chances = [0.6, 0.2, 0.2]
    plain, corrected = {}, {}
    for size in (3, 6, 30):
        votes = rng.multinomial(size, chances, size=40_000)
        plain[size] = float(np.mean(cohesion.agreement_index(votes[:, 0], votes[:, 1], votes[:, 2])))
        corrected[size] = float(
            np.mean(cohesion.agreement_index_corrected(votes[:, 0], votes[:, 1], votes[:, 2]))
        )
    assert plain[3] - plain[30] > 0.05
    truth = 0.25 + 0.75 * sum(c * c for c in chances)
    assert all(value == pytest.approx(truth, abs=0.006) for value in corrected.values())


def test_the_crimea_vote_of_2014_as_the_record_has_it() -> None:
    # Russia, Armenia, Belarus no; Kazakhstan abstained; Kyrgyzstan and Tajikistan did not vote
    got = cohesion.cohesion(np.array([[3, 3, 3, 2, 0, 0]], np.int8))
    assert got.agreement_index[0] == pytest.approx((3 - 0.5) / 4)
    assert got.participation[0] == pytest.approx(4 / 6)
    assert got.rice[0] == 1


def test_the_line_is_what_most_voted_and_a_tie_is_no_line() -> None:
    group = np.array([[1, 1, 3, 0], [1, 3, 0, -1], [2, 2, 2, 1], [0, 0, -1, -1]], np.int8)
    assert cohesion.plurality(group).tolist() == [1, 0, 2, 0]
    assert cohesion.plurality(group, without=0).tolist() == [0, 3, 2, 0]


def test_a_group_is_held_against_its_leader_on_votes_that_both_cast() -> None:
    group = np.array([[1, 3, 0], [1, 1, 2], [1, 1, 1]], np.int8)
    got = cohesion.with_reference(group, [1, 2, 0])
    assert got[:2].tolist() == [0.5, pytest.approx(1 / 3)]
    assert np.isnan(got[2])


def test_two_groups_are_held_against_each_other_by_pairs_of_members() -> None:
    one, other = np.array([[1, 1, 3]], np.int8), np.array([[1, 3]], np.int8)
    assert cohesion.between(one, other)[0] == pytest.approx(3 / 6)


def test_the_mean_carries_n_and_an_interval_and_none_below_ten() -> None:
    rng = np.random.default_rng(2)
    got = cohesion.mean(np.append(rng.random(200), np.nan), families=np.append(np.arange(200), 3))
    assert got.n == 200
    assert got.lo < 0.5 < got.hi
    assert cohesion.mean(np.ones(5)).value is None


def test_counts_that_cannot_be_and_groups_of_other_lengths_are_refused() -> None:
    with pytest.raises(MeasureError):
        cohesion.agreement_index(-1, 2, 3)
    with pytest.raises(MeasureError):
        cohesion.rice(float("nan"), 2)
    with pytest.raises(MeasureError):
        cohesion.between(np.ones((2, 2), np.int8), np.ones((3, 2), np.int8))
    with pytest.raises(MeasureError):
        cohesion.mean([1.0, 2.0], weights=[1.0, float("nan")])
