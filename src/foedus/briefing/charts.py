"""Charts of a brief as SVG with a spoken description: no browser, no script, the same bytes every time."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

INK, MUTED, GRID, ACCENT = "#1a1a1a", "#6b6b6b", "#e4e0d8", "#9b1c2e"
CHOICE_COLOURS = {"yes": "#1f6f54", "abstain": "#b7791f", "no": "#9b1c2e", "not voting": "#7a7a7a"}
FONT = "Georgia, 'Times New Roman', serif"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: SVG, the sentence that says what it shows, and the figures behind it."""

    key: str
    title: str
    alt: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def _config() -> dict[str, Any]:
    return {
        "font": FONT,
        "background": "transparent",
        "view": {"stroke": None},
        "axis": {
            "labelColor": INK,
            "titleColor": MUTED,
            "titleFontWeight": "normal",
            "gridColor": GRID,
            "domainColor": MUTED,
            "labelFontSize": 12,
        },
        "legend": {"labelFontSize": 12, "labelColor": INK, "titleColor": MUTED},
        "text": {"font": FONT},
    }


@lru_cache(maxsize=32)
def _svg(spec: str) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec, vl_version="6.1", allowed_base_urls=[]))


def draw(spec: dict[str, Any], key: str, alt: str) -> str:
    """A Vega-Lite specification as SVG whose root carries its description; ids are made the chart's own."""
    svg = _svg(json.dumps({**spec, "config": _config()}, sort_keys=True))
    svg = re.sub(r"<\?xml[^>]*\?>|<!DOCTYPE[^>]*>", "", svg).strip()
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{key}-\1"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", rf"url(#{key}-\1)", svg)
    svg = re.sub(r"\saria-(label|roledescription)=\"[^\"]*\"", "", svg)
    svg = re.sub(r'\srole="[^"]*"', "", svg)
    from html import escape

    head = f'<svg role="img" aria-label="{escape(alt, quote=True)}"'
    svg = svg.replace("<svg", head, 1)
    return re.sub(r'(<svg[^>]*?)\swidth="(\d+)[^"]*"\sheight="(\d+)[^"]*"', r"\1", svg, count=1)


def agreement_lines(
    rows: Sequence[dict[str, Any]],
    reference: str,
    focus: Sequence[str],
    key: str = "agreement",
    fellows: str = "others",
) -> Chart:
    """Share of common votes on which each state chose as the reference did, by session.

    Args:
        rows: dicts with state, session, share (per cent), lo, hi, n; lo and hi may be None.
        reference: name of the state that the others are compared with.
        focus: names drawn strongly with their intervals.
        key: prefix of ids inside the drawing.
        fellows: what the states are to the reference ("its allies in NATO").
    """
    import altair as alt

    sessions = sorted({str(r["session"]) for r in rows}, key=lambda s: (len(s), s))
    data = [{**r, "session": str(r["session"]), "focus": r["state"] in focus} for r in rows]
    base = alt.Chart(alt.Data(values=data)).encode(
        x=alt.X(
            "session:O", sort=sessions, title="session of the General Assembly", axis=alt.Axis(labelAngle=0)
        ),
    )
    shade = alt.condition("datum.focus", alt.value(ACCENT), alt.value("#5f646b"))
    line = base.mark_line().encode(
        y=alt.Y("share:Q", title=f"votes cast as {reference} did, %", scale=alt.Scale(zero=False, nice=True)),
        detail="state:N",
        color=shade,
        size=alt.condition("datum.focus", alt.value(3), alt.value(1.4)),
    )
    dots = base.mark_point(filled=True, size=45, opacity=1).encode(y="share:Q", color=shade)
    band = base.transform_filter("datum.focus && datum.lo != null").mark_rule(opacity=0.45, strokeWidth=5)
    band = band.encode(y="lo:Q", y2="hi:Q", color=alt.value(ACCENT))
    ends = (
        base.transform_filter(alt.FieldEqualPredicate(field="session", equal=sessions[-1]))
        .mark_text(align="left", dx=8, fontSize=12)
        .encode(y="share:Q", text="state:N", color=shade)
    )
    chart = alt.layer(band, line, dots, ends).properties(width=520, height=280)
    title = f"How often {fellows} voted as {reference} did"
    last = sorted((r for r in rows if str(r["session"]) == sessions[-1]), key=lambda r: -r["share"])
    told = ", ".join(f"{r['state']} {r['share']:.0f} %" for r in last)
    alt_text = f"{title}, by session {sessions[0]} to {sessions[-1]}. In session {sessions[-1]}: {told}."
    table = tuple(
        (r["state"], str(r["session"]), f"{r['share']:.1f}", str(r["n"]), _interval(r)) for r in rows
    )
    columns = ("state", "session", "agreement, %", "common votes", "95 % interval")
    return Chart(key, title, alt_text, draw(chart.to_dict(), key, alt_text), columns, table)


def _interval(row: dict[str, Any]) -> str:
    return "—" if row.get("lo") is None else f"{row['lo']:.0f} to {row['hi']:.0f}"


def bloc_vote(
    members: Sequence[tuple[str, str]], group: str, symbol: str, title: str, key: str = "bloc"
) -> Chart:
    """Where each member of a group stood on one vote.

    Args:
        members: (state name, choice as "yes", "abstain", "no" or "not voting"), in the order to draw.
        group: name of the group.
        symbol: the resolution.
        title: what the resolution is called.
        key: prefix of ids inside the drawing.
    """
    import altair as alt

    order = list(CHOICE_COLOURS)
    names = [m[0] for m in members]
    data = [{"state": s, "choice": c} for s, c in members]
    base = alt.Chart(alt.Data(values=data)).encode(
        y=alt.Y("state:N", sort=names, title=None, axis=alt.Axis(grid=True, ticks=False, domain=False)),
        x=alt.X(
            "choice:N",
            scale=alt.Scale(domain=order),
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False),
        ),
    )
    colour = alt.Color(
        "choice:N", scale=alt.Scale(domain=order, range=list(CHOICE_COLOURS.values())), legend=None
    )
    chart = (
        base.mark_circle(size=260, opacity=1)
        .encode(color=colour)
        .properties(width=420, height=34 * len(members))
    )
    told = "; ".join(
        f"{c}: {', '.join(s for s, x in members if x == c)}" for c in order if any(x == c for _, x in members)
    )
    heading = f"{group} on {symbol}"
    alt_text = f"{heading}, {title}. {told}."
    return Chart(
        key, heading, alt_text, draw(chart.to_dict(), key, alt_text), ("state", "choice"), tuple(members)
    )
