"""The command line: every verb explains itself, errors are one line with an exit code."""

import subprocess
import sys

import pytest

from foedus.cli import run

VERBS = ("brief", "read", "record", "agree", "bloc", "breaks", "neighbours", "ideal", "seat")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb, capsys):
    assert run([verb, "--help"]) == 0
    assert "Usage" in capsys.readouterr().out


def test_help_names_every_verb(capsys):
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(verb in text for verb in VERBS)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nonsense"], 2),
        (["brief"], 2),
        (["brief", "no-such-file.txt"], 2),
        (["read"], 2),
        (["brief", "--example", "--pair", "RUS-KAZ", "-o", "-"], 2),
        (["brief", "--example", "--pair", "RUS:Atlantis", "-o", "-"], 2),
        (["brief", "--example", "--as-of", "yesterday", "-o", "-"], 2),
        (
            ["seat", "forecast", "--group", "asia-pacific", "--year", "2016", "--candidates", "KAZ,Atlantis"],
            2,
        ),
    ],
)
def test_a_bad_call_is_told_in_one_line_with_its_exit_code(words, code, capsys):
    assert run(words) == code
    err = capsys.readouterr()
    assert "Traceback" not in err.err + err.out


def test_a_record_that_is_missing_has_exit_code_three(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("FOEDUS_RECORD", str(tmp_path / "none.duckdb"))
    assert run(["record", "info"]) == 3
    assert "none.duckdb" in capsys.readouterr().err


def test_a_closed_pipe_is_no_error():
    command = f"{sys.executable} -m foedus.cli seat template --year 2016 | head -n 1"
    out = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert out.stdout.startswith("state,candidate")
    assert "Traceback" not in out.stderr
