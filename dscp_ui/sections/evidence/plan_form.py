"""Corrections of the plan by a steward: wordings of outcomes, notes, contacts and threads."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.access import record_commands as commands
from dscp_data.catalogue import Catalogue
from dscp_data.model.clock import london_from_utc
from dscp_data.model.entries import PlanEdit, PlanEditKind
from dscp_data.model.text import format_date
from dscp_data.records.plan_edits import CONTACTS
from dscp_data.store.records.entries import entry_versions
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.widgets.html_table import draw_table
from dscp_ui.widgets.run_command import author, run_command

LABELS: dict[PlanEditKind, str] = {
    "wording": "Outcome",
    "note": "Indicator (its note)",
    "contact": "Contact",
}


def offer_wording(plan: Catalogue) -> None:
    """Correct the wording of an outcome, the note of an indicator, or a contact."""
    if not effective_user.can("correct-plan"):
        return
    with st.expander("Correct a wording, a note or a contact", key="correct-plan"):
        kind = st.radio(
            "What to correct",
            list(LABELS),
            format_func=lambda kind: LABELS[kind],
            horizontal=True,
            key="correct-kind",
        )
        now = texts_of(plan, kind)
        subject = st.selectbox(
            LABELS[kind], list(now), format_func=lambda id: now[id][0], key=f"correct-{kind}"
        )
        with st.form(f"correct-{kind}-{subject}", border=False):
            value = st.text_area("Text", now[subject][1])
            source = st.text_input("Where it comes from")
            reason = st.text_input("Reason")
            with st.container(horizontal=True):
                if st.form_submit_button("Save the correction", type="primary"):
                    save(PlanEdit(kind, subject, value, source), reason)
                if st.form_submit_button("Go back to the plan’s own"):
                    save(PlanEdit(kind, subject, None), reason)
        show_versions(subject)


def texts_of(plan: Catalogue, kind: PlanEditKind) -> dict[str, tuple[str, str]]:
    """Of each subject its name and its text now."""
    if kind == "wording":
        return {one.id: (one.id, one.wording) for one in plan.outcomes}
    if kind == "note":
        return {one.id: (f"{one.id} {one.name}", one.caveat) for one in plan.indicators}
    return {id: (name, getattr(plan.partnership, id)) for id, name in CONTACTS.items()}


def offer_threads(plan: Catalogue) -> None:
    """Change which Golden Threads an indicator is linked to."""
    if not effective_user.can("correct-plan"):
        return
    names = {one.id: one.name for one in plan.golden_threads}
    with st.expander("Change which threads an indicator is linked to", key="correct-threads"):
        id = st.selectbox(
            "Indicator",
            [one.id for one in plan.indicators],
            format_func=lambda id: f"{id} {plan.indicator(id).name}",
            key="correct-threads-of",
        )
        with st.form(f"threads-{id}", border=False):
            linked = plan.indicator(id).golden_threads
            chosen = st.multiselect(
                "Golden Threads", [*names], [*linked], format_func=lambda id: names[id]
            )
            reason = st.text_input("Reason")
            if st.form_submit_button("Save the links", type="primary"):
                save(PlanEdit("threads", id, " ".join(chosen)), reason)
        show_versions(id)


def save(edit: PlanEdit, reason: str) -> None:
    store, user = queries.store(), effective_user.user()
    run_command(
        lambda: commands.save_correction(store, user, edit, author(reason)),
        "The plan is corrected. Pages as at earlier show it as it was.",
    )


def show_versions(subject: str) -> None:
    versions = entry_versions(queries.store(), PlanEdit, subject)
    if not versions:
        return
    draw_table(
        pd.DataFrame(
            {
                "When": [format_date(london_from_utc(one.at).date()) for one in versions],
                "Who": [one.by for one in versions],
                "Said": [
                    "The plan’s own" if one.entry.value is None else one.entry.value or "Taken out"
                    for one in versions
                ],
                "Source": [one.entry.source for one in versions],
                "Reason": [one.reason for one in versions],
            }
        ),
        "History of this correction",
    )
