"""XmR charts: a value in time, its mean, natural limits and named signals.

Source: NHS England Making Data Count; limits and screening as in NHSRplotthedots.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from dscp_data.statistics.control_limits import Lines, xmr_lines
from dscp_data.statistics.segments import Floats, Values, as_floats, index_of, segments
from dscp_data.statistics.special_cause import SIDES, SIGNALS, Marks, TwoOfThree, special_causes

SIGNAL_TYPE = np.array(SIGNALS, dtype=object)
SIDE_TYPE = np.array(SIDES, dtype=object)
CLAMPED = ("lower_limit", "upper_limit", "near_lower", "near_upper")


def xmr(
    values: Values,
    *,
    run: int = 7,
    screen: bool = False,
    freeze: int | None = None,
    rebase: Iterable[int] = (),
    two_of_three: TwoOfThree = "mdc",
) -> pd.DataFrame:
    """An XmR chart of one series in time order: one row a point, in the unit of ``values``.

    Columns: value, mean, lower_limit, upper_limit, near_lower, near_upper, signal ('', 'outside',
    'trend', 'two-of-three', 'shift'), side ('', 'up', 'down': the direction of the rule) and
    sequence (points in the marked run; 0 without a signal). NaN is a gap: it breaks runs and
    moving ranges and gets no signal. ``screen`` leaves moving ranges of 3.267 times the average
    out of it, once; ``freeze`` rests limits on the first so many valid points (12 or more) of each
    segment; ``rebase`` gives the positions where a new segment starts. A segment whose average
    moving range is 0 or unknown has a mean and no limits. Limits are as computed, not clamped:
    see ``clamped``. Raises ``ValueError`` for infinite values, a rebase outside the series, a
    freeze under 12 or a run under 3.
    """
    numbers = as_floats(values)
    segment = segments(len(numbers), rebase)
    lines = xmr_lines(numbers, segment, screen=screen, freeze=freeze)
    marks = special_causes(numbers, lines, segment, run=run, two_of_three=two_of_three)
    return chart_frame(numbers, lines, marks, index_of(values))


def chart_frame(
    values: Floats, lines: Lines, marks: Marks, index: pd.Index | None = None
) -> pd.DataFrame:
    """The columns every control chart has, whichever way its limits were found."""
    return pd.DataFrame(chart_columns(values, lines, marks), index=index)


def chart_columns(values: Floats, lines: Lines, marks: Marks) -> dict[str, np.ndarray]:
    """The same as arrays, by name."""
    return {
        "value": values,
        "mean": lines.mean,
        "lower_limit": lines.lower,
        "upper_limit": lines.upper,
        "near_lower": lines.near_lower,
        "near_upper": lines.near_upper,
        "signal": SIGNAL_TYPE[marks.rule],
        "side": SIDE_TYPE[marks.side],
        "sequence": np.where(marks.rule > 0, marks.sequence, 0),
    }


def clamped(
    chart: pd.DataFrame, lower: float | None = 0.0, upper: float | None = None
) -> pd.DataFrame:
    """A chart with limits held to what is possible, for drawing; signals and icons do not change.

    Adds ``lower_clamped`` and ``upper_clamped``: true where that limit lay beyond the possible, so
    that no point can fall outside it. ``None`` leaves a side open (proportions: 0 and 1).
    """
    columns = {name: chart[name].to_numpy() for name in CLAMPED}
    return chart.assign(**clamped_columns(columns, lower, upper))


def clamped_columns(
    chart: Mapping[str, np.ndarray], lower: float | None = 0.0, upper: float | None = None
) -> dict[str, np.ndarray]:
    """The columns that `clamped` changes and adds, as arrays."""
    low = -np.inf if lower is None else lower
    high = np.inf if upper is None else upper
    return {
        **{name: np.clip(chart[name], low, high) for name in CLAMPED},
        "lower_clamped": chart["lower_limit"] < low,
        "upper_clamped": chart["upper_limit"] > high,
    }
