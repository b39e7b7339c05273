"""The values of the canonical language: how each kind is written, recognised and read back."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from foedus.errors import CanonicalError, FoedusError

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Slot:
    """A kind of value.

    Attributes:
        pattern: what it looks like.
        write: (fields, key) to words; None where the fields hold none.
        read: (words, key) to fields.
        also: other fields that it says.
    """

    pattern: str
    write: Callable[[Fields, str], str | None]
    read: Callable[[str, str], dict[str, Any]]
    also: tuple[str, ...] = ()

    def covers(self, key: str) -> frozenset[str]:
        """The fields that it says where it stands for one."""
        return frozenset({key, *self.also})


# -- names -------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _named() -> dict[str, str]:
    """Every name of a state or body to its code; where a name means several, the one that goes by it today."""
    from foedus.model import bodies, states

    out: dict[str, str] = {}
    for found in (*states.names(), *bodies.body_names()):
        named = found.kind not in {"adjective", "demonym"}
        if named and (found.end is None or found.text.lower() not in out):
            out[found.text.lower()] = found.code
    for body in bodies.bodies():
        out[body.name.lower()] = body.code
        out[body.spoken.lower()] = body.code
    for state in states.states():
        out[state.name.lower()] = state.code
    return out


def name(code: str) -> str | None:
    """The name of a state or body in a sentence."""
    from foedus.model import bodies, states

    try:
        return states.get(code).name
    except FoedusError:
        pass
    try:
        return bodies.get_body(code).spoken
    except FoedusError:
        return None


def code_of(words: str) -> str:
    """The code of a state or body.

    Raises:
        CanonicalError: nobody goes by that name.
    """
    from foedus.model.states import nearest

    plain = words.strip()
    for text in (plain, plain.removeprefix("the ").removeprefix("The ")):
        found = _named().get(text.lower())
        if found:
            return found
        if re.fullmatch(r"[A-Z]{3}", text) and name(text):
            return text
    near = nearest(plain)
    raise CanonicalError(plain, "a state or organisation", near[0] if near else None)


def listed(parts: list[str]) -> str:
    """Names in a row: "A, B and C"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def parted(words: str) -> list[str]:
    """The names of a row; a name with a comma or an "and" of its own stays whole."""
    pieces = re.split(r"(,\s+|\s+and\s+)", words.strip())
    out: list[str] = []
    i = 0
    while i < len(pieces):
        for j in range(min(len(pieces), i + 7), i, -2):
            whole = "".join(pieces[i:j])
            if j == i + 1 or _named().get(whole.lower().removeprefix("the ")) or _named().get(whole.lower()):
                out.append(whole)
                i = j + 1
                break
    return [p for p in out if p.strip(" ,")]


def _codes(fields: Fields, key: str) -> list[str]:
    found = fields.get(key)
    if not found and key == "actors" and fields.get("actor"):
        found = [fields["actor"]]
    return [found] if isinstance(found, str) else list(found or ())


def _write_states(fields: Fields, key: str) -> str | None:
    names = [name(c) for c in _codes(fields, key)]
    return listed([n for n in names if n]) if names and all(names) else None


def _read_states(words: str, key: str) -> dict[str, Any]:
    codes = [code_of(p) for p in parted(words)]
    return {key: codes, **({"actor": codes[0]} if key == "actors" and len(codes) == 1 else {})}


def _write_anybody(fields: Fields, key: str) -> str | None:
    found = [name(c) or c for c in _codes(fields, key)]
    return listed(found) if found else None


def _read_anybody(words: str, key: str) -> dict[str, Any]:
    codes = [_named().get(p.lower().removeprefix("the "), p) for p in parted(words)]
    if key == "actors":
        return {"actors": codes, **({"actor": codes[0]} if len(codes) == 1 else {})}
    return {key: codes[0]}


def _one(fields: Fields, key: str) -> str | None:
    return name(str(fields[key])) if fields.get(key) else None


def _write_group(code: str) -> str | None:
    if code.startswith("allies of "):
        of = name(code.removeprefix("allies of "))
        return f"the allies of {of}" if of else None
    return name(code)


def _read_group(words: str) -> str:
    found = re.fullmatch(r"the allies of (.+)", words, re.IGNORECASE)
    return f"allies of {code_of(found[1])}" if found else code_of(words)


def _groups(fields: Fields, key: str) -> str | None:
    names = [_write_group(c) for c in fields.get(key) or ()]
    return " or else of ".join(n for n in names if n) if names and all(names) else None


