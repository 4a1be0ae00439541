"""Opening the store: migrate, back up before a migration, and check what the database holds."""

from __future__ import annotations

import logging
from pathlib import Path

import duckdb

from dscp_data.catalogue import Catalogue, UsedId, catalogue, describe_unlisted, with_unlisted
from dscp_data.model.clock import utc_now
from dscp_data.model.periods import set_year_start
from dscp_data.store.backup.backup import write_backup
from dscp_data.store.engine.encryption import Key, configured_key
from dscp_data.store.engine.errors import Damaged, storage_fault
from dscp_data.store.engine.inserts import insert_many
from dscp_data.store.engine.macros import create_macros
from dscp_data.store.engine.migrations import migrate, newest, schema_version
from dscp_data.store.engine.place import Place, configured_place
from dscp_data.store.engine.queries import load_sql
from dscp_data.store.engine.store import Store
from dscp_data.store.event_log.events import events
from dscp_data.store.event_log.integrity import backfill_log, check_integrity, check_log
from dscp_data.store.event_log.journal import Journal, journal_path
from dscp_data.store.event_log.recorded_digests import backfill_computed
from dscp_data.store.records.former_users import delete_files_of_former_users
from dscp_data.store.records.publication_history import backfill_published
from dscp_data.store.records.suppression_history import backfill_suppressions

LOG = logging.getLogger("dscp")


def open_store(
    path: Path,
    plan: Catalogue | None = None,
    *,
    key: Key | None = None,
    keeps_copies: bool = True,
    place: Place | None = None,
) -> Store:
    """The store at `path`, or in PostgreSQL where DSCP_STORE names it: made where it is missing,
    brought up to date and checked. What is not in PostgreSQL is beside `path`.

    Raises InUse, or Unavailable where what is there must not be used.
    """
    plan = plan or catalogue()
    set_year_start(plan.partnership.year_starts_in)
    key = configured_key() if key is None else key
    place = place or configured_place(path, key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        journal = Journal(journal_path(path), key) if keeps_copies else None
    except OSError as error:
        raise storage_fault(error, path) or error from error
    if journal and journal.last and not place.is_shared and not path.exists():
        raise Damaged(f"The database {path} is missing, but its event log is there.")
    connection = place.connect()
    try:
        update_schema(connection, path, key, place, backs_up=keeps_copies)
        create_macros(connection, place, plan)
        plan = with_unlisted(plan, used_ids(connection))
        store = Store(path, plan, key, connection, keeps_copies=keeps_copies, place=place)
        if journal:
            check_log(connection, journal)
            store.after_commit.append(lambda: copy_events(store, journal))
        backfill(store)
        update_indicator_rules(store)
        with store.cursor() as cursor:
            check_integrity(cursor, plan)
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        connection.close()
        raise place.opening_fault(error) from error
    except BaseException:
        connection.close()
        raise
    if unlisted := describe_unlisted(plan):
        LOG.warning("%s", unlisted)
    if journal:
        copy_events(store, journal)
        delete_expired_files(store)
    return store


def used_ids(cursor: duckdb.DuckDBPyConnection) -> list[UsedId]:
    return [UsedId(kind, id) for kind, id in cursor.execute(load_sql("used_ids")).fetchall()]


def delete_expired_files(store: Store) -> None:
    """Delete the uploads that have waited too long and the drafts of long ago, though nobody has
    looked at theirs since, and those of people whose role has ended."""
    try:
        store.waiting.delete_expired(utc_now())
        store.drafts.delete_expired(utc_now())
        delete_files_of_former_users(store)
    except OSError as error:
        LOG.warning("The file %s could not be deleted: %s.", error.filename, error.strerror)


def update_schema(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    key: Key,
    place: Place,
    *,
    backs_up: bool,
) -> None:
    """Run the migrations that are missing, after a backup of what an earlier dashboard left in a
    file. PostgreSQL has backups of its own."""
    with place.writer_lock(connection):
        version = schema_version(connection)
        if version and newest() > version and backs_up and not place.is_shared:
            write_backup(connection, path, key)
        migrate(connection, path, place.run_migration)


def backfill(store: Store) -> None:
    """Begin the log, and the record of suppressed cells, of a database that is older than them."""
    with store.transaction(new_version=False) as cursor:
        log = events(cursor)
        if not log:
            backfill_log(cursor)
            log = events(cursor)
        if cursor.execute(load_sql("has_protected")).fetchall() == [(True,)]:
            backfill_suppressions(cursor, log)
            backfill_published(cursor, log)
            backfill_computed(cursor, log)


def copy_events(store: Store, journal: Journal) -> None:
    """Write events to the file that are not in it yet. The database has them already, so where
    the disk is full they are written after the next change, or when it is opened next."""
    last = journal.last.number if journal.last else 0
    try:
        with store.cursor() as cursor:
            journal.append(events(cursor, after=last))
    except OSError as error:
        LOG.warning("The event log %s could not be written: %s. Free some space there.",
                    journal.path, error.strerror)  # fmt: skip


def update_indicator_rules(store: Store) -> None:
    """Copy how each indicator adds up over time from the plan, where that has changed."""
    rules = sorted((indicator.id, indicator.aggregation) for indicator in store.plan.indicators)
    with store.cursor() as cursor:
        stored = cursor.execute(
            "SELECT indicator, aggregation FROM indicator_rule ORDER BY indicator"
        ).fetchall()
    if rules == stored:
        return
    with store.transaction() as cursor:
        cursor.execute("DELETE FROM indicator_rule")
        insert_many(cursor, "indicator_rule", ["indicator", "aggregation"], rules)
