"""Membership of the United Nations since 1945, from the table of states (model/states.py)."""

from __future__ import annotations

import datetime as dt

from foedus.model.acts import Coverage, Membership
from foedus.model.origin import Origin
from foedus.record.batch import Batch, row_id
from foedus.record.starter.spans import COMPILED

KEY, STATED = "starter", "stated"
FOUNDED = dt.date(1945, 10, 24)


def members() -> Batch:
    """Every member of the United Nations with the days of its membership: a complete list."""
    from foedus.model import states

    origin = Origin(
        "stated:un", "stated", "the founders of foedus", "members of the United Nations by date of admission"
    )
    rows = tuple(
        Membership(row_id("member", "UN", state.code, since), "UN", state.code, since, until, "member")
        for state, since, until in states.un_memberships()
    )
    whole = Coverage(
        "memberships", "UN", FOUNDED, COMPILED, "complete", "every member since the founding", KEY
    )
    return Batch(STATED, origin, memberships=rows, coverage=(whole,))
