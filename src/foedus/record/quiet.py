"""Standard output is for data: a connection without a progress bar, in a terminal and in a notebook."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def without_bar(connection: duckdb.DuckDBPyConnection) -> None:
    """Turn the progress bar off; in a notebook without ipywidgets duckdb has none and refuses to be asked."""
    import duckdb

    with suppress(duckdb.InvalidInputException):
        connection.execute("SET enable_progress_bar = false")
