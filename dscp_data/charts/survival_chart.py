"""Percentage of concerns resolved by month, as a step curve with its interval and other endings."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from dscp_data.charts.axes import Scale
from dscp_data.charts.chart import (
    FIT,
    Chart,
    finished,
    has_text,
    on_edge,
    quantity,
    rows,
    text_channel,
    with_axis,
    words,
)
from dscp_data.charts.tokens import FONT_SIZE, Palette, palette
from dscp_data.model.text import format_rounded, pluralise

HEIGHT = 300
READ_AT = (6, 12)
# The label of 12 months is to the right of its rule; beyond two years few are still followed.
LEAST_MONTHS, MOST_MONTHS = 18, 24
PERCENT = Scale(0.0, 100.0, 25.0)
SHARES = ["value", "lower", "upper", "otherwise_value"]
LEFT = ["resolved", "otherwise", "censored"]  # how many are not followed any more from a month on
OTHERWISE_LABEL = "ended another way"
LINE = 8.0  # percent: the height of a line of type
LOW = 12.0  # percent: a lower curve would run through a label at the foot of its rule


def survival_chart(curve: pd.DataFrame, theme: str) -> Chart:
    """The curve of `resolution_curve` as a page draws it."""
    frame = survival_frame(curve)
    others = bool((frame["otherwise_value"] > 0).any())
    return Chart(frame, survival_spec(theme, end_of_axis(curve), others))


def end_of_axis(curve: pd.DataFrame) -> int:
    return min(max(math.ceil(curve["month"].max()), LEAST_MONTHS), MOST_MONTHS)


def survival_frame(curve: pd.DataFrame) -> pd.DataFrame:
    """One row a step and one a whole month, to where the axis or what was seen ends.

    Columns: month, value, lower, upper, otherwise_value (percent); for whole months also
    month_words, value_words, between_words, otherwise_words, at_risk_words and in_words, else "";
    rule_label and rule_label_at at the months of READ_AT; otherwise_label on the last row. Before
    the first resolution the interval is drawn as the line.
    """
    reach = min(float(curve["month"].max()), float(MOST_MONTHS))
    full_months = np.arange(math.floor(reach) + 1, dtype=float)
    months = np.union1d(full_months, [*curve.loc[curve["month"] <= reach, "month"], reach])
    place = np.searchsorted(curve["month"], months, side="right") - 1
    seen = place >= 0
    frame = pd.DataFrame({"month": months})
    for column in SHARES:
        frame[column] = np.where(seen, curve[column].to_numpy()[np.maximum(place, 0)], 0.0)
    nothing = frame["value"] == 0
    frame.loc[nothing, ["lower", "upper"]] = 0.0
    left, when = curve[LEFT].sum(axis=1).to_numpy(), curve["month"].to_numpy()
    still = [int(left[when > month].sum()) for month in months]
    return with_words(frame.assign(still=still), np.isin(months, full_months))


def with_words(frame: pd.DataFrame, is_full_month: np.ndarray) -> pd.DataFrame:
    lines = list(zip(frame.itertuples(index=False), is_full_month, strict=True))
    frame["month_words"] = [f"By {pluralise(int(r.month), 'month')}" if w else "" for r, w in lines]
    frame["value_words"] = [
        f"{format_rounded(r.value, '%')} resolved" if w else "" for r, w in lines
    ]
    frame["between_words"] = [
        f"{format_rounded(r.lower, '%')} to {format_rounded(r.upper, '%')}"
        if w and r.lower < r.upper
        else ""
        for r, w in lines
    ]
    frame["otherwise_words"] = [
        f"{format_rounded(r.otherwise_value, '%')} ended another way"
        if w and r.otherwise_value
        else ""
        for r, w in lines
    ]
    frame["at_risk_words"] = [pluralise(r.still, "concern") if w else "" for r, w in lines]
    frame["in_words"] = [f"By {r.month:.0f} months: {format_rounded(r.value, '%')}" if w else ""
                         for r, w in lines]  # fmt: skip
    read = is_full_month & frame["month"].isin(READ_AT).to_numpy()
    frame["rule_label"] = [
        f"{format_rounded(r.value, '%')} by {r.month:.0f} months" if at else ""
        for r, at in zip(frame.itertuples(index=False), read, strict=True)
    ]
    over = np.where(frame["value"] < LOW, frame["upper"].fillna(frame["value"]), 0.0)
    others = float(frame["otherwise_value"].max())
    foot = 5.0 + np.maximum(over, others + LINE if others else 0.0)
    foot += LINE * (frame["month"] == READ_AT[1])  # a narrow page has no room for both in a row
    frame["rule_label_at"] = np.where(read, foot, np.nan)
    ends = np.arange(len(frame)) == len(frame) - 1
    share = float(frame["otherwise_value"].iloc[-1])
    frame["otherwise_label"] = np.where(ends & (share > 0), OTHERWISE_LABEL, "")
    return frame


@cache
def survival_spec(theme: str, months: int, others: bool) -> dict[str, Any]:
    """The layered chart of a `survival_frame` on an axis of so many months.

    `others` says whether any concern ended otherwise.
    """
    colours = palette(theme)
    x = alt.X(
        field="month",
        type="quantitative",
        title="Months since the concern was opened",
        scale=alt.Scale(domain=[0, months], nice=False, zero=False),
        axis=alt.Axis(values=list(range(0, months + 1, 3)), titlePadding=8),
    )
    band = (
        rows()
        .mark_area(color=colours.band, opacity=1, interpolate="step-after", aria=False)
        .encode(y=with_axis(quantity("lower"), PERCENT, percent=True), y2=alt.Y2(field="upper"))
    )
    step = (
        rows()
        .mark_line(color=colours.series[0], strokeWidth=2.2, interpolate="step-after", aria=False)
        .encode(y=quantity("value"))
    )
    ended = ended_otherwise(colours) if others else []
    layers = [band, *ended, step, *read_at(colours), hover(months, others)]
    chart = alt.layer(*(layer.encode(x=x) for layer in layers))
    return finished(chart.properties(width="container", height=HEIGHT, autosize=FIT), theme)


def ended_otherwise(colours: Palette) -> list[alt.Chart]:
    """The share that ended otherwise, in a colour that judges nothing, named at its end."""
    step = (
        rows()
        .mark_line(color=colours.muted, strokeDash=[5, 3], interpolate="step-after", aria=False)
        .encode(y=quantity("otherwise_value"))
    )
    name = (
        rows()
        .transform_filter(has_text("otherwise_label"))
        .mark_text(align="right", dy=-9, color=colours.muted, fontSize=FONT_SIZE)
        .encode(
            y=quantity("otherwise_value"),
            **text_channel("otherwise_label"),
        )
    )
    return [step, name]


def read_at(colours: Palette) -> list[alt.Chart]:
    """A rule from the axis to the curve at each month read off, the point, and its words."""
    labels = rows().transform_filter(has_text("rule_label"))
    rule = labels.mark_rule(color=colours.annotation, strokeDash=[4, 3], aria=False).encode(
        y=quantity("value"), y2=alt.Y2(datum=PERCENT.low)
    )
    dot = labels.mark_point(
        filled=True, opacity=1, size=64, color=colours.annotation, shape="circle"
    ).encode(y=quantity("value"), description=alt.Description(field="in_words", type="nominal"))
    text = labels.mark_text(
        align="left", baseline="middle", dx=7, color=colours.annotation, fontSize=FONT_SIZE
    ).encode(y=quantity("rule_label_at"), **text_channel("rule_label"))
    return [rule, dot, *on_edge(text, colours.ground)]


def hover(months: int, others: bool) -> alt.Chart:
    """An unseen column a month, as wide as the narrowest page leaves one."""
    return (
        rows()
        .transform_filter(has_text("month_words"))
        .mark_bar(opacity=0, width=max(8, 430 // months), orient="vertical", aria=False)
        .encode(
            y=alt.value(0),
            y2=alt.value("height"),
            tooltip=[
                words("month_words", "Time"),
                words("value_words", "Share"),
                words("between_words", "95% interval"),
                *([words("otherwise_words", "Other endings")] if others else []),
                words("at_risk_words", "Followed for longer"),
            ],
        )
    )
