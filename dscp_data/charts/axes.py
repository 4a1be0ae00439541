"""Axis ticks and labels, decided here rather than in the browser: few, round and apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from dscp_data.model.periods import (
    Period,
    PeriodType,
    council_quarter,
    council_year,
    period_of,
    periods_between,
    year_start,
)

MOST_TICKS = 6
# Steps in periods, and the period that a step begins at: April, the first quarter.
STEPS: dict[PeriodType, tuple[int, ...]] = {
    "month": (1, 2, 3, 6, 12, 24, 60),
    "quarter": (1, 2, 4, 8, 20),
    "year": (1, 2, 5, 10),
}
MOST_LABELS: dict[PeriodType, int] = {"month": 9, "quarter": 7, "year": 8}


class Scale(NamedTuple):
    """A y axis in the unit of the values: its ends and the step between its ticks."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        count = round((self.high - self.low) / self.step)
        return [round(self.low + number * self.step, 10) for number in range(count + 1)]


def scale_for(
    values: Iterable[float],
    percent: bool,
    from_zero: bool,
    whole: bool = False,
    most: int = MOST_TICKS,
) -> Scale:
    """Round ends and at most `most` ticks around all values; a percentage never passes 100.

    `whole`: ticks only at whole numbers, as counts have them.
    """
    known = [value for value in values if not math.isnan(value)]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    low = 0.0 if from_zero else low
    if high <= low:
        high = low + 1.0
    step = round_step((high - low) / (most - 1))
    step = max(step, 1.0) if whole else step
    while math.ceil(high / step) - math.floor(low / step) > most - 1:
        step = round_step(step * 1.01)
    top = math.ceil(round(high / step, 9)) * step
    if percent and high <= 100 < top:
        top = 100.0 if 100 % step == 0 else top
    return Scale(math.floor(low / step) * step, round(top, 10), step)


def round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5 (20 and more) or 5 times a power of ten that is not below."""
    power = 10.0 ** math.floor(math.log10(least))
    for size in (1, 2, 2.5, 5, 10):
        step = size * power
        if step >= least * (1 - 1e-9) and not (size == 2.5 and power < 10):
            return round(step, 10)
    raise AssertionError(least)


def spaced(heights: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Heights moved as little as they must so that no two are nearer than `gap`, all inside.

    NaN stays NaN. Too many to fit are spread evenly from `low` to `high`.
    """
    drawn = sorted((h, place) for place, h in enumerate(heights) if not math.isnan(h))
    if len(drawn) > 1:
        gap = min(gap, (high - low) / (len(drawn) - 1))
    groups: list[tuple[float, int]] = []  # middle and how many share it
    for height, _ in drawn:
        middle, count = height, 1
        while groups and middle - groups[-1][0] < gap * (count + groups[-1][1]) / 2:
            before, many = groups.pop()
            middle = (before * many + middle * count) / (many + count)
            count += many
            half = gap * (count - 1) / 2
            middle = min(max(middle, low + half), high - half)
        groups.append((middle, count))
    moved = [m + gap * (n - (count - 1) / 2) for m, count in groups for n in range(count)]
    found = list(map(float, heights))
    for (_, place), height in zip(drawn, moved, strict=True):
        found[place] = min(max(height, low), high)
    return found


def every_period(starts: np.ndarray, period_type: PeriodType) -> list[Period]:
    """Each period from the first to the last (datetime64), with those that the series leaves
    out."""
    if not len(starts):
        return []
    first, last = np.array([starts.min(), starts.max()]).astype("datetime64[D]").tolist()
    return list(periods_between(period_of(first, period_type), period_of(last, period_type)))


def axis_labels(periods: Sequence[Period], most: int | None = None) -> tuple[str, ...]:
    """The short names that an axis shows: evenly apart, from April or Q1 where they are thinned."""
    if not periods:
        return ()
    type = periods[0].type
    most = most or MOST_LABELS[type]
    for step in STEPS[type]:
        shown = [p for p in periods if ordinal(p) % step == 0]
        if 0 < len(shown) <= most:
            break
    return tuple(p.short_name for p in shown or periods[:1])


def ordinal(period: Period) -> int:
    """Numbers the periods of one type, 0 modulo a year's worth at the council year's first."""
    year = council_year(period.start)
    if period.type == "month":
        return year * 12 + (period.start.month - year_start()) % 12
    return year * 4 + council_quarter(period.start) - 1 if period.type == "quarter" else year


def short_name_of(day: date, period_type: PeriodType) -> str:
    return period_of(day, period_type).short_name


def finite(*columns: Sequence[float] | np.ndarray | pd.Series) -> np.ndarray:
    """The known numbers of some columns together."""
    values = np.concatenate([np.asarray(column, dtype=float) for column in columns])
    return values[~np.isnan(values)]
