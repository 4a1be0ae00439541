"""How a checked return differs from what is held, before it is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dscp_data.returns import Checked
from dscp_data.store.database import Store, question
from dscp_data.store.frames import observation_table

CHANGES = ("added", "changed", "unchanged", "removed")


@dataclass(frozen=True)
class Preview:
    """What accepting a file would change.

    `found` has a row a key: change (added, changed, unchanged, removed), the key, the figure
    held and the figure in the file, sheet and cell. `already` is the id of the standing return
    made from the very same bytes, or None. `replaces` are the returns it would supersede.
    """

    found: pa.Table
    replaces: tuple[int, ...]
    already: int | None

    @cached_property
    def differences(self) -> pd.DataFrame:
        """`found` as a frame, with days as times."""
        return self.found.to_pandas(date_as_object=False)

    @property
    def removed(self) -> pd.DataFrame | None:
        """The keys that would be taken out; None where the very bytes are held."""
        if self.already is not None:
            return None
        return self.differences[self.differences["change"] == "removed"]

    def count(self, change: str) -> int:
        return pc.sum(pc.equal(self.found["change"], change)).as_py() or 0


def preview(store: Store, checked: Checked) -> Preview:
    """How a file differs from what is held."""
    with store.cursor() as cursor, incoming(cursor, checked):
        already = standing_copy(cursor, checked.sha256)
        replaced = () if already is not None else replaced_returns(cursor)
        found = cursor.execute(question("difference"), {"replaced": list(replaced)})
        return Preview(found.to_arrow_table(), replaced, already)


def would_remove(store: Store, checked: Checked) -> pd.DataFrame | None:
    """The current figures that accepting a file would take out, a row a key; None
    where the very bytes are held."""
    with store.cursor() as cursor, incoming(cursor, checked):
        if standing_copy(cursor, checked.sha256) is not None:
            return None
        replaced = list(replaced_returns(cursor))
        return cursor.execute(question("removed"), {"replaced": replaced}).df()


@contextmanager
def incoming(cursor: duckdb.DuckDBPyConnection, checked: Checked) -> Iterator[None]:
    """The observations of a file as the table `incoming`, for as long as the questions last."""
    cursor.register("incoming", observation_table(checked.observations))
    try:
        yield
    finally:
        cursor.unregister("incoming")


def standing_copy(cursor: duckdb.DuckDBPyConnection, sha256: str) -> int | None:
    """The id of the standing return made from these very bytes."""
    found = cursor.execute(question("standing_copy"), {"sha256": sha256}).fetchall()
    return found[0][0] if found else None


def replaced_returns(cursor: duckdb.DuckDBPyConnection) -> tuple[int, ...]:
    """The returns of which `incoming` gives everything again."""
    return tuple(id for (id,) in cursor.execute(question("replaced_returns")).fetchall())


def counted_changes(cursor: duckdb.DuckDBPyConnection, replaced: tuple[int, ...]) -> dict[str, int]:
    """How many keys `incoming` adds, changes, leaves unchanged and removes."""
    found = cursor.execute(question("difference_counts"), {"replaced": list(replaced)})
    return dict.fromkeys(CHANGES, 0) | dict(found.fetchall())
