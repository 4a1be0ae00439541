"""Parses a period in any spelling agencies use; ambiguous ones are asked about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from dscp_data.intake.cells.workbook import CellValue
from dscp_data.intake.terms.parsed_period import NOT_A_PERIOD, ParsedPeriod
from dscp_data.intake.terms.period_of_day import YEARS, of_day, on_day, parse_period_number
from dscp_data.intake.terms.period_patterns import (
    AROUND,
    BEGINS,
    COUNCIL_YEAR,
    DAY_FIRST,
    DAY_MONTH_YEAR,
    FROM_TO,
    MONTH_AND_YEAR,
    MONTH_OF_COUNCIL_YEAR,
    MONTH_TO_MONTH,
    MONTHS,
    NUMBER_AND_YEAR,
    STARTS_A_MONTH,
    TWO_NUMBERS,
    YEAR_AND_DIGIT,
    YEAR_AND_MONTH,
    YEAR_FIRST,
    M,
)
from dscp_data.intake.terms.visible_text import visible
from dscp_data.model.periods import (
    Period,
    month,
    period_of,
    quarter,
    quarter_of,
    year,
    year_start,
)

QUARTER = re.compile(
    r"\b(?:q|qtr|quarter) ?\.? ?([1-4])\b|\b([1-4])(?:st|nd|rd|th) (?:quarter|qtr)\b"
)
PROVISIONAL = re.compile(r"[(\[] ?(?:p|prov\.?|provisional) ?[)\]]|\bprovisional\b")
FOOTNOTE = re.compile(r"[(\[] ?(?:r|revised|note ?\d*|\d) ?[)\]]|[*†‡¹²³⁴-⁹]+$")
GLOSS = re.compile(r"\s*\(([^)]*\d[^)]*)\)")  # 2025-26 (1 April to 31 March)
DATE_WORDS = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|\d{{4}}|{M}|to|and|from|-|/|\.|,|q[1-4]|quarter|year|months?"
    r"|financial|council|ending|ended|inclusive|\s)+"
)
LEAD = re.compile(r"^(?:month|quarter|year|period|financial year|council year|for|the)?"
                  r" ?(?:of|ending|ended|to|end)?:? (?=\S)")  # fmt: skip
ENDS = re.compile(r"\b(?:ending|ended|end|to)\b")
LETTERS = re.compile(r"[^\W\d_¹²³⁴-⁹]+")
WORDS = MONTHS.keys() | {
    *("q", "qtr", "quarter", "st", "nd", "rd", "th", "fy", "to", "and", "from", "month", "months"),
    *("year", "period", "financial", "council", "ending", "ended", "end", "inclusive", "for"),
    *("the", "of", "t", "z", "p", "prov", "provisional", "r", "revised", "note"),
}
"""Every word that a period can be written with."""
FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
LENGTHS = ("week", "fortnight", "half-year", "half year", "quarter", "year")
"""What a heading can say of how long its periods are."""
MONTHS_LONG = (("12 month", "year"), ("twelve month", "year"), ("annual", "year"),
               ("3 month", "quarter"), ("three month", "quarter"), ("6 month", "half-year"),
               ("six month", "half-year"))  # fmt: skip
NAMES_DATE = re.compile(rf"{M}|\d{{4}}|q[1-4]")


def read_period(value: CellValue) -> ParsedPeriod:
    """What `value` says of a period; `NOT_A_PERIOD` where it is no period."""
    if isinstance(value, datetime | date):
        return of_day(value)
    if isinstance(value, bool):
        return NOT_A_PERIOD
    if isinstance(value, int | float):
        return parse_period_number(value)
    if not isinstance(value, str) or len(value) > 60:
        return NOT_A_PERIOD
    return READERS[year_start()](value)


def read_period_text(value: str) -> ParsedPeriod:
    """What a short text says of a period."""
    text = " ".join(visible(value).casefold().replace("–", "-").replace("—", "-").split())
    if not WORDS.issuperset(LETTERS.findall(text)):
        return NOT_A_PERIOD
    provisional = PROVISIONAL.search(text) is not None
    text = FOOTNOTE.sub("", PROVISIONAL.sub("", text).strip()).strip(" :,")
    if not text or any(int(digits) not in YEARS for digits in FOUR_DIGITS.findall(text)):
        return NOT_A_PERIOD
    return parse_period_text(text)._replace(provisional=provisional)


# By the month that years start in: files of an agency repeat their texts.
READERS: defaultdict[int, Callable[[str], ParsedPeriod]] = defaultdict(
    lambda: lru_cache(maxsize=10_000)(read_period_text)
)


def parse_period_text(text: str) -> ParsedPeriod:
    numbered = QUARTER.search(text)
    if numbered:
        rest = " ".join((text[: numbered.start()] + " " + text[numbered.end() :]).split())
        rest = AROUND.sub("", rest.replace("(", " ").replace(")", " "))
        return of_quarter(int(numbered[1] or numbered[2]), " ".join(rest.split()))
    for way in WAYS if BEGINS.match(text) else ():
        found = way(text)
        if found.has_meaning:
            return found
    gloss = GLOSS.search(text)
    if gloss and DATE_WORDS.fullmatch(gloss[1]) and NAMES_DATE.search(gloss[1]):
        return parse_period_text(GLOSS.sub("", text))
    lead = LEAD.match(text)
    if lead and lead.end():
        found = parse_period_text(text[lead.end() :])
        length = length_in(lead[0])
        if ENDS.search(lead[0]) and STARTS_A_MONTH.match(text[lead.end() :]):
            question = "A month ends on its last day. Which month is it?"
            return ParsedPeriod(question=question) if found.period else found
        if not length and lead[0].split()[-1].rstrip(":") == "to" and found.period:
            return ParsedPeriod(question="Is it this period alone, or everything up to its end?")
        if length in ("quarter", "year") and found.period and found.period.type == "month":
            return as_ending(length, found.period)
        return found
    return NOT_A_PERIOD


def length_in(words: str) -> str:
    """How long the periods are that a heading's words name: "quarter" of "Quarter ending"; ""."""
    folded = words.casefold()
    of_months = next((length for months, length in MONTHS_LONG if months in folded), "")
    if of_months or "month" in folded:
        return of_months or "month"
    return next((length for length in LENGTHS if length in folded), "")


