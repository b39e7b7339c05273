"""Which roll call an article speaks of: by symbol, by counts, by matter inside the days that its dates can mean."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from foedus.checking.matters import expand, names_of, plain, root

if TYPE_CHECKING:
    from foedus.model.acts import RollCall
    from foedus.record.queries import Record

# A word of the title counts whole, one of agenda or subjects in part; words of earlier sentences count less.
TITLE, REST = 1.0, 0.6
NEAR, PREVIOUS, FAR = 1.0, 0.5, 0.2
LEAST = 1.0  # a match below this weight is none
ALONE = 3.5  # what one word must weigh where a state is named that the roll call does not speak of
SURE = 2.2  # a match from this weight on names the matter
CLOSE = 0.45  # whoever lacks a matter that the best names must reach this share of it
TIE = 0.7  # whoever reaches this share of the best score fits as well
SLACK = {"day": 1, "week": 2, "month": 0}
_FAILED = frozenset({"veto", "vetoed", "vetoes", "vetoing", "failed", "defeated", "blocked", "rejected"})
RIVAL = 0.35  # whoever reaches this share of the best score could be meant as well, if less likely
RECENT = (10, 45, 400)  # days before an article in which a vote without a date is sought, nearest first


@dataclass(frozen=True, slots=True)
class Pick:
    """The roll calls that fit a frame.

    Attributes:
        calls: all that fit equally well, best first; empty where none does.
        sure: whether the words leave no doubt, so that a claim may be called wrong by it.
        note: how it was found, where that is worth saying.
        reason: why there is none, or why it is not sure.
        off_date: the roll call that is named by symbol or counts is of another day than the article says.
        rivals: roll calls of the same days that the words fit less well.
        by: the rule by which it was found: symbol, counts, matter and day, matter alone, day alone.
    """

    calls: tuple[RollCall, ...] = ()
    sure: bool = False
    note: str = ""
    reason: str = ""
    off_date: bool = False
    rivals: tuple[RollCall, ...] = ()
    by: str = ""


@dataclass(slots=True)
class _Texts:
    """Plain titles and the rest of every roll call, and how rare words are among them."""

    title: dict[str, str] = field(default_factory=dict)
    rest: dict[str, str] = field(default_factory=dict)
    weight: dict[tuple[str, ...], float] = field(default_factory=dict)

    def of(self, names: tuple[str, ...]) -> float:
        """The weight of a term with its other names: the rarer the heavier."""
        if names not in self.weight:
            seen = sum(
                1
                for s, t in self.title.items()
                if any(f" {n}" in t or f" {n}" in self.rest[s] for n in names)
            )
            self.weight[names] = math.log((1 + len(self.title)) / seen) if seen else 0.0
        return self.weight[names]


_TEXTS: WeakKeyDictionary[Any, _Texts] = WeakKeyDictionary()


def _texts(record: Record) -> _Texts:
    found = _TEXTS.get(record)
    if found is None:
        found = _TEXTS[record] = _Texts()
        for call in record.roll_calls(body=None):
            found.title[call.symbol] = plain(call.title)
            found.rest[call.symbol] = plain(" ".join((call.agenda, *call.subjects)))
    return found


def terms(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The matters that words name, each with all its names."""
    known = tuple(words)
    out = expand(known)
    covered = {root(n) for names in out for n in names}
    for word in known:
        if word.startswith("~"):
            continue
        if word.startswith("@"):
            names = names_of(word[1:])
        else:
            names = (root(word),) if len(root(word)) >= 4 and root(word) not in covered else ()
        if names and not any(set(names) <= set(o) for o in out):
            out.append(names)
    return out


def score(
    texts: _Texts, wanted: Sequence[tuple[tuple[str, ...], float]], symbol: str
) -> tuple[float, int, float]:
    """How well a roll call's words fit, how many of the matters it names, and what the weightiest of them weighs."""
    total, hits, heaviest = 0.0, 0, 0.0
    title, rest = texts.title[symbol], texts.rest[symbol]
    for names, weight in wanted:
        in_title = any(f" {n}" in title for n in names)
        share = TITLE if in_title else REST if any(f" {n}" in rest for n in names) else 0.0
        if share:
            gain = share * weight * texts.of(names)
            total, hits, heaviest = total + gain, hits + 1, max(heaviest, gain)
    return total, hits, heaviest


