"""The connection of a process to its DuckDB file: queries, transactions and the data version."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.store.engine.connection import DATABASE
from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import Damaged, StoreError, storage_fault
from dscp_data.store.engine.queries import load_sql
from dscp_data.store.engine.version_cache import VersionCache
from dscp_data.store.records.drafts import Drafts
from dscp_data.store.returns.originals import Originals, originals_folder
from dscp_data.store.returns.waiting import WaitingReturns

CACHED_RESULTS = 256
CACHED_FIGURES = 12  # each is every figure for one type of period, as at one time
CORRUPT = "Corrupt database file"

__all__ = ["Store", "StoreError", "default_path", "load_sql"]


def default_path() -> Path:
    """Where the database is: DSCP_DATABASE, or data/dscp.duckdb in the folder it is started in."""
    return Path(os.environ.get("DSCP_DATABASE") or "data/dscp.duckdb")


def read_data_version(cursor: duckdb.DuckDBPyConnection) -> int:
    """The data version that the transaction of a cursor sees. Raises Damaged without one."""
    found = cursor.execute("SELECT version FROM data_version").fetchall()
    if len(found) != 1:
        raise Damaged("The data version is not in the database, or more than one is.")
    return found[0][0]


class Store:
    """The one connection of a process to its database file; `open_store` makes it.

    DuckDB lets one process at a time open a file, and gives wrong answers where threads share
    a connection, so every query runs on a cursor of its own. Writers take turns.

    `roles_version` rises with each change of a role; no other process can make one.
    `after_commit` is called after each transaction, while the writer still has its turn.
    With `keeps_copies`, the log of events is also written to a file and backups are made: after
    each change of a return, or by its `BackupSchedule` where it has one.
    """

    def __init__(
        self,
        path: Path,
        plan: Catalogue,
        key: Key,
        connection: duckdb.DuckDBPyConnection,
        *,
        keeps_copies: bool = True,
    ) -> None:
        self.path, self.plan, self.key = path, plan, key
        self.keeps_copies = keeps_copies
        self.in_batch = self.has_backup_schedule = False
        self.roles_version = 0
        self.writing, self.committing = threading.Lock(), threading.Lock()
        self.cache = VersionCache(lambda: self.version, CACHED_RESULTS)
        self.figure_cache = VersionCache(lambda: self.version, CACHED_FIGURES)
        self.after_commit: list[Callable[[], None]] = []
        self.closing = ExitStack()  # what must be done before it is closed
        self._connection = connection
        self._version = read_data_version(connection)

    def query(self, name: str, **parameters: Any) -> pd.DataFrame:
        """The result of the query in `sql/<name>.sql`, with its parameters bound."""
        with self.cursor() as cursor:
            return cursor.execute(load_sql(name), parameters).df()

    @property
    def version(self) -> int:
        """The data version, which rises with every change to the data."""
        with self.committing:
            return self._version

    @property
    def originals(self) -> Originals:
        """The original files, stored beside the database by their sha256."""
        return Originals(originals_folder(self.path), self.key)

    @property
    def waiting(self) -> WaitingReturns:
        """The files that people uploaded and have neither accepted nor removed."""
        return WaitingReturns(self.path.parent / "waiting", self.key)

    @property
    def drafts(self) -> Drafts:
        """What people type at meetings and have not recorded."""
        return Drafts(self.path.parent / "drafts", self.key)

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own. Raises Damaged where a block is not as it was written: one that the
        check at opening did not read, or that has changed since."""
        cursor = self._connection.cursor()
        try:
            cursor.execute(f"USE {DATABASE}")
            yield cursor
        except duckdb.IOException as error:
            if CORRUPT not in str(error):
                raise
            raise Damaged(f"The database {self.path} cannot be read: it is damaged.") from error
        finally:
            cursor.close()

    @contextmanager
    def transaction(self, new_version: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: all of the change, with a new data version, or none of it.

        Derived data are written without a new version. Raises StoreError where the disk is full.
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
                fault = isinstance(error, duckdb.Error) and storage_fault(error, self.path)
                if fault:
                    raise fault from error
                raise
            for callback in self.after_commit:
                callback()

    def _commit(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Commit; a thread that reads the version meanwhile waits, so it matches the data."""
        version = read_data_version(cursor)
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
