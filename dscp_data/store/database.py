"""Opening the DuckDB file, bringing it up to date, and asking it questions."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dscp_data.catalogue import Catalogue, catalogue
from dscp_data.store.migrations import migrate

SQL = Path(__file__).parents[1] / "sql"
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
}


class StoreError(Exception):
    """The store cannot be used; the message is for the reader and says what to do."""


def default_path() -> Path:
    """Where the database is: DSCP_DATABASE, or data/dscp.duckdb in the folder it is started in."""
    return Path(os.environ.get("DSCP_DATABASE") or "data/dscp.duckdb")


@cache
def question(name: str) -> str:
    """The text of `sql/<name>.sql`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


class Store:
    """The one connection of a process to its database file.

    DuckDB lets one process at a time open a file, and gives wrong answers where threads share
    a connection, so every question runs on a cursor of its own. Writers take turns.
    """

    def __init__(self, path: Path, plan: Catalogue | None = None) -> None:
        self.path = path
        self.plan = plan or catalogue()
        self.writing = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = connect(path)
        try:
            migrate(self._connection)
            self._connection.execute(question("macros"))
            self._keep_indicator_rules()
            self._connection.execute("SET lock_configuration = true")
        except BaseException:
            self._connection.close()
            raise

    def ask(self, name: str, **parameters: Any) -> pd.DataFrame:
        """The answer to the question in `sql/<name>.sql`, with its parameters bound."""
        with self.cursor() as cursor:
            return cursor.execute(question(name), parameters).df()

    @property
    def version(self) -> int:
        """The data version: it rises with every change of what is held."""
        with self.cursor() as cursor:
            return cursor.execute("SELECT version FROM data_version").fetchall()[0][0]

    @property
    def originals(self) -> Path:
        """The folder beside the database where the files taken in are kept, by sha256."""
        return self.path.parent / "originals"

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    @contextmanager
    def change(self, new_version: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction: all of the change, with a new data version, or none of it.

        What is only worked out from what is held is kept without a new version.
        """
        with self.writing, self.cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
                if new_version:
                    cursor.execute("UPDATE data_version SET version = version + 1")
                cursor.commit()
            except BaseException:
                cursor.rollback()
                raise

    def close(self) -> None:
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


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), config=SETTINGS)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise StoreError(
                f"Another program has the database {path} open. Stop the dashboard first, "
                "or upload through the Returns page instead."
            ) from error
        raise StoreError(
            f"The database {path} cannot be opened. Check that it is a file this dashboard made "
            "and that you may read and write it."
        ) from error
