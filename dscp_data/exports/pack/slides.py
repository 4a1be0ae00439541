"""A pack as slides for PowerPoint: one for each page, its chart native and editable."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from pptx import Presentation
from pptx.util import Inches

from dscp_data.charts.tokens import LIGHT
from dscp_data.exports.pack.contents import Pack, PackPage, TextPage
from dscp_data.exports.pack.native_chart import add_chart
from dscp_data.exports.pack.slide_text import (
    HEIGHT,
    MARGIN,
    WIDTH,
    add_paragraph,
    add_text,
    filled,
    rgb,
    text_box,
    with_title,
    write,
)

MOST_LISTED = 9  # titles on the cover
SIDE, SIDE_WIDTH = Inches(9.4), Inches(3.5)
SIDE_LINE, MOST_BESIDE = 35, 430  # letters in a line beside the chart, and for how many is room
MOST_ROWS = 12  # of a slide with a table
TABLE_WIDTHS = (5.9, 2.5, 2.0, 1.9)  # inches


def slides(pack: Pack, on_page: Callable[[], None]) -> bytes:
    """The .pptx file of a pack: a cover and a slide for each page, those of text last."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.core_properties.title = pack.title
    deck.core_properties.author = pack.marking.made_by
    deck.core_properties.language = "en-GB"
    add_cover(deck, pack)
    on_page()
    for page in pack.pages:
        add_page(deck, page, pack)
        on_page()
    for text in pack.text_pages:
        add_text_page(deck, text, pack)
        on_page()
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def add_cover(deck: Any, pack: Pack) -> None:
    slide = with_title(deck, pack.title, top=Inches(1.6), size=40)
    add_text(slide, pack.cover_lines, top=Inches(3), size=18)
    add_text(slide, listed(pack), top=Inches(4.7), size=12)
    add_marking(slide, pack)


def listed(pack: Pack) -> list[str]:
    """The titles on the cover, as many as there is room for."""
    titles = [page.title for page in pack.pages]
    more = len(titles) - MOST_LISTED
    return titles if more <= 0 else [*titles[:MOST_LISTED], f"and {more} more"]


def add_page(deck: Any, page: PackPage, pack: Pack) -> None:
    """The chart at the left; at the right its facts, what people said, and its notes."""
    slide = with_title(deck, page.title, top=Inches(0.25), size=24)
    add_text(slide, [page.subtitle], top=Inches(1.2), size=12, colour=LIGHT.muted)
    if not page.trend.is_empty:
        add_chart(slide, page)
    add_side(slide, page)
    facts = [f"{fact.label}: {fact.value}" for fact in page.facts]
    remarks = [f"{one.label}: {one.text}" for one in page.remarks]
    slide.notes_slide.notes_text_frame.text = "\n".join([page.title, *facts, *remarks, *page.notes])
    add_marking(slide, pack)
    if has_remarks_slide(page):
        add_text_page(deck, TextPage(page.title, tuple(remarks)), pack)


def add_side(slide: Any, page: PackPage) -> None:
    """One box, so that no text lies over another however long it is."""
    frame = text_box(slide, top=Inches(1.75), left=SIDE, width=SIDE_WIDTH, height=Inches(5))
    remarks = () if has_remarks_slide(page) else page.remarks
    for fact in page.facts:
        add_paragraph(frame, f"{fact.label}: {fact.value}", 15)
    for remark in remarks:
        add_paragraph(frame, remark.label, 11, LIGHT.accent, bold=True, above=8)
        add_paragraph(frame, remark.text, 14)
    for place, note in enumerate(page.notes):
        add_paragraph(frame, note, 11, LIGHT.muted, above=0 if place else 10)


def has_remarks_slide(page: PackPage) -> bool:
    """Whether the remarks are too long to be beside the chart, and have a slide of their own."""
    return sum(len(one.text) + SIDE_LINE for one in page.remarks) > MOST_BESIDE


def add_text_page(deck: Any, page: TextPage, pack: Pack) -> None:
    """As many slides as the lines need, or a table."""
    for number, lines in enumerate(filled(page.lines) or [[]]):
        slide = with_title(
            deck, page.title + (" (continued)" if number else ""), top=Inches(0.25), size=24
        )
        frame = text_box(slide, top=Inches(1.3))
        for line in lines:
            add_paragraph(frame, line, 16, above=6)
        add_marking(slide, pack)
        if page.table:
            add_table(slide, page.table[: MOST_ROWS + 1])
    for start in range(MOST_ROWS + 1, len(page.table), MOST_ROWS):
        slide = with_title(deck, f"{page.title} (continued)", top=Inches(0.25), size=24)
        add_table(slide, (page.table[0], *page.table[start : start + MOST_ROWS]))
        add_marking(slide, pack)


def add_table(slide: Any, rows: Sequence[Sequence[str]]) -> None:
    """A native table whose first row is its heading."""
    widths = TABLE_WIDTHS if len(rows[0]) == len(TABLE_WIDTHS) else None
    shape = slide.shapes.add_table(
        len(rows), len(rows[0]), MARGIN, Inches(1.3), WIDTH - 2 * MARGIN, Inches(0.4) * len(rows)
    )
    table = shape.table
    for place, width in enumerate(widths or ()):
        table.columns[place].width = Inches(width)
    for at, row in enumerate(rows):
        for cell, text in zip(table.rows[at].cells, row, strict=True):
            cell.text_frame.text = text
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(LIGHT.raised if at == 0 else LIGHT.ground)
            write(cell.text_frame.paragraphs[0], 14, LIGHT.text, bold=at == 0)


def add_marking(slide: Any, pack: Pack) -> None:
    parts = (pack.marking.marking, pack.title, pack.synthetic)
    line = " · ".join(part for part in parts if part)
    add_text(slide, [line], top=Inches(6.95), size=11, colour=LIGHT.muted)
