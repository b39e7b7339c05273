"""An HTML page becomes text first: the article by trafilatura, headline, author, date and address by the page's own metadata."""

from __future__ import annotations

import html as entities
import json
import re
from dataclasses import dataclass, field, replace
from typing import Any

from foedus import settings
from foedus.errors import ArticleError, LimitError
from foedus.reading import day, htmlday, inline, intake
from foedus.reading.schema import Page
from foedus.reading.wordlist import words

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
# Elements that need no closing tag, or that the next of their kind closes.
_UNNESTED = frozenset(
    words("""
area base br col embed hr img input link meta param source track wbr p li dt dd option tr td th thead tbody
tfoot
""")
)
_META = re.compile(r"<meta\b([^>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([a-zA-Z:_-]{1,40})\s*=\s*(?:\"([^\"]{0,1500})\"|'([^']{0,1500})'|([^\s\"'>]{1,300}))"
)
_CANONICAL = re.compile(r"<link\b[^>]{0,500}?rel\s*=\s*[\"']canonical[\"'][^>]{0,1000}>", re.IGNORECASE)
_LINKED = re.compile(
    r"<script\b[^>]{0,200}?type\s*=\s*[\"']application/ld\+json[\"'][^>]{0,200}>(.{2,200000}?)</script>",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{1,500})</title>", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b[^>]{0,500}>(.{1,600}?)</h1>", re.IGNORECASE | re.DOTALL)
_MARKS = re.compile(r"<[^>]{0,500}>")
_SUFFIX = re.compile(r"\s+(?:[|»–—-]|::)\s+[^|»–—-]{2,40}$")
_ARTICLES = frozenset(
    {
        "newsarticle",
        "article",
        "reportagenewsarticle",
        "opinionnewsarticle",
        "analysisnewsarticle",
        "blogposting",
        "webpage",
        "report",
    }
)


_NONE: htmlday.Moment = (None, None)
# libxml2 drops what is nested deeper than this.
_PARSED_DEPTH = 250


@dataclass(slots=True)
class _Said:
    """What the page's metadata says of the article."""

    headline: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    modified: str | None = None
    metas: dict[str, str] = field(default_factory=dict)
    address: str | None = None
    language: str | None = None


def parse(source: str) -> Page:
    """The parts of an HTML page; offsets are into the text that the page carries.

    Args:
        source: the decoded page.

    Raises:
        ArticleError: no article on the page, or not in English.
        LimitError: tags nested deeper than ``settings.max_html_depth``.
    """
    from foedus.reading import page

    depth = _refuse_depth(source)
    tree = _tree(source)
    shown, changed = (
        (htmlday.of_head(tree), htmlday.of_head(tree, changed=True)) if tree is not None else (_NONE, _NONE)
    )
    body = _article(tree) if tree is not None else None
    if not body and depth > _PARSED_DEPTH:
        raise LimitError(
            f"the tags of this HTML page are nested {depth:,} deep; its parser reads {_PARSED_DEPTH}"
        )
    if not body or len(body.split()) < 25 or not any(_sentence(line) for line in body.splitlines()):
        raise ArticleError("there is no article on this HTML page: no running text was found in it")
    said = _metadata(source)
    headline = said.headline
    text = body
    if headline and body.lstrip().startswith(headline):
        text = headline + "\n\n" + body.lstrip()[len(headline) :].lstrip()
    elif headline:
        text = headline + "\n\n" + body
    intake.refuse_strange(text)
    link = (
        page.normalise_link(said.address)
        if said.address and "/" in said.address.partition("://")[2]
        else None
    )
    found = page.parse_text(text, address=link)
    iso, zone = _day(said, shown)
    if iso is None:
        iso, zone = found.published_iso, found.published_tz
    if iso is None:
        iso, zone = _change(said, changed)
    if found.headline is None and headline:
        from foedus.reading.schema import Span

        found = replace(
            found,
            headline=Span(0, len(headline), headline),
            headline_normalised=page.normalise_headline(headline),
        )
    return replace(
        found,
        author=said.author or found.author,
        outlet=said.outlet or found.outlet,
        permalink_normalised=link or found.permalink_normalised,
        published_iso=iso,
        published_tz=zone,
        language=(said.language or "en")[:2].lower(),
    )


def _refuse_depth(source: str) -> int:
    """How deep the tags of a page are nested; a page nested deeper than any article is refused."""
    limit, depth, deepest = settings.load().max_html_depth, 0, 0
    for hit in _TAG.finditer(source):
        if hit[2].lower() in _UNNESTED:
            continue
        depth = max(0, depth - 1) if hit[1] else depth + 1
        deepest = max(deepest, depth)
        if depth > limit:
            raise LimitError(
                f"the tags of this HTML page are nested deeper than {limit:,} (setting max_html_depth)"
            )
    return deepest


def _day(said: _Said, shown: htmlday.Moment) -> htmlday.Moment:
    """The day of publication by JSON-LD, else by meta tags, else by what the article's head shows."""
    linked = day.read_moment(said.published) if said.published else _NONE
    for moment in (linked, htmlday.of_metas(said.metas), shown):
        if moment[0]:
            return moment
    return _NONE


