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
AT_ONCE = 1_000
"""Rows whose codes are taken out of the grid in one go: for each alone it takes as long as to make
its cells."""
NEW_CELL = tuple.__new__
"""Makes a cell of a tuple of its fields in half the time that calling `Cell` takes."""


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
        made, contents = self._made, self.grid.contents
        for start in range(0, len(self.lines), AT_ONCE):
            lines = self.lines[start : start + AT_ONCE]
            numbers, codes = self.grid.rows[lines].tolist(), self.grid.codes[lines].tolist()
            for line, number, of_row in zip(lines.tolist(), numbers, codes, strict=True):
                row = made.get(line)
                if row is None:
                    row = made[line] = make_row(number, of_row, contents)
                yield row

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
            row, codes = int(self.grid.rows[line]), self.grid.codes[line].tolist()
            made = self._made[line] = make_row(row, codes, self.grid.contents)
        return made


def make_row(number: int, codes: Sequence[int], contents: Sequence[Content]) -> Row:
    """A row of the contents that these codes name, one for each column from A on."""
    cells = {
        column: NEW_CELL(Cell, (number, column, *contents[code]))
        for column, code in enumerate(codes, 1)
        if code
    }
    return number, cells


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
