"""Wide tables: periods, places, agencies or indicators across, in every combination."""

import pytest

from dscp_data.intake.cells.workbook import Workbook
from tests.intake.books import check, codes, labels_and_values, sheet, tidy

AGENCY = ["Agency: Durham Constabulary"]


TEMPLATE = [
    ["Return for April 2026 to March 2027"],
    AGENCY,
    [],
    ["Indicator", "Name", "Locality", "Measure", "Apr 2026", "May 2026", "Comment"],
    ["H02", "Schools informed of HOtH episodes", "Easington", "Number", 5, 6, "fine"],
    ["H02", "Schools informed of HOtH episodes", "Easington", "Out of", 10, 12],
    ["H03", "NRM referrals", "County-wide", "Number", "nil", "<5"],
]


def test_the_template_reads_with_its_comments() -> None:
    checked = check(TEMPLATE)
    assert checked.faults == ()
    assert checked.agency == "durham-constabulary"
    assert tidy(checked) == [
        ("H02", "easington", "Apr 26", 5, 10, "E5"),
        ("H02", "easington", "May 26", 6, 12, "F5"),
        ("H03", "county-wide", "Apr 26", 0, None, "E7"),
        ("H03", "county-wide", "May 26", None, None, "F7"),
    ]
    assert [o.comment for o in checked.observations] == ["fine", "fine", "", ""]
    assert checked.layout == (
        "Sheet “Data”: wide table at A4:G7, months across, indicators down, localities down",
    )


def test_a_template_not_filled_in_is_a_table_of_nothing() -> None:
    checked = check([*TEMPLATE[:4], *(row[:4] for row in TEMPLATE[4:])])
    assert (checked.observations, checked.faults) == ((), ())
    assert len(checked.layout) == 1


def test_quarters_and_years_across_the_columns_are_read() -> None:
    checked = check(
        {
            "Quarterly figures": [
                ["Agency", "DSCP Business Unit"],
                ["Indicator", "Measure", "Q1 2025-26", "2025/26 Q2", "Q3 25/26"],
                ["E05", "Number", 4, 5, 6],
            ],
            "Annual figures": [
                ["Agency", "Public Health"],
                ["Indicator", "Measure", "2024-25", "2025/26"],
                ["H05", "Number", 1, 2],
            ],
        }
    )
    assert labels_and_values(checked) == [
        ("E05", "county-wide", "Q1 25/26", 4, None),
        ("E05", "county-wide", "Q2 25/26", 5, None),
        ("E05", "county-wide", "Q3 25/26", 6, None),
        ("H05", "county-wide", "2024/25", 1, None),
        ("H05", "county-wide", "2025/26", 2, None),
    ]
    assert [o.agency for o in checked.observations] == ["dscp"] * 3 + ["public-health"] * 2


def test_number_and_base_in_pairs_under_two_headings() -> None:
    checked = check(
        [
            AGENCY,
            ["H02 Schools informed of HOtH episodes"],
            [None, "Apr 25", None, "May 25", None],
            ["Locality", "Number", "Out of", "Number", "Out of"],
            ["Easington", 1, 2, 3, 4],
            ["Sedgefield", 5, 6, 7, 8],
        ]
    )
    assert checked.faults == ()
    assert labels_and_values(checked) == [
        ("H02", "easington", "Apr 25", 1, 2),
        ("H02", "easington", "May 25", 3, 4),
        ("H02", "sedgefield", "Apr 25", 5, 6),
        ("H02", "sedgefield", "May 25", 7, 8),
    ]
    assert "number and base in pairs" in checked.layout[0]


def test_pairs_with_a_percentage_and_merged_headings() -> None:
    rows = [
        AGENCY,
        ["Indicator", "Locality", "Apr 25", None, None, "May 25", None, None],
        [None, None, "Number", "Out of", "%", "Number", "Out of", "%"],
        ["H02", "Easington", 1, 2, "50%", 3, 4, 75],
        [None, "Sedgefield", 1, 3, 0.333, 3, 6, "50%"],
    ]
    merged = ((2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 5), (2, 6, 2, 8), (4, 1, 5, 1))
    checked = check(Workbook((sheet("Data", rows, merged=merged),)))
    assert checked.faults == ()
    assert [row[3:] for row in tidy(checked)] == [
        (1, 2, "C4"), (3, 4, "F4"), (1, 3, "C5"), (3, 6, "F5")
    ]  # fmt: skip


