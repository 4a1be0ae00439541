"""Invented points for charts, with the limits and signals that the statistics would give."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from dscp_data.periods import PeriodType, add_months, period_of
from dscp_data.statistics import clamped, p_chart, xmr
from dscp_data.trends.trend import POINTS
from dscp_data.trends.values import DIRECTIONS, LIMITS

STEP = {"month": 1, "quarter": 3, "year": 12}
FIRST = date(2023, 4, 1)


def starts(count: int, period_type: PeriodType = "month") -> list[date]:
    return [add_months(FIRST, STEP[period_type] * n) for n in range(count)]


def points(
    numerators,
    denominators=None,
    *,
    polarity="lower",
    period_type: PeriodType = "month",
    missing: dict[int, str] | None = None,
    provisional: tuple[int, ...] = (),
    chart: str = "",
) -> pd.DataFrame:
    """Columns of POINTS; `missing` gives positions that are not complete, and why."""
    missing = missing or {}
    numerator = np.asarray(numerators, dtype=float)
    count = len(numerator)
    bases = np.full(count, np.nan) if denominators is None else np.asarray(denominators, float)
    value = numerator if denominators is None else 100 * numerator / bases
    complete = np.array([place not in missing for place in range(count)])
    days = starts(count, period_type)
    frame = pd.DataFrame(
        {
            "period_start": pd.Series(days, dtype="datetime64[us]"),
            "name": [period_of(day, period_type).name for day in days],
            "numerator": numerator,
            "denominator": bases,
            "value": value,
            "lower": np.nan,
            "upper": np.nan,
            "complete": complete,
            "missing": [missing.get(place, "") for place in range(count)],
            "provisional": [place in provisional for place in range(count)],
            "median": np.nan,
        }
    )
    if chart == "run":
        frame["median"] = np.nanmedian(value)
        none = dict.fromkeys(LIMITS, np.nan)
        return frame.assign(**none, signal="", side="", sequence=0, direction="")[POINTS]
    sound = np.where(complete, numerator, np.nan)
    if denominators is None:
        limits = clamped(xmr(sound), 0.0, None)
    else:
        limits = p_chart(sound, bases)
        limits[LIMITS] *= 100
        limits = clamped(limits, 0.0, 100.0)
    for name in [*LIMITS, "signal", "side", "sequence"]:
        frame[name] = limits[name].to_numpy()
    return frame.assign(direction=[DIRECTIONS[polarity][s] for s in frame["side"]])[POINTS]


def rereferrals(count: int = 42, **differences) -> pd.DataFrame:
    """A share near 22% with one month above its limit and the last nine below the mean."""
    random = np.random.default_rng(7)
    bases = random.integers(380, 450, count)
    share = np.full(count, 0.225)
    share[-max(3, count // 5) :] = 0.175
    share[count // 2 - 1] = 0.31
    return points(random.binomial(bases, share), bases, **differences)


def referrals(count: int = 42, **differences) -> pd.DataFrame:
    random = np.random.default_rng(3)
    made = random.poisson(212, count)
    made[14] = 290
    return points(made, **differences)


def areas_resolved(count: int = 30, maturing: int = 6) -> pd.DataFrame:
    """A cohort share whose last months have no value yet, only bounds."""
    random = np.random.default_rng(5)
    bases = random.integers(30, 50, count)
    late = range(count - maturing, count)
    made = points(
        random.binomial(bases, 0.7),
        bases,
        polarity="higher",
        missing=dict.fromkeys(late, "its 6 months have not passed"),
    )
    for order, place in enumerate(late):
        made.loc[place, ["value", "lower", "upper"]] = [np.nan, 55 - 9 * order, 75 + 4 * order]
    return made
