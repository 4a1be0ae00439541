"""A store in a DuckDB file, which one process at a time may open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import duckdb

from dscp_data.store.engine.connection import DATABASE, open_database
from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import Damaged, StoreError, storage_fault
from dscp_data.store.engine.files import FileFolder

CORRUPT = "Corrupt database file"
NEXT_ID = "CREATE OR REPLACE MACRO next_id(sequence) AS TABLE SELECT nextval(sequence) AS id"


@dataclass(frozen=True)
class InFile:
    """The file at `path`, with its backups and the original files beside it."""

    path: Path
    key: Key

    is_shared: ClassVar[bool] = False
    enter_schema: ClassVar[str] = f"USE {DATABASE}"

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Raises InUse, Damaged or WrongKey."""
        return open_database(self.path, self.key, backup_folder(self.path))

    @contextmanager
    def writer_lock(self, _: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """No other process has the file."""
        yield

    def run_migration(self, connection: duckdb.DuckDBPyConnection, text: str) -> None:
        connection.execute(text)

    def create_macros(self, connection: duckdb.DuckDBPyConnection, text: str) -> None:
        connection.begin()  # one transaction, not one for each of thirty macros
        connection.execute(NEXT_ID)
        connection.execute(text)
        connection.commit()

    def versions(self, _: duckdb.DuckDBPyConnection) -> None:
        """Nobody else changes them."""

    def fault(self, error: duckdb.Error) -> StoreError | None:
        """Damaged where a block is not as it was written: one that the check at opening did not
        read, or that has changed since."""
        if isinstance(error, duckdb.IOException) and CORRUPT in str(error):
            return Damaged(f"The database {self.path} cannot be read: it is damaged.")
        return None

    def opening_fault(self, error: duckdb.Error) -> StoreError:
        return storage_fault(error, self.path) or Damaged(
            f"The database {self.path} cannot be read: it is damaged."
        )

    def original_files(self, _: duckdb.DuckDBPyConnection) -> FileFolder:
        return FileFolder(originals_folder(self.path))


def originals_folder(database: Path) -> Path:
    return database.parent / "originals"


def backup_folder(database: Path) -> Path:
    """The folder of a database's backups."""
    return database.parent / "backups"
