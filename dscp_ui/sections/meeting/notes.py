"""What, so what, now what about an item: text that is stored as it is typed."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from dscp_data.meetings.meeting import Meeting
from dscp_data.model.meetings import AgendaItem, EntryKind, MeetingEntry
from dscp_ui.sections.meeting.recorded import may_record, recorded_about, store_entry
from dscp_ui.widgets.run_command import attempt

NOTES: dict[EntryKind, str] = {"what": "What", "so what": "So what", "now what": "Now what"}


def show_notes(meeting: Meeting, item: AgendaItem) -> None:
    """A box for each that looks like text until somebody writes in it."""
    notes = {one.kind: one for one in recorded_about(meeting, item)}
    with st.container(key="meeting-notes"):
        if not may_record(meeting):
            st.html(notes_html(notes))
            return
        for kind, label in NOTES.items():
            note_box(meeting, item, kind, label, notes.get(kind))


def note_box(
    meeting: Meeting, item: AgendaItem, kind: EntryKind, label: str, old: MeetingEntry | None
) -> None:
    """A newer version, by somebody else, takes the place of what the box shows."""
    key, step = f"meeting-{item.id}-{kind}", old.step if old else 0
    if key not in st.session_state or st.session_state.get(f"{key}-step") != step:
        st.session_state[key] = old.text if old else ""
        st.session_state[f"{key}-step"] = step
    st.text_area(
        label, key=key, height="content", placeholder="Nothing yet", on_change=save_note,
        args=(meeting, item, kind, old, key),
    )  # fmt: skip


def save_note(
    meeting: Meeting, item: AgendaItem, kind: EntryKind, old: MeetingEntry | None, key: str
) -> None:
    """What was typed stays in the box, stored or not; a later try is a change of what is newest."""
    text = st.session_state[key]
    if text == (old.text if old else ""):
        return
    new = MeetingEntry(kind, text, item.id or 0, meeting.id)
    attempt(lambda: store_entry(meeting, replace(old, text=text) if old else new))
    newest = {one.kind: one.step for one in recorded_about(meeting, item)}
    st.session_state[f"{key}-step"] = newest.get(kind, 0)


def notes_html(notes: dict[EntryKind, MeetingEntry]) -> str:
    parts = (
        f"<div><b>{label}</b>{escape(notes[kind].text)}</div>"
        for kind, label in NOTES.items()
        if kind in notes and notes[kind].text
    )
    return f'<div class="say">{"".join(parts)}</div>'
