"""Workbooks for tests, written as the rows that a reader sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.grid import Grid
from dscp_data.intake.cells.workbook import Cell, Sheet, Workbook
from dscp_data.intake.check import check_workbook
from dscp_data.model.faults import Fault
from dscp_data.model.mappings import NO_MAPPINGS, TermMappings
from dscp_data.model.returns import CheckedReturn, Observation

TODAY = date(2026, 10, 15)
Rows = Sequence[Sequence[Any]]
HEADINGS = ("Indicator", "Agency", "Locality", "Period", "Number", "Out of", "Comment")
VALID = ("H02", "Durham Constabulary", "Easington", "Apr 2026", 5, 10, "")


class Percent(float):
    """A number in a cell with a percent format."""


class Error(str):
    """An Excel error value."""


UNSAVED = object()
"""A formula without its saved result."""


def cell(row: int, column: int, value: Any) -> Cell:
    if value is UNSAVED:
        return Cell(row, column, "", formula_without_value=True)
    if isinstance(value, Error):
        return Cell(row, column, str(value), error=str(value))
    if isinstance(value, Percent):
        return Cell(row, column, float(value), percent=True)
    return Cell(row, column, value)


def sheet(name: str, rows: Rows, **more: Any) -> Sheet:
    cells = tuple(
        cell(r, c, value)
        for r, row in enumerate(rows, 1)
        for c, value in enumerate(row, 1)
        if value is not None and not (isinstance(value, str) and value == "")
    )
    return Sheet(name, more.pop("visible", True), Grid.of(cells), **more)


def check(
    rows: Rows | Mapping[str, Rows] | Workbook,
    *,
    file: str = "return.xlsx",
    agency: str | None = None,
    mappings: TermMappings = NO_MAPPINGS,
    **more: Any,
) -> CheckedReturn:
    """Check a workbook of one sheet of rows, or of several by name."""
    if isinstance(rows, Workbook):
        book = rows
    elif isinstance(rows, Mapping):
        book = Workbook(tuple(sheet(name, of, **more) for name, of in rows.items()))
    else:
        book = Workbook((sheet("Data", rows, **more),))
    checked = check_workbook(
        book,
        file=file,
        sha256="0" * 64,
        catalogue=catalogue(),
        today=TODAY,
        agency=agency,
        mappings=mappings,
    )
    assert_all_accounted(book, checked)
    return checked


def check_line(*, agency: str | None = None, **differs: Any) -> CheckedReturn:
    """Check one valid long line, but for what differs."""
    line = dict(zip(HEADINGS, VALID, strict=True)) | {
        key.replace("_", " ").capitalize(): value for key, value in differs.items()
    }
    return check([list(line), list(line.values())], agency=agency)


def assert_all_accounted(book: Workbook, checked: CheckedReturn) -> None:
    """Every non-empty cell is stored, recognised or at fault: nothing is dropped silently."""
    if checked.refused:
        return
    known = set(recognised_cells(checked))
    known |= {f"{o.sheet}!{o.cell}" for o in checked.observations}
    known |= {f"{f.sheet}!{f.cell}" for f in checked.faults if f.cell}
    for one in book.sheets:
        for each in one.cells:
            place = f"{one.name}!{each.address}"
            assert place in known, place


def only(checked: CheckedReturn) -> Observation:
    assert [f for f in checked.faults if f.severity == "error"] == []
    (found,) = checked.observations
    return found


def codes(checked: CheckedReturn) -> list[tuple[str, str]]:
    return [(found.cell, found.code) for found in checked.faults]


def fault_of(checked: CheckedReturn) -> Fault:
    (found,) = checked.faults
    return found


def tidy(checked: CheckedReturn) -> list[tuple[Any, ...]]:
    """Observations as short rows: indicator, locality, period, number, base, cell."""
    return [
        (o.indicator, o.locality, o.period.short_name, o.numerator, o.denominator, o.cell)
        for o in checked.observations
    ]


def labels_and_values(checked: CheckedReturn) -> list[tuple[object, ...]]:
    """As `tidy`, without what comes after the value and its base."""
    return [row[:5] for row in tidy(checked)]


def recognised_cells(checked: CheckedReturn) -> dict[str, str]:
    """Each recognised cell by itself, as "sheet!A1", and what it is."""
    cells: dict[str, str] = {}
    for place, what in checked.recognised:
        sheet, _, corners = place.rpartition("!")
        first, _, last = corners.partition(":")
        letters = first.rstrip("0123456789")
        rows = range(int(first[len(letters) :]), int((last or first)[len(letters) :]) + 1)
        cells.update({f"{sheet}!{letters}{row}": what for row in rows})
    return cells
