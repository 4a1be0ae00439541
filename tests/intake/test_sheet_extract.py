"""A piece of a sheet around the cells that a question is about."""

from dscp_data.intake import sheet_extract
from dscp_data.intake.files.worker_process import WorkerStopped
from dscp_data.intake.sheet_extract import COLUMNS, ROWS, extract_around, extracts_in_worker
from tests.intake.books import sheet
from tests.intake.file_bytes import workbook


def test_the_rows_from_just_above_the_cell_are_shown_with_their_addresses() -> None:
    rows = [["Title"], ["Agency: CSC"], [], ["Patch", "Count"], ["Easington", 1234.0]]
    piece = extract_around(sheet("Data", rows), [(4, 1)])
    assert piece.rows == (2, 4, 5)
    assert piece.letters == ["A", "B"]
    assert piece.texts[5, 2] == "1,234"


def test_a_large_sheet_is_shown_only_around_the_cell() -> None:
    rows = [[f"{row} and {column}" for column in range(1, 41)] for row in range(1, 101)]
    piece = extract_around(sheet("Data", rows), [(50, 30)])
    assert len(piece.rows) == ROWS
    assert len(piece.columns) == COLUMNS
    assert piece.texts[50, 30] == "50 and 30"


def test_a_long_text_is_cut() -> None:
    piece = extract_around(sheet("Data", [["x" * 100]]), [(1, 1)])
    assert piece.texts[1, 1].endswith("x…")
    assert len(piece.texts[1, 1]) == 24


def test_the_pieces_of_a_file_come_from_a_worker_process() -> None:
    row = '<row r="3"><c r="B3" t="inlineStr"><is><t>Patch</t></is></c></row>'
    (piece,) = extracts_in_worker(workbook(row), "E08.xlsx", [("Data", "B3"), ("None", "A1")])
    assert piece.texts == {(3, 2): "Patch"}
    assert piece.asked == {(3, 2)}


def test_a_file_that_cannot_be_read_in_time_has_no_piece(monkeypatch) -> None:
    def stopped(*_):
        raise WorkerStopped

    monkeypatch.setattr(sheet_extract, "run_in_worker", stopped)
    assert extracts_in_worker(b"", "E08.xlsx", [("Data", "A1")]) == ()


def test_a_file_that_is_refused_has_no_piece() -> None:
    assert extracts_in_worker(b"no workbook", "E08.xlsx", [("Data", "A1")]) == ()
