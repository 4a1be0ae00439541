"""The values that reading a workbook gives: a workbook, its sheets and their cells.

Nothing here reads a file. Every later step of intake works on these values only, so a new
format needs nothing but another way to make a ``Workbook``.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from dscp_data.intake.cells.cell import Cell, CellValue, Range, address, column_letters
from dscp_data.intake.cells.grid import Grid

__all__ = [
    "EXCEL_ERROR",
    "Cell",
    "CellValue",
    "PackageText",
    "Range",
    "Refused",
    "Sheet",
    "Workbook",
    "address",
    "column_letters",
]

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


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its non-empty cells, and what hides some of them.

    ``covered`` holds the cells that Excel keeps but does not show because a merged range lies
    over them. They are no values of the return, but a check may want to mention them.
    """

    name: str
    visible: bool
    grid: Grid
    merged: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    covered: tuple[Cell, ...] = ()

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells in row-major order."""
        return tuple(self.grid)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell at a 1-based row and column, or None where the sheet is empty."""
        return self.grid.at(row, column)

    @property
    def max_row(self) -> int:
        """The last row with a cell; 0 in an empty sheet."""
        return self.grid.max_row

    @property
    def max_column(self) -> int:
        """The last column with a cell; 0 in an empty sheet."""
        return self.grid.max_column


@dataclass(frozen=True)
class PackageText:
    """What one part of a file says that is no cell: `name` as the package names it."""

    name: str
    texts: tuple[str, ...]

    def describe(self) -> str:
        """Where a person finds it: "the notes (comments)", "the file’s properties"."""
        name = self.name.casefold()
        known = {
            "comment": "the notes (comments)",
            "pivot": "the data of a pivot table",
            "drawing": "a text box or picture",
            "chart": "the data of a chart",
            "docprops": "the file’s properties",
            "meta.xml": "the file’s properties",
            "customxml": "data hidden in the file",
            "sharedstrings": "text hidden in the file",
            "workbook.xml": "the names of the workbook",
            "worksheets": "a link, list, header or formula of a sheet",
        }
        return next((words for word, words in known.items() if word in name), "a hidden part")


@dataclass(frozen=True)
class Workbook:
    """The worksheets of one file, hidden ones too, in the order of their tabs.

    ``kind`` is the format as its extension is spelt, without the dot: ``xlsx``. ``texts`` are
    what the file says in no cell: they are looked through for children, and never read.
    """

    sheets: tuple[Sheet, ...] = field(default=())
    kind: str = "xlsx"
    texts: tuple[PackageText, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of exactly this name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)
