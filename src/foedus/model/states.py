"""States in time: every member of the United Nations past and present, by any of its names, on any day.

A state that changed its name keeps its code (Burma is MMR, Zaire COD, the Byelorussian SSR BLR); a state that ended
keeps its own (SUN, YUG, CSK, DDR, SCG, YMD, EAT, EAZ, RVN). China is CHN throughout: the seat was held from Taipei
until 1971-10-25, from Beijing since. Germany is DEU throughout: the Federal Republic until 1990-10-03, all of it since.
Yemen is YEM throughout: the north until 1990-05-22. The United Arab Republic is EGY. PSE, VAT, XKX and TWN are no
members of the United Nations. Russia begins on 1991-12-08, when its republic signed the Belovezha agreement; its seat on
1991-12-24. Bosnia and Herzegovina begins with its proclamation of 1992-03-03; some count from the referendum of 1992-03-01.
Yugoslavia's seat stood empty from 1992-04-27 to its admission of 2000-11-01 and was counted: those years are a stretch of
their own.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from foedus.errors import AmbiguousName, UnknownName

GROUPS_SINCE = date(1963, 12, 17)  # resolution 1991 (XVIII) gave the regional groups their seats
# Names that often mean something else: a person, a river, another place, an English word.
_RISKY_WORDS = """America Antigua Bosnia Chad Congo Dominica Emirates Georgia Georgetown Grenada Guinea Ireland Jerusalem
Jordan Kingston Korea Lao Lima Macedonia Male Mali Micronesia Niger Palestine Polish Rome Salisbury Samoa Santiago Sofia
Sudan Swiss Trinidad Turkey Vatican Victoria Washington Westminster Brussels Vienna Pole Dane Finn Brit Indian American
CAR PNG RSA Lagos Karachi Yangon Almaty Berlin Luxembourg Panama Wellington Nassau Valletta Hellenic Miraflores Moncloa
Aden Suva Apia Lome Praia Dili Dakar Bern Berne Bonn Saigon Bankova Pankow Akorda"""
RISKY = frozenset(_RISKY_WORDS.split()) | {
    "Number 10",
    "The Hague",
    "Capitol Hill",
    "the States",
    "San Jose",
    "San José",
}
# All in lower case these are English words, not states.
_WORDS = """america chad china georgia guinea jordan male mali niger polish turkey us car pole dane finn brit lima sofia
victoria santiago lao roc fry rok samoa cuba peru oman togo"""
WORDS = frozenset(_WORDS.split())
ALSO = {"brussels": "EU"}  # capitals that are as often the name of something else


@dataclass(frozen=True, slots=True)
class Name:
    """A name that texts use: the words, whose they are, of which kind, between which days.

    Attributes:
        text: the name as it is written.
        code: of the state or body.
        kind: name, official, demonym, adjective, capital, metonym, abbreviation.
        start: first day on which it is this one's name; None: as long as the state.
        end: day from which it no longer is.
        risky: it often means something else; match it only with care.
    """

    text: str
    code: str
    kind: str
    start: date | None = None
    end: date | None = None
    risky: bool = False

    def holds(self, on: date) -> bool:
        """Whether the name is in use for this one on a day."""
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


Spell = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class State:
    """A state between two days.

    Attributes:
        code: ISO 3166-1 alpha-3 of today's states, the UN's own of past ones.
        name: what it is called in a sentence; ``official``: its full name (the latest).
        start: its first day, None where it is older than the United Nations; ``end``: the day after its last, None: lasts.
        spells: every stretch of its life (Syria has two).
        admitted: first day of its membership of the United Nations, None where it never was a member.
        memberships: every stretch of that membership.
        before, after: codes of the states that it came out of, or that came out of it.
        article: "the" where a sentence needs it.
        names: every name, with dates; ``codes``: (system, code, from, until) in other systems.
    """

    code: str
    name: str
    official: str
    start: date | None
    end: date | None
    spells: tuple[Spell, ...]
    admitted: date | None
    memberships: tuple[Spell, ...]
    group: str
    group_since: date | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    article: str
    names: tuple[Name, ...]
    codes: tuple[tuple[str, str, date | None, date | None], ...]

    @property
    def spoken(self) -> str:
        """The name as a sentence says it: "the United States", "Kazakhstan"."""
        return f"{self.article} {self.name}" if self.article else self.name

    def exists(self, on: date) -> bool:
        """Whether it was a state on a day."""
        return _within(self.spells, on)

    def is_member(self, on: date) -> bool:
        """Whether it was a member of the United Nations on a day."""
        return _within(self.memberships, on)

    def code_in(self, system: str, on: date | None = None) -> str | None:
        """Its code in another system.

        Args:
            system: iso3, iso2, m49 (three digits) or cow (Correlates of War number).
            on: the day; None for the latest.

        Returns:
            The code, None where the system has none.

        Raises:
            UnknownName: no such system.
        """
        if system not in {"iso3", "iso2", "m49", "cow"}:
            raise UnknownName(system, "code system", ("iso3", "iso2", "m49", "cow"))
        fit = [c for s, c, a, b in self.codes if s == system and (on is None or _within(((a, b),), on))]
        return fit[-1] if fit else None


def _within(spells: tuple[Spell, ...], on: date) -> bool:
    return any((a is None or a <= on) and (b is None or on < b) for a, b in spells)


def fold(text: str) -> str:
    """A name without case, accents, punctuation and a leading article: what look-ups compare.

    >>> fold("CÔTE D’IVOIRE"), fold("the U.S."), fold("Venezuela (Bolivarian Republic of)")
    ("cote d'ivoire", 'us', 'venezuela bolivarian republic of')
    """
    if text.isascii():
        if text.isalpha():  # most names are one plain word
            return _SHORT.get(text.lower(), text.lower())
    else:
        text = unicodedata.normalize("NFKD", text).translate(_LETTERS)
        text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.casefold().replace(".", "" if " " not in text else ". ").replace("&", " and ")
    words = text.translate(_MARKS).split()
    words = [_SHORT.get(w, w) for w in words]
    if len(words) > 1 and all(len(w.rstrip(".")) == 1 for w in words):
        words = ["".join(words)]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(w.replace(".", "") for w in _joined(words))


def _joined(words: list[str]) -> list[str]:
    """Single letters with dots pulled together: "d. r. congo" is "dr congo"."""
    out: list[str] = []
    for word in words:
        lone = len(word) == 2 and word.endswith(".")
        if lone and out and out[-1].endswith(".") and len(out[-1].replace(".", "")) <= 3:
            out[-1] = out[-1].replace(".", "") + word
        else:
            out.append(word)
    return out


_LETTERS = str.maketrans(
    {"ı": "i", "İ": "i", "ø": "o", "Ø": "o", "’": "'", "‘": "'", "–": "-", "—": "-", "ə": "a"}
)
_MARKS = str.maketrans(dict.fromkeys("-(),/;:\u2010\u2011", " "))
_SHORT = {"st": "saint", "st.": "saint", "rep.": "republic", "dem.": "democratic", "fed.": "federal"}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _spells(cell: str) -> tuple[Spell, ...]:
    out = []
    for part in cell.split(";"):
        start, _, end = part.partition("/")
        out.append((_day(start), _day(end)))
    return tuple(out)


def _codes(system: str, cell: str) -> list[tuple[str, str, date | None, date | None]]:
    """Dated codes of a cell: 260<1990-10-03;255 says 260 until that day, 255 from it on."""
    out: list[tuple[str, str, date | None, date | None]] = []
    since: date | None = None
    for part in filter(None, cell.split(";")):
        code, _, until = part.partition("<")
        out.append((system, code, since, _day(until)))
        since = _day(until)
    return out


def _plural(demonym: str) -> str:
    """The plural of a demonym: Kazakhs, Frenchmen, Chinese."""
    if demonym.endswith(("man", "woman")) and not demonym.endswith(("German", "Roman", "Ottoman")):
        return demonym[:-3] + "men"
    unchanged = ("ese", "s", "sh", "ch", "I-Kiribati", "Ni-Vanuatu", "Bissau", "é")
    return demonym if demonym.endswith(unchanged) else demonym + "s"


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _named(code: str, kind: str, texts: str, start: date | None, end: date | None) -> list[Name]:
    words = [w for w in texts.split(";") if w]
    found = [Name(w, code, kind, start, end, w in RISKY) for w in words]
    if kind == "demonym":
        plural = [(w, _plural(w)) for w in words]
        found += [Name(p, code, kind, start, end, p in RISKY) for w, p in plural if p != w]
    return found


def _state(row: dict[str, str], extra: list[dict[str, str]]) -> State:
    """One line of the table, with its further names."""
    code, spells = row["code"], _spells(row["life"])
    start, end = spells[0][0], spells[-1][1]
    found: list[Name] = []
    for column, kind in (("name", "name"), ("official", "official"), ("adjectives", "adjective")):
        found += _named(code, kind, row[column], start, end)
    found += _named(code, "demonym", row["demonyms"], start, end)
    # a capital of today that was another state's before: the extra names give its dates
    found += _named(code, "capital", row["capitals"], start, end)
    for more in extra:
        since, until = _day(more["start"]) or start, _day(more["end"]) or end
        found += _named(code, more["kind"], more["names"], since, until)
    unique = tuple(dict.fromkeys(found))
    members = _spells(row["un"]) if row["un"] else ()
    group, _, since_text = row["group"].partition(">")
    codes = [("iso3", code, None, None), *_codes("iso2", row["iso2"]), *_codes("m49", row["m49"])]
    return State(
        code=code, name=row["name"], official=row["official"], start=start, end=end, spells=spells,
        admitted=members[0][0] if members else None, memberships=members, group=group, group_since=_day(since_text),
        before=tuple(filter(None, row["before"].split(";"))), after=tuple(filter(None, row["after"].split(";"))),
        article=row["article"], names=unique, codes=(*codes, *_codes("cow", row["cow"])),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _table() -> dict[str, State]:
    extra: dict[str, list[dict[str, str]]] = {}
    for row in _rows("state_names.csv"):
        extra.setdefault(row["code"], []).append(row)
    return {row["code"]: _state(row, extra.get(row["code"], [])) for row in _rows("states.csv")}


# Codes that others use for our states: withdrawn ISO codes, the UN library's.
OTHER_CODES = {
    "GER": "DEU", "BYS": "BLR", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "BUR": "MMR", "DHY": "BEN", "HVO": "BFA",
    "VDR": "VNM", "KOS": "XKX", "RKS": "XKX",
}  # fmt: skip


def get(code: str) -> State:
    """The state with a code (ISO 3166-1 alpha-3, or the UN's own of a past state).

    Raises:
        UnknownName: no state has it.
    """
    table = _table()
    found = table.get(code) or table.get(OTHER_CODES.get(code, ""))
    if found is None:
        near = [c for c in table if code and c[:2] == code[:2].upper()] or [
            c for c in table if c[:1] == code[:1]
        ]
        raise UnknownName(code, "state code", near[:5])
    return found


def states(on: date | None = None) -> tuple[State, ...]:
    """Every state of the table, or the members of the United Nations on a day.

    >>> len(states(on=date(2015, 12, 2))), len(states(on=date(1945, 12, 31)))
    (193, 51)
    """
    everyone = tuple(_table().values())
    return everyone if on is None else tuple(s for s in everyone if s.is_member(on))


def un_memberships() -> tuple[tuple[State, date, date | None], ...]:
    """Every stretch of membership of the United Nations: the state, its first day, the day after its last."""
    return tuple((s, a, b) for s in _table().values() for a, b in s.memberships if a is not None)


def group_of(code: str, on: date | None = None) -> str | None:
    """The UN regional group of a state for elections: AG, APG, EEG, GRULAC, WEOG.

    The United States is an observer of WEOG and counted there; Turkey takes part in two groups and is counted in WEOG;
    Israel in WEOG from 2000, South Africa in AG from 1994. None where a state was in no group that day.

    Raises:
        UnknownName: no state has the code.
    """
    state = get(code)
    if on is not None and (on < GROUPS_SINCE or (state.group_since and on < state.group_since)):
        return None
    return state.group or None


@lru_cache(maxsize=1)
def names() -> tuple[Name, ...]:
    """Every name of every state: the gazetteer of a reading."""
    return tuple(n for s in _table().values() for n in s.names)


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[Name, ...]]:
    out: dict[str, list[Name]] = {}
    for n in names():
        out.setdefault(fold(n.text), []).append(n)
    for state in _table().values():
        out.setdefault(state.code.casefold(), []).append(
            Name(state.code, state.code, "code", state.start, state.end)
        )
    return {key: tuple(found) for key, found in out.items()}


def adjective(code: str) -> str:
    """The adjective of a state: "Kazakh"; the name where there is none."""
    state = get(code)
    return next((n.text for n in state.names if n.kind == "adjective"), state.name)


def demonym(code: str) -> str:
    """One citizen of a state: "Kazakh", "Frenchman"; the adjective where there is none."""
    return next((n.text for n in get(code).names if n.kind == "demonym"), adjective(code))


def by_code(system: str, value: str | int, on: date | None = None) -> State:
    """The state that has a code in another system on a day.

    Args:
        system: iso3, iso2, m49 or cow.
        value: the code; numbers may come without leading zeros.
        on: the day; None for today's bearer, or the last one.

    Raises:
        UnknownName: nobody has it that day.
        AmbiguousName: more than one state has it.
    """
    wanted = str(value).lstrip("0") or "0"
    fit = {
        s.code: s
        for s in _table().values()
        for name, code, a, b in s.codes
        if name == system
        and code.lstrip("0") == wanted
        and (on is None or (s.exists(on) and _within(((a, b),), on)))
    }
    lasting = {c: s for c, s in fit.items() if s.end is None} or fit
    if len(lasting) == 1:
        return next(iter(lasting.values()))
    if lasting:
        raise AmbiguousName(str(value), sorted(lasting), f"code system {system}")
    raise UnknownName(str(value), f"{system} code", note="" if on is None else f"on {on}")


def resolve(name: str, on: date | None = None) -> State:
    """The state that a name means on a day. Never a guess.

    Args:
        name: any name, official name, abbreviation, adjective, demonym, capital or seat, or an ISO3 code.
        on: the day that is meant; None for today, and for a past state where only it bears the name.

    Raises:
        UnknownName: nobody bears the name, or not on that day (the message says why); carries the nearest names.
        AmbiguousName: more than one state does.

    >>> resolve("Soviet Union", on=date(1975, 1, 1)).code, resolve("Zaire").code, resolve("Moscow").code
    ('SUN', 'COD', 'RUS')
    """
    key = fold(name)
    found = () if name.strip() in WORDS else _index().get(key, ())
    if key in ALSO and found:
        raise AmbiguousName(name, (*sorted({n.code for n in found}), ALSO[key]), "a capital and a seat")
    day = on or date.max
    alive = [n for n in found if get(n.code).exists(day)]
    if on is None and not alive:
        alive = list(found)
    codes = {n.code for n in alive if n.holds(day)} or {n.code for n in alive}
    if len(codes) == 1:
        return get(codes.pop())
    if codes:
        raise AmbiguousName(name, sorted(codes), "" if on is None else f"on {on}")
    if found:
        raise UnknownName(name, "state", *_why(found, day))
    raise UnknownName(name, "state", nearest(name))


def _why(found: tuple[Name, ...], on: date) -> tuple[tuple[str, ...], str]:
    """Whom to look at instead, and why a known name means no state on a day."""
    state = get(found[0].code)
    if state.end is not None and on >= state.end:
        return tuple(get(c).name for c in state.after), f"on {on}: it ended on {state.end}"
    if state.start is not None and on < state.start:
        return tuple(get(c).name for c in state.before), f"on {on}: it is a state since {state.start}"
    return (), f"on {on}: it was no state of its own that day"


def nearest(name: str, limit: int = 3) -> tuple[str, ...]:
    """Names that are spelt like this one, best first; for a hint, never for an answer."""
    from rapidfuzz import process

    keys = _index()
    close = process.extract(fold(name), list(keys), limit=limit * 3, score_cutoff=75)
    return tuple(dict.fromkeys(get(keys[k][0].code).name for k, _, _ in close))[:limit]