# -- days --------------------------------------------------------------------------------------------------------------

_SPAN = r"\d{4}(?:-\d\d(?:-\d\d)?)?(?: to \d{4}(?:-\d\d(?:-\d\d)?)?)?"
SPANS = rf"{_SPAN}(?: or {_SPAN})*"


def write_span(low: str, high: str) -> str:
    """Two days as a day, a month, a year, or from one to the other.

    >>> write_span("2014-03-01", "2014-03-31"), write_span("2014-01-01", "2015-12-31")
    ('2014-03', '2014 to 2015')
    """
    a, b = date.fromisoformat(low), date.fromisoformat(high)
    if a == b:
        return low
    whole_months = a.day == 1 and b.day == monthrange(b.year, b.month)[1]
    if whole_months and (a.month, b.month) == (1, 12):
        return str(a.year) if a.year == b.year else f"{a.year} to {b.year}"
    if whole_months:
        return low[:7] if low[:7] == high[:7] else f"{low[:7]} to {high[:7]}"
    return f"{low} to {high}"


def read_span(words: str) -> tuple[str, str, str]:
    """(first day, last day, precision) of a span.

    Raises:
        CanonicalError: there is no such day.
    """
    first, _, last = words.strip().partition(" to ")
    try:
        low, high = _edges(first), _edges(last or first)
    except ValueError:
        raise CanonicalError(words, "a day, month or year (2014-03-27, 2014-03, 2014)", None) from None
    precision = {4: "year", 7: "month", 10: "day"}[len(first)]
    return low[0], high[1], "years" if last and precision == "year" else precision


def _edges(text: str) -> tuple[str, str]:
    year, *rest = map(int, text.split("-"))
    if not rest:
        return date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
    if len(rest) == 1:
        return date(year, rest[0], 1).isoformat(), date(
            year, rest[0], monthrange(year, rest[0])[1]
        ).isoformat()
    day = date(year, rest[0], rest[1]).isoformat()
    return day, day


def _write_spans(when: Any) -> str | None:
    found = (when or {}).get("candidates") or ()
    return " or ".join(write_span(a, b) for a, b in found) or None


def _read_spans(words: str) -> dict[str, Any]:
    found = [read_span(part) for part in words.split(" or ")]
    return {"text": words, "candidates": [[a, b] for a, b, _ in found], "precision": found[0][2]}


def _write_scene(fields: Fields, key: str) -> str | None:
    """In which body, on which day: "In the UN General Assembly on 2014-03-27"."""
    when = fields.get("when") or next(iter((fields.get("frame") or {}).get("dates") or ()), None)
    of, day = name(str(fields.get(key) or "")), _write_spans(when)
    said = " ".join(p for p in (f"in {of}" if of else "", f"on {day}" if day else "") if p)
    return said or None


def _read_scene(words: str, key: str) -> dict[str, Any]:
    found = re.fullmatch(rf"(?:In (?P<of>.+?))?(?:\s?on (?P<day>{SPANS}))?", words, re.IGNORECASE)
    out: dict[str, Any] = {}
    if found and found["of"]:
        out[key] = code_of(found["of"])
    if found and found["day"]:
        out["when"] = _read_spans(found["day"])
    return out


def _write_years(fields: Fields, key: str) -> str | None:
    found = fields.get(key) or {}
    if found.get("since"):
        return (
            f"from {found['since']} to {found['until']}"
            if found.get("until")
            else f"from {found['since']} on"
        )
    return f"over the last {found['years']} years" if found.get("years") else None


def _read_years(words: str, key: str) -> dict[str, Any]:
    if words.startswith("over"):
        return {key: {"years": int(re.findall(r"\d+", words)[0])}}
    days = re.findall(r"\d{4}-\d\d-\d\d", words)
    return {key: {"since": days[0], "until": days[1] if len(days) > 1 else None}}


# -- numbers -----------------------------------------------------------------------------------------------------------

_SOFT = {
    "about": "about", "nearly": "nearly", "over": "more than", "under": "fewer than", "at_least": "at least", "at_most": "at most",
}  # fmt: skip
_HARD = {words: key for key, words in _SOFT.items()}
_NUMBER = r"\d+(?:\.\d+)?"
_AMOUNT = rf"(?:(?:{'|'.join(_HARD)}) )?{_NUMBER}"


