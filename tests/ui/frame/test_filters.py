"""Where the filters stand, and that what they say goes with the reader where they do not."""

import pytest

from tests.paths import PAGES
from tests.ui.pages import on_paper, opened, text_of

WITHOUT_FILTERS = ["meeting", "definitions", "users", "audit"]
FILTERS = ["Agency", "Locality", "From", "To", "Show figures as at", "Show by"]
SHOWN = {"returns": ["Show figures as at"], **{page: [] for page in WITHOUT_FILTERS}}
CHOSEN = {"agency": "dcc-csc", "locality": "easington", "period": "quarter", "from": "2025-04"}


def filters_of(app):
    """The filters that are seen in the sidebar, by their labels."""
    seen = (*app.sidebar.multiselect, *app.sidebar.selectbox, *app.sidebar.date_input)
    return [one.label for one in (*seen, *app.sidebar.button_group)]


def test_pages_of_figures_have_filters_and_those_where_they_would_do_nothing_have_none(database):
    assert database.exists()
    app = opened()
    for page in PAGES:
        app.switch_page(f"../pages/{page}.py").run()
        assert filters_of(app) == SHOWN.get(page, FILTERS), page
        assert [one.key for one in app.sidebar.toggle] == ["audience-shown"], page


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("page", SHOWN)
def test_filters_are_as_they_were_after_a_page_that_does_not_have_them(page):
    app = opened("priority_two", **CHOSEN)
    before = text_of(app)
    assert "Easington · April 2025 to September 2026 · by quarter" in before
    app.switch_page(f"../pages/{page}.py").run()
    assert "Easington ·" not in text_of(app)
    app.switch_page("../pages/priority_two.py").run()
    assert text_of(app) == before
    assert app.multiselect(key="locality-shown").value == ["easington"]


@pytest.mark.usefixtures("database")
def test_paper_of_a_page_without_filters_says_which_page_it_is_and_of_no_filter():
    first = on_paper(opened("definitions", **CHOSEN))[-1]
    assert "Shows Definitions" in first.splitlines()
    assert "Easington" not in first
