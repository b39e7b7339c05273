"""What must hold of every measure on any votes: symmetry, range, self, order, names, absence."""

from __future__ import annotations

import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.measure import cohesion, similarity
from foedus.measure.agreement import agreement, joint_table
from foedus.measure.pairwise import joint_counts, pairwise

pytestmark = pytest.mark.torture
EXAMPLES = settings(max_examples=1000 if os.environ.get("FOEDUS_TORTURE") == "1" else 50, deadline=None)
VOTES = st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 3)), min_size=0, max_size=60)
NAMES = st.sampled_from(sorted(similarity.MEASURES))
GROUPS = st.lists(st.lists(st.integers(-1, 3), min_size=4, max_size=4), min_size=1, max_size=30)


def value(name: str, a: list[int], b: list[int]) -> float:
    chosen = similarity.MEASURES[name]
    if chosen.absences == "abstain":
        a, b = ([2 if v == 0 else v for v in x] for x in (a, b))
    return float(chosen.of(joint_table(np.array(a, int), np.array(b, int))))


def split(votes: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    return [a for a, _ in votes], [b for _, b in votes]


@EXAMPLES
@given(VOTES, NAMES)
def test_similarity_is_symmetric_and_in_its_range(votes: list[tuple[int, int]], name: str) -> None:
    a, b = split(votes)
    one, other = value(name, a, b), value(name, b, a)
    assert np.isclose(one, other, equal_nan=True)
    chosen = similarity.MEASURES[name]
    assert np.isnan(one) or chosen.low - 1e-9 <= one <= chosen.high + 1e-9


@EXAMPLES
@given(VOTES, NAMES)
def test_a_state_is_as_similar_to_itself_as_can_be(votes: list[tuple[int, int]], name: str) -> None:
    a, _ = split(votes)
    got = value(name, a, a)
    assert np.isnan(got) or got == pytest.approx(1)


@EXAMPLES
@given(VOTES, NAMES, st.randoms(use_true_random=False))
def test_the_order_of_roll_calls_does_not_matter(
    votes: list[tuple[int, int]], name: str, rng: object
) -> None:
    shuffled = list(votes)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert np.isclose(value(name, *split(votes)), value(name, *split(shuffled)), equal_nan=True)


@EXAMPLES
@given(VOTES, NAMES)
def test_yes_and_no_may_change_places(votes: list[tuple[int, int]], name: str) -> None:
    flip = {1: 3, 3: 1}
    turned = [(flip.get(a, a), flip.get(b, b)) for a, b in votes]
    assert np.isclose(value(name, *split(votes)), value(name, *split(turned)), equal_nan=True)


@EXAMPLES
@given(VOTES, NAMES, st.integers(1, 3))
def test_a_roll_call_that_one_missed_changes_nothing(
    votes: list[tuple[int, int]], name: str, cast: int
) -> None:
    more = [*votes, (cast, -1), (-1, cast)]
    if similarity.MEASURES[name].absences == "missing":
        more += [(cast, 0), (0, cast)]
    assert np.isclose(value(name, *split(votes)), value(name, *split(more)), equal_nan=True)


@EXAMPLES
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 9)), min_size=10, max_size=60),
    NAMES,
)
def test_the_interval_holds_the_value_and_its_range(votes: list[tuple[int, int, int]], name: str) -> None:
    got = agreement(
        [v[0] for v in votes], [v[1] for v in votes], families=[v[2] for v in votes], measure=name
    )
    if got.lo is None:
        assert got.hi is None
        assert got.note
    else:
        chosen = similarity.MEASURES[name]
        assert chosen.low - 1e-9 <= got.lo <= got.value + 1e-9
        assert got.value - 1e-9 <= got.hi <= chosen.high + 1e-9


@EXAMPLES
@given(GROUPS)
def test_all_pairs_at_once_equal_each_pair_alone(rows: list[list[int]]) -> None:
    choice = np.array(rows, np.int8)
    tables, found = joint_counts(choice), pairwise(choice, least=1)
    for i in range(4):
        for j in range(4):
            alone = joint_table(choice[:, i], choice[:, j])
            assert np.array_equal(tables[i, j], alone)
            share = float(similarity.agreement(alone))
            assert np.isclose(found.value[0, i, j], share, equal_nan=True)


@EXAMPLES
@given(GROUPS, st.permutations(range(4)))
def test_cohesion_knows_no_order_of_members_and_ignores_who_is_not_there(
    rows: list[list[int]], order: list[int]
) -> None:
    choice = np.array(rows, np.int8)
    one = cohesion.cohesion(choice)
    other = cohesion.cohesion(np.hstack([choice[:, order], np.full((len(choice), 2), -1, np.int8)]))
    for name in ("agreement_index", "rice", "pairs", "participation", "members"):
        assert np.allclose(getattr(one, name), getattr(other, name), equal_nan=True)
    index = one.agreement_index[~np.isnan(one.agreement_index)]
    assert ((index >= -1e-12) & (index <= 1)).all()
