"""A brief as HTML that stands alone, as Markdown, as JSON and as an Atom feed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

    from foedus.briefing.compose import Brief

WORDS = {
    "supported": "supported",
    "partly_supported": "partly supported",
    "refuted": "refuted",
    "not_borne_out": "not borne out",
    "unknown": "unknown",
    "unverifiable": "unverifiable",
    "open": "open",
}


def words(word: str) -> str:
    """A verdict word as a reader sees it."""
    return WORDS.get(word, word.replace("_", " "))


def markdown_safe(text: Any) -> str:
    """Text with the characters that Markdown or HTML would act on made harmless."""
    return re.sub(r"([\\`*_\[\]<>#|~$])", r"\\\1", re.sub(r"\s+", " ", str(text)).strip())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, select_autoescape

    env = Environment(
        loader=PackageLoader("foedus.briefing", "templates"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["words"] = words
    env.filters["md"] = markdown_safe
    return env


def to_html(brief: Brief, *, full_text: bool = False) -> str:
    """One HTML page: no script runs, nothing is loaded, it prints well and reads on a phone."""
    from markupsafe import Markup

    css = resources.files("foedus.briefing").joinpath("templates/brief.css").read_text(encoding="utf-8")
    linked = json.dumps(jsonld(brief), ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")
    view = brief.view(full_text=full_text)
    # Both are our own text: the style sheet ships with foedus, the JSON has no angle bracket left.
    return _environment().get_template("brief.html.j2").render(b=view, css=Markup(css), jsonld=Markup(linked))  # noqa: S704


def to_markdown(brief: Brief) -> str:
    """The brief as Markdown: the same order, the figures of the charts as tables."""
    text = _environment().get_template("brief.md.j2").render(b=brief.view(full_text=False))
    return re.sub(r"\n{3,}", "\n\n", text)


def to_json(brief: Brief) -> str:
    """The brief as one JSON document ``{data, meta}``."""
    return json.dumps(brief.to_dict(), ensure_ascii=False, indent=1) + "\n"


def jsonld(brief: Brief) -> dict[str, Any]:
    """The brief in schema.org's terms: the article, its quotations, its claims and our reviews of them."""
    view = brief.view(full_text=False)
    article: dict[str, Any] = {"@type": "NewsArticle", "headline": view.title}
    known = {"author": view.author, "url": view.permalink, "datePublished": view.published}
    article |= {key: value for key, value in known.items() if value}
    reviews = [
        {
            "@type": "ClaimReview",
            "claimReviewed": c.text,
            "itemReviewed": {
                "@type": "Claim",
                "text": c.text,
                "appearance": article.get("url") or view.title,
            },
            "reviewRating": {"@type": "Rating", "alternateName": words(c.word)},
            "author": {"@type": "SoftwareApplication", "name": f"foedus {view.software}"},
            "datePublished": view.as_of,
        }
        for c in view.claims
    ]
    quotations = [
        {"@type": "Quotation", "text": s.text, "spokenByCharacter": {"@type": "Thing", "name": v.name}}
        for v in view.voices
        for s in v.statements
    ]
    return {"@context": "https://schema.org", "@graph": [article, *quotations, *reviews]}


def to_atom(briefs: Sequence[Brief], feed_id: str, title: str = "foedus briefs") -> str:
    """An Atom feed of briefs, newest first; links are the articles' permalinks."""
    from xml.etree import ElementTree as ET

    from foedus.settings import now

    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    ET.SubElement(feed, "title").text = title
    ET.SubElement(feed, "id").text = feed_id
    ET.SubElement(feed, "updated").text = now().isoformat()
    for brief in sorted(briefs, key=lambda b: b.as_of, reverse=True):
        view = brief.view(full_text=False)
        entry = ET.SubElement(feed, "entry")
        ET.SubElement(entry, "title").text = view.title
        ET.SubElement(entry, "id").text = view.permalink or f"{feed_id}#{view.as_of}-{view.title}"
        ET.SubElement(entry, "updated").text = f"{view.as_of}T00:00:00Z"
        if view.permalink:
            ET.SubElement(entry, "link", {"href": view.permalink})
        ET.SubElement(entry, "summary").text = " ".join(brief.bottom_line)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"
