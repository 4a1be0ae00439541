"""Questions over the Parquet files of several partnerships, answered by DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pandas as pd

from dscp_data.store.engine.connection import SETTINGS
from dscp_data.store.engine.queries import load_sql

MEMORY = "4GB"


def compare_totals(
    files: Sequence[Path], definitions: pd.DataFrame, *, first: str | None = None
) -> pd.DataFrame:
    """The total of each partnership, indicator and period, with its rank among them and their
    range: see `compare_partnerships.sql`.

    `definitions` has, for each partnership and indicator that may be compared, definition,
    polarity and is_share. `first` is the first day of the first period wanted.
    """
    with duckdb.connect(config={**SETTINGS, "memory_limit": MEMORY}) as connection:
        connection.register("definition", definitions)
        found: pd.DataFrame = connection.execute(
            load_sql("compare_partnerships"),
            {"files": [str(path) for path in files], "first": first},
        ).df()
    return found
