"""What a workbook becomes: cells with their values, addresses and marks."""

import datetime as dt
import io
import subprocess
import sys

import openpyxl
import pytest

from dscp_data.intake.cells.workbook import Cell, Refused, Sheet
from dscp_data.intake.files.workbook_reader import read_workbook
from tests.intake.file_bytes import (
    MAIN,
    STRICT,
    STRICT_OFFICE,
    WIDE,
    ods,
    open_cell,
    open_row,
    open_table,
    parts,
    sheet_xml,
    workbook,
    zipped,
)


def read(data: bytes, name: str = "return.xlsx") -> Sheet:
    """The first sheet of a workbook."""
    return read_workbook(data, name).sheets[0]


def saved(book: openpyxl.Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_values_keep_their_types_and_addresses() -> None:
    book = openpyxl.Workbook()
    values = [
        "text",
        7,
        7.5,
        True,
        False,
        dt.datetime(2025, 4, 1),
        dt.datetime(2025, 4, 1, 9, 30),
        dt.time(9, 30),
        dt.timedelta(hours=30),
        -3,
        10**18,
    ]
    for column, value in enumerate(values, 2):
        book.active.cell(row=3, column=column, value=value)
    read_values = [cell.value for cell in read(saved(book)).cells]
    expected = list(values)
    expected[5] = dt.date(2025, 4, 1)
    assert read_values == expected
    assert [type(value) for value in read_values] == [
        str,
        int,
        float,
        bool,
        bool,
        dt.date,
        dt.datetime,
        dt.time,
        dt.timedelta,
        int,
        float,
    ]
    assert [cell.address for cell in read(saved(book)).cells][:2] == ["B3", "C3"]


def test_blank_rows_and_columns_do_not_move_what_follows() -> None:
    sheet = read(
        workbook('<row r="5"><c r="C5"><v>1</v></c></row><row r="9"><c r="B9"><v>2</v></c></row>')
    )
    assert sheet.cells == (Cell(5, 3, 1), Cell(9, 2, 2))
    assert sheet.at(9, 2) == Cell(9, 2, 2)


def test_cells_without_references_are_placed_one_after_another() -> None:
    sheet = read(
        workbook(
            '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c><c s="1"><v>0.5</v></c></row>'
            '<row r="4"><c><f>1</f></c></row>'
        )
    )
    assert sheet.cells == (
        Cell(1, 1, 1),
        Cell(1, 2, "#N/A", error="#N/A"),
        Cell(1, 3, 0.5, percent=True),
        Cell(4, 1, "", formula_without_value=True),
    )


def test_a_false_dimension_hides_nothing() -> None:
    data = workbook(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="D9"><v>2</v></c></row>',
        before='<dimension ref="A1:A1"/>',
    )
    assert [cell.address for cell in read(data).cells] == ["A1", "D9"]


def test_prefixed_elements_are_read() -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:cols><x:col min="4" max="4" hidden="1"/></x:cols>'
        '<x:sheetData><x:row r="2" hidden="1">'
        '<x:c r="A2" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c>'
        '<x:c t="e" r="B2"><x:v>#REF!</x:v></x:c><x:c s="1" r="C2"><x:v>0.25</x:v></x:c>'
        "</x:row></x:sheetData></x:worksheet>"
    )
    sheet = read(zipped(parts({"Data": xml})))
    assert sheet.cells == (
        Cell(2, 1, "a"),
        Cell(2, 2, "#REF!", error="#REF!"),
        Cell(2, 3, 0.25, percent=True),
    )
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {4})


def test_errors_and_results_never_saved_are_cells_with_a_mark() -> None:
    sheet = read(
        workbook(
            '<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B2"><f>SUM(A1)</f></c>'
            '<c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="str"><f>""</f><v></v></c></row>'
        )
    )
    assert sheet.cells == (
        Cell(2, 1, "#DIV/0!", error="#DIV/0!"),
        Cell(2, 2, "", formula_without_value=True),
        Cell(2, 3, 2),
    )


def test_a_sheet_of_errors_alone_is_not_taken_for_empty() -> None:
    assert read(workbook('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>')).at(1, 1) == Cell(
        1, 1, "#N/A", error="#N/A"
    )


def test_percent_is_marked_on_numbers_only() -> None:
    sheet = read(
        workbook(
            '<row r="1"><c r="A1" s="1"><v>0.25</v></c><c r="B1" s="2"><v>1</v></c>'
            '<c r="C1" s="3"><v>25</v></c><c r="D1" s="1" t="str"><v>n/a</v></c>'
            '<c r="E1" s="1" t="b"><v>1</v></c><c r="F1"><v>9</v></c></row>'
        )
    )
    assert [cell.percent for cell in sheet.cells] == [True, True, False, False, False, False]


