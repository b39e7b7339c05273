"""What every test may ask for: the shared data where it is, and how often a torture test repeats."""

from __future__ import annotations

import os
import sys
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
def say(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Print one line of the torture report that pytest's capture does not swallow."""
    capture = pytestconfig.pluginmanager.getplugin("capturemanager")

    def out(line: str) -> None:
        with capture.global_and_fixture_disabled():
            sys.stderr.write(f"torture: {line}\n")
            sys.stderr.flush()

    return out


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever repeats by ``torture_scale`` belongs to `make torture`."""
    for item in items:
        if "torture_scale" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.torture)
