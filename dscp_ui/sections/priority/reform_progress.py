"""What is overdue or due next, what the Executive should scrutinise, and how the plan has gone."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dscp_data.meetings.meeting import all_meetings, previous_meeting
from dscp_data.model.clock import day_shown, london_from_utc
from dscp_data.model.text import format_date, pluralise
from dscp_data.summaries.reform_scrutiny import (
    describe_scrutiny,
    due_within,
    on_time_by_quarter,
    plan_changes,
    readiness_by_strand,
    scrutiny,
)
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.widgets.html_table import draw_table

MOST_NOTES, MOST_QUARTERS = 10, 6


def show_next(found: pd.DataFrame, selection: Selection) -> None:
    """Notes on what is overdue and what is due in the next 90 days, soonest due first."""
    day = day_shown(selection.as_of)
    rows = due_within(found, day)
    notes = "".join(
        note(row, pd.Timestamp(day)) for row in rows.head(MOST_NOTES).to_dict("records")
    )
    if notes:
        st.html(f'<div class="notes">{notes}</div>')


def note(row: dict[str, Any], day: pd.Timestamp) -> str:
    days = abs((day - row["due"]).days)
    when = f"in {pluralise(days, 'day')}" if days else "today"
    if row["progress"] == "Overdue":
        css, text = "is-late", f"◆ Overdue by {pluralise(days, 'day')}"
    elif row["status_on_day"] == "at-risk":
        css, text = "is-risk", f"◈ At risk, due {when}"
    else:
        css, text = "", f"▹ Due {when}"
    lead = " · ".join(filter(None, (row["lead"], row["role"], format_date(row["due"].date()))))
    ready = f" · {row['readiness']}" if row["readiness"] else ""
    needs = (
        f"<small>Depends on: {escape(row['dependencies'])}</small>" if row["dependencies"] else ""
    )
    return (
        f'<div class="note {css}"><b class="says">{text}{escape(ready)}</b>'
        f"<strong>{escape(row['title'])}</strong><small>{escape(lead)}</small>"
        f"<small>{escape(row['position'] or 'No position statement')}</small>{needs}</div>"
    )


def show_scrutiny(found: pd.DataFrame, selection: Selection) -> None:
    day = day_shown(selection.as_of)
    concerns = scrutiny(found, queries.position_dates(selection.as_of), day)
    st.header(describe_scrutiny(concerns), anchor=False)
    if concerns:
        draw_table(
            pd.DataFrame(
                {
                    "Milestone": [one.title for one in concerns],
                    "Lead": [one.lead for one in concerns],
                    "Why the Executive should look": [one.why for one in concerns],
                }
            ),
            "What the Executive should scrutinise, the latest first",
            unseen=True,
        )


def show_progress(found: pd.DataFrame, selection: Selection) -> None:
    """Milestones met on time and overdue, by quarter; readiness by strand."""
    day = day_shown(selection.as_of)
    left, right = st.columns([1.2, 1], gap="large")
    with left:
        quarters = on_time_by_quarter(found, day)[-MOST_QUARTERS:]
        draw_table(
            pd.DataFrame(
                {
                    "By the end of": [one.period.name for one in quarters],
                    "Due by then": [one.due for one in quarters],
                    "Met on time": [one.on_time for one in quarters],
                    "Met late": [one.late for one in quarters],
                    "Overdue": [one.overdue for one in quarters],
                }
            ),
            f"Milestones due so far; the last quarter is counted to {format_date(day)}",
        )
    with right:
        table = readiness_by_strand(found)
        if len(table):
            draw_table(table.rename_axis("Strand").reset_index(), "Readiness of open milestones")


@dataclass(frozen=True, eq=False)
class PlanThen:
    """The plan as a meeting saw it; `milestones` is of `reform_plan.milestones`."""

    name: str
    milestones: pd.DataFrame


def plan_at_last_meeting(selection: Selection) -> PlanThen | None:
    """The plan as the last meeting saw it; None without one, and for those who see none."""
    if not effective_user.can("see-meetings"):
        return None
    last = previous_meeting(all_meetings(queries.store()), day_shown(selection.as_of))
    if last is None:
        return None
    then = london_from_utc(last.as_of).date()
    return PlanThen(last.name, queries.milestones(then, last.as_of))


def show_changes(before: pd.DataFrame, found: pd.DataFrame, meeting: str) -> None:
    """What changed in the plan since a meeting, by the name of the meeting."""
    changes = plan_changes(before, found)
    if not changes:
        st.caption(f"Nothing in the plan has changed since {meeting}.")
        return
    draw_table(
        pd.DataFrame(
            {"Milestone": [one.title for one in changes], "Change": [one.what for one in changes]}
        ),
        f"{pluralise(len(changes), 'milestone')} changed since {meeting}",
    )
