"""Names the signals of a series: which rule, how long, and since when.

The tooltip, the table, the finding and what is new all say these words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

import numpy as np

from dscp_data.model.periods import MONTHS_IN, Period, PeriodType, period_of
from dscp_data.model.text import format_beside, format_range, pluralise
from dscp_data.statistics.special_cause import SIGNALS
from dscp_data.statistics.verdicts import SHIFT_RUN

MONTHS_BETWEEN_RETURNS = 3
ROUNDING = 1e-9  # of a value: nearer to the mean than this is on it
NAMED = [signal for signal in SIGNALS if signal]
SIDES = {"up": 1, "down": -1}
IN_A_ROW = "in a row"
Points = Mapping[str, np.ndarray]
Run = tuple[int, int]  # the positions of its first and its last point


@dataclass(frozen=True)
class Mark:
    """A point with a signal: what is said of it."""

    period_start: np.datetime64
    value: float
    signal: str
    side: str
    mean: float
    lower_limit: float
    upper_limit: float
    effect: float


MARK = [field.name for field in fields(Mark)]


def signal_texts(points: Points, unit: str, period_type: PeriodType) -> list[str]:
    """For each of some points (columns of POINTS) its signal in words, "" where it bears none.

    As "9 months in a row above the mean of 212 (since October 2025)". Of a point that is also
    outside, or one of two near a limit, the run is named first where it is long enough to be a
    shift.
    """
    signals = points["signal"]
    texts = [""] * len(signals)
    marked = np.flatnonzero(np.isin(signals, NAMED))
    if not len(marked):
        return texts
    level_side, step = sides_of(points)
    level_side = np.where(signals == "", 0, level_side)  # every point of a run is marked
    last = np.flatnonzero(~np.isnan(complete_values_of(points)))[-1]
    is_recent = not points["stale"].any()
    for place in marked.tolist():
        point = Mark(*(points[name][place] for name in MARK))
        is_trend = point.signal == "trend"
        run = run_around(place, step if is_trend else level_side, point)
        length = run[1] - run[0] + 1
        parts = []
        if point.signal in ("shift", "trend") or length >= SHIFT_RUN:
            when = format_span(points, run, period_type, goes_on=run[1] == last and is_recent)
            named = f"{pluralise(length, period_type)} {IN_A_ROW}"
            parts.append(f"{named} {format_direction(point, unit)} ({when})")
        if point.signal not in ("shift", "trend"):
            parts.append(describe_limits(point, unit, period_type))
        texts[place] = ", and ".join(parts)
    return texts


def is_stale(last: date, newest: date, period_type: PeriodType) -> bool:
    """Whether the last final period of a series, by its first day, is older than the return that is
    due next: it ends over three months, or one longer period, before the `newest` day that figures
    are held for."""
    end = Period(last, period_type).end
    behind = 12 * (newest.year - end.year) + newest.month - end.month
    return behind > max(MONTHS_BETWEEN_RETURNS, MONTHS_IN[period_type])


def complete_values_of(points: Points) -> np.ndarray:
    final = points["complete"].astype(bool) & ~points["provisional"].astype(bool)
    return np.where(final, points["value"], np.nan).astype(float)


def sides_of(points: Points) -> tuple[np.ndarray, np.ndarray]:
    """For each point its side of the mean, and the way from the point before: 1, -1 or 0.

    0 where there is none: on the mean, at a gap, and for the way where a new baseline starts.
    """
    effect = points["effect"].astype(float)  # judged is what a month is without it
    values = complete_values_of(points) - effect
    mean = points["mean"].astype(float) - effect
    step = np.diff(values, prepend=np.nan)
    step[points["rebased"].astype(bool)] = np.nan
    near = ROUNDING * np.nan_to_num(np.abs(values))
    return signs(values - mean, near), signs(step, near)


def signs(difference: np.ndarray, near: np.ndarray) -> np.ndarray:
    known = np.nan_to_num(difference)
    return np.where(np.abs(known) > near, np.sign(known), 0)


def run_around(place: int, sides: np.ndarray, point: Mark) -> Run:
    """The run that a marked point is of. A trend begins with the point before its first step."""
    side, is_trend = SIDES[point.side], point.signal == "trend"
    first = last = place
    while first > 0 and sides[first if is_trend else first - 1] == side:
        first -= 1
    while last + 1 < len(sides) and sides[last + 1] == side:
        last += 1
    return first, last


def format_direction(point: Mark, unit: str) -> str:
    up = point.side == "up"
    if point.signal == "trend":
        return "rising" if up else "falling"
    side = "above" if up else "below"
    if point.effect:
        return f"{side} the mean for the time of year"
    return f"{side} the mean of {format_beside(point.mean, point.value, unit)}"


def format_span(points: Points, run: Run, period_type: PeriodType, *, goes_on: bool) -> str:
    """As "since October 2025", or "October 2025 to April 2026" where it is over."""
    first, last = (
        period_of(day_of(points["period_start"][place]), period_type).name for place in run
    )
    return f"since {first}" if goes_on else f"{first} to {last}"


def describe_limits(point: Mark, unit: str, period_type: PeriodType) -> str:
    up = point.side == "up"
    usual = (
        f"usual range{format_time_of_year(point)} of "
        f"{format_range(point.lower_limit, point.upper_limit, point.value, unit)}"
    )
    if point.signal == "outside":
        return f"{'above' if up else 'below'} the {usual}"
    end = "upper" if up else "lower"
    return f"near the {end} end of the {usual} in 2 of 3 {period_type}s"


def format_time_of_year(point: Mark) -> str:
    """ " for August" where the usual range moves with the time of year, else ""."""
    return f" for {day_of(point.period_start):%B}" if point.effect else ""


def day_of(start: np.datetime64) -> date:
    day: date = start.astype("datetime64[D]").item()
    return day
