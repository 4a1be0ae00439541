"""County-wide or the districts, never both, in whatever files and periods they come."""

import math

import pytest

from dscp_data.aggregation.completeness import NOT_ADDITIVE, NOT_APPLICABLE
from dscp_data.model.periods import month, quarter
from dscp_data.trends import Selection, trends
from tests.making import observation

APRIL, MAY, JUNE = (month(2025, m) for m in (4, 5, 6))


def county(number, **differences):
    return observation(locality="county-wide", numerator=number, **differences)


def easington(number, **differences):
    return observation(locality="easington", numerator=number, **differences)


def teesdale(number, **differences):
    return observation(locality="teesdale", numerator=number, **differences)


def points(store, indicator="E08", by="total", audience="exact", **selection):
    (one,) = trends(
        store, [store.plan.indicator(indicator)], Selection(audience=audience, **selection), by=by
    )
    return one.points.set_index("name")


def numbers(store, **selection):
    return points(store, **selection)["numerator"].tolist()


def test_a_county_figure_from_another_file_takes_the_place_of_the_districts(store, take_in):
    take_in(*(place(10.0, period=when) for place in (easington, teesdale) for when in (APRIL, MAY)))
    take_in(county(20.0, period=APRIL))
    seen = points(store)
    assert seen["numerator"].tolist() == [20, 20]
    assert seen["complete"].tolist() == [True, True]


def test_a_county_figure_beside_one_district_counts_alone(store, take_in):
    take_in(county(20.0), easington(8.0))
    assert numbers(store) == [20]


def test_a_county_figure_below_its_districts_is_never_added_to_them(store, take_in):
    take_in(county(18.0), easington(10.0), teesdale(10.0))
    assert numbers(store) == [18]


def test_a_county_quarter_beside_the_months_of_districts_is_the_quarter(store, take_in):
    months = (APRIL, MAY, JUNE)
    take_in(*(place(10.0, period=when) for place in (easington, teesdale) for when in months))
    take_in(county(60.0, period=quarter(2025, 1)))
    assert numbers(store, period_type="quarter") == [60]
    assert numbers(store, period_type="year") == [60]
    assert numbers(store) == [20, 20, 20]


def test_districts_corrected_after_the_county_figure_take_its_place(store, take_in):
    take_in(county(20.0), county(30.0, period=MAY))
    take_in(easington(10.0), teesdale(12.0))
    assert numbers(store) == [22, 30]


def test_one_district_corrected_does_not_take_the_place_of_the_county(store, take_in):
    take_in(county(20.0), easington(8.0), county(30.0, period=MAY))
    take_in(easington(9.0))
    assert numbers(store) == [20, 30]


def test_a_suppressed_county_figure_leaves_the_districts(store, take_in):
    take_in(county(None, status="suppressed"), easington(10.0), teesdale(10.0))
    assert numbers(store) == [20]


def test_one_district_after_county_figures_is_not_the_whole_county(store, take_in):
    take_in(county(20.0), easington(8.0, period=MAY))
    assert points(store)["complete"].tolist() == [True, False]


def test_a_district_shows_its_own_figure_beside_a_county_one(store, take_in):
    take_in(county(20.0), easington(8.0))
    assert numbers(store, localities=("easington",)) == [8]
    assert numbers(store, localities=("county-wide",)) == [20]
    assert numbers(store, localities=("county-wide", "easington")) == [20]


def test_each_agency_is_counted_by_its_own_figures(store, take_in):
    take_in(county(20.0, indicator="H01", agency="durham-constabulary"))
    take_in(easington(3.0, indicator="H01", agency="dcc-csc"), agency="dcc-csc")
    assert points(store, "H01")["numerator"].tolist() == [23]


@pytest.mark.parametrize("audience", ["exact", "protected"])
def test_different_children_are_not_added_over_districts(store, take_in, audience):
    take_in(
        easington(80.0, indicator="H17"),
        teesdale(70.0, indicator="H17"),
        county(120.0, indicator="H17", period=MAY),
    )
    seen = points(store, "H17", audience=audience)
    assert math.isnan(seen.loc["April 2025", "numerator"])
    assert not seen.loc["April 2025", "complete"]
    assert seen.loc["May 2025", "numerator"] == 120
    places = points(store, "H17", audience=audience, localities=("easington", "teesdale"))
    assert math.isnan(places.loc["April 2025", "numerator"])
    assert places.loc["April 2025", "missing"] == NOT_ADDITIVE


def test_a_wider_audience_sees_no_district_beside_the_county_figure_it_is_counted_in(
    store, take_in
):
    take_in(county(100.0), easington(40.0), teesdale(60.0), easington(40.0, period=MAY))
    seen = trends(
        store, [store.plan.indicator("E08")], Selection(audience="protected"), by="locality"
    )
    april = {one.locality: dict(zip(one.points["name"], one.values, strict=False)) for one in seen}
    assert april["county-wide"]["April 2025"] == 100
    assert "April 2025" not in april.get("easington", {})
    assert points(store, audience="protected").loc["April 2025", "numerator"] == 100


def not_applicable(**differences):
    return easington(None, status="not applicable", **differences)


def test_a_single_month_that_does_not_apply_is_not_complete(store, take_in):
    take_in(easington(10.0, period=APRIL), not_applicable(period=MAY), easington(12.0, period=JUNE))
    assert points(store)["complete"].tolist() == [True, False, True]
    assert points(store)["missing"].tolist() == ["", NOT_APPLICABLE, ""]
    quarter = points(store, period_type="quarter")
    assert quarter["complete"].tolist() == [False]
    assert quarter["missing"].tolist() == [NOT_APPLICABLE]


def test_what_lastingly_does_not_apply_is_complete(store, take_in):
    take_in(
        teesdale(10.0, period=APRIL),
        teesdale(10.0, period=MAY),
        not_applicable(period=APRIL),
        not_applicable(period=MAY),
    )
    assert points(store)["complete"].tolist() == [True, True]


def test_a_survey_of_the_same_people_counts_its_last_quarter(store, take_in):
    take_in(
        *(
            observation(
                indicator="E06", agency="dscp", period=quarter(2025, n), locality="county-wide",
                numerator=10.0 + n, denominator=20.0,
            )
            for n in (1, 2, 3, 4)
        ),
        agency="dscp",
    )  # fmt: skip
    year = points(store, "E06", period_type="year").iloc[0]
    assert (year["numerator"], year["denominator"]) == (14, 20)
