"""The cells of a sheet as columns of codes, each different content stored once.

350,000 cells of a long return have some hundreds of different contents. What is asked of a content
is asked once, and a row or a cell is made only where somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from dscp_data.intake.cells.cell import Cell, CellValue, Place

EMPTY = 0


class Content(NamedTuple):
    """The content of a cell, in whatever place: the fields of a ``Cell`` without its place."""

    value: CellValue
    percent: bool = False
    error: str | None = None
    formula_without_value: bool = False


@dataclass(frozen=True, eq=False)
class Grid:
    """The rows of a sheet that hold something.

    ``rows`` are their numbers, rising. ``codes`` has a line for each and a column for each column
    from A on: the place in ``contents`` of what is there, 0 where nothing is.
    """

    rows: np.ndarray
    codes: np.ndarray
    contents: list[Content]

    @classmethod
    def of(cls, cells: Iterable[Cell]) -> Grid:
        """The grid of some cells, in any order; of two at one place the last counts."""
        cells = list(cells)
        rows = sorted({cell[0] for cell in cells})
        lines = {row: line for line, row in enumerate(rows)}
        seen: dict[tuple[type, *tuple[object, ...]], int] = {}
        contents = [Content("")]
        codes = np.zeros((len(rows), max((cell[1] for cell in cells), default=0)), np.int32)
        for cell in cells:
            key = (type(cell[2]), *cell[2:])
            code = seen.get(key)
            if code is None:
                code = seen[key] = len(contents)
                contents.append(Content(*cell[2:]))
            codes[lines[cell[0]], cell[1] - 1] = code
        return cls(np.array(rows, np.int64), codes, contents)

    def __len__(self) -> int:
        """How many cells there are."""
        return int(np.count_nonzero(self.codes))

    def __iter__(self) -> Iterator[Cell]:
        """The cells, row by row."""
        places = np.nonzero(self.codes)
        rows, columns = self.rows[places[0]].tolist(), (places[1] + 1).tolist()
        contents = self.contents
        for row, column, code in zip(rows, columns, self.codes[places].tolist(), strict=True):
            yield Cell(row, column, *contents[code])

    def at(self, row: int, column: int) -> Cell | None:
        """The cell at a 1-based row and column, or None where there is none."""
        line = self._lines.get(row)
        if line is None or not 1 <= column <= self.codes.shape[1]:
            return None
        code = int(self.codes[line, column - 1])
        return Cell(row, column, *self.contents[code]) if code else None

    @cached_property
    def distinct(self) -> list[Content]:
        """The different contents of all cells."""
        used = np.bincount(self.codes.ravel(), minlength=len(self.contents))
        return [self.contents[code] for code in np.nonzero(used)[0].tolist() if code]

    def mask(self, is_wanted: Callable[[Content], bool]) -> np.ndarray:
        """Where cells hold what is wanted, as a mask of ``codes``. Each content is asked once."""
        wanted = [is_wanted(content) for content in self.contents]
        return np.array([False, *wanted[1:]])[self.codes]

    def masked(self, where: np.ndarray) -> Grid:
        """The grid with only the cells ``where`` is true."""
        codes = np.where(where, self.codes, EMPTY)
        filled = codes.any(axis=1)
        return Grid(self.rows[filled], codes[filled], self.contents)

    def filter(self, is_wanted: Callable[[Content], bool]) -> Grid:
        """The grid with only the cells that hold what is wanted."""
        return self.masked(self.mask(is_wanted))

    def select_rows(self, rows: Iterable[int]) -> Grid:
        """The grid with only these rows."""
        return self.masked(np.isin(self.rows, list(rows))[:, None])

    def select_columns(self, columns: Iterable[int]) -> Grid:
        """The grid with only these columns."""
        return self.masked(np.isin(np.arange(self.codes.shape[1]) + 1, list(columns))[None, :])

    def as_percentages(self, places: Iterable[Place]) -> Grid:
        """The grid with the numbers at these places marked as percentages."""
        codes, contents = self.codes.copy(), list(self.contents)
        marked: dict[int, int] = {}
        for row, column in places:
            line = self._lines.get(row)
            if line is None or column > codes.shape[1]:
                continue
            code = int(codes[line, column - 1])
            if code not in marked:
                marked[code] = as_percentage(code, contents)
            codes[line, column - 1] = marked[code]
        return Grid(self.rows, codes, contents)

    @cached_property
    def max_row(self) -> int:
        return int(self.rows[-1]) if len(self.rows) else 0

    @cached_property
    def max_column(self) -> int:
        filled = np.nonzero(self.codes.any(axis=0))[0]
        return int(filled[-1]) + 1 if len(filled) else 0

    @cached_property
    def _lines(self) -> dict[int, int]:
        return {row: line for line, row in enumerate(self.rows.tolist())}


def as_percentage(code: int, contents: list[Content]) -> int:
    """The code of a content marked as a percentage, where it is a number."""
    content = contents[code]
    if type(content.value) not in (int, float):
        return code
    contents.append(content._replace(percent=True))
    return len(contents) - 1


def numbered_together(columns: Collection[np.ndarray]) -> np.ndarray:
    """A number for each row from 0 on, the same where rows are the same in all columns of codes.

    Column by column: to sort rows of several codes takes ten times as long as to sort numbers.
    """
    numbers = np.zeros(len(next(iter(columns))), np.int64)
    for codes in columns:
        together = numbers * (int(codes.max(initial=0)) + 1) + codes
        numbers = np.unique(together, return_inverse=True)[1]
    return numbers
