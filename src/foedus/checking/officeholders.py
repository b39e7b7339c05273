"""Offices against the record: who chaired an organisation when, who led a state on the article's day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.checking.fields import actors, body_name, inside, names, past, windows
from foedus.checking.verdict import Verdict, evidence, unknown
from foedus.model.acts import Office

if TYPE_CHECKING:
    from foedus.reading.schema import Claim
    from foedus.record.queries import Record

_ROLES = {"leader": ("head of state", "head of government", "president", "leader")}


def check(claim: Claim, record: Record, as_of: date) -> Verdict:
    """Decide an office.

    Args:
        claim: a state or person, an organisation or state, the office, the period.
        record: the rows.
        as_of: the article's day.
    """
    fields = claim.fields
    if not actors(fields):
        return unknown("the text does not say who held the office")
    of = str(fields.get("state") or fields.get("org") or "")
    return _held(fields, record, of, as_of)


def _said(rows: list[Office]) -> str:
    return "; ".join(
        f"{r.holder}: {r.title or r.office} of {r.of} from {r.start}" + (f" to {r.end}" if r.end else "")
        for r in rows
    )


def _held(fields: Mapping[str, Any], record: Record, of: str, as_of: date) -> Verdict:
    office = str(fields["office"])
    wanted = _ROLES.get(office, (office,))
    everybody = [
        r for r in record.offices(of=of, as_of=as_of) if r.office in wanted or r.office.startswith(office)
    ]
    spans = past(windows(fields.get("period")), as_of) or [(as_of, as_of)]
    who = actors(fields)[0].casefold()
    mine = [r for r in everybody if who in {n.casefold() for n in (r.holder, *r.aliases)}]
    if fields.get("event"):
        hit = (
            [r for r in mine if inside(r.end if fields["event"] == "end" else r.start, spans)]
            if fields.get("period")
            else mine
        )
    else:
        hit = [r for r in mine if any(r.start <= b and (r.end is None or r.end > a) for a, b in spans)]
    if hit:
        return Verdict("supported", (evidence(record, _said(hit), hit),))
    where = names([of]) if fields.get("state") else body_name(of)
    then = [r for r in everybody if any(r.start <= b and (r.end is None or r.end > a) for a, b in spans)]
    covered = all(record.covers("offices", of, a, min(b, as_of)) for a, b in spans)
    if fields.get("event") or not then or not covered:
        shown = (evidence(record, _said(mine or then), mine or then, decides=False),) if mine or then else ()
        return unknown(
            f"the record does not say that {actors(fields)[0]} was {office} of {where} then", shown
        )
    return Verdict(
        "refuted", (evidence(record, _said(then), then),), f"then {', '.join(r.holder for r in then)}"
    )
