"""Values with intervals, limits and signals, for all series in one pass.

Every function takes and gives one frame of many series, sorted by SERIES and period; `indicator`
names each row's indicator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from dscp_data.aggregation.completeness import SUPPRESSED_BY_AGENCY
from dscp_data.catalogue import Indicator
from dscp_data.catalogue.entries import Polarity
from dscp_data.statistics import (
    ChartChoice,
    byar,
    chart_for,
    clamped,
    p_chart_many,
    wilson,
    xmr_many,
)
from dscp_data.statistics.chart_choice import LIMITS_FROM

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


def with_values(figures: pd.DataFrame, indicators: Indicators) -> pd.DataFrame:
    """Adds value, lower and upper (95% interval), in the indicator's unit; percentages 0 to 100.

    A share needs both its parts: where one is held back, or the denominator is 0, it has no value.
    A cohort has none before it is mature: its lower and upper are then the bounds it came with.
    """
    numerator = figures["numerator"].to_numpy(dtype=float)
    denominator = figures["denominator"].to_numpy(dtype=float)
    percentage = indicator_mask(figures, indicators, lambda i: i.is_percentage)
    share = indicator_mask(figures, indicators, lambda i: i.has_denominator)
    cohort = indicator_mask(figures, indicators, lambda i: i.kind == "cohort")
    known = ~np.isnan(numerator)
    usable = (
        share & known & (denominator > 0) & (figures["missing"] != SUPPRESSED_BY_AGENCY).to_numpy()
    )
    value = np.where(share, np.nan, numerator)
    value[usable] = numerator[usable] / denominator[usable]
    value[percentage] *= PERCENT
    lower, upper = np.full(len(figures), np.nan), np.full(len(figures), np.nan)
    counted, proportion = known & ~share, usable & percentage
    lower[counted], upper[counted] = byar(numerator[counted])
    low, high = wilson(numerator[proportion], denominator[proportion])
    lower[proportion], upper[proportion] = PERCENT * low, PERCENT * high
    waiting = cohort & ~figures["complete"].to_numpy(dtype=bool)
    if waiting.any():
        value[waiting] = np.nan
        lower[waiting], upper[waiting] = figures.loc[waiting, ["lower", "upper"]].to_numpy().T
    return figures.assign(value=value, lower=lower, upper=upper)


def indicator_mask(
    figures: pd.DataFrame, indicators: Indicators, applies_to: Callable[[Indicator], bool]
) -> np.ndarray:
    """Whether something holds of each row's indicator."""
    holds = [id for id, indicator in indicators.items() if applies_to(indicator)]
    return figures["indicator"].isin(holds).to_numpy()


def choose_charts(
    points: pd.DataFrame, indicators: Sequence[Indicator], spans: Sequence[slice]
) -> list[ChartChoice]:
    """The chart that is right for each series, going by its complete points.

    Each series has its indicator, and the span of its rows.
    """
    value = complete_values(points)
    numerator = np.where(np.isnan(value), np.nan, points["numerator"].to_numpy(dtype=float))
    denominator = points["denominator"].to_numpy(dtype=float)
    rebased = points["rebased"].to_numpy()
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
    points: pd.DataFrame, indicators: Indicators, charts: np.ndarray, series: np.ndarray
) -> pd.DataFrame:
    """Adds mean, limits (held to what is possible), median, signal, side, sequence and direction.

    `charts` names the chart chosen for each row's series and `series` numbers it. Incomplete
    points lend nothing to the limits and bear no signal; series without limits have none.
    Each baseline has its own (`rebased` is true where one starts), which rest on the points of
    `limits_from`, and the clamped limits their
    flags. A count is judged less its `effect` of the time of year, and its limits move with that.
    """
    sound = points.assign(series=series, value=complete_values(points))
    limits = {name: np.full(len(points), np.nan) for name in [*LIMITS, "median"]}
    limits |= {name: np.full(len(points), "", dtype=object) for name in ("signal", "side")}
    limits |= {name: np.zeros(len(points), dtype=bool) for name in CLAMPED}
    limits["sequence"] = np.zeros(len(points), dtype=int)
    for chart, limits_of in CONTROL_CHARTS.items():
        rows = charts == chart
        if rows.any():
            drawn = limits_of(sound[rows], indicators)
            for name in drawn:
                limits[name][rows] = drawn[name]
    on_trial = charts == "run"
    if on_trial.any():
        medians = sound[on_trial].groupby("series")["value"].transform("median")
        limits["median"][on_trial] = medians
    if sound["rebased"].any():
        drop_short_baseline_limits(limits, sound)
    return points.assign(**limits, direction=directions(points, limits["side"], indicators))


def drop_short_baseline_limits(limits: dict[str, np.ndarray], sound: pd.DataFrame) -> None:
    """Take limits and signals from baselines of under 13 points; their mean stays."""
    starts = sound["rebased"] | (sound["series"] != sound["series"].shift())
    points = sound.groupby(starts.cumsum())["value"].transform("count")
    young = (points < LIMITS_FROM).to_numpy()
    nothing: dict[str, object] = {"lower_limit": np.nan, "upper_limit": np.nan, "sequence": 0}
    nothing |= {"signal": "", "side": ""} | dict.fromkeys(CLAMPED, False)
    for name, none in nothing.items():
        limits[name][young] = none


def count_limits(points: pd.DataFrame, indicators: Indicators) -> pd.DataFrame:
    """XmR limits, never below 0; a percentage never above 100."""
    adjusted = points.assign(value=points["value"] - points["effect"])
    chart = xmr_many(
        adjusted,
        by=["series"],
        time="period_start",
        value="value",
        rebase="rebased",
        limits_from="limits_from",
    )
    for name in LIMITS:
        chart[name] += points["effect"]
    percentage = indicator_mask(points, indicators, lambda i: i.is_percentage)
    limited = clamped(chart, 0.0)
    limited.loc[percentage, "upper_limit"] = limited.loc[percentage, "upper_limit"].clip(
        upper=PERCENT
    )
    return limited[[*LIMITS, *CLAMPED, *SIGNALS]]


def share_limits(points: pd.DataFrame, _: Indicators) -> pd.DataFrame:
    """The limits of the p chart, in percent."""
    numerator = points["numerator"].where(points["value"].notna())
    chart = p_chart_many(
        points.assign(numerator=numerator),
        by=["series"],
        time="period_start",
        numerator="numerator",
        denominator="denominator",
        rebase="rebased",
        limits_from="limits_from",
    )
    chart[LIMITS] *= PERCENT
    return clamped(chart, 0.0, PERCENT)[[*LIMITS, *CLAMPED, *SIGNALS]]


CONTROL_CHARTS: dict[str, Callable[[pd.DataFrame, Indicators], pd.DataFrame]] = {
    "xmr": count_limits,
    "p": share_limits,
}


def directions(points: pd.DataFrame, side: np.ndarray, indicators: Indicators) -> np.ndarray:
    """What each signal means: improvement or concern by polarity, up or down where neutral."""
    meaning = np.full(len(points), "", dtype=object)
    marked = np.flatnonzero(side != "")
    meaning[marked] = [
        DIRECTIONS[indicators[id].polarity][side_name]
        for id, side_name in zip(points["indicator"].iloc[marked], side[marked], strict=True)
    ]
    return meaning


def complete_values(points: pd.DataFrame) -> np.ndarray:
    """The values that limits and signals rest on; NaN at points not complete or not final."""
    final = points["complete"].astype(bool) & ~points["provisional"].astype(bool)
    return points["value"].where(final).to_numpy(dtype=float)
