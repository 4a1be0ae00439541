"""Compares a checked return with accepted data, before it is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dscp_data.model.returns import CheckedReturn, Observation
from dscp_data.store.engine.store import Store, load_sql, read_data_version
from dscp_data.store.returns.tables import observation_table

ORDER = ("change", "indicator", "agency", "locality", "period_start", "period_type")


@dataclass(frozen=True)
class Preview:
    """What accepting a file would change.

    `observations` are those of the file and `incoming` the same as a table; `version` is the data
    version that they were compared with. `found` has a row a key: change (added, changed,
    unchanged, removed), the key, the figure held and the figure in the file, sheet and cell.
    `already` is the id of the active return with the same bytes, or None. `replaces` are the
    returns it would supersede.
    """

    observations: tuple[Observation, ...]
    incoming: pa.Table
    version: int
    found: pa.Table
    replaces: tuple[int, ...]
    already: int | None

    @cached_property
    def differences(self) -> pd.DataFrame:
        """`found` as a frame, in the order of its changes and keys, with days as times."""
        in_order = self.found.sort_by([(name, "ascending") for name in ORDER])
        return in_order.to_pandas(date_as_object=False)

    @property
    def removed(self) -> pd.DataFrame | None:
        """The keys that would be removed; None where the same bytes are accepted already."""
        if self.already is not None:
            return None
        removed = self.found.filter(pc.equal(self.found["change"], "removed"))
        return removed.to_pandas(date_as_object=False)

    def count(self, change: str) -> int:
        return pc.sum(pc.equal(self.found["change"], change)).as_py() or 0

    def still_holds(self, checked: CheckedReturn, version: int) -> bool:
        """Whether it is of this reading of the file, and nothing has been accepted since."""
        return self.observations is checked.observations and self.version == version


def preview(store: Store, checked: CheckedReturn) -> Preview:
    """How a file differs from the accepted data, read in one transaction."""
    with store.cursor(one_state=True) as cursor:
        return compare(cursor, checked)


def compare(cursor: duckdb.DuckDBPyConnection, checked: CheckedReturn) -> Preview:
    """As `preview`, by what the transaction of this cursor sees."""
    table, version = observation_table(checked.observations), read_data_version(cursor)
    with incoming(cursor, table):
        already = find_accepted_copy(cursor, checked.sha256)
        replaced = () if already is not None else replaced_returns(cursor)
        found = cursor.execute(load_sql("preview"), {"replaced": list(replaced)})
        differences = found.to_arrow_table()
    return Preview(checked.observations, table, version, differences, replaced, already)


@contextmanager
def incoming(cursor: duckdb.DuckDBPyConnection, observations: pa.Table) -> Iterator[None]:
    """The observations of a file as the table `incoming`, for the queries inside."""
    cursor.register("incoming", observations)
    try:
        yield
    finally:
        cursor.unregister("incoming")


def find_accepted_copy(cursor: duckdb.DuckDBPyConnection, sha256: str) -> int | None:
    """The id of the active return made from the same bytes."""
    found = cursor.execute(load_sql("accepted_copy"), {"sha256": sha256}).fetchall()
    return found[0][0] if found else None


def replaced_returns(cursor: duckdb.DuckDBPyConnection) -> tuple[int, ...]:
    """The returns whose agencies, indicators and periods `incoming` covers entirely."""
    return tuple(id for (id,) in cursor.execute(load_sql("replaced_returns")).fetchall())
