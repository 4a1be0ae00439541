"""Values as displayed: exact for members, otherwise derived from protected figures only.

A percentage of protected parts is whole, and has none where a part is "1 to 7". An average of
protected parts would be off by more than it varies, and is not displayed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from dscp_data.aggregation.figure_arrays import Columns
from dscp_data.aggregation.selection import Audience
from dscp_data.disclosure.suppression import PROVISIONAL, REVISED, UNRELIABLE
from dscp_data.model.text import format_number
from dscp_data.statistics import ChartChoice
from dscp_data.trends.values import Indicators, indicator_mask

TEXT_COLUMNS = ["value_text", "numerator_text", "denominator_text", "marks"]
DISPLAY_COLUMNS = [*TEXT_COLUMNS, "composed", "lowest", "highest"]
MOSTLY_SMALL = "too few for limits, because most of these numbers are too small to show exactly"
RELIABLE_FROM = 20  # below it one rounding moves a percentage by ten points and more


def for_audience(points: Columns, indicators: Indicators, audience: Audience) -> Columns:
    """Adds DISPLAY_COLUMNS. `value_text` and the other texts are shown in place of a number, or are
    "": in exact figures only those of a percentage of few. `marks` are symbols as [p] and [u];
    `composed` says that it is a sum of protected figures;
    `lowest` and `highest` are what the value can be by what is shown, NaN for exact figures."""
    if audience == "protected":
        return protected_values(points, indicators)
    count = len(points["value"])
    nothing = np.full(count, np.nan)
    return {
        **points,
        **{name: no_texts(count) for name in TEXT_COLUMNS},
        "value_text": small_base_texts(points, indicators),
        "composed": np.zeros(count, dtype=bool),
        "lowest": nothing,
        "highest": nothing,
    }


def no_texts(count: int) -> np.ndarray:
    return np.full(count, "", dtype=object)


def small_base_texts(points: Columns, indicators: Indicators) -> np.ndarray:
    """ "3 of 4" for a percentage of fewer than RELIABLE_FROM, and "" for other values."""
    percentage = indicator_mask(points, indicators, lambda i: i.is_percentage)
    known = percentage & ~np.isnan(points["value"])
    texts = no_texts(len(known))
    for row in np.flatnonzero(known & (points["denominator"] < RELIABLE_FROM)):
        part, base = points["numerator"][row], points["denominator"][row]
        texts[row] = f"{format_number(part)} of {format_number(base)}"
    return texts


def protected_values(points: Columns, indicators: Indicators) -> Columns:
    share = indicator_mask(points, indicators, lambda i: i.has_denominator)
    percentage = indicator_mask(points, indicators, lambda i: i.is_percentage)
    in_words = points["numerator_text"] != ""
    base_in_words = points["denominator_text"] != ""
    untold = share & (in_words | base_in_words | ~percentage)
    value = points["value"].astype(float)
    value = np.where(percentage, np.floor(value + 0.5), value)
    value[untold] = np.nan
    lowest, highest = value_ranges(points, share, percentage)
    # A small count has no interval; it is drawn as the range that is shown.
    small = in_words & ~share & np.isfinite(highest)
    sure = ~untold & ~(in_words & ~share)
    shown_points = points | {
        "value": value,
        "lower": np.where(small, lowest, np.where(sure, points["lower"], np.nan)),
        "upper": np.where(small, highest, np.where(sure, points["upper"], np.nan)),
        "lowest": lowest,
        "highest": highest,
    }
    unreliable = percentage & ~np.isnan(value) & (points["denominator"] < RELIABLE_FROM)
    return shown_points | {
        "value_text": value_texts(shown_points, share, percentage),
        "marks": mark_symbols(shown_points, unreliable),
    }


def value_ranges(
    points: Columns, share: np.ndarray, percentage: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest that each value can be, in its indicator's unit."""
    low, high = (points[f"numerator_{end}"].astype(float) for end in ("low", "high"))
    base_low, base_high = (points[f"denominator_{end}"].astype(float) for end in ("low", "high"))
    scale = np.where(percentage, 100.0, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        lowest = np.where(share, scale * low / base_high, low)
        highest = np.where(share, scale * high / base_low, high)
    return lowest, np.where(percentage, np.fmin(highest, 100.0), highest)


def value_texts(shown_points: Columns, share: np.ndarray, percentage: np.ndarray) -> np.ndarray:
    """The text in place of each value: that of a small count, or a whole percentage."""
    cells = zip(
        shown_points["value"], shown_points["numerator_text"], share, percentage, strict=True
    )
    return as_texts(
        format_number(value, "%", 0)
        if is_percentage and not np.isnan(value)
        else ""
        if is_share
        else text
        for value, text, is_share, is_percentage in cells
    )


def as_texts(texts: Iterable[str]) -> np.ndarray:
    return np.array(list(texts), dtype=object)


def protected_chart_choice(choice: ChartChoice, points: Columns) -> ChartChoice:
    """The chart of one series for a wider audience: none with limits where most of its numbers are
    in words, 0 or unreliable. Rounding draws those at one height, and a run of them is no signal.
    """
    is_unreliable = np.array([UNRELIABLE in symbols for symbols in points["marks"]], dtype=bool)
    unsure = (points["numerator_text"] != "") | is_unreliable
    known = ~np.isnan(points["value"])
    few = known & (unsure | (points["numerator"] == 0))
    judged = choice.has_limits or choice.chart == "too few"
    if not judged or 2 * int(few.sum()) <= int(known.sum()):
        return choice
    return replace(choice, chart="too few", reason=MOSTLY_SMALL, offers=("wider period",))


def mark_symbols(shown_points: Columns, unreliable: np.ndarray) -> np.ndarray:
    flags = zip(shown_points["provisional"], shown_points["revised"], unreliable, strict=True)
    symbols = (PROVISIONAL, REVISED, UNRELIABLE)
    return as_texts(
        " ".join(symbol for symbol, holds in zip(symbols, row, strict=True) if holds)
        for row in flags
    )
