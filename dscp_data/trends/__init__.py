"""Trends: figures added up by the indicator's rule, with limits, signals and words."""

from dscp_data.trends.selection import ALL, By, Selection
from dscp_data.trends.trend import POINTS, Point, Trend, trend, trends

__all__ = ["ALL", "POINTS", "By", "Point", "Selection", "Trend", "trend", "trends"]