def _amount(value: Any, comparator: str | None) -> str:
    from foedus.model.compare import Comparator

    kind = Comparator.of(comparator).value
    number = float(value)
    said = str(int(number)) if number == int(number) else repr(number)
    return f"{_SOFT[kind]} {said}" if kind in _SOFT else said


def _write_amount(fields: Fields, key: str) -> str | None:
    return None if fields.get(key) is None else _amount(fields[key], fields.get("comparator"))


def _read_amount(words: str, key: str) -> dict[str, Any]:
    soft = next((k for w, k in _HARD.items() if words.lower().startswith(w)), "=")
    number = float(re.findall(_NUMBER, words)[0])
    return {key: int(number) if number == int(number) else number, "comparator": soft}


def _plain(fields: Fields, key: str) -> str | None:
    return None if fields.get(key) is None else str(fields[key])


def _nth(fields: Fields, key: str) -> str | None:
    n = fields.get(key)
    if n is None:
        return None
    ending = "th" if n % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


# -- votes -------------------------------------------------------------------------------------------------------------

_DEEDS: dict[tuple[str, ...], str] = {
    ("yes",): "voted in favour of",
    ("no",): "voted against",
    ("abstain",): "abstained on",
    ("not_voting",): "did not vote on",
    ("no", "abstain", "not_voting"): "did not vote in favour of",
    ("yes", "abstain", "not_voting"): "did not vote against",
    ("yes", "no", "not_voting"): "did not abstain on",
    ("yes", "no", "abstain"): "took part in the vote on",
    ("abstain", "not_voting"): "neither backed nor opposed",
}
_CHOICES = ("yes", "no", "abstain", "not_voting")
_WORD = {"yes": "yes", "no": "no", "abstain": "abstained", "not_voting": "absent"}
_LIKE = {
    "same": "voted as {} did on",
    "other": "did not vote as {} did on",
    "opposite": "voted the opposite of {} on",
}
_ACT = "while backing the act itself "
_DEED = (
    rf"(?:{_ACT})?(?:" + "|".join(re.escape(d) for d in sorted(_DEEDS.values(), key=len, reverse=True))
    + r"|answered (?:yes|no|abstained|absent)(?: or (?:yes|no|abstained|absent))* to|voted as .+? did on|did not vote as .+? did on|voted the opposite of .+? on)"
)  # fmt: skip


def _write_deed(fields: Fields, _key: str) -> str | None:
    act = _ACT if fields.get("act") else ""
    if fields.get("with"):
        of = "the majority" if fields["with"] == "MAJORITY" else name(str(fields["with"]))
        return act + _LIKE[str(fields.get("relation", "same"))].format(of) if of else None
    choices = tuple(c for c in _CHOICES if c in (fields.get("choices") or ()))
    if not choices:
        return None
    said = _DEEDS.get(choices) or f"answered {' or '.join(_WORD[c] for c in choices)} to"
    return act + said


def _read_deed(words: str, _key: str) -> dict[str, Any]:
    act = {"act": True} if words.lower().startswith(_ACT) else {}
    words = words[len(_ACT) :] if act else words
    for choices, said in _DEEDS.items():
        if said == words.lower():
            return {"choices": list(choices), **act}
    if words.startswith("answered"):
        return {"choices": [c for c in _CHOICES if re.search(rf"\b{_WORD[c]}\b", words)], **act}
    for relation, said in _LIKE.items():
        found = re.fullmatch(re.escape(said).replace(r"\{\}", "(.+)"), words, re.IGNORECASE)
        if found:
            of = "MAJORITY" if found[1].lower() == "the majority" else code_of(found[1])
            return {"with": of, "relation": relation, **act}
    raise CanonicalError(words, "a way of voting", "voted in favour of")


_SYMBOL = r"[A-Z](?:/[A-Za-z0-9().#\[\] -]+?)+"


def _write_vote(frame: Any) -> str | None:
    if not isinstance(frame, Mapping):
        return None
    if frame.get("symbol"):
        return str(frame["symbol"])
    if 1 < len(frame.get("symbols") or ()) <= _MOST:
        return "one of " + " or ".join(frame["symbols"])
    said = (
        " ".join(w.removeprefix("~") for w in frame.get("near") or () if not w.startswith("@"))
        or frame.get("unidentified")
        or ""
    )
    return f'a vote that was not identified ("{_quotable(said)}")'


