"""Dates as an article writes them, left as written, with the days that they can mean."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Interval = tuple[date, date]

_MONTHS = {
    m: i
    for i, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for m in names.split()
}  # fmt: skip
_DAYS = {
    d: i for i, d in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}

_TRIGGER = re.compile(
    r"\b(?:(?P<month>(?:Jan|Febr)(?:uary)?|Feb|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER"
    r"|DECEMBER)\b|(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|(?P<year>(?:1[5-9]|20)\d\d)(?!\d|[.,]\d)"
    r"|(?P<near>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b"
    r"|(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|[Pp]ast) (?P<unit>week|month|year|spring|summer|autumn|fall|winter|decade)\b"
    r"|(?P<ago>ago|earlier)\b|(?P<num>\d\d?[./]\d\d?[./](?:19|20)\d\d)\b)"
)
_DAY_BEFORE = re.compile(r"(?<![\d.,$€£])(\d{1,2})(?:st|nd|rd|th)?(?: of)? $")
_REL_BEFORE = re.compile(r"\b(last|this|next|past|coming|previous)(?: week's)? $", re.IGNORECASE)
_PART_BEFORE = re.compile(r"\b(early|late|mid|end of|beginning of)[ -](?:in )?$", re.IGNORECASE)
_PREP_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|from|of|during|between|before|after|through|and|to|for|on) $", re.IGNORECASE
)
_DAY_AFTER = re.compile(r"\.? (\d{1,2})(?:st|nd|rd|th)?(?![\d:]|[.,]\d)(?:,? ((?:19|20)\d\d)\b)?")
_YEAR_AFTER = re.compile(r"\.?(?:,| of)? ((?:1[89]|20)\d\d)\b")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)\b")
_RANGE = re.compile(r"(\d{4}) ?[-–/—] ?(\d{4}|\d\d)\b(?![-/]\d)")
_DECADE = re.compile(r"(\d{3}0)['’]?s\b")
_COUNTED = re.compile(
    r" (?:people|votes?|troops|members|countries|states|items|tons?|tonnes|km|kilometers|kilometres|miles|soldiers|dollars"
    r"|euros|rubles|roubles|percent|per cent|%|jobs|seats|delegates|barrels|refugees|homes|words|points)\b"
)
_AGO_BEFORE = re.compile(
    r"\b((?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|\d{1,3})) (day|week|month|year|decade)s? $",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateText:
    """A date as written.

    Attributes:
        start, end, text: where it stands and how it is written.
        candidates: the (first day, last day) intervals that it can mean, the likeliest first; empty where only the day
            of publication could tell and that is not known.
        precision: day, week, month, season, year, years or decade.
    """

    start: int
    end: int
    text: str
    candidates: tuple[Interval, ...]
    precision: str

    def to_dict(self) -> dict[str, Any]:
        """As JSON: the text, the intervals as ISO days, the precision."""
        spans = [[a.isoformat(), b.isoformat()] for a, b in self.candidates]
        return {"text": self.text, "candidates": spans, "precision": self.precision}


def _month(year: int, month: int) -> Interval:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _year(year: int, until: int | None = None) -> Interval:
    return date(year, 1, 1), date(until or year, 12, 31)


def _day(year: int, month: int, day: int) -> Interval | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def find_dates(
    text: str, published: date | None = None, start: int = 0, end: int | None = None
) -> tuple[DateText, ...]:
    """Every date in a text, in order, none overlapping another.

    Args:
        text: the text that offsets point into.
        published: the day on which the text appeared; relative dates have no candidates without it.
        start: look from this offset.
        end: look up to this offset; None for the text's end.

    >>> [d.candidates[0][0].isoformat() for d in find_dates("It abstained last March.", date(2015, 12, 2))]
    ['2015-03-01']
    """
    stop = len(text) if end is None else end
    found: list[DateText] = []
    reached = start
    for hit in _TRIGGER.finditer(text, start, stop):
        if hit.start() < reached:
            continue
        kind = hit.lastgroup
        made = _READERS["rel" if kind == "unit" else kind or ""](text, hit, published, reached)
        if made is None:
            continue
        a, b, candidates, precision = made
        while found and found[-1].end > a:
            found.pop()
        found.append(DateText(a, b, text[a:b], tuple(candidates), precision))
        reached = b
    return tuple(found)


Made = tuple[int, int, list[Interval], str] | None


def _before(
    pattern: re.Pattern[str], text: str, at: int, floor: int, width: int = 24
) -> re.Match[str] | None:
    """A match of the words right before a place, not reaching further back than ``floor``."""
    low = max(floor, at - width)
    return pattern.search(text[low:at])


def _of_month(text: str, hit: re.Match[str], published: date | None, floor: int) -> Made:
    """A month's name with what stands around it: day, year, last, this, next."""
    month, a, b = _MONTHS[hit.group().lower()], hit.start(), hit.end()
    day_before = _before(_DAY_BEFORE, text, a, floor)
    if day_before and 1 <= int(day_before[1]) <= 31:
        a -= len(day_before.group())
        after = _YEAR_AFTER.match(text, b)
        return _with_day(
            a,
            after.end() if after else b,
            month,
            int(day_before[1]),
            int(after[1]) if after else None,
            published,
        )
    day_after = _DAY_AFTER.match(text, b)
    if day_after and 1 <= int(day_after[1]) <= 31:
        year = int(day_after[2]) if day_after[2] else None
        return _with_day(a, day_after.end(), month, int(day_after[1]), year, published)
    after = _YEAR_AFTER.match(text, b)
    if after:
        return a, after.end(), [_month(int(after[1]), month)], "month"
    if len(hit.group()) <= 4 and hit.group() not in {"May", "June", "July"}:
        return None  # "Mar" or "Sept" without a day or a year is somebody's name
    rel = _before(_REL_BEFORE, text, a, floor)
    if rel:
        return a - len(rel.group()), b, _relative_month(month, rel[1].lower(), published), "month"
    part = _before(_PART_BEFORE, text, a, floor)
    if part:
        a -= len(part.group())
    elif hit.group() in {"May", "March", "MARCH"} and not _before(_PREP_BEFORE, text, a, floor):
        return None
    return a, b, _bare_month(month, published), "month"


