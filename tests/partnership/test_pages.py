"""Every page of the dashboard for a partnership that is nothing like the shipped one."""

import pytest

from tests.partnership.invented import FORM, PLACES
from tests.paths import PAGES
from tests.ui.pages import board, facts, opened, text_of, trends_drawn

ALL_PAGES = (*PAGES, "priority_five")
OF_DURHAM = ("Durham", "DSCP", "Think Tank", "Easington", "Constabulary")


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("page", ALL_PAGES)
def test_every_page_opens_and_names_nothing_of_the_shipped_partnership(page):
    app = opened(page)
    assert not app.exception
    shown = text_of(app)
    assert "These figures are invented" in shown
    assert [word for word in OF_DURHAM if word in shown] == []


@pytest.mark.usefixtures("database")
def test_the_overview_lists_the_partnerships_own_indicators():
    names = board(opened())["Indicator"]
    for indicator in FORM.indicators:
        if indicator.name:
            assert names.str.startswith(indicator.name).any(), indicator.name


@pytest.mark.usefixtures("database")
def test_a_total_of_eighty_localities_is_complete_and_has_a_chart():
    app = opened("priority_one", indicator="E08")
    assert "June 2026" in facts(app)
    assert trends_drawn(app)


@pytest.mark.usefixtures("database")
def test_eighty_localities_are_compared_with_each_other():
    app = opened("priority_two", indicator="N03", view="By locality")
    shown = str([table.proto.body for table in app.get("html")])
    assert not app.exception
    assert PLACES[0] in shown
    assert PLACES[-1] in shown


@pytest.mark.usefixtures("database")
def test_a_year_is_that_of_the_calendar():
    app = opened("priority_one", indicator="E08", period="year")
    assert not app.exception
    shown = text_of(app)
    assert "2025 to 2026" not in shown
    assert "2025" in shown
