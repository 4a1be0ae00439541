"""A pack as a PDF: A4 pages with real text and drawings, and a bookmark for each page."""

from __future__ import annotations

import io
import json
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

import vl_convert
from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.generic import NameObject, TextStringObject

from dscp_data.charts import standalone, trend_chart
from dscp_data.charts.tokens import FONT as SCREEN_FONT
from dscp_data.charts.tokens import LIGHT
from dscp_data.charts.vega_theme import config
from dscp_data.exports.pack.contents import Pack, PackPage, TextPage
from dscp_data.trends.applied_settings import annotations_of

A4 = (841.89, 595.28)  # points, lying
MARGIN = 36
CHART_WIDTH, CHART_HEIGHT = 700, 300
LINE, LETTERS = 18, 120  # height of a line of text in pixels, and how many letters fit into it
MOST_LINES = 24  # on a page of text
VEGA_LITE = "6.4"
FONT = "Liberation Sans, Arial, sans-serif"  # what the converter brings with it


def pdf(pack: Pack, on_page: Callable[[], None]) -> bytes:
    """The .pdf file of a pack: a cover and a page for each of its pages."""
    writer = PdfWriter()
    add_page(writer, cover_spec(pack), pack.title)
    on_page()
    for page in pack.pages:
        add_page(writer, page_spec(page, pack), page.name)
        on_page()
    for text in pack.text_pages:
        for lines in by_page(text_lines(text)):
            spec = titled(text.title, [], [text_block(lines)], pack)
            add_page(writer, spec, text.title)
        on_page()
    writer.add_metadata({"/Title": pack.title, "/Author": pack.marking.made_by})
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def add_page(writer: PdfWriter, spec: dict[str, Any], bookmark: str) -> None:
    """Draw a spec, and put it on a page of A4 that the outline names."""
    text = json.dumps(spec).replace(SCREEN_FONT, FONT)
    drawing = vl_convert.vegalite_to_pdf(text, vl_version=VEGA_LITE)
    drawn = PdfReader(io.BytesIO(drawing)).pages[0]
    width, height = float(drawn.mediabox.width), float(drawn.mediabox.height)
    scale = min((A4[0] - 2 * MARGIN) / width, (A4[1] - 2 * MARGIN) / height)
    page = PageObject.create_blank_page(width=A4[0], height=A4[1])
    place = Transformation().scale(scale).translate(MARGIN, A4[1] - MARGIN - height * scale)
    page.merge_transformed_page(drawn, place)
    added = writer.add_page(page)
    writer.add_outline_item(title=bookmark, page_number=added.page_number)


def text_lines(page: TextPage) -> list[str]:
    """The lines of a page of text; of a table a line for each row below its heading."""
    rows = [" · ".join(part for part in row if part) for row in page.table[1:]]
    return [*page.lines, *rows]


def by_page(lines: Sequence[str]) -> list[list[str]]:
    """The lines, broken, that go on each page."""
    broken = wrapped(lines)
    return [broken[at : at + MOST_LINES] for at in range(0, len(broken), MOST_LINES)] or [[""]]


def cover_spec(pack: Pack) -> dict[str, Any]:
    titles = [page.title for page in pack.pages]
    return titled(pack.title, pack.cover_lines, [text_block(titles or ["No charts"])], pack)


def page_spec(page: PackPage, pack: Pack) -> dict[str, Any]:
    facts = [f"{fact.label}: {fact.value}" for fact in page.facts]
    remarks = [f"{one.label}: {one.text}" for one in page.remarks]
    words = text_block([" · ".join(facts), *remarks, *page.notes])
    parts = [words] if page.trend.is_empty else [chart_spec(page), words]
    return titled(page.title, [page.subtitle], parts, pack)


def titled(
    title: str, subtitle: Sequence[str], parts: list[dict[str, Any]], pack: Pack
) -> dict[str, Any]:
    marking = " · ".join(part for part in (pack.marking.marking, pack.synthetic) if part)
    return {
        "title": {
            "text": textwrap.wrap(title, 70),
            "subtitle": wrapped(subtitle),
            "anchor": "start",
            "fontSize": 22,
            "subtitleFontSize": 12,
            "subtitleColor": LIGHT.muted,
            "offset": 16,
        },
        "vconcat": [*parts, text_block([marking])],
        "config": config("light") | {"background": LIGHT.ground},
    }


def chart_spec(page: PackPage) -> dict[str, Any]:
    """The trend's chart as the page draws it, with its rows in it."""
    trend = page.trend
    chart = trend_chart(
        trend.points,
        trend.indicator.unit,
        trend.period_type,
        "light",
        annotations=annotations_of(trend.points, trend.settings),
        marks=page.marks,
    )
    spec = standalone(chart, CHART_WIDTH, CHART_HEIGHT)
    del spec["config"]  # the page has one for all its parts
    return spec


def text_block(lines: Sequence[str]) -> dict[str, Any]:
    """Lines of text one under another."""
    values = [{"line": line, "row": row} for row, line in enumerate(wrapped(lines))]
    y = {"field": "row", "type": "ordinal", "axis": None}
    return {
        "data": {"values": values},
        "mark": {"type": "text", "align": "left", "fontSize": 12, "color": LIGHT.text},
        "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "line", "type": "nominal"}},
        "width": CHART_WIDTH,
        "height": {"step": LINE},
    }


def wrapped(lines: Sequence[str]) -> list[str]:
    return [part for line in lines for part in textwrap.wrap(line, LETTERS) or [""]]
