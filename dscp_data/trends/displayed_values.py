"""Values as displayed: exact for members, otherwise derived from protected figures only.

A percentage of protected parts is whole, and has none where a part is "1 to 7". An average of
protected parts would be off by more than it varies, and is not displayed.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from dscp_data.aggregation.selection import Audience
from dscp_data.disclosure.suppression import PROVISIONAL, REVISED, UNRELIABLE
from dscp_data.model.text import format_number
from dscp_data.statistics import ChartChoice
from dscp_data.trends.values import Indicators, indicator_mask

TEXT_COLUMNS = ["value_text", "numerator_text", "denominator_text", "marks"]
DISPLAY_COLUMNS = [*TEXT_COLUMNS, "composed", "lowest", "highest"]
MOSTLY_SMALL = "too few for limits, because most of these numbers are too small to show exactly"
RELIABLE_FROM = 20  # below it one rounding moves a percentage by ten points and more


def for_audience(points: pd.DataFrame, indicators: Indicators, audience: Audience) -> pd.DataFrame:
    """Adds DISPLAY_COLUMNS. `value_text` and the other texts are shown in place of a number, or are
    "": in exact figures only those of a percentage of few. `marks` are symbols as [p] and [u];
    `composed` says that it is a sum of protected figures;
    `lowest` and `highest` are what the value can be by what is shown, NaN for exact figures."""
    if audience == "protected":
        return protected_values(points, indicators)
    texts = dict.fromkeys(TEXT_COLUMNS, "")
    shown = points.assign(**texts, composed=False, lowest=np.nan, highest=np.nan)
    return shown.assign(value_text=small_base_texts(points, indicators))


def small_base_texts(points: pd.DataFrame, indicators: Indicators) -> list[str]:
    """ "3 of 4" for a percentage of fewer than RELIABLE_FROM, and "" for other values."""
    percentage = indicator_mask(points, indicators, lambda i: i.is_percentage)
    known = percentage & points["value"].notna().to_numpy()
    small = known & (points["denominator"] < RELIABLE_FROM).to_numpy()
    parts = zip(small, points["numerator"], points["denominator"], strict=True)
    return [f"{format_number(x)} of {format_number(n)}" if few else "" for few, x, n in parts]


def protected_values(points: pd.DataFrame, indicators: Indicators) -> pd.DataFrame:
    share = indicator_mask(points, indicators, lambda i: i.has_denominator)
    percentage = indicator_mask(points, indicators, lambda i: i.is_percentage)
    in_words = (points["numerator_text"] != "").to_numpy()
    base_in_words = (points["denominator_text"] != "").to_numpy()
    untold = share & (in_words | base_in_words | ~percentage)
    value = points["value"].to_numpy(dtype=float)
    value = np.where(percentage, np.floor(value + 0.5), value)
    value[untold] = np.nan
    lowest, highest = value_ranges(points, share, percentage)
    # A small count has no interval; it is drawn as the range that is shown.
    small = in_words & ~share & np.isfinite(highest)
    sure = ~untold & ~(in_words & ~share)
    shown_points = points.assign(
        value=value,
        lower=np.where(small, lowest, points["lower"].where(sure)),
        upper=np.where(small, highest, points["upper"].where(sure)),
        lowest=lowest,
        highest=highest,
    )
    unreliable = percentage & ~np.isnan(value) & (points["denominator"] < RELIABLE_FROM).to_numpy()
    return shown_points.assign(
        value_text=value_texts(shown_points, share, percentage),
        marks=mark_symbols(shown_points, unreliable),
    )


def value_ranges(
    points: pd.DataFrame, share: np.ndarray, percentage: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest that each value can be, in its indicator's unit."""
    low, high = (points[f"numerator_{end}"].to_numpy(dtype=float) for end in ("low", "high"))
    base_low, base_high = (
        points[f"denominator_{end}"].to_numpy(dtype=float) for end in ("low", "high")
    )
    scale = np.where(percentage, 100.0, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        lowest = np.where(share, scale * low / base_high, low)
        highest = np.where(share, scale * high / base_low, high)
    return lowest, np.where(percentage, np.fmin(highest, 100.0), highest)


def value_texts(shown_points: pd.DataFrame, share: np.ndarray, percentage: np.ndarray) -> list[str]:
    """The text in place of each value: that of a small count, or a whole percentage."""
    cells = zip(
        shown_points["value"], shown_points["numerator_text"], share, percentage, strict=True
    )
    return [
        format_number(value, "%", 0)
        if is_percentage and not np.isnan(value)
        else ""
        if is_share
        else text
        for value, text, is_share, is_percentage in cells
    ]


def protected_chart_choice(choice: ChartChoice, points: pd.DataFrame) -> ChartChoice:
    """The chart of one series for a wider audience: none with limits where most of its numbers are
    in words, 0 or unreliable. Rounding draws those at one height, and a run of them is no signal.
    """
    unsure = (points["numerator_text"] != "") | points["marks"].str.contains(
        UNRELIABLE, regex=False
    )
    few = points["value"].notna() & (unsure | (points["numerator"] == 0))
    judged = choice.has_limits or choice.chart == "too few"
    if not judged or 2 * int(few.sum()) <= int(points["value"].notna().sum()):
        return choice
    return replace(choice, chart="too few", reason=MOSTLY_SMALL, offers=("wider period",))


def mark_symbols(shown_points: pd.DataFrame, unreliable: np.ndarray) -> list[str]:
    flags = zip(shown_points["provisional"], shown_points["revised"], unreliable, strict=True)
    symbols = (PROVISIONAL, REVISED, UNRELIABLE)
    return [
        " ".join(symbol for symbol, holds in zip(symbols, row, strict=True) if holds)
        for row in flags
    ]
