"""The reform plan: what is overdue first, then every milestone on one line of time."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dscp_data.model.clock import day_shown
from dscp_data.model.text import format_date, pluralise
from dscp_data.summaries.reform_dependencies import dependencies, texts_by_milestone
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.frame.banners import show_withheld_notice
from dscp_ui.runtime import url_state
from dscp_ui.sections.priority.guidance import show_guidance
from dscp_ui.sections.priority.milestone_form import offer_changes
from dscp_ui.sections.priority.reform_progress import (
    plan_at_last_meeting,
    show_changes,
    show_next,
    show_progress,
    show_scrutiny,
)
from dscp_ui.sections.priority.timeline import timeline
from dscp_ui.widgets.chart_tables import fold_table

TABLE = "Milestones as a table"
ALL, GUIDANCE = "all", "working-together-2023"
WORKSTREAMS = {GUIDANCE: "Working Together 2023", "readiness": "Readiness for reform"}


def plan_of(selection: Selection) -> pd.DataFrame:
    """The milestones on the day that is shown; empty without a plan. For those who may see it."""
    return queries.milestones(day_shown(selection.as_of), selection.as_of)


def show_reform_plan(selection: Selection) -> None:
    """The plan, or one of its workstreams: what is overdue or due next, the timeline, what to
    scrutinise, progress and changes."""
    if show_withheld_notice("The reform action plan is", "see-records"):
        return
    every = plan_of(selection)
    found, workstream = choose_workstream(every)
    if found.empty:
        st.info(
            "There is no reform action plan yet. Upload a return that includes one on the "
            "Returns page."
        )
        offer_changes(every)
        return
    if workstream == GUIDANCE:
        show_guidance(selection)
    show_next(found, selection)
    st.caption(
        f"{pluralise(len(found), 'milestone')}, received on "
        f"{format_date(found['received_at'].max())}. Bar: from its start, or three "
        "months before it is due, to then. Striped: time past its date. Line: the day shown. Thin "
        "lines lead from a milestone to those that depend on it; dashed, it is late for them."
    )
    needs = dependencies(every)
    st.html(timeline(found, pd.Timestamp(day_shown(selection.as_of)), needs))
    fold_table(TABLE, "milestones", lambda: milestones_table(found, texts_by_milestone(needs)))
    show_scrutiny(found, selection)
    show_progress(found, selection)
    last = plan_at_last_meeting(selection)
    if last is not None:
        show_changes(of_workstream(last.milestones, workstream), found, last.name)
    offer_changes(queries.run_sql("actions", as_of=None))


def choose_workstream(found: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The milestones of one workstream, or all, and its id."""
    if found.empty:
        return found, ALL
    names = {term.id: term.name for term in queries.plan().reform_terms("workstream")}
    short = {id: WORKSTREAMS.get(id, name) for id, name in names.items()}
    chosen = url_state.segmented(
        "Workstream", "workstream", {ALL: "Both workstreams", **short}, ALL,
        label_visibility="collapsed",
    )  # fmt: skip
    return of_workstream(found, chosen), chosen


def of_workstream(found: pd.DataFrame, workstream: str) -> pd.DataFrame:
    """The milestones of one workstream by its id, or all. `found` is of `milestones`."""
    if workstream == ALL or found.empty:
        return found
    names = {term.id: term.name for term in queries.plan().reform_terms("workstream")}
    return found[found["workstream"] == names[workstream]]


def milestones_table(rows: pd.DataFrame, needs: Mapping[str, str]) -> pd.DataFrame:
    """The milestones in words. `needs` is what each depends on, by its key."""
    return pd.DataFrame(
        {
            "Milestone": rows["title"],
            "Strand": rows["strand"],
            "Lead": rows["lead"],
            "Due": rows["due"].dt.strftime("%-d %b %Y"),
            "Progress": rows["progress"],
            "Days late": rows["days_late"].where(rows["days_late"] > 0).astype("Int64"),
            "Completed": rows["completed"].dt.strftime("%-d %b %Y").fillna(""),
            "Agency status": rows["status"],
            "Readiness": rows["readiness"],
            "Lead role": rows["role"],
            "Depends on": rows["key"].map(lambda key: needs.get(key, "")),
            "Position": rows["position"],
            "Evidence": rows["evidence"],
            "Funding": rows["funding"],
        }
    )
