"""What a resolution is called: publishers' spellings meet in one key."""

import pytest

from foedus.errors import UsageError
from foedus.record import symbols


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A/RES/39/148[C]", "A/RES/39/148C"),
        ("A/RES/50/38[B-IV]", "A/RES/50/38B/IV"),
        ("A/RES/36//235IX", "A/RES/36/235/IX"),
        ("A/RES/78/183 A", "A/RES/78/183A"),
        ("A/RES/2828(XXVI)[B]", symbols.from_voeten("R/26/2828B")),
        ("S/RES/2202(2015)", "S/RES/2202 (2015)"),
    ],
)
def test_two_spellings_have_one_key(one, other):
    assert symbols.key(one) == symbols.key(other)


def test_different_parts_and_sessions_have_different_keys():
    names = [
        "A/RES/39/148[C]",
        "A/RES/39/148[D]",
        "A/RES/40/148[C]",
        "A/RES/ES-11/1",
        "A/RES/11/1",
        "A/RES/S-11/1",
    ]
    assert len({symbols.key(name) for name in names}) == len(names)


def test_a_page_of_the_records_is_no_resolution():
    assert symbols.from_voeten("R/5/347") is None
    assert symbols.from_voeten("ESS/4/102B") is None
    assert symbols.from_voeten("GOAR/1/1288B") is None


def test_what_is_no_symbol_is_refused():
    with pytest.raises(UsageError, match="Crimea"):
        symbols.complete("Crimea")


def test_every_assembly_symbol_has_a_key_of_its_own_and_names_its_session(shared):
    import duckdb

    source = shared / "data" / "undl_ga_voting" / "ga_voting_rebuilt.parquet"
    rows = duckdb.execute(f"SELECT DISTINCT resolution, session FROM read_parquet('{source}')").fetchall()
    assert len({symbols.key(symbol) for symbol, _ in rows}) == len(rows) == 5539
    assert [(symbol, session) for symbol, session in rows if symbols.session(symbol) != session] == []
