"""Twelve ways in which a publisher's file drifts or breaks: each stops with a named error and changes nothing."""

import hashlib
import random

import pytest

from foedus.errors import SourceError
from foedus.record import sources, versions


@pytest.fixture(scope="module")
def record(tmp_path_factory, ga_rows, table):
    folder = tmp_path_factory.mktemp("record")
    (folder / "good_ga_voting.csv").write_text(
        table(ga_rows("A/RES/68/262", "A/RES/71/205")), encoding="utf-8"
    )
    path = folder / "record.duckdb"
    versions.add([folder / "good_ga_voting.csv"], path)
    return path


def with_cell(rows, place, **cells):
    rows[place].update(cells)
    return rows


DRIFTS = {
    "a new column": (
        lambda rows, table: table([{**row, "ms_region": "Asia"} for row in rows]),
        "unknown column 'ms_region'",
    ),
    "a renamed heading": (
        lambda rows, table: table(rows).replace("ms_vote", "member_vote", 1),
        "unknown column 'member_vote' and no column 'ms_vote'",
    ),
    "a new option word": (
        lambda rows, table: table(with_cell(rows, 9, ms_vote="P")),
        "line 11: found vote 'P'; expected one of Y, N, A, X",
    ),
    "a byte order mark of another encoding": (
        lambda rows, table: table(rows).encode("utf-16"),
        "a UTF-16 byte order mark",
    ),
    "Windows-1252": (
        lambda rows, table: table(with_cell(rows, 4, ms_name="CÔTE D'IVOIRE")).encode("cp1252"),
        "bytes that are not UTF-8",
    ),
    "nothing at all": (b"", "an empty file"),
    "half a file": (
        lambda rows, table: table(rows)[: table(rows).rindex("A/68/PV", 0, 9000)],
        "is the file whole",
    ),
    "a page instead of the file": (
        "<!DOCTYPE html>\n<html><body>Too many requests</body></html>",
        "a web page",
    ),
    "a line twice": (
        lambda rows, table: table([*rows[:20], rows[19], *rows[20:]]),
        "a second time in record",
    ),
    "31 February": (
        lambda rows, table: table([{**row, "date": "2014-02-31"} for row in rows]),
        "line 2: found '2014-02-31'; expected a day that exists",
    ),
    "a state nobody knows": (
        lambda rows, table: table(with_cell(rows, 30, ms_code="ZZQ", ms_name="ZUBROWKA")),
        "line 32: found 'ZZQ' in ms_code; expected the code of a known state",
    ),
    "totals that do not add up": (
        lambda rows, table: table([{**row, "total_yes": "101.0"} for row in rows]),
        "101.0 in total_yes over 100 such lines",
    ),
}


@pytest.mark.parametrize("drift", DRIFTS)
def test_a_drifted_file_stops_the_import_and_changes_nothing(drift, record, tmp_path, ga_rows, table):
    make, said = DRIFTS[drift]
    text = make(ga_rows("A/RES/68/262"), table) if callable(make) else make
    path = tmp_path / "2026_03_01_ga_voting.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = hashlib.sha256(record.read_bytes()).hexdigest()
    beside = sorted(record.parent.rglob("*"))
    with pytest.raises(SourceError) as caught:
        versions.add([path], record)
    assert said in str(caught.value)
    assert path.name in str(caught.value)
    assert hashlib.sha256(record.read_bytes()).hexdigest() == before
    assert sorted(record.parent.rglob("*")) == beside


def test_the_twelve_ways_are_twelve():
    assert len(DRIFTS) == 12


def test_a_truncation_at_a_line_end_is_seen_by_the_totals(record, tmp_path, ga_rows, table):
    path = tmp_path / "ga_voting.csv"
    path.write_text("\n".join(table(ga_rows("A/RES/68/262")).split("\n")[:150]), encoding="utf-8")
    with pytest.raises(SourceError, match="totals equal to the states' votes counted"):
        versions.add([path], record)


def test_a_second_byte_order_mark_stops_the_import(record, tmp_path, ga_rows, table):
    path = tmp_path / "ga_voting.csv"
    path.write_bytes(b"\xef\xbb\xbf\xef\xbb\xbf" + table(ga_rows("A/RES/68/262")).encode())
    with pytest.raises(SourceError):
        versions.add([path], record)


def test_a_file_of_nobody_known_is_refused_with_its_headings(record, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("fruit,price\napple,1\n", encoding="utf-8")
    with pytest.raises(SourceError, match="fruit, price"):
        versions.add([path], record)


@pytest.mark.torture
def test_a_changed_byte_gives_a_named_error_or_the_same_votes(tmp_path, ga_rows, table, torture_scale, say):
    """A vote can never be changed by one damaged byte: totals, names and the lines of a vote hold each other."""
    text = table(ga_rows("A/RES/68/262")).encode()
    path, chance, count = tmp_path / "ga_voting.csv", random.Random(68262), torture_scale(2000)
    path.write_bytes(text)
    right = sources.read(path)
    refused = []
    for _ in range(count):
        broken = bytearray(text)
        broken[chance.randrange(len(text))] ^= 1 << chance.randrange(8)
        path.write_bytes(broken)
        try:
            batch = sources.read(path)
        except SourceError as error:
            refused.append(str(error))
        else:
            assert batch.votes.states == right.votes.states
            assert (batch.votes.choice == right.votes.choice).all()
    say(
        f"one changed byte in a file of votes: {count} tried, {len(refused)} refused by name, the rest read the same votes"
    )
    assert len(refused) > count / 2
    assert all("nothing was imported" in said for said in refused)


def test_a_number_beyond_all_bounds_is_a_named_error(tmp_path):
    path = tmp_path / "UNVotes.csv"
    path.write_text(
        "rcid,session,vote,ccode,date,unres\n99999999999999,68,1,2,2014-03-27,R/68/262\n", encoding="utf-8"
    )
    with pytest.raises(SourceError, match="cannot be read"):
        sources.read(path)
