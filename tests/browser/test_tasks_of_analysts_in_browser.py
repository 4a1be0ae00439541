"""What analysts come for, in no more clicks than it should take: returns sent, due, withdrawn."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import SAMPLE_DAY
from tests.browser.driving import ROOT, running, wait_idle
from tests.browser.reader import begin

FAULTY = next((ROOT / "sample_data" / "faulty").glob("*.xlsx"))
HDFT = "Harrogate and District NHS FT"
FIRST_ROW = {"x": 60, "y": 52}  # of a table that is drawn, in pixels below its headings


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A dashboard of its own: what is accepted here would be news to other tests."""
    database = tmp_path_factory.mktemp("analysts") / "dscp.duckdb"
    with running(database, DSCP_SAMPLE_DAY=SAMPLE_DAY) as started:
        yield started


def saved(tmp_path, name, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    path = tmp_path / name
    book.save(path)
    return path


def filled(content, path):
    """The template with the months of July to September given for each locality."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["Figures"]
    heads = [cell.value for cell in sheet[6]]
    for number, row in enumerate(range(7, 14)):
        for month, given in (("Jul 2026", 4), ("Aug 2026", 3), ("Sep 2026", 5)):
            sheet.cell(row, heads.index(month) + 1).value = given + number % 3
    book.save(path)
    return path


def test_a_template_is_fetched_filled_in_and_accepted(page, tmp_path):
    analyst = begin(page)
    analyst.go_to("Returns")
    analyst.click(page.get_by_role("tab", name="Templates"))
    analyst.click(page.locator(".st-key-template_agency").get_by_role("combobox"))
    analyst.click(page.get_by_role("option", name=HDFT))
    template = analyst.download(page.get_by_role("button", name="Download"))
    analyst.click(page.get_by_role("tab", name="Upload a return"))
    analyst.upload(filled(template, tmp_path / "HDFT Q2.xlsx"))
    analyst.sees("If you accept: 21 added")
    analyst.click(page.get_by_role("button", name="Accept this return"))
    analyst.sees("Accepted as return")
    assert analyst.steps <= 8


def test_a_faulty_file_names_each_cell_and_comes_back_marked(page):
    analyst = begin(page)
    analyst.go_to("Returns")
    analyst.upload(FAULTY)
    analyst.click(page.get_by_text("Faults (17)"))
    expect(page.get_by_role("columnheader", name="What to do")).to_be_visible()
    name = "Download the workbook with faults marked"
    marked = analyst.download(page.get_by_role("button", name=name))
    assert load_workbook(io.BytesIO(marked)).sheetnames[0] == "Faults"
    assert analyst.steps <= 4


def test_headings_nobody_knows_are_matched_in_one_round(page, tmp_path):
    heads = ["Indicator", "Agency", "Patch", "Month", "Number"]
    rows = [heads, ["H03", "TEWV", "Seaham patch", "Oct-26", 7]]
    analyst = begin(page, "/returns")
    analyst.upload(saved(tmp_path, "Patches.xlsx", rows))
    for text, means in (("Patch", "Locality"), ("Seaham patch", "Easington")):
        box = page.get_by_role("combobox", name=f"What “{text}” means")
        analyst.click(box)
        box.fill(means)
        analyst.click(page.get_by_role("option", name=means, exact=True).first)
        analyst.click(page.get_by_role("button", name="Save for"))
    analyst.sees("We found 1 figure.")
    assert analyst.steps <= 7


def test_odd_files_are_refused_in_words_and_the_same_file_is_known(page, tmp_path):
    picture = tmp_path / "Photo.xlsx"
    picture.write_bytes(b"\xff\xd8\xff\xe0 a picture")
    empty = tmp_path / "Empty.xlsx"
    empty.write_bytes(b"")
    children = saved(tmp_path, "Children.xlsx", [["Name of child", "Age"], ["Kayleigh Dixon", 14]])
    for path, words in ((picture, "not"), (empty, "empty"), (children, "list of children")):
        analyst = begin(page, "/returns")
        analyst.choose_files(path)
        expect(page.get_by_test_id("stAlert").first).to_contain_text(words)
        wait_idle(page)
        assert page.get_by_role("button", name="Accept this return").count() == 0
        assert analyst.steps == 1
    known = next((ROOT / "sample_data" / "returns").glob("*.xlsx"))
    analyst = begin(page, "/returns")
    analyst.upload(known)
    analyst.sees("Accepted as return")
    assert analyst.steps == 1


def test_several_files_are_checked_at_once_and_a_bad_one_does_not_stop_the_others(page, tmp_path):
    rows = [["Indicator", "Agency", "Month", "Number"], ["H03", "TEWV", "Nov-26", 4]]
    picture = tmp_path / "Photo.xlsx"
    picture.write_bytes(b"\xff\xd8\xff\xe0 a picture")
    analyst = begin(page, "/returns")
    analyst.upload(saved(tmp_path, "One.xlsx", rows), picture, FAULTY)
    analyst.sees("One.xlsx", "Photo.xlsx", FAULTY.name)
    assert analyst.steps == 1


def test_a_return_waits_for_its_owner_after_the_page_is_loaded_again(page, tmp_path):
    rows = [["Indicator", "Agency", "Month", "Number"], ["H03", "TEWV", "Nov-26", 4]]
    analyst = begin(page, "/returns")
    analyst.upload(saved(tmp_path, "Waits.xlsx", rows))
    again = begin(page, "/returns")
    again.sees("Waits.xlsx", "We found 1 figure.")
    assert again.steps == 0


def test_a_late_agency_is_seen_and_reminded(page):
    analyst = begin(page)
    analyst.go_to("Returns")
    analyst.click(page.get_by_role("tab", name="Due and received"))
    analyst.sees("late with", f"To: {HDFT}", "Due on 21 October 2026")
    assert analyst.steps <= 2
    analyst.click(page.get_by_role("button", name="Record as sent"))
    expect(page.get_by_text("No reminder is recorded yet.")).to_have_count(0)


def test_a_withdrawal_is_previewed_before_it_is_confirmed(page):
    analyst = begin(page)
    analyst.go_to("Returns")
    analyst.click(page.get_by_role("tab", name="Accepted returns"))
    analyst.steps += 1
    row = page.locator('[data-testid="stDataFrame"] canvas').first
    row.click(position=FIRST_ROW, force=True)
    wait_idle(page)
    analyst.click(page.get_by_text("Withdraw this return"))
    analyst.sees("no longer included")
    assert analyst.steps <= 4


def test_the_cell_behind_a_figure_is_two_clicks_away(page):
    analyst = begin(page)
    analyst.search("safeguarding referrals easington", "**/priority_two?*indicator=E08*")
    analyst.click(page.get_by_role("link", name="Complete"))
    analyst.sees("Where each figure comes from")
    assert analyst.steps <= 2
