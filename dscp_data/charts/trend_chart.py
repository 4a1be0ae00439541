"""One series in time: its usual range, its mean, its points, and the signals among them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

import altair as alt
import pandas as pd

from dscp_data.charts.axes import Scale, axis_labels, every_period
from dscp_data.charts.drawn import (
    FIT,
    Drawn,
    finished,
    only,
    quantity,
    rows,
    where_said,
    with_axis,
    words,
)
from dscp_data.charts.palette import FONT_SIZE, Palette, palette
from dscp_data.charts.trend_frame import (
    COMPLETE,
    CONCERN,
    HIGHER,
    IMPROVEMENT,
    LOWER,
    MATURING,
    NOT_COMPLETE,
    PROVISIONAL,
    USUAL,
    Annotation,
    looks_of,
    trend_frame,
    trend_scale,
)
from dscp_data.periods import PeriodType

HEIGHT = 300
SIGNALS = (IMPROVEMENT, CONCERN, HIGHER, LOWER)
UPRIGHT = "M-0.18,-1L0.18,-1L0.18,1L-0.18,1Z"  # a thin upright bar, as the legend shows Maturing
Better = Literal["up", "down"]


def trend_chart(
    points: pd.DataFrame,
    unit: str,
    period_type: PeriodType,
    theme: str,
    *,
    from_zero: bool = True,
    annotations: Sequence[Annotation] = (),
) -> Drawn:
    """A trend as a page draws it. `points` has the columns of POINTS."""
    scale = trend_scale(points, unit, from_zero)
    frame = trend_frame(points, unit, period_type, scale, annotations)
    spec = trend_spec(
        theme,
        unit == "%",
        scale,
        axis_labels(every_period(points["period_start"], period_type)),
        looks_of(frame),
        better=better_side(frame),
        has_limits=bool(frame["lower_limit"].notna().any()),
        has_mean=bool(frame["mean"].notna().any()),
        has_median=bool(frame["median"].notna().any()),
        has_base=bool((frame["base_words"] != "").any()),
        has_annotations=bool((frame["annotation"] != "").any()),
    )
    return Drawn(frame, spec)


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
    has_annotations: bool = False,
) -> dict[str, Any]:
    """The layered chart of a `trend_frame`. `labels` are the periods that the x axis names."""
    colours = palette(theme)
    x = alt.X(
        field="period",
        type="ordinal",
        sort=None,
        title=None,
        scale=alt.Scale(type="point", padding=0.3),
        axis=alt.Axis(values=list(labels), labelOverlap=True),
    )
    layers: list[alt.Chart] = []
    if has_limits:
        layers.append(band(colours))
    layers.append(line("joined", colours.line, 1.2))
    if has_mean:
        layers.append(line("mean", colours.mean, 1.5))
    if has_median:
        layers.append(line("median", colours.mean, 1.5, dash=[6, 3]))
    named = ["upper", "lower"] * has_limits + ["mean"] * has_mean + ["median"] * has_median
    layers += [label(name, colours) for name in named]
    if has_annotations:
        layers += annotation(colours, scale)
    layers += [stem(colours, scale), maturing_bar(colours), points_by_look(colours, looks, better)]
    layers.append(hover_target(tooltips(has_base, has_limits)))
    drawn = [layer if "x" in layer.encoding.to_dict() else layer.encode(x=x) for layer in layers]
    # The first layer carries the axis for all: Vega-Lite joins the axes of layers.
    drawn[0] = drawn[0].encode(y=with_axis(drawn[0].encoding.y, scale, percent))
    chart = alt.layer(*drawn).properties(width="container", height=HEIGHT, autosize=FIT)
    return finished(chart, theme)


def better_side(frame: pd.DataFrame) -> Better:
    """Which way is an improvement, going by the signals drawn; up where none says."""
    judged = frame[frame["direction"].isin(["improvement", "concern"])]
    up = (judged["side"] == "up") == (judged["direction"] == "improvement")
    return "up" if up.all() else "down"


def band(colours: Palette) -> alt.Chart:
    return (
        rows()
        .mark_area(color=colours.band, opacity=1, aria=False)
        .encode(y=quantity("lower_limit"), y2=alt.Y2(field="upper_limit"))
    )


def line(field: str, colour: str, width: float, dash: Sequence[int] = (1, 0)) -> alt.Chart:
    style = {"strokeDash": list(dash)} if dash != (1, 0) else {}
    return (
        rows()
        .mark_line(color=colour, strokeWidth=width, aria=False, **style)
        .encode(y=quantity(field))
    )


def label(name: str, colours: Palette) -> alt.Chart:
    colour = colours.mean if name in ("mean", "median") else colours.muted
    return (
        rows()
        .transform_filter(where_said(f"{name}_label"))
        .mark_text(align="left", baseline="middle", dx=8, color=colour, fontSize=FONT_SIZE)
        .encode(
            x=alt.value("width"),
            y=quantity(f"{name}_at"),
            text=alt.Text(field=f"{name}_label", type="nominal"),
        )
    )


def stem(colours: Palette, scale: Scale) -> alt.Chart:
    """A dashed rule from the axis to a figure that is not complete: it may still move."""
    return (
        rows()
        .transform_filter(only("look", NOT_COMPLETE))
        .mark_rule(color=colours.line, strokeDash=[3, 3], aria=False)
        .encode(y=quantity("value"), y2=alt.Y2(datum=scale.low))
    )


def maturing_bar(colours: Palette, width: int = 4) -> alt.Chart:
    return (
        rows()
        .transform_filter(only("look", MATURING))
        .mark_rule(color=colours.line, strokeWidth=width, strokeCap="round")
        .encode(
            y=quantity("lower"),
            y2=alt.Y2(field="upper"),
            description=alt.Description(field="in_words", type="nominal"),
        )
    )


def points_by_look(colours: Palette, looks: tuple[str, ...], better: Better) -> alt.Chart:
    """Points as their looks are drawn; a look that is not among `looks` has no point."""
    styles = [style_of(look, colours, better) for look in looks]
    plain = set(looks) <= {USUAL, COMPLETE}
    legend = None if plain else alt.Legend(title=None, orient="top", symbolSize=80, offset=14)

    def by_look(channel: Any, part: int) -> Any:
        scale = alt.Scale(domain=list(looks), range=[style[part] for style in styles])
        return channel(field="look", type="nominal", scale=scale, legend=legend)

    drawn = alt.FieldOneOfPredicate(field="look", oneOf=list(looks))
    signal = alt.FieldOneOfPredicate(field="look", oneOf=list(SIGNALS))
    return (
        rows()
        .transform_filter(drawn)
        .mark_point(filled=True, opacity=1, strokeWidth=1.5)
        .encode(
            y=quantity("value"),
            fill=by_look(alt.Fill, 0),
            stroke=by_look(alt.Stroke, 1),
            shape=by_look(alt.Shape, 2),
            # By condition, not by scale: a scale without a legend would take away the others'.
            size=alt.when(signal).then(alt.value(72)).otherwise(alt.value(38)),
            description=alt.Description(field="in_words", type="nominal"),
        )
    )


def style_of(look: str, colours: Palette, better: Better) -> tuple[str, str, str]:
    """Fill, stroke and shape. Shape follows the side, so that colour is never alone."""
    worse = "down" if better == "up" else "up"
    return {
        USUAL: (colours.line, colours.line, "circle"),
        COMPLETE: (colours.line, colours.line, "circle"),
        IMPROVEMENT: (colours.improvement, colours.improvement, f"triangle-{better}"),
        CONCERN: (colours.concern, colours.concern, f"triangle-{worse}"),
        HIGHER: (colours.neutral, colours.neutral, "triangle-up"),
        LOWER: (colours.neutral, colours.neutral, "triangle-down"),
        PROVISIONAL: (colours.ground, colours.line, "diamond"),
        NOT_COMPLETE: (colours.ground, colours.line, "circle"),
        MATURING: (colours.line, colours.line, UPRIGHT),
    }[look]


def annotation(colours: Palette, scale: Scale) -> list[alt.Chart]:
    """A rule at its period, and its text above the plot where no point can be."""
    said = rows().transform_filter(where_said("annotation"))
    rule = said.mark_rule(color=colours.annotation, strokeDash=[4, 3]).encode(
        y=alt.YDatum(scale.low), y2=alt.Y2Datum(scale.high)
    )
    texts = [
        said.transform_filter(only("annotation_side", side))
        .mark_text(align=align, dx=dx, dy=-9, color=colours.annotation, fontSize=FONT_SIZE)
        .encode(y=alt.YDatum(scale.high), text=alt.Text(field="annotation", type="nominal"))
        for side, align, dx in (("left", "right", 4), ("right", "left", -4))
    ]
    return [rule, *texts]


def hover_target(tooltip: list[alt.Tooltip], width: int = 12) -> alt.Chart:
    """An unseen column a period: a tooltip without having to hit a point of 6 px."""
    return (
        rows()
        .mark_rule(opacity=0, strokeWidth=width, aria=False)
        .encode(y=alt.value(0), y2=alt.value("height"), tooltip=tooltip)
    )


def tooltips(has_base: bool, has_limits: bool) -> list[alt.Tooltip]:
    return [
        words("name", "Period"),
        words("value_words", "Value"),
        *([words("base_words", "Base")] if has_base else []),
        *([words("range_words", "Usual range")] if has_limits else []),
        *([words("signal_words", "Signal")] if has_limits else []),
        words("complete_words", "Completeness"),
    ]
