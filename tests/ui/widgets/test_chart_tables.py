"""Each chart has its numbers in a table as well: the same ones, in the words of the screen."""

import pandas as pd
import pytest

from tests.ui.pages import opened
from tests.ui.tables import table, tables


def with_table(page, indicator, key, view="Figures"):
    """A page with the table of one chart unfolded."""
    app = opened(page, indicator=indicator, view=view)
    app.session_state[f"{key}-table"] = True
    app.run()
    assert not app.exception
    return app


@pytest.mark.usefixtures("read_database")
def test_the_trend_has_its_figures_in_a_tab():
    shown = table(opened("priority_two", indicator="E08", view="Figures"), "Figures of")
    assert shown["Period"].iloc[0] == "September 2026"
    # 101 in each of two localities: the wave of the 30th month.
    assert shown["Value"].iloc[0] == "202"


@pytest.mark.usefixtures("read_database")
def test_small_multiples_have_a_column_each():
    key = "multiples-Locality-E08"
    shown = table(with_table("priority_two", "E08", key, "By locality"), "Figures in")
    assert list(shown.columns) == ["Period", "Easington", "Teesdale"]
    assert shown.iloc[0].tolist() == ["Sep 26", "101", "101"]
    assert len(shown) == 30


@pytest.mark.usefixtures("read_database")
def test_cohorts_and_their_curve_have_tables():
    app = with_table("priority_one", "H18", "cohorts-H18")
    shown = table(app, "Figures for these cohorts")
    assert list(shown.columns)[:2] == ["Period", "Opened in the period"]
    assert shown["Opened in the period"].str.startswith("1 concern").any()
    assert set(shown["Period"]) <= {
        f"{day:%B %Y}" for day in pd.date_range("2023", "2027", freq="MS")
    }
    curve = table(with_table("priority_one", "H18", "resolution-H18"), "Figures for this curve")
    by_six = curve[curve["Time"] == "By 6 months"].iloc[0]
    assert by_six["Resolved"] == "50% resolved"


@pytest.mark.usefixtures("read_database")
def test_a_folded_table_is_not_made():
    app = opened("priority_two", indicator="E08", view="By locality")
    assert not any(caption.startswith("Figures in") for caption in tables(app))
