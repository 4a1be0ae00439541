"""Rows that say all of their labels themselves, as those of a long table do.

Nothing fills down into such a row: each of its labels is what its own cell says. So each different
content of a column is read once, and a row is looked up cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.label_parser import Label
from dscp_data.intake.terms.parsed_period import ParsedPeriod

DIMENSIONS = {"indicator", "agency", "locality", "period"}
Labels = dict[str, Label]
"""The labels of a row by their dimension."""


class CompleteRows:
    """Recognises complete rows of a table, whose labels are in these columns."""

    def __init__(self, columns: Sequence[Column], read: Callable[[Column, Cell], Label]) -> None:
        self.places = {column.role: column.number for column in columns}
        one_each = len(self.places) == len(columns) and self.places.keys() <= DIMENSIONS
        self.columns = columns if one_each and all(c.length != "to" for c in columns) else ()
        self.read = read
        self.seen: dict[str, dict[object, Label | None]] = {column.role: {} for column in columns}

    def labels(self, cells: Mapping[int, Cell]) -> Labels | None:
        """The labels of a row; None of a row that needs what is above it."""
        found: Labels = {}
        for column in self.columns:
            label = self.label(column, cells.get(column.number))
            if label is None:
                return None
            found[column.role] = label
        return found or None

    def label(self, column: Column, cell: Cell | None) -> Label | None:
        """What a cell of a complete row says; None of one that says less, or else."""
        if cell is None or cell[4] is not None or cell[5]:
            return None
        seen, value = self.seen[column.role], cell[2]
        # 1 and True are equal; a text equals nothing but itself.
        content = value if type(value) is str else (type(value), value)
        if content not in seen:
            seen[content] = self.simple(column, cell)
        return seen[content]

    def simple(self, column: Column, cell: Cell) -> Label | None:
        """What a cell says, where that is one value of its column's dimension and nothing else."""
        label = self.read(column, cell)
        if label.dimension != column.role or label.problem or label.part or label.total:
            return None
        value = label.value
        dated = isinstance(value, ParsedPeriod) and value.period is not None
        return label if dated or (isinstance(value, str) and column.role != "period") else None

    def replaces(self, places: Mapping[str, int]) -> bool:
        """Whether a complete row replaces all labels above it, which stand in these columns."""
        return all(self.places.get(dimension) == column for dimension, column in places.items())
