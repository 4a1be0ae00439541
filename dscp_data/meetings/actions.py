"""Actions across meetings: open, overdue, done, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dscp_data.catalogue import Catalogue
from dscp_data.meetings.meeting import Meeting, all_meetings
from dscp_data.model.meetings import AgendaItem, EntryStatus, MeetingEntry
from dscp_data.model.text import format_date
from dscp_data.store import Store
from dscp_data.store.records.meetings import read_items, read_notes


@dataclass(frozen=True)
class Action:
    """An action (or a comment, which is followed up like one), with the meeting and the item that
    it is from."""

    entry: MeetingEntry
    meeting: Meeting
    item: AgendaItem

    @property
    def is_open(self) -> bool:
        return self.entry.status == "open"

    def is_overdue(self, day: date) -> bool:
        due = self.entry.due
        return self.is_open and due is not None and due < day


def actions(store: Store, as_of: datetime | None = None) -> list[Action]:
    """The actions of every meeting at a time (UTC; None is now), the newest meeting first."""
    return follow_ups(store, "action", as_of)


def unanswered_comments(store: Store) -> list[Action]:
    return [one for one in follow_ups(store, "comment") if one.is_open]


def follow_ups(store: Store, kind: str, as_of: datetime | None = None) -> list[Action]:
    items = {one.id: one for one in read_items(store, None)}
    meetings = {one.id: one for one in all_meetings(store)}
    found = [
        Action(one, meetings[one.meeting_id], items[one.item_id])
        for one in read_notes(store, None, as_of)
        if one.kind == kind and one.meeting_id in meetings
    ]
    return sorted(found, key=lambda one: one.meeting.day, reverse=True)


def by_owner(found: Iterable[Action]) -> dict[str, list[Action]]:
    """The actions of each owner, the owners by name."""
    owners: dict[str, list[Action]] = {}
    for one in sorted(found, key=lambda one: one.entry.owner.casefold()):
        owners.setdefault(one.entry.owner, []).append(one)
    return owners


def describe_action(action: Action, plan: Catalogue, day: date) -> str:
    """As "Children’s Social Care · due 16 December 2026 · overdue"."""
    entry = action.entry
    parts = [format_owner(entry.owner, plan)]
    parts += [f"due {format_date(entry.due)}"] if entry.due else []
    parts.append("overdue" if action.is_overdue(day) else entry.status)
    return " · ".join(part for part in parts if part)


def format_status(entry: MeetingEntry, at_closing: EntryStatus = "") -> str:
    """As "open", or where it has changed since its meeting was closed "open at the meeting, done
    since"."""
    if at_closing in ("", entry.status):
        return entry.status
    return f"{at_closing} at the meeting, {entry.status} since"


def format_owner(owner: str, plan: Catalogue) -> str:
    """The short name of an agency, given by its id; a role as it is."""
    return next((one.short_name for one in plan.agencies if one.id == owner), owner)
