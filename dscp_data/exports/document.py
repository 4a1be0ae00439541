"""Minutes as a document for Word: items, findings, small charts, decisions and actions."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any

import vl_convert
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from dscp_data.charts.tokens import FONT as SCREEN_FONT
from dscp_data.charts.tokens import LIGHT
from dscp_data.charts.vega_theme import config
from dscp_data.exports.minutes import MinutedAction, MinutedItem, Minutes
from dscp_data.exports.pack.contents import PackPage
from dscp_data.exports.pack.document import FONT, VEGA_LITE, chart_spec

CHART_WIDTH = Cm(13)
PIXELS, SCALE = (560, 220), 2
REVISED_SHOWN = 3
ACTION_HEADS = ("Action", "Owner", "Due", "At the meeting", "Since")
ACTION_WIDTHS = (5.4, 3.0, 2.9, 1.9, 1.5)  # centimetres
SINCE_NOTE = "Since: what has become of an action after the meeting was closed."
NOTES = (("what", "What"), ("so what", "So what"), ("now what", "Now what"))


def document_of(minutes: Minutes) -> bytes:
    """The .docx file of minutes."""
    document = Document()
    dress(document, minutes)
    document.add_heading(minutes.title, level=0)
    for line in filter(None, [*minutes.facts, minutes.synthetic]):
        document.add_paragraph(line)
    for number, item in enumerate(minutes.items, 1):
        add_item(document, number, item)
    document.add_heading("Actions", level=1)
    if minutes.actions:
        add_actions(document, minutes.actions)
        if any(one.since for one in minutes.actions):
            add_small(document, SINCE_NOTE)
    else:
        document.add_paragraph("No actions were recorded.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def dress(document: Any, minutes: Minutes) -> None:
    """Set the language, the font, and the marking on every page."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(11)
    style.element.rPr.append(style.element.makeelement(qn("w:lang"), {qn("w:val"): "en-GB"}))
    properties = document.core_properties
    properties.title, properties.author = minutes.title, minutes.marking.made_by
    properties.language = "en-GB"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    marked = (minutes.marking.marking, minutes.synthetic)
    section.header.paragraphs[0].text = " · ".join(filter(None, marked))
    section.footer.paragraphs[0].text = " · ".join([minutes.title, *minutes.marking.lines[1:3]])


def add_item(document: Any, number: int, minuted: MinutedItem) -> None:
    item = minuted.item
    document.add_heading(f"{number}. {item.title}", level=2)
    if item.detail and item.detail != item.title:
        document.add_paragraph(item.detail)
    if minuted.page and not minuted.page.trend.is_empty:
        if minuted.page.title not in (item.title, item.detail):
            document.add_paragraph(f"{minuted.page.title}.")
        add_small(document, minuted.page.subtitle, with_next=True)
        add_chart(document, minuted.page)
        for note in minuted.page.notes:
            add_small(document, note)
    add_revised(document, minuted)
    for kind, label in (*NOTES, ("decision", "Decision"), ("action", "Action")):
        for one in minuted.entries_of(kind):
            add_labelled(document, label, one.text)


def add_revised(document: Any, minuted: MinutedItem) -> None:
    """Say which figures were revised since the meeting, each with both values."""
    shown = minuted.revised[:REVISED_SHOWN]
    if shown:
        more = len(minuted.revised) - len(shown)
        texts = [one.text for one in shown] + ([f"and {more} more"] if more else [])
        add_labelled(document, "Revised since", "; ".join(texts))


def add_labelled(document: Any, label: str, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(text)


def add_small(document: Any, text: str, *, with_next: bool = False) -> None:
    """A line in small print, on the page of what follows where it must not be parted from it."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = with_next
    run = paragraph.add_run(text)
    run.font.size = Pt(9)
    run.font.color.rgb = RGBColor.from_string(LIGHT.muted.removeprefix("#"))


def add_chart(document: Any, page: PackPage) -> None:
    """The chart as a picture, with its finding as the text for those who cannot see it."""
    picture = document.add_picture(io.BytesIO(png(page)), width=CHART_WIDTH)
    picture._inline.docPr.set("descr", page.title)


def png(page: PackPage) -> bytes:
    width, height = PIXELS
    spec = chart_spec(page) | {"width": width, "height": height}
    spec["config"] = config("light") | {"background": LIGHT.ground}
    text = json.dumps(spec).replace(SCREEN_FONT, FONT)
    return vl_convert.vegalite_to_png(text, vl_version=VEGA_LITE, scale=SCALE)


def add_actions(document: Any, actions: Sequence[MinutedAction]) -> None:
    """A table whose first row is its heading, repeated on every page."""
    table = document.add_table(rows=1, cols=len(ACTION_HEADS))
    table.style = "Table Grid"
    table.autofit = False  # else a reader that is not Word makes all columns alike
    for column, width in zip(table.columns, ACTION_WIDTHS, strict=True):
        column.width = Cm(width)
    head = table.rows[0]
    for cell, name in zip(head.cells, ACTION_HEADS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    head._tr.get_or_add_trPr().append(head._tr.makeelement(qn("w:tblHeader"), {}))
    for one in actions:
        texts = (one.text, one.owner, one.due, one.status, one.since)
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    for row in table.rows:
        for cell, width in zip(row.cells, ACTION_WIDTHS, strict=True):
            cell.width = Cm(width)
