"""Writes a database anew, table by table, under the same key or another."""

from __future__ import annotations

from pathlib import Path

from dscp_data.store.engine.connection import DATABASE, attached, open_database
from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import StoreError, WrongKey
from dscp_data.store.event_log.digests import table_digests


def copy_under(database: Path, old: Key, new: Key) -> None:
    """Put a copy under the new key in the place of a database, once it holds the same."""
    fresh = database.with_name(f"{database.name}.rotating")
    fresh.unlink(missing_ok=True)
    try:
        connection = open_database(database, old, beside=fresh.parent, writes_encrypted=bool(new))
    except WrongKey:
        open_database(database, new).close()
        return
    try:
        with attached(connection, fresh, new) as copy:
            connection.execute(f"COPY FROM DATABASE {DATABASE} TO {copy}")
        with attached(connection, fresh, new) as copy:
            if table_digests(connection, copy) != table_digests(connection):
                raise StoreError(
                    f"A copy of {database} did not match, so nothing has been replaced."
                )
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    finally:
        connection.close()
    fresh.replace(database)
