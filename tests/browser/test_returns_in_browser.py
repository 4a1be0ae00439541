"""A return is chosen from the list, and comes back byte for byte as it was sent."""

from pathlib import Path

from dscp_data.loading import SAMPLES
from tests.browser.driving import open_page, wait_idle

# Pixels into a table that is drawn, below its headings; its scroller lies over the canvas.
FIRST_ROW = {"x": 60, "y": 52}


def test_an_original_is_downloaded_byte_for_byte(page):
    open_page(page, "/returns?returns_view=What+is+held")
    page.locator('[data-testid="stDataFrame"] canvas').first.click(position=FIRST_ROW, force=True)
    wait_idle(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download as it was sent").click()
    sent = downloading.value
    (original,) = SAMPLES.rglob(sent.suggested_filename)
    assert Path(sent.path()).read_bytes() == original.read_bytes()


def test_what_a_withdrawal_changes_is_said_when_it_is_opened(page):
    open_page(page, "/returns?returns_view=What+is+held")
    page.locator('[data-testid="stDataFrame"] canvas').first.click(position=FIRST_ROW, force=True)
    wait_idle(page)
    page.get_by_text("Withdraw this return").click()
    page.get_by_text("held no more").wait_for()
    assert page.get_by_role("button", name="Withdraw this return").is_disabled()
