"""Cumulative incidence with competing endings (Aalen–Johansen).

Source: Aalen and Johansen (1978); the variance by the delta method, as Marubini and Valsecchi
(1995, 10.2) give it; the interval on the log-log scale of ``kaplan_meier``.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from dscp_data.statistics.intervals import z_of
from dscp_data.statistics.segments import Floats, Values, as_floats

OPEN, RESOLVED, OTHERWISE = 0, 1, 2


def cumulative_incidence(
    months: Values, endings: npt.ArrayLike, level: float = 0.95
) -> pd.DataFrame:
    """The share of all that is resolved by each month: one row for each different time, in order.

    ``months`` is the time from opening to the ending, or to the cut-off for those still open;
    ``endings`` says which: 0 still open (censored), 1 resolved, 2 ended otherwise. Columns: month,
    at_risk, resolved, otherwise, censored (counts), value (share resolved by then, 0 to 1), lower,
    upper, otherwise_value (share ended otherwise by then). What is in neither share is still open.
    Endings come before censorings at a tie. Without other endings it is ``kaplan_meier``. The
    interval is NaN before any resolution and once all are resolved. Raises ``ValueError`` for
    lengths that differ, a missing or negative time, or an ending that is not 0, 1 or 2.
    """
    times, kinds = as_floats(months), as_floats(endings)
    check(times, kinds)
    month, place = np.unique(times, return_inverse=True)
    resolved, otherwise, censored = (
        np.bincount(place[kinds == kind], minlength=len(month))
        for kind in (RESOLVED, OTHERWISE, OPEN)
    )
    at_risk = (resolved + otherwise + censored)[::-1].cumsum()[::-1]
    ended = resolved + otherwise
    still_open = np.cumprod(1 - ended / at_risk)
    before = np.concatenate(([1.0], still_open[:-1])) if len(month) else still_open
    value = np.cumsum(before * resolved / at_risk)
    variance = delta_variance(value, before, resolved, ended, at_risk)
    lower, upper = log_log(value, variance, z_of(level))
    return pd.DataFrame(
        {
            "month": month,
            "at_risk": at_risk,
            "resolved": resolved,
            "otherwise": otherwise,
            "censored": censored,
            "value": value,
            "lower": lower,
            "upper": upper,
            "otherwise_value": np.cumsum(before * otherwise / at_risk),
        }
    )


def check(times: Floats, kinds: Floats) -> None:
    if len(times) != len(kinds):
        raise ValueError(f"{len(times)} times do not match {len(kinds)} endings")
    if np.isnan(times).any() or (times < 0).any():
        raise ValueError("every time is known and 0 or more")
    if not np.isin(kinds, (OPEN, RESOLVED, OTHERWISE)).all():
        raise ValueError("every ending is known: 0 open, 1 resolved, 2 otherwise")


def delta_variance(
    value: Floats,
    before: Floats,
    resolved: npt.NDArray[np.int64],
    ended: npt.NDArray[np.int64],
    at_risk: npt.NDArray[np.int64],
) -> Floats:
    """The variance of each share: a sum over the times up to it, its square multiplied out.

    A time at which the last ones end has no later time, so its first term is nothing.
    """
    stay = at_risk - ended
    ends = np.divide(ended, at_risk * stay, out=np.zeros(len(value)), where=stay > 0)
    hits = before**2 * resolved * (at_risk - resolved) / at_risk**3.0
    both = before * resolved / at_risk**2.0
    spread = value**2 * ends.cumsum() - 2 * value * (value * ends).cumsum()
    spread += (value**2 * ends).cumsum()
    shared = value * both.cumsum() - (value * both).cumsum()
    return np.maximum(spread + hits.cumsum() - 2 * shared, 0.0)


def log_log(value: Floats, variance: Floats, z: float) -> tuple[Floats, Floats]:
    """The interval of the share, kept inside 0 and 1 by the scale it is made on."""
    rest = 1 - value
    defined = (value > 0) & (rest > 1e-12)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        reach = z * np.sqrt(variance) / (rest * -np.log(rest))
        lower = 1 - rest ** np.exp(-reach)
        upper = 1 - rest ** np.exp(reach)
    return np.where(defined, lower, np.nan), np.where(defined, upper, np.nan)
