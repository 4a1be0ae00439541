"""Questions over the Parquet files of several partnerships, answered by DuckDB."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import duckdb
import pandas as pd
import pyarrow as pa

from dscp_data.store.engine.connection import SETTINGS
from dscp_data.store.engine.queries import load_sql

MEMORY = "4GB"


class CompareTotals(Protocol):
    """What answers `compare_partnerships.sql`: DuckDB, or another engine with the same rows."""

    def __call__(
        self,
        files: Mapping[Path, str],
        definitions: pd.DataFrame,
        *,
        protected: bool,
        first: str | None = None,
    ) -> pd.DataFrame: ...


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
        connection.read_parquet([*named], filename=True).create_view("published_figure")
        connection.register("definition", definitions)
        connection.register(
            "source", pd.DataFrame({"file": [*named], "partnership": [*named.values()]})
        )
        found: pd.DataFrame = connection.execute(
            load_sql("compare_partnerships"),
            {"first": first, "protected": protected},
        ).df()
    return found


def as_frame(answer: pa.Table) -> pd.DataFrame:
    """The answer of another engine as DuckDB would give it."""
    with duckdb.connect(config=SETTINGS) as connection:
        frame: pd.DataFrame = connection.from_arrow(answer).df()
    return frame
