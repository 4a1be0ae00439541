"""The indicator table on screen, with the same columns everywhere."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_ui.widgets.status_symbols import assurance_marks, marks

COLUMNS = {
    "name": st.column_config.TextColumn("Indicator", width=250, pinned=True),
    "latest": st.column_config.TextColumn("Latest", width=65, alignment="right"),
    "period": st.column_config.TextColumn("Period", width=80),
    "change": st.column_config.TextColumn("Year change", width=185, alignment="right"),
    "sparkline": st.column_config.LineChartColumn("Last 24", width=85),
    "signal": st.column_config.TextColumn("Signal", width=125),
    "standing_in_words": st.column_config.TextColumn("Against other localities", width=165),
    "assured": st.column_config.TextColumn("Meets target", width=150),
    "target": st.column_config.TextColumn("Target", width=90, alignment="right"),
    "summary": st.column_config.TextColumn("Summary", width=430),
}
SOURCES = {
    "received": st.column_config.TextColumn("Received", width=95, alignment="right"),
    "whose_in_words": st.column_config.TextColumn("Whose figures", width=220),
    "missing": st.column_config.TextColumn("Missing", width=300),
}
NARROW = {
    "name": st.column_config.TextColumn("Indicator", width=222),
    "latest": st.column_config.TextColumn("Latest", width=58, alignment="right"),
    "signal": st.column_config.TextColumn("Signal", width=115),
    "change": st.column_config.TextColumn("Year change", width=185, alignment="right"),
    "sparkline": st.column_config.LineChartColumn("Last 24", width=85),
    "period": st.column_config.TextColumn("Period", width=80),
}


def icon_columns(table: pd.DataFrame, columns: dict = COLUMNS) -> pd.DataFrame:
    """The columns of the icon table that are shown, in order; targets only where one is set."""
    shown = table.assign(signal=marks(table), assured=assurance_marks(table))[list(columns)]
    untold = [name for name in ("target", "assured") if (table["target"] == "").all()]
    untold += ["standing_in_words"] if (table["standing"] == "").all() else []
    return shown.drop(columns=[name for name in untold if name in columns])
