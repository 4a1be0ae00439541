"""The account of a file: every cell read is stored, recognised or at fault, and here is which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from dscp_data.intake import rules
from dscp_data.intake.cells.cell import Place
from dscp_data.intake.cells.rows import Rows
from dscp_data.intake.cells.workbook import Cell, address, column_letters
from dscp_data.intake.rules.rule import Rule, fault
from dscp_data.model.mappings import TermKind
from dscp_data.model.returns import CheckedReturn, Fault

NOT_UNDERSTOOD = "in a column that was not understood"
QUESTION_KINDS: dict[str, TermKind] = {
    rules.UNKNOWN_INDICATOR.code: "indicator",
    rules.AMBIGUOUS_INDICATOR.code: "indicator",
    rules.UNKNOWN_AGENCY.code: "agency",
    rules.AMBIGUOUS_AGENCY.code: "agency",
    rules.UNKNOWN_LOCALITY.code: "locality",
    rules.AMBIGUOUS_LOCALITY.code: "locality",
    rules.AMBIGUOUS_PERIOD.code: "period",
    rules.UNKNOWN_COLUMN.code: "column",
    rules.IGNORED_COLUMN.code: "column",
    rules.UNKNOWN_MEASURE.code: "column",
}
"""The rules whose fault is a text that could be said to mean something, and what kind of text."""


class CellLedger:
    """What one sheet's cells turned out to be, and what is wrong with them."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.what: dict[Place, str] = {}
        self.faults: list[tuple[Place, Fault]] = []
        self.whole_rows: list[np.ndarray] = []
        self._runs: list[tuple[int, int, int, str]] = []
        self.asked: list[tuple[TermKind, str, Cell]] = []

    def note(self, cell: Cell, what: str) -> None:
        self.what[cell[0], cell[1]] = what

    def note_all(self, cells: Iterable[Cell], what: str) -> None:
        self.what.update({(cell[0], cell[1]): what for cell in cells})

    def note_rows(self, rows: Rows) -> None:
        """Rows of which every cell is stored, recognised or at fault."""
        self.whole_rows.append(rows.numbers)

    def note_column(self, rows: Rows, column: int, what: str) -> None:
        """What the cells of a column are in some rows; of these cells nothing else is noted."""
        filled = rows.numbers[rows.codes(column) > 0]
        for run in np.split(filled, np.nonzero(np.diff(filled) != 1)[0] + 1):
            if len(run):
                self._runs.append((column, int(run[0]), int(run[-1]), what))

    def fault(self, rule: Rule, cell: Cell | None, column: str = "", **words: object) -> None:
        """A rule broken at a cell, or by the sheet as a whole where there is no cell."""
        if cell is None:
            self.faults.append(((0, 0), fault(rule, self.sheet, "", column, **words)))
            return
        place = (cell[0], cell[1])
        kind = QUESTION_KINDS.get(rule.code)
        # A column without a heading has no text to remember it by.
        if kind and (column or kind != "column"):
            text = cell.value if kind == "column" else words["text"]
            self.asked.append((kind, " ".join(str(text).split()), cell))
        column = column or column_letters(cell[1])
        self.faults.append((place, fault(rule, self.sheet, address(*place), column, **words)))
        self.what.setdefault(place, "at fault")

    def in_order(self) -> list[Fault]:
        return [found for _, found in sorted(self.faults, key=lambda item: item[0])]

    def ranges(self) -> Iterator[tuple[str, str]]:
        """What was recognised, runs down a column written as one range."""
        cells = ((column, row, row, what) for (row, column), what in self.what.items())
        runs: list[tuple[int, int, int, str]] = []
        for column, first, last, what in sorted([*cells, *self._runs]):
            if runs and (runs[-1][0], runs[-1][2], runs[-1][3]) == (column, first - 1, what):
                runs[-1] = (column, runs[-1][1], last, what)
            else:
                runs.append((column, first, last, what))
        for column, first, last, what in runs:
            start = address(first, column)
            place = start if first == last else f"{start}:{address(last, column)}"
            yield f"{self.sheet}!{place}", what


def recognised_cells(checked: CheckedReturn) -> dict[str, str]:
    """Each recognised cell by itself, as "sheet!A1", and what it is."""
    cells: dict[str, str] = {}
    for place, what in checked.recognised:
        sheet, _, corners = place.rpartition("!")
        first, _, last = corners.partition(":")
        letters = first.rstrip("0123456789")
        rows = range(int(first[len(letters) :]), int((last or first)[len(letters) :]) + 1)
        cells.update({f"{sheet}!{letters}{row}": what for row in rows})
    return cells
