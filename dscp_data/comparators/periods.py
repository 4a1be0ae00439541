"""Periods of publishers, and how we write them.

The same "2025" is the year to 31 March 2025 in the children in need files, the day 31 March
2025 in its snapshots, and the average of December 2024 to February 2025 in the NEET files.
So each measure names its meaning in published_measures.csv and nothing is guessed here.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Span = tuple[dt.date, dt.date]


class PeriodError(ValueError):
    """A period that cannot be read; its text is the publisher's."""


@dataclass(frozen=True)
class PeriodFormat:
    """One way to read a period: the columns it is in, its words and how to read it."""

    columns: tuple[str, ...]
    words: str
    sample: str
    read: Callable[..., Span]


def _ending_year(text: str) -> int:
    """2025, or 202425 as financial years are written: the year it ends in."""
    if re.fullmatch(r"[0-9]{4}", text):
        year = int(text)
    elif re.fullmatch(r"[0-9]{6}", text) and (int(text[:4]) + 1) % 100 == int(text[4:]):
        year = int(text[:4]) + 1
    else:
        raise PeriodError(text)
    if not 1990 <= year <= 2100:
        raise PeriodError(text)
    return year


def _year_to_march(text: str) -> Span:
    year = _ending_year(text)
    return dt.date(year - 1, 4, 1), dt.date(year, 3, 31)


def _on_31_march(text: str) -> Span:
    day = dt.date(_ending_year(text), 3, 31)
    return day, day


def _december_to_february(text: str) -> Span:
    year = _ending_year(text)
    return dt.date(year - 1, 12, 1), _month_end(year, 2)


def _calendar_quarter(year: str, quarter: str) -> Span:
    if not re.fullmatch(r"(19|20)[0-9]{2}", year) or not re.fullmatch(r"(?i)q[1-4]", quarter):
        raise PeriodError(f"{year} {quarter}".strip())
    last = int(quarter[1]) * 3
    return dt.date(int(year), last - 2, 1), _month_end(int(year), last)


def _full_months(start: str, end: str) -> Span:
    """Compiled files close every February on the 28th: the last day is that of the month."""
    try:
        first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    except ValueError:
        raise PeriodError(f"{start} to {end}") from None
    if first.day != 1 or first > last:
        raise PeriodError(f"{start} to {end}")
    return first, _month_end(last.year, last.month)


PERIOD_FORMATS: dict[str, PeriodFormat] = {
    "year to 31 March": PeriodFormat(
        ("time_period",), "the year it ends in, on 31 March", "2025", _year_to_march
    ),
    "on 31 March": PeriodFormat(("time_period",), "the year of a 31 March", "2025", _on_31_march),
    "December to February": PeriodFormat(
        ("time_period",), "the year of the February it ends in", "2025", _december_to_february
    ),
    "calendar quarter": PeriodFormat(
        ("Year", "Quarter"), "a quarter of a calendar year", "2023 and Q4", _calendar_quarter
    ),
    "whole months": PeriodFormat(
        ("period_start", "period_end"),
        "the first and last day of whole months",
        "2024-04-01 and 2025-03-31",
        _full_months,
    ),
}


def read_period(meaning: str, row: Mapping[str, str]) -> Span:
    """First and last day of a row's period. PeriodError when it cannot be read."""
    how = PERIOD_FORMATS[meaning]
    return how.read(*(row[column].strip() for column in how.columns))


def period_label(start: dt.date, end: dt.date) -> str:
    """The period in words: "2024 to 2025", "31 March 2025", "April to June 2025", "2023"."""
    if start == end:
        return f"{start.day} {start:%B %Y}"
    full_months = start.day == 1 and end == _month_end(end.year, end.month)
    if not full_months:
        return f"{start.day} {start:%B %Y} to {end.day} {end:%B %Y}"
    if (start.month, end.month, end.year - start.year) == (4, 3, 1):
        return f"{start.year} to {end.year}"
    if (start.month, end.month) == (1, 12) and start.year == end.year:
        return f"{start.year}"
    if (start.month, start.year) == (end.month, end.year):
        return f"{start:%B %Y}"
    first = f"{start:%B}" if start.year == end.year else f"{start:%B %Y}"
    return f"{first} to {end:%B %Y}"


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
