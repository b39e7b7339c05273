"""Does the record add up? Accounting rules that every version passes before anybody sees it.

Two kinds of finding: a *fault* stops the import (an origin nobody knows, a total that is not the sum, a day outside its
session, a file of which many votes come from states that were no members). A *remark* is kept and shown by ``verify``:
single votes around a state's admission and dissolution, single days outside a session, tallies that differ. Remarks
that were looked into are pinned in ``pinned.py`` with their count and reason; any other is open.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.errors import SourceError
from foedus.record.content import Row, Rows
from foedus.record.pinned import EXCEPTIONS
from foedus.record.schema import ACTS, BY_NAME

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

TOO_MANY = (
    0.02  # share of a file's votes cast by states that were no members, above which the file is not believed
)
EXACT = ("undl", "press", "starter")  # publishers whose stated totals must be those counted
UNDATED = "day not known"  # how a note begins where only the month of a roll call is right
_OBS = {name: index for index, name in enumerate(BY_NAME["observation"].names)}
_REGULAR = re.compile(r"^\d+$")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not add up.

    Attributes:
        rule: origin, total, session, not a member, no row, tally.
        publisher: whose rows.
        subject: a state, a symbol, a table.
        count: how often.
        example: the first place where it happens.
        fault: whether it stops an import.
        why: the reason that is pinned for it; "" while open.
    """

    rule: str
    publisher: str
    subject: str
    count: int
    example: str
    fault: bool = False
    why: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            name: getattr(self, name)
            for name in ("rule", "publisher", "subject", "count", "example", "fault", "why")
        }


def letters(rows: Rows, voters: tuple[str, ...]) -> npt.NDArray[np.uint8]:
    """The packed votes of all observations as a matrix of ASCII codes."""
    import numpy as np

    text = "".join(row[-1] for row in rows["observation"]).encode("ascii")
    return np.frombuffer(text, dtype=np.uint8).reshape(len(rows["observation"]), len(voters))


def members(rows: Rows, voters: tuple[str, ...], days: list[dt.date]) -> npt.NDArray[np.bool_]:
    """Which voters were members of the United Nations on which of some days; days of change count as both."""
    import numpy as np

    place = {code: index for index, code in enumerate(voters)}
    columns = {name: index for index, name in enumerate(BY_NAME["membership"].names)}
    when = np.array([day.toordinal() for day in days])
    out = np.zeros((len(days), len(voters)), dtype=bool)
    for row in rows["membership"]:
        at = place.get(row[columns["state"]])
        if row[columns["org"]] != "UN" or row[columns["status"]] != "member" or at is None or not row[-1]:
            continue
        since, until = row[columns["since"]], row[columns["until"]]
        inside = (when >= since.toordinal()) if since else np.ones(len(days), dtype=bool)
        if until:
            inside &= when < until.toordinal()
        out[:, at] |= inside
    return out


def _origins(rows: Rows) -> list[Finding]:
    """Every row names an origin that is there."""
    known = {row[0] for row in rows["origin"]}
    out = []
    for table in ("observation", *ACTS, "expected", "tally"):
        at = BY_NAME[table].names.index("origin")
        missing = Counter(row[at] for row in rows[table] if row[at] not in known)
        out += [Finding("origin", "", table, count, name, fault=True) for name, count in missing.items()]
    return out


def _totals(rows: Rows, packed: npt.NDArray[np.uint8]) -> list[Finding]:
    """Stated totals are those counted, wherever the publisher says what every member did."""
    out = []
    counted = {
        name: (packed == ord(letter)).sum(axis=1)
        for name, letter in (("yes", "Y"), ("no", "N"), ("abstain", "A"), ("not_voting", "X"))
    }
    for index, row in enumerate(rows["observation"]):
        stated = {name: row[_OBS[name]] for name in counted}
        found = {name: int(counts[index]) for name, counts in counted.items()}
        wrong = [name for name, value in stated.items() if value is not None and value != found[name]]
        if wrong:
            words = ", ".join(f"{stated[name]} {name} stated, {found[name]} counted" for name in wrong)
            publisher = row[_OBS["publisher"]]
            fault = publisher in EXACT
            out.append(
                Finding("total", publisher, row[_OBS["symbol"]] or row[_OBS["ident"]], 1, words, fault=fault)
            )
    return out


def _sessions(rows: Rows) -> list[Finding]:
    """No vote of a regular session lies outside the year in which the session sat."""
    wrong: dict[str, list[str]] = defaultdict(list)
    many = Counter(row[_OBS["publisher"]] for row in rows["observation"])
    for row in rows["observation"]:
        session, day = row[_OBS["session"]], row[_OBS["date"]]
        if row[_OBS["body"]] != "UNGA" or not _REGULAR.match(session):
            continue
        year = 1945 + int(session)
        low = dt.date(1946, 1, 10) if session == "1" else dt.date(year, 9, 1)
        if not low <= day < dt.date(year + 1, 11, 1):
            wrong[row[_OBS["publisher"]]].append(
                f"{row[_OBS['symbol']] or row[_OBS['ident']]} of session {session} on {day}"
            )
    out = []
    for publisher, found in wrong.items():
        fault = publisher in EXACT and len(found) > TOO_MANY * many[publisher]
        out.append(Finding("session", publisher, "UNGA", len(found), found[0], fault=fault))
    return out