def test_pairs_named_in_one_heading_each() -> None:
    checked = check(
        [
            AGENCY,
            ["Indicator", "Apr 2025 Number", "Apr 2025 Out of", "May-25 (num)", "May-25 (den)"],
            ["H02", 1, 2, 3, 4],
        ]
    )
    assert checked.faults == ()
    assert labels_and_values(checked) == [
        ("H02", "county-wide", "Apr 25", 1, 2),
        ("H02", "county-wide", "May 25", 3, 4),
    ]


def test_a_year_row_above_month_columns() -> None:
    checked = check(
        [
            AGENCY,
            [None, None, "2025/26", None, "2026/27"],
            ["Indicator", "Locality", "Feb", "Mar", "Apr"],
            ["H03", "Easington", 1, 2, 3],
        ]
    )
    assert [row[2:4] for row in tidy(checked)] == [("Feb 26", 1), ("Mar 26", 2), ("Apr 26", 3)]


def test_whether_a_calendar_year_written_once_turns_with_january_is_asked() -> None:
    checked = check(
        [
            AGENCY,
            [None, 2025],
            ["Indicator", "Nov", "Dec", "Jan", "Feb"],
            ["H03", 1, 2, 3, 4],
        ]
    )
    assert [row[2] for row in tidy(checked)] == ["Nov 25", "Dec 25"]
    assert codes(checked) == [("D3", "ambiguous-period"), ("E3", "ambiguous-period")]


def test_the_year_in_the_first_month_only() -> None:
    checked = check([AGENCY, ["Indicator", "Nov-25", "Dec", "Jan"], ["H03", 1, 2, 3]])
    assert [row[2] for row in tidy(checked)] == ["Nov 25", "Dec 25", "Jan 26"]


def test_the_council_year_in_a_line_above() -> None:
    checked = check(
        [AGENCY, ["Council year", "2025-26"], [], ["Indicator", "Apr", "Jan"], ["H03", 1, 2]]
    )
    assert [row[2] for row in tidy(checked)] == ["Apr 25", "Jan 26"]


def test_months_with_no_year_anywhere_are_asked_about() -> None:
    checked = check([AGENCY, ["Indicator", "Apr", "May"], ["H03", 1, 2]])
    assert codes(checked) == [("B2", "ambiguous-period"), ("C2", "ambiguous-period")]


def test_a_council_year_over_its_quarters() -> None:
    for years in ([None, "2025/26", None, "2026/27"], [None, "2025-26", "2025-26", "2026 to 2027"]):
        checked = check(
            [["Agency: DSCP"], years, ["Indicator", "Q1", "Q4", "Q1"], ["E05", 1, 2, 3]]
        )
        assert labels_and_values(checked) == [
            ("E05", "county-wide", "Q1 25/26", 1, None),
            ("E05", "county-wide", "Q4 25/26", 2, None),
            ("E05", "county-wide", "Q1 26/27", 3, None),
        ]
        assert codes(checked) == []


def test_a_bare_quarter_of_a_calendar_year_is_asked_about() -> None:
    checked = check([["Agency: DSCP"], ["Indicator", "Q1 2025", "Q2 2025-26"], ["E05", 1, 2]])
    assert codes(checked) == [("B2", "ambiguous-period")]
    assert labels_and_values(checked) == [("E05", "county-wide", "Q2 25/26", 2, None)]


