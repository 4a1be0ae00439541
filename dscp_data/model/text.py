"""Formats numbers, dates, changes and lists in plain English (GOV.UK style)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime

from dscp_data.model.clock import london_from_utc

NARROW = 5  # a range less wide than this says little in whole numbers


def format_number(value: float | None, unit: str = "", decimals: int | None = None) -> str:
    """ "1,234", "18.7%", "16.4 years"; "–" where there is no value.

    Counts are whole, percentages have one decimal and averages two, unless `decimals` says.
    """
    if value is None or math.isnan(value):
        return "–"
    if unit == "%":
        return f"{value:,.{1 if decimals is None else decimals}f}%"
    if decimals is None:
        decimals = 0 if value == round(value) else 1
    return f"{value:,.{decimals}f}"


def value_or_text(words: str, value: float | None, unit: str = "") -> str:
    """The words in place of a number, as "1 to 7"; without any, the number."""
    return words or format_number(value, unit)


def format_rounded(value: float, unit: str) -> str:
    """A mean or a limit in a sentence, where decimals distract: "22%", "4.3"; "–" for none."""
    is_whole = abs(value) >= 10 or round(float(value), 1).is_integer()
    return format_number(value, unit, decimals=0 if is_whole else 1)


def format_beside(level: float, value: float, unit: str) -> str:
    """A mean or a limit in a sentence with a value, to as many decimals as keep it true: 15.4% is
    "below 15.5%" and not below 15%. At most two decimals; "–" for none."""
    return format_to(level, unit, decimals_beside([level], value, unit))


def format_range(lower: float, upper: float, value: float, unit: str) -> str:
    """ "15% to 22%", "16.1 to 16.6": two limits to as many decimals as keep what they say of a
    value true, and as a narrow range needs. `value` is NaN where there is none."""
    decimals = decimals_beside([lower, upper], value, unit)
    if upper - lower < NARROW and not (float(lower).is_integer() and float(upper).is_integer()):
        decimals = max(decimals, 1)
    return f"{format_to(lower, unit, decimals)} to {format_to(upper, unit, decimals)}"


def decimals_beside(levels: Sequence[float], value: float, unit: str) -> int:
    """The fewest decimals, of 0 to 2, at which each level lies on its own side of a shown value."""
    shown = float(value) if math.isnan(value) else shown_number(value, unit)
    for decimals in (0, 1):
        rounded = [round(float(level), decimals) for level in levels]
        if all(
            math.isnan(shown) or math.isnan(level) or sign_of(at - shown) == sign_of(level - value)
            for at, level in zip(rounded, levels, strict=True)
        ):
            return decimals
    return 2


def shown_number(value: float, unit: str) -> float:
    """The number that `format_number` writes."""
    return round(float(value), 1 if unit == "%" or value != round(value) else 0)


def sign_of(difference: float) -> int:
    return int(difference > 0) - int(difference < 0)


def format_to(level: float, unit: str, decimals: int) -> str:
    """Rounded as `format_rounded` does, but to so many decimals where that is more."""
    if math.isnan(level):
        return "–"
    return format_number(level, unit, decimals) if decimals else format_rounded(level, unit)


def format_as_set(value: float, unit: str) -> str:
    """What was set, such as a target, with no decimals of its own: "20%", "17.5%", "1,200"."""
    return format_number(value, unit, decimals=0 if value == round(value) else 1)


def format_exact(number: float) -> str:
    """A figure as its sender writes it, with all of its decimals up to four: "1,234", "12.5"."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.4f}".rstrip("0")


def format_change(difference: float | None, unit: str, whole: bool = False) -> str:
    """A difference with its sign: "+12", "−4.6 points", "no change"; "–" where it is not known.

    `whole` is for percentages that are whole themselves.
    """
    if difference is None or math.isnan(difference):
        return "–"
    size = format_number(abs(difference), "", (0 if whole else 1) if unit == "%" else None)
    if float(size.replace(",", "")) == 0:
        return "no change"
    sign = "+" if difference > 0 else "−"
    return f"{sign}{size} points" if unit == "%" else f"{sign}{size}"


def format_date(when: date) -> str:
    """ "1 April 2025": a date as it is, a stored time by the clock in London."""
    shown = london_from_utc(when) if isinstance(when, datetime) else when
    return f"{shown.day} {shown:%B %Y}"


def format_datetime(stored: datetime) -> str:
    """ "1 April 2025 at 9:05am", by the clock in London."""
    shown = london_from_utc(stored)
    half = "am" if shown.hour < 12 else "pm"
    return f"{format_date(stored)} at {(shown.hour - 1) % 12 + 1}:{shown:%M}{half}"


def join_list(names: Sequence[str], joined_by: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joined_by} {names[-1]}"


def pluralise(count: int, one: str, many: str = "") -> str:
    """ "1 return", "2 returns", "2 agencies" where the plural is given."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def capitalise(words: str) -> str:
    """The words as a sentence begins; only their first letter changes."""
    return words[:1].upper() + words[1:]
