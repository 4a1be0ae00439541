"""What was recorded about an item, and who may add to it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from dscp_data.access import meeting_commands as commands
from dscp_data.catalogue import Catalogue
from dscp_data.meetings.actions import format_owner, format_status
from dscp_data.meetings.meeting import Meeting
from dscp_data.meetings.record import entries
from dscp_data.model.clock import london_from_utc
from dscp_data.model.meetings import AgendaItem, EntryKind, EntryStatus, MeetingEntry
from dscp_data.model.text import format_date
from dscp_data.store.records.meetings import statuses_at_closing
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.widgets.run_command import author

SHOWN: tuple[EntryKind, ...] = ("decision", "action", "comment")


def recorded_about(meeting: Meeting, item: AgendaItem) -> list[MeetingEntry]:
    return [one for one in entries(queries.store(), meeting) if one.item_id == item.id]


def shown_entries(meeting: Meeting, item: AgendaItem) -> list[MeetingEntry]:
    """The decisions, actions and comments about an item."""
    return [one for one in recorded_about(meeting, item) if one.kind in SHOWN]


def statuses_then(meeting: Meeting) -> dict[int, EntryStatus]:
    """By entry, its status when a closed meeting was closed."""
    return statuses_at_closing(queries.store(), meeting.id) if meeting.is_closed else {}


def may_record(meeting: Meeting) -> bool:
    return effective_user.can("correct-meetings" if meeting.is_closed else "record-meetings")


def may_comment(meeting: Meeting) -> bool:
    return effective_user.can("correct-meetings" if meeting.is_closed else "comment-on-meetings")


def store_entry(meeting: Meeting, entry: MeetingEntry) -> None:
    commands.save_entry(queries.store(), effective_user.user(), meeting, entry, author())


def entries_html(meeting: Meeting, found: Iterable[MeetingEntry]) -> str:
    """A list of what was recorded, in which all that was typed is text."""
    plan, then = queries.plan(), statuses_then(meeting)
    lines = "".join(
        f"<li><b>{one.kind.capitalize()}</b><span>{escape(one.text)}</span>"
        f"<small>{escape(describe_entry(one, plan, then.get(one.id or 0, '')))}</small></li>"
        for one in found
    )
    return f'<ul class="recorded">{lines}</ul>' if lines else ""


def describe_entry(entry: MeetingEntry, plan: Catalogue, at_closing: EntryStatus = "") -> str:
    """As "Early Help · by 16 December 2026 · open at the meeting, done since", or when a decision
    was recorded."""
    parts = [format_owner(entry.owner, plan)] if entry.owner else []
    parts += [f"by {format_date(entry.due)}"] if entry.due else []
    parts += [format_status(entry, at_closing)] if entry.status else []
    if not parts and entry.changed_at:
        parts = [f"recorded {london_from_utc(entry.changed_at):%H:%M}"]
    return " · ".join(parts)
