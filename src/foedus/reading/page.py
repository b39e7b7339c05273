"""A page becomes its parts: headline, byline, date, permalink, ticker, the body with offsets, and what is not the article."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlsplit

from foedus.errors import ArticleError
from foedus.reading import copied, day, intake
from foedus.reading.day import MONTHS
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
_DATE_LEAD = re.compile(
    r"\s*(?:date|(?:first |last )?(?:published|posted|updated|issued|modified))(?: on)?:?\s+(?=\S)",
    re.IGNORECASE,
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
_LINK_DATE = re.compile(
    r"[/=-]((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3,9})[/-](\d{1,2})(?=[/.-]|$)|[/=-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?=[/._-]|$)"
)
_LINK_YEAR = re.compile(r"/((?:19|20)\d\d)(?:/(\d{1,2}|[a-z]{3,9}))?(?=/)")
_HEAD_LINES = 4  # lines of the article in which its dateline is looked for
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
    begun: bool = False
    stamps: list[tuple[_Line, day.Stamp]] = field(default_factory=list)
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
    text, notes = copied.joined(text)
    return replace(parse_text(text), notes=notes)


def parse_text(text: str, address: str | None = None) -> Page:
    """The parts of a page that was saved as text.

    Args:
        text: the text.
        address: the page's address where it is known from elsewhere.
    """
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
    _pull_quotes(body_lines)
    body_lines = [x for x in body_lines if not x.kind] or body_lines
    low, high = body_lines[0].start, body_lines[-1].end
    while (after := _lead(text, low, found)) > low:
        low = after
    datelines = _datelines(text, [x for x in body_lines if x.end > low], low)
    if not datelines:
        own = (
            day.dateline(text, line.start, line.end)
            for line, s in found.stamps
            if s.rest and s.kind == "bare"
        )
        datelines = [d for d in own if d is not None][:1]
    found.boilerplate += [
        Furniture("furniture", Span(d.start, d.end, text[d.start : d.end])) for d in datelines[1:]
    ]
    found.boilerplate += [Furniture(x.kind, Span(x.start, x.end, x.text)) for x in lines if x.kind in _KINDS]
    return _assemble(text, found, headline, (low, high), datelines[0] if datelines else None, lines, address)


_KINDS = frozenset({"ticker", "nav", "social", "caption", "furniture"})


def _assemble(
    text: str,
    found: _Found,
    headline: _Line | None,
    body: tuple[int, int],
    dateline: day.Dateline | None,
    lines: list[_Line],
    address: str | None,
) -> Page:
    link = found.link.text if found.link else None
    normal = normalise_link(link) if link else None
    published, (iso, zone) = _published(text, found, dateline, lines, normal or address)
    outlet = found.outlet or (dateline.agency if dateline else None)
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
        published=published,
        published_iso=iso,
        published_tz=zone,
        dateline=Span(dateline.start, dateline.end, text[dateline.start : dateline.end])
        if dateline
        else None,
        language="en",
        quotes=_units(found.quotes, text),
        body=Span(body[0], body[1], text[body[0] : body[1]]),
        boilerplate=tuple(sorted(found.boilerplate, key=lambda b: b.span.start)),
    )


_Moment = tuple[str | None, str | None]


def _published(
    text: str, found: _Found, dateline: day.Dateline | None, lines: list[_Line], link: str | None
) -> tuple[Span | None, _Moment]:
    """The day of publication and where it is printed.

    A line that says so comes first, then the dateline, a line that is a bare date at the page's head or foot, the
    address, and last the day of a change.
    """

    def first(kind: str) -> tuple[Span, _Moment] | None:
        for line, s in found.stamps:
            if s.kind == kind and s.moment[0] and (kind != "bare" or _at_an_end(line, lines)):
                a, b = line.start + s.start, line.start + s.end
                return Span(a, b, text[a:b]), s.moment
        return None

    printed = dateline.day if dateline else None
    of_dateline: tuple[Span, _Moment] | None = None
    if printed and printed.iso():
        of_dateline = (
            Span(printed.start, printed.end, text[printed.start : printed.end]),
            (printed.iso(), None),
        )
    bare = None if _chronicle(found, lines) else first("bare")
    got = first("issued") or of_dateline or bare
    if got:
        return got
    by_link = date_of_link(link) if link else None
    if by_link is None and link and printed and printed.year is None and printed.month and printed.day:
        by_link = _with_year_of(link, printed.month, printed.day)
    if by_link:
        return None, (by_link, None)
    return first("changed") or (None, (None, None))


def _at_an_end(line: _Line, lines: list[_Line]) -> bool:
    """Whether a line stands before the second line of the article or behind its last."""
    before = [x for x in lines if not x.kind and x.end <= line.start]
    return len(before) < 3 or not any(not x.kind and x.start >= line.end for x in lines)


def _chronicle(found: _Found, lines: list[_Line]) -> bool:
    """Whether dates head the parts of a text ("4 May 2014", what happened, "9 May 2014", …)."""
    heads = set()
    for line, s in found.stamps:
        after = next((x for x in lines if x.start >= line.end), None)
        if s.kind == "bare" and after is not None and not after.kind and _prose(after.text):
            heads.add(s.moment[0])
    return len(heads) > 1


def _lead(text: str, low: int, found: _Found) -> int:
    """Where the body begins once a stamp before its first words ("date 2015-06-11 GENEVA …") is taken off."""
    label = _DATE_LEAD.match(text, low)
    if label is None:
        return low
    end = text.find("\n", low)
    end = min(end if end >= 0 else len(text), label.end() + 80)
    days = day.printed_days(text, label.end(), end)
    if not days or days[0].start != label.end() or not days[0].iso():
        return low
    stop = days[0].end + day.clock_length(text[days[0].end : end])
    if not re.match(r"[\s|.:–—-]+[A-Z“\"]", text[stop:end]):
        return low
    start = low + len(text[low:]) - len(text[low:].lstrip())
    found.boilerplate.append(Furniture("furniture", Span(start, stop, text[start:stop])))
    line = _Line(days[0].start, stop, text[days[0].start : stop])
    kind = day.label_kind(label.group())
    found.stamps.append((line, day.Stamp(0, len(line.text), kind, day.read_moment(line.text))))
    return stop + len(text[stop:]) - len(text[stop:].lstrip(" |.:–—-"))


def _datelines(text: str, lines: list[_Line], low: int) -> list[day.Dateline]:
    """The datelines of an article: that of its head first; bare days at the heads of several lines are a chronicle."""
    got: list[day.Dateline] = []
    for n, line in enumerate(lines):
        start = max(line.start, low)
        d = day.dateline(text, start, line.end)
        if d is not None and d.end < line.end and (not n or d.day or (n < _HEAD_LINES and d.agency)):
            got.append(d)
    if sum(not d.placed for d in got) > 1:
        got = [d for d in got if d.placed]
    if got and not any(got[0].start < line.end for line in lines[:_HEAD_LINES]):
        return []
    return [d for k, d in enumerate(got) if not k or d.placed]


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
    if _stamped(line, text, found):
        return
    if len(words) < 120 and _byline(line, text, found):
        return
    line.kind = _furniture_kind(words)
    found.begun = found.begun or not line.kind


def _stamped(line: _Line, text: str, found: _Found) -> bool:
    """Take a line for a stamp ("Posted: 4 May 2014, 12:31") where it says nothing else."""
    got = day.stamps(line.text)
    if not got:
        return False
    rest = got[0].rest
    named = all(
        re.match(r"(?i:by|posted|published|written)\b", r) or r.isupper() or " " not in r for r in rest
    )
    if not found.begun and not named and got[0].kind == "bare":
        return False
    line.kind = "meta"
    found.stamps += [(line, s) for s in got]
    for words in rest:
        by = re.match(
            r"(?:(?:posted|published|written|filed)\s+)?(by\s+.+?)(?:\s+(?:on|at))?$", words, re.IGNORECASE
        )
        if by:
            a = line.start + line.text.index(words) + by.start(1)
            part = _Line(a, a + len(by[1]), text[a : a + len(by[1])])
            _byline(part, text, found)
    return True


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
    if (
        last + 1 < len(lines)
        and _PULLED.fullmatch(lines[last].text)
        and _SIGNED.fullmatch(lines[last + 1].text)
    ):
        last += 1
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


_PULLED = re.compile(r"[“\"„«‘'].{12,}[”\"»’'][.,]?")
_SIGNED = re.compile(r"(?:[—–―-]|--)\s*[A-Z][^.!?]{2,80}")
_PULLED_SIGNED = re.compile(rf"{_PULLED.pattern}\s*{_SIGNED.pattern}")


def _pull_quotes(lines: list[_Line]) -> None:
    """A paragraph that is nothing but a quotation which another paragraph has too is an ornament, as is its signature."""
    quoted = [x for x in lines if _PULLED.fullmatch(x.text) and len(x.text) < 400]
    rest = [x.text for x in lines if x not in quoted] if quoted else []
    for line in quoted:
        if any(_repeats(line.text, other) for other in rest):
            line.kind = "furniture"
        else:
            rest.append(line.text)
    for before, line in itertools.pairwise(lines):
        if before.kind == "furniture" and before in quoted and _SIGNED.fullmatch(line.text):
            line.kind = "furniture"


def _repeats(words: str, other: str) -> bool:
    """Whether most of some words stand in another text, and all their names, figures and denials."""
    own, there = _triples(words), _triples(other)
    if not own or len(own & there) < 0.7 * len(own):
        return False
    plain = set(re.findall(r"[\w/]+", other.lower()))
    telling = re.findall(
        r"(?<!^)\b[A-Z][\w/]*|\d[\w/]*|\b(?:not|never|no|nor|against|n['’]t)\b", words[1:].lstrip()
    )
    first = re.search(r"\w+", words)
    names = {w.lower() for w in telling} | ({first.group().lower()} if first else set())
    return names <= plain


def _triples(words: str) -> set[tuple[str, ...]]:
    """Every three words that follow each other."""
    plain = re.findall(r"\w+", words.lower())
    return set(zip(plain, plain[1:], plain[2:], strict=False))


def _prose(words: str) -> bool:
    """Whether a line reads like a sentence or a paragraph."""
    if len(words) > 90 or _PULLED_SIGNED.fullmatch(words):
        return True
    return words.endswith(_ENDS) and len(words.split()) >= 4


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
    return None if first.text.endswith(("”", ",")) or day.dateline(first.text, 0, len(first.text)) else first


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
    """The day in an address like /2015/12/02/, /2015/dec/02/ or /20151202/, as ISO."""
    hit = _LINK_DATE.search(link)
    if hit is None:
        return None
    year, month, number = hit[1] or hit[4], _month(hit[2] or hit[5]), hit[3] or hit[6]
    try:
        return date(int(year), month, int(number)).isoformat()
    except ValueError:
        return None


def _month(words: str) -> int:
    """The number of a month in an address; 0 for none."""
    return int(words) if words.isdigit() else MONTHS.get(words[:3], 0)


def _with_year_of(link: str, month: int, number: int) -> str | None:
    """A day of a month with the year that an address names; the month must be the same where it names one."""
    hit = _LINK_YEAR.search(link)
    if hit is None or (hit[2] and _month(hit[2]) not in {0, month}):
        return None
    try:
        return date(int(hit[1]), month, number).isoformat()
    except ValueError:
        return None
