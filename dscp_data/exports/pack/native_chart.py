"""The chart of a trend as a native one, editable in PowerPoint, with the dashboard's looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Inches, Pt

from dscp_data.charts.revised_marks import MOST_LABELLED
from dscp_data.charts.tokens import LIGHT
from dscp_data.exports.pack.contents import PackPage, drawn
from dscp_data.exports.pack.slide_text import MARGIN, rgb
from dscp_data.trends import Point, Trend

PERCENT, COUNT = '0.0"%"', "#,##0.##"
NAMED_PERIODS = 7
TENTH = 10  # percent
REVISED = "Revised since the meeting: now"


@dataclass(frozen=True)
class Line:
    """A series of a native chart: how its line and markers look. None draws none of it.
    `hollow` are the positions of points with an empty marker: those that may still change; `labels`
    the positions of points with words."""

    name: str
    values: np.ndarray
    colour: str
    width: float | None = None
    dash: MSO_LINE_DASH_STYLE | None = None
    marker: XL_MARKER_STYLE | None = None
    hollow: tuple[int, ...] = ()
    labels: tuple[tuple[int, str], ...] = ()


def revised_line(page: PackPage) -> Line:
    """What each revised figure is now, the newest few with both values in words."""
    places = {day: at for at, day in enumerate(page.trend.points["period_start"].dt.date)}
    found = [(places[one.start], one) for one in page.marks if one.start in places]
    now = np.full(len(places), np.nan)
    for at, one in found:
        now[at] = one.now
    labels = tuple((at, one.words) for at, one in found[:MOST_LABELLED] if not np.isnan(one.now))
    return Line(REVISED, now, LIGHT.annotation, marker=XL_MARKER_STYLE.X, labels=labels)


def add_chart(slide: Any, page: PackPage) -> None:
    """The trend as a native line chart, with its limits, mean, target and signals as series."""
    lines = [one for one in lines_of(page) if not np.isnan(one.values).all()]
    number_format = PERCENT if page.trend.indicator.is_percentage else COUNT
    data = CategoryChartData(number_format=number_format)
    data.categories = [point.period.short_name for point in points_of(page.trend)]
    for one in lines:
        values = [None if np.isnan(value) else float(value) for value in one.values]
        data.add_series(one.name, values)
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.LINE_MARKERS, MARGIN, Inches(1.75), Inches(8.8), Inches(5), data
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", page.title)
    dress(frame.chart, lines, number_format)


def points_of(trend: Trend) -> Iterator[Point]:
    return (trend.point(row) for row in range(len(trend.columns["name"])))


def lines_of(page: PackPage) -> Iterator[Line]:
    """What the chart of a trend draws, the broader marks below the finer."""
    trend = page.trend
    columns = trend.columns
    for name, column in (("Upper limit", "upper_limit"), ("Lower limit", "lower_limit")):
        yield Line(name, columns[column], LIGHT.line, 1, MSO_LINE_DASH_STYLE.ROUND_DOT)
    yield Line("Mean", columns["mean"], LIGHT.accent, 1.5)
    yield Line("Target", columns["target"], LIGHT.target, 1.75, MSO_LINE_DASH_STYLE.DASH)
    values, directions = drawn(trend, complete=True), columns["direction"]
    provisional = tuple(np.flatnonzero(columns["provisional"] & ~np.isnan(values)).tolist())
    circle = XL_MARKER_STYLE.CIRCLE
    yield Line(trend.name, values, LIGHT.line, 1.75, marker=circle, hollow=provisional)
    for name, value, colour, marker in (
        ("Improvement", ["improvement"], LIGHT.improvement, XL_MARKER_STYLE.TRIANGLE),
        ("Concern", ["concern"], LIGHT.concern, XL_MARKER_STYLE.DIAMOND),
        ("Higher or lower than usual", ["up", "down"], LIGHT.neutral, XL_MARKER_STYLE.SQUARE),
    ):
        signals = np.where(np.isin(directions, value), values, np.nan)
        yield Line(name, signals, colour, marker=marker)
    partial = drawn(trend, complete=False)
    positions = tuple(np.flatnonzero(~np.isnan(partial)).tolist())
    yield Line("Not complete", partial, LIGHT.line, marker=circle, hollow=positions)
    if page.marks:
        yield revised_line(page)
    small = columns["numerator_text"] != ""
    for name, column in (("Small number, from", "lowest"), ("Small number, to", "highest")):
        bounded = small & np.isfinite(columns[column])  # a hidden number has no upper end
        ends = np.where(bounded, columns[column], np.nan)
        yield Line(name, ends, LIGHT.text, marker=XL_MARKER_STYLE.DASH)


def dress(chart: Chart, lines: Sequence[Line], number_format: str) -> None:
    """Give a native chart the looks of the dashboard's."""
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.font.size, chart.font.color.rgb = Pt(12), rgb(LIGHT.text)
    values, periods = chart.value_axis, chart.category_axis
    values.minimum_scale = 0
    if number_format == PERCENT and highest(lines) <= 100:
        values.maximum_scale = min(100, TENTH * (1 + highest(lines) // TENTH))
    values.major_gridlines.format.line.color.rgb = rgb(LIGHT.rule)
    values.format.line.fill.background()
    values.tick_labels.number_format = number_format.replace(".0", "")
    values.tick_labels.number_format_is_linked = False
    name_every(periods, max(1, len(chart.plots[0].categories) // NAMED_PERIODS))
    for one, series in zip(lines, chart.plots[0].series, strict=True):
        series.smooth = False
        dress_line(series.format.line, one)
        dress_marker(series.marker, one, one.colour)
        for place in one.hollow:
            dress_marker(series.points[place].marker, one, LIGHT.ground)
        for row, (place, words) in enumerate(one.labels):
            write_label(series.points[place].data_label, words, is_below=row % 2 == 0)


def write_label(label: Any, words: str, *, is_below: bool) -> None:
    """Words at a point, those of neighbours on different sides of it."""
    label.position = XL_LABEL_POSITION.BELOW if is_below else XL_LABEL_POSITION.ABOVE
    frame = label.text_frame
    frame.text = words
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb = Pt(11), True, rgb(LIGHT.annotation)


def highest(lines: Sequence[Line]) -> float:
    return float(max(np.nanmax(one.values) for one in lines))


def name_every(axis: Any, step: int) -> None:
    """Name one period in so many: there is not room for all."""
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        element = OxmlElement(tag)
        element.set("val", str(step))
        axis._element.find(qn("c:noMultiLvlLbl")).addprevious(element)


def dress_line(line: Any, style: Line) -> None:
    if style.width is None:
        line.fill.background()
        return
    line.color.rgb, line.width = rgb(style.colour), Pt(style.width)
    if style.dash is not None:
        line.dash_style = style.dash


def dress_marker(marker: Any, style: Line, fill: str) -> None:
    marker.style = XL_MARKER_STYLE.NONE if style.marker is None else style.marker
    if style.marker is None:
        return
    marker.size = 6 if style.marker == XL_MARKER_STYLE.CIRCLE else 9
    marker.format.line.color.rgb = rgb(style.colour)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(fill)
