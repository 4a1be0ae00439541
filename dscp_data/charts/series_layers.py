"""Layers shared by the trend chart and its small multiples, and the tooltip of a period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import altair as alt

from dscp_data.charts.chart import quantity, rows, words, written
from dscp_data.charts.tokens import Palette
from dscp_data.charts.trend_frame import (
    COMPLETE,
    CONCERN,
    HIGHER,
    IMPROVEMENT,
    LOOKS,
    LOWER,
    MATURING,
    NOT_COMPLETE,
    NOT_SENT,
    PROVISIONAL,
    SMALL,
    USUAL,
    WITHHELD,
)

Better = Literal["up", "down"]
CHANNELS = ("fill", "stroke", "shape", "strokeDash")
SOLID = [1, 0]
SIGNALS = (IMPROVEMENT, CONCERN, HIGHER, LOWER)
CROSS = "M-0.9,-0.9L0.9,0.9M-0.9,0.9L0.9,-0.9"
UPRIGHT = "M-0.18,-1L0.18,-1L0.18,1L-0.18,1Z"  # a thin upright bar, as the legend shows Maturing
SIZE, SIGNAL_SIZE = 34, 92  # square pixels: a signal has 2.7 times the area of a usual point


def line(field: str, colour: str, width: float, dash: Sequence[int] = ()) -> alt.Chart:
    return (
        rows()
        .mark_line(color=colour, strokeWidth=width, strokeDash=list(dash), aria=False)
        .encode(y=quantity(field))
    )


def level_line(
    field: str, colour: str, width: float, dash: Sequence[int] = (), by: str = "baseline"
) -> alt.Chart:
    """A level that steps where `by` changes, and does not slope from one to the next."""
    return line(field, colour, width, dash).encode(detail=alt.Detail(field=by, type="nominal"))


def range_bar(colours: Palette, width: int = 4) -> alt.Chart:
    """A value of which only the range is known: of a cohort that is not mature, a small count."""
    return (
        rows()
        .transform_filter(alt.FieldOneOfPredicate(field="look", oneOf=[MATURING, SMALL]))
        .mark_rule(color=colours.line, strokeWidth=width, strokeCap="round")
        .encode(
            y=quantity("lower"),
            y2=alt.Y2(field="upper"),
            description=alt.Description(field="in_words", type="nominal"),
        )
    )


def points_by_look(
    colours: Palette,
    looks: tuple[str, ...],
    better: Better,
    size: float = 1,
    offset: int = 14,
    height: str = "value",
    *,
    with_legend: bool = True,
) -> dict[str, Any]:
    """The layer of points as their looks are drawn; a look that is not among `looks` has none.

    Altair writes it for all looks, and what is not among these is left out: there are more sets of
    looks than one would have it write.
    """
    layer = written(points_of_every_look, colours, better, size, offset, height)
    encoding = dict(layer["encoding"])
    has_legend = with_legend and not set(looks) <= {USUAL, COMPLETE}
    for channel in CHANNELS:
        styles = encoding[channel]["scale"]["range"]
        drawn = [styles[LOOKS.index(look)] for look in looks]
        encoding[channel] = encoding[channel] | {"scale": {"domain": list(looks), "range": drawn}}
        if not has_legend:
            encoding[channel]["legend"] = None
    shown = {"filter": {"field": "look", "oneOf": list(looks)}}
    return layer | {"transform": [shown], "encoding": encoding}


def points_of_every_look(
    colours: Palette, better: Better, size: float, offset: int, height: str
) -> alt.Chart:
    styles = [style_of(look, colours, better) for look in LOOKS]
    legend = alt.Legend(title=None, orient="top", symbolSize=80, offset=offset)

    def by_look(channel: Any, part: int) -> Any:
        scale = alt.Scale(domain=list(LOOKS), range=[style[part] for style in styles])
        return channel(field="look", type="nominal", scale=scale, legend=legend)

    signal = alt.FieldOneOfPredicate(field="look", oneOf=list(SIGNALS))
    return (
        rows()
        .mark_point(filled=True, opacity=1, strokeWidth=1.4)
        .encode(
            y=quantity(height),
            fill=by_look(alt.Fill, 0),
            stroke=by_look(alt.Stroke, 1),
            shape=by_look(alt.Shape, 2),
            strokeDash=by_look(alt.StrokeDash, 3),
            # By condition, not by scale: a scale without a legend would take away the others'.
            size=alt.when(signal)
            .then(alt.value(size * SIGNAL_SIZE))
            .otherwise(alt.value(size * SIZE)),
            description=alt.Description(field="in_words", type="nominal"),
        )
    )


def style_of(look: str, colours: Palette, better: Better) -> tuple[str, str, str, list[int]]:
    """Fill, stroke, shape and dash. A meaning has a shape: an improvement points the way it moved,
    and a concern is no triangle, because blue and orange are alike in grey. Hollow is not final."""
    ground, usual, muted = colours.ground, colours.usual, colours.muted
    return {
        USUAL: (usual, usual, "circle", SOLID),
        COMPLETE: (usual, usual, "circle", SOLID),
        IMPROVEMENT: (colours.improvement, ground, f"triangle-{better}", SOLID),
        CONCERN: (colours.concern, ground, "diamond", SOLID),
        HIGHER: (colours.neutral, ground, "square", SOLID),
        LOWER: (colours.neutral, ground, "square", SOLID),
        PROVISIONAL: (ground, usual, "circle", SOLID),
        SMALL: (ground, muted, "square", SOLID),
        NOT_COMPLETE: (ground, usual, "circle", [2, 2]),
        MATURING: (usual, usual, UPRIGHT, SOLID),
        WITHHELD: (ground, muted, "square", SOLID),
        NOT_SENT: (muted, muted, CROSS, SOLID),
    }[look]


def hover_fields(has_base: bool, has_limits: bool, has_revised: bool) -> dict[str, str]:
    """What is said of the period under the pointer: columns of the frame, and their titles."""
    shown = {"name": "Period", "value_words": "Value"}
    if has_revised:
        shown["first_words"] = "Original figure"
    if has_base:
        shown["base_words"] = "Out of"
    if has_limits:
        shown |= {"range_words": "Usual range", "signal_words": "Signal"}
    return shown | {"complete_words": "Completeness"}


def hover_target(
    has_base: bool, has_limits: bool, has_revised: bool = False, width: int = 12
) -> alt.Chart:
    """An unseen column a period: a tooltip without having to hit a point of 6 px."""
    shown = hover_fields(has_base, has_limits, has_revised)
    tooltip = [words(field, title) for field, title in shown.items()]
    return (
        rows()
        .mark_bar(opacity=0, width=width, orient="vertical", aria=False)
        .encode(y=alt.value(0), y2=alt.value("height"), tooltip=tooltip)
    )
