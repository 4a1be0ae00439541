"""Long tables: one row a figure, columns in any order and spelling."""

from datetime import datetime

import pytest

from dscp_data.model.returns import CheckedReturn
from tests.intake.books import HEADINGS, VALID, check, check_line, codes, fault_of, only, tidy

EXPECTED = ("H02", "easington", "Apr 26", 5, 10, "E2")


def test_a_valid_line_is_an_observation_at_its_cell() -> None:
    checked = check_line()
    assert checked.state == "ok"
    assert checked.faults == ()
    assert tidy(checked) == [EXPECTED]
    assert checked.agency == "durham-constabulary"
    assert checked.layout == (
        "Sheet “Data”: long table at A1:G2, indicators down, agencies down, localities down,"
        " periods down",
    )


def test_columns_in_another_order_and_spelling() -> None:
    checked = check(
        [
            ["Month", "District", "Numerator", "Denominator", "KPI", "Partner", "Notes"],
            ["Apr 2026", "Easington", 5, 10, "H02", "Durham Police", "as agreed"],
        ]
    )
    assert tidy(checked) == [(*EXPECTED[:-1], "C2")]
    assert only(checked).comment == "as agreed"


def test_titles_notes_and_blank_rows_stand_around_a_table() -> None:
    checked = check(
        [
            ["Think Tank return"],
            ["All figures are for children under 18"],
            [],
            HEADINGS,
            VALID,
            [],
            ["Source: case system"],
            ["* fewer than 5"],
        ]
    )
    assert tidy(checked) == [(*EXPECTED[:-1], "E5")]
    assert checked.faults == ()


def test_a_locality_left_out_is_the_county() -> None:
    assert only(check_line(locality="")).locality == "county-wide"


def test_an_indicator_has_its_name_beside_its_number() -> None:
    checked = check(
        [
            ["Ref", "Indicator name", "Agency", "Month", "Count"],
            ["H03", "NRM referrals", "TEWV", "Apr 2026", 3],
        ]
    )
    assert tidy(checked) == [("H03", "county-wide", "Apr 26", 3, None, "E2")]


def test_a_number_and_a_name_that_disagree_are_a_fault_at_the_name() -> None:
    checked = check(
        [
            ["Ref", "Indicator name", "Agency", "Month", "Count"],
            ["H03", "Dispersal orders", "Durham Police", "Apr 2026", 3],
        ]
    )
    assert codes(checked) == [("B2", "indicators-disagree")] or codes(checked) == [
        ("A2", "indicators-disagree")
    ]


@pytest.mark.parametrize(
    "period", ["01/04/2026", datetime(2026, 4, 30), 46113, "2026-04", "Apr-26"]
)
def test_periods_are_read_in_any_spelling(period: object) -> None:
    assert tidy(check_line(period=period)) == [EXPECTED]


def test_a_year_column_beside_a_month_column() -> None:
    checked = check(
        [
            ["Agency", "Indicator", "Year", "Month", "Number"],
            ["Durham Police", "H03", "2025-26", "Jun", 2],
            [None, None, None, "Feb", 3],
        ]
    )
    assert [(row[2], row[3]) for row in tidy(checked)] == [("Jun 25", 2), ("Feb 26", 3)]


def test_a_quarter_column_beside_a_year_column() -> None:
    checked = check(
        [
            ["Agency", "Indicator", "Year", "Quarter", "Number"],
            ["DSCP", "E05", "2025/26", "Qtr 1", 2],
        ]
    )
    assert tidy(checked) == [("E05", "county-wide", "Q1 25/26", 2, None, "E2")]


def test_a_calendar_year_written_once_over_the_new_year_is_asked() -> None:
    checked = check(
        [
            ["Agency", "Indicator", "Year", "Month", "Number"],
            ["Durham Police", "H03", 2025, "Dec", 2],
            [None, None, None, "Jan", 3],
        ]
    )
    assert codes(checked) == [("D3", "ambiguous-period")]


def test_labels_written_once_fill_down() -> None:
    checked = check(
        [
            ["Agency", "Indicator", "Locality", "Month", "Number"],
            ["Durham Police", "H03", "Easington", "Apr 2026", 2],
            [None, None, None, "May 2026", 3],
            [None, None, "Sedgefield", "Apr 2026", 1],
            [None, "H04", None, "Apr 2026", 4],
        ]
    )
    assert [row[:4] for row in tidy(checked)] == [
        ("H03", "easington", "Apr 26", 2),
        ("H03", "easington", "May 26", 3),
        ("H03", "sedgefield", "Apr 26", 1),
        ("H04", "county-wide", "Apr 26", 4),
    ]


def test_a_place_left_blank_at_the_left_is_read_as_the_one_above_and_reported() -> None:
    checked = check(
        [
            ["Locality", "Indicator", "Agency", "Month", "Number"],
            ["Easington", "H03", "Durham Police", "Apr 2026", 2],
            [None, "H04", "Durham Police", "Apr 2026", 3],
        ]
    )
    assert [row[1] for row in tidy(checked)] == ["easington", "easington"]
    assert fault_of(checked).code == "filled-down"


