"""Two agencies' numbers for the same thing, and the gap in each period."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from dscp_data.charts.axes import Scale, axis_labels, every_period, finite, scale_for
from dscp_data.charts.chart import (
    FIT,
    Chart,
    finished,
    has_text,
    only,
    quantity,
    rows,
    text_channel,
    with_axis,
    words,
)
from dscp_data.charts.comparison_chart import with_end_labels
from dscp_data.charts.tokens import FONT_SIZE, Palette, palette
from dscp_data.model.periods import PeriodType, period_of
from dscp_data.model.text import format_number

HEIGHT = 240
SIDES = ("first", "second")


def reconciliation_chart(
    gaps: pd.DataFrame, names: tuple[str, str], period_type: PeriodType, theme: str
) -> Chart:
    """Two lines and the gap as a page draws them; `gaps` has period_start, first, second, gap."""
    scale = scale_for(finite(gaps["first"], gaps["second"]), False, True, whole=True)
    frame = reconciliation_frame(gaps, names, period_type, scale)
    periods = every_period(gaps["period_start"], period_type)
    names_in_order = tuple(one.short_name for one in periods)
    return Chart(frame, reconciliation_spec(theme, scale, names_in_order, axis_labels(periods)))


def reconciliation_frame(
    gaps: pd.DataFrame, names: tuple[str, str], period_type: PeriodType, scale: Scale
) -> pd.DataFrame:
    """One row a period and side, periods that are not compared included and without a value.

    Columns: period, name (of the period), side (one of SIDES), area (the agency), value, low and
    high (the ends of the gap), value_words, gap_words, in_words, end_label and end_at.
    """
    periods = every_period(gaps["period_start"], period_type)
    starts = pd.Series([one.start for one in periods], dtype="datetime64[us]", name="period_start")
    compared = starts.to_frame().merge(gaps, on="period_start", how="left")
    ends = compared[list(SIDES)]
    sides = [
        compared.assign(side=side, area=name, value=compared[side], low=ends.min(axis=1),
                    high=ends.max(axis=1))
        for side, name in zip(SIDES, names, strict=True)
    ]  # fmt: skip
    made = pd.concat(sides, ignore_index=True).sort_values(
        ["period_start", "side"], ignore_index=True
    )
    days = [period_of(day.date(), period_type) for day in made["period_start"]]
    made["period"], made["name"] = [d.short_name for d in days], [d.name for d in days]
    made["value_words"] = [format_number(value) for value in made["value"]]
    made["gap_words"] = [format_number(abs(gap)) for gap in made["gap"]]
    made["in_words"] = made["area"] + ", " + made["name"] + ": " + made["value_words"]
    return with_end_labels(made.drop(columns=list(SIDES)), "", scale)


@cache
def reconciliation_spec(
    theme: str, scale: Scale, periods: tuple[str, ...], labels: tuple[str, ...]
) -> dict[str, Any]:
    """The layered chart of a `reconciliation_frame` over these `periods`, of which `labels` are
    named. Vega would put a period without a gap last, so the axis lists them all."""
    colours = palette(theme)
    x = alt.X(
        field="period",
        type="ordinal",
        sort=None,
        title=None,
        scale=alt.Scale(type="point", padding=0.3, domain=list(periods)),
        axis=alt.Axis(values=list(labels), labelOverlap=True),
    )
    layers = [gap_bar(colours), *(line_of(side, colours) for side in SIDES)]
    layers += [dots_of(side, colours) for side in SIDES]
    drawn = [layer.encode(x=x) for layer in layers] + [end_label(s, colours) for s in SIDES]
    drawn[0] = drawn[0].encode(y=with_axis(drawn[0].encoding.y, scale, percent=False))
    chart = alt.layer(*drawn).properties(width="container", height=HEIGHT, autosize=FIT)
    return finished(chart, theme)


def gap_bar(colours: Palette) -> alt.Chart:
    return (
        rows()
        .transform_filter(only("side", SIDES[0]))
        .mark_rule(color=colours.band, strokeWidth=6, aria=False)
        .encode(y=quantity("low"), y2=alt.Y2(field="high"))
    )


def style_of(side: str, colours: Palette) -> tuple[str, list[int], str]:
    first, _, third, _ = colours.series
    return (first, [1, 0], "circle") if side == SIDES[0] else (third, [5, 3], "diamond")


def line_of(side: str, colours: Palette) -> alt.Chart:
    colour, dash, _ = style_of(side, colours)
    return (
        rows()
        .transform_filter(only("side", side))
        .mark_line(color=colour, strokeWidth=1.8, strokeDash=dash, aria=False)
        .encode(y=quantity("value"))
    )


def dots_of(side: str, colours: Palette) -> alt.Chart:
    colour, _, shape = style_of(side, colours)
    return (
        rows()
        .transform_filter(only("side", side))
        .mark_point(filled=True, opacity=1, color=colour, shape=shape, size=44)
        .encode(
            y=quantity("value"),
            tooltip=[
                words("area", "Agency"),
                words("name", "Period"),
                words("value_words", "Number"),
                words("gap_words", "Gap"),
            ],
            description=alt.Description(field="in_words", type="nominal"),
        )
    )


def end_label(side: str, colours: Palette) -> alt.Chart:
    return (
        rows()
        .transform_filter(only("side", side))
        .transform_filter(has_text("end_label"))
        .mark_text(
            align="left",
            baseline="middle",
            dx=8,
            color=style_of(side, colours)[0],
            fontSize=FONT_SIZE,
            limit=210,
        )
        .encode(
            x=alt.value("width"),
            y=quantity("end_at"),
            **text_channel("end_label"),
        )
    )
