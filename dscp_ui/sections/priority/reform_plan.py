"""The reform plan: what is overdue first, then every milestone on one line of time."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dscp_data.model.text import format_date, pluralise
from dscp_data.summaries.reform_plan import day_judged, milestones
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.frame.banners import show_withheld_notice
from dscp_ui.runtime import url_state
from dscp_ui.sections.priority.guidance import show_guidance
from dscp_ui.sections.priority.milestone_form import offer_changes
from dscp_ui.sections.priority.reform_progress import (
    show_changes,
    show_next,
    show_progress,
    show_scrutiny,
)
from dscp_ui.widgets.chart_tables import fold_table

TABLE = "Milestones as a table"
COLUMNS = {"what": "Milestone", "who": "Lead", "time": "", "how": "Progress"}
USUAL_TIME, MARGIN = timedelta(days=90), timedelta(days=14)
ALL, GUIDANCE = "all", "working-together-2023"
WORKSTREAMS = {GUIDANCE: "Working Together 2023", "readiness": "Readiness for reform"}
ORDER = ("Overdue", "Due soon", "Later", "Complete")


def plan_of(selection: Selection) -> pd.DataFrame:
    """The milestones on the day that is shown; empty without a plan. For those who may see it."""
    actions = queries.run_sql("actions", as_of=selection.as_of)
    if actions.empty:
        return actions
    return milestones(actions, queries.plan(), day_judged(selection.as_of))


def show_reform_plan(selection: Selection) -> None:
    """The plan, or one of its workstreams: what is overdue or due next, the timeline, what to
    scrutinise, progress and changes."""
    st.header("Reform action plan", anchor=False)
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
        "months before it is due, to then. Striped: time past its date. Line: the day shown."
    )
    st.html(timeline(found, pd.Timestamp(day_judged(selection.as_of))))
    fold_table(TABLE, "milestones", lambda: milestones_table(found))
    show_scrutiny(found, selection)
    show_progress(found, selection)
    show_changes(found, selection)
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
    shown = found if chosen == ALL else found[found["workstream"] == names[chosen]]
    return shown, chosen


def timeline(found: pd.DataFrame, day: pd.Timestamp) -> str:
    """HTML: a table with a row a milestone, by strand, what is overdue first."""
    scale = TimeScale(found, day)
    place = found["stands"].map({status: n for n, status in enumerate(ORDER)})
    heads = "".join(
        f'<th scope="col" class="{name}">{label or scale.heading}</th>'
        for name, label in COLUMNS.items()
    )
    ordered = found.assign(place=place).sort_values(["place", "due"])
    strands = ordered.groupby("strand", sort=False)  # those with something overdue come first
    body = "".join(strand_rows(str(strand), rows, scale) for strand, rows in strands)
    return (
        '<table class="plan"><caption class="unseen">Milestones by strand, overdue first</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


class TimeScale:
    """Days in percent of the width of a bar, from the first due date to the last."""

    def __init__(self, found: pd.DataFrame, day: pd.Timestamp) -> None:
        dates = pd.concat([found["due"], found["completed"]]).dropna()
        self.day = day
        self.first = min(dates.min(), found["start"].min(), day) - MARGIN
        self.last = max(dates.max(), day) + MARGIN
        self.heading = f"{self.first:%B %Y} to {self.last:%B %Y}"

    def at(self, day: pd.Timestamp) -> float:
        return float(100 * (day - self.first) / (self.last - self.first))

    def span(self, css: str, start: pd.Timestamp, end: pd.Timestamp) -> str:
        left, right = self.at(start), self.at(end)
        width = max(right - left, 0.6)
        return f'<i class="{css}" style="left:{left:.1f}%;width:{width:.1f}%"></i>'


def strand_rows(strand: str, rows: pd.DataFrame, scale: TimeScale) -> str:
    done = (rows["stands"] == "Complete").sum()
    head = f"{escape(strand)} · {done} of {len(rows)} complete"
    body = "".join(milestone_row(row, scale) for row in rows.to_dict("records"))
    return f'<tr class="strand"><th scope="rowgroup" colspan="4">{head}</th></tr>{body}'


def milestone_row(row: dict[str, Any], scale: TimeScale) -> str:
    is_done = row["stands"] == "Complete"
    dimmed = ' class="is-done"' if is_done else ""
    return (
        f'<tr{dimmed}><th scope="row" class="what">{escape(row["title"])}</th>'
        f'<td class="who">{escape(row["lead"])}</td>'
        f'<td class="time"><div class="bar" aria-hidden="true">{bar(row, scale)}</div></td>'
        f'<td class="how">{progress(row)}</td></tr>'
    )


def bar(row: dict[str, Any], scale: TimeScale) -> str:
    due, today = row["due"], f'<i class="today" style="left:{scale.at(scale.day):.1f}%"></i>'
    begun = due - USUAL_TIME if pd.isna(row["start"]) else row["start"]
    if row["stands"] == "Complete":
        return scale.span("done", begun, max(row["completed"], begun)) + today
    late = scale.span("late", due, scale.day) if row["stands"] == "Overdue" else ""
    return scale.span("open", begun, due) + late + today


def progress(row: dict[str, Any]) -> str:
    """How a milestone stands in a shape, a colour and words."""
    due = f"{row['due'].day} {row['due']:%b %Y}"
    if row["stands"] == "Complete":
        return f"✓ {row['completed'].day} {row['completed']:%b %Y}"
    if row["stands"] == "Overdue":
        return f'<b class="concern">◆ {pluralise(int(row["days_late"]), "day")} late</b>, {due}'
    return f"{'<b>○ Due soon</b>' if row['stands'] == 'Due soon' else '○ Due'} {due}"


def milestones_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Milestone": rows["title"],
            "Strand": rows["strand"],
            "Lead": rows["lead"],
            "Due": rows["due"].dt.strftime("%-d %b %Y"),
            "Progress": rows["stands"],
            "Days late": rows["days_late"].where(rows["days_late"] > 0).astype("Int64"),
            "Completed": rows["completed"].dt.strftime("%-d %b %Y").fillna(""),
            "Agency status": rows["status"],
            "Readiness": rows["readiness"],
            "Lead role": rows["role"],
            "Depends on": rows["dependencies"],
            "Position": rows["position"],
            "Evidence": rows["evidence"],
            "Funding": rows["funding"],
        }
    )
