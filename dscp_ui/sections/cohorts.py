"""Areas of concern as cohorts: which have been followed up, and how those ended."""

from __future__ import annotations

import streamlit as st

from dscp_data.catalogue import Indicator
from dscp_data.trends import Selection
from dscp_data.trends.selection import window_of
from dscp_data.words import counted
from dscp_ui import data
from dscp_ui.drawing import draw_cohorts


def show_cohorts(indicator: Indicator, selection: Selection) -> None:
    frame = data.cohorts(indicator.id, selection)
    if frame.empty:
        return
    window = window_of(indicator, selection.window)
    register = data.answer("concerns", as_of=selection.as_of, localities=None)
    cut_off = register["cut_off"].iloc[0]
    mature = frame[frame["state"] == "mature"]
    waiting = int(frame["members"].sum() - mature["members"].sum())
    st.markdown(f"**Followed up for {window} months, by when the window began**")
    st.caption(
        f"The register is complete to {cut_off:%-d %B %Y}. "
        f"{counted(int(mature['members'].sum()), 'concern')} followed up for the whole window, "
        f"{waiting} still waiting: the share of those is not known yet and may still change."
    )
    draw_cohorts(frame, window, selection, key=f"cohorts-{indicator.id}")
