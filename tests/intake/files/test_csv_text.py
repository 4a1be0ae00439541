"""What a text file of values becomes: one sheet of texts, each at the place Excel shows it."""

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.workbook import Cell, Refused, Sheet
from dscp_data.intake.check import check_file
from dscp_data.intake.files.archive import Limits
from dscp_data.intake.files.csv_text import read_csv
from dscp_data.intake.files.workbook_reader import read_workbook
from tests.intake.books import HEADINGS, TODAY, VALID


def read(data: bytes, name: str = "TEWV Q1.csv") -> Sheet:
    return read_workbook(data, name).sheets[0]


def rows(sheet: Sheet) -> list[list[object]]:
    return [
        [cell.value if (cell := sheet.at(row, column)) else None
         for column in range(1, sheet.max_column + 1)]
        for row in range(1, sheet.max_row + 1)
    ]  # fmt: skip


def test_the_sheet_is_named_after_the_file() -> None:
    assert read(b"a,b").name == "TEWV Q1"
    assert read(b"a,b", "sent/in/CSC.txt").name == "CSC"
    assert read(b"a,b", " .csv").name == "CSV"


def test_every_cell_is_text_at_its_address() -> None:
    sheet = read(b"Month,Count\r\n\r\nApril 2025,007\r\n")
    assert sheet.cells == (
        Cell(1, 1, "Month"),
        Cell(1, 2, "Count"),
        Cell(3, 1, "April 2025"),
        Cell(3, 2, "007"),
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16"])
def test_separators_and_encodings_are_distinguished(separator: str, encoding: str) -> None:
    lines = ["Agency: Café – north", f"Month{separator}Café – 1", f"April{separator}3"]
    data = "\r\n".join(lines).encode(encoding)
    expected = [["Agency: Café – north", None], ["Month", "Café – 1"], ["April", "3"]]
    assert rows(read(data)) == expected


def test_an_apostrophe_from_an_old_mac_is_one() -> None:
    data = "Measure\rChildren’s referrals\r".encode("mac_roman")
    assert rows(read(data)) == [["Measure"], ["Children’s referrals"]]


def test_a_pound_sign_alone_is_read_as_from_windows() -> None:
    assert rows(read("Cost,£5\r\n".encode("cp1252"))) == [["Cost", "£5"]]


def test_a_decimal_comma_does_not_part_a_line_of_semicolons() -> None:
    assert rows(read(b"Month;Rate\nApril;1,5\nMay;2,5\n")) == [
        ["Month", "Rate"], ["April", "1,5"], ["May", "2,5"],
    ]  # fmt: skip


def test_a_separator_that_the_file_names_is_taken() -> None:
    assert rows(read(b"sep=|\r\na,b|c\r\n")) == [["a,b", "c"]]


def test_quoted_values_keep_separators_and_lines() -> None:
    sheet = read(b'a,"b, with ""quotes""\nand a line"\nc,d\n')
    assert rows(sheet) == [["a", 'b, with "quotes"\nand a line'], ["c", "d"]]


def test_an_error_of_excel_is_marked() -> None:
    assert read(b"Count\n#DIV/0!\n").at(2, 1) == Cell(2, 1, "#DIV/0!", error="#DIV/0!")


def test_an_unclosed_quote_is_reported_with_a_line() -> None:
    with pytest.raises(Refused, match=r"In a\.csv, a quotation mark .* at line 3"):
        read_workbook(b'a,b\nc,d\n"e,f\n', "a.csv")


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("too_many_rows", b"1\n" * 50_101),
        ("too_many_columns", b",".join([b"1"] * 101)),
        ("no_cells", b",,,\n,,,\n"),
    ],
)
def test_a_file_beyond_the_limits_is_refused(code: str, data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_workbook(data, "return.csv")
    assert refused.value.code == code


def test_empty_cells_do_not_count() -> None:
    workbook = read_csv(b"1" + b"," * 5_000 + b"\n" * 99_999 + b"2", "a.csv", Limits())
    assert [cell.address for cell in workbook.sheets[0].cells] == ["A1", "A100000"]


def test_a_return_as_text_is_checked_like_a_workbook() -> None:
    """The very figure of the valid line, at the very cell."""
    lines = "\n".join(",".join(str(value) for value in row) for row in (HEADINGS, VALID))
    checked = check_file(lines.encode(), "return.csv", catalogue=catalogue(), today=TODAY)
    assert [f.code for f in checked.faults if f.severity == "error"] == []
    (observation,) = checked.observations
    assert (observation.sheet, observation.numerator) == ("return", VALID[4])
