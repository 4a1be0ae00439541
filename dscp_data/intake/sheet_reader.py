"""One sheet, read table by table: its figures, its registers, and the account of its cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dscp_data.intake import rules
from dscp_data.intake.cells.cell import Cell, column_letters
from dscp_data.intake.cells.cell_ledger import NOT_UNDERSTOOD, CellLedger
from dscp_data.intake.cells.rows import Rows
from dscp_data.intake.cells.workbook import Sheet
from dscp_data.intake.figures.columnar_path import PlainLines, split
from dscp_data.intake.figures.figure_cells import Figure, read_figures
from dscp_data.intake.figures.observation_builder import ObservationBuilder
from dscp_data.intake.figures.totals import drop_totals
from dscp_data.intake.layout.columns import Column, read_columns
from dscp_data.intake.layout.sheet_notes import describe_table, is_note_sheet, report_hidden
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
    account: CellLedger
    context: TableContext
    layout: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    plain: list[PlainLines] = field(default_factory=list)
    agency_unknown: bool = False


@dataclass(frozen=True)
class SheetReader:
    """Reads sheets of one file. `by_columns` is whether plain lines go the short way."""

    headings: HeadingParser
    registers: Registers
    checker: ObservationBuilder
    by_columns: bool

    def read(self, sheet: Sheet, found: SheetTables) -> SheetContents:
        account, headings = CellLedger(sheet.name), self.headings
        read = SheetContents(sheet, account, context_of_sheet_name(sheet.name, headings))
        notes = not found.tables and is_note_sheet(sheet, headings)
        first_lines = found.tables[0].above if found.tables else found.loose[:COVER_ROWS]
        listener = account if found.tables or notes else CellLedger(sheet.name)
        read.context = read_context(first_lines, read.context, headings, listener)
        for number, table in enumerate(found.tables):
            self.read_table(table, read, is_first=number == 0)
        if not read.layout:
            classify_unknown(account, sheet.cells, "note")
            if not notes and not is_note_sheet(sheet, headings):
                account.fault(rules.NO_TABLE, None, name=sheet.name)
                account.asked += possible_headings(sheet, headings)
        report_hidden(sheet, account, has_tables=bool(read.layout))
        return read

    def read_table(self, table: Table, read: SheetContents, *, is_first: bool) -> None:
        account, headings = read.account, self.headings
        kind = register_kind(table, headings)
        if kind:
            self.registers.read(kind, table, account)
            read.layout.append(f"Sheet “{read.sheet.name}”: {kind} at {table.place}")
            classify_surroundings(table, account)
            return
        context = read.context if is_first else read_context(
            table.above, read.context, headings, account
        )  # fmt: skip
        columns = read_columns(table, headings, context.year)
        if not any(column.role == "figure" for column in columns):
            return
        classify_surroundings(table, account)
        context = with_corner(context, columns, headings)
        read.agency_unknown |= context.agency_unknown
        read.layout.append(describe_table(table, columns))
        rest = table.lines
        if self.by_columns:
            plain, rest = split(table, columns, context, headings, account, self.checker)
            read.plain += [plain] if plain else []
        figures = read_figures(table, rest, columns, context, headings, account)
        classify_columns(table, rest, columns, account)
        read.figures += drop_totals(figures, self.checker.catalogue, account)


def classify_surroundings(table: Table, account: CellLedger) -> None:
    """The title above a table, its headings and the notes below it are recognised."""
    for what, rows in (("title", table.above), ("heading", table.header), ("note", table.below)):
        for _, cells in rows:
            if what == "heading" or any(isinstance(cell.value, str) for cell in cells.values()):
                classify_unknown(account, cells.values(), what)


def classify_columns(table: Table, rows: Rows, columns: list[Column], account: CellLedger) -> None:
    """Labels and comments of some rows are recognised; a column nobody knows is asked about."""
    for column in columns:
        if column.role == "figure":
            continue
        cells = [row[column.number] for _, row in rows if column.number in row]
        if column.role == "unknown":
            account.note_all(cells, NOT_UNDERSTOOD)
            report_unknown_column(column, table, account)
        else:
            classify_unknown(account, cells, column.role)


def report_unknown_column(column: Column, table: Table, account: CellLedger) -> None:
    """What a column that nobody knows may be, asked at its heading."""
    filled = table.lines.only(table.lines.codes(column.number) > 0)
    if not filled:
        return
    contents = table.sheet.grid.contents
    values = [contents[code].value for code in set(filled.codes(column.number).tolist())]
    numbers = any(isinstance(value, int | float) for value in values)
    rule = rules.UNKNOWN_COLUMN if numbers else rules.IGNORED_COLUMN
    text = column.heading or f"column {column_letters(column.number)}"
    cell = column.cell or filled[0][1][column.number]
    account.fault(rule, cell, column.heading, text=text)


def classify_unknown(account: CellLedger, cells: Iterable[Cell], what: str) -> None:
    """Cells are recognised, unless more is known of them."""
    for cell in cells:
        account.what.setdefault((cell[0], cell[1]), what)
