"""The Meeting page: choose a meeting, then prepare it, go through it, and follow up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from dscp_data.access import meeting_commands as commands
from dscp_data.meetings.meeting import Meeting, MeetingError, all_meetings
from dscp_data.model.clock import today
from dscp_data.model.text import format_date
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.access_recording import log_view
from dscp_ui.frame.banners import show_withheld_notice
from dscp_ui.frame.heading import draw_heading
from dscp_ui.runtime import url_state
from dscp_ui.sections.meeting.chairing import show_record
from dscp_ui.sections.meeting.following_up import show_follow_up
from dscp_ui.sections.meeting.item_address import (
    MEETING,
    STEP,
    Step,
    default_step,
    draw_boxes,
    go_to_step,
)
from dscp_ui.sections.meeting.preparing import show_preparation
from dscp_ui.sections.meeting.presenting import show_presentation
from dscp_ui.sections.meeting.recording import owners
from dscp_ui.widgets.run_command import author, run_command, show_failure

STEPS: dict[str, str] = {"prepare": "Prepare", "record": "Record", "follow-up": "Follow up"}
ADDED = "meeting-added"  # the meeting to open when the page is next drawn
VIEWS: Mapping[str, Callable[[Meeting], None]] = {
    "prepare": show_preparation,
    "record": show_record,
    "present": show_presentation,
}


def show_meetings() -> None:
    if show_withheld_notice("Meetings are", "see-meetings"):
        return
    log_view("Meeting", Selection(audience="exact"))
    if added := st.session_state.pop(ADDED, None):
        url_state.set_value(MEETING, added)
    draw_boxes()
    meetings = all_meetings(queries.store())
    meeting = chosen_meeting(meetings)
    if url_state.text(STEP) == "present" and meeting and meeting.details:
        show_failure()
        show_presentation(meeting)
        return
    draw_heading(describe_next(meetings))
    show_failure()
    show_new_meeting(meetings)
    if meeting is None:
        st.info("No meetings have been added yet. Add one to prepare its agenda.")
        return
    step = choose(meetings, meeting)
    if step == "follow-up":
        show_follow_up()
    elif meeting.details:
        VIEWS.get(step, show_preparation)(meeting)
    else:
        show_preparation(meeting)


def chosen_meeting(meetings: Sequence[Meeting]) -> Meeting | None:
    """The meeting that the address names, else the newest."""
    reference = url_state.text(MEETING)
    return next((one for one in meetings if str(one.id) == reference), next(iter(meetings), None))


def describe_next(meetings: Sequence[Meeting]) -> str:
    """As "The next meeting is on 2 December 2026"."""
    coming = [one for one in meetings if one.day >= today() and not one.is_closed]
    if coming:
        return f"The next meeting is on {format_date(min(one.day for one in coming))}"
    if meetings:
        return f"The last meeting was on {format_date(meetings[0].day)}"
    return "Meetings"


def choose(meetings: Sequence[Meeting], meeting: Meeting) -> Step:
    names = {str(one.id): name_of(one) for one in meetings}
    which, what, present = st.columns([3, 3, 1], vertical_alignment="bottom")
    with which:
        url_state.draw_select("Meeting", MEETING, names, str(meeting.id), {})
    with what:
        step = url_state.segmented("What to do", STEP, STEPS, default_step(meeting), box=False)
    present.button(
        "Present", type="primary", width="stretch", disabled=meeting.details is None,
        on_click=present_it, args=(meeting,),
    )  # fmt: skip
    return step  # type: ignore[return-value]


def present_it(meeting: Meeting) -> None:
    url_state.set_value(MEETING, str(meeting.id))
    go_to_step("present")


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
        names = owners()
        day = st.date_input("Date of the meeting", value=None, format="DD/MM/YYYY")
        place = st.text_input("Place")
        invited = st.multiselect(
            "Invited", list(names), default=last_invited(meetings),
            format_func=lambda one: names.get(one, one), placeholder="Roles and agencies",
        )  # fmt: skip
        if st.form_submit_button("Add it and prepare its agenda", type="primary"):
            run_command(lambda: create(day, place, invited))


def last_invited(meetings: Sequence[Meeting]) -> list[str]:
    """Who was invited last: mostly the same are invited again."""
    known = owners()
    found = next((one.details.invited for one in meetings if one.details), ())
    return [one for one in found if one in known]


def create(day: date | None, place: str, invited: Sequence[str]) -> None:
    if day is None:
        raise MeetingError("Choose the date of the meeting.")
    user = effective_user.user()
    made = commands.create_meeting(
        queries.store(), user, day, author(), place=place, invited=invited
    )
    st.session_state[ADDED] = str(made.id)
