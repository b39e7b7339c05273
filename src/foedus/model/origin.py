"""Where a fact comes from: bytes that were read, or a statement that somebody made from knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["read", "stated"]


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
