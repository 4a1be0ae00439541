"""Titles, boxes and paragraphs of slides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt

from dscp_data.charts.tokens import LIGHT

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.5)
LOWEST = Inches(0.4)  # of a box, which grows with its text
LETTERS, MOST_LINES = 115, 15  # of a slide of text
TITLE_ONLY = 5  # the layout with nothing but a place for the title


def with_title(deck: Any, title: str, *, top: int, size: int) -> Any:
    """A new slide with a title that outlines and screen readers find."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = MARGIN, top, WIDTH - 2 * MARGIN, Inches(0.85)
    shape.text_frame.word_wrap = True
    shape.text_frame.text = title
    write(shape.text_frame.paragraphs[0], size, LIGHT.text, bold=True)
    return slide


def text_box(
    slide: Any,
    *,
    top: int,
    left: int = MARGIN,
    width: int = WIDTH - 2 * MARGIN,
    height: int = LOWEST,
) -> Any:
    """The text frame of a box that breaks its lines."""
    frame = slide.shapes.add_textbox(left, top, width, height).text_frame
    frame.word_wrap = True
    return frame


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
    frame = text_box(slide, top=top, left=left, width=width)
    for line in lines:
        add_paragraph(frame, line, size, colour)


def add_paragraph(
    frame: Any,
    text: str,
    size: int,
    colour: str = LIGHT.text,
    *,
    bold: bool = False,
    above: int = 0,
) -> None:
    is_first = len(frame.paragraphs) == 1 and not frame.paragraphs[0].text
    paragraph = frame.paragraphs[0] if is_first else frame.add_paragraph()
    paragraph.text = text
    paragraph.space_before = Pt(above)
    write(paragraph, size, colour, bold=bold)


def filled(lines: Sequence[str]) -> list[list[str]]:
    """The lines a slide, by how many lines each takes where it is broken."""
    slides: list[list[str]] = []
    room = 0
    for line in lines:
        needed = 1 + len(line) // LETTERS
        if needed > room:
            slides.append([])
            room = MOST_LINES
        slides[-1].append(line)
        room -= needed
    return slides


def write(paragraph: Any, size: int, colour: str, *, bold: bool = False) -> None:
    paragraph.font.size, paragraph.font.bold = Pt(size), bold
    paragraph.font.color.rgb = rgb(colour)
    paragraph.alignment = PP_ALIGN.LEFT


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#"))
