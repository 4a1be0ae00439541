"""Checks the database against its event log. Raises Damaged."""

from __future__ import annotations

from typing import Any

import duckdb

from dscp_data.model.text import pluralise
from dscp_data.store.engine.errors import Damaged
from dscp_data.store.event_log.digests import (
    EMPTY,
    Digest,
    return_digests,
    rows_digest,
    table_digests,
)
from dscp_data.store.event_log.events import canonical, events, record, rows_of, rows_recorded
from dscp_data.store.event_log.journal import Journal
from dscp_data.store.event_log.return_events import (
    BEGUN,
    digests_recorded,
    record_accepted,
    record_state,
    states_recorded,
)

ADOPTED = ("mapping", "mapping_end", "setting", "setting_ending", "refusal", "comparator")
RECORDED = {
    "user_role": "Who has which role",
    "protected_mark": "Which protected figures stay hidden",
}
STEPS = "SELECT return_id, step, state FROM return_state ORDER BY changed_at, return_id, step"


def backfill_log(cursor: duckdb.DuckDBPyConnection) -> None:
    """Begin the log of a database that is older than logs with what it holds."""
    rows = {table: rows_of(cursor, table, "TRUE", []) for table in ADOPTED}
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
    held = cursor.execute(
        "SELECT hash FROM event WHERE number = ?", [journal.last.number]
    ).fetchall()
    if held == [(journal.last.hash,)]:
        return
    newest = cursor.execute("SELECT coalesce(max(number), 0) FROM event").fetchall()[0][0]
    missing = journal.last.number - newest
    if missing > 0:
        raise Damaged(f"Its event log has {pluralise(missing, 'event')} more than the database.")
    raise Damaged("The event log in the database does not match the file next to it.")


def check_integrity(cursor: duckdb.DuckDBPyConnection) -> None:
    """Every table can be read; every return holds the lines that were accepted, stands as was last
    said, and gives the figures that are current."""
    table_digests(cursor)
    log = events(cursor)
    check_returns(cursor, digests_recorded(log))
    if states_recorded(log) != set(cursor.execute(STEPS).fetchall()):
        raise Damaged("The status of the returns does not match the event log.")
    for table, what in RECORDED.items():
        check_rows(cursor, table, what, rows_recorded(log, table))
    worked_out = rows_digest(cursor, "SELECT * FROM derive_current_observation(NULL)")
    if rows_digest(cursor, "SELECT * FROM current_observation") != worked_out:
        raise Damaged("The current figures do not match the active returns.")


def check_rows(
    cursor: duckdb.DuckDBPyConnection, table: str, what: str, recorded: list[dict[str, Any]]
) -> None:
    held = rows_of(cursor, table, "TRUE", [])
    if sorted(map(canonical, held)) != sorted(map(canonical, recorded)):
        raise Damaged(f"{what} does not match the event log.")


def check_returns(cursor: duckdb.DuckDBPyConnection, accepted: dict[int, Digest]) -> None:
    held = return_digests(cursor)
    known = {id for (id,) in cursor.execute("SELECT id FROM return").fetchall()}
    for id in sorted(known | set(held) | set(accepted)):
        if id not in known or id not in accepted:
            raise Damaged(f"Return {id} is missing from either the database or its event log.")
        lines, digest = held.get(id, EMPTY)
        if (lines, digest) != accepted[id]:
            raise Damaged(
                f"Return {id} does not match what was accepted: {pluralise(lines, 'line')} "
                f"instead of {accepted[id][0]}, or others."
            )
