"""The record of refused files: their sha256, the rule and the time."""

from __future__ import annotations

from datetime import datetime

from dscp_data.model.returns import CheckedReturn
from dscp_data.store.engine.store import Store, load_sql
from dscp_data.store.event_log.events import record, rows_of

ON_RECORD = "SELECT 1 FROM refusal WHERE sha256 = ? AND rule = ?"


def record_refusal(store: Store, checked: CheckedReturn, at: datetime, *, by: str) -> bool:
    """Record a refused file, once for each rule; whether it was new. `at` is UTC.

    Its name, sender and text are not stored: any of them may name a child.
    """
    if not checked.refused:
        raise ValueError(f"{checked.sha256} was not refused")
    identity = [checked.sha256, checked.faults[0].code]
    with store.cursor() as cursor:
        if cursor.execute(ON_RECORD, identity).fetchall():
            return False
    with store.transaction() as cursor:
        named = dict(zip(("sha256", "rule"), identity, strict=True))
        cursor.execute(load_sql("insert_refusal"), {**named, "refused_at": at})
        rows = {"refusal": rows_of(cursor, "refusal", "sha256 = ? AND rule = ?", identity)}
        record(cursor, "file refused", who=by, subjects=identity[:1], rows=rows)
    return True
