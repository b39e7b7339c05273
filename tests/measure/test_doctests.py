"""The worked examples in the docstrings of the measures and of the questions hold."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = [
    *(
        f"foedus.measure.{m}"
        for m in ("similarity", "agreement", "pairwise", "cohesion", "breaks", "intervals")
    ),
    *(f"foedus.analysis.{m}" for m in ("alike", "select")),
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    module = importlib.import_module(name)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    got = doctest.testmod(module, optionflags=flags)
    assert got.failed == 0
    assert got.attempted > 0
