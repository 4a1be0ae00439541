"""Kaplan–Meier estimate of the share resolved by each month.

Source: Kaplan and Meier (1958); Greenwood's variance on the log-log scale, as R's ``survfit`` with
``conf.type = "log-log"``.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd

from dscp_data.statistics.intervals import z_of
from dscp_data.statistics.segments import Floats, Values, as_floats


def kaplan_meier(months: Values, resolved: npt.ArrayLike, level: float = 0.95) -> pd.DataFrame:
    """The share resolved by each month: one row for each different time seen, in order.

    ``months`` is the time from opening to resolution, or to the cut-off for those still open;
    ``resolved`` says which. Columns: month, at_risk, resolved, censored (counts), value (share
    resolved by then, 0 to 1: 1 - Π(1 - d / n)), lower, upper. Resolutions come before censorings
    at a tie. The curve is flat between rows and 0 before the first. The interval is NaN where it
    is not defined: before any resolution and once all are resolved. Endings of another kind are
    not censorings: ``cumulative_incidence`` takes them for what they are. Raises ``ValueError``
    for lengths that differ, a missing or negative time, or a missing ``resolved``.
    """
    times = as_floats(months)
    ended = as_floats(resolved)
    check(times, ended)
    month, place = np.unique(times, return_inverse=True)
    events = np.bincount(place, weights=ended, minlength=len(month)).astype(np.int64)
    leaving = np.bincount(place, minlength=len(month))
    at_risk = leaving[::-1].cumsum()[::-1]
    open_share = np.cumprod(1 - events / at_risk)
    lower, upper = log_log(open_share, events, at_risk, z_of(level))
    return pd.DataFrame(
        {
            "month": month,
            "at_risk": at_risk,
            "resolved": events,
            "censored": leaving - events,
            "value": 1 - open_share,
            "lower": 1 - upper,
            "upper": 1 - lower,
        }
    )


def check(times: Floats, ended: Floats) -> None:
    if len(times) != len(ended):
        raise ValueError(f"{len(times)} times do not match {len(ended)} endings")
    if np.isnan(times).any() or (times < 0).any():
        raise ValueError("every time is known and 0 or more")
    if not np.isin(ended, (0, 1)).all():
        raise ValueError("every ending is known: resolved or not")


def log_log(
    open_share: Floats, events: npt.NDArray[np.int64], at_risk: npt.NDArray[np.int64], z: float
) -> tuple[Floats, Floats]:
    """The interval of the share still open, kept inside 0 and 1 by the scale it is made on."""
    defined = (open_share > 0) & (open_share < 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(events / (at_risk * (at_risk - events)))
        reach = z * np.sqrt(variance) / np.log(open_share)
        lower = open_share ** np.exp(-reach)
        upper = open_share ** np.exp(reach)
    return np.where(defined, lower, np.nan), np.where(defined, upper, np.nan)
