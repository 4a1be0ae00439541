"""Every spelling of plan.md, and what is asked because it could mean two periods."""

from datetime import date, datetime

import pytest

from dscp_data.intake.layout.year_inference import following
from dscp_data.intake.terms.parsed_period import NOT_A_PERIOD
from dscp_data.intake.terms.period_parser import in_year, read_period
from dscp_data.model.periods import month, quarter, year

APRIL = month(2025, 4)


@pytest.mark.parametrize(
    "text",
    [
        "Apr-25", "Apr 25", "April 2025", "2025-04", "01/04/2025", "Apr 2025", "Apr'25", "APR 2025",
        "april  2025", "Apr\xa02025", "Apr-2025", "2025 April", "30/04/2025", "1 April 2025",
        "30th April 2025", "2025-04-01", "2025-04-01 00:00:00", "01.04.2025", "04/2025",
        "Apr. 2025",
        "Apr 2025/26", "April 2025*", "Apr 25 (r)", "Month ending 30 April 2025", "Apr\n2025",
        "04/25", "04-25", "202504", "01-Apr-2025", "Apr–25", "Apr-25¹", "April 2025⁴",
        "1 April 2025 to 30 April 2025", "01/04/2025 - 30/04/2025", "2025-04-01 to 2025-04-30",
        date(2025, 4, 30), datetime(2025, 4, 1), 45748, 45748.0,
        202504,
    ],
)  # fmt: skip
def test_every_spelling_of_a_month(text: object) -> None:
    assert read_period(text).period == APRIL  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "Q1 25/26", "Q1 2025-26", "2025/26 Q1", "Q1 2025/26", "Qtr 1 2025-26", "Quarter 1 2025/26",
        "April to June 2025", "Apr-Jun 2025", "Apr - Jun 25", "Q1 (Apr-Jun) 2025", "2025-26 Q1",
        "Q1 (April to June 2025)", "1st quarter 2025/26", "Q1 FY 2025-26", "Apr-Jun 2025/26",
        "Quarter ending June 2025", "April 2025 to June 2025", "Q1: 2025-26",
        "1 Apr 2025 to 30 Jun 2025", "1/4/25-30/6/25",
    ],
)  # fmt: skip
def test_every_spelling_of_a_quarter(text: str) -> None:
    assert read_period(text).period == quarter(2025, 1)


@pytest.mark.parametrize(
    "text",
    ["2025-26", "2025/26", "25/26", "2025/2026", "2025 to 2026", "FY 2025-26", "2025–26",
     "Year ending March 2026", "April 2025 to March 2026", "Year ending 31 March 2026"],
)  # fmt: skip
def test_every_spelling_of_a_council_year(text: str) -> None:
    assert read_period(text).period == year(2025)


def test_the_last_quarter_of_a_council_year_is_in_the_next_calendar_year() -> None:
    assert read_period("Q4 2025-26").period == read_period("Jan-Mar 2026").period
    assert read_period("Q4 2025-26").period == quarter(2025, 4)


def test_a_bare_quarter_of_a_calendar_year_is_asked() -> None:
    spelling = read_period("Q1 2025")
    assert spelling.period is None
    assert "calendar year 2025" in spelling.question


@pytest.mark.parametrize(
    "text", ["Month ending 1 July 2025", "Month to 01/07/2025", "Period ended 2025-07-01",
             "Quarter ending 1 July 2025"]
)  # fmt: skip
def test_what_ends_on_the_first_of_a_month_is_asked_about(text: str) -> None:
    assert read_period(text).period is None
    assert "Which month" in read_period(text).question


@pytest.mark.parametrize(
    "text", ["1 April 2025 to 31 May 2025", "30 April 2025 to 30 June 2025",
             "1 May 2025 to 31 July 2025", "1 April 2025 to 1 July 2025"]
)  # fmt: skip
def test_days_that_make_no_month_quarter_or_council_year_are_no_period(text: str) -> None:
    assert read_period(text).period is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("10/11", "Is this October 2011, or the council year 2010-11?"),
        ("12-13", "Is this December 2013, or the council year 2012-13?"),
        ("04/11", "Is this April 2011, or a day in November?"),
    ],
)
def test_two_numbers_that_could_be_more_than_a_month_are_asked(text: str, asked: str) -> None:
    assert (read_period(text).period, read_period(text).question) == (None, asked)


def test_a_numbered_quarter_shows_that_the_two_numbers_are_a_council_year() -> None:
    assert read_period("Q1 10/11").period == quarter(2010, 1)


@pytest.mark.parametrize(
    "text", ["May 2025 (p)", "May-25 (prov)", "May 2025 [p]", "May 2025 (provisional)"]
)
def test_a_provisional_period_is_marked(text: str) -> None:
    assert read_period(text) == read_period("May 2025")._replace(provisional=True)
    assert read_period(text).period == month(2025, 5)


@pytest.mark.parametrize(("text", "number"), [("Jun", 6), ("June", 6), ("Sept", 9), ("sep.", 9)])
def test_a_month_without_a_year(text: str, number: int) -> None:
    spelling = read_period(text)
    assert (spelling.period, spelling.first_month, spelling.months) == (None, number, 1)


@pytest.mark.parametrize("value", [2025, "2025", 2025.0])
def test_a_year_alone_is_a_calendar_year(value: object) -> None:
    assert read_period(value).year == 2025  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["Springtime", "Easington", "Total", "", "25-Apr", "32/04/2025", "2025-13", "Q5 2025-26",
     "2025-27", "May to July 2025", 12, 3.5, True, "H03", "Marchers 2025", "04/25/2025", "4/25",
     "13/25", "25/04"],
)  # fmt: skip
def test_what_is_no_period_has_no_meaning(text: object) -> None:
    assert not read_period(text).has_meaning  # type: ignore[arg-type]


def test_a_month_takes_its_year_from_a_council_year() -> None:
    assert in_year(read_period("Apr"), year(2025)).period == APRIL
    assert in_year(read_period("Feb"), year(2025)).period == month(2026, 2)


def test_a_numbered_quarter_of_a_calendar_year_is_asked_and_one_with_months_is_not() -> None:
    assert in_year(read_period("Q1"), 2025).question
    assert in_year(read_period("Apr-Jun"), 2025).period == quarter(2025, 1)


def test_a_month_without_a_year_follows_the_one_before_it() -> None:
    assert following(read_period("Jan"), month(2025, 12), None).period == month(2026, 1)
    assert following(read_period("May"), APRIL, None).period == month(2025, 5)


def test_a_quarter_follows_the_months_that_it_adds_up() -> None:
    assert following(read_period("Q1"), month(2025, 6), None).period == quarter(2025, 1)


def test_a_month_with_nothing_to_take_a_year_from_is_asked() -> None:
    assert following(read_period("May"), None, None).question


def test_a_text_that_is_no_period_has_no_meaning() -> None:
    assert not NOT_A_PERIOD.has_meaning
