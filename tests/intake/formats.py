"""One return with figures and faults, written in each format that is read."""

import io

import openpyxl

from tests.intake.books import HEADINGS, VALID
from tests.intake.file_bytes import ods, open_cell, open_row, open_table, xls
from tests.intake.xls_cells import error, label, number

ROWS: list[tuple[object, ...]] = [
    HEADINGS,
    VALID,
    ("H02", "Durham Constabulary", "Atlantis", "Apr 2026", 5, 10, ""),
    ("H02", "Durham Constabulary", "Derwentside", "Apr 2026", "#DIV/0!", 10, ""),
    ("H02", "Durham Constabulary", "Teesdale", "Apr 2026", "about 12", 10, "estimated"),
    ("H02", "Durham Constabulary", "Teesdale", "May 2026", 11, 10, "sum"),
]
ERROR = ' table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"'


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "return"
    for row in ROWS:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def as_ods() -> bytes:
    lines = [
        open_row(*[open_cell(value, ERROR if value == "#DIV/0!" else "") for value in row])
        for row in ROWS
    ]
    return ods(open_table(*lines, name="return"))


def as_xls() -> bytes:
    cells = []
    for row, values in enumerate(ROWS, 1):
        for column, value in enumerate(values, 1):
            if value == "#DIV/0!":
                cells.append(error(row, column, 7))
            elif isinstance(value, str):
                cells += [label(row, column, value)] if value else []
            else:
                cells.append(number(row, column, float(str(value))))
    return xls(cells, sheet="return")


def as_csv() -> bytes:
    return "\r\n".join(";".join(map(str, row)) for row in ROWS).encode("utf-8-sig")
