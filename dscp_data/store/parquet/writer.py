"""Writes tables as partitioned Parquet, with a connection that has nothing to do with the store."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from dscp_data.store.engine.connection import SETTINGS
from dscp_data.store.engine.encryption import quoted


@dataclass(frozen=True)
class WrittenFile:
    """A file of a publication: its path below the folder, with slashes, and its sha256."""

    path: str
    sha256: str


def write_parquet(
    frame: pd.DataFrame, folder: Path, partition_by: Sequence[str], marks: Mapping[str, str]
) -> None:
    """Write a frame into a folder that is new, a file for each value of the columns named. The
    marks are in the metadata of every file."""
    keys = ", ".join(f'"{column}"' for column in partition_by)
    notes = ", ".join(f'"{name}": {quoted(text)}' for name, text in marks.items())
    folder.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config=SETTINGS) as connection:
        connection.register("published", frame)
        connection.execute(
            f"COPY published TO {quoted(folder)} (FORMAT parquet, COMPRESSION zstd,"
            f" PARTITION_BY ({keys}), KV_METADATA {{{notes}}})"
        )


def written_files(folder: Path) -> tuple[WrittenFile, ...]:
    """Every Parquet file in a folder, by its path."""
    return tuple(
        WrittenFile(
            path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()
        )
        for path in sorted(folder.rglob("*.parquet"))
    )
