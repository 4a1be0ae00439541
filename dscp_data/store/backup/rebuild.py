"""Making a database again from the log of events and the files as they were sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from dscp_data.intake.check import check_file
from dscp_data.model.returns import CheckedReturn
from dscp_data.store.backup.readable_logs import (
    RETURN_IDS,
    Log,
    highest_return,
    intact_logs,
    log_in_database,
    log_in_file,
)
from dscp_data.store.backup.restore import put_in_place, refuse_if_open
from dscp_data.store.backup.sequences import advance_sequence
from dscp_data.store.engine.encryption import configured_key
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.engine.store import Store
from dscp_data.store.event_log.digests import return_digest
from dscp_data.store.event_log.events import (
    Event,
    insert,
    insert_rows,
    record,
)
from dscp_data.store.event_log.journal import journal_path
from dscp_data.store.event_log.recorded_digests import REBUILT, protected_digests
from dscp_data.store.event_log.return_events import ACCEPTED
from dscp_data.store.opening import open_store
from dscp_data.store.records.comparators import (
    FILE,
    PUBLISHED,
    comparators_from_json,
    insert_comparators,
)
from dscp_data.store.records.publication_history import (
    FIGURES_PUBLISHED,
    history_of_log,
    import_history,
    insert_history,
    unpack,
)
from dscp_data.store.records.suppression_history import import_suppressions
from dscp_data.store.records.term_mappings import saved_mappings
from dscp_data.store.returns.accept import insert_lines
from dscp_data.store.returns.current import refresh_current
from dscp_data.store.returns.extracts import extract, insert_extract
from dscp_data.store.returns.preview import incoming
from dscp_data.store.returns.tables import observation_table

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Rebuilt:
    """`differs` says in words which returns could not be read as they were when accepted. Where
    there is any, nothing was put in place and `made` is the file to look at."""

    events: int
    made: Path
    aside: tuple[Path, ...]
    differs: tuple[str, ...]


def rebuild(database: Path, by: str, progress: Progress, log_file: Path | None = None) -> Rebuilt:
    """Replay the log into a new database, which takes the place of the old one if every return
    gives the lines that were accepted. `log_file` is a log that was moved aside.

    Raises InUse, or StoreError where there is no whole log.
    """
    key = configured_key()
    refuse_if_open(database, key)
    file = log_file or journal_path(database)
    logs = intact_logs([partial(log_in_file, file, key), partial(log_in_database, database, key)])
    log = max(logs, key=len)
    fresh = database.with_name(f"{database.stem}.rebuilding{database.suffix}")
    remove_files(fresh)
    try:
        with open_store(fresh, key=key, keeps_copies=False) as store:
            differs = replay(store, log, progress)
            if not differs:
                with store.transaction() as cursor:
                    complete_rebuild(cursor, store, logs, len(log), by)
    except BaseException:
        remove_files(fresh)
        raise
    if differs:
        return Rebuilt(len(log), fresh, (), tuple(differs))
    aside = put_in_place(fresh, database, journal_too=True)
    open_store(database, key=key).close()  # which checks it and writes the file of its log
    return Rebuilt(len(log), database, aside, ())


def complete_rebuild(
    cursor: duckdb.DuckDBPyConnection, store: Store, logs: Sequence[Log], replayed: int, by: str
) -> None:
    """Add what only another log says was hidden or published, and record the rebuild."""
    rows = import_suppressions(cursor, logs)
    for log in logs:
        import_history(cursor, history_of_log(log))
    advance_sequence(cursor, store, RETURN_IDS, highest_return(logs))
    detail = {"events": replayed, "digests": protected_digests(cursor)}
    record(cursor, REBUILT, who=by, detail=detail, rows=rows)


def remove_files(database: Path) -> None:
    for path in (database, Path(f"{database}.wal")):
        path.unlink(missing_ok=True)


def replay(store: Store, log: Sequence[Event], progress: Progress) -> list[str]:
    """Do again what a log tells of. Gives in words what did not come out the same."""
    differs: list[str] = []
    for done, event in enumerate(log):
        progress(done, len(log), event.what)
        with store.transaction() as cursor:
            insert_rows(cursor, event.rows)
            try:
                replay_content(cursor, event, store)
            except StoreError as error:
                differs.append(str(error))
            insert(cursor, event)
    with store.transaction() as cursor:
        advance_sequences(cursor, store)
        returns = cursor.execute("SELECT id FROM return ORDER BY id").fetchall()
        refresh_current(cursor, [id for (id,) in returns])
    progress(len(log), len(log), "")
    return differs


def replay_content(cursor: duckdb.DuckDBPyConnection, event: Event, store: Store) -> None:
    """Insert what an event took from a file. Raises StoreError where that is not the same now."""
    if event.what == PUBLISHED:
        content = store.originals.read(event.subjects[0], FILE)
        insert_comparators(cursor, comparators_from_json(content))
    if event.what == FIGURES_PUBLISHED:
        insert_history(cursor, unpack(event.details["packed"]))
    if event.what == ACCEPTED:
        (row,) = event.rows["return"]
        if lines := extract(store.originals, row["id"]):
            insert_extract(cursor, lines)
        else:
            checked = read_return(row, event.at, store)
            with incoming(cursor, observation_table(checked.observations)):
                insert_lines(cursor, checked, row["id"])
        details = event.details
        if return_digest(cursor, row["id"]) != (details["lines"], details["digest"]):
            raise StoreError(
                f"Return {row['id']} ({row['file']}) would now be read differently from when it "
                "was accepted. Rebuild with the version of the dashboard that accepted it."
            )


def read_return(row: dict[str, Any], at: datetime, store: Store) -> CheckedReturn:
    """A return read from its original as on the day it was accepted, with the meanings remembered
    by then. The sender is passed only where the file does not name it, as then."""
    content = store.originals.read(row["sha256"], row["file"])
    read = partial(
        check_file,
        content,
        row["file"],
        catalogue=store.plan,
        today=at.date(),
        mappings=saved_mappings(store),
    )
    checked = read()
    if checked.blocking or checked.agency != row["agency"]:
        checked = read(agency=row["agency"])
    return checked


def advance_sequences(cursor: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Let the numbers of new rows begin after those that were put in."""
    counted = cursor.execute(
        "SELECT table_name, column_name, regexp_extract(column_default, '''(\\w+)''', 1)"
        " FROM duckdb_columns() WHERE column_default LIKE 'nextval(%' AND database_name ="
        " current_database()"
    ).fetchall()
    for table, column, sequence in counted:
        last = cursor.execute(f'SELECT coalesce(max("{column}"), 0) FROM "{table}"').fetchall()
        advance_sequence(cursor, store, sequence, last[0][0])
