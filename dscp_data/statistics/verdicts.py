"""When a signal bears no verdict: the season explains it, cases are counted again, many are read.

Source: NHS England Making Data Count, "Strengthening your decisions" (season); Montgomery,
Introduction to Statistical Quality Control (autocorrelation); Jones, Ohlssen and Spiegelhalter,
Journal of Clinical Epidemiology 2008;61:232 (many units at once).
"""

from __future__ import annotations

import numpy as np

from dscp_data.statistics.segments import Flags, Floats, Ints

RUN_AMONG_MANY = 8  # points: a shift among many series, where 7 are enough for one
SEASONS_FROM = 24  # months of values
SMALLEST_SEASON = 1 / 6  # of the half width of the limits: half a standard deviation
WIDEST_SHARE = 60.0  # points of a percentage between the limits: wider is too wide to tell


def is_due(
    values: Floats,
    half_width: Floats,
    mean: Floats,
    signal: np.ndarray,
    sequence: Ints,
    *,
    month: Ints | None = None,
    is_stock: bool = False,
    among_many: bool = False,
    rounding: float = 0.0,
) -> Flags:
    """Whether the signal at each point of one series bears a verdict; True where there is none.

    `half_width` is from the mean to the upper limit as computed, before it is held to what is
    possible. `month` is the calendar month of each point (1 to 12), None for longer periods.
    In a stock (`is_stock`) the same cases are counted each time, so runs are expected: only a
    point outside limits that the lag-1 correlation has widened bears one. `among_many` is for one
    of many series read at once: only a point outside the limits and a shift of 8 bear one.
    `rounding` is how far a value may be from the exact one: what may be a season bears none.
    """
    due = np.ones(len(values), dtype=bool)
    if is_stock:
        due &= (signal == "") | is_beyond_stock_limits(values, half_width, mean)
    if among_many:
        due &= (
            (signal == "")
            | (signal == "outside")
            | ((signal == "shift") & (sequence >= RUN_AMONG_MANY))
        )
    if month is not None and (~np.isnan(values)).sum() >= SEASONS_FROM:
        due &= ~is_seasonal(values, half_width, mean, signal != "", month, rounding)
    return due


def is_beyond_stock_limits(values: Floats, half_width: Floats, mean: Floats) -> Flags:
    """Whether each point lies outside limits for months that are correlated.

    Moving ranges of a series with lag-1 correlation r are √(1 − r) of what they are without it, and
    limits made of them as much too narrow.
    """
    away = values - mean
    pairs = ~np.isnan(away[1:] * away[:-1])
    before, after = away[:-1][pairs], away[1:][pairs]
    spread = float((before**2).sum() * (after**2).sum()) ** 0.5
    correlation = float((before * after).sum()) / spread if spread else 0.0
    widened = half_width / np.sqrt(1 - min(max(correlation, 0.0), 0.95))
    with np.errstate(invalid="ignore"):
        outside: Flags = np.abs(away) > widened
    return outside


def is_seasonal(
    values: Floats,
    half_width: Floats,
    mean: Floats,
    marked: Flags,
    month: Ints,
    rounding: float = 0.0,
) -> Flags:
    """Whether each marked point is what its calendar month usually is.

    The values of the same month in earlier years (two or more) all lie on its side of the mean and
    on average by half a standard deviation or more, and it lies no further
    from their average than chance takes a point. August 337, 334 and 354 under a mean of 439 with
    limits 118 away: 290 is 52 below their average of 342, as an August may be.
    """
    seasonal = np.zeros(len(values), dtype=bool)
    for place in np.flatnonzero(marked & ~np.isnan(values) & ~np.isnan(half_width)):
        earlier = values[:place][month[:place] == month[place]]
        away = earlier[~np.isnan(earlier)] - mean[place]
        side = np.sign(values[place] - mean[place])
        if len(away) < 2 or not (side * away + rounding > 0).all():
            continue
        usual = float(away.mean())
        is_usual = side * usual + rounding >= SMALLEST_SEASON * half_width[place] - rounding
        away_now = abs(values[place] - mean[place] - usual)
        seasonal[place] = is_usual and away_now <= half_width[place] + 2 * rounding
    return seasonal


def is_too_wide(lower: Floats, upper: Floats) -> Flags:
    """Whether limits of a percentage (0 to 100) are too far apart to tell anything."""
    with np.errstate(invalid="ignore"):
        wide: Flags = upper - lower > WIDEST_SHARE
    return wide
