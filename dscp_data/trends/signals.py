"""Names the signals of a series: which rule, how long, and since when.

The tooltip, the table, the finding and what is new all say these words.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dscp_data.model.periods import MONTHS_IN, Period, PeriodType, period_of
from dscp_data.model.text import format_beside, format_range, pluralise
from dscp_data.statistics.special_cause import SIGNALS
from dscp_data.statistics.verdicts import SHIFT_RUN

MONTHS_BETWEEN_RETURNS = 3
ROUNDING = 1e-9  # of a value: nearer to the mean than this is on it
NAMED = [signal for signal in SIGNALS if signal]
SIDES = {"up": 1, "down": -1}
IN_A_ROW = "in a row"
LEVELS = ["mean", "lower_limit", "upper_limit", "effect"]
MARK = ["period_start", "value", "signal", "side", *LEVELS]  # what is said of a marked point
Run = tuple[int, int]  # the positions of its first and its last point


def signal_texts(points: pd.DataFrame, unit: str, period_type: PeriodType) -> list[str]:
    """For each of some points (columns of POINTS) its signal in words, "" where it bears none.

    As "9 months in a row above the mean of 212 (since October 2025)". Of a point that is also
    outside, or one of two near a limit, the run is named first where it is long enough to be a
    shift.
    """
    texts = [""] * len(points)
    signals = points["signal"].to_numpy()
    marked = np.flatnonzero(np.isin(signals, NAMED))
    if not len(marked):
        return texts
    level_side, step = sides_of(points)
    level_side = np.where(signals == "", 0, level_side)  # every point of a run is marked
    last = np.flatnonzero(~np.isnan(complete_values_of(points)))[-1]
    is_recent = not points["stale"].eq(True).any()
    marks = points[MARK].iloc[marked].itertuples(index=False)
    for place, point in zip(map(int, marked), marks, strict=True):
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


def complete_values_of(points: pd.DataFrame) -> np.ndarray:
    final = points["complete"].astype(bool) & ~points["provisional"].astype(bool)
    return points["value"].where(final).to_numpy(dtype=float)


def sides_of(points: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """For each point its side of the mean, and the way from the point before: 1, -1 or 0.

    0 where there is none: on the mean, at a gap, and for the way where a new baseline starts.
    """
    effect = points["effect"].to_numpy(dtype=float)  # judged is what a month is without it
    values = complete_values_of(points) - effect
    mean = points["mean"].to_numpy(dtype=float) - effect
    step = np.diff(values, prepend=np.nan)
    step[points["rebased"].to_numpy(dtype=bool)] = np.nan
    near = ROUNDING * np.nan_to_num(np.abs(values))
    return signs(values - mean, near), signs(step, near)


def signs(difference: np.ndarray, near: np.ndarray) -> np.ndarray:
    known = np.nan_to_num(difference)
    return np.where(np.abs(known) > near, np.sign(known), 0)


def run_around(place: int, sides: np.ndarray, point: Any) -> Run:
    """The run that a marked point is of. A trend begins with the point before its first step."""
    side, is_trend = SIDES[point.side], point.signal == "trend"
    first = last = place
    while first > 0 and sides[first if is_trend else first - 1] == side:
        first -= 1
    while last + 1 < len(sides) and sides[last + 1] == side:
        last += 1
    return first, last


def format_direction(point: Any, unit: str) -> str:
    up = point.side == "up"
    if point.signal == "trend":
        return "rising" if up else "falling"
    side = "above" if up else "below"
    if point.effect:
        return f"{side} the mean for the time of year"
    return f"{side} the mean of {format_beside(point.mean, point.value, unit)}"


def format_span(points: pd.DataFrame, run: Run, period_type: PeriodType, *, goes_on: bool) -> str:
    """As "since October 2025", or "October 2025 to April 2026" where it is over."""
    first, last = (
        period_of(points["period_start"].iloc[place].date(), period_type).name for place in run
    )
    return f"since {first}" if goes_on else f"{first} to {last}"


def describe_limits(point: Any, unit: str, period_type: PeriodType) -> str:
    up = point.side == "up"
    usual = (
        f"usual range{format_time_of_year(point)} of "
        f"{format_range(point.lower_limit, point.upper_limit, point.value, unit)}"
    )
    if point.signal == "outside":
        return f"{'above' if up else 'below'} the {usual}"
    end = "upper" if up else "lower"
    return f"near the {end} end of the {usual} in 2 of 3 {period_type}s"


def format_time_of_year(point: Any) -> str:
    """ " for August" where the usual range moves with the time of year, else ""."""
    return f" for {point.period_start:%B}" if point.effect else ""
