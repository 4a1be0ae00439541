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
from dscp_data.store.engine.encryption import Key, describe_encryption
from dscp_data.store.engine.errors import NewerDatabase, StoreError, storage_fault
from dscp_data.store.engine.in_file import InFile
from dscp_data.store.engine.migrations import newest
from dscp_data.store.engine.place import Place
from dscp_data.store.engine.queries import load_sql
from dscp_data.store.engine.version_cache import VersionCache
from dscp_data.store.engine.versions import Versions, read_data_version
from dscp_data.store.records.drafts import Drafts
from dscp_data.store.returns.originals import Originals
from dscp_data.store.returns.waiting import WaitingReturns

CACHED_RESULTS = 256
CACHED_FIGURES = 12  # each is every figure for one type of period, as at one time

__all__ = ["Store", "StoreError", "default_path", "load_sql", "read_data_version"]


def default_path() -> Path:
    """Where the database is: DSCP_DATABASE, or data/dscp.duckdb in the folder it is started in."""
    return Path(os.environ.get("DSCP_DATABASE") or "data/dscp.duckdb")


class Store:
    """The one connection of a process to its database; `open_store` makes it.

    DuckDB gives wrong answers where threads share a connection, so every query runs on a cursor of
    its own. Writers take turns, with those of other processes too where the place is shared.

    `roles_version` rises with each change of a role. Where the place is shared, every question and
    `refresh` also read the versions that other processes have raised.
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
        place: Place | None = None,
    ) -> None:
        self.path, self.plan, self.key = path, plan, key
        self.place = place or InFile(path, key)
        self.keeps_copies = keeps_copies
        self.in_batch = self.has_backup_schedule = False
        self.roles_version = 0
        self.roles_seen = -1  # by `former_users`
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

    def describe_encryption(self) -> str:
        return describe_encryption(self.key, in_postgres=self.place.is_shared)

    @property
    def originals(self) -> Originals:
        """The original files, stored by their sha256."""
        return Originals(self.place.original_files(self._connection), self.key)

    @property
    def waiting(self) -> WaitingReturns:
        """The files that people uploaded and have neither accepted nor removed."""
        return WaitingReturns(self.path.parent / "waiting", self.key)

    @property
    def drafts(self) -> Drafts:
        """What people type at meetings and have not recorded."""
        return Drafts(self.path.parent / "drafts", self.key)

    @contextmanager
    def cursor(self, *, one_state: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own, to read with. With `one_state`, and always where the place is
        shared, all its queries see the data at one moment. Raises Damaged or ServerAway."""
        with self._own_cursor() as cursor:
            if one_state or self.place.is_shared:
                cursor.begin()
            self._read_versions(cursor)
            yield cursor

    @contextmanager
    def _own_cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._connection.cursor()
        try:
            cursor.execute(self.place.enter_schema)
            yield cursor
        except duckdb.Error as error:
            if fault := self.place.fault(error):
                raise fault from error
            raise
        finally:
            cursor.close()

    def refresh(self) -> None:
        """Read the versions that other processes may have raised. Raises ServerAway."""
        if self.place.is_shared:
            with self.cursor():
                pass

    def _read_versions(self, cursor: duckdb.DuckDBPyConnection) -> Versions | None:
        found = self.place.versions(cursor)
        if found:
            with self.committing:
                self._version = max(self._version, found.data)
                self.roles_version = max(self.roles_version, found.roles)
        return found

    @contextmanager
    def transaction(self, new_version: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: all of the change, with a new data version, or none of it.

        Derived data are written without a new version. Raises StoreError where the disk is full,
        and NewerDatabase where another process has brought the tables to a later version.
        """
        with self.writer_lock(), self._own_cursor() as cursor:
            cursor.begin()
            try:
                found = self._read_versions(cursor)
                if found and found.schema > newest():
                    raise NewerDatabase(
                        "A later version of the dashboard has this database open. You can go on "
                        "reading here, but not change anything. Update this server."
                    )
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

    @contextmanager
    def writer_lock(self) -> Iterator[None]:
        """Keep every other writer waiting, in this process and in others."""
        with self.writing, self.place.writer_lock(self._connection):
            yield

    def _commit(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Commit; a thread that reads the version meanwhile waits, so it matches the data."""
        version = read_data_version(cursor)
        with self.committing:
            cursor.commit()
            self._version = max(self._version, version)

    def close(self) -> None:
        self.closing.close()
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
