"""The data inventory: every table and column of the database, with its purpose."""

from __future__ import annotations

from dataclasses import dataclass

from dscp_data.catalogue import Catalogue, Purpose
from dscp_data.store import Store
from dscp_data.store.engine.schema import stored_tables

OF_WHOM = {
    "nobody": "",
    "staff": "Names staff",
    "small counts": "Counts of children, which may be small",
    "free text": "Free text",
}


@dataclass(frozen=True)
class InventoryEntry:
    """A table: what it is for, how many rows it has, and the purpose of each column."""

    table: str
    purpose: Purpose
    rows: int
    columns: tuple[tuple[str, Purpose], ...]


def inventory(store: Store) -> list[InventoryEntry]:
    """Every table of the database, by name. Raises KeyError for one without a purpose: a test
    sees to it that there is none."""
    known = purposes(store.plan)
    return [
        InventoryEntry(
            table.name,
            known[table.name, ""],
            table.rows,
            tuple((column, purpose_of(known, table.name, column)) for column in table.columns),
        )
        for table in stored_tables(store)
    ]


def purposes(plan: Catalogue) -> dict[tuple[str, str], Purpose]:
    return {(one.table, one.column): one for one in plan.purposes}


def purpose_of(known: dict[tuple[str, str], Purpose], table: str, column: str) -> Purpose:
    """Its own purpose, else that of every column of its name."""
    return known.get((table, column)) or known["", column]
