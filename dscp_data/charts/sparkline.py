"""A small chart as an SVG text: usual range, mean, target, line, and only the points that signal.

Plain SVG and no Vega, because a page shows 55 of them. A page puts it into an `<img>`, so it holds
no text (an image has no font of its page): its words are beside it and in `alt`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dscp_data.charts.tokens import Palette, palette
from dscp_data.trends import Trend

MEANINGS = {"improvement": "improvement", "concern": "concern", "up": "neutral", "down": "neutral"}
NUMBERS = ("value", "lower_limit", "upper_limit", "mean", "target")
MARKS = ("complete", "provisional", "rebased", "direction", "side")
TALL = 40  # from this height on, lines are a little stronger and every point has its dot


@dataclass(frozen=True)
class SparklineSize:
    """Pixels, how many of the last points are drawn, and the radius of a signal."""

    width: int
    height: int
    points: int = 24
    radius: float = 2.7


ROW = SparklineSize(290, 27)
CARD = SparklineSize(225, 62, 30, 3.2)
TILE = SparklineSize(240, 56, 42, 3)
FILM = SparklineSize(134, 22, 24, 2.3)
LANE = SparklineSize(200, 28)


def sparkline(
    trend: Trend, theme: str, size: SparklineSize, domain: tuple[float, float] | None = None
) -> str:
    """The last points of a trend, straight from one to the next, with a gap where there is none.
    `domain` is the scale where several share one; else it is that of what is drawn."""
    colours = palette(theme)
    columns = last_points(trend, size.points)
    levels = np.concatenate([columns[n] for n in ("value", "lower_limit", "upper_limit", "target")])
    known = levels[~np.isnan(levels)]
    if not len(known):
        return svg(size, "")
    plot = Plot(columns, size, *(domain or (float(known.min()), float(known.max()))))
    return svg(size, "".join([*range_parts(plot, colours), *point_parts(plot, colours)]))


def last_points(trend: Trend, count: int) -> dict[str, np.ndarray]:
    """The columns that are drawn. A small count is a range and no number, so it has no point; of
    cohorts those that are not mature are left out."""
    columns = {name: trend.columns[name].astype(float) for name in NUMBERS}
    columns |= {name: trend.columns[name] for name in MARKS}
    columns["value"] = np.where(trend.columns["numerator_text"] != "", np.nan, columns["value"])
    if trend.indicator.kind == "cohort":
        mature = ~np.isnan(columns["value"])
        columns = {name: column[mature] for name, column in columns.items()}
    return {name: column[-count:] for name, column in columns.items()}


class Plot:
    """Where points lie in the picture."""

    def __init__(
        self, columns: Mapping[str, np.ndarray], size: SparklineSize, low: float, high: float
    ) -> None:
        self.columns, self.size = columns, size
        self.low, self.high = low, high if high > low else low + 1
        self.margin = size.radius + 2
        count = len(columns["value"])
        self.xs = self.margin + np.arange(count) * (size.width - 2 * self.margin) / max(
            count - 1, 1
        )

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return float(self.size.height - self.margin - share * (self.size.height - 2 * self.margin))

    def at(self, place: int, value: float) -> str:
        return f"{self.xs[place]:.1f},{self.y(value):.1f}"

    def path(self, places: Sequence[int], values: np.ndarray) -> str:
        return "M" + "L".join(self.at(place, values[place]) for place in places)


def range_parts(plot: Plot, colours: Palette) -> list[str]:
    """The usual range, its mean and the target, anew from each new baseline."""
    lower, upper, mean, target = (
        plot.columns[name] for name in ("lower_limit", "upper_limit", "mean", "target")
    )
    starts = plot.columns["rebased"].astype(bool)
    parts = []
    for places in stretches(lower + upper, starts):
        edge = [plot.at(place, upper[place]) for place in places]
        back = [plot.at(place, lower[place]) for place in places[::-1]]
        parts.append(f'<polygon points="{" ".join(edge + back)}" fill="{colours.band}"/>')
        parts.append(stroke(plot.path(places, mean), colours.accent, 1, ' opacity=".6"'))
    for places in stretches(target, starts):
        dashes = ' stroke-dasharray="4 3"'
        parts.append(stroke(plot.path(places, target), colours.target, 1.3, dashes))
    return parts


def point_parts(plot: Plot, colours: Palette) -> list[str]:
    """The line through complete points, the points that signal, and the newest."""
    value, complete = plot.columns["value"], plot.columns["complete"].astype(bool)
    sound = np.where(complete, value, np.nan)
    is_tall = plot.size.height > TALL
    parts = [
        stroke(plot.path(places, sound), colours.line, 1.5 if is_tall else 1.25)
        for places in stretches(sound)
    ]
    known = np.flatnonzero(~np.isnan(sound))
    newest = int(known[-1]) if len(known) else -1
    has_dots = is_tall and len(value) < 31
    for place in np.flatnonzero(~np.isnan(value)).tolist():
        meaning = MEANINGS.get(plot.columns["direction"][place], "")
        if complete[place] and not (meaning or place == newest or has_dots):
            continue
        parts.append(point_sign(plot, place, meaning, colours, is_newest=place == newest))
    return parts


def point_sign(plot: Plot, place: int, meaning: str, colours: Palette, *, is_newest: bool) -> str:
    x, y = float(plot.xs[place]), plot.y(float(plot.columns["value"][place]))
    if not plot.columns["complete"][place]:
        return circle(x, y, plot.size.radius * 0.8, colours.ground, colours.line)
    colour = getattr(colours, meaning) if meaning else colours.usual
    is_hollow = bool(plot.columns["provisional"][place])
    fill, edge = (colours.ground, colour) if is_hollow else (colour, colours.ground)
    if not meaning:
        return circle(x, y, plot.size.radius if is_newest else 1.4, fill, edge)
    return signal_sign(
        meaning, str(plot.columns["side"][place]), x, y, plot.size.radius, fill, edge
    )


def signal_sign(
    meaning: str, side: str, x: float, y: float, radius: float, fill: str, edge: str
) -> str:
    """An improvement points the way it moved; a concern is a diamond, what is neither a square."""
    if meaning == "improvement":
        down = 1 if side == "down" else -1
        corners = [(0, 1.15 * down), (-1.1, -0.85 * down), (1.1, -0.85 * down)]
    elif meaning == "concern":
        corners = [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)]
    else:
        corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    points = " ".join(f"{x + radius * dx:.1f},{y + radius * dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{points}" fill="{fill}" stroke="{edge}" stroke-width="1.1"/>'


def circle(x: float, y: float, radius: float, fill: str, edge: str) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" stroke="{edge}" '
        'stroke-width="1.1"/>'
    )


def stroke(path: str, colour: str, width: float, more: str = "") -> str:
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-linejoin="round"{more}/>'
    )


def stretches(values: np.ndarray, starts: np.ndarray | None = None) -> list[list[int]]:
    """Positions without a gap between them, two or more at a time; `starts` begin a new one."""
    known = np.flatnonzero(~np.isnan(values))
    if not len(known):
        return []
    breaks = np.diff(known) > 1
    if starts is not None:
        breaks |= starts[known[1:]]
    parts = np.split(known, np.flatnonzero(breaks) + 1)
    return [part.tolist() for part in parts if len(part) > 1]


def svg(size: SparklineSize, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size.width} {size.height}" '
        f'width="{size.width}" height="{size.height}" preserveAspectRatio="none">{body}</svg>'
    )
