"""Inserts versions of rows: each change is the next version of a row, never overwritten."""

from __future__ import annotations

from typing import Any

import duckdb

from dscp_data.store.engine.errors import StoreError


class ChangedMeanwhile(StoreError):
    """Somebody else saved another version of a row since it was read."""


def insert_version(
    cursor: duckdb.DuckDBPyConnection, table: str, columns: dict[str, Any], *, key: str = "id"
) -> int:
    """Insert a version and give its `key`, which is new where its id is None. Raises
    ChangedMeanwhile where there is such a version already."""
    filled = {name: value for name, value in columns.items() if (name, value) != ("id", None)}
    marks = ", ".join("?" * len(filled))
    values = [list(value) if isinstance(value, tuple) else value for value in filled.values()]
    try:
        found = cursor.execute(
            f"INSERT INTO {table} ({', '.join(filled)}) VALUES ({marks}) RETURNING {key}", values
        ).fetchall()
    except duckdb.ConstraintException as error:
        raise ChangedMeanwhile(
            "Somebody else has just changed this. Nothing of theirs is lost. Read it again, then "
            "make your change."
        ) from error
    return int(found[0][0])
