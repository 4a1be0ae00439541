"""Restores a backup; the replaced database is set aside, never deleted."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from dscp_data.model.clock import utc_now
from dscp_data.store.backup.backup import backups
from dscp_data.store.backup.database_copy import copy_under
from dscp_data.store.backup.readable_logs import (
    RESTORED,
    RETURN_IDS,
    Log,
    highest_return,
    intact_part,
    log_in_file,
    readable_logs,
)
from dscp_data.store.backup.sequences import advance_sequence
from dscp_data.store.engine.connection import open_database
from dscp_data.store.engine.encryption import Key, configured_key
from dscp_data.store.engine.errors import Damaged, StoreError
from dscp_data.store.engine.store import Store
from dscp_data.store.event_log.events import events, record
from dscp_data.store.event_log.journal import journal_path
from dscp_data.store.event_log.recorded_digests import COMPUTED
from dscp_data.store.opening import open_store
from dscp_data.store.records.publication_history import (
    FIGURES_PUBLISHED,
    history_of_log,
    import_history,
)
from dscp_data.store.records.suppression_history import MARKED, import_suppressions

TAKEN_OVER = (MARKED, COMPUTED, FIGURES_PUBLISHED)
WHEN = "%Y%m%dT%H%M%S"


@dataclass(frozen=True)
class Restored:
    """`events_lost` is how many events of the log came after the backup was made, where that is
    known; what they say of hidden and published figures is not lost and not counted. `skipped` are
    newer backups that could not be used."""

    backup: Path
    aside: tuple[Path, ...]
    events_lost: int
    skipped: tuple[Path, ...] = ()


def restore_backup(database: Path, by: str, backup: Path | None = None) -> Restored:
    """Put back a backup: the one named, or the newest that is whole.

    Raises InUse where the database is open, and StoreError where there is no whole backup.
    """
    key = configured_key()
    refuse_if_open(database, key)
    fresh = database.with_name(f"{database.stem}.restoring{database.suffix}")
    chosen, skipped = copy_first_verified([backup] if backup else backups(database), fresh, key)
    logs = readable_logs(database, key)
    aside = put_in_place(fresh, database, journal_too=True)
    with open_store(database) as store:
        lost = take_over(store, logs, chosen.name, by)
    return Restored(chosen, aside, lost, skipped)


def take_over_log(database: Path, by: str) -> Restored:
    """After a restore in PostgreSQL: take over from the log in the file on this server, which is
    set aside, what the database does not know of hidden and published figures. Raises StoreError.
    """
    file = journal_path(database)
    if not file.exists():
        raise StoreError(f"There is no event log {file} to take anything over from.")
    logs = [intact_part(log_in_file(file, configured_key()))]
    with open_store(database, keeps_copies=False) as store:
        lost = take_over(store, logs, "PostgreSQL", by)
    aside = set_aside(file, f"{utc_now():{WHEN}}")
    open_store(database).close()  # which writes the file anew
    return Restored(file, (aside,), lost)


def take_over(store: Store, logs: Sequence[Log], backup: str, by: str) -> int:
    """Import from the logs of before a restore what readers have seen hidden or published, and
    record the restore. Gives how many events are lost."""
    with store.transaction() as cursor:
        lost = events_lost(cursor, logs)
        rows = import_suppressions(cursor, logs)
        highest = highest_return(logs)
        advance_sequence(cursor, store, RETURN_IDS, highest)
        detail = {"backup": backup, "highest_return": highest}
        record(cursor, RESTORED, who=by, detail=detail, rows=rows)
        for log in logs:
            import_history(cursor, history_of_log(log))
    return lost


def events_lost(cursor: duckdb.DuckDBPyConnection, logs: Sequence[Log]) -> int:
    """How many events of the longest log are not in the database, and are not taken over."""
    known = {event.hash for event in events(cursor)}
    log = max(logs, key=len, default=[])
    return sum(event.hash not in known and event.what not in TAKEN_OVER for event in log)


def refuse_if_open(database: Path, key: Key) -> None:
    """Raises InUse. A database that cannot be opened for another reason is why we are here."""
    if database.exists():
        with suppress(Damaged):
            open_database(database, key).close()


def copy_first_verified(
    candidates: Sequence[Path], fresh: Path, key: Key
) -> tuple[Path, tuple[Path, ...]]:
    """Copy the first backup that is whole; give it, and those before it. Raises StoreError."""
    why: StoreError | None = None
    for number, backup in enumerate(candidates):
        try:
            copy_verified(backup, fresh, key)
        except StoreError as error:
            why = why or error
            continue
        return backup, tuple(candidates[:number])
    raise StoreError(
        f"There is no usable backup. {why or ''} Every return can be read again with "
        "`python -m dscp_data rebuild`."
    )


def copy_verified(backup: Path, fresh: Path, key: Key) -> None:
    """Copy a backup and look through the copy, before it takes the place of anything. The backup
    itself is never opened: that would bring it up to date. No check reads an index, so they are
    made anew. Raises StoreError."""
    try:
        shutil.copyfile(backup, fresh)
        open_store(fresh, key=key, keeps_copies=False).close()
        copy_under(fresh, key, key)
    except duckdb.Error as error:
        fresh.unlink(missing_ok=True)
        raise Damaged(f"The backup {backup} cannot be read.") from error
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise StoreError(f"{backup} could not be copied: {error.strerror}.") from error
    except StoreError:
        fresh.unlink(missing_ok=True)
        raise


def put_in_place(fresh: Path, database: Path, *, journal_too: bool) -> tuple[Path, ...]:
    """Move what is there aside and a fresh database to its place; give where the old files are.

    The file of the log goes last: until then a database without its last events is refused, so
    that a restore that was interrupted is never mistaken for one that is done.
    """
    moment = f"{utc_now():{WHEN}}"
    log = Path(f"{database}.wal")
    aside = [set_aside(path, moment) for path in (database, log) if path.exists()]
    fresh.replace(database)
    if journal_too and journal_path(database).exists():
        aside.append(set_aside(journal_path(database), moment))
    return tuple(aside)


def set_aside(path: Path, moment: str) -> Path:
    aside = path.with_name(f"{path.name}.aside-{moment}")
    path.replace(aside)
    return aside


def files_aside(database: Path) -> list[Path]:
    return sorted(database.parent.glob(f"{database.stem}*.aside-*"))


def aside_at(path: Path) -> datetime:
    """When a file was moved aside (UTC), as its name says."""
    return datetime.strptime(path.name.rpartition(".aside-")[2], WHEN)
