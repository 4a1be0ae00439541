"""Where the filters stand, and that what they say goes with the reader where they do not."""

import re

import pytest

from dscp_ui.frame.filters import IN_THE_URL
from tests.paths import PAGES
from tests.ui.pages import on_paper, opened, text_of

WITHOUT_FILTERS = ["meeting", "definitions", "users", "audit"]
PLACES = "Locality (choose none for all)"
FILTERS = ["Agency", "From", "To", "Show figures as at", PLACES, "Show by"]
SHOWN = {"returns": ["Show figures as at"], **{page: [] for page in WITHOUT_FILTERS}}
BOXES = [f"{name}-shown" for name in IN_THE_URL]
CHOSEN = {"agency": "dcc-csc", "locality": "easington", "period": "quarter", "from": "2025-04"}


def filters_of(app):
    """The filters behind the button, by their labels."""
    boxes = (*app.multiselect, *app.selectbox, *app.date_input, *app.button_group)
    return [one.label for one in boxes if one.key in BOXES]


@pytest.mark.usefixtures("read_database")
def test_pages_of_figures_have_filters_and_those_where_they_would_do_nothing_have_none():
    app = opened()
    for page in PAGES:
        app.switch_page(f"../pages/{page}.py").run()
        assert filters_of(app) == SHOWN.get(page, FILTERS), page
        assert [one.key for one in app.toggle] == ["audience-shown"], page


@pytest.mark.usefixtures("read_database")
@pytest.mark.parametrize("page", SHOWN)
def test_filters_are_as_they_were_after_a_page_that_does_not_have_them(page):
    app = opened("priority_two", **CHOSEN)
    before = text_of(app)
    assert "Easington · April 2025 to September 2026 · by quarter" in before
    app.switch_page(f"../pages/{page}.py").run()
    assert filters_of(app) == SHOWN[page]
    app.switch_page("../pages/priority_two.py").run()
    assert text_of(app) == before
    assert app.pills(key="locality-shown").value == ["easington"]


@pytest.mark.usefixtures("read_database")
def test_paper_of_a_page_without_filters_shows_which_page_it_is_and_of_no_filter():
    first = on_paper(opened("definitions", **CHOSEN))[-1]
    assert "Shows Definitions" in first.split(" · ")
    assert "Easington" not in first


@pytest.mark.usefixtures("read_database")
def test_the_button_says_what_the_filters_are():
    assert label_of(opened()) == "All agencies · County Durham · by month"
    chosen = opened("priority_two", agency="dcc-csc durham-constabulary", period="year")
    assert label_of(chosen) == "2 agencies · County Durham · by year"


def label_of(app):
    labels = [one.proto.popover.label for one in app.get("popover")]
    (label,) = [label for label in labels if "·" in label]
    return label.replace("\\", "")


@pytest.mark.usefixtures("read_database")
def test_reset_takes_every_filter_off():
    app = opened("golden_threads", **CHOSEN, as_of="2026-10-01")
    app.button(key="reset-filters").click().run()
    assert not app.exception
    assert [name for name in IN_THE_URL if app.session_state[name]] == []
    assert "All agencies · County Durham (all localities)" in text_of(app)


@pytest.mark.usefixtures("read_database")
def test_the_past_is_announced_and_one_click_leads_back():
    app = opened("priority_two", as_of="2026-10-01")
    assert "You are looking at the past. Figures are shown as at 1 October 2026." in text_of(app)
    app.button(key="back-to-now").click().run()
    assert "You are looking at the past" not in text_of(app)


@pytest.mark.usefixtures("read_database")
def test_a_switch_shows_then_and_now_and_leaves_the_other_filters():
    app = opened("priority_two", indicator="E08", as_of="2026-10-01", locality="easington")
    switch = "then-or-now-shown"
    app.segmented_control(key=switch).set_value("now").run()
    assert app.session_state["as_of"] == ""
    assert "You are looking at the latest figures." in text_of(app)
    assert app.session_state["locality"] == "easington"
    app.segmented_control(key=switch).set_value("then").run()
    assert app.session_state["as_of"] == "2026-10-01"
    assert "You are looking at the past. Figures are shown as at 1 October 2026." in text_of(app)
    app.segmented_control(key=switch).set_value("now").run()
    app.button(key="back-to-now").click().run()
    assert "You are looking at" not in text_of(app)


@pytest.mark.usefixtures("read_database")
def test_a_wider_audience_gets_no_switch_to_the_past():
    app = opened("priority_two", as_of="2026-10-01")
    app.segmented_control(key="then-or-now-shown").set_value("now").run()
    app.toggle(key="audience-shown").set_value(True).run()
    assert "You are looking at" not in text_of(app)


@pytest.mark.usefixtures("read_database")
def test_a_link_that_no_longer_fits_names_what_is_not_shown():
    app = opened("priority_two", locality="atlantis easington", period="week", to="2031-01")
    (notice,) = [one.value.replace("\\", "") for one in app.warning]
    assert "locality “atlantis”, period “week” and last month “2031-01”" in notice
    assert app.pills(key="locality-shown").value == ["easington"]
    assert not opened("priority_two", **CHOSEN).warning


@pytest.mark.usefixtures("read_database")
def test_links_are_the_same_whichever_filter_was_chosen_first():
    one, other = (
        [body.proto.body for body in opened(**chosen).get("html")]
        for chosen in (CHOSEN, dict(reversed(CHOSEN.items())))
    )
    assert re.search('href="[^"]*agency=dcc-csc[^"]*locality=easington', "".join(one))
    assert other == one
