"""A pack as a workbook: a cover, notes, and a sheet with a table for each page."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from dscp_data.disclosure.suppression import MARK_WORDS
from dscp_data.exports.marked_csv import as_text, figures_as_shown, is_missing
from dscp_data.exports.pack.contents import Pack, PackPage, TextPage

TITLE, HEAD = Font(bold=True, size=14), Font(bold=True)
COLUMNS = {
    "period_start": "First day",
    "numerator": "Number",
    "denominator": "Out of",
    "value": "Value",
    "lower": "95% interval from",
    "upper": "95% interval to",
    "complete": "Complete",
    "mean": "Mean",
    "lower_limit": "Lower limit",
    "upper_limit": "Upper limit",
    "signal": "Signal",
    "direction": "Direction",
    "status": "Status",
}
NOTES = (
    "Limits and signals follow NHS England’s Making Data Count. The Methods page of the dashboard "
    "gives the formulas.",
    "A period is complete when every agency that owes it has sent it.",
)


def workbook(pack: Pack, on_page: Callable[[], None]) -> bytes:
    """The .xlsx file of a pack."""
    book = Workbook()
    cover = book.active
    assert isinstance(cover, Worksheet)
    cover.title = "Cover"
    names = sheet_names(pack.pages)
    fill_cover(cover, pack, names)
    fill_notes(book.create_sheet("Notes"))
    on_page()
    for name, page in zip(names, pack.pages, strict=True):
        fill_table(book.create_sheet(name), page, pack)
        on_page()
    for text in pack.text_pages:
        sheet = book.create_sheet(text.title)
        write_lines(sheet, [text.title, *text.lines, pack.marking.marking])
        add_table(sheet, text)
        on_page()
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def add_table(sheet: Worksheet, page: TextPage) -> None:
    """The table of a page of text, if it has one, below its lines."""
    head = sheet.max_row + 1
    for row in page.table:
        sheet.append([as_text(text) for text in row])
    for place in range(1, sheet.max_column + 1):
        sheet.cell(head, place).font = HEAD if page.table else Font()
        sheet.column_dimensions[get_column_letter(place)].width = 110 if place == 1 else 26


def sheet_names(pages: Iterable[PackPage]) -> list[str]:
    """A name for each page: its indicator, numbered where there are several series of it."""
    seen: Counter[str] = Counter()
    names = []
    for page in pages:
        id = page.trend.indicator.id
        seen[id] += 1
        names.append(id if seen[id] == 1 else f"{id} ({seen[id]})")
    return names


def fill_cover(sheet: Worksheet, pack: Pack, names: list[str]) -> None:
    write_lines(sheet, [pack.title, pack.marking.marking, *pack.cover_lines, ""])
    for name, page in zip(names, pack.pages, strict=True):
        sheet.append([name, as_text(page.title)])
        cell = sheet.cell(sheet.max_row, 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")
        cell.style = "Hyperlink"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 110


def fill_notes(sheet: Worksheet) -> None:
    write_lines(sheet, ["Notes", *NOTES])
    for mark, words in MARK_WORDS.items():
        sheet.append([f"{mark} {words}"])
    sheet.column_dimensions["A"].width = 110


def fill_table(sheet: Worksheet, page: PackPage, pack: Pack) -> None:
    """The title and its lines, then one table with a heading row that stays in sight."""
    facts = [f"{fact.label}: {fact.value}" for fact in page.facts]
    remarks = [f"{one.label}: {one.text}" for one in page.remarks]
    lines = [page.title, page.subtitle, *facts, *remarks, *page.notes, pack.marking.marking]
    write_lines(sheet, lines)
    figures = figures_as_shown(page.trend).drop(columns="agency")
    names = page.trend.columns["name"]
    sheet.append(["Period", *(COLUMNS[name] for name in figures.columns)])
    head = sheet.max_row
    for cell in sheet[head]:
        cell.font, cell.alignment = HEAD, Alignment(wrap_text=True, vertical="top")
    for name, row in zip(names, figures.itertuples(index=False), strict=True):
        sheet.append([name, *(cell_value(value) for value in row)])
    format_numbers(sheet, head, list(figures.columns), page.trend.indicator.is_percentage)
    sheet.freeze_panes = sheet.cell(head + 1, 2)


def format_numbers(sheet: Worksheet, head: int, names: list[str], is_percentage: bool) -> None:
    """Days as days, counts whole, values as the page shows them; and widths to match."""
    for place, name in enumerate(names, 2):
        form = "dd mmm yyyy" if name == "period_start" else "#,##0"
        if name in ("value", "lower", "upper", "mean", "lower_limit", "upper_limit"):
            form = '0.0"%"' if is_percentage else "#,##0.0"
        for row in range(head + 1, sheet.max_row + 1):
            sheet.cell(row, place).number_format = form
        sheet.column_dimensions[get_column_letter(place)].width = 14
    sheet.column_dimensions["A"].width = 18


def write_lines(sheet: Worksheet, lines: list[str]) -> None:
    for line in lines:
        sheet.append([as_text(line)])
    sheet["A1"].font = TITLE


def cell_value(value: Any) -> Any:
    if is_missing(value):
        return None
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return "Yes" if value else "No"
    return as_text(value)
