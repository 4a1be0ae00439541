"""The lines read from a return, stored in place of an original past its retention period.

A rebuild reads the files again. Where one was removed because it had become too old, its lines
come from here instead, and must have the digest that was recorded when they were accepted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd

from dscp_data.store.event_log.events import canonical, rows_of
from dscp_data.store.returns.originals import Originals

TABLES = ("observation", "concern", "mapping_meeting", "evidence", "action")
Lines = Mapping[str, Sequence[Mapping[str, Any]]]


def extract_name(return_id: int) -> str:
    return f"return-{return_id}.lines.json"


def save_extract(cursor: duckdb.DuckDBPyConnection, originals: Originals, return_id: int) -> None:
    """Keep the lines of a return as a file, sealed where there is a key. Raises OSError."""
    lines = {table: rows_of(cursor, table, "return_id = ?", [return_id]) for table in TABLES}
    sealed = originals.key.seal(canonical(lines).encode())
    originals.files.write(extract_name(return_id), sealed)


def extract(originals: Originals, return_id: int) -> Lines | None:
    """The lines of a return, by table, where they are kept; None where its file is. Raises
    WrongKey."""
    name = extract_name(return_id)
    sealed = originals.files.read(name)
    if sealed is None:
        return None
    lines: Lines = json.loads(originals.key.unseal(sealed, originals.files.describe(name)))
    return lines


def insert_extract(cursor: duckdb.DuckDBPyConnection, lines: Lines) -> None:
    for table in TABLES:
        if lines[table]:
            cursor.register("kept", pd.DataFrame(list(lines[table])))
            cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM kept")
            cursor.unregister("kept")
