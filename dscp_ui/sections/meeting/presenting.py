"""One item of a meeting a screen, with what is decided about it; closing, and the minutes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from dscp_data.access import User, require
from dscp_data.access import meeting_commands as commands
from dscp_data.exports.document import document_of
from dscp_data.exports.meeting_pack import meeting_pack
from dscp_data.exports.minutes import minutes_of
from dscp_data.exports.pack import write_pack
from dscp_data.meetings.actions import format_owner
from dscp_data.meetings.meeting import Meeting
from dscp_data.meetings.preparation import agenda
from dscp_data.meetings.record import entries
from dscp_data.meetings.revised import revised_figures
from dscp_data.model.meetings import AgendaItem, EntryKind, MeetingEntry
from dscp_data.model.text import format_date, format_datetime
from dscp_data.store.event_log.access_log import DownloadEvent, File
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.meeting.saving import (
    REASON,
    attempt,
    author,
    run_command,
)
from dscp_ui.widgets.charts import draw_trend
from dscp_ui.widgets.download_buttons import offer

PLACE = "meeting-place"
CHART_HEIGHT = 360
NOTES: dict[EntryKind, str] = {"what": "What", "so what": "So what", "now what": "Now what"}
OTHER_OWNERS = ("Chair", "Business manager")


def show_items(meeting: Meeting) -> None:
    items = agenda(queries.store(), meeting)
    if meeting.is_closed and effective_user.can("correct-meetings"):
        st.text_input("Reason for a correction (this meeting is closed)", key=REASON)
    place = min(st.session_state.get(PLACE, 1), len(items))
    if items:
        item = items[place - 1]
        st.header(escape_markdown(item.title), anchor=False)
        st.caption(f"Item {place} of {len(items)} · figures as at {format_datetime(item.as_of)}")
        chart, notes = st.columns([3, 2], gap="medium")
        with chart:
            show_chart(meeting, item)
        with notes:
            show_notes(meeting, item)
        show_entries(meeting, item)
        show_form(meeting, item)
        show_steps(place, len(items))
    show_end(meeting)


def show_steps(place: int, count: int) -> None:
    with st.container(horizontal=True):
        st.button(
            "Back", key="meeting-back", on_click=go_to, args=(place - 1,),
            disabled=place <= 1, shortcut="Left",
        )  # fmt: skip
        st.button(
            "Next", key="meeting-next", on_click=go_to, args=(place + 1,),
            disabled=place >= count, type="primary", shortcut="Right",
        )  # fmt: skip


def go_to(place: int) -> None:
    st.session_state[PLACE] = place


def show_chart(meeting: Meeting, item: AgendaItem) -> None:
    """The series of an item as at the meeting's time, and what was revised since."""
    if item.detail and item.detail != item.title:
        st.markdown(escape_markdown(item.detail))
    then = queries.series_of_item(item, item.as_of)
    if then is None or then.is_empty:
        return
    with st.container(height=CHART_HEIGHT, border=False):
        draw_trend(then, key=f"meeting-{item.id}")
    now = queries.series_of_item(item, None)
    revised = revised_figures(then, now) if now else []
    if revised and meeting.is_closed:
        texts = "; ".join(one.text for one in revised[:3])
        st.warning(f"Revised since the meeting. {escape_markdown(texts)}")


def show_notes(meeting: Meeting, item: AgendaItem) -> None:
    """What, so what, now what: each is stored as soon as somebody leaves its box."""
    said = {one.kind: one for one in of_item(meeting, item)}
    for kind, label in NOTES.items():
        old = said.get(kind)
        text = old.text if old else ""
        if not may_record(meeting):
            if text:
                st.markdown(f"**{label}**  \n{escape_markdown(text)}")
            continue
        key = f"meeting-{item.id}-{kind}-{old.step if old else 0}"
        st.text_area(
            label, text, key=key, height="content", on_change=save_note,
            args=(meeting, item, kind, old, key),
        )  # fmt: skip


def save_note(
    meeting: Meeting, item: AgendaItem, kind: EntryKind, old: MeetingEntry | None, key: str
) -> None:
    text = st.session_state[key]
    new = MeetingEntry(kind, text, item.id or 0, meeting.id)
    attempt(lambda: store_entry(meeting, replace(old, text=text) if old else new))


