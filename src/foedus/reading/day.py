"""The day of a page as its own lines print it: stamps ("Posted: 4 May 2014, 12:31") and datelines ("LONDON, 4 May 2014 —")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from foedus.reading.wordlist import words

Kind = Literal["issued", "changed", "other", "bare"]
MONTHS = {m: i for i, m in enumerate(words("jan feb mar apr may jun jul aug sep oct nov dec"), 1)}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_WEEKDAYS = re.compile(_WEEKDAY, re.IGNORECASE)
_DATE = re.compile(
    rf"(?:{_WEEKDAY},?\s+)?(?:(?:the\s+)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m1>{_MONTH})(?:(?:,?\s+|-)(?P<y1>\d{{4}})\b)?"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<y2>\d{{4}})\b(?!:))?"
    r"|(?P<y3>(?:19|20)\d\d)(?P<s3>[-/.])(?P<m3>\d{1,2})(?P=s3)(?P<d3>\d{1,2})(?!\d)"
    r"|(?<![\d/.-])(?P<a4>\d{1,2})(?P<s4>[./-])(?P<b4>\d{1,2})(?P=s4)(?P<y4>(?:19|20)\d\d)(?![\d/])"
    r"|(?<!\d)(?P<y5>(?:19|20)\d\d)(?P<m5>[01]\d)(?P<d5>[0-3]\d)(?=(?:\d{4}|\d{6})?(?!\d)))",
    re.IGNORECASE,
)
_ISO_CLOCK = re.compile(r"T?(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?")
_ZONE = (
    r"Z\b|GMT[+-]?\d*|UTC[+-]?\d*|BST|IST|MSK|ALMT|HKT|JST|E[SD]?T\b|C[SD]T|M[SD]T|P[SD]T|CES?T|EES?T|WES?T"
    r"|[+-]\d\d:?\d\d"
)
_CLOCK = re.compile(
    rf"(?<![\d.])(\d{{1,2}})[:.](\d\d)(?::(\d\d))?(?![\d.]\d)\s*(?:([AaPp])\.?[Mm]\b\.?)?\s*({_ZONE})?"
    rf"(?:\s*\([A-Z][a-z]+ time\))?|\b(\d{{1,2}}) ?([AaPp])\.?[Mm]\b\.?\s*({_ZONE})?|\b(\d\d)(\d\d) ?(?:hrs )?(GMT|UTC|MSK)\b"
)
_ISSUED = (
    r"published|posted|issued|released|release|created|dated|date|filed|uploaded|publication|added|submitted"
)
_CHANGED = r"updated?|modified|revised|edited|changed|amended|reviewed|corrected"
_OTHER = r"accessed|retrieved|printed|saved|archived|downloaded|expires|valid|viewed|cached|today"
_LABEL = re.compile(
    rf"\b(?:(?P<issued>{_ISSUED})|(?P<changed>{_CHANGED})|(?P<other>{_OTHER}))\b", re.IGNORECASE
)
_SMALL = re.compile(
    r"\b(?:at|on|of|the|last|latest|first|originally|original|online|time|article|story|page|was|this|local|a\.?m|p\.?m|ago|text)\b|"
    + _WEEKDAY,
    re.IGNORECASE,
)
_STRONG = re.compile(r"\s*[|•·►»]\s*|\s+/\s+|\t+|\s{3,}")
_WEAK = re.compile(r"\s*,\s+|\s+[-–—]+\s+|\s*\(|\)\s*")
_WORDY = re.compile(r"[^\W\d_]{2,}")
_NAMED = re.compile(
    r"(?:(?:by|in|from|posted by|published by|written by)\s+)?(?:[A-Z][\w.'’&-]*|of|the|de|al|van|von|and|for)(?: (?:[A-Z][\w.'’&-]*|of|the|de|al|van|von|and|for)){0,4}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as printed: where, its year, month and day (the year may be missing), None where it can be read two ways."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    def iso(self) -> str | None:
        """The whole day as ISO; None without a year or where it can be read two ways."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day).isoformat()


