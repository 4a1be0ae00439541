"""The line in which a decision, an action or a comment about an item is recorded."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dscp_data.access import meeting_commands as commands
from dscp_data.meetings.meeting import Meeting
from dscp_data.model.meetings import ROLES, AgendaItem, Draft, EntryKind, MeetingEntry
from dscp_data.store import StoreError
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.sections.meeting.recorded import may_comment, may_record, store_entry
from dscp_ui.widgets.run_command import attempt

KIND = "meeting-kind"
SHORTCUTS: dict[EntryKind, str | None] = {"decision": "D", "action": "A", "comment": None}
LABELS: dict[EntryKind, str] = {
    "decision": "What was decided",
    "action": "What will be done",
    "comment": "Your comment or question",
}


def owners() -> dict[str, str]:
    """Who may own an item or an action, by id: agencies by their short names, and roles."""
    agencies = {one.id: one.short_name for one in queries.plan().agencies}
    return agencies | {role: role for role in ROLES}


def kinds_for(meeting: Meeting) -> list[EntryKind]:
    kinds: list[EntryKind] = ["decision", "action"] if may_record(meeting) else []
    return [*kinds, "comment"] if may_comment(meeting) else kinds


def show_record_line(meeting: Meeting, item: AgendaItem, kinds: list[EntryKind]) -> None:
    """The same boxes for each kind, so that none moves; a decision has no owner and no day."""
    if not kinds:
        return
    kind = chosen_kind(kinds)
    with st.container(key="agreed"):
        choice, text, who, when, add = st.columns(
            [2.5, 2.4, 1.5, 1.7, 0.8], vertical_alignment="center", gap="small"
        )
        with choice.container(horizontal=True, gap=None):
            for one in kinds:
                kind_button(one, is_chosen=one == kind)
        text_box(text, item, kind)
        is_action = kind == "action"
        names = owners()
        who.selectbox(
            "Owner", list(names), index=None, format_func=names.__getitem__, placeholder="Owner",
            key=key_of("owner", item), disabled=not is_action, label_visibility="collapsed",
            on_change=keep_draft, args=(item,),
        )  # fmt: skip
        when.date_input(
            "Due", value=None, format="DD/MM/YYYY", key=key_of("due", item),
            disabled=not is_action, label_visibility="collapsed",
        )  # fmt: skip
        add.button(
            "Add", on_click=add_entry, args=(meeting, item, kind), width="stretch",
            key=f"meeting-add-{item.id}",
        )  # fmt: skip


def chosen_kind(kinds: list[EntryKind]) -> EntryKind:
    kind: EntryKind = st.session_state.get(KIND, kinds[0])
    return kind if kind in kinds else kinds[0]


def kind_button(kind: EntryKind, *, is_chosen: bool) -> None:
    st.button(
        kind.capitalize(), key=f"meeting-kind-{kind}", shortcut=SHORTCUTS[kind],
        type="primary" if is_chosen else "secondary", on_click=choose_kind, args=(kind,),
    )  # fmt: skip


def choose_kind(kind: EntryKind) -> None:
    st.session_state[KIND] = kind


def text_box(place: DeltaGenerator, item: AgendaItem, kind: EntryKind) -> None:
    key = key_of("text", item)
    if key not in st.session_state:
        unsaved = commands.draft_of(queries.store(), effective_user.user(), item.id or 0)
        st.session_state[key] = unsaved.text
        if unsaved.owner:
            st.session_state[key_of("owner", item)] = unsaved.owner
    place.text_input(
        f"{kind.capitalize()}: what was agreed", key=key, placeholder=LABELS[kind],
        label_visibility="collapsed", on_change=keep_draft, args=(item,),
    )  # fmt: skip


def key_of(what: str, item: AgendaItem) -> str:
    return f"meeting-{what}-{item.id}"


def keep_draft(item: AgendaItem) -> None:
    state = st.session_state
    text, owner = state.get(key_of("text", item)) or "", state.get(key_of("owner", item))
    save_draft(item, Draft(text, owner))


def save_draft(item: AgendaItem, new: Draft) -> None:
    """A draft that cannot be written is still in its box, and recording it says why."""
    with suppress(StoreError):
        commands.save_draft(queries.store(), effective_user.user(), item.id or 0, new)


def add_entry(meeting: Meeting, item: AgendaItem, kind: EntryKind) -> None:
    """Record what is in the boxes and empty them; where it cannot be recorded it stays in them."""

    def record() -> None:
        store_entry(meeting, entry_in_boxes(meeting, item, kind))
        empty(item)

    attempt(record)


def entry_in_boxes(meeting: Meeting, item: AgendaItem, kind: EntryKind) -> MeetingEntry:
    state = st.session_state
    owner: str | None = state.get(key_of("owner", item))
    due: date | None = state.get(key_of("due", item))
    return MeetingEntry(
        kind,
        state.get(key_of("text", item)) or "",
        item.id or 0,
        meeting.id,
        owner=owner or "" if kind == "action" else "",
        due=due if kind == "action" else None,
    )


def empty(item: AgendaItem) -> None:
    save_draft(item, Draft())
    st.session_state[key_of("text", item)] = ""
    for what in ("owner", "due"):
        st.session_state[key_of(what, item)] = None
