"""Digests of stored rows that do not depend on their order."""

from __future__ import annotations

import duckdb

from dscp_data.store.engine.connection import DATABASE
from dscp_data.store.engine.queries import load_sql

Digest = tuple[int, str]
EMPTY: Digest = (0, "")
NO_ROWS: Digest = (0, "0")  # of a table, as `rows_digest` gives it

# Worked out from the rest or counted anew, so that a database made again may hold others.
DERIVED = (
    "current_observation",
    "data_version",
    "indicator_rule",
    "protected_figure",
    "protected_indicator",
    "revised_key",
    "schema_version",
)


def return_digest(cursor: duckdb.DuckDBPyConnection, return_id: int) -> Digest:
    """How many lines were read from a return, and the digest of them."""
    return return_digests(cursor, return_id).get(return_id, EMPTY)


def return_digests(
    cursor: duckdb.DuckDBPyConnection, return_id: int | None = None
) -> dict[int, Digest]:
    found = cursor.execute(load_sql("return_digests"), {"return_id": return_id}).fetchall()
    return {id: (lines, digest) for id, lines, digest in found}


def table_digests(cursor: duckdb.DuckDBPyConnection, database: str = DATABASE) -> dict[str, Digest]:
    """Of every table how many rows it has, and a digest of them."""
    return {
        table: rows_digest(cursor, f'SELECT * FROM {database}."{table}"') if rows else NO_ROWS
        for table, rows in row_counts(cursor, database).items()
    }


def row_counts(cursor: duckdb.DuckDBPyConnection, database: str = DATABASE) -> dict[str, int]:
    """How many rows each table has, by one statement: a statement for each takes as long to plan
    as a small table takes to read."""
    counts = " UNION ALL ".join(
        f"SELECT '{table}', count(*) FROM {database}.\"{table}\""
        for table in tables(cursor, database)
    )
    return dict(cursor.execute(counts).fetchall())


def content_digests(cursor: duckdb.DuckDBPyConnection) -> dict[str, Digest]:
    """The digests of all tables that hold what was put in: equal for equal contents."""
    digests = table_digests(cursor)
    return {table: digest for table, digest in digests.items() if table not in DERIVED}


def rows_digest(cursor: duckdb.DuckDBPyConnection, rows: str) -> Digest:
    """How many rows a query gives, and a digest of them to be compared within this process: it is
    DuckDB's own hash, a fifteenth of the work of an MD5, and may be another in its next version.
    An empty list and none are the same to it; no column of lists allows none."""
    found = cursor.execute(
        f"SELECT count(*), coalesce(sum(hash(one)), 0)::VARCHAR FROM ({rows}) AS one"
    ).fetchall()
    return found[0]


def tables(cursor: duckdb.DuckDBPyConnection, database: str = DATABASE) -> list[str]:
    found = cursor.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = ?"
        " AND schema_name IN ('main', 'public') ORDER BY table_name",
        [database],
    ).fetchall()
    return [name for (name,) in found]
