"""One figure of a table: a cell with the meaning of its labels, headings and context."""

from __future__ import annotations

from typing import NamedTuple

from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.columns import OVER_TIME
from dscp_data.intake.layout.row_labels import RowLabels
from dscp_data.intake.layout.table_context import TableContext
from dscp_data.intake.terms.value_parser import ParsedValue
from dscp_data.model.periods import Period

NOWHERE: frozenset[str] = frozenset()


class Figure(NamedTuple):
    """One cell of a table that holds a figure, and what it is a figure of.

    `total` is "total", "subtotal", "ytd" or "crossing" (a subtotal's column in a total's line)
    where it adds up others, `over` the dimensions that
    it adds up. `agency` is None where only the file can say. An `unusable` figure has a label at
    fault: it is a part of the totals around it, and nothing else. `period_from`,
    `indicator_from` and `part_from` are the label, heading or title that names these; None where
    the sheet's name does.
    """

    indicator: str
    agency: str | None
    locality: str
    period: Period | None
    part: str
    value: ParsedValue
    cell: Cell
    heading: str
    provisional: bool = False
    comment: str = ""
    total: str = ""
    over: frozenset[str] = frozenset()
    unusable: bool = False
    total_heading: Cell | None = None
    period_from: Cell | None = None
    indicator_from: Cell | None = None
    part_from: Cell | None = None


def build_figure(
    line: RowLabels, column: Column, cell: Cell, parsed: ParsedValue, context: TableContext
) -> Figure | None:
    """The figure in a cell, or None where it does not say of what or for when."""
    indicator = column.indicator or line.indicator or context.indicator
    agency = column.agency or line.agency or context.agency
    locality = column.locality or line.locality or context.locality
    spelling, of_line = column.period, line.period
    period = spelling.period or of_line or context.period
    if of_line and spelling.period and of_line != spelling.period and not column.total:
        return None
    total, over = line.total or column.total, NOWHERE
    if total or line.wrong:
        if line.total and column.total == "subtotal":
            total = "crossing"
        over = (
            summed_dimensions(line, column, indicator, agency, locality, period)
            if total
            else NOWHERE
        )
        if "period" in over:
            period = spelling.period or line.period
        wrong = {label.dimension for _, _, label in line.wrong}
        nobody = f"?{cell[0]}"
        if indicator is None:
            indicator = nobody if "indicator" in wrong else "" if "indicator" in over else None
        locality = nobody if "locality" in wrong else locality
        if period is None and not {"period", "year"} & (over | wrong):
            return None
    elif period is None:
        return None
    if indicator is None:
        return None
    part = part_of(line, column)
    return Figure(
        indicator,
        agency,
        locality or context.whole,
        period,
        part,
        parsed,
        cell,
        column.heading,
        parsed.provisional or spelling.provisional or line.provisional or context.provisional,
        "",
        total,
        over,
        bool(line.wrong),
        over_time(line, column) if total else None,
        column.period_from if spelling.period else line.period_from if of_line
        else context.period_from,
        column.indicator_from if column.indicator
        else line.indicator_from if line.indicator else context.indicator_from,
        column.cell if column.part == part else line.part_from,
    )  # fmt: skip


def part_of(line: RowLabels, column: Column) -> str:
    """Which part a figure is. "Number" over a column is a word for any figure: what is said of the
    line beside it says more ("E08 rate")."""
    if column.part in ("", "number"):
        return line.part or "number"
    return column.part


def over_time(line: RowLabels, column: Column) -> Cell | None:
    """The heading or label of a total over time."""
    if column.total in OVER_TIME:
        return column.cell
    return line.period_from if line.total in OVER_TIME else None


def summed_dimensions(
    line: RowLabels,
    column: Column,
    indicator: str | None,
    agency: str | None,
    locality: str | None,
    period: Period | None,
) -> frozenset[str]:
    """The dimensions that a total adds up: the one it stands in, and those its line leaves out."""
    over = {dimension for dimension in (line.over, column.over) if dimension}
    if line.total in OVER_TIME:
        return frozenset(over | {"period"})
    if line.total:
        ids = (("indicator", indicator), ("agency", agency), ("locality", locality),
                ("period", period))  # fmt: skip
        over |= {dimension for dimension, value in ids if value is None}
    return frozenset(over)
