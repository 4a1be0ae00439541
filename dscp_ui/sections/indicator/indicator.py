"""One indicator: its finding, chart, facts and further views."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from dscp_data.analysis.detectability import describe_detectable
from dscp_data.analysis.like_for_like import describe_composition, describe_like_for_like
from dscp_data.catalogue import Indicator, Priority
from dscp_data.model.text import format_date
from dscp_data.summaries.headlines import split_finding
from dscp_data.trends import ALL, Selection, Trend
from dscp_data.trends.assurance import assurance_of, describe_assurance
from dscp_data.trends.facts import facts_of
from dscp_data.trends.finding import finding, status
from dscp_data.trends.revisions import describe_revision
from dscp_ui import queries
from dscp_ui.frame.access_recording import log_view
from dscp_ui.frame.chart_exports import describe_view
from dscp_ui.frame.heading import draw_heading, warn_of_order
from dscp_ui.frame.page_links import SERIES
from dscp_ui.runtime import url_state
from dscp_ui.sections.indicator import (
    breakdowns,
    cohorts,
    commentary,
    comparators,
    definition,
    evidence,
    figure_table,
    localities,
    reconciliation,
    settings,
    wider_period,
)
from dscp_ui.sections.indicator.large_trend import send_other_periods, show_large_trend
from dscp_ui.sections.indicator.trust import trust_strip
from dscp_ui.widgets.status_symbols import ASSURANCE_SHAPES, pill

VIEWS = ["About", "By locality", "By agency", "Compared", "Figures"]


def show_indicator(indicator: Indicator, selection: Selection, priority: Priority) -> None:
    """The finding with its chart at the left, the localities and the evidence at the right, and
    all else in tabs below."""
    left, right = st.columns([1.75, 1], gap="large")
    with left:
        chosen = with_window(indicator, selection)
        trend = choose_series(queries.series(indicator.id, chosen))
        log_view(f"{indicator.id} {indicator.name}", chosen)
        lead, more = split_finding(finding(trend))
        under = f"{more} {subtitle(trend, chosen)}".strip()
        draw_heading(lead, under, kicker(trend, priority))
        warn_of_order(chosen)
        if trend.is_empty:
            nothing_to_show(trend)
        else:
            show_trend(trend, chosen, priority)
    with right:
        localities.show_localities(trend, chosen)
        commentary.show_commentary(trend, chosen)
        evidence.show_evidence(indicator, chosen)
    if not trend.is_empty:
        show_more(trend, chosen)
    settings.show_settings(trend, chosen)
    if indicator.worked_out_from == "concerns":
        cohorts.show_cohorts(indicator, chosen)
    other_views(indicator, trend, chosen)
    if not trend.is_empty:
        send_other_periods(trend, chosen)


def kicker(trend: Trend, priority: Priority) -> str:
    """HTML: the place of this in the plan, and its status."""
    judged, its_status = trend.judged, status(trend)
    outcomes = ", ".join(trend.indicator.outcomes)
    place = " › ".join(
        part for part in (f"Priority {priority.word}", outcomes, trend.indicator.id) if part
    )
    return f"{escape(place)} {pill(its_status, judged.side if judged else '')}"


def show_trend(trend: Trend, selection: Selection, priority: Priority) -> None:
    """The chart in the height that there is, its facts, and whether it can be trusted."""
    revised = queries.revised(trend, selection)
    picked = show_large_trend(trend, selection)
    st.html(facts(trend) + trust_strip(trend, selection, revised, priority.id))
    figure_table.show_cells_behind(trend, selection, picked)
    if not trend.choice.has_limits or trend.choice.trial:
        wider_period.offer_wider_period(trend, selection)


def show_more(trend: Trend, selection: Selection) -> None:
    """What else is to be said of the chart, one line each."""
    if any(revised := queries.revised(trend, selection)):
        st.caption(f"{describe_revision(revised)} Open Figures to see the original figures.")
    if against_target := describe_assurance(trend):
        st.caption(f"{ASSURANCE_SHAPES[assurance_of(trend)]}{against_target}")
    show_composition(trend, selection)
    show_detectable_change(trend, selection)
    comparators.show_latest_comparison(trend.indicator)
    if selection.audience == "exact":
        reconciliation.show_pairs_of_indicator(trend.indicator.id, selection)
        settings.offer_baseline(trend, selection)


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
        SERIES,
        {id: queries.plan().agency(id).short_name for id in by_agency},
        default=found[0].agency,
        box=False,
    )
    return by_agency[agency]


def subtitle(trend: Trend, selection: Selection) -> str:
    """Measure, whose figures, place, periods and source."""
    parts = [describe_view(trend, selection), source(trend, selection)]
    return " · ".join(part for part in parts if part)


def source(trend: Trend, selection: Selection) -> str:
    """As "Source: returns to 16 October 2026"; a register's is said with its cohorts."""
    senders = queries.run_sql("senders", as_of=selection.as_of)
    own_senders = senders[senders["indicator"] == trend.indicator.id]
    if trend.agency != ALL:
        own_senders = own_senders[own_senders["agency"] == trend.agency]
    if own_senders.empty:
        return ""
    return f"Source: returns to {format_date(own_senders['last_received'].max())}"


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


def facts(trend: Trend) -> str:
    """HTML: the facts of the last complete point in one row, each with its own words."""
    items = (
        f"<div><dt>{escape(fact.label)}</dt><dd>{escape(fact.value)}</dd></div>"
        for fact in facts_of(trend)
    )
    return f'<dl class="facts num">{"".join(items)}</dl>' if trend.latest else ""


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
    """One of the further views. Buttons and not tabs: at each change of a page tabs have the
    browser compute its style at once, to look for what can be focused in them."""
    shows = {
        "About": lambda: definition.show_definition(indicator),
        "By locality": lambda: breakdowns.show_by_locality(indicator, trend, selection),
        "By agency": lambda: breakdowns.show_by_agency(indicator, trend, selection),
        "Compared": lambda: comparators.show_comparators(indicator, selection),
        "Figures": lambda: figure_table.show_figures(trend, selection),
    }
    view = st.segmented_control(
        "More about this indicator",
        VIEWS,
        default=VIEWS[0],
        required=True,
        key="view",
        bind="query-params",
        label_visibility="collapsed",
    )
    shows[view]()