def _strong(fit: tuple[float, int, float, RollCall], frame: Mapping[str, Any], texts: _Texts) -> bool:
    """Whether a fit names the matter: one rare word, or several; a state named in vain asks for more."""
    total, hits, heaviest, call = fit
    text = texts.title[call.symbol] + texts.rest[call.symbol]
    states = [names_of(w[1:]) for w in frame.get("near") or () if w.startswith("@")]
    known = [names for names in states if texts.of(names)]
    in_vain = bool(known) and not any(f" {n}" in text for names in known for n in names)
    if in_vain:
        return heaviest >= ALONE or (hits >= 2 and total >= 2 * SURE)
    return heaviest >= SURE or (hits >= 2 and total >= SURE + 0.3)


def _rivals(fit: tuple[float, int, float], best: tuple[float, int, float, RollCall], floor: float) -> bool:
    """Whether a roll call could be meant although another one fits better: not where it lacks a matter that the other names."""
    return fit[0] >= floor and (fit[1] >= best[1] or fit[0] >= CLOSE * best[0])


def pick(frame: Mapping[str, Any], record: Record, as_of: date) -> Pick:
    """Find the roll call of a frame; one that is called by its title must bear it.

    Args:
        frame: ``fields["frame"]`` of a claim.
        record: the roll calls.
        as_of: the article's day; later votes are not looked at.
    """
    found, title = _pick(frame, record, as_of), frame.get("titled")
    if title and found.sure and found.by not in {"symbol", "counts"} and len(found.calls) == 1:
        said = set(re.findall(r"\w{4,}", title.lower()))
        held = set(re.findall(r"\w{4,}", found.calls[0].title.lower()))
        if said and len(said & held) < 0.6 * len(said):
            return replace(
                found, sure=False, reason=f"{found.calls[0].symbol} does not bear the title “{title}”"
            )
    return found


def _pick(frame: Mapping[str, Any], record: Record, as_of: date) -> Pick:
    """Find the roll call of a frame.

    Args:
        frame: ``fields["frame"]`` of a claim.
        record: the roll calls.
        as_of: the article's day; later votes are not looked at.
    """
    if frame.get("unidentified"):
        return Pick(reason=f"the vote on {frame['unidentified']!r} was not identified")
    if frame.get("symbols"):
        calls_named = tuple(c for c in map(record.roll_call, frame["symbols"]) if c is not None)
        return Pick(calls_named, sure=len(calls_named) == len(frame["symbols"]), by="symbol")
    if frame.get("symbol"):
        call = record.roll_call(frame["symbol"])
        if call is None:
            return Pick(reason=f"the record has no recorded vote on {frame['symbol']}")
        if call.date > as_of + timedelta(days=1):
            return Pick(reason=f"the vote on {frame['symbol']} was after {as_of.isoformat()}")
        return Pick((call,), sure=True, off_date=_another_day(frame, call, as_of), by="symbol")
    body = frame.get("body") or "UNGA"
    limit = as_of + timedelta(days=1)
    calls = [c for c in record.roll_calls(body, until=limit) if c.date <= limit]
    if not calls:
        return Pick(reason=f"the record holds no recorded vote of {body} to {as_of.isoformat()}")
    spans = windows(frame, as_of)
    counted = _by_counts(frame.get("tally") or {}, calls)
    if counted and frame.get("tally_inherited") and _speaks_of_another(frame, record, calls, counted, spans):
        counted = []
    weak: Pick | None = None
    for window in spans:
        inside = [c for c in counted if window.holds(c.date)]
        if (len(inside) == 1 and (window.own or len(counted) == 1)) or (
            len(counted) == 1 and not window.own and len(frame["tally"]) == 3
        ):
            return Pick(((inside or counted)[0],), sure=True, note="found by its counts", by="counts")
        found = _by_matter(frame, record, [c for c in calls if window.holds(c.date)], body, window)
        if found is not None and (found.sure or window.own):
            return found
        weak = weak or found
    if weak is not None:
        return weak
    if len(counted) == 1 and len(frame.get("tally") or {}) == 3:
        call = counted[0]
        dated = bool(frame.get("dates")) and not frame.get("dates_inherited")
        return Pick((call,), sure=True, note="found by its counts", off_date=dated, by="counts")
    return Pick(reason=_why_none(frame, record, body, spans))


