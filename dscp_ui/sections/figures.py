"""The figures of a trend as a table, and the cell that each came from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from dscp_data.charts.trend_frame import REVISED
from dscp_data.periods import period_of
from dscp_data.trends import ALL, Selection, Trend
from dscp_data.words import level, number
from dscp_ui import data


def show_figures(trend: Trend, selection: Selection) -> None:
    st.dataframe(
        table_of(trend, data.revised(trend, selection)),
        hide_index=True,
        height=300,
        key="figures",
        alt=f"Figures of {trend.indicator.name} by {trend.period_type}, newest first",
        column_config={
            name: st.column_config.TextColumn(name, alignment="right")
            for name in ("Number", "Out of", "Value", "95% interval", "Usual range", "Target")
        }
        | {"First given": st.column_config.TextColumn("First given", width=160)},
    )
    st.markdown("**Where each figure comes from**")
    show_sources(trend, selection)


def table_of(trend: Trend, revised: list[str]) -> pd.DataFrame:
    """The points in words, newest first. `revised` says of each point what was first given."""
    points, unit = trend.points.iloc[::-1], trend.indicator.unit
    first = revised[::-1]
    columns = {
        "Period": points["name"],
        "Number": [number(n) for n in points["numerator"]],
        "Out of": [number(n) for n in points["denominator"]],
        "Value": [
            f"{number(n, unit)} {REVISED}" if was else number(n, unit)
            for n, was in zip(points["value"], first, strict=True)
        ],
        "First given": first,
        "95% interval": between(points["lower"], points["upper"], unit),
        "Usual range": between(points["lower_limit"], points["upper_limit"], unit),
        "Target": [number(n, unit) for n in points["target"]],
        "Signal": [capitalised(words) for words in reversed(trend.signals)],
        "Take care": take_care(points),
    }
    if not trend.indicator.has_denominator:
        del columns["Out of"]
    if points["target"].isna().all():
        del columns["Target"]
    if not any(first):
        del columns["First given"]
    return pd.DataFrame(columns)


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def between(lower: pd.Series, upper: pd.Series, unit: str) -> list[str]:
    return [
        "–" if np.isnan(low) else f"{level(low, unit)} to {level(high, unit)}"
        for low, high in zip(lower, upper, strict=True)
    ]


def take_care(points: pd.DataFrame) -> list[str]:
    return [
        "; ".join(part for part in (why, "provisional" if early else "") if part).capitalize()
        for why, early in zip(points["missing"], points["provisional"], strict=True)
    ]


def show_sources(trend: Trend, selection: Selection) -> None:
    """The returned figures behind the trend, each with its file, sheet and cell."""
    held = data.answer(
        "observations",
        indicators=[trend.indicator.id],
        agencies=list(selection.agencies) or (None if trend.agency == ALL else [trend.agency]),
        localities=list(selection.localities) or None,
        first=None,
        last=None,
        as_of=selection.as_of,
    )
    if held.empty:
        st.caption("These figures are worked out from a register. See Returns for its lines.")
        return
    st.dataframe(
        sources_of(held),
        hide_index=True,
        height=240,
        key="sources",
        alt="Every returned figure behind this trend with its file, sheet and cell",
    )


def sources_of(held: pd.DataFrame) -> pd.DataFrame:
    """Returned figures in words, newest first; where each stands comes right after it."""
    plan = data.plan()
    newest = held.sort_values(["period_start", "agency", "locality"], ascending=[False, True, True])
    periods = zip(newest["period_start"], newest["period_type"], strict=True)
    return pd.DataFrame(
        {
            "Period": [period_of(day.date(), kind).short_name for day, kind in periods],
            "Locality": [plan.locality(id).name for id in newest["locality"]],
            "Number": newest["numerator"],
            "Out of": newest["denominator"],
            "Cell": newest["cell"],
            "Sheet": newest["sheet"],
            "File": newest["file"],
            "Agency": [plan.agency(id).short_name for id in newest["agency"]],
            "Status": newest["status"],
            "Comment": newest["comment"],
        }
    )
