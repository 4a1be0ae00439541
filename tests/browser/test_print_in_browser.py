"""A printed page is complete: every row, and nothing that only works on a screen."""

import io
import unicodedata

import pytest
from pypdf import PdfReader

from tests.browser.driving import open_page, wait_for_chart
from tests.paths import PAGES

E04 = "/priority_two?indicator=E04"
VIEWS = (
    E04,
    f"{E04}&view=By+locality",
    f"{E04}&view=Figures&as_of=2026-10-20",
    "/locality?place=easington",
    "/returns?returns_view=Accepted+returns",
    "/returns?returns_view=Due+and+received",
    "/evidence?evidence_view=coverage",
    "/evidence?evidence_view=executive",
)
# Whatever could be pressed or filled in; a heading that sorts its column reads as a heading.
CONTROLS = """() => {
    const kinds = 'button, input, select, textarea, summary, [role=radio], [role=combobox]'
    return [...document.querySelectorAll(kinds)]
        .filter((one) => !one.classList.contains('sorts'))
        .filter((one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
        .filter((one) => one.getBoundingClientRect().width > 1)
        .filter((one) => !one.closest('details[open], .st-key-news-details'))
        .map((one) => one.innerText || one.ariaLabel || one.outerHTML.slice(0, 80))
}"""


def paper(page):
    made = page.pdf(format="A4", print_background=True)
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(made)).pages]


def without_spaces(text):
    """A text for comparison with paper, where a long name has two lines and "ff" is one sign."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize("view", [*(f"/{one}" for one in PAGES if one != "overview"), "/", *VIEWS])
def test_no_control_is_printed(page, view):
    open_page(page, view)
    if "indicator" in view:
        wait_for_chart(page)
    page.emulate_media(media="print")
    assert page.evaluate(CONTROLS) == []


def test_every_series_of_the_overview_is_printed_and_no_sheet_is_empty(page):
    open_page(page, "/")
    names = page.locator("table.board tbody th a").all_inner_texts()
    sheets = paper(page)
    printed = without_spaces(" ".join(sheets))
    assert len(names) > 50
    assert [name for name in names if without_spaces(name) not in printed] == []
    assert all(len(sheet) > 300 for sheet in sheets)


@pytest.mark.parametrize(
    ("view", "rows"),
    [
        ("/returns?returns_view=Accepted+returns", 100),
        ("/returns?returns_view=Due+and+received", 15),
        (f"{E04}&view=Figures", 200),
    ],
)
def test_every_row_of_a_table_that_is_scrolled_on_screen_is_printed(page, view, rows):
    open_page(page, view)
    table = page.locator(".on-paper").first
    assert not table.is_visible()
    page.emulate_media(media="print")
    assert table.is_visible()
    assert table.locator("tbody tr").count() >= rows
    # The canvas before it, which shows some of the rows, is left out.
    assert not page.get_by_test_id("stDataFrame").first.is_visible()
    last = table.locator("tbody tr").last.locator("td").first.inner_text()
    assert without_spaces(last) in without_spaces(" ".join(paper(page)))


def test_the_heads_of_a_table_are_printed_again_on_its_next_sheet(page):
    open_page(page, "/")
    _, second, *_ = paper(page)
    heads = without_spaces(second.split("Offending")[0])
    assert without_spaces("Indicator Last 24 points Latest Variation Target") in heads


def test_a_printed_chart_takes_the_width_of_the_paper(page):
    open_page(page, E04)
    wait_for_chart(page)
    page.emulate_media(media="print")
    chart = page.locator(".trend").bounding_box()
    places = page.locator(".lanes").first.bounding_box()
    assert chart["width"] > 0.95 * places["width"]
    assert places["y"] > chart["y"] + chart["height"]


def test_no_small_chart_is_parted_from_its_name(page):
    open_page(page, "/priority_one")
    names = page.locator(".wall .tile .name").all_inner_texts()
    for sheet in map(without_spaces, paper(page)):
        lasts = [without_spaces(name) for name in names if without_spaces(name) in sheet]
        assert not any(sheet.split("Madeby")[0].endswith(name) for name in lasts)
