"""The values that reading a workbook gives: a workbook, its sheets and their cells.

Nothing here reads a file. Every later step of intake works on these values only, so a new
format needs nothing but another way to make a ``Workbook``.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

CellValue = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta
Range = tuple[int, int, int, int]
"""First row, first column, last row, last column: 1-based, both ends included."""
EXCEL_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)|Err:[0-9]{3}")
"""The text that Excel or LibreOffice shows in a cell at fault."""


class Refused(Exception):
    """A file that was not taken in, with the words for the person who sent it.

    ``code`` is stable and for logs and tests; ``message`` says what is wrong; ``fix`` says
    what to do next. Both are whole plain sentences.
    """

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(f"{message} {fix}")
        self.code = code
        self.message = message
        self.fix = fix


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


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its non-empty cells in row-major order, and what hides some of them.

    ``covered`` holds the cells that Excel keeps but does not show because a merged range lies
    over them. They are no values of the return, but a check may want to mention them.
    """

    name: str
    visible: bool
    cells: tuple[Cell, ...]
    merged: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    covered: tuple[Cell, ...] = ()

    def at(self, row: int, column: int) -> Cell | None:
        """The cell at a 1-based row and column, or None where the sheet is empty."""
        return self._by_place.get((row, column))

    @cached_property
    def max_row(self) -> int:
        """The last row with a cell; 0 in an empty sheet."""
        return max((cell.row for cell in self.cells), default=0)

    @cached_property
    def max_column(self) -> int:
        """The last column with a cell; 0 in an empty sheet."""
        return max((cell.column for cell in self.cells), default=0)

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], Cell]:
        return {(cell.row, cell.column): cell for cell in self.cells}


@dataclass(frozen=True)
class Workbook:
    """The worksheets of one file, hidden ones too, in the order of their tabs.

    ``kind`` is the format as its extension is spelt, without the dot: ``xlsx``.
    """

    sheets: tuple[Sheet, ...] = field(default=())
    kind: str = "xlsx"

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of exactly this name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def address(row: int, column: int) -> str:
    """``address(7, 2)`` is ``B7``. Raises ValueError for a row or column below 1."""
    if row < 1 or column < 1:
        raise ValueError(f"rows and columns count from 1, not ({row}, {column})")
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """The letters over a 1-based column: 1 is ``A``, 27 is ``AA``, 16384 is ``XFD``."""
    letters = ""
    while column > 0:
        column, remainder = divmod(column - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters
