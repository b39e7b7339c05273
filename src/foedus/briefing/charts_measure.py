"""Charts of the measures: agreement with its interval, a bloc over time, breaks by year, neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.analysis import Agreement, Bloc, BreakList, Neighbours
from foedus.analysis.results import Row
from foedus.analysis.select import state_name
from foedus.briefing.charts import ACCENT, INK, MUTED, Chart, draw
from foedus.measure.breaks import KINDS

KIND_COLOURS = ("#9b1c2e", "#b7791f", "#1f6f54", "#7a7a7a")


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _figure(value: float | None, share: bool) -> str:
    return "–" if value is None else (f"{100 * value:.1f} %" if share else f"{value:.2f}")


def _chart(key: str, title: str, alt: str, chart: Any, rows: Sequence[Row], columns: Sequence[str]) -> Chart:
    table = tuple(tuple("–" if r[c] is None else str(r[c]) for c in columns) for r in rows)
    return Chart(key, title, alt, draw(chart.to_dict(), key, alt), tuple(columns), table)


def _whiskers(rows: Sequence[Row], axis: str, share: bool) -> Any:
    """Dots with their intervals, one line a name, in the order given; a short stroke marks chance where known."""
    import altair as alt

    names = [r["name"] for r in rows]
    fmt = ".0%" if share else ".2f"
    y = alt.Y(
        "name:N", sort=names, title=None, axis=alt.Axis(grid=True, ticks=False, domain=False, labelLimit=260)
    )
    base = alt.Chart(alt.Data(values=list(rows))).encode(y=y)
    x = alt.X("value:Q", title=axis, axis=alt.Axis(format=fmt), scale=alt.Scale(zero=False, nice=True))
    span = base.transform_filter("datum.lo != null").mark_rule(strokeWidth=4, opacity=0.4, color=ACCENT)
    dots = base.mark_point(filled=True, size=80, opacity=1, color=ACCENT).encode(x=x)
    chance = base.transform_filter("datum.chance != null").mark_tick(color=MUTED, thickness=2, size=16)
    layers = [span.encode(x=alt.X("lo:Q", title=axis), x2="hi:Q"), chance.encode(x="chance:Q"), dots]
    return alt.layer(*layers).properties(width=480, height=max(60, 30 * len(rows)))


def _lines(rows: Sequence[Row], axis: str, share: bool) -> Any:
    """A line a name over periods, with the band of its interval."""
    import altair as alt

    periods = list(dict.fromkeys(r["period"] for r in rows))
    step = max(1, len(periods) // 12)
    ticks = alt.Axis(labelAngle=0, values=periods[::step], title=None)
    base = alt.Chart(alt.Data(values=list(rows))).encode(x=alt.X("period:O", sort=periods, axis=ticks))
    scale = alt.Scale(range=["#9b1c2e", "#1f6f54", "#b7791f", "#2f4f7f", "#7a4f8f", "#5f646b"])
    colour = alt.Color("name:N", title=None, scale=scale)
    fmt = ".0%" if share else ".2f"
    y = alt.Y("value:Q", title=axis, axis=alt.Axis(format=fmt), scale=alt.Scale(zero=False, nice=True))
    held = base.transform_filter("datum.lo != null")
    band = held.mark_area(opacity=0.15).encode(y=alt.Y("lo:Q", title=axis), y2="hi:Q", color=colour)
    seen = base.transform_filter("datum.value != null")
    line = seen.mark_line(strokeWidth=2).encode(y=y, color=colour)
    dots = seen.mark_point(filled=True, size=30, opacity=1).encode(y=y, color=colour)
    return alt.layer(band, line, dots).properties(width=560, height=280)


def agreement_chart(result: Agreement, key: str = "agree") -> Chart:
    """States against the reference: dots with intervals and what chance gives, or lines where there are periods."""
    share = result.measure in ("agreement", "halfway", "coincidence", "coincidence-absent")
    rows: list[Row] = [
        {
            "name": state_name(r.state),
            "period": r.period,
            "value": r.estimate.value,
            "lo": r.estimate.lo,
            "hi": r.estimate.hi,
            "chance": r.chance if result.measure == "agreement" else None,
            "n": r.estimate.n,
        }
        for r in result.rows_
    ]
    axis = f"{result.measure} with {state_name(result.reference)}"
    over_time = len({r["period"] for r in rows}) > 1
    told = "; ".join(
        f"{r['name']} {_figure(r['value'], share)} of {r['n']} votes"
        for r in (rows[:0] if over_time else rows)
    )
    title = result.title()
    alt = f"{title}, {result.meta.since} to {result.meta.until}. {told or _range(rows, share)}."
    chart = _lines(rows, axis, share) if over_time else _whiskers(rows, axis, share)
    return _chart(key, title, alt, chart, rows, ("name", "period", "value", "lo", "hi", "n"))


def _range(rows: Sequence[Row], share: bool) -> str:
    """First and last value of each line, in words."""
    out = []
    for name in dict.fromkeys(r["name"] for r in rows):
        seen = [r for r in rows if r["name"] == name and r["value"] is not None]
        if seen:
            first, last = seen[0], seen[-1]
            out.append(
                f"{name}: {_figure(first['value'], share)} in {first['period']}, "
                f"{_figure(last['value'], share)} in {last['period']}"
            )
    return "; ".join(out) or "no period has votes enough"


def bloc_chart(result: Bloc, key: str = "bloc") -> Chart:
    """A bloc: its Agreement Index over periods, or each member's share of votes along the line of the others."""
    title = result.title()
    if len(result.unity) > 1:
        rows: list[Row] = [
            {
                "name": "Agreement Index",
                "period": u.period,
                "value": u.agreement_index.value,
                "lo": u.agreement_index.lo,
                "hi": u.agreement_index.hi,
                "n": u.agreement_index.n,
            }
            for u in result.unity
        ]
        rows += [
            {
                "name": f"alike with {a.reference}",
                "period": a.period,
                "value": a.alike.value,
                "lo": a.alike.lo,
                "hi": a.alike.hi,
                "n": a.alike.n,
            }
            for a in result.against
        ]
        alt = f"{title}, {result.meta.since} to {result.meta.until}. {_range(rows, share=False)}."
        return _chart(
            key,
            title,
            alt,
            _lines(rows, "index", share=False),
            rows,
            ("name", "period", "value", "lo", "hi", "n"),
        )
    rows = [
        {
            "name": state_name(m.state),
            "value": m.with_line.value,
            "lo": m.with_line.lo,
            "hi": m.with_line.hi,
            "chance": None,
            "n": m.with_line.n,
        }
        for m in result.members
        if m.with_line.value is not None
    ]
    told = "; ".join(f"{r['name']} {_percent(r['value'])}" for r in rows)
    alt = f"Votes of each member of {result.org} along the line of the others. {told}."
    chart = _whiskers(rows, "votes along the line of the other members", share=True)
    return _chart(key, title, alt, chart, rows, ("name", "value", "lo", "hi", "n"))


