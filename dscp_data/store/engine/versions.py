"""The versions that a store has in its own tables."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from dscp_data.store.engine.errors import Damaged


@dataclass(frozen=True)
class Versions:
    """`data` rises with each change of the data, `roles` with each change of a role; `schema` is
    the number of the last migration."""

    data: int
    schema: int
    roles: int


def read_data_version(cursor: duckdb.DuckDBPyConnection) -> int:
    """The data version that the transaction of a cursor sees. Raises Damaged without one."""
    found = cursor.execute("SELECT version FROM data_version").fetchall()
    if len(found) != 1:
        raise Damaged("The data version is not in the database, or more than one is.")
    return int(found[0][0])
