"""The columnar path for long tables whose rows have all of their labels.

Reading 50,000 lines one at a time keeps a person waiting. A line is taken here only where nothing
could be asked about it and no other line bears on it; the others of its table are read the general
way, and so is every table of which that is not sure. A test shows that both ways say the same.
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
from dscp_data.intake.figures.columnar_labels import names_in
from dscp_data.intake.figures.columnar_rules import (
    are_expected,
    are_independent,
    are_possible,
    firsts_to_tell,
    have_right_percentages,
)
from dscp_data.intake.figures.columnar_values import KINDS, comments_in, figures_in, states_in
from dscp_data.intake.figures.observation_builder import ObservationBuilder
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.table_context import TableContext
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.model.returns import Observation

PARTS = ("number", "out of", "percent")
DEPENDENT = ("measure", "year", "period type")
"""LabelParser that mean something only together with others."""
NOTED = {"number": "", "out of": "out of", "percent": "percentage, checked and not stored",
         "unknown": NOT_UNDERSTOOD}  # fmt: skip


@dataclass(frozen=True)
class PlainLines:
    """Plain lines of a table. `agencies` is None where only the file can say who sent them."""

    places: list[Place]
    indicators: list[str]
    agencies: list[str] | None
    said: list[Sequence[object]]

    def can_be_from(self, sender: str | None, checker: ObservationBuilder) -> bool:
        """Whether these lines say who sent them, or the sender owes all that they are of."""
        return self.agencies is not None or all(
            sender in checker.indicators[indicator].agencies for indicator in {*self.indicators}
        )

    def observations(self, sender: str | None) -> list[tuple[Place, Observation]]:
        """An observation a line, led by the row and column of its number; from `sender` where the
        lines do not say."""
        agencies = self.agencies or repeat(sender)
        said = zip(self.indicators, agencies, *self.said, strict=False)
        return list(zip(self.places, map(Observation._make, said), strict=True))


def split(
    table: Table,
    columns: list[Column],
    context: TableContext,
    headings: HeadingParser,
    ledger: CellLedger,
    checker: ObservationBuilder,
) -> tuple[PlainLines | None, Rows]:
    """The plain lines of a table, recorded, and the others."""
    rows = table.lines
    names = names_in(rows, columns, context, headings) if is_long(table, columns) else None
    if names is None or not names.fine.any():
        return None, rows
    number, base, percent = (figures_in(rows, columns, part) for part in PARTS)
    comments, speaks_of_all = comments_in(rows, columns)
    provisional, changes_nothing = states_in(rows, columns)
    plain = names.fine & speaks_of_all & changes_nothing
    plain &= are_independent(names, context.whole) & are_expected(names, checker)
    plain &= are_possible(names, number, base, percent, checker)
    plain = have_right_percentages(plain, names, number, base, percent, checker)
    plain &= ~firsts_to_tell(plain, names, checker)
    if not plain.any():
        return None, rows
    provisional |= names.provisional | number.provisional | base.provisional
    chosen = rows.select(plain)
    column = next(c.number for c in columns if c.role == "figure" and c.part == "number")
    letters, found = column_letters(column), chosen.numbers.tolist()
    account_for(chosen, columns, ledger)
    return PlainLines(
        [(row, column) for row in found],
        names.indicator.each(plain),
        names.agency.each(plain) if names.agency else None,
        [
            names.locality.each(plain),
            names.period.each(plain),
            numbers(np.where(number.counted, number.number, np.nan)[plain]),
            numbers(base.number[plain]),
            [KINDS[kind] for kind in number.kind[plain].tolist()],
            provisional[plain].tolist(),
            list(compress(comments, plain.tolist())),
            [ledger.sheet] * len(found),
            [f"{letters}{row}" for row in found],
        ],
    ), rows.select(~plain)


def account_for(rows: Rows, columns: Sequence[Column], ledger: CellLedger) -> None:
    """Every cell of the lines is stored or recognised."""
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
