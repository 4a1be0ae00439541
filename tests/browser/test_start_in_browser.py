import re

import pytest
from playwright.sync_api import expect

from dscp_ui.frame.top_bar import IN_MENU
from tests.browser.driving import open_page
from tests.paths import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_deep_link_opens_a_page_in_its_frame_without_an_error(page, name):
    open_page(page, "/" if name == "overview" else f"/{name}")
    expect(page.get_by_test_id("stTopNavLink")).to_have_count(len(PAGES) - len(IN_MENU))
    expect(page.locator(".at-top")).to_contain_text("OFFICIAL-SENSITIVE")
    expect(page.locator(".at-top")).to_contain_text("Sample data, invented")
    expect(page.get_by_test_id("stAppViewContainer").get_by_role("heading").first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_text("there is a problem")).to_have_count(0)
    expect(page.get_by_text("These figures are invented").first).to_be_visible()
    expect(page.get_by_text("Single-user mode: no sign-in")).to_be_visible()


def test_on_a_first_visit_the_dashboard_itself_serves_the_fonts(new_tab):
    open_page(new_tab.page, "/")
    fonts = [url for url in new_tab.watched.requests if re.search(r"\.(woff2?|ttf)$", url)]
    assert any("SourceSans" in url for url in fonts)
    assert new_tab.watched.strangers == []
