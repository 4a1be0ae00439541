"""The columnar path for long tables whose rows have all of their labels.

Checking 50,000 rows one at a time keeps a person waiting. A row is read here only where no rule has
a question about it and no other row affects it. The other rows of its table take the general path,
and so does every table where that is not certain. A test shows that both paths give the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, repeat

import numpy as np

from dscp_data.intake.cells.cell import Place, column_letters
from dscp_data.intake.cells.cell_ledger import NOT_UNDERSTOOD, CellLedger
from dscp_data.intake.cells.rows import Rows
from dscp_data.intake.figures.columnar_labels import read_labels
from dscp_data.intake.figures.columnar_rules import (
    are_expected,
    are_independent,
    are_possible,
    firsts_to_report,
    have_right_percentages,
)
from dscp_data.intake.figures.columnar_values import (
    KINDS,
    read_comments,
    read_figure_column,
    read_states,
)
from dscp_data.intake.figures.observation_builder import LocatedObservation, ObservationBuilder
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.table_context import TableContext
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.model.returns import Observation

PARTS = ("number", "out of", "percent")
DEPENDENT = ("measure", "year", "period type")
"""Columns that mean something only together with others."""
NOTED = {"number": "", "out of": "out of", "percent": "percentage, checked and not stored",
         "unknown": NOT_UNDERSTOOD}  # fmt: skip


@dataclass(frozen=True)
class ColumnarRows:
    """Rows of a table that are read by column.

    `agencies` is None where only the file can say who sent them; `columns` are the other fields of
    an observation, in their order.
    """

    places: list[Place]
    indicators: list[str]
    agencies: list[str] | None
    columns: list[Sequence[object]]

    def can_be_from(self, sender: str | None, builder: ObservationBuilder) -> bool:
        """Whether these rows name their agency, or the sender owes all of their indicators."""
        return self.agencies is not None or all(
            sender in builder.indicators[indicator].agencies for indicator in {*self.indicators}
        )

    def observations(self, sender: str | None) -> list[LocatedObservation]:
        """One observation for each row, at the place of its number; from `sender` where the rows do
        not say."""
        agencies = self.agencies or repeat(sender)
        lines = zip(self.indicators, agencies, *self.columns, strict=False)
        return list(map(LocatedObservation, self.places, map(Observation._make, lines)))


def split_columnar(
    table: Table,
    columns: list[Column],
    context: TableContext,
    headings: HeadingParser,
    ledger: CellLedger,
    builder: ObservationBuilder,
) -> tuple[ColumnarRows | None, Rows]:
    """The rows of a table that are read by column, their cells classified; and the other rows."""
    rows = table.lines
    labels = read_labels(rows, columns, context, headings) if is_long(table, columns) else None
    if labels is None or not labels.valid.any():
        return None, rows
    number, base, percent = (read_figure_column(rows, columns, part) for part in PARTS)
    comments, whole_row_comments = read_comments(rows, columns)
    provisional, changes_nothing = read_states(rows, columns)
    columnar = labels.valid & whole_row_comments & changes_nothing
    columnar &= are_independent(labels, context.whole) & are_expected(labels, builder)
    columnar &= are_possible(labels, number, base, percent, builder)
    columnar = have_right_percentages(columnar, labels, number, base, percent, builder)
    columnar &= ~firsts_to_report(columnar, labels, builder)
    if not columnar.any():
        return None, rows
    provisional |= labels.provisional | number.provisional | base.provisional
    chosen = rows.select(columnar)
    column = next(c.number for c in columns if c.role == "figure" and c.part == "number")
    letters, found = column_letters(column), chosen.numbers.tolist()
    classify_cells(chosen, columns, ledger)
    return ColumnarRows(
        [(row, column) for row in found],
        labels.indicator.select(columnar),
        labels.agency.select(columnar) if labels.agency else None,
        [
            labels.locality.select(columnar),
            labels.period.select(columnar),
            numbers(np.where(number.counted, number.number, np.nan)[columnar]),
            numbers(base.number[columnar]),
            [KINDS[kind] for kind in number.kind[columnar].tolist()],
            provisional[columnar].tolist(),
            list(compress(comments, columnar.tolist())),
            [ledger.sheet] * len(found),
            [f"{letters}{row}" for row in found],
        ],
    ), rows.select(~columnar)


def classify_cells(rows: Rows, columns: Sequence[Column], ledger: CellLedger) -> None:
    """Every cell of these rows is stored or recognised."""
    ledger.classify_rows(rows)
    for column in columns:
        what = column.part if column.role == "figure" else column.role
        what = NOTED.get(what, what)
        if what:
            ledger.classify_column(rows, column.number, what)


def numbers(values: np.ndarray) -> list[float | None]:
    """The numbers, None for what is not one."""
    return [None if value != value else value for value in values.tolist()]


def is_long(table: Table, columns: Sequence[Column]) -> bool:
    """Whether a table has one column for each part of a figure, and lines that stand alone."""
    parts = Counter(column.part for column in columns if column.role == "figure")
    return (
        len(table.lines) > 0
        and parts["number"] == 1
        and max(parts.values()) == 1
        and parts.keys() <= set(PARTS)
        and not any(is_unclear(column) for column in columns)
        and not any(last >= table.lines[0][0] for _, _, last, _ in table.sheet.merged)
    )


def is_unclear(column: Column) -> bool:
    """Whether a column says something over all its lines, or has to be asked about where it has no
    heading to ask at."""
    asked = column.role == "unknown" and column.cell is None
    over_all = column.across or column.total or column.unclear
    return bool(over_all) or asked or column.role in DEPENDENT
