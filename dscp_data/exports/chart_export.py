"""A chart to take away: as a picture with its title, source and marking inside, or as figures."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd
import vl_convert

from dscp_data.charts import Chart
from dscp_data.charts.chart import FIT, with_data
from dscp_data.charts.tokens import FONT as SCREEN_FONT
from dscp_data.charts.tokens import LIGHT
from dscp_data.exports.marked_csv import Marking
from dscp_data.exports.marked_workbook import marked_workbook
from dscp_data.exports.pack.document import FONT, VEGA_LITE
from dscp_data.model.clock import london_from_utc
from dscp_data.model.text import format_date

WIDTH, HEIGHT, MARGIN = 1920, 1080, 72  # pixels
ENLARGED = 2  # a chart's letters of 13 pixels are 13 points on a slide
GAP = 28  # pixels between the chart and the words above and below it
SVG_TAG = re.compile(r"<svg\b[^>]*>")


@dataclass(frozen=True)
class ChartExport:
    """A chart drawn for a light ground, with what a reader needs who sees nothing else. `subtitle`
    says measure, place and period, `notes` the source; `figures` has a row for each point, and
    `methods` says beside them how they are made."""

    title: str
    subtitle: str
    chart: Chart
    figures: pd.DataFrame
    notes: tuple[str, ...]
    marking: Marking
    synthetic: str = ""
    methods: tuple[str, ...] = ()

    @property
    def marking_line(self) -> str:
        """The marking, with the state of the data and the day."""
        made_on = format_date(london_from_utc(self.marking.made_at.replace(tzinfo=None)))
        version = f"data version {self.marking.data_version}"
        parts = (self.marking.marking, version, made_on, self.synthetic)
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True)
class TextStyle:
    """Pixels of letters, lines and the gap below; letters that fit into a line; and the look."""

    size: int
    line: int
    letters: int
    colour: str
    weight: int = 400
    gap: int = 0

    def lines(self, text: str) -> list[str]:
        return textwrap.wrap(text, self.letters)


TITLE = TextStyle(48, 58, 70, LIGHT.text, 700, gap=12)
SUBTITLE = TextStyle(26, 34, 135, LIGHT.muted)
NOTE = TextStyle(22, 30, 160, LIGHT.muted)
MARKED = TextStyle(22, 30, 160, LIGHT.text, 700)


def svg(export: ChartExport) -> bytes:
    """A picture of 1920 by 1080 pixels, as a drawing."""
    top, above = set_lines(MARGIN, [(export.title, TITLE), (export.subtitle, SUBTITLE)])
    below = [*((note, NOTE) for note in export.notes), (export.marking_line, MARKED)]
    height = sum(style.line * len(style.lines(text)) for text, style in below)
    foot = HEIGHT - MARGIN - height
    _, words_below = set_lines(foot, below)
    drawn = plot(export.chart, top + GAP, foot - GAP)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" role="img"><title>{escape(export.title)}</title>'
        f'<rect width="100%" height="100%" fill="{LIGHT.ground}"/>{above}{drawn}{words_below}</svg>'
    ).encode()


def set_lines(top: int, texts: list[tuple[str, TextStyle]]) -> tuple[int, str]:
    """Texts one under another from `top` on, and where they end."""
    elements = []
    for text, style in texts:
        for line in style.lines(text):
            elements.append(
                f'<text x="{MARGIN}" y="{top + style.size}" font-family="{FONT}" '
                f'font-size="{style.size}" font-weight="{style.weight}" fill="{style.colour}">'
                f"{escape(line)}</text>"
            )
            top += style.line
        top += style.gap
    return top, "".join(elements)


def plot(chart: Chart, top: int, bottom: int) -> str:
    """The chart over the picture's width, between two heights."""
    width, height = (WIDTH - 2 * MARGIN) // ENLARGED, (bottom - top) // ENLARGED
    spec = with_data(chart) | {"width": width, "height": height, "autosize": FIT}
    text = json.dumps(spec).replace(SCREEN_FONT, FONT)
    drawn = vl_convert.vegalite_to_svg(text, vl_version=VEGA_LITE)
    place = (
        f'<svg x="{MARGIN}" y="{top}" width="{width * ENLARGED}" height="{height * ENLARGED}" '
        f'viewBox="0 0 {width} {height}">'
    )
    return SVG_TAG.sub(place, drawn, count=1)


def png(export: ChartExport) -> bytes:
    """The same picture in pixels."""
    return vl_convert.svg_to_png(svg(export).decode(), scale=1)


def workbook(export: ChartExport) -> bytes:
    """The figures, with a sheet that says what they are."""
    notes = (export.title, export.subtitle, *export.notes, export.synthetic, *export.methods)
    return marked_workbook(export.figures, export.marking, [one for one in notes if one])


FORMATS: Mapping[str, Callable[[ChartExport], bytes]] = {
    ".png": png,
    ".svg": svg,
    ".xlsx": workbook,
}
"""How to write a chart, by the ending of its file."""
