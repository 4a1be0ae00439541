"""Reports why a figure cannot be placed, at the label, heading or title to correct."""

from __future__ import annotations

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.row_labels import RowLabels
from dscp_data.intake.layout.table_context import UNCLEAR, TableContext
from dscp_data.intake.terms.period_of_day import A_DAY
from dscp_data.model.faults import Rule


def report_missing(
    line: RowLabels,
    column: Column,
    cell: Cell,
    context: TableContext,
    ledger: CellLedger,
    labels: list[Column],
    reported: set[tuple[int, int]],
) -> None:
    """Why a figure could not be placed, at the label, heading or title that does not say it."""
    no_indicator = not (column.indicator or line.indicator or context.indicator)
    if no_indicator:
        if context.title is not None:
            text = str(context.title.value).strip()
            ledger.classify(cell, "not stored, because the title above is at fault")
            if not ledger.has_fault_at(context.title):
                ledger.fault(rules.UNKNOWN_INDICATOR, context.title, text=text, hint="")
        else:
            report_blank(rules.NO_INDICATOR, "indicator", column, cell, ledger, labels, reported)
    elif line.period and column.period.period:
        names = {"one": line.period.name, "other": column.period.period.name}
        at = line.period_from or cell
        ledger.classify(cell, "not stored, because its label and its heading disagree")
        ledger.fault(rules.PERIODS_DISAGREE, at, figure=cell.address, **names)
    else:
        report_blank(rules.NO_PERIOD, "period", column, cell, ledger, labels, reported)


def report_blank(
    rule: Rule,
    role: str,
    column: Column,
    figure: Cell,
    ledger: CellLedger,
    labels: list[Column],
    reported: set[tuple[int, int]],
) -> None:
    """A label that is blank beside a figure, at its cell; where no column is for such labels, once
    for a column of figures."""
    number = next((label.number for label in labels if label.role == role), None)
    ledger.classify(figure, f"not stored, because it has no {role}")
    place = (figure[0], number) if number else (0, figure[1])
    if place in reported:
        return
    reported.add(place)
    at = Cell(figure[0], number, "") if number else figure
    ledger.fault(rule, at, "" if number else column.heading, figure=figure.address)


def report_unclear(
    column: Column, figure: Cell, ledger: CellLedger, reported: set[tuple[int, int]]
) -> None:
    """A heading that could mean two things, once. `figure` is the first under it."""
    if column.unclear is None:
        return
    dimension, question, text, cell = column.unclear
    place = (cell[0], cell[1])
    if place in reported:
        return
    reported.add(place)
    ledger.fault(UNCLEAR[dimension], cell, column.heading, text=text, question=question)
    days = (0, 0)
    if question.startswith(A_DAY) and isinstance(cell.value, str) and days not in reported:
        reported.add(days)
        ledger.fault(rules.NO_PERIOD, figure, column.heading, figure=figure.address)


def report_wrong(line: RowLabels, ledger: CellLedger, reported: set[tuple[int, int]]) -> None:
    """The labels at fault, each once for any number of figures beside it."""
    for cell, heading, label in line.wrong:
        if (cell[0], cell[1]) not in reported and label.problem:
            reported.add((cell[0], cell[1]))
            ledger.fault(label.problem, cell, heading, **dict(label.words))
