"""Signals that bear no verdict are taken away once, for chart, row, news, finding and export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dscp_data.aggregation.figure_arrays import Columns, rows_of
from dscp_data.aggregation.selection import ALL
from dscp_data.catalogue import Indicator
from dscp_data.statistics import xmr
from dscp_data.statistics.season import month_effects
from dscp_data.statistics.verdicts import is_due, is_too_wide
from dscp_data.trends.month_effects import months_of

ROUNDING = 5.0  # what a protected figure may be from the exact one, and more
POSSIBLE = 0.2  # a season this likely in rounded figures may be one in the exact ones
Key = tuple[str, str, str]  # indicator, agency, locality


def with_due_signals(
    points: Columns,
    keys: Sequence[Key],
    spans: Sequence[slice],
    indicators: dict[str, Indicator],
    *,
    by_month: set[str],
    judged: set[str],
    is_rounded: bool,
) -> Columns:
    """The points with the signals that bear a verdict; the others lose theirs. `by_month` names
    the indicators that are shown by month, and `judged` those by the period that they are judged
    by: others bear no verdict. Where figures `is_rounded` for a wider audience, what
    the exact ones might not bear is taken away: any signal of a snapshot, and what may be a season.
    """
    marked = points["signal"] != ""
    is_due = np.zeros(len(marked), dtype=bool)
    for (id, _, locality), span in zip(keys, spans, strict=True):
        if marked[span].any():
            if id not in judged:
                is_due[span] = True
                continue
            own_points = rows_of(points, span)
            is_due[span] = ~due_of(
                own_points, indicators[id], locality, monthly=id in by_month, is_rounded=is_rounded
            )
    if not is_due.any():
        return points
    nothing: dict[str, Any] = {"signal": "", "side": "", "direction": "", "sequence": 0}
    return points | {name: np.where(is_due, none, points[name]) for name, none in nothing.items()}


def due_of(
    points: Columns, indicator: Indicator, locality: str, *, monthly: bool, is_rounded: bool
) -> np.ndarray:
    value, mean, lower, upper, effect = (
        points[name].astype(float)
        for name in ("value", "mean", "lower_limit", "upper_limit", "effect")
    )
    sound = points["complete"].astype(bool) & ~points["provisional"].astype(bool)
    due = is_due(
        np.where(sound, value - effect, np.nan),
        np.maximum(upper - mean, mean - lower),
        mean - effect,
        points["signal"],
        points["sequence"].astype(int),
        month=months_of(points) if monthly else None,
        is_stock=indicator.aggregation == "last",
        among_many=locality != ALL,
        is_count=not indicator.has_denominator,
        rounding=ROUNDING if is_rounded else 0.0,
    )
    if is_rounded and indicator.aggregation == "last":
        return due & (points["signal"] == "")
    if is_rounded and monthly and not indicator.is_percentage:
        due = due & holds_in_every_season(points, sound)
    return due & ~is_too_wide(lower, upper) if indicator.is_percentage else due


def holds_in_every_season(points: Columns, sound: np.ndarray) -> np.ndarray:
    """Whether rounded values bear each signal also less the effect of the time of year, where the
    exact ones may have one: those are judged without it."""
    values = np.where(sound, points["value"].astype(float), np.nan)
    starts = np.flatnonzero(points["rebased"])
    segment = np.cumsum(points["rebased"].astype(int))
    effect = month_effects(values, months_of(points), segment, POSSIBLE)
    if not effect.any():
        return np.ones(len(values), dtype=bool)
    adjusted = xmr(values - effect, rebase=starts)
    same: np.ndarray = adjusted["side"].to_numpy() == points["side"]
    return same | (points["signal"] == "")