def as_ending(length: str, last: Period) -> ParsedPeriod:
    """ "Quarter ending June 2025" is April to June 2025."""
    period = period_of(last.start, length)  # type: ignore[arg-type]
    return ParsedPeriod(period) if period.end == last.end else NOT_A_PERIOD


def of_quarter(number: int, rest: str) -> ParsedPeriod:
    first_month = (year_start() + 3 * number - 4) % 12 + 1
    if not rest:
        return ParsedPeriod(first_month=first_month, months=3, numbered=True)
    parsed = of_council_year(rest)
    parsed = parsed if parsed.period else parse_period_text(rest)
    if parsed.period and parsed.period.type == "year":
        return ParsedPeriod(quarter(parsed.period.start.year, number))
    if parsed.period and parsed.period.type == "quarter":
        return parsed if parsed.period.start.month == first_month else NOT_A_PERIOD
    if parsed.months == 3 and parsed.first_month == first_month:
        return parsed
    if parsed.year:
        starts = year(parsed.year).start
        question = (
            f"Is this quarter {number} of the council year (which starts in {starts:%B})"
            f" or of the calendar year {parsed.year}?"
        )
        calendar = period_of(date(parsed.year, 3 * number - 2, 1), "quarter")
        if calendar == quarter(parsed.year, number):
            return ParsedPeriod(calendar)
        could_mean = (quarter(parsed.year, number), calendar)
        return ParsedPeriod(year=parsed.year, question=question, could_mean=could_mean)
    return NOT_A_PERIOD


def of_two_numbers(text: str) -> ParsedPeriod:
    """04/25 is April 2025. 10/11 may be a month, a council year or a day: asked."""
    found = TWO_NUMBERS.fullmatch(text)
    if not found:
        return NOT_A_PERIOD
    number, last = int(found[1]), int(found[2])
    period = month(2000 + last, number)
    if follows(found[1], found[2]):
        return ParsedPeriod(
            question=f"Is this {period.name}, or the council year 20{found[1]}-{last}?"
        )
    if 1 <= last <= 12:
        return ParsedPeriod(
            question=f"Is this {period.name}, or a day in {month(2000, last).name.split()[0]}?"
        )
    return ParsedPeriod(period)


def of_council_year(text: str) -> ParsedPeriod:
    """2025-26, 2025/26, 25/26, 2025 to 2026."""
    found = COUNCIL_YEAR.fullmatch(text)
    if found and follows(found[1], found[2]):
        return ParsedPeriod(year(full_year(found[1])))
    return NOT_A_PERIOD


def follows(first: str, second: str) -> bool:
    long_enough = len(second) <= len(first)
    return long_enough and (full_year(first) + 1) % 100 == int(second) % 100


