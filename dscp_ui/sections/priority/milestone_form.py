"""Forms to enter and change milestones of the reform plan, for those who may."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from dscp_data.model.clock import today
from dscp_data.model.entries import MilestoneEntry
from dscp_data.model.text import format_date
from dscp_data.records.reform_plan import milestone_of
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.widgets.entry_form import EntryForm, choose, choose_day, draw_change, draw_new
from dscp_ui.widgets.run_command import show_failure


def offer_changes(stored: pd.DataFrame) -> None:
    """Enter a milestone, or change one that an agency of the reader's leads. `stored` is of the
    query `actions`."""
    agencies = effective_user.agencies_for("edit-reform-plan")
    if not agencies:
        return
    show_failure()
    own = stored[stored["lead_agency"].isin(agencies)] if len(stored) else stored
    rows = {row["key"]: row for row in own.to_dict("records")}
    with st.expander("Change the plan", key="milestone-change"):
        key = st.selectbox(
            "Milestone",
            ["", *rows],
            format_func=lambda key: rows[key]["title"] if key else "A new milestone",
            key="milestone-chosen",
        )
        if key:
            draw_change(FORM, milestone_of(rows[key]), agencies)
        else:
            first = queries.plan().reform_terms("strand")[0].id
            blank = MilestoneEntry(first, "", "", agencies[0], today(), "not-started")
            draw_new(FORM, blank, agencies, len(stored))


def draw_fields(entry: MilestoneEntry, agencies: list[str]) -> MilestoneEntry:
    """The fields of a milestone, and what is in them."""
    plan = queries.plan()
    names = {one.id: one.short_name for one in plan.agencies}
    title = st.text_input("Milestone", entry.title)
    first, second, third = st.columns(3)
    with first:
        strand = choose("Strand", terms("strand"), entry.strand)
        start = choose_day("Start", entry.start)
        status = choose("Status", terms("status"), entry.status)
    with second:
        workstream = choose("Workstream", {"": "None", **terms("workstream")}, entry.workstream)
        due = choose_day("Due", entry.due)
        readiness = choose("Readiness", {"": "Not said", **terms("readiness")}, entry.readiness)
    with third:
        lead = choose("Lead agency", {id: names[id] for id in agencies}, entry.lead_agency)
        done = choose_day("Completed", entry.completed)
        role = st.text_input("Lead role (a post, never a person)", entry.role)
    position = st.text_area("Position statement", entry.position)
    first, second, third = st.columns(3)
    dependencies = first.text_input("Dependencies", entry.dependencies)
    evidence = second.text_input("Evidence", entry.evidence)
    funding = third.text_input("Funding note", entry.funding)
    return replace(
        entry, title=title, strand=strand, workstream=workstream, lead_agency=lead, role=role,
        start=start, due=due or entry.due, completed=done, status=status, position=position,
        evidence=evidence, funding=funding, dependencies=dependencies, readiness=readiness,
    )  # fmt: skip


def terms(kind: str) -> dict[str, str]:
    return {one.id: one.name for one in queries.plan().reform_terms(kind)}


FORM = EntryForm(
    key="milestone",
    fields=draw_fields,
    add="Add the milestone",
    added="The milestone is in the plan.",
    save="Save the change",
    saved="The milestone is changed.",
    withdraw="Take it out of the plan",
    withdrawn="The milestone is taken out. It stays in the history.",
    history="History of this milestone",
    columns={"Position": lambda one: one.position, "Due": lambda one: format_date(one.due)},
)
