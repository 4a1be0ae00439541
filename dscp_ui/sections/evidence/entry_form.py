"""Forms to enter, correct and withdraw evidence, for those who may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from dscp_data.model.clock import today
from dscp_data.model.entries import EvidenceEntry
from dscp_data.model.text import format_date
from dscp_data.records.evidence import RATINGS, entry_of
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.widgets.entry_form import (
    EntryForm,
    choose,
    choose_day,
    choose_several,
    draw_change,
    draw_new,
)


def offer_new_entry(log: pd.DataFrame) -> None:
    agencies = effective_user.agencies_for("edit-evidence")
    if not agencies:
        return
    blank = EvidenceEntry(today(), agencies[0], "single-agency-audit", "")
    with st.expander("Enter evidence", key="evidence-new"):
        draw_new(FORM, blank, agencies, len(log))


def offer_changes(found: pd.DataFrame) -> None:
    """Correct or withdraw one of the entries that are listed."""
    agencies = effective_user.agencies_for("edit-evidence")
    own = found[found["agency"].isin(agencies)]
    if own.empty:
        return
    rows = {row["key"]: row for row in own.to_dict("records")}
    with st.expander("Correct or withdraw evidence", key="evidence-change"):
        key = st.selectbox(
            "Which evidence",
            list(rows),
            index=None,
            format_func=lambda key: name_of(rows[key]),
            key="evidence-chosen",
        )
        if key:
            draw_change(FORM, entry_of(rows[key]), agencies)


def name_of(row: Mapping[Any, Any]) -> str:
    return f"{format_date(row['date'].date())}: {row['finding']}"


def draw_fields(entry: EvidenceEntry, agencies: list[str]) -> EvidenceEntry:
    """The fields of an entry, and what is in them."""
    plan = queries.plan()
    names = {one.id: one.short_name for one in plan.agencies}
    types = {one.id: one.name for one in plan.evidence_types}
    finding = st.text_area("What was found", entry.finding, help="Never name or describe a child.")
    first, second, third = st.columns(3)
    with first:
        day = choose_day("Date", entry.date, today())
    with second:
        agency = choose("Agency", {id: names[id] for id in agencies}, entry.agency)
    with third:
        type_ = choose("Type of evidence", types, entry.type)
    entry = draw_links(entry)
    first, second = st.columns(2)
    with first:
        rating = choose("Rating", {one: one for one in ("", *RATINGS, entry.rating)}, entry.rating)
    document = second.text_input("Document reference", entry.document)
    recommendation = st.text_input("Recommendation", entry.recommendation)
    first, second, third = st.columns(3)
    owner = first.text_input("Owner (a role or an agency)", entry.owner)
    with second:
        due = choose_day("Due", entry.recommendation_due)
    with third:
        done = choose_day("Completed", entry.recommendation_done)
    return replace(
        entry, date=day or entry.date, agency=agency, type=type_, finding=finding, rating=rating,
        document=document, recommendation=recommendation, owner=owner, recommendation_due=due,
        recommendation_done=done,
    )  # fmt: skip


def draw_links(entry: EvidenceEntry) -> EvidenceEntry:
    """What of the plan the evidence bears on."""
    plan = queries.plan()
    outcomes = {one.id: f"{one.id} {one.wording}" for one in plan.outcomes}
    threads = {one.id: one.name for one in plan.golden_threads}
    indicators = {one.id: f"{one.id} {one.short_name}" for one in plan.indicators}
    priorities = {one.id: f"{one.id} {one.short_title}" for one in plan.priorities}
    return replace(
        entry,
        outcomes=choose_several("Outcomes", outcomes, entry.outcomes),
        golden_threads=choose_several("Golden Threads", threads, entry.golden_threads),
        indicators=choose_several("Indicators", indicators, entry.indicators),
        priorities=choose_several("Priorities", priorities, entry.priorities),
    )


FORM = EntryForm(
    key="evidence",
    fields=draw_fields,
    add="Enter it",
    added="The evidence is in the log.",
    save="Save the correction",
    saved="The evidence is corrected.",
    withdraw="Withdraw it",
    withdrawn="The evidence is withdrawn. It stays in the history.",
    history="History of this evidence",
    columns={"Finding": lambda one: one.finding, "Rating": lambda one: one.rating},
)
