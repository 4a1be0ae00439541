"""Without a mouse: filter, read and take away; send a return in, have it mended, accept it."""

import re

from openpyxl import Workbook
from playwright.sync_api import expect

from tests.browser.driving import open_page, wait_for_chart, wait_idle
from tests.browser.keys import tab_to


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
    wait_idle(page)


def test_an_indicator_is_filtered_read_and_downloaded(page):
    open_page(page, "/")
    tab_to(page, "Priority Two")
    press(page, "Enter")
    tab_to(page, "All agencies · County Durham")
    press(page, "Enter")
    tab_to(page, "Chester-le-Street")
    press(page, "ArrowRight", "ArrowRight", "ArrowRight", "Space")
    expect(page.get_by_text("All agencies · Easington").first).to_be_visible()
    press(page, "Escape", "Escape")
    choose(page, "Indicator", "Safeguarding referrals")
    wait_for_chart(page)
    finding = page.get_by_role("heading", name="Safeguarding referrals:")
    expect(finding).to_be_visible()
    tab_to(page, "About")
    press(page, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "Space")
    figures = page.get_by_role("region", name="Figures of Safeguarding referrals by month")
    expect(figures).to_be_visible()
    tab_to(page, "Figures of Safeguarding referrals by month")
    press(page, "PageDown")
    assert figures.evaluate("frame => frame.scrollTop") > 0
    tab_to(page, "Download these figures")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "E08 by month, exact.csv"


def test_the_list_of_indicators_can_be_read_and_leads_to_each(page):
    open_page(page, "/?priority=2")
    tab_to(page, "Re-referrals within 12 months")
    page.keyboard.press("Enter")
    page.wait_for_url("**/priority_two?*indicator=E04*")
    wait_idle(page)
    expect(page.get_by_role("heading", name="Re-referrals within 12 months:")).to_be_visible()


def test_a_return_is_uploaded_corrected_and_accepted(page, tmp_path):
    sent = {"At fault": "about 12", "Mended": 12}
    for name, number in sent.items():
        book = Workbook()
        book.active.append(["Indicator", "Agency", "Month", "Number"])
        book.active.append(["NRM referrals", "TEWV", "Oct-26", number])
        book.save(tmp_path / f"{name}.xlsx")
    open_page(page, "/returns")
    send(page, tmp_path / "At fault.xlsx")
    expect(page.get_by_role("columnheader", name="What to do")).to_be_visible()
    tab_to(page, "Download the workbook with faults marked")
    with page.expect_download():
        page.keyboard.press("Enter")
    open_page(page, "/returns")
    send(page, tmp_path / "Mended.xlsx")
    tab_to(page, "Accept this return")
    press(page, "Enter")
    expect(page.get_by_text(re.compile(r"Accepted as return \d+:"))).to_be_visible()


def choose(page, box, name):
    tab_to(page, box)
    page.keyboard.type(name)
    expect(page.get_by_role("option")).to_have_text([name])
    page.locator("[role=option][data-focused]").wait_for()
    press(page, "ArrowDown", "Enter")


def send(page, path):
    """Reach the button and hand over a file: the dialog that it opens is the browser's own, and
    Chromium without a screen opens it only at times."""
    tab_to(page, "Upload")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_text("How we read this file").wait_for()
    wait_idle(page)
