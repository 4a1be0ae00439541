"""One series over time: its usual range, mean, points and signals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from dscp_data.charts.annotations import Annotation
from dscp_data.charts.axes import Scale, axis_labels, every_period
from dscp_data.charts.chart import (
    Chart,
    has_text,
    layered,
    on_scale,
    only,
    period_axis,
    quantity,
    rows,
    text_channel,
    with_layers,
    written,
)
from dscp_data.charts.meeting_line import (
    MeetingLine,
    meeting_rule,
    meeting_text,
    since_line,
    with_meeting,
)
from dscp_data.charts.revised_marks import revised_layers, with_revised
from dscp_data.charts.series_layers import (
    Better,
    hover_target,
    level_line,
    line,
    points_by_look,
    range_bar,
)
from dscp_data.charts.tokens import FONT_SIZE, Palette, palette
from dscp_data.charts.trend_frame import (
    MATURING,
    NOT_COMPLETE,
    SMALL,
    looks_of,
    trend_frame,
    trend_scale,
)
from dscp_data.model.periods import PeriodType
from dscp_data.model.revised_mark import RevisedMark
from dscp_data.trends import Trend
from dscp_data.trends.applied_settings import annotations_of

HEIGHT = 300


def chart_of_trend(
    trend: Trend,
    theme: str,
    *,
    revised: Sequence[str] = (),
    meeting: MeetingLine | None = None,
    marks: Sequence[RevisedMark] = (),
) -> Chart:
    """The chart of a series with the notes, targets and baselines that apply to it."""
    return trend_chart(
        trend.points,
        trend.indicator.unit,
        trend.period_type,
        theme,
        annotations=annotations_of(trend.points, trend.settings),
        revised=revised,
        meeting=meeting,
        marks=marks,
    )


def trend_chart(
    points: pd.DataFrame,
    unit: str,
    period_type: PeriodType,
    theme: str,
    *,
    from_zero: bool = True,
    annotations: Sequence[Annotation] = (),
    revised: Sequence[str] = (),
    meeting: MeetingLine | None = None,
    marks: Sequence[RevisedMark] = (),
) -> Chart:
    """A trend as a page draws it. `points` has the columns of POINTS; `revised` says of each what
    was first given, or "" where it has not been revised; `marks` are what a past meeting saw that
    has been revised since."""
    scale = trend_scale(points, unit, from_zero, [one.now for one in marks])
    frame = with_meeting(
        trend_frame(points, unit, period_type, scale, annotations, revised), meeting
    )
    periods = every_period(points["period_start"].to_numpy(), period_type)
    spec = trend_spec(
        theme,
        unit == "%",
        scale,
        axis_labels(periods),
        looks_of(frame["look"]),
        better=better_side(frame["side"].to_numpy(), frame["direction"].to_numpy()),
        has_limits=bool(frame["lower_limit"].notna().any()),
        has_mean=bool(frame["mean"].notna().any()),
        has_median=bool(frame["median"].notna().any()),
        has_base=bool((frame["base_words"] != "").any()),
        has_target=bool(frame["target"].notna().any()),
        annotation_rows=len(set(frame.loc[frame["annotation"] != "", "annotation_row"])),
        has_revised=bool((frame["first_words"] != "").any()),
        has_meeting=bool((frame["meeting"] != "").any()),
    )
    if marks:
        frame = with_revised(frame, marks)
        layers = revised_layers(palette(theme), frame)
        spec = with_layers(spec, layers, period_axis(axis_labels(periods)))
    return Chart(frame, spec)


@cache
def trend_spec(
    theme: str,
    percent: bool,
    scale: Scale,
    labels: tuple[str, ...],
    looks: tuple[str, ...],
    *,
    better: Better = "up",
    has_limits: bool = True,
    has_mean: bool = True,
    has_median: bool = False,
    has_base: bool = True,
    has_target: bool = False,
    annotation_rows: int = 0,
    has_revised: bool = False,
    has_meeting: bool = False,
) -> dict[str, Any]:
    """The layered chart of a `trend_frame`. `labels` are the periods that the x axis names."""
    colours = palette(theme)
    layers = [written(band, colours)] if has_limits else []
    layers.append(written(line, "joined", colours.line, 1.8))
    if has_meeting:
        layers += [written(one, colours) for one in (meeting_rule, meeting_text, since_line)]
    if has_mean:
        layers.append(written(level_line, "mean", colours.accent, 1.4))
    if has_median:
        layers.append(written(level_line, "median", colours.accent, 1.5, dash=(6, 3)))
    if has_target:
        layers.append(written(level_line, "target", colours.target, 1.8, dash=(3, 3), by="target"))
    named = ["upper", "lower"] * has_limits + ["mean"] * has_mean + ["median"] * has_median
    layers += [written(label, name, colours) for name in named + ["target"] * has_target]
    for row in range(annotation_rows):
        layers.append(written(annotation_rule, colours, row))
        layers += [written(annotation_text, colours, row, side) for side in ("left", "right")]
    layers.append(written(stem, colours))
    if {MATURING, SMALL} & set(looks):
        layers.append(written(range_bar, colours))
    layers += [
        points_by_look(colours, looks, better, offset=14 + 13 * annotation_rows, height="at"),
        written(hover_target, has_base, has_limits, has_revised),
    ]
    layers[0] = on_scale(layers[0], scale, percent)
    return layered(layers, HEIGHT, theme, x=period_axis(labels))


def better_side(side: np.ndarray, direction: np.ndarray) -> Better:
    """Which way is an improvement, going by the signals drawn; up where none says."""
    judged = np.isin(direction, ["improvement", "concern"])
    up = (side == "up") == (direction == "improvement")
    return "up" if up[judged].all() else "down"


def band(colours: Palette) -> alt.Chart:
    return (
        rows()
        .mark_area(color=colours.band, opacity=1, aria=False)
        .encode(
            y=quantity("lower_limit"),
            y2=alt.Y2(field="upper_limit"),
            detail=alt.Detail(field="baseline", type="nominal"),
        )
    )


def label(name: str, colours: Palette) -> alt.Chart:
    levels = {"mean": colours.accent, "median": colours.accent, "target": colours.target}
    colour = levels.get(name, colours.muted)
    return (
        rows()
        .transform_filter(has_text(f"{name}_label"))
        .mark_text(align="left", baseline="middle", dx=8, color=colour, fontSize=FONT_SIZE)
        .encode(
            x=alt.value("width"),
            y=quantity(f"{name}_at"),
            **text_channel(f"{name}_label"),
        )
    )


def stem(colours: Palette) -> alt.Chart:
    """A dashed rule from the axis to a figure that is not complete: it may still move."""
    return (
        rows()
        .transform_filter(only("look", NOT_COMPLETE))
        .mark_rule(color=colours.line, strokeDash=[3, 3], aria=False)
        .encode(y=quantity("value"), y2=alt.value("height"))
    )


def annotation_rule(colours: Palette, row: int) -> alt.Chart:
    """A rule at the period of each annotation whose text is in that row above the plot."""
    return (
        annotated(row)
        .mark_rule(color=colours.annotation, strokeDash=[4, 3], aria=False)
        .encode(y=alt.value("height"), y2=alt.value(0))
    )


def annotation_text(colours: Palette, row: int, side: str) -> alt.Chart:
    """Above the plot, where no point can be, on that side of the rule."""
    placing: dict[str, Any] = (
        {"align": "right", "dx": 4} if side == "left" else {"align": "left", "dx": -4}
    )
    return (
        annotated(row)
        .transform_filter(only("annotation_side", side))
        .mark_text(dy=-9 - 15 * row, color=colours.annotation, fontSize=FONT_SIZE, **placing)
        .encode(y=alt.value(0), **text_channel("annotation"))
    )


def annotated(row: int) -> alt.Chart:
    labelled = rows().transform_filter(has_text("annotation"))
    return labelled.transform_filter(f"datum['annotation_row'] === {row}")