def _another_day(frame: Mapping[str, Any], call: RollCall, as_of: date) -> bool:
    """Whether a sentence names a day of its own, and it is not that of the roll call."""
    own = [] if frame.get("dates_inherited") else [w for w in windows(frame, as_of) if w.own]
    return bool(own) and not any(w.holds(call.date) for w in own)


def _speaks_of_another(
    frame: Mapping[str, Any],
    record: Record,
    calls: Sequence[RollCall],
    counted: Sequence[RollCall],
    spans: Sequence[Window],
) -> bool:
    """Whether a sentence's own words name a roll call, and not the one that was counted before it."""
    texts = _texts(record)
    wanted = [(names, NEAR) for names in terms(frame.get("near") or [])]
    if any(score(texts, wanted, c.symbol)[0] >= LEAST for c in counted):
        return False
    near = [c for c in calls if any(w.holds(c.date) for w in spans[:2])]
    return any(score(texts, wanted, c.symbol)[0] >= SURE for c in near)


def _why_none(frame: Mapping[str, Any], record: Record, body: str, spans: Sequence[Window]) -> str:
    """Words for a search in vain."""
    matter = (
        " ".join(w.removeprefix("~") for w in frame.get("near", ()) if not w.startswith("@"))
        or "what is spoken of"
    )
    if not spans:
        return "no day is named on which the vote was taken"
    low, high = spans[0].spans[0]
    days = low.isoformat() if low == high else f"{low.isoformat()} to {high.isoformat()}"
    if not record.covers("votes", body, low, high):
        return f"the record is incomplete for votes of {body} from {days}, and none there fits {matter!r}"
    return f"no recorded vote of {body} from {days} fits {matter!r}"


@dataclass(frozen=True, slots=True)
class Window:
    """Days to look at: spans (both ends included), and whether the text names them."""

    spans: tuple[tuple[date, date], ...]
    own: bool

    def holds(self, day: date) -> bool:
        """Whether a day lies in one of the spans."""
        return any(low <= day <= high for low, high in self.spans)

    @property
    def days(self) -> int:
        """How many days it covers."""
        return sum((high - low).days + 1 for low, high in self.spans)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_M = "|".join(_MONTHS)
_YEARLESS = re.compile(
    rf"\b(?P<m>{_M})[a-z]*\.?(?:\s+(?P<d1>\d{{1,2}}))?\b|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m2>{_M})",
    re.IGNORECASE,
)


def _every_year(text: str, as_of: date) -> tuple[tuple[date, date], ...]:
    """A day or month without its year, in each year that it can be of, the latest first."""
    match = _YEARLESS.search(text)
    if match is None:
        return ()
    month = _MONTHS.index((match["m"] or match["m2"]).lower()) + 1
    day = match["d1"] or match["d2"]
    out = []
    for year in range(as_of.year, 1945, -1):
        try:
            low = date(year, month, int(day) if day else 1)
        except ValueError:
            continue
        high = low if day else date(year, month, 28) + timedelta(days=3)
        out.append((low - timedelta(days=1), high + timedelta(days=1)) if day else (low, high))
    return tuple((low, high) for low, high in out if low <= as_of)


def windows(frame: Mapping[str, Any], as_of: date) -> list[Window]:
    """The days to look at, likeliest first."""
    out: list[Window] = []
    dates = frame.get("dates") or []
    finest = dates[0]["precision"] if dates else ""
    own = not frame.get("dates_inherited") or bool(frame.get("anaphor"))
    for dated in dates:
        if dated["precision"] != finest:
            continue
        for low, high in dated["candidates"]:
            since, until = date.fromisoformat(low), date.fromisoformat(high)
            out += [
                Window(((since - slack, until + slack),), own)
                for slack in (timedelta(0), timedelta(days=SLACK.get(finest, 0)))
                if since - slack <= as_of + timedelta(days=1)
            ]
        if not dated["candidates"]:
            spans = _every_year(dated["text"], as_of)
            if spans:
                out.append(Window(spans, own))
    if out and not own and frame.get("anaphor"):
        return out
    if not out or not own:
        recent = [as_of - timedelta(days=days) for days in RECENT]
        out += [Window(((since, as_of + timedelta(days=1)),), own=False) for since in (*recent, date.min)]
    return out


