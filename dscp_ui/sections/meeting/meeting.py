"""The Meeting page: choose a meeting, then prepare it, go through it, and follow up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dscp_data.access import meeting_commands as commands
from dscp_data.meetings.actions import actions, describe_action
from dscp_data.meetings.meeting import Meeting, MeetingError, all_meetings
from dscp_data.model.clock import today
from dscp_data.model.text import format_date, pluralise
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.access_recording import log_view
from dscp_ui.frame.banners import show_withheld_notice
from dscp_ui.runtime import url_state
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.meeting.preparing import show_preparation
from dscp_ui.sections.meeting.presenting import show_items
from dscp_ui.sections.meeting.saving import author, run_command, show_failure

STEPS = {"prepare": "Prepare", "present": "Present and record", "follow-up": "Follow up"}


def show_meetings() -> None:
    st.title("Meeting", anchor=False)
    if show_withheld_notice("Meetings are", "see-meetings"):
        return
    log_view("Meeting", Selection(audience="exact"))
    meetings = all_meetings(queries.store())
    show_failure()
    show_new_meeting(meetings)
    if not meetings:
        st.info("No meetings have been added yet. Add one to prepare its agenda.")
        return
    names = {str(one.id): name_of(one) for one in meetings}
    chosen = url_state.select("Meeting", "meeting", names, next(iter(names)))
    meeting = next(one for one in meetings if str(one.id) == chosen)
    step = url_state.segmented("What to do", "step", STEPS, "prepare")
    if step == "follow-up":
        show_follow_up()
    elif step == "present" and meeting.details:
        show_items(meeting)
    else:
        show_preparation(meeting)


def name_of(meeting: Meeting) -> str:
    if meeting.details is None:
        return f"{meeting.name} (not prepared)"
    return f"{meeting.name} ({meeting.state})"


def show_new_meeting(meetings: Sequence[Meeting]) -> None:
    if not effective_user.can("prepare-meetings"):
        return
    with (
        st.expander("Add a meeting", expanded=not meetings),
        st.form(f"meeting-new-{len(meetings)}", border=False),
    ):
        day = st.date_input("Date of the meeting", value=None, format="DD/MM/YYYY")
        place = st.text_input("Place")
        if st.form_submit_button("Add it and prepare its agenda", type="primary"):
            run_command(lambda: create(day, place))


def create(day: date | None, place: str) -> None:
    if day is None:
        raise MeetingError("Choose the date of the meeting.")
    user = effective_user.user()
    commands.create_meeting(queries.store(), user, day, author(), place=place)


def show_follow_up() -> None:
    """The actions of every meeting that are still open, the overdue ones first."""
    plan, day = queries.plan(), today()
    found = [one for one in actions(queries.store()) if one.is_open]
    st.subheader(f"{pluralise(len(found), 'action')} open", anchor=False)
    for one in sorted(found, key=lambda one: (not one.is_overdue(day), one.entry.due or day)):
        agreed = f"agreed on {format_date(one.meeting.day)}"
        details = f"{describe_action(one, plan, day)} · {agreed}"
        st.markdown(f"**{escape_markdown(one.entry.text)}**  \n{escape_markdown(details)}")
