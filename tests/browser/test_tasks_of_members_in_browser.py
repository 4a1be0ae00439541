"""What a newcomer and a member with a question come for, in the fewest clicks."""

import re

from playwright.sync_api import expect

from tests.browser.driving import wait_for_chart
from tests.browser.reader import begin


def test_objectives_without_data_are_two_clicks_away(page):
    member = begin(page)
    member.go_to("Evidence")
    member.click(page.get_by_text("Plan coverage", exact=True))
    expect(page.locator("h1")).to_contain_text(re.compile("objectives? ha(s|ve)"))
    expect(page.get_by_role("columnheader", name="Missing").first).to_be_visible()
    assert member.steps <= 2


def test_audits_and_childrens_voices_about_one_thing_stand_beside_its_figures(page):
    member = begin(page)
    member.click(page.get_by_role("link", name="Re-referrals within 12 months").first)
    member.sees("Latest evidence", "Child’s voice", "Improvement, to August 2026")
    member.sees("Step-down plan and family network meeting introduced")
    assert member.steps <= 1


def test_a_chart_is_on_the_clipboard_after_three_clicks_and_its_link_after_one_more(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    member = begin(page)
    member.click(page.get_by_role("link", name="Re-referrals within 12 months").first)
    wait_for_chart(page)
    member.click(page.get_by_role("button", name="Use this chart").first)
    member.click(page.get_by_role("button", name="Copy picture"))
    member.sees("Picture copied.")
    assert member.steps <= 3
    member.click(page.get_by_role("button", name="Copy link"))
    member.sees("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_what_was_decided_last_and_what_came_of_its_actions(page):
    chair = begin(page)
    chair.go_to("Meeting")
    chair.sees("actions open", "Did it work?")
    assert chair.steps <= 1
    chair.click(page.get_by_role("radio", name="Prepare"))
    decided = page.locator("ul.recorded").get_by_role("listitem").filter(has_text="Decision")
    expect(decided.first).to_be_visible()
    assert chair.steps <= 2
    chair = begin(page)
    chair.click(page.get_by_role("link", name=re.compile(r"\d+ actions? open")))
    chair.sees("Did it work?", "Reminder to copy")
    assert chair.steps <= 1


def test_then_and_now_are_one_click_apart(page):
    chair = begin(page, "/priority_two?indicator=E04&locality=easington&as_of=2026-07-08")
    then = page.locator("h1").inner_text()
    chair.click(page.get_by_role("radio", name="Now"))
    chair.sees("You are looking at the latest figures.")
    expect(page.locator("h1")).not_to_have_text(then)
    assert "indicator=E04" in page.url
    assert "locality=easington" in page.url
    chair.click(page.get_by_role("radio", name=re.compile("Then: 8 Jul 2026")))
    expect(page.locator("h1")).to_have_text(then)
    assert chair.steps == 2


def test_a_newcomer_learns_what_this_is_and_what_a_word_means(page):
    newcomer = begin(page)
    newcomer.heading("since 7 October")
    variation = page.get_by_role("columnheader", name="Variation").first
    expect(variation).to_have_attribute("title", re.compile("usual range"))
    newcomer.click(page.get_by_role("button", name="Help"))
    newcomer.sees("47 indicators", "How to read a chart", "your dashboard steward")
    assert newcomer.steps <= 1
