"""The rows of a funnel chart, with tooltips and labels."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dscp_data.catalogue.entries import Polarity
from dscp_data.charts.axes import Scale, finite, scale_for, spaced
from dscp_data.charts.label_placement import Box, placed
from dscp_data.model.text import format_number, format_rounded
from dscp_data.statistics import funnel_limits

# What the labels at the edge and a legend of three rows leave the plot on the narrowest page.
# A larger plot moves points and labels apart, so what does not touch here touches nowhere.
PLOT_WIDTH, PLOT_HEIGHT = 430.0, 250.0
LINE_HEIGHT = 17 / PLOT_HEIGHT
STEPS_IN_CURVE = 60
SAID = (
    "unit",
    "position",
    "look",
    "label",
    "side",
    "value_words",
    "base_words",
    "limits_words",
    "stands_words",
    "in_words",
)
LIMITS = ("upper_998", "upper_95", "lower_95", "lower_998")
WITHIN = "Inside the limits"
TOO_FEW_TO_TELL = "past the line, but with so few that chance explains it"
MEANINGS: dict[Polarity, dict[str, str]] = {
    "higher": {"above": "Improvement", "below": "Concern"},
    "lower": {"above": "Concern", "below": "Improvement"},
    "neutral": {"above": "Higher", "below": "Lower"},
}
LOOKS = (
    WITHIN,
    *(
        f"{meaning}: outside {limit}%"
        for meaning in ("Improvement", "Concern", "Higher", "Lower")
        for limit in ("99.8", "95")
    ),
)


def funnel_scales(units: pd.DataFrame) -> tuple[Scale, Scale]:
    """The axes of denominators and of percentages, with room for all units and their limits.

    The first begins short of the smallest unit, not at 0: what is compared is the height.
    """
    bases = units["denominator"]
    ends = [0.75 * bases.min(), 1.05 * bases.max()]
    across = scale_for(ends, False, from_zero=False, whole=True)
    known = finite(units["value"], units["lower_998"], units["upper_998"])
    return across, scale_for(known, True, from_zero=False)


def funnel_frame(units: pd.DataFrame, polarity: Polarity, across: Scale, up: Scale) -> pd.DataFrame:
    """Rows of three roles: 'unit' to be a point, 'curve' along the limits, 'end' their names.

    Added to a unit: look (one of LOOKS), label, side and label_at, value_words, base_words,
    limits_words, stands_words and in_words. An end has its label and label_at.
    """
    parts = [curve_rows(units, across), end_rows(units, across, up), unit_rows(units, polarity)]
    frame = pd.concat(parts, ignore_index=True)
    frame = with_places(frame, across, up)
    return frame.fillna(dict.fromkeys(SAID, ""))


def unit_rows(units: pd.DataFrame, polarity: Polarity) -> pd.DataFrame:
    lines = list(units.itertuples(index=False))
    made = units.assign(
        role="unit",
        look=[look_of(position, polarity) for position in units["position"]],
        label=[f"{line.unit} {format_rounded(line.value, '%')}" for line in lines],
        value_words=[format_number(line.value, "%") for line in lines],
        base_words=[
            f"{format_number(line.numerator)} of {format_number(line.denominator)}"
            for line in lines
        ],
        limits_words=[
            f"{format_rounded(max(line.lower_998, 0.0), '%')} to "
            f"{format_rounded(line.upper_998, '%')}"
            for line in lines
        ],
        stands_words=[
            TOO_FEW_TO_TELL if is_past_line(line) else describe_position(line.position)
            for line in lines
        ],
    )
    made["in_words"] = made["unit"] + ": " + made["value_words"] + ", " + made["stands_words"]
    return made


def look_of(position: str, polarity: Polarity) -> str:
    if position == "within":
        return WITHIN
    side, limit = position.split()
    return f"{MEANINGS[polarity][side]}: outside {limit}%"


def is_past_line(line: Any) -> bool:
    """Whether a unit lies past the drawn limit and the exact tail does not put it outside."""
    return line.position == "within" and not line.lower_95 <= line.value <= line.upper_95


def describe_position(position: str) -> str:
    if position == "within":
        return "inside the limits"
    side, limit = position.split()
    return f"{side} the {limit}% limit" + ("" if limit == "99.8" else " but not the 99.8% limit")


def curve_rows(units: pd.DataFrame, across: Scale) -> pd.DataFrame:
    """The limits at sizes from below the smallest unit to the end of the axis."""
    share = units["pooled"].iloc[0]
    least = max(across.low, 0.5 * units["denominator"].min())
    curve = funnel_limits(share / 100, np.linspace(least, across.high, STEPS_IN_CURVE))
    curve[list(LIMITS)] *= 100
    return curve.assign(role="curve", pooled=share)


def end_rows(units: pd.DataFrame, across: Scale, up: Scale) -> pd.DataFrame:
    """What each line is called, at its right end and moved apart where names would touch."""
    share = units["pooled"].iloc[0]
    limits = 100 * funnel_limits(share / 100, [across.high])[list(LIMITS)].iloc[0]
    heights = [limits["upper_998"], limits["upper_95"], share]
    heights += [limits["lower_95"], limits["lower_998"]]
    gap = LINE_HEIGHT * (up.high - up.low)
    names = [
        "99.8% limit",
        "95% limit",
        f"all {format_rounded(share, '%')}",
        "95% limit",
        "99.8% limit",
    ]
    return pd.DataFrame(
        {"role": "end", "label": names, "label_at": spaced(heights, gap, up.low, up.high)}
    )


def with_places(frame: pd.DataFrame, across: Scale, up: Scale) -> pd.DataFrame:
    """Adds where each unit's label goes: its side of the point and its height on the y axis.

    Those outside the limits have the choice. Among many units one may be left with no room: its
    side is "", and the tooltip and the table beside the chart name it.
    """
    units, curve = frame[frame["role"] == "unit"], frame[frame["role"] == "curve"]
    units = units.sort_values("look", key=lambda looks: looks == WITHIN, kind="stable")
    tall = up.high - up.low

    def in_plot(rows: pd.DataFrame, field: str) -> list[tuple[float, float]]:
        x = PLOT_WIDTH * (rows["denominator"] - across.low) / (across.high - across.low)
        y = PLOT_HEIGHT * (up.high - rows[field]) / tall
        return list(zip(x, y, strict=True))

    lines = [
        Box(x - 1, y - 1, x + 1, y + 1)
        for name in (*LIMITS, "pooled")
        for x, y in in_plot(curve, name)
    ]
    places = placed(
        in_plot(units, "value"), units["label"].tolist(), PLOT_WIDTH, PLOT_HEIGHT, lines
    )
    frame.loc[units.index, "side"] = [place.side if place else "" for place in places]
    down = np.array([place.down if place else 0.0 for place in places])
    frame.loc[units.index, "label_at"] = units["value"] - down / PLOT_HEIGHT * tall
    return frame
