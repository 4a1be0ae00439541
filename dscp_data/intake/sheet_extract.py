"""A piece of a sheet around some cells, as somebody sees it in Excel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dscp_data.intake.cells.cell import Place, column_letters
from dscp_data.intake.cells.workbook import CellValue, Sheet

ROWS, COLUMNS = 10, 10
ROWS_ABOVE = 2
LONGEST_TEXT = 24


@dataclass(frozen=True)
class SheetExtract:
    """Some rows and columns of a sheet, 1-based, and the texts of its cells by place."""

    sheet: str
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    texts: dict[Place, str]

    @property
    def letters(self) -> list[str]:
        return [column_letters(column) for column in self.columns]


def extract_around(sheet: Sheet, places: Iterable[Place]) -> SheetExtract:
    """The rows from just above the first of some cells on, and the columns that hold the first
    ones, as many as can be read at a glance."""
    found = sorted(places)
    top = max(1, (found[0][0] if found else 1) - ROWS_ABOVE)
    filled = [int(row) for row in sheet.grid.rows.tolist() if row >= top][:ROWS]
    last = max((column for row, column in found if row in filled), default=1)
    left = 1 if last <= COLUMNS else last - COLUMNS + 1
    right = max(left, min(sheet.max_column, left + COLUMNS - 1))
    columns = tuple(range(left, right + 1))
    texts = {
        (row, column): shown(cell.value)
        for row in filled
        for column in columns
        if (cell := sheet.at(row, column)) is not None
    }
    return SheetExtract(sheet.name, tuple(filled), columns, texts)


def shown(value: CellValue) -> str:
    """A value as a short text."""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value == int(value):
        return f"{value:,.0f}"
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
