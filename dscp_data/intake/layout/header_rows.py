"""The headings over each column; merged or written-once headings extend to the right."""

from __future__ import annotations

from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.heading_parser import HeadingParser


def heading_stacks(table: Table, headings: HeadingParser) -> dict[int, list[Cell]]:
    """For each column the headings over it, from the top: upper ones reach to the right."""
    stacks: dict[int, list[Cell]] = {}
    reaches = {(r1, c1): c2 for r1, c1, _, c2 in table.sheet.merged}
    merged = {(row, column) for row, column in reaches}
    lowest = table.header[-1][1]
    for at, (row, cells) in enumerate(table.header):
        last: Cell | None = None
        for number in table.columns:
            cell = cells.get(number)
            if cell is not None:
                last = cell
            elif (
                at == len(table.header) - 1
                or last is None
                or not is_figure(lowest.get(number), headings)
            ) or ((row, last.column) in merged and number > reaches[row, last.column]):
                continue
            if last is not None and (cell is not None or spreads(last, headings)):
                stacks.setdefault(number, []).append(last)
    return stacks


def spreads(cell: Cell, headings: HeadingParser) -> bool:
    """Whether an upper heading speaks for the columns right of it."""
    meaning = headings.of(cell)
    return bool(meaning.dimension or meaning.total)


def is_figure(lower: Cell | None, headings: HeadingParser) -> bool:
    if lower is None:
        return False
    meaning = headings.of(lower)
    return bool(meaning.part or meaning.dimension or meaning.total)
