"""`foedus agree`, `bloc`, `breaks` and `neighbours` on the command line: table, JSON, CSV, chart, exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from foedus.cli import run

PERIOD = ["--since", "2013-12-02", "--until", "2015-12-02"]
CALLS = {
    "agree": ["agree", "RUS", "KAZ", "BLR", *PERIOD],
    "agree by session": [
        "agree",
        "RUS",
        "KAZ",
        "--since",
        "2013-09-17",
        "--until",
        "2015",
        "--by",
        "session",
    ],
    "bloc": ["bloc", "CSTO", *PERIOD, "--against", "RUS"],
    "bloc by session": ["bloc", "CSTO", "--since", "2013-09-17", "--until", "2015", "--by", "session"],
    "breaks": ["breaks", "KAZ", "--from", "CSTO", *PERIOD],
    "neighbours": ["neighbours", "KAZ", *PERIOD, "--limit", "5"],
}


@pytest.fixture(autouse=True)
def starter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_RECORD", ":starter:")


def test_agree_prints_the_founding_comparison_and_when_a_percentage_misleads(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["agree", "RUS", "BLR", "KAZ", "ARM", "KGZ", "TJK", *PERIOD]) == 0
    out = capsys.readouterr().out
    for figure in (
        "76.5 %",
        "66.7 %",
        "73.4 %",
        "66.4 %",
        "68.9 %",
        "76.3 %",
        "68.7 %",
        "+7.6",
        "0.45",
        "0.17",
    ):
        assert figure in out
    for count in ("132", "141", "139", "140", "131"):
        assert count in out
    assert "Beware: Kazakhstan" in out
    assert "by chance" in out
    assert "families of resolutions" in out


@pytest.mark.parametrize("name", CALLS)
def test_every_verb_prints_a_table_for_the_eye(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(CALLS[name]) == 0
    out = capsys.readouterr().out
    assert "recorded votes" in out
    assert "Record " in out


@pytest.mark.parametrize("name", CALLS)
def test_json_is_one_document_with_data_and_meta(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*CALLS[name], "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert set(document) == {"data", "meta"}
    assert {"version", "as_of", "citation", "warnings"} <= document["meta"].keys()
    assert document["data"]["rows"]


@pytest.mark.parametrize("name", CALLS)
def test_csv_has_the_rows_of_the_json(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*CALLS[name], "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert run([*CALLS[name], "--json"]) == 0
    assert len(rows) == len(json.loads(capsys.readouterr().out)["data"]["rows"])


@pytest.mark.parametrize("name", CALLS)
def test_a_plot_is_an_svg_that_says_what_it_shows_and_is_the_same_every_time(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in ("one.svg", "two.svg"):
        assert run([*CALLS[name], "--plot", str(tmp_path / file)]) == 0
    capsys.readouterr()
    root = ET.fromstring((tmp_path / "one.svg").read_text(encoding="utf-8"))
    assert root.tag.endswith("svg")
    assert len(root.attrib["aria-label"]) > 40
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_only_named_resolutions_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = tmp_path / "important.txt"
    listed.write_text("# a list\n68/262\nA/RES/68/182\n", encoding="utf-8")
    assert run(["breaks", "KAZ", "--from", "RUS", "--symbols", str(listed), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["meta"]["roll_calls"] == 2
    assert {r["symbol"] for r in document["data"]["rows"]} == {"A/RES/68/262", "A/RES/68/182"}


@pytest.mark.parametrize(
    "words",
    [
        ["agree"],
        ["agree", "RUS"],
        ["agree", "RUS", "Ruritania"],
        ["agree", "RUS", "KAZ", "--since", "yesterday"],
        ["agree", "RUS", "KAZ", "--measure", "love"],
        ["agree", "RUS", "KAZ", "--level", "95"],
        ["agree", "RUS", "KAZ", "--json", "--csv"],
        ["agree", "RUS", "KAZ", "--plot", "out.png"],
        ["agree", "RUS", "KAZ", "--symbols", "no-such-file.txt"],
        ["bloc", "The League of Extraordinary States"],
        ["bloc", "WEST"],
        ["breaks", "KAZ"],
        ["breaks", "KAZ", "--from", "KAZ"],
        ["breaks", "KAZ", "--from", "CSTO", "--kind", "sulked"],
        ["neighbours", "KAZ", "--since", "1900", "--until", "1901"],
    ],
)
def test_a_call_that_cannot_be_followed_has_exit_code_two(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    got = capsys.readouterr()
    assert not got.out
    assert "Traceback" not in got.err
