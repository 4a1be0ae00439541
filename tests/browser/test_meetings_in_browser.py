"""Two meetings from beginning to end: prepared, presented, recorded in two windows, closed, looked
at again after a figure was revised, and followed by the next one."""

import io
from datetime import date, timedelta

import pytest
from docx import Document
from openpyxl import Workbook
from playwright.sync_api import expect
from pptx import Presentation

from tests.browser.driving import open_page, running, wait_for_chart, wait_idle
from tests.browser.reader import Reader, begin
from tests.browser.tab import open_tab

FIRST = date.today() + timedelta(days=2)
NEXT = FIRST + timedelta(days=56)
ITEM = "Early Help discussions at triage"
DECISION, ACTION = "Triage keeps its second desk", "Ask schools how they find the form"
SO_WHAT = "More children are talked about early."


@pytest.fixture(scope="module")
def meeting_server(tmp_path_factory):
    """A dashboard of its own: what is recorded here would be news to other tests."""
    with running(tmp_path_factory.mktemp("meetings") / "dscp.duckdb") as started:
        yield started


@pytest.fixture
def window(browser, meeting_server):
    """Opens a window, as for the projector or the chair."""
    tabs = []

    def opened():
        tabs.append(open_tab(browser, meeting_server.url))
        return tabs[-1].page

    yield opened
    for tab in tabs:
        tab.close()


def add_meeting(page, day):
    """From the first page to an agenda. Gives the clicks that it took."""
    chair = begin(page)
    chair.go_to("Meeting")
    chair.click(page.get_by_text("Add a meeting"))
    day_box = page.get_by_test_id("stDateInput").filter(has_text="Date of the meeting")
    chair.click(day_box.get_by_role("spinbutton").first)
    page.keyboard.type(f"{day:%d%m%Y}")
    page.keyboard.press("Escape")  # closes the calendar that opened below the box
    chair.click(page.get_by_role("button", name="Add it and prepare its agenda"))
    expect(page.get_by_text("Any other business").first).to_be_visible()
    wait_idle(page)
    return chair.steps


def present(page, item):
    """Start the presentation and go to the item whose title begins so."""
    page.get_by_role("button", name="Present", exact=True).click()
    wait_idle(page)
    page.get_by_role("list").get_by_role("link", name=item).first.click()
    wait_idle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(item)


def record(page, key, text, owner=""):
    """With the keyboard alone, but for the owner."""
    page.locator("body").press(key)
    box = page.locator(".st-key-agreed").get_by_test_id("stTextInput").get_by_role("textbox")
    expect(box).to_be_focused()
    wait_idle(page)
    page.keyboard.type(text)
    if owner:
        page.locator(".st-key-agreed").get_by_role("combobox").click()
        page.get_by_role("option", name=owner, exact=True).click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("ul.recorded").get_by_text(text)).to_be_visible()
    wait_idle(page)


def send_revision(page, tmp_path):
    book = Workbook()
    book.active.append(["Indicator", "Agency", "Locality", "Month", "Number"])
    book.active.append([ITEM, "Early Help", "Easington", "Sep-26", 41])
    path = tmp_path / "Revised.xlsx"
    book.save(path)
    open_page(page, "/returns")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("0 added, 1 changed, 0 unchanged")).to_be_visible()
    page.get_by_role("button", name="Accept this return").click()
    expect(page.get_by_text("Accepted as return")).to_be_visible()


def test_two_meetings_from_their_agenda_to_their_minutes(window, tmp_path):
    page = window()
    assert add_meeting(page, FIRST) <= 4
    expect(page.get_by_role("link", name=ITEM).first).to_be_visible()

    present(page, ITEM)
    wait_for_chart(page)
    expect(page.locator(".steps [aria-current=step]")).to_contain_text(ITEM)
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    record(page, "d", DECISION)
    record(page, "a", ACTION, "Early Help")
    so_what = page.get_by_role("textbox", name="So what")
    so_what.fill(SO_WHAT)
    so_what.blur()
    wait_idle(page)
    page.reload()
    wait_idle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(ITEM)
    expect(page.get_by_role("textbox", name="So what")).to_have_value(SO_WHAT)

    chair = window()
    open_page(chair, page.url.replace("step=present", "step=record"))
    expect(chair.get_by_text(DECISION)).to_be_visible()
    record_in_chairs_window(chair, "Look again in spring")
    expect(page.locator("ul.recorded").get_by_text("Look again in spring")).to_be_visible()

    before = page.get_by_role("heading", level=1).inner_text()
    page.locator("body").press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(before)
    wait_idle(page)
    page.locator("body").press("ArrowLeft")
    expect(page.get_by_role("heading", level=1)).to_have_text(before)
    wait_idle(page)
    expect(page.get_by_role("textbox", name="So what")).to_have_value(SO_WHAT)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    page.locator("body").press("Escape")
    expect(page.get_by_test_id("stHeader")).to_be_visible()

    closing = Reader(chair)
    closing.click(chair.get_by_role("button", name="Close the meeting"))
    expect(chair.get_by_role("button", name="Download the minutes (closed)")).to_be_visible()
    minutes = closing.download(chair.get_by_role("button", name="Download the minutes (closed)"))
    text = "\n".join(one.text for one in Document(io.BytesIO(minutes)).paragraphs)
    assert DECISION in text
    assert SO_WHAT in text
    assert closing.steps <= 2
    closing.click(chair.get_by_role("button", name="Make the pack"))
    pack = closing.download(chair.get_by_role("button", name="Download the pack (Slides)"))
    titles = [one.shapes.title.text_frame.text for one in Presentation(io.BytesIO(pack)).slides]
    assert before in titles
    assert closing.steps <= 4

    send_revision(chair, tmp_path)
    open_page(page, "/meeting")
    present(page, ITEM)
    expect(page.get_by_role("heading", level=1)).to_have_text(before)
    revised = "Revised since the meeting. September 2026: 184 then, 183 now"
    expect(page.get_by_text(revised)).to_be_visible()

    page.locator("body").press("Escape")
    wait_idle(page)
    add_meeting(page, NEXT)
    expect(page.get_by_role("link", name=ACTION).first).to_be_visible()
    lines = page.locator(".agenda-line").all_inner_texts()
    assert ACTION in lines[0]
    assert any("figures revised for September 2026" in line for line in lines)


def record_in_chairs_window(chair, text):
    box = chair.locator(".st-key-agreed").get_by_test_id("stTextInput").get_by_role("textbox")
    box.fill(text)
    box.blur()
    wait_idle(chair)
    chair.get_by_role("button", name="Add", exact=True).click()
    expect(chair.get_by_text(text)).to_be_visible()


def test_everything_recorded_fits_the_screen_of_a_closed_meeting(page):
    open_page(page, "/meeting?meeting=6&step=present")
    entries = page.locator("ul.recorded")
    expect(entries.get_by_role("listitem")).to_have_count(3)
    assert entries.evaluate("(list) => list.scrollHeight <= list.clientHeight")
    screen = page.get_by_test_id("stMain")
    assert screen.evaluate("(main) => main.scrollHeight <= main.clientHeight")
