"""Days between events: each gap on the day that ended it, with its usual range."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from dscp_data.charts.axes import Scale, finite, scale_for
from dscp_data.charts.chart import Chart, layered, on_scale, quantity, rows, words, written
from dscp_data.charts.period_rows import columns_of
from dscp_data.charts.series_layers import line, points_by_look
from dscp_data.charts.tokens import palette
from dscp_data.charts.trend_chart import band, label
from dscp_data.charts.trend_frame import (
    COMPLETE,
    HIGHER,
    LOWER,
    USUAL,
    looks_of,
    with_labels,
)
from dscp_data.model.text import format_number, pluralise

HEIGHT = 260
DATES = {
    "field": "date",
    "type": "temporal",
    "title": None,
    "scale": {"type": "utc"},
    "axis": {"format": "%b %y", "labelOverlap": True, "tickCount": 5},
}
SIGNAL_WORDS = {
    ("outside", "up"): "longer than the usual range",
    ("outside", "down"): "shorter than the usual range",
    ("trend", "up"): "{} waits in a row, each longer than the one before",
    ("trend", "down"): "{} waits in a row, each shorter than the one before",
    ("two-of-three", "up"): "two of three near the upper limit",
    ("two-of-three", "down"): "two of three near the lower limit",
    ("shift", "up"): "{} waits in a row longer than the mean",
    ("shift", "down"): "{} waits in a row shorter than the mean",
}


def days_between_chart(waits: pd.DataFrame, theme: str) -> Chart:
    """The t chart of `dscp_data.statistics.days_between` as a page draws it."""
    scale = scale_for(finite(waits["value"], waits["upper_limit"]), False, True, whole=True)
    frame = days_between_frame(waits, scale)
    has_limits = bool(frame["upper_limit"].notna().any())
    return Chart(frame, days_between_spec(theme, scale, looks_of(frame["look"]), has_limits))


def days_between_frame(waits: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Adds look, date_words, value_words, range_words, signal_words, in_words and edge labels."""
    made = waits.reset_index(drop=True).assign(baseline=0, median=np.nan, target=np.nan)
    usual = np.where(made["upper_limit"].notna(), USUAL, COMPLETE)
    made["look"] = np.select([made["side"] == "up", made["side"] == "down"], [HIGHER, LOWER], usual)
    made["date_words"] = [f"{day.day} {day:%B %Y}" for day in made["date"]]
    made["value_words"] = [pluralise(int(value), "day") for value in made["value"]]
    limits = zip(made["lower_limit"], made["upper_limit"], strict=True)
    made["range_words"] = [
        f"{format_number(a, decimals=0)} to {format_number(b, decimals=0)}" for a, b in limits
    ]
    signals = zip(made["signal"], made["side"], made["sequence"], strict=True)
    made["signal_words"] = [
        SIGNAL_WORDS.get((signal, side), "none").format(int(many)) for signal, side, many in signals
    ]
    made["in_words"] = made["value_words"] + " to " + made["date_words"]
    return pd.DataFrame(with_labels(columns_of(made), "", scale))


@cache
def days_between_spec(
    theme: str, scale: Scale, looks: tuple[str, ...], has_limits: bool
) -> dict[str, Any]:
    colours = palette(theme)
    layers = [written(band, colours)] if has_limits else []
    layers.append(written(line, "value", colours.line, 1.2))
    if has_limits:
        layers += [written(line, "mean", colours.accent, 1.5)]
        layers += [written(label, name, colours) for name in ("upper", "mean", "lower")]
    layers += [points_by_look(colours, looks, "up"), written(hover, has_limits)]
    layers[0] = on_scale(layers[0], scale, percent=False)
    return layered(layers, HEIGHT, theme, x=DATES)


def hover(has_limits: bool) -> alt.Chart:
    """An unseen target around each point, larger than the point."""
    return (
        rows()
        .mark_point(opacity=0, filled=True, size=260, aria=False)
        .encode(
            y=quantity("value"),
            tooltip=[
                words("date_words", "To"),
                words("value_words", "Wait"),
                *([words("range_words", "Usual range, days")] if has_limits else []),
                *([words("signal_words", "Signal")] if has_limits else []),
            ],
        )
    )
