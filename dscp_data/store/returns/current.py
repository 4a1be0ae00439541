"""Refreshes current observations and revised keys for the returns concerned.

Only the keys of the returns concerned are read, so the cost of a return of 50 figures does not
depend on how much is stored.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dscp_data.store.engine.queries import load_sql


def make_current(
    cursor: duckdb.DuckDBPyConnection, return_id: int, replaced: Sequence[int]
) -> None:
    """Make the figures of a return that has just been accepted current, in place of `replaced`.

    It is the newest, so its own figures are current without a query; for keys that it leaves out,
    an older return may have a figure.
    """
    cursor.execute(load_sql("clear_current"), {"returns": [return_id, *replaced]})
    cursor.execute(load_sql("insert_current"), {"return_id": return_id})
    if replaced:
        cursor.execute(load_sql("fill_current"), {"returns": [*replaced]})
    refresh_revised(cursor, [return_id, *replaced], newest=return_id)


def refresh_current(cursor: duckdb.DuckDBPyConnection, returns: Sequence[int]) -> None:
    """Derive again what is current and what is revised for the keys of these returns, after a
    change of their state."""
    cursor.execute(load_sql("clear_current"), {"returns": [*returns]})
    cursor.execute(load_sql("fill_current"), {"returns": [*returns]})
    refresh_revised(cursor, returns)


def refresh_revised(
    cursor: duckdb.DuckDBPyConnection, returns: Sequence[int], newest: int | None = None
) -> None:
    cursor.execute(load_sql("clear_revised"), {"returns": [*returns]})
    cursor.execute(load_sql("insert_revised"), {"returns": [*returns], "newest": newest})


def affected_returns(cursor: duckdb.DuckDBPyConnection, return_id: int) -> list[int]:
    """A return and those that it entirely replaces: its state affects them all."""
    older = cursor.execute(
        "SELECT older FROM supersession WHERE newer = ? ORDER BY older", [return_id]
    ).fetchall()
    return [return_id, *(id for (id,) in older)]
