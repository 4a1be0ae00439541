"""The first of a month under a heading that says when periods end: "Month ending" over 1 July.

Such a date may be the day after the period's last one, or its month, as Excel stores "Jul-26".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.layout.column import Column
from dscp_data.intake.layout.period_columns import of_length
from dscp_data.intake.layout.tables import Table
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.period_parser import length_in
from dscp_data.model.text import format_date

ENDS = re.compile(r"\b(?:end|ends|ended|ending|to|up to|until)$")
FIRST = re.compile(r"\s*0?1(?:st)?[\s/.\-](?:\d{1,2}|[A-Za-z]{3,9})[\s/.\-]+\d{2,4}\s*")


def check_period_ends(
    table: Table, columns: Sequence[Column], headings: HeadingParser, ledger: CellLedger
) -> None:
    """Ask about the first of a table's dates that is the first of a month and should be an end."""
    if any(column.length in ("from", "to") for column in columns):
        return
    for heading in headings_of_ends(table):
        for cell in dates_under(heading, table, columns):
            text = " ".join(str(heading.value).split())[:60]
            period = of_length(headings.period(cell.value), length_in(text)).period
            if period is not None and is_first(cell.value) and not ledger.has_fault_at(cell):
                day = format_date(period.start)
                words = {"heading": text, "day": day, "period": period.name}
                ledger.fault(rules.FIRST_AS_END, cell, text, **words)
                return


def headings_of_ends(table: Table) -> Iterator[Cell]:
    """The headings of a table, and the line above it, that say when periods end."""
    for _, cells in (*table.above[-1:], *table.header):
        for cell in cells.values():
            if isinstance(cell.value, str) and ENDS.search(fold(cell.value)):
                yield cell


def dates_under(heading: Cell, table: Table, columns: Sequence[Column]) -> Iterator[Cell]:
    """The dates that a heading is about: those of its own column, and those across the table."""
    labels = [column.number for column in columns if column.role == "period"]
    if heading.column in labels:
        yield from (row[heading.column] for _, row in table.lines if heading.column in row)
    across = (column.period_from for column in columns if column.role == "figure")
    yield from (cell for cell in across if cell is not None)


def is_first(value: object) -> bool:
    """Whether a date, or a text that is one, is the first of a month."""
    if isinstance(value, date):
        return value.day == 1
    return isinstance(value, str) and FIRST.fullmatch(value) is not None