def _read_vote(words: str) -> dict[str, Any]:
    if words.lower().startswith("a vote"):
        return {"unidentified": words.partition('"')[2].rpartition('"')[0] or "no words"}
    if words.lower().startswith("one of "):
        return {"symbols": words[7:].split(" or ")}
    words = re.sub(r"^(?:the )?resolution ", "", words, flags=re.IGNORECASE)
    return {"symbol": _symbol(words)}


def _symbol(words: str) -> str:
    """The symbol of a resolution in full: "68/262" and "ES-11/1" are the Assembly's, "2202 (2015)" the Council's."""
    if re.match(r"[A-Z]/", words):
        return words
    if re.fullmatch(r"(?:ES-|S-)?\d+/\d+.*", words):
        return f"A/RES/{words}"
    found = re.fullmatch(r"(\d+)\s*(\(\d{4}\))?", words)
    if found is None:
        raise CanonicalError(words, "the symbol of a resolution", "A/RES/68/262")
    return f"S/RES/{found[1]}{found[2] or ''}"


_MOST = 8  # votes that are named one by one where it is not known which is meant
_VOTE = rf"(?:a vote that was not identified(?: \(\"[^\"]*\"\))?|one of {_SYMBOL}(?: or {_SYMBOL})*|(?:the )?(?:resolution )?(?:{_SYMBOL}|(?:ES-)?\d[\w/()-]*))"


def _write_votes(fields: Fields, key: str) -> str | None:
    frames = fields.get(key) or ()
    said = [str(f["symbol"]) for f in frames if isinstance(f, Mapping) and f.get("symbol")]
    return listed(said) if said and len(said) == len(frames) else "votes that were not identified"


def _read_votes(words: str, key: str) -> dict[str, Any]:
    if words.startswith("votes that"):
        return {key: []}
    return {key: [{"symbol": s} for s in re.split(r", | and ", words)]}


def _by(fields: Fields, key: str, say: Callable[[Any], str | None], join: str = " ") -> str | None:
    out = []
    for code, value in (fields.get(key) or {}).items():
        of, said = name(code), say(value)
        if of is None or said is None:
            return None
        out.append(f"{of}{join}{said}")
    return ", ".join(out) or None


def _read_by(words: str, key: str, tail: str, take: Callable[[str], Any]) -> dict[str, Any]:
    out = {}
    for m in re.finditer(rf"(.+?) ({tail})(?:, |$)", words):
        out[code_of(m[1])] = take(m[2])
    return {key: out}


_COUNTS = (("yes", "yes"), ("no", "no"), ("abstain", "abstentions"), ("not_voting", "absent"))


def _write_counts(fields: Fields, _key: str) -> str | None:
    said = [
        f"{_amount(fields[k], fields.get('comparator'))} {w}" for k, w in _COUNTS if fields.get(k) is not None
    ]
    return listed(said) if said else None


def _read_counts(words: str, _key: str) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for amount, word in re.findall(rf"({_AMOUNT}) (yes|no|abstentions|absent)", words):
        read = _read_amount(amount, next(k for k, w in _COUNTS if w == word))
        out.update(read)
    return out


# -- words -------------------------------------------------------------------------------------------------------------


def _quotable(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace('"', "”")).strip()


def _write_quoted(fields: Fields, key: str) -> str | None:
    return f'"{_quotable(str(fields[key]))}"' if fields.get(key) else None


_STATUS = {
    "member": "member", "observer": "observer", "candidate": "candidate", "associate": "associate member", "partner": "partner",
    "acceding": "acceding state", "signatory": "signatory", "party": "party", "suspended": "suspended member", "ally": "ally",
}  # fmt: skip
_SEATS = {"permanent": "permanent ", "non-permanent": "non-permanent "}
_STATUSES = "|".join(_STATUS.values())


def _write_status(fields: Fields, _key: str) -> str | None:
    word = _STATUS.get(str(fields.get("status") or "member"))
    said = f"{_SEATS.get(str(fields.get('seat')), '')}{word}"
    return None if word is None else f"{'an' if said[0] in 'aeiou' else 'a'} {said}"


def _read_status(words: str, _key: str) -> dict[str, Any]:
    low = re.sub(r"^an? ", "", words.lower())
    seat = next((k for k, w in _SEATS.items() if low.startswith(w)), None)
    low = low[len(_SEATS[seat]) :] if seat else low
    status = next(k for k, w in _STATUS.items() if low in {w, f"{w}s"})
    return {"status": status, **({"seat": seat} if seat else {})}


