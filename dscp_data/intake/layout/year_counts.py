"""Bare numbers like 2025 in a row: years over a table, or counts beside labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dscp_data.intake.cells.cell import Cell
from dscp_data.intake.cells.rows import Rows
from dscp_data.intake.terms.heading_parser import HeadingParser, Meaning, is_bare_number


def could_be_years(cells: Mapping[int, Cell], headings: HeadingParser) -> bool:
    """Whether bare numbers like 2025 in a row can be years: beside headings, never beside labels.

    "Easington, 2010, 2025" below a table's headings is a line of large counts.
    """
    numbers = [cell for cell in cells.values() if is_bare_number(cell.value)]
    if not numbers:
        return True
    others = [headings.of(cell) for cell in cells.values() if not is_bare_number(cell.value)]
    return any(map(names_a_column, others))


def counts_beside_labels(rows: Rows, places: Sequence[int], headings: HeadingParser) -> set[int]:
    """Those of some rows below a heading that `could_be_years` says are lines. In a text file every
    number may be a year, so that each row would be looked at: here each content is, once."""
    grid, codes = rows.grid, rows.grid.codes[rows.lines[places]]
    bare = grid.mask(lambda content: is_bare_number(content.value))[rows.lines[places]]
    has_bare = np.asarray(bare.any(axis=1))
    others = np.where(has_bare[:, None] & ~bare, codes, 0)
    heads = np.zeros(len(grid.contents), bool)
    for code in np.unique(others[others > 0]).tolist():
        heads[code] = names_a_column(headings.of(Cell(1, 1, *grid.contents[code])))
    headed = np.asarray(heads[others].any(axis=1))
    return set(np.array(places, np.int64)[has_bare & ~headed].tolist())


def names_a_column(meaning: Meaning) -> bool:
    """Whether a text says what a column of labels is of: "Locality", and not "Number"."""
    return bool(meaning.role) and not meaning.part
