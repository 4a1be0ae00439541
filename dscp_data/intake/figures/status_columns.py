"""Columns "Status" and "Provisional" beside figures: what they say of them."""

from __future__ import annotations

from collections.abc import Sequence

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.figures.figure import Figure, build_figure
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.row_labels import RowLabels
from dscp_data.intake.layout.table_context import TableContext
from dscp_data.intake.terms.value_parser import parse_text
from dscp_data.model.text import format_exact

STATUS_ROLES = ("status", "provisional")
WITHOUT_NUMBER = ("suppressed", "not applicable", "cannot report")
YES = {"true", "yes", "y", "1", "p", "provisional"}


def apply_status_columns(
    found: list[Figure],
    columns: Sequence[Column],
    cells: dict[int, Cell],
    line: RowLabels,
    context: TableContext,
) -> list[Figure]:
    """The figures of a line with what its columns of STATUS_ROLES say."""
    for column in columns:
        if column.number not in cells:
            continue
        cell = cells[column.number]
        text = str(cell.value).strip().casefold()
        parsed = parse_text(text)
        if column.role == "provisional" or text == "provisional":
            if text in YES:
                found = [f._replace(provisional=True) for f in found]
        elif parsed.kind == "nil":
            found = [f._replace(value=parsed) if f.part == "number" and f.value.number == 0 else f
                     for f in found]  # fmt: skip
        if parsed.kind in ("nil", *WITHOUT_NUMBER) and not any(f.part == "number" for f in found):
            as_number = Column(column.number, column.heading, "figure", "number")
            figure = build_figure(line, as_number, cell, parsed, context)
            found = [*found, figure] if figure else found
    return found


def check_status_columns(
    found: list[Figure], columns: Sequence[Column], cells: dict[int, Cell], ledger: CellLedger
) -> None:
    """Ask about a status that there is no number for beside a number: "Suppressed" beside 20."""
    numbers = [
        f.value.number
        for f in found
        if f.part == "number" and f.value.kind == "reported" and not f.total
    ]
    for column in columns:
        if column.role != "status" or column.number not in cells:
            continue
        cell = cells[column.number]
        status = parse_text(str(cell.value)).kind
        against = numbers if status in WITHOUT_NUMBER else [n for n in numbers if n]
        if against and status in (*WITHOUT_NUMBER, "nil"):
            number = format_exact(against[0] or 0)
            ledger.fault(
                rules.STATUS_DISAGREES, cell, column.heading, status=str(cell.value).strip()[:40],
                number=number,
            )  # fmt: skip
