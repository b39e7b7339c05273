"""The chart of a forecast: how many first-round votes each candidate may get, and how many are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.briefing.charts import ACCENT, Chart, draw

if TYPE_CHECKING:
    from foedus.election.forecast import Forecast


def votes_chart(made: Forecast, key: str = "seat") -> Chart:
    """First-round votes of each candidate in the simulated elections, with the majority as a line."""
    import altair as alt

    data = [
        {"candidate": o.candidate, "votes": edge, "share": 100 * n / made.simulations}
        for o in made.outlooks
        for edge, n in o.histogram
    ]
    bars = (
        alt.Chart(alt.Data(values=data))
        .mark_area(opacity=0.45, line=True, interpolate="step-after")
        .encode(
            x=alt.X("votes:Q", title="votes in the first round"),
            y=alt.Y("share:Q", title="% of simulated elections", stack=None),
            color=alt.Color("candidate:N", title=None),
        )
    )
    line = alt.Chart(alt.Data(values=[{"needed": made.majority}])).mark_rule(color=ACCENT, strokeWidth=2)
    chart = (bars + line.encode(x="needed:Q")).properties(width=520, height=240)
    told = "; ".join(
        f"{o.candidate} {o.votes[1]:.0f} votes (5th to 95th percentile {o.votes[0]:.0f} to {o.votes[2]:.0f}), chance {100 * o.chance:.0f} %"
        for o in made.outlooks
    )
    title = f"First-round votes, {made.group}, {made.year}"
    alt_text = f"{title}: {made.majority} needed. {told}."
    rows = tuple(
        (o.candidate, f"{o.votes[1]:.0f}", f"{o.votes[0]:.0f} to {o.votes[2]:.0f}", f"{100 * o.chance:.1f}")
        for o in made.outlooks
    )
    columns = ("candidate", "median votes", "5th to 95th percentile", "chance, %")
    return Chart(key, title, alt_text, draw(chart.to_dict(), key, alt_text), columns, rows)
