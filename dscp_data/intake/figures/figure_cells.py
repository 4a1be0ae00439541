"""The figure cells of a table, each with the meaning of its labels, headings and context."""

from __future__ import annotations

from collections.abc import Iterable

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.rows import Row
from dscp_data.intake.figures.comments import check_comments, comment_for_period
from dscp_data.intake.figures.figure import Figure, build_figure
from dscp_data.intake.figures.status_columns import (
    STATUS_ROLES,
    apply_status_columns,
    check_status_columns,
)
from dscp_data.intake.figures.unplaced_figures import report_missing, report_unclear, report_wrong
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.row_labels import RowLabelReader
from dscp_data.intake.layout.row_period import heading_of
from dscp_data.intake.layout.table_context import TableContext
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.value_parser import ValueParser
from dscp_data.model.faults import Rule

INVALID_VALUES: dict[str, Rule] = {
    "dash": rules.DASH,
    "error": rules.EXCEL_ERROR,
    "no value": rules.NO_FORMULA_VALUE,
    "date": rules.DATE_FOR_NUMBER,
    "unreadable": rules.UNREADABLE,
}


def read_figures(
    table: Table,
    rows: Iterable[Row],
    columns: list[Column],
    context: TableContext,
    headings: HeadingParser,
    ledger: CellLedger,
) -> list[Figure]:
    """Every figure of some of a table's rows, totals included. What can't be read is put to
    ledger; where that is full there is no figure."""
    lines = RowLabelReader(table, columns, context, headings)
    places = [c for c in columns if c.role == "figure" and c.unclear is None]
    unclear = [c for c in columns if c.role == "figure" and c.unclear is not None]
    comments = [c.number for c in columns if c.role == "comment"]
    statuses = [c for c in columns if c.role in STATUS_ROLES]
    parse = ValueParser()
    figures: list[Figure] = []
    reported: set[tuple[int, int]] = set()
    for row in rows:
        if ledger.is_full:
            return []
        cells = row[1]
        line = lines.read(row)
        found: list[Figure] = []
        wrong = bool(line.wrong)
        for column in places:
            cell = cells.get(column.number)
            if cell is None:
                continue
            parsed = parse(cell)
            if parsed.kind in INVALID_VALUES:
                text = str(cell.value).strip()[:60]
                ledger.fault(INVALID_VALUES[parsed.kind], cell, column.heading, text=text)
            figure = build_figure(line, column, cell, parsed, context)
            if figure is not None:
                found.append(figure)
            elif not wrong and parsed.kind not in INVALID_VALUES:
                report_missing(line, column, cell, context, ledger, lines.columns, reported)
            if wrong:
                ledger.classify(cell, "not stored, because its label is at fault")
            if wrong:
                report_wrong(line, ledger, reported)
        for column in unclear:
            if column.number in cells:
                report_unclear(column, cells[column.number], ledger, reported)
                ledger.classify(cells[column.number], "not stored, because its heading is at fault")
        if statuses and not wrong:
            found = apply_status_columns(found, statuses, cells, line, context)
            check_status_columns(found, statuses, cells, ledger)
        if comment_texts := [cells[number] for number in comments if number in cells]:
            check_comments(comment_texts, {f.period for f in found}, ledger, fine=not wrong)
            found = [f._replace(comment=comment_for_period(comment_texts, f.period)) for f in found]
        figures += found
    for number, count in lines.filled.items():
        heading = heading_of(lines.columns, number)
        first = table.lines[0][1].get(number) or table.header[-1][1].get(number)
        ledger.fault(rules.FILLED_DOWN, first, heading, count=count, heading=heading)
    return figures
