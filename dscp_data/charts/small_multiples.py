"""Many series side by side on one scale: one facet each, as many as there are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from dscp_data.charts.axes import Scale, axis_labels, every_period, finite, scale_for
from dscp_data.charts.drawn import ROWS, Drawn, finished, quantity, with_axis
from dscp_data.charts.marks import (
    Better,
    hover_target,
    level_line,
    line,
    maturing_bar,
    points_by_look,
    tooltips,
)
from dscp_data.charts.palette import palette
from dscp_data.charts.trend_chart import better_side
from dscp_data.charts.trend_frame import (
    COMPLETE,
    USUAL,
    WITHOUT_VALUE,
    looks_of,
    with_every_period,
    with_looks,
    with_words,
)
from dscp_data.periods import PeriodType

WIDTH, HEIGHT = 180, 110
NOT_MARKED = (USUAL, COMPLETE, *WITHOUT_VALUE)  # a point of these would be lost in so small a plot
MOST_LABELS = 4
Series = Sequence[tuple[str, pd.DataFrame]]


def small_multiples(
    series: Series,
    unit: str,
    period_type: PeriodType,
    theme: str,
    *,
    columns: int = 4,
    width: int = WIDTH,
    from_zero: bool = True,
) -> Drawn:
    """Facets in the order given. Each of `series` is a label, its own, and points (POINTS)."""
    frame = multiples_frame(series, unit, period_type)
    held = [points["period_start"] for _, points in series if len(points)]
    periods = every_period(pd.concat(held), period_type) if held else []
    spec = multiples_spec(
        theme,
        unit == "%",
        columns,
        multiples_scale(frame, unit, from_zero),
        axis_labels(periods, MOST_LABELS),
        tuple(look for look in looks_of(frame) if look not in NOT_MARKED),
        better=better_side(frame),
        has_base=bool((frame["base_words"] != "").any()),
        width=width,
    )
    return Drawn(frame, spec)


def multiples_frame(series: Series, unit: str, period_type: PeriodType) -> pd.DataFrame:
    """One row a label and period, every label over the periods of all, with `label`, `order` and
    the columns that `trend_frame` adds for points and tooltips.
    """
    held = [points["period_start"] for _, points in series if len(points)]
    periods = every_period(pd.concat(held), period_type) if held else []
    parts = [
        with_words(
            with_looks(with_every_period(points, period_type, periods)), unit, period_type
        ).assign(label=label, order=order)
        for order, (label, points) in enumerate(series)
    ]
    return pd.concat(parts, ignore_index=True)


def multiples_scale(frame: pd.DataFrame, unit: str, from_zero: bool = True) -> Scale:
    """One y axis for all; limits are not drawn here, so they take no room."""
    maturing = frame[frame["value"].isna()]
    known = finite(frame["value"], frame["mean"], maturing["lower"], maturing["upper"])
    values = finite(frame["value"])
    return scale_for(
        known, unit == "%", from_zero, whole=bool((values == values.round()).all()), most=4
    )


@cache
def multiples_spec(
    theme: str,
    percent: bool,
    columns: int,
    scale: Scale,
    labels: tuple[str, ...],
    looks: tuple[str, ...],
    *,
    better: Better = "up",
    has_base: bool = True,
    width: int = WIDTH,
) -> dict[str, Any]:
    """Facets of a `multiples_frame`. `looks` are those marked: usual points are only a line."""
    colours = palette(theme)
    x = alt.X(
        field="period",
        type="ordinal",
        sort=None,
        title=None,
        scale=alt.Scale(type="point", padding=0.3),
        axis=alt.Axis(values=list(labels), labelOverlap=True),
    )
    first = level_line("mean", colours.mean, 1)
    layers = [
        first.encode(y=with_axis(quantity("mean"), scale, percent)),
        line("joined", colours.line, 1.3),
        maturing_bar(colours, width=3),
        points_by_look(colours, looks, better, size=0.5),
        hover_target(tooltips(has_base, has_limits=True), width=6),
    ]
    facet = alt.Facet(
        field="label",
        type="nominal",
        title=None,
        sort=alt.EncodingSortField(field="order", op="min"),
        header=alt.Header(labelAnchor="start", labelLimit=width + 16, labelPadding=4),
    )
    chart = alt.layer(*(layer.encode(x=x) for layer in layers), data=ROWS)
    faceted = chart.properties(width=width, height=HEIGHT).facet(
        facet=facet, columns=columns, spacing=alt.RowColnumber(row=18, column=18)
    )
    return finished(faceted, theme)
