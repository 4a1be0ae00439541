"""The event logs that can still be read: of the file beside a database, of the database itself and
of its newest backup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import duckdb

from dscp_data.store.backup.backup import backups
from dscp_data.store.engine.connection import open_database
from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import Damaged, StoreError
from dscp_data.store.event_log.events import Event, events, first_broken_event
from dscp_data.store.event_log.journal import Journal, journal_path
from dscp_data.store.event_log.return_events import ACCEPTED

RESTORED = "backup restored"
RETURN_IDS = "return_id"  # the sequence of their numbers
Log = list[Event]


def readable_logs(database: Path, key: Key) -> list[Log]:
    """The intact part of each log of a closed database, those before its backup's first."""
    sources = [
        partial(log_in_file, journal_path(database), key),
        *(partial(log_in_database, path, key) for path in [database, *backups(database)[:1]]),
    ]
    return [intact_part(log) for log in read_all(sources)]


def read_all(sources: Sequence[Callable[[], Log]]) -> list[Log]:
    """The logs that can be read and have an event."""
    found: list[Log] = []
    for read in sources:
        with suppress(StoreError, duckdb.Error, OSError):
            found.append(read())
    return [log for log in found if log]


def intact_logs(sources: Sequence[Callable[[], Log]]) -> list[Log]:
    """The logs that are complete. Raises StoreError where there is none, WrongKey and InUse."""
    complete: list[Log] = []
    for read in sources:
        with suppress(Damaged, duckdb.Error, OSError):
            complete.append(read())
    complete = [log for log in complete if log and first_broken_event(log) is None]
    if not complete:
        raise StoreError(
            "There is no complete event log to rebuild from. Restore a backup with "
            "`python -m dscp_data restore`."
        )
    return complete


def intact_part(log: Log) -> Log:
    """The events before the first that was changed, removed or moved."""
    broken = first_broken_event(log)
    return log if broken is None else log[: broken - 1]


def log_in_file(file: Path, key: Key) -> Log:
    return list(Journal(file, key).events())


def log_in_database(database: Path, key: Key) -> Log:
    if not database.exists():
        return []
    with closing(open_database(database, key)) as connection:
        return events(connection)


def highest_return(logs: Iterable[Log]) -> int:
    """The highest number that a return ever had, 0 where there was none. Numbers are not used
    again, not even those of returns that a restore lost."""
    accepted = [e.details["return_id"] for log in logs for e in log if e.what == ACCEPTED]
    lost = [e.details.get("highest_return", 0) for log in logs for e in log if e.what == RESTORED]
    return max([*accepted, *lost], default=0)
