"""The Vega-Lite config of every chart, made from the design tokens.

Streamlit draws these specs with `theme=None`: its own theme would bring its own series colours,
which do not keep the contrast that the tests ask of these.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from dscp_data.charts.tokens import FONT, FONT_SIZE, palette


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
        "axis": words | sizes | labels | {"gridColor": colours.rule, "labelPadding": 6},
        "axisX": {
            "grid": False,
            "ticks": True,
            "tickSize": 4,
            "domainColor": colours.edge,
            "tickColor": colours.edge,
            "labelAngle": 0,
        },
        "axisY": {"domain": False, "ticks": False},
        "legend": words | sizes | labels | {"labelColor": colours.text, "labelLimit": 260},
        "header": words | sizes | {"labelColor": colours.text, "labelFontWeight": 600},
        "text": {"font": FONT, "fontSize": FONT_SIZE, "color": colours.text},
    }
