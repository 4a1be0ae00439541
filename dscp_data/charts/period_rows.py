"""Series of points as rows, one for each period, the ones that a series leaves out too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from dscp_data.aggregation.figure_arrays import Columns
from dscp_data.model.periods import Period

# The range behind a protected figure, which decides its signal: no chart sends it to a browser.
NOT_DRAWN = ("composed", "lowest", "highest")
FLAGS = ("complete", "provisional", "rebased", "stale")
NUMBERS = (
    *("value", "numerator", "denominator", "lower", "upper", "lower_limit", "upper_limit"),
    *("mean", "median", "target", "effect"),
)
TEXTS = (
    *("missing", "signal", "side", "direction"),
    *("value_text", "numerator_text", "denominator_text"),
)


def columns_of(points: pd.DataFrame | Mapping[str, np.ndarray]) -> Columns:
    """The columns of points, which may be a frame, as arrays by name."""
    return {str(name): np.asarray(points[name]) for name in points}


def over_periods(
    points: Mapping[str, np.ndarray], periods: Sequence[Period], labels: Sequence[str]
) -> Columns:
    """The points of several series, told apart by `label`: each over all the periods, in order.
    A period that a series leaves out is a row without a value, so that it takes its room and
    breaks the line."""
    starts = np.array([p.start for p in periods], dtype="datetime64[us]")
    label = pd.Index(labels).get_indexer(points["label"])
    place = label * len(starts) + np.searchsorted(starts, points["period_start"])
    count = len(labels) * len(starts)
    rows = {
        name: spread(column, place, count)
        for name, column in points.items()
        if name not in NOT_DRAWN
    }
    rows["label"] = np.repeat(np.array(labels, dtype=object), len(starts))
    rows["period_start"] = np.tile(starts, len(labels))
    rows["period"] = np.array([p.short_name for p in periods] * len(labels), dtype=object)
    rows["name"] = np.array([p.name for p in periods] * len(labels), dtype=object)
    for name in NUMBERS:
        rows[name] = rows[name].astype(float)
    for name in FLAGS:
        rows[name] = is_true(rows[name])
    by_label = rows["rebased"].reshape(len(labels), len(starts))
    rows["baseline"] = by_label.cumsum(axis=1).ravel()
    for name in TEXTS:
        rows[name] = np.where(pd.isna(rows[name]), "", rows[name])
    return rows


def is_true(flags: np.ndarray) -> np.ndarray:
    """Whether each flag is set; the row of a period that is left out has none."""
    return np.where(pd.isna(flags), False, flags).astype(bool)


def spread(column: np.ndarray, place: np.ndarray, count: int) -> np.ndarray:
    """The values of a column at their places among `count` rows; the others have none."""
    if len(column) == count:
        rows = np.empty(count, dtype=column.dtype)
    elif column.dtype.kind in "fiu":
        rows = np.full(count, np.nan)
    else:
        rows = np.full(count, None, dtype=object)
    rows[place] = column
    return rows
