"""Opening a record: by path, by name (the starter, the empty one), or the one that a user has set up."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import RecordError
from foedus.record import seal
from foedus.record.queries import Record
from foedus.record.quiet import without_bar
from foedus.record.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    import duckdb

STARTER, EMPTY = ":starter:", ":empty:"
# A reader never touches another file, never loads an extension, never leaves its one thread and 512 MB.
READER = {
    "threads": 1,
    "memory_limit": "512MB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def open_record(path: str | Path | None = None) -> Record:
    """Open a record for reading.

    Args:
        path: a file; ``":starter:"``, the record that ships with foedus; ``":empty:"``, one without rows; None for the
            file that FOEDUS_RECORD names, else the user's own (``settings.home/"record.duckdb"``), else the starter.

    Raises:
        RecordError: the file is missing, damaged, or of another version. A damaged starter is made anew.

    >>> open_record(":empty:").count("votes")
    0
    """
    wanted = resolve(path)
    if wanted == STARTER:
        return _open_starter()
    if wanted == EMPTY:
        return _open_empty()
    return open_file(Path(wanted))


def resolve(path: str | Path | None = None) -> str:
    """The record that a call without, or with, a path means."""
    from foedus import settings

    if path is None:
        path = os.environ.get("FOEDUS_RECORD") or None
    if path is None:
        own = settings.load().home / "record.duckdb"
        return str(own) if own.exists() else STARTER
    return str(path)


def open_file(path: Path, name: str | None = None) -> Record:
    """Open a sealed file. What was checked is what is read, even if another version takes the file's name meanwhile.

    Raises:
        RecordError: no such file, no seal, damaged, or of another schema.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError as error:
        raise RecordError(f"no record at {path}: {error.strerror or error}") from error
    try:
        if not os.path.isfile(path):  # noqa: PTH113
            raise RecordError(f"{path} is no file")
        checked = seal.Checking(handle, str(path))
        import duckdb  # while the digest is taken beside it

        connection = duckdb.connect(":memory:", config=dict(READER))
        try:
            version = checked.version()
            source = seal.pinned(handle, path).replace("'", "''")
            without_bar(connection)
            connection.execute(f"ATTACH '{source}' AS record (READ_ONLY)")
            connection.execute("USE record")
            _same(connection, version, path)
        except duckdb.Error as error:
            connection.close()
            raise RecordError(f"{path} cannot be read: {str(error).splitlines()[0]}") from error
        except (RecordError, OSError):
            connection.close()
            raise
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error}") from error
    finally:
        os.close(handle)
    return Record(connection, version[:16], name or path)


def _same(connection: duckdb.DuckDBPyConnection, version: str, path: Path) -> None:
    """Refuse a file whose schema is another's, or that changed between check and opening."""
    said = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    if said.get("schema") != str(SCHEMA_VERSION):
        raise RecordError(
            f"{path} has schema {said.get('schema')}, this foedus reads {SCHEMA_VERSION}: import the files again"
        )
    if said.get("digest") != version:
        raise RecordError(f"{path} is not the version that its seal names")


def _open_empty() -> Record:
    import duckdb

    from foedus.record.build import derive, fill, meta
    from foedus.record.content import Content

    rows = derive(Content())
    connection = duckdb.connect(":memory:", config=dict(READER))
    fill(connection, rows)
    return Record(connection, meta(rows)["version"], EMPTY)


# -- the starter -----------------------------------------------------------------------------------------------------


def cache_folder() -> Path:
    """Where files are kept that can be made again."""
    home = os.environ.get("FOEDUS_HOME")
    if home:
        return Path(home) / "cache"
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("foedus", appauthor=False))


@cache
def _starter_name() -> str:
    """A name that changes with the starter's data and with the code that builds it."""
    import foedus.model
    import foedus.record

    total = hashlib.sha256()
    folders = [Path(str(module.__file__)).parent for module in (foedus.record, foedus.model)]
    found = [folders[0] / "starter", *folders]
    files = sorted(
        path for folder in found for path in folder.iterdir() if path.suffix in {".py", ".csv", ".json"}
    )
    for path in files:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return f"starter-{total.hexdigest()[:24]}.duckdb"


def _open_starter() -> Record:
    """The starter from the cache; built once, aside, and swapped in; in memory where nothing can be written."""
    path = cache_folder() / _starter_name()
    try:
        return open_file(path, STARTER)
    except RecordError:
        pass  # not there yet, or damaged: made anew below
    from foedus.record import starter
    from foedus.record.build import derive, fill, meta, write
    from foedus.record.content import Content, merge

    rows = derive(merge(Content(), starter.batches()))
    try:
        aside = write(rows, path.parent)
        aside.replace(path)
        return open_file(path, STARTER)
    except (OSError, RecordError):
        import duckdb

        connection = duckdb.connect(":memory:", config=dict(READER))
        fill(connection, rows)
        return Record(connection, meta(rows)["version"], STARTER)
