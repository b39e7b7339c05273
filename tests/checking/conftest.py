"""A starter record, and a short way from a sentence to its verdicts."""

from __future__ import annotations

from datetime import date

import pytest

import foedus


@pytest.fixture(scope="session")
def record():
    return foedus.open_record(":starter:")


@pytest.fixture(scope="session")
def judge(record):
    """``judge(text, day, *types)``: (claim, verdict) for each claim of some types that a text of a day makes."""

    def decide(text, day=date(2014, 3, 28), *types, record=record):
        checked = foedus.check(foedus.read(text, published=day), record, as_of=day)
        return [(c, checked.verdict(c)) for c in checked.reading.claims if not types or c.type in types]

    return decide
