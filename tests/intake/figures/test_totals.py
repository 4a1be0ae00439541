"""Totals are recognised, checked against their parts and not stored."""

import pytest

from tests.intake.books import check, codes, tidy

AGENCY = ["Agency: Durham Constabulary"]
RIGHT = [
    AGENCY,
    ["H03 NRM referrals"],
    ["Locality", "Apr 25", "May 25", "Jun 25", "Q1 2025-26", "YTD"],
    ["Easington", 1, 2, 3, 6, 6],
    ["Sedgefield", 4, 5, 6, 15, 15],
    ["Total", 5, 7, 9, 21, 21],
]


def with_cell(row: int, column: int, value: object) -> list[list[object]]:
    rows = [list(line) for line in RIGHT]
    rows[row - 1][column - 1] = value
    return rows


def test_right_totals_are_recognised_and_not_stored() -> None:
    checked = check(RIGHT)
    assert checked.faults == ()
    assert [row[1:4] for row in tidy(checked)] == [
        ("easington", "Apr 25", 1), ("easington", "May 25", 2), ("easington", "Jun 25", 3),
        ("sedgefield", "Apr 25", 4), ("sedgefield", "May 25", 5), ("sedgefield", "Jun 25", 6),
    ]  # fmt: skip
    assert dict(checked.recognised)["Data!F4:F6"] == "total, not stored"


@pytest.mark.parametrize(
    ("row", "column", "cell"), [(6, 2, "B6"), (4, 5, "E4"), (5, 6, "F5"), (6, 6, "F6")]
)
def test_a_wrong_total_is_a_fault_at_its_cell(row: int, column: int, cell: str) -> None:
    assert codes(check(with_cell(row, column, 99))) == [(cell, "total-disagrees")]


def test_a_total_over_a_suppressed_part_is_not_checked() -> None:
    assert codes(check(with_cell(4, 2, "<5"))) == []


def test_a_total_beside_a_part_at_fault_is_not_a_second_fault() -> None:
    assert codes(check(with_cell(4, 2, "about 2"))) == [("B4", "unreadable-figure")]


def test_a_place_we_do_not_know_still_counts_in_the_total_below() -> None:
    assert codes(check(with_cell(4, 1, "Atlantis"))) == [("A4", "unknown-locality")]


def test_a_county_line_that_equals_its_districts_is_a_total_with_a_message() -> None:
    checked = check(with_cell(6, 1, "County Durham"))
    assert {row[1] for row in tidy(checked)} == {"easington", "sedgefield"}
    assert codes(checked) == [("B6", "county-total")]


def test_a_county_line_that_misses_once_is_a_wrong_total() -> None:
    rows = with_cell(6, 1, "County Durham")
    rows[5][1] = 6
    assert codes(check(rows)) == [("B6", "total-disagrees")]


def test_a_county_line_of_its_own_is_stored_and_asked_about_where_it_is_larger() -> None:
    rows = [AGENCY, ["H03 NRM referrals"], ["Locality", "Apr 25", "May 25"], ["Easington", 1, 2],
            ["Sedgefield", 1, 2], ["County-wide", 9, 9]]  # fmt: skip
    checked = check(rows)
    assert [row[1] for row in tidy(checked)].count("county-wide") == 2
    assert codes(checked) == [("B6", "county-unclear")]


def test_a_total_with_no_districts_is_the_county() -> None:
    rows = [AGENCY, ["Indicator", "Locality", "Apr 25", "May 25"], ["H03", "Total", 1, 2]]
    assert [row[1:4] for row in tidy(check(rows))] == [
        ("county-wide", "Apr 25", 1), ("county-wide", "May 25", 2),
    ]  # fmt: skip


def test_subtotals_add_up_the_lines_before_them() -> None:
    rows = [AGENCY, ["H03 NRM referrals"], ["Locality", "Apr 25", "May 25"], ["Easington", 1, 2],
            ["Sedgefield", 1, 2], ["Sub-total", 2, 4], ["Teesdale", 3, 3], ["Wear Valley", 1, 1],
            ["Sub-total", 4, 9], ["Total", 6, 8]]  # fmt: skip
    assert codes(check(rows)) == [("C9", "total-disagrees")]


def test_a_total_column_over_districts() -> None:
    rows = [AGENCY, ["H03 NRM referrals"], ["Month", "Easington", "Sedgefield", "Total"],
            ["Apr 25", 1, 2, 3], ["May 25", 1, 2, 4]]  # fmt: skip
    assert codes(check(rows)) == [("D5", "total-disagrees")]


def test_total_columns_in_pairs_are_checked_each() -> None:
    rows = [AGENCY, ["H02"], [None, "Apr 25", None, "May 25", None, "Total", None],
            ["Locality", "Number", "Out of", "Number", "Out of", "Number", "Out of"],
            ["Easington", 1, 2, 3, 4, 4, 7]]  # fmt: skip
    checked = check(rows)
    assert codes(checked) == [("G5", "total-disagrees")]
    assert [row[3:5] for row in tidy(checked)] == [(1, 2), (3, 4)]


def test_the_total_of_one_of_two_years_adds_up_that_year() -> None:
    rows = [AGENCY, ["Indicator", "Feb 25", "Mar 25", "Total 2024/25", "Apr 25", "Total 2025/26"],
            ["H03", 1, 2, 3, 4, 4]]  # fmt: skip
    checked = check(rows)
    assert checked.faults == ()
    assert [row[3] for row in tidy(checked)] == [1, 2, 4]


def test_a_quarter_of_what_can_not_be_added_up_is_stored() -> None:
    rows = [["Agency: Children's Social Care"],
            ["Indicator", "Apr 25", "May 25", "Jun 25", "Q1 25/26"],
            ["H17", 5, 6, 7, 12]]  # fmt: skip
    assert [row[2:4] for row in tidy(check(rows))][-1] == ("Q1 25/26", 12)


def test_the_total_of_a_snapshot_may_be_its_last_value() -> None:
    rows = [AGENCY, ["Indicator", "Apr 25", "May 25", "YTD"], ["H20", 5, 6, 6], ["H03", 5, 6, 6]]
    assert codes(check(rows)) == [("D4", "total-disagrees")]


def test_a_total_without_its_parts_is_asked_about() -> None:
    rows = [AGENCY, ["Indicator", "Apr 25", "YTD 2023/24"], ["H03", 5, 6]]
    assert codes(check(rows)) == [("C2", "total-without-parts")]


def test_averages_and_changes_are_recognised_and_not_stored() -> None:
    rows = [AGENCY, ["Indicator", "Apr 25", "May 25", "Average", "Change"], ["H03", 5, 6, 5.5, 1]]
    checked = check(rows)
    assert checked.faults == ()
    assert [row[3] for row in tidy(checked)] == [5, 6]


def test_a_total_of_places_that_are_all_blank_is_no_figure() -> None:
    rows = [["Agency: Durham Constabulary"], ["Indicator", "Locality", "Apr 26", "May 26"],
            ["H03", "Easington", 1, None], ["H03", "Teesdale", 2, None],
            ["H03", "Total", 3, 0]]  # fmt: skip
    checked = check(rows)
    assert [o.cell for o in checked.observations] == ["C3", "C4"]
    assert checked.faults == ()
