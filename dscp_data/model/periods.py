"""Reporting periods: months, council quarters and council years, and how they are written.

A council year runs from 1 April to 31 March, so Q1 is April to June, unless the plan says that the
partnership's own year starts in January, July or October (`set_year_start`). Quarters are those of
the calendar in any case.
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
YEAR_STARTS = (1, 4, 7, 10)

_first_month = 4  # of the year of the process's plan


def set_year_start(month: int) -> None:
    """Count years from a month of YEAR_STARTS from now on, in all of this process."""
    global _first_month
    if month not in YEAR_STARTS:
        raise ValueError(f"a year starts in one of the months {YEAR_STARTS}, not in {month}")
    _first_month = month


def year_start() -> int:
    """The month (1 to 12) that a council year starts in."""
    return _first_month


@dataclass(frozen=True, order=True)
class Period:
    """One reporting period: its first day and its type."""

    start: date
    type: PeriodType

    def __post_init__(self) -> None:
        if self != period_of(self.start, self.type):
            raise ValueError(f"{self.start} does not begin a {self.type}")

    def __hash__(self) -> int:
        return hash(self.start)

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
        if self.type == "quarter":
            return f"{self.start:%B} to {self.end:%B %Y}"
        years = dict.fromkeys((self.start.year, self.end.year))
        return " to ".join(map(str, years))

    @property
    def short_name(self) -> str:
        """As an axis or a narrow column says it: "Apr 25", "Q1 25/26", "2025/26"."""
        if self.type == "month":
            return f"{self.start:%b %y}"
        name = format_council_year(council_year(self.start), "/")
        return name if self.type == "year" else f"Q{council_quarter(self.start)} {name[2:]}"


def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), "month")


def quarter(council_year: int, number: int) -> Period:
    """Quarter `number` (1 to 4) of the council year that begins in `council_year`."""
    return Period(add_months(year(council_year).start, 3 * (number - 1)), "quarter")


def year(council_year: int) -> Period:
    return Period(date(council_year, _first_month, 1), "year")


def period_of(day: date, type: PeriodType) -> Period:
    """The period of that type that `day` falls in."""
    first = day.replace(day=1)
    since_start = (first.month - _first_month) % 12
    into = {"month": 0, "quarter": since_start % 3, "year": since_start}[type]
    period = object.__new__(Period)
    object.__setattr__(period, "start", add_months(first, -into))
    object.__setattr__(period, "type", type)
    return period


def council_year(day: date) -> int:
    """The calendar year in which the council year of `day` began."""
    return day.year if day.month >= _first_month else day.year - 1


def format_council_year(year: int, joined_by: str) -> str:
    """2026 is "2026-27", joined by "-"; "2026" where the year is that of the calendar."""
    return str(year) if _first_month == 1 else f"{year}{joined_by}{(year + 1) % 100:02d}"


def council_quarter(day: date) -> int:
    return quarter_of(day.month)


def quarter_of(month: int) -> int:
    """Which quarter of the council year a month (1 to 12) belongs to."""
    return (month - _first_month) % 12 // 3 + 1


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
