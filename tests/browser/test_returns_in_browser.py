"""A return is chosen from the list, and comes back byte for byte as it was sent."""

from pathlib import Path

from openpyxl import Workbook

from tests.browser.driving import open_page, wait_idle

# Pixels into a table that is drawn, below its headings; its scroller lies over the canvas.
FIRST_ROW = {"x": 60, "y": 52}


def test_an_original_is_downloaded_byte_for_byte(page, tmp_path):
    book = Workbook()
    book.active.append(["Indicator", "Agency", "Month", "Number"])
    book.active.append(["H03", "Durham Constabulary", "Oct-26", 2])
    book.save(tmp_path / "Sent as it is.xlsx")
    open_page(page, "/returns")
    page.locator("input[type=file]").set_input_files(tmp_path / "Sent as it is.xlsx")
    page.get_by_role("button", name="Accept this return").click()
    page.get_by_text("Accepted as return").wait_for()
    open_page(page, "/returns?returns_view=Accepted+returns")
    page.locator('[data-testid="stDataFrame"] canvas').first.click(position=FIRST_ROW, force=True)
    wait_idle(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download the original file").click()
    sent = downloading.value
    assert sent.suggested_filename == "OFFICIAL-SENSITIVE Sent as it is.xlsx"
    assert Path(sent.path()).read_bytes() == (tmp_path / "Sent as it is.xlsx").read_bytes()


def test_what_a_withdrawal_changes_is_shown_when_it_is_opened(page):
    open_page(page, "/returns?returns_view=Accepted+returns")
    page.locator('[data-testid="stDataFrame"] canvas').first.click(position=FIRST_ROW, force=True)
    wait_idle(page)
    page.get_by_text("Withdraw this return").click()
    page.get_by_text("no longer included").wait_for()
    assert page.get_by_role("button", name="Withdraw this return").is_disabled()
