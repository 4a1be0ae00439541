"""What leaves the screen by the browser's own ways is marked: print, pictures, tables."""

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.driving import open_page, wait_for_chart

E08 = "/priority_two?indicator=E08"


def printed(page):
    """The text of each sheet of paper, as one line: where it breaks depends on the time of day."""
    paper = PdfReader(io.BytesIO(page.pdf(format="A4", print_background=True)))
    return [" ".join(sheet.extract_text().split()) for sheet in paper.pages]


def test_every_printed_page_is_marked_and_the_first_shows_what_it_shows(page):
    open_page(page, E08)
    wait_for_chart(page)
    sheets = printed(page)
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        assert "OFFICIAL-SENSITIVE" in sheet
        assert "Made by" in sheet
        assert f"Page {number} of {len(sheets)}" in sheet
    assert "Shows All agencies · County Durham (all localities)" in sheets[0]
    assert "Data version" in sheets[0]
    assert "Figures: exact" in sheets[0]


def test_what_only_works_on_a_screen_is_not_printed(page):
    open_page(page, E08)
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stMain").get_by_test_id("stSelectbox").first).to_be_hidden()
    expect(page.locator(".st-key-frame-menu")).to_be_hidden()
    expect(page.locator(".marking-on-paper")).to_be_visible()
    page.emulate_media(media="screen")
    expect(page.locator(".marking-on-paper")).to_be_hidden()


def test_a_chart_carries_its_marking_and_a_table_hands_out_no_file_of_its_own(page):
    open_page(page, f"{E08}&view=Figures")
    wait_for_chart(page)
    chart = page.locator(".trend figcaption")
    expect(chart).to_contain_text("OFFICIAL-SENSITIVE · data version")
    table = page.get_by_test_id("stDataFrame").first
    table.hover()
    buttons = page.get_by_test_id("stElementToolbarButton")
    expect(buttons.get_by_label("Search").first).to_be_visible()
    expect(buttons.get_by_label("Download as CSV")).to_have_count(0)


def test_small_charts_are_marked_once_and_none_leaves_the_page_alone(page):
    open_page(page, "/priority_one?indicator=H01&view=By+agency")
    charts = page.locator("[class*=st-key-multiples-multiples]")
    first = charts.get_by_test_id("stVegaLiteChart").first
    first.locator("svg").wait_for()
    expect(charts).not_to_contain_text("OFFICIAL-SENSITIVE")
    expect(page.get_by_text("OFFICIAL-SENSITIVE · data version").last).to_be_visible()
    expect(charts).to_contain_text(re.compile(r"Durham Constabulary\s+\d+ \w+ 26"))
    first.hover()
    expect(charts.get_by_test_id("stElementToolbarButton").first).to_be_hidden()
