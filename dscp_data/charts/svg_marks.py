"""The marks of an SVG chart that is as wide and tall as its page has room for.

Lines and areas are drawn in an inner `<svg>` that is stretched, whose unit is a thousandth of the
plot; points, rules and texts stand at a percentage of it and keep their size.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from dscp_data.charts.axes import Scale

UNITS = 1000
PADDING = 0.3  # of a period, at both ends, as Vega's point scale has it
HALF_ROOT_3 = 3**0.5 / 2


class Plot:
    """Where periods and values are, in per cent of the plot from its left and top."""

    def __init__(self, count: int, scale: Scale) -> None:
        self.count, self.scale = count, scale

    def x(self, place: float) -> float:
        return 100 * (place + PADDING) / max(self.count - 1 + 2 * PADDING, 1)

    def y(self, value: float) -> float:
        return 100 * (self.scale.high - value) / (self.scale.high - self.scale.low)

    def corners(self, places: Sequence[int], values: np.ndarray) -> list[str]:
        """The points of a stretched line, as "125,300"."""
        unit = UNITS / 100
        return [f"{self.x(n) * unit:.1f},{self.y(values[n]) * unit:.1f}" for n in places]


def stretched(parts: Sequence[str]) -> str:
    """The part of a plot in which lines and areas are."""
    return (
        f'<svg viewBox="0 0 {UNITS} {UNITS}" preserveAspectRatio="none" width="100%" height="100%">'
        f"{''.join(parts)}</svg>"
    )


def polyline(corners: Sequence[str], colour: str, width: float, dash: Sequence[int] = ()) -> str:
    return (
        f'<path d="M{"L".join(corners)}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'vector-effect="non-scaling-stroke" stroke-linejoin="round"{dashes(dash)}/>'
    )


def area(corners: Sequence[str], colour: str) -> str:
    return f'<path class="band" d="M{"L".join(corners)}Z" fill="{colour}"/>'


def rule(
    x: tuple[float, float],
    y: tuple[float, float],
    colour: str,
    width: float = 1,
    dash: Sequence[int] = (),
    cap: str = "butt",
) -> str:
    """A straight line between two places in per cent of the plot."""
    return (
        f'<line x1="{x[0]:.2f}%" x2="{x[1]:.2f}%" y1="{y[0]:.2f}%" y2="{y[1]:.2f}%" '
        f'stroke="{colour}" stroke-width="{width}" stroke-linecap="{cap}"{dashes(dash)}/>'
    )


def words(
    text: str,
    at: tuple[float, float],
    colour: str,
    *,
    anchor: str = "start",
    dx: float = 0,
    dy: float = 0,
    css: str = "",
) -> str:
    """A text at a place in per cent of the plot; `dx` and `dy` move it by pixels."""
    return (
        f'<text x="{at[0]:.2f}%" y="{at[1]:.2f}%" dx="{dx}" dy="{dy}" text-anchor="{anchor}" '
        f'fill="{colour}"{f" class={css!r}" if css else ""}>{escape(text)}</text>'
    )


def sign(
    shape: str, size: float, fill: str, stroke: str, dash: Sequence[int], at: tuple[float, float]
) -> str:
    """A symbol of `size` square pixels, by Vega's names of shapes or a path within -1 to 1."""
    look = f'fill="{fill}" stroke="{stroke}" stroke-width="1.4"{dashes(dash)}'
    half = size**0.5 / 2
    if shape == "circle":
        radius = (size / np.pi) ** 0.5
        return f'<circle cx="{at[0]:.2f}%" cy="{at[1]:.2f}%" r="{radius:.2f}" {look}/>'
    tall = half * HALF_ROOT_3
    paths = {
        "square": f"M{-half:.2f},{-half:.2f}h{2 * half:.2f}v{2 * half:.2f}h{-2 * half:.2f}Z",
        "diamond": f"M0,{-half:.2f}L{half:.2f},0L0,{half:.2f}L{-half:.2f},0Z",
        "triangle-up": f"M0,{-tall:.2f}L{half:.2f},{tall:.2f}L{-half:.2f},{tall:.2f}Z",
        "triangle-down": f"M0,{tall:.2f}L{half:.2f},{-tall:.2f}L{-half:.2f},{-tall:.2f}Z",
    }
    own = f' transform="scale({half:.2f})" vector-effect="non-scaling-stroke"'
    path = f'd="{paths[shape]}"' if shape in paths else f'd="{shape}"{own}'
    return f'<svg x="{at[0]:.2f}%" y="{at[1]:.2f}%"><path {path} {look}/></svg>'


def dashes(dash: Sequence[int]) -> str:
    solid = not dash or 0 in dash
    return "" if solid else f' stroke-dasharray="{" ".join(map(str, dash))}"'
