"""Where a fact comes from: bytes that were read, or a statement that somebody made from knowledge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["read", "stated"]
_DISPUTED = re.compile(r"(?:^|; )disputed(?: ([a-z, ]+))?: ([^;]+)")


def dispute(note: str, *fields: str) -> str:
    """Why a note says that a row is disputed, or one of some of its fields; "" where it does not.

    The note says so in a part that begins with "disputed: ", or with the fields: "disputed start, end: ".

    >>> dispute("treaty signed 1994; disputed end: sources give June or July"), dispute("its effect is disputed")
    ('sources give June or July', '')
    >>> dispute("disputed end: sources give June or July", "start")
    ''
    """
    for named, why in _DISPUTED.findall(note):
        if not fields or not named or set(fields) & set(named.split(", ")):
            return str(why).strip()
    return ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of a row.

    ``read``: the bytes were seen; ``publisher`` and ``title`` name them, ``digest`` (sha256 hex) pins them.
    ``stated``: written from knowledge; ``publisher`` says by whom. A stated row may support a claim, marked so;
    it never makes one refuted or partly supported. ``address`` stands only where it was opened.
    """

    id: str
    kind: Kind
    publisher: str
    title: str = ""
    address: str | None = None
    read_on: date | None = None
    digest: str | None = None
    licence: str = ""
    note: str = ""

    @property
    def disputed(self) -> str:
        """Why the rows of this origin decide nothing: sources differ; "" where they do not."""
        return dispute(self.note)
