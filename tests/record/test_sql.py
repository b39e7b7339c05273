from __future__ import annotations

from dataclasses import replace

import pytest

from foedus import settings
from foedus.errors import LimitError, UsageError
from foedus.record import sql, versions

LIMITS = settings.load()


def test_a_question_is_answered_with_columns_rows_and_the_version(starter):
    found = sql.ask(
        "SELECT state, choice FROM vote WHERE symbol = 'A/RES/68/262' AND choice = 'no' ORDER BY state",
        ":starter:",
    )
    assert found.columns == ("state", "choice")
    assert len(found.rows) == 11
    assert found.rows[0] == ("ARM", "no")
    assert found.version == starter.version
    assert found.to_dicts()[0] == {"state": "ARM", "choice": "no"}
    assert found.to_arrow().num_rows == 11


def test_the_view_of_votes_says_what_the_record_says(starter):
    found = sql.ask("SELECT symbol, state, choice FROM vote", ":starter:").rows
    expected = {
        (call.symbol, code, vote.choice)
        for call in starter.roll_calls()
        for code, vote in starter.votes(call.symbol).items()
    }
    assert set(found) == expected
    assert len(found) == starter.count("votes")


def test_days_come_out_as_text_in_dicts():
    (row,) = sql.ask("SELECT date FROM roll_call WHERE symbol = 'A/RES/68/262'", ":starter:").to_dicts()
    assert row == {"date": "2014-03-27"}


def test_the_empty_record_answers_too():
    assert sql.ask("SELECT count(*) FROM vote", ":empty:").rows == ((0,),)


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM roll_call",
        "UPDATE indicator SET value = 0",
        "DROP TABLE roll_call",
        "CREATE TABLE t AS SELECT 1",
        "COPY roll_call TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "SET memory_limit = '100GB'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "PRAGMA database_list",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE roll_call",
        "CALL pragma_version()",
        "",
        "this is no sql",
        "SELECT nothing FROM roll_call",
    ],
)
def test_what_is_no_question_is_refused(query):
    with pytest.raises(UsageError):
        sql.ask(query, ":starter:")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
        "SELECT * FROM sniff_csv('{file}')",
    ],
)
def test_no_question_opens_a_file_or_the_network(query, tmp_path):
    file = tmp_path / "secret.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(UsageError):
        sql.ask(query.format(file=file, folder=tmp_path), ":starter:")


def test_the_process_does_not_leak_its_environment():
    with pytest.raises(UsageError):
        sql.ask("SELECT getenv('PATH')", ":starter:")


def test_a_question_without_end_is_stopped_by_the_clock():
    import time

    start = time.perf_counter()
    with pytest.raises(LimitError, match="sql_seconds"):
        sql.ask(
            "SELECT count(*) FROM range(100000000000) a, range(1000) b WHERE a.range % 7 = b.range",
            ":starter:",
            limits=replace(LIMITS, sql_seconds=0.5),
        )
    assert time.perf_counter() - start < 10


def test_a_question_that_wants_too_much_memory_is_stopped():
    with pytest.raises(LimitError, match="sql_memory"):
        sql.ask(
            "SELECT list(a.range) FROM range(30000000) a GROUP BY a.range % 10000000",
            ":starter:",
            limits=replace(LIMITS, sql_memory="50MB"),
        )


def test_the_record_is_the_same_after_any_question(tmp_path, batch):
    path = versions.publish([batch({"A/RES/74/1": "YYNA"})], tmp_path / "record.duckdb").path
    before = path.read_bytes()
    sql.ask("SELECT count(*) FROM observed_vote", path)
    with pytest.raises(UsageError):
        sql.ask("INSERT INTO origin SELECT * FROM origin", path)
    assert path.read_bytes() == before
