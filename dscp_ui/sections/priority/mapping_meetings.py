"""Mapping meetings by period and place, and the concerns opened from them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.summaries.mapping_meetings import (
    by_locality,
    by_period,
    in_a_sentence,
    last_periods,
    meetings_in,
)
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.frame.banners import show_withheld_notice
from dscp_ui.widgets.html_table import draw_table


def show_mapping_meetings(selection: Selection) -> None:
    st.header("Mapping meetings", anchor=False)
    if show_withheld_notice("Mapping meetings are"):
        return
    every = queries.run_sql(
        "mapping_meetings", as_of=selection.as_of, localities=list(selection.localities) or None
    )
    found = meetings_in(every, selection)
    if found.empty:
        st.info(
            "There are no mapping meetings for these dates and localities. Choose a longer period "
            "or more localities, or upload the list of meetings on the Returns page."
        )
        return
    periods = last_periods(found, selection)
    rows = by_period(found, periods)
    st.subheader(in_a_sentence(rows), anchor=False)
    st.caption(source(found))
    left, right = st.columns(2, gap="medium")
    with left:
        numbers = ["Concerns discussed", "Concerns opened"]
        draw_table(dealt_with(rows), "What the meetings covered", numbers=numbers)
    with right:
        places = by_locality_table(by_locality(found, periods, queries.plan()))
        draw_table(places, "Meetings in each locality")


def source(meetings: pd.DataFrame) -> str:
    """Where the list comes from, and what its numbers are not."""
    newest = meetings.loc[meetings["return_id"].idxmax()]
    return (
        f"Source: sheet “{newest['sheet']}” of {newest['file']}, meetings to "
        f"{meetings['held_on'].max():%-d %B %Y}. A concern can be discussed at several meetings."
    )


def dealt_with(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Period": [period.name for period in rows["period"]],
            "Meetings": rows["held"],
            "Concerns discussed": at_least(rows, "concerns_discussed"),
            "Concerns opened": at_least(rows, "concerns_opened"),
        }
    )


def at_least(rows: pd.DataFrame, column: str) -> list[str] | list[int]:
    """Numbers; or the least that they can be, in words, where a meeting does not say."""
    unsaid = rows[f"unsaid_{column}"]
    if not unsaid.any():
        return list(rows[column])
    return [
        "not known" if missing == meetings > 0 else f"at least {n}" if missing else f"{n}"
        for n, missing, meetings in zip(rows[column], unsaid, rows["held"], strict=True)
    ]


def by_locality_table(places: pd.DataFrame) -> pd.DataFrame:
    """Oldest period first, as time runs across."""
    across = places[places.columns[::-1]]
    named = across.set_axis([period.short_name for period in across.columns], axis=1)
    return named.rename_axis("Locality").reset_index()