def _change(said: _Said, shown: htmlday.Moment) -> htmlday.Moment:
    """The day of the latest change, by the same order."""
    linked = day.read_moment(said.modified) if said.modified else _NONE
    return next((m for m in (htmlday.of_metas(said.metas, changed=True), linked, shown) if m[0]), _NONE)


def _tree(source: str) -> Any:
    """The parsed page, or None."""
    from trafilatura.utils import load_html

    try:
        return load_html(source)
    except (ValueError, RecursionError, AssertionError) as err:
        raise ArticleError(f"the HTML of this page cannot be read ({type(err).__name__})") from err


def _article(tree: Any) -> str | None:
    """The running text of the page, a paragraph a line, blank lines between."""
    import trafilatura

    try:
        text = trafilatura.extract(
            inline.mended(tree),
            include_comments=False,
            include_tables=True,
            include_links=False,
            with_metadata=False,
        )
    except (ValueError, RecursionError, AssertionError) as err:
        raise ArticleError(f"the HTML of this page cannot be read ({type(err).__name__})") from err
    return text.replace("\r\n", "\n").replace("\n", "\n\n") if text else None


def _sentence(line: str) -> bool:
    """Whether a line is a sentence and not a label of a menu."""
    return len(line.split()) >= 8 and line.rstrip().endswith((".", "!", "?", "”", '"', "’", "…"))


def _metadata(source: str) -> _Said:
    """JSON-LD first, then meta tags, then the title."""
    said = _Said()
    for hit in _LINKED.finditer(source):
        _from_linked(hit[1], said)
    metas: dict[str, str] = {}
    for hit in _META.finditer(source[:500_000]):
        pairs = {k.lower(): entities.unescape(a or b or c) for k, a, b, c in _ATTRIBUTE.findall(hit[1])}
        key, value = pairs.get("property") or pairs.get("name") or pairs.get("itemprop"), pairs.get("content")
        if key and value:
            metas.setdefault(key.lower(), value.strip())
    heading = _HEADING.search(source)
    top = entities.unescape(_MARKS.sub("", heading[1])).strip() if heading else None
    title = _TITLE.search(source)
    said.headline = (
        said.headline
        or _plain(top)
        or metas.get("og:title")
        or (_SUFFIX.sub("", entities.unescape(title[1]).strip()) if title else None)
    )
    said.author = said.author or _person(
        metas.get("author") or metas.get("article:author") or metas.get("dc.creator")
    )
    said.outlet = said.outlet or metas.get("og:site_name") or metas.get("application-name")
    said.metas = metas
    canonical = _CANONICAL.search(source)
    href = (
        {k.lower(): a or b or c for k, a, b, c in _ATTRIBUTE.findall(canonical[0])}.get("href")
        if canonical
        else None
    )
    said.address = said.address or href or metas.get("og:url")
    said.language = metas.get("og:locale") or said.language
    return said


def _plain(words: str | None) -> str | None:
    """Words on one line, or None where there are none."""
    return re.sub(r"\s+", " ", words).strip() or None if words else None


def _person(words: str | None) -> str | None:
    """An author's name; not an address."""
    return words if words and "://" not in words and len(words) < 120 else None


def _from_linked(words: str, said: _Said) -> None:
    """What a JSON-LD block says of an article."""
    try:
        data: Any = json.loads(entities.unescape(words) if "&quot;" in words else words)
    except (ValueError, RecursionError):
        return
    queue: list[Any] = [data]
    for _ in range(200):
        if not queue:
            return
        item = queue.pop(0)
        if isinstance(item, list):
            queue.extend(item[:50])
        elif isinstance(item, dict):
            kinds = item.get("@type")
            names = {str(k).lower() for k in (kinds if isinstance(kinds, list) else [kinds])}
            if names & _ARTICLES or any(k.endswith(("article", "posting")) for k in names):
                _take(item, said)
            queue.extend(item.get("@graph", []) if isinstance(item.get("@graph"), list) else [])


def _take(item: dict[str, Any], said: _Said) -> None:
    """Copy the fields of an article that are not known yet."""

    def words(value: Any) -> str | None:
        if isinstance(value, list):
            return ", ".join(filter(None, (words(v) for v in value[:5]))) or None
        if isinstance(value, dict):
            return words(value.get("name") or value.get("@id"))
        return _plain(entities.unescape(value)) if isinstance(value, str) else None

    said.headline = said.headline or words(item.get("headline"))
    said.author = said.author or _person(words(item.get("author")))
    said.outlet = said.outlet or words(item.get("publisher"))
    said.published = said.published or words(item.get("datePublished")) or words(item.get("dateCreated"))
    said.modified = said.modified or words(item.get("dateModified"))
    said.address = said.address or words(item.get("url")) or words(item.get("mainEntityOfPage"))
    said.language = said.language or words(item.get("inLanguage"))
