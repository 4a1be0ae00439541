"""The tables of the database and their columns."""

from __future__ import annotations

from dataclasses import dataclass

from dscp_data.store.engine.queries import load_sql
from dscp_data.store.engine.store import Store


@dataclass(frozen=True)
class StoredTable:
    """A table of the database: its columns in order, and how many rows it has."""

    name: str
    columns: tuple[str, ...]
    rows: int


def stored_tables(store: Store) -> list[StoredTable]:
    """Every table of the database, by name."""
    with store.cursor() as cursor:
        columns: dict[str, list[str]] = {}
        for table, column in cursor.execute(load_sql("table_columns")).fetchall():
            columns.setdefault(table, []).append(column)
        return [
            StoredTable(
                table,
                tuple(names),
                cursor.execute(f'SELECT count(*) FROM "{table}"').fetchall()[0][0],
            )
            for table, names in columns.items()
        ]
