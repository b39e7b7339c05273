"""Which charts a brief carries: the pair against its fellows over time, the bloc on the vote in question."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from foedus.briefing import charts
from foedus.briefing.names import name_of, with_article
from foedus.briefing.pairs import PairReport, window
from foedus.settings import Settings

if TYPE_CHECKING:
    from foedus.briefing.charts import Chart
    from foedus.checking.verdict import Checked
    from foedus.record.queries import Record

PATH_YEARS = 8  # complete votes that a path of ideal points takes
PATH_LONGEST = 20  # and the most that are shown
RANK = {"yes": 0, "abstain": 1, "no": 2, "not voting": 3}


def of(
    checked: Checked, record: Record, reports: tuple[PairReport, ...], settings: Settings
) -> tuple[tuple[Chart, ...], tuple[str, ...]]:
    """The charts of a brief, and a note for each that the record is too thin for."""
    drawn: list[Chart] = []
    notes: list[str] = []
    for report in reports:
        if report.group is None:
            continue
        chart = _lines(checked, record, report, settings, key=f"lines{len(drawn)}")
        if chart is None:
            notes.append(
                f"No chart of {report.a_name} and {_fellows(report)} over time: the record of General Assembly votes is incomplete "
                f"for the years before {checked.as_of.isoformat()}."
            )
        else:
            drawn.append(chart)
        path = _paths(checked, record, report, key=f"paths{len(drawn)}")
        if path is None:
            notes.append(
                f"No paths of ideal points of {report.a_name} and {report.b_name}: they take at least {PATH_YEARS} years of complete "
                f"votes up to {checked.as_of.isoformat()}, which this record does not hold."
            )
        else:
            drawn.append(path)
        break
    drawn += _blocs(checked, record)
    return tuple(drawn), tuple(notes)


def _lines(
    checked: Checked, record: Record, report: PairReport, settings: Settings, key: str
) -> Chart | None:
    """Agreement with the first state of the pair, by session, for every fellow in their closest organisation."""
    import numpy as np

    from foedus.measure import agreement
    from foedus.measure.intervals import family_of

    whole = [
        c
        for c in record.coverage(table="votes", subject="UNGA")
        if c.kind == "complete" and c.since <= checked.as_of
    ]
    if not whole or window(record, checked.as_of, settings) is None or not report.ties:
        return None
    since = max(c.since for c in whole)
    fellows = [s for s in report.ties[0].members if s != report.a and s in record.voters]
    if len(fellows) > 12:
        fellows = [report.b]
    m = record.matrix(states=(report.a, *fellows), since=since, until=checked.as_of)
    choice = np.asarray(m.choice)
    session = np.array([rc.session for rc in m.roll_calls])
    families = np.array([rc.family or family_of(rc.title) for rc in m.roll_calls])
    rows: list[dict[str, Any]] = []
    for k, code in enumerate(m.states):
        if k == 0:
            continue
        for one in dict.fromkeys(session.tolist()):
            pick = (session == one) & (choice[:, 0] > 0) & (choice[:, k] > 0)
            n = int(pick.sum())
            if n < settings.similarity_min_votes:
                continue
            est = agreement.agreement(
                choice[pick, 0], choice[pick, k], families=list(families[pick]), sessions=list(session[pick])
            )
            share = 100 * float((choice[pick, 0] == choice[pick, k]).mean())
            lo = None if est.lo is None else 100 * est.lo
            hi = None if est.hi is None else 100 * est.hi
            rows.append({"state": name_of(code), "session": one, "share": share, "lo": lo, "hi": hi, "n": n})
    if len({r["session"] for r in rows}) < 2:
        return None
    return charts.agreement_lines(rows, report.a_name, [report.b_name], key, _fellows(report))


def _fellows(report: PairReport) -> str:
    """What a chart calls the other members of the pair's closest organisation."""
    if not report.ties:
        return report.b_name
    tie = report.ties[0]
    return f"its {'allies in' if tie.defence else 'fellow members of'} {with_article(tie.org)}"


def _paths(checked: Checked, record: Record, report: PairReport, key: str) -> Chart | None:
    """The pair's ideal points by session with their bands, where the record holds enough years whole."""
    day = checked.as_of
    starts = [
        c.since
        for c in record.coverage(table="votes", subject="UNGA")
        if c.kind == "complete" and c.since <= day <= c.until
    ]
    earliest = min(starts, default=day)
    if (day - earliest).days < 365 * PATH_YEARS:
        return None
    from foedus.analysis.ideal import ideal_points
    from foedus.briefing.charts_ideal import paths_chart

    since = max(earliest, day.replace(year=day.year - PATH_LONGEST, day=min(day.day, 28)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the bands of the chart show where votes are few
        points = ideal_points(record, (report.a, report.b), since=since, until=day)
    return paths_chart(points, key)


def _blocs(checked: Checked, record: Record) -> list[Chart]:
    """One chart for each vote on which the article speaks of a group: where every member stood."""
    out: list[Chart] = []
    seen: set[tuple[str, str]] = set()
    for claim in checked.reading.claims:
        group = claim.fields.get("group") or claim.fields.get("scope")
        verdict = checked.verdict(claim)
        symbols = {r.split(":", 1)[1].rpartition(":")[0] for r in verdict.rows if r.startswith("vote:")}
        if not isinstance(group, str) or len(symbols) != 1:
            continue
        symbol = symbols.pop()
        rc = record.roll_call(symbol)
        members = record.members(group, rc.date) if rc and rc.date <= checked.as_of else []
        if rc is None or not 2 <= len(members) <= 40 or (group, symbol) in seen:
            continue
        seen.add((group, symbol))
        cast = record.votes(symbol)
        stood = [
            (name_of(m.state), cast[m.state].choice.replace("_", " ")) for m in members if m.state in cast
        ]
        stood.sort(key=lambda x: (RANK[x[1]], x[0]))
        out.append(charts.bloc_vote(stood, name_of(group), symbol, rc.title, key=f"bloc{len(out)}"))
        if len(out) == 3:
            break
    return out
