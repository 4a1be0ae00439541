"""Entries made on pages as rows: each change is the next version of one, never overwritten."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Generic, TypeVar

from dscp_data.model.entries import EvidenceEntry, MilestoneEntry, PlanEdit
from dscp_data.store.engine.queries import load_sql
from dscp_data.store.engine.store import Store
from dscp_data.store.event_log.events import record, rows_of
from dscp_data.store.records.versions import insert_version

Entry = EvidenceEntry | MilestoneEntry
TABLES: dict[type, str] = {
    EvidenceEntry: "evidence_entry",
    MilestoneEntry: "milestone_entry",
    PlanEdit: "plan_edit",
}
One = TypeVar("One", EvidenceEntry, MilestoneEntry, PlanEdit)


@dataclass(frozen=True)
class Version(Generic[One]):
    """A version of an entry: when (UTC), by whom and why it became so."""

    entry: One
    at: datetime
    by: str
    reason: str


def insert_entry(
    store: Store, what: str, entry: Entry, *, by: str, reason: str, at: datetime
) -> int:
    """Store the next version of an entry at a time (UTC), and give its id.

    Raises ChangedMeanwhile, with nothing stored, where a newer version is there.
    """
    table, step = TABLES[type(entry)], entry.step + 1
    written = {"step": step, "changed_at": at, "changed_by": by, "reason": reason}
    with store.transaction() as cursor:
        id = insert_version(cursor, table, {**asdict(entry), **written})
        rows = {table: rows_of(cursor, table, "id = ? AND step = ?", [id, step])}
        record(cursor, what, who=by, subjects=[f"{table.replace('_', ' ')} {id}"], rows=rows)
    return id


def save_plan_edit(store: Store, edit: PlanEdit, *, by: str, reason: str, at: datetime) -> None:
    """Store the next version of a correction of the plan. Raises ChangedMeanwhile."""
    step = edit.step + 1
    written = {"step": step, "changed_at": at, "changed_by": by, "reason": reason}
    where, key = "kind = ? AND subject = ? AND step = ?", [edit.kind, edit.subject, step]
    with store.transaction() as cursor:
        insert_version(cursor, "plan_edit", {**asdict(edit), **written}, key="step")
        rows = {"plan_edit": rows_of(cursor, "plan_edit", where, key)}
        record(cursor, "plan corrected", who=by, subjects=[edit.subject], rows=rows)


def entry_versions(
    store: Store, kind: type[One], id: int | str | None = None
) -> list[Version[One]]:
    """Every version of the entry with an id (of a correction of the plan: about a subject), or of
    all (None), the newest first."""
    with store.cursor() as cursor:
        cursor.execute(load_sql(f"{TABLES[kind]}_versions"), {"id": id})
        names = [column[0] for column in cursor.description or []]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [
        Version(entry_in(row, kind), row["changed_at"], row["changed_by"], row["reason"])
        for row in found
    ]


def entry_in(row: dict[str, Any], kind: type[One]) -> One:
    found = {one.name: row[one.name] for one in fields(kind)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in found.items()
    }
    return kind(**values)
