"""The figure cells of a table, each with the meaning of its labels, headings and context."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.rows import Row
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.figures.comments import check_comments, comment_for_period
from dscp_data.intake.figures.unplaced_figures import report_missing, report_unclear
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.columns import OVER_TIME
from dscp_data.intake.layout.row_labels import RowLabelReader, RowLabels, report_wrong
from dscp_data.intake.layout.row_period import heading_of
from dscp_data.intake.layout.table_context import TableContext
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.value_parser import ParsedValue, parse_cell, parse_text
from dscp_data.model.faults import Rule
from dscp_data.model.periods import Period
from dscp_data.model.text import format_exact

INVALID_VALUES: dict[str, Rule] = {
    "dash": rules.DASH,
    "error": rules.EXCEL_ERROR,
    "no value": rules.NO_FORMULA_VALUE,
    "date": rules.DATE_FOR_NUMBER,
    "unreadable": rules.UNREADABLE,
}
WITHOUT_NUMBER = ("suppressed", "not applicable", "cannot report")
YES = {"true", "yes", "y", "1", "p", "provisional"}
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
    parsed_values: dict[object, ParsedValue] = {}
    figures: list[Figure] = []
    reported: set[tuple[int, int]] = set()
    for row in rows:
        if ledger.is_full:
            return []
        cells = row[1]
        line = lines.read(row)
        comment_texts = [cells[c] for c in comments if c in cells]
        found: list[Figure] = []
        wrong = bool(line.wrong)
        for column in places:
            cell = cells.get(column.number)
            if cell is None:
                continue
            value = cell[2]
            if type(value) is str and not cell[4] and not cell[5]:
                parsed = parsed_values.get(value)
                if parsed is None:
                    parsed = parsed_values[value] = parse_text(value)
            else:
                parsed = parse_cell(cell)
            if parsed.kind in INVALID_VALUES:
                text = str(value).strip()[:60]
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
        if not wrong:
            found = apply_status_columns(found, columns, cells, line, context)
            check_status_columns(found, columns, cells, ledger)
        if comment_texts:
            check_comments(comment_texts, {f.period for f in found}, ledger, fine=not wrong)
            found = [f._replace(comment=comment_for_period(comment_texts, f.period)) for f in found]
        figures += found
    for number, count in lines.filled.items():
        heading = heading_of(lines.columns, number)
        first = table.lines[0][1].get(number) or table.header[-1][1].get(number)
        ledger.fault(rules.FILLED_DOWN, first, heading, count=count, heading=heading)
    return figures


def build_figure(
    line: RowLabels, column: Column, cell: Cell, parsed: ParsedValue, context: TableContext
) -> Figure | None:
    """The figure in a cell, or None where it does not say of what or for when."""
    indicator = column.indicator or line.indicator or context.indicator
    agency = column.agency or line.agency or context.agency
    locality = column.locality or line.locality or context.locality
    spelling = column.period
    period = spelling.period or line.period or context.period
    if line.period and spelling.period and line.period != spelling.period and not column.total:
        return None
    total = line.total or column.total
    if line.total and column.total == "subtotal":
        total = "crossing"
    over = NOWHERE
    if total or line.wrong:
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
    return Figure(
        indicator,
        agency,
        locality or context.whole,
        period,
        part_of(line, column),
        parsed,
        cell,
        column.heading,
        parsed.provisional or spelling.provisional or line.provisional or context.provisional,
        "",
        total,
        over,
        bool(line.wrong),
        column.cell
        if column.total in OVER_TIME
        else line.period_from
        if line.total in OVER_TIME
        else None,
        period_cell(line, column, context),
        column.indicator_from if column.indicator
        else line.indicator_from if line.indicator else context.indicator_from,
        column.cell if column.part and part_of(line, column) == column.part else line.part_from,
    )  # fmt: skip


def part_of(line: RowLabels, column: Column) -> str:
    """Which part a figure is. "Number" over a column is a word for any figure: what is said of the
    line beside it says more ("E08 rate")."""
    if column.part in ("", "number"):
        return line.part or "number"
    return column.part


def period_cell(line: RowLabels, column: Column, context: TableContext) -> Cell | None:
    """The heading, label or title that says when a figure is for."""
    if column.period.period:
        return column.period_from
    return line.period_from if line.period else context.period_from


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


def apply_status_columns(
    found: list[Figure],
    columns: list[Column],
    cells: dict[int, Cell],
    line: RowLabels,
    context: TableContext,
) -> list[Figure]:
    """The figures of a line with what its "Status" and "Provisional" columns say."""
    for column in columns:
        if column.role not in ("status", "provisional") or column.number not in cells:
            continue
        cell = cells[column.number]
        text = str(cell.value).strip().casefold()
        parsed = parse_text(text)
        if column.role == "provisional" or text == "provisional":
            if text in YES:
                found = [f._replace(provisional=True) for f in found]
        elif parsed.kind == "nil":
            found = [f._replace(value=parsed) if f.part == "number" and f.value.number == 0 else f
                     for f in found]  # fmt: skip
        if parsed.kind in ("nil", *WITHOUT_NUMBER) and not any(f.part == "number" for f in found):
            as_number = Column(column.number, column.heading, "figure", "number")
            figure = build_figure(line, as_number, cell, parsed, context)
            found = [*found, figure] if figure else found
    return found


def check_status_columns(
    found: list[Figure], columns: list[Column], cells: dict[int, Cell], ledger: CellLedger
) -> None:
    """Ask about a status that there is no number for beside a number: "Suppressed" beside 20."""
    numbers = [
        f.value.number
        for f in found
        if f.part == "number" and f.value.kind == "reported" and not f.total
    ]
    for column in columns:
        if column.role != "status" or column.number not in cells:
            continue
        cell = cells[column.number]
        status = parse_text(str(cell.value)).kind
        against = numbers if status in WITHOUT_NUMBER else [n for n in numbers if n]
        if against and status in (*WITHOUT_NUMBER, "nil"):
            number = format_exact(against[0] or 0)
            ledger.fault(
                rules.STATUS_DISAGREES, cell, column.heading, status=str(cell.value).strip()[:40],
                number=number,
            )  # fmt: skip
