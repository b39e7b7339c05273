from __future__ import annotations

from pathlib import Path

import pytest

from foedus.errors import RecordError
from foedus.record import store, versions
from foedus.record.store import open_record


def test_the_starter_knows_how_kazakhstan_voted_on_crimea(starter):
    assert starter.votes("A/RES/68/262")["KAZ"].choice == "abstain"
    assert starter.votes("68/262")["RUS"].choice == "no"
    assert starter.origin(starter.votes("68/262")["KAZ"].origin).kind == "read"


def test_the_empty_record_answers_every_question_with_nothing():
    with open_record(":empty:") as record:
        assert record.votes("68/262") == {}
        assert record.roll_calls() == []
        assert record.memberships() == []
        assert record.offices() == []
        assert record.ballots() == []
        assert record.indicators() == []
        assert record.events() == []
        assert record.matrix().choice.shape == (0, 0)
        assert not record.covers("votes", "UNGA")
        assert record.count("votes") == 0
        assert record.search_roll_calls(["Crimea"]) == []


def test_without_a_path_it_is_the_argument_then_the_environment_then_the_home_then_the_starter(
    home, tmp_path, batch, monkeypatch
):
    assert open_record().path == ":starter:"
    own = versions.publish([batch({"A/RES/74/1": "YYNA"})]).path
    assert own == home / "record.duckdb"
    assert open_record().path == own
    other = versions.publish([batch({"A/RES/74/2": "YYNA"})], tmp_path / "other.duckdb").path
    monkeypatch.setenv("FOEDUS_RECORD", str(other))
    assert open_record().path == other
    assert open_record(":starter:").path == ":starter:"
    monkeypatch.setenv("FOEDUS_RECORD", ":empty:")
    assert open_record().path == ":empty:"


@pytest.mark.parametrize("content", [b"", b"x", b"not a record at all" * 100])
def test_what_is_no_record_is_refused_by_name(tmp_path, content):
    path = tmp_path / "record.duckdb"
    path.write_bytes(content)
    with pytest.raises(RecordError, match=r"record\.duckdb"):
        open_record(path)
    with pytest.raises(RecordError, match="no record at"):
        open_record(tmp_path / "nothing.duckdb")
    with pytest.raises(RecordError):
        open_record(tmp_path)


def test_a_plain_duckdb_file_is_not_taken_for_a_record(tmp_path):
    import duckdb

    path = tmp_path / "other.duckdb"
    connection = duckdb.connect(str(path))
    connection.execute("CREATE TABLE t AS SELECT 1 AS i")
    connection.close()
    with pytest.raises(RecordError, match="no seal"):
        open_record(path)


def test_a_damaged_starter_is_made_anew(home):
    version = open_record(":starter:").version
    (cached,) = (home / "cache").glob("starter-*.duckdb")
    cached.write_bytes(cached.read_bytes()[:5000])
    assert open_record(":starter:").version == version
    assert open_record(cached).version == version


def test_where_nothing_can_be_written_the_starter_lives_in_memory(monkeypatch, tmp_path):
    version = open_record(":starter:").version
    blocker = tmp_path / "file"
    blocker.write_text("a file where a folder should be")
    monkeypatch.setattr(store, "cache_folder", lambda: Path(blocker) / "cache")
    with open_record(":starter:") as record:
        assert record.version == version
        assert record.votes("68/262")["BLR"].choice == "no"


def test_a_record_cannot_be_written_to_through_a_reader(starter):
    import duckdb

    with pytest.raises(duckdb.Error):
        starter.connection.execute("DELETE FROM roll_call")


def test_a_record_of_another_schema_says_so(tmp_path, batch, monkeypatch):
    path = versions.publish([batch({"A/RES/74/1": "YYNA"})], tmp_path / "record.duckdb").path
    monkeypatch.setattr(store, "SCHEMA_VERSION", 99)
    with pytest.raises(RecordError, match="schema"):
        open_record(path)
