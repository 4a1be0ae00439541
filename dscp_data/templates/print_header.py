"""The protective marking in the print header of every sheet."""

from __future__ import annotations

from openpyxl import Workbook

from dscp_data.catalogue import Partnership


def add_print_header(book: Workbook, agreed: Partnership) -> None:
    """Cells are left alone: what is handed out comes back, and is read."""
    for sheet in book.worksheets:
        sheet.oddHeader.left.text = escape_header(agreed.marking)
        sheet.oddHeader.right.text = escape_header(agreed.handling)


def escape_header(text: str) -> str:
    """Text in which Excel sees no code: its codes begin with &."""
    return text.replace("&", "&&")
