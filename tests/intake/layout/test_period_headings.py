"""What headings, years and looks say of the periods of a table: understood, or asked about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.intake.books import check, codes, tidy

AGENCY = ["Agency: Durham Constabulary"]
TITLE = ["H01 Partnership intelligence forms"]
HEAD = ["Agency", "Indicator", "Locality"]
LINE = ["CSC", "E08", "Easington"]


@pytest.mark.parametrize(
    ("heading", "day", "period"),
    [("Quarter start date", date(2025, 4, 1), "Q1 25/26"),
     ("Three months ending", date(2025, 6, 30), "Q1 25/26"),
     ("3 months to", date(2025, 6, 30), "Q1 25/26"),
     ("12 months ending", date(2026, 3, 31), "2025/26"),
     ("Mth", date(2025, 6, 1), "Jun 25")],
)  # fmt: skip
def test_the_length_that_a_heading_names_is_the_length_of_its_periods(
    heading: str, day: date, period: str
) -> None:
    (found,) = check([[*HEAD, heading, "Number"], [*LINE, day, 5]]).observations
    assert found.period.short_name == period


@pytest.mark.parametrize("heading", ["Snapshot date", "Date of return", "Date of extract"])
def test_dates_under_a_heading_that_names_something_else_are_asked_about(heading: str) -> None:
    rows = [[*HEAD, heading, "Number"], [*LINE, date(2025, 6, 30), 5]]
    assert ("D1", "unknown-words") in codes(check(rows))


def test_six_months_are_no_period_that_figures_are_stored_for() -> None:
    rows = [[*HEAD, "Six months ending", "Number"], [*LINE, date(2025, 9, 30), 5]]
    assert ("D2", "ambiguous-period") in codes(check(rows))


def test_one_calendar_year_over_months_from_april_is_asked_about() -> None:
    rows = [AGENCY, TITLE, ["2025"], ["Locality", "Nov", "Dec", "Jan"], ["Easington", 1, 2, 3]]
    assert codes(check(rows)) == [("D4", "ambiguous-period")]


def test_a_year_in_each_row_that_breaks_the_run_of_its_months_is_asked_about() -> None:
    months = ("October", "November", "December", "January")
    rows = [[*HEAD, "Year", "Month", "Number"], *([*LINE, 2025, month, 5] for month in months)]
    assert codes(check(rows)) == [("E5", "months-break")]


def test_months_one_under_another_whose_year_slips_are_asked_about() -> None:
    months = ("Mar 2025", "Apr 2024", "May 2025")
    rows = [AGENCY, TITLE, ["Month", "Number"], *([month, 5] for month in months)]
    assert codes(check(rows)) == [("A5", "months-break")]


def test_months_written_once_for_several_places_are_each_a_run_of_their_own() -> None:
    months = ("Mar 2025", "Apr 2025", "May 2025")
    places = ("Easington", "Sedgefield")
    rows = [[place, month, 5] for place in places for month in months]
    assert check([AGENCY, TITLE, ["Locality", "Month", "Number"], *rows]).faults == ()


@pytest.mark.parametrize(
    ("look", "title", "asked"),
    [("as a year alone", "Return", True), ("without its year", "2025-26", True),
     ("without its year", "2023-24", False), ("without its year", "Return", False)],
)  # fmt: skip
def test_a_date_of_which_its_year_is_not_seen_or_seen_alone_is_asked_about(
    look: str, title: str, *, asked: bool
) -> None:
    heads: list[Any] = ["Locality", date(2023, 4, 1), date(2023, 5, 1)]
    rows = [AGENCY, TITLE, [title], heads, ["Easington", 1, 2]]
    found = check(rows, looks={(4, 2): look})
    assert codes(found) == ([("B4", "shown-otherwise")] if asked else [])


def test_a_struck_out_heading_is_asked_about() -> None:
    rows = [AGENCY, TITLE, ["Locality", "Apr-25", "May-25"], ["Easington", 1, 2]]
    found = check(rows, looks={(3, 3): "with struck-out characters"})
    assert codes(found) == [("C3", "marked-figure")]


def test_a_measure_that_says_year_to_date_makes_no_months_of_its_figures() -> None:
    rows = [["Indicator", "Agency", "Measure", "Apr-25", "May-25"],
            ["E08", "CSC", "Year to date", 5, 12]]  # fmt: skip
    found = check(rows)
    assert tidy(found) == []
    assert {fault.code for fault in found.faults} == {"total-without-parts"}


def test_a_quarter_below_the_months_that_are_known_of_it_is_a_contradiction() -> None:
    months = [AGENCY, TITLE, ["Locality", "Apr-25", "May-25"], ["Easington", 40, 50]]
    quarter = [AGENCY, TITLE, ["Locality", "Q1 2025-26"], ["Easington", 60]]
    found = check({"Months": months, "Quarters": quarter})
    assert ("B4", "period-disagrees") in codes(found)


def test_row_names_that_a_program_wrote_are_no_figures() -> None:
    rows = [
        ["", *HEAD, "Month", "Number"],
        ["1", *LINE, "Apr-25", "5"],
        ["2", *LINE, "May-25", "6"],
    ]
    found = check(rows, file="return.csv")
    assert (len(found.observations), found.faults) == (2, ())


def test_an_unknown_column_of_numbers_is_asked_about_in_a_csv_too() -> None:
    rows = [[*HEAD, "Month", "Number", "Widgets"], [*LINE, "Apr-25", "5", "44"]]
    assert codes(check(rows, file="return.csv")) == [("F1", "unknown-column")]


@pytest.mark.parametrize("heading", ["Apr-25 total to date", "Total YTD Apr-25"])
def test_a_total_that_is_also_to_date_is_no_month(heading: str) -> None:
    found = check([AGENCY, TITLE, ["Locality", heading], ["Easington", 40]])
    assert found.observations == ()
    assert codes(found) == [("B3", "total-without-parts")]