def test_districts_across_and_months_down_with_the_indicator_in_the_title() -> None:
    checked = check(
        [
            AGENCY,
            ["H03 – NRM referrals"],
            ["Month", "Easington", "Sedgefield"],
            ["Apr-25", 1, 2],
            ["May", 3, 4],
        ]
    )
    assert labels_and_values(checked) == [
        ("H03", "easington", "Apr 25", 1, None),
        ("H03", "sedgefield", "Apr 25", 2, None),
        ("H03", "easington", "May 25", 3, None),
        ("H03", "sedgefield", "May 25", 4, None),
    ]


def test_indicators_across_and_months_down() -> None:
    checked = check(
        [AGENCY, ["Month", "Locality", "H03", "Dispersal orders"], ["Apr 25", "Easington", 1, 2]]
    )
    assert labels_and_values(checked) == [
        ("H03", "easington", "Apr 25", 1, None),
        ("H04", "easington", "Apr 25", 2, None),
    ]


def test_agencies_across_the_columns_are_read() -> None:
    checked = check([["Indicator", "Month", "TEWV", "VCS"], ["T06", "Apr 25", 1, 2]])
    assert [(o.agency, o.numerator) for o in checked.observations] == [("tewv", 1), ("vcs", 2)]


def test_agencies_down_the_rows_are_read() -> None:
    checked = check(
        [["Organisation", "Indicator", "Apr 25"], ["TEWV", "T06", 1], ["VCS", "T06", 2]]
    )
    assert [(o.agency, o.numerator) for o in checked.observations] == [("tewv", 1), ("vcs", 2)]


def test_one_period_for_the_whole_table_in_a_line_above() -> None:
    checked = check([AGENCY, ["Period: June 2026"], ["Indicator", "Locality", "Number", "Out of"],
                     ["H02", "Easington", 5, 10]])  # fmt: skip
    assert labels_and_values(checked) == [("H02", "easington", "Jun 26", 5, 10)]


def test_the_name_of_a_sheet_says_its_period_place_or_indicator() -> None:
    rows = [AGENCY, ["Indicator", "Locality", "Number"], ["H03", "Easington", 5]]
    assert labels_and_values(check({"Jun 2026": rows})) == [("H03", "easington", "Jun 26", 5, None)]
    by_month = [AGENCY, ["Indicator", "Apr 26", "May 26"], ["H03", 1, 2]]
    assert [row[1] for row in tidy(check({"Easington": by_month}))] == ["easington"] * 2
    plain = [AGENCY, ["Locality", "Apr 26", "May 26"], ["Easington", 1, 2]]
    assert [row[0] for row in tidy(check({"H03": plain}))] == ["H03"] * 2


def test_months_in_hidden_rows_and_columns_are_read_and_reported() -> None:
    rows = [AGENCY, ["Indicator", "Apr 26", "May 26"], ["H03", 1, 2], ["H04", 3, 4]]
    book = Workbook(
        (sheet("Data", rows, hidden_rows=frozenset({4}), hidden_columns=frozenset({3})),)
    )
    checked = check(book)
    assert len(checked.observations) == 4
    assert codes(checked) == [("C2", "hidden-columns"), ("A4", "hidden-rows")]


def test_a_hidden_sheet_is_read_and_reported() -> None:
    rows = [AGENCY, ["Indicator", "Apr 26", "May 26"], ["H03", 1, 2]]
    checked = check(Workbook((sheet("Months", rows, visible=False),)))
    assert len(checked.observations) == 2
    assert codes(checked) == [("", "hidden-sheet")]


@pytest.mark.parametrize(("above", "read"), [("Council year: 2025-26", ["Apr 25", "May 25"] * 2),
                                             ("", [])])  # fmt: skip
def test_months_that_begin_again_under_another_indicator(above: str, read: list[str]) -> None:
    first = "Apr" if above else "Apr 2025"
    rows = [["Agency: Durham Constabulary"], [above],
            ["", "H03", "", "H04", ""], ["Locality", first, "May", "Apr", "May"],
            ["Easington", 1, 2, 3, 4]]  # fmt: skip
    checked = check(rows)
    if read:
        assert [o.period.short_name for o in checked.observations] == read
    else:
        assert "ambiguous-period" in {f.code for f in checked.faults}
