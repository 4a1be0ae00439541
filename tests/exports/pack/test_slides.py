"""Slides read back: their numbers are the screen's, and their charts can be edited."""

import io
import math

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from dscp_data.exports.pack import write_pack
from dscp_data.trends.finding import finding
from tests.making import months, observation

NUMBERS = [*[40, 44, 41, 39, 43, 42, 40, 45, 41, 38, 42, 43] * 2, 90]


def read(pack):
    return Presentation(io.BytesIO(write_pack(pack, ".pptx")))


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def charts(slide):
    return [shape for shape in slide.shapes if shape.has_chart]


def series_of(slide):
    (frame,) = charts(slide)
    return {one.name: list(one.values) for one in frame.chart.plots[0].series}


def known(values):
    return [None if math.isnan(value) else value for value in values]


@pytest.fixture
def filled(take_in_months):
    take_in_months(NUMBERS)


@pytest.mark.usefixtures("filled")
def test_the_series_of_a_chart_are_those_of_the_trend(pack_of):
    pack = pack_of("E08")
    columns = pack.pages[0].trend.columns
    drawn = series_of(read(pack).slides[1])
    assert drawn["Safeguarding referrals"] == NUMBERS
    assert drawn["Mean"] == known(columns["mean"])
    assert drawn["Upper limit"] == known(columns["upper_limit"])
    assert drawn["Lower limit"] == known(columns["lower_limit"])


@pytest.mark.usefixtures("filled")
def test_a_signal_is_a_series_of_its_own_and_what_is_not_there_has_no_legend(pack_of):
    drawn = series_of(read(pack_of("E08")).slides[1])
    others = {name for name in drawn if name not in ("Safeguarding referrals", "Mean")}
    assert others == {"Upper limit", "Lower limit", "Concern"}
    assert drawn["Concern"] == [None] * 24 + [90]


@pytest.mark.usefixtures("filled")
def test_a_title_is_the_finding_and_the_chart_says_it_to_a_screen_reader(pack_of):
    pack = pack_of("E08")
    slide = read(pack).slides[1]
    (frame,) = charts(slide)
    said = finding(pack.pages[0].trend)
    assert slide.shapes.title.text_frame.text == said
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == said


@pytest.mark.usefixtures("filled")
def test_every_slide_has_the_marking_and_states_that_figures_are_invented(pack_of):
    for slide in read(pack_of("E08", "E12")).slides:
        marked = "OFFICIAL-SENSITIVE · Think Tank, 16 October 2026 · Sample data: these figures"
        assert any(text.startswith(marked) for text in texts(slide))


@pytest.mark.usefixtures("filled")
def test_the_facts_beside_a_chart_are_those_of_the_page(pack_of):
    (facts,) = [text for text in texts(read(pack_of("E08")).slides[1]) if "Usual range" in text]
    assert facts.splitlines()[0] == "April 2026: 90"


@pytest.mark.usefixtures("filled")
def test_an_indicator_without_figures_has_a_sentence_and_no_chart(pack_of):
    slide = read(pack_of("E12")).slides[1]
    assert charts(slide) == []
    assert "no complete figures" in slide.shapes.title.text_frame.text


def test_a_small_number_is_nowhere_in_what_a_wider_audience_is_handed(take_in, pack_of):
    counts = [3.0, 2.0, 6.0, 5.0, 30.0, 40.0]
    for period, number in zip(months(6), counts, strict=True):
        take_in(observation(period=period, numerator=number))
    slide = read(pack_of("E08", audience="protected")).slides[1]
    drawn = series_of(slide)
    assert drawn["Safeguarding referrals"] == [None, None, None, None, 30, 40]
    assert drawn["Small number, from"] == [1, 1, 1, 1, None, None]
    assert drawn["Small number, to"] == [7, 7, 7, 7, None, None]
    (frame,) = charts(slide)
    embedded = load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    cells = {cell.value for row in embedded.active.iter_rows() for cell in row}
    assert not cells & {2, 3, 5, 6}
