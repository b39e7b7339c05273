"""What a code is called on a page: a state's name, an organisation's, or the code itself; long texts cut short."""

from __future__ import annotations

import re

from foedus.errors import UsageError
from foedus.model import bodies, states


def is_state(code: object) -> bool:
    """Whether a code is a state's."""
    if not isinstance(code, str):
        return False
    try:
        states.get(code)
    except UsageError:
        return False
    return True


def is_body(code: str) -> bool:
    """Whether a code is an organisation's that has a name here; publishers' own codes are not."""
    try:
        bodies.get_body(code)
    except UsageError:
        return False
    return True


def name_of(code: str) -> str:
    """The name of a state or body; anything else is called what it is called."""
    if is_state(code):
        return states.get(code).name
    try:
        return bodies.get_body(code).name
    except UsageError:
        return code


def with_article(code: str) -> str:
    """The name of a state or body as a sentence says it: "the Commonwealth of Independent States", "NATO"."""
    if is_state(code):
        return states.get(code).spoken
    try:
        return bodies.get_body(code).spoken
    except UsageError:
        return code


def shortened(text: str, most: int) -> str:
    """A text in one line, cut at a word where it is longer."""
    line = re.sub(r"\s+", " ", text).strip()
    if len(line) <= most:
        return line
    return re.sub(r"[\s,;:–-]+$", "", line[: most + 1].rsplit(" ", 1)[0]) + " …"
