"""A chart that leaves the dashboard says by itself what it is, from where, and how it is marked."""

import io
import re
import struct
from dataclasses import replace
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from dscp_data.charts import funnel_chart, trend_chart
from dscp_data.exports.chart_export import FORMATS, HEIGHT, WIDTH, ChartExport
from dscp_data.exports.marked_csv import Marking
from tests.charts import made

MARKING = Marking(
    "OFFICIAL-SENSITIVE", "Do not forward.", "Ann Lee", datetime(2026, 10, 16, 9, 5),
    "Re-referrals · Easington", 12, "exact",
)  # fmt: skip
TREND = trend_chart(made.rereferrals(24), "%", "month", "light")
EXPORT = ChartExport(
    title="Re-referrals: 8 months below the mean",
    subtitle="Referrals within 12 months · Easington · April 2023 to March 2025",
    chart=TREND,
    figures=pd.DataFrame({"value": [20.0, 22.0], "numerator": [4, 5]}),
    notes=("Source: returns of Children & Families.",),
    marking=MARKING,
    synthetic="Sample data: these figures are invented",
    methods=("How limits are made.",),
)


def words_of(drawing):
    return " ".join(re.findall(r">([^<>]+)</text>", drawing.decode()))


def test_a_picture_fills_a_slide():
    picture = FORMATS[".png"](EXPORT)
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (WIDTH, HEIGHT) == (1920, 1080)


@pytest.mark.parametrize(
    "part",
    [
        EXPORT.title,
        "Referrals within 12 months",
        "Easington",
        "Source: returns of Children &amp; Families.",
        "OFFICIAL-SENSITIVE · data version 12 · 16 October 2026",
        "Sample data: these figures are invented",
        "mean ",
    ],
)
def test_a_drawing_holds_title_place_source_marking_and_the_chart(part):
    assert part in words_of(FORMATS[".svg"](EXPORT))


def test_the_parts_of_a_picture_do_not_overlap_however_long_its_title_is():
    long = replace(EXPORT, title="A long finding about many things " * 6)
    drawing = FORMATS[".svg"](long).decode()
    lines = [float(y) for y in re.findall(r'<text x="72" y="([\d.]+)"', drawing)]
    plot = re.search(r'<svg x="72" y="([\d.]+)" width="\d+" height="(\d+)"', drawing)
    top, height = map(float, plot.groups())
    above = [y for y in lines if y < top]
    assert len(above) >= 4
    assert sorted(lines) == lines
    assert all(y > top + height for y in lines[len(above) :])
    assert max(lines) < HEIGHT


def test_any_form_of_chart_is_drawn():
    funnel = replace(EXPORT, chart=funnel_chart(made.funnel_units(), "lower", "Referrals", "light"))
    assert "99.8% limit" in words_of(FORMATS[".svg"](funnel))


def test_the_figures_are_a_table_with_notes_that_say_what_they_are():
    book = openpyxl.load_workbook(io.BytesIO(FORMATS[".xlsx"](EXPORT)))
    rows = list(book["Figures"].iter_rows(values_only=True))
    assert rows == [("Value", "Number"), (20, 4), (22, 5)]
    notes = [row[0] for row in book["Notes"].iter_rows(values_only=True)]
    assert notes[0] == "OFFICIAL-SENSITIVE"
    assert {EXPORT.title, EXPORT.subtitle, *EXPORT.notes, *EXPORT.methods} <= set(notes)
