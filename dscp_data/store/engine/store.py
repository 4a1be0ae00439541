"""The store of a process: one DuckDB file, its log of events and the copies kept beside it."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dscp_data.catalogue import Catalogue, catalogue
from dscp_data.store.backup.backup import backups_of, write_backup
from dscp_data.store.engine.connection import HELD, open_database
from dscp_data.store.engine.encryption import Key, key_set
from dscp_data.store.engine.errors import Damaged, StoreError
from dscp_data.store.engine.migrations import held_version, migrate, newest
from dscp_data.store.engine.queries import question
from dscp_data.store.engine.version_cache import Remembered
from dscp_data.store.event_log.events import events
from dscp_data.store.event_log.integrity import adopt, check_log, check_whole
from dscp_data.store.event_log.journal import Journal, journal_path
from dscp_data.store.records.suppression_history import adopt_marks
from dscp_data.store.returns.originals import Originals

LOG = logging.getLogger("dscp")
ANSWERS_REMEMBERED = 256
FIGURES_REMEMBERED = 12  # each is all that is held by one type of period, as of one time
NO_ROOM = ("No space left", "Could not write", "not enough space")

__all__ = ["Store", "StoreError", "default_path", "question"]


def default_path() -> Path:
    """Where the database is: DSCP_DATABASE, or data/dscp.duckdb in the folder it is started in."""
    return Path(os.environ.get("DSCP_DATABASE") or "data/dscp.duckdb")


def version_held(cursor: duckdb.DuckDBPyConnection) -> int:
    """The data version that the transaction of a cursor sees."""
    return cursor.execute("SELECT version FROM data_version").fetchall()[0][0]


class Store:
    """The one connection of a process to its database file.

    DuckDB lets one process at a time open a file, and gives wrong answers where threads share
    a connection, so every question runs on a cursor of its own. Writers take turns.

    `roles_version` rises with each change of who has which role; no other process can make one.
    With `keeps_copies`, the log of events is also written to a file and backups are made.
    Raises InUse, or Unavailable where what is there must not be used.
    """

    def __init__(
        self,
        path: Path,
        plan: Catalogue | None = None,
        *,
        key: Key | None = None,
        keeps_copies: bool = True,
    ) -> None:
        self.path = path
        self.plan = plan or catalogue()
        self.key = key_set() if key is None else key
        self.keeps_copies = keeps_copies
        self.in_batch = False
        self.roles_version = 0
        self.writing, self.committing = threading.Lock(), threading.Lock()
        self.remembered = Remembered(lambda: self.version, ANSWERS_REMEMBERED)
        self.remembered_figures = Remembered(lambda: self.version, FIGURES_REMEMBERED)
        self.closing = ExitStack()  # what must be done before it is closed
        path.parent.mkdir(parents=True, exist_ok=True)
        self._journal = Journal(journal_path(path), self.key) if keeps_copies else None
        if self._journal and self._journal.last and not path.exists():
            raise Damaged(f"The database {path} is missing, and its log of events is there.")
        self._connection = open_database(path, self.key, backups_of(path))
        try:
            self._prepare()
            self._connection.execute("SET lock_configuration = true")
        except duckdb.Error as error:
            self._connection.close()
            raise Damaged(f"The database {path} cannot be read: it is damaged.") from error
        except BaseException:
            self._connection.close()
            raise
        self._copy_log()

    def _prepare(self) -> None:
        """Bring the database up to date, and look whether it holds what was put into it."""
        held = held_version(self._connection)
        if held and newest() > held and self.keeps_copies:
            write_backup(self._connection, self.path, self.key)
        migrate(self._connection)
        self._version = version_held(self._connection)
        self._connection.execute(question("macros"))
        if self._journal:
            check_log(self._connection, self._journal)
        if not events(self._connection):
            with self.change(new_version=False) as cursor:
                adopt(cursor)
        with self.change(new_version=False) as cursor:
            adopt_marks(cursor)
        check_whole(self._connection)
        self._keep_indicator_rules()

    def _copy_log(self) -> None:
        """Write events to the file that are not in it yet. The database has them already, so where
        the disk is full they are written after the next change, or when it is opened next."""
        if self._journal is None:
            return
        last = self._journal.last.number if self._journal.last else 0
        try:
            with self.cursor() as cursor:
                self._journal.append(events(cursor, after=last))
        except OSError as error:
            LOG.warning("The log of events %s could not be written: %s. Make room there.",
                        self._journal.path, error.strerror)  # fmt: skip

    def ask(self, name: str, **parameters: Any) -> pd.DataFrame:
        """The answer to the question in `sql/<name>.sql`, with its parameters bound."""
        with self.cursor() as cursor:
            return cursor.execute(question(name), parameters).df()

    @property
    def version(self) -> int:
        """The data version: it rises with every change of what is held."""
        with self.committing:
            return self._version

    @property
    def originals(self) -> Originals:
        """The files taken in, kept beside the database by their sha256."""
        return Originals(self.path.parent / "originals", self.key)

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._connection.cursor()
        try:
            cursor.execute(f"USE {HELD}")
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def change(self, new_version: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: all of the change, with a new data version, or none of it.

        What is only worked out from what is held is kept without a new version. Raises StoreError
        where the disk is full.
        """
        with self.writing, self.cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
                if new_version:
                    cursor.execute("UPDATE data_version SET version = version + 1")
                self._commit(cursor)
            except BaseException as error:
                with suppress(duckdb.Error):  # a commit that failed has already ended it
                    cursor.rollback()
                if isinstance(error, duckdb.Error) and any(w in str(error) for w in NO_ROOM):
                    raise StoreError(
                        f"There is no room on the disk that holds {self.path}. Nothing was "
                        "changed, and nothing was accepted. Make room there, and try again."
                    ) from error
                raise
            self._copy_log()

    def _commit(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Commit; whoever asks for the version meanwhile waits, so that it tells what they read."""
        version = version_held(cursor)
        with self.committing:
            cursor.commit()
            self._version = version

    def close(self) -> None:
        self.closing.close()
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _keep_indicator_rules(self) -> None:
        rules = [[i.id, i.aggregation] for i in self.plan.indicators]
        held = self._connection.execute(
            "SELECT indicator, aggregation FROM indicator_rule ORDER BY indicator"
        ).fetchall()
        if sorted(map(tuple, rules)) == held:
            return
        with self.change() as cursor:
            cursor.execute("DELETE FROM indicator_rule")
            cursor.executemany("INSERT INTO indicator_rule VALUES (?, ?)", rules)
