"""One file a publisher: bytes in, acts out, strict.

Every module here has NAME, KEY (in the order of trust), PUBLISHER, TITLE, TERMS, CITATION, ``detect(path)`` and
``read(path, con) -> Batch``. This file knows them by name and finds the one that wrote a file.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

from foedus.errors import SourceError, UnknownName

if TYPE_CHECKING:
    import duckdb

    from foedus.record.batch import Batch
    from foedus.record.sources.strict import Layout

NAMES = (
    "undl_ga",
    "undl_sc",
    "undl_outcomes",
    "undl_tallies",
    "voeten",
    "unvotes",
    "cow_igo",
    "atop",
    "memberships",
    "worldbank",
    "council_elections",
    "press_release",
)
_RECOGNISED = (
    0.5  # share of the headings that a drifted file must still have in common with a publisher's layout
)


class Module(Protocol):
    """What every source module offers."""

    NAME: str
    KEY: str
    PUBLISHER: str
    TITLE: str
    TERMS: str
    CITATION: str
    LAYOUTS: Sequence[Layout]

    def detect(self, path: Path) -> Layout | None:
        """The layout of the file if it is exactly one of this publisher's."""

    def read(self, path: Path, con: duckdb.DuckDBPyConnection | None = None) -> Batch:
        """All that the file says, or a SourceError."""


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher's file, recognised: which module reads it, and under which terms.

    Attributes:
        name: the module, e.g. ``undl_ga``.
        key: the publisher's place in the order of trust.
        layout: the layout, or what it most resembles with "(drifted)" behind it.
    """

    name: str
    key: str
    publisher: str
    title: str
    terms: str
    citation: str
    layout: str


def module(name: str) -> Module:
    """The source module of that name.

    Raises:
        UnknownName: there is none.
    """
    if name not in NAMES:
        raise UnknownName(name, "source", NAMES)
    return cast("Module", importlib.import_module(f"foedus.record.sources.{name}"))


def described(name: str, layout: str = "") -> Source:
    """A source's publisher, terms and citation."""
    found = module(name)
    return Source(name, found.KEY, found.PUBLISHER, found.TITLE, found.TERMS, found.CITATION, layout)


def detect_source(path: Path) -> Source:
    """Which publisher wrote a file, told by its headings or, for a press release, by its vote list.

    Raises:
        SourceError: nobody known; the message names the headings that were found.
    """
    from foedus.record.sources import strict, unvotes

    unvotes.demand_beside(path)
    known = {name: module(name) for name in NAMES}
    for name, found in known.items():
        layout = found.detect(path)
        if layout is not None:
            return described(name, layout.name)
    if strict.exact(path, unvotes.CALL_LAYOUTS):
        found_here = "un_roll_calls, which is read with the un_votes beside it"
        raise strict.fail(path, None, found_here, "un_votes, or a file of a known publisher")
    alike = [(strict.likeness(path, found.LAYOUTS), name) for name, found in known.items() if found.LAYOUTS]
    if max(alike)[0] >= _RECOGNISED:
        return described(max(alike)[1], "(drifted)")
    raise strict.fail(path, 1, _shown(path), "a file of a known publisher (see foedus record sources)")


def _shown(path: Path) -> str:
    """What a file of nobody known is, for a message: its headings, and in R data the object that has them."""
    from foedus.record.sources import strict

    got = strict.headings(path)
    if len(got) == 1 and "\t" in got[0]:
        got = strict.headings(path, "\t")
    shown = repr(", ".join(got[:12]))
    name = strict.object_in(path)
    return f"the data frame {name} with the columns {shown}" if name else f"the headings {shown}"


def read(path: Path, con: duckdb.DuckDBPyConnection | None = None, day: dt.date | None = None) -> Batch:
    """Find out who wrote a file and read it; all of it, or nothing.

    Where the file was pulled, its address and day come with it.

    Args:
        path: a publisher's file.
        con: a connection whose temporary tables may be used; None for one in memory.
        day: for a press release or meeting record, the day of its votes; None for the one it gives.

    Raises:
        SourceError: nobody known wrote it, or it has drifted, is damaged, or does not add up.
    """
    name = detect_source(path).name
    if day is None:
        return _with_address(path, module(name).read(path, con))
    from foedus.record.sources import press_release, strict

    if name != press_release.NAME:
        raise strict.fail(path, None, "a table whose rows have days of their own", "no day for it")
    return _with_address(path, press_release.read(path, con, day))


def _with_address(path: Path, batch: Batch) -> Batch:
    note = path.with_name(f"{path.name}.origin.json")
    try:
        said: dict[str, Any] = json.loads(note.read_text())
        read_on = dt.date.fromisoformat(said["read_on"])
    except (OSError, ValueError, KeyError, TypeError):
        return batch
    if said.get("sha256") != batch.origin.digest:
        return batch
    return replace(batch, origin=replace(batch.origin, address=said.get("address"), read_on=read_on))


def trace(path: Path, batch: Batch, ident: str, state: str | None = None) -> bytes:
    """The bytes of the publisher's file behind a row.

    Args:
        path: the file that the batch was read from.
        batch: what reading it gave.
        ident: the roll call's own number (``undl:671205``), or the id of an act that is no vote.
        state: for a vote, whose.

    Raises:
        SourceError: the file is not the one that was read, or has no such row.
    """
    from foedus.record.sources import strict

    if strict.fingerprint(path)[0] != batch.origin.digest:
        raise strict.fail(
            path, None, "other bytes than those that were read", f"the digest {batch.origin.digest}"
        )
    if state is None:
        line = batch.lines.get(ident, 0)
    else:
        if batch.votes is None or batch.votes.lines is None:
            raise SourceError(f"{path.name}: its votes have no lines of their own")
        row = next((i for i, call in enumerate(batch.votes.calls) if call.ident == ident), None)
        known = state in batch.votes.states
        line = (
            int(batch.votes.lines[row, batch.votes.states.index(state)]) if row is not None and known else 0
        )
    if not line:
        raise SourceError(f"{path.name}: no row {ident}{' of ' + state if state else ''}")
    return strict.bytes_of(path, [line])[line]
