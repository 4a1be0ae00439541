"""The form of one item of an agenda: its title if it is free, its group, owner and minutes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dscp_data.access import meeting_commands as commands
from dscp_data.meetings.meeting import Meeting
from dscp_data.model.meetings import AgendaItem
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.sections.meeting.recording import owners
from dscp_ui.widgets.run_command import author, run_command

LONGEST = 240  # minutes


def show_item_form(meeting: Meeting, item: AgendaItem, close: Callable[[], None]) -> None:
    names = owners()
    known = list(names)
    with st.form(f"meeting-form-{item.id}-{item.step}"):
        title = st.text_input("Title", item.title, disabled=item.kind != "free")
        group, who, minutes = st.columns([3, 3, 1])
        heading = group.text_input("Group", item.heading)
        owner = who.selectbox(
            "Owner", known, index=known.index(item.owner) if item.owner in known else None,
            format_func=names.__getitem__,
        )  # fmt: skip
        time = minutes.number_input(
            "Minutes", min_value=0, max_value=LONGEST, value=item.minutes or 0, step=5
        )
        if st.form_submit_button("Save", type="primary"):
            changed = replace(
                item, title=title.strip() or item.title, heading=heading.strip(),
                owner=owner or "", minutes=int(time) or None,
            )  # fmt: skip
            run_command(lambda: save(meeting, changed, close))
    st.button("Cancel", on_click=close, key=f"meeting-cancel-{item.id}")


def save(meeting: Meeting, item: AgendaItem, close: Callable[[], None]) -> None:
    commands.change_item(queries.store(), effective_user.user(), meeting, item, author())
    close()
