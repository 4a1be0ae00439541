"""Signals of protected figures: only those that every series of exact figures with this look has.

A rounded figure says between which numbers the exact one lies. From those ranges follow the lowest
and the highest that the mean can be, and the most that the average moving range can be. A point is
marked only where that suffices: then the exact figures bear the signal too, whatever they are. As
it follows from what is shown, neither a signal nor its absence says anything more of a count.

    13 months of 20 (18 to 22) and one of 90 (88 to 92): mean at most 27, average moving range at
    most 11.5, so the upper limit is at most 57.6; the one month lies above it for certain.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from dscp_data.aggregation.figure_arrays import Columns, rows_of
from dscp_data.statistics.chart_choice import LIMITS_FROM, SMALLEST_MEAN
from dscp_data.statistics.verdicts import SHIFT_RUN
from dscp_data.trends.values import Indicators, directions

LIMIT = 2.66  # average moving ranges from the mean: 3/1.128, as in `statistics.xmr`
RUN = 7  # points of a trend


def with_certain_signals(
    points: Columns, indicators: Indicators, spans: Iterable[slice]
) -> Columns:
    """The points with only the signals that are certain; `lowest` and `highest` are their ranges.

    Each of `spans` is a series. Shares bear none: what their limits can be does not follow from the
    ranges of their parts.
    """
    count = len(points["indicator"])
    side, signal = (np.full(count, "", dtype=object) for _ in range(2))
    for span in spans:
        if indicators[points["indicator"][span.start]].has_denominator:
            continue
        baseline = points["rebased"][span].cumsum()
        for one in np.unique(baseline):
            rows = np.flatnonzero(baseline == one) + span.start
            if not points["limits_from"][rows].all():
                continue  # what fixed limits can be does not follow from the ranges of all points
            signal[rows], side[rows] = certain_signals(rows_of(points, rows))
    certain = (signal != "") & ~np.isnan(points["lower_limit"])
    side = np.where(certain, side, "")
    return {
        **points,
        "signal": np.where(certain, signal, ""),
        "side": side,
        "sequence": np.where(signal == "shift", SHIFT_RUN, certain.astype(int)),
        "direction": directions(points, side, indicators),
    }


def certain_signals(points: Columns) -> tuple[np.ndarray, np.ndarray]:
    """The signal and the side of each point of one baseline, "" where it is not certain."""
    final = ~points["provisional"].astype(bool)  # exact limits leave the others out
    complete = points["complete"].astype(bool) & final
    signal, side = (np.full(len(complete), "", dtype=object) for _ in range(2))
    low = np.where(complete, points["lowest"].astype(float), np.nan)
    high = np.where(complete, points["highest"].astype(float), np.nan)
    known = complete & np.isfinite(low) & np.isfinite(high)
    if (complete & ~known).any() or known.sum() < LIMITS_FROM or has_no_limits(low[known]):
        return signal, side
    moved = np.maximum(high[1:] - low[:-1], high[:-1] - low[1:])
    moved = moved[~np.isnan(moved)]
    if not len(moved):
        return signal, side
    width = LIMIT * moved.mean()
    # How far at least each point lies above and below the mean, which it is part of itself.
    over = low - (high[known].sum() - high + low) / known.sum()
    under = (low[known].sum() - low + high) / known.sum() - high
    above = is_in_run(over > 0, SHIFT_RUN) & ~in_possible_trend(low, high, down=True)
    below = is_in_run(under > 0, SHIFT_RUN) & ~in_possible_trend(low, high, down=False)
    outside_up, outside_down = over > width, under > width
    for way, outside, shift in (("up", outside_up, above), ("down", outside_down, below)):
        signal[outside | shift] = np.where(outside, "outside", "shift")[outside | shift]
        side[outside | shift] = way
    return signal, side


def has_no_limits(low: np.ndarray) -> bool:
    """Whether the exact counts may be too few for limits; see `chart_for`."""
    return low.mean() < SMALLEST_MEAN or 2 * int((low == 0).sum()) > len(low)


def in_possible_trend(low: np.ndarray, high: np.ndarray, *, down: bool) -> np.ndarray:
    """Whether each point may be one of RUN that fall (rise), which would be its exact signal."""
    step = low[1:] < high[:-1] if down else high[1:] > low[:-1]
    long = is_in_run(step, RUN - 1)
    return np.append(long, False) | np.insert(long, 0, False)


def is_in_run(holds: np.ndarray, length: int = RUN) -> np.ndarray:
    """Whether each point is in a run of that many for which something holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], holds.astype(int), [0]])))
    inside = np.zeros(len(holds), dtype=bool)
    for first, last in edges.reshape(-1, 2):
        inside[first:last] = last - first >= length
    return inside
