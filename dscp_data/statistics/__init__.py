"""Statistics: pure functions on arrays and frames. No screen, no SQL."""

from dscp_data.statistics.batch import p_chart_many, xmr_many
from dscp_data.statistics.chart_choice import ChartChoice, chart_for
from dscp_data.statistics.cumulative_incidence import cumulative_incidence
from dscp_data.statistics.days_between import days_between
from dscp_data.statistics.detectable import Detectable, detectable
from dscp_data.statistics.funnel import funnel, funnel_limits, pooled
from dscp_data.statistics.intervals import byar, compare, wilson
from dscp_data.statistics.kaplan_meier import kaplan_meier
from dscp_data.statistics.p_chart import p_chart
from dscp_data.statistics.recent_trend import RecentTrend, recent_trend
from dscp_data.statistics.run_chart import RunChart, run_chart
from dscp_data.statistics.variation_assurance import (
    AssuranceWord,
    Variation,
    assurance,
    assurance_within,
    direction,
    directions,
    opened,
    variation,
)
from dscp_data.statistics.xmr import clamped, xmr

__all__ = [
    "AssuranceWord",
    "ChartChoice",
    "Detectable",
    "RecentTrend",
    "RunChart",
    "Variation",
    "assurance",
    "assurance_within",
    "byar",
    "chart_for",
    "clamped",
    "compare",
    "cumulative_incidence",
    "days_between",
    "detectable",
    "direction",
    "directions",
    "funnel",
    "funnel_limits",
    "kaplan_meier",
    "opened",
    "p_chart",
    "p_chart_many",
    "pooled",
    "recent_trend",
    "run_chart",
    "variation",
    "wilson",
    "xmr",
    "xmr_many",
]
