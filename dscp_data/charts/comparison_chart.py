"""Our figure with the region's, the country's and the neighbours', by year."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from dscp_data.charts.axes import Scale, finite, scale_for, short_name_of, spaced
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
from dscp_data.charts.tokens import FONT_SIZE, Palette, palette
from dscp_data.charts.trend_frame import LABEL_HEIGHT
from dscp_data.comparators.comparison import format_published
from dscp_data.model.text import format_rounded

HEIGHT = 300
ROLES = ("own", "region", "country", "neighbours", "other")


def comparison_chart(
    figures: pd.DataFrame, unit: str, theme: str, *, from_zero: bool = True
) -> Chart:
    """Annual figures as a page draws them; see `comparison_frame` for the columns."""
    scale = comparison_scale(figures, unit, from_zero)
    frame = comparison_frame(figures, unit, scale)
    roles = tuple(role for role in ROLES if role in set(frame["role"]))
    return Chart(frame, comparison_spec(theme, unit == "%", scale, roles))


def comparison_frame(figures: pd.DataFrame, unit: str, scale: Scale | None = None) -> pd.DataFrame:
    """Adds what is drawn to a row an area and year: area, period_end, value, lower, upper, role.

    `role` is one of ROLES; lower and upper of the neighbours are their range, of others their
    interval. `period` is how the axis says the year: as given, or the council year of period_end.
    Added: period, value_words, between_words, in_words, and on the last row of each area that has
    a value `end_label` and `end_at`, moved apart where two would touch; `band_label` on the
    neighbours' first row.
    """
    made = figures.sort_values(["period_end", "area"], ignore_index=True)
    if "period" not in made:
        made["period"] = [short_name_of(day.date(), "year") for day in made["period_end"]]
    made["value_words"] = [format_published(value, unit) for value in made["value"]]
    made["between_words"] = [
        ""
        if np.isnan(low) or np.isnan(high)
        else f"{format_rounded(low, unit)} to {format_rounded(high, unit)}"
        for low, high in zip(made["lower"], made["upper"], strict=True)
    ]
    made["in_words"] = made["area"] + ", " + made["period"] + ": " + made["value_words"]
    first = made.index[made["role"] == "neighbours"][:1]
    made["band_label"] = np.where(made.index.isin(first), "range of neighbours", "")
    return with_end_labels(made, unit, scale or comparison_scale(figures, unit))


def with_end_labels(made: pd.DataFrame, unit: str, scale: Scale) -> pd.DataFrame:
    """An area whose figures end early says the year, as its label is at the right edge."""
    ends = made[made["value"].notna()].groupby("area", sort=False).tail(1)
    newest = made["period"].iloc[-1] if len(made) else ""
    gap = LABEL_HEIGHT * (scale.high - scale.low)
    heights = spaced(ends["value"].tolist(), gap, scale.low, scale.high)
    labels = [
        f"{area} {format_rounded(value, unit)}" + ("" if period == newest else f" ({period})")
        for area, value, period in zip(ends["area"], ends["value"], ends["period"], strict=True)
    ]
    made["end_label"] = (
        pd.Series(labels, index=ends.index, dtype=object).reindex(made.index).fillna("")
    )
    made["end_at"] = pd.Series(heights, index=ends.index, dtype=float).reindex(made.index)
    return made


def comparison_scale(figures: pd.DataFrame, unit: str, from_zero: bool = True) -> Scale:
    band = figures[figures["role"] == "neighbours"]
    known = finite(figures["value"], band["lower"], band["upper"])
    return scale_for(known, unit == "%", from_zero)


@cache
def comparison_spec(
    theme: str, percent: bool, scale: Scale, roles: tuple[str, ...]
) -> dict[str, Any]:
    """Lines of a `comparison_frame`, labelled at their ends, so that there is no legend."""
    colours = palette(theme)
    x = alt.X(
        field="period",
        type="ordinal",
        sort=alt.EncodingSortField(field="period_end", op="min"),
        title=None,
        scale=alt.Scale(type="point", padding=0.3),
        axis=alt.Axis(labelOverlap=True),
    )
    layers = [line_of(role, colours).encode(x=x) for role in reversed(roles)]
    if "neighbours" in roles:
        layers.insert(0, neighbours_band(colours).encode(x=x))
    layers += [dots_of(role, colours).encode(x=x) for role in reversed(roles)]
    if "neighbours" in roles:
        layers.append(band_label(colours).encode(x=x))
    layers += [end_label(role, colours) for role in roles]
    layers[0] = layers[0].encode(y=with_axis(layers[0].encoding.y, scale, percent))
    chart = alt.layer(*layers).properties(width="container", height=HEIGHT, autosize=FIT)
    return finished(chart, theme)


def style_of(role: str, colours: Palette) -> tuple[str, float, list[int], str]:
    """Colour, width, dash and shape: an area is known by more than its colour."""
    first, second, third, _ = colours.series
    return {
        "own": (first, 3.2, [1, 0], "circle"),
        "region": (second, 1.8, [1, 0], "square"),
        "country": (third, 1.8, [1, 0], "diamond"),
        "neighbours": (colours.muted, 1.8, [5, 3], "circle"),
        "other": (colours.line, 1.0, [1, 0], "circle"),
    }[role]


def line_of(role: str, colours: Palette) -> alt.Chart:
    colour, width, dash, _ = style_of(role, colours)
    return (
        rows()
        .transform_filter(only("role", role))
        .mark_line(color=colour, strokeWidth=width, strokeDash=dash, aria=False)
        .encode(y=quantity("value"), detail=alt.Detail(field="area", type="nominal"))
    )


def dots_of(role: str, colours: Palette) -> alt.Chart:
    colour, _, _, shape = style_of(role, colours)
    return (
        rows()
        .transform_filter(only("role", role))
        .mark_point(
            filled=True, opacity=1, color=colour, shape=shape, size=64 if role == "own" else 36
        )
        .encode(
            y=quantity("value"),
            tooltip=[
                words("area", "Area"),
                words("period", "Period"),
                words("value_words", "Value"),
                words("between_words", "Range" if role == "neighbours" else "95% interval"),
            ],
            description=alt.Description(field="in_words", type="nominal"),
        )
    )


def neighbours_band(colours: Palette) -> alt.Chart:
    return (
        rows()
        .transform_filter(only("role", "neighbours"))
        .mark_area(color=colours.band, opacity=1, aria=False)
        .encode(y=quantity("lower"), y2=alt.Y2(field="upper"))
    )


def band_label(colours: Palette) -> alt.Chart:
    return (
        rows()
        .transform_filter(has_text("band_label"))
        .mark_text(align="left", baseline="top", dx=6, dy=5, color=colours.muted)
        .encode(y=quantity("upper"), **text_channel("band_label"))
    )


def end_label(role: str, colours: Palette) -> alt.Chart:
    colour = colours.muted if role == "other" else style_of(role, colours)[0]
    weight: Any = 600 if role == "own" else "normal"
    return (
        rows()
        .transform_filter(only("role", role))
        .transform_filter(has_text("end_label"))
        .mark_text(
            align="left",
            baseline="middle",
            dx=8,
            color=colour,
            fontSize=FONT_SIZE,
            fontWeight=weight,
            limit=210,
        )
        .encode(
            x=alt.value("width"),
            y=quantity("end_at"),
            **text_channel("end_label"),
        )
    )
