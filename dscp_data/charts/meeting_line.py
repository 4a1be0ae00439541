"""The line at the last meeting: what the group saw then, and the points since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from dscp_data.aggregation.figure_arrays import Columns
from dscp_data.charts.chart import has_text, quantity, rows, text_channel
from dscp_data.charts.tokens import Palette

HALF_A_PERIOD = "width / max(domain('x').length - 1, 1) / 2"
SMALL_TYPE = 11


@dataclass(frozen=True)
class MeetingLine:
    """The day of a meeting, and the first day of the last period that had a figure then."""

    day: date
    seen_to: date


def with_meeting(frame: pd.DataFrame, meeting: MeetingLine | None) -> pd.DataFrame:
    """A frame with what `meeting_columns` says of its rows."""
    starts = frame["period_start"].to_numpy()
    joined = frame["joined"].to_numpy(dtype=float)
    return frame.assign(**meeting_columns(starts, joined, meeting))


def meeting_columns(starts: np.ndarray, joined: np.ndarray, meeting: MeetingLine | None) -> Columns:
    """Columns `meeting`, its words on the last row that was seen then where newer points follow,
    and `since`, the values from that row on; without newer points neither says anything."""
    words, since = np.full(len(starts), "", dtype=object), np.full(len(starts), np.nan)
    if meeting is not None:
        seen = np.flatnonzero(starts <= np.datetime64(meeting.seen_to))
        if len(seen) and not np.isnan(joined[seen[-1] + 1 :]).all():
            words[seen[-1]] = f"seen at the meeting of {meeting.day.day} {meeting.day:%b %Y}"
            since[seen[-1] :] = joined[seen[-1] :]
    return {"meeting": words, "since": since}


def meeting_rule(colours: Palette) -> alt.Chart:
    """A thin rule between what was seen then and the points since."""
    return (
        rows()
        .transform_filter(has_text("meeting"))
        .mark_rule(
            color=colours.edge, strokeWidth=1, aria=False, xOffset=alt.ExprRef(HALF_A_PERIOD)
        )
        .encode(y=alt.value(0), y2=alt.value("height"))
    )


def meeting_text(colours: Palette) -> alt.Chart:
    """Its words at the foot of the rule, where values seldom are."""
    look: dict[str, Any] = {"align": "right", "baseline": "bottom", "dx": -5, "dy": -5}
    return (
        rows()
        .transform_filter(has_text("meeting"))
        .mark_text(
            color=colours.muted, fontSize=SMALL_TYPE, xOffset=alt.ExprRef(HALF_A_PERIOD), **look
        )
        .encode(y=alt.value("height"), **text_channel("meeting"))
    )


def since_line(colours: Palette) -> alt.Chart:
    """The line through the points since, stronger than that before."""
    return (
        rows()
        .mark_line(color=colours.usual, strokeWidth=3.4, aria=False)
        .encode(y=quantity("since"))
    )
