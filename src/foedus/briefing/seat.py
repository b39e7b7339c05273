"""A brief's section on a Council seat: the forecast as of the article, and in hindsight the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.briefing.names import is_state, name_of

if TYPE_CHECKING:
    from foedus.briefing.charts import Chart
    from foedus.checking.verdict import Checked
    from foedus.election.history import Race
    from foedus.record.queries import Record

SIMULATIONS = 10_000


@dataclass(frozen=True, slots=True)
class SeatReport:
    """One candidacy: what could be said on the day, how it was reckoned, and what happened."""

    candidate: str
    title: str
    sentence: str
    assumptions: str
    warnings: tuple[str, ...]
    result: str
    hindsight: bool
    chart: Chart | None
    rows: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON, without the drawing."""
        return {k: getattr(self, k) for k in self.__dataclass_fields__ if k != "chart"}


def reports(checked: Checked, record: Record) -> tuple[SeatReport, ...]:
    """One report for each state whose candidacy for the Council the article speaks of and whose race is on record."""
    from foedus.election import history

    out: list[SeatReport] = []
    seen: set[tuple[str, int]] = set()
    races: tuple[Race, ...] | None = None
    for claim in checked.reading.claims:
        if claim.type != "candidacy" or claim.fields.get("body") != "UNSC":
            continue
        races = history.races(record.ballots()) if races is None else races
        for code in _actors(claim.fields):
            race = _race(races, code, claim.fields.get("term"), checked.as_of)
            if race and (code, race.year) not in seen:
                seen.add((code, race.year))
                out.append(_report(code, race, checked.as_of, record, len(out)))
    return tuple(out[:3])


def _actors(fields: Any) -> list[str]:
    found = [fields.get("actor"), *(fields.get("actors") or [])]
    return [c for c in dict.fromkeys(found) if is_state(c)]


def _race(races: tuple[Race, ...], code: str, term: object, as_of: date) -> Race | None:
    """The race meant: that of the term named, else the state's next one after the article, else its last before."""
    mine = [r for r in races if code in r.candidates]
    if isinstance(term, str) and term[:4].isdigit():
        return next((r for r in mine if r.year == int(term[:4]) - 1), None)
    ahead = [r for r in mine if as_of < r.rounds[0].day <= date(as_of.year + 3, 12, 31)]
    return (
        ahead[0] if ahead else next((r for r in reversed(mine) if r.rounds[0].day.year == as_of.year), None)
    )


def _report(code: str, race: Race, as_of: date, record: Record, number: int) -> SeatReport:
    last = race.rounds[-1]
    name = name_of(code)
    votes = ", ".join(f"{name_of(s)} {v}" for s, v in last.votes.items() if v is not None and v > 9)
    mark = "" if last.basis == "on file" else " (derived)"
    result = (
        f"{', '.join(name_of(s) for s in race.winners) or 'Nobody'} elected; ballot of {last.day.isoformat()}, round {last.number}: "
        f"{votes or 'no tally on file'}; {last.majority} votes needed{mark}."
    )
    title = f"{name} and the Council seat for {race.year + 1}–{race.year + 2}"
    rows = tuple(r for one in race.rounds for r in one.rows)
    later = race.rounds[0].day > as_of
    field = _field(race, code)
    if not later or len(field) < 2:
        sentence = (
            "" if not later else f"{name} stood without a rival; the field is known from the ballot only."
        )
        return SeatReport(code, title, sentence, "", (), result, later, None, rows)
    from foedus.briefing.charts_seat import votes_chart
    from foedus.election.forecast import forecast

    made = forecast(record, race.group, race.year, field, on=as_of, simulations=SIMULATIONS)
    mine = made.outlooks[0]
    rivals = ", ".join(name_of(c) for c in field[1:])
    sentence = (
        f"On {as_of.isoformat()} no pledge is on record. Against {rivals} (the field as it stood later), simulated under the rules, "
        f"{name} was elected in {100 * mine.chance:.0f} % of {made.simulations:,} elections, in the first round in "
        f"{100 * mine.by_round['1']:.0f} %; its votes in the first round fell between {mine.votes[0]:.0f} and {mine.votes[2]:.0f} "
        f"(nine in ten), with {made.majority} of {made.voters} needed."
    )
    return SeatReport(
        code,
        title,
        sentence,
        made.assumptions,
        made.warnings,
        result,
        True,
        votes_chart(made, f"seat{number}"),
        rows,
    )


def _field(race: Race, code: str) -> list[str]:
    """The state and those it really stood against: the unelected with more than stray votes, in the last open places."""
    first = race.rounds[0]
    clear = {s for s in first.happened if s != code}
    return [code, *(s for s in race.candidates if s != code and s not in clear)]
