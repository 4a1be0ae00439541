"""What a trend says, in one sentence made by rules: never more than the statistics carry."""

from __future__ import annotations

from typing import Literal

import numpy as np

from dscp_data.model.text import format_change, format_rounded, pluralise, value_or_text
from dscp_data.trends.point import Point
from dscp_data.trends.trend import Trend

Status = Literal[
    "improvement",
    "concern",
    "up",
    "down",
    "common cause",
    "not clear",
    "too few points",
    "no figures",
]
STATUS_WORDS: dict[Status, str] = {
    "improvement": "Improvement",
    "concern": "Concern",
    "up": "Higher than usual",
    "down": "Lower than usual",
    "common cause": "Usual range",
    "not clear": "No clear signal",
    "too few points": "Too few points",
    "no figures": "No figures",
}


def status(trend: Trend) -> Status:
    """How the last complete point stands: its variation, or why that cannot be said."""
    latest = trend.latest
    if latest is None:
        return "no figures"
    if not trend.choice.has_limits or np.isnan(latest.lower_limit):
        return "too few points"
    if trend.audience == "protected":
        return latest.direction or "not clear"  # type: ignore[return-value]
    return latest.direction or "common cause"  # type: ignore[return-value]


def finding(trend: Trend) -> str:
    """One sentence with the indicator's name: the title of its chart."""
    return f"{trend.name}: {describe_latest(trend)}"


def describe_latest(trend: Trend) -> str:
    """What the last complete point says against what is usual."""
    latest = trend.latest
    if latest is None:
        return trend.note if trend.is_withheld else "no complete figures in this selection"
    if latest.signal:
        return describe_signal(trend, latest)
    return f"{format_value(trend, latest)}{describe_position(trend, latest)}"


def format_value(trend: Trend, point: Point) -> str:
    return f"{format_point(trend, point)} in {point.period.name}"


def format_point(trend: Trend, point: Point) -> str:
    return value_or_text(point.value_says, point.value, trend.indicator.unit)


def describe_change(trend: Trend) -> str:
    """The change on a year; percentages for a wider audience are whole."""
    whole = trend.audience == "protected"
    return format_change(trend.change_on_year, trend.indicator.unit, whole)


def describe_position(trend: Trend, point: Point) -> str:
    if trend.audience == "protected" and trend.choice.has_limits:
        return ". Rounded figures show no clear signal"
    if trend.choice.chart == "too few":
        return ". The counts are too small to give a usual range"
    if not trend.choice.has_limits:
        return (
            f". {pluralise(trend.choice.points, 'point')} so far, which is too few to show a "
            "usual range"
        )
    if trend.choice.trial:
        return ". The new baseline is too short to show a usual range"
    if np.isnan(point.lower_limit):
        return ", the same as every earlier period"
    return f", within the usual range of {describe_usual_range(trend, point)}"


def describe_usual_range(trend: Trend, point: Point) -> str:
    """ "15% to 22%", "180 to 244"."""
    unit = trend.indicator.unit
    return f"{format_rounded(point.lower_limit, unit)} to {format_rounded(point.upper_limit, unit)}"


def describe_signal(trend: Trend, point: Point) -> str:
    """The signal on a point, named; with its value where the signal is the point's own."""
    places = trend.points["period_start"].eq(np.datetime64(point.period.start))
    named = trend.signals[int(np.flatnonzero(places)[0])]
    if point.signal in ("shift", "trend"):
        return named
    return f"{format_value(trend, point)}, {named}"
