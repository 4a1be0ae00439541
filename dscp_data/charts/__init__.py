"""Charts as data: a frame of rows and the Vega-Lite spec that draws them. No Streamlit."""

from dscp_data.charts.chart import Chart, marked, standalone, with_data
from dscp_data.charts.cohort_chart import cohort_bars, cohort_chart, cohort_spec
from dscp_data.charts.comparison_chart import comparison_chart, comparison_frame, comparison_spec
from dscp_data.charts.days_between_chart import days_between_chart
from dscp_data.charts.funnel_chart import funnel_chart, funnel_spec
from dscp_data.charts.funnel_frame import funnel_frame
from dscp_data.charts.ranking_chart import ranking_chart
from dscp_data.charts.reconciliation_chart import reconciliation_chart
from dscp_data.charts.small_multiples import (
    Multiples,
    multiples_frame,
    multiples_spec,
    small_multiples,
)
from dscp_data.charts.survival_chart import survival_chart, survival_frame, survival_spec
from dscp_data.charts.tokens import DARK, LIGHT, Palette, palette
from dscp_data.charts.trend_chart import chart_of_trend, trend_chart, trend_spec
from dscp_data.charts.trend_frame import trend_frame, trend_scale

__all__ = [
    "DARK",
    "LIGHT",
    "Chart",
    "Multiples",
    "Palette",
    "chart_of_trend",
    "cohort_bars",
    "cohort_chart",
    "cohort_spec",
    "comparison_chart",
    "comparison_frame",
    "comparison_spec",
    "days_between_chart",
    "funnel_chart",
    "funnel_frame",
    "funnel_spec",
    "marked",
    "multiples_frame",
    "multiples_spec",
    "palette",
    "ranking_chart",
    "reconciliation_chart",
    "small_multiples",
    "standalone",
    "survival_chart",
    "survival_frame",
    "survival_spec",
    "trend_chart",
    "trend_frame",
    "trend_scale",
    "trend_spec",
    "with_data",
]