def _by_counts(tally: Mapping[str, int], calls: Sequence[RollCall]) -> list[RollCall]:
    """The roll calls with exactly the counts named."""
    if not ("yes" in tally and "no" in tally):
        return []
    return [c for c in calls if all(getattr(c, name) == value for name, value in tally.items())]


def _by_some_counts(
    best: list[tuple[float, int, float, RollCall]], tally: Mapping[str, int]
) -> list[tuple[float, int, float, RollCall]]:
    """Of roll calls that fit equally well, the one with most of the counts that are named, at least two."""
    if len(best) < 2 or len(tally) < 2:
        return best
    hits = [sum(getattr(b[3], k) == n for k, n in tally.items()) for b in best]
    top = max(hits)
    return [best[hits.index(top)]] if top >= 2 and hits.count(top) == 1 else best


def _by_matter(
    frame: Mapping[str, Any], record: Record, calls: Sequence[RollCall], body: str, window: Window
) -> Pick | None:
    """The roll calls of some days whose words fit best; None where none fits."""
    if not calls:
        return None
    texts, everybody = _texts(record), calls
    near, previous = (frame.get("near") or [], NEAR), (frame.get("previous") or [], PREVIOUS)
    if frame.get("anaphor") and previous[0]:
        near, previous = (previous[0], NEAR), (near[0], PREVIOUS)
    layers = [near, previous, (frame.get("far") or [], FAR)]
    wanted: list[tuple[tuple[str, ...], float]] = []
    best: list[tuple[float, int, float, RollCall]] = []
    for words, weight in layers:
        have = {names for names, _ in wanted}
        wanted += [(names, weight) for names in terms(words) if names not in have]
        scored = [(*score(texts, wanted, c.symbol), c) for c in calls]
        top = max(s[0] for s in scored)
        if top < LEAST:
            continue
        # What the sentence itself says decides; what was said before only parts those that fit it equally.
        floor = TIE * top if not best else top - 0.1
        best = sorted((s for s in scored if s[0] >= floor), key=lambda s: (-s[0], s[3].symbol))
        if len(best) == 1 or weight < NEAR:
            break
        calls = [b[3] for b in best]
    days, own = window.days, window.own
    first, last = min(c.date for c in calls), max(c.date for c in calls)
    complete = record.covers(
        "votes", body, max(window.spans[-1][0], first), max(first, min(window.spans[0][1], last))
    )
    if not best:
        near_words = tuple(frame.get("near") or ())
        heavy = any(texts.of(names) >= SURE for names, weight in wanted if weight == NEAR)
        if heavy or expand(near_words):  # a matter is named, and it is not that of these days
            return None
        plain_words = [w for w in near_words if w[0] not in "~@"]
        if len(calls) == 1 and days <= 14 and (own or days <= RECENT[0] + 2):
            sure = complete and own and not plain_words
            return Pick((calls[0],), sure=sure, note="the only recorded vote of these days", by="day")
        return None
    strong = _strong(best[0], frame, texts)
    if (days > max(RECENT) or not complete) and not strong:
        return None
    counted = [b for b in best if all(getattr(b[3], k) == n for k, n in (frame.get("counts") or {}).items())]
    best = counted if len(counted) == 1 and len(best) > 1 else _by_some_counts(best, frame.get("tally") or {})
    # Vetoed and failed drafts are in no list of adopted resolutions.
    failed = _FAILED & {w.removeprefix("~") for w in frame.get("near") or ()}
    named_day = own and days <= 3
    sure = (
        strong
        and (days <= RECENT[0] + 2 or own)
        and (body == "UNGA" or complete or (named_day and not failed))
    )
    note = "" if len(best) == 1 else "several fit equally"
    meant = {b[3].symbol for b in best}
    floor = RIVAL * best[0][0]
    here = [
        c
        for c in everybody
        if c.symbol not in meant and _rivals(score(texts, wanted, c.symbol), best[0], floor)
    ]
    if body == "UNGA" and not frame.get("body_said", True):  # the other house may be meant
        council = [c for c in record.roll_calls("UNSC") if window.holds(c.date)]
        here += [c for c in council if score(texts, wanted, c.symbol)[0] >= floor]
    return Pick(
        tuple(b[3] for b in best),
        sure=sure,
        note=note,
        rivals=tuple(here),
        by="matter and day" if own else "matter",
    )
