"""A small world for tests of the record: batches made on the spot, a home that is thrown away."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from foedus.model.acts import Indicator
from foedus.model.origin import Origin
from foedus.record.batch import Batch, Call, Votes, row_id

LETTERS = {"Y": 1, "A": 2, "N": 3, "X": 0, ".": -1, "?": -2}
Make = Callable[..., Batch]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own without a record in it."""
    monkeypatch.setenv("FOEDUS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("FOEDUS_RECORD", raising=False)
    return tmp_path / "home"


@pytest.fixture(scope="session")
def starter() -> Iterator[object]:
    """The starter record, open for the whole session."""
    from foedus.record.store import open_record

    with open_record(":starter:") as record:
        yield record


def make_batch(
    rolls: dict[str, str],
    states: Sequence[str] = ("BLR", "KAZ", "RUS", "USA"),
    *,
    publisher: str = "undl",
    day: dt.date = dt.date(2019, 11, 5),
    session: str = "74",
    edition: dt.date | None = None,
    name: str = "file.csv",
    idents: dict[str, str] | None = None,
    totals: bool = False,
    figures: int | None = None,
) -> Batch:
    """A batch with one roll call for each symbol, its votes as letters in the order of the states."""
    digest = hashlib.sha256(
        repr((sorted(rolls.items()), publisher, edition, name, figures)).encode()
    ).hexdigest()
    origin = Origin(
        f"{publisher}:{digest[:12]}",
        "read",
        f"publisher {publisher}",
        name,
        None,
        None,
        digest,
        f"terms of {publisher}",
    )
    calls = []
    for number, (symbol, letters) in enumerate(rolls.items()):
        counted = {
            key: letters.count(sign)
            for key, sign in (("yes", "Y"), ("no", "N"), ("abstain", "A"), ("not_voting", "X"))
        }
        calls.append(
            Call(
                (idents or {}).get(symbol, f"{publisher}:{symbol}"),
                symbol.split("#")[0],
                "UNGA",
                day,
                session,
                f"Matter {number}",
                **(counted if totals else {}),
                line=2 + number * len(states),
            )
        )
    votes = None
    if calls:
        choice = np.array([[LETTERS[sign] for sign in letters] for letters in rolls.values()], dtype=np.int8)
        votes = Votes(tuple(calls), tuple(states), choice)
    indicators: tuple[Indicator, ...] = ()
    if figures is not None:
        indicators = tuple(
            Indicator(row_id("indicator", "TEST", code, 2000), "TEST", code, 2000, float(figures), "n")
            for code in ("KAZ", "RUS", "USA")
        )
    return Batch(publisher, origin, votes, indicators=indicators, edition=edition)


@pytest.fixture(scope="session")
def batch() -> Make:
    """:func:`make_batch`."""
    return make_batch
