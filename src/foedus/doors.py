"""The public functions: open a record, read an article, check it, make a brief of it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.errors import ArticleError, CanonicalError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.briefing.compose import Brief
    from foedus.checking.verdict import Checked
    from foedus.reading.context import Lexicon
    from foedus.reading.schema import Reading
    from foedus.record.queries import Record


def open_record(path: str | Path | None = None) -> Record:
    """Open a record of what states did.

    Args:
        path: a record file; ``":starter:"`` for the small one that ships with foedus, ``":empty:"`` for one without
            rows; None for the file that FOEDUS_RECORD names, else the user's own, else the starter.

    Raises:
        RecordError: the file is missing, damaged, or of another version.
    """
    from foedus.record.store import open_record as opened

    return opened(path)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The names a reading knows: states, bodies, and who held which office when (from the shipped record)."""
    from foedus.model import bodies, states
    from foedus.reading.context import Lexicon

    record = open_record(":starter:")
    names = (*states.names(), *bodies.body_names())
    return Lexicon(names=names, offices=tuple(record.offices()))


def _source(source: str | bytes | Path) -> tuple[str | bytes, str | None]:
    """The content behind a source and the name it goes by; a ``str`` is text, never a path."""
    if not isinstance(source, Path):
        return source, None
    from foedus.settings import load

    if not source.exists():
        raise ArticleError(f"no file at {source}")
    if source.is_dir():
        raise ArticleError(f"{source} is a folder; an article is a file")
    limit = load().max_article_bytes
    with source.open("rb") as handle:
        return handle.read(limit + 1), str(source)


def read(source: str | bytes | Path, published: date | None = None) -> Reading:
    """Read an article: its page, its actors, who said what, and which claims can be checked.

    Args:
        source: ``str`` is the text itself, ``bytes`` a page (HTML or text), ``Path`` a file. Never guessed.
        published: the day of publication where the page does not say it.

    Raises:
        ArticleError: missing, empty, binary, undecodable, not English, or not an article.
        LimitError: larger than the settings allow.
    """
    from foedus.reading.pipeline import read as read_one

    content, name = _source(source)
    return read_one(content, lexicon(), published=published, source=name)


def check(reading: Reading, record: Record, as_of: date | None = None) -> Checked:
    """Hold every claim of a reading against the record, as of the article's date.

    Args:
        reading: what :func:`read` gave.
        record: what :func:`open_record` gave.
        as_of: the day of the question; None for the day the article was published, else today.
    """
    from foedus.checking.verdict import check_all

    return check_all(reading, record, as_of)


def check_sentence(sentence: str, record: Record, as_of: date | None = None) -> Checked:
    """Judge one sentence.

    A sentence of the canonical language (docs/reference/canonical.md) is taken at its word; any other one is read as an
    article's would be. Either way ``Verdict.as_read`` says what was judged.

    Args:
        sentence: "Kazakhstan abstained on A/RES/68/262."
        record: what :func:`open_record` gave.
        as_of: the day of the question; None for the day that the sentence names, else today.

    Raises:
        CanonicalError: nothing in the sentence can be checked; the nearest form is named.

    >>> import foedus
    >>> checked = foedus.check_sentence("Kazakhstan voted against A/RES/68/262.", foedus.open_record(":starter:"))
    >>> checked.verdict("c01").word, checked.verdict("c01").as_read
    ('refuted', 'In the UN General Assembly on 2014-03-27, Kazakhstan voted against A/RES/68/262.')
    """
    from foedus.checking.verdict import check_all
    from foedus.reading import canonical
    from foedus.settings import today

    day = as_of or today()
    try:
        return check_all(canonical.reading_of(sentence), record, day)
    except CanonicalError as refusal:
        found = read(sentence, day)
        if not found.claims:
            raise refusal from None
        return check_all(found, record, day)


def brief(checked: Checked, record: Record, pairs: Iterable[tuple[str, str]] = ()) -> Brief:
    """Make a brief of a checked article: HTML, Markdown and JSON from one value.

    Args:
        checked: what :func:`check` gave.
        record: the record it was checked against.
        pairs: pairs of states (ISO3) to report on; empty for the pairs that the article is about.
    """
    from foedus.briefing.compose import compose

    return compose(checked, record, tuple(pairs))
