"""The colours of every chart, one palette for each theme, and the Vega-Lite config made from them.

Streamlit draws these specs with `theme=None`: its own theme would bring its own series colours,
which do not keep the contrast that the tests ask of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

FONT = "Source Sans, Source Sans Pro, sans-serif"
FONT_SIZE = 13


@dataclass(frozen=True)
class Palette:
    """Colours as #RRGGBB. `series` is in the order of use; its first is the accent."""

    ground: str
    text: str
    muted: str
    grid: str
    band: str
    line: str
    mean: str
    improvement: str
    concern: str
    neutral: str
    annotation: str
    target: str
    series: tuple[str, str, str, str]


LIGHT = Palette(
    ground="#FFFFFF",
    text="#16202A",
    muted="#52606D",
    grid="#E3E7EB",
    band="#E6EBF0",
    line="#7A8792",
    mean="#12436D",
    improvement="#1F77B4",
    concern="#D95F02",
    neutral="#7B3FA0",
    annotation="#801650",
    target="#177A6C",
    series=("#12436D", "#177A6C", "#801650", "#D95F02"),
)
DARK = Palette(
    ground="#12171C",
    text="#E8EDF2",
    muted="#A9B5C0",
    grid="#2A343D",
    band="#25303A",
    line="#8D9AA6",
    mean="#8FC3EC",
    improvement="#5BB0F0",
    concern="#FF9646",
    neutral="#C79BEB",
    annotation="#F08CBF",
    target="#3FC4B0",
    series=("#6FB1E4", "#3FC4B0", "#F08CBF", "#FF9646"),
)


def palette(theme: str) -> Palette:
    """The palette of Streamlit's theme type, "light" or "dark"; light where it is not known."""
    return DARK if theme == "dark" else LIGHT


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB", 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def config(theme: str) -> dict[str, Any]:
    """Vega-Lite's `config` for every chart of a theme. Shared between specs: do not change it."""
    colours = palette(theme)
    words = {"labelFont": FONT, "titleFont": FONT}
    sizes = {"labelFontSize": FONT_SIZE, "titleFontSize": FONT_SIZE}
    labels = {"labelColor": colours.muted, "titleColor": colours.muted, "titleFontWeight": "normal"}
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "mark": {"tooltip": None},  # Streamlit would list each mark's raw fields
        "axis": words | sizes | labels | {"gridColor": colours.grid, "labelPadding": 6},
        "axisX": {
            "grid": False,
            "ticks": True,
            "tickSize": 4,
            "domainColor": colours.line,
            "tickColor": colours.line,
            "labelAngle": 0,
        },
        "axisY": {"domain": False, "ticks": False},
        "legend": words | sizes | labels | {"labelColor": colours.text, "labelLimit": 260},
        "header": words | sizes | {"labelColor": colours.text, "labelFontWeight": 600},
        "text": {"font": FONT, "fontSize": FONT_SIZE, "color": colours.text},
    }
