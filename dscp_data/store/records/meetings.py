"""The record of meetings as rows: each change is the next version of one, never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dscp_data.model.meetings import AgendaItem, EntryStatus, MeetingDetails, MeetingEntry
from dscp_data.store.engine.queries import load_sql
from dscp_data.store.engine.store import Store
from dscp_data.store.records.versions import read_versions, save_versions

Row = MeetingDetails | AgendaItem | MeetingEntry
TABLES: dict[type[Row], str] = {
    MeetingDetails: "meeting",
    AgendaItem: "agenda_item",
    MeetingEntry: "meeting_entry",
}


def save_rows(
    store: Store, what: str, rows: Sequence[Row], *, by: str, reason: str, at: datetime
) -> list[int]:
    """Store the next version of some rows of one meeting; see `save_versions`."""
    versions = [(TABLES[type(row)], row) for row in rows]
    subject = f"meeting {meeting_of(rows[0])}"
    return save_versions(store, what, versions, subject=subject, by=by, reason=reason, at=at)


def meeting_of(row: Row) -> int:
    return row.id if isinstance(row, MeetingDetails) else row.meeting_id


def read_details(store: Store) -> dict[int, tuple[MeetingDetails, int]]:
    """The details of each meeting that has any, by id, and how many times it was closed or
    corrected."""
    with store.cursor() as cursor:
        cursor.execute(load_sql("meetings"))
        names = [column[0] for column in cursor.description or []]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    versions = [row.pop("versions") for row in found]
    rows = [
        MeetingDetails(
            **{**row, "invited": tuple(row["invited"]), "present": tuple(row["present"])}
        )
        for row in found
    ]
    return {row.id: (row, count) for row, count in zip(rows, versions, strict=True)}


def read_items(store: Store, meeting: int | None) -> tuple[AgendaItem, ...]:
    """The items of the agenda of a meeting, or of all (None), in order, those left out too."""
    return read_versions(store, AgendaItem, "agenda_items", meeting=meeting)


def read_notes(
    store: Store, meeting: int | None, as_of: datetime | None = None
) -> tuple[MeetingEntry, ...]:
    """What was recorded at a meeting, or at all of them (None), in the order it was first written,
    as it was at a time (UTC; None is now)."""
    return read_versions(store, MeetingEntry, "meeting_entries", meeting=meeting, as_of=as_of)


def statuses_at_closing(store: Store, meeting: int) -> dict[int, EntryStatus]:
    """By entry, the status that each action and comment had when its meeting was closed; none where
    the meeting is open."""
    with store.cursor() as cursor:
        return dict(
            cursor.execute(load_sql("entry_statuses_at_closing"), {"meeting": meeting}).fetchall()
        )


def entry_versions(store: Store, entry: int) -> tuple[MeetingEntry, ...]:
    """Every version of what was said, the oldest first."""
    return read_versions(store, MeetingEntry, "meeting_entry_versions", id=entry)
