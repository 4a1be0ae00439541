"""What is entered on the page of evidence is found there, and a milestone changed stays changed."""

import re

from playwright.sync_api import expect

from tests.browser.driving import open_page, settle, wait_idle

FINDING = "Plans were agreed with families in nine of ten records"
POSITION = "All five posts are advertised"


def test_evidence_is_entered_and_then_found_by_its_words(page):
    open_page(page, "/evidence")
    page.get_by_text("Enter evidence", exact=True).click()
    form = settle(page.get_by_test_id("stForm").first)
    form.get_by_role("textbox", name="What was found").fill(FINDING)
    form.get_by_role("button", name="Enter it").click()
    expect(page.get_by_text("The evidence is in the log.")).to_be_visible()
    page.get_by_label("Search evidence").fill("nine of ten records")
    page.get_by_label("Search evidence").press("Enter")
    wait_idle(page)
    rows = page.get_by_role("region", name="Evidence, newest first").get_by_role("row")
    expect(rows.filter(has_text=FINDING)).to_have_count(1)
    with page.expect_download() as downloading:
        page.get_by_role("button", name=re.compile("Download this evidence .* as CSV")).click()
    assert downloading.value.suggested_filename == "evidence.csv"


def test_a_personal_name_is_refused_and_nothing_of_it_is_stored(page):
    open_page(page, "/evidence")
    page.get_by_text("Enter evidence", exact=True).click()
    form = settle(page.get_by_test_id("stForm").first)
    form.get_by_role("textbox", name="What was found").fill(
        "The mother of Kayleigh Dixon agreed, DH1 5UL"
    )
    form.get_by_role("button", name="Enter it").click()
    expect(page.get_by_text("a postcode")).to_be_visible()
    open_page(page, "/evidence?words=Kayleigh")
    expect(page.get_by_text("No evidence matches")).to_be_visible()


def test_a_milestone_is_changed_with_a_reason(page):
    open_page(page, "/priority_four")
    page.get_by_text("Change the plan", exact=True).click()
    choice = settle(page.locator(".st-key-milestone-chosen"))
    choice.get_by_role("combobox").fill("Police and health")
    page.get_by_role("option", name="Police and health posts in the team filled").click()
    wait_idle(page)
    page.get_by_label("Position statement").fill(POSITION)
    page.get_by_label("Reason for the change").fill("Reported at the board")
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_text("The milestone is changed.")).to_be_visible()
    expect(page.locator(".note").filter(has_text=POSITION)).to_have_count(1)
