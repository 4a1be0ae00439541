"""A pack as a PDF: A4 pages with real text and drawings, tagged, and a bookmark for each page."""

from __future__ import annotations

import io
import json
import math
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import vl_convert
from pypdf import PdfReader, PdfWriter

from dscp_data.charts import chart_of_trend, standalone
from dscp_data.charts.tokens import FONT as SCREEN_FONT
from dscp_data.charts.tokens import LIGHT
from dscp_data.charts.vega_theme import config
from dscp_data.exports.pack.contents import Pack, PackPage, TextPage
from dscp_data.exports.pack.tagged_pages import Part, Tag, TaggedPages

A4 = (841.89, 595.28)  # points, lying
MARGIN = 36
CHART_WIDTH, CHART_HEIGHT = 700, 300
LETTERS = 120  # that fit into a line of text
LEADING, GAP, LEAST_CHART = 1.4, 10, 190
MOST_LINES = 24  # on a page of text
VEGA_LITE = "6.4"
FONT = "Liberation Sans, Arial, sans-serif"  # what the converter brings with it


@dataclass(frozen=True)
class Type:
    """How a text looks: its size in points, and how many letters fit into a line."""

    size: int
    letters: int
    colour: str = LIGHT.text
    weight: str = "normal"


TITLE, SUBTITLE = Type(22, 64, weight="bold"), Type(12, LETTERS, LIGHT.muted)
TEXT = Type(12, LETTERS)
SIZES = (TEXT, Type(9, 160), Type(7, 205))  # the largest in which all words of a page have room


def pdf(pack: Pack, on_page: Callable[[], None]) -> bytes:
    """The .pdf file of a pack: a cover and a page for each of its pages, tagged."""
    writer = PdfWriter()
    pages = TaggedPages(writer, A4)
    titles = [page.title for page in pack.pages]
    pages.add(pack.title, page_parts(pack, pack.title, pack.cover_lines, titles or ["No charts"]))
    on_page()
    for page in pack.pages:
        pages.add(page.name, chart_page(page, pack))
        on_page()
    for text in pack.text_pages:
        for lines in by_page(text_lines(text)):
            pages.add(text.title, page_parts(pack, text.title, (), lines))
        on_page()
    pages.finish("en-GB")
    writer.add_metadata({"/Title": pack.title, "/Author": pack.marking.made_by})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def text_lines(page: TextPage) -> list[str]:
    """The lines of a page of text; of a table a line for each row below its heading."""
    rows = [" · ".join(part for part in row if part) for row in page.table[1:]]
    return [*page.lines, *rows]


def by_page(lines: Sequence[str]) -> list[list[str]]:
    """The lines, broken, that go on each page."""
    broken = wrapped(lines)
    return [broken[at : at + MOST_LINES] for at in range(0, len(broken), MOST_LINES)] or [[""]]


def chart_page(page: PackPage, pack: Pack) -> list[Part]:
    facts = [f"{fact.label}: {fact.value}" for fact in page.facts]
    remarks = [f"{one.label}: {one.text}" for one in page.remarks]
    words = [" · ".join(facts), *remarks, *page.notes]
    chart = None if page.trend.is_empty else chart_drawing(page)
    return page_parts(pack, page.title, [page.subtitle], words, chart)


def page_parts(
    pack: Pack, title: str, subtitle: Sequence[str], words: Sequence[str],
    chart: bytes | None = None,
) -> list[Part]:  # fmt: skip
    """The parts of a page from its heading to its marking. A chart takes the room that the words
    leave it; many words are small."""
    marking = " · ".join(part for part in (pack.marking.marking, pack.synthetic) if part)
    head = text_part("H1", title, MARGIN, TITLE)
    under = paragraphs(subtitle, bottom_of(head), SUBTITLE)
    top = bottom_of(under[-1] if under else head) + GAP
    end = A4[1] - MARGIN - height_of(marking, TEXT)
    room = end - top - (LEAST_CHART if chart else 0)
    size = next((one for one in SIZES if height_of_all(words, one) <= room), SIZES[-1])
    parts = [head, *under]
    if chart:
        parts.append(figure(chart, title, top, end - top - height_of_all(words, size) - 2 * GAP))
        top = bottom_of(parts[-1]) + GAP
    return [*parts, *paragraphs(words, top, size), text_part("P", marking, end, TEXT)]


def figure(drawing: bytes, text: str, top: float, height: float) -> Part:
    """A chart as large as the width of the page and a height let it be."""
    box = PdfReader(io.BytesIO(drawing)).pages[0].mediabox
    scale = min((A4[0] - 2 * MARGIN) / float(box.width), height / float(box.height))
    return Part("Figure", drawing, text, MARGIN, top, scale)


def paragraphs(lines: Sequence[str], top: float, look: Type) -> list[Part]:
    parts: list[Part] = []
    for line in filter(None, lines):
        parts.append(text_part("P", line, bottom_of(parts[-1]) if parts else top, look))
    return parts


def text_part(tag: Tag, text: str, top: float, look: Type) -> Part:
    lines = textwrap.wrap(text, look.letters) or [""]
    rows = "".join(
        f'<text x="0" y="{look.size * (1 + LEADING * row):.1f}">{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{A4[0] - 2 * MARGIN:.0f}" '
        f'height="{height_of(text, look):.0f}" font-family="{FONT}" font-size="{look.size}" '
        f'font-weight="{look.weight}" fill="{look.colour}">{rows}</svg>'
    )
    return Part(tag, vl_convert.svg_to_pdf(svg), text, MARGIN, top)


def height_of(text: str, look: Type) -> float:
    return math.ceil(LEADING * look.size * max(1, len(textwrap.wrap(text, look.letters))))


def height_of_all(lines: Sequence[str], look: Type) -> float:
    return sum(height_of(line, look) for line in lines if line)


def bottom_of(part: Part) -> float:
    box = PdfReader(io.BytesIO(part.drawing)).pages[0].mediabox
    return part.top + float(box.height) * part.scale


def chart_drawing(page: PackPage) -> bytes:
    spec = chart_spec(page)
    spec["config"] = config("light") | {"background": LIGHT.ground}
    text = json.dumps(spec).replace(SCREEN_FONT, FONT)
    return vl_convert.vegalite_to_pdf(text, vl_version=VEGA_LITE)


def chart_spec(page: PackPage) -> dict[str, Any]:
    """The trend's chart as the page draws it, with its rows in it."""
    chart = chart_of_trend(page.trend, "light", marks=page.marks)
    spec = standalone(chart, CHART_WIDTH, CHART_HEIGHT)
    del spec["config"]  # the page has one for all its parts
    return spec


def wrapped(lines: Sequence[str]) -> list[str]:
    return [part for line in lines for part in textwrap.wrap(line, LETTERS) or [""]]
