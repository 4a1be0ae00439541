"""Our place against others: the same measure and period, by the interval and the polarity."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.analysis.benchmark import benchmarks
from dscp_data.analysis.benchmark_text import (
    benchmark_finding,
    describe_local_figure,
    describe_neighbours,
    describe_rank,
    describe_recent_trend,
    own_period,
    point_of_year,
    ranking,
)
from dscp_data.catalogue import catalogue
from dscp_data.comparators import Comparator, comparators_frame, read_tidy
from dscp_data.model.periods import Period, month
from dscp_data.operations.bulk_load import PUBLISHED
from dscp_data.statistics import byar, recent_trend, wilson
from dscp_data.store import save_comparators
from dscp_data.trends import Selection, trends
from tests.making import observation

MEASURE = "Re-referrals"
E04, E08 = catalogue().indicator("E04"), catalogue().indicator("E08")


def published(**differences):
    given_ = {
        "indicator": "E04",
        "area_type": "local authority",
        "area_code": "E1",
        "area_name": "Anyshire",
        "period_label": "2024 to 2025",
        "period_start": dt.date(2024, 4, 1),
        "period_end": dt.date(2025, 3, 31),
        "numerator": 180.0,
        "denominator": 1000.0,
        "value": 18.0,
        "mark": "",
        "unit": "%",
        "source": "DfE",
        "publication": "2025",
        "published_on": None,
        "file": "f.csv",
        "cell": "R2",
        "measure": MEASURE,
    }
    return Comparator(**{**given_, **differences})


def of_place(kind, name, value, **differences):
    return published(
        area_type=kind, area_code=name, area_name=name, value=value,
        numerator=None, denominator=None, **differences,
    )  # fmt: skip


def found_of(*figures, indicator=E04):
    return benchmarks(comparators_frame(list(figures)), MEASURE, indicator)


def england(value, **differences):
    return of_place("country", "England", value, **differences)


@pytest.mark.parametrize(
    ("value", "polarity", "verdict"),
    [
        (18.5, "lower", "similar"),
        (30.0, "lower", "better"),
        (9.0, "lower", "worse"),
        (30.0, "higher", "worse"),
        (30.0, "neutral", "lower"),
        (9.0, "neutral", "higher"),
    ],
)
def test_the_verdict_is_by_interval_and_polarity(value, polarity, verdict):
    indicator = replace(E04, polarity=polarity)
    (one,) = found_of(published(), england(value), indicator=indicator).against
    assert one.verdict == verdict


@given(st.integers(20, 180), st.integers(0, 100))
def test_similar_is_exactly_inside_wilsons_interval(numerator, benchmark):
    own = published(numerator=float(numerator), denominator=200.0, value=numerator / 2)
    (one,) = found_of(own, england(float(benchmark))).against
    lower, upper = wilson(numerator, 200)
    assert (one.verdict == "similar") == (100 * lower <= benchmark <= 100 * upper)


def test_neighbours_are_their_median_their_range_and_their_names():
    places = [("Ayton", 30.0), ("Beeton", 10.0), ("Ceeton", 14.0)]
    found = found_of(published(), *(of_place("neighbour", *place) for place in places))
    (one,) = found.against
    assert (one.value, one.lower, one.upper, one.verdict) == (14.0, 10.0, 30.0, "worse")
    assert describe_neighbours(found) == (
        "Statistical neighbours, lowest first: Beeton 10.0%, Ceeton 14.0% and Ayton 30.0%."
    )


def test_another_period_is_not_compared_and_a_message_explains_it():
    before = {"period_start": dt.date(2023, 4, 1), "period_end": dt.date(2024, 3, 31)}
    found = found_of(published(), england(30.0, period_label="2023 to 2024", **before))
    (one,) = found.against
    assert (one.verdict, np.isnan(one.value)) == ("", True)
    assert one.why_not == "its newest figure is for another period, 2023 to 2024"
    assert "cannot be compared" in benchmark_finding(found)


def test_another_unit_and_a_hidden_figure_are_not_compared():
    other = found_of(published(), england(30.0, unit="per 100 referrals")).against[0]
    assert (other.verdict, "another unit" in other.why_not) == ("", True)
    hidden = found_of(published(), england(None, mark="c")).against[0]
    assert (hidden.verdict, hidden.why_not) == ("", "no figure is published")


def test_another_measure_is_left_out():
    assert found_of(published(), england(30.0, measure="Another")).against == ()


def test_a_figure_without_its_parts_has_no_interval_and_no_verdict():
    own = published(numerator=None, denominator=None)
    (one,) = found_of(own, england(30.0)).against
    assert one.verdict == ""
    assert "without the numbers behind it" in one.why_not


def test_a_percentage_with_its_base_alone_has_the_interval_of_its_numerator():
    found = found_of(published(numerator=None, value=5.1, denominator=11_667.0), england(3.4))
    lower, upper = wilson(0.051 * 11_667, 11_667)
    assert (found.lower, found.upper) == pytest.approx((100 * lower, 100 * upper))


def test_a_rate_takes_its_count_from_the_indicators_own_figure():
    rate = {"indicator": "E08-RATE", "context_for": "E08", "unit": "per 10,000 children"}
    own = published(**rate, value=535.5, numerator=None, denominator=None)
    count = published(
        indicator="E08", unit="referrals", measure="Count", value=5378.0, denominator=None
    )
    found = found_of(own, count, england(519.4, **rate), indicator=E08)
    lower, upper = byar(5378, 5378 / 535.5)
    assert (found.lower, found.upper) == pytest.approx((lower, upper))
    assert found.against[0].verdict == "worse"


def test_counts_of_places_of_other_sizes_are_never_compared():
    assert found_of(published(unit="referrals"), england(9.0, unit="referrals")) is None


def test_the_newest_of_our_years_is_compared():
    old = {"period_start": dt.date(2023, 4, 1), "period_end": dt.date(2024, 3, 31)}
    found = found_of(published(value=50.0, numerator=500.0, **old), published(), england(18.0))
    assert (found.value, found.against[0].verdict) == (18.0, "similar")


@pytest.fixture(scope="module")
def shipped():
    return comparators_frame(list(read_tidy(PUBLISHED)))


def figures_for(shipped, indicator):
    return shipped[(shipped["indicator"] == indicator) | (shipped["context_for"] == indicator)]


def test_the_shipped_re_referrals_match_the_publications(shipped):
    shipped_figures = figures_for(shipped, "E04")
    found = benchmarks(shipped_figures, shipped_figures["measure"].iloc[0], E04)
    assert benchmark_finding(found) == (
        "In 2024 to 2025 County Durham (18.7%, 95% interval 17.6% to 19.7%) was better than "
        "England (22.6%) and the North East (20.7%), and similar to the median of its statistical "
        "neighbours (18.8%)."
    )
    assert len(found.neighbours) == 10
    own = (
        shipped_figures[(shipped_figures["area_type"] == "local authority")]
        .sort_values("period_end")
        .tail(5)
    )
    assert found.recent == recent_trend(own["numerator"], own["denominator"])
    assert describe_recent_trend(found).startswith("5 years to 2024 to 2025: ")


def test_our_own_returns_stand_beside_it_for_the_same_year_only(store, take_in):
    take_in(
        *(
            observation(
                indicator="E04",
                period=Period(period.start, "month"),
                numerator=n,
                denominator=100.0,
            )
            for n, period in enumerate(
                month(2024 + (m > 9), (m + 2) % 12 + 1) for m in range(1, 13)
            )
        )
    )
    found = found_of(published(), england(22.6))
    (by_year,) = trends(store, [E04], Selection(period_type="year", audience="exact"))
    point = point_of_year(by_year, own_period(found))
    assert (point.numerator, point.denominator) == (sum(range(12)), 1200)
    assert describe_local_figure(found, E04, point).startswith(
        "Our own returns for the same year give 5.5% (66 of 1,200)."
    )
    assert describe_local_figure(found, E04, None) == (
        "We do not have complete returns for 2024 to 2025 to compare with it."
    )


def test_a_winter_average_is_not_set_beside_returns_by_month():
    winter = {"period_start": dt.date(2024, 12, 1), "period_end": dt.date(2025, 2, 28),
              "period_label": "December 2024 to February 2025"}  # fmt: skip
    found = found_of(published(**winter), england(20.0, **winter))
    assert own_period(found) is None
    assert "so we do not compare them" in describe_local_figure(found, E04, None)
    assert "so we do not compare them" in describe_local_figure(
        found_of(published(unit="per 100 referrals")), E04, None
    )


def test_the_store_gives_the_same_benchmarks(store, shipped):
    save_comparators(store, list(read_tidy(PUBLISHED)))
    asked = store.query("comparators", indicator="E04")
    shipped_figures = figures_for(shipped, "E04")
    measure = shipped_figures["measure"].iloc[0]
    assert benchmarks(asked, measure, E04) == benchmarks(shipped_figures, measure, E04)


def test_no_returns_have_no_figure_to_stand_beside_it(store):
    (by_year,) = trends(store, [E04], Selection(period_type="year", audience="exact"))
    assert point_of_year(by_year, own_period(found_of(published()))) is None


def test_our_place_is_ranked_among_its_neighbours_with_their_quartiles(shipped):
    shipped_figures = figures_for(shipped, "E04")
    found = benchmarks(shipped_figures, shipped_figures["measure"].iloc[0], E04)
    rows = ranking(found)
    assert rows["value"].is_monotonic_increasing
    assert (rows["role"] == "own").sum() == 1
    assert len(rows) == len(found.neighbours) + 1
    neighbours = rows[rows["role"] == "neighbours"]
    low, _, high = np.percentile(neighbours["value"], [25, 50, 75])
    assert (neighbours.loc[neighbours["quarter"] == 1, "value"] <= low).all()
    assert (neighbours.loc[neighbours["quarter"] == 4, "value"] > high).all()
    place = int(rows.index[rows["role"] == "own"][0]) + 1
    assert f"County Durham is number {place} of {len(rows)}" in describe_rank(found)
