"""What a claim's fields say, as values: who is meant, which days a date can mean, whether a number fits another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

Window = tuple[date, date]
YEAR = 365.25


def actors(fields: Mapping[str, Any]) -> list[str]:
    """The codes or names that a claim is about."""
    several = fields.get("actors")
    if several:
        return list(several)
    return [fields["actor"]] if fields.get("actor") else []


def windows(when: Mapping[str, Any] | None) -> list[Window]:
    """The stretches of days that a date as written can mean, the likeliest first; empty where nobody can say."""
    if not when:
        return []
    return [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in when.get("candidates", ())]


def past(found: list[Window], as_of: date) -> list[Window]:
    """The stretches that had begun by a day; all of them if none had."""
    begun = [w for w in found if w[0] <= as_of]
    return begun or found


def inside(day: date | None, found: list[Window], precision: str = "day") -> bool:
    """Whether a day of the record lies in one of the stretches; a day known to the month or year only is as wide as that."""
    if day is None:
        return False
    low, high = day, day
    if precision == "month":
        low, high = (
            day.replace(day=1),
            (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1),
        )
    elif precision == "year":
        low, high = date(day.year, 1, 1), date(day.year, 12, 31)
    return any(a <= high and low <= b for a, b in found)


def distance(day: date, found: list[Window]) -> int:
    """Days from a day to the nearest of the stretches."""
    return min(
        (0 if a <= day <= b else min(abs((day - a).days), abs((day - b).days)) for a, b in found), default=0
    )


def names(codes: list[str]) -> str:
    """Codes as a reader's list of names."""
    from foedus.errors import UnknownName
    from foedus.model.states import get

    out = []
    for code in codes:
        try:
            out.append(get(code).name)
        except UnknownName:
            out.append(code)
    return ", ".join(out)


def body_name(code: str) -> str:
    """The name of an organisation or organ."""
    from foedus.errors import UnknownName
    from foedus.model.bodies import get_body

    try:
        return get_body(code).name
    except UnknownName:
        return code
