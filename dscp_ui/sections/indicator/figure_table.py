"""The figures of a trend as a table, with the cell each came from."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import streamlit as st

from dscp_data.charts.trend_frame import REVISED
from dscp_data.disclosure.suppression import MARK_WORDS, PROVISIONAL
from dscp_data.model.periods import Period, period_of
from dscp_data.model.text import (
    capitalise,
    format_date,
    format_number,
    format_range,
    value_or_text,
)
from dscp_data.trends import ALL, Selection, Trend
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.banners import show_withheld_notice
from dscp_ui.widgets import download_buttons
from dscp_ui.widgets.html_table import draw_table, draw_table_on_paper

FEW_CELLS = 12
KEY = ["agency", "locality", "period_start", "period_type"]
MARKS_KEY = (
    "[c] hidden to protect small numbers · [x] not available · [u] unreliable because it is out of "
    "fewer than 20 · [r] revised"
)


def show_figures(trend: Trend, selection: Selection) -> None:
    draw_table(
        table_of(trend, queries.revised(trend, selection)),
        f"Figures of {trend.indicator.name} by {trend.period_type}, newest first",
        numbers=["Number", "Out of", "Value", "95% interval", "Usual range", "Target"],
        tall=True,
    )
    if selection.audience == "protected":
        st.caption(MARKS_KEY)
    download_buttons.show_downloads(trend, selection)
    if show_withheld_notice("The returned figures behind this are"):
        return
    st.subheader("Where each figure comes from", anchor=False)
    show_sources(trend, selection)


def table_of(trend: Trend, revised: list[str]) -> pd.DataFrame:
    """The points in words, newest first. `revised` says of each point what was first given."""
    points, unit = trend.points.iloc[::-1], trend.indicator.unit
    first = revised[::-1]
    columns = {
        "Period": points["name"],
        "Number": format_numbers(points, "numerator"),
        "Out of": format_numbers(points, "denominator"),
        "Value": [
            f"{value} {REVISED}" if was else value
            for value, was in zip(format_numbers(points, "value", unit), first, strict=True)
        ],
        "Original figure": first,
        "95% interval": between(points["lower"], points["upper"], points["value"], unit),
        "Usual range": between(points["lower_limit"], points["upper_limit"], points["value"], unit),
        "Target": [format_number(n, unit) for n in points["target"]],
        "Signal": [capitalise(words) for words in reversed(trend.signals)],
        "Notes": take_care(points),
    }
    if not trend.indicator.has_denominator:
        del columns["Out of"]
    if points["target"].isna().all():
        del columns["Target"]
    if not any(first):
        del columns["Original figure"]
    return pd.DataFrame(columns)


def format_numbers(points: pd.DataFrame, column: str, unit: str = "") -> list[str]:
    """Each number, or the words shown in its place for a wider audience."""
    pairs = zip(points[f"{column}_text"], points[column], strict=True)
    return [value_or_text(words, value, unit) for words, value in pairs]


def between(lower: pd.Series, upper: pd.Series, values: pd.Series, unit: str) -> list[str]:
    return [
        "–" if np.isnan(low) else format_range(low, high, value, unit)
        for low, high, value in zip(lower, upper, values, strict=True)
    ]


def take_care(points: pd.DataFrame) -> list[str]:
    parts = zip(points["missing"], points["provisional"], points["marks"], strict=True)
    return [
        "; ".join(
            part for part in (why, "provisional" if early else "", describe_marks(marks)) if part
        ).capitalize()
        for why, early, marks in parts
    ]


def describe_marks(marks: str) -> str:
    """The marks that no other column says: "revised [r]"."""
    return "; ".join(f"{MARK_WORDS[mark]} {mark}" for mark in marks.split() if mark != PROVISIONAL)


def show_cells_behind(trend: Trend, selection: Selection, period: str) -> None:
    """The returned figures behind one period of a trend, which a reader chose in its chart."""
    chosen = trend.points[trend.points["name"] == period]
    if chosen.empty or not effective_user.can("see-exact", localities=selection.localities):
        return
    start = chosen["period_start"].iloc[0].date()
    last = Period(start, trend.period_type).end
    found = returned_figures(trend, selection, start, last)
    caption = f"The cells behind {period}"
    if found.empty:
        st.caption(f"{caption}: these figures are calculated from a register, or none was sent.")
    else:
        shown = cells_of(found, first_figures(trend, selection, start, last))
        numbers = ["Number", "Out of", "First figure"]
        draw_table(shown, caption, numbers=numbers, tall=len(found) > FEW_CELLS)


def cells_of(observations: pd.DataFrame, first: pd.DataFrame) -> pd.DataFrame:
    """The returned figures of one point, with the first figure and its day where it was revised;
    a column that would say nothing is left out."""
    was = {
        tuple(one[:4]): format_first_figure(*one[4:])
        for one in first[[*KEY, "first_numerator", "first_denominator", "first_at"]].itertuples(
            index=False, name=None
        )
    }
    rows = sources_of(observations)
    keys = newest_first(observations)[KEY].itertuples(index=False, name=None)
    rows.insert(4, "First figure", [was.get(tuple(key), "") for key in keys])
    rows = rows.assign(**{name: rows[name].map(format_number) for name in ("Number", "Out of")})
    silent = {
        "Period": rows["Period"].nunique() == 1,
        "Out of": observations["denominator"].isna().all(),
        "First figure": not rows["First figure"].any(),
        "Status": (rows["Status"] == "reported").all(),
        "Comment": not rows["Comment"].any(),
    }
    return rows.drop(columns=[name for name, says_nothing in silent.items() if says_nothing])


def format_first_figure(numerator: float, denominator: float, at: pd.Timestamp) -> str:
    """ "10 of 87 on 16 July 2025"."""
    out_of = "" if np.isnan(denominator) else f" of {format_number(denominator)}"
    return f"{format_number(numerator)}{out_of} on {format_date(at)}"


def first_figures(trend: Trend, selection: Selection, first: date, last: date) -> pd.DataFrame:
    """What was first accepted, where it was revised, of periods that begin between two days."""
    return queries.run_sql(
        "first_figures",
        indicator=trend.indicator.id,
        agencies=agencies_of(trend, selection),
        localities=list(selection.localities) or None,
        first=first,
        last=last,
        as_of=selection.as_of,
    )


def agencies_of(trend: Trend, selection: Selection) -> list[str] | None:
    """The agencies whose figures a trend adds up; None for all."""
    return list(selection.agencies) or (None if trend.agency == ALL else [trend.agency])


def returned_figures(
    trend: Trend, selection: Selection, first: date | None = None, last: date | None = None
) -> pd.DataFrame:
    """The returned figures that a trend adds up, of periods that begin between two days."""
    return queries.run_sql(
        "observations",
        indicators=[trend.indicator.id],
        agencies=agencies_of(trend, selection),
        localities=list(selection.localities) or None,
        first=first,
        last=last,
        as_of=selection.as_of,
    )


def show_sources(trend: Trend, selection: Selection) -> None:
    """The returned figures behind the trend, each with its file, sheet and cell."""
    observations = returned_figures(trend, selection)
    if observations.empty:
        st.caption(
            "These figures are calculated from a register. Its rows are on the Returns page."
        )
        return
    shown = sources_of(observations)
    what = "Returned figures behind this trend, with file, sheet and cell"
    st.dataframe(shown, hide_index=True, height=240, key="sources", alt=what)
    draw_table_on_paper(shown, what)


def sources_of(observations: pd.DataFrame) -> pd.DataFrame:
    """Returned figures in words, newest first; the cell of each comes right after it."""
    plan = queries.plan()
    newest = newest_first(observations)
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


def newest_first(observations: pd.DataFrame) -> pd.DataFrame:
    order = ["period_start", "agency", "locality"]
    return observations.sort_values(order, ascending=[False, True, True], kind="stable")
