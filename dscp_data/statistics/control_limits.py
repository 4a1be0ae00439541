"""Mean, limits and near limits of a control chart at each point."""

from dataclasses import dataclass

import numpy as np

from dscp_data.statistics.segments import (
    Flags,
    Floats,
    Ints,
    baseline,
    mean_by,
    moving_ranges,
    scale_of,
    starts_of,
)

XMR_LIMIT = 2.66  # 3 / 1.128, as published: 1.128 is d2 for ranges of two
SCREEN_LIMIT = 3.267  # upper limit of the moving range itself (D4 for ranges of two)
NEAR = 2 / 3


@dataclass(frozen=True)
class Lines:
    """Mean and limits at each point, and the rounding allowed when a point is compared with them.

    All arrays are as long as the series. Limits are NaN where none can be drawn.
    """

    mean: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats
    rounding: Floats


def lines_around(mean: Floats, reach: Floats, rounding: Floats) -> Lines:
    """Limits at ``mean`` ± ``reach`` with near limits at two thirds; none where reach is 0."""
    reach = np.where(reach > rounding, reach, np.nan)
    return Lines(
        mean=mean,
        lower=mean - reach,
        upper=mean + reach,
        near_lower=mean - NEAR * reach,
        near_upper=mean + NEAR * reach,
        rounding=rounding,
    )


def xmr_lines(
    values: Floats,
    segment: Ints,
    *,
    screen: bool,
    freeze: int | None,
    limits_from: Flags | None = None,
) -> Lines:
    """The lines of an XmR chart, each segment alone; `limits_from` flags the points that limits
    rest on, None for all."""
    rounding = scale_of(values, segment)
    in_baseline = baseline(~np.isnan(values), segment, freeze)
    if limits_from is not None:
        in_baseline = in_baseline & limits_from
    ranges = np.where(in_baseline, moving_ranges(values, segment), np.nan)
    mean = mean_by(segment, values, in_baseline)
    spread = average_range(ranges, segment, rounding, screen=screen)
    return lines_around(mean[segment], XMR_LIMIT * spread[segment], rounding)


def average_range(ranges: Floats, segment: Ints, rounding: Floats, *, screen: bool) -> Floats:
    """The mean moving range of each segment, screened once where that leaves something."""
    known = ~np.isnan(ranges)
    spread = mean_by(segment, ranges, known)
    if not screen:
        return spread
    with np.errstate(invalid="ignore"):
        usual = known & (ranges < SCREEN_LIMIT * spread[segment] - rounding)
    screened = mean_by(segment, ranges, usual)
    return np.where(screened > rounding[starts_of(segment)], screened, spread)
