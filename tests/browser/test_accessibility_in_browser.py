"""WCAG 2.2 A and AA, as far as axe-core can tell: every page, wide and narrow, light and dark."""

import pytest

from tests.browser.axe import COLOURS, violations
from tests.browser.driving import ROOT, open_page, wait_for_chart, wait_idle
from tests.paths import PAGES

E08 = "/priority_two?indicator=E08"
VIEWS = (
    f"{E08}&view=By+agency",
    f"{E08}&view=Compared",
    f"{E08}&view=Figures&audience=viewer",
    f"{E08}&view=About",
    "/?audience=viewer",
    "/meeting?meeting=6",
    "/meeting?meeting=6&step=record",
    "/meeting?meeting=6&step=present",
    "/meeting?meeting=6&step=follow-up",
    "/meeting?meeting=6&audience=member",
    "/meeting?meeting=6&audience=viewer",
    "/priority_four?workstream=working-together-2023",
    "/golden_threads?thread=child-voice",
    "/evidence?evidence_view=voice",
    "/evidence?evidence_view=coverage",
    "/evidence?evidence_view=executive",
    "/returns?returns_view=Accepted+returns",
    "/returns?returns_view=Due+and+received",
    "/definitions?definitions_view=Data+we+hold",
    "/definitions?definitions_view=Accessibility",
)
FAULTY = next((ROOT / "sample_data" / "faulty").glob("*.xlsx"))
WIDE, BETWEEN, NARROW = 1366, 768, 320
FITS = """() => ['html', '[data-testid="stMain"]'].every(
    (part) => document.querySelector(part).scrollWidth <= innerWidth)"""


def at_width(page, width):
    page.set_viewport_size({"width": width, "height": 768})
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")


def found_in(page):
    """What breaks a rule, wide and narrow, and where its colours do in the dark. In between, only
    that nothing has to be scrolled sideways."""
    found = {}
    for width in (WIDE, BETWEEN, NARROW):
        at_width(page, width)
        # A chart is drawn anew some time after its page is narrower.
        page.wait_for_function(FITS)
        if width != BETWEEN:
            found[f"light, {width} wide"] = violations(page)
    page.emulate_media(color_scheme="dark")
    wait_idle(page)
    found["dark, narrow"] = violations(page, rules=COLOURS)
    at_width(page, WIDE)
    found["dark, wide"] = violations(page, rules=COLOURS)
    return {where: list(map(str, broken)) for where, broken in found.items() if broken}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_a_page(page, name):
    open_page(page, "/" if name == "overview" else f"/{name}")
    if "priority" in name:
        page.locator(".wall img").first.wait_for()
    assert found_in(page) == {}


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_in_a_view(page, view):
    open_page(page, view)
    if "indicator" in view:
        wait_for_chart(page)
    assert found_in(page) == {}


def test_axe_finds_nothing_where_a_file_at_fault_is_reported(page):
    open_page(page, "/returns")
    page.locator("input[type=file]").set_input_files(FAULTY)
    page.get_by_text("How we read this file").wait_for()
    wait_idle(page)
    assert found_in(page) == {}


def test_axe_finds_nothing_in_what_is_folded_away_and_in_a_dialog(page):
    open_page(page, "/priority_one?indicator=H18")
    wait_for_chart(page)
    for fold in page.get_by_test_id("stExpander").locator("summary").all():
        fold.click()
        wait_idle(page)
    page.get_by_role("button", name="Set a target").click()
    page.get_by_role("dialog").wait_for()
    assert found_in(page) == {}


def test_axe_would_find_a_control_without_a_name(page):
    open_page(page, "/definitions")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert [one.rule for one in violations(page)] == ["button-name"]
