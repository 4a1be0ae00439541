"""The non-empty rows of a sheet, built when first read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np

from dscp_data.intake.cells.cell import Cell
from dscp_data.intake.cells.grid import Content, Grid
from dscp_data.intake.cells.workbook import Sheet

Row = tuple[int, dict[int, Cell]]
"""A row's number, and its cells by column."""


class Rows(Sequence[Row]):
    """Some rows of a grid, from the top down: a slice is `Rows` again.

    `lines` are the places of these rows in the grid.
    """

    def __init__(
        self,
        grid: Grid,
        lines: np.ndarray | None = None,
        made: dict[int, Row] | None = None,
    ) -> None:
        self.grid = grid
        self.lines = np.arange(len(grid.rows)) if lines is None else lines
        self._made: dict[int, Row] = {} if made is None else made

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> Row | Rows:
        if isinstance(at, slice):
            return self.select(at)
        return self._row(int(self.lines[at]))

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, self.lines.tolist())

    def select(self, chosen: np.ndarray | slice) -> Rows:
        """The rows that a mask or a slice chooses."""
        return Rows(self.grid, self.lines[chosen], self._made)

    @property
    def numbers(self) -> np.ndarray:
        """The rows' own numbers, as on the screen."""
        return self.grid.rows[self.lines]

    def codes(self, column: int) -> np.ndarray:
        """The content of a 1-based column, as codes into the grid's contents; 0 for nothing."""
        return self.grid.codes[self.lines, column - 1]

    def columns(self) -> set[int]:
        """The columns with something in them."""
        return set((np.nonzero(self.grid.codes[self.lines].any(axis=0))[0] + 1).tolist())

    def _row(self, line: int) -> Row:
        made = self._made.get(line)
        if made is None:
            row, contents = int(self.grid.rows[line]), self.grid.contents
            cells = {
                column: Cell(row, column, *contents[code])
                for column, code in enumerate(self.grid.codes[line].tolist(), 1)
                if code
            }
            made = self._made[line] = (row, cells)
        return made


def rows_of(sheet: Sheet) -> Rows:
    """The rows of a sheet that say something: cells of spaces only are left out."""
    return Rows(sheet.grid.masked(has_text(sheet.grid)))


def has_text(grid: Grid) -> np.ndarray:
    """Where a grid holds more than spaces, as a mask of its codes."""
    return grid.mask(lambda content: not is_blank(content))


def is_blank(content: Content) -> bool:
    """Whether a content is spaces only, and no formula that lost its value."""
    value = content.value
    return type(value) is str and not value.strip() and not content.formula_without_value
