"""The evidence log: searched, counted, and what has not been heard from for a year."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dscp_data.model.clock import day_shown
from dscp_data.model.text import format_date, pluralise
from dscp_data.summaries.evidence_log import (
    EvidenceFilter,
    counts_by_quarter,
    filtered,
    open_recommendations,
    silences,
)
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.heading import draw_page_heading
from dscp_ui.runtime import url_state
from dscp_ui.sections.evidence.entry_form import offer_changes, offer_new_entry
from dscp_ui.widgets.download_buttons import offer_table
from dscp_ui.widgets.html_table import Toned, draw_table

MOST_LISTED = 60


def show_log(chosen: Selection) -> None:
    plan = queries.plan_at(chosen.as_of)
    log = queries.evidence_log(chosen.as_of)
    found = filtered(log, replace(choose_filter(), agencies=chosen.agencies))
    draw_page_heading(describe_log(found, log), chosen)
    show_entries(found)
    offer_new_entry(log)
    offer_changes(found)
    due, counted = st.columns(2, gap="large")
    with due:
        show_recommendations(found, chosen)
    with counted:
        show_silences(log, chosen)
    day = day_shown(chosen.as_of)
    counts = counts_by_quarter(found, plan, day).rename_axis("Type").reset_index()
    draw_table(counts, "Evidence by type and quarter")


def describe_log(found: pd.DataFrame, log: pd.DataFrame) -> str:
    if log.empty:
        return "There is no evidence yet"
    newest = f"the latest from {format_date(log['date'].max().date())}"
    if len(found) == len(log):
        return f"{pluralise(len(log), 'piece')} of evidence, {newest}"
    return f"{len(found)} of {pluralise(len(log), 'piece')} of evidence"


def choose_filter() -> EvidenceFilter:
    """The filters of the log beside those of every page, in the address."""
    plan = queries.plan()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Search evidence", key="words", bind="query-params", width=220)
        types = url_state.multiselect(
            "Type",
            "types",
            {one.id: one.name for one in plan.evidence_types},
            width=240,
            placeholder="All types",
        )
        outcomes = url_state.multiselect(
            "Outcome",
            "outcomes",
            {one.id: one.id for one in plan.outcomes},
            width=180,
            placeholder="All outcomes",
        )
        threads = url_state.multiselect(
            "Golden Thread",
            "threads",
            {one.id: one.name for one in plan.golden_threads},
            width=240,
            placeholder="All threads",
        )
    return EvidenceFilter(types=types, outcomes=outcomes, threads=threads, words=words or "")


def show_entries(found: pd.DataFrame) -> None:
    if found.empty:
        st.info("No evidence matches. Take away a filter, or search for fewer words.")
        return
    shown = found.head(MOST_LISTED)
    more = f", the newest {MOST_LISTED} of {len(found)}" if len(found) > MOST_LISTED else ""
    with st.container(key="evidence-log"):
        draw_table(entries_table(shown), f"Evidence, newest first{more}", tall=True)
    if effective_user.can("export-exact"):
        marking = queries.plan().partnership.marking
        offer_table(
            f"Download this evidence ({marking})",
            entries_table(found),
            "evidence",
            "the evidence log",
            action="export-exact",
            key="download-evidence",
        )


def entries_table(found: pd.DataFrame) -> pd.DataFrame:
    plan = queries.plan()
    types = {one.id: one.name for one in plan.evidence_types}
    agencies = plan.agency_names
    return pd.DataFrame(
        {
            "Date": [f"{day.day} {day:%b %Y}" for day in found["date"]],
            "Finding": found["finding"],
            "Agency": found["agency"].map(agencies).fillna(found["agency"]),
            "Type": found["type"].map(types).fillna(found["type"]),
            "Rating": found["rating"],
            "For": [
                ", ".join([*outcomes, *indicators])
                for outcomes, indicators in zip(found["bears_on"], found["indicators"], strict=True)
            ],
            "From": [source(row) for row in found.to_dict("records")],
        }
    )


def source(row: dict[str, object]) -> str:
    """Where an entry comes from: the cell of a return, or the page, and its reference."""
    at = f"{row['file']}, {row['sheet']}!{row['cell']}" if row["cell"] else "Entered here"
    changed = " (corrected here)" if row["cell"] and row["step"] else ""
    reference = f" · {row['document']}" if row["document"] else ""
    return f"{at}{changed}{reference}"


def show_recommendations(found: pd.DataFrame, chosen: Selection) -> None:
    rows, day = open_recommendations(found), day_shown(chosen.as_of)
    if rows.empty:
        st.caption("No recommendation is open.")
        return
    due = [None if pd.isna(one) else one.date() for one in rows["recommendation_due"]]
    draw_table(
        pd.DataFrame(
            {
                "Recommendation": rows["recommendation"].to_list(),
                "Owner": rows["owner"].map(owner_name).to_list(),
                "Due": [
                    "" if one is None
                    else Toned(f"◆ {format_date(one)}, overdue", "concern") if one < day
                    else format_date(one)
                    for one in due
                ],
            }
        ),
        "Recommendations still open, soonest due first",
    )  # fmt: skip


def owner_name(owner: str) -> str:
    agencies = queries.plan().agency_names
    return agencies.get(owner, owner)


def show_silences(log: pd.DataFrame, chosen: Selection) -> None:
    found = silences(log, queries.plan(), day_shown(chosen.as_of))
    if not found:
        st.caption("Every agency, type, thread and outcome has evidence from the last year.")
        return
    draw_table(
        pd.DataFrame(
            {
                "Without evidence for a year": [one.name for one in found],
                "What": [one.what for one in found],
                "Last": [format_date(one.last) if one.last else "Never" for one in found],
            }
        ),
        "No evidence for a year",
    )
