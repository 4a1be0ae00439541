"""Verifies the event log, in the database and in its file, and what it says of tables and files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from dscp_data.catalogue import catalogue
from dscp_data.store.engine.encryption import configured_key
from dscp_data.store.engine.errors import Damaged, NotMigrated, StoreError
from dscp_data.store.engine.macros import create_macros
from dscp_data.store.engine.migrations import newest, schema_version
from dscp_data.store.engine.place import configured_place
from dscp_data.store.engine.store import Store
from dscp_data.store.event_log.events import FIRST, Event, events, first_broken_event
from dscp_data.store.event_log.journal import Journal, journal_path
from dscp_data.store.event_log.table_checks import Expected, table_faults
from dscp_data.store.returns.originals import Originals


@dataclass(frozen=True)
class Verified:
    """`faults` are sentences; `last` is the hash of the last event, which anybody may write down
    and compare later: no earlier event can change without it."""

    events: int
    last: str
    faults: tuple[str, ...]


def verify_log(database: Path) -> Verified:
    """Raises InUse, Damaged or WrongKey where the database cannot be opened at all, NotMigrated
    where an earlier dashboard made it, and NewerDatabase."""
    key = configured_key()
    place = configured_place(database, key)
    if not place.is_shared and not database.exists():
        raise StoreError(f"There is no database {database}.")
    connection = place.connect()
    try:
        refuse_older(connection, database)
        if place.is_shared:
            create_macros(connection, place, catalogue())
            connection.begin()  # what another server writes meanwhile is no fault
        stored = events(connection)
        faults = chain_faults(stored, "the database")
        journal = Journal(journal_path(database), key)
        faults += between_faults(stored, list(journal.events()), journal.path)
        if not faults:
            faults += content_faults(connection, stored)
        originals = Originals(place.original_files(connection), key)
        faults += original_faults(connection, originals)
    except duckdb.Error as error:
        raise place.fault(error) or Damaged(f"The database {database} cannot be read.") from error
    finally:
        connection.close()
    return Verified(len(stored), stored[-1].hash if stored else FIRST, tuple(faults))


def refuse_older(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    if schema_version(connection) < newest():
        raise NotMigrated(
            f"The database {database} was last used by an earlier dashboard. `python -m dscp_data "
            "backup` backs it up and brings it up to date. Then verify its log."
        )


def verify_open_store(store: Store) -> Verified:
    """The log of a store that is open: its chain, and the file beside it."""
    # The file first: what is recorded meanwhile is then in the database too.
    journal = Journal(journal_path(store.path), store.key)
    journalled = list(journal.events())
    with store.cursor() as cursor:
        stored = events(cursor)
    faults = chain_faults(stored, "the database") or between_faults(
        stored, journalled, journal.path
    )
    return Verified(len(stored), stored[-1].hash if stored else FIRST, tuple(faults))


def chain_faults(log: list[Event], where: str) -> list[str]:
    broken = first_broken_event(log)
    if broken is None:
        return []
    return [
        f"Event {broken} in {where} was changed, removed or moved. Earlier events are unaltered."
    ]


def between_faults(stored: list[Event], journalled: list[Event], file: Path) -> list[str]:
    """What the file of the log says otherwise than the database. It may lack the newest events."""
    for one, other in zip(journalled, stored, strict=False):
        if one != other:
            return [f"Event {one.number} differs between the database and {file}."]
    if len(journalled) > len(stored):
        return [f"Event {len(stored) + 1} is in {file} but not in the database."]
    return []


def original_faults(connection: duckdb.DuckDBPyConnection, originals: Originals) -> list[str]:
    """The original files that are there and are not what was sent. One that is missing may have
    been deleted at the end of its time."""
    sent = connection.execute('SELECT DISTINCT sha256, file FROM "return" ORDER BY ALL').fetchall()
    found = []
    for sha256, file in sent:
        if originals.holds(sha256, file):
            try:
                originals.read(sha256, file)
            except StoreError as error:
                found.append(str(error))
    return found


def content_faults(connection: duckdb.DuckDBPyConnection, log: list[Event]) -> list[str]:
    return list(table_faults(connection, Expected(log, catalogue())))
