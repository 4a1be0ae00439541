"""Questions over the Parquet files of several partnerships, answered by DuckDB."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd

from dscp_data.store.engine.connection import SETTINGS
from dscp_data.store.engine.queries import load_sql

MEMORY = "4GB"


def compare_totals(
    files: Mapping[Path, str],
    definitions: pd.DataFrame,
    *,
    protected: bool,
    first: str | None = None,
) -> pd.DataFrame:
    """The total of each partnership, indicator and period, with its rank among them and their
    range: see `compare_partnerships.sql`.

    `files` gives the partnership of each. `definitions` has, for each partnership and indicator
    that may be compared, definition, polarity and is_share. `protected` is whether the figures are
    rounded. `first` is the first day of the first period wanted.
    """
    with duckdb.connect(config={**SETTINGS, "memory_limit": MEMORY}) as connection:
        named = {str(path): partnership for path, partnership in files.items()}
        connection.register("definition", definitions)
        connection.register(
            "source", pd.DataFrame({"file": [*named], "partnership": [*named.values()]})
        )
        found: pd.DataFrame = connection.execute(
            load_sql("compare_partnerships"),
            {"files": [*named], "first": first, "protected": protected},
        ).df()
    return found
