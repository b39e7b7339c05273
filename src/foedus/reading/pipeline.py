"""The way from bytes to a reading: page, parse, names, dates, statements, claims; the model is loaded once a process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from foedus import settings
from foedus.reading import actors, page, people
from foedus.reading import statements as say
from foedus.reading.context import Article, Lexicon
from foedus.reading.dates import find_dates
from foedus.reading.schema import Actor, Mention, Page, Reading
from foedus.reading.speakers import name_of, on_record
from foedus.reading.tokens import Tokens

# What the parse is made of. Lemmas and coarse tags come from our own small rules (tokens.lemma), which are quicker.
_AFTER_DATELINE = re.compile(r"[\s./:–—-]*")
_INK = re.compile(r"[^\n]")
_BREAK = re.compile(r"\n\s*(?=\S)")
NO_DAY = "day of publication not known: pass --published YYYY-MM-DD"
DISABLED = ("attribute_ruler", "lemmatizer")


@lru_cache(maxsize=1)
def model() -> Any:
    """The spaCy pipeline with exactly the components that reading uses: tok2vec, tagger, parser, ner."""
    import spacy

    return spacy.load(settings.load().spacy_model, disable=list(DISABLED))


def window(found: Page) -> tuple[int, str]:
    """What is parsed: headline to the end of the body, boilerplate between blanked so that offsets hold."""
    body = found.body
    low = body.start if body else 0
    high = body.end if body else len(found.text)
    if found.headline and found.headline.end <= low:
        low = found.headline.start
    text = found.text[low:high]
    blanks = [(line.span.start, line.span.end) for line in found.boilerplate]
    if found.headline and body and low <= found.headline.end < body.start:
        blanks.append((found.headline.end, body.start))
    blanks += [(s.start, s.end) for s in (found.byline, found.permalink, found.published) if s is not None]
    if found.dateline is not None:
        rest = _AFTER_DATELINE.match(found.text, found.dateline.end)
        blanks.append((found.dateline.start, rest.end() if rest else found.dateline.end))
    for first, last in blanks:
        a, b = first - low, last - low
        if 0 <= a < b <= len(text):
            text = text[:a] + _INK.sub(" ", text[a:b]) + text[b:]
    return low, text


def _make(nlp: Any, text: str) -> Any:
    """Tokens with a sentence start after every line break, so that no parse runs over a paragraph's end."""
    from spacy.attrs import IDX

    doc = nlp.make_doc(text)
    begins = [m.end() for m in _BREAK.finditer(text)]
    if begins:
        places = doc.to_array([IDX]).searchsorted(begins).tolist()
        for i in places:
            if i < len(doc):
                doc[i].is_sent_start = True
    return doc


def analyse(
    source: str | bytes, lexicon: Lexicon, published: date | None = None, *, statements: bool = True
) -> Article:
    """Read one article up to its statements; claims are left to the caller.

    Args:
        source: text, or the bytes of a page.
        lexicon: names and offices.
        published: the day of publication where the page does not say it.
        statements: find out who said what.

    Raises:
        ArticleError: not an article.
        LimitError: larger than the settings allow.
    """
    return next(analyse_many([source], lexicon, published, statements=statements))


def analyse_many(
    sources: Iterable[str | bytes],
    lexicon: Lexicon,
    published: date | None = None,
    *,
    statements: bool = True,
) -> Iterator[Article]:
    """Read many articles up to their statements, in order, through one ``nlp.pipe``."""
    nlp = model()

    def prepared() -> Iterator[tuple[Any, tuple[Page, int]]]:
        for source in sources:
            found = page.parse(source)
            offset, text = window(found)
            yield _make(nlp, text), (found, offset)

    for doc, (found, offset) in nlp.pipe(prepared(), as_tuples=True, batch_size=32):
        yield build(found, doc, offset, lexicon, published, statements=statements)


def build(
    found: Page, doc: Any, offset: int, lexicon: Lexicon, published: date | None, *, statements: bool = True
) -> Article:
    """The article of a page and its parse: names, persons, dates, statements."""
    day = date.fromisoformat(found.published_iso[:10]) if found.published_iso else published
    t = Tokens.of(doc, offset)
    end = t.end[-1] if t.n else offset
    names = actors.find_names(found.text, lexicon, day, offset, end)
    book = actors.gazetteer(lexicon)
    persons = people.find_people(t, found.text, names, book, day)
    offices = actors.offices_of(found.text, names, lexicon, day)
    back = actors.anaphors(t, names, book.states)
    article = Article(
        text=found.text,
        page=found,
        published=day,
        doc=doc,
        offset=offset,
        tokens=t,
        lexicon=lexicon,
        mentions=actors.in_order([*names, *persons, *offices, *back]),
        dates=find_dates(found.text, day, offset, end),
    )
    if statements:
        article.statements = say.find(article)
    return article


def finish(article: Article, source: str | None = None) -> Reading:
    """The reading of an article: its claims drawn, its actors listed once each."""
    from foedus.reading import claims

    return Reading(
        page=article.page,
        actors=list_actors(article),
        statements=article.statements,
        claims=claims.extract(article),
        mentions=article.mentions,
        published=article.published,
        source=source,
        warnings=(*article.page.notes, *(() if article.published else (NO_DAY,))),
    )


def read(
    content: str | bytes, lexicon: Lexicon, published: date | None = None, source: str | None = None
) -> Reading:
    """Read one article: page, actors, statements, claims.

    Args:
        content: text, or the bytes of a page.
        lexicon: names and offices.
        published: the day of publication where the page does not say it.
        source: the name the content goes by.

    Raises:
        ArticleError: not an article.
        LimitError: larger than the settings allow.
    """
    return finish(analyse(content, lexicon, published), source)


def read_many(
    sources: Iterable[str | bytes], lexicon: Lexicon, published: date | None = None
) -> Iterator[Reading]:
    """Read many articles with one model and in batches, in order.

    Args:
        sources: texts, or the bytes of pages.
        lexicon: names and offices.
        published: the day of publication where a page does not say it.

    Raises:
        ArticleError: one of them is not an article; those before it have been given.
    """
    for article in analyse_many(sources, lexicon, published):
        yield finish(article)


def list_actors(article: Article) -> tuple[Actor, ...]:
    """Everybody named, once, with the names used in the text, in the order of first mention."""
    seen: dict[tuple[str, str], tuple[Mention, dict[str, None]]] = {}
    for m in article.mentions:
        if m.kind != "group":
            seen.setdefault((m.kind, m.code), (m, {}))[1][m.text] = None
    states = article.lexicon.state_codes
    out = []
    for (kind, code), (first, aliases) in seen.items():
        role = affiliation = None
        name = code
        if kind == "person":
            known = on_record(article.lexicon, code, article) or (None, None)
            told = article.told.get(code, (None, None))
            role, affiliation = told[0] or known[0], told[1] or known[1]
        else:
            name = name_of(article.lexicon, code)
        out.append(
            Actor(
                id=code,
                kind={"body": "organisation"}.get(kind, kind),
                name=name,
                role=role,
                affiliation=affiliation,
                state=affiliation if affiliation in states else code if kind == "state" else None,
                span=article.span(first.start, first.end),
                aliases=tuple(aliases),
            )
        )
    return tuple(out)
