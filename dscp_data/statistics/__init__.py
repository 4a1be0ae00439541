"""Statistics a meeting can trust: pure functions on arrays and frames, no screen, no SQL."""

from dscp_data.statistics.choice import ChartChoice, chart_for
from dscp_data.statistics.intervals import byar, compare, wilson
from dscp_data.statistics.p_chart import p_chart
from dscp_data.statistics.xmr import clamped, xmr

__all__ = ["ChartChoice", "byar", "chart_for", "clamped", "compare", "p_chart", "wilson", "xmr"]
