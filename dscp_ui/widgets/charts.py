"""Draws charts: each spec built once for all sessions, with its rows beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import streamlit as st

from dscp_data.analysis.funnels import Named
from dscp_data.charts import (
    Chart,
    Multiples,
    chart_of_trend,
    marked,
    small_multiples,
    trend_chart,
)
from dscp_data.charts.meeting_line import MeetingLine
from dscp_data.charts.projection import for_projection
from dscp_data.charts.trend_frame import (
    CONCERN,
    HIGHER,
    IMPROVEMENT,
    LOWER,
    MATURING,
    NOT_COMPLETE,
    PROVISIONAL,
    SMALL,
)
from dscp_data.model.revised_mark import RevisedMark
from dscp_data.trends import POINTS, Trend
from dscp_data.trends.finding import describe_latest, finding, format_point, status
from dscp_ui.frame.protective_marking import chart_line
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.widgets.chart_tables import fold_table, multiples_table
from dscp_ui.widgets.status_symbols import MARKDOWN_COLOURS, shape_of

# Three of these fill the detail's side of the page at 1366 pixels, two a phone of 390.
MULTIPLE_WIDTH = 165


def theme() -> str:
    """ "light" or "dark": the theme the reader sees now."""
    return st.context.theme.type or "light"


def validate_specs() -> None:
    """Have the specs of a trend authored and checked before the first reader comes."""
    points = pd.DataFrame(columns=POINTS, index=range(1)).assign(
        period_start=pd.Timestamp(2025, 4, 1), complete=False, provisional=False, rebased=False
    )
    for shade in ("light", "dark"):
        trend_chart(points, "", "month", shade)


class PreparedChart(NamedTuple):
    """A chart as it is sent: its rows are put into Arrow's form once, and not in each run."""

    rows: pa.Table
    spec: dict[str, Any]


def prepare(drawn: Chart) -> PreparedChart:
    return PreparedChart(pa.Table.from_pandas(drawn.frame, preserve_index=False), drawn.spec)


def draw(
    chart: PreparedChart,
    key: str,
    alt: str,
    *,
    fills_height: bool = False,
    has_marking: bool = True,
) -> None:
    """A chart that `fills_height` takes what its container has. One of several carries no marking
    where that is once for all of them."""
    spec = marked(chart.spec, chart_line(), theme()) if has_marking else chart.spec
    options: dict[str, Any] = {}
    if fills_height:
        spec, options = spec | {"height": "container"}, {"height": "stretch"}
    st.vega_lite_chart(chart.rows, spec, key=key, alt=alt, theme=None, width="stretch", **options)


def draw_trend(
    trend: Trend,
    key: str,
    revised: Sequence[str] = (),
    meeting: MeetingLine | None = None,
    *,
    room: bool = False,
    marks: tuple[RevisedMark, ...] = (),
) -> None:
    """`revised` says of each point what was first given, or "" where it was not revised. A chart
    for the `room` is read from across it; `marks` are what a past meeting saw otherwise."""
    chart = prepared_trend(trend, theme(), tuple(revised), meeting, marks)
    if room:
        chart = chart._replace(spec=for_projection(chart.spec))
    draw(chart, key, finding(trend), fills_height=True)


@lru_cache(maxsize=256)
def prepared_trend(
    trend: Trend,
    theme: str,
    revised: tuple[str, ...],
    meeting: MeetingLine | None = None,
    marks: tuple[RevisedMark, ...] = (),
) -> PreparedChart:
    return prepare(chart_of_trend(trend, theme, revised=revised, meeting=meeting, marks=marks))


def draw_multiples(named: Named, key: str, meeting: MeetingLine | None = None) -> None:
    """One small chart a name, all on one scale, as many beside each other as there is room for,
    and their figures below. Their marking is above them, once: the style hides the buttons by which
    one alone could leave the page."""
    legend, charts = prepared_multiples(tuple(named), theme(), meeting)
    above = " \u2003 ".join(part for part in (legend, chart_line()) if part)
    st.markdown(f":small[{above}]")
    with st.container(horizontal=True, gap="small", key=f"multiples-{key}"):
        for (name, trend), chart in zip(named, charts, strict=True):
            with st.container(width=MULTIPLE_WIDTH, gap=None):
                st.markdown(multiple_title(name, trend))
                alt = f"{name}: {describe_latest(trend)}"
                draw(chart, f"{key}-{name}", alt, has_marking=False)
    fold_table("Figures in these charts", key, lambda: multiples_table(named))


def multiple_title(name: str, trend: Trend) -> str:
    """As Markdown: a name, and below it the latest complete figure and its sign."""
    latest, judged, its_status = trend.latest, trend.judged, status(trend)
    figure = "–"
    if latest is not None:
        point, when = format_point(trend, latest), latest.period.short_name
        figure = f"**{escape_markdown(point)}** {escape_markdown(when)}"
    sign = shape_of(its_status, judged.side if judged else "")
    colour = MARKDOWN_COLOURS.get(its_status, "gray")
    return f"**{escape_markdown(name)}**  \n{figure} :{colour}[{sign}]"


@lru_cache(maxsize=128)
def prepared_multiples(
    named: tuple[tuple[str, Trend], ...], theme: str, meeting: MeetingLine | None = None
) -> tuple[str, tuple[PreparedChart, ...]]:
    """The legend over all of them, and a chart a name."""
    first = named[0][1]
    drawn = small_multiples(
        [(name, trend.points) for name, trend in named],
        first.indicator.unit,
        first.period_type,
        theme,
        meeting=meeting,
    )
    rows = prepare(Chart(pd.concat([frame for _, frame in drawn.frames]), drawn.spec)).rows
    ends = accumulate(len(frame) for _, frame in drawn.frames)
    charts = [
        PreparedChart(rows.slice(end - len(frame), len(frame)), drawn.spec)
        for (_, frame), end in zip(drawn.frames, ends, strict=True)
    ]
    return format_legend(drawn), tuple(charts)


def format_legend(drawn: Multiples) -> str:
    """One legend for all, its signs as the points are drawn."""
    signs = {
        IMPROVEMENT: f":blue[{'▲' if drawn.better == 'up' else '▼'}]",
        CONCERN: ":orange[◆]",
        HIGHER: ":violet[■]",
        LOWER: ":violet[■]",
        PROVISIONAL: "○",
        SMALL: "□",
        NOT_COMPLETE: "◌",
        MATURING: "❙",
    }
    parts = [f"{signs[look]} {look}" for look in drawn.looks]
    return " \u2003 ".join([*parts, f"│ {drawn.meeting}"] if drawn.meeting else parts)