def printed_days(words: str, start: int = 0, end: int | None = None) -> list[Day]:
    """Every printed day of a text, in order.

    >>> [d.iso() for d in printed_days("04.05.2014, May 6, 2014 and 04/05/2014")]
    ['2014-05-04', '2014-05-06', None]
    """
    stop = len(words) if end is None else end
    return [d for hit in _DATE.finditer(words, start, stop) if (d := _day(hit))]


def _day(hit: re.Match[str]) -> Day | None:
    """The day behind a match, or None where there is no such day."""
    named = hit["m1"] or hit["m2"]
    if named:
        year, month = hit["y1"] or hit["y2"], MONTHS[named[:3].lower()]
        readings = [(int(year) if year else None, month, int(hit["d1"] or hit["d2"]))]
    elif hit["y3"] or hit["y5"]:
        readings = [(int(hit["y3"] or hit["y5"]), int(hit["m3"] or hit["m5"]), int(hit["d3"] or hit["d5"]))]
    else:
        a, b, year_at = int(hit["a4"]), int(hit["b4"]), int(hit["y4"])
        readings = [(year_at, b, a)]
        if a != b and (hit["s4"] != "." or not _valid(year_at, b, a)):
            readings.append((year_at, a, b))
    good = [r for r in readings if _valid(*r)]
    if not good:
        return None
    year_, month_, day_ = good[0] if len(good) == 1 else (good[0][0], None, None)
    return Day(hit.start(), hit.end(), year_, month_, day_)


def _valid(year: int | None, month: int, day: int) -> bool:
    try:
        return (year is None or 1800 <= year < 2200) and date(year or 2000, month, day) is not None
    except ValueError:
        return False


def read_moment(words: str) -> tuple[str | None, str | None]:
    """(ISO local date or date and time, time zone as stated) of a printed date.

    Dotted dates have the day first; a date with strokes that can be read two ways is not guessed.

    >>> read_moment("December 2nd, 2015 11:44 AM")
    ('2015-12-02T11:44:00', None)
    >>> read_moment("04.05.2014 12:31"), read_moment("04/05/2014")
    (('2014-05-04T12:31:00', None), (None, None))
    """
    found = next((d for d in printed_days(words) if d.year is not None), None)
    day = found.iso() if found else None
    if found is None or day is None:
        return None, None
    return _with_clock(words, found, day)


