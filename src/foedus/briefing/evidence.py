"""Evidence opened: row ids become tables that a reader can follow down to the single vote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.briefing.names import name_of

if TYPE_CHECKING:
    from foedus.record.queries import Record


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind, ready to print."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def describe_origins(origins: Iterable[str], record: Record) -> str:
    """The origins of some rows in words: who published what, and whether it was read or stated."""
    told = []
    for key in origins:
        o = record.origin(key)
        how = "stated by" if o.kind == "stated" else "read from"
        told.append(f"{how} {o.publisher}{f', {o.title}' if o.title else ''}")
    return "; ".join(dict.fromkeys(told))


def tables_of(rows: Iterable[str], record: Record) -> tuple[Table, ...]:
    """The rows behind a piece of evidence: votes pivoted by roll call, other rows by kind."""
    votes: dict[str, dict[str, str]] = {}
    states: list[str] = []
    others: dict[str, list[str]] = {}
    for row in dict.fromkeys(rows):
        kind, _, rest = row.partition(":")
        if kind == "vote":
            symbol, _, state = rest.rpartition(":")
            votes.setdefault(symbol, {})[state] = row
            if state not in states:
                states.append(state)
        else:
            others.setdefault(kind, []).append(row)
    out = []
    if votes:
        out.append(_votes(votes, states, record))
    out += [_plain(ids, record) for kind, ids in others.items() if kind != "rollcall" or not votes]
    return tuple(out)


def _votes(votes: dict[str, dict[str, str]], states: list[str], record: Record) -> Table:
    """Roll calls down, states across; many states on one vote turn round."""
    if len(votes) == 1 and len(states) > 4:
        symbol = next(iter(votes))
        cast = record.votes(symbol)
        choices_of = tuple(
            (name_of(s), cast[s].choice.replace("_", " ") if s in cast else "no row") for s in states
        )
        return Table(("state", f"vote on {symbol}"), choices_of)
    body: list[tuple[str, ...]] = []
    for symbol, counted in votes.items():
        rc, cast = record.roll_call(symbol), record.votes(symbol)
        choices = (cast[s].choice.replace("_", " ") if s in cast and s in counted else "—" for s in states)
        body.append((rc.date.isoformat() if rc else "", symbol, rc.title if rc else "", *choices))
    return Table(("date", "resolution", "title", *(name_of(s) for s in states)), tuple(sorted(body)))


def _plain(ids: list[str], record: Record) -> Table:
    """Rows of one kind with the fields that hold something."""
    acts = [a for a in (record.row(i) for i in ids) if a is not None]
    if not acts:
        return Table(("row",), tuple((i,) for i in ids))
    skip = {"id", "origin", "undl_id", "family", "subjects", "words", "agenda"}
    names = [n for n in acts[0].__dataclass_fields__ if n not in skip and any(_filled(a, n) for a in acts)]
    return Table(
        tuple(n.replace("_", " ") for n in names),
        tuple(tuple(_text(getattr(a, n, "")) for n in names) for a in acts),
    )


def _filled(act: object, name: str) -> bool:
    return getattr(act, name, None) not in (None, "", ())


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:g}"
    return str(value)
