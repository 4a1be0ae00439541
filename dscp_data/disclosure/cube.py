"""The cube: every figure that a wider audience may see, protected, with nothing beside it.

Indicator × (agency or all) × (locality or all) × (month, quarter, year). What is told of a cell
is its protected number, or the words that stand in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.sparse import csc_array

from dscp_data.aggregation.completeness import SUPPRESSED_BY_AGENCY
from dscp_data.aggregation.selection import By, Selection
from dscp_data.aggregation.series_totals import series_totals
from dscp_data.catalogue import Indicator, Profile
from dscp_data.disclosure import HIDDEN, NOT_AVAILABLE, CountTable, suppression_pattern
from dscp_data.disclosure.contributions import contributors
from dscp_data.disclosure.suppression import format_small, is_small, plotted_values
from dscp_data.model.periods import PERIOD_TYPES
from dscp_data.store import Store

CELL = ["indicator", "agency", "locality", "period_type", "period_start"]
NUMBERS = ("numerator", "denominator")
PROTECTED_CELL = [
    *CELL,
    "numerator",
    "denominator",
    "numerator_says",
    "denominator_says",
    "complete",
    "missing",
    "provisional",
]


def build_cube(
    store: Store, indicators: Sequence[Indicator], profile: Profile, marks: pd.DataFrame
) -> pd.DataFrame:
    """The cells of some indicators with the columns of TOLD.

    `marks` are those kept so far (CELL, mark): what was hidden stays hidden.
    """
    if not indicators:
        return pd.DataFrame(columns=PROTECTED_CELL)
    cells = exact_cells(store, indicators)
    parts = contributors(cells, indicators)
    hidden = np.column_stack([has_mark(cells, marks, f"{number} hidden") for number in NUMBERS])
    told = cells.copy()
    for id, rows in cells.groupby("indicator").indices.items():
        table, known = count_table(cells.iloc[rows], parts[parts["indicator"] == id], rows)
        hidden[known] = suppression_pattern(table, profile, hidden[known])
    for column, number in enumerate(NUMBERS):
        told[number], told[f"{number}_says"] = displayed(cells, number, hidden[:, column], profile)
    return told[PROTECTED_CELL]


def exact_cells(store: Store, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """The exact figure of every cell: CELL, numerator, denominator, complete, missing,
    provisional.

    Of a county-wide figure and districts beside it only those that a total takes are in it: with
    both a reader could take one from the other.
    """
    apart = [replace(indicator, across_agencies="separate") for indicator in indicators]
    ids = [indicator.id for indicator in indicators]
    views: tuple[By, ...] = ("total", "locality")
    held = [
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
    cells = pd.concat([part for part in held if len(part)] or held[:1], ignore_index=True)
    return cells.drop_duplicates(CELL).sort_values(CELL, ignore_index=True)


def has_mark(cells: pd.DataFrame, marks: pd.DataFrame, mark: str) -> np.ndarray:
    """Whether each cell has a mark."""
    having = marks.loc[marks["mark"] == mark, CELL]
    return pd.MultiIndex.from_frame(cells[CELL]).isin(pd.MultiIndex.from_frame(having))


def count_table(
    cells: pd.DataFrame, parts: pd.DataFrame, rows: np.ndarray
) -> tuple[CountTable, tuple[np.ndarray, np.ndarray]]:
    """The known numbers of one indicator as sums of their parts, and where each of them stands:
    its row in the cube and its column in NUMBERS.

    Raises ValueError where the sums are not the very figures: what is audited must be what is
    shown.
    """
    counts = cells[list(NUMBERS)].to_numpy(dtype=float)
    known = ~np.isnan(counts)
    cell = np.searchsorted(rows, parts["cell"])
    part = np.searchsorted(rows, parts["part"])
    place, number = np.nonzero(known)
    is_part = np.zeros_like(known)
    is_part[part] = known[part]
    cell_index, part_index = running_index(known), running_index(is_part)
    pairs = [
        (cell_index[cell[both], column], part_index[part[both], column])
        for column in range(len(NUMBERS))
        if (both := known[cell, column] & known[part, column]).any()
    ]
    sums = indicator_matrix(np.concatenate(pairs, axis=1), (known.sum(), is_part.sum()))
    table = CountTable(sums, counts[is_part], subset_constraints(counts, part_index, is_part))
    if not np.allclose(table.cells, counts[known]):
        raise ValueError(f"the figures of {cells['indicator'].iloc[0]} are not their sums")
    return table, (rows[place], number)


def running_index(chosen: np.ndarray) -> np.ndarray:
    """The places chosen, numbered in reading order from 0."""
    return (np.cumsum(chosen) - 1).reshape(chosen.shape)


def indicator_matrix(pairs: np.ndarray, shape: tuple[int, int]) -> csc_array:
    return csc_array((np.ones(pairs.shape[1]), tuple(pairs)), shape=shape)


def subset_constraints(
    counts: np.ndarray, part_index: np.ndarray, is_part: np.ndarray
) -> csc_array:
    """A row for each part with both its numbers: what it is out of, less what is counted."""
    both = is_part.all(axis=1) & (counts[:, 0] <= counts[:, 1])
    shape = (int(both.sum()), int(is_part.sum()))
    row = np.arange(shape[0])
    numerators, denominators = part_index[both].T
    return indicator_matrix(np.array([row, denominators]), shape) - indicator_matrix(
        np.array([row, numerators]), shape
    )


def displayed(
    cells: pd.DataFrame, number: str, hidden: np.ndarray, profile: Profile
) -> tuple[np.ndarray, np.ndarray]:
    """What is told of each cell: where it is drawn, and the words in place of the number."""
    counts = cells[number].to_numpy(dtype=float)
    says = np.select(
        [
            hidden,
            is_small(counts, profile),
            ~np.isnan(counts),
            cells["missing"] == SUPPRESSED_BY_AGENCY,
        ],
        [HIDDEN, format_small(profile), "", HIDDEN],
        default=NOT_AVAILABLE,
    )
    return np.where(hidden, np.nan, plotted_values(counts, profile)), says
