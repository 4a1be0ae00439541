"""The large chart of an indicator: drawn at once, read by pointer and keyboard, in any colours."""

from playwright.sync_api import expect

from tests.browser.driving import TREND, open_page, wait_for_chart, wait_idle

E08 = "/priority_two?indicator=E08"
# In one task, before the server can have answered: is another chart there, and the same after?
CHOOSE = """(name) => {
    const plot = () => document.querySelector('.trend .plot svg')
    const before = plot().innerHTML
    const buttons = [...document.querySelectorAll('.trend-chart .switch button')]
    buttons.find((one) => one.textContent === name).click()
    plot().dataset.first = 'yes'
    return plot().innerHTML !== before
}"""


def open_trend(page):
    open_page(page, E08)
    wait_for_chart(page)


def test_another_type_of_period_is_drawn_in_the_click_and_not_again_when_the_page_follows(page):
    open_trend(page)
    assert page.evaluate(CHOOSE, "Quarter")
    page.wait_for_url("**period=quarter*")
    wait_idle(page)
    expect(page.locator(".under").first).to_contain_text("by quarter")
    assert page.locator(f"{TREND} > svg").get_attribute("data-first") == "yes"
    pressed = page.locator(".trend-chart .switch [aria-pressed=true]")
    expect(pressed).to_have_text("Quarter")


def test_charts_sent_ahead_are_of_the_place_that_is_chosen(page):
    open_page(page, f"{E08}&locality=easington")
    wait_for_chart(page)
    assert page.evaluate(CHOOSE, "Year")
    early = page.locator(f"{TREND} > svg").inner_html()
    open_page(page, f"{E08}&locality=easington&period=year")
    wait_for_chart(page)
    assert page.locator(f"{TREND} > svg").inner_html() == early


def test_the_arrow_keys_read_the_points_and_enter_opens_the_cells_behind_one(page):
    open_trend(page)
    reader = page.get_by_role("slider", name="Period in this chart")
    reader.focus()
    newest = reader.get_attribute("aria-valuetext")
    page.keyboard.press("ArrowLeft")
    before = reader.get_attribute("aria-valuetext")
    assert newest.split(":")[0] != before.split(":")[0]
    tip = page.locator(".trend .tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Usual range")
    page.keyboard.press("Enter")
    period = before.split(":")[0]
    expect(page.get_by_role("region", name=f"The cells behind {period}")).to_be_visible()
    expect(reader).to_be_focused()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_the_pointer_reads_the_point_it_is_over(page):
    open_trend(page)
    box = page.locator(TREND).bounding_box()
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    tip = page.locator(".trend .tip")
    expect(tip).to_be_visible()
    first = page.get_by_role("slider").get_attribute("aria-valuetext").split(":")[0]
    expect(tip).to_contain_text(first)
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] + 80)
    expect(tip).to_be_hidden()


def test_another_theme_and_forced_colours_recolour_the_chart_that_is_there(page):
    open_trend(page)
    page.evaluate(f"document.querySelector('{TREND} > svg').dataset.first = 'yes'")
    point = page.locator(f"{TREND} circle").first
    fill = "point => getComputedStyle(point).fill"
    light = point.evaluate(fill)
    page.emulate_media(color_scheme="dark")
    wait_idle(page)
    assert point.evaluate(fill) != light
    page.emulate_media(forced_colors="active", color_scheme="light")
    wait_idle(page)
    black = "rgb(0, 0, 0)"
    assert point.evaluate(fill) == black
    assert page.locator(f"{TREND} > svg").get_attribute("data-first") == "yes"
