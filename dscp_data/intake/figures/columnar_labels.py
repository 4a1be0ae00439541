"""Labels of a long table, parsed by column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dscp_data.intake.cells.cell import Cell
from dscp_data.intake.cells.rows import Rows
from dscp_data.intake.figures.columnar_values import each
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.label_parser import Label, LabelParser
from dscp_data.intake.layout.table_context import TableContext
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.parsed_period import ParsedPeriod
from dscp_data.model.periods import Period

ROLES = ("indicator", "agency", "locality", "period")
AT_FAULT = -1


@dataclass(frozen=True)
class Named:
    """What each line says of one dimension: a place in `values`, or AT_FAULT."""

    values: list[Any]
    at: np.ndarray

    def each(self, chosen: np.ndarray) -> list[Any]:
        """The values of the lines that a mask chooses."""
        return list(map(self.values.__getitem__, self.at[chosen].tolist()))

    def told(self, tell: Callable[[Any], Any]) -> np.ndarray:
        """What is told of the value of each line; of a label at fault, anything."""
        return np.array([tell(value) for value in self.values] or [0])[self.at]

    def equals(self, other: Named) -> np.ndarray:
        """Where two columns say the same."""
        places = {value: place for place, value in enumerate(self.values)}
        return np.array([*(places.get(v, AT_FAULT) for v in other.values), 0])[other.at] == self.at


@dataclass(frozen=True)
class ColumnarLabels:
    """What the lines say of themselves. `agency` is None where only the file can say it;
    `fine` where no label is at fault."""

    indicator: Named
    agency: Named | None
    locality: Named
    period: Named
    provisional: np.ndarray
    fine: np.ndarray


def names_in(
    rows: Rows, columns: Sequence[Column], context: TableContext, headings: HeadingParser
) -> ColumnarLabels | None:
    """The names of the lines; None where one line's labels may depend on another's."""
    found = {
        role: Named([value], np.zeros(len(rows), np.int64))
        for role, value in (
            ("indicator", context.indicator),
            ("agency", context.agency),
            ("locality", context.locality or context.whole),
            ("period", context.period),
        )
        if value is not None
    }
    fine = np.ones(len(rows), bool)
    provisional = np.full(len(rows), context.provisional)
    written: set[str] = set()
    labels = LabelParser(headings)
    for column in columns:
        if column.role not in ROLES:
            continue
        said, which = each(rows, column.number, read_under(labels, column), None)
        if not all(says_its_own(label, column.role) for label in said):
            return None
        named = numbered(said, which)
        fine &= named.at != AT_FAULT
        if column.role == "period":
            provisional |= np.array([is_provisional(label) for label in said])[which]
        if column.role in written and column.role != "indicator":
            return None
        if column.role in written:
            # A name beside a number says the same again, or is asked about.
            fine &= found["indicator"].equals(named)
        else:
            found[column.role] = named
        written.add(column.role)
    if not {"indicator", "period"} <= found.keys():
        return None
    return ColumnarLabels(
        found["indicator"], found.get("agency"), found["locality"], found["period"],
        provisional, fine,
    )  # fmt: skip


def read_under(labels: LabelParser, column: Column) -> Callable[[Cell], Label]:
    """Reads the labels of a column."""
    return lambda cell: labels.read(column.role, cell, column.length)


def says_its_own(label: Label | None, role: str) -> bool:
    """Whether a label gives a value of its own column's kind, or is only at fault."""
    if label is None or label.dimension != role or label.total or label.part:
        return False
    return label.problem is not None or role != "period" or period_of(label) is not None


def numbered(said: Sequence[Label], which: np.ndarray) -> Named:
    """The values of labels in the order of their coming, and which of them each line has."""
    values = [None if label.problem else period_of(label) or label.value for label in said]
    places: dict[Any, int] = {None: AT_FAULT}
    at = [places.setdefault(value, len(places) - 1) for value in values]
    return Named(list(places)[1:], np.array(at)[which])


def period_of(label: Label) -> Period | None:
    return label.value.period if isinstance(label.value, ParsedPeriod) else None


def is_provisional(label: Label) -> bool:
    return isinstance(label.value, ParsedPeriod) and label.value.provisional
