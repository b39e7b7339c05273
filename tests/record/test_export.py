from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
import subprocess

import pytest

from foedus.errors import RecordError, UnknownName
from foedus.record.export import FORMATS, R_CALL, R_READ, export, safe

# The shape of a vote event in the Popolo specification (and of Open Civic Data's): which fields, of which kind.
TEXT = {"type": ["string", "null"]}
VOTE_EVENT = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["identifier", "motion_text", "motion_classification", "start_date", "result", "votes", "counts"],
    "properties": {
        "id": TEXT,
        "identifier": TEXT,
        "organization_id": TEXT,
        "legislative_session_id": TEXT,
        "classification": TEXT,
        "motion_text": {"type": "string", "minLength": 1},
        "motion_classification": {"type": "array", "items": {"type": "string"}},
        "start_date": {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
        "result": {"enum": ["pass", "fail"]},
        "counts": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["option", "value"],
                "properties": {
                    "option": {"enum": ["yes", "no", "abstain", "absent", "not voting", "paired"]},
                    "value": {"type": "integer", "minimum": 0},
                },
                "additionalProperties": False,
            },
        },
        "votes": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["voter_id", "option"],
                "properties": {
                    "vote_event_id": TEXT,
                    "voter_id": TEXT,
                    "option": {"enum": ["yes", "no", "abstain", "absent", "not voting", "paired"]},
                },
                "additionalProperties": False,
            },
        },
        "sources": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["url"], "properties": {"url": {"type": "string", "pattern": r"^(https?|ftp)://\S+$"}, "note": TEXT}},
        },
        "extras": {"type": "object"},
    },
    "additionalProperties": False,
}  # fmt: skip


def test_vote_events_are_valid_and_say_what_the_record_says(starter, tmp_path):
    import jsonschema

    (path,) = export(starter, "popolo", tmp_path)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["meta"]["version"] == starter.version
    assert "non-commercial" in document["meta"]["citation"]
    validator = jsonschema.Draft202012Validator(VOTE_EVENT, format_checker=jsonschema.FormatChecker())
    events = document["vote_events"]
    assert len(events) == starter.count("roll_calls")
    for event in events[::7]:
        validator.validate(event)
    (crimea,) = [event for event in events if event["identifier"] == "A/RES/68/262"]
    assert {"option": "abstain", "value": 58} in crimea["counts"]
    assert {vote["voter_id"] for vote in crimea["votes"] if vote["option"] == "no"} >= {"RUS", "ARM", "BLR"}
    assert crimea["sources"][0]["url"] == "https://digitallibrary.un.org/record/767565"
    assert "sha256" in crimea["sources"][0]["note"]
    assert all(event["result"] == "pass" and event["sources"] for event in events)
    for event in events:
        cast = [vote["option"] for vote in event["votes"]]
        assert all(cast.count(count["option"]) == count["value"] for count in event["counts"])


def events_of(record, folder, body="UNGA"):
    (path,) = export(record, "popolo", folder, body)
    return {one["identifier"]: one for one in json.loads(path.read_text(encoding="utf-8"))["vote_events"]}


def test_a_result_stands_only_where_it_is_known(tmp_path, batch):
    from dataclasses import replace

    from foedus.record import versions
    from foedus.record.store import open_record

    council = batch(
        {"S/RES/704(1991)": "XXXX", "S/RES/705(1991)": "YYYY"}, ("CHN", "FRA", "GBR", "USA"), name="sc.csv"
    )
    calls = tuple(
        replace(call, body="UNSC", session="1991", undl_id=100 + place, part="whole")
        for place, call in enumerate(council.votes.calls)
    )
    council = replace(council, votes=replace(council.votes, calls=calls))
    other = batch(
        {"R/77/1": "YYYN", "R/77/2": "NNNY"}, publisher="voeten", session="77", day=dt.date(2022, 10, 4)
    )
    path = versions.publish([council, other], tmp_path / "record.duckdb").path
    with open_record(path) as record:
        adopted = events_of(record, tmp_path / "sc", "UNSC")
        assert {one["result"] for one in adopted.values()} == {"pass"}
        assert adopted["S/RES/704(1991)"]["sources"][0]["url"] == "https://digitallibrary.un.org/record/100"
        events = events_of(record, tmp_path / "ga")
    for symbol in ("A/RES/77/1", "A/RES/77/2"):
        assert "result" not in events[symbol]
        assert events[symbol]["sources"][0]["url"] == f"https://docs.un.org/en/{symbol}"


def test_what_a_meeting_record_says_of_a_vote_is_in_its_event(tmp_path):
    from foedus.record import versions
    from foedus.record.store import open_record

    lists = "In favour: Kenya, Chad\n\nAgainst: Peru\n\n"
    text = (
        "A/79/PV.45\n\nMonday, 2 December 2024, 10 a.m.\n\n"
        f"{lists}The amendment was adopted by 2 votes to 1.\n\nA recorded vote was taken.\n\n"
        f"{lists}The draft resolution, as amended, was adopted by 2 votes to 1 (resolution 79/903).\n\n"
        "A recorded vote was taken.\n\nIn favour: Peru\n\nAgainst: Kenya, Chad\n\n"
        "Draft resolution A/79/L.99 was rejected by 2 votes to 1.\n"
    )
    file = tmp_path / "pv.txt"
    file.write_text(text, encoding="utf-8")
    with open_record(versions.add([file], tmp_path / "record.duckdb").path) as record:
        events = [one for one in events_of(record, tmp_path).values() if one["start_date"] == "2024-12-02"]
    found = {(one["motion_classification"][0], one.get("result")) for one in events}
    assert found == {("amendment", None), ("passage", "pass"), ("passage", "fail")}
    assert {one["sources"][0]["url"] for one in events} == {"https://docs.un.org/en/A/79/PV.45"}
    assert all(one["motion_text"] for one in events)


