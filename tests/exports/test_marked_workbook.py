"""Figures as a workbook: a table that a program can read, and notes with the marking beside it."""

import io

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dscp_data.exports.marked_csv import as_text
from dscp_data.exports.marked_workbook import marked_workbook, notes_on_figures
from tests.exports.test_marked_csv import marking, store_plan  # noqa: F401

ROWS = pd.DataFrame(
    {"agency": ["CSC", "=1+1"], "period_start": pd.to_datetime(["2026-04-01", "2026-05-01"]),
     "numerator": [3, 1204], "direction": [None, None], "lower_limit": [1.25, None],
     "complete": [True, False]}
)  # fmt: skip


@pytest.fixture
def book(store_plan):  # noqa: F811
    made = marked_workbook(ROWS, marking(store_plan), notes_on_figures())
    return openpyxl.load_workbook(io.BytesIO(made))


def test_the_figures_begin_in_the_first_cell_under_headings_in_plain_words(book):
    sheet: Worksheet = book["Figures"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("Agency", "First day", "Number", "Direction", "Lower limit", "Complete")
    assert (rows[1][0], rows[1][2], rows[1][5], rows[2][4]) == ("CSC", 3, "Yes", None)


def test_the_notes_hold_the_marking_and_what_marks_mean(book, store_plan):  # noqa: F811
    lines = [row[0] for row in book["Notes"].iter_rows(values_only=True)]
    assert lines[:6] == marking(store_plan).lines
    assert any(line and line.startswith("[c]") for line in lines)


def test_the_marking_is_on_each_printed_page(book, store_plan):  # noqa: F811
    assert {sheet.oddHeader.center.text for sheet in book} == {marking(store_plan).marking}


def test_no_text_becomes_a_formula(book):
    assert book["Figures"]["A3"].value == as_text("=1+1")
    assert book["Figures"]["A3"].data_type == "s"


def test_days_counts_and_limits_have_their_formats(book):
    formats = [book["Figures"].cell(2, column).number_format for column in (2, 3, 5)]
    assert formats == ["dd mmm yyyy", "#,##0", "#,##0.0"]


def test_no_rows_make_a_table_of_headings(store_plan):  # noqa: F811
    made = marked_workbook(ROWS.head(0), marking(store_plan))
    assert openpyxl.load_workbook(io.BytesIO(made))["Figures"].max_row == 1
