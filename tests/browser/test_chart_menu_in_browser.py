"""A chart is taken away: copied, downloaded, or as a link; what is taken is recorded."""

import io
import json
import struct

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.driving import open_page, wait_for_chart, wait_idle

E04 = "/priority_two?indicator=E04"
READ_PICTURE = """async () => {
    const [item] = await navigator.clipboard.read()
    const bytes = new Uint8Array(await (await item.getType('image/png')).arrayBuffer())
    return [...bytes.slice(0, 24)]
}"""


@pytest.fixture
def menu(page):
    """The menu of the first chart, opened."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page(page, E04)
    wait_for_chart(page)
    page.get_by_role("button", name="Use this chart").first.click()
    wait_idle(page)
    return page.get_by_test_id("stPopoverBody")


def taken(server):
    """The files that were taken away, the last one last."""
    lines = server.database.with_suffix(".events.jsonl").read_text().splitlines()
    events = [json.loads(line) for line in lines]
    return [json.loads(one["detail"]) for one in events if one["what"] == "file taken away"]


def download(page, menu, name):
    with page.expect_download() as downloading:
        menu.get_by_role("button", name=name).click()
    return downloading.value


def test_a_picture_and_a_link_are_copied(page, menu, server):
    menu.get_by_role("button", name="Copy picture").click()
    expect(menu.get_by_text("Picture copied.")).to_be_visible()
    head = bytes(page.evaluate(READ_PICTURE))
    assert struct.unpack(">II", head[16:24]) == (1920, 1080)
    assert taken(server)[-1]["file"] == "E04 by month, exact.png"
    menu.get_by_role("button", name="Copy link").click()
    expect(menu.get_by_text("Link copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_picture_a_drawing_and_figures_are_downloaded(page, menu, server):
    picture = download(page, menu, "Picture (PNG")
    assert picture.path().read_bytes().startswith(b"\x89PNG")
    drawing = download(page, menu, "Drawing (SVG").path().read_text()
    assert "Re-referrals within 12 months" in drawing
    assert "OFFICIAL-SENSITIVE" in drawing
    figures = download(page, menu, "Figures (Excel")
    book = openpyxl.load_workbook(io.BytesIO(figures.path().read_bytes()))
    assert book.sheetnames == ["Figures", "Notes"]
    files = [one["file"] for one in taken(server)[-3:]]
    assert files == [f"E04 by month, exact{ending}" for ending in (".png", ".svg", ".xlsx")]


def test_a_chart_for_wider_sharing_has_protected_figures(page, menu, server):
    menu.get_by_text("for wider sharing").click()
    wait_idle(page)
    drawing = download(page, menu, "Drawing (SVG").path().read_text()
    assert "OFFICIAL-SENSITIVE" not in drawing
    assert "Protected figures" in drawing
    assert taken(server)[-1]["audience"] == "protected"


def test_axe_finds_nothing_in_the_open_menu(page, menu):
    expect(menu.get_by_role("button", name="Copy picture")).to_be_visible()
    assert list(map(str, violations(page))) == []


def test_every_large_chart_has_a_menu(page):
    for view, charts in (("By+locality", 2), ("Compared", 3)):
        open_page(page, f"{E04}&view={view}")
        wait_for_chart(page)
        expect(page.get_by_role("button", name="Use this chart")).to_have_count(charts)
    open_page(page, "/priority_one?indicator=H18")
    wait_for_chart(page)
    page.get_by_role("button", name="Use this chart").last.click()
    wait_idle(page)
    drawing = download(page, page.get_by_test_id("stPopoverBody"), "Drawing (SVG").path()
    assert "OFFICIAL-SENSITIVE" in drawing.read_text()
