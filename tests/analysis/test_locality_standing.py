"""A locality against the others: outliers by the funnel, and what cannot be compared."""

import pytest

from dscp_data.analysis.locality_standing import locality_standings, new_outliers, outliers
from dscp_data.summaries.indicator_table import icon_table
from dscp_data.trends import Selection, trends
from tests.making import months, observation

PLACES = ("easington", "teesdale", "durham-city", "derwentside", "sedgefield")
EXACT = Selection(audience="exact")


def send(take_in, indicator, shares, agency="dcc-early-help", base=200.0):
    """A year of months for each place, with its share of the same base."""
    take_in(
        *(
            observation(indicator=indicator, agency=agency, locality=place, period=period,
                        numerator=share * (base or 1), denominator=base)
            for place, share in shares.items()
            for period in months(12)
        )
    )  # fmt: skip


def standings(store, indicator):
    return locality_standings(trends(store, [store.plan.indicator(indicator)], EXACT, "locality"),
                              store.plan)  # fmt: skip


LOW = dict.fromkeys(PLACES, 0.35) | {"easington": 0.2}


def test_easington_is_below_the_others_on_partner_led_early_help(store, take_in):
    send(take_in, "E12", LOW)
    found = standings(store, "E12")
    easington = found["E12", "all", "easington"]
    assert (easington.word, easington.meaning) == ("below", "concern")
    assert easington.what == "20.0% (40 of 200) in March 2025, below the 99.8% limit"
    assert easington.beside.startswith("32.0% in all localities, and the limit at this size is ")
    assert {one.word for key, one in found.items() if key[2] != "easington"} == {"like"}
    assert outliers(found.values()) == [easington]


@pytest.mark.parametrize(
    ("indicator", "meaning"), [("E12", "improvement"), ("H07", "concern")], ids=["higher", "lower"]
)
def test_what_an_outlier_means_follows_the_direction(store, take_in, indicator, meaning):
    agency = store.plan.indicator(indicator).agencies[0]
    send(take_in, indicator, dict.fromkeys(PLACES, 0.3) | {"teesdale": 0.5}, agency)
    found = standings(store, indicator)[indicator, "all", "teesdale"]
    assert (found.word, found.meaning) == ("above", meaning)


def test_a_count_is_not_comparable_without_populations(store, take_in):
    send(take_in, "E08", dict.fromkeys(PLACES, 30.0), "dcc-csc", base=None)
    found = standings(store, "E08")["E08", "all", "easington"]
    assert found.word == "not comparable"
    assert "no populations" in found.what


def test_two_localities_are_too_few_to_compare(store, take_in):
    send(take_in, "E12", {"easington": 0.2, "teesdale": 0.4})
    assert {one.word for one in standings(store, "E12").values()} == {"not comparable"}


def test_an_outlier_comes_first_in_the_table_of_its_locality(store, take_in):
    send(take_in, "E12", LOW)
    own = Selection(audience="exact", localities=("easington",))
    found = {key[:2]: one for key, one in standings(store, "E12").items() if key[2] == "easington"}
    table = icon_table(trends(store, store.plan.indicators, own), store.plan, found)
    assert table["indicator"].iloc[0] == "E12"
    assert table["standing_in_words"].iloc[0] == "Below the others"
    assert (table["standing"].iloc[1:] == "").all()


def test_only_what_was_not_an_outlier_before_is_new(store, take_in):
    send(take_in, "E12", dict.fromkeys(PLACES, 0.35))
    before = standings(store, "E12").values()
    send(take_in, "E12", LOW)
    now = standings(store, "E12").values()
    assert [one.locality for one in new_outliers(before, now)] == ["easington"]
    assert new_outliers(now, now) == []