def _with_day(a: int, b: int, month: int, day: int, year: int | None, published: date | None) -> Made:
    """A day of a month; without a year it is the latest such day, then one soon to come, then a year earlier."""
    if year is not None:
        exact = _day(year, month, day)
        return (a, b, [exact], "day") if exact else None
    if published is None:
        return (a, b, [], "day") if _day(2000, month, day) else None
    days = [
        d
        for y in (published.year + 1, published.year, published.year - 1, published.year - 2)
        if (d := _day(y, month, day))
    ]
    past = [d for d in days if d[0] <= published]
    soon = [d for d in days if published < d[0] <= published + timedelta(days=200)]
    return a, b, [*past[:1], *soon[:1], *past[1:2]], "day"


def _bare_month(month: int, published: date | None) -> list[Interval]:
    """A month without a year: the latest begun, then one soon to come."""
    if published is None:
        return []
    year = published.year if month <= published.month else published.year - 1
    return [_month(year, month), _month(year + 1, month)]


def _relative_month(month: int, word: str, published: date | None) -> list[Interval]:
    """Last, this or next March. "Last March" is the latest over, or that of the year before."""
    if published is None:
        return []
    if word == "this":
        return [_month(published.year, month)]
    if word in {"next", "coming"}:
        year = published.year if month > published.month else published.year + 1
        return [_month(year, month), _month(year + 1, month)]
    year = published.year if month < published.month else published.year - 1
    return [_month(year, month), _month(year - 1, month)]


def _of_day(text: str, hit: re.Match[str], published: date | None, floor: int) -> Made:
    """A day of the week: the latest one up to publication, or the next where the text says so."""
    a, b = hit.start(), hit.end()
    rel = _before(_REL_BEFORE, text, a, floor)
    word = rel[1].lower() if rel else ""
    if rel:
        a -= len(rel.group())
    if published is None:
        return a, b, [], "day"
    back = (published.weekday() - _DAYS[hit.group().lower()]) % 7
    latest, week = published - timedelta(days=back), timedelta(days=7)
    order = [latest, latest + week, latest - week]
    if word in {"last", "past", "previous"}:
        order = [latest if back else latest - week, latest - week if back else latest - 2 * week]
    elif word in {"next", "coming"}:
        order = [latest + week, latest + 2 * week]
    elif word == "this":
        order = [latest + week, latest] if back else [latest, latest + week]
    return a, b, [(d, d) for d in order], "day"


