"""Membership of the United Nations since 1945, from the table of states (model/states.py)."""

from __future__ import annotations

import datetime as dt

from foedus.model.acts import Coverage, Membership
from foedus.model.origin import Origin
from foedus.record.batch import Batch, row_id
from foedus.record.starter.spans import COMPILED

KEY, STATED = "starter", "stated"
FOUNDED = dt.date(1945, 10, 24)
# The Library lists Yugoslavia as not voting in these years, and the totals of roll calls count it.
_EMPTY_SEAT = (
    "disputed: by A/RES/47/1 the seat cannot be continued, yet it was kept, empty, and counted among the members not "
    "voting until the admission of 2000-11-01"
)
DISPUTED = {("YUG", dt.date(1992, 4, 27)): _EMPTY_SEAT}


def members() -> Batch:
    """Every member of the United Nations with the days of its membership: a complete list."""
    from foedus.model import states

    origin = Origin(
        "stated:un", "stated", "the founders of foedus", "members of the United Nations by date of admission"
    )
    rows = tuple(_member(state.code, since, until) for state, since, until in states.un_memberships())
    whole = Coverage(
        "memberships", "UN", FOUNDED, COMPILED, "complete", "every member since the founding", KEY
    )
    return Batch(STATED, origin, memberships=rows, coverage=(whole,))


def _member(code: str, since: dt.date, until: dt.date | None) -> Membership:
    """One stretch of membership, with what is disputed of it."""
    name, note = row_id("member", "UN", code, since), DISPUTED.get((code, since), "")
    return Membership(name, "UN", code, since, until, "member", note=note)