def of_months(text: str) -> ParsedPeriod:
    """April to June 2025, Apr-Jun 25, October 2025 to March 2026, Apr to Jun."""
    found = MONTH_TO_MONTH.fullmatch(text)
    if not found:
        return NOT_A_PERIOD
    first, last = MONTHS[found[1]], MONTHS[found[3]]
    months = (last - first) % 12 + 1
    if months not in (3, 12) or first % 3 != 1 or (months == 12 and first != 4):
        return NOT_A_PERIOD
    if found[5]:
        return in_year(ParsedPeriod(first_month=first, months=months), year(full_year(found[5])))
    if not found[4]:
        return ParsedPeriod(first_month=first, months=months) if not found[2] else NOT_A_PERIOD
    ends = full_year(found[4])
    starts = ends if last >= first else ends - 1
    if found[2] and full_year(found[2]) != starts:
        return NOT_A_PERIOD
    return ParsedPeriod(period_of(date(starts, first, 1), "quarter" if months == 3 else "year"))


def of_month(text: str) -> ParsedPeriod:
    """Apr-25, April 2025, 2025 Apr, 30 June 2025, Apr 2025/26, and "Apr" alone."""
    if text in MONTHS or text.rstrip(".") in MONTHS:
        return ParsedPeriod(first_month=MONTHS[text.rstrip(".")])
    found = MONTH_AND_YEAR.fullmatch(text)
    if found:
        return ParsedPeriod(month(full_year(found[2]), MONTHS[found[1]]))
    found = YEAR_AND_MONTH.fullmatch(text)
    if found:
        return ParsedPeriod(month(int(found[1]), MONTHS[found[2]]))
    found = MONTH_OF_COUNCIL_YEAR.fullmatch(text)
    if found and follows(found[2], found[3]):
        return in_year(ParsedPeriod(first_month=MONTHS[found[1]]), year(full_year(found[2])))
    found = DAY_MONTH_YEAR.fullmatch(text)
    return on_day(full_year(found[3]), MONTHS[found[2]], int(found[1])) if found else NOT_A_PERIOD


def of_digits(text: str) -> ParsedPeriod:
    """2025-04, 2025-04-01, 01/04/2025 (the day first), 04/2025, 202504, 2025."""
    found = YEAR_AND_DIGIT.fullmatch(text)
    if found and (int(found[1]) + 1) % 10 == int(found[2]):
        period = year(int(found[1]))
        return ParsedPeriod(question=f"Is this the council year {period.name}, or a month?")
    found = YEAR_FIRST.fullmatch(text)
    if found:
        return on_day(int(found[1]), int(found[2]), int(found[3] or 1), int(found[4] or 0))
    found = DAY_FIRST.fullmatch(text)
    if found:
        return on_day(full_year(found[3]), int(found[2]), int(found[1]), int(found[4] or 0))
    found = NUMBER_AND_YEAR.fullmatch(text)
    if found:
        return on_day(int(found[2]), int(found[1]), 1)
    return (
        parse_period_number(int(text))
        if text.isdecimal() and len(text) in (4, 5, 6)
        else NOT_A_PERIOD
    )


def of_days(text: str) -> ParsedPeriod:
    """1 April 2025 to 30 June 2025, 01/04/2025 - 30/04/2025: from a first day to a last one."""
    found = FROM_TO.fullmatch(text)
    if not found:
        return NOT_A_PERIOD
    first, last = (parse_period_text(day).period for day in found.groups())
    edges = [bool(STARTS_A_MONTH.match(day)) for day in found.groups()]
    if first is None or last is None or edges != [True, False]:
        return NOT_A_PERIOD
    periods = (first.containing(length) for length in ("month", "quarter", "year"))
    spans = (one for one in periods if (one.start, one.end) == (first.start, last.end))
    return ParsedPeriod(next(spans, None))


WAYS = (of_two_numbers, of_council_year, of_months, of_month, of_digits, of_days)


def full_year(digits: str) -> int:
    number = int(digits.lstrip("'"))
    return number if number > 99 else 2000 + number


def in_year(part: ParsedPeriod, of: Period | int) -> ParsedPeriod:
    """`part` ("Apr", "Q1") in a council year (a Period) or a calendar year (an int)."""
    if part.first_month is None:
        return part
    if isinstance(of, int) and part.numbered:
        asked = of_quarter(quarter_of(part.first_month), str(of))
        return asked._replace(provisional=part.provisional)
    if isinstance(of, int):
        starts = date(of, part.first_month, 1)
    else:
        starts = date(of.start.year + (part.first_month < of.start.month), part.first_month, 1)
    kind = {1: "month", 3: "quarter", 12: "year"}[part.months]
    return ParsedPeriod(period_of(starts, kind), provisional=part.provisional)  # type: ignore[arg-type]
