"""The agenda of a meeting: its order, what is left out, and what is added."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from dscp_data.access import meeting_commands as commands
from dscp_data.meetings.meeting import Meeting
from dscp_data.meetings.preparation import agenda
from dscp_data.model.clock import utc_now
from dscp_data.model.meetings import AgendaItem
from dscp_data.model.text import format_datetime, pluralise
from dscp_data.store.records.meetings import read_items
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.meeting.saving import author, run_command


def show_preparation(meeting: Meeting) -> None:
    store, user = queries.store(), effective_user.user()
    can_prepare = effective_user.can("prepare-meetings") and not meeting.is_closed
    if meeting.details is None:
        st.write("The agenda of this meeting has not been prepared.")
        if can_prepare and st.button("Prepare the agenda", type="primary"):
            run_command(lambda: commands.prepare(store, user, meeting, author()))
        return
    items = agenda(store, meeting)
    at = format_datetime(meeting.as_of)
    st.caption(f"{pluralise(len(items), 'item')} · figures as at {at} · {meeting.state}")
    for place, item in enumerate(items, 1):
        show_line(meeting, item, place, can_prepare)
    if can_prepare:
        show_left_out(meeting)
        show_new_item(meeting)
        if st.button("Update the agenda to the figures of now"):
            run_command(lambda: commands.update_agenda(store, user, meeting, author(), utc_now()))


def show_line(meeting: Meeting, item: AgendaItem, place: int, can_prepare: bool) -> None:
    store, user = queries.store(), effective_user.user()
    title, up, leave = st.columns([8, 1, 2], vertical_alignment="center")
    detail = f"  \n:small[{escape_markdown(item.detail)}]" if item.detail else ""
    title.markdown(f"{place}. **{escape_markdown(item.title)}**{detail}")
    if not can_prepare or item.id is None:
        return
    id = item.id
    if place > 1 and up.button("Up", key=f"meeting-up-{id}", help=f"Move item {place} up"):
        above = agenda(store, meeting)[place - 2].position
        run_command(lambda: commands.move_item(store, user, meeting, id, above, author()))
    if leave.button("Leave out", key=f"meeting-out-{id}", help=f"Leave out item {place}"):
        left_out = replace(item, left_out=True)
        run_command(lambda: commands.change_item(store, user, meeting, left_out, author()))


def show_left_out(meeting: Meeting) -> None:
    store, user = queries.store(), effective_user.user()
    left_out = [one for one in read_items(store, meeting.id) if one.left_out]
    if not left_out:
        return
    with st.expander(f"Left out: {pluralise(len(left_out), 'item')}"):
        for item in left_out:
            title, back = st.columns([8, 2], vertical_alignment="center")
            title.markdown(escape_markdown(item.title))
            if back.button("Put back", key=f"meeting-back-{item.id}", help=item.title):
                again = replace(item, left_out=False)
                run_command(partial(commands.change_item, store, user, meeting, again, author()))


def show_new_item(meeting: Meeting) -> None:
    store, user = queries.store(), effective_user.user()
    with st.form(f"meeting-item-{len(read_items(store, meeting.id))}"):
        title = st.text_input("Add an item")
        if st.form_submit_button("Add"):
            item = AgendaItem("free", title, meeting.as_of)
            run_command(lambda: commands.add_item(store, user, meeting, item, author()))
