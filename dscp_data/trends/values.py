"""Values with intervals, limits and signals, for all series in one pass.

Every function takes and gives the columns of many series as arrays, the rows sorted by SERIES and
period; `indicator` names each row's indicator. Frames would take three times as long for one
series: each step of theirs costs as much for forty rows as for forty thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from dscp_data.aggregation.completeness import SUPPRESSED_BY_AGENCY
from dscp_data.aggregation.figure_arrays import Columns, rows_of
from dscp_data.catalogue import Indicator
from dscp_data.catalogue.entries import Polarity
from dscp_data.statistics import (
    ChartChoice,
    byar,
    chart_for,
    wilson,
)
from dscp_data.statistics.chart_choice import LIMITS_FROM
from dscp_data.statistics.control_limits import xmr_lines
from dscp_data.statistics.p_chart import p_lines
from dscp_data.statistics.proportions import proportion_parts
from dscp_data.statistics.special_cause import special_causes
from dscp_data.statistics.xmr import chart_columns, clamped_columns

PERCENT = 100.0
LIMITS = ["mean", "lower_limit", "upper_limit"]
CLAMPED = ["lower_clamped", "upper_clamped"]
SIGNALS = ["signal", "side", "sequence"]
DIRECTIONS: dict[Polarity, dict[str, str]] = {
    "higher": {"up": "improvement", "down": "concern"},
    "lower": {"up": "concern", "down": "improvement"},
    "neutral": {"up": "up", "down": "down"},
}
Indicators = Mapping[str, Indicator]


def with_values(figures: Columns, indicators: Indicators) -> Columns:
    """Adds value, lower and upper (95% interval), in the indicator's unit; percentages 0 to 100.

    A share needs both its parts: where one is held back, or the denominator is 0, it has no value.
    A cohort has none before it is mature: its lower and upper are then the bounds it came with.
    """
    numerator = figures["numerator"].astype(float)
    denominator = figures["denominator"].astype(float)
    percentage = indicator_mask(figures, indicators, lambda i: i.is_percentage)
    share = indicator_mask(figures, indicators, lambda i: i.has_denominator)
    cohort = indicator_mask(figures, indicators, lambda i: i.kind == "cohort")
    known = ~np.isnan(numerator)
    usable = share & known & (denominator > 0) & (figures["missing"] != SUPPRESSED_BY_AGENCY)
    value = np.where(share, np.nan, numerator)
    value[usable] = numerator[usable] / denominator[usable]
    value[percentage] *= PERCENT
    lower, upper = np.full(len(known), np.nan), np.full(len(known), np.nan)
    counted, proportion = known & ~share, usable & percentage
    lower[counted], upper[counted] = byar(numerator[counted])
    low, high = wilson(numerator[proportion], denominator[proportion])
    lower[proportion], upper[proportion] = PERCENT * low, PERCENT * high
    waiting = cohort & ~figures["complete"].astype(bool)
    if waiting.any():
        value[waiting] = np.nan
        lower[waiting], upper[waiting] = figures["lower"][waiting], figures["upper"][waiting]
    return {**figures, "value": value, "lower": lower, "upper": upper}


def indicator_mask(
    figures: Columns, indicators: Indicators, applies_to: Callable[[Indicator], bool]
) -> np.ndarray:
    """Whether something holds of each row's indicator."""
    holds = {id: applies_to(indicator) for id, indicator in indicators.items()}
    ids = figures["indicator"]
    return np.fromiter((holds[id] for id in ids), dtype=bool, count=len(ids))


def choose_charts(
    points: Columns, indicators: Sequence[Indicator], spans: Sequence[slice]
) -> list[ChartChoice]:
    """The chart that is right for each series, going by its complete points.

    Each series has its indicator, and the span of its rows.
    """
    value = complete_values(points)
    numerator = np.where(np.isnan(value), np.nan, points["numerator"].astype(float))
    denominator = points["denominator"].astype(float)
    rebased = points["rebased"]
    return [
        chart_for(
            None if indicator.is_percentage else value[span],
            numerators=numerator[span] if indicator.is_percentage else None,
            denominators=denominator[span] if indicator.is_percentage else None,
            kind=indicator.kind,
            rebase=np.flatnonzero(rebased[span]),
        )
        for indicator, span in zip(indicators, spans, strict=True)
    ]


