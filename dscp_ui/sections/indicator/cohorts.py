"""Cohorts of areas of concern, and their outcomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from dscp_data.aggregation.selection import follow_up_window
from dscp_data.analysis.time_to_resolution import (
    ages_of_open,
    describe_endings,
    has_curve,
    resolution_curve,
    resolution_finding,
)
from dscp_data.catalogue import Indicator
from dscp_data.model.periods import Period, PeriodType, period_of
from dscp_data.model.text import pluralise
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.runtime import url_state
from dscp_ui.sections.indicator.event_frequency import show_event_frequency
from dscp_ui.widgets.analysis_charts import draw_cohorts, draw_survival
from dscp_ui.widgets.html_table import draw_table

CURVE_METHOD = (
    "Percentage of all concerns resolved by each month after opening. A concern that ended another "
    "way stays in the total but can no longer be resolved. A concern still open counts for as long "
    "as it has been open. Shaded: the 95% interval."
)
SHOWN_PERIODS = 6
WHAT_HAPPENED = {
    "opened": "Opened",
    "resolved": "Resolved",
    "ended_otherwise": "Ended another way",
    "still_open": "Still open at the end",
}


def show_cohorts(indicator: Indicator, selection: Selection) -> None:
    if selection.audience == "protected":
        return
    frame = queries.cohorts(indicator.id, selection)
    if frame.empty:
        return
    window = follow_up_window(indicator, selection.window)
    cut_off = queries.register_cut_off(selection)
    if indicator.measure == "resolved":
        show_resolution(indicator, queries.times_to_resolution(selection), selection)
    st.subheader(f"Outcome after {window} months, by when each was opened", anchor=False)
    st.caption(describe_follow_up(frame, cut_off))
    draw_cohorts(frame, window, selection, key=f"cohorts-{indicator.id}")
    show_event_frequency(indicator, selection)
    happened = queries.activity(selection)
    draw_table(
        activity_table(happened, selection.period_type, cut_off),
        "What happened in each period, for all concerns",
    )
    show_by_place(selection)


def show_by_place(selection: Selection) -> None:
    """One of the columns above, by locality."""
    split = queries.activity_by_place(selection)
    if split["locality"].nunique() < 2:
        return
    column = url_state.segmented("By locality", "concerns", WHAT_HAPPENED, default="opened")
    table = activity_by_locality_table(split, column, selection.period_type)
    draw_table(table, f"{WHAT_HAPPENED[column]}, by locality")


def show_resolution(indicator: Indicator, times: pd.DataFrame, selection: Selection) -> None:
    """How long resolution takes, how many came back, and how long those still open have waited."""
    curve = resolution_curve(times)
    sentence = resolution_finding(curve)
    st.subheader(sentence, anchor=False)
    if repeats := describe_repeats(selection):
        st.markdown(repeats)
    if has_curve(curve):
        st.caption(f"{CURVE_METHOD} {describe_endings(times)}")
        draw_survival(curve, key=f"resolution-{indicator.id}", alt=sentence)
    draw_table(ages_of_open(times), "How long open concerns have been open")


def describe_repeats(selection: Selection) -> str:
    """As "12 of 96 that were resolved were opened again within 12 months." of the concerns whose
    months have all passed; "" where there are none."""
    plan = queries.plan()
    repeated = next((one for one in plan.indicators if one.measure == "repeated"), None)
    if repeated is None:
        return ""
    frame = queries.cohorts(repeated.id, replace(selection, window=None))
    if frame.empty:
        return ""
    mature = frame[frame["state"] == "mature"]
    members, reached = int(mature["members"].sum()), int(mature["reached"].sum())
    months = follow_up_window(repeated, None)
    if not members:
        return ""
    return (
        f"**{reached} of {members} that were resolved {'was' if reached == 1 else 'were'} opened "
        f"again within {months} months.** Those resolved more recently are not counted yet."
    )


def describe_follow_up(frame: pd.DataFrame, cut_off: date) -> str:
    followed = int(frame.loc[frame["state"] == "mature", "members"].sum())
    waiting = int(frame["members"].sum()) - followed
    return (
        f"The register is complete to {cut_off:%-d %B %Y}. "
        f"{pluralise(followed, 'concern')} {'has' if followed == 1 else 'have'} been followed up "
        f"in full. {waiting} {'has' if waiting == 1 else 'have'} not, so the percentage may still "
        "change."
    )


def activity_by_locality_table(
    split: pd.DataFrame, column: str, period_type: PeriodType
) -> pd.DataFrame:
    """A row a locality, in the plan's order, and a column a period, newest first."""
    wide = split.pivot(index="locality", columns="period_start", values=column)
    newest = wide.iloc[:, ::-1].iloc[:, :SHOWN_PERIODS]
    newest.columns = [period_of(day.date(), period_type).short_name for day in newest.columns]
    places = [place for place in queries.plan().localities if place.id in newest.index]
    named = newest.loc[[place.id for place in places]]
    named.insert(0, "Locality", [place.name for place in places])
    return named.reset_index(drop=True)


def activity_table(happened: pd.DataFrame, period_type: PeriodType, cut_off: date) -> pd.DataFrame:
    """The last periods, newest first; the one that the register ends in is marked."""
    newest = happened.tail(SHOWN_PERIODS).iloc[::-1]
    return pd.DataFrame(
        {
            "Period": [
                name_to(period_of(d.date(), period_type), cut_off) for d in newest["period_start"]
            ],
            "Opened": newest["opened"],
            "Resolved": newest["resolved"],
            "Ended another way": newest["ended_otherwise"],
            "Still open at the end": newest["still_open"],
        }
    )


def name_to(period: Period, cut_off: date) -> str:
    """ "September 2026", or "September 2026 (to 15 September)"."""
    if period.end <= cut_off:
        return period.name
    return f"{period.name} (to {cut_off:%-d %B})"
