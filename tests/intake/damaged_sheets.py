"""Sheets of the sample returns, damaged at random."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from dscp_data.intake.cells.grid import Grid
from dscp_data.intake.cells.workbook import Cell, Sheet
from dscp_data.intake.files.workbook_reader import read_workbook

RETURNS = Path(__file__).parents[2] / "sample_data" / "returns"
SHAPES = ["CDDFT return Q1 2026-27 FINAL", "EH performance return Q1 2026-27",
          "Durham Constabulary Q1 2026-27", "Probation return Q1 2026-27",
          "Areas of concern register March 2026", "Business Unit Q1 2026-27"]  # fmt: skip
JUNK = [
    "", "-", "Total", "YTD", "Sub-total", "Q1 2025", "Apr", "2025", 2025, 2025.5, 45748, -1, 1e12,
    float("inf"), float("nan"), True, date(2025, 4, 1), datetime(9999, 12, 31), time(3),
    timedelta(1), "H03", "Durham", "Number", "Out of", "%", "52%", "N/K", "nil", "Indicator",
    "Locality", "Period", "Month", "Agency: Durham", "(p)", "Source: a", "Apr 2025 Number", "Q1",
    "2025-26", "TEWV", "Date opened", "Area of concern", "Due", "Strand", "Finding", "Type",
    "31/12/9999", "1/1/0001", "Q4 9999-00", "A" * 500, "{x}", "Total Apr 25", "Year",
]  # fmt: skip
BOOKS = [read_workbook((RETURNS / f"{name}.xlsx").read_bytes(), f"{name}.xlsx") for name in SHAPES]


def damaged(sheet: Sheet, chance: random.Random) -> Sheet:
    """A sheet with a few cells put in, changed, moved or taken out, by row and by column too."""
    cells = {(cell.row, cell.column): cell for cell in sheet.cells}
    for _ in range(chance.randint(1, 12)):
        places = list(cells)
        if not places:
            break
        row, column = chance.choice(places)
        what = chance.randrange(6)
        if what == 0:
            cells[row, column] = Cell(row, column, chance.choice(JUNK))
        elif what == 1:
            cells = {at: cell for at, cell in cells.items() if at[chance.randrange(2)] != row}
        elif what == 2:
            moved = {(r + (r >= row), c): cell for (r, c), cell in cells.items()}
            cells = {at: Cell(*at, *cell[2:]) for at, cell in moved.items()}
        elif what == 3:
            place = (chance.randint(1, 30), chance.randint(1, 12))
            cells[place] = Cell(*place, chance.choice(JUNK))
        elif what == 4:
            cells[row, column] = cells[row, column]._replace(percent=True)
        else:
            cells[row, column] = Cell(row, column, "#REF!", error="#REF!")
    return replace(sheet, grid=Grid.of(cells.values()))
