"""A lexicon for the tests of reading, and a short way to read a text."""

from __future__ import annotations

from datetime import date

import pytest

from foedus import doors
from foedus.reading import pipeline


@pytest.fixture(scope="session")
def lexicon():
    return doors.lexicon()


@pytest.fixture(scope="session")
def analyse(lexicon):
    """``analyse(text, day)``: the article of a text that appeared on a day."""

    def read(text, published=date(2015, 12, 2)):
        return pipeline.analyse(text, lexicon, published)

    return read
