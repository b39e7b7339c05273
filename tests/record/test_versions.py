from __future__ import annotations

import datetime as dt
import itertools
import threading

import pytest

from foedus.errors import RecordError, SourceError, UsageError
from foedus.record import compare, seal, tracing, verify, versions
from foedus.record import starter as starter_record
from foedus.record.build import derive, meta
from foedus.record.content import Content, merge
from foedus.record.store import open_record


def test_the_same_batches_in_any_order_and_grouping_give_one_version(tmp_path, batch):
    parts = [
        batch({"A/RES/74/1": "YYNA", "A/RES/74/2": "XYNA"}),
        batch({"R/74/1": "YNNA"}, ("RUS", "KAZ", "USA", "BLR"), publisher="voeten", name="v.csv"),
        batch({"A/RES/74/1": "YYYA"}, edition=dt.date(2026, 1, 1), name="later.csv"),
    ]
    base = starter_record.batches()
    found = {
        meta(derive(merge(Content(), [*order, *base])))["version"] for order in itertools.permutations(parts)
    }
    for one in parts:
        last = versions.publish([one], tmp_path / "one by one.duckdb").version
    found.add(last)
    assert len(found) == 1


def test_adding_a_file_again_changes_nothing(tmp_path, batch):
    path = tmp_path / "record.duckdb"
    first = versions.publish([batch({"A/RES/74/1": "YYNA"})], path)
    before = path.stat().st_ino
    again = versions.publish([batch({"A/RES/74/1": "YYNA"})], path)
    assert first.changed
    assert not again.changed
    assert again.version == first.version
    assert path.stat().st_ino == before


def test_a_new_record_begins_with_the_starter(tmp_path, batch, starter):
    path = versions.publish([batch({"A/RES/74/1": "YYNA"})], tmp_path / "record.duckdb").path
    with open_record(path) as record:
        assert record.votes("68/262") == starter.votes("68/262")
        assert record.count("roll_calls") == starter.count("roll_calls") + 1
        assert record.memberships() == starter.memberships()


def test_a_reader_keeps_the_version_it_opened(tmp_path, batch):
    path = tmp_path / "record.duckdb"
    versions.publish([batch({"A/RES/74/1": "YYNA"})], path)
    with open_record(path) as old:
        versions.publish([batch({"A/RES/74/1": "NNNA"}, edition=dt.date(2026, 1, 1), name="later.csv")], path)
        with open_record(path) as new:
            assert old.votes("74/1")["KAZ"].choice == "yes"
            assert new.votes("74/1")["KAZ"].choice == "no"
            assert old.version != new.version


def test_versions_are_kept_found_and_compared(tmp_path, batch):
    path = tmp_path / "record.duckdb"
    one = versions.publish([batch({"A/RES/74/1": "YYNA"})], path).version
    two = versions.publish(
        [batch({"A/RES/74/1": "YNNA"}, edition=dt.date(2026, 1, 1), name="later.csv")], path
    ).version
    assert set(versions.kept(path)) == {one, two}
    changes = compare.diff(one, "current", path)
    votes = [change for change in changes if change.table == "vote"]
    assert [(c.id, c.kind, c.before, c.after) for c in votes] == [
        ("vote:A/RES/74/1:KAZ", "changed", {"choice": "yes"}, {"choice": "no"})
    ]
    assert compare.diff(two, two, path) == []
    assert compare.summary(changes)["origin"]["added"] == 1
    assert all(change.to_dict()["kind"] in {"added", "removed", "changed"} for change in changes)
    added = compare.diff(":starter:", one, path)
    assert ("roll_call", "A/RES/74/1", "added") in {(c.table, c.id, c.kind) for c in added}
    with pytest.raises(RecordError, match="no version"):
        versions.find("zzz", path)


def test_what_never_changes_cannot_be_added_to(batch):
    for name in (":starter:", ":empty:"):
        with pytest.raises(UsageError, match="never changes"):
            versions.publish([batch({"A/RES/74/1": "YYNA"})], name)


def test_facts_that_do_not_add_up_leave_the_record_as_it_was(tmp_path, batch):
    from dataclasses import replace

    path = tmp_path / "record.duckdb"
    good = versions.publish([batch({"A/RES/74/1": "YYNA"})], path)
    before = path.read_bytes()
    wrong = batch({"A/RES/74/2": "YYNA"}, totals=True)
    call = replace(wrong.votes.calls[0], yes=3)
    wrong = replace(wrong, votes=replace(wrong.votes, calls=(call,)))
    with pytest.raises(SourceError, match="3 yes stated, 2 counted"):
        versions.publish([wrong], path)
    assert path.read_bytes() == before
    assert versions.kept(path) == [good.version]
    assert not list(tmp_path.glob(".building-*"))


def test_a_damaged_record_is_not_built_upon(tmp_path, batch):
    path = versions.publish([batch({"A/RES/74/1": "YYNA"})], tmp_path / "record.duckdb").path
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()
    path.write_bytes(content)
    with pytest.raises(RecordError, match="damaged"):
        versions.publish([batch({"A/RES/74/2": "YYNA"})], path)
    assert path.read_bytes() == bytes(content)


def test_verify_reads_everything_and_finds_a_record_made_up_by_hand(tmp_path, batch):
    import duckdb

    path = versions.publish([batch({"A/RES/74/1": "YYNA"})], tmp_path / "record.duckdb").path
    found = verify.verify(path)
    assert found.open == ()
    assert dict(found.rows)["roll_call"] == 281
    assert found.to_dict()["version"] == found.version
    content = path.read_bytes()
    forged = tmp_path / "forged.duckdb"
    forged.write_bytes(content[: -seal.LENGTH])
    connection = duckdb.connect(str(forged))
    connection.execute("UPDATE indicator SET value = 1 WHERE state = 'KAZ'")
    connection.execute("CHECKPOINT")
    connection.close()
    seal.close(forged, content[-64:].decode())
    with pytest.raises(RecordError, match="not those of version"):
        verify.verify(forged)


def test_two_imports_at_once_lose_nothing(tmp_path, batch):
    path = tmp_path / "record.duckdb"
    errors = []

    def add(number: int) -> None:
        try:
            versions.publish([batch({f"A/RES/74/{number}": "YYNA"}, name=f"{number}.csv")], path)
        except Exception as error:  # noqa: BLE001
            errors.append(error)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_record(path) as record:
        assert all(record.roll_call(f"74/{number}") for number in range(1, 5))


def test_a_vote_leads_back_to_its_line(tmp_path, batch):
    path = versions.publish(
        [batch({"A/RES/74/1": "YYNA", "A/RES/74/2": "Y.NA"})], tmp_path / "record.duckdb"
    ).path
    with open_record(path) as record:
        assert [
            tracing.trace(record, f"vote:A/RES/74/1:{code}").line for code in ("BLR", "KAZ", "RUS", "USA")
        ] == [2, 3, 4, 5]
        assert tracing.trace(record, "vote:A/RES/74/2:USA").line == 8
        assert tracing.trace(record, "rollcall:A/RES/74/2").ident == "undl:A/RES/74/2"
        member = tracing.trace(record, "member:CSTO:KAZ:2002-10-07")
        assert member.line > 1
        assert member.to_dict()["id"] == "member:CSTO:KAZ:2002-10-07"


def test_a_folder_means_the_files_in_it_that_somebody_wrote(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing to see")
    with pytest.raises(SourceError, match="no file of a known publisher"):
        versions.expand([tmp_path])
    assert versions.expand([tmp_path / "notes.txt", tmp_path / "notes.txt"]) == [tmp_path / "notes.txt"]
