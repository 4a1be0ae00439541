"""Charts on screen: a cached spec, and the data beside it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.charts import Drawn, trend_chart
from dscp_data.periods import PeriodType
from dscp_data.trends import Trend
from dscp_data.trends.finding import finding


def theme() -> str:
    """ "light" or "dark": the theme the reader sees now."""
    return st.context.theme.type or "light"


def draw(drawn: Drawn, key: str, alt: str) -> None:
    st.vega_lite_chart(drawn.frame, drawn.spec, key=key, alt=alt, theme=None, width="stretch")


def draw_trend(trend: Trend, key: str) -> None:
    drawn = trend_chart(trend.points, trend.indicator.unit, trend.period_type, theme())
    draw(drawn, key, finding(trend))


def draw_multiples(named: list[tuple[str, Trend]], key: str) -> None:
    st.write(key)

def draw_cohorts(frame: pd.DataFrame, period_type: PeriodType, key: str) -> None:
    st.write(key)

def draw_comparison(frame: pd.DataFrame, unit: str, key: str) -> None:
    st.write(key)
