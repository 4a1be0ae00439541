"""One cell of a workbook, and A1 addresses."""

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

CellValue = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta
Place = tuple[int, int]
"""Row and column, 1-based."""
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column: 1-based, both ends included."""


class Cell(NamedTuple):
    """One non-empty cell. Row and column count from 1, as on the reader's screen.

    A named tuple and not a dataclass: a return may hold 400,000 of these, and a frozen
    dataclass takes five times as long to make.

    ``value`` of an error cell is the error's own text, so code that forgets to look at
    ``error`` meets an unreadable value and not an empty one. ``value`` of a formula that was
    saved without its result is ``""``.
    """

    row: int
    column: int
    value: CellValue
    percent: bool = False
    error: str | None = None
    formula_without_value: bool = False

    @property
    def address(self) -> str:
        """Where the cell is, as Excel writes it: ``B7``."""
        return address(self.row, self.column)


def column_number(letters: str) -> int:
    """The 1-based number of a column: 28 of "AB"."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def address(row: int, column: int) -> str:
    """``address(7, 2)`` is ``B7``. Raises ValueError for a row or column below 1."""
    if row < 1 or column < 1:
        raise ValueError(f"rows and columns count from 1, not ({row}, {column})")
    return f"{column_letters(column)}{row}"


@lru_cache(maxsize=16_384)
def column_letters(column: int) -> str:
    """The letters over a 1-based column: 1 is ``A``, 27 is ``AA``, 16384 is ``XFD``."""
    letters = ""
    while column > 0:
        column, remainder = divmod(column - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters
