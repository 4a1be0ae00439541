"""The lattice: every figure that a wider audience may see, protected, with nothing beside it.

Indicator × (agency or all) × (locality or all) × (month, quarter, year). What is told of a cell
is its protected number, or the words that stand in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.sparse import csc_array

from dscp_data.aggregation.completeness import HELD_BACK
from dscp_data.aggregation.selection import By, Selection
from dscp_data.aggregation.series_totals import returned_figures
from dscp_data.catalogue import Indicator, Profile
from dscp_data.disclosure import HIDDEN, NOT_AVAILABLE, Table, hidden_cells
from dscp_data.disclosure.contributions import parts_of_cells
from dscp_data.disclosure.suppression import drawn_at, is_small, small_words
from dscp_data.model.periods import PERIOD_TYPES
from dscp_data.store import Store

CELL = ["indicator", "agency", "locality", "period_type", "period_start"]
NUMBERS = ("numerator", "denominator")
TOLD = [
    *CELL,
    "numerator",
    "denominator",
    "numerator_says",
    "denominator_says",
    "complete",
    "missing",
    "provisional",
]


def protected_lattice(
    store: Store, indicators: Sequence[Indicator], profile: Profile, marks: pd.DataFrame
) -> pd.DataFrame:
    """The cells of some indicators with the columns of TOLD.

    `marks` are those kept so far (CELL, mark): what was hidden stays hidden.
    """
    if not indicators:
        return pd.DataFrame(columns=TOLD)
    cells = exact_cells(store, indicators)
    parts = parts_of_cells(cells, indicators)
    hidden = np.column_stack([marked(cells, marks, f"{number} hidden") for number in NUMBERS])
    told = cells.copy()
    for id, rows in cells.groupby("indicator").indices.items():
        table, known = table_of(cells.iloc[rows], parts[parts["indicator"] == id], rows)
        hidden[known] = hidden_cells(table, profile, hidden[known])
    for column, number in enumerate(NUMBERS):
        told[number], told[f"{number}_says"] = as_told(cells, number, hidden[:, column], profile)
    return told[TOLD]


def exact_cells(store: Store, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """The exact figure of every cell: CELL, numerator, denominator, complete, missing,
    provisional."""
    apart = [replace(indicator, across_agencies="separate") for indicator in indicators]
    ids = [indicator.id for indicator in indicators]
    views: tuple[By, ...] = ("total", "locality")
    held = [
        returned_figures(store, those, dict.fromkeys(ids, period_type), Selection(), by).assign(
            period_type=period_type
        )
        for period_type in PERIOD_TYPES
        for those in (indicators, apart)
        for by in views
    ]
    cells = pd.concat([part for part in held if len(part)] or held[:1], ignore_index=True)
    return cells.drop_duplicates(CELL).sort_values(CELL, ignore_index=True)


def marked(cells: pd.DataFrame, marks: pd.DataFrame, mark: str) -> np.ndarray:
    """Whether each cell has a mark."""
    having = marks.loc[marks["mark"] == mark, CELL]
    return pd.MultiIndex.from_frame(cells[CELL]).isin(pd.MultiIndex.from_frame(having))


def table_of(
    cells: pd.DataFrame, parts: pd.DataFrame, rows: np.ndarray
) -> tuple[Table, tuple[np.ndarray, np.ndarray]]:
    """The known numbers of one indicator as sums of their parts, and where each of them stands:
    its row in the lattice and its column in NUMBERS.

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
    cell_index, part_index = numbered(known), numbered(is_part)
    pairs = [
        (cell_index[cell[both], column], part_index[part[both], column])
        for column in range(len(NUMBERS))
        if (both := known[cell, column] & known[part, column]).any()
    ]
    sums = ones(np.concatenate(pairs, axis=1), (known.sum(), is_part.sum()))
    table = Table(sums, counts[is_part], not_above(counts, part_index, is_part))
    if not np.allclose(table.cells, counts[known]):
        raise ValueError(f"the figures of {cells['indicator'].iloc[0]} are not their sums")
    return table, (rows[place], number)


def numbered(chosen: np.ndarray) -> np.ndarray:
    """The places chosen, numbered in reading order from 0."""
    return (np.cumsum(chosen) - 1).reshape(chosen.shape)


def ones(pairs: np.ndarray, shape: tuple[int, int]) -> csc_array:
    return csc_array((np.ones(pairs.shape[1]), tuple(pairs)), shape=shape)


def not_above(counts: np.ndarray, part_index: np.ndarray, is_part: np.ndarray) -> csc_array:
    """A row for each part with both its numbers: what it is out of, less what is counted."""
    both = is_part.all(axis=1) & (counts[:, 0] <= counts[:, 1])
    shape = (int(both.sum()), int(is_part.sum()))
    row = np.arange(shape[0])
    numerators, denominators = part_index[both].T
    return ones(np.array([row, denominators]), shape) - ones(np.array([row, numerators]), shape)


def as_told(
    cells: pd.DataFrame, number: str, hidden: np.ndarray, profile: Profile
) -> tuple[np.ndarray, np.ndarray]:
    """What is told of each cell: where it is drawn, and the words in place of the number."""
    counts = cells[number].to_numpy(dtype=float)
    says = np.select(
        [hidden, is_small(counts, profile), ~np.isnan(counts), cells["missing"] == HELD_BACK],
        [HIDDEN, small_words(profile), "", HIDDEN],
        default=NOT_AVAILABLE,
    )
    return np.where(hidden, np.nan, drawn_at(counts, profile)), says
