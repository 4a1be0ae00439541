"""The tour of the Overview: once for a newcomer, again from Help, and in nobody's way."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.driving import open_page, wait_idle
from tests.browser.keys import tab_to


def tour_of(page):
    return page.get_by_role("complementary", name="A short tour")


def press(page, name):
    tour_of(page).get_by_role("button", name=name).click()


def test_a_newcomer_is_shown_round_once(page):
    open_page(page, "/")
    tour = tour_of(page)
    expect(tour).to_contain_text("Tour, 1 of 5")
    expect(tour).to_contain_text("47 indicators")
    for step, part in enumerate((".cards", ".st-key-filters", "tr", ".st-key-search"), 2):
        press(page, "Next")
        expect(tour).to_contain_text(f"Tour, {step} of 5")
        expect(page.locator("[data-tour]")).to_have_count(1)
        assert page.locator("[data-tour]").evaluate("(one, part) => one.matches(part)", part)
        expect(page.locator("[data-tour]")).to_be_in_viewport()
    press(page, "Finish")
    expect(tour).to_have_count(0)
    expect(page.locator("[data-tour]")).to_have_count(0)
    open_page(page, "/")
    expect(tour).to_have_count(0)


def test_the_tour_leaves_the_page_usable_and_goes_with_it(page):
    open_page(page, "/")
    expect(tour_of(page)).to_be_visible()
    page.get_by_role("link", name="Re-referrals within 12 months").first.click()
    page.wait_for_url("**/priority_two?*")
    wait_idle(page)
    expect(tour_of(page)).to_have_count(0)
    page.go_back()
    wait_idle(page)
    expect(tour_of(page)).to_have_count(0)


def test_help_has_the_tour_again_on_every_page(page):
    open_page(page, "/golden_threads?locality=easington")
    expect(tour_of(page)).to_have_count(0)
    page.get_by_role("button", name="Help").click()
    page.get_by_role("button", name="Show the tour").click()
    expect(tour_of(page)).to_contain_text("Tour, 1 of 5")
    wait_idle(page)
    assert page.url.endswith("/?locality=easington")
    expect(tour_of(page).get_by_role("button", name="Next")).to_be_focused()
    page.keyboard.press("Escape")
    expect(tour_of(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Help")).to_be_focused()
    # And on the Overview itself.
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show the tour").click()
    expect(tour_of(page)).to_contain_text("Tour, 1 of 5")


@pytest.mark.parametrize(
    "view", ["/?priority=2", "/priority_two?indicator=E04", "/?audience=viewer"]
)
def test_a_link_opens_its_view_without_the_tour(page, view):
    open_page(page, view)
    expect(page.locator("h1")).to_be_visible()
    expect(tour_of(page)).to_have_count(0)


def test_the_tour_is_taken_with_the_keyboard(page):
    open_page(page, "/")
    expect(tour_of(page)).to_be_visible()
    tab_to(page, "Next")
    page.keyboard.press("Enter")
    expect(tour_of(page)).to_contain_text("Tour, 2 of 5")
    tab_to(page, "Close the tour")
    page.keyboard.press("Enter")
    expect(tour_of(page)).to_have_count(0)


def test_the_tour_moves_nothing(page):
    open_page(page, "/")
    expect(tour_of(page)).to_be_visible()
    parts = page.locator("h1, table.board tbody tr")
    places = "parts => parts.map(one => one.getBoundingClientRect().toJSON())"
    before = parts.evaluate_all(places)
    press(page, "Next")
    assert parts.evaluate_all(places) == before
    press(page, "Close the tour")
    assert parts.evaluate_all(places) == before


def test_axe_finds_nothing_in_the_tour_and_it_is_not_printed(page):
    open_page(page, "/")
    expect(tour_of(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(tour_of(page)).not_to_be_visible()
    page.emulate_media(media="screen")
    for width in (320, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        assert list(map(str, violations(page))) == []
