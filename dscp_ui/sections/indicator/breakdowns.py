"""An indicator by locality and by agency: small multiples and a funnel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

import pandas as pd
import streamlit as st

from dscp_data.analysis.funnels import (
    FEWEST,
    Funnel,
    describe_left_out,
    describe_no_signal,
    funnel_finding,
    funnel_of,
    has_funnel,
)
from dscp_data.catalogue import Indicator
from dscp_data.charts.meeting_line import MeetingLine
from dscp_data.model.text import join_list, value_or_text
from dscp_data.trends import ALL, Selection, Trend
from dscp_data.trends.finding import STATUS_WORDS, describe_change, format_point, status
from dscp_ui import queries
from dscp_ui.sections.indicator.tiles import MOST_CHARTS, tiles_html
from dscp_ui.widgets.analysis_charts import draw_funnel
from dscp_ui.widgets.chart_tables import fold_table, multiples_table
from dscp_ui.widgets.charts import draw_multiples
from dscp_ui.widgets.html_table import draw_table

NOT_ADDED = "Agencies may count the same child, so we do not add their figures together."
NO_FUNNEL_FOR_OVERLAP = (
    " For the same reason there is no funnel plot: the combined percentage would count some "
    "children twice."
)


def show_by_locality(indicator: Indicator, trend: Trend, selection: Selection) -> None:
    """One small chart a locality, all of them, of the agency whose trend is shown above."""
    found = queries.series(indicator.id, replace(selection, localities=()), by="locality")
    places = list(queries.plan().locality_names)
    by_place = [one for one in found if one.agency == trend.agency and one.locality != ALL]
    if len(by_place) < 2:
        st.info("These figures are returned for the whole area, not by locality.")
        return
    by_place.sort(key=lambda one: places.index(one.locality))
    named = [(queries.plan().locality(one.locality).name, one) for one in by_place]
    if by_place[0].audience != trend.audience:
        st.caption("These are protected figures for every locality. The figures above are exact.")
    draw_small_multiples(named, "Locality", queries.meeting_line(trend, selection))
    districts = [(name, one) for name, one in named if is_district(one)]
    others = [name for name, one in named if not is_district(one)]
    show_funnel(districts, "locality", "localities", describe_non_localities(others))
    standings = queries.standings_by_locality(replace(selection, localities=()))
    against = {
        name: standings[key].in_words
        for name, one in named
        if (key := (indicator.id, one.agency, one.locality)) in standings
    }
    show_latest(named, "Locality", against)


def is_district(trend: Trend) -> bool:
    """Whether its figures are a place's own: "county-wide" and "not known" are no places."""
    return queries.plan().locality(trend.locality).kind == "district"


def show_by_agency(indicator: Indicator, trend: Trend, selection: Selection) -> None:
    every = queries.series(indicator.id, replace(selection, agencies=()), by="agency")
    found = [one for one in every if one.agency != ALL]
    if not found:
        st.info("This comes from one shared register, so there are no figures by agency.")
        return
    named = [(queries.plan().agency(one.agency).short_name, one) for one in found]
    if indicator.across_agencies == "separate":
        st.caption(NOT_ADDED + (NO_FUNNEL_FOR_OVERLAP if has_funnel(indicator) else ""))
    draw_small_multiples(named, "Agency", queries.meeting_line(trend, selection))
    if indicator.across_agencies != "separate":
        show_funnel(named, "agency", "agencies")
    show_latest(named, "Agency")


def draw_small_multiples(
    named: list[tuple[str, Trend]], column: str, meeting: MeetingLine | None
) -> None:
    key = f"multiples-{column}-{named[0][1].indicator.id}"
    if len(named) <= MOST_CHARTS:
        draw_multiples(named, key, meeting)
        return
    st.html(tiles_html(named))
    fold_table("Figures in these charts", key, lambda: multiples_table(named))


def describe_non_localities(names: list[str]) -> str:
    if not names:
        return ""
    return (
        f"{join_list(names)} "
        f"{'is not a locality' if len(names) == 1 else 'are not localities'}, so "
        f"{'it is' if len(names) == 1 else 'they are'} left out."
    )


def show_funnel(named: list[tuple[str, Trend]], one: str, many: str, note: str = "") -> None:
    """Who differs by more than chance explains, where the indicator is a proportion."""
    if len(named) < 2 or not has_funnel(named[0][1].indicator):
        return
    survey = queries.plan().survey(named[0][1].indicator.id)
    found = pooled(tuple(named), same_people=survey is not None)
    if found is None:
        st.caption(
            f"A funnel plot needs at least {FEWEST} {many} with complete figures for the same "
            f"{named[0][1].period_type if survey else months_pooled(named[0][1])}."
        )
        return
    sentence = funnel_finding(found, one, many)
    st.subheader(sentence, anchor=False)
    once = f"{survey.why} So only the latest {found.last.type} is used." if survey else ""
    sentences = [
        describe_funnel(found),
        describe_no_signal(found),
        once,
        describe_left_out(found),
        note,
    ]
    st.caption(" ".join(part for part in sentences if part))
    indicator = named[0][1].indicator
    draw_funnel(found, indicator, key=f"funnel-{one}-{indicator.id}", alt=sentence)


@lru_cache(maxsize=128)
def pooled(named: tuple[tuple[str, Trend], ...], *, same_people: bool) -> Funnel | None:
    return funnel_of(named, same_people=same_people)


def months_pooled(trend: Trend) -> str:
    return trend.period_type if trend.indicator.aggregation == "last" else "12 months"


def describe_funnel(found: Funnel) -> str:
    return (
        f"{found.when}{', added together' if found.first != found.last else ''}. The lines show "
        "how much "
        "a percentage based on that many cases could vary from the overall percentage by chance. "
        "95% of results would fall within the inner lines and 99.8% within the outer lines."
    )


def show_latest(
    named: list[tuple[str, Trend]], column: str, against: Mapping[str, str] = MappingProxyType({})
) -> None:
    """The last complete figure of each; `against` says how each compares with the others."""
    latest = latest_of(named, column)
    if against:
        latest["Against the others"] = [against.get(name, "–") for name, _ in named]
    draw_table(
        latest,
        f"Latest complete figures by {column.lower()}",
        numbers=["Latest", "Out of", "Change from a year earlier"],
    )


def latest_of(named: list[tuple[str, Trend]], column: str) -> pd.DataFrame:
    """The last complete figure of each, in words."""
    rows = []
    for label, trend in named:
        latest = trend.latest
        rows.append(
            {
                column: label,
                "Latest": format_point(trend, latest) if latest else "–",
                "Out of": value_or_text(latest.denominator_text, latest.denominator)
                if latest
                else "–",
                "Period": latest.period.short_name if latest else "–",
                "Change from a year earlier": describe_change(trend),
                "Signal": STATUS_WORDS[status(trend)],
            }
        )
    frame = pd.DataFrame(rows)
    return frame if named[0][1].indicator.has_denominator else frame.drop(columns="Out of")
