"""A day as the command line takes it: an ISO date, or nothing."""

from __future__ import annotations

from datetime import date

from foedus.errors import UsageError


def day_named(text: str | None) -> date | None:
    """The day that a word of the call names.

    Raises:
        UsageError: no ISO date.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"a date is written like 2015-12-02; found {text!r}") from None
