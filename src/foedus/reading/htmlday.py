"""The day of an HTML page: what its metadata and the head of its article say of when it appeared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from foedus.reading import day
from foedus.reading.wordlist import words

Moment = tuple[str | None, str | None]
# Names of meta tags without their points, colons and dashes, the surest first.
_ISSUED = words("""
articlepublishedtime ogarticlepublishedtime ogpublishedtime datepublished publishedtime published publisheddate
publishedat publicationdate originalpublicationdate firstpublished firstpublisheddate pubdate btpubdate rbpubdate
ogpubdate publishdate publishtime parselypubdate parselypagepubdate sailthrudate cxenseparserecspublishtime
cxenseparserecsarticlepublishdate articledate articlepublished articlepublishdate articlepubdate dcdateissued
dctermsissued dctermsdateissued dcissued issued issuedate dateissued releasedate datereleased ptime pdate
prismpublicationdate citationpublicationdate citationonlinedate citationdate bepresscitationonlinedate
eprintsdate dcdatepublished dcdatecreated dctermscreated dctermsdatecreated dccreated datecreated creationdate
created articlecreated dctermsavailable dcdate dctermsdate date displaydate contentdate postdate dateposted
""")
_CHANGED = words("""
articlemodifiedtime datemodified dateupdated ogupdatedtime ogmodifiedtime dctermsmodified dcdatemodified
dcmodified lastmodified lastupdated lastmod modified updated updatedtime revised revisiondate
""")
_OUTSIDE = frozenset({"nav", "aside", "footer", "script", "style", "head", "template", "form"})
_BLOCKS = frozenset(
    {"p", "li", "td", "h1", "h2", "h3", "div", "section", "header", "article", "ul", "address"}
)
_PUBLISHED_AS = re.compile(r"publish|pubdate|datecreated|issued|posted|entry-date|post-date", re.IGNORECASE)
_CHANGED_AS = re.compile(r"modif|updat|revis", re.IGNORECASE)
_LOOKED_AT = 300  # elements from the article's beginning
_SENTENCE = 12  # words from which a paragraph is running text


def of_metas(metas: Mapping[str, str], *, changed: bool = False) -> Moment:
    """The day that meta tags give; with ``changed`` the day of the latest change."""
    plain: dict[str, str] = {}
    for key, value in metas.items():
        plain.setdefault(re.sub(r"[^a-z0-9]", "", key.lower()), value)
    for name in _CHANGED if changed else _ISSUED:
        if name in plain and (moment := day.read_moment(plain[name]))[0]:
            return moment
    return None, None


def of_head(tree: Any, *, changed: bool = False) -> Moment:
    """The day that the head of the article shows: microdata, a ``time`` element, or a stamp in words."""
    found: dict[str, Moment] = {}
    for kind, moment in _shown(tree):
        found.setdefault(kind, moment)
    if changed:
        return found.get("changed", (None, None))
    return found.get("issued") or found.get("bare") or (None, None)


def _shown(tree: Any) -> Iterator[tuple[str, Moment]]:
    """(kind, moment) of what stands between the article's beginning and its second paragraph."""
    paragraphs = 0
    for n, el in enumerate(_from(tree)):
        if n > _LOOKED_AT or paragraphs > 1:
            return
        if not isinstance(el.tag, str) or _is_outside(el):
            continue
        if el.tag == "p" and _is_running(el):
            paragraphs += 1
            continue
        marked = el.get("itemprop") or el.get("property") or ""
        if el.tag == "time" or _PUBLISHED_AS.search(marked) or _CHANGED_AS.search(marked) or _dated_title(el):
            yield from _of_element(el, marked)
        elif el.tag != "h1" and not any(isinstance(c.tag, str) and c.tag in _BLOCKS for c in el):
            text = " ".join(el.text_content().split())
            yield from ((s.kind, s.moment) for s in day.stamps(text) if s.moment[0])


def _from(tree: Any) -> Iterator[Any]:
    """The elements from the article's beginning on, in order."""
    heading = next(tree.iter("h1"), None)
    start = heading
    if heading is not None:
        start = next(heading.iterancestors("article", "main"), heading.getparent())
    if start is None:
        start = next(tree.iter("article", "main", "body"), tree)
    return iter(start.iter())


def _is_outside(el: Any) -> bool:
    """Whether an element belongs to menus, margins or the foot of the page."""
    return el.tag in _OUTSIDE or any(True for _ in el.iterancestors(*_OUTSIDE))


def _is_running(el: Any) -> bool:
    """Whether a paragraph is running text and no line of stamps."""
    text = " ".join(el.text_content().split())
    return len(text.split()) >= _SENTENCE and not day.stamps(text)


def _dated_title(el: Any) -> bool:
    """Whether an old-style mark (``abbr class="published" title="2014-05-04"``) carries a day."""
    return (
        el.tag in {"abbr", "span"}
        and bool(el.get("title"))
        and bool(_PUBLISHED_AS.search(el.get("class") or ""))
    )


def _of_element(el: Any, marked: str) -> Iterator[tuple[str, Moment]]:
    """The day of one element, unless it stands inside a sentence."""
    over = next(el.iterancestors("p", "li", "td"), None)
    if over is not None and _is_running(over):
        return
    said = el.get("datetime") or el.get("content") or el.get("title") or el.text_content()
    moment = day.read_moment(said)
    if not moment[0]:
        moment = day.read_moment(el.text_content())
    if not moment[0]:
        return
    parent = el.getparent()
    before = (parent.text or "") if parent is not None and el.getprevious() is None else ""
    if el.getprevious() is not None:
        before = (el.getprevious().text_content() if len(el.getprevious()) < 3 else "") + (
            el.getprevious().tail or ""
        )
    how = f"{marked} {el.get('class') or ''} {el.text_content()} {before[-40:]}"
    if _PUBLISHED_AS.search(how) or el.get("pubdate") is not None:
        yield "issued", moment
    else:
        yield ("changed" if _CHANGED_AS.search(how) else "bare"), moment
