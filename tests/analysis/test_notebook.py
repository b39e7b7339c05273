"""The notebook in examples/ runs from top to bottom on the whole record and tells what it told when it was written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples" / "limits_of_alliance.ipynb"
FIGURES = re.compile(r"\d+\.\d")


def told(notebook: Any) -> list[str]:
    """The printed text of every code cell, without the first (the record's version) and the last (its citation)."""
    cells = [c for c in notebook.cells if c.cell_type == "code"][1:-1]
    return ["".join(o.get("text", "") for o in c.outputs) for c in cells]


def test_the_notebook_tells_the_same_story(full: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_RECORD", str(full.path))
    written = nbformat.read(NOTEBOOK, as_version=4)
    run = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(run, timeout=120, kernel_name="python3", resources={}).execute()
    figures = [FIGURES.findall(text) for text in told(run)]
    assert figures == [FIGURES.findall(text) for text in told(written)]
    assert figures[2][:5] == ["76.3", "68.7", "7.6", "1.0", "14.3"]
