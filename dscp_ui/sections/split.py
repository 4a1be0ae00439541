"""The same indicator by locality and by agency: small multiples on one scale."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Indicator
from dscp_data.trends import ALL, Selection, Trend
from dscp_data.trends.finding import STATUS_WORDS, status
from dscp_data.words import change, number
from dscp_ui import data
from dscp_ui.drawing import draw_multiples


def show_by_locality(indicator: Indicator, trend: Trend, selection: Selection) -> None:
    """One small chart a locality, all of them, of the agency whose trend is shown above."""
    found = data.series(indicator.id, replace(selection, localities=()), by="locality")
    places = [place.id for place in data.plan().localities]
    mine = [one for one in found if one.agency == trend.agency and one.locality != ALL]
    if len(mine) < 2:
        st.info("These figures are returned for the whole area and not by locality.")
        return
    mine.sort(key=lambda one: places.index(one.locality))
    show_apart([(data.plan().locality(one.locality).name, one) for one in mine], "Locality")


def show_by_agency(indicator: Indicator, selection: Selection) -> None:
    every = data.series(indicator.id, replace(selection, agencies=()), by="agency")
    found = [one for one in every if one.agency != ALL]
    if not found:
        st.info("One shared register: it has no figures by agency.")
        return
    named = [(data.plan().agency(one.agency).short_name, one) for one in found]
    if indicator.across_agencies == "separate":
        st.caption("Agencies may count the same child, so their figures are never added.")
    show_apart(named, "Agency")


def show_apart(named: list[tuple[str, Trend]], column: str) -> None:
    draw_multiples(named, key=f"multiples-{column}-{named[0][1].indicator.id}")
    st.table(latest_of(named, column), border="horizontal", hide_index=True)


def latest_of(named: list[tuple[str, Trend]], column: str) -> pd.DataFrame:
    """The last complete figure of each, in words."""
    rows = []
    for label, trend in named:
        latest, unit = trend.latest, trend.indicator.unit
        rows.append(
            {
                column: label,
                "Latest": number(latest.value, unit) if latest else "–",
                "Base": number(latest.denominator) if latest else "–",
                "Period": latest.period.name if latest else "–",
                "Change on a year": change(trend.change_on_year, unit),
                "Signal": STATUS_WORDS[status(trend)],
            }
        )
    frame = pd.DataFrame(rows)
    return frame if named[0][1].indicator.has_denominator else frame.drop(columns="Base")
