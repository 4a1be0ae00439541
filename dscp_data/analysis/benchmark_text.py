"""Describes how our figure compares with published ones, and with our own returns."""

from __future__ import annotations

import math
from itertools import groupby

import numpy as np
import pandas as pd

from dscp_data.analysis.benchmark import BenchmarkComparison, Benchmarks
from dscp_data.catalogue import Indicator
from dscp_data.comparators.comparison import format_published
from dscp_data.model.periods import Period, period_of
from dscp_data.model.text import format_number, join_list
from dscp_data.trends.point import Point, point_of
from dscp_data.trends.trend import Trend

FEWEST_RANKED = 4  # neighbours, for quartiles to mean anything
VERDICTS = {
    "better": "better than",
    "worse": "worse than",
    "higher": "higher than",
    "lower": "lower than",
    "similar": "similar to",
}


def benchmark_finding(found: Benchmarks) -> str:
    """ "In 2024 to 2025 County Durham (18.7%, …) was better than England (22.6%) and …"."""
    compared = [one for one in found.against if one.verdict]
    own = f"{found.place} ({format_benchmark(found.value, found.unit)}{format_interval(found)})"
    if not compared:
        return f"In {found.period} {own} cannot be compared: {describe_missing(found)}."
    parts = [
        f"{VERDICTS[verdict]} {join_list([format_place(one, found.unit) for one in group])}"
        for verdict, group in groupby(compared, key=lambda one: one.verdict)
    ]
    return f"In {found.period} {own} was {', and '.join(parts)}."


def describe_missing(found: Benchmarks) -> str:
    return (
        "; ".join(f"{one.place}: {one.why_not}" for one in found.against)
        or "no published figures to compare with"
    )


def format_interval(found: Benchmarks) -> str:
    if math.isnan(found.lower):
        return ""
    low, high = format_benchmark(found.lower, found.unit), format_benchmark(found.upper, found.unit)
    return f", 95% interval {low} to {high}"


def format_place(one: BenchmarkComparison, unit: str) -> str:
    """ "the North East (20.7%)", "the median of its statistical neighbours (19.1%)"."""
    name = {"region": f"the {one.place}", "neighbours": "the median of its statistical neighbours"}
    return f"{name.get(one.role, one.place)} ({format_benchmark(one.value, unit)})"


def format_benchmark(value: float, unit: str) -> str:
    return format_published(value, unit)


def describe_neighbours(found: Benchmarks) -> str:
    """Who they are, lowest first, each with its figure."""
    if not found.neighbours:
        return ""
    named = [f"{name} {format_benchmark(value, found.unit)}" for name, value in found.neighbours]
    return f"Statistical neighbours, lowest first: {join_list(named)}."


def ranking(found: Benchmarks) -> pd.DataFrame:
    """Our place among its statistical neighbours, lowest first: area, value, role ("own" or
    "neighbours"), quarter (1 the lowest fourth of the neighbours, to 4) and value_words."""
    areas = [(name, value, "neighbours") for name, value in found.neighbours]
    rows = pd.DataFrame(
        [*areas, (found.place, found.value, "own")], columns=["area", "value", "role"]
    ).sort_values(["value", "area"], ignore_index=True)
    edges = quartiles(found)
    rows["quarter"] = 1 + np.searchsorted(edges, rows["value"].to_numpy(), side="left")
    rows["value_words"] = [format_benchmark(value, found.unit) for value in rows["value"]]
    return rows


def quartiles(found: Benchmarks) -> np.ndarray:
    """The lower quartile, the median and the upper quartile of the neighbours."""
    return np.percentile([value for _, value in found.neighbours], [25, 50, 75])


def describe_rank(found: Benchmarks) -> str:
    """ "From the lowest, County Durham is number 3 of 11 and in the lowest quarter of …"."""
    rows = ranking(found)
    place = int(rows.index[rows["role"] == "own"][0])
    own, low, high = rows["quarter"][place], *quartiles(found)[[0, 2]]
    where = {1: "the lowest quarter", 4: "the highest quarter"}.get(own, "the middle half")
    middle = f"{format_benchmark(low, found.unit)} to {format_benchmark(high, found.unit)}"
    return (
        f"From the lowest, {found.place} is number {place + 1} of {len(rows)} and in {where} of "
        f"its statistical neighbours; their middle half is {middle}."
    )


def describe_recent_trend(found: Benchmarks) -> str:
    """The trend of the last five published years."""
    word = found.recent.word
    if word == "cannot be calculated":
        return ""
    text = "no significant change" if word == "no significant change" else word
    return f"5 years to {found.period}: {text} (weighted trend, tested at 99.8%)."


def own_period(found: Benchmarks) -> Period | None:
    """The council year that the published figure is for; None where it is for something else."""
    year = period_of(found.start.date(), "year")
    return year if (year.start, year.end) == (found.start.date(), found.end.date()) else None


def point_of_year(trend: Trend, year: Period) -> Point | None:
    """Our own returns for that year, where they are complete."""
    points = trend.points
    sound = points["complete"].astype(bool) & points["value"].notna()
    (rows,) = np.nonzero((sound & (points["period_start"] == pd.Timestamp(year.start))).to_numpy())
    return point_of(trend.columns, int(rows[0]), "year") if len(rows) else None


def describe_local_figure(found: Benchmarks, indicator: Indicator, point: Point | None) -> str:
    """What our own returns say for that year, or why they are not set beside it."""
    if found.unit != indicator.unit:
        return (
            f"Our returns are in {indicator.unit} and this figure is {found.unit}, so we do not "
            "compare them."
        )
    if own_period(found) is None:
        return (
            f"This figure is for {found.period}. Our returns do not have a {indicator.frequency} "
            "that matches, so we do not compare them."
        )
    if point is None:
        return f"We do not have complete returns for {found.period} to compare with it."
    return (
        f"Our own returns for the same year give {format_benchmark(point.value, found.unit)} "
        f"({format_number(point.numerator)} of {format_number(point.denominator)}). "
        "The published figure is "
        "counted and checked nationally, so the two can differ."
    )
