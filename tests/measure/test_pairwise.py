"""All pairs at once: equal to SQL cell by cell on the whole record, to each pair alone, and exact at any size."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from foedus.errors import MeasureError
from foedus.measure import similarity
from foedus.measure.agreement import agreement
from foedus.measure.pairwise import agreement_counts, joint_counts, pairwise

SELF_JOIN = """
SELECT a.session, a.ms_code, b.ms_code, a.ms_vote, b.ms_vote, count(*)
FROM v AS a JOIN v AS b ON a.undl_id = b.undl_id AND a.session = b.session
GROUP BY ALL
"""


@pytest.mark.torture
def test_the_matrix_product_equals_a_self_join_in_sql_cell_by_cell(
    whole: Any, torture_scale: Callable[[int], int], say: Callable[[str], None]
) -> None:
    import duckdb

    names = list(dict.fromkeys(whole.sessions.tolist()))
    names = (
        names
        if os.environ.get("FOEDUS_TORTURE") == "1"
        else names[:: len(names) // torture_scale(len(names))]
    )
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.execute(
        "CREATE TABLE v AS SELECT undl_id, session, ms_code, ms_vote FROM read_parquet(?)"
        " WHERE ms_vote IN ('Y', 'A', 'N') AND list_contains(?, session)",
        [str(whole.path), names],
    )
    index = {s: i for i, s in enumerate(whole.states)}
    cell = {"Y": 0, "A": 1, "N": 2}
    expected = np.zeros((len(names), len(index), len(index), 3, 3))
    for session, a, b, x, y, count in connection.execute(SELF_JOIN).fetchall():
        expected[names.index(session), index[a], index[b], cell[x], cell[y]] = count
    for at, session in enumerate(names):
        assert np.array_equal(joint_counts(whole.choice[whole.sessions == session]), expected[at])
    say(f"self-join in SQL against the matrix product: {expected.size} cells of {len(names)} sessions equal")


def test_sessions_of_the_whole_record_equal_a_pair_computed_alone(whole: Any) -> None:
    rus, kaz = whole.states.index("RUS"), whole.states.index("KAZ")
    some = np.isin(whole.sessions, ["46", "60", "68"])
    for name in ("agreement", "kappa", "halfway", "coincidence", "tau-b"):
        found = pairwise(whole.choice[some], whole.sessions[some], name)
        for at in range(3):
            rows = whole.sessions == found.blocks[at]
            alone = agreement(whole.choice[rows, rus], whole.choice[rows, kaz], measure=name)
            assert found.n[at, rus, kaz] == alone.n
            if alone.value is None:
                assert np.isnan(found.value[at, rus, kaz])
            else:
                assert found.value[at, rus, kaz] == pytest.approx(alone.value, abs=1e-5)


def test_blocks_need_not_stand_together() -> None:
    rng = np.random.default_rng(1)
    choice = rng.integers(-1, 4, (400, 6)).astype(np.int8)
    blocks = rng.integers(0, 3, 400)
    found = pairwise(choice, blocks, least=1)
    for at, block in enumerate(found.blocks):
        same, common = agreement_counts(choice[blocks == int(block)])
        assert np.array_equal(found.n[at], common)
        assert np.allclose(found.value[at], same / common)


def test_counts_stay_exact_beyond_the_whole_numbers_a_float32_product_holds() -> None:
    choice = np.ones((20_000, 2), np.int8)
    assert joint_counts(choice)[0, 1, 0, 0] == 20_000


def test_below_the_least_number_of_votes_there_is_no_value() -> None:
    choice = np.ones((9, 2), np.int8)
    assert np.isnan(pairwise(choice).value).all()
    assert pairwise(choice, least=9).value[0, 0, 1] == 1


def test_absences_count_as_abstentions_where_the_measure_says_so() -> None:
    choice = np.array([[1, 0]] * 12, np.int8)
    assert pairwise(choice, measure="coincidence-absent").value[0, 0, 1] == 0.5
    assert np.isnan(pairwise(choice, measure="halfway").value[0, 0, 1])


def test_no_roll_calls_and_one_state_are_defined() -> None:
    assert np.isnan(pairwise(np.zeros((0, 3), np.int8)).value).all()
    assert pairwise(np.ones((20, 1), np.int8)).value.shape == (1, 1, 1)


@pytest.mark.parametrize("bad", [np.ones(5, np.int8), np.full((3, 3), 9), np.full((3, 3), 0.5)])
def test_an_array_that_is_no_table_of_votes_is_refused(bad: np.ndarray) -> None:
    with pytest.raises(MeasureError):
        pairwise(bad)


def test_every_measure_works_for_all_pairs() -> None:
    rng = np.random.default_rng(2)
    choice = rng.integers(-1, 4, (300, 5)).astype(np.int8)
    for name in similarity.MEASURES:
        value = pairwise(choice, measure=name).value[0]
        assert np.allclose(value, value.T, equal_nan=True)
        assert np.allclose(np.diag(value), 1)
