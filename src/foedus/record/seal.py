"""A record file's seal: the last 112 bytes name the version and carry the digest of all bytes before them.

DuckDB does not look behind its last block, so a sealed file is an ordinary DuckDB file; a flipped bit or a cut
anywhere in it, seal included, is found before a single row is read.
"""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

from foedus.errors import RecordError

MAGIC = b"foedus record 1\n"
LENGTH = len(MAGIC) + 32 + 64
CHUNK = 1 << 20


def _digest(handle: int, length: int) -> bytes:
    total = hashlib.sha256()
    done = 0
    while done < length:
        block = os.pread(handle, min(CHUNK, length - done), done)
        if not block:
            break
        total.update(block)
        done += len(block)
    return total.digest()


def close(path: Path, version: str) -> None:
    """Seal a finished file and make sure it is on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        size = os.fstat(handle).st_size
        body = hashlib.sha256(_digest(handle, size) + version.encode()).digest()
        os.lseek(handle, size, os.SEEK_SET)
        os.write(handle, MAGIC + body + version.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def check(handle: int, name: str) -> str:
    """The version (64 hex digits) of a sealed file that is open for reading.

    Raises:
        RecordError: no seal, or the bytes are not those that were sealed.
    """
    size = os.fstat(handle).st_size
    if size < LENGTH:
        raise RecordError(f"{name} is no record of foedus: {size} bytes")
    tail = os.pread(handle, LENGTH, size - LENGTH)
    if tail[: len(MAGIC)] != MAGIC:
        raise RecordError(f"{name} is no record of foedus, or its end is missing (no seal found)")
    body, version = tail[len(MAGIC) : len(MAGIC) + 32], tail[len(MAGIC) + 32 :]
    if hashlib.sha256(_digest(handle, size - LENGTH) + version).digest() != body:
        raise RecordError(f"{name} is damaged: its bytes are not those that were sealed")
    return version.decode("ascii", "replace")


class Checking:
    """:func:`check` on a thread of its own, so that a reader can get ready meanwhile."""

    def __init__(self, handle: int, name: str) -> None:
        self._found = ""
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._check, args=(handle, name), daemon=True)
        self._thread.start()

    def _check(self, handle: int, name: str) -> None:
        try:
            self._found = check(handle, name)
        except BaseException as error:  # noqa: BLE001 - raised again in version()
            self._error = error

    def version(self) -> str:
        """What :func:`check` gives, or raises."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._found


def pinned(handle: int, path: Path) -> str:
    """A path that leads to the open file itself even after another has taken its name, where the system has one."""
    own = f"/proc/self/fd/{handle}"
    return own if Path(own).exists() else str(path)


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
