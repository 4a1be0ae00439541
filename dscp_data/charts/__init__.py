"""Charts as data: a frame of rows to draw and the Vega-Lite spec that draws them; no screen."""

from dscp_data.charts.drawn import Drawn
from dscp_data.charts.palette import DARK, LIGHT, Palette, palette
from dscp_data.charts.trend_chart import trend_chart, trend_spec
from dscp_data.charts.trend_frame import trend_frame, trend_scale

__all__ = [
    "DARK",
    "LIGHT",
    "Drawn",
    "Palette",
    "palette",
    "trend_chart",
    "trend_frame",
    "trend_scale",
    "trend_spec",
]
