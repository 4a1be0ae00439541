"""A trend as a piece of HTML for a page: what `trend_chart` draws in Vega, as plain SVG.

It takes the size that the page gives it and its colours from the page's style, so that neither a
wider window nor the other theme needs it drawn again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from dscp_data.aggregation.figure_arrays import Columns
from dscp_data.charts.annotations import Annotation
from dscp_data.charts.axes import Scale, axis_labels, every_period
from dscp_data.charts.meeting_line import MeetingLine, meeting_columns
from dscp_data.charts.period_rows import columns_of
from dscp_data.charts.series_layers import (
    SIGNAL_SIZE,
    SIGNALS,
    SIZE,
    Better,
    hover_fields,
    style_of,
)
from dscp_data.charts.sparkline import stretches
from dscp_data.charts.svg_marks import Plot, area, polyline, rule, sign, stretched, words
from dscp_data.charts.tokens import BY_CSS as COLOURS
from dscp_data.charts.trend_chart import better_side
from dscp_data.charts.trend_frame import (
    COMPLETE,
    LABELLED,
    MATURING,
    NOT_COMPLETE,
    SMALL,
    USUAL,
    looks_of,
    trend_rows,
    trend_scale,
)
from dscp_data.model.periods import PeriodType

LEVEL_COLOURS = {"mean": COLOURS.accent, "median": COLOURS.accent, "target": COLOURS.target}
FULL_LENGTH = (0.0, 100.0)


@dataclass(frozen=True)
class TrendFigure:
    """`html` is the figure; `titles` and `rows` say in words what is known of each period, and
    `points` each in one sentence."""

    html: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    points: tuple[str, ...]


def trend_figure(
    points: pd.DataFrame | Mapping[str, np.ndarray],
    unit: str,
    period_type: PeriodType,
    alt: str,
    marking: str,
    *,
    annotations: Sequence[Annotation] = (),
    revised: Sequence[str] = (),
    meeting: MeetingLine | None = None,
) -> TrendFigure:
    """`points` and the options are those of `trend_chart`; `alt` says what a screen reader is told
    of the picture, and `marking` stands under it."""
    columns = columns_of(points)
    scale = trend_scale(columns, unit)
    rows = trend_rows(columns, unit, period_type, scale, annotations, revised)
    rows |= meeting_columns(rows["period_start"], rows["joined"], meeting)
    plot, looks = Plot(len(rows["look"]), scale), looks_of(rows["look"])
    better = better_side(rows["side"], rows["direction"])
    labels = axis_labels(every_period(columns["period_start"], period_type))
    drawn = [
        *y_axis(plot, unit == "%"),
        stretched([*band(rows, plot), *lines(rows, plot)]),
        *x_axis(rows, plot, labels),
        *meeting_rule(rows, plot),
        *end_labels(rows, plot),
        *annotation_rules(rows, plot),
        *range_bars(rows, plot),
        *stems(rows, plot),
        *signs(rows, plot, better),
    ]
    html = (
        f'<figure class="trend">{legend(looks, better)}'
        f'<div class="plot" style="{margins(rows, scale, unit)}">'
        f'<svg role="img" aria-label="{escape(alt)}" width="100%" height="100%">'
        f"{''.join(drawn)}</svg></div><figcaption>{escape(marking)}</figcaption></figure>"
    )
    shown = hover_fields(
        has_base=bool((rows["base_words"] != "").any()),
        has_limits=not np.isnan(rows["lower_limit"]).all(),
        has_revised=bool((rows["first_words"] != "").any()),
    )
    texts = zip(*(rows[name].tolist() for name in shown), strict=True)
    return TrendFigure(html, tuple(shown.values()), tuple(texts), tuple(rows["in_words"]))


def margins(rows: Columns, scale: Scale, unit: str) -> str:
    """The room beside the plot for the labels of its axis and its levels, and over it for notes."""
    ticks = max(len(format_tick(tick, unit == "%")) for tick in scale.ticks)
    ends = max(len(text) for name in LABELLED for text in rows[f"{name}_label"])
    notes = rows["annotation_row"][rows["annotation"] != ""]
    return f"--before:{ticks};--after:{ends};--notes:{notes.max(initial=-1) + 1}"


def format_tick(tick: float, percent: bool) -> str:
    return f"{tick:,.10g}{'%' if percent else ''}"


def y_axis(plot: Plot, percent: bool) -> list[str]:
    parts = []
    for tick in plot.scale.ticks:
        height = plot.y(tick)
        parts.append(rule(FULL_LENGTH, (height, height), COLOURS.rule))
        text = format_tick(tick, percent)
        parts.append(words(text, (0, height), COLOURS.muted, anchor="end", dx=-6, dy=4))
    return parts


def x_axis(rows: Columns, plot: Plot, labels: Sequence[str]) -> list[str]:
    """The axis with a tick for each label; every second label goes where there is no room."""
    parts = [rule(FULL_LENGTH, (100, 100), COLOURS.edge)]
    named = np.flatnonzero(np.isin(rows["period"], labels)).tolist()
    for number, place in enumerate(named):
        x = plot.x(place)
        css = "second" if number % 2 else ""
        tick = f'<svg x="{x:.2f}%" y="100%"><path d="M0,0V4" stroke="{COLOURS.edge}"/></svg>'
        text = rows["period"][place]
        label = words(text, (x, 100), COLOURS.muted, anchor="middle", dy=18, css=css)
        parts += [tick, label]
    return parts


def band(rows: Columns, plot: Plot) -> list[str]:
    """The usual range, anew from each new baseline."""
    lower, upper = numbers(rows, "lower_limit"), numbers(rows, "upper_limit")
    return [
        area(plot.corners(some, upper) + plot.corners(some[::-1], lower), COLOURS.band)
        for some in stretches(lower + upper, begins(rows, "baseline"))
    ]


def lines(rows: Columns, plot: Plot) -> list[str]:
    """The line through complete points, stronger since the last meeting, and the levels, which
    step and do not slope from one baseline or target to the next."""
    drawn = [
        ("joined", "", COLOURS.line, 1.8, ()),
        ("since", "", COLOURS.usual, 3.4, ()),
        ("mean", "baseline", COLOURS.accent, 1.4, ()),
        ("median", "baseline", COLOURS.accent, 1.5, (6, 3)),
        ("target", "target", COLOURS.target, 1.8, (3, 3)),
    ]
    parts = []
    for name, by, colour, width, dash in drawn:
        values = numbers(rows, name)
        for some in stretches(values, begins(rows, by) if by else None):
            parts.append(polyline(plot.corners(some, values), colour, width, dash))
    return parts


def meeting_rule(rows: Columns, plot: Plot) -> list[str]:
    """A thin rule between what the last meeting saw and the points since, and its words."""
    parts = []
    for place in np.flatnonzero(rows["meeting"] != "").tolist():
        x = plot.x(place + 0.5)
        text = rows["meeting"][place]
        parts.append(rule((x, x), FULL_LENGTH, COLOURS.edge))
        parts.append(
            words(text, (x, 100), COLOURS.muted, anchor="end", dx=-5, dy=-5, css="meeting")
        )
    return parts


def end_labels(rows: Columns, plot: Plot) -> list[str]:
    last = {name: column[-1] for name, column in rows.items()}
    return [
        words(
            last[f"{name}_label"],
            (100, plot.y(last[f"{name}_at"])),
            LEVEL_COLOURS.get(name, COLOURS.muted),
            dx=8,
            dy=4,
        )
        for name in LABELLED
        if last[f"{name}_label"]
    ]


def annotation_rules(rows: Columns, plot: Plot) -> list[str]:
    """A rule at the period of each note, and its text over the plot, where no point can be."""
    parts = []
    for place in np.flatnonzero(rows["annotation"] != "").tolist():
        x = plot.x(place)
        anchor, dx = ("end", 4) if rows["annotation_side"][place] == "left" else ("start", -4)
        dy = -6 - 15 * int(rows["annotation_row"][place])
        parts.append(rule((x, x), FULL_LENGTH, COLOURS.annotation, dash=(4, 3)))
        text = rows["annotation"][place]
        parts.append(words(text, (x, 0), COLOURS.annotation, anchor=anchor, dx=dx, dy=dy))
    return parts


def range_bars(rows: Columns, plot: Plot) -> list[str]:
    """Values of which only the range is known: of cohorts not yet mature, and small counts."""
    lower, upper = numbers(rows, "lower"), numbers(rows, "upper")
    shown = np.isin(rows["look"], [MATURING, SMALL]) & ~np.isnan(lower + upper)
    return [
        rule(
            (plot.x(place), plot.x(place)),
            (plot.y(lower[place]), plot.y(upper[place])),
            COLOURS.line,
            4,
            cap="round",
        )
        for place in np.flatnonzero(shown).tolist()
    ]


def stems(rows: Columns, plot: Plot) -> list[str]:
    """Dashed rules from the axis to figures that are not complete: they may still move."""
    value = numbers(rows, "value")
    shown = (rows["look"] == NOT_COMPLETE) & ~np.isnan(value)
    return [
        rule((plot.x(place), plot.x(place)), (plot.y(value[place]), 100), COLOURS.line, dash=(3, 3))
        for place in np.flatnonzero(shown).tolist()
    ]


def signs(rows: Columns, plot: Plot, better: Better) -> list[str]:
    """The points as their looks are drawn; one without a value stands on the axis."""
    height = numbers(rows, "at")
    shown = (rows["look"] != "") & ~np.isnan(height)
    looks = rows["look"].tolist()
    return [
        sign_of(looks[place], better, (plot.x(place), plot.y(height[place])))
        for place in np.flatnonzero(shown).tolist()
    ]


def sign_of(look: str, better: Better, at: tuple[float, float]) -> str:
    fill, stroke, shape, dash = style_of(look, COLOURS, better)
    return sign(shape, SIGNAL_SIZE if look in SIGNALS else SIZE, fill, stroke, dash, at)


def legend(looks: Sequence[str], better: Better) -> str:
    """The signs with their meanings, where there is more to tell apart than usual points."""
    if set(looks) <= {USUAL, COMPLETE}:
        return '<ul class="legend"></ul>'
    items = (
        f'<li><svg aria-hidden="true">{sign_of(look, better, (50, 50))}</svg>{escape(look)}</li>'
        for look in looks
    )
    return f'<ul class="legend">{"".join(items)}</ul>'


def numbers(rows: Columns, name: str) -> np.ndarray:
    return rows[name].astype(float)


def begins(rows: Columns, name: str) -> np.ndarray:
    """Where a level is another than in the period before."""
    level = numbers(rows, name)
    return np.r_[True, level[1:] != level[:-1]]
