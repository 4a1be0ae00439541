"""Figures whose look says more than their value, and figures merged over several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import address
from dscp_data.intake.files.cell_looks import NO_YEAR, RAISED, STRUCK, YEAR_ALONE
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.tables import Table
from dscp_data.model.periods import Period


def check_looks(
    table: Table, columns: Sequence[Column], year: Period | int | None, ledger: CellLedger
) -> None:
    """Ask about figures, and dates over or beside them, that are seen as something else than they
    are stored as. `year` is the one that the lines above the table name."""
    sheet = table.sheet
    if not (sheet.looks or sheet.merged) or not table.lines:
        return
    figures = {column.number for column in columns if column.role == "figure"}
    percents = {column.number for column in columns if column.part == "percent"}
    rows = set(table.lines.numbers.tolist())
    header = {row for row, _ in table.header}
    for (row, number), look in sheet.looks.items():
        cell = sheet.at(row, number)
        if cell is None or row not in rows | header:
            continue
        if isinstance(cell.value, date) and look not in (STRUCK, RAISED):
            if bears_on_date(look, cell.value, year):
                text = f"{cell.value:%d/%m/%Y}"
                ledger.fault(rules.SHOWN_OTHERWISE, cell, text=text, look=look)
            continue
        is_figure = number in figures and row in rows
        if (not is_figure and look != STRUCK) or (number in percents and "%" in look):
            continue
        rule = rules.MARKED_FIGURE if look in (RAISED, STRUCK) else rules.SHOWN_OTHERWISE
        ledger.fault(rule, cell, text=str(cell.value).strip()[:40], look=look)
    for first, left, last, right in sheet.merged:
        cell = sheet.at(first, left)
        over = [number for number in figures if left < number <= right]
        under = [row for row in rows if first < row <= last]
        if cell is not None and left in figures and first in rows and (over or under):
            area = f"{address(first, left)}:{address(last, right)}"
            ledger.fault(rules.MERGED_FIGURE, cell, text=str(cell.value).strip()[:40], area=area)


def bears_on_date(look: str, day: date, year: Period | int | None) -> bool:
    """Whether it matters how a date is seen: as a year alone it is not a month, and without its
    year it may be of another than the one that stands over it."""
    if look == YEAR_ALONE:
        return True
    if look != NO_YEAR or year is None:
        return False
    return (
        day.year != year
        if isinstance(year, int)
        else not year.start <= date(day.year, day.month, day.day) <= year.end
    )
