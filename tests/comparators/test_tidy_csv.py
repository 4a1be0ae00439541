"""The tidy file round-trips, and the frame keeps what the figures say."""

from __future__ import annotations

import datetime as dt

import pytest

from dscp_data.comparators import (
    LICENCE,
    TidyFileError,
    comparators_frame,
    read_tidy,
    write_tidy,
)


def test_figures_come_back_as_they_were_written(figure, tmp_path):
    figures = [
        figure(),
        figure(value=None, mark="c", numerator=None),
        figure(value=4.749968, published_on=dt.date(2025, 10, 30), caveat="Rounded, see note"),
    ]
    write_tidy(tmp_path / "tidy.csv", figures)
    assert read_tidy(tmp_path / "tidy.csv") == figures


def test_whole_numbers_are_written_whole_and_each_row_has_its_licence(figure, tmp_path):
    write_tidy(tmp_path / "tidy.csv", [figure(value=20.0, denominator=5378.0)])
    row = (tmp_path / "tidy.csv").read_text().splitlines()[1]
    assert ",1,5378,20,," in row
    assert row.endswith(f'"{LICENCE}"')


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",20,", ",c,", "J2: 'c' is not a value"),
        ("2024-04-01", "1 April 2024", "F2: '1 April 2024' is not a period_start"),
        ("neighbour", "neighbor", "row 2: 'neighbor' is not a type of area"),
        (",20,,", ",20,c,", "row 2: a published figure has either a value or a mark"),
        (",20,,", ",,q,", "row 2: 'q' is not a mark"),
        ("2024-04-01", "2025-04-01", "row 2: the period ends 2025-03-31 before it starts"),
        ("area_code", "area", "the column area_code is missing"),
    ],
)
def test_a_damaged_tidy_file_names_the_cell(figure, tmp_path, old, new, message):
    path = tmp_path / "tidy.csv"
    write_tidy(path, [figure()])
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(TidyFileError, match=message):
        read_tidy(path)


def test_a_tidy_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(TidyFileError, match=r"gone\.csv"):
        read_tidy(tmp_path / "gone.csv")


def test_the_frame_has_one_row_a_figure_and_a_mark_beside_a_missing_value(figure):
    frame = comparators_frame([figure(), figure(value=None, mark="c", unit="referrals")])
    assert frame["value"].tolist()[0] == 20.0
    assert frame["value"].isna().tolist() == [False, True]
    assert frame["mark"].tolist() == ["", "c"]
    assert frame["comparable"].tolist() == [True, False]
    assert frame["period_end"].tolist() == [dt.datetime(2025, 3, 31)] * 2
    assert frame["published_on"].isna().all()


def test_an_empty_frame_has_the_same_columns_and_kinds(figure):
    full, empty = comparators_frame([figure()]), comparators_frame([])
    assert empty.empty
    assert list(empty.columns) == list(full.columns)
    assert empty["value"].dtype == full["value"].dtype
