"""Protected figures as rows: the only figures that are read for a wider audience."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dscp_data.store.engine.store import Store, version_held
from dscp_data.store.records.suppression_history import keep_marks, marks_held


def protected_figures(
    store: Store, indicators: Sequence[str], period_type: str | None = None
) -> pd.DataFrame:
    """The protected cells of indicators (ids), of one type of period or (None) of all."""
    return store.ask("protected", indicators=[*indicators], period_type=period_type)


def protection_status(store: Store) -> pd.DataFrame:
    """By indicator: the method its figures were protected by (made_with), and whether they are
    those of the figures now (up_to_date)."""
    return store.ask("protected_indicators").set_index("indicator")


def suppression_history(store: Store, indicators: Sequence[str]) -> pd.DataFrame:
    """A row a cell and mark: which cells of indicators (ids) were ever hidden or revised."""
    return store.ask("protected_marks", indicators=[*indicators])


def replace_protected_figures(
    store: Store,
    figures: pd.DataFrame,
    methods: Mapping[str, str],
    *,
    version: int,
    marks: int,
) -> bool:
    """Store protected figures in place of those of the same indicators, with which method
    protected each (`methods`, by indicator), and record which cells they hide.

    They were computed from a data version and a number of marks in the history. Where either has
    changed meanwhile, nothing is written, and it gives False.
    """
    ids = [*methods]
    with store.change(new_version=False) as cursor:
        if (version_held(cursor), marks_held(cursor, ids)) != (version, marks):
            return False
        cursor.execute("DELETE FROM protected_figure WHERE list_contains(?, indicator)", [ids])
        cursor.register("incoming", figures)
        cursor.execute("INSERT INTO protected_figure BY NAME SELECT * FROM incoming")
        cursor.unregister("incoming")
        cursor.executemany(
            "INSERT OR REPLACE INTO protected_indicator (indicator, made_with, up_to_date)"
            " VALUES (?, ?, TRUE)",
            [*methods.items()],
        )
        keep_marks(cursor, ids)
    return True
