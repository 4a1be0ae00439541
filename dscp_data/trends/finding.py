"""What a trend says, in one sentence made by rules: never more than the statistics carry."""

from __future__ import annotations

from typing import Literal

import numpy as np

from dscp_data.periods import MONTHS_IN, Period, PeriodType, add_months
from dscp_data.trends.trend import Point, Trend
from dscp_data.words import change, counted, level, said

Status = Literal[
    "improvement", "concern", "up", "down", "common cause", "too few points", "no figures"
]
STATUS_WORDS: dict[Status, str] = {
    "improvement": "Improvement",
    "concern": "Concern",
    "up": "Higher than usual",
    "down": "Lower than usual",
    "common cause": "Usual range",
    "too few points": "Too few points",
    "no figures": "No figures",
}
SIGNAL_WORDS = {
    "outside": "outside the usual range",
    "trend": "a run of rises or falls",
    "two-of-three": "two of three points near a limit",
    "shift": "a run on one side of the mean",
    "": "",
}


def status(trend: Trend) -> Status:
    """How the last complete point stands: its variation, or why that cannot be said."""
    latest = trend.latest
    if latest is None:
        return "no figures"
    if not trend.choice.has_limits or np.isnan(latest.lower_limit):
        return "too few points"
    return latest.direction or "common cause"  # type: ignore[return-value]


def finding(trend: Trend) -> str:
    """One sentence with the indicator's name: the title of its chart."""
    return f"{trend.name}: {stands_in_words(trend)}"


def stands_in_words(trend: Trend) -> str:
    """What the last complete point says against what is usual."""
    latest = trend.latest
    if latest is None:
        return trend.note if trend.is_withheld else "no complete figures in this selection"
    if latest.signal:
        return signal_in_words(trend, latest)
    return f"{value_in_words(trend, latest)}{against_usual(trend, latest)}"


def value_in_words(trend: Trend, point: Point) -> str:
    return f"{point_in_words(trend, point)} in {point.period.name}"


def point_in_words(trend: Trend, point: Point) -> str:
    return said(point.value_says, point.value, trend.indicator.unit)


def change_in_words(trend: Trend) -> str:
    """The change on a year; percentages for a wider audience are whole."""
    whole = trend.audience == "viewer"
    return change(trend.change_on_year, trend.indicator.unit, whole)


def against_usual(trend: Trend, point: Point) -> str:
    if trend.choice.chart == "too few":
        return ". Counts this small have no usual range"
    if not trend.choice.has_limits:
        return f". {counted(trend.choice.points, 'point')} so far: too few to say what is usual"
    if np.isnan(point.lower_limit):
        return ", the same as in every period before"
    return f", inside the usual range of {usual_range(trend, point)}"


def usual_range(trend: Trend, point: Point) -> str:
    """ "15% to 22%", "180 to 244"."""
    unit = trend.indicator.unit
    return f"{level(point.lower_limit, unit)} to {level(point.upper_limit, unit)}"


def signal_in_words(trend: Trend, point: Point) -> str:
    """The signal on the last point, named: what, how long, since when."""
    unit = trend.indicator.unit
    many = counted(point.sequence, trend.period_type)
    if point.signal == "outside":
        side = "above" if point.side == "up" else "below"
        usual = usual_range(trend, point)
        return f"{value_in_words(trend, point)}, {side} the usual range of {usual}"
    if point.signal == "trend":
        way = "rising" if point.side == "up" else "falling"
        return f"{way} for {many} in a row, since {since(point, trend.period_type).name}"
    if point.signal == "two-of-three":
        end = "upper" if point.side == "up" else "lower"
        return (
            f"{value_in_words(trend, point)}, near the {end} end of the usual range of "
            f"{usual_range(trend, point)} in 2 of 3 {trend.period_type}s"
        )
    side = "above" if point.side == "up" else "below"
    start = since(point, trend.period_type).name
    return f"{side} the mean of {level(point.mean, unit)} for {many} in a row, since {start}"


def since(point: Point, period_type: PeriodType) -> Period:
    """The first period of the run that the point ends."""
    months = MONTHS_IN[period_type] * (point.sequence - 1)
    return Period(add_months(point.period.start, -months), period_type)
