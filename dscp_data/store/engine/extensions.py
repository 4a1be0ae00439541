"""Loads DuckDB extensions from their wheels, by path and signed: nothing is fetched."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import duckdb

from dscp_data.store.engine.errors import StoreError


def load_extension(connection: duckdb.DuckDBPyConnection, name: str, missing: str) -> None:
    """Raises StoreError where the wheel is missing or of another version; `missing` says what then
    cannot be done."""
    try:
        folder = Path(str(files(f"duckdb_extension_{name}"))) / "extensions"
        extension = folder / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        connection.load_extension(str(extension))
    except (ModuleNotFoundError, duckdb.Error) as error:
        raise StoreError(
            f"{missing} for version {duckdb.__version__}. Install requirements.txt again."
        ) from error