def _of_year(text: str, hit: re.Match[str], published: date | None, floor: int) -> Made:  # noqa: ARG001
    """A year, a stretch of years, a decade, or an ISO date."""
    a, b, year = hit.start(), hit.end(), int(hit["year"])
    if a and text[a - 1] in "$€£#-–,.:/'’":
        return None
    iso = _ISO.match(text, a)
    if iso:
        exact = _day(int(iso[1]), int(iso[2]), int(iso[3]))
        return (a, iso.end(), [exact], "day") if exact else None
    stretch = _RANGE.match(text, a)
    if stretch:
        last = int(stretch[2]) if len(stretch[2]) == 4 else year // 100 * 100 + int(stretch[2])
        if year < last <= year + 200:
            return a, stretch.end(), [_year(year, last)], "years"
    decade = _DECADE.match(text, a)
    if decade:
        return a, decade.end(), [_year(year, year + 9)], "decade"
    if text[b : b + 1].isalpha() or _COUNTED.match(text, b):
        return None
    part = _before(_PART_BEFORE, text, a, floor)
    return (a - len(part.group()) if part else a), b, [_year(year)], "year"


def _of_near(text: str, hit: re.Match[str], published: date | None, floor: int) -> Made:  # noqa: ARG001
    """Today, yesterday, tomorrow, tonight."""
    if published is None:
        return hit.start(), hit.end(), [], "day"
    step = {"yesterday": -1, "tomorrow": 1}.get(hit.group().lower(), 0)
    day = published + timedelta(days=step)
    return hit.start(), hit.end(), [(day, day)], "day"


def _of_rel(text: str, hit: re.Match[str], published: date | None, floor: int) -> Made:  # noqa: ARG001
    """Last, this or next week, month, year, season."""
    word, unit = hit["rel"].lower(), hit["unit"]
    step = {"last": -1, "past": -1, "next": 1}.get(word, 0)
    a, b = hit.start(), hit.end()
    precision = "season" if unit in _SEASONS else unit
    if published is None:
        return a, b, [], precision
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * step)
        return a, b, [(monday, monday + timedelta(days=6))], precision
    if unit == "month":
        whole = published.year * 12 + published.month - 1 + step
        return a, b, [_month(whole // 12, whole % 12 + 1)], precision
    if unit == "year":
        return a, b, [_year(published.year + step)], precision
    if unit == "decade":
        first = (published.year // 10 + step) * 10
        return a, b, [_year(first, first + 9)], precision
    return a, b, _season(unit, step, published), precision


def _season(unit: str, step: int, published: date) -> list[Interval]:
    """A season: this one, the last one over, the next one."""
    first = _SEASONS[unit]

    def at(year: int) -> Interval:
        last = year * 12 + first + 1
        return date(year, first, 1), _month(last // 12, last % 12 + 1)[1]

    if step == 0:
        return [at(published.year)]
    years = range(published.year - 2, published.year + 3)
    if step < 0:
        return [at(y) for y in reversed(years) if at(y)[1] < published][:2]
    return [at(y) for y in years if at(y)[0] > published][:2]


def _of_ago(text: str, hit: re.Match[str], published: date | None, floor: int) -> Made:
    """So many days, weeks, months or years ago."""
    counted = _before(_AGO_BEFORE, text, hit.start(), floor, 30)
    if not counted:
        return None
    a, b, unit = hit.start() - len(counted.group()), hit.end(), counted[2].lower()
    if published is None:
        return a, b, [], unit
    word = counted[1].lower()
    count = int(word) if word.isdigit() else _NUMBERS[word]
    if unit in {"year", "decade"}:
        year = published.year - count * (10 if unit == "decade" else 1)
        return (a, b, [_year(year)], "year") if year > 1 else None
    day = published - timedelta(days=count * _UNIT_DAYS[unit])
    if unit == "month":
        return a, b, [_month(day.year, day.month)], "month"
    slack = timedelta(days=0 if unit == "day" else 3)
    return a, b, [(day - slack, day + slack)], unit


def _of_num(text: str, hit: re.Match[str], published: date | None, floor: int) -> Made:  # noqa: ARG001
    """27.03.2014 or 03/27/2014: both readings where both are days."""
    first, second, year = (int(x) for x in re.split(r"[./]", hit.group()))
    found = [d for m, n in ((second, first), (first, second)) if 1 <= m <= 12 and (d := _day(year, m, n))]
    if "/" in hit.group():
        found.reverse()
    return (hit.start(), hit.end(), list(dict.fromkeys(found)), "day") if found else None


_READERS = {
    "month": _of_month, "day": _of_day, "year": _of_year, "near": _of_near, "rel": _of_rel, "ago": _of_ago, "num": _of_num,
}  # fmt: skip