def test_merged_ranges_give_their_first_cell_and_keep_the_covered_ones_apart() -> None:
    sheet = read(
        workbook(
            '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>99</v></c><c r="C1"><v>3</v></c></row>'
            '<row r="2"><c r="A2"><v>98</v></c></row>',
            after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
        )
    )
    assert sheet.cells == (Cell(1, 1, 1), Cell(1, 3, 3))
    assert sheet.covered == (Cell(1, 2, 99), Cell(2, 1, 98))
    assert sheet.merged == ((1, 1, 2, 2),)


def test_a_merge_over_a_whole_sheet_takes_no_time() -> None:
    sheet = read(
        workbook(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="7"><c r="B7"><v>2</v></c></row>',
            after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        )
    )
    assert (sheet.cells, sheet.covered) == ((Cell(1, 1, 1),), (Cell(7, 2, 2),))


def test_hidden_sheets_rows_and_columns_are_reported() -> None:
    book = zipped(
        parts(
            {
                "Shown": sheet_xml(
                    '<row r="3" hidden="1"><c r="A3"><v>1</v></c></row>',
                    before='<cols><col min="2" max="4" hidden="1"/></cols>',
                ),
                "Kept &amp; hidden": sheet_xml(),
            },
            hidden=("Kept &amp; hidden",),
        )
    )
    shown, hidden = read_workbook(book, "return.xlsx").sheets
    assert (shown.visible, hidden.visible) == (True, False)
    assert hidden.name == "Kept & hidden"
    assert (shown.hidden_rows, shown.hidden_columns) == ({3}, {2, 3, 4})


def test_dates_of_the_1904_system_are_right() -> None:
    row = '<row r="1"><c r="A1" s="4"><v>44287</v></c></row>'
    since_1904 = parts({"Data": sheet_xml(row)}, properties='<workbookPr date1904="1"/>')
    assert read(zipped(since_1904)).at(1, 1) == Cell(1, 1, dt.date(2025, 4, 2))
    assert read(workbook(row)).at(1, 1) == Cell(1, 1, dt.date(2021, 4, 1))


def test_the_strict_format_is_read() -> None:
    row = '<row r="1"><c r="A1" t="d"><v>2025-04-01</v></c><c r="B1"><v>3</v></c></row>'
    strict = parts({"Data": sheet_xml(row, main=STRICT)}, main=STRICT, office=STRICT_OFFICE)
    assert read(zipped(strict)).cells == (Cell(1, 1, dt.date(2025, 4, 1)), Cell(1, 2, 3))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a_x000D_b", "a\rb"),
        ("_x005F_x000D_", "_x000D_"),
        ("a\u00a0b", "a\u00a0b"),
        ("=1+1", "=1+1"),
        ("Zoë", "Zoë"),
        ("007", "007"),
        ("NHS &lt;1&gt;", "NHS <1>"),
    ],
)
def test_text_is_preserved_but_for_excels_escapes(written: str, expected: str) -> None:
    row = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{written}</t></is></c></row>'
    assert read(workbook(row)).at(1, 1) == Cell(1, 1, expected)


@pytest.mark.parametrize(("written", "text"), [("NaN", "nan"), ("1e400", "inf")])
def test_what_is_no_number_does_not_pass_as_one(written: str, text: str) -> None:
    row = f'<row r="1"><c r="A1"><v>{written}</v></c></row>'
    assert read(workbook(row)).at(1, 1) == Cell(1, 1, text)


def test_a_macro_enabled_name_without_macros_is_read() -> None:
    assert read_workbook(workbook(), "return.XLSM").kind == "xlsm"


def test_the_largest_area_that_passes_can_be_read() -> None:
    sheet = read(WIDE)
    assert [cell.address for cell in sheet.cells] == ["A1", "CV99999"]


def test_two_sheets_of_one_name_are_refused() -> None:
    table = open_table(open_row(open_cell(1)))
    with pytest.raises(Refused) as refused:
        read_workbook(ods(table + open_table(open_row(open_cell(2)), name="DATA")), "return.ods")
    assert refused.value.code == "damaged"


def test_reading_needs_no_screen() -> None:
    program = (
        "import dscp_data.intake.files.workbook_reader, sys; print('streamlit' in sys.modules)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"
