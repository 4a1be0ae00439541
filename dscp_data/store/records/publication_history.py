"""All that was ever published of protected figures, in the database and in the event log.

Whoever kept an earlier view knows it still, so what was published outlives the database: each event
holds what was published for the first time, and a rebuild inserts it again. It holds the counts of
the figures that were added up, packed, and no page or command shows it.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import duckdb
import pandas as pd

from dscp_data.store.engine.queries import load_sql
from dscp_data.store.event_log.events import Event, canonical, record
from dscp_data.store.event_log.recorded_digests import record_computed

FIGURES_PUBLISHED = "figures published"
CELL = ("indicator", "agency", "locality", "period_type", "period_start")
CONTRIBUTOR = ("indicator", "id", *CELL[1:], "numerator", "denominator")
PUBLISHED = (*CELL, "number", "lowest", "highest", "contributors")
Row = tuple[Any, ...]


@dataclass(frozen=True)
class PublicationHistory:
    """Rows of published_contributor (CONTRIBUTOR) and of published_cell (PUBLISHED). Days are as
    in JSON: "2025-04-01"."""

    contributors: tuple[Row, ...] = ()
    cells: tuple[Row, ...] = ()


def read_history(cursor: duckdb.DuckDBPyConnection) -> PublicationHistory:
    """What the database says was ever published."""
    return PublicationHistory(
        read_rows(cursor, "published_contributor", CONTRIBUTOR),
        read_rows(cursor, "published_cell", PUBLISHED),
    )


def read_rows(
    cursor: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]
) -> tuple[Row, ...]:
    selected = ", ".join(f"{one}::VARCHAR" if one == "period_start" else one for one in columns)
    return tuple(cursor.execute(f"SELECT {selected} FROM {table} ORDER BY ALL").fetchall())


def history_of_log(log: Iterable[Event]) -> PublicationHistory:
    """What a log says was ever published."""
    packed = [unpack(event.details["packed"]) for event in log if event.what == FIGURES_PUBLISHED]
    return PublicationHistory(
        tuple(row for one in packed for row in one.contributors),
        tuple(row for one in packed for row in one.cells),
    )


def pack(history: PublicationHistory) -> str:
    """Columns compress to a quarter of what rows do: 0.2 MB for the 38,000 cells of the samples."""
    columns = [[*zip(*rows, strict=True)] for rows in (history.contributors, history.cells)]
    return base64.b64encode(zlib.compress(canonical(columns).encode())).decode()


def unpack(packed: str) -> PublicationHistory:
    columns = json.loads(zlib.decompress(base64.b64decode(packed)))
    return PublicationHistory(*(tuple(zip(*one, strict=True)) for one in columns))


def record_published(cursor: duckdb.DuckDBPyConnection, new: PublicationHistory) -> None:
    """Insert what is published for the first time, with an event in the log."""
    if new.cells:
        insert_history(cursor, new)
        record_event(cursor, new)


def insert_history(cursor: duckdb.DuckDBPyConnection, new: PublicationHistory) -> None:
    insert_frame(
        cursor, "published_contributor", pd.DataFrame(new.contributors, columns=CONTRIBUTOR)
    )
    insert_frame(cursor, "published_cell", pd.DataFrame(new.cells, columns=PUBLISHED))


def record_event(cursor: duckdb.DuckDBPyConnection, new: PublicationHistory) -> None:
    record(
        cursor,
        FIGURES_PUBLISHED,
        who="dashboard",
        subjects=sorted({cell[0] for cell in new.cells}),
        detail={"cells": len(new.cells), "packed": pack(new)},
    )


def backfill_published(cursor: duckdb.DuckDBPyConnection, log: Sequence[Event]) -> None:
    """Begin the publications of a log that is older than them with what the database holds."""
    if any(event.what == FIGURES_PUBLISHED for event in log):
        return
    history = read_history(cursor)
    if history.cells:
        record_event(cursor, history)


def import_history(cursor: duckdb.DuckDBPyConnection, other: PublicationHistory) -> None:
    """Add what another history has and this database does not. Figures that may give it away are to
    be protected again, and the digests of these indicators are recorded anew."""
    added = missing_from(read_history(cursor), other)
    if added.cells:
        record_published(cursor, added)
        indicators = sorted({cell[0] for cell in added.cells})
        cursor.execute(load_sql("invalidate_protected"), {"indicators": indicators})
        record_computed(cursor, indicators)


def insert_frame(cursor: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    if len(rows):
        cursor.register("incoming", rows)
        cursor.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
        cursor.unregister("incoming")


def missing_from(present: PublicationHistory, other: PublicationHistory) -> PublicationHistory:
    """The rows of another history that one does not have, with ids that are free in it.

    Two histories number contributors each for itself, from 0 for each indicator:
    present E08 id 0: Easington, April, 7
    other   E08 id 0: Teesdale, April, 9     a cell that counts [0]
    gives   E08 id 1: Teesdale, April, 9     a cell that counts [1]
    """
    ids = {without_id(row): row[1] for row in present.contributors}
    used = {row[:2] for row in present.contributors}
    free: dict[str, Iterator[int]] = {}
    renumbered: dict[tuple[str, int], int] = {}
    contributors = []
    for row in other.contributors:
        indicator, contribution = row[0], without_id(row)
        if contribution not in ids:
            if indicator not in free:
                last = max((id for one, id in used if one == indicator), default=-1)
                free[indicator] = count(last + 1)
            ids[contribution] = next(free[indicator])
            contributors.append((indicator, ids[contribution], *row[2:]))
        renumbered[row[:2]] = ids[contribution]
    known = {with_contributors(row, row[-1]) for row in present.cells}
    cells = []
    for row in other.cells:
        row_here = with_contributors(row, [renumbered[row[0], id] for id in row[-1]])
        if row_here not in known:
            cells.append((*row_here[:-1], [*row_here[-1]]))
    return PublicationHistory(tuple(contributors), tuple(cells))


def without_id(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (row[0], *row[2:])


def with_contributors(row: tuple[Any, ...], ids: Iterable[int]) -> tuple[Any, ...]:
    """A row of PUBLISHED as something that can be looked up."""
    return (*row[:-1], tuple(sorted(ids)))
