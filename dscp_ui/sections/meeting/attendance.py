"""Place, who is invited and who was present: roles and agencies, never names of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dscp_data.access import meeting_commands as commands
from dscp_data.meetings.actions import format_owner
from dscp_data.meetings.meeting import Meeting
from dscp_data.model.meetings import MeetingDetails
from dscp_data.model.text import join_list
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.meeting.recorded import may_record
from dscp_ui.sections.meeting.recording import owners
from dscp_ui.widgets.run_command import attempt, author


def show_details(meeting: Meeting) -> None:
    """Where a meeting is and who is invited; each is stored as soon as it is changed."""
    details = meeting.details
    if details is None:
        return
    if not effective_user.can("prepare-meetings") or meeting.is_closed:
        show_lines(details)
        return
    place, invited = st.columns([1, 3])
    key = set_box("place", details, details.place)
    place.text_input("Place", key=key, on_change=save_box, args=(meeting, "place"))
    with invited:
        choose_people("Invited", "invited", meeting, details.invited)


def show_attendance(meeting: Meeting) -> None:
    """Who was present: those invited are offered first."""
    details = meeting.details
    if details is None:
        return
    if may_record(meeting):
        choose_people("Present", "present", meeting, details.present, first=details.invited)
    else:
        show_lines(details)


def show_lines(details: MeetingDetails) -> None:
    by_role = {
        "Place": details.place,
        "Invited": format_people(details.invited),
        "Present": format_people(details.present),
    }
    lines = [f"**{name}** {escape_markdown(text)}" for name, text in by_role.items() if text]
    st.markdown("  \n".join(lines))


def format_people(people: Sequence[str]) -> str:
    plan = queries.plan()
    return join_list([format_owner(one, plan) for one in people]) if people else ""


def choose_people(
    label: str, field: str, meeting: Meeting, chosen: Sequence[str], first: Sequence[str] = ()
) -> None:
    names = owners()
    options = list(dict.fromkeys([*first, *names, *chosen]))
    st.multiselect(
        label, options, key=set_box(field, meeting.details, list(chosen)),
        format_func=lambda one: names.get(one, one), placeholder="Roles and agencies",
        on_change=save_box, args=(meeting, field),
    )  # fmt: skip


def set_box(field: str, details: MeetingDetails | None, value: object) -> str:
    """The key of a box; it shows what is stored, once there is a newer version than it shows."""
    assert details is not None
    key = f"meeting-{field}-{details.id}"
    if key not in st.session_state or st.session_state.get(f"{key}-step") != details.step:
        st.session_state[key] = value
        st.session_state[f"{key}-step"] = details.step
    return key


def save_box(meeting: Meeting, field: str) -> None:
    assert meeting.details is not None
    value = st.session_state[f"meeting-{field}-{meeting.id}"]
    changed: dict[str, Any] = {field: value if isinstance(value, str) else tuple(value)}
    details = replace(meeting.details, **changed)
    store, user = queries.store(), effective_user.user()
    attempt(lambda: commands.save_details(store, user, meeting, details, author()))
