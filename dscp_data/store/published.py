"""Holding published figures: a publication read again replaces what it said before."""

from __future__ import annotations

from collections.abc import Sequence

from dscp_data.comparators import Comparator, comparators_frame
from dscp_data.store.database import Store


def hold_comparators(store: Store, figures: Sequence[Comparator]) -> int:
    """Add published figures and give how many were added."""
    with store.change() as cursor:
        cursor.register("incoming", comparators_frame(list(figures)))
        cursor.execute(
            "DELETE FROM comparator WHERE (indicator, area_code, period_start, publication) IN"
            " (SELECT (indicator, area_code, period_start, publication) FROM incoming)"
        )
        cursor.execute("INSERT INTO comparator BY NAME SELECT * EXCLUDE (comparable) FROM incoming")
        cursor.unregister("incoming")
    return len(figures)
