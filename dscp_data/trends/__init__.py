"""Trends: totals by the indicator's rule, with limits, signals and a finding."""

from dscp_data.aggregation.selection import ALL, By, Selection
from dscp_data.trends.build import trend, trends
from dscp_data.trends.point import Point
from dscp_data.trends.trend import POINTS, Trend

__all__ = ["ALL", "POINTS", "By", "Point", "Selection", "Trend", "trend", "trends"]
