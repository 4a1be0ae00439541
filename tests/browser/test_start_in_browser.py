import re

import pytest
from playwright.sync_api import expect

from tests.browser.driving import open_page
from tests.paths import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_deep_link_opens_a_page_in_its_frame_without_an_error(page, name):
    open_page(page, "/" if name == "overview" else f"/{name}")
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(len(PAGES))
    expect(page.get_by_test_id("stAppViewContainer").get_by_role("heading").first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_text("there is a problem")).to_have_count(0)
    expect(page.get_by_text("Sample data.").first).to_be_visible()
    expect(page.get_by_text("Single-user mode: no sign-in on this computer.")).to_be_visible()


def test_the_fonts_are_served_by_the_dashboard_itself(page, seen):
    open_page(page, "/")
    fonts = [url for url in seen[0].requests if re.search(r"\.(woff2?|ttf)$", url)]
    assert any("SourceSans" in url for url in fonts)
    assert seen[0].strangers == []
