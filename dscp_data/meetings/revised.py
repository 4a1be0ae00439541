"""Figures that were revised between two as-at times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dscp_data.model.periods import Period
from dscp_data.model.revised_mark import RevisedMark
from dscp_data.model.text import format_number
from dscp_data.trends import Point, Trend


@dataclass(frozen=True)
class RevisedFigure:
    """A period's figure at an earlier and at a later time, in words."""

    period: Period
    then: str
    now: str
    value_now: float

    @property
    def mark(self) -> RevisedMark:
        """The figure's mark on the chart as the meeting saw it."""
        words = f"{self.period.short_name}: {self.then} then, {self.now} now"
        return RevisedMark(self.period.start, self.value_now, words)

    @property
    def text(self) -> str:
        return f"{self.period.name}: {self.then} then, {self.now} now"


def revised_figures(then: Trend, now: Trend) -> list[RevisedFigure]:
    """The periods of a series that had a figure then which is not the same now, the newest first.

    A period that is new, or that is no longer incomplete only because a figure was added, counts
    where what it showed has changed.
    """
    current = {start: row for row, start in enumerate(now.columns["period_start"])}
    found = []
    for row, start in reversed(list(enumerate(then.columns["period_start"]))):
        before, later = then.point(row), current.get(start)
        after = None if later is None else now.point(later)
        if not np.isnan(before.value) and (after is None or parts(before) != parts(after)):
            figure = "no figure" if after is None else format_figure(after, now)
            value = np.nan if after is None else float(after.value)
            found.append(RevisedFigure(before.period, format_figure(before, then), figure, value))
    return found


def parts(point: Point) -> tuple[float | None, ...]:
    """What a figure consists of, NaN as None so that it can be compared."""
    return tuple(
        None if np.isnan(part) else float(part)
        for part in (point.numerator, point.denominator, point.value)
    )


def format_figure(point: Point, trend: Trend) -> str:
    """As "71 of 452 (15.7%)", "412"."""
    value = format_number(point.value, trend.indicator.unit)
    if np.isnan(point.denominator) or not trend.indicator.is_percentage:
        return value
    return f"{format_number(point.numerator)} of {format_number(point.denominator)} ({value})"
