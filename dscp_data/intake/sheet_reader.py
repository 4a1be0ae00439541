"""Reads one sheet, table by table, into figures, register rows and its ledger of cells."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import partial

from dscp_data.catalogue import Catalogue
from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import NOT_UNDERSTOOD, CellLedger
from dscp_data.intake.cells.rows import rows_of
from dscp_data.intake.cells.workbook import Sheet
from dscp_data.intake.figures.figure import Figure
from dscp_data.intake.figures.figure_cells import read_figures
from dscp_data.intake.figures.named_agencies import check_agencies
from dscp_data.intake.figures.similar_rows import SimilarRows, find_similar
from dscp_data.intake.figures.totals import drop_totals
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.columns import counts_lines, read_columns
from dscp_data.intake.layout.descriptive_column import DescribedFigure
from dscp_data.intake.layout.descriptive_columns import check_columns, report_unknown_column
from dscp_data.intake.layout.figure_looks import check_looks
from dscp_data.intake.layout.line_words import check_lines, check_number_headings, check_sheet_name
from dscp_data.intake.layout.month_runs import check_month_runs
from dscp_data.intake.layout.period_ends import check_period_ends
from dscp_data.intake.layout.row_labels import RowLabelReader
from dscp_data.intake.layout.sheet_notes import (
    describe_table,
    is_list_sheet,
    is_note_sheet,
    report_hidden,
)
from dscp_data.intake.layout.table_context import (
    TableContext,
    context_of_sheet_name,
    read_context,
    with_corner,
)
from dscp_data.intake.layout.tables import SheetTables, Table
from dscp_data.intake.registers.registers import Registers, register_kind
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.unrecognised import possible_headings

COVER_ROWS = 40


@dataclass
class SheetContents:
    """What was read from one sheet so far."""

    sheet: Sheet
    ledger: CellLedger
    context: TableContext
    layout: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    similar: SimilarRows | None = None
    agency_unknown: bool = False


@dataclass(frozen=True)
class SheetReader:
    """Reads sheets of one file. `leaves_out_similar` where it has one table, whose similar rows
    need not be read."""

    headings: HeadingParser
    registers: Registers
    catalogue: Catalogue
    leaves_out_similar: bool = False

    def read(self, sheet: Sheet, found: SheetTables) -> SheetContents:
        ledger, headings = CellLedger(sheet.name), self.headings
        read = SheetContents(sheet, ledger, context_of_sheet_name(sheet.name, headings))
        if is_list_sheet(sheet):
            found = SheetTables((), rows_of(sheet)[:0])
        notes = not found.tables and is_note_sheet(sheet, headings)
        first_lines = found.tables[0].above if found.tables else found.loose[:COVER_ROWS]
        listener = ledger if found.tables or notes else CellLedger(sheet.name)
        read.context = read_context(first_lines, read.context, headings, listener)
        for number, table in enumerate(found.tables):
            if ledger.is_full:
                break
            self.read_table(table, read, is_first=number == 0)
        if not read.layout:
            ledger.classify_if_new(sheet.cells, "note")
            if not notes and not is_note_sheet(sheet, headings):
                ledger.fault(rules.NO_TABLE, None, name=sheet.name)
                ledger.ask(possible_headings(sheet, headings))
        report_hidden(sheet, ledger, has_tables=bool(read.layout))
        return read

    def read_table(self, table: Table, read: SheetContents, *, is_first: bool) -> None:
        ledger, headings = read.ledger, self.headings
        kind = register_kind(table, headings)
        if kind:
            self.registers.read(kind, table, ledger)
            read.layout.append(f"Sheet “{read.sheet.name}”: {kind} at {table.place}")
            classify_surroundings(table, ledger)
            return
        context = read.context if is_first else read_context(
            table.above, read.context, headings, ledger
        )  # fmt: skip
        columns = read_columns(table, headings, context.year)
        if not any(column.role == "figure" for column in columns):
            if ask_for_figures(table, columns, ledger):
                read.layout.append(describe_table(table, columns))
            return
        classify_surroundings(table, ledger)
        context = with_corner(context, columns, headings)
        read.agency_unknown |= context.agency_unknown
        read.layout.append(describe_table(table, columns))
        rows = table.lines
        if self.leaves_out_similar:
            labels = RowLabelReader(table, columns, context, headings)
            rows, read.similar = find_similar(table, columns, labels.complete, self.catalogue)
        figures = read_figures(table, rows, columns, context, headings, ledger)
        stored = [one for one in figures if not (one.total or one.unusable)]
        indicators = {one.indicator for one in stored}
        classify_columns(table, columns, ledger)
        if len(read.layout) == 1:
            check_sheet_name(read.sheet.name, headings.names, ledger)
        check_lines(table, columns, context.agency, indicators, headings, ledger)
        check_columns(table, columns, partial(described, stored), headings, ledger)
        check_agencies(stored, context.agency, columns, headings.names, ledger)
        check_number_headings(columns, indicators, headings.names, ledger)
        check_month_runs(table, columns, headings, ledger)
        check_period_ends(table, columns, headings, ledger)
        check_looks(table, columns, context.year, ledger)
        read.figures += drop_totals(figures, self.catalogue, ledger)


def described(figures: list[Figure], rows: Collection[int]) -> Iterator[DescribedFigure]:
    """The figures of some rows, as the columns beside them are compared with them."""
    for figure in figures:
        if figure.cell.row in rows:
            is_number = figure.part == "number" and figure.value.kind == "reported"
            yield DescribedFigure(figure.cell.row, figure.indicator, figure.period, is_number)


def ask_for_figures(table: Table, columns: list[Column], ledger: CellLedger) -> bool:
    """Ask about a table whose only numbers count its lines; False where it is no such table."""
    counted = next((column for column in columns if column.role == "row number"), None)
    if counted is None or counted.cell is None:
        return False
    ledger.fault(rules.ONLY_LINE_NUMBERS, counted.cell, counted.heading, text=counted.heading)
    classify_surroundings(table, ledger)
    for _, cells in table.lines:
        ledger.classify_if_new(cells.values(), "in a table without figures")
    return True


def classify_surroundings(table: Table, ledger: CellLedger) -> None:
    """The title above a table, its headings and the notes below it are recognised."""
    for what, rows in (("title", table.above), ("heading", table.header), ("note", table.below)):
        for _, cells in rows:
            if what == "heading" or any(isinstance(cell.value, str) for cell in cells.values()):
                ledger.classify_if_new(cells.values(), what)


def classify_columns(table: Table, columns: list[Column], ledger: CellLedger) -> None:
    """Labels and comments are recognised; a column nobody knows is asked about."""
    first_figure = min(column.number for column in columns if column.role == "figure")
    for column in columns:
        if column.role == "figure":
            continue
        filled = table.lines.select(table.lines.codes(column.number) > 0)
        if column.role == "unknown" and not counts_lines(column, table, len(columns)):
            ledger.classify_all((row[column.number] for _, row in filled), NOT_UNDERSTOOD)
            is_label_column = bool(column.heading) or column.number < first_figure
            report_unknown_column(column, table, ledger, is_label_column=is_label_column)
        else:
            ledger.classify_column_if_new(column.number, filled.numbers, column.role)
