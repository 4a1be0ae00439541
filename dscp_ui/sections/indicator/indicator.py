"""One indicator: its finding, chart, facts and further views."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dscp_data.analysis.detectability import describe_detectable
from dscp_data.analysis.like_for_like import describe_composition, describe_like_for_like
from dscp_data.catalogue import Indicator
from dscp_data.model.text import format_date
from dscp_data.trends import ALL, Selection, Trend
from dscp_data.trends.assurance import assurance_of, describe_assurance
from dscp_data.trends.facts import describe_measure, describe_periods, facts_of
from dscp_data.trends.finding import finding
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
        show_composition(trend, chosen)
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
    agency = st.segmented_control(
        "Agency (agencies may count the same child, so their figures are not added together)",
        list(by_agency),
        format_func=lambda id: queries.plan().agency(id).short_name,
        default=found[0].agency,
        required=True,
        key=f"whose-{found[0].indicator.id}",
    )
    return by_agency[agency]


def subtitle(trend: Trend, selection: Selection) -> str:
    """Measure, place, whose figures, periods and source."""
    parts = [
        describe_measure(trend),
        format_localities(selection),
        whose(trend),
        describe_periods(trend),
        trend.note,
        trend.protection,
    ]
    return " · ".join(part for part in [*parts, source(trend, selection)] if part)


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
    if trend.latest is None:
        return
    with st.container(horizontal=True, gap="medium"):
        for fact in facts_of(trend):
            st.metric(fact.label, fact.value, width="content")
    if against_target := describe_assurance(trend):
        st.caption(f"{ASSURANCE_SHAPES[assurance_of(trend)]}{against_target}")
    if not trend.choice.has_limits or trend.choice.trial:
        wider_period.offer_wider_period(trend, selection)


def show_composition(trend: Trend, selection: Selection) -> None:
    """Who joined or left the total, and what the agencies that report throughout say."""
    if changed := describe_composition(trend):
        same = queries.like_for_like(trend.indicator.id, selection, trend.agency)
        throughout = describe_like_for_like(same, queries.plan()) if same else ""
        st.caption(f"{changed} {throughout}")


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
