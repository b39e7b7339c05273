"""The measures of similarity equal the tables of the papers, R, and each other where they must."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from foedus.errors import UnknownName
from foedus.measure import similarity
from foedus.measure.agreement import joint_table

FIXTURE = Path(__file__).parent / "fixtures" / "similarity.csv"
CELLS = ("yy", "ya", "yn", "ay", "aa", "an", "ny", "na", "nn")


def test_every_measure_equals_r_on_every_table() -> None:
    worst, rows = 0.0, 0
    for row in csv.DictReader(FIXTURE.open(encoding="utf-8")):
        table = np.array([float(row[c]) for c in CELLS]).reshape(3, 3)
        for name in row.keys() - set(CELLS):
            worst = max(worst, abs(float(similarity.MEASURES[name].of(table)) - float(row[name])))
        rows += 1
    assert rows >= 50
    assert worst < 1e-9


def test_weighted_kappa_with_the_weights_of_cohens_own_example() -> None:
    table = np.array([[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]])
    weights = ((0, 1, 3), (1, 0, 6), (3, 6, 0))
    assert similarity._beyond_chance(table, weights, pooled=False) == pytest.approx(0.348, abs=5e-4)


def test_scotts_pi_by_hand() -> None:
    # 10 votes: 6 yes-yes, 1 yes-no, 1 no-yes, 2 no-no; pooled yes 0.7: 1 - 0.2 / 0.42
    table = np.array([[6, 0, 1], [0, 0, 0], [1, 0, 2]])
    assert similarity.pi(table) == pytest.approx(1 - 0.2 / 0.42)


def test_tau_b_by_hand() -> None:
    # yy 2, nn 1, yn 1: 2 concordant pairs; untied pairs 3 (rows) and 4 (columns)
    table = np.array([[2, 0, 1], [0, 0, 0], [0, 0, 1]])
    assert similarity.tau_b(table) == pytest.approx(2 / np.sqrt(3 * 4))


def test_s_is_twice_halfway_less_one() -> None:
    rng = np.random.default_rng(3)
    tables = rng.integers(0, 30, (200, 3, 3)).astype(float)
    assert np.allclose(similarity.s_absolute(tables), 2 * similarity.halfway(tables) - 1)


def test_many_tables_at_once_give_what_each_gives_alone() -> None:
    rng = np.random.default_rng(4)
    tables = rng.integers(0, 9, (50, 3, 3)).astype(float)
    for m in similarity.MEASURES.values():
        alone = np.array([float(m.of(t)) for t in tables])
        assert np.allclose(m.of(tables), alone, equal_nan=True)


@pytest.mark.parametrize("name", ["kappa", "pi", "tau-b", "kappa-squared", "pi-absolute"])
def test_two_states_that_always_vote_yes_have_no_value_beyond_chance(name: str) -> None:
    assert np.isnan(similarity.measure(name).of(joint_table([1] * 50, [1] * 50)))


def test_an_empty_table_has_no_value_by_any_measure() -> None:
    for m in similarity.MEASURES.values():
        assert np.isnan(m.of(np.zeros((3, 3))))


def test_coincidence_leaves_abstentions_out() -> None:
    assert similarity.coincidence(np.array([[3, 90, 0], [0, 50, 7], [1, 0, 0]])) == pytest.approx(0.75)


def test_a_measure_is_found_by_its_other_names_and_an_unknown_one_says_which_there_are() -> None:
    assert similarity.measure("Lijphart").name == "halfway"
    assert similarity.measure("s_squared").name == "s-squared"
    with pytest.raises(UnknownName, match="kappa"):
        similarity.measure("cosine")
