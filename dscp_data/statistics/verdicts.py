"""When a signal bears no verdict: the season explains it, cases are counted again, many are read.

Source: NHS England Making Data Count, "Strengthening your decisions" (season); Montgomery,
Introduction to Statistical Quality Control (autocorrelation); Jones, Ohlssen and Spiegelhalter,
Journal of Clinical Epidemiology 2008;61:232 (many units at once).
"""

from __future__ import annotations

import numpy as np
from scipy.special import pdtr, pdtrc

from dscp_data.statistics.segments import Flags, Floats, Ints

SHIFT_RUN = 8  # points of a shift: runs of 7 colour 1.7% of stable series by chance, of 8 1.1%
SHIFT_RUN_AMONG_MANY = 9
RARE = 0.001  # of a count outside limits among many: a small count is skewed, and limits are not
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
    is_count: bool = True,
    rounding: float = 0.0,
) -> Flags:
    """Whether the signal at each point of one series bears a verdict; True where there is none.

    `half_width` is from the mean to the upper limit as computed, before it is held to what is
    possible. `month` is the calendar month of each point (1 to 12), None for longer periods.
    In a stock (`is_stock`) the same cases are counted each time, so runs are expected: only a
    point outside limits that the lag-1 correlation has widened bears one. A shift of 7 points
    bears none, one of 8 does. `among_many` is for one of many series read at once: only a shift of
    9 and a point outside the limits bear one, and of a count (`is_count`) only where its exact
    Poisson tail agrees.
    `rounding` is how far a value may be from the exact one: what may be a season bears none.
    """
    due: Flags = (signal != "shift") | (sequence >= SHIFT_RUN)
    if is_stock:
        due &= (signal == "") | is_beyond_stock_limits(values, half_width, mean)
    if among_many:
        due &= (signal != "shift") | (sequence >= SHIFT_RUN_AMONG_MANY)
        due &= np.isin(signal, ["", "outside", "shift"])
        if is_count:
            due &= (signal != "outside") | is_rare_count(values, mean)
    if month is not None and (~np.isnan(values)).sum() >= SEASONS_FROM:
        due &= ~is_seasonal(values, half_width, mean, signal != "", month, rounding)
    return due


def is_rare_count(values: Floats, mean: Floats) -> Flags:
    """Whether a Poisson count of that mean is as far out as each value in under 1 of 1,000."""
    at_least = pdtrc(np.ceil(values) - 1, mean)
    at_most = pdtr(np.floor(values), mean)
    rare: Flags = np.fmin(at_least, at_most) < RARE
    return rare


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
    for place in map(int, np.flatnonzero(marked & ~np.isnan(values) & ~np.isnan(half_width))):
        away = same_month_before(values, month, place)[1] - mean[place]
        side = np.sign(values[place] - mean[place])
        if len(away) < 2 or not (side * away + rounding > 0).all():
            continue
        usual = float(away.mean())
        is_usual = side * usual + rounding >= SMALLEST_SEASON * half_width[place] - rounding
        away_now = abs(values[place] - mean[place] - usual)
        seasonal[place] = is_usual and away_now <= half_width[place] + 2 * rounding
    return seasonal


def same_month_before(values: Floats, month: Ints, place: int) -> tuple[Ints, Floats]:
    """The positions and the values of the same calendar month in earlier years, where known."""
    places = np.flatnonzero((month[:place] == month[place]) & ~np.isnan(values[:place]))
    return places, values[places]


def is_too_wide(lower: Floats, upper: Floats) -> Flags:
    """Whether limits of a percentage (0 to 100) are too far apart to tell anything."""
    with np.errstate(invalid="ignore"):
        wide: Flags = upper - lower > WIDEST_SHARE
    return wide
