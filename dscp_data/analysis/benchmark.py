"""Our figure compared with England, the region and our neighbours, on one published measure.

Source: `statistics.md` of the method notes, "Intervals and comparison": similar where the benchmark
lies in the 95% interval of our figure, else better or worse by polarity. Only figures of the same
measure and the same period are compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dscp_data.catalogue import Indicator
from dscp_data.comparators.comparison import NEIGHBOURS, ROLES
from dscp_data.statistics import RecentTrend, byar, compare, recent_trend, wilson
from dscp_data.statistics.intervals import Comparison

RATE = re.compile(r"per ([\d,]+) ")
ORDER = {"country": 0, "region": 1, "neighbours": 2}


@dataclass(frozen=True)
class BenchmarkComparison:
    """One benchmark. `lower` and `upper` are the range among neighbours, NaN for one place.

    `verdict` is "" where nothing can be compared, and `why_not` then says why.
    """

    place: str
    role: str
    value: float
    lower: float
    upper: float
    verdict: Comparison
    why_not: str


@dataclass(frozen=True)
class Benchmarks:
    """Our published figure for its newest period, with its 95% interval, and the benchmarks.

    Values are in `unit` (percentages 0 to 100). `neighbours` are those with a figure, lowest
    first. `recent` is the trend of our last five published years.
    """

    place: str
    period: str
    start: pd.Timestamp
    end: pd.Timestamp
    unit: str
    value: float
    lower: float
    upper: float
    against: tuple[BenchmarkComparison, ...]
    neighbours: tuple[tuple[str, float], ...]
    recent: RecentTrend


def benchmarks(published: pd.DataFrame, measure: str, indicator: Indicator) -> Benchmarks | None:
    """The benchmarks of one measure among the published figures held for an indicator.

    `held` has the columns of the question `comparators`. None where the measure is a count, which
    places of different sizes cannot share, or where our own place has no figure.
    """
    figures = published[(published["measure"] == measure) & published["comparable"]]
    figures = figures.assign(role=figures["area_type"].map(ROLES))
    own = figures[(figures["role"] == "own") & figures["value"].notna()]
    if own.empty:
        return None
    own = own.sort_values("period_end")
    newest = own.iloc[-1]
    lower, upper = interval_of(newest, published, indicator)
    others = figures[figures["role"].isin(list(ORDER))]
    against = [
        compare_with(group, role, newest, (lower, upper), indicator)
        for role, group in others.groupby("role")
    ]
    return Benchmarks(
        place=newest["area_name"],
        period=newest["period_label"],
        start=newest["period_start"],
        end=newest["period_end"],
        unit=newest["unit"],
        value=newest["value"],
        lower=lower,
        upper=upper,
        against=tuple(sorted(against, key=lambda one: ORDER[one.role])),
        neighbours=neighbours_of(others, newest),
        recent=recent_trend_of(own, published, indicator),
    )


def compare_with(
    group: pd.DataFrame,
    role: object,
    own: pd.Series,
    interval: tuple[float, float],
    indicator: Indicator,
) -> BenchmarkComparison:
    """One role's figures for our own period against our interval."""
    place = NEIGHBOURS if role == "neighbours" else group["area_name"].iloc[0]
    same = figure_at(group, own)
    values = same["value"].dropna()
    if values.empty:
        return BenchmarkComparison(
            place, str(role), np.nan, np.nan, np.nan, "", why_no_figure(group, own)
        )
    middle = float(values.median())
    lowest, highest = (values.min(), values.max()) if role == "neighbours" else (np.nan, np.nan)
    verdict = compare(*interval, middle, indicator.polarity)
    why_not = "" if verdict else "our figure is published without the numbers behind it"
    return BenchmarkComparison(place, str(role), middle, lowest, highest, verdict, why_not)


def figure_at(figures: pd.DataFrame, own: pd.Series) -> pd.DataFrame:
    """The figures for exactly our own period and in our own unit."""
    same = (
        (figures["period_start"] == own["period_start"])
        & (figures["period_end"] == own["period_end"])
        & (figures["unit"] == own["unit"])
    )
    return figures[same]


def why_no_figure(group: pd.DataFrame, own: pd.Series) -> str:
    """Why there is nothing to compare with: another period, or none at all."""
    others = group[group["value"].notna()].sort_values("period_end")
    if others.empty:
        return "no figure is published"
    newest = others.iloc[-1]
    if newest["unit"] != own["unit"]:
        return f"its figure is in another unit ({newest['unit']})"
    return f"its newest figure is for another period, {newest['period_label']}"


def neighbours_of(others: pd.DataFrame, own: pd.Series) -> tuple[tuple[str, float], ...]:
    same = figure_at(others[others["role"] == "neighbours"], own).dropna(subset=["value"])
    ordered = same.sort_values(["value", "area_name"])
    return tuple(zip(ordered["area_name"], ordered["value"], strict=True))


def interval_of(
    figure: pd.Series, published: pd.DataFrame, indicator: Indicator
) -> tuple[float, float]:
    """The 95% interval in the figure's unit; NaN where its parts are not published."""
    count, base = parts_of(figure, published, indicator)
    if np.isnan(count) or np.isnan(base) or base <= 0:
        return np.nan, np.nan
    if figure["unit"] == "%":
        lower, upper = wilson(count, base)
        return 100 * lower, 100 * upper
    lower, upper = byar(count, base)
    return lower, upper


def parts_of(
    figure: pd.Series, published: pd.DataFrame, indicator: Indicator
) -> tuple[float, float]:
    """Numerator and base, so that one by the other is the figure (a percentage: a hundredth of it).

    A percentage published with its base alone has its numerator worked out. A rate per so many is
    published without parts: its count is that of the indicator itself, same place and period.
    """
    if figure["unit"] == "%":
        base, count = figure["denominator"], figure["numerator"]
        return (base * figure["value"] / 100 if np.isnan(count) else count), base
    if not RATE.match(figure["unit"]) or figure["value"] <= 0:
        return np.nan, np.nan
    counts = published[
        (published["indicator"] == indicator.id)
        & ~published["comparable"]
        & (published["area_code"] == figure["area_code"])
    ]
    counts = counts[
        (counts["period_start"] == figure["period_start"])
        & (counts["period_end"] == figure["period_end"])
    ]
    count = float(counts["value"].iloc[0]) if len(counts) else np.nan
    return count, count / figure["value"]


def recent_trend_of(
    own: pd.DataFrame, published: pd.DataFrame, indicator: Indicator
) -> RecentTrend:
    """The trend of our last five published years; they must follow each other without a gap."""
    last = own.tail(5)
    steps = last["period_start"].dt.year.diff().dropna()
    if len(last) < 5 or (steps != 1).any():
        return RecentTrend("cannot be calculated")
    parts = [parts_of(row, published, indicator) for _, row in last.iterrows()]
    count, base = zip(*parts, strict=True)
    return recent_trend(count, base, interval="wilson" if own["unit"].iloc[0] == "%" else "byar")
