"""A page becomes its parts: headline, byline, date, permalink, ticker, the body with offsets, and what is not the article."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from urllib.parse import urlsplit

from foedus.errors import ArticleError
from foedus.reading import intake
from foedus.reading.dates import find_dates
from foedus.reading.schema import Furniture, Page, Quote, Span

_TICKER = re.compile(
    r"[\s•·●▪*|-]*(?P<core>(?P<symbol>[A-Z][A-Z&]{1,9}(?:/[A-Z]{3})?)[:\s]+[$€£]?(?P<value>\d[\d,]*(?:\.\d+)?)"
    r"(?:\s+(?P<change>[+−–-]\d[\d,]*(?:\.\d+)?)%?(?:\s*\([^)]{1,12}\))?)?)\s*"
)
_PERMALINK = re.compile(
    r"(?:Permalink|Permanent link|URL|Link|Source|Original|Read (?:more|the original) at|Web)\s*[:–-]\s*"
    r"(?P<link>(?:https?://)?(?:[\w-]+\.)+[a-z]{2,12}(?:/[^\s<>\"]*)?)\s*",
    re.IGNORECASE,
)
_BARE_LINK = re.compile(r"(?P<link>(?:https?://)(?:[\w-]+\.)+[a-z]{2,12}/[^\s<>\"]*)\s*", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:(?:First |Last )?(?:Published|Posted|Updated|Date|Issued|Modified)(?: on| at)?)\s*[:–-]?\s*(?P<when>.{6,60}?)\s*",
    re.IGNORECASE,
)
_DATE_LEAD = re.compile(
    r"\s*(?P<lead>(?:date|published|posted|updated):? (?P<when>\d{4}-\d\d-\d\d))(?=\s)", re.IGNORECASE
)
_NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|al|bin|der|el)){1,4}"
_NAMES = rf"{_NAME}(?:(?:,| and|, and) {_NAME})*"
_OUTLET = r"(?:the |The )?[A-Z][\w.&'’-]*(?: (?:[A-Z&][\w.&'’-]*|of|the|and|for|in)){0,5}"
_BYLINES = (
    re.compile(rf"(?:By|BY|by) (?P<author>{_NAMES})(?:(?:,| for| \||/| in) (?P<outlet>{_OUTLET}))?\.?"),
    re.compile(rf"(?P<author>{_NAMES}) for (?P<outlet>{_OUTLET})"),
    re.compile(rf"(?P<author>{_NAME}), (?P<outlet>[A-Z][\w.&’'-]*(?: [A-Z&][\w.&’'-]*){{0,4}})"),
    re.compile(
        rf"(?:Author|Written by|Reported by|Reporting by)s?:? (?P<author>{_NAMES})(?:,? (?:for )?(?P<outlet>{_OUTLET}))?"
    ),
)
_SOCIAL = re.compile(
    r"\b(?:facebook|twitter|vk|vkontakte|telegram|whatsapp|instagram|linkedin|reddit|youtube|odnoklassniki|pinterest|tweet|retweet"
    r"|share (?:this|on|via)|follow (?:us|@)|subscribe|newsletter|e-?mail this)\b|[«\"“'](?:like|follow|share|subscribe)[»\"”']",
    re.IGNORECASE,
)
_NAV = re.compile(
    r"\b(?:(?:all|more|show more|latest|other|related|top|breaking) (?:news|stories|articles|headlines|posts)|read (?:more|also|next|on)"
    r"|see also|click here|show more|load more|view (?:all|more)|back to (?:top|home)|next (?:article|page|story)|previous (?:article|story)"
    r"|home ?page|most (?:read|popular)|site ?map|log ?in|sign (?:in|up)|register|search|menu|skip to)\b|^(?:home|next|previous|tags?:.*|more)$"
    r"|^(?:https?://)?www\.[\w.-]+(?:/\S*)?$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:^(?:photo|image|picture|file photo|video|caption|illustration|map)\b.{0,30}[:/©]|(?:\(|© ?|/ )[\w ./-]{0,30}(?:photo|images?|handout|file)\)?\.?$"
    r"|^©|\((?:AP|AFP|Reuters|Getty|EPA|TASS|Xinhua)(?: [Pp]hoto)?[\w /.-]{0,30}\)$|\b(?:getty images|via ap|/ap photo)\b)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^(?:comments?(?: are closed)?\.?|\d+ comments?|leave a (?:comment|reply).*|advertisement|sponsored.*|print|e-?mail|copyright\b.*|all rights reserved.*"
    r"|©.*|terms of (?:use|service).*|privacy policy.*|cookies?\b.*|this (?:site|website) uses cookies.*|thank you,? .{0,60}|no,? thanks.*"
    r"|don['’]t show .*|close|contact us.*|about us.*|disclaimer.*|loading.*|\*{3,}|[-_=]{3,}|#+|page \d+(?: of \d+)?|\d{1,4})$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?:(?P<a>[A-Z][A-Z'’. -]{2,40}(?:, [A-Z][\w.]+ \d{1,2}(?:, \d{4})?)?\. ?/(?P<a_out>[A-Z][\w -]{1,20})/\.?)"
    r"|(?P<b>[A-Z][A-Z'’. -]{2,30}\. (?P<b_out>[A-Z]{3,20}) ?[-–—])"
    r"|(?P<c>(?:[A-Z][\w'’.-]+[ ,/]{1,2}){1,5}(?:\d{1,2},? )?(?:\d{4},? )?\((?P<c_out>AP|AFP|Reuters|REUTERS|TASS|Xinhua|UPI|dpa|Interfax|IANS|PTI|Bloomberg|CNN|RFE/RL|[A-Z]{2,8})\) ?[-–—]+)"
    r"|(?P<d>[A-Z]{2}[A-Z'’. -]{1,30}(?:, [A-Z][\w. ]{2,20}?(?: \d{1,2})?)?(?:, \d{4})? ?(?:[-–—]+|\. (?=[A-Z][a-z]|A ))))\s*"
)
_ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?)?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?")
_CLOCK = re.compile(
    r"\b(\d{1,2})[:.](\d\d)(?::(\d\d))?\s*([AaPp]\.?[Mm]\.?)?\s*(Z\b|GMT[+-]?\d*|UTC[+-]?\d*|MSK|EST|EDT|CET|CEST|[+-]\d\d:?\d\d)?"
)
_LINK_DATE = re.compile(r"[/-]((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/.-]|$)")
_ENDS = (".", "!", "?", "”", '"', "’", "'", "…", ":", ")", "»", ",”")
_HOUSEHOLD = {
    "BRENT": "USD/bbl",
    "WTI": "USD/bbl",
    "OIL": "USD/bbl",
    "URALS": "USD/bbl",
    "GOLD": "USD/oz",
    "SILVER": "USD/oz",
    "BTC": "USD",
}
_RUSSIAN_SITE = re.compile(r"\b(?:VK|Vkontakte|Odnoklassniki|OK\.ru|Yandex|roubles?|rubles?|RUB)\b|\.ru\b")


@dataclass(slots=True)
class _Line:
    """One line of a saved page, without the blanks at its ends, and what it was taken for ("" is the article)."""

    start: int
    end: int
    text: str
    kind: str = ""


@dataclass(slots=True)
class _Found:
    """What has been gathered of a page."""

    quotes: list[Quote] = field(default_factory=list)
    byline: Span | None = None
    author: str | None = None
    outlet: str | None = None
    link: Span | None = None
    published: Span | None = None
    when: tuple[str | None, str | None] = (None, None)
    boilerplate: list[Furniture] = field(default_factory=list)


def parse(source: str | bytes) -> Page:
    """The parts of a page.

    Args:
        source: ``str`` is text; ``bytes`` are a saved page, text or HTML.

    Returns:
        The page; every span is an offset into ``page.text`` (an HTML page is read into text first).

    Raises:
        ArticleError: empty, binary, undecodable, not English, or nothing but furniture.
        LimitError: larger than the settings allow.
    """
    if isinstance(source, bytes):
        text = intake.decode(source)
        if intake.is_markup(text):
            from foedus.reading import html

            return html.parse(text)
    else:
        text = source
    intake.refuse_strange(text)
    return parse_text(text)


def parse_text(text: str) -> Page:
    """The parts of a page that was saved as text."""
    lines = _lines(text)
    found = _Found()
    for line in lines:
        _classify(line, text, found)
    _doubles(lines)
    _tail(lines)
    if not any(not x.kind for x in lines):
        raise ArticleError("there is no article on this page: only navigation, tickers and the like")
    headline = _headline(lines)
    body_lines = [x for x in lines if not x.kind and x is not headline]
    if not body_lines:
        body_lines, headline = ([headline] if headline else []), None
    low, high = body_lines[0].start, body_lines[-1].end
    lead = _DATE_LEAD.match(text, low)
    if lead:
        found.boilerplate.append(
            Furniture("furniture", Span(lead.start("lead"), lead.end("lead"), lead["lead"]))
        )
        if not found.published:
            found.published, found.when = (
                Span(lead.start("when"), lead.end("when"), lead["when"]),
                (lead["when"], None),
            )
        low = lead.end() + 1
    dateline, agency = _dateline(text, low, high)
    found.boilerplate += [Furniture(x.kind, Span(x.start, x.end, x.text)) for x in lines if x.kind in _KINDS]
    return _assemble(text, found, headline, (low, high), dateline, agency)


_KINDS = frozenset({"ticker", "nav", "social", "caption", "furniture"})


def _assemble(
    text: str,
    found: _Found,
    headline: _Line | None,
    body: tuple[int, int],
    dateline: Span | None,
    agency: str | None,
) -> Page:
    link = found.link.text if found.link else None
    normal = normalise_link(link) if link else None
    iso, zone = found.when
    outlet = found.outlet or agency
    if outlet is None and normal:
        outlet = urlsplit(normal).netloc.removeprefix("www.")
    return Page(
        text=text,
        headline=Span(headline.start, headline.end, headline.text) if headline else None,
        headline_normalised=normalise_headline(headline.text) if headline else None,
        byline=found.byline,
        author=found.author,
        outlet=outlet,
        permalink=found.link,
        permalink_normalised=normal,
        published=found.published,
        published_iso=iso or (date_of_link(normal) if normal else None),
        published_tz=zone,
        dateline=dateline,
        language="en",
        quotes=_units(found.quotes, text),
        body=Span(body[0], body[1], text[body[0] : body[1]]),
        boilerplate=tuple(sorted(found.boilerplate, key=lambda b: b.span.start)),
    )


def _lines(text: str) -> list[_Line]:
    """The lines that are not blank."""
    out, at = [], 0
    for raw in text.splitlines(keepends=True):
        kept = raw.strip()
        if kept:
            start = at + raw.index(kept[0])
            out.append(_Line(start, start + len(kept), kept))
        at += len(raw)
    return out


def _classify(line: _Line, text: str, found: _Found) -> None:
    """Say what a line is where its own words tell, and keep what it says of the page."""
    words = line.text
    if len(words) > 300:
        return
    ticker = _TICKER.fullmatch(words)
    if ticker and not re.fullmatch(r"(?:19|20)\d\d", ticker["value"]):
        line.kind = "ticker"
        a, b = line.start + ticker.start("core"), line.start + ticker.end("core")
        change = ticker["change"]
        found.quotes.append(
            Quote(
                ticker["symbol"],
                _number(ticker["value"]),
                _number(change) if change else None,
                None,
                Span(a, b, text[a:b]),
            )
        )
        return
    link = _PERMALINK.fullmatch(words) or _BARE_LINK.fullmatch(words)
    if link and "/" in link["link"]:
        line.kind = "meta"
        if found.link is None:
            a, b = line.start + link.start("link"), line.start + link.end("link")
            found.link = Span(a, b, text[a:b])
        return
    when = _PUBLISHED.fullmatch(words)
    moment = (
        read_moment(when["when"])
        if when
        else (read_moment(words) if len(words) < 45 and _only_a_date(words) else None)
    )
    if moment and moment[0]:
        line.kind = "meta"
        if found.published is None:
            a = line.start + (when.start("when") if when else 0)
            b = line.start + (when.end("when") if when else len(words))
            found.published, found.when = Span(a, b, text[a:b]), moment
        return
    if len(words) < 120 and _byline(line, text, found):
        return
    line.kind = _furniture_kind(words)


def _furniture_kind(words: str) -> str:
    """What kind of furniture a line is by its own words; "" for the article."""
    if _FURNITURE.match(words):
        return "furniture"
    if _CAPTION.search(words):
        return "caption"
    short = len(words) < 70
    if (
        short
        and _NAV.search(words)
        and not words.endswith((",", ";"))
        and (len(words) < 30 or "here" in words or not words.endswith("."))
    ):
        return "nav"
    if short and _SOCIAL.search(words) and (len(words.split()) <= 6 or not words.endswith(".")):
        return "social"
    return ""


def _byline(line: _Line, text: str, found: _Found) -> bool:
    """Take a line for a byline where it is nothing else."""
    if found.byline is not None:
        return False
    for pattern in _BYLINES:
        hit = pattern.fullmatch(line.text)
        if hit is None:
            continue
        outlet = hit["outlet"]
        if pattern is _BYLINES[2] and not (line.end >= len(text) * 0.6 or line.start < 400):
            continue
        line.kind = "meta"
        found.byline = Span(line.start, line.end, line.text)
        author = hit["author"]
        if outlet is None and author.count(", ") == 1 and " and " not in author:
            author, outlet = author.split(", ")
        found.author, found.outlet = author, outlet or found.outlet
        return True
    return False


def _only_a_date(words: str) -> bool:
    """Whether a line is a date and perhaps a clock time, and nothing more."""
    dates = find_dates(words)
    if not dates or dates[0].precision != "day" or not re.search(r"\d{4}", words):
        return False
    rest = words[: dates[0].start] + _CLOCK.sub("", words[dates[0].end :])
    rest = re.sub(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\bat\b|\bon\b", "", rest)
    return not re.search(r"[A-Za-z]{2,}", rest)


def _doubles(lines: list[_Line]) -> None:
    """A line that repeats the one before is furniture; two equal long lines near the top are a caption."""
    for before, line in itertools.pairwise(lines):
        if line.text == before.text and not line.kind:
            line.kind = "caption" if before.kind == "caption" else "furniture"


def _tail(lines: list[_Line]) -> None:
    """After the last sentence of the article every line is furniture, of the kind of its neighbours."""
    last = next(
        (i for i in range(len(lines) - 1, -1, -1) if not lines[i].kind and _prose(lines[i].text)), None
    )
    if last is None:
        return
    kind = "nav"
    for line in lines[last + 1 :]:
        if line.kind in {"nav", "social"}:
            kind = line.kind
        elif (
            line.kind == "furniture"
            and kind == "social"
            and line.text.lower().startswith(("thank", "don", "no"))
        ):
            line.kind = "social"
        elif not line.kind:
            line.kind = kind


def _prose(words: str) -> bool:
    """Whether a line reads like a sentence or a paragraph."""
    return len(words) > 90 or (words.endswith(_ENDS) and len(words.split()) >= 4)


def _headline(lines: list[_Line]) -> _Line | None:
    """The first line of the article where it stands alone, is short, and a longer text follows."""
    rest = [x for x in lines if not x.kind]
    if len(rest) < 2:
        return None
    first, second = rest[0], rest[1]
    if len(first.text) > 220 or len(first.text.split()) > 30 or first.text[:1].islower():
        return None
    if first.text.endswith((".", ",", ";")) and (
        len(first.text.split()) > 16 or len(first.text) > len(second.text)
    ):
        return None
    return None if first.text.endswith(("”", ",")) or _DATELINE.match(first.text) else first


def _dateline(text: str, low: int, high: int) -> tuple[Span | None, str | None]:
    """“UNITED NATIONS, June 28. /TASS/.” at the head of the body, and the agency it names."""
    hit = _DATELINE.match(text, low, min(high, low + 140))
    if hit is None:
        return None, None
    group = next(k for k in "abcd" if hit[k])
    words = hit[group].strip(" -–—")
    agency = hit[f"{group}_out"] if group != "d" else None
    return Span(low, low + len(words), text[low : low + len(words)]), agency


def _number(words: str) -> float:
    return float(words.replace(",", "").replace("−", "-").replace("–", "-").replace("+", ""))


def _units(quotes: list[Quote], text: str) -> tuple[Quote, ...]:
    """Units where they are plain: oil and metals by custom, currencies in roubles on a page with marks of a Russian site."""
    value = {q.symbol: q.value for q in quotes}
    rouble = (
        "USD" in value and "EUR" in value and value["USD"] > 20 and 0.9 < value["EUR"] / value["USD"] < 1.6
        and bool(_RUSSIAN_SITE.search(text))
    )  # fmt: skip
    out = []
    for q in quotes:
        unit = _HOUSEHOLD.get(q.symbol)
        if unit is None and rouble and q.symbol in {"USD", "EUR", "GBP", "CNY"}:
            unit = "RUB"
        out.append(replace(q, unit=unit))
    return tuple(out)


def normalise_headline(words: str) -> str:
    """A headline without stray blanks around dashes and before punctuation.

    >>> normalise_headline("Russia –Kazakhstan:  Limits")
    'Russia–Kazakhstan: Limits'
    """
    words = re.sub(r"\s+", " ", words).strip()
    words = re.sub(r"(\w) ([–—])(?=\w)|(\w)([–—]) (?=\w)", lambda m: (m[1] or m[3]) + (m[2] or m[4]), words)
    return re.sub(r" (?=[,;:!?])", "", words)


def normalise_link(link: str) -> str:
    """An address with https, a lower-case host and no tracking.

    >>> normalise_link("WWW.Ledger.example/a?utm_source=x#top")
    'https://www.ledger.example/a'
    """
    bare = re.sub(r"^https?://", "", link.strip().rstrip(".,;)"), flags=re.IGNORECASE)
    host, slash, path = bare.partition("/")
    path = re.sub(r"#.*$", "", path)
    path = re.sub(r"[?&](?:utm_\w+|fbclid|gclid)=[^&]*", "", path)
    return f"https://{host.lower()}{slash}{path}"


def date_of_link(link: str) -> str | None:
    """The day in an address like /2015/12/02/, as ISO."""
    hit = _LINK_DATE.search(link)
    if hit is None:
        return None
    try:
        return date(int(hit[1]), int(hit[2]), int(hit[3])).isoformat()
    except ValueError:
        return None


def read_moment(words: str) -> tuple[str | None, str | None]:
    """(ISO local date or date and time, time zone as stated) of a printed date.

    >>> read_moment("December 2nd, 2015 11:44 AM")
    ('2015-12-02T11:44:00', None)
    """
    iso = _ISO_TIME.search(words)
    if iso:
        try:
            datetime.fromisoformat(iso[1])
        except ValueError:
            return None, None
        return (f"{iso[1]}T{iso[2]}{iso[3] or ':00'}" if iso[2] else iso[1]), iso[4]
    exact = [d for d in find_dates(words) if d.precision == "day" and len(d.candidates) == 1]
    if not exact:
        return None, None
    day = exact[0].candidates[0][0].isoformat()
    rest = words[: exact[0].start] + " " + words[exact[0].end :]
    clock = _CLOCK.search(rest)
    if clock is None:
        return day, None
    hour, minute = int(clock[1]), int(clock[2])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4][0] in "pP" else 0)
    if hour > 23 or minute > 59:
        return day, None
    return f"{day}T{hour:02d}:{minute:02d}:{clock[3] or '00'}", clock[5] or None
