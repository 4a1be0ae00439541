"""Reporting periods follow the council year and clamp month ends."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.model.periods import (
    PERIOD_TYPES,
    Period,
    add_months,
    council_quarter,
    council_year,
    month,
    period_of,
    periods_between,
    quarter,
    year,
)

days = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("period", "name", "short_name", "last_day"),
    [
        (month(2025, 4), "April 2025", "Apr 25", date(2025, 4, 30)),
        (quarter(2025, 1), "April to June 2025", "Q1 25/26", date(2025, 6, 30)),
        (quarter(2025, 4), "January to March 2026", "Q4 25/26", date(2026, 3, 31)),
        (year(2025), "2025 to 2026", "2025/26", date(2026, 3, 31)),
    ],
)
def test_a_period_is_named_as_the_council_names_it(period, name, short_name, last_day):
    assert (period.name, period.short_name, period.end) == (name, short_name, last_day)


@given(days, st.sampled_from(PERIOD_TYPES))
def test_a_day_lies_in_its_period_and_in_no_neighbour(day, type):
    period = period_of(day, type)
    assert period.start <= day <= period.end
    assert period.next.start > day
    assert period == Period(period.start, type)


@given(days)
def test_the_council_year_begins_in_april(day):
    assert date(council_year(day), 4, 1) <= day < date(council_year(day) + 1, 4, 1)
    assert quarter(council_year(day), council_quarter(day)) == period_of(day, "quarter")


def test_a_period_must_begin_where_its_type_begins():
    with pytest.raises(ValueError, match="does not begin a quarter"):
        Period(date(2025, 5, 1), "quarter")


def test_months_are_added_with_the_month_end_clamped():
    assert add_months(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)


def test_periods_between_holds_both_ends():
    assert [p.start.month for p in periods_between(quarter(2025, 1), quarter(2025, 4))] == [
        4,
        7,
        10,
        1,
    ]
