"""Who belongs to a group that an article speaks of, on a day: organisations from the record, regions that are fixed by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.model.acts import Membership
    from foedus.record.queries import Record

# Alliances meant by "X's allies", where the ally is bound to X by a treaty of mutual defence with an organisation.
ALLIANCE = {"RUS": "CSTO", "USA": "NATO", "SUN": "WARSAWPACT"}
# Regions and formats whose members their very name fixes.
FIXED: dict[str, tuple[str, ...]] = {
    "P5": ("CHN", "FRA", "GBR", "RUS", "USA"),
    "BALTIC": ("EST", "LVA", "LTU"),
    "NORDIC": ("DNK", "FIN", "ISL", "NOR", "SWE"),
    "BENELUX": ("BEL", "LUX", "NLD"),
    "VISEGRAD": ("CZE", "HUN", "POL", "SVK"),
    "C5": ("KAZ", "KGZ", "TJK", "TKM", "UZB"),
    "NORDICS": ("DNK", "FIN", "ISL", "NOR", "SWE"),
    "V4": ("CZE", "HUN", "POL", "SVK"),
    "E3": ("DEU", "FRA", "GBR"),
    "GULF": ("ARE", "BHR", "KWT", "OMN", "QAT", "SAU"),
    "FIVEEYES": ("AUS", "CAN", "GBR", "NZL", "USA"),
    "NORMANDY": ("DEU", "FRA", "RUS", "UKR"),
    "G7": ("CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"),
    "QUAD": ("AUS", "IND", "JPN", "USA"),
    "AUKUS": ("AUS", "GBR", "USA"),
}
# Continents whose states are a regional group of the United Nations.
_AS_GROUP = {"AFRICA": "AG"}
_UN_GROUPS = frozenset({"AG", "APG", "EEG", "GRULAC", "WEOG"})


@dataclass(frozen=True, slots=True)
class Group:
    """The members of a group on a day.

    Attributes:
        code: as asked for.
        name: for a reader.
        members: their codes.
        rows: the membership rows, by state, where the record has them.
        complete: whether nobody can be missing.
    """

    code: str
    name: str
    members: tuple[str, ...]
    rows: dict[str, Membership]
    complete: bool


def group(record: Record, code: str, on: date, voters: Iterable[str]) -> Group | None:
    """The members of a group, or None where the record knows nothing of it.

    Args:
        record: where memberships are.
        code: a body's code, "UN", or "allies of XXX".
        on: the day.
        voters: everybody on the roll call: the members of the United Nations that day.
    """
    if code == "UN":
        everybody = tuple(sorted(voters))
        return Group(code, "the members of the United Nations", everybody, {}, complete=True)
    if code.startswith("allies of "):
        ally = code.removeprefix("allies of ")
        org = ALLIANCE.get(ally)
        inner = group(record, org, on, voters) if org else None
        if inner is None:
            return None
        others = tuple(m for m in inner.members if m != ally)
        return Group(code, f"{ally}'s allies in the {org}", others, inner.rows, inner.complete)
    if code in FIXED:
        return Group(code, code, FIXED[code], {}, complete=True)
    code = _AS_GROUP.get(code, code)
    if code in _UN_GROUPS:
        from foedus.model.states import group_of

        return Group(
            code, code, tuple(sorted(v for v in voters if group_of(v, on) == code)), {}, complete=True
        )
    rows = {row.state: row for row in record.members(code, on)}
    if not rows:
        return None
    return Group(code, code, tuple(sorted(rows)), rows, record.covers("memberships", code, on, on))
