"""When to offer a new baseline: after a long shift that is still going on.

Source: NHS England Making Data Count, which starts a new baseline where a change lasts and its
cause is known. How long is ours: twice the run of a shift, so that the new baseline has the 13
points that limits need.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dscp_data.model.periods import Period, PeriodType, period_of
from dscp_data.model.text import pluralise
from dscp_data.trends.trend import Trend

LONG_SHIFT = 14  # points


@dataclass(frozen=True)
class LongShift:
    """The last points of a trend, all on one side ("up" or "down") of the mean of its baseline."""

    start: Period
    points: int
    side: str
    period_type: PeriodType


def long_shift(trend: Trend) -> LongShift | None:
    """The long shift that a trend ends with, if it does. A gap or a new baseline breaks it.

    A trend that ends with figures not yet complete is judged by those before.
    """
    latest, points = trend.latest, trend.points
    if latest is None or np.isnan(latest.lower_limit):
        return None
    sound = points["value"].where(points["complete"].astype(bool)).to_numpy(dtype=float)
    last = int(np.flatnonzero(~np.isnan(sound))[-1])
    side = np.sign(np.nan_to_num(sound - points["mean"].to_numpy(dtype=float)))[: last + 1]
    baseline = points["rebased"].to_numpy(dtype=bool).cumsum()[: last + 1]
    breaks = np.flatnonzero((side != side[-1]) | (baseline != baseline[-1]))
    first = int(breaks[-1]) + 1 if len(breaks) else 0
    count = last + 1 - first
    if side[-1] == 0 or count < LONG_SHIFT:
        return None
    start = period_of(points["period_start"].iloc[first].date(), trend.period_type)
    return LongShift(start, count, "up" if side[-1] > 0 else "down", trend.period_type)


def suggestion(shift: LongShift) -> str:
    """As "The last 15 months are all above the mean. If you know why, you can start …"."""
    side = "above" if shift.side == "up" else "below"
    return (
        f"The last {pluralise(shift.points, shift.period_type)} are all {side} the mean. "
        f"If you know why, you can start a new baseline from {shift.start.name}."
    )
