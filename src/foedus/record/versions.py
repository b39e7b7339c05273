"""Versions of a record: built aside, checked, on the disk, and swapped in whole; the old ones stay for comparison.

A reader keeps the version it opened. A crash at any moment leaves the old version or the new one, and what was added
before stays. One import runs at a time in a folder; another waits for it.
"""

from __future__ import annotations

import datetime as dt
import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from foedus.errors import RecordError, SourceError, UsageError
from foedus.record import seal, starter, store
from foedus.record.batch import Batch
from foedus.record.build import derive, meta, write
from foedus.record.content import Content, Rows, from_database, merge
from foedus.record.quiet import without_bar

NAME, KEPT, LOCK = "record.duckdb", "versions", ".record.lock"
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Added:
    """What an import did.

    Attributes:
        version: the version that is current now.
        before: the version that was current, or "" where the record is new.
        path: the record's file.
        files: for each file its publisher and the number of facts in it.
        ignored: what was read and set aside on purpose, with how often.
    """

    version: str
    before: str
    path: Path
    files: tuple[tuple[str, str, int], ...]
    ignored: tuple[tuple[str, int], ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the files brought anything that was not there."""
        return self.version != self.before

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "version": self.version,
            "before": self.before,
            "changed": self.changed,
            "path": str(self.path),
            "files": [{"file": name, "publisher": by, "facts": facts} for name, by, facts in self.files],
            "ignored": dict(self.ignored),
        }


def quiet(_: str) -> None:
    """A progress report that nobody reads."""


def target(path: str | Path | None = None) -> Path:
    """The file that an import writes: the one named, FOEDUS_RECORD, or the user's own.

    Raises:
        UsageError: the starter or the empty record, which never change.
    """
    from foedus import settings

    wanted = str(path) if path is not None else os.environ.get("FOEDUS_RECORD", "")
    if wanted in {store.STARTER, store.EMPTY}:
        raise UsageError(f"{wanted} never changes; name a file to add to")
    return Path(wanted) if wanted else settings.load().home / NAME


def add(
    paths: Iterable[str | Path],
    record: str | Path | None = None,
    *,
    progress: Progress = quiet,
    day: dt.date | None = None,
) -> Added:
    """Add publishers' files to a record; all of them, or none.

    Args:
        paths: files in layouts that some module of ``record/sources`` knows; a folder means all such files in it and
            below, and what is left aside there is said.
        record: the record's file; None for FOEDUS_RECORD, else the user's own. A new record begins with the starter.
        progress: called with one line for each step.
        day: of the votes, for press releases and meeting records that do not say it, or name several.

    Raises:
        SourceError: a file is not what it should be, or the facts do not add up; nothing has changed.
        RecordError: the record's file is damaged, or cannot be written.
    """
    import duckdb

    from foedus.record import sources

    found = expand(paths, progress)
    batches = []
    with duckdb.connect(":memory:") as connection:
        without_bar(connection)
        for path in found:
            progress(f"reading {path.name}")
            batches.append(sources.read(path, connection, day))
    return publish(batches, record, progress=progress, names=[path.name for path in found])


def expand(paths: Iterable[str | Path], progress: Progress = quiet) -> list[Path]:
    """Files as they are, folders as the files in and below them that are exactly in a known layout; each once.

    Raises:
        SourceError: a folder without any.
    """
    from foedus.record import sources

    out: list[Path] = []
    for path in map(Path, paths):
        if not path.is_dir():
            out.append(path)
            continue
        known = []
        for child in sorted(child for child in path.rglob("*") if child.is_file() and child.name[0] != "."):
            try:
                source = sources.detect_source(child)
            except SourceError:
                source = None
            if source is None or source.layout == "(drifted)":
                progress(f"left aside: {child.name}, in no known layout")
                continue
            known.append(child)
        if not known:
            raise SourceError(f"{path}: no file of a known publisher in this folder")
        out += known
    return _without_companions(list(dict.fromkeys(out)))


def _without_companions(paths: list[Path]) -> list[Path]:
    """Files without those that are read with another one of them, beside which they are."""
    from foedus.record.sources import unvotes

    read_with = {unvotes.beside(path) for path in paths if path.stem.lower() == "un_votes"}
    return [path for path in paths if path.absolute() not in read_with]


def publish(
    batches: list[Batch],
    record: str | Path | None = None,
    *,
    progress: Progress = quiet,
    names: list[str] | None = None,
) -> Added:
    """Merge batches into a record and make the result its current version (see :func:`add`)."""
    path = target(record)
    titles = names or [batch.origin.title for batch in batches]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path.parent):
            _sweep(path.parent)
            before, base = _base(path)
            progress("laying publishers side by side")
            rows = derive(merge(base, batches))
            version = meta(rows)["version"]
            if version != before:
                progress("writing and checking the new version")
                _swap(rows, path)
    except OSError as error:
        raise RecordError(f"{path} cannot be written: {error}") from error
    files = tuple((name, batch.publisher, batch.rows) for name, batch in zip(titles, batches, strict=True))
    ignored: dict[str, int] = {}
    for batch in batches:
        for what, often in batch.ignored.items():
            ignored[what] = ignored.get(what, 0) + often
    return Added(version, before, path, files, tuple(sorted(ignored.items())))


def _base(path: Path) -> tuple[str, Content]:
    """Version and facts of the record as it is; the starter's facts where there is none yet."""
    if not path.exists():
        return "", merge(Content(), starter.batches())
    with store.open_file(path) as record:
        return record.version, from_database(record.connection)


def _swap(rows: Rows, path: Path) -> None:
    """Write a version aside, prove that it can be opened, keep it by its name, and give it the record's name."""
    aside = write(rows, path.parent)
    try:
        with store.open_file(aside) as written:
            version = written.version
        kept = path.parent / KEPT / f"{version}.duckdb"
        kept.parent.mkdir(exist_ok=True)
        _keep(aside, kept)
        aside.replace(path)
        seal.sync_folder(kept.parent)
        seal.sync_folder(path.parent)
    finally:
        aside.unlink(missing_ok=True)


def _keep(aside: Path, kept: Path) -> None:
    """Keep a version under its own name: a second name of the same file where the disk has such, else a copy."""
    if kept.exists():
        return
    try:
        os.link(aside, kept)
    except OSError:
        import shutil

        half = kept.with_name(f".building-{uuid.uuid4().hex[:8]}")
        try:
            shutil.copyfile(aside, half)
            half.replace(kept)
        finally:
            half.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what imports that were killed left behind."""
    for place in (folder, folder / KEPT):
        for left in place.glob(".building-*"):
            left.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the system lets go of it even if the process is killed."""
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        except ImportError:  # no such locks on this system: swapping stays atomic, the last import wins
            pass
        yield
    finally:
        os.close(handle)


def kept(record: str | Path | None = None) -> list[str]:
    """Versions that are kept beside a record, the newest first."""
    folder = target(record).parent / KEPT
    found = sorted(folder.glob("*.duckdb"), key=lambda path: (-path.stat().st_mtime_ns, path.name))
    return [path.stem for path in found if not path.name.startswith(".")]


def find(version: str, record: str | Path | None = None) -> str | Path:
    """The file of a version: its name or the first digits of it, ``current``, ``:starter:``, or a path.

    Raises:
        RecordError: no such version, or several begin like that.
    """
    if version in {store.STARTER, store.EMPTY}:
        return version
    if version == "current":
        return store.resolve(record)
    path = target(record)
    if Path(version).is_file():
        return Path(version)
    fits = [name for name in kept(record) if name.startswith(version)]
    if len(fits) != 1:
        words = f"{len(fits)} versions begin with" if fits else "no version is called"
        raise RecordError(f"{words} {version!r}; kept: {', '.join(kept(record)) or 'none'}")
    return path.parent / KEPT / f"{fits[0]}.duckdb"