def _choice(
    table: Mapping[Any, str],
) -> tuple[str, Callable[[Fields, str], str | None], Callable[[str, str], dict[str, Any]]]:
    """Pattern, writer and reader of a field that holds one of a few values; None stands for the field's absence."""
    back = {words.lower(): value for value, words in table.items()}

    def write(fields: Fields, key: str) -> str | None:
        return table.get(fields.get(key))

    def read(words: str, key: str) -> dict[str, Any]:
        value = back[words.lower()]
        return {} if value is None else {key: value}

    return "|".join(re.escape(w) for w in sorted(table.values(), key=len, reverse=True)), write, read


_FLAGS = {
    "founding": "as a founder", "presupposed": "as is taken for granted", "future": "as is expected", "explicit": "as a count of votes",
    "past": "at some time before", "ever": "at some time before",
}  # fmt: skip
_VERSUS = {
    (None, None): "was larger than",
    ("smaller", None): "was smaller than",
    (None, "overtake"): "overtook",
    ("smaller", "overtake"): "fell behind",
}
_MEASURES = {"GDP, current US$": "GDP", "population": "population", "armed forces": "army", "area": "territory", "exports": "export",
             "production": "production", "trade": "trade", "investment": "investment"}  # fmt: skip
_NAME = r"[^\"()]+?"


def _free(fields: Fields, key: str) -> str | None:
    said = str(fields.get(key) or "")
    return said if said and re.fullmatch(r"[^\"()\[\]]+", said) else None


