"""Rows of figures as a workbook: a table with formats, and a sheet of notes with the marking."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dscp_data.disclosure.suppression import MARK_WORDS
from dscp_data.exports.marked_csv import Marking, as_text
from dscp_data.exports.pack.workbook import COLUMNS, HEAD, NOTES, cell_value, write_lines

WIDEST, NARROWEST = 60, 12
"""Characters that a column may take."""
TITLES = COLUMNS | {"agency": "Agency", "period_start": "First day"}


def marked_workbook(rows: pd.DataFrame, marking: Marking, notes: Sequence[str] = ()) -> bytes:
    """An .xlsx file of rows: "Figures" with headings that stay in sight, and "Notes" with how the
    file may be handled, what it shows and `notes`. No text becomes a formula."""
    book = Workbook()
    figures = book.active
    assert isinstance(figures, Worksheet)
    figures.title = "Figures"
    fill_figures(figures, rows)
    notes_sheet = book.create_sheet("Notes")
    write_lines(notes_sheet, [*marking.lines, *([""] if notes else []), *notes])
    notes_sheet.column_dimensions["A"].width = 110
    for sheet in (figures, notes_sheet):
        sheet.oddHeader.center.text = sheet.oddFooter.center.text = marking.marking
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def notes_on_figures() -> list[str]:
    """What a reader of a series needs to know: its limits, and what its marks mean."""
    return [*NOTES, *(f"{mark} {words}" for mark, words in MARK_WORDS.items())]


def fill_figures(sheet: Worksheet, rows: pd.DataFrame) -> None:
    """One table from A1 on, so that it can be filtered and read by another program."""
    sheet.append([as_text(title_of(str(name))) for name in rows.columns])
    for cell in sheet[1]:
        cell.font, cell.alignment = HEAD, Alignment(wrap_text=True, vertical="top")
    for row in rows.itertuples(index=False, name=None):
        sheet.append([cell_value(value) for value in row])
    for place, name in enumerate(rows.columns, 1):
        form = format_of(rows[name])
        for (cell,) in sheet.iter_rows(min_row=2, min_col=place, max_col=place):
            cell.number_format = form
        texts = rows[name].dropna().astype(str) if form == "General" else pd.Series(dtype=str)
        longest = min(WIDEST, int(texts.str.len().max())) if len(texts) else 0
        sheet.column_dimensions[get_column_letter(place)].width = max(NARROWEST, longest)
    sheet.freeze_panes = "A2"
    if len(rows.columns):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(rows.columns))}{len(rows) + 1}"


def title_of(name: str) -> str:
    """A column's name as a heading: "Lower limit" of "lower_limit"."""
    plain = name.replace("_", " ")
    return TITLES.get(name, plain[:1].upper() + plain[1:])


def format_of(column: pd.Series) -> str:
    """Days as days, whole numbers whole, others with one decimal; text as it is."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return "dd mmm yyyy"
    numbers = pd.to_numeric(column, errors="coerce").dropna()
    if pd.api.types.is_bool_dtype(column) or numbers.empty:
        return "General"
    return "#,##0" if (numbers % 1 == 0).all() else "#,##0.0"
