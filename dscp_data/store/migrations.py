"""Numbered migrations, each in one transaction, from the first."""

from __future__ import annotations

from pathlib import Path

import duckdb

FOLDER = Path(__file__).parents[1] / "sql" / "migrations"


class NewerDatabase(Exception):
    """The database was written by a later version of the dashboard."""


def migrations() -> list[tuple[int, str]]:
    """(number, text) of every migration, in order."""
    return [(int(f.name[:4]), f.read_text(encoding="utf-8")) for f in sorted(FOLDER.glob("*.sql"))]


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring a database up to date. Raises NewerDatabase and then changes nothing."""
    connection.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
    held = connection.execute("SELECT coalesce(max(version), 0) FROM schema_version").fetchall()
    version, newest = held[0][0], migrations()[-1][0]
    if version > newest:
        raise NewerDatabase(
            f"This database is of version {version} and this dashboard knows versions up to "
            f"{newest}. Use the newer dashboard, or restore a backup made with this one."
        )
    for number, text in migrations():
        if number > version:
            connection.begin()
            connection.execute(text)
            connection.execute("INSERT INTO schema_version VALUES (?)", [number])
            connection.commit()