def test_the_call_for_r_names_states_and_votes(starter, tmp_path):
    _, _, words = export(starter, "matrix", tmp_path)
    text = words.read_text(encoding="utf-8")
    assert f"{R_READ}; {R_CALL}" in text
    assert "legis.names = rownames(m)" in text
    assert "vote.names = colnames(m)" in text


def test_the_matrix_stands_in_pooles_codes(starter, tmp_path):
    matrix, about, words = export(starter, "matrix", tmp_path / "r")
    with matrix.open(encoding="utf-8", newline="") as handle:
        rows = {row["state"]: row for row in csv.DictReader(handle)}
    assert rows["KAZ"]["A/RES/68/262"] == "7"
    assert rows["RUS"]["A/RES/68/262"] == "6"
    assert rows["USA"]["A/RES/68/262"] == "1"
    assert rows["KGZ"]["A/RES/68/262"] == "9"
    assert rows["SSD"]["A/RES/63/307"] == "0"
    assert {value for row in rows.values() for key, value in row.items() if key != "state"} <= {
        "1",
        "6",
        "7",
        "9",
        "0",
    }
    with about.open(encoding="utf-8", newline="") as handle:
        described = list(csv.DictReader(handle))
    assert [row["symbol"] for row in described] == list(rows["KAZ"])[1:]
    assert R_CALL in words.read_text(encoding="utf-8")


def test_the_ordinal_matrix_has_three_categories_and_missing(starter, tmp_path):
    matrix, _, _ = export(starter, "ordinal", tmp_path)
    with matrix.open(encoding="utf-8", newline="") as handle:
        rows = {row["state"]: row for row in csv.DictReader(handle)}
    assert (rows["USA"]["A/RES/68/262"], rows["KAZ"]["A/RES/68/262"], rows["RUS"]["A/RES/68/262"]) == (
        "1",
        "2",
        "3",
    )
    assert rows["KGZ"]["A/RES/68/262"] == "NA"


def test_r_reads_the_matrix_as_it_is(starter, tmp_path):
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed")
    export(starter, "matrix", tmp_path)
    code = (
        'm <- as.matrix(read.csv("votes_matrix.csv", row.names = 1, check.names = FALSE));'
        'cat(nrow(m), ncol(m), m["KAZ", "A/RES/68/262"], sum(m == 6), is.numeric(m));'
        'if (requireNamespace("pscl", quietly = TRUE)) invisible(pscl::' + R_CALL + ")"
    )
    out = subprocess.run(
        ["Rscript", "-e", code], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    found = starter.matrix()
    states = int((found.choice >= 0).any(axis=0).sum())
    assert out.stdout.split() == [
        str(states),
        str(len(found.roll_calls)),
        "7",
        str(int((found.choice == 3).sum())),
        "TRUE",
    ]


def test_parquet_carries_version_licence_and_citation(starter, tmp_path):
    import pyarrow.parquet as pq

    paths = {path.stem: path for path in export(starter, "parquet", tmp_path)}
    votes = pq.read_table(paths["vote"])
    assert votes.num_rows == starter.count("votes")
    metadata = {
        key: json.loads(value) for key, value in votes.schema.metadata.items() if key.startswith(b"foedus.")
    }
    assert metadata[b"foedus.version"] == starter.version
    assert metadata[b"foedus.citation"] == starter.cite()
    assert any("CC BY 4.0" in words for words in metadata[b"foedus.terms"])
    assert pq.read_table(paths["membership"]).num_rows == starter.count("memberships")


def test_no_cell_of_the_csv_is_a_formula(tmp_path, batch):
    from dataclasses import replace

    from foedus.record import versions
    from foedus.record.store import open_record

    evil = batch({"A/RES/74/1": "YYNA"})
    call = replace(evil.votes.calls[0], title='=HYPERLINK("x")', agenda="@SUM(1)", meeting="+1")
    path = versions.publish(
        [replace(evil, votes=replace(evil.votes, calls=(call,)))], tmp_path / "record.duckdb"
    ).path
    with open_record(path) as record:
        paths = export(record, "csv", tmp_path / "out")
    cells = 0
    for path in paths:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as handle:
                for row in csv.reader(handle):
                    for cell in row:
                        cells += 1
                        assert not cell.startswith(("=", "@", "+", "\t", "\r")), (path.name, cell)
    assert cells > 100_000
    assert safe(-1.5) == -1.5
    assert safe("-1") == "'-1"


def test_the_same_version_gives_the_same_bytes(starter, tmp_path):
    for name in FORMATS:
        one = export(starter, name, tmp_path / "one" / name)
        two = export(starter, name, tmp_path / "two" / name)
        assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_an_unknown_format_and_an_impossible_folder_are_named(starter, tmp_path):
    with pytest.raises(UnknownName, match="export format"):
        export(starter, "xlsx", tmp_path)
    blocker = tmp_path / "file"
    blocker.write_text("x")
    with pytest.raises(RecordError, match="cannot be written"):
        export(starter, "csv", blocker / "below")
