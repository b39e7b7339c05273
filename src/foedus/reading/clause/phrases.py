"""The senses of the lexicon as its files write them, with the word lists that its phrases name put in."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "lexicon"
_NAMED = re.compile(r"<(\w+)>")


def rows(family: str) -> list[dict[str, Any]]:
    """The senses of one family; ``<name>`` in a phrase stands for the words that the file's ``[words]`` gives.

    Raises:
        KeyError: a phrase names words that the file does not give.
    """
    said = tomllib.loads((FOLDER / f"{family}.toml").read_text(encoding="utf-8"))
    words: dict[str, str] = said.get("words", {})

    def full(phrase: str) -> str:
        while "<" in phrase:
            phrase = _NAMED.sub(lambda m: words[m[1]], phrase)
        return phrase

    return [{**row, "say": [full(p) for p in row["say"]]} for row in said["sense"]]
