"""What members, managers and chairs come for, in no more clicks than it should take."""

import io
import re

import pypdf
from playwright.sync_api import expect

from tests.browser.driving import TREND, go_to, open_page, wait_for_chart, wait_idle
from tests.browser.reader import Reader, begin


def test_a_member_judges_an_indicator(page):
    # Is re-referral getting better in Easington, and can we trust it?
    member = begin(page)
    member.search("re-referral easington", "**/priority_two?*indicator=E04*")
    member.heading("Re-referrals within 12 months", "within the usual range")
    member.sees("Easington", "Can we trust it?", "Sep 26 is provisional", "meeting of 7 Oct 2026")
    assert member.steps <= 4
    # A link is a view: whoever gets it sees the same.
    seen = page.locator("h1").inner_text()
    open_page(page, page.url)
    assert page.locator("h1").inner_text() == seen
    # Where does the figure come from?
    cells = Reader(page)
    cells.click(page.get_by_role("link", name="Complete"))
    cells.sees("Where each figure comes from")
    assert cells.steps == 1

    # And where does this point come from? One click on it.
    wait_for_chart(page)
    plot = page.locator(TREND).bounding_box()
    page.mouse.click(plot["x"] + plot["width"] / 2, plot["y"] + plot["height"] / 2)
    cells = page.get_by_role("region", name="The cells behind")
    expect(cells).to_contain_text("Easington")
    expect(cells).to_contain_text("CSC performance data")

    # Does the police's count of referrals differ from the council's?
    member = begin(page)
    member.search("nrm", "**/priority_one?*indicator=H03*")
    member.click(page.get_by_role("radio", name="By agency"))
    member.sees("Durham Constabulary")
    wait_for_chart(page)
    assert member.steps <= 3

    # How many concerns are resolved within 6 and within 12 months, and how many come back?
    member = begin(page)
    member.click(page.get_by_role("link", name="Concerns resolved within 6 months"))
    member.sees("are resolved within 6 months", "within 12 months.", "Outcome after 6 months")
    member.sees("opened again within 12 months.")
    assert member.steps <= 2


def test_a_chair_sees_what_changed_and_what_is_overdue(page):
    # What got worse in Priority Two since the last meeting?
    chair = begin(page)
    chair.click(page.get_by_role("radio", name="2 Early identification"))
    chair.heading("Early identification:", "since 7 October", "no new concern")
    assert chair.steps <= 2

    # What did we look at in July?
    chair = begin(page)
    shown = chair.open_filters()
    chair.type_into(shown.get_by_label("Another day"), "8 July 2026")
    chair.sees("You are looking at the past.", "April 2023 to March 2026", "as at 8 July 2026")
    assert chair.steps <= 2

    # Without knowing the day: the meetings are in a list.
    chair = begin(page)
    shown = chair.open_filters()
    chair.click(shown.get_by_role("combobox", name="Show figures as at"))
    chair.click(page.get_by_role("option", name="Meeting of 8 July 2026"))
    chair.sees("You are looking at the past.", "as at 8 July 2026")
    assert chair.steps <= 3

    # What is overdue in the reform plan, and whose is it?
    chair = begin(page)
    chair.go_to("Reform plan")
    chair.heading("milestones are overdue")
    overdue = page.locator(".note.is-late")
    expect(overdue.filter(has_text=re.compile(r"Overdue by \d+ days"))).not_to_have_count(0)
    expect(overdue.filter(has_text="Durham Constabulary")).not_to_have_count(0)
    assert chair.steps <= 1

    # Which series miss their target?
    chair = begin(page)
    chair.click(page.get_by_role("link", name="Usual range, misses target"))
    expect(page.locator("table.board tbody tr")).to_have_count(2)
    page.go_back()
    wait_idle(page)
    assert page.locator("table.board tbody tr").count() > 50

    # Which has the largest figure, by value and not by letters?
    page.get_by_role("button", name="Latest").first.click()
    latest = page.locator("table.board").first.locator("td.latest").all_inner_texts()
    known = [text for text in latest if text != "–"]
    assert latest[len(known) :] == ["–"] * (len(latest) - len(known))  # without a figure, last
    numbers = [float(text.rstrip("%").replace(",", "")) for text in known if " of " not in text]
    assert numbers == sorted(numbers, reverse=True)


def test_a_manager_takes_the_sheet_of_a_locality(page):
    manager = begin(page)
    go_to(page, "Locality")
    manager.click(page.get_by_role("radio", name="Easington"))
    manager.heading("Easington differs from the other localities in 1 of")
    first = page.locator("table.spine tbody tr").first
    expect(first).to_contain_text("Partner-led Early Help")
    expect(first).to_contain_text("Below the others")
    manager.sees("a count depends on how many children live there")
    assert manager.steps <= 2
    sheet = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", print_background=True)))
    assert len(sheet.pages) == 1
    assert "OFFICIAL-SENSITIVE" in sheet.pages[0].extract_text()


def test_a_link_that_no_longer_fits_shows_a_notice(page):
    reader = begin(page, "/priority_two?indicator=H03")
    reader.sees("This link asks for")
    reader.click(page.get_by_role("link", name="NRM referrals").first)
    page.wait_for_url("**/priority_one?*indicator=H03*")
    wait_idle(page)
    reader.heading("NRM referrals")
    begin(page, "/priority_two?indicator=H999").sees("“H999”, which is not an indicator")
