"""Each row of the icon table says whose figures are in it, and whose are not."""

from dscp_data.model.periods import month
from dscp_data.summaries.data_sources import with_sources
from dscp_data.summaries.indicator_table import overview
from dscp_data.trends import Selection
from tests.making import observation


def sources(store, indicator, *chosen):
    plan = store.plan
    table = overview(
        store, [plan.indicator(indicator)], Selection(agencies=chosen, audience="exact")
    )
    return with_sources(table, store.query("senders", as_of=None), plan, chosen)


def test_a_row_names_whose_figures_are_in_it_and_who_never_sent_any(store, take_in):
    first, *others = store.plan.indicator("E14").agencies
    take_in(observation(indicator="E14", agency=first, denominator=20.0))
    (row,) = sources(store, "E14").itertuples()
    assert row.whose == (first,)
    assert row.whose_in_words == store.plan.agency(first).short_name
    assert "never sent" in row.missing
    for other in others:
        assert store.plan.agency(other).short_name in row.missing


def test_a_row_of_one_agency_speaks_of_that_agency_only(store, take_in):
    take_in(observation(indicator="H06", agency="probation"))
    take_in(observation(indicator="H06", agency="durham-constabulary"))
    found = sources(store, "H06")
    assert found["whose"].tolist() == [(agency,) for agency in found["agency"]]
    assert set(found["missing"]) == {""}


def test_a_newest_month_that_does_not_count_has_its_reason(store, take_in):
    take_in(observation())
    take_in(observation(period=month(2025, 5), numerator=None, status="suppressed"))
    (row,) = sources(store, "E08").itertuples()
    assert row.missing == (
        "May 25: some figures are suppressed by the agency or could not be reported"
    )


def test_without_figures_nobody_is_named(store):
    (row,) = sources(store, "E08").itertuples()
    assert (row.received, row.whose, row.whose_in_words) == ("", (), "")
