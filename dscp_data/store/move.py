"""Moves a store from its file to PostgreSQL, or back: every table, the original files, and the
numbers that come next. The event log is the same one afterwards, and goes on."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dscp_data.model.clock import utc_now
from dscp_data.store.backup.restore import WHEN, put_in_place, set_aside
from dscp_data.store.backup.sequences import advance_sequence, last_numbers
from dscp_data.store.engine.encryption import configured_key
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.engine.files import Files
from dscp_data.store.engine.in_file import InFile
from dscp_data.store.engine.in_postgres import SETTING
from dscp_data.store.engine.place import configured_place
from dscp_data.store.engine.store import Store
from dscp_data.store.event_log.digests import table_digests
from dscp_data.store.event_log.events import events
from dscp_data.store.opening import open_store


def move_to_postgres(database: Path) -> Path:
    """Move the store in a file to the empty database that DSCP_STORE names. Gives where the file
    is now, which is set aside. Raises StoreError, and then the file is still the store."""
    key = configured_key()
    there, here = configured_place(database, key), InFile(database, key)
    if not there.is_shared:
        raise StoreError(f"Set {SETTING} to the address of an empty database in PostgreSQL.")
    if not database.exists():
        raise StoreError(f"There is no database {database}.")
    with (
        open_store(database, key=key, place=here) as source,
        open_store(database, key=key, place=there, keeps_copies=False) as target,
    ):
        copy_store(source, target)
    aside = set_aside(database, f"{utc_now():{WHEN}}")
    open_store(database, key=key, place=there).close()  # which compares it with its event log
    return aside


def move_to_file(database: Path) -> None:
    """Move the store in PostgreSQL, which DSCP_STORE names, to a file that is not there yet. What
    is in PostgreSQL stays. Raises StoreError."""
    key = configured_key()
    there = configured_place(database, key)
    if not there.is_shared:
        raise StoreError(f"Set {SETTING} to the address of the database in PostgreSQL.")
    if database.exists():
        raise StoreError(f"There is already a database {database}. Move it elsewhere first.")
    fresh = database.with_name(f"{database.stem}.moving{database.suffix}")
    fresh.unlink(missing_ok=True)
    with (
        open_store(database, key=key, place=there) as source,
        open_store(fresh, key=key, place=InFile(fresh, key), keeps_copies=False) as target,
    ):
        copy_store(source, target)
    put_in_place(fresh, database, journal_too=False)
    open_store(database, key=key, place=InFile(database, key)).close()


def copy_store(source: Store, target: Store) -> None:
    """Copy all of a store to an empty one, in one transaction. Nobody may write meanwhile. One that
    has the same already is left as it is."""
    with source.writer_lock(), source.cursor(one_state=True) as read:
        digests = table_digests(read)
        with target.transaction(new_version=False) as write:
            present = table_digests(write)
            if present == digests:
                return
            if events(write):
                raise StoreError("The place to move to has a store already. Nothing has changed.")
            copy_originals(source.originals.files, target.originals.files)
            for table in digests:
                if present[table] != digests[table]:
                    copy_table(read, write, table)
            for sequence, last in last_numbers(read, source).items():
                advance_sequence(write, target, sequence, last)
            if table_digests(write) != digests:
                raise StoreError("The copy was not the same, so nothing has been moved.")


def copy_originals(source: Files, target: Files) -> None:
    for file in source.listed():
        content = source.read(file.name)
        if content is not None:
            target.write(file.name, content)


def copy_table(
    read: duckdb.DuckDBPyConnection, write: duckdb.DuckDBPyConnection, table: str
) -> None:
    write.register("moved", read.execute(f'SELECT * FROM "{table}"').to_arrow_table())
    write.execute(f'DELETE FROM "{table}"')
    write.execute(f'INSERT INTO "{table}" BY NAME FROM moved')
    write.unregister("moved")
