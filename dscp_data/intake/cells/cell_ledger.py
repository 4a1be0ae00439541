"""The ledger of a file: every cell read is stored, recognised or at fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dscp_data.intake import rules
from dscp_data.intake.cells.cell import Place
from dscp_data.intake.cells.grid import Grid
from dscp_data.intake.cells.workbook import Cell, address, column_letters
from dscp_data.model.faults import Fault, Rule, fault
from dscp_data.model.mappings import TermKind

MOST_FAULTS = 5_000
"""Faults of one sheet after which it is read no further: nobody reads as many."""
NOT_READ = "not read, because the sheet has too many faults"
NOT_UNDERSTOOD = "in a column that was not understood"
QUESTION_KINDS: dict[str, TermKind] = {
    rules.UNKNOWN_INDICATOR.code: "indicator",
    rules.AMBIGUOUS_INDICATOR.code: "indicator",
    rules.QUALIFIED_LABEL.code: "indicator",
    rules.UNKNOWN_AGENCY.code: "agency",
    rules.AMBIGUOUS_AGENCY.code: "agency",
    rules.UNKNOWN_LOCALITY.code: "locality",
    rules.AMBIGUOUS_LOCALITY.code: "locality",
    rules.AMBIGUOUS_PERIOD.code: "period",
    rules.UNKNOWN_COLUMN.code: "column",
    rules.UNKNOWN_LABELS.code: "column",
    rules.IGNORED_COLUMN.code: "column",
    rules.UNKNOWN_MEASURE.code: "column",
}
"""The rules whose fault is a text that could be said to mean something, and what kind of text."""

Question = tuple[TermKind, str, Cell]
"""A text that a person could give a meaning to: its kind, the text and its cell."""


class CellLedger:
    """What each cell of one sheet turned out to be, and what is wrong with it.

    Collected while the sheet is read: only the methods below write to it.
    """

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self._classified: dict[Place, str] = {}
        self._faults: list[tuple[Place, Fault]] = []
        self._codes_at: dict[Place, set[str]] = {}
        self._questions: list[Question] = []

    def classify(self, cell: Cell, what: str) -> None:
        """Say what a cell is, whatever was said of it before."""
        self._classified[cell[0], cell[1]] = what

    def classify_all(self, cells: Iterable[Cell], what: str) -> None:
        self._classified.update({(cell[0], cell[1]): what for cell in cells})

    def classify_if_new(self, cells: Iterable[Cell], what: str) -> None:
        """Say what cells are, unless more is known of them."""
        for cell in cells:
            self._classified.setdefault((cell[0], cell[1]), what)

    def ask(self, questions: Iterable[Question]) -> None:
        """Texts that a person could give a meaning to."""
        self._questions += questions

    def fault(self, rule: Rule, cell: Cell | None, column: str = "", **words: object) -> None:
        """A rule broken at a cell, or by the sheet as a whole where there is no cell."""
        if cell is None:
            self._faults.append(((0, 0), fault(rule, self.sheet, "", column, **words)))
            return
        place = (cell[0], cell[1])
        self._codes_at.setdefault(place, set()).add(rule.code)
        kind = QUESTION_KINDS.get(rule.code)
        # A column without a heading has no text to remember it by.
        if kind and (column or kind != "column"):
            text = cell.value if kind == "column" else words["text"]
            self._questions.append((kind, " ".join(str(text).split()), cell))
        column = column or column_letters(cell[1])
        self._faults.append((place, fault(rule, self.sheet, address(*place), column, **words)))
        self._classified.setdefault(place, "at fault")

    @property
    def is_full(self) -> bool:
        """Whether a sheet has so many faults that it is read no further."""
        return len(self._faults) >= MOST_FAULTS

    def has_fault_at(self, cell: Cell, rule: Rule | None = None) -> bool:
        """Whether a cell is at fault already: by any rule, or by this one."""
        codes = self._codes_at.get((cell[0], cell[1]), ())
        return bool(codes) if rule is None else rule.code in codes

    @property
    def faults(self) -> list[Fault]:
        """The faults in the order of their cells."""
        return [found for _, found in sorted(self._faults, key=lambda item: item[0])]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The texts that a person could give a meaning to, in the order of reading."""
        return tuple(self._questions)

    def unclassified(self, grid: Grid) -> Iterator[Cell]:
        """The cells of a sheet of which nothing is known yet."""
        return (cell for cell in grid if (cell[0], cell[1]) not in self._classified)

    def ranges(self) -> Iterator[tuple[str, str]]:
        """What was recognised, runs down a column written as one range."""
        cells = ((column, row, row, what) for (row, column), what in self._classified.items())
        runs: list[tuple[int, int, int, str]] = []
        for column, first, last, what in sorted(cells):
            if runs and (runs[-1][0], runs[-1][2], runs[-1][3]) == (column, first - 1, what):
                runs[-1] = (column, runs[-1][1], last, what)
            else:
                runs.append((column, first, last, what))
        for column, first, last, what in runs:
            start = address(first, column)
            place = start if first == last else f"{start}:{address(last, column)}"
            yield f"{self.sheet}!{place}", what
