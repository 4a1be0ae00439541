"""The trend of the last five annual figures.

Source: OHID Fingertips technical guidance, trend markers: weighted least squares with a
chi-squared test at 99.8%.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from dscp_data.statistics.intervals import byar, wilson
from dscp_data.statistics.proportions import proportion_parts, rate_parts
from dscp_data.statistics.segments import ROUNDING, Floats, Values

TrendWord = Literal["increasing", "decreasing", "no significant change", "cannot be calculated"]

POINTS = 5
CRITICAL = 9.5495  # 99.8% point of chi-squared with one degree of freedom
WIDTH = 3.92  # a 95% interval is this many standard errors wide


@dataclass(frozen=True)
class RecentTrend:
    """The trend in a word, its side ('' without a significant one), and what it rests on.

    ``slope`` is the change a period in the unit of the figures and ``chi_squared`` its test
    statistic; both NaN where nothing can be calculated.
    """

    word: TrendWord
    side: Literal["", "up", "down"] = ""
    slope: float = np.nan
    chi_squared: float = np.nan


def recent_trend(
    x: Values, n: Values, *, interval: Literal["wilson", "byar"] = "wilson"
) -> RecentTrend:
    """The trend of ``x`` / ``n`` over the last five periods, one figure a year in time order.

    Significant when (b / se)² exceeds 9.5495 and the slope keeps its sign with any one year left
    out. 'cannot be calculated' with under five years or a gap (a missing part, a denominator of 0)
    among the last five. ``interval`` weighs proportions ('wilson') or rates ('byar'). Raises
    ``ValueError`` for negative parts, and for proportions over 1.
    """
    counts, bases = proportion_parts(x, n) if interval == "wilson" else rate_parts(x, n)
    counts, bases = counts[-POINTS:], bases[-POINTS:]
    if len(counts) < POINTS or np.isnan(counts / bases).any():
        return RecentTrend("cannot be calculated")
    lower, upper = wilson(counts, bases) if interval == "wilson" else byar(counts, bases)
    weights = (WIDTH / (upper - lower)) ** 2
    slope, chi_squared = weighted_slope(counts / bases, weights)
    if chi_squared <= CRITICAL or not keeps_sign(counts / bases, weights, slope):
        return RecentTrend("no significant change", slope=slope, chi_squared=chi_squared)
    if slope > 0:
        return RecentTrend("increasing", "up", slope, chi_squared)
    return RecentTrend("decreasing", "down", slope, chi_squared)


def weighted_slope(
    values: Floats, weights: Floats, left_out: int | None = None
) -> tuple[float, float]:
    """The slope a period and (b / se)², the weights being inverse variances known beforehand."""
    used = weights.copy()
    if left_out is not None:
        used[left_out] = 0
    time = np.arange(len(values), dtype=float)
    away = time - (used * time).sum() / used.sum()
    spread = (used * away**2).sum()
    slope = (used * away * values).sum() / spread
    return float(slope), float(slope**2 * spread)


def keeps_sign(values: Floats, weights: Floats, slope: float) -> bool:
    """Whether every fit without one point slopes the same way; a level one does not."""
    without_one = [weighted_slope(values, weights, left_out=i)[0] for i in range(len(values))]
    level = ROUNDING * np.abs(values).max()
    return all(np.sign(slope) * other > level for other in without_one)
