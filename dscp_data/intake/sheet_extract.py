"""A piece of a sheet around some cells, as somebody sees it in Excel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from dscp_data.intake.cells.cell import Place, column_letters, column_number
from dscp_data.intake.cells.workbook import CellValue, Refused, Sheet
from dscp_data.intake.files.workbook_reader import read_workbook
from dscp_data.intake.files.worker_process import WorkerStopped, run_in_worker

SHEETS = 3
ROWS, COLUMNS = 10, 10
ROWS_ABOVE = 2
LONGEST_TEXT = 24


@dataclass(frozen=True)
class SheetExtract:
    """Some rows and columns of a sheet, 1-based, the texts of its cells by place, and the places
    that it was made for."""

    sheet: str
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    texts: dict[Place, str]
    asked: frozenset[Place] = frozenset()

    @property
    def letters(self) -> list[str]:
        return [column_letters(column) for column in self.columns]


def extracts_in_worker(
    data: bytes, file: str, cells: Iterable[tuple[str, str]]
) -> tuple[SheetExtract, ...]:
    """The pieces of a file's sheets around some cells (sheet, address), for as many sheets as can
    be read at a glance. A file is read in a worker process only; one that cannot be has none."""
    try:
        return run_in_worker(extracts_of_file, data, file, tuple(cells))
    except WorkerStopped:
        return ()


def extracts_of_file(
    data: bytes, file: str, cells: Iterable[tuple[str, str]]
) -> tuple[SheetExtract, ...]:
    try:
        workbook = read_workbook(data, file)
    except Refused:
        return ()
    asked: dict[str, set[Place]] = {}
    for sheet, address in cells:
        if address:
            asked.setdefault(sheet, set()).add(place_of(address))
    found = [(workbook.sheet(name), places) for name, places in asked.items()][:SHEETS]
    return tuple(extract_around(sheet, places) for sheet, places in found if sheet)


def place_of(address: str) -> Place:
    """The row and column of an address like "AB12"."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)


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
    return SheetExtract(sheet.name, tuple(filled), columns, texts, frozenset(found))


def shown(value: CellValue) -> str:
    """A value as a short text."""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value == int(value):
        return f"{value:,.0f}"
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
