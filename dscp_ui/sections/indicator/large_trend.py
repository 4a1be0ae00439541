"""The large chart of an indicator, and those of the other types of period, sent ahead."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import streamlit as st

from dscp_data.charts.trend_figure import TrendFigure
from dscp_data.trends import Selection, Trend
from dscp_ui import queries
from dscp_ui.frame.chart_exports import OfferedChart, offered_trend
from dscp_ui.frame.filters import PERIOD_LABELS
from dscp_ui.frame.protective_marking import chart_line
from dscp_ui.runtime.page_runs import RUNS
from dscp_ui.runtime.shared_cache import data_version
from dscp_ui.widgets.chart_menu import draw_chart_menu
from dscp_ui.widgets.trend import draw_figure, figure_of, send_ahead


def show_large_trend(trend: Trend, selection: Selection) -> str:
    """Draw the chart and its menu; the name of the period that the reader chose in it, or ""."""
    key, view = key_of(trend), view_of(trend, selection)
    with st.container(key="stage", height=340, border=False):
        figure = figure_with_revisions(trend, selection)
        picked = draw_figure(key, figure, selection.period_type, view)
        draw_chart_menu(key, charts_to_take(trend, selection))
    return picked


def charts_to_take(trend: Trend, selection: Selection) -> list[OfferedChart]:
    """The chart as it is shown, and for those outside the partnership."""
    revised = queries.revised(trend, selection)
    offers = [offered_trend(trend, selection, revised, queries.meeting_line(trend, selection))]
    if selection.audience == "exact":
        offers.append(offered_trend(trend, replace(selection, audience="protected", as_of=None)))
    return offers


def send_other_periods(trend: Trend, selection: Selection) -> None:
    """For a click that may never come: none while other readers wait for their page."""
    figures = {}
    for period in PERIOD_LABELS if not RUNS.is_busy else ():
        other = replace(selection, period_type=period)  # type: ignore[arg-type]
        found = queries.series(trend.indicator.id, other)
        same = next((one for one in found if one.agency == trend.agency), None)
        if period != selection.period_type and same is not None and not same.is_empty:
            figures[period] = figure_with_revisions(same, other)
    send_ahead(key_of(trend), figures, view_of(trend, selection))


def figure_with_revisions(trend: Trend, selection: Selection) -> TrendFigure:
    revised = tuple(queries.revised(trend, selection))
    return figure_of(trend, chart_line(), revised, queries.meeting_line(trend, selection))


def key_of(trend: Trend) -> str:
    return f"trend-{trend.indicator.id}"


def view_of(trend: Trend, selection: Selection) -> str:
    """What the reader chose besides the type of period, and the data it is of."""
    chosen = replace(selection, period_type="month")
    described = repr((trend.indicator.id, trend.agency, chosen, data_version()))
    return sha256(described.encode()).hexdigest()[:16]  # the same from every server