def store_entry(meeting: Meeting, entry: MeetingEntry) -> None:
    commands.save_entry(queries.store(), effective_user.user(), meeting, entry, author())


def may_record(meeting: Meeting) -> bool:
    return effective_user.can("correct-meetings" if meeting.is_closed else "record-meetings")


def of_item(meeting: Meeting, item: AgendaItem) -> list[MeetingEntry]:
    return [one for one in entries(queries.store(), meeting) if one.item_id == item.id]


def show_entries(meeting: Meeting, item: AgendaItem) -> None:
    """The decisions, actions and comments about an item, and a button for what is done."""
    for one in of_item(meeting, item):
        if one.kind in NOTES:
            continue
        parts = [format_owner(one.owner, queries.plan())] if one.owner else []
        parts += [f"by {format_date(one.due)}"] if one.due else []
        parts += [one.status] if one.status else []
        said, done = st.columns([8, 2], vertical_alignment="center")
        detail = escape_markdown(" · ".join(parts))
        said.markdown(f"**{one.kind.capitalize()}** {escape_markdown(one.text)}  \n{detail}")
        can_finish = one.status == "open" and may_record(meeting)
        if can_finish and done.button("Mark as done", key=f"meeting-done-{one.id}", help=one.text):
            run_command(partial(store_entry, meeting, replace(one, status="done")))


def show_form(meeting: Meeting, item: AgendaItem) -> None:
    """Record a decision, an action or a comment, whichever the reader may."""
    kinds: list[EntryKind] = ["decision", "action"] if may_record(meeting) else []
    if effective_user.can("correct-meetings" if meeting.is_closed else "comment-on-meetings"):
        kinds.append("comment")
    if not kinds:
        return
    owners = {one.id: one.short_name for one in queries.plan().agencies}
    owners |= {role: role for role in OTHER_OWNERS}
    with st.form(f"meeting-record-{item.id}-{len(of_item(meeting, item))}"):
        kind = st.selectbox("Record a", kinds, format_func=str.capitalize)
        text = st.text_input("What was agreed or said")
        owner = st.selectbox(
            "Owner (for an action)", list(owners), index=None, format_func=owners.__getitem__
        )
        due = st.date_input("Due (for an action)", value=None, format="DD/MM/YYYY")
        if st.form_submit_button("Add", type="primary"):
            is_action = kind == "action"
            entry = MeetingEntry(
                kind, text, item.id or 0, meeting.id,
                owner=owner or "" if is_action else "", due=due if is_action else None,
            )  # fmt: skip
            run_command(lambda: store_entry(meeting, entry))


def show_end(meeting: Meeting) -> None:
    """Close the meeting; its slides and its minutes."""
    store, user = queries.store(), effective_user.user()
    with st.container(horizontal=True):
        can_close = not meeting.is_closed and effective_user.can("close-meetings")
        if can_close and st.button("Close the meeting", key="meeting-close"):
            run_command(lambda: commands.close(store, user, meeting, author()))
        if effective_user.can("see-meetings"):
            day, asks = meeting.day.isoformat(), signed_in_user.user()
            offer(
                "Download the slides",
                partial(slides_file, asks, meeting),
                DownloadEvent(f"Meeting {day}.pptx", f"the slides of {meeting.name}", "exact"),
                key="meeting-slides",
            )
            offer(
                "Download the minutes",
                partial(minutes_file, asks, meeting),
                DownloadEvent(f"Minutes {day}.docx", f"the minutes of {meeting.name}", "exact"),
                key="meeting-minutes",
            )


def slides_file(acting: User, meeting: Meeting) -> File:
    """The pack of the meeting as slides, for somebody who may see it at this moment."""
    user = signed_in_user.reload_user(acting)
    for action in ("see-meetings", "export-exact"):
        require(queries.store(), user, action)
    made = meeting_pack(queries.store(), meeting, "exact", acting.signature)
    return File(write_pack(made, ".pptx"), len(made.pages))


def minutes_file(acting: User, meeting: Meeting) -> File:
    """The minutes, for somebody who may see them at this moment."""
    require(queries.store(), signed_in_user.reload_user(acting), "see-meetings")
    made = minutes_of(queries.store(), meeting, acting.signature)
    return File(document_of(made), len(made.items))
