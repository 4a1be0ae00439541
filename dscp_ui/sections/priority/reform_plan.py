"""The reform action plan: milestones by strand, what is due and what is overdue."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.model.text import format_date, pluralise
from dscp_data.summaries.reform_plan import NEXT_MONTHS, day_judged, milestones
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.frame.filters import show_withheld_notice


def show_reform_plan(selection: Selection) -> None:
    st.header("Reform action plan", anchor=False)
    if show_withheld_notice("The reform action plan is", "see-records"):
        return
    actions = queries.run_sql("actions", as_of=selection.as_of)
    if actions.empty:
        st.info(
            "There is no reform action plan yet. Upload a return that includes one on the "
            "Returns page."
        )
        return
    found = milestones(actions, queries.plan(), day_judged(selection.as_of))
    overdue, soon = found[found["stands"] == "Overdue"], found[found["stands"] == "Due soon"]
    st.caption(
        f"{pluralise(len(found), 'milestone')}: "
        f"{(found['stands'] == 'Complete').sum()} complete, {len(overdue)} overdue, "
        f"{len(soon)} due in the next {NEXT_MONTHS} months. "
        f"Received on {format_date(actions['received_at'].max())}."
    )
    for strand, rows in found.groupby("strand", sort=False):
        st.subheader(strand, anchor=False)
        st.dataframe(
            milestones_table(rows),
            hide_index=True,
            height="content",
            key=f"strand-{strand}",
            alt=f"Milestones for {strand}, earliest due date first",
        )


def milestones_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Milestone": rows["title"],
            "Lead": rows["lead"],
            "Due": rows["due"].dt.strftime("%-d %b %Y"),
            "Progress": rows["stands"],
            "Days late": rows["days_late"].where(rows["days_late"] > 0),
            "Completed": rows["completed"].dt.strftime("%-d %b %Y").fillna(""),
            "Agency status": rows["status"],
            "Position": rows["position"],
        }
    )
