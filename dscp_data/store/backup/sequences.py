"""The sequences that number new rows, in either place."""

from __future__ import annotations

import duckdb

from dscp_data.store.engine.in_postgres import query_postgres
from dscp_data.store.engine.store import Store

IN_FILE = (
    "SELECT sequence_name, coalesce(last_value, 0) FROM duckdb_sequences()"
    " WHERE database_name = current_database()"
)
IN_POSTGRES = (
    "SELECT sequencename::TEXT AS name, coalesce(last_value, 0) AS last FROM pg_sequences"
    " WHERE schemaname = 'public'"
)


def last_numbers(cursor: duckdb.DuckDBPyConnection, store: Store) -> dict[str, int]:
    """The last number that each sequence gave, by its name; 0 where it gave none."""
    if store.place.is_shared:
        return dict(query_postgres(cursor, IN_POSTGRES))
    return dict(cursor.execute(IN_FILE).fetchall())


def advance_sequence(
    cursor: duckdb.DuckDBPyConnection, store: Store, sequence: str, last: int
) -> None:
    """Let a sequence go on after a number, where it has not come so far."""
    missing = last - last_numbers(cursor, store)[sequence]
    if missing <= 0:
        return
    if store.place.is_shared:
        query_postgres(cursor, f"SELECT setval('{sequence}', {last}) AS last")
    else:
        cursor.execute("SELECT max(nextval(?)) FROM range(?)", [sequence, missing])
