"""All that was ever published of protected figures, as a database that is replaced knew it.

It holds counts, so the event log does not: a database that is made again takes it from the one that
it replaces. What was hidden is in the log, and stays hidden where nothing can be taken over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dscp_data.store.engine.connection import open_database
from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import StoreError
from dscp_data.store.engine.queries import load_sql
from dscp_data.store.event_log.recorded_digests import record_computed
from dscp_data.store.records.protected_figures import insert_frame

CELL = ("indicator", "agency", "locality", "period_type", "period_start")
CONTRIBUTOR = ("indicator", "id", *CELL[1:], "numerator", "denominator")
PUBLISHED = (*CELL, "number", "lowest", "highest", "contributors")


@dataclass(frozen=True)
class PublicationHistory:
    """Rows of published_contributor (CONTRIBUTOR) and of published_cell (PUBLISHED), in the order
    in which they were written."""

    contributors: tuple[tuple[Any, ...], ...] = ()
    cells: tuple[tuple[Any, ...], ...] = ()


def first_readable_history(databases: Iterable[Path], key: Key) -> PublicationHistory:
    """The history in the first of some closed databases from which it can be read, or an empty
    one."""
    for database in databases:
        with suppress(StoreError, duckdb.Error):
            if database.exists():
                with closing(open_database(database, key)) as opened:
                    return read_history(opened)
    return PublicationHistory()


def read_history(cursor: duckdb.DuckDBPyConnection) -> PublicationHistory:
    contributors = cursor.execute(
        f"SELECT {', '.join(CONTRIBUTOR)} FROM published_contributor ORDER BY rowid"
    ).fetchall()
    cells = cursor.execute(
        f"SELECT {', '.join(PUBLISHED)} FROM published_cell ORDER BY rowid"
    ).fetchall()
    return PublicationHistory(tuple(contributors), tuple(cells))


def import_history(cursor: duckdb.DuckDBPyConnection, other: PublicationHistory) -> None:
    """Add what another history has and this database does not. Figures that may give it away are to
    be protected again, and the digests of these indicators are recorded anew."""
    added = missing_from(read_history(cursor), other)
    insert_frame(
        cursor, "published_contributor", pd.DataFrame(added.contributors, columns=CONTRIBUTOR)
    )
    insert_frame(cursor, "published_cell", pd.DataFrame(added.cells, columns=PUBLISHED))
    indicators = sorted({cell[0] for cell in added.cells})
    if indicators:
        cursor.execute(load_sql("invalidate_protected"), {"indicators": indicators})
        record_computed(cursor, indicators)


def missing_from(held: PublicationHistory, other: PublicationHistory) -> PublicationHistory:
    """The rows of another history that one does not have, with ids that are free in it.

    Two histories number contributors each for itself, from 0 for each indicator:
    held    E08 id 0: Easington, April, 7
    other   E08 id 0: Teesdale, April, 9     a cell that counts [0]
    gives   E08 id 1: Teesdale, April, 9     a cell that counts [1]
    """
    ids = {without_id(row): row[1] for row in held.contributors}
    used = {row[:2] for row in held.contributors}
    free: dict[str, Iterator[int]] = {}
    renumbered: dict[tuple[str, int], int] = {}
    contributors = []
    for row in other.contributors:
        indicator, said = row[0], without_id(row)
        if said not in ids:
            if indicator not in free:
                last = max((id for one, id in used if one == indicator), default=-1)
                free[indicator] = count(last + 1)
            ids[said] = next(free[indicator])
            contributors.append((indicator, ids[said], *row[2:]))
        renumbered[row[:2]] = ids[said]
    known = {with_contributors(row, row[-1]) for row in held.cells}
    cells = []
    for row in other.cells:
        mine = with_contributors(row, [renumbered[row[0], id] for id in row[-1]])
        if mine not in known:
            cells.append((*mine[:-1], [*mine[-1]]))
    return PublicationHistory(tuple(contributors), tuple(cells))


def without_id(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (row[0], *row[2:])


def with_contributors(row: tuple[Any, ...], ids: Iterable[int]) -> tuple[Any, ...]:
    """A row of PUBLISHED as something that can be looked up."""
    return (*row[:-1], tuple(sorted(ids)))
