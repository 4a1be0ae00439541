"""The values: addresses, lookup and the words of a refusal."""

import pytest

from dscp_data.intake.cells.grid import Grid
from dscp_data.intake.cells.workbook import Cell, Refused, Sheet, Workbook, address


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (1, 1, "A1"),
        (7, 2, "B7"),
        (1, 26, "Z1"),
        (1, 27, "AA1"),
        (3, 702, "ZZ3"),
        (3, 703, "AAA3"),
        (1048576, 16384, "XFD1048576"),
    ],
)
def test_address_is_spelt_as_excel_spells_it(row: int, column: int, expected: str) -> None:
    assert address(row, column) == expected
    assert Cell(row, column, "x").address == expected


@pytest.mark.parametrize(("row", "column"), [(0, 1), (1, 0), (-1, 3)])
def test_rows_and_columns_below_one_have_no_address(row: int, column: int) -> None:
    with pytest.raises(ValueError, match="count from 1"):
        address(row, column)


def test_a_sheet_finds_its_cells_by_place() -> None:
    sheet = Sheet("Data", True, Grid.of([Cell(5, 1, 7), Cell(2, 3, "a")]))
    assert sheet.at(5, 1) == Cell(5, 1, 7)
    assert sheet.at(1, 1) is None
    assert (sheet.max_row, sheet.max_column) == (5, 3)


def test_an_empty_sheet_has_no_extent() -> None:
    assert (
        Sheet("Empty", True, Grid.of([])).max_row,
        Sheet("Empty", True, Grid.of([])).max_column,
    ) == (0, 0)


def test_a_workbook_finds_a_sheet_by_its_exact_name() -> None:
    data = Sheet("Data", True, Grid.of([]))
    assert Workbook((data,)).sheet("Data") is data
    assert Workbook((data,)).sheet("data") is None


def test_a_refusal_reads_as_two_sentences() -> None:
    refused = Refused("empty", "The file is empty.", "Send it again.")
    assert str(refused) == "The file is empty. Send it again."
    assert (refused.code, refused.message, refused.fix) == (
        "empty",
        "The file is empty.",
        "Send it again.",
    )
