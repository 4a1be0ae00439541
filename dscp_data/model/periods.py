"""Reporting periods: months, council quarters and council years, and how they are written.

The council year runs from 1 April to 31 March, so Q1 is April to June.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, get_args

PeriodType = Literal["month", "quarter", "year"]
PERIOD_TYPES: tuple[PeriodType, ...] = get_args(PeriodType)
MONTHS_IN: dict[PeriodType, int] = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, order=True)
class Period:
    """One reporting period: its first day and its type."""

    start: date
    type: PeriodType

    def __post_init__(self) -> None:
        if self != period_of(self.start, self.type):
            raise ValueError(f"{self.start} does not begin a {self.type}")

    @property
    def months(self) -> int:
        return MONTHS_IN[self.type]

    @cached_property
    def end(self) -> date:
        """The last day of the period."""
        return add_months(self.start, self.months) - timedelta(days=1)

    @property
    def next(self) -> Period:
        return Period(add_months(self.start, self.months), self.type)

    @property
    def year_before(self) -> Period:
        return Period(add_months(self.start, -12), self.type)

    @property
    def year_after(self) -> Period:
        return Period(add_months(self.start, 12), self.type)

    def containing(self, type: PeriodType) -> Period:
        """The period of that type in which this one begins."""
        return period_of(self.start, type)

    @property
    def name(self) -> str:
        """As a sentence says it: "April 2025", "April to June 2025", "2025 to 2026"."""
        if self.type == "month":
            return f"{self.start:%B %Y}"
        if self.type == "year":
            return f"{self.start.year} to {self.end.year}"
        return f"{self.start:%B} to {self.end:%B %Y}"

    @property
    def short_name(self) -> str:
        """As an axis or a narrow column says it: "Apr 25", "Q1 25/26", "2025/26"."""
        year = council_year(self.start)
        if self.type == "month":
            return f"{self.start:%b %y}"
        if self.type == "year":
            return f"{year}/{(year + 1) % 100:02d}"
        return f"Q{council_quarter(self.start)} {year % 100:02d}/{(year + 1) % 100:02d}"


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), "month")


def quarter(council_year: int, number: int) -> Period:
    """Quarter `number` (1 to 4) of the council year that begins in April of `council_year`."""
    return Period(add_months(date(council_year, 4, 1), 3 * (number - 1)), "quarter")


def year(council_year: int) -> Period:
    return Period(date(council_year, 4, 1), "year")


def period_of(day: date, type: PeriodType) -> Period:
    """The period of that type that `day` falls in."""
    first = day.replace(day=1)
    into = {"month": 0, "quarter": (first.month - 1) % 3, "year": (first.month - 4) % 12}[type]
    period = object.__new__(Period)
    object.__setattr__(period, "start", add_months(first, -into))
    object.__setattr__(period, "type", type)
    return period


def council_year(day: date) -> int:
    """The calendar year in which the council year of `day` began."""
    return day.year if day.month >= 4 else day.year - 1


def council_quarter(day: date) -> int:
    return quarter_of(day.month)


def quarter_of(month: int) -> int:
    """Which quarter of the council year a month (1 to 12) belongs to."""
    return (month - 4) % 12 // 3 + 1


def add_months(day: date, months: int) -> date:
    """`day` moved by calendar months, the day of the month clamped to the month's end."""
    index = day.year * 12 + day.month - 1 + months
    year, zero_month = divmod(index, 12)
    return date(year, zero_month + 1, min(day.day, monthrange(year, zero_month + 1)[1]))


def periods_between(first: Period, last: Period) -> Iterator[Period]:
    """Every period from `first` to `last`, both included."""
    current = first
    while current.start <= last.start:
        yield current
        current = current.next
