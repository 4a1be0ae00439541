"""The account of a file: every cell read is stored, recognised or at fault, and here is which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dscp_data.intake import rules
from dscp_data.intake.faults import Rule, fault
from dscp_data.intake.workbook import Cell, address, column_letters
from dscp_data.mappings import Kind
from dscp_data.returns import Checked, Fault

Place = tuple[int, int]
ASKS: dict[str, Kind] = {
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


class Account:
    """What one sheet's cells turned out to be, and what is wrong with them."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.what: dict[Place, str] = {}
        self.faults: list[tuple[Place, Fault]] = []
        self.asked: list[tuple[Kind, str, Cell]] = []

    def note(self, cell: Cell, what: str) -> None:
        self.what[cell[0], cell[1]] = what

    def note_all(self, cells: Iterable[Cell], what: str) -> None:
        self.what.update({(cell[0], cell[1]): what for cell in cells})

    def fault(self, rule: Rule, cell: Cell | None, column: str = "", **words: object) -> None:
        """A rule broken at a cell, or by the sheet as a whole where there is no cell."""
        if cell is None:
            self.faults.append(((0, 0), fault(rule, self.sheet, "", column, **words)))
            return
        place = (cell[0], cell[1])
        kind = ASKS.get(rule.code)
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
        runs: list[tuple[int, int, int, str]] = []
        for (row, column), what in sorted(self.what.items(), key=lambda item: item[0][::-1]):
            if runs and runs[-1][1:] == (row - 1, column, what):
                runs[-1] = (runs[-1][0], row, column, what)
            else:
                runs.append((row, row, column, what))
        for first, last, column, what in runs:
            start = address(first, column)
            place = start if first == last else f"{start}:{address(last, column)}"
            yield f"{self.sheet}!{place}", what


def recognised_cells(checked: Checked) -> dict[str, str]:
    """Each recognised cell by itself, as "sheet!A1", and what it is."""
    cells: dict[str, str] = {}
    for place, what in checked.recognised:
        sheet, _, corners = place.rpartition("!")
        first, _, last = corners.partition(":")
        letters = first.rstrip("0123456789")
        rows = range(int(first[len(letters) :]), int((last or first)[len(letters) :]) + 1)
        cells.update({f"{sheet}!{letters}{row}": what for row in rows})
    return cells
