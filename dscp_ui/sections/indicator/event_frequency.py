"""How often areas of concern are opened, resolved and opened again."""

from __future__ import annotations

import streamlit as st

from dscp_data.analysis.event_frequency import (
    EVENTS,
    days_finding,
    describe_since_last,
)
from dscp_data.catalogue import Indicator
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.runtime import url_state
from dscp_ui.widgets.analysis_charts import draw_days_between

NAMES = {"opened": "Opened", "resolved": "Resolved", "opened-again": "Opened again"}
SHOWN_WAITS = 60  # more cannot be told apart
METHOD = "Each point is the number of days since the previous event, so higher means less often."


def show_event_frequency(indicator: Indicator, selection: Selection) -> None:
    """Days between events, where counts by the period chosen are too few for limits."""
    usual = "opened-again" if indicator.measure == "repeated" else "opened"
    st.subheader("How often this happens", anchor=False)
    chosen = url_state.segmented("Show areas of concern", "event", NAMES, default=usual)
    event = next(one for one in EVENTS if one == chosen.replace("-", " "))
    found = queries.event_frequency(event, selection)
    if not found.offers_days_between:
        st.caption(f"By {selection.period_type}: {found.choice.reason}. See the table below.")
        return
    sentence = days_finding(found)
    st.subheader(sentence, anchor=False)
    st.caption(
        f"By {selection.period_type} there are {found.choice.reason}. The chart shows the days "
        f"between events instead. {METHOD}{describe_shown_waits(len(found.waits))} "
        f"{describe_since_last(found)}"
    )
    drawn = found.waits.tail(SHOWN_WAITS)
    draw_days_between(drawn, key=f"days-{indicator.id}-{event}", alt=sentence)


def describe_shown_waits(waits: int) -> str:
    if waits <= SHOWN_WAITS:
        return ""
    return f" The chart shows the last {SHOWN_WAITS} of {waits} gaps. The limits use all of them."
