"""A pack as slides for PowerPoint: one for each page, its chart native and editable."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Inches, Pt

from dscp_data.charts.tokens import LIGHT
from dscp_data.exports.pack.contents import Pack, PackPage, TextPage, drawn
from dscp_data.trends import Point, Trend

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.5)
PERCENT, COUNT = '0.0"%"', "#,##0.##"
NAMED_PERIODS = 7
TITLE_ONLY = 5  # the layout with nothing but a place for the title


@dataclass(frozen=True)
class Line:
    """A series of a native chart: how its line and markers look. None draws none of it.
    `hollow` are the positions of points with an empty marker: those that may still change."""

    name: str
    values: np.ndarray
    colour: str
    width: float | None = None
    dash: MSO_LINE_DASH_STYLE | None = None
    marker: XL_MARKER_STYLE | None = None
    hollow: tuple[int, ...] = ()


def slides(pack: Pack) -> bytes:
    """The .pptx file of a pack: a cover and a slide for each page, those of text last."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.core_properties.title = pack.title
    deck.core_properties.author = pack.marking.made_by
    deck.core_properties.language = "en-GB"
    add_cover(deck, pack)
    for page in pack.pages:
        add_page(deck, page, pack)
    for text in pack.text_pages:
        add_text_page(deck, text, pack)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def add_cover(deck: Any, pack: Pack) -> None:
    slide = with_title(deck, pack.title, top=Inches(1.6), size=40)
    add_text(slide, pack.cover_lines, top=Inches(3), size=18)
    add_text(slide, [page.title for page in pack.pages[:9]], top=Inches(4.9), size=12)
    add_marking(slide, pack)


def add_page(deck: Any, page: PackPage, pack: Pack) -> None:
    slide = with_title(deck, page.title, top=Inches(0.25), size=24)
    add_text(slide, [page.subtitle], top=Inches(1.2), size=12, colour=LIGHT.muted)
    if not page.trend.is_empty:
        add_chart(slide, page)
    facts = [f"{fact.label}: {fact.value}" for fact in page.facts]
    add_text(slide, facts, top=Inches(1.8), left=Inches(9.4), width=Inches(3.5), size=16)
    add_text(slide, page.notes, top=Inches(4.6), left=Inches(9.4), width=Inches(3.5), size=12)
    slide.notes_slide.notes_text_frame.text = "\n".join([page.title, *facts, *page.notes])
    add_marking(slide, pack)


def add_text_page(deck: Any, page: TextPage, pack: Pack) -> None:
    slide = with_title(deck, page.title, top=Inches(0.25), size=24)
    add_text(slide, page.lines, top=Inches(1.3), size=16)
    add_marking(slide, pack)


def add_chart(slide: Any, page: PackPage) -> None:
    """The trend as a native line chart, with its limits, mean, target and signals as series."""
    lines = [one for one in lines_of(page.trend) if not np.isnan(one.values).all()]
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


def lines_of(trend: Trend) -> Iterator[Line]:
    """What the chart of a trend draws, the broader marks below the finer."""
    columns = trend.columns
    for name, column in (("Upper limit", "upper_limit"), ("Lower limit", "lower_limit")):
        yield Line(name, columns[column], LIGHT.line, 1, MSO_LINE_DASH_STYLE.ROUND_DOT)
    yield Line("Mean", columns["mean"], LIGHT.accent, 1.5)
    yield Line("Target", columns["target"], LIGHT.target, 1.75, MSO_LINE_DASH_STYLE.DASH)
    values, directions = drawn(trend, complete=True), columns["direction"]
    provisional = tuple(np.flatnonzero(columns["provisional"] & ~np.isnan(values)).tolist())
    circle = XL_MARKER_STYLE.CIRCLE
    yield Line(trend.name, values, LIGHT.line, 1.75, marker=circle, hollow=provisional)
    for name, meant, colour, marker in (
        ("Improvement", ["improvement"], LIGHT.improvement, XL_MARKER_STYLE.TRIANGLE),
        ("Concern", ["concern"], LIGHT.concern, XL_MARKER_STYLE.DIAMOND),
        ("Higher or lower than usual", ["up", "down"], LIGHT.neutral, XL_MARKER_STYLE.SQUARE),
    ):
        signals = np.where(np.isin(directions, meant), values, np.nan)
        yield Line(name, signals, colour, marker=marker)
    partial = drawn(trend, complete=False)
    positions = tuple(np.flatnonzero(~np.isnan(partial)).tolist())
    yield Line("Not complete", partial, LIGHT.line, marker=circle, hollow=positions)
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


def name_every(axis: Any, step: int) -> None:
    """Name one period in so many: there is not room for all."""
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        element = OxmlElement(tag)
        element.set("val", str(step))
        axis._element.find(qn("c:noMultiLvlLbl")).addprevious(element)


def dress_line(line: Any, said: Line) -> None:
    if said.width is None:
        line.fill.background()
        return
    line.color.rgb, line.width = rgb(said.colour), Pt(said.width)
    if said.dash is not None:
        line.dash_style = said.dash


def dress_marker(marker: Any, said: Line, fill: str) -> None:
    marker.style = XL_MARKER_STYLE.NONE if said.marker is None else said.marker
    if said.marker is None:
        return
    marker.size = 6 if said.marker == XL_MARKER_STYLE.CIRCLE else 9
    marker.format.line.color.rgb = rgb(said.colour)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(fill)


def with_title(deck: Any, title: str, *, top: int, size: int) -> Any:
    """A new slide with a title that outlines and screen readers find."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = MARGIN, top, WIDTH - 2 * MARGIN, Inches(0.85)
    shape.text_frame.word_wrap = True
    shape.text_frame.text = title
    write(shape.text_frame.paragraphs[0], size, LIGHT.text, bold=True)
    return slide


def add_text(
    slide: Any,
    lines: Sequence[str],
    *,
    top: int,
    size: int,
    left: int = MARGIN,
    width: int = WIDTH - 2 * MARGIN,
    colour: str = LIGHT.text,
) -> None:
    """Lines of text as a box of paragraphs."""
    if not lines:
        return
    frame = slide.shapes.add_textbox(left, top, width, Inches(0.4)).text_frame
    frame.word_wrap = True
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = line
        write(paragraph, size, colour)


def add_marking(slide: Any, pack: Pack) -> None:
    parts = (pack.marking.marking, pack.title, pack.synthetic)
    line = " · ".join(part for part in parts if part)
    add_text(slide, [line], top=Inches(6.95), size=11, colour=LIGHT.muted)


def write(paragraph: Any, size: int, colour: str, *, bold: bool = False) -> None:
    paragraph.font.size, paragraph.font.bold = Pt(size), bold
    paragraph.font.color.rgb = rgb(colour)
    paragraph.alignment = PP_ALIGN.LEFT


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#"))
