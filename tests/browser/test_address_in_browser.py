"""What only a browser shows: the URL that is written, and what a link opens."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.driving import TREND, go_to, open_filters, open_page, wait_for_chart, wait_idle


def query(page):
    return {name: value for name, (value,) in parse_qs(urlsplit(page.url).query).items()}


def choose_agency(page, name):
    page.get_by_test_id("stPopoverBody").get_by_test_id("stMultiSelect").first.click()
    page.get_by_role("option", name=name, exact=True).click()


def test_a_filter_is_written_as_an_id_and_goes_with_the_reader_from_page_to_page(page):
    open_page(page, "/")
    open_filters(page)
    choose_agency(page, "Early Help")
    wait_idle(page)
    assert query(page) == {"agency": "dcc-early-help"}
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    go_to(page, "Golden Threads")
    assert query(page) == {"agency": "dcc-early-help"}
    expect(page.get_by_text("Early Help · County Durham (all localities)").first).to_be_visible()


def test_filters_of_a_link_go_through_pages_that_have_none(page):
    open_page(page, "/priority_two?agency=dcc-csc&locality=easington&from=2025-04&as_of=2026-10-01")
    chosen = {name: query(page)[name] for name in ("agency", "locality", "from", "as_of")}
    for title in ("Users", "Audit", "Definitions", "Golden Threads", "Users", "Overview"):
        go_to(page, title)
        assert query(page) == chosen
        has_filters = title in ("Golden Threads", "Overview")
        said = page.locator(".st-key-filters").get_by_text("Easington")
        expect(said).to_have_count(int(has_filters))
    expect(page.get_by_text("Easington · April 2025 to").first).to_be_visible()


def test_back_takes_a_filter_off_again(page):
    open_page(page, "/golden_threads")
    open_filters(page).get_by_text("Quarter", exact=True).click()
    wait_idle(page)
    assert query(page) == {"period": "quarter"}
    page.go_back()
    wait_idle(page)
    assert query(page) == {}
    expect(page.get_by_text("by month").first).to_be_visible()


def test_two_choices_in_quick_succession_both_count(page):
    open_page(page, "/")
    quarter = open_filters(page).get_by_role("radio", name="Quarter")
    quarter.click(no_wait_after=True)
    expect(quarter).to_be_checked()  # by the browser: the server has not answered yet
    choose_agency(page, "Early Help")
    wait_idle(page)
    assert query(page) == {"period": "quarter", "agency": "dcc-early-help"}


def test_going_back_to_a_default_clears_the_url(page):
    open_page(page, "/?period=year")
    open_filters(page).get_by_text("Month", exact=True).click()
    wait_idle(page)
    assert query(page) == {}


@pytest.mark.parametrize("width", [1366, 390])
def test_a_link_opens_the_view_it_was_copied_from(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, "/priority_one?agency=durham-constabulary&from=2024-04&indicator=H01")
    wait_for_chart(page)
    words = "Durham Constabulary · County Durham (all localities) · April 2024 to"
    expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_role("heading", name="Partnership intelligence forms:")).to_be_visible()


def test_the_boxes_that_hold_the_url_are_not_seen_and_take_no_room(page):
    open_page(page, "/?agency=dcc-early-help")
    boxes = page.locator(".st-key-agency, .st-key-locality, .st-key-period, .st-key-from")
    assert boxes.count() == 4
    assert all(box.bounding_box() is None for box in boxes.all())


def test_small_charts_keep_inside_their_column(page):
    open_page(page, "/priority_one?indicator=H01&view=By+agency")
    wait_for_chart(page)
    drawn = page.get_by_test_id("stVegaLiteChart").first.locator("svg")
    drawn.wait_for()
    edge = page.get_by_test_id("stMainBlockContainer").bounding_box()
    box = drawn.bounding_box()
    assert box["x"] + box["width"] <= edge["x"] + edge["width"]


def test_a_chart_has_the_colours_of_a_dark_screen_at_once(page):
    page.emulate_media(color_scheme="dark")
    open_page(page, "/priority_one?indicator=H01")
    wait_for_chart(page)
    colours = "els => els.map(el => getComputedStyle(el).stroke)"
    paths = page.locator(f"{TREND} svg path")
    assert "rgb(130, 190, 238)" in paths.evaluate_all(colours)
