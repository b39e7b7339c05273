"""What the record holds completely and what only in part: computed when a version is built, obeyed by every query."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from foedus.model.acts import Coverage
from foedus.record import pinned
from foedus.record.content import Content, Row

if TYPE_CHECKING:
    from foedus.record.reconcile import Decided, View

EVEN_YEARS = 50  # from this session on sessions open in mid-September and last to the next
ONE_DAY = dt.timedelta(days=1)
_SERIES = re.compile(r"^A/RES/(?:ES-|S-)\d+/(\d+)")


def covered(rows: Iterable[Coverage], since: dt.date, until: dt.date) -> bool:
    """Whether complete stretches together reach from one day to another, both included.

    >>> year = Coverage("votes", "UNGA", dt.date(2014, 1, 1), dt.date(2014, 12, 31), "complete")
    >>> covered([year], dt.date(2014, 3, 1), dt.date(2014, 3, 31)), covered([year], dt.date(2014, 3, 1), dt.date.max)
    (True, False)
    """
    reached = since
    for row in sorted((row for row in rows if row.kind == "complete"), key=lambda row: row.since):
        if row.since > reached:
            break
        if row.until >= reached:
            if row.until >= until:
                return True
            reached = row.until + ONE_DAY
    return reached > until


def _numbered_through(views: list[View]) -> bool:
    """Whether a special session's resolutions are all there from number one to the last."""
    numbers = []
    for view in views:
        found = _SERIES.match(view["symbol"])
        if found is None:
            return False
        numbers.append(int(found[1]))
    return sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))


def _session_number(session: str) -> int | None:
    return int(session) if session.isdigit() else None


def _runs(sessions: list[int]) -> list[tuple[int, int]]:
    """Consecutive numbers as first and last."""
    runs: list[tuple[int, int]] = []
    for number in sorted(sessions):
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _opening(session: int, first_vote: dt.date) -> dt.date:
    """A day by which a session had opened, and before which it had not voted."""
    return min(first_vote, dt.date(1945 + session, 9, 20)) if session >= EVEN_YEARS else first_vote


def _closing(session: int, last_vote: dt.date) -> dt.date:
    """A day until which a session sat, and by which the next had not yet voted."""
    return max(last_vote, dt.date(1946 + session, 9, 1)) if session >= EVEN_YEARS else last_vote


def _minus(
    span: tuple[dt.date, dt.date], holes: list[tuple[dt.date, dt.date]]
) -> list[tuple[dt.date, dt.date]]:
    """A stretch of days without some others."""
    left = [span]
    for low, high in holes:
        cut: list[tuple[dt.date, dt.date]] = []
        for since, until in left:
            if high < since or low > until:
                cut.append((since, until))
                continue
            if since < low:
                cut.append((since, low - ONE_DAY))
            if high < until:
                cut.append((high + ONE_DAY, until))
        left = cut
    return left


def _assembly(publisher: str, views: list[View], expected: dict[str, int]) -> list[Row]:
    """Coverage of one publisher's Assembly votes: sessions in which its count is the one it should be.

    Stretches of consecutive complete sessions run from the opening of the first to the closing of the last. A special
    session that is not complete leaves a hole; one that has the right number, or all numbers to its last, leaves none.
    """
    by_session: dict[str, list[View]] = defaultdict(list)
    for view in views:
        by_session[view["session"]].append(view)
    days = {name: sorted(view["date"] for view in found) for name, found in by_session.items()}
    whole = {name for name, found in by_session.items() if expected.get(name) == len(found)}
    numbers = [n for name in whole if (n := _session_number(name)) is not None]
    holes = [
        (days[name][0], days[name][-1])
        for name, found in by_session.items()
        if _session_number(name) is None and name not in whole and not _numbered_through(found)
    ]
    rows: list[Row] = []
    if not expected:
        dates = sorted(view["date"] for view in views)
        note = f"{len(views)} votes in {len(by_session)} sessions; how many there should be is not known"
        return [("votes", "UNGA", dates[0], dates[-1], "selected", note, publisher)]
    for first, last in _runs(numbers):
        note = f"sessions {first}-{last}: the count of votes equals the publisher's own"
        span = (_opening(first, days[str(first)][0]), _closing(last, days[str(last)][-1]))
        for since, until in _minus(span, sorted(holes)):
            rows.append(("votes", "UNGA", since, until, "complete", note, publisher))
    for name in sorted(set(by_session) - whole):
        have, want = len(by_session[name]), expected.get(name)
        note = f"session {name}: {have} votes" + (f", the publisher has {want}" if want is not None else "")
        rows.append(("votes", "UNGA", days[name][0], days[name][-1], "selected", note, publisher))
    return rows


def _council(publisher: str, views: list[View]) -> list[Row]:
    """Coverage of Council votes: always a choice, since drafts that failed or were vetoed are in no publisher's file."""
    dates = sorted(view["date"] for view in views)
    note = (
        f"{len(views)} adopted resolutions; drafts that failed or were vetoed are not in the publisher's file"
    )
    return [("votes", "UNSC", dates[0], dates[-1], "selected", note, publisher)]


def expected_votes(content: Content) -> dict[str, dict[str, int]]:
    """How many votes each publisher has in each session of the Assembly: its own count, else one pinned by hand."""
    expected: dict[str, dict[str, int]] = defaultdict(dict)
    for publisher, body, session, votes, _origin in content.rows["expected"]:
        if body == "UNGA":
            expected[publisher][session] = votes
    for publisher, sessions in pinned.OPEN_SESSIONS.items():
        expected[publisher] = sessions | expected[publisher]
    return expected


def computed(content: Content, decided: list[Decided]) -> list[Row]:
    """Every coverage row: what publishers state, and for votes what counting shows."""
    expected = expected_votes(content)
    views: dict[tuple[str, str], list[View]] = defaultdict(list)
    for call in decided:
        for view in call.views:
            views[view["publisher"], view["body"]].append(view)
    rows: list[Row] = list(content.rows["stated_coverage"])
    said = {(row[1], row[6]) for row in rows if row[0] == "votes"}
    for (publisher, body), found in views.items():
        if (body, publisher) in said:
            continue
        made = (
            _assembly(publisher, found, expected[publisher]) if body == "UNGA" else _council(publisher, found)
        )
        rows.extend(made)
    return sorted(set(rows), key=lambda row: tuple(map(str, row)))
