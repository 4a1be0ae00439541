"""Invented points for charts, with the limits and signals that the statistics would give."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from dscp_data.aggregation.cohorts import COHORT
from dscp_data.model.periods import PeriodType, add_months, period_of
from dscp_data.statistics import (
    clamped,
    cumulative_incidence,
    days_between,
    funnel,
    p_chart,
    xmr,
)
from dscp_data.trends.displayed_values import TEXT_COLUMNS
from dscp_data.trends.trend import POINTS
from dscp_data.trends.values import DIRECTIONS, LIMITS

STEP = {"month": 1, "quarter": 3, "year": 12}
FIRST = date(2023, 4, 1)
PLACES = ("Easington", "Teesdale", "Sedgefield", "Wear Valley", "Durham City", "Derwentside")
QUIET = ((200, 1000), (62, 300), (190, 940), (95, 480), (150, 760), (160, 820))
SPREAD = ((120, 1000), (60, 300), (280, 940), (118, 480), (150, 760), (130, 820))
RANKED = pd.DataFrame(
    {
        "area": ["Halton", "County Durham", "Tameside"],
        "value": [15.0, 18.7, 22.0],
        "role": ["neighbours", "own", "neighbours"],
        "quarter": [1, 2, 4],
        "value_words": ["15.0%", "18.7%", "22.0%"],
    }
)


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
    target: float = np.nan,
    rebased: tuple[int, ...] = (),
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
            "target": target,
            "rebased": [place in rebased for place in range(count)],
            "composition": "",
            "stale": False,
            "effect": 0.0,
            "lower_clamped": False,
            "upper_clamped": False,
        }
    ).assign(**dict.fromkeys(TEXT_COLUMNS, ""), composed=False, lowest=np.nan, highest=np.nan)
    if chart == "run":
        frame["median"] = np.nanmedian(value)
        none = dict.fromkeys(LIMITS, np.nan)
        return frame.assign(**none, signal="", side="", sequence=0, direction="")[POINTS]
    sound = np.where(complete, numerator, np.nan)
    if denominators is None:
        limits = clamped(xmr(sound, rebase=rebased), 0.0, None)
    else:
        limits = p_chart(sound, bases, rebase=rebased)
        limits[LIMITS] *= 100
        limits = clamped(limits, 0.0, 100.0)
    for name in [*LIMITS, "signal", "side", "sequence"]:
        frame[name] = limits[name].to_numpy()
    return frame.assign(direction=[DIRECTIONS[polarity].get(s, "") for s in frame["side"]])[POINTS]


def rereferrals(count: int = 42, **differences) -> pd.DataFrame:
    """A share near 22% with one month above its limit and the last nine below the mean."""
    random = np.random.default_rng(7)
    bases = random.integers(380, 450, count)
    share = np.full(count, 0.225)
    share[-max(3, count // 5) :] = 0.175
    share[count // 2 - 1] = 0.38
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


def localities(count: int = 6) -> list[tuple[str, pd.DataFrame]]:
    random = np.random.default_rng(11)
    names = ["Easington", "Durham and Chester-le-Street", "Derwentside", "Sedgefield"]
    labels = [names[n] if n < len(names) else f"Place {n}" for n in range(count)]
    found = []
    for place, name in enumerate(labels):
        bases = random.integers(60, 110, 42)
        share = np.full(42, 0.2 + 0.01 * place)
        share[-9:] -= 0.08 if place % 2 else -0.1
        found.append((name, points(random.binomial(bases, share), bases, polarity="lower")))
    return found


def cohorts(count: int = 40, maturing: int = 6) -> pd.DataFrame:
    """Columns of COHORT, the last months not mature."""
    random = np.random.default_rng(2)
    rows = []
    for place, start in enumerate(starts(count)):
        members = int(random.integers(8, 22))
        young = count - place if place >= count - maturing else 0
        ended = int(random.integers(0, 3))
        reached = int((members - ended) * (0.1 * young if young else 0.7))
        unknown = members - ended - reached if young else 0
        value, low, high = 100 * reached / members, 40.0, 90.0
        if young:
            value, low, high = np.nan, value, 100 * (reached + unknown) / members
        state = "maturing" if young else "mature"
        eligible, mature = (0, 0) if young else (members, reached)
        seen = (reached, unknown, ended, state, value, low, high)
        rows.append((start, members, eligible, mature, *seen))
    frame = pd.DataFrame(rows, columns=COHORT)
    return frame.astype({"period_start": "datetime64[us]"})


def comparators(years: int = 7) -> pd.DataFrame:
    """Four areas over years, two of them ending almost level; England one year short."""
    nan = np.nan
    rows = []
    for n in range(years):
        end = pd.Timestamp(2019 + n, 3, 31)
        rows += [
            ("County Durham", end, 23.5 - 0.9 * n, 22.0 - 0.9 * n, 25.0 - 0.9 * n, "own"),
            ("North East", end, 22.0 - 0.35 * n, nan, nan, "region"),
            ("England", end, 22.6 - 0.1 * n if n < years - 1 else nan, nan, nan, "country"),
            ("Neighbours’ median", end, 21.0 - 0.2 * n, 15.0 - 0.1 * n, 28.5, "neighbours"),
        ]
    return pd.DataFrame(rows, columns=["area", "period_end", "value", "lower", "upper", "role"])


def funnel_units(parts=SPREAD):
    numerators, denominators = zip(*parts, strict=True)
    made = funnel(numerators, denominators)
    shares = made.columns.difference(["numerator", "denominator", "position"])
    made[shares] *= 100
    return made.assign(unit=PLACES[: len(made)])


def waits(days):
    day, found = date(2024, 1, 1), [date(2024, 1, 1)]
    for wait in days:
        day += timedelta(days=wait)
        found.append(day)
    return days_between(found)


def curve(count=60, longest=20.0, share=0.7, otherwise=0.0):
    random = np.random.default_rng(8)
    months = random.uniform(0.2, longest, count).round(1)
    drawn = random.random(count)
    endings = np.where(drawn < share, 1, np.where(drawn < share + otherwise, 2, 0))
    made = cumulative_incidence(months, endings)
    made[["value", "lower", "upper", "otherwise_value"]] *= 100
    return made


def gaps(first, second, skip=()):
    starts = pd.date_range("2025-04-01", periods=len(first), freq="MS").as_unit("us")
    frame = pd.DataFrame({"period_start": starts, "first": first, "second": second}, dtype=object)
    frame = frame.astype({"period_start": "datetime64[us]", "first": float, "second": float})
    return frame.assign(gap=frame["first"] - frame["second"]).drop(index=list(skip))
