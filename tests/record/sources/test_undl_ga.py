"""General Assembly votes: three layouts, every value checked, the publisher's own counts reproduced."""

import csv
import random

import numpy as np
import pytest

from foedus.errors import SourceError
from foedus.record import sources
from foedus.record.sources import strict, undl_ga


def write(tmp_path, text, name="2026_02_06_ga_voting.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def choices(batch, symbol):
    row = next(i for i, call in enumerate(batch.votes.calls) if call.symbol == symbol)
    return dict(zip(batch.votes.states, batch.votes.choice[row].tolist(), strict=True))


def test_the_vote_on_the_integrity_of_ukraine_reads_as_announced(tmp_path, ga_rows, table):
    batch = undl_ga.read(write(tmp_path, table(ga_rows("A/RES/68/262"))))
    said = choices(batch, "A/RES/68/262")
    assert [list(said.values()).count(choice) for choice in (1, 3, 2, 0)] == [100, 11, 58, 24]
    assert (said["KAZ"], said["ARM"], said["KGZ"], said["UKR"]) == (2, 3, 0, 1)
    call = batch.votes.calls[0]
    assert (call.session, call.subjects, call.draft) == ("68", ("ONE", "TWO"), "A/1/L.1|A/1/L.1/Add.1")


def test_all_three_layouts_say_the_same(tmp_path, ga_rows, table, first_layout):
    rows = ga_rows("A/RES/68/262", "A/RES/ES-11/1")
    without_note = [name for name in rows[0] if name != "vote_note"]
    first = first_layout(rows)
    for row in first:
        row["ms_votes"] = row["ms_votes"].replace("X", "NV")
    texts = {"2026-02": table(rows), "2025": table(rows, without_note), "2024-09": table(first)}
    batches = {}
    for name, text in texts.items():
        path = write(tmp_path, text, f"{name}.csv")
        assert undl_ga.detect(path).name == name
        batches[name] = undl_ga.read(path)
    reference = batches.pop("2026-02")
    assert [call.session for call in reference.votes.calls] == ["68", "11emsp"]
    for batch in batches.values():
        assert batch.votes.states == reference.votes.states
        assert (batch.votes.choice == reference.votes.choice).all()
        assert [call.session for call in batch.votes.calls] == ["68", "11emsp"]


def test_a_leading_byte_order_mark_and_carriage_returns_change_nothing(tmp_path, ga_rows, table):
    rows = ga_rows("A/RES/68/262")
    plain = undl_ga.read(write(tmp_path, table(rows), "plain.csv"))
    marked = undl_ga.read(write(tmp_path, b"\xef\xbb\xbf" + table(rows, end="\r\n").encode(), "marked.csv"))
    assert (plain.votes.choice == marked.votes.choice).all()
    assert (plain.votes.lines == marked.votes.lines).all()


def test_a_line_break_inside_a_title_does_not_move_the_lines(tmp_path, ga_rows, table):
    rows = ga_rows("A/RES/68/262")
    for row in rows:
        row["title"] = "one\ntwo"
    path = write(tmp_path, table(rows))
    batch = undl_ga.read(path)
    traced = sources.trace(path, batch, batch.votes.calls[0].ident, "KAZ")
    assert traced.startswith(f"{rows[0]['undl_id']},KAZ,KAZAKHSTAN,A,".encode())


def test_blank_lines_stop_the_import(tmp_path, ga_rows, table):
    lines = table(ga_rows("A/RES/68/262")).split("\n")
    with pytest.raises(SourceError, match="blank lines"):
        undl_ga.read(write(tmp_path, "\n".join([*lines[:50], "", *lines[50:]])))


def test_lines_of_one_vote_that_contradict_each_other_stop_the_import(tmp_path, ga_rows, table):
    rows = ga_rows("A/RES/68/262")
    rows[7]["meeting"] = "A/68/PV.81"
    with pytest.raises(SourceError, match=r"line 9: found meeting 'A/68/PV.81'; expected 'A/68/PV.80'"):
        undl_ga.read(write(tmp_path, table(rows)))


def test_a_name_that_is_another_states_stops_the_import(tmp_path, ga_rows, table):
    rows = ga_rows("A/RES/68/262")
    place = next(i for i, row in enumerate(rows) if row["ms_code"] == "KAZ")
    rows[place]["ms_name"] = "ARMENIA"
    with pytest.raises(SourceError, match=rf"line {place + 2}: found KAZ named 'ARMENIA', which is ARM"):
        undl_ga.read(write(tmp_path, table(rows)))


def test_a_resolution_under_two_records_stops_the_import(tmp_path, ga_rows, table):
    one, other = ga_rows("A/RES/68/262"), ga_rows("A/RES/68/262")
    for row in other:
        row["undl_id"] = "1234567"
        row["undl_link"] = "https://digitallibrary.un.org/record/1234567"
    with pytest.raises(SourceError, match="a second time, under another record"):
        undl_ga.read(write(tmp_path, table(one + other)))


@pytest.mark.torture
def test_the_whole_assembly_reads_and_its_official_tallies_are_reproduced(shared, official_batch):
    votes = official_batch.votes
    assert (len(votes.calls), official_batch.rows) == (5539, 917_380)
    path = shared / "data" / "undl_ga_voting" / "official_2026_02_06_country_session_tallies.csv"
    stated = sources.read(path)
    assert len(stated.tallies) == 14_179
    held = {}
    sessions = np.array([call.session for call in votes.calls])
    for session in set(sessions.tolist()):
        part = votes.choice[sessions == session]
        for choice in (1, 3, 2, 0):
            for state, count in zip(votes.states, (part == choice).sum(axis=0).tolist(), strict=True):
                held[state, session, choice] = count
    ours = {session: int((sessions == session).sum()) for session in set(sessions.tolist())}
    theirs = {one.session: one.votes for one in stated.expected}
    assert {one.session: one.votes for one in official_batch.expected} == {
        name: count for name, count in theirs.items() if name not in {"80", "10emsp", "11emsp"}
    }
    equal = {session for session in theirs if ours.get(session) == theirs[session]}
    assert (len(theirs), len(equal)) == (98, 91)
    assert {s: ours.get(s, 0) - theirs[s] for s in theirs if s not in equal} == {
        "34": 1, "39": 2, "43": 1, "56": -1, "79": -1, "80": 3 - theirs["80"], "11emsp": -1,
    }  # fmt: skip
    differ = {
        (one.state, one.session)
        for one in stated.tallies
        if one.session in equal
        and (one.yes, one.no, one.abstain, one.not_voting)
        != tuple(held.get((one.state, one.session, choice), 0) for choice in (1, 3, 2, 0))
    }
    assert differ == {("MDG", "63"), ("MRT", "37")}


@pytest.mark.torture
def test_the_official_lines_come_back_from_where_the_batch_says(shared, official, official_batch):
    path = shared / "data" / "undl_ga_voting" / "official_lines_2026_02_06_ga_voting_excerpt.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    votes = official_batch.votes
    row_of = {call.undl_id: row for row, call in enumerate(votes.calls)}
    heading, *given = csv.reader(lines)
    traced = {}
    for cells in given:
        place = row_of[int(cells[0])], votes.states.index(cells[1])
        traced[int(votes.lines[place])] = cells
    for line, found in strict.bytes_of(official, traced).items():
        ours = dict(zip(heading, next(csv.reader([found.decode()])), strict=True))
        theirs = dict(zip(heading, traced[line], strict=True))
        assert ours.pop("draft") == ""
        theirs.pop("draft")
        assert ours == theirs
    assert len(traced) == 7


@pytest.mark.torture
def test_sampled_votes_trace_back_to_the_bytes_of_the_file(official, official_batch, torture_scale, say):
    count = torture_scale(1000)
    votes, chance = official_batch.votes, random.Random(20140327)
    rows, columns = np.nonzero(votes.lines)
    sample = chance.sample(range(len(rows)), count)
    wanted = {int(votes.lines[rows[i], columns[i]]): (rows[i], columns[i]) for i in sample}
    assert strict.fingerprint(official)[0] == official_batch.origin.digest
    right = 0
    for line, found in strict.bytes_of(official, wanted).items():
        row, column = wanted[line]
        cells = next(csv.reader([found.decode()]))
        call, choice = votes.calls[row], int(votes.choice[row, column])
        state = {"GER": "DEU"}.get(cells[1], cells[1])
        right += (cells[0], state, undl_ga.undl.CHOICES[cells[3]], cells[4], cells[6]) == (
            str(call.undl_id), votes.states[column], choice, call.date.isoformat(), call.symbol,
        )  # fmt: skip
    say(f"rows traced to their bytes: {right} of {count}")
    assert right == len(wanted) == count
