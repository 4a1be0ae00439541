"""The permanent record of protected cells that were ever hidden or revised.

What was hidden once stays hidden, because shown later it would give away, to somebody who kept
both, what is hidden then. So it is kept append-only and in the log of events, and outlives the
figures, a restore and a rebuild. It says which cells, and no count.
"""

from __future__ import annotations

import json
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
    """Keep the marks of the protected figures of some indicators (ids; None: of all), and record
    those that are new, in the transaction that writes the figures; None where none is new."""
    of = None if indicators is None else [*indicators]
    new = cursor.execute(load_sql("record_suppressions"), {"indicators": of}).fetchall()
    rows = [json.loads(row) for (row,) in new]
    if not rows:
        return None
    subjects = sorted({row["indicator"] for row in rows})
    return record(cursor, MARKED, who="dashboard", subjects=subjects, rows={TABLE: rows})


def backfill_suppressions(cursor: duckdb.DuckDBPyConnection) -> None:
    """Begin the marks of a database that is older than marks with what its figures hide."""
    begun = cursor.execute("SELECT 1 FROM event WHERE what = ? LIMIT 1", [MARKED]).fetchall()
    if not begun:
        record_suppressions(cursor)


def count_suppressions(cursor: duckdb.DuckDBPyConnection, indicators: Sequence[str]) -> int:
    """How many marks the cells of some indicators have."""
    found = cursor.execute(load_sql("suppression_history"), {"indicators": [*indicators]})
    return len(found.fetchall())


def import_suppressions(
    cursor: duckdb.DuckDBPyConnection, logs: Iterable[Sequence[Event]]
) -> dict[str, list[dict[str, Any]]]:
    """Keep the marks that other logs tell of and this database, made of an older state, does not
    have: what was hidden since was seen to be hidden. Figures that may still show it are to be
    worked out again. Gives the rows, by table, for the event that says so."""
    held = {canonical(row) for row in rows_of(cursor, TABLE, "TRUE", [])}
    told = {canonical(row): row for log in logs for row in rows_recorded(log, TABLE)}
    new = [row for said, row in told.items() if said not in held]
    if not new:
        return {}
    insert_rows(cursor, {TABLE: new})
    cursor.execute(
        load_sql("invalidate_protected"), {"indicators": [row["indicator"] for row in new]}
    )
    return {TABLE: new}
