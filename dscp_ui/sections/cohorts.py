"""Areas of concern as cohorts: which have been followed up, and how those ended."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Indicator
from dscp_data.periods import PeriodType, period_of
from dscp_data.trends import Selection
from dscp_data.trends.cohorts import activity
from dscp_data.trends.resolution import (
    OTHERWISE,
    ages_of_open,
    endings_in_words,
    has_curve,
    resolution_curve,
    resolution_finding,
    time_to_resolution,
)
from dscp_data.trends.selection import window_of
from dscp_data.words import counted
from dscp_ui import data
from dscp_ui.drawing import draw_cohorts, draw_survival

CURVE_IN_WORDS = (
    "All concerns together, those still open counted for as long as they have been open. "
    "Kaplan–Meier, 95% interval shaded."
)

SHOWN_PERIODS = 6


def show_cohorts(indicator: Indicator, selection: Selection) -> None:
    if selection.audience == "viewer":
        return
    frame = data.cohorts(indicator.id, selection)
    if frame.empty:
        return
    register = data.answer(
        "concerns", as_of=selection.as_of, localities=list(selection.localities) or None
    )
    window = window_of(indicator, selection.window)
    st.markdown(f"**Followed up for {window} months, by when the window began**")
    st.caption(follow_up_in_words(frame, register["cut_off"].iloc[0]))
    draw_cohorts(frame, window, selection, key=f"cohorts-{indicator.id}")
    if indicator.measure == "resolved":
        show_resolution(indicator, time_to_resolution(register))
    st.markdown("**What happened in each period, whenever the concern was opened**")
    happened = activity(register, selection.period_type)
    st.table(in_words(happened, selection.period_type), border="horizontal", hide_index=True)


def show_resolution(indicator: Indicator, times: pd.DataFrame) -> None:
    """How long resolution takes, and how long those still open have waited."""
    curve = resolution_curve(times)
    sentence = resolution_finding(curve)
    st.markdown(f"**{sentence}**")
    if has_curve(curve):
        st.caption(f"{CURVE_IN_WORDS} {endings_in_words(times)}{unlike_cohorts(times)}")
        draw_survival(curve, key=f"resolution-{indicator.id}", alt=sentence)
    st.markdown("**How long those still open have been open**")
    st.table(ages_of_open(times), border="horizontal", hide_index=True)


def unlike_cohorts(times: pd.DataFrame) -> str:
    if not (times["ending"] == OTHERWISE).any():
        return ""
    return " The indicator above keeps those in its base, which lowers its percentages."


def follow_up_in_words(frame: pd.DataFrame, cut_off: pd.Timestamp) -> str:
    followed = int(frame.loc[frame["state"] == "mature", "members"].sum())
    waiting = int(frame["members"].sum()) - followed
    return (
        f"The register is complete to {cut_off:%-d %B %Y}. "
        f"{counted(followed, 'concern')} followed up for the whole window, {waiting} still "
        "waiting: the share of those is not known yet and may still change."
    )


def in_words(happened: pd.DataFrame, period_type: PeriodType) -> pd.DataFrame:
    """The last periods, newest first."""
    newest = happened.tail(SHOWN_PERIODS).iloc[::-1]
    return pd.DataFrame(
        {
            "Period": [period_of(d.date(), period_type).name for d in newest["period_start"]],
            "Opened": newest["opened"],
            "Resolved": newest["resolved"],
            "Ended otherwise": newest["ended_otherwise"],
            "Still open at the end": newest["still_open"],
        }
    )
