"""Definitions and methods: the catalogue, the glossary, and how figures are calculated."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Catalogue
from dscp_ui import queries
from dscp_ui.sections.definitions.accessibility import show_accessibility
from dscp_ui.sections.definitions.data_inventory import show_data_inventory
from dscp_ui.sections.indicator.definition import show_definition
from dscp_ui.widgets.html_table import draw_table

VIEWS = [
    "Indicators",
    "Outcomes and threads",
    "Agencies and localities",
    "Glossary",
    "Methods",
    "Data we hold",
    "Accessibility",
]

CHANCE = "How often a signal is due to chance"


def show_definitions() -> None:
    plan = queries.plan_at(None)
    st.title("Definitions and methods", anchor=False)
    with st.container(key="definitions"):  # as high as a screen from the start: nothing moves
        tabs = st.tabs(VIEWS, key="definitions_view", on_change="rerun", bind="query-params")
    shows = (
        show_indicators,
        show_outcomes,
        show_places,
        show_glossary,
        show_methods,
        show_data_inventory,
        show_accessibility,
    )
    for tab, show in zip(tabs, shows, strict=True):
        if tab.open:
            with tab:
                show(plan)


def show_indicators(plan: Catalogue) -> None:
    found = st.text_input("Find an indicator", key="find", bind="query-params").strip().lower()
    listed = [
        indicator
        for indicator in plan.indicators
        if found in f"{indicator.id} {indicator.name} {indicator.plan_wording}".lower()
    ]
    if not listed:
        st.info("No indicators match. Try fewer letters or part of a word.")
        return
    chosen = st.selectbox(
        f"{len(listed)} indicators",
        listed,
        format_func=lambda indicator: f"{indicator.id} {indicator.name}",
        key="defined",
    )
    show_definition(chosen)


def show_outcomes(plan: Catalogue) -> None:
    outcomes = pd.DataFrame(
        {
            "Outcome": [o.id for o in plan.outcomes],
            "Wording": [o.wording for o in plan.outcomes],
            "Source of the wording": [plan.source(o.source).means for o in plan.outcomes],
        }
    )
    draw_table(outcomes, "Outcomes of the plan")
    st.header("Golden Threads", anchor=False)
    st.markdown("\n".join(f"- {thread.name}" for thread in plan.golden_threads))


def show_places(plan: Catalogue) -> None:
    draw_table(
        pd.DataFrame(
            {
                "Agency": [agency.name for agency in plan.agencies],
                "Also known as": [", ".join(agency.also_written) for agency in plan.agencies],
                "Covers": [agency.covers or plan.partnership.place for agency in plan.agencies],
            }
        ),
        "Agencies that send returns",
    )
    draw_table(
        pd.DataFrame(
            {
                "Locality": [place.name for place in plan.localities],
                "In use from": [f"{place.valid_from:%-d %B %Y}" for place in plan.localities],
                "Until": [
                    f"{place.valid_to:%-d %B %Y}" if place.valid_to else "still in use"
                    for place in plan.localities
                ],
            }
        ),
        "Localities used in returns",
    )


def show_glossary(plan: Catalogue) -> None:
    draw_table(
        pd.DataFrame(
            {"Term": [t.word for t in plan.glossary], "Means": [t.means for t in plan.glossary]}
        ),
        "Terms used in this dashboard",
    )


def show_methods(plan: Catalogue) -> None:
    for method in plan.methods:
        st.header(method.title, anchor=False)
        st.write(method.text)
        if method.title == CHANCE:
            draw_table(false_alarms(plan), "How often a chart of simulated figures shows a signal")
        if method.others:
            st.caption(f"**What others do:** {method.others}")
        if method.formula:
            with st.expander("Formula and source"):
                st.write(method.formula)


def false_alarms(plan: Catalogue) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Simulated": [one.what for one in plan.false_alarms],
            "Usual chart (run of 7)": [one.plain for one in plan.false_alarms],
            "This dashboard": [one.ours for one in plan.false_alarms],
        }
    )
