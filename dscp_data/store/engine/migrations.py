"""Numbered migrations, each in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import duckdb

from dscp_data.store.engine.errors import NewerDatabase, NotMigrated, storage_fault

Run = Callable[[duckdb.DuckDBPyConnection, str], None]
FOLDER = Path(__file__).parents[2] / "sql" / "migrations"


def newest() -> int:
    return migrations()[-1][0]


def migrations() -> list[tuple[int, str]]:
    """(number, text) of every migration, in order."""
    return [(int(f.name[:4]), f.read_text(encoding="utf-8")) for f in sorted(FOLDER.glob("*.sql"))]


def schema_version(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of the last migration of a database, 0 for a new one.

    Raises NewerDatabase where this dashboard does not know it, and then changes nothing.
    """
    connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
    rows = connection.execute("SELECT coalesce(max(version), 0) FROM schema_version").fetchall()
    version = rows[0][0]
    if version > newest():
        raise NewerDatabase(
            f"This database is version {version}, but this dashboard can only read versions up to "
            f"{newest()}. Use the newer dashboard, or restore a backup made with this one."
        )
    return version


def migrate(connection: duckdb.DuckDBPyConnection, path: Path, run: Run) -> None:
    """Bring a database up to date: `run` runs the text of a migration on the connection. Raises
    NotMigrated at one that fails, which changes nothing."""
    version = schema_version(connection)
    for number, text in migrations():
        if number > version:
            connection.begin()
            try:
                run(connection, text)
                connection.execute("INSERT INTO schema_version (version) VALUES (?)", [number])
                connection.commit()
            except duckdb.Error as error:
                with suppress(duckdb.Error):  # a commit that failed has already ended it
                    connection.rollback()
                raise storage_fault(error, path) or NotMigrated(
                    f"The database could not be brought up to version {number}. Nothing was lost: "
                    "it is unchanged. Use the earlier dashboard for now."
                ) from error
