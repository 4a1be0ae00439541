"""The chair's window: the item in hand with its notes, what was recorded, and who is present."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from dscp_data.access import meeting_commands as commands
from dscp_data.meetings.meeting import Meeting
from dscp_data.meetings.preparation import agenda
from dscp_data.model.meetings import AgendaItem
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.meeting.attendance import show_attendance
from dscp_ui.sections.meeting.entry_form import show_entries
from dscp_ui.sections.meeting.files import show_files
from dscp_ui.sections.meeting.item_address import chosen_place, item_address
from dscp_ui.sections.meeting.item_chart import (
    lead_of,
    marks_of,
    revised_since,
    series_then,
    show_revised,
    under_line,
)
from dscp_ui.sections.meeting.notes import show_notes
from dscp_ui.sections.meeting.presenting import move_buttons
from dscp_ui.sections.meeting.recorded import shown_entries
from dscp_ui.sections.meeting.recording import kinds_for, show_record_line
from dscp_ui.widgets.charts import draw_trend
from dscp_ui.widgets.run_command import REASON, author, run_command


def show_record(meeting: Meeting) -> None:
    items = agenda(queries.store(), meeting)
    show_attendance(meeting)
    if meeting.is_closed and effective_user.can("correct-meetings"):
        st.text_input("Reason for a correction (this meeting is closed)", key=REASON)
    if items:
        place = chosen_place(items)
        listed, main = st.columns([1, 3], gap="large")
        listed.html(agenda_html(meeting, items, place))
        with main:
            show_item(meeting, items, place)
    show_end(meeting)


def agenda_html(meeting: Meeting, items: Sequence[AgendaItem], place: int) -> str:
    """The whole agenda, each item a link, with how much was recorded about it."""
    lines = "".join(
        f'<li{" class=is-now" if at == place else ""}><a class="opens" '
        f'href="{escape(item_address(meeting, "record", one))}">{escape(one.title)}</a>'
        f"<small>{describe_recorded(meeting, one)}</small></li>"
        for at, one in enumerate(items)
    )
    return f'<ol class="agenda-list" aria-label="Agenda">{lines}</ol>'


def describe_recorded(meeting: Meeting, item: AgendaItem) -> str:
    count = len(shown_entries(meeting, item))
    return f"{count} recorded" if count else ""


def show_item(meeting: Meeting, items: Sequence[AgendaItem], place: int) -> None:
    item = items[place]
    trend = series_then(item)
    st.header(escape_markdown(lead_of(item, trend)), anchor=False)
    st.caption(f"Item {place + 1} of {len(items)}")
    st.html(f'<p class="under">{under_line(item, trend)}</p>')
    chart, notes = st.columns([3, 2], gap="medium")
    if trend is not None and not trend.is_empty:
        revised = revised_since(meeting, item, trend)
        with chart.container(height=300, border=False):
            draw_trend(trend, key=f"meeting-{item.id}", marks=marks_of(revised))
        with chart:
            show_revised(revised)
    with notes:
        show_notes(meeting, item)
    show_entries(meeting, item)
    show_record_line(meeting, item, kinds_for(meeting))
    with st.container(horizontal=True):
        move_buttons(items, place)


def show_end(meeting: Meeting) -> None:
    """Close the meeting; its slides and its minutes."""
    store, user = queries.store(), effective_user.user()
    if not meeting.is_closed and effective_user.can("close-meetings"):
        if st.button("Close the meeting", key="meeting-close"):
            run_command(lambda: commands.close(store, user, meeting, author()))
        st.caption("Its figures stay as they are now. A steward can still correct the record.")
    show_files(meeting)
