"""Funnels: agencies or localities on one proportion, against what chance alone would give.

Source: PHEindicatormethods (``phe_funnels``): Wilson limits around the pooled proportion.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from dscp_data.statistics.intervals import wilson
from dscp_data.statistics.proportions import proportion_parts
from dscp_data.statistics.segments import Floats, Values, as_floats, index_of

POSITIONS = ("below 99.8", "below 95", "within", "above 95", "above 99.8")


def funnel(x: Values, n: Values) -> pd.DataFrame:
    """Each unit's proportion against limits around the pooled one: one row a unit, in their order.

    Columns: numerator, denominator, value, pooled (proportions 0 to 1), lower_95, upper_95,
    lower_998, upper_998, position ('below 99.8', 'below 95', 'within', 'above 95', 'above 99.8';
    strictly beyond a limit). A unit with a missing part or a denominator of 0 has no value and
    position ''. Raises ``ValueError`` for negative parts or a numerator above its denominator.
    """
    counts, bases = proportion_parts(x, n)
    units = pd.DataFrame(
        {"numerator": counts, "denominator": bases, "value": counts / bases}, index=index_of(x)
    )
    units["pooled"] = pooled(counts, bases)
    limits = funnel_limits(pooled(counts, bases), bases).set_axis(units.index)
    units = units.join(limits.drop(columns="denominator"))
    return units.assign(position=positions(units))


def funnel_limits(share: float, n: Values) -> pd.DataFrame:
    """The limits around a proportion ``share`` at each denominator, to draw the funnel itself.

    Columns: denominator, lower_95, upper_95, lower_998, upper_998; NaN where n is missing. Raises
    ``ValueError`` for a denominator of 0 or less.
    """
    bases = as_floats(n)
    lower_95, upper_95 = wilson(share * bases, bases, 0.95)
    lower_998, upper_998 = wilson(share * bases, bases, 0.998)
    return pd.DataFrame(
        {
            "denominator": bases,
            "lower_95": lower_95,
            "upper_95": upper_95,
            "lower_998": lower_998,
            "upper_998": upper_998,
        }
    )


def pooled(x: Values, n: Values) -> float:
    """All numerators over all denominators, where both are known; NaN where nothing is."""
    counts, bases = proportion_parts(x, n)
    whole = float(np.nansum(bases))
    return float(np.nansum(counts)) / whole if whole else np.nan


def positions(units: pd.DataFrame) -> npt.NDArray[np.object_]:
    value = units["value"].to_numpy()
    limits = units[["lower_998", "lower_95", "upper_95", "upper_998"]].to_numpy()
    words = np.array((*POSITIONS, ""), dtype=object)
    return words[np.where(np.isnan(value), len(POSITIONS), steps_passed(value, limits))]


def steps_passed(value: Floats, limits: Floats) -> npt.NDArray[np.int64]:
    """How many limits, lowest first, a value has got past; it is past a lower one when on it."""
    low, high = limits[:, :2], limits[:, 2:]
    reached = (value[:, None] >= low).sum(axis=1)
    exceeded = (value[:, None] > high).sum(axis=1)
    return reached + exceeded