def test_an_export_of_the_product_reads_back() -> None:
    checked = check(
        [
            ["indicator", "agency", "locality", "period_start", "period_type", "numerator",
             "denominator", "status", "provisional", "comment", "file", "sheet", "cell"],
            ["E03", "dcc-csc", "county-wide", "2026-04-01", "quarter", 5, 10, "reported", True, "x",
             "a.xlsx", "Data", "B2"],
            ["E03", "dcc-csc", "county-wide", "2026-01-01", "quarter", None, 12, "suppressed",
             False, "", "a.xlsx", "Data", "B3"],
            ["H13", "dcc-csc", "county-wide", "2026-01-01", "quarter", 0, None, "nil", False, "",
             "a.xlsx", "Data", "B4"],
        ]
    )  # fmt: skip
    assert checked.faults == ()
    assert [(o.period.short_name, o.numerator, o.denominator, o.status, o.provisional)
            for o in checked.observations] == [
        ("Q1 26/27", 5, 10, "reported", True),
        ("Q4 25/26", None, 12, "suppressed", False),
        ("Q4 25/26", 0, None, "nil", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "numerator", "status"),
    [("nil", 0, "nil"), (0, 0, "reported"), ("<5", None, "suppressed"), ("n/a", None,
     "not applicable"), ("cannot report", None, "cannot report"), ("1,234", 1234, "reported")],
)  # fmt: skip
def test_each_mark_has_its_status(written: object, numerator: float, status: str) -> None:
    found = only(check_line(number=written, out_of=5000))
    assert (found.numerator, found.status, found.denominator) == (numerator, status, 5000)


def test_a_blank_figure_is_no_observation() -> None:
    checked = check_line(number="", out_of="")
    assert (checked.observations, checked.faults) == ((), ())


def test_a_provisional_period_makes_provisional_observations() -> None:
    assert only(check_line(period="Apr 2026 (p)")).provisional


def test_an_unknown_column_of_numbers_is_asked_about() -> None:
    checked = check([[*HEADINGS, "Ward"], [*VALID, 7]])
    assert codes(checked) == [("H1", "unknown-column")]
    assert tidy(checked) == [EXPECTED]


def test_a_title_column_of_totals_is_the_number_where_there_is_no_other() -> None:
    checked = check([["Agency", "Indicator", "Month", "Total"], ["TEWV", "T07", "Apr 2026", 4]])
    assert tidy(checked) == [("T07", "county-wide", "Apr 26", 4, None, "D2")]


def bare_months(*above: list[object], first: str = "Apr") -> CheckedReturn:
    """Two places, one under the other, each with its months and no year beside them."""
    lines = [["H03", "Easington", first, 1], ["H03", "Easington", "May", 2],
             ["H03", "Teesdale", "Apr", 3], ["H03", "Teesdale", "May", 4]]  # fmt: skip
    heads = ["Indicator", "Locality", "Month", "Number"]
    return check([["Agency: Durham Constabulary"], *above, heads, *lines])


def test_months_of_a_council_year_named_above_begin_again_with_each_place() -> None:
    checked = bare_months(["Council year: 2025-26"])
    assert [o.period.short_name for o in checked.observations] == ["Apr 25", "May 25"] * 2
    assert checked.faults == ()


def test_months_that_begin_again_with_no_year_above_are_asked_about() -> None:
    checked = bare_months(first="Apr 2025")
    assert codes(checked) == [("C5", "ambiguous-period")]
    assert [(o.cell, o.period.short_name) for o in checked.observations] == [
        ("D3", "Apr 25"), ("D4", "May 25"), ("D6", "May 25"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "code"),
    [("H02 out of", "missing-number"), ("H02 %", "percentage-only"), ("% H02", "percentage-only"),
     ("H04 per 1,000", "rate-only")],
)  # fmt: skip
def test_what_a_label_says_of_a_figure_is_heard_under_the_heading_number(
    label: str, code: str
) -> None:
    checked = check([["Indicator", "Agency", "Month", "Number"], [label, "Police", "Apr 26", 20]])
    assert checked.observations == ()
    assert [found.code for found in checked.faults] == [code]


@pytest.mark.parametrize("label", ["H04 Dispersal orders – Q1", "H04 Dispersal orders (April)"])
def test_another_period_beside_an_indicators_name_is_asked_about(label: str) -> None:
    rows = [["Indicator", "Agency", "Month", "Number"], [label, "Police", "May 26", 20]]
    assert codes(check(rows)) == [("A2", "qualified-label")]


@pytest.mark.parametrize(
    ("status", "number", "asked"),
    [("Suppressed", 20, True), ("Not applicable", 20, True), ("Cannot report", 0, True),
     ("nil", 20, True), ("nil", 0, False), ("Reported", 20, False), ("Suppressed", "", False)],
)  # fmt: skip
def test_a_status_that_its_number_contradicts_is_asked_about(
    status: str, number: object, *, asked: bool
) -> None:
    line = [*VALID[:4], number, 20 if number != "" else "", "", status]
    checked = check([[*HEADINGS, "Status"], line])
    assert codes(checked) == ([("H2", "status-disagrees")] if asked else [])


@pytest.mark.parametrize("mark", ["¹", " [1]", " (note 2)", "⁴"])
def test_footnote_marks_behind_headings_change_nothing(mark: str) -> None:
    checked = check([[f"{heading}{mark}" for heading in HEADINGS], VALID])
    assert tidy(checked) == [EXPECTED]


def test_a_column_headed_with_a_number_sign_counts_the_lines() -> None:
    rows = [["#", *HEADINGS], [1, *VALID], [2, *VALID[:3], "May 2026", 6, 11, ""]]
    checked = check(rows)
    assert (codes(checked), len(checked.observations)) == ([], 2)


def test_a_sheet_of_lists_to_choose_from_is_no_table() -> None:
    lists = [["Localities", "Indicators"], ["Easington", "H02"], ["Teesdale", "H03"]]
    checked = check({"Data": [HEADINGS, VALID], "Lists": lists})
    assert (codes(checked), tidy(checked)) == ([], [EXPECTED])
