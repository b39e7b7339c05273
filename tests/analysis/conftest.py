"""The starter record, and the whole record of the General Assembly brought in as a user would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def starter() -> Iterator[Any]:
    from foedus.record.store import open_record

    record = open_record(":starter:")
    yield record
    record.close()


@pytest.fixture(scope="session")
def full(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from foedus.record import versions
    from foedus.record.store import open_record

    path = tmp_path_factory.mktemp("full") / "record.duckdb"
    versions.add([shared / "data" / "undl_ga_voting" / "ga_voting_rebuilt.parquet"], path)
    record = open_record(path)
    yield record
    record.close()
