"""The icon table reads the same trends as the charts."""

from dscp_data.summaries.indicator_table import overview
from dscp_data.trends import Selection, trends
from dscp_data.trends.finding import describe_latest, status

VALUES = [100, 104, 98, 101, 103, 97, 102, 99, 105, 96, 100, 103, 98, 101]


def test_the_table_and_the_chart_never_disagree(store, take_in_months):
    take_in_months([*VALUES, 200])
    take_in_months(VALUES, indicator="H03")
    take_in_months(VALUES, indicator="H03", agency="durham-constabulary")
    table = overview(store, store.plan.indicators, Selection(audience="exact"))
    judged = trends(store, store.plan.indicators, Selection(audience="exact"), as_judged=True)
    for one in judged:
        row = table[(table["indicator"] == one.indicator.id) & (table["agency"] == one.agency)]
        assert row["status"].tolist() == [status(one)]
        assert row["summary"].tolist() == [describe_latest(one)]


def test_concern_comes_first_and_what_has_no_figures_last(store, take_in_months):
    take_in_months(VALUES, indicator="E01", agency="dcc-early-help")
    take_in_months([*VALUES, 200])
    table = overview(store, store.plan.indicators, Selection(audience="exact"))
    assert table["indicator"].iloc[:2].tolist() == ["E08", "E01"]
    assert table["status"].iloc[-1] == "no figures"


def test_every_indicator_of_the_plan_is_in_the_table(store):
    table = overview(store, store.plan.indicators, Selection(audience="exact"))
    assert set(table["indicator"]) == {i.id for i in store.plan.indicators}


def test_figures_that_are_not_collected_by_locality_are_not_called_too_few(store, take_in_months):
    take_in_months([*VALUES, 200])
    take_in_months(VALUES, indicator="E01", agency="dcc-early-help", locality="county-wide")
    chosen = Selection(audience="exact", localities=("easington",))
    table = overview(store, store.plan.indicators, chosen).set_index("indicator")
    assert table.loc["E08", "status"] == "concern"
    assert table.loc["E01", "status"] == "not by locality"
    assert table.loc["E01", "summary"] == "given for the whole area and not by locality"
