"""Organisations, organs, regional groups and blocs: their names only; members by date live in the record."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from foedus.errors import AmbiguousName, UnknownName
from foedus.model.states import Name, fold

Kind = Literal["organisation", "organ", "un_group", "bloc"]

# What a text calls a body once it has named it: by itself it fits several, and foedus does not guess.
SHARED = {
    "council": ("UNSC", "UNHRC", "EUCO", "OTS", "COE"),
    "commission": ("ECOM", "EEC"),
    "union": ("EU", "EAEU", "AU"),
    "court": ("ICJ", "ICC"),
    "league": ("LAS", "LON"),
    "brussels": ("BEL", "EU"),
}
# Names that are as often something else; match them only with care.
RISKY = frozenset(
    {
        "West", "the West", "IS", "WHO", "ECO", "PACE", "NAM", "CST", "EEC", "EAC", "HRC", "Brussels", "the Assembly", "Customs Union",
        "Union State", "Eurasian Commission", "Common Market", "Big Five", "Big Seven", "Non-Aligned", "the world body",
        "Quad", "the Quad", "A3", "E3", "G4", "C5", "V4", "B9", "AES", "AMU", "ALBA", "OIF", "Warsaw Treaty",
        "Asia-Pacific States", "Eastern European States", "Western European and Others", "Western Europe and Others",
        "Six world powers", "six powers", "Single Economic Space", "Common Economic Space", "Western alliance", "LDCs",
        "developing countries", "developing world", "Islamic states", "Islamic world", "Muslim world", "Arab world",
        "Group of Four", "Latin American and Caribbean States", "Francophonie", "Baltics", "Nordics", "Minsk Group",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, organ, UN regional group or bloc.

    Attributes:
        code: how foedus calls it.
        kind: organisation, organ (of an organisation), un_group (for elections), bloc (a group that people speak of).
        name: how a sentence calls it; ``article``: "the" where the sentence needs it.
        names: every name, abbreviation and seat.
        defence_since: the day since which its members owe each other help in defence; None where they do not.
    """

    code: str
    kind: Kind
    name: str
    names: tuple[str, ...]
    article: str = ""
    defence_since: date | None = None

    @property
    def spoken(self) -> str:
        """The name as a sentence says it: "the European Union", "NATO"."""
        return f"{self.article} {self.name}" if self.article else self.name


@lru_cache(maxsize=1)
def _read() -> tuple[dict[str, Body], tuple[Name, ...]]:
    table: dict[str, Body] = {}
    found: list[Name] = []
    with Path(__file__).with_name("bodies.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            code = row["code"]
            by_kind = {
                "name": [row["name"], *row["names"].split(";")],
                "abbreviation": row["abbreviations"].split(";"),
                "metonym": row["metonyms"].split(";"),
            }
            mine: dict[str, Name] = {}
            for kind in ("abbreviation", "name", "metonym"):
                for text in filter(None, by_kind[kind]):
                    mine.setdefault(text, Name(text, code, kind, risky=text in RISKY))
            ordered = sorted(mine.values(), key=lambda n: n.text != row["name"])
            found += ordered
            names = tuple(n.text for n in ordered)
            bound = row["defence_since"]
            since = date.fromisoformat(bound) if bound else None
            table[code] = Body(code, cast("Kind", row["kind"]), row["name"], names, row["article"], since)
    return table, tuple(found)


def get_body(code: str) -> Body:
    """The body with a code.

    Raises:
        UnknownName: no body has it.
    """
    table = _read()[0]
    if code not in table:
        raise UnknownName(code, "body", [c for c in table if code and c[:2] == code[:2].upper()][:5])
    return table[code]


def bodies(kind: Kind | None = None) -> tuple[Body, ...]:
    """Every body, or those of one kind."""
    return tuple(b for b in _read()[0].values() if kind is None or b.kind == kind)


def body_names() -> tuple[Name, ...]:
    """Every name of every body: the gazetteer of a reading."""
    return _read()[1]


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[Name, ...]]:
    out: dict[str, list[Name]] = {}
    for n in body_names():
        out.setdefault(fold(n.text), []).append(n)
    for code in _read()[0]:
        out.setdefault(code.casefold(), []).append(Name(code, code, "abbreviation"))
    return {key: tuple(found) for key, found in out.items()}


def resolve_body(name: str) -> Body:
    """The body that a name means. Never a guess: "the Council" fits several.

    Args:
        name: any name, abbreviation (in its own case: "IS", not "is") or seat, or a code.

    Raises:
        UnknownName: nobody bears the name; carries the nearest ones.
        AmbiguousName: more than one body does.

    >>> resolve_body("EEU").code, resolve_body("the General Assembly").code, resolve_body("Turkic Council").code
    ('EAEU', 'UNGA', 'OTS')
    """
    key, table = fold(name), _read()[0]
    if key in SHARED:
        raise AmbiguousName(name, SHARED[key])
    lower = name == name.lower()
    found = _index().get(key, ())
    word = lower and any(n.kind == "abbreviation" or n.risky for n in found)
    short = set() if word else {n.code for n in found}
    if len(short) == 1:
        return table[short.pop()]
    if short:
        raise AmbiguousName(name, sorted(short))
    from rapidfuzz import process

    close = process.extract(key, list(_index()), limit=6, score_cutoff=75)
    near = dict.fromkeys(table[_index()[k][0].code].name for k, _, _ in close)
    raise UnknownName(name, "body", tuple(near)[:3])
