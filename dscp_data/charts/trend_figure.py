"""A trend as a piece of HTML for a page: what `trend_chart` draws in Vega, as plain SVG.

It takes the size that the page gives it and its colours from the page's style, so that neither a
wider window nor the other theme needs it drawn again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from dscp_data.charts.annotations import Annotation
from dscp_data.charts.axes import Scale, axis_labels, every_period
from dscp_data.charts.meeting_line import MeetingLine, with_meeting
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
    trend_frame,
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
    points: pd.DataFrame,
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
    scale = trend_scale(points, unit)
    rows = trend_frame(points, unit, period_type, scale, annotations, revised)
    frame = with_meeting(rows, meeting)
    plot, better, looks = Plot(len(frame), scale), better_side(frame), looks_of(frame)
    labels = axis_labels(every_period(points["period_start"], period_type))
    drawn = [
        *y_axis(plot, unit == "%"),
        stretched([*band(frame, plot), *lines(frame, plot)]),
        *x_axis(frame, plot, labels),
        *meeting_rule(frame, plot),
        *end_labels(frame, plot),
        *annotation_rules(frame, plot),
        *range_bars(frame, plot),
        *stems(frame, plot),
        *signs(frame, plot, better),
    ]
    html = (
        f'<figure class="trend">{legend(looks, better)}'
        f'<div class="plot" style="{margins(frame, scale, unit)}">'
        f'<svg role="img" aria-label="{escape(alt)}" width="100%" height="100%">'
        f"{''.join(drawn)}</svg></div><figcaption>{escape(marking)}</figcaption></figure>"
    )
    shown = hover_fields(
        has_base=bool((frame["base_words"] != "").any()),
        has_limits=bool(frame["lower_limit"].notna().any()),
        has_revised=bool((frame["first_words"] != "").any()),
    )
    texts = frame[list(shown)].itertuples(index=False, name=None)
    return TrendFigure(html, tuple(shown.values()), tuple(texts), tuple(frame["in_words"]))


def margins(frame: pd.DataFrame, scale: Scale, unit: str) -> str:
    """The room beside the plot for the labels of its axis and its levels, and over it for notes."""
    ticks = max(len(format_tick(tick, unit == "%")) for tick in scale.ticks)
    ends = max(len(text) for name in LABELLED for text in frame[f"{name}_label"])
    notes = frame.loc[frame["annotation"] != "", "annotation_row"]
    rows = 0 if notes.empty else int(notes.max()) + 1
    return f"--before:{ticks};--after:{ends};--notes:{rows}"


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


def x_axis(frame: pd.DataFrame, plot: Plot, labels: Sequence[str]) -> list[str]:
    """The axis with a tick for each label; every second label goes where there is no room."""
    parts = [rule(FULL_LENGTH, (100, 100), COLOURS.edge)]
    named = np.flatnonzero(frame["period"].isin(labels)).tolist()
    for number, place in enumerate(named):
        x = plot.x(place)
        css = "second" if number % 2 else ""
        tick = f'<svg x="{x:.2f}%" y="100%"><path d="M0,0V4" stroke="{COLOURS.edge}"/></svg>'
        text = frame["period"].iloc[place]
        label = words(text, (x, 100), COLOURS.muted, anchor="middle", dy=18, css=css)
        parts += [tick, label]
    return parts


def band(frame: pd.DataFrame, plot: Plot) -> list[str]:
    """The usual range, anew from each new baseline."""
    lower, upper = numbers(frame, "lower_limit"), numbers(frame, "upper_limit")
    return [
        area(plot.corners(some, upper) + plot.corners(some[::-1], lower), COLOURS.band)
        for some in stretches(lower + upper, begins(frame, "baseline"))
    ]


def lines(frame: pd.DataFrame, plot: Plot) -> list[str]:
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
        values = numbers(frame, name)
        for some in stretches(values, begins(frame, by) if by else None):
            parts.append(polyline(plot.corners(some, values), colour, width, dash))
    return parts


def meeting_rule(frame: pd.DataFrame, plot: Plot) -> list[str]:
    """A thin rule between what the last meeting saw and the points since, and its words."""
    parts = []
    for place in np.flatnonzero(frame["meeting"] != "").tolist():
        x = plot.x(place + 0.5)
        text = frame["meeting"].iloc[place]
        parts.append(rule((x, x), FULL_LENGTH, COLOURS.edge))
        parts.append(
            words(text, (x, 100), COLOURS.muted, anchor="end", dx=-5, dy=-5, css="meeting")
        )
    return parts


def end_labels(frame: pd.DataFrame, plot: Plot) -> list[str]:
    last = frame.iloc[-1]
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


def annotation_rules(frame: pd.DataFrame, plot: Plot) -> list[str]:
    """A rule at the period of each note, and its text over the plot, where no point can be."""
    parts = []
    for place in np.flatnonzero(frame["annotation"] != "").tolist():
        row, x = frame.iloc[place], plot.x(place)
        anchor, dx = ("end", 4) if row["annotation_side"] == "left" else ("start", -4)
        dy = -6 - 15 * int(row["annotation_row"])
        parts.append(rule((x, x), FULL_LENGTH, COLOURS.annotation, dash=(4, 3)))
        parts.append(
            words(row["annotation"], (x, 0), COLOURS.annotation, anchor=anchor, dx=dx, dy=dy)
        )
    return parts


def range_bars(frame: pd.DataFrame, plot: Plot) -> list[str]:
    """Values of which only the range is known: of cohorts not yet mature, and small counts."""
    lower, upper = numbers(frame, "lower"), numbers(frame, "upper")
    shown = frame["look"].isin([MATURING, SMALL]).to_numpy() & ~np.isnan(lower + upper)
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


def stems(frame: pd.DataFrame, plot: Plot) -> list[str]:
    """Dashed rules from the axis to figures that are not complete: they may still move."""
    value = numbers(frame, "value")
    shown = (frame["look"] == NOT_COMPLETE).to_numpy() & ~np.isnan(value)
    return [
        rule((plot.x(place), plot.x(place)), (plot.y(value[place]), 100), COLOURS.line, dash=(3, 3))
        for place in np.flatnonzero(shown).tolist()
    ]


def signs(frame: pd.DataFrame, plot: Plot, better: Better) -> list[str]:
    """The points as their looks are drawn; one without a value stands on the axis."""
    height = numbers(frame, "at")
    shown = (frame["look"] != "").to_numpy() & ~np.isnan(height)
    looks = frame["look"].tolist()
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


def numbers(frame: pd.DataFrame, name: str) -> np.ndarray:
    return frame[name].to_numpy(dtype=float)


def begins(frame: pd.DataFrame, name: str) -> np.ndarray:
    """Where a level is another than in the period before."""
    level = numbers(frame, name)
    return np.r_[True, level[1:] != level[:-1]]
