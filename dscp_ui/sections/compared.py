"""Published figures of other places beside our own, by year, with their source."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Indicator
from dscp_data.comparators.published import comparison, measures_of
from dscp_data.words import number
from dscp_ui import data
from dscp_ui.drawing import draw_comparison


def show_compared(indicator: Indicator) -> None:
    held = data.answer("comparators", indicator=indicator.id)
    measures = measures_of(held)
    if not measures:
        st.info("No published figures are held that fit this indicator.")
        return
    measure = measures[0]
    if len(measures) > 1:
        measure = st.segmented_control(
            "Measure", measures, default=measures[0], required=True, key=f"m-{indicator.id}"
        )
    frame = comparison(held[held["measure"] == measure])
    unit = frame["unit"].iloc[0]
    draw_comparison(frame, unit, key=f"compared-{indicator.id}")
    st.table(as_table(frame, unit), border="horizontal")
    st.caption(sources_of(held[held["measure"] == measure]))


def as_table(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The last five years, a row a place."""
    named = frame.rename(columns={"area": "Place"})
    wide = named.pivot_table(index="Place", columns="period_label", values="value", sort=False)
    recent = sorted(wide.columns)[-5:]
    return (
        wide[recent]
        .rename_axis(columns=None)
        .map(lambda value: number(value, "%" if unit == "%" else "", 1))
    )


def sources_of(held: pd.DataFrame) -> str:
    newest = held.sort_values("period_end").iloc[-1]
    publications = " and ".join(sorted(set(held["publication"]))[-2:])
    return f"Source: {newest['source']}. {publications}. {newest['caveat']}"
