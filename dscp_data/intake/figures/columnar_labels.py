"""Labels of a long table, parsed by column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dscp_data.intake.cells.cell import Cell
from dscp_data.intake.cells.rows import Rows
from dscp_data.intake.figures.columnar_values import parse_contents
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.label_parser import Label, LabelParser
from dscp_data.intake.layout.table_context import TableContext
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.parsed_period import ParsedPeriod
from dscp_data.model.periods import Period

ROLES = ("indicator", "agency", "locality", "period")
AT_FAULT = -1


@dataclass(frozen=True)
class Dimension:
    """The label of each row in one dimension: a place in `values`, or AT_FAULT."""

    values: list[Any]
    at: np.ndarray

    def select(self, mask: np.ndarray) -> list[Any]:
        """The values of the rows that a mask chooses."""
        return [self.values[place] for place in self.at[mask].tolist()]

    def map(self, function: Callable[[Any], Any]) -> np.ndarray:
        """The function of each row's value; of a label at fault, anything."""
        return np.array([function(value) for value in self.values] or [0])[self.at]

    def equals(self, other: Dimension) -> np.ndarray:
        """Where two columns have the same value."""
        places = {value: place for place, value in enumerate(self.values)}
        return np.array([*(places.get(v, AT_FAULT) for v in other.values), 0])[other.at] == self.at


@dataclass(frozen=True)
class ColumnarLabels:
    """The labels of all rows. `agency` is None where only the file can say it; `valid` is where no
    label is at fault."""

    indicator: Dimension
    agency: Dimension | None
    locality: Dimension
    period: Dimension
    provisional: np.ndarray
    valid: np.ndarray


def read_labels(
    rows: Rows, columns: Sequence[Column], context: TableContext, headings: HeadingParser
) -> ColumnarLabels | None:
    """The labels of the rows; None where one row's labels may depend on another's."""
    found = {
        role: Dimension([value], np.zeros(len(rows), np.int64))
        for role, value in (
            ("indicator", context.indicator),
            ("agency", context.agency),
            ("locality", context.locality or context.whole),
            ("period", context.period),
        )
        if value is not None
    }
    valid = np.ones(len(rows), bool)
    provisional = np.full(len(rows), context.provisional)
    written: set[str] = set()
    labels = LabelParser(headings)
    for column in columns:
        if column.role not in ROLES:
            continue
        found_labels, which = parse_contents(
            rows, column.number, label_reader(labels, column), None
        )
        if not all(is_own_value(label, column.role) for label in found_labels):
            return None
        dimension = index_values(found_labels, which)
        valid &= dimension.at != AT_FAULT
        if column.role == "period":
            provisional |= np.array([is_provisional(label) for label in found_labels])[which]
        if column.role in written and column.role != "indicator":
            return None
        if column.role in written:
            # A name beside a number must be of the same indicator, or is asked about.
            valid &= found["indicator"].equals(dimension)
        else:
            found[column.role] = dimension
        written.add(column.role)
    if not {"indicator", "period"} <= found.keys():
        return None
    return ColumnarLabels(
        found["indicator"], found.get("agency"), found["locality"], found["period"],
        provisional, valid,
    )  # fmt: skip


def label_reader(labels: LabelParser, column: Column) -> Callable[[Cell], Label]:
    """Reads the labels of a column."""
    return lambda cell: labels.read(column.role, cell, column.length)


def is_own_value(label: Label | None, role: str) -> bool:
    """Whether a label gives a value of its own column's kind, or is only at fault."""
    if label is None or label.dimension != role or label.total or label.part:
        return False
    return label.problem is not None or role != "period" or period_of(label) is not None


def index_values(labels: Sequence[Label], which: np.ndarray) -> Dimension:
    """The values of labels in the order in which they first occur, and which each row has."""
    values = [None if label.problem else period_of(label) or label.value for label in labels]
    places: dict[Any, int] = {None: AT_FAULT}
    at = [places.setdefault(value, len(places) - 1) for value in values]
    return Dimension(list(places)[1:], np.array(at)[which])


def period_of(label: Label) -> Period | None:
    return label.value.period if isinstance(label.value, ParsedPeriod) else None


def is_provisional(label: Label) -> bool:
    return isinstance(label.value, ParsedPeriod) and label.value.provisional
