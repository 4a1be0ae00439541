"""What Working Together 2023 changes, in plain words, which a steward can correct."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Catalogue
from dscp_data.model.entries import PlanEdit
from dscp_data.records.plan_edits import next_change
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.sections.evidence.plan_form import save, show_versions
from dscp_ui.widgets.html_table import draw_table

NEW = ""
ASK = (
    "A summary to check against the guidance. It names chapters; a steward can add the paragraphs "
    "and what each change means here."
)


def show_guidance(selection: Selection) -> None:
    plan = queries.plan_at(selection.as_of)
    st.header("What Working Together 2023 changes", anchor=False)
    draw_table(
        pd.DataFrame(
            {
                "Change": [one.change for one in plan.guidance_changes],
                "Source": [one.source for one in plan.guidance_changes],
            }
        ),
        "Changes of the statutory guidance, with their source",
        unseen=True,
    )
    st.caption(ASK)
    if not selection.as_of:
        offer_change(plan)


def offer_change(plan: Catalogue) -> None:
    """Correct, add or take out a change, with source and reason."""
    if not effective_user.can("correct-plan"):
        return
    known = {one.id: one for one in plan.guidance_changes}
    with st.expander("Correct or add a change", key="correct-change"):
        id = st.selectbox(
            "Change", [NEW, *known],
            format_func=lambda id: known[id].change if id else "A new change",
            key="correct-change-of",
        )  # fmt: skip
        old = known.get(id)
        with st.form(f"correct-change-{id}", border=False):
            text = st.text_area("What changes, in plain words", old.change if old else "")
            source = st.text_input("Source, with the paragraph", old.source if old else "")
            reason = st.text_input("Reason")
            with st.container(horizontal=True):
                if st.form_submit_button("Save the change", type="primary"):
                    subject = id or next_change(queries.store())
                    save(PlanEdit("change", subject, text, source), reason)
                if old and st.form_submit_button("Take it out"):
                    save(PlanEdit("change", id, ""), reason)
                if old and st.form_submit_button("Go back to the plan’s own"):
                    save(PlanEdit("change", id, None), reason)
        if old:
            show_versions(id)