def _membership(rows: Rows, voters: tuple[str, ...], packed: npt.NDArray[np.uint8]) -> list[Finding]:
    """Nobody votes before admission or after dissolution, and every member has a row."""
    import numpy as np

    if not any(row[1] == "UN" for row in rows["membership"]):
        return []
    dated = [not row[_OBS["note"]].startswith(UNDATED) for row in rows["observation"]]
    keep = np.array([row[_OBS["body"]] == "UNGA" for row in rows["observation"]]) & np.array(dated)
    observations = [row for row, kept in zip(rows["observation"], keep, strict=True) if kept]
    if not observations:
        return []
    inside = members(rows, voters, [row[_OBS["date"]] for row in observations])
    before = members(rows, voters, [row[_OBS["date"]] - dt.timedelta(days=1) for row in observations])
    said = packed[keep]
    spoke = np.isin(said, np.frombuffer(b"YNAX", dtype=np.uint8))
    votes = np.isin(said, np.frombuffer(b"YNA", dtype=np.uint8))
    strange = votes & ~inside & ~before
    absent = (said == ord(".")) & inside & before
    publishers = np.array([row[_OBS["publisher"]] for row in observations])
    out = []
    for publisher in map(str, sorted(set(publishers))):
        mine = publishers == publisher
        many = int(strange[mine].sum()) > TOO_MANY * max(1, int(spoke[mine].sum()))
        for rule, cells in (("not a member", strange), ("no row", absent)):
            of = cells & mine[:, None]
            for column in np.flatnonzero(of.any(axis=0)):
                first = observations[int(np.flatnonzero(of[:, column])[0])]
                example = f"{first[_OBS['symbol']] or first[_OBS['ident']]} on {first[_OBS['date']]}"
                fault = many and rule == "not a member"
                out.append(
                    Finding(rule, publisher, voters[column], int(of[:, column].sum()), example, fault=fault)
                )
    return out


def tally_differences(rows: Rows, voters: tuple[str, ...]) -> list[tuple[str, str, str, str, str]]:
    """Official tallies that are not those counted: publisher, session, state, tally stated, tally counted.

    Tallies read yes-no-abstaining-not voting. Only sessions with the same number of votes on both sides are compared.
    """
    names = {name: index for index, name in enumerate(BY_NAME["tally"].names)}
    wanted: dict[tuple[str, str], dict[str, tuple[int, ...]]] = defaultdict(dict)
    for row in rows["tally"]:
        key = (row[names["publisher"]], row[names["session"]])
        numbers = tuple(row[names[name]] for name in ("yes", "no", "abstain", "not_voting"))
        wanted[key][row[names["state"]]] = numbers
    by_session: dict[tuple[str, str], list[str]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for row in rows["observation"] if wanted else ():
        key = (row[_OBS["publisher"]], row[_OBS["ident"]])
        if row[_OBS["body"]] == "UNGA" and key not in seen:
            seen.add(key)
            by_session[row[_OBS["publisher"]], row[_OBS["session"]]].append(row[-1])
    out = []
    for (publisher, session), states in sorted(wanted.items()):
        found = by_session.get((publisher, session), [])
        if len(found) != max(map(sum, states.values())):
            continue
        for column, code in enumerate(voters):
            cast = Counter(votes[column] for votes in found)
            counted = tuple(cast[letter] for letter in "YNAX")
            stated = states.get(code, (0, 0, 0, 0))
            if counted != stated:
                out.append(
                    (publisher, session, code, "-".join(map(str, stated)), "-".join(map(str, counted)))
                )
    return out


def tallies(rows: Rows, voters: tuple[str, ...]) -> list[Finding]:
    """Official tallies by state and session that are not those counted."""
    return [
        Finding("tally", publisher, code, 1, f"session {session}: {stated} stated, {counted} counted")
        for publisher, session, code, stated, counted in tally_differences(rows, voters)
    ]


def tally_conflicts(rows: Rows, voters: tuple[str, ...]) -> list[Row]:
    """The same as rows of the table ``conflict``: what is counted is used."""
    return [
        (
            f"session {session}",
            code,
            publisher,
            counted,
            f"{publisher} tally",
            stated,
            f"{counted} counted, {stated} stated",
        )
        for publisher, session, code, stated, counted in tally_differences(rows, voters)
    ]


def findings(rows: Rows, voters: tuple[str, ...]) -> list[Finding]:
    """Everything that does not add up, faults first, with the reasons that are pinned."""
    out = _origins(rows)
    if rows["observation"]:
        packed = letters(rows, voters)
        out += (
            _totals(rows, packed)
            + _sessions(rows)
            + _membership(rows, voters, packed)
            + tallies(rows, voters)
        )
    pinned = {(item.rule, item.publisher, item.state): item for item in EXCEPTIONS}
    explained = []
    for item in out:
        known = pinned.get((item.rule, item.publisher, item.subject))
        if known and item.count <= known.count and not item.fault:
            explained.append(
                Finding(item.rule, item.publisher, item.subject, item.count, item.example, why=known.why)
            )
        else:
            explained.append(item)
    return sorted(explained, key=lambda item: (not item.fault, item.rule, item.publisher, item.subject))


def demand(rows: Rows, voters: tuple[str, ...]) -> None:
    """Stop where the facts do not add up.

    Raises:
        SourceError: the first fault, and how many there are.
    """
    faults = [item for item in findings(rows, voters) if item.fault]
    if faults:
        first = faults[0]
        whose = f" of {first.publisher}" if first.publisher else ""
        raise SourceError(
            f"the facts do not add up ({len(faults)} faults); the first: {first.rule}{whose}, {first.subject}: "
            f"{first.example}; nothing was imported"
        )
