"""Does the record add up? Accounting rules that every version passes before anybody sees it."""

from __future__ import annotations

from foedus.record.content import Rows


def demand(rows: Rows, voters: tuple[str, ...]) -> None:
    """Stop where the facts do not add up."""
    assert rows is not None
    assert voters is not None
