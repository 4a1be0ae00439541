"""Parses dates and listed values in register cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from dscp_data.intake.cells.workbook import CellValue
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.period_of_day import EXCEL_DAY_ZERO, SERIALS
from dscp_data.intake.terms.period_patterns import MONTHS

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ][\d:.]+)?")
DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?: [\d:.]+)?")
LONGEST_DATE = 60
IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-/.]+([a-z]+)\.?,?[ \-/.]+(\d{4}|\d{2})")


def read_date(value: CellValue | None) -> date | None:
    """The day that a cell says, the day before the month; None where it says none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        first, last = SERIALS[0], SERIALS[-1]
        return EXCEL_DAY_ZERO + timedelta(days=int(value)) if first <= value <= last else None
    if not isinstance(value, str):
        return None
    text = " ".join(value.casefold().split())
    if len(text) > LONGEST_DATE:
        return None
    found = ISO.fullmatch(text)
    if found:
        return date_or_none(int(found[1]), int(found[2]), int(found[3]))
    found = DAY_FIRST.fullmatch(text)
    if found:
        return date_or_none(full_year(found[3]), int(found[2]), int(found[1]))
    found = IN_WORDS.fullmatch(text)
    if found and found[2] in MONTHS:
        return date_or_none(full_year(found[3]), MONTHS[found[2]], int(found[1]))
    return None


def full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def match_option(text: str, options: dict[str, Iterable[str]]) -> str | None:
    """The id whose spellings hold `text`: whole, or as the beginning or the end of one."""
    key = fold(text)
    spelt = {fold(word): id for id, words in options.items() for word in words}
    if key in spelt:
        return spelt[key]
    near = {
        id for word, id in spelt.items() if key and (word.startswith(key) or key in word.split())
    }
    near |= {id for word, id in spelt.items() if word in key and len(word) > 4}
    return next(iter(near)) if len(near) == 1 else None
