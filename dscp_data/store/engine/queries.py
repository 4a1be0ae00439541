"""Loads the SQL files in `dscp_data/sql`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SQL = Path(__file__).parents[2] / "sql"


@cache
def load_sql(name: str) -> str:
    """The text of `sql/<name>.sql`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")