def _with_clock(words: str, found: Day, day: str) -> tuple[str, str | None]:
    """A day with the clock time that stands behind it, else before it."""
    behind = words[found.end :]
    iso = _ISO_CLOCK.match(behind.lstrip(" ")) if re.match(r"[T ]?\d\d:?\d\d", behind) else None
    if (
        iso
        and int(iso[1]) < 24
        and int(iso[2]) < 60
        and not re.match(r"\s*[AaPp]\.?[Mm]", behind[iso.end() :])
    ):
        tail = re.match(rf"\s*({_ZONE})", behind.lstrip(" ")[iso.end() :])
        return f"{day}T{iso[1]}:{iso[2]}:{iso[3] or '00'}", iso[4] or (tail[1] if tail else None)
    for part in (behind, words[: found.start]):
        clock = _CLOCK.search(part)
        if clock is None:
            continue
        hour, minute = int(clock[1] or clock[6] or clock[9]), int(clock[2] or clock[10] or 0)
        half = clock[4] or clock[7]
        if half:
            hour = hour % 12 + (12 if half in "pP" else 0)
        if hour < 24 and minute < 60:
            zone = clock[5] or clock[8] or clock[11]
            return f"{day}T{hour:02d}:{minute:02d}:{clock[3] or '00'}", zone or None
    return day, None


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line that prints when the page appeared: offsets of the date with its clock, what it is called, the moment.

    ``kind``: issued, changed, other, bare (no label). ``rest``: what else the line says ("By Anna Quill").
    """

    start: int
    end: int
    kind: Kind
    moment: tuple[str | None, str | None]
    rest: tuple[str, ...] = ()


def stamps(line: str) -> list[Stamp]:
    """What a line that is nothing but stamps, names and separators says; [] for any other line.

    >>> [(s.kind, s.moment[0]) for s in stamps("Posted: May 4, 2014 | Updated: May 6, 2014 10:05 GMT")]
    [('issued', '2014-05-04'), ('changed', '2014-05-06T10:05:00')]
    >>> stamps("On 4 May 2014 the ministers met")
    []
    """
    if len(line) > 160:
        return []
    days = [d for d in printed_days(line) if d.year is not None]
    if not days or len(days) > 3:
        return []
    rest = _rest(line, days)
    if rest is None:
        return []
    out: list[Stamp] = []
    for k, d in enumerate(days):
        low = days[k - 1].end if k else 0
        high = days[k + 1].start if k + 1 < len(days) else len(line)
        end = d.end + clock_length(line[d.end : high])
        kind = label_kind(line[low : d.start])
        start = d.start
        if not k and kind == "bare":
            lead = _CLOCK.match(line)
            start = 0 if lead and not _WORDY.search(line[lead.end() : start]) else start
        iso = d.iso()
        moment = (None, None) if iso is None else _with_clock(line[:high], d, iso)
        out.append(Stamp(start, end, kind, moment, rest))
    return out


def label_kind(words: str) -> Kind:
    """What the last label of some words calls a date ("Last updated:" is changed); bare without one."""
    kind: Kind = "bare"
    for hit in _LABEL.finditer(words):
        kind = "issued" if hit["issued"] else "changed" if hit["changed"] else "other"
    return kind


def clock_length(behind: str) -> int:
    """How far the clock time right behind a date reaches."""
    lead = re.match(r"(?:T|[\s,|–—-]*(?:at )?)", behind)
    at = lead.end() if lead else 0
    hit = _CLOCK.match(behind, at) or _ISO_CLOCK.match(behind, at)
    return len(behind[: hit.end()].rstrip()) if hit else 0


def _bare(piece: str) -> str:
    """A piece of a line without dates, clocks, labels and small words."""
    for pattern in (_DATE, _CLOCK, _ISO_CLOCK, _LABEL, _SMALL):
        piece = pattern.sub(" ", piece)
    return piece


def _rest(line: str, days: list[Day]) -> tuple[str, ...] | None:
    """The names that a line of stamps says besides; None where it says more than names."""
    if not _WORDY.search(re.sub(rf"\b(?:{_ZONE})", "", _bare(line))):
        return ()
    if line.rstrip().endswith((".", "!", "?", ":", ";", ",")) and not re.search(r"\b[ap]\.m\.$|\d\.$", line):
        return None
    by = re.match(
        r"(?:posted|published|written|filed)?\s*(?:by|in)\s+(.{3,60}?)\s+(?:on|at)\s+", line, re.IGNORECASE
    )
    if (
        by
        and by.end() <= days[0].start + 1
        and _NAMED.fullmatch(by[1])
        and not _WORDY.search(_bare(line[by.end() :]))
    ):
        return (line[: by.end()].strip(),)
    by = re.search(r"[,\s|–—-]+((?:by|in)\s+.{3,60})$", line, re.IGNORECASE)
    if (
        by
        and by.start() >= days[-1].end
        and _NAMED.fullmatch(by[1])
        and not _WORDY.search(_bare(line[: by.start()]))
    ):
        return (by[1],)
    for split, most in ((_STRONG, 6), (_WEAK, 4)):
        pieces = _date_kept(line, split)
        wordy = [p for p in pieces if _WORDY.search(_bare(p))]
        if any(_DATE.search(p) for p in wordy) or len(pieces) < 2:
            continue
        if all(
            len(p.split()) <= most and (split is _STRONG or (_NAMED.fullmatch(p) and not p[:1].islower()))
            for p in wordy
        ):
            return tuple(wordy)
    return None


def _date_kept(line: str, split: re.Pattern[str]) -> list[str]:
    """The pieces between separators; a comma inside a date separates nothing."""
    hidden = _DATE.sub(lambda m: m.group().replace(",", "\x00").replace(" ", "\x01"), line)
    return [
        p.replace("\x00", ",").replace("\x01", " ").strip() for p in split.split(hidden) if p and p.strip()
    ]


# -- datelines -----------------------------------------------------------------------------------------------------

_KNOWN = (
    r"AP|AFP|Reuters|REUTERS|ITAR-TASS|TASS|Tass|Xinhua|XINHUA|UPI|dpa|DPA|Interfax(?:-\w+)?|INTERFAX|IANS|PTI|ANI|APA|Bloomberg|CNN|BBC|RFE/RL|KAZINFORM"
    r"|Kazinform|BelTA|BELTA|RIA Novosti|RIA|Sputnik|Kyodo(?: News)?|Yonhap|Trend|AKIpress|Armenpress|ARMENPRESS|Ukrinform|Tengrinews"
    r"|Anadolu(?: Agency)?|Associated Press|The Associated Press|Agence France-Presse|EFE|ANSA|UN News|Azertac|AZERTAC|Xinhua News Agency"
)
_CAPS = re.compile(
    r"[A-Z](?:[A-Z'’]+|\.(?= ?[A-Z]))(?:\.(?= [A-Z]{2}))?(?:(?: |-|/| / )(?:[A-Z][A-Z'’]+|[A-Z]\.|DE|LA|OF))*(?:, D\.C\.)?(?![\w'’])"
)
_TITLE = re.compile(
    r"(?!(?:On|In|At|By|From|Since|Until|After|Before|During|For|And|But|As|When|While|If|It|He|She|They|We|This|That|Yesterday|Today)\b)"
    r"(?:The )?[A-Z][\w'’.]*[a-z](?:[ -](?:[A-Z][\w'’]*[a-z]|de|la|of|al|am|upon|sur|Sur|os)){0,3}(?![\w'’])"
)
_AGENCY = re.compile(
    rf"/[A-Z][\w .-]{{1,24}}/|(?:{_KNOWN})(?![\w])",
)
_CODE = re.compile(r"[A-Z][A-Z]{2,19}(?![\w'’-])")
_BRACKET = re.compile(r"[(\[](?P<in>[^()\[\]\n]{2,70})[)\]]")
_JOINT = re.compile(
    r"\s*(?P<sign>[—–]+|--+|(?<=\s)-(?=\s)|-(?=\s)|(?<=[\s)])-|[,.;:|·•]|/(?![A-Z][\w .-]{1,24}/))?\s*"
)
_STOP = re.compile(
    r"\s*(?:(?P<dash>[—–]+|--+|-(?=\s)|(?<=[\s)])-(?=\S))|(?P<point>\.|/)|(?P<colon>:)|(?P<none>))\s*(?=(?P<next>\S?))"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A place, a day, an agency at the head of a text, with what separates them from it left out.

    ``placed`` is False where nothing but a day stands there.
    """

    start: int
    end: int
    agency: str | None = None
    day: Day | None = None
    placed: bool = True


