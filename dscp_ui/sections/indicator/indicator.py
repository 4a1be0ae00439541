"""One indicator: its finding, chart, facts and further views."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from dscp_data.analysis.detectability import describe_detectable
from dscp_data.catalogue import Indicator
from dscp_data.model.text import format_date, value_or_text
from dscp_data.trends import ALL, Selection, Trend
from dscp_data.trends.assurance import assurance_of, describe_assurance, format_target
from dscp_data.trends.finding import describe_change, describe_usual_range, finding, format_point
from dscp_data.trends.revisions import describe_revision
from dscp_ui import queries
from dscp_ui.frame.access_recording import log_view
from dscp_ui.frame.filters import format_localities
from dscp_ui.runtime import url_state
from dscp_ui.sections.indicator import (
    breakdowns,
    cohorts,
    comparators,
    definition,
    figure_table,
    reconciliation,
    settings,
    wider_period,
)
from dscp_ui.widgets.charts import draw_trend
from dscp_ui.widgets.status_symbols import ASSURANCE_SHAPES

VIEWS = ["By locality", "By agency", "Compared", "Figures", "About"]


def show_indicator(indicator: Indicator, selection: Selection) -> None:
    chosen = with_window(indicator, selection)
    trend = choose_series(queries.series(indicator.id, chosen))
    log_view(f"{indicator.id} {indicator.name}", chosen)
    st.header(finding(trend), anchor=False)
    st.caption(subtitle(trend, chosen))
    if trend.is_empty:
        nothing_to_show(trend)
    else:
        revised = queries.revised(trend, chosen)
        draw_trend(trend, key=f"trend-{indicator.id}", revised=revised)
        facts(trend, chosen)
        if any(revised):
            st.caption(f"{describe_revision(revised)} Open Figures to see the original figures.")
        show_detectable_change(trend, chosen)
        comparators.show_latest_comparison(indicator)
        if chosen.audience == "exact":
            reconciliation.show_pairs_of_indicator(indicator.id, chosen)
            settings.offer_baseline(trend, chosen)
    settings.show_settings(trend, chosen)
    if indicator.worked_out_from == "concerns":
        cohorts.show_cohorts(indicator, chosen)
    other_views(indicator, trend, chosen)


def with_window(indicator: Indicator, selection: Selection) -> Selection:
    """The selection with the follow-up window, where the reader may choose one."""
    if len(indicator.window_months) < 2:
        return selection
    names = {months: f"{months} months" for months in indicator.window_months}
    months = url_state.segmented(
        "Resolved within", "window", names, default=indicator.window_months[0]
    )
    return replace(selection, window=int(months))


def choose_series(found: list[Trend]) -> Trend:
    """The series to show. Agencies that may count the same child have one each."""
    if len(found) == 1:
        return found[0]
    by_agency = {trend.agency: trend for trend in found}
    agency = url_state.segmented(
        "Agency (agencies may count the same child, so their figures are not added together)",
        "series",
        {id: queries.plan().agency(id).short_name for id in by_agency},
        default=found[0].agency,
    )
    return by_agency[agency]


def subtitle(trend: Trend, selection: Selection) -> str:
    """Measure, place, whose figures, periods and source."""
    indicator = trend.indicator
    measure = indicator.numerator
    if indicator.is_percentage:
        measure += f" as a percentage of: {indicator.denominator.lower()}"
    parts = [
        measure,
        format_localities(selection),
        whose(trend),
        periods_of(trend),
        trend.note,
        trend.protection,
    ]
    return " · ".join(part for part in [*parts, source(trend, selection)] if part)


def periods_of(trend: Trend) -> str:
    """As "April 2023 to September 2026, by month"."""
    names = trend.points["name"]
    if names.empty:
        return f"by {trend.period_type}"
    return f"{names.iloc[0]} to {names.iloc[-1]}, by {trend.period_type}"


def source(trend: Trend, selection: Selection) -> str:
    """As "Source: returns to 16 October 2026"; a register's is said with its cohorts."""
    senders = queries.run_sql("senders", as_of=selection.as_of)
    own_senders = senders[senders["indicator"] == trend.indicator.id]
    if trend.agency != ALL:
        own_senders = own_senders[own_senders["agency"] == trend.agency]
    if own_senders.empty:
        return ""
    return f"Source: returns to {format_date(own_senders['last_received'].max())}"


def whose(trend: Trend) -> str:
    if trend.agency == ALL:
        return ""
    agency = queries.plan().agency(trend.agency)
    return f"{agency.short_name} (covers {agency.covers})" if agency.covers else agency.short_name


def nothing_to_show(trend: Trend) -> None:
    """Say why there is nothing, and what to change."""
    if trend.is_withheld:
        st.info(f"“{trend.indicator.name}” is {trend.note}.")
        return
    owed = ", ".join(queries.plan().agency(id).short_name for id in trend.indicator.agencies[:6])
    st.info(
        f"There are no figures for “{trend.indicator.name}” here. "
        f"Agencies that return it each {trend.indicator.frequency}: {owed}"
        f"{' and others' if len(trend.indicator.agencies) > 6 else ''}. "
        "Choose all agencies, all localities or a longer period, or upload a return."
    )


def facts(trend: Trend, selection: Selection) -> None:
    """The facts of the last complete point in one row, each with its own words."""
    latest = trend.latest
    if latest is None:
        return
    shown = [(latest.period.name, format_point(trend, latest))]
    if trend.indicator.has_denominator:
        number = value_or_text(latest.numerator_says, latest.numerator)
        base = value_or_text(latest.denominator_says, latest.denominator)
        shown.append(("Count", f"{number} of {base}"))
    shown.append(("Change from a year earlier", describe_change(trend)))
    if not np.isnan(latest.lower_limit):
        shown.append(("Usual range", describe_usual_range(trend, latest)))
    if target := format_target(trend):
        shown.append(("Target", target))
    with st.container(horizontal=True, gap="medium"):
        for label, value in shown:
            st.metric(label, value, width="content")
    if against_target := describe_assurance(trend):
        st.caption(f"{ASSURANCE_SHAPES[assurance_of(trend)]}{against_target}")
    if not trend.choice.has_limits or trend.choice.trial:
        wider_period.offer_wider_period(trend, selection)


def show_detectable_change(trend: Trend, selection: Selection) -> None:
    """How large a lasting change has to be to show here."""
    found = queries.detectable(trend.indicator.id, selection, trend.agency)
    if sentence := describe_detectable(trend, found):
        st.caption(f"**What size of change would show?** {sentence}")


def other_views(indicator: Indicator, trend: Trend, selection: Selection) -> None:
    """The tabs. Only the open one is worked out."""
    tabs = st.tabs(VIEWS, key="view", on_change="rerun", bind="query-params")
    shows = [
        lambda: breakdowns.show_by_locality(indicator, trend, selection),
        lambda: breakdowns.show_by_agency(indicator, selection),
        lambda: comparators.show_comparators(indicator, selection),
        lambda: figure_table.show_figures(trend, selection),
        lambda: definition.show_definition(indicator),
    ]
    for tab, show in zip(tabs, shows, strict=True):
        if tab.open:
            with tab:
                show()
