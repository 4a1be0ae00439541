"""Figures of a past meeting that were revised since: a mark on each, with both values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from dscp_data.charts.chart import has_text, only, quantity, rows, text_channel, written
from dscp_data.charts.tokens import FONT_SIZE, Palette
from dscp_data.model.revised_mark import RevisedMark

MOST_LABELLED = 3
"""Periods with their values in words; the others have their mark alone."""
ROW_HEIGHT = 22  # pixels: a line of type as a projector shows it
RING, NOW = 190, 70  # square pixels


def with_revised(frame: pd.DataFrame, marks: Sequence[RevisedMark]) -> pd.DataFrame:
    """Adds `revised_now`, the value now of each revised period; `revised_words` for the newest few,
    each in a row of its own (`revised_row`) at the foot of the plot, on the side with room."""
    now, words = np.full(len(frame), np.nan), np.full(len(frame), "", dtype=object)
    is_revised, row_of = np.zeros(len(frame), dtype=bool), np.zeros(len(frame), dtype=int)
    places = {start: place for place, start in enumerate(frame["period_start"].dt.date)}
    newest = sorted(marks, key=lambda one: one.start, reverse=True)
    for row, mark in enumerate(one for one in newest if one.start in places):
        place = places[mark.start]
        is_revised[place], now[place] = True, mark.now
        if row < MOST_LABELLED:
            words[place], row_of[place] = mark.words, row
    side = np.where(np.arange(len(frame)) > len(frame) / 2, "left", "right")
    return frame.assign(
        is_revised=is_revised, revised_now=now, revised_words=words, revised_row=row_of,
        revised_side=side,
    )  # fmt: skip


def revised_layers(colours: Palette, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The layers of a frame that `with_revised` gave."""
    labelled = int((frame["revised_words"] != "").sum())
    leaders = [written(revised_leader, colours, row) for row in range(labelled)]
    texts = [
        written(revised_text, colours, row, side, is_edge)
        for row in range(labelled)
        for side in ("left", "right")
        for is_edge in (True, False)
    ]
    return [*leaders, written(revised_ring, colours), written(revised_now, colours), *texts]


def revised_ring(colours: Palette) -> alt.Chart:
    """A ring around the figure as the meeting saw it."""
    return (
        revised()
        .mark_point(size=RING, stroke=colours.annotation, strokeWidth=1.8, fill=None, aria=False)
        .encode(y=quantity("value"))
    )


def revised_now(colours: Palette) -> alt.Chart:
    """A cross where the figure is now."""
    return (
        revised()
        .mark_point(
            size=NOW, shape="cross", angle=45, fill=colours.annotation, stroke=colours.ground,
            strokeWidth=1, opacity=1, aria=False,
        )
        .encode(y=quantity("revised_now"))
    )  # fmt: skip


def revised_leader(colours: Palette, row: int) -> alt.Chart:
    """A thin rule from the figure down to its words."""
    return (
        in_row(row)
        .mark_rule(color=colours.annotation, strokeWidth=1, strokeDash=[2, 2], aria=False)
        .encode(y=quantity("value"), y2=alt.value({"expr": f"height - {ROW_HEIGHT * row + 4}"}))
    )


def revised_text(colours: Palette, row: int, side: str, is_edge: bool) -> alt.Chart:
    """Both values, over an edge in the colour of the ground so that they can be read on a line."""
    look: dict[str, Any] = (
        {"align": "right", "dx": -4} if side == "left" else {"align": "left", "dx": 4}
    )
    if is_edge:
        look |= {"stroke": colours.ground, "strokeWidth": 5, "aria": False}
    return (
        in_row(row)
        .transform_filter(only("revised_side", side))
        .mark_text(
            color=colours.annotation, fontSize=FONT_SIZE, fontWeight=600, baseline="bottom",
            dy=-3 - ROW_HEIGHT * row, **look,
        )
        .encode(y=alt.value("height"), **text_channel("revised_words"))
    )  # fmt: skip


def revised() -> alt.Chart:
    return rows().transform_filter("datum['is_revised']")


def in_row(row: int) -> alt.Chart:
    labels = rows().transform_filter(has_text("revised_words"))
    return labels.transform_filter(f"datum['revised_row'] === {row}")
