"""Checks the database against its event log. Raises Damaged."""

from __future__ import annotations

import duckdb

from dscp_data.catalogue import Catalogue
from dscp_data.model.text import pluralise
from dscp_data.store.engine.errors import Damaged
from dscp_data.store.event_log.events import events, record, rows_of
from dscp_data.store.event_log.journal import Journal
from dscp_data.store.event_log.return_events import BEGUN, record_accepted, record_state
from dscp_data.store.event_log.table_checks import STEPS, Expected, table_faults

BACKFILLED = ("mapping", "mapping_end", "setting", "setting_ending", "refusal", "comparator")


def backfill_log(cursor: duckdb.DuckDBPyConnection) -> None:
    """Begin the log of a database that is older than logs with what it holds."""
    rows = {table: rows_of(cursor, table, "TRUE", []) for table in BACKFILLED}
    if any(rows.values()):
        record(cursor, BEGUN, who="dashboard", rows=rows)
    for return_id, step, _ in cursor.execute(STEPS).fetchall():
        if step == 1:
            record_accepted(cursor, return_id)
        else:
            record_state(cursor, return_id, step)


def check_log(cursor: duckdb.DuckDBPyConnection, journal: Journal) -> None:
    """The log in the database goes on from the one in the file: else what the file has beyond it
    was accepted and is gone."""
    if journal.last is None:
        return
    newest = cursor.execute(
        "SELECT hash FROM event WHERE number = ?", [journal.last.number]
    ).fetchall()
    if newest == [(journal.last.hash,)]:
        return
    newest = cursor.execute("SELECT coalesce(max(number), 0) FROM event").fetchall()[0][0]
    missing = journal.last.number - newest
    if missing > 0:
        raise Damaged(f"Its event log has {pluralise(missing, 'event')} more than the database.")
    raise Damaged("The event log in the database does not match the file next to it.")


def check_integrity(cursor: duckdb.DuckDBPyConnection, plan: Catalogue) -> None:
    """Raises Damaged with the first fault that is found in any table."""
    for fault in table_faults(cursor, Expected(events(cursor), plan)):
        raise Damaged(fault)
