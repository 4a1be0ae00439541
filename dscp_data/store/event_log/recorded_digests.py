"""Digests of rows that are too many, or too private, for the event log to hold themselves.

Unlike DuckDB's own hash, they are the same in every version of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dscp_data.store.engine.queries import load_sql
from dscp_data.store.event_log.events import Event, record

COMPUTED = "protected figures computed"
PUBLISHED = "published figures held"
REBUILT = "database rebuilt"  # the log is older than what is derived from it from then on
StoredDigest = list[int | str]  # as JSON gives it back: how many rows, and their digest


def protected_digests(
    cursor: duckdb.DuckDBPyConnection, indicators: Sequence[str] | None = None
) -> dict[str, StoredDigest]:
    """Of each indicator (ids; None: of all) the digest of its protected and published figures."""
    wanted = None if indicators is None else [*indicators]
    found = cursor.execute(load_sql("protected_digests"), {"indicators": wanted}).fetchall()
    return {indicator: [rows, digest] for indicator, rows, digest in found}


def record_computed(cursor: duckdb.DuckDBPyConnection, indicators: Sequence[str]) -> Event:
    """Record the digests of protected figures, in the transaction that writes them."""
    digests = protected_digests(cursor, indicators)
    return record(
        cursor, COMPUTED, who="dashboard", subjects=sorted(digests), detail={"digests": digests}
    )


def backfill_computed(cursor: duckdb.DuckDBPyConnection, log: Sequence[Event]) -> None:
    """Begin the digests of a database that is older than them with what it holds."""
    if any(event.what == COMPUTED for event in log):
        return
    stored = protected_digests(cursor)
    if stored:
        record_computed(cursor, [*stored])


def computed_events(log: Sequence[Event]) -> dict[str, Event]:
    """Of each indicator the event that last recorded its digest, since the last rebuild."""
    found: dict[str, Event] = {}
    for event in log:
        if event.what == REBUILT:
            found.clear()
        if event.what in (COMPUTED, REBUILT):
            found.update(dict.fromkeys(event.details.get("digests", {}), event))
    return found


def comparator_digest(cursor: duckdb.DuckDBPyConnection) -> StoredDigest:
    return [*cursor.execute(load_sql("comparator_digest")).fetchall()[0]]


def recorded_comparator_digest(log: Sequence[Event]) -> StoredDigest | None:
    """The digest of all published figures after the last were saved; None where it was not
    recorded, because that was before there were digests."""
    last = next((event for event in reversed(log) if event.what == PUBLISHED), None)
    return last.details.get("digest") if last else None