SLOTS: dict[str, Slot] = {
    "states": Slot(_NAME, _write_states, _read_states, ("actor",)),
    "state": Slot(_NAME, _one, lambda w, k: {k: code_of(w)}),
    "anybody": Slot(_NAME, _write_anybody, _read_anybody, ("actor",)),
    "body": Slot(_NAME, _one, lambda w, k: {k: code_of(w)}),
    "place": Slot(
        _NAME,
        lambda f, k: name(str(f.get("state") or f.get("org") or "")) if k == "of" else "the world" if f.get(k) == "world" else _one(f, k),
        lambda w, k: ({k: "world"} if w == "the world" else {_state_or_org(code_of(w)): code_of(w)} if k == "of" else {k: code_of(w)}),
        ("state", "org"),
    ),
    "group": Slot(_NAME, lambda f, k: _write_group(str(f[k])) if f.get(k) else None, lambda w, k: {k: _read_group(w)}),
    "groups": Slot(_NAME, _groups, lambda w, k: {k: [_read_group(p) for p in w.split(" or else of ")]}),
    "person": Slot(_NAME, _free, lambda w, k: {k: w, "actor": w}, ("actor",)),
    "words": Slot(r"[^\"()\[\],]+?", _free, lambda w, k: {k: w}),
    "quoted": Slot(r"\"[^\"]*\"", _write_quoted, lambda w, k: {k: w.strip('"')}),
    "scene": Slot(rf"In [^,\"()]+?(?: on (?:{SPANS}))?|On (?:{SPANS})", _write_scene, _read_scene, ("when",)),
    "span": Slot(SPANS, lambda f, k: _write_spans(f.get(k)), lambda w, k: {k: _read_spans(w)}),
    "year": Slot(
        r"\d{4}",
        lambda f, k: (f.get(k) or {}).get("candidates", [["", ""]])[0][0][:4] or None,
        lambda w, k: {k: _read_spans(w)},
        ("term",),
    ),
    "day": Slot(r"\d{4}-\d\d-\d\d", _plain, lambda w, k: {k: read_span(w)[0]}),
    "years": Slot(r"from \d{4}-\d\d-\d\d (?:on|to \d{4}-\d\d-\d\d)|over the last \d+ years", _write_years, _read_years),
    "term": Slot(r"\d{4}-\d{4}", _plain, lambda w, k: {k: w}),
    "int": Slot(r"\d+", _plain, lambda w, k: {k: int(w)}),
    "nth": Slot(r"\d+(?:st|nd|rd|th)", _nth, lambda w, k: {k: int(w[:-2])}),
    "amount": Slot(_AMOUNT, _write_amount, _read_amount, ("comparator",)),
    "number": Slot(_AMOUNT, _write_amount, _read_amount, ("comparator",)),
    "deed": Slot(_DEED, _write_deed, _read_deed, ("choices", "with", "relation", "act", "choice", "choices_if_absent")),
    "vote": Slot(_VOTE, lambda f, k: _write_vote(f.get(k)), lambda w, k: {k: _read_vote(w)}),
    "vote_list": Slot(rf"votes that were not identified|{_SYMBOL}(?:(?:, | and ){_SYMBOL})*", _write_votes, _read_votes, ("frame",)),
    "votes_by": Slot(
        r".+",
        lambda f, k: _by(f, k, lambda v: " or ".join(_WORD[c] for c in v)),
        lambda w, k: _read_by(w, k, r"(?:yes|no|abstained|absent)(?: or (?:yes|no|abstained|absent))*", lambda t: [c for c in _CHOICES if re.search(rf"\b{_WORD[c]}\b", t)])
        | {"actors": list(_read_by(w, k, r"(?:yes|no|abstained|absent)(?: or (?:yes|no|abstained|absent))*", str)[k])},
        ("actors", "actor", "choices", "with", "relation"),
    ),
    "shares": Slot(r".+", lambda f, k: _by(f, k, lambda v: str(int(v))), lambda w, k: _read_by(w, k, r"\d+", int)),
    "dates_by": Slot(
        r".+",
        lambda f, k: _by(f, k, _write_spans, " in "),
        lambda w, k: {k: {code_of(m[1]): _read_spans(m[2]) for m in re.finditer(rf"(.+?) in ({SPANS})(?:, |$)", w)}}
        | {"actors": [code_of(m[1]) for m in re.finditer(rf"(.+?) in ({SPANS})(?:, |$)", w)]},
        ("actors", "actor", "date"),
    ),
    "counts": Slot(rf"{_AMOUNT} (?:yes|no|abstentions|absent)(?:(?:, | and ){_AMOUNT} (?:yes|no|abstentions|absent))*", _write_counts, _read_counts,
                   ("yes", "no", "abstain", "not_voting", "comparator")),
    "status": Slot(rf"an? (?:permanent |non-permanent )?(?:{_STATUSES})", _write_status, _read_status, ("seat",)),
    "rank": Slot(
        rf"an? (?:{_STATUSES})",
        lambda f, k: _write_status({"status": f[k]}, k) if f.get(k) not in {None, "member"} else None,
        _read_status,
    ),
    "statuses": Slot(
        rf"(?:permanent |non-permanent )?(?:{_STATUSES})s",
        lambda f, k: re.sub(r"^an? ", "", _write_status(f, k) or "") + "s",
        _read_status,
        ("seat",),
    ),
    "seat": Slot(*_choice({None: "a seat", "permanent": "a permanent seat", "non-permanent": "a non-permanent seat"})),
    "flag": Slot(
        "|".join(dict.fromkeys(_FLAGS.values())),
        lambda f, k: _FLAGS[k] if f.get(k) else None,
        lambda _w, k: {k: True},
    ),
    "takes": Slot(*_choice({None: "takes", True: "took"})),
    "move": Slot(*_choice({"join": "joined", "leave": "left", "apply": "applied to join", "talks": "began talks to join"})),
    "held": Slot(*_choice({None: "was", "start": "became", "end": "ceased to be"})),
    "office": Slot(r"head of state|head of government|[a-z-]+(?: minister)?", _free, lambda w, k: {k: w.lower()}),
    "order": Slot(*_choice({None: "largest", "smallest": "smallest"})),
    "versus": Slot(
        "|".join(_VERSUS.values()),
        lambda f, _k: _VERSUS.get((f.get("order"), f.get("event"))),
        lambda w, _k: {k: v for k, v in zip(("order", "event"), next(p for p, said in _VERSUS.items() if said == w.lower()), strict=True) if v},
        ("order", "event"),
    ),
    "kindof": Slot(*_choice({None: "members", "observer": "observers"})),
    "measured": Slot(*_choice(_MEASURES)),
    "oftener": Slot(*_choice({"more": "more", "less": "less"})),
    "muchly": Slot(*_choice({"many": "many", "most": "most"})),
    "unity": Slot(*_choice({"lacks unity": "lacked unity", "one": "voted as one"})),
    "could": Slot(*_choice({"can": "could", "cannot": "could not"})),
}  # fmt: skip


def _state_or_org(code: str) -> str:
    """Whether an office is of a state or of an organisation."""
    from foedus.model import states

    try:
        states.get(code)
    except FoedusError:
        return "org"
    return "state"
