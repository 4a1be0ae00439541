"""The cube of protected figures: every cell that viewers may see.

Indicator × (agency or all) × (locality or all) × (month, quarter, year). A cell shows its protected
number, or a text in place of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from dscp_data.aggregation.completeness import SUPPRESSED_BY_AGENCY
from dscp_data.aggregation.selection import By, Selection
from dscp_data.aggregation.series_totals import series_totals
from dscp_data.catalogue import Indicator, Profile
from dscp_data.disclosure import HIDDEN, NOT_AVAILABLE, suppression_pattern
from dscp_data.disclosure.audit_table import (
    CELL,
    NUMBERS,
    AuditTable,
    Published,
    audit_table,
    newly_published,
)
from dscp_data.disclosure.contributions import contributors
from dscp_data.disclosure.suppression import format_small, is_small, plotted_values
from dscp_data.model.periods import PERIOD_TYPES
from dscp_data.store import Store
from dscp_data.store.records.publication_history import PublicationHistory

PAIR = ["cell", "part"]
PROTECTED_CELL = [
    *CELL,
    "numerator",
    "denominator",
    "numerator_text",
    "denominator_text",
    "complete",
    "missing",
    "provisional",
]


@dataclass(frozen=True)
class Cube:
    """`cells` have the columns of PROTECTED_CELL; `published` is what they show for the first time,
    for everybody to keep."""

    cells: pd.DataFrame
    published: PublicationHistory


def build_cube(
    cells: pd.DataFrame,
    indicators: Sequence[Indicator],
    profile: Profile,
    marks: pd.DataFrame,
    before: Published,
) -> Cube:
    """The protected cells of some indicators, from their exact ones (`exact_cells`).

    `marks` are those recorded so far (CELL, mark): what was hidden stays hidden. `before` is all
    that was ever published of them.
    """
    if cells.empty:
        texts = {f"{number}_text": "" for number in NUMBERS}
        return Cube(cells.assign(period_type="", **texts)[PROTECTED_CELL], PublicationHistory())
    contributions = contributors(cells, indicators)
    hidden = np.column_stack([has_mark(cells, marks, f"{number} hidden") for number in NUMBERS])
    unpublished = is_unpublished(cells, indicators)
    new = []
    published = before.by_indicator()
    counted = contributions.groupby("indicator").indices
    for id, rows in cells.groupby("indicator").indices.items():
        own_cells = cells.iloc[rows].reset_index(drop=True)
        pairs = contributions.iloc[counted.get(id, [])]
        pairs = pairs.assign(**{name: np.searchsorted(rows, pairs[name]) for name in PAIR})
        own_published = published.get(id) or before.none()
        audited = audit_table(own_cells, pairs, own_published, profile)
        place = (rows[audited.row], audited.column)
        shown, hidden[place] = audit(audited, hidden[place], unpublished[place], profile)
        new.append(
            newly_published(audited, own_cells, shown, hidden[place], own_published, profile)
        )
    protected = cells.copy()
    for column, number in enumerate(NUMBERS):
        states = hidden[:, column], unpublished[:, column]
        protected[number], protected[f"{number}_text"] = displayed(cells, number, *states, profile)
    return Cube(
        protected[PROTECTED_CELL],
        PublicationHistory(
            tuple(row for one in new for row in one.contributors),
            tuple(row for one in new for row in one.cells),
        ),
    )


def audit(
    audited: AuditTable, hidden: np.ndarray, unpublished: np.ndarray, profile: Profile
) -> tuple[np.ndarray, np.ndarray]:
    """Which of the known numbers of now are shown, and which are hidden."""
    unseen = np.zeros(len(audited.table.cells), dtype=bool)
    unseen[: len(hidden)] = hidden | unpublished
    pattern = suppression_pattern(audited.table, profile, unseen)[: len(hidden)]
    hidden = hidden | (pattern & ~unpublished)
    return ~hidden & ~unpublished, hidden


def is_unpublished(cells: pd.DataFrame, indicators: Sequence[Indicator]) -> np.ndarray:
    """Which numbers (columns) of the cells are not published at all.

    A figure that is not complete is left out: it would change with each agency and month that comes
    in, and each change would say something of what came. So is the sum that a mean is of, as of
    ages: where a reader knows how large one of them can be, it gives away how many there are.
    """
    means = [one.id for one in indicators if one.kind == "mean"]
    incomplete = ~cells["complete"].to_numpy(dtype=bool)
    return np.column_stack([incomplete | cells["indicator"].isin(means), incomplete])


def exact_cells(store: Store, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """The exact figure of every cell: CELL, numerator, denominator, complete, missing,
    provisional.

    Of a county-wide figure and districts beside it only those that a total takes are in it: with
    both a reader could take one from the other.
    """
    apart = [replace(indicator, across_agencies="separate") for indicator in indicators]
    ids = [indicator.id for indicator in indicators]
    views: tuple[By, ...] = ("total", "locality")
    found = [
        series_totals(
            store,
            those,
            dict.fromkeys(ids, period_type),
            Selection(audience="exact"),
            by,
            counted_only=True,
        ).assign(period_type=period_type)
        for period_type in PERIOD_TYPES
        for those in (indicators, apart)
        for by in views
    ]
    cells = pd.concat([part for part in found if len(part)] or found[:1], ignore_index=True)
    return cells.drop_duplicates(CELL).sort_values(CELL, ignore_index=True)


def has_mark(cells: pd.DataFrame, marks: pd.DataFrame, mark: str) -> np.ndarray:
    """Whether each cell has a mark."""
    having = marks.loc[marks["mark"] == mark, CELL]
    return pd.MultiIndex.from_frame(cells[CELL]).isin(pd.MultiIndex.from_frame(having))


def displayed(
    cells: pd.DataFrame,
    number: str,
    hidden: np.ndarray,
    unpublished: np.ndarray,
    profile: Profile,
) -> tuple[np.ndarray, np.ndarray]:
    """What each cell shows: where it is drawn, and the text in place of the number."""
    counts = cells[number].to_numpy(dtype=float)
    complete = cells["complete"].to_numpy(dtype=bool)
    shown_text = np.select(
        [
            cells["missing"] == SUPPRESSED_BY_AGENCY,
            ~complete | np.isnan(counts),
            hidden | unpublished,
            is_small(counts, profile),
        ],
        [HIDDEN, NOT_AVAILABLE, HIDDEN, format_small(profile)],
        default="",
    )
    return np.where(hidden | unpublished, np.nan, plotted_values(counts, profile)), shown_text
