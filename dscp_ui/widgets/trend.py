"""The large trend of a page, which a script of ours puts there and keeps when the page runs again.

The figures of the other types of period come after the page, so that choosing one draws it at once
while the server works on the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st

from dscp_data.charts.meeting_line import MeetingLine
from dscp_data.charts.trend_figure import TrendFigure, trend_figure
from dscp_data.trends import Trend
from dscp_data.trends.applied_settings import annotations_of
from dscp_data.trends.finding import finding
from dscp_ui.frame.components import TREND, mount
from dscp_ui.frame.filters import PERIOD_LABELS
from dscp_ui.runtime import url_state


def draw_figure(key: str, figure: TrendFigure, period: str, view: str) -> str:
    """The figure of a trend by one type of period, in which a click chooses a period: its name, or
    "". `view` is what else the reader chose, which tells figures sent ahead apart."""
    shown = {"view": view, "shown": period, "periods": PERIOD_LABELS}
    answer = mount(
        TREND,
        key,
        data=shown | {"figures": {period: dict(vars(figure))}},
        default={"picked": ""},
        height="stretch",
        on_period_change=lambda: url_state.set_value("period", st.session_state[key].period),
        on_picked_change=lambda: None,
    )
    if answer is None:
        st.html(figure.html)
        return ""
    return str(answer.picked or "")


def send_ahead(key: str, figures: Mapping[str, TrendFigure], view: str) -> None:
    """Send figures of other types of period, by type, for when one of them is chosen."""
    sent = {period: dict(vars(figure)) for period, figure in figures.items()}
    mount(TREND, f"{key}-ahead", data={"view": view, "figures": sent})


@lru_cache(maxsize=256)
def figure_of(
    trend: Trend, marking: str, revised: tuple[str, ...], meeting: MeetingLine | None
) -> TrendFigure:
    return trend_figure(
        trend.columns,
        trend.indicator.unit,
        trend.period_type,
        finding(trend),
        marking,
        annotations=annotations_of(trend.points, trend.settings),
        revised=revised,
        meeting=meeting,
    )
