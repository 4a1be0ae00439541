"""Describes the smallest sustained change that a trend would probably show."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dscp_data.model.periods import PeriodType
from dscp_data.model.text import format_number, format_rounded, pluralise
from dscp_data.statistics import Detectable, detectable
from dscp_data.statistics.chart_choice import COUNTED
from dscp_data.trends.trend import Trend

PERCENT = 100.0
ROUNDED = 5  # a percentage of change, whose size is an estimate, is rounded to this
BY_CHANCE = "About 3 in 100 series without any change would show one too."
EACH_PERIOD: dict[PeriodType, str] = {"month": "Monthly", "quarter": "Quarterly", "year": "Yearly"}
ADDED_UP = ("count", "distinct")  # numbers "a month", where a snapshot or a mean is only a number


def smallest_detectable_change(trend: Trend) -> Detectable | None:
    """The smallest lasting change that the trend's own chart would show, in the indicator's unit.

    It rests on the complete points since the last rebase. None where the chart has no limits to
    show it by.
    """
    if trend.choice.chart in ("table", "too few"):
        return None
    points = since_rebase(trend.points)
    if not trend.indicator.is_percentage:
        return detectable(points["value"], counted=trend.indicator.kind in COUNTED)
    known = points[points["value"].notna()]
    found = detectable(numerators=known["numerator"], denominators=known["denominator"])
    return found and percent_change(found)


def since_rebase(points: pd.DataFrame) -> pd.DataFrame:
    """The complete points since the last new baseline."""
    baseline = points["rebased"].astype(bool).cumsum()
    return points[(baseline == baseline.max()) & points["complete"].astype(bool)]


def percent_change(found: Detectable) -> Detectable:
    return replace(
        found,
        level=PERCENT * found.level,
        rise=None if found.rise is None else PERCENT * found.rise,
        fall=None if found.fall is None else PERCENT * found.fall,
    )


def describe_detectable(trend: Trend, found: Detectable | None) -> str:
    """What would most likely show and what might not; "" where a table says all there is."""
    if found is None:
        return nothing_shows(trend)
    within = f"within {pluralise(found.periods, trend.period_type)}"
    sides = describe_sides(trend, found)
    if not sides:
        return f"With numbers this size, no sustained change would reliably show {within}."
    return (
        f"With numbers this size, a sustained {' or a '.join(sides)} would probably show as a "
        f"signal {within}. A smaller one might not.{even_the_largest(found)} {BY_CHANCE}"
    )


def describe_sides(trend: Trend, found: Detectable) -> list[str]:
    """ "rise of about 20 to 40% (8 to 16 a month)" and "fall of …", in one where they are alike."""
    rise = format_size(trend, found, found.rise) if found.rise else ""
    fall = format_size(trend, found, found.fall) if found.fall else ""
    if rise == fall and rise:
        return [f"rise or fall of about {rise}"]
    sized = (("rise", rise), ("fall", fall))
    return [f"{side} of about {size}" for side, size in sized if size]


def even_the_largest(found: Detectable) -> str:
    if found.fall is None:
        return " Even a fall to zero might not."
    return " Even a rise to 100% might not." if found.rise is None else ""


def nothing_shows(trend: Trend) -> str:
    if trend.choice.chart != "too few":
        return ""
    return (
        f"{EACH_PERIOD[trend.period_type]} counts are too small for limits, so no change would "
        "show as a signal. Look at each case on its own and do not infer a trend."
    )


def format_size(trend: Trend, found: Detectable, size: float) -> str:
    """The range that a size may have: "20 to 40% (8 to 16 a month)", "3 to 5 points on 18%".

    The size rests on a spread that is estimated from the points so far.
    """
    ends = [size * (1 - found.uncertainty), size * (1 + found.uncertainty)]
    indicator = trend.indicator
    if indicator.is_percentage:
        low, high = (format_number(end, decimals=0 if size >= 2 else 1) for end in ends)
        return f"{join_range(low, high)} points on {format_rounded(found.level, '%')}"
    decimals = 0 if indicator.kind in COUNTED else 1
    each = f"a {trend.period_type}" if indicator.kind in ADDED_UP else indicator.unit
    low, high = (format_number(end, decimals=decimals) for end in ends)
    shares = (f"{max(ROUNDED * round(100 * end / found.level / ROUNDED), 1):.0f}" for end in ends)
    return f"{join_range(*shares)}% ({join_range(low, high)} {each})"


def join_range(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"
