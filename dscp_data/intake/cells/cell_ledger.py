"""The ledger of a file: every cell read is stored, recognised or at fault."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

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

    Collected while the sheet is read: only the methods below write to it. `is_full` says that a
    sheet has so many faults that it is read no further; every row asks it.
    """

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.is_full = False
        self._classified: dict[Place, str] = {}
        self._columns: list[tuple[int, np.ndarray, str]] = []
        self._stored: set[Place] = set()
        self._stored_columns: list[tuple[int, np.ndarray]] = []
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

    def classify_column_if_new(self, column: int, rows: np.ndarray, what: str) -> None:
        """Say what the cells of a column are in these rows, unless more is known of them."""
        self._columns.append((column, rows, what))

    def store_column(self, column: int, rows: np.ndarray) -> None:
        """Say that the figures of a column are stored in these rows."""
        self._stored_columns.append((column, rows))

    def store(self, place: Place) -> None:
        """Say that the figure at a place is stored."""
        self._stored.add(place)

    def ask(self, questions: Iterable[Question]) -> None:
        """Texts that a person could give a meaning to."""
        self._questions += questions

    def fault(self, rule: Rule, cell: Cell | None, column: str = "", **words: object) -> None:
        """A rule broken at a cell, or by the sheet as a whole where there is no cell."""
        if cell is None:
            self._add((0, 0), fault(rule, self.sheet, "", column, **words))
            return
        place = (cell[0], cell[1])
        self._codes_at.setdefault(place, set()).add(rule.code)
        kind = QUESTION_KINDS.get(rule.code)
        # A column without a heading has no text to remember it by.
        if kind and (column or kind != "column"):
            text = cell.value if kind == "column" else words["text"]
            self._questions.append((kind, " ".join(str(text).split()), cell))
        column = column or column_letters(cell[1])
        self._add(place, fault(rule, self.sheet, address(*place), column, **words))
        self._classified.setdefault(place, "at fault")

    def _add(self, place: Place, found: Fault) -> None:
        self._faults.append((place, found))
        self.is_full = len(self._faults) >= MOST_FAULTS

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
        """The cells of a sheet that have no use yet, and are not stored."""
        unknown = grid.codes > 0
        columns_used = [(column, rows) for column, rows, _ in self._columns]
        for column, rows in (*columns_used, *self._stored_columns):
            unknown[np.isin(grid.rows, rows), column - 1] = False
        lines, columns = np.nonzero(unknown)
        for place in zip(grid.rows[lines].tolist(), (columns + 1).tolist(), strict=True):
            if place not in self._classified and place not in self._stored:
                cell = grid.at(*place)
                assert cell is not None
                yield cell

    def ranges(self) -> Iterator[tuple[str, str]]:
        """What was recognised, runs down a column written as one range."""
        single: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for (row, column), what in self._classified.items():
            single[column].append((row, what))
        for column in sorted({*single, *(column for column, _, _ in self._columns)}):
            cells = single.get(column, [])
            parts = [(np.array([row for row, _ in cells], np.int64), [what for _, what in cells])]
            parts += [(rows, [what]) for at, rows, what in self._columns if at == column]
            for first, last, what in runs_down(parts):
                start = address(first, column)
                place = start if first == last else f"{start}:{address(last, column)}"
                yield f"{self.sheet}!{place}", what


def runs_down(parts: list[tuple[np.ndarray, list[str]]]) -> Iterator[tuple[int, int, str]]:
    """The first row, the last row and the meaning of each run of rows that mean the same.

    Each part is rows with a meaning for each, or one for all; of two meanings of a row the earlier
    part's counts.
    """
    names = list(dict.fromkeys(what for _, meanings in parts for what in meanings))
    ids = {name: number for number, name in enumerate(names)}
    rows = np.concatenate([rows for rows, _ in parts])
    meant = np.concatenate(
        [np.broadcast_to([ids[what] for what in meanings], len(rows)) for rows, meanings in parts]
    )
    rows, first_of = np.unique(rows, return_index=True)
    meant = meant[first_of]
    breaks = np.flatnonzero((np.diff(rows) != 1) | (np.diff(meant) != 0)) + 1
    for first, end in zip([0, *breaks.tolist()], [*breaks.tolist(), len(rows)], strict=True):
        if end > first:
            yield int(rows[first]), int(rows[end - 1]), names[int(meant[first])]
