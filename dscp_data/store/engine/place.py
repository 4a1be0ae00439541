"""Where the tables of a store are: in a file, or in PostgreSQL."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import duckdb

from dscp_data.store.engine.encryption import Key, read_secret
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.engine.files import Files
from dscp_data.store.engine.in_file import InFile
from dscp_data.store.engine.in_postgres import SETTING, postgres_of
from dscp_data.store.engine.versions import Versions


class Place(Protocol):
    """What differs between the places. The queries are the same for all of them."""

    @property
    def is_shared(self) -> bool:
        """Whether other processes may read and write it at the same time."""

    @property
    def enter_schema(self) -> str:
        """The statement by which a cursor finds the tables and the macros."""

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A connection that can reach this place and nothing else. Raises StoreError."""

    def writer_lock(self, connection: duckdb.DuckDBPyConnection, /) -> AbstractContextManager[None]:
        """Keeps every other process from writing."""

    def run_migration(self, connection: duckdb.DuckDBPyConnection, text: str) -> None:
        """Run the statements of a migration in the transaction of the connection."""

    def create_macros(self, connection: duckdb.DuckDBPyConnection, text: str) -> None:
        """Make the macros that queries use, and `next_id`."""

    def versions(self, cursor: duckdb.DuckDBPyConnection, /) -> Versions | None:
        """The versions that the transaction of a cursor sees; None where nobody else can change
        them."""

    def fault(self, error: duckdb.Error) -> StoreError | None:
        """Why a query failed, where the place is at fault; None for any other error."""

    def opening_fault(self, error: duckdb.Error) -> StoreError:
        """Why the store could not be opened."""

    def original_files(self, connection: duckdb.DuckDBPyConnection, /) -> Files:
        """The original files of returns."""


def configured_place(path: Path, key: Key) -> Place:
    """PostgreSQL where DSCP_STORE names it, else the file. Raises StoreError."""
    setting = store_setting()
    return postgres_of(setting) if setting else InFile(path, key)


def store_setting() -> str:
    """What DSCP_STORE says, or the file that DSCP_STORE_FILE names; "" where neither is set."""
    return os.environ.get(SETTING, "") or read_secret(os.environ.get(f"{SETTING}_FILE", ""))


def has_store(path: Path) -> bool:
    """Whether there is a store already. One in PostgreSQL is made by the first who opens it."""
    return bool(store_setting()) or path.exists()


def refuse_in_postgres(instead: str) -> None:
    """Raises StoreError, which says what to do instead, where the store is in PostgreSQL."""
    if store_setting():
        raise StoreError(f"The store is in PostgreSQL, as {SETTING} says. {instead}")
