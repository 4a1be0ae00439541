"""One-sentence summary of a trend, generated from its statistics."""

from __future__ import annotations

from typing import Literal

import numpy as np

from dscp_data.model.text import (
    format_change,
    format_number,
    format_range,
    pluralise,
    value_or_text,
)
from dscp_data.statistics.verdicts import WIDEST_SHARE
from dscp_data.trends.point import Point
from dscp_data.trends.signals import IN_A_ROW
from dscp_data.trends.trend import NOT_BY_LOCALITY, Trend

Status = Literal[
    "improvement",
    "concern",
    "up",
    "down",
    "common cause",
    "not judged",
    "not clear",
    "too few points",
    "no figures",
    "not by locality",
]
STATUS_WORDS: dict[Status, str] = {
    "improvement": "Improvement",
    "concern": "Concern",
    "up": "Higher than usual",
    "down": "Lower than usual",
    "common cause": "Usual range",
    "not judged": "Not judged",
    "not clear": "No clear signal",
    "too few points": "Too few points",
    "no figures": "No figures",
    "not by locality": "Not by locality",
}
MOVED: tuple[Status, ...] = ("concern", "improvement", "up", "down")


def status(trend: Trend) -> Status:
    """The last complete and final point in words: its variation, or why that cannot be said."""
    point = trend.judged
    if trend.latest is None:
        return "not by locality" if trend.note == NOT_BY_LOCALITY else "no figures"
    if not trend.choice.has_limits or (point and np.isnan(point.lower_limit)):
        return "too few points"
    if point is None or not trend.is_judged or trend.is_stale or is_wide(trend, point):
        return "not judged"
    if trend.audience == "protected":
        return point.direction or "not clear"  # type: ignore[return-value]
    return point.direction or "common cause"  # type: ignore[return-value]


def describe_status(trend: Trend) -> str:
    """The status in words, with the month it is of where a newer figure is provisional:
    "Improvement, to August 2026"."""
    word, point, latest = STATUS_WORDS[status(trend)], trend.judged, trend.latest
    if point is None or latest is None or point.period == latest.period:
        return word
    return f"{word}, to {point.period.name}" if trend.choice.has_limits else word


def is_wide(trend: Trend, point: Point) -> bool:
    """Whether the usual range of a share is too wide to tell anything."""
    width = point.upper_limit - point.lower_limit
    return trend.indicator.is_percentage and bool(width > WIDEST_SHARE)


def finding(trend: Trend) -> str:
    """One sentence with the indicator's name: the title of its chart."""
    return f"{trend.name}: {describe_latest(trend)}"


def describe_latest(trend: Trend) -> str:
    """What the last complete and final point says against what is usual, and a newer provisional
    one beside it."""
    latest, judged = trend.latest, trend.judged
    if latest is None:
        has_reason = trend.is_withheld or trend.note == NOT_BY_LOCALITY
        return trend.note if has_reason else "no complete figures in this selection"
    if judged is None or judged.period == latest.period or not trend.choice.has_limits:
        return describe_point(trend, latest)
    return (
        f"{describe_point(trend, judged)}; {format_value(trend, latest)} is not judged until it is "
        "final"
    )


def describe_point(trend: Trend, point: Point) -> str:
    """ "290 in August 2026, within the usual range for August of 279 to 408"."""
    if point.signal:
        text = describe_signal(trend, point)
    else:
        position = describe_position(trend, point)
        text = f"{format_value(trend, point)}{position}{describe_season(trend)}"
    return f"{text}; no complete figure since" if trend.is_stale else text


def format_value(trend: Trend, point: Point) -> str:
    """ "290 in August 2026", "3 of 4 in March 2026", "12 in May 2026 (provisional)"."""
    provisional = " (provisional)" if point.provisional else ""
    return f"{format_point(trend, point)} in {point.period.name}{provisional}"


def format_point(trend: Trend, point: Point) -> str:
    return value_or_text(point.value_text, point.value, trend.indicator.unit)


def describe_change(trend: Trend) -> str:
    """The change on a year and how sure it is: "+6, no clear change", "−210 (−63% to −31%)",
    "+13.2 points (+2 to +24)", "from 0 of 5 to 3 of 4, no clear change". Percentages for a wider
    audience are whole, and without interval."""
    is_protected = trend.audience == "protected"
    unit = trend.indicator.unit
    text, interval = format_change(trend.change_on_year, unit, is_protected), trend.change_interval
    before, latest, points = trend.year_before, trend.latest, ""
    if interval and before and latest and (before.value_text or latest.value_text):
        text = f"from {format_point(trend, before)} to {format_point(trend, latest)}"
        points = " points"
    if interval is None:
        return text
    if interval.holds_none:
        return "no clear change" if text == "no change" else f"{text}, no clear change"
    percent = "" if unit == "%" else "%"
    low, high = (format_signed(100 * end, percent) for end in interval)
    return f"{text} ({low} to {high}{points})"


def format_signed(number: float, unit: str) -> str:
    """ "+24", "−31%"; a limit that is open is said to be."""
    if np.isinf(number):
        return "any rise"
    return f"{'+' if number >= 0 else '−'}{abs(number):,.0f}{unit}"


def describe_position(trend: Trend, point: Point) -> str:
    if trend.audience == "protected" and trend.choice.has_limits:
        return ". Rounded figures show no clear signal"
    if trend.choice.chart == "too few":
        if trend.indicator.is_percentage:
            return ". Most of these percentages are 0% or 100%, too few to give a usual range"
        return ". The counts are too small to give a usual range"
    if not trend.choice.has_limits:
        return (
            f". {pluralise(trend.choice.points, 'point')} so far, which is too few to show a "
            "usual range"
        )
    if trend.choice.trial:
        return ". The new baseline is too short to show a usual range"
    if point.provisional:
        return ", not judged until it is final"
    if is_wide(trend, point):
        return ". The usual range is too wide to tell"
    if not trend.is_judged:
        return f". Signals are judged by {trend.indicator.judged_by}"
    if np.isnan(point.lower_limit):
        return ", the same as every earlier period"
    when = f" for {point.period.start:%B}" if point.effect else ""
    return f", within the usual range{when} of {describe_usual_range(trend, point)}"


def describe_season(trend: Trend) -> str:
    """ ", as in each August (2023: 337, 2024: 334)" where the time of year explains the latest
    value; "" where it does not, and for a wider audience."""
    point, years = trend.judged, trend.usual_month
    if point is None or not years or trend.audience == "protected":
        return ""
    unit = trend.indicator.unit
    text = ", ".join(f"{year}: {format_number(value, unit)}" for year, value in years)
    return f", as in each {point.period.start:%B} ({text})"


def describe_usual_range(trend: Trend, point: Point) -> str:
    """ "15% to 22%", "180 to 244"."""
    unit = trend.indicator.unit
    return format_range(point.lower_limit, point.upper_limit, point.value, unit)


def describe_signal(trend: Trend, point: Point) -> str:
    """The signal on a point, named; with its value where the signal is the point's own and not
    first that of a run."""
    places = trend.points["period_start"].eq(np.datetime64(point.period.start))
    named = trend.signals[int(np.flatnonzero(places)[0])]
    if IN_A_ROW in named:
        return named
    return f"{format_value(trend, point)}, {named}"
