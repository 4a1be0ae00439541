"""Protected figures as rows: the only figures read for people who may not see exact ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from dscp_data.store.engine.queries import load_sql
from dscp_data.store.engine.store import Store, read_data_version
from dscp_data.store.event_log.recorded_digests import record_computed
from dscp_data.store.records.publication_history import (
    PublicationHistory,
    insert_frame,
    record_published,
)
from dscp_data.store.records.suppression_history import count_suppressions, record_suppressions

# The table keeps its first names, because the digests in the event log include them.
STORED_NAMES = {"numerator_text": "numerator_says", "denominator_text": "denominator_says"}


@dataclass(frozen=True)
class ComputedFrom:
    """What protected figures were computed from: a data version, and how many marks and published
    cells of their indicators the history had."""

    version: int
    marks: int
    published: int


def protected_figures(
    store: Store, indicators: Sequence[str], period_type: str | None = None
) -> pd.DataFrame:
    """The protected cells of indicators (ids), of one type of period or (None) of all."""
    return store.query("protected", indicators=[*indicators], period_type=period_type)


def protection_status(store: Store) -> pd.DataFrame:
    """By indicator: the method its figures were protected by (made_with), and whether they are
    those of the figures now (up_to_date)."""
    return store.query("protected_indicators").set_index("indicator")


def suppression_history(store: Store, indicators: Sequence[str]) -> pd.DataFrame:
    """A row a cell and mark: which cells of indicators (ids) were ever hidden or revised."""
    return store.query("suppression_history", indicators=[*indicators])


def published_contributors(store: Store, indicators: Sequence[str]) -> pd.DataFrame:
    """Who contributed to each cell that was ever published of indicators (ids)."""
    return store.query("published_contributors", indicators=[*indicators])


def published_cells(store: Store, indicators: Sequence[str]) -> pd.DataFrame:
    """Every cell that was ever published of indicators (ids), as it was published."""
    return store.query("published_cells", indicators=[*indicators])


def replace_protected_figures(
    store: Store,
    figures: pd.DataFrame,
    methods: Mapping[str, str],
    *,
    newly_published: PublicationHistory,
    computed_from: ComputedFrom,
) -> bool:
    """Store protected figures in place of those of the same indicators, with which method
    protected each (`methods`, by indicator), and record which cells they publish and hide.

    Where what they were computed from has changed meanwhile, nothing is written, and it gives
    False.
    """
    ids = [*methods]
    with store.transaction(new_version=False) as cursor:
        if computed_from != read_basis(cursor, ids):
            return False
        cursor.execute("DELETE FROM protected_figure WHERE list_contains(?, indicator)", [ids])
        insert_frame(cursor, "protected_figure", figures.rename(columns=STORED_NAMES))
        record_published(cursor, newly_published)
        cursor.execute("DELETE FROM protected_indicator WHERE list_contains(?, indicator)", [ids])
        made = pd.DataFrame({"indicator": ids, "made_with": methods.values(), "up_to_date": True})
        insert_frame(cursor, "protected_indicator", made)
        record_suppressions(cursor, ids)
        record_computed(cursor, ids)
    return True


def read_basis(cursor: duckdb.DuckDBPyConnection, indicators: Sequence[str]) -> ComputedFrom:
    cells = cursor.execute(load_sql("published_cells"), {"indicators": [*indicators]}).fetchall()
    return ComputedFrom(
        read_data_version(cursor), count_suppressions(cursor, indicators), len(cells)
    )
