"""The decisions, actions and comments about an item, each with its history and a form to change
it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from dscp_data.access import meeting_commands as commands
from dscp_data.meetings.meeting import Meeting
from dscp_data.model.meetings import AgendaItem, EntryStatus, MeetingEntry
from dscp_data.model.text import format_datetime
from dscp_data.store.records.meetings import entry_versions
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.meeting.recorded import (
    describe_entry,
    may_record,
    shown_entries,
    statuses_then,
    store_entry,
)
from dscp_ui.sections.meeting.recording import owners
from dscp_ui.widgets.run_command import REASON, author, run_command, show_failure

STATUSES: dict[EntryStatus, str] = {"open": "Open", "done": "Done", "dropped": "Dropped"}


def show_entries(meeting: Meeting, item: AgendaItem) -> None:
    then = statuses_then(meeting)
    for one in shown_entries(meeting, item):
        detail = describe_entry(one, queries.plan(), then.get(one.id or 0, ""))
        show_entry(meeting, one, detail)


def show_entry(meeting: Meeting, one: MeetingEntry, detail: str) -> None:
    """What was recorded, with `detail` below it, and buttons for those who may change it."""
    text, done, change = st.columns([8, 1.6, 1.2], vertical_alignment="center")
    words = escape_markdown(detail)
    text.markdown(f"**{one.kind.capitalize()}** {escape_markdown(one.text)}  \n:small[{words}]")
    can_finish = one.status == "open" and effective_user.can("record-meetings")
    if can_finish and done.button(
        "Mark as done",
        key=f"meeting-done-{one.id}",
        help=escape_markdown(one.text),
        type="tertiary",
    ):
        store, user = queries.store(), effective_user.user()
        run_command(partial(commands.follow_up, store, user, one, "done", author()))
    if may_record(meeting) and change.button(
        "Change", key=f"meeting-edit-{one.id}", help=escape_markdown(one.text), type="tertiary"
    ):
        st.dialog(f"Change the {one.kind}")(entry_form)(meeting, one)


def entry_form(meeting: Meeting, one: MeetingEntry) -> None:
    show_failure()
    names, statuses = owners(), list(STATUSES)
    with st.form(f"meeting-entry-{one.id}-{one.step}", border=False):
        text = st.text_area("Text", one.text)
        owner, due, status = one.owner, one.due, one.status
        if one.kind == "action":
            known = list(names)
            owner = st.selectbox(
                "Owner", known, index=known.index(owner) if owner in known else None,
                format_func=names.__getitem__,
            ) or ""  # fmt: skip
            due = st.date_input("Due", due, format="DD/MM/YYYY")
        if one.status:
            status = st.selectbox(
                "Status", statuses, index=statuses.index(one.status),
                format_func=STATUSES.__getitem__,
            )  # fmt: skip
        if meeting.is_closed:
            st.text_input("Reason for a correction (this meeting is closed)", key=REASON)
        if st.form_submit_button("Save", type="primary"):
            changed = replace(one, text=text, owner=owner, due=due, status=status)
            run_command(lambda: store_entry(meeting, changed))
    show_history(one)


def show_history(one: MeetingEntry) -> None:
    """Each version with who wrote it and when, the newest first."""
    for version in reversed(entry_versions(queries.store(), one.id or 0)):
        at = format_datetime(version.changed_at) if version.changed_at else ""
        why = f" · {version.reason}" if version.reason else ""
        st.caption(escape_markdown(f"{at} · {version.changed_by}{why}: {version.text}"))
