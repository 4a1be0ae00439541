"""Backups: complete copies of the database, compared with it before they count."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from dscp_data.model.clock import utc_now
from dscp_data.model.text import format_datetime
from dscp_data.store.engine.connection import DATABASE, attached
from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.engine.in_file import backup_folder
from dscp_data.store.event_log.digests import table_digests

if TYPE_CHECKING:
    from dscp_data.store.engine.store import Store

LOG = logging.getLogger("dscp")
BACKUPS_KEPT = 14
WHEN = "%Y%m%dT%H%M%S.%f"
IN_POSTGRES = (
    "The store is in PostgreSQL, which has backups of its own. Use pg_dump or point-in-time "
    "recovery: see docs/operations.md."
)
NOT_MADE = (
    "No backup could be made in {folder}: {why}. The return has been accepted. Free some space "
    "there."
)


def backups(database: Path) -> list[Path]:
    """The backups of a database, the newest first."""
    return sorted(
        backup_folder(database).glob(f"{database.stem}.*Z{database.suffix}"), reverse=True
    )


def back_up(store: Store) -> Path | None:
    """Back up after a change, where the store keeps copies and nothing else sees to it. A backup
    that fails undoes nothing: it is said in the log, and the one after the next change may succeed.
    """
    if not store.keeps_copies or store.in_batch or store.has_backup_schedule:
        return None
    if store.place.is_shared:
        return None
    try:
        return make_backup(store)
    except StoreError as error:
        LOG.warning("%s", error)
        return None


def make_backup(store: Store) -> Path:
    """Back up now, keeping the newest (DSCP_BACKUPS, else 14). Raises StoreError."""
    if store.place.is_shared:
        raise StoreError(IN_POSTGRES)
    with store.writer_lock(), store.cursor() as cursor:
        made = write_backup(cursor, store.path, store.key)
    for old in backups(store.path)[backups_to_keep() :]:
        old.unlink()
    return made


@contextmanager
def one_backup(store: Store) -> Iterator[None]:
    """One backup after several changes, instead of one after each."""
    store.in_batch = True
    before = store.version
    try:
        yield
    finally:
        store.in_batch = False
        if store.version != before:
            back_up(store)


def write_backup(cursor: duckdb.DuckDBPyConnection, database: Path, key: Key) -> Path:
    """Copy all of the database to a file and read it back. Nobody may write meanwhile.

    The file takes its name when it is known to hold the same. Raises StoreError.
    """
    folder = backup_folder(database)
    made = folder / f"{database.stem}.{utc_now():{WHEN}}Z{database.suffix}"
    partial = made.with_name(f"{made.name}.partial")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with attached(cursor, partial, key) as copy:
            cursor.execute(f"COPY FROM DATABASE {DATABASE} TO {copy}")
        with attached(cursor, partial, key) as copy:
            same = table_digests(cursor, copy) == table_digests(cursor)
        if not same:
            raise StoreError(NOT_MADE.format(folder=folder, why="the copy was not the same"))
        partial.replace(made)
    except (OSError, duckdb.Error) as error:
        why = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise StoreError(NOT_MADE.format(folder=folder, why=why)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
            Path(f"{partial}.wal").unlink(missing_ok=True)
    return made


def describe_backup(store: Store) -> str:
    """When the newest backup was made, by the clock in London."""
    if store.place.is_shared:
        return "PostgreSQL holds the data. Its administrator makes the backups."
    database = store.path
    made = backups(database)
    if not made:
        return "There is no backup yet. We make one a minute after the last change."
    return f"Last backup: {format_datetime(made_at(database, made[0]))}."


def made_at(database: Path, backup: Path) -> datetime:
    """When a backup was made (UTC), as its name says."""
    stamp = backup.name.removeprefix(f"{database.stem}.").removesuffix(f"Z{database.suffix}")
    return datetime.strptime(stamp, WHEN)


def backups_to_keep() -> int:
    setting = os.environ.get("DSCP_BACKUPS", "")
    return max(int(setting), 1) if setting.isdecimal() else BACKUPS_KEPT
