"""From figures to values with intervals, limits and named signals."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dscp_data.catalogue import Indicator
from dscp_data.catalogue.entries import Polarity
from dscp_data.statistics import ChartChoice, byar, chart_for, clamped, p_chart, wilson, xmr
from dscp_data.trends.figures import HELD_BACK

PERCENT = 100.0
LIMITS = ["mean", "lower_limit", "upper_limit"]
DIRECTIONS: dict[Polarity, dict[str, str]] = {
    "higher": {"up": "improvement", "down": "concern", "": ""},
    "lower": {"up": "concern", "down": "improvement", "": ""},
    "neutral": {"up": "up", "down": "down", "": ""},
}


def with_values(figures: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Adds value, lower and upper (95% interval), in the indicator's unit; percentages 0 to 100.

    A share needs both its parts: where one is held back, or the denominator is 0, it has no value.
    """
    numerator = figures["numerator"].to_numpy(dtype=float)
    if not indicator.has_denominator:
        lower, upper = interval(numerator, None)
        return figures.assign(value=numerator, lower=lower, upper=upper)
    denominator = figures["denominator"].to_numpy(dtype=float)
    usable = ~np.isnan(numerator) & (denominator > 0) & known(figures)
    value = np.full(len(figures), np.nan)
    value[usable] = scale(indicator) * numerator[usable] / denominator[usable]
    lower, upper = np.full(len(figures), np.nan), np.full(len(figures), np.nan)
    if indicator.is_percentage:
        low, high = interval(numerator[usable], denominator[usable])
        lower[usable], upper[usable] = PERCENT * low, PERCENT * high
    return figures.assign(value=value, lower=lower, upper=upper)


def known(figures: pd.DataFrame) -> np.ndarray:
    """Where no part of a figure is held back: a share of the rest would mislead."""
    return (figures["missing"] != HELD_BACK).to_numpy()


def scale(indicator: Indicator) -> float:
    return PERCENT if indicator.is_percentage else 1.0


def interval(
    numerator: np.ndarray, denominator: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray]:
    """The 95% interval: Wilson for a proportion (0 to 1), Byar or exact Poisson for a count."""
    lower, upper = np.full(len(numerator), np.nan), np.full(len(numerator), np.nan)
    sound = ~np.isnan(numerator)
    if sound.any():
        if denominator is None:
            lower[sound], upper[sound] = byar(numerator[sound])
        else:
            lower[sound], upper[sound] = wilson(numerator[sound], denominator[sound])
    return lower, upper


def choice_of(points: pd.DataFrame, indicator: Indicator) -> ChartChoice:
    """The chart that is right for a series, going by its complete points."""
    value = complete_values(points)
    if indicator.is_percentage:
        numerators = np.where(np.isnan(value), np.nan, points["numerator"].to_numpy(dtype=float))
        denominators = points["denominator"].to_numpy(dtype=float)
        return chart_for(numerators=numerators, denominators=denominators, kind=indicator.kind)
    return chart_for(value, kind=indicator.kind)


def with_limits(points: pd.DataFrame, indicator: Indicator, choice: ChartChoice) -> pd.DataFrame:
    """Adds mean, limits (held to what is possible), median, signal, side, sequence and direction.

    Incomplete points lend nothing to the limits and bear no signal. A series too short for limits
    has them all empty; one on trial has a median.
    """
    value = complete_values(points)
    if not choice.has_limits:
        median = np.nanmedian(value) if choice.chart == "run" else np.nan
        return points.assign(
            **dict.fromkeys(LIMITS, np.nan),
            median=median,
            signal="",
            side="",
            sequence=0,
            direction="",
        )
    chart = control_chart(points, value, indicator, choice)
    directions = DIRECTIONS[indicator.polarity]
    return points.assign(
        **{name: chart[name].to_numpy() for name in [*LIMITS, "signal", "side", "sequence"]},
        median=np.nan,
        direction=[directions[side] for side in chart["side"]],
    )


def control_chart(
    points: pd.DataFrame, value: np.ndarray, indicator: Indicator, choice: ChartChoice
) -> pd.DataFrame:
    highest = PERCENT if indicator.is_percentage else None
    if choice.chart == "xmr":
        return clamped(xmr(value), 0.0, highest)
    numerator = np.where(np.isnan(value), np.nan, points["numerator"].to_numpy(dtype=float))
    chart = p_chart(numerator, points["denominator"].to_numpy(dtype=float))
    chart[LIMITS] *= PERCENT
    return clamped(chart, 0.0, highest)


def complete_values(points: pd.DataFrame) -> np.ndarray:
    """The values that limits and signals rest on; NaN where a point is not complete."""
    return points["value"].where(points["complete"].astype(bool)).to_numpy(dtype=float)
