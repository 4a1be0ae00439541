"""From bytes to cells with addresses; what is not a CSV gets a sentence."""

from __future__ import annotations

import pytest

from dscp_data.comparators import table as table_module
from dscp_data.comparators.table import PublishedTable, column_letter, read_number, read_table
from dscp_data.model.faults import Fault


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_are_named_as_a_spreadsheet_names_them(index, letter):
    assert column_letter(index) == letter


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("0", 0.0), ("18.7", 18.7), ("632,830", 632830.0)),
        *((" 5\xa0", 5.0), ("-0.1", -0.1), ("1e3", 1000.0)),
    ],
)
def test_numbers_are_read_as_published(text, number):
    assert read_number(text) == (number, "")


@pytest.mark.parametrize(
    "text", ["-", "n/a", "nan", "inf", "1,23", "12%", "<5", "0x1", "1e400", "٣"]
)
def test_what_is_neither_number_nor_mark_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        read_number(text)


def test_a_blank_is_neither_number_nor_mark():
    assert read_number("  ") == (None, "")


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"PK\x03\x04rest", "not-csv", "workbook or a zip archive"),
        (b"\xd0\xcf\x11\xe0rest", "not-csv", "old Excel workbook"),
        (b"%PDF-1.7", "not-csv", "PDF"),
        ("a,b\n1,2\n".encode("utf-16"), "not-csv", "plain text"),
        (b'a,"b\n' + b"x" * 200_000, "not-csv", "well-formed"),
        (b"", "empty", "text at all"),
        (b" ,\n\n", "empty", "text at all"),
        (b"a,b\n", "empty", "rows below the headings"),
    ],
)
def test_what_is_no_table_gets_one_sentence(content, code, words):
    fault = read_table(content, "file.csv")
    assert isinstance(fault, Fault)
    assert (fault.code, fault.severity, fault.sheet) == (code, "error", "file.csv")
    assert words in fault.message


def test_a_missing_file_and_a_folder_get_a_sentence(tmp_path):
    for path in (tmp_path / "gone.csv", tmp_path):
        fault = read_table(path, path.name)
        assert isinstance(fault, Fault)
        assert fault.code == "unreadable"


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(table_module, "LARGEST", 10)
    path = tmp_path / "large.csv"
    path.write_text("a,b\n" + "1,2\n" * 10)
    for source in (path, path.read_bytes()):
        fault = read_table(source, "large.csv")
        assert isinstance(fault, Fault)
        assert fault.code == "too-large"


def test_short_rows_and_windows_letters_are_read():
    table = read_table("a,b\nCaf\xe9\n".encode("cp1252"), "file.csv")
    assert isinstance(table, PublishedTable)
    assert (table.text(table.rows[0], "a"), table.text(table.rows[0], "b")) == ("Café", "")
    assert table.cell(table.rows[0], "B") == "B2"
    assert table.cell(table.rows[0], "c") == ""
