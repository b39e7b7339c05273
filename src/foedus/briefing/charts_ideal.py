"""Charts of ideal points: paths of states with their bands, two states' distance, a vote's cutting line."""

from __future__ import annotations

from typing import Any

from foedus.analysis.ideal import IdealPoints
from foedus.analysis.select import state_name
from foedus.briefing.charts import ACCENT, MUTED, Chart, draw

COLOURS = ["#9b1c2e", "#1f6f54", "#b7791f", "#2f4f7f", "#7a4f8f", "#5f646b"]


def paths_chart(points: IdealPoints, key: str = "paths") -> Chart:
    """The states' paths over periods, each with the band of its interval (the states shown, at most six)."""
    import altair as alt

    names = list(dict.fromkeys(r["name"] for r in points.rows()))[:6]
    rows = [r for r in points.rows() if r["name"] in names]
    order = {str(label): int(n) for label, n in zip(points.fit.label, points.fit.period, strict=True)}
    periods = sorted({r["period"] for r in rows}, key=order.__getitem__)
    axis = alt.Axis(labelAngle=0, values=periods[:: max(1, len(periods) // 12)], title=points.period)
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("period:O", sort=periods, axis=axis))
    colour = alt.Color("name:N", title=None, sort=names, scale=alt.Scale(domain=names, range=COLOURS))
    title = "position"
    band = base.mark_area(opacity=0.18).encode(y=alt.Y("lo:Q", title=title), y2="hi:Q", color=colour)
    line = base.mark_line(point=len(periods) < 15).encode(y=alt.Y("value:Q", title=title), color=colour)
    chart = alt.layer(band, line).properties(width=560, height=300)
    last = {r["name"]: r for r in rows}
    told = "; ".join(f"{n} {r['value']:.2f} ({r['lo']:.2f} to {r['hi']:.2f})" for n, r in last.items())
    heading = f"Where {_listed(names)} stood"
    span = f"{periods[0]} to {periods[-1]}" if len(periods) > 1 else periods[0]
    words = (
        f"{heading}, by {points.period}, {span}, with {points.fit.level:.0%} intervals. At the end: {told}."
    )
    return _finished(key, heading, words, chart, rows, ("name", "period", "value", "lo", "hi", "n"))


def distance_chart(points: IdealPoints, one: str, other: str, key: str = "distance") -> Chart:
    """How far one state stood above another, period by period, with its interval."""
    import altair as alt

    rows = [
        {"period": r["label"], "value": r["difference"], "lo": r["lo"], "hi": r["hi"], "n": r["n"]}
        for r in points.difference(one, other)
    ]
    periods = [r["period"] for r in rows]
    axis = alt.Axis(labelAngle=0, values=periods[:: max(1, len(periods) // 12)], title=points.period)
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("period:O", sort=periods, axis=axis))
    band = base.mark_area(opacity=0.2, color=ACCENT).encode(y=alt.Y("lo:Q", title="distance"), y2="hi:Q")
    line = base.mark_line(color=ACCENT).encode(y=alt.Y("value:Q", title="distance"))
    zero = alt.Chart(alt.Data(values=[{"zero": 0}])).mark_rule(color=MUTED).encode(y="zero:Q")
    chart = alt.layer(band, zero, line).properties(width=560, height=240)
    a, b = state_name(one), state_name(other)
    heading = f"How far {a} stood above {b}"
    end = (
        f"{rows[-1]['value']:.2f} ({rows[-1]['lo']:.2f} to {rows[-1]['hi']:.2f})"
        if rows
        else "no common period"
    )
    words = f"{heading}, by {points.period}, with {points.fit.level:.0%} intervals. At the end: {end}."
    return _finished(key, heading, words, chart, rows, ("period", "value", "lo", "hi", "n"))


def cutting_chart(points: IdealPoints, symbol: str, key: str = "cutting") -> Chart:
    """A vote's cutting lines: the chance of each choice along the dimension, and where the likeliest one turns."""
    from statistics import NormalDist

    import altair as alt

    cut = points.cutting(symbol)
    cdf = NormalDist().cdf
    rows: list[dict[str, Any]] = []
    for step in range(-60, 61):
        x = step / 15
        eta = cut["discrimination"] * x
        low, high = cdf(cut["threshold_low"] - eta), cdf(eta - cut["threshold_high"])
        middle = max(0.0, 1 - low - high)
        rows += [
            {"position": x, "choice": c, "share": round(p, 4)}
            for c, p in (("yes", low), ("abstain", middle), ("no", high))
        ]
    base = alt.Chart(alt.Data(values=rows)).mark_line()
    scale = alt.Scale(domain=["yes", "abstain", "no"], range=["#1f6f54", "#b7791f", "#9b1c2e"])
    curves = base.encode(
        x=alt.X("position:Q", title="position"),
        y=alt.Y("share:Q", title="chance of the choice", axis=alt.Axis(format=".0%")),
        color=alt.Color("choice:N", title=None, scale=scale),
    )
    lines = [{"cut": c} for c in (cut["yes_abstain"], cut["abstain_no"]) if c is not None and abs(c) < 4]
    rules = alt.Chart(alt.Data(values=lines)).mark_rule(color=MUTED, strokeDash=[4, 3]).encode(x="cut:Q")
    chart = alt.layer(curves, rules).properties(width=520, height=240)
    heading = f"Where {cut['symbol']} cut"
    where = " and ".join(f"{line['cut']:.2f}" for line in lines) or "nowhere on the scale"
    words = f"{heading}: {cut['title']}. {cut['yes']} yes, {cut['abstain']} abstained, {cut['no']} no; it cuts at {where}."
    table = [{"choice": k, "votes": cut[k]} for k in ("yes", "abstain", "no")]
    return _finished(key, heading, words, chart, table, ("choice", "votes"))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _finished(
    key: str, title: str, words: str, chart: Any, rows: list[dict[str, Any]], columns: tuple[str, ...]
) -> Chart:
    table = tuple(
        tuple(f"{r[c]:.2f}" if isinstance(r[c], float) else str(r[c]) for c in columns) for r in rows
    )
    return Chart(key, title, words, draw(chart.to_dict(), key, words), columns, table)
