"""The numbers of a chart as a table beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pyarrow as pa
import streamlit as st

from dscp_data.analysis.funnels import Named
from dscp_data.model.periods import period_of
from dscp_data.model.text import value_or_text
from dscp_ui.widgets.html_table import draw_table

FUNNEL = {
    "unit": "Person",
    "value_words": "Percentage",
    "base_words": "Out of",
    "limits_words": "99.8% limits",
    "stands_words": "Position",
}
RANKED = {"area": "Place", "value_words": "Published figure"}
RESOLUTION = {
    "month_words": "Time",
    "value_words": "Resolved",
    "between_words": "95% interval",
    "otherwise_words": "Ended another way",
    "at_risk_words": "Still being followed up",
}
WAITS = {
    "date_words": "Date",
    "value_words": "Days since previous event",
    "range_words": "Usual range",
    "signal_words": "Signal",
}


def fold_table(label: str, key: str, make: Callable[[], pd.DataFrame]) -> None:
    """The table below a chart, folded away, and made when it is opened."""
    with st.expander(label, key=f"{key}-table", on_change="rerun") as fold:
        if fold.open:
            draw_table(make(), label, tall=True, unseen=True)


def text_table(rows: pa.Table, columns: Mapping[str, str]) -> pd.DataFrame:
    """What a chart's rows say in words, where they say it, under these headings."""
    frame = rows.select(list(columns)).to_pandas()
    return frame[frame["value_words"] != ""].rename(columns=columns)


def cohort_table(rows: pa.Table) -> pd.DataFrame:
    """A row a cohort, newest first, and a column a part of it."""
    frame = rows.to_pandas()
    wide = frame.pivot(index=["name", "cohort_words"], columns="part", values="count")
    in_order = frame.drop_duplicates(["name", "cohort_words"]).iloc[::-1]
    wide = wide.reindex(pd.MultiIndex.from_frame(in_order[["name", "cohort_words"]]))
    parts = list(dict.fromkeys(frame["part"]))
    return (
        wide[parts]
        .reset_index()
        .rename(columns={"name": "Period", "cohort_words": "Opened in the period"})
    )


def multiples_table(named: Named) -> pd.DataFrame:
    """A row a period, newest first, and a column a name with its value in words."""
    columns = {name: value_texts(trend.points, trend.indicator.unit) for name, trend in named}
    wide = pd.DataFrame(columns).sort_index(ascending=False).fillna("–")
    kind = named[0][1].period_type
    wide.insert(0, "Period", [period_of(day.date(), kind).short_name for day in wide.index])
    return wide


def value_texts(points: pd.DataFrame, unit: str) -> pd.Series:
    pairs = zip(points["value_text"], points["value"], strict=True)
    words = [value_or_text(instead, value, unit) for instead, value in pairs]
    return pd.Series(words, index=points["period_start"])
