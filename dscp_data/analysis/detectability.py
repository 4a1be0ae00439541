"""What a trend could show at all: the smallest lasting change, in words a meeting can use."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from dscp_data.model.periods import PeriodType
from dscp_data.model.text import format_number, format_rounded, pluralise
from dscp_data.statistics import Detectable, detectable
from dscp_data.statistics.chart_choice import COUNTED
from dscp_data.trends.trend import Trend

PERCENT = 100.0
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
        f"signal {within}. A smaller one might not.{even_the_largest(found)}"
    )


def describe_sides(trend: Trend, found: Detectable) -> list[str]:
    """ "rise of about 12 a month (30%)" and "fall of about 9 …", in one where they are the same."""
    rise = format_size(trend, found, found.rise) if found.rise else ""
    fall = format_size(trend, found, -found.fall) if found.fall else ""
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


def format_size(trend: Trend, found: Detectable, change: float) -> str:
    """ "12 a month (30%)", "4 points (from 18% to 22%)", "0.4 years (3%)"."""
    size, indicator = abs(change), trend.indicator
    if indicator.is_percentage:
        before, after = (format_rounded(at, "%") for at in (found.level, found.level + change))
        ends = f"from {before} to {after}"
        return f"{format_number(size, decimals=1 if size < 2 else 0)} points ({ends})"
    decimals = 0 if indicator.kind in COUNTED else 1
    each = f"a {trend.period_type}" if indicator.kind in ADDED_UP else indicator.unit
    return f"{format_number(size, decimals=decimals)} {each} ({100 * size / found.level:.0f}%)"
