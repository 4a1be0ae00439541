"""The permanent record of protected cells that were ever hidden or revised.

What was hidden once stays hidden: shown later, it would reveal what is hidden then to someone who
kept both. So the record is append-only and in the event log, and outlives the figures, a restore
and a rebuild. It has the cells, and no counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb

from dscp_data.store.engine.queries import load_sql
from dscp_data.store.event_log.events import (
    Event,
    canonical,
    insert_rows,
    record,
    rows_of,
    rows_recorded,
)

MARKED = "figures protected"
TABLE = "protected_mark"


def record_suppressions(
    cursor: duckdb.DuckDBPyConnection, indicators: Sequence[str] | None = None
) -> Event | None:
    """Store the marks of the protected figures of some indicators (ids; None: of all), with an
    event for those that are new, in the transaction that writes the figures; None if none is."""
    of = None if indicators is None else [*indicators]
    new = cursor.execute(load_sql("new_suppressions"), {"indicators": of}).to_arrow_table()
    if not new.num_rows:
        return None
    cursor.register("incoming", new)
    rows = rows_of(cursor, "incoming", "TRUE", [])
    cursor.execute(f"INSERT INTO {TABLE} BY NAME FROM incoming")
    cursor.unregister("incoming")
    subjects = sorted({row["indicator"] for row in rows})
    return record(cursor, MARKED, who="dashboard", subjects=subjects, rows={TABLE: rows})


def backfill_suppressions(cursor: duckdb.DuckDBPyConnection, log: Sequence[Event]) -> None:
    """Record what the figures of a database hide that is older than this record."""
    if not any(event.what == MARKED for event in log):
        record_suppressions(cursor)


def count_suppressions(cursor: duckdb.DuckDBPyConnection, indicators: Sequence[str]) -> int:
    """How many marks the cells of some indicators have."""
    found = cursor.execute(load_sql("suppression_history"), {"indicators": [*indicators]})
    return len(found.fetchall())


def import_suppressions(
    cursor: duckdb.DuckDBPyConnection, logs: Iterable[Sequence[Event]]
) -> dict[str, list[dict[str, Any]]]:
    """Insert the marks in other logs that this database, made from an older state, does not have:
    readers have seen those cells hidden. Figures that may still show them are marked as out of
    date. Gives the rows, by table, for an event."""
    known = {canonical(row) for row in rows_of(cursor, TABLE, "TRUE", [])}
    recorded = {canonical(row): row for log in logs for row in rows_recorded(log, TABLE)}
    new = [row for text, row in recorded.items() if text not in known]
    if not new:
        return {}
    insert_rows(cursor, {TABLE: new})
    cursor.execute(
        load_sql("invalidate_protected"), {"indicators": [row["indicator"] for row in new]}
    )
    return {TABLE: new}
