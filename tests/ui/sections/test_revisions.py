"""A figure that was revised is marked on the indicator's page, with what was first given."""

import pytest

from dscp_data.model.clock import utc_now
from dscp_data.model.periods import Period, add_months
from dscp_data.model.text import format_date
from dscp_data.store import accept, open_store
from tests.making import checked, observation
from tests.ui.databases import MONTHS, START
from tests.ui.pages import opened_on, text_of
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
