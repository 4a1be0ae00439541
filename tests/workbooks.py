"""A return as one long table in a workbook, as agencies mostly send it."""

import io
from collections.abc import Sequence

import openpyxl

HEADINGS = ("Indicator", "Agency", "Locality", "Month", "Number")


def workbook(*rows: Sequence[object], headings: Sequence[str] = HEADINGS) -> bytes:
    book = openpyxl.Workbook()
    for row in (headings, *rows):
        book.active.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
