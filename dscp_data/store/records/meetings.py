"""The record of meetings as rows: each change is the next version of one, never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from dscp_data.model.meetings import AgendaItem, MeetingDetails, MeetingEntry
from dscp_data.store.engine.queries import load_sql
from dscp_data.store.engine.store import Store
from dscp_data.store.event_log.events import record, rows_of
from dscp_data.store.records.versions import insert_version

Row = MeetingDetails | AgendaItem | MeetingEntry
TABLES: dict[type[Row], str] = {
    MeetingDetails: "meeting",
    AgendaItem: "agenda_item",
    MeetingEntry: "meeting_entry",
}
One = TypeVar("One", MeetingDetails, AgendaItem, MeetingEntry)


def save_rows(
    store: Store, what: str, rows: Sequence[Row], *, by: str, reason: str, at: datetime
) -> list[int]:
    """Store the next version of some rows of one meeting, in one transaction and one event, and
    give their ids. A row without an id is a new one.

    `at` is UTC. Raises ChangedMeanwhile, with nothing stored, where a newer version is there. No
    figure depends on these rows, so the data version stays.
    """
    ids, written = list[int](), dict[str, list[dict[str, Any]]]()
    with store.transaction(new_version=False) as cursor:
        for row in rows:
            table = TABLES[type(row)]
            columns = {**asdict(row), "step": row.step + 1, "changed_at": at, "changed_by": by,
                       "reason": reason}  # fmt: skip
            ids.append(insert_version(cursor, table, columns))
            key = [ids[-1], row.step + 1]
            written.setdefault(table, []).extend(rows_of(cursor, table, "id = ? AND step = ?", key))
        record(cursor, what, who=by, subjects=[f"meeting {meeting_of(rows[0])}"], rows=written)
    return ids


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
    return read(store, AgendaItem, "agenda_items", meeting)


def read_notes(store: Store, meeting: int | None) -> tuple[MeetingEntry, ...]:
    """What was said at a meeting, or at all of them (None), in the order it was first written."""
    return read(store, MeetingEntry, "meeting_entries", meeting)


def read(store: Store, kind: type[One], query: str, meeting: int | None) -> tuple[One, ...]:
    with store.cursor() as cursor:
        cursor.execute(load_sql(query), {"meeting": meeting})
        names = [column[0] for column in cursor.description or []]
        return tuple(kind(**dict(zip(names, row, strict=True))) for row in cursor.fetchall())
