"""Our place among its statistical neighbours as ranked bars, with their quartiles."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from dscp_data.charts.chart import (
    FIT,
    Chart,
    finished,
    has_text,
    on_edge,
    only,
    rows,
    text_channel,
    words,
)
from dscp_data.charts.tokens import Palette, palette
from dscp_data.comparators.comparison import format_published

ROW_HEIGHT = 24
TICKS = {True: "format(datum.value, ',~f') + '%'", False: "format(datum.value, ',~f')"}
QUARTILES = {"lower": "Lower quartile", "median": "Median", "upper": "Upper quartile"}


def ranking_chart(ranked: pd.DataFrame, quartiles: Sequence[float], unit: str, theme: str) -> Chart:
    """Bars of `analysis.benchmark_text.ranking`, the lowest on top, over the three quartiles."""
    frame = ranked.assign(
        order=range(len(ranked)),
        in_words=ranked["area"] + ": " + ranked["value_words"],
    )
    first = frame.index == 0  # one line each, whatever the number of bars
    for (name, label), edge in zip(QUARTILES.items(), quartiles, strict=True):
        frame[name] = np.where(first, edge, np.nan)
        frame[f"{name}_words"] = np.where(first, f"{label} {format_published(edge, unit)}", "")
    return Chart(frame, ranking_spec(theme, len(ranked), unit == "%"))


@cache
def ranking_spec(theme: str, count: int, percent: bool) -> dict[str, Any]:
    colours = palette(theme)
    area = alt.Y(
        field="area", type="nominal", sort=alt.EncodingSortField("order", op="min"), title=None
    )
    value = alt.X(
        field="value",
        type="quantitative",
        title=None,
        scale=alt.Scale(zero=True),
        axis=alt.Axis(tickCount=6, labelExpr=TICKS[percent]),
    )
    values = rows().mark_text(align="left", dx=6, color=colours.text)
    layers = [
        bars("neighbours", colours.line).encode(x=value, y=area),
        bars("own", colours.series[0]).encode(x=value, y=area),
        *(quartile_rule(name, colours) for name in QUARTILES),
        *on_edge(values.encode(x=value, y=area, **text_channel("value_words")), colours.ground),
    ]
    chart = alt.layer(*layers).properties(
        width="container", height=ROW_HEIGHT * count + 20, autosize=FIT
    )
    return finished(chart, theme)


def bars(role: str, colour: str) -> alt.Chart:
    return (
        rows()
        .transform_filter(only("role", role))
        .mark_bar(color=colour, height={"band": 0.7})
        .encode(
            tooltip=[words("area", "Area"), words("value_words", "Value")],
            description=alt.Description(field="in_words", type="nominal"),
        )
    )


def quartile_rule(name: str, colours: Palette) -> alt.Chart:
    return (
        rows()
        .transform_filter(has_text(f"{name}_words"))
        .mark_rule(color=colours.muted, strokeDash=[4, 3], strokeWidth=1.5)
        .encode(
            x=alt.X(field=name, type="quantitative", title=None),
            tooltip=[words(f"{name}_words", "Neighbours")],
            description=alt.Description(field=f"{name}_words", type="nominal"),
        )
    )
