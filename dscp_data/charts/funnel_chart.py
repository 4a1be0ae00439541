"""A funnel chart: each unit's share by its size, between control limits."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from dscp_data.catalogue.entries import Polarity
from dscp_data.charts.axes import Scale
from dscp_data.charts.chart import (
    Chart,
    layered,
    on_scale,
    only,
    quantity,
    rows,
    text_channel,
    words,
    written,
)
from dscp_data.charts.funnel_frame import (
    LIMITS,
    LOOKS,
    MEANINGS,
    WITHIN,
    funnel_frame,
    funnel_scales,
)
from dscp_data.charts.label_placement import REACH
from dscp_data.charts.tokens import FONT_SIZE, Palette, palette

HEIGHT = 380


def funnel_chart(units: pd.DataFrame, polarity: Polarity, base: str, theme: str) -> Chart:
    """A funnel as a page draws it. `units` has the columns of UNITS; `base` names the x axis."""
    across, up = funnel_scales(units)
    frame = funnel_frame(units, polarity, across, up)
    looks = tuple(look for look in LOOKS if look in set(frame["look"]))
    return Chart(frame, funnel_spec(theme, across, up, looks, polarity, base))


@cache
def funnel_spec(
    theme: str, across: Scale, up: Scale, looks: tuple[str, ...], polarity: Polarity, base: str
) -> dict[str, Any]:
    """The layered chart of a `funnel_frame`; `looks` are those that occur."""
    colours = palette(theme)
    layers = [written(limit_line, name, colours) for name in LIMITS]
    layers += [
        written(share_of_all, colours),
        written(leader, colours),
        written(points, colours, looks, polarity),
    ]
    # Text that had to go upon a line is read against an edge of the page's own colour.
    layers += [
        written(unit_label, side, colours, edge=edge)
        for edge in (True, False)
        for side in ("right", "left")
    ]
    layers.append(written(end_label, colours))
    layers[0] = on_scale(layers[0], up, percent=True)
    return layered(layers, HEIGHT, theme, x=base_axis(across, base))


def base_axis(across: Scale, base: str) -> dict[str, Any]:
    return {
        "field": "denominator",
        "type": "quantitative",
        "title": base,
        "scale": {"domain": [across.low, across.high], "nice": False, "zero": False},
        "axis": {"values": across.ticks, "format": ",~f", "titlePadding": 8},
    }


def of_role(role: str) -> alt.Chart:
    return rows().transform_filter(only("role", role))


def limit_line(name: str, colours: Palette) -> alt.Chart:
    """A limit where it lies on the axes: for few children it may pass the ends of the y axis."""
    dash = [6, 4] if name.endswith("_95") else [1, 0]
    return (
        of_role("curve")
        .mark_line(color=colours.line, strokeWidth=1.3, strokeDash=dash, clip=True, aria=False)
        .encode(y=quantity(name))
    )


def share_of_all(colours: Palette) -> alt.Chart:
    return (
        of_role("curve")
        .mark_line(color=colours.accent, strokeWidth=1.5, aria=False)
        .encode(y=quantity("pooled"))
    )


def leader(colours: Palette) -> alt.Chart:
    """A thin line from a point to the height of its label, unseen where they are level."""
    return (
        of_role("unit")
        .mark_rule(color=colours.line, strokeWidth=0.8, aria=False)
        .encode(y=quantity("value"), y2=alt.Y2(field="label_at"))
    )


def points(colours: Palette, looks: tuple[str, ...], polarity: Polarity) -> alt.Chart:
    styles = [style_of(look, colours, polarity) for look in looks]
    legend = None
    if set(looks) - {WITHIN}:
        legend = alt.Legend(title=None, orient="top", symbolSize=80, offset=14, columns=2)

    def by_look(channel: Any, part: int) -> Any:
        scale = alt.Scale(domain=list(looks), range=[style[part] for style in styles])
        return channel(field="look", type="nominal", scale=scale, legend=legend)

    return (
        of_role("unit")
        .mark_point(filled=True, opacity=1, strokeWidth=1.8)
        .encode(
            y=quantity("value"),
            fill=by_look(alt.Fill, 0),
            stroke=by_look(alt.Stroke, 1),
            shape=by_look(alt.Shape, 2),
            size=alt.when(only("look", WITHIN)).then(alt.value(50)).otherwise(alt.value(95)),
            tooltip=[
                words("unit", "Where"),
                words("value_words", "Value"),
                words("base_words", "Out of"),
                words("limits_words", "99.8% limits at this size"),
                words("stands_words", "Stands"),
            ],
            description=alt.Description(field="in_words", type="nominal"),
        )
    )


def style_of(look: str, colours: Palette, polarity: Polarity) -> tuple[str, str, str]:
    """Fill, stroke and shape: filled beyond 99.8%, hollow beyond 95%. An improvement points to its
    side; a concern is a diamond, and what is neither a square."""
    if look == WITHIN:
        return colours.usual, colours.usual, "circle"
    meaning, limit = look.split(": outside ")
    colour = {"Improvement": colours.improvement, "Concern": colours.concern}.get(
        meaning, colours.neutral
    )
    side = "up" if MEANINGS[polarity]["above"] == meaning else "down"
    shape = {"Improvement": f"triangle-{side}", "Concern": "diamond"}.get(meaning, "square")
    return (colour if limit == "99.8%" else colours.ground), colour, shape


def unit_label(side: str, colours: Palette, *, edge: bool) -> alt.Chart:
    placing: dict[str, Any] = {"align": "left", "dx": REACH}
    if side == "left":
        placing = {"align": "right", "dx": -REACH}
    if edge:
        placing |= {"stroke": colours.ground, "strokeWidth": 4, "aria": False}
    return (
        of_role("unit")
        .transform_filter(only("side", side))
        .mark_text(baseline="middle", color=colours.text, fontSize=FONT_SIZE, **placing)
        .encode(y=quantity("label_at"), **text_channel("label"))
    )


def end_label(colours: Palette) -> alt.Chart:
    return (
        of_role("end")
        .mark_text(align="left", baseline="middle", dx=8, color=colours.muted, fontSize=FONT_SIZE)
        .encode(
            x=alt.value("width"),
            y=quantity("label_at"),
            **text_channel("label"),
        )
    )
