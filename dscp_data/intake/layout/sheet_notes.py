"""Sheet-level notes: hidden parts, notes, and cells that nothing has classified."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import Cell, Sheet, column_letters
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser, is_bare_number

NOTE_NAMES = {
    "about", "cover", "cover sheet", "coversheet", "contents", "notes", "note", "guidance",
    "instructions", "read me", "readme", "introduction", "definitions", "glossary", "lists",
    "lookups", "lookup", "front sheet", "title", "how to fill this in", "metadata", "sign off",
    "key", "information", "help", "version", "version control", "change log", "contacts",
}  # fmt: skip


LISTS = {
    "codes", "drop downs", "dropdowns", "list", "lists", "lookup", "lookups", "reference data",
    "validation",
}  # fmt: skip


def is_list_sheet(sheet: Sheet) -> bool:
    """Whether a sheet lists what may be chosen, as its name says: it holds no number."""
    return fold(sheet.name) in LISTS and not any(
        is_bare_number(content.value) for content in sheet.grid.distinct
    )


def is_note_sheet(sheet: Sheet, headings: HeadingParser) -> bool:
    """Whether a sheet without a table is one of notes: its name says so, or it holds only text."""
    if not len(sheet.grid) or fold(sheet.name) in NOTE_NAMES or is_list_sheet(sheet):
        return True
    if not sheet.visible:
        return not any(headings.of(cell).shape == "number" for cell in sheet.cells)
    return False


def report_hidden(sheet: Sheet, ledger: CellLedger, *, has_tables: bool) -> None:
    """Hidden sheets, rows and columns that hold something are read, and said to be."""
    if not sheet.visible and has_tables:
        ledger.fault(rules.HIDDEN_SHEET, None, name=sheet.name)
    if not has_tables:
        return
    rows = sheet.grid.select_rows(sheet.hidden_rows)
    firsts = first_cells((cell.row, cell) for cell in rows)
    for first, last in runs(firsts):
        which = f"Row {first} is" if first == last else f"Rows {first} to {last} are"
        ledger.fault(rules.HIDDEN_ROWS, firsts[first], rows=which)
    columns = sheet.grid.select_columns(sheet.hidden_columns)
    tops = first_cells((cell.column, cell) for cell in columns)
    for first, last in runs(tops):
        one, other = column_letters(first), column_letters(last)
        which = f"Column {one} is" if first == last else f"Columns {one} to {other} are"
        ledger.fault(rules.HIDDEN_COLUMNS, tops[first], columns=which)


def first_cells(cells: Iterable[tuple[int, Cell]]) -> dict[int, Cell]:
    """The first cell of each row or column."""
    found: dict[int, Cell] = {}
    for number, cell in cells:
        found.setdefault(number, cell)
    return found


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Consecutive numbers as first and last: 3, 4, 5, 9 is (3, 5), (9, 9)."""
    found = []
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda item: item[1] - item[0]):
        values = [number for _, number in run]
        found.append((values[0], values[-1]))
    return found


def classify_remaining_cells(sheet: Sheet, ledger: CellLedger) -> None:
    """Ask about every cell that is neither stored, recognised nor at fault: nothing is dropped."""
    for cell in sheet.covered:
        ledger.fault(rules.COVERED, cell, text=str(cell.value).strip()[:60])
    for cell in list(ledger.unclassified(sheet.grid)):
        if isinstance(cell.value, str) and not cell.value.strip():
            ledger.classify(cell, "blank" if not cell.formula_without_value else "empty formula")
        elif isinstance(cell.value, str) and cell.formula_without_value:
            ledger.fault(rules.NO_FORMULA_VALUE, cell)
        else:
            ledger.fault(rules.UNPLACED, cell, text=str(cell.value).strip()[:60])


def describe_table(table: Table, columns: list[Column]) -> str:
    """A table in a plain phrase: where it is, what its columns are and what its rows are."""
    figures = [column for column in columns if column.role == "figure" and not column.total]
    across = {d for column in figures for d in column.across}
    across |= {column.unclear[0] for column in figures if column.unclear}
    plural = {"indicator": "indicators", "agency": "agencies", "locality": "localities"}
    lengths = sorted({c.period.period.type for c in figures if c.period.period})
    plural["period"] = " and ".join(f"{length}s" for length in lengths) or "periods"
    down = [role for role in plural if any(column.role == role for column in columns)]
    paired = "number and base in pairs, " if across and any(c.part for c in figures) else ""
    shape = "wide table" if across else "long table"
    words = [f"{plural[d]} across" for d in plural if d in across]
    words += [f"{plural[d]} down" for d in down if d not in across]
    place = f"Sheet “{table.sheet.name}”: {shape} at {table.place}"
    return f"{place}, {paired}{', '.join(words)}" if words else place
