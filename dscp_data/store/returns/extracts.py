"""The lines read from a return, stored in place of an original past its retention period.

A rebuild reads the files again. Where one was removed because it had become too old, its lines
come from here instead, and must have the digest that was recorded when they were accepted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dscp_data.store.engine.sealed_files import write_atomically
from dscp_data.store.event_log.events import canonical, rows_of
from dscp_data.store.returns.originals import Originals

TABLES = ("observation", "concern", "mapping_meeting", "evidence", "action")
Lines = Mapping[str, Sequence[Mapping[str, Any]]]


def extract_path(originals: Originals, return_id: int) -> Path:
    return originals.folder / f"return-{return_id}.lines.json"


def save_extract(cursor: duckdb.DuckDBPyConnection, originals: Originals, return_id: int) -> Path:
    """Keep the lines of a return as a file, sealed where there is a key. Raises OSError."""
    lines = {table: rows_of(cursor, table, "return_id = ?", [return_id]) for table in TABLES}
    path = extract_path(originals, return_id)
    write_atomically(path, originals.key.seal(canonical(lines).encode()))
    return path


def extract(originals: Originals, return_id: int) -> Lines | None:
    """The lines of a return, by table, where they are kept; None where its file is. Raises
    WrongKey."""
    path = extract_path(originals, return_id)
    if not path.exists():
        return None
    lines: Lines = json.loads(originals.key.unseal(path.read_bytes(), str(path)))
    return lines


def insert_extract(cursor: duckdb.DuckDBPyConnection, lines: Lines) -> None:
    for table in TABLES:
        if lines[table]:
            cursor.register("kept", pd.DataFrame(list(lines[table])))
            cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM kept")
            cursor.unregister("kept")
