"""Files of the store: in a folder beside the database, or in a table that several servers share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import duckdb

from dscp_data.model.clock import utc_now
from dscp_data.store.engine.inserts import is_duplicate
from dscp_data.store.engine.sealed_files import write_atomically


@dataclass(frozen=True)
class StoredFile:
    """`changed_at` is in UTC."""

    name: str
    changed_at: datetime


class Files(Protocol):
    """Files by name."""

    def read(self, name: str) -> bytes | None:
        """The content of a file; None where there is none."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file in full or not at all. Raises OSError, or StoreError of a database."""

    def has(self, name: str) -> bool:
        """Whether there is a file of that name."""

    def listed(self) -> Sequence[StoredFile]:
        """Every file, by name."""

    def delete(self, name: str) -> None:
        """Delete a file, if it is there."""

    def describe(self, name: str) -> str:
        """Where a file is, in words."""


@dataclass(frozen=True)
class FileFolder:
    """A folder outside of anything that is served."""

    folder: Path

    def read(self, name: str) -> bytes | None:
        path = self.folder / name
        return path.read_bytes() if path.exists() else None

    def write(self, name: str, content: bytes) -> None:
        write_atomically(self.folder / name, content)

    def has(self, name: str) -> bool:
        return (self.folder / name).exists()

    def listed(self) -> list[StoredFile]:
        return [StoredFile(path.name, changed_at(path)) for path in sorted(self.folder.glob("*"))]

    def delete(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def describe(self, name: str) -> str:
        return str(self.folder / name)


@dataclass(frozen=True)
class FileTable:
    """A table with a row a file. `cursor` gives a cursor that is closed after use."""

    cursor: Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]]
    table: str

    def read(self, name: str) -> bytes | None:
        with self.cursor() as cursor:
            found = cursor.execute(f"SELECT content FROM {self.table} WHERE name = ?", [name])
            rows = found.fetchall()
        return bytes(rows[0][0]) if rows else None

    def write(self, name: str, content: bytes) -> None:
        with self.cursor() as cursor:
            cursor.begin()
            cursor.execute(f"DELETE FROM {self.table} WHERE name = ?", [name])
            try:
                cursor.execute(
                    f"INSERT INTO {self.table} (name, content, changed_at) VALUES (?, ?, ?)",
                    [name, content, utc_now()],
                )
                cursor.commit()
            except duckdb.Error as error:
                if not is_duplicate(error):  # another server has just written the same file
                    raise

    def has(self, name: str) -> bool:
        with self.cursor() as cursor:
            found = cursor.execute(f"SELECT 1 FROM {self.table} WHERE name = ?", [name])
            return bool(found.fetchall())

    def listed(self) -> list[StoredFile]:
        with self.cursor() as cursor:
            found = cursor.execute(f"SELECT name, changed_at FROM {self.table} ORDER BY name")
            return [StoredFile(*row) for row in found.fetchall()]

    def delete(self, name: str) -> None:
        with self.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table} WHERE name = ?", [name])

    def describe(self, name: str) -> str:
        return f"{name} in PostgreSQL"


def changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)
