"""Pledge files: who promised a vote to whom, how firmly, and when; read whole or not at all."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from foedus.election.rules import ELIGIBLE_GROUPS, PERMANENT, Group
from foedus.errors import PledgeError, UsageError
from foedus.model import states

Strength = Literal["written", "verbal", "none"]
STRENGTHS: tuple[Strength, ...] = ("written", "verbal", "none")
COLUMNS = ("state", "candidate", "strength", "date")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Pledge:
    """A state's promise to a candidate. ``strength`` none records a refusal to promise."""

    state: str
    candidate: str
    strength: Strength
    on: date | None = None
    line: int = 0


def template(on: date) -> str:
    """An empty pledge file with a line for every member of the United Nations on a day."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((s.code, "", "none", "") for s in states.states(on))
    return out.getvalue()


def read(path: Path, group: Group, candidates: Sequence[str], places: int, on: date) -> tuple[Pledge, ...]:
    """The pledges of a CSV file (state, candidate, strength, date).

    Args:
        path: the file.
        group: the ballot paper.
        candidates: ISO3 codes of the candidates.
        places: places to be filled; a state can promise as many votes as there are.
        on: the day of the election, on which names and membership are judged.

    Raises:
        PledgeError: a line that cannot be right, with its number, what was found and what was expected.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise PledgeError(f"no pledge file at {path}") from None
    except UnicodeDecodeError as err:
        raise PledgeError(f"{path.name}: not UTF-8 text (byte {err.start})") from None
    return parse(text, path.name, group, candidates, places, on)


def parse(
    text: str, name: str, group: Group, candidates: Sequence[str], places: int, on: date
) -> tuple[Pledge, ...]:
    """The pledges of CSV text; arguments and errors as :func:`read`."""
    check_candidates(candidates, group, on)
    rows = csv.reader(io.StringIO(text, newline=""))
    header = [h.strip().lower() for h in next(rows, [])]
    if sorted(header) != sorted(COLUMNS):
        raise PledgeError(
            f"{name}, line 1: the columns are {', '.join(COLUMNS)}; found {', '.join(header) or 'nothing'}"
        )
    found: list[Pledge] = []
    given: Counter[str] = Counter()
    members = {s.code for s in states.states(on)}
    for cells in rows:
        line = rows.line_num
        if not any(c.strip() for c in cells):
            continue
        if len(cells) != len(header):
            raise PledgeError(f"{name}, line {line}: {len(header)} cells expected, {len(cells)} found")
        row = dict(zip(header, (c.strip() for c in cells), strict=True))
        pledge = _pledge(row, line, name, candidates, members, on)
        if pledge is None:
            continue
        given[pledge.state] += pledge.strength != "none"
        same = [p for p in found if (p.state, p.candidate) == (pledge.state, pledge.candidate)]
        if same:
            raise PledgeError(
                f"{name}, line {line}: {pledge.state} was named for {pledge.candidate} on line {same[0].line}"
            )
        if given[pledge.state] > places:
            raise PledgeError(
                f"{name}, line {line}: {pledge.state} promises {given[pledge.state]} votes for {places} place(s)"
            )
        found.append(pledge)
    return tuple(found)


def _pledge(
    row: dict[str, str], line: int, name: str, candidates: Sequence[str], members: Collection[str], on: date
) -> Pledge | None:
    where = f"{name}, line {line}"
    for column, cell in row.items():
        if cell.startswith(FORMULA):
            raise PledgeError(
                f"{where}: {column} holds a spreadsheet formula or sign ({cell[:20]!r}); write the value"
            )
    if not row["candidate"]:
        if row["strength"] not in {"", "none"}:
            raise PledgeError(f"{where}: a {row['strength']} pledge names no candidate")
        return None
    try:
        state = states.resolve(row["state"], on=on).code
        candidate = states.resolve(row["candidate"], on=on).code
    except UsageError as err:
        raise PledgeError(f"{where}: {err}") from None
    if state not in members:
        raise PledgeError(
            f"{where}: {row['state']} has no vote: not a member of the United Nations on {on.isoformat()}"
        )
    if candidate not in candidates:
        raise PledgeError(
            f"{where}: {row['candidate']} is not a candidate here; candidates are {', '.join(candidates)}"
        )
    strength = row["strength"].lower()
    if strength not in STRENGTHS:
        raise PledgeError(f"{where}: strength is one of {', '.join(STRENGTHS)}; found {row['strength']!r}")
    try:
        day = date.fromisoformat(row["date"]) if row["date"] else None
    except ValueError:
        raise PledgeError(f"{where}: a date is written like 2016-05-31; found {row['date']!r}") from None
    return Pledge(state, candidate, strength, day, line)


def check_candidates(candidates: Sequence[str], group: Group, on: date) -> None:
    """Stop where a candidate cannot stand on this ballot paper.

    Raises:
        PledgeError: fewer than one, one twice, a permanent member, or one of another regional group.
    """
    if not candidates:
        raise PledgeError("name at least one candidate")
    if len(set(candidates)) < len(candidates):
        raise PledgeError(f"a candidate is named twice: {', '.join(candidates)}")
    for code in candidates:
        if code in PERMANENT:
            raise PledgeError(f"{code} is a permanent member and stands for no election")
        region = states.group_of(code, on)
        if region not in ELIGIBLE_GROUPS[group]:
            raise PledgeError(f"{code} is of the group {region or 'none'}; the ballot paper is {group}")
