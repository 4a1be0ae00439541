"""Settings as rows: added and ended with who and why, never overwritten."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import pandas as pd

from dscp_data.model.settings import NewSetting, Setting
from dscp_data.store.engine.inserts import insert_row, next_id
from dscp_data.store.engine.store import Store
from dscp_data.store.event_log.events import record, rows_of

INSERT_ENDING = (
    "INSERT INTO setting_ending (setting_id, step, last_day, ended_at, ended_by, reason)"
    " SELECT $id, coalesce(max(step), 0) + 1, $last_day, $at, $by, $reason"
    " FROM setting_ending WHERE setting_id = $id"
)
NEWEST_ENDING = (
    "setting_id = $1 AND step = (SELECT max(step) FROM setting_ending WHERE setting_id = $1)"
)


def insert_setting(store: Store, setting: NewSetting, *, by: str, reason: str, at: datetime) -> int:
    """Add a setting as set at a time (UTC) and give its id."""
    values = {**asdict(setting), "text": setting.text.strip()}
    del values["note_kind"]  # in a table of its own
    with store.transaction() as cursor:
        id = next_id(cursor, "setting")
        signed = {"set_at": at, "set_by": by, "reason": reason}
        insert_row(cursor, "setting", {"id": id, **values, **signed})
        rows = {"setting": rows_of(cursor, "setting", "id = ?", [id])}
        if setting.note_kind:
            cursor.execute("INSERT INTO note_kind VALUES (?, ?)", [id, setting.note_kind])
            rows["note_kind"] = rows_of(cursor, "note_kind", "setting_id = ?", [id])
        record(cursor, f"{setting.kind} set", who=by, subjects=[f"setting {id}"], rows=rows)
    return id


def insert_ending(
    store: Store, setting: Setting, *, last_day: date | None, by: str, reason: str, at: datetime
) -> None:
    """End a target after its last day; without one, remove a setting as if it were never set."""
    values = {"id": setting.id, "last_day": last_day, "at": at, "by": by, "reason": reason}
    with store.transaction() as cursor:
        cursor.execute(INSERT_ENDING, values)
        rows = {"setting_ending": rows_of(cursor, "setting_ending", NEWEST_ENDING, [setting.id])}
        what = f"{setting.kind} ended" if last_day else f"{setting.kind} removed"
        record(cursor, what, who=by, subjects=[f"setting {setting.id}"], rows=rows)


def read_settings(store: Store, as_of: datetime | None) -> tuple[Setting, ...]:
    """The settings that applied at a time (UTC; None is now), in the order they were set."""
    rows = store.query("settings", as_of=as_of)
    return tuple(setting_in(row) for row in rows.itertuples())


def setting_in(row: Any) -> Setting:
    return Setting(
        kind=row.kind,
        day=row.day.date(),
        indicator=value_or_none(row.indicator),
        agency=value_or_none(row.agency),
        locality=value_or_none(row.locality),
        value=value_or_none(row.value),
        text=row.text,
        note_kind=value_or_none(row.note_kind),
        id=int(row.id),
        last_day=None if pd.isna(row.last_day) else row.last_day.date(),
    )


def value_or_none(value: Any) -> Any:
    return None if pd.isna(value) else value
