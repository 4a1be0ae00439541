"""What readers do: change a filter and see the chart change; send a return in and see it drawn."""

from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from tests.browser.driving import TREND, open_filters, open_page, wait_for_chart, wait_idle


def drawn_points(page):
    """Where the points of the large chart are."""
    places = "els => els.map(el => [el.getAttribute('cx'), el.getAttribute('cy')])"
    return page.locator(f"{TREND} circle").evaluate_all(places)


def test_a_filter_changes_the_chart(page):
    open_page(page, "/priority_two?indicator=E08")
    wait_for_chart(page)
    before = drawn_points(page)
    open_filters(page).get_by_text("Easington", exact=True).click()
    wait_idle(page)
    after = drawn_points(page)
    assert before
    assert after
    assert after != before
    expect(page.get_by_text("All agencies · Easington").first).to_be_visible()


def test_a_click_on_the_overview_opens_the_indicator(page):
    open_page(page, "/")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Cases stepped up"))
    row.scroll_into_view_if_needed()
    box = row.bounding_box()
    page.evaluate("window.stayed = true")
    page.mouse.click(box["x"] + box["width"] - 40, box["y"] + box["height"] / 2)
    page.wait_for_url("**/priority_two?*")
    wait_idle(page)
    assert page.url.endswith("/priority_two?indicator=E01")
    assert page.evaluate("window.stayed")  # it did not load anew


def test_a_link_keeps_the_filters_and_opens_the_series_of_its_agency(page):
    open_page(page, "/?locality=easington")
    page.get_by_role("link", name="Cases stepped up").click()
    page.wait_for_url("**/priority_two?*")
    wait_idle(page)
    assert "locality=easington" in page.url
    expect(page.get_by_text("All agencies · Easington").first).to_be_visible()


def test_a_return_is_sent_in_and_drawn_without_a_restart(page, tmp_path):
    open_page(page, "/priority_one?indicator=H03")
    new = page.get_by_role("heading", name="NRM referrals: 9 in October 2026")
    expect(page.get_by_role("heading", name="NRM referrals:")).to_be_visible()
    expect(new).to_have_count(0)
    book = Workbook()
    book.active.append(["Indicator", "Agency", "Month", "Number"])
    book.active.append(["NRM referrals", "CSC", "Oct-26", 9])
    path = tmp_path / "October.xlsx"
    book.save(path)
    open_page(page, "/returns")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_text("We found 1 figure.")).to_be_visible()
    expect(page.get_by_text("If you accept: 1 added, 0 changed, 0 unchanged")).to_be_visible()
    page.get_by_role("button", name="Accept this return").click()
    expect(page.get_by_text("Accepted as return")).to_be_visible()
    open_page(page, "/priority_one?indicator=H03")
    wait_for_chart(page)
    expect(new).to_be_visible()


def test_a_return_at_fault_comes_back_with_the_fault_marked(page, tmp_path):
    book = Workbook()
    book.active.append(["Indicator", "Agency", "Month", "Number"])
    book.active.append(["NRM referrals", "CSC", "Oct-26", "about 12"])
    path = tmp_path / "October.xlsx"
    book.save(path)
    open_page(page, "/returns")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_role("columnheader", name="What to do")).to_be_visible()
    expect(page.get_by_text("If you accept:")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the workbook with faults marked").click()
    with open(download.value.path(), "rb") as file:
        back = load_workbook(file)
    assert back.sheetnames == ["Faults", "Sheet"]
    assert "about 12" in back["Sheet"]["D2"].comment.text


def test_what_is_no_workbook_gets_a_sentence_and_changes_nothing(page, tmp_path):
    path = tmp_path / "notes.xlsx"
    path.write_bytes(b"these are notes")
    open_page(page, "/returns")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    expect(page.get_by_role("button", name="Accept this return")).to_have_count(0)
    expect(page.get_by_text("there is a problem")).to_have_count(0)


def test_a_target_that_is_set_is_drawn_and_its_history_shows_who_and_why(page):
    open_page(page, "/priority_two?indicator=E07")
    wait_for_chart(page)
    page.get_by_text("Target, baseline and notes").click()
    page.get_by_role("button", name="Set a target").click()
    form = page.get_by_role("dialog")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("Enter the target as a number")).to_be_visible()
    form.get_by_role("spinbutton").fill("120")
    form.get_by_label("Your name").fill("Ann Example")
    form.get_by_label("Why").fill("Agreed for the year")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    expect(
        page.get_by_text("it will meet the target of 120 or more in some months")
    ).to_be_visible()
    labels = page.locator(f"{TREND} svg text")
    expect(labels.filter(has_text="target 120")).to_have_count(1)
    told = page.locator(".st-key-settings").get_by_role("table")
    expect(told.get_by_text("Ann Example")).to_be_visible()
    expect(told.get_by_text("Agreed for the year")).to_be_visible()


def test_what_an_agency_s_words_mean_is_asked_once_and_not_the_next_quarter(page, tmp_path):
    heads = ["Indicator", "Agency", "Patch", "Month", "Number"]
    for name, number in (("Summer", 7), ("Autumn", 8)):
        book = Workbook()
        book.active.append(heads)
        book.active.append(["H03", "TEWV", "Seaham patch", "Oct-26", number])
        book.save(tmp_path / f"{name}.xlsx")
    open_page(page, "/returns")
    page.locator("input[type=file]").set_input_files(tmp_path / "Summer.xlsx")
    say_what_it_means(page, "Patch", "Locality")
    say_what_it_means(page, "Seaham patch", "Easington")
    expect(page.get_by_text("We found 1 figure.")).to_be_visible()
    page.get_by_role("button", name="Accept this return").click()
    expect(page.get_by_text("Accepted as return")).to_be_visible()
    open_page(page, "/returns")
    page.locator("input[type=file]").set_input_files(tmp_path / "Autumn.xlsx")
    expect(page.get_by_text("If you accept: 0 added, 1 changed")).to_be_visible()
    expect(page.get_by_text("Choose a meaning")).to_have_count(0)
    page.get_by_role("tab", name="Saved terms").click()
    expect(page.get_by_text("is the locality Easington")).to_be_visible()


def say_what_it_means(page, text, means):
    box = page.get_by_role("combobox", name=f"What “{text}” means")
    box.click()
    box.fill(means)
    page.get_by_role("option", name=means, exact=True).first.click()
    wait_idle(page)
    page.get_by_role("button", name="Save for").click()
    wait_idle(page)