def breaks_chart(result: BreakList, key: str = "breaks") -> Chart:
    """Breaks of rank by year and kind."""
    import altair as alt

    counts: dict[tuple[str, str], int] = {}
    for b in result.found:
        at = (str(b.date.year), b.kind)
        counts[at] = counts.get(at, 0) + 1
    rows: list[Row] = [{"year": y, "kind": k, "breaks": n} for (y, k), n in sorted(counts.items())]
    seated = result.selection.column(result.state) >= 0
    years = [str(c.date.year) for c, there in zip(result.selection.roll_calls, seated, strict=True) if there]
    domain = [str(y) for y in range(int(years[0]), int(years[-1]) + 1)] if years else []
    chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar()
        .encode(
            x=alt.X(
                "year:O",
                scale=alt.Scale(domain=domain),
                title=None,
                axis=alt.Axis(labelAngle=0, values=domain[:: max(1, len(domain) // 12)]),
            ),
            y=alt.Y("breaks:Q", title="votes off the line"),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(KINDS), range=list(KIND_COLOURS)),
                sort=list(KINDS),
            ),
        )
    )
    marks = [{"year": c.period} for c in result.changes]
    if marks:
        rule = alt.Chart(alt.Data(values=marks)).mark_rule(color=INK, strokeDash=[4, 3]).encode(x="year:O")
        chart = alt.layer(chart, rule)
    title = result.title()
    told = ", ".join(f"{k} {n}" for k, n in result.counts.items())
    changed = "".join(
        f" Lasting change in {c.period}: {_percent(c.before)} to {_percent(c.after)}." for c in result.changes
    )
    alt_text = (
        f"{title}, {result.meta.since} to {result.meta.until}: {told} of {result.judged} votes.{changed}"
    )
    chart = chart.properties(width=560, height=240)
    return _chart(key, title, alt_text, chart, rows, ("year", "kind", "breaks"))


def neighbours_chart(result: Neighbours, key: str = "neighbours") -> Chart:
    """The states that vote most like one, with intervals."""
    rows: list[Row] = [
        {
            "name": f.name,
            "value": f.estimate.value,
            "lo": f.estimate.lo,
            "hi": f.estimate.hi,
            "chance": None,
            "n": f.estimate.n,
        }
        for f in result.found
    ]
    told = "; ".join(f"{r['name']} {_figure(r['value'], share=False)}" for r in rows)
    alt = f"{result.title()} by {result.measure}, {result.meta.since} to {result.meta.until}. {told}."
    chart = _whiskers(rows, result.measure, share=False)
    return _chart(key, result.title(), alt, chart, rows, ("name", "value", "lo", "hi", "n"))
