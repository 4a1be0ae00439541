"""Inserts that a DuckDB file and PostgreSQL both understand: DuckDB has no RETURNING for tables of
PostgreSQL, and each statement costs a round trip there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import duckdb


def next_id(cursor: duckdb.DuckDBPyConnection, table: str) -> int:
    """The next number of the sequence of a table. Each place has its own macro for it."""
    return int(cursor.execute(f"FROM next_id('{table}_id')").fetchall()[0][0])


def insert_row(cursor: duckdb.DuckDBPyConnection, table: str, row: Mapping[str, Any]) -> None:
    insert_many(cursor, table, [*row], [[*row.values()]])


def insert_many(
    cursor: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
) -> None:
    """Insert rows, if there are any, in one statement."""
    if rows:
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join([f"({', '.join('?' * len(columns))})"] * len(rows))
        values = list(chain.from_iterable(rows))
        cursor.execute(f'INSERT INTO "{table}" ({names}) VALUES {marks}', values)


def is_duplicate(error: duckdb.Error) -> bool:
    """Whether a row was refused because there is one with its key, here or in PostgreSQL."""
    return isinstance(error, duckdb.ConstraintException) or "unique constraint" in str(error)
