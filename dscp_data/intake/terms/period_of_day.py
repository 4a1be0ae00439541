"""The period that a day labels, written as a date or as a number."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import isfinite

from dscp_data.intake.terms.parsed_period import NOT_A_PERIOD, ParsedPeriod
from dscp_data.model.periods import month, period_of, year, year_start

EXCEL_DAY_ZERO = date(1899, 12, 30)
A_DAY = "This is a day."
LATE = 22
TYPED_YEARS = range(10, 32)
"""Days that "Apr-25" can have been turned into."""
NEAR = 3
SERIALS = range(36_526, 54_788)  # 2000 to 2049
YEARS = range(2000, 2099)


def of_day(moment: date | datetime) -> ParsedPeriod:
    """The month that a day labels: its first or its last. Of any other day, which month is meant is
    asked: Excel makes 25 April out of "Apr-25".

    A moment in the last two hours of a month is the next month's first, in the clock of a program
    that does not know of summer time.
    """
    day = moment.date() if isinstance(moment, datetime) else moment
    if isinstance(moment, datetime) and moment.hour >= LATE and (day + timedelta(1)).day == 1:
        day += timedelta(1)
    if day.year not in YEARS:
        return NOT_A_PERIOD
    labelled = period_of(day, "month")
    if day in (labelled.start, labelled.end):
        return ParsedPeriod(labelled)
    question = f"{A_DAY} Are the figures for all of {labelled.name}?"
    if day.day in TYPED_YEARS and 0 < abs(2000 + day.day - day.year) <= NEAR:
        question = f"Is it {labelled.name}, or {month(2000 + day.day, day.month).name}?"
    return ParsedPeriod(question=question)


def parse_period_number(value: float) -> ParsedPeriod:
    if not isfinite(value) or value != int(value):
        return NOT_A_PERIOD
    number = int(value)
    if number in YEARS:
        return ParsedPeriod(year(number)) if year_start() == 1 else ParsedPeriod(year=number)
    if number in SERIALS:
        return of_day(EXCEL_DAY_ZERO + timedelta(days=number))
    if number // 100 in YEARS and 1 <= number % 100 <= 12:
        return ParsedPeriod(month(number // 100, number % 100))
    return NOT_A_PERIOD


def on_day(year: int, number: int, day: int, hour: int = 0) -> ParsedPeriod:
    try:
        return of_day(datetime(year, number, day, hour))
    except ValueError:
        return NOT_A_PERIOD