@dataclass(slots=True)
class _Parts:
    """What has been read of a dateline so far."""

    caps: bool = False
    title: bool = False
    agency: str | None = None
    day: Day | None = None
    bracket: bool = False
    clock: bool = False


def dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline that opens a line, or None.

    >>> found = dateline("LONDON, May 4, 2014 (Reuters) - Talks went on.", 0, 46)
    >>> (found.end, found.agency, found.day.iso())
    (29, 'Reuters', '2014-05-04')
    """
    end = min(end, start + 160)
    at, best, parts, sign = start, None, _Parts(), ""
    for _ in range(6):
        taken = _element(text, at, end, parts, sign)
        if taken is None:
            break
        at = taken
        stop = _stop(text, at, end, parts)
        if stop is not None:
            placed = parts.caps or parts.title or parts.agency is not None
            best = Dateline(start, len(text[:stop].rstrip()), parts.agency, parts.day, placed)
        joint = _JOINT.match(text, at, end)
        if joint is None:
            break
        sign, at = joint["sign"] or "", joint.end()
    return best


def _element(text: str, at: int, end: int, parts: _Parts, sign: str) -> int | None:
    """Where the next element of a dateline ends (a day, a clock time, an agency, a place), or None."""
    dash = sign[:1] in {"—", "–", "-"} and bool(sign)
    hit = _DATE.match(text, at, end)
    if hit and parts.day is None and (day := _day(hit)):
        parts.day = day
        return hit.end()
    weekday = _WEEKDAYS.match(text, at, end)
    if weekday and (parts.caps or parts.title) and sign == ",":
        return weekday.end()
    clock = _CLOCK.match(text, at, end)
    if clock and parts.day is not None:
        parts.clock = True
        return clock.end()
    bracket = _BRACKET.match(text, at, end)
    if bracket:
        return bracket.end() if _bracketed(bracket, parts) else None
    hit = _AGENCY.match(text, at, end)
    if hit and parts.agency is None and (not dash or parts.day or parts.caps):
        parts.agency = hit.group().strip("/")
        return hit.end()
    caps = _CAPS.match(text, at, end)
    if caps and not parts.caps and not dash:
        parts.caps = True
        return caps.end()
    code = _CODE.match(text, at, end)
    if code and parts.agency is None and (parts.caps or parts.title or parts.day) and (sign == "." or dash):
        parts.agency = code.group()
        return code.end()
    if caps and sign in {",", "/"}:
        return caps.end()
    title = _TITLE.match(text, at, end)
    if title and sign in {"", ",", "/"} and not (sign == "" and (parts.title or parts.day or parts.agency)):
        parts.title = True
        return title.end()
    return None


def _bracketed(bracket: re.Match[str], parts: _Parts) -> bool:
    """Take what stands in brackets: an agency, a day, or both; False where it is anything else."""
    words = bracket["in"]
    hit = _DATE.search(words)
    day = _day(hit) if hit else None
    rest = (words[: hit.start()] + words[hit.end() :] if hit else words).strip(" ,;:–—-|")
    rest = _CLOCK.sub("", rest).strip(" ,;")
    if day and parts.day is None and hit:
        base = bracket.start("in")
        parts.day = Day(day.start + base, day.end + base, day.year, day.month, day.day)
    known = re.fullmatch(rf"(?:{_KNOWN})|[A-Z][A-Z/.]{{1,19}}", rest)
    named = re.fullmatch(r"(?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){0,3}(?:, [A-Z][\w.'’-]+)?", rest)
    if rest and not known and not (named and (day or parts.day or parts.caps)):
        return False
    if not rest and not day:
        return False
    if known and not re.fullmatch(_KNOWN, rest) and day and not (parts.caps or parts.title):
        parts.caps = True
    elif known:
        parts.agency = parts.agency or rest
    elif rest and not (parts.caps or parts.title):
        parts.title = True
    parts.bracket = True
    return True


def _stop(text: str, at: int, end: int, parts: _Parts) -> int | None:
    """Where the dateline ends if it ends here, its point kept and its dash left out; None where it cannot end here."""
    hit = _STOP.match(text, at, max(end, at))
    if hit is None:
        return None
    following = text[hit.end() : hit.end() + 1]
    last = at >= len(text) or text[at : at + 1] in {"\n", "\r"} or not text[at:end].strip()
    begins = following.isupper() or following in {'"', "“", "«", "‘", "'", "„"} or following.isdigit()
    whole = parts.day is not None and parts.day.year is not None
    point, dash = bool(hit["point"]), bool(hit["dash"])
    kept = hit.end("point") if point and hit["point"] == "." else at
    if dash and not (
        following and (hit["dash"] != "-" or text[at : at + 1].isspace() or text[at - 1] in ")./")
    ):
        dash = text[at : at + 1] == "-" and text[at + 1 : at + 2].isspace()
    if last and whole and (parts.caps or parts.agency):
        return at
    if last:
        return None
    slashed = text[at - 1] == "/" and begins
    ended = dash or (point and begins) or slashed
    if whole:
        if parts.bracket and text[at - 1] in ")]" and begins:
            return at
        if parts.clock and begins and following not in "0123456789":
            return at
        if hit["colon"] and begins and (parts.caps or parts.agency):
            return at
        return kept if ended else None
    if parts.day is not None:
        return kept if ended and (parts.caps or parts.agency or (parts.title and dash)) else None
    if parts.caps or (parts.title and parts.agency):
        if parts.agency is None and not parts.title and point:
            return kept if begins and re.match(rf"[A-Z][a-z]|A |{_KNOWN}", text[hit.end() :]) else None
        if parts.title and parts.agency is None and not dash:
            return None
        return kept if ended else None
    return None
