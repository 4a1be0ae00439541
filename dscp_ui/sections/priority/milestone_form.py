"""Forms to enter and change milestones of the reform plan, for those who may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dscp_data.access import record_commands as commands
from dscp_data.model.clock import london_from_utc, today
from dscp_data.model.entries import MilestoneEntry
from dscp_data.model.text import format_date
from dscp_data.records.reform_plan import milestone_of
from dscp_data.store.records.entries import entry_versions
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.sections.evidence.saving import author, run_command, show_failure
from dscp_ui.widgets.html_table import draw_table


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
            show_change(milestone_of(rows[key]), agencies)
        else:
            show_new(agencies, len(stored))


def show_new(agencies: list[str], count: int) -> None:
    first = queries.plan().reform_terms("strand")[0].id
    blank = MilestoneEntry(first, "", "", agencies[0], today(), "not-started")
    with st.form(f"milestone-new-{count}", border=False):
        entry = draw_fields(blank, agencies)
        if st.form_submit_button("Add the milestone", type="primary"):
            save(entry, "", "The milestone is in the plan.")


def show_change(entry: MilestoneEntry, agencies: list[str]) -> None:
    with st.form(f"milestone-{entry.corrects}-{entry.id}-{entry.step}", border=False):
        changed = draw_fields(entry, agencies)
        reason = st.text_input("Reason for the change")
        with st.container(horizontal=True):
            if st.form_submit_button("Save the change", type="primary"):
                save(changed, reason, "The milestone is changed.")
            if st.form_submit_button("Take it out of the plan"):
                command = partial(
                    commands.withdraw_milestone, queries.store(), effective_user.user(), entry,
                    author(reason),
                )  # fmt: skip
                run_command(command, "The milestone is taken out. It stays in the history.")
    show_versions(entry)


def draw_fields(entry: MilestoneEntry, agencies: list[str]) -> MilestoneEntry:
    plan = queries.plan()
    names = {one.id: one.short_name for one in plan.agencies}
    title = st.text_input("Milestone", entry.title)
    first, second, third = st.columns(3)
    with first:
        strand = choose("Strand", terms("strand"), entry.strand)
        start = st.date_input("Start", entry.start, format="DD/MM/YYYY")
        status = choose("Status", terms("status"), entry.status)
    with second:
        workstream = choose("Workstream", {"": "None", **terms("workstream")}, entry.workstream)
        due = st.date_input("Due", entry.due, format="DD/MM/YYYY")
        readiness = choose("Readiness", {"": "Not said", **terms("readiness")}, entry.readiness)
    with third:
        lead = choose("Lead agency", {id: names[id] for id in agencies}, entry.lead_agency)
        done = st.date_input("Completed", entry.completed, format="DD/MM/YYYY")
        role = st.text_input("Lead role (a post, never a person)", entry.role)
    position = st.text_area("Position statement", entry.position)
    first, second, third = st.columns(3)
    dependencies = first.text_input("Dependencies", entry.dependencies)
    evidence = second.text_input("Evidence", entry.evidence)
    funding = third.text_input("Funding note", entry.funding)
    return replace(
        entry, title=title, strand=strand, workstream=workstream, lead_agency=lead, role=role,
        start=as_day(start), due=as_day(due) or entry.due, completed=as_day(done), status=status,
        position=position, evidence=evidence, funding=funding, dependencies=dependencies,
        readiness=readiness,
    )  # fmt: skip


def terms(kind: str) -> dict[str, str]:
    return {one.id: one.name for one in queries.plan().reform_terms(kind)}


def choose(label: str, names: Mapping[str, str], now: str) -> str:
    ids = [*names]
    place = ids.index(now) if now in ids else 0
    return st.selectbox(label, ids, index=place, format_func=lambda id: names[id]) or ""


def as_day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def save(entry: MilestoneEntry, reason: str, saved: str) -> None:
    store, user = queries.store(), effective_user.user()
    run_command(partial(commands.save_milestone, store, user, entry, author(reason)), saved)


def show_versions(entry: MilestoneEntry) -> None:
    """Who changed it, when and why."""
    if entry.id is None:
        return
    versions = entry_versions(queries.store(), MilestoneEntry, entry.id)
    draw_table(
        pd.DataFrame(
            {
                "When": [format_date(london_from_utc(one.at).date()) for one in versions],
                "Who": [one.by for one in versions],
                "Position": [one.entry.position for one in versions],
                "Due": [format_date(one.entry.due) for one in versions],
                "Reason": [one.reason for one in versions],
            }
        ),
        "History of this milestone",
    )
