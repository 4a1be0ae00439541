"""What the time of year adds to each month of each series."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dscp_data.aggregation.figure_arrays import Columns
from dscp_data.catalogue import Indicator
from dscp_data.statistics.season import month_effects

Spans = Sequence[slice]


def effects_of(
    points: Columns,
    indicators: Sequence[Indicator],
    charts: Sequence[str],
    spans: Spans,
    values: np.ndarray,
    by_month: set[str],
) -> np.ndarray:
    """For each row what its calendar month adds to the mean, 0 without a clear season.

    Each of `spans` is a series with its indicator and chart; `values` are those that limits rest
    on and `by_month` the ids of indicators shown by month. Only counts with limits are adjusted:
    in a snapshot the same cases are counted again, which looks like a season.
    """
    effects = np.zeros(len(values))
    month = months_of(points)
    baseline = points["rebased"].astype(int)
    for indicator, chart, span in zip(indicators, charts, spans, strict=True):
        is_flow = chart == "xmr" and indicator.aggregation != "last"
        if is_flow and indicator.id in by_month:
            segment = np.cumsum(baseline[span])
            effects[span] = month_effects(values[span], month[span], segment)
    return effects


def months_of(points: Columns) -> np.ndarray:
    """The month of the year in which each row's period starts, 1 to 12."""
    months: np.ndarray = points["period_start"].astype("datetime64[M]").astype(int) % 12 + 1
    return months
