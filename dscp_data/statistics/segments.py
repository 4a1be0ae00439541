"""Series in time order with gaps as NaN, and the segments that baselines divide them into.

Many series are held as one flat array beside an array of segment numbers, so that one series
rebased twice and a table of a thousand series are the same computation.
"""

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Values: TypeAlias = npt.ArrayLike | pd.Series

# Rounding in a sum of a few hundred numbers stays near 1e-14 of their size; anything the data
# could really differ by is far above this. Without it 0.1 repeated lies "above" its own mean.
ROUNDING = 1e-12


def as_floats(values: Values) -> Floats:
    """One dimension of floats; ``None``, ``pd.NA`` and NaN all become NaN. Infinity is refused."""
    if isinstance(values, pd.Series):
        numbers = values.to_numpy(dtype=float, na_value=np.nan)
    else:
        numbers = np.asarray(values, dtype=float)
    if numbers.ndim != 1:
        raise ValueError(f"a series has one dimension, this has {numbers.ndim}")
    if np.isinf(numbers).any():
        raise ValueError("a series holds finite numbers and gaps, this holds infinity")
    return numbers


def index_of(values: Values) -> pd.Index | None:
    """The labels of a pandas series, so that a result lines up with what it came from."""
    return values.index if isinstance(values, pd.Series) else None


def segments(length: int, rebase: Iterable[int] = ()) -> Ints:
    """The segment number of each position, a new segment starting at each ``rebase`` position.

    Raises ``ValueError`` for a position outside the series.
    """
    starts = np.zeros(length, dtype=np.int64)
    for position in {int(position) for position in rebase} - {0}:
        if not 0 < position < length:
            raise ValueError(f"rebase position {position} is outside a series of {length} points")
        starts[position] = 1
    return np.cumsum(starts)


def starts_of(segment: Ints) -> Ints:
    """The first position of each segment."""
    return np.flatnonzero(np.diff(segment, prepend=-1))


def scale_of(values: Floats, segment: Ints) -> Floats:
    """At each position the rounding to allow there: tiny beside the segment's largest number."""
    if not len(values):
        return values
    largest = np.maximum.reduceat(np.nan_to_num(np.abs(values)), starts_of(segment))
    return ROUNDING * largest[segment]


def mean_by(segment: Ints, values: Floats, keep: Flags) -> Floats:
    """The mean of the kept values of each segment; NaN where none is kept."""
    count = int(segment[-1]) + 1 if len(segment) else 0
    total = np.bincount(segment[keep], weights=values[keep], minlength=count)
    with np.errstate(invalid="ignore"):
        return total / np.bincount(segment[keep], minlength=count)


def baseline(valid: Flags, segment: Ints, freeze: int | None) -> Flags:
    """The points that limits rest on: all valid ones, or the first ``freeze`` of each segment.

    Raises ``ValueError`` when asked to freeze on fewer than 12 points (Making Data Count).
    """
    if freeze is None:
        return valid
    if freeze < 12:
        raise ValueError(f"limits are frozen on 12 points or more, not {freeze}")
    seen = np.cumsum(valid)
    before = (seen - valid)[starts_of(segment)] if len(valid) else seen
    return valid & (seen - before[segment] <= freeze)


def moving_ranges(values: Floats, segment: Ints) -> Floats:
    """|x_i - x_(i-1)| at i; NaN beside a gap and at the start of a segment."""
    ranges = np.full(len(values), np.nan)
    ranges[1:] = np.abs(np.diff(values))
    ranges[1:][np.diff(segment) != 0] = np.nan
    return ranges
