"""Figures whose look says more than their value, and figures merged over several."""

from __future__ import annotations

from collections.abc import Sequence

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import address
from dscp_data.intake.files.cell_looks import RAISED, STRUCK
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.tables import Table


def check_looks(table: Table, columns: Sequence[Column], ledger: CellLedger) -> None:
    """Ask about figures that are seen as something else than they are stored as."""
    sheet = table.sheet
    if not (sheet.looks or sheet.merged) or not table.lines:
        return
    figures = {column.number for column in columns if column.role == "figure"}
    rows = set(table.lines.numbers.tolist())
    for (row, number), look in sheet.looks.items():
        cell = sheet.at(row, number)
        if cell is None or row not in rows or (number not in figures and look != STRUCK):
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