def with_limits(
    points: Columns, indicators: Indicators, charts: np.ndarray, series: np.ndarray
) -> Columns:
    """Adds mean, limits (held to what is possible), median, signal, side, sequence and direction.

    `charts` names the chart chosen for each row's series and `series` numbers it. Incomplete
    points lend nothing to the limits and bear no signal; series without limits have none.
    Each baseline has its own (`rebased` is true where one starts), which rest on the points of
    `limits_from`, and the clamped limits their
    flags. A count is judged less its `effect` of the time of year, and its limits move with that.
    """
    sound = {**points, "series": series, "value": complete_values(points)}
    limits = {name: np.full(len(series), np.nan) for name in [*LIMITS, "median"]}
    limits |= {name: np.full(len(series), "", dtype=object) for name in ("signal", "side")}
    limits |= {name: np.zeros(len(series), dtype=bool) for name in CLAMPED}
    limits["sequence"] = np.zeros(len(series), dtype=int)
    for chart, limits_of in CONTROL_CHARTS.items():
        rows = charts == chart
        if rows.any():
            drawn = limits_of(rows_of(sound, rows), indicators)
            for name in (*LIMITS, *CLAMPED, *SIGNALS):
                limits[name][rows] = drawn[name]
    for one in np.unique(series[charts == "run"]):
        rows = series == one
        known = sound["value"][rows & ~np.isnan(sound["value"])]
        limits["median"][rows] = np.median(known) if len(known) else np.nan
    if sound["rebased"].any():
        drop_short_baseline_limits(limits, sound)
    return {**points, **limits, "direction": directions(points, limits["side"], indicators)}


def baselines(points: Columns) -> np.ndarray:
    """The number of each row's baseline: a new one starts with a series, and where it is rebased.

    series   0 0 0 1 1
    rebased  . . x . .
    gives    0 0 1 2 2
    """
    starts = points["rebased"] | (np.diff(points["series"], prepend=-1) != 0)
    number: np.ndarray = np.cumsum(starts) - 1
    return number


def drop_short_baseline_limits(limits: Columns, sound: Columns) -> None:
    """Take limits and signals from baselines of under 13 points; their mean stays."""
    number = baselines(sound)
    points = np.bincount(number, weights=~np.isnan(sound["value"]))[number]
    young = points < LIMITS_FROM
    nothing: dict[str, object] = {"lower_limit": np.nan, "upper_limit": np.nan, "sequence": 0}
    nothing |= {"signal": "", "side": ""} | dict.fromkeys(CLAMPED, False)
    for name, none in nothing.items():
        limits[name][young] = none


def count_limits(points: Columns, indicators: Indicators) -> Columns:
    """XmR limits, never below 0; a percentage never above 100."""
    values, segment = points["value"] - points["effect"], baselines(points)
    lines = xmr_lines(values, segment, screen=False, freeze=None, limits_from=points["limits_from"])
    chart = chart_columns(values, lines, special_causes(values, lines, segment))
    chart |= {name: chart[name] + points["effect"] for name in LIMITS}
    chart |= clamped_columns(chart, 0.0)
    percentage = indicator_mask(points, indicators, lambda i: i.is_percentage)
    highest = np.where(percentage, PERCENT, np.inf)
    return {**chart, "upper_limit": np.minimum(chart["upper_limit"], highest)}


def share_limits(points: Columns, _: Indicators) -> Columns:
    """The limits of the p chart, in percent."""
    numerator = np.where(np.isnan(points["value"]), np.nan, points["numerator"])
    counts, bases = proportion_parts(numerator, points["denominator"])
    segment = baselines(points)
    lines, _factors = p_lines(counts, bases, segment, None, points["limits_from"])
    shares = counts / bases
    chart = chart_columns(shares, lines, special_causes(shares, lines, segment))
    chart |= {name: PERCENT * chart[name] for name in LIMITS}
    return chart | clamped_columns(chart, 0.0, PERCENT)


CONTROL_CHARTS: dict[str, Callable[[Columns, Indicators], Columns]] = {
    "xmr": count_limits,
    "p": share_limits,
}


def directions(points: Columns, side: np.ndarray, indicators: Indicators) -> np.ndarray:
    """What each signal means: improvement or concern by polarity, up or down where neutral."""
    meaning = np.full(len(side), "", dtype=object)
    marked = np.flatnonzero(side != "")
    meaning[marked] = [
        DIRECTIONS[indicators[id].polarity][side_name]
        for id, side_name in zip(points["indicator"][marked], side[marked], strict=True)
    ]
    return meaning


def complete_values(points: Columns) -> np.ndarray:
    """The values that limits and signals rest on; NaN at points not complete or not final."""
    final = points["complete"].astype(bool) & ~points["provisional"].astype(bool)
    return np.where(final, points["value"].astype(float), np.nan)
