"""What every test may ask for: the shared data where it is, and how often a torture test repeats."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
SHARED = REPO.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data folder beside the checkout; the test skips with a clear word where it is missing."""
    if not (SHARED / "data" / "README.md").exists():
        pytest.skip("the shared data folder is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def torture_scale() -> Callable[[int], int]:
    """``scale(full)`` gives the full count under FOEDUS_TORTURE=1 and a twentieth (at least 1) otherwise."""
    full = os.environ.get("FOEDUS_TORTURE") == "1"
    return lambda count: count if full else max(1, count // 20)


@pytest.fixture(scope="session")
def say() -> Callable[[str], None]:
    """Print one line that stays visible under pytest's capture (for the torture report)."""

    def out(line: str) -> None:
        with os.fdopen(os.dup(2), "w") as err:
            err.write(f"torture: {line}\n")

    return out
