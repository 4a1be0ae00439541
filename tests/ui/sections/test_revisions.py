"""A figure that was revised is marked on the indicator's page, with what was first given."""

import pytest
from streamlit.testing.v1 import AppTest

from dscp_data.model.clock import utc_now
from dscp_data.model.periods import Period, add_months
from dscp_data.model.text import format_date
from dscp_data.store import accept, open_store
from tests.making import checked, observation
from tests.ui.databases import MONTHS, START
from tests.ui.pages import SECONDS, opened_on, text_of
from tests.ui.tables import table

LAST = Period(add_months(START.start, MONTHS - 1), "month")


@pytest.fixture
def corrected(database):
    """The last month of E08 in Easington, corrected from 101 to 110."""
    correction = checked(
        observation(period=LAST, numerator=110.0),
        observation(period=LAST, locality="teesdale", numerator=101.0),
        content=b"a correction",
    )
    with open_store(database) as store:
        accept(store, correction, b"a correction", by="test", is_sample=True)


@pytest.mark.usefixtures("corrected")
def test_a_revised_figure_is_marked_in_words_and_in_the_table():
    app = opened_on("priority_two", "E08", "Figures")
    assert "1 figure has been revised since it was first reported, marked [r]." in text_of(app)
    figures = table(app, "Figures of")
    newest, before = figures.iloc[0], figures.iloc[1]
    assert (newest["Value"], newest["Original figure"]) == (
        "211 [r]",
        f"202 on {format_date(utc_now())}",
    )
    assert "[r]" not in before["Value"]
    assert before["Original figure"] == ""


@pytest.mark.usefixtures("corrected")
def test_an_unrevised_figure_has_no_mark():
    app = opened_on("priority_two", "E04", "Figures")
    assert "revised" not in text_of(app)
    assert "Original figure" not in table(app)


@pytest.mark.usefixtures("corrected")
def test_a_day_before_the_correction_knows_nothing_of_it():
    app = opened_on("priority_two", "E08", "Figures")
    app.text_input(key="as_of").input("2020-01-01").run()
    assert "revised" not in text_of(app)


def cells_behind(period_name):
    """The cells behind a point of E08, which a browser would choose by a click."""

    def page(period_name):
        from dscp_data.trends import Selection
        from dscp_ui import queries
        from dscp_ui.sections.indicator.figure_table import show_cells_behind

        chosen = Selection(audience="exact")
        (trend,) = queries.series("E08", chosen)
        show_cells_behind(trend, chosen, period_name)

    app = AppTest.from_function(page, args=(period_name,), default_timeout=SECONDS).run()
    assert not app.exception
    return table(app, "The cells behind")


@pytest.mark.usefixtures("corrected")
def test_the_cells_behind_a_point_give_the_first_figure_where_it_was_revised():
    cells = cells_behind(LAST.name).set_index("Locality")
    assert cells.loc["Easington", ["Number", "First figure"]].tolist() == [
        "110",
        f"101 on {format_date(utc_now())}",
    ]
    assert cells.loc["Teesdale", "First figure"] == ""
    assert {"Cell", "Sheet", "File", "Agency"} <= set(cells)


@pytest.mark.usefixtures("corrected")
def test_cells_that_were_not_revised_have_no_column_for_it():
    before = Period(add_months(LAST.start, -1), "month")
    assert "First figure" not in cells_behind(before.name)
