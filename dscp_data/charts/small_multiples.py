"""Small multiples: many series on one scale.

Vega-Lite's facets have a fixed number of columns, which a narrow screen cuts off. Charts of their
own wrap as words do, so a page lays them out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from dscp_data.charts.axes import Scale, axis_labels, every_period, finite, scale_for
from dscp_data.charts.chart import layered, on_scale, period_axis, silent, written
from dscp_data.charts.meeting_line import MeetingLine, meeting_rule, with_meeting
from dscp_data.charts.period_rows import columns_of, over_periods
from dscp_data.charts.series_layers import (
    Better,
    hover_target,
    level_line,
    line,
    points_by_look,
    range_bar,
)
from dscp_data.charts.tokens import palette
from dscp_data.charts.trend_chart import better_side
from dscp_data.charts.trend_frame import (
    COMPLETE,
    USUAL,
    WITHOUT_VALUE,
    looks_of,
    with_looks,
    with_words,
)
from dscp_data.model.periods import PeriodType
from dscp_data.trends.signals import signal_texts

HEIGHT = 150
NOT_MARKED = (USUAL, COMPLETE, *WITHOUT_VALUE)  # a point of these would be lost in so small a plot
MOST_LABELS = 3
Series = Sequence[tuple[str, pd.DataFrame]]


class Multiples(NamedTuple):
    """One spec for every chart; `looks` are those marked, and `meeting` the words for the line at
    a meeting, for one legend over all of them."""

    frames: list[tuple[str, pd.DataFrame]]
    spec: dict[str, Any]
    looks: tuple[str, ...]
    better: Better
    meeting: str = ""


def small_multiples(
    series: Series,
    unit: str,
    period_type: PeriodType,
    theme: str,
    *,
    from_zero: bool = True,
    meeting: MeetingLine | None = None,
) -> Multiples:
    """Charts in the order given. Each of `series` is a label, its own, and points (POINTS)."""
    frame = multiples_frame(series, unit, period_type)
    starts = [points["period_start"] for _, points in series if len(points)]
    periods = every_period(pd.concat(starts).to_numpy(), period_type) if starts else []
    looks = tuple(look for look in looks_of(frame["look"]) if look not in NOT_MARKED)
    better = better_side(frame["side"].to_numpy(), frame["direction"].to_numpy())
    frames = [
        (
            label,
            with_meeting(frame.iloc[place * len(periods) : (place + 1) * len(periods)], meeting),
        )
        for place, (label, _) in enumerate(series)
    ]
    meetings = {words for _, one in frames for words in one["meeting"] if words}
    spec = multiples_spec(
        theme,
        unit == "%",
        multiples_scale(frame, unit, from_zero),
        axis_labels(periods, MOST_LABELS),
        looks,
        better=better,
        has_base=bool((frame["base_words"] != "").any()),
        has_meeting=bool(meetings),
    )
    return Multiples(frames, spec, looks, better, "".join(meetings))


def multiples_frame(series: Series, unit: str, period_type: PeriodType) -> pd.DataFrame:
    """One row a label and period, every label over the periods of all, with `label` and the
    columns that `trend_frame` adds for points and tooltips.
    """
    starts = [points["period_start"] for _, points in series if len(points)]
    periods = every_period(pd.concat(starts).to_numpy(), period_type) if starts else []
    points = pd.concat([points.assign(label=label) for label, points in series])
    rows = with_looks(over_periods(columns_of(points), periods, [label for label, _ in series]))
    signals = [
        text
        for start in range(0, len(rows["label"]), max(len(periods), 1))
        for text in signal_texts(
            {name: column[start : start + len(periods)] for name, column in rows.items()},
            unit,
            period_type,
        )
    ]
    return pd.DataFrame(with_words(rows, unit, signals))


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
    scale: Scale,
    labels: tuple[str, ...],
    looks: tuple[str, ...],
    *,
    better: Better = "up",
    has_base: bool = True,
    has_meeting: bool = False,
) -> dict[str, Any]:
    """One label of a `multiples_frame`. `looks` are those marked: usual points are only a line."""
    colours = palette(theme)
    layers = [
        on_scale(written(level_line, "mean", colours.accent, 1), scale, percent),
        *([written(meeting_rule, colours)] if has_meeting else []),
        written(line, "joined", colours.line, 1.3),
        silent(written(range_bar, colours, width=3)),
        silent(points_by_look(colours, looks, better, size=0.5, with_legend=False)),
        written(hover_target, has_base, has_limits=True, width=6),
    ]
    return layered(layers, HEIGHT, theme, x=period_axis(labels))
