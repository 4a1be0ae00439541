"""The chart of an item: as at the meeting, filtered on the spot, with what was revised since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from dscp_data.exports.meeting_pack import title_of
from dscp_data.meetings.meeting import Meeting
from dscp_data.meetings.revised import RevisedFigure, revised_figures
from dscp_data.model.meetings import AgendaItem
from dscp_data.model.revised_mark import RevisedMark
from dscp_data.trends import ALL, Trend
from dscp_data.trends.facts import describe_measure, describe_periods
from dscp_data.trends.finding import status
from dscp_ui import queries
from dscp_ui.widgets.html_table import draw_table
from dscp_ui.widgets.status_symbols import pill

PERIODS = {"month": "Month", "quarter": "Quarter", "year": "Year"}


def filtered(item: AgendaItem) -> AgendaItem:
    """The item with the locality and the period that the reader chose for its chart, if any."""
    chosen = st.session_state
    return replace(
        item,
        locality=chosen.get(f"meeting-locality-{item.id}") or item.locality,
        period_type=chosen.get(f"meeting-period-{item.id}") or item.period_type,
    )


def series_then(item: AgendaItem) -> Trend | None:
    return queries.series_of_item(item, item.as_of)


def draw_filter(item: AgendaItem) -> None:
    """Choose another locality or period for the chart. The item itself stays as it is."""
    if not item.indicator:
        return
    indicator = queries.plan().indicator(item.indicator)
    places = {None: "All localities"} | {one.id: one.name for one in queries.plan().localities}
    periods = [one for one in PERIODS if not is_shorter(one, indicator.frequency)]
    with st.popover("Filter", icon=":material/tune:", type="tertiary"):
        st.selectbox(
            "Locality", list(places), format_func=places.__getitem__,
            key=f"meeting-locality-{item.id}",
        )  # fmt: skip
        st.selectbox(
            "Show by", [None, *periods],
            format_func=lambda one: PERIODS[one] if one else "As on the agenda",
            key=f"meeting-period-{item.id}",
        )  # fmt: skip


def is_shorter(one: str, than: str) -> bool:
    order = list(PERIODS)
    return order.index(one) < order.index(than)


def lead_of(item: AgendaItem, trend: Trend | None) -> str:
    """The heading of an item, which its slide has too."""
    return item.title if trend is None else title_of(item, trend)


def under_line(item: AgendaItem, trend: Trend | None) -> str:
    """HTML: the status of an item's series, and what it measures; else what the item says."""
    if trend is None or trend.is_empty:
        return escape(item.detail) if item.detail != item.title else ""
    judged, its_status = trend.judged, status(trend)
    place = queries.plan().partnership.place
    if trend.locality != ALL:
        place = queries.plan().locality(trend.locality).name
    text = " · ".join([describe_measure(trend), place, describe_periods(trend)])
    return f"{pill(its_status, judged.side if judged else '')} {escape(text)}"


def revised_since(meeting: Meeting, item: AgendaItem, then: Trend) -> list[RevisedFigure]:
    """Of a closed meeting: the figures of an item's series that were revised since."""
    now = queries.series_of_item(item, None) if meeting.is_closed else None
    return revised_figures(then, now) if now else []


def marks_of(found: Sequence[RevisedFigure]) -> tuple[RevisedMark, ...]:
    return tuple(one.mark for one in found)


def show_revised(found: list[RevisedFigure]) -> None:
    """What was revised since a closed meeting, each figure with both values."""
    if found:
        with st.expander(describe_revised_since(found), icon=":material/history:"):
            rows = [(one.period.name, one.then, one.now) for one in found]
            frame = pd.DataFrame(rows, columns=["Period", "At the meeting", "Now"])
            draw_table(frame, "Figures revised since the meeting", unseen=True)


def describe_revised_since(found: list[RevisedFigure]) -> str:
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"Revised since the meeting. {found[0].text}{more}"
