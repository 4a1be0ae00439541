"""Where tables begin and end: large counts and marks are no headings, and notes are no lines."""

import pytest

from tests.intake.books import check, codes, tidy

AGENCY = ["Agency: Education Durham"]


@pytest.mark.parametrize("text", [False, True])
def test_counts_that_look_like_years_are_counts(text: bool) -> None:
    line = ["Easington", 2010, 2025]
    other = ["Sedgefield", 2031, 2034]
    rows = [AGENCY, ["T07"], ["", "Apr 25", "May 25"], line, other]
    rows = [[str(v) if text and isinstance(v, int) else v for v in row] for row in rows]
    checked = check(rows)
    assert [row[3] for row in tidy(checked)] == [2010, 2025, 2031, 2034]
    assert len(checked.layout) == 1


def test_a_column_of_one_large_count_is_a_column_of_figures() -> None:
    rows = [AGENCY, ["Indicator", "Measure", "Apr 25", "May 25"], ["H07", "Number", 12, None],
            [None, "Out of", 2010, None]]  # fmt: skip
    assert [row[3:5] for row in tidy(check(rows))] == [(12, 2010)]


def test_marks_that_are_names_of_places_too_are_marks_in_a_line() -> None:
    rows = [AGENCY, ["T07"], ["", "Apr 25", "May 25"], ["Easington", "N/K", "N/K"]]
    checked = check(rows)
    assert [o.status for o in checked.observations] == ["cannot report"] * 2


def test_a_place_not_known_is_a_place_in_a_heading() -> None:
    rows = [AGENCY, ["T07"], ["Month", "Easington", "Not known"], ["Apr 25", 1, 2]]
    assert [row[1] for row in tidy(check(rows))] == ["easington", "not-known"]


def test_headings_repeated_down_a_sheet_go_on_with_the_table() -> None:
    heads = ["Indicator", "Locality", "Apr 25", "May 25"]
    rows = [AGENCY, heads, ["T07", "Easington", 1, 2], heads, ["T07", "Sedgefield", 3, 4]]
    assert [row[3] for row in tidy(check(rows))] == [1, 2, 3, 4]


def test_a_title_between_tables_that_says_only_a_number_is_a_title() -> None:
    heads = ["Indicator", "Locality", "Apr", "May"]
    rows = [AGENCY, ["Table 1"], [None, None, 2025], heads, ["T07", "Easington", 1, 2], [],
            ["Table 2"], [None, None, 2025], heads, ["T06", "Sedgefield", 3, 4]]  # fmt: skip
    assert [row[:4] for row in tidy(check(rows))] == [
        ("T07", "easington", "Apr 25", 1), ("T07", "easington", "May 25", 2),
        ("T06", "sedgefield", "Apr 25", 3), ("T06", "sedgefield", "May 25", 4),
    ]  # fmt: skip


def test_the_day_a_return_was_made_is_no_period() -> None:
    rows = [["Agency: TEWV"], ["Date: 12/05/2026"], ["Produced 12/05/2026"],
            ["Indicator", "Number"], ["T07", 5]]  # fmt: skip
    assert codes(check(rows)) == [("B5", "missing-period")]


def test_footnote_marks_do_not_hide_a_name() -> None:
    rows = [["Agency: TEWV"], ["Indicator", "Locality", "Apr 25"],
            ["Mental health trauma support requests [note 1]", "Easington¹", 1],
            ["T06*", "Sedgefield (2)", 3], ["* provisional"], ["1 by place"]]  # fmt: skip
    assert [row[:2] for row in tidy(check(rows))] == [("T07", "easington"), ("T06", "sedgefield")]


def test_a_number_beside_a_table_is_asked_about() -> None:
    rows = [["Agency: TEWV"], ["Indicator", "Apr 25"], ["T07", 1, None, 99]]
    assert codes(check(rows)) == [("D3", "unknown-column")]


def test_a_number_far_below_a_table_is_never_lost() -> None:
    rows = [["Agency: TEWV"], ["Indicator", "Apr 25"], ["T07", 1], [], [], [None, 7]]
    checked = check(rows)
    assert ("B6", "duplicate-differs") in codes(checked)
