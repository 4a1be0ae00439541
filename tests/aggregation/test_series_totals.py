"""Figures are added by the indicator's rule, and a missing part is never hidden."""

import math
import random
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dscp_data.aggregation.completeness import (
    AGENCY_MISSING,
    NOT_SENT,
    PART_PERIOD,
    PLACE_MISSING,
    SUPPRESSED_BY_AGENCY,
)
from dscp_data.catalogue import catalogue
from dscp_data.model.periods import PERIOD_TYPES, month, quarter, year
from dscp_data.trends import Selection, trends
from tests.aggregation.oracle import added, figure_of
from tests.making import observation

MONTHS = [month(2025, m) for m in range(4, 13)]


def shown(store, indicator, by="total", **selection):
    return trends(
        store, [store.plan.indicator(indicator)], Selection(**selection, audience="exact"), by=by
    )


def points(store, indicator, **selection):
    (one,) = shown(store, indicator, **selection)
    return one.points.set_index("name")


def test_localities_are_added_up(store, take_in):
    take_in(observation(numerator=3.0), observation(locality="teesdale", numerator=4.0))
    assert points(store, "E08").loc["April 2025", "numerator"] == 7


def test_a_percentage_is_pooled_and_not_averaged(store, take_in):
    take_in(
        observation(indicator="E04", numerator=1.0, denominator=2.0),
        observation(indicator="E04", locality="teesdale", numerator=10.0, denominator=98.0),
    )
    assert points(store, "E04").loc["April 2025", "value"] == pytest.approx(11.0)


def test_a_denominator_of_nothing_gives_no_value(store, take_in):
    take_in(observation(indicator="E04", numerator=0.0, denominator=0.0))
    assert math.isnan(points(store, "E04").loc["April 2025", "value"])


def test_a_quarter_is_complete_only_with_all_its_months(store, take_in):
    take_in(*(observation(period=m, numerator=1.0) for m in MONTHS[:5]))
    seen = points(store, "E08", period_type="quarter")
    assert list(seen["complete"]) == [True, False]
    assert seen.loc["July to September 2025", "missing"] == PART_PERIOD
    assert list(seen["numerator"]) == [3, 2]


def test_a_quarter_returned_whole_is_used_until_its_months_are_in(store, take_in):
    first = quarter(2025, 1)
    take_in(observation(period=first, numerator=30.0), observation(period=MONTHS[0], numerator=9.0))
    assert points(store, "E08", period_type="quarter")["numerator"].tolist() == [30]
    take_in(*(observation(period=m, numerator=11.0) for m in MONTHS[1:3]))
    assert points(store, "E08", period_type="quarter")["numerator"].tolist() == [31]


def test_a_snapshot_is_that_of_the_last_month(store, take_in):
    take_in(
        *(
            observation(indicator="H20", numerator=float(n), period=m, agency="durham-constabulary")
            for n, m in enumerate(MONTHS[:3])
        )
    )
    assert points(store, "H20", period_type="quarter")["numerator"].tolist() == [2]


def test_distinct_counts_are_not_put_together(store, take_in):
    take_in(*(observation(indicator="H17", period=m) for m in MONTHS[:3]))
    (one,) = shown(store, "H17", period_type="quarter")
    assert one.period_type == "month"
    assert "not additive" in one.note
    assert len(one.points) == 3


def test_what_is_returned_by_quarter_is_not_shown_by_month(store, take_in):
    take_in(observation(indicator="E03", period=quarter(2025, 1), numerator=4.0, denominator=9.0))
    (one,) = shown(store, "E03", period_type="month")
    assert (one.period_type, one.note) == ("quarter", "Shown by quarter, as it is returned.")


def test_agencies_that_may_count_the_same_child_are_never_added(store, take_in):
    take_in(
        observation(indicator="H03", numerator=2.0),
        observation(indicator="H03", numerator=3.0, agency="durham-constabulary"),
    )
    assert {t.agency: t.latest.value for t in shown(store, "H03")} == {
        "dcc-csc": 2,
        "durham-constabulary": 3,
    }


def test_an_agency_that_is_late_leaves_the_total_incomplete(store, take_in):
    for agency, months in (("dcc-early-help", MONTHS[:3]), ("hdft", MONTHS[:2])):
        take_in(*(observation(indicator="E14", agency=agency, period=m) for m in months))
    seen = points(store, "E14")
    assert list(seen["complete"]) == [True, True, False]
    assert seen["missing"].iloc[-1] == AGENCY_MISSING


def test_an_agency_that_joins_later_is_not_missed_before(store, take_in):
    take_in(*(observation(indicator="E14", agency="dcc-early-help", period=m) for m in MONTHS[:3]))
    take_in(observation(indicator="E14", agency="hdft", period=MONTHS[2]))
    assert points(store, "E14")["complete"].all()


@pytest.mark.parametrize("missing_month", [1, 2])
def test_a_locality_that_falls_out_leaves_the_total_incomplete(store, take_in, missing_month):
    take_in(*(observation(period=m) for m in MONTHS[:3]))
    present = [m for n, m in enumerate(MONTHS[:3]) if n != missing_month]
    take_in(*(observation(period=m, locality="teesdale") for m in present))
    seen = points(store, "E08")
    assert seen["missing"].iloc[missing_month] == PLACE_MISSING
    assert seen["complete"].sum() == 2


def test_a_place_not_known_is_missed_by_nobody(store, take_in):
    take_in(*(observation(period=m) for m in MONTHS[:3]))
    take_in(observation(period=MONTHS[0], locality="not-known"))
    assert points(store, "E08")["complete"].all()


@pytest.mark.parametrize("status", ["suppressed", "cannot report"])
def test_a_suppressed_figure_leaves_the_total_incomplete(store, take_in, status):
    take_in(observation(), observation(locality="teesdale", numerator=None, status=status))
    seen = points(store, "E08").loc["April 2025"]
    assert (seen["numerator"], seen["complete"], seen["missing"]) == (
        10,
        False,
        SUPPRESSED_BY_AGENCY,
    )


def test_a_share_with_a_suppressed_part_has_no_value(store, take_in):
    take_in(
        observation(indicator="E04", numerator=5.0, denominator=10.0),
        observation(
            indicator="E04",
            locality="teesdale",
            numerator=None,
            denominator=10.0,
            status="suppressed",
        ),
    )
    assert math.isnan(points(store, "E04").loc["April 2025", "value"])


def test_a_month_that_nobody_sent_is_a_gap(store, take_in):
    take_in(observation(period=MONTHS[0]), observation(period=MONTHS[2]))
    seen = points(store, "E08")
    assert list(seen.index) == ["April 2025", "May 2025", "June 2025"]
    assert seen.loc["May 2025", "missing"] == NOT_SENT
    assert math.isnan(seen.loc["May 2025", "value"])
    assert not seen.loc["May 2025", "complete"]


def test_the_period_chosen_does_not_change_what_is_complete(store, take_in):
    take_in(*(observation(period=m) for m in MONTHS[:4]))
    seen = points(store, "E08", period_type="quarter", first=MONTHS[1].start, last=MONTHS[3].start)
    assert list(seen["complete"]) == [True, False]


def test_figures_of_provisional_months_are_provisional(store, take_in):
    take_in(*(observation(period=m, provisional=m == MONTHS[1]) for m in MONTHS[:3]))
    assert points(store, "E08", period_type="quarter")["provisional"].tolist() == [True]


def test_localities_apart_add_up_to_the_whole(store, take_in):
    places = ("easington", "teesdale", "sedgefield")
    take_in(
        *(
            observation(period=m, locality=p, numerator=float(n + len(p)))
            for n, m in enumerate(MONTHS)
            for p in places
        )
    )
    apart = shown(store, "E08", by="locality")
    total = points(store, "E08")["numerator"].tolist()
    assert {t.locality for t in apart} == set(places)
    assert [sum(n) for n in zip(*(t.points["numerator"] for t in apart), strict=True)] == total


def test_seen_by_agency_each_has_its_own_series(store, take_in):
    take_in(observation(indicator="E14", agency="hdft", numerator=1.0))
    take_in(observation(indicator="E14", agency="schools", numerator=2.0))
    apart = shown(store, "E14", by="agency")
    assert {t.agency: t.latest.value for t in apart} == {"hdft": 1, "schools": 2}


@pytest.mark.parametrize("aggregation", ["sum", "pool", "last"])
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**6))
def test_totals_by_each_period_are_those_of_a_plain_loop(store, take_in, aggregation, seed):
    """Random cells in months, quarters and years, some missing."""
    chance = random.Random(seed)
    indicator = catalogue().indicator({"sum": "E08", "pool": "E04", "last": "E12"}[aggregation])
    agency = f"{indicator.agencies[0]}"
    periods = [*MONTHS, *(quarter(2025, q) for q in (1, 2, 3)), year(2025)]
    cells = defaultdict(dict)
    for place in ("easington", "teesdale"):
        for period in periods:
            if chance.random() < 0.6:
                base = float(chance.randint(5, 50))
                cells[place][period] = (float(chance.randint(0, 5)), base)
    if not cells:
        return
    with store.transaction() as cursor:
        for table in ("observation", "current_observation", "return_state", "return"):
            cursor.execute(f"DELETE FROM {table}")
    take_in(
        *(
            observation(
                indicator=indicator.id,
                agency=agency,
                locality=place,
                period=period,
                numerator=n,
                denominator=d,
            )
            for place, figures in cells.items()
            for period, (n, d) in figures.items()
        )
    )
    for period_type in PERIOD_TYPES:
        (found,) = shown(store, indicator.id, period_type=period_type)
        sent = found.points[found.points["missing"] != NOT_SENT]
        assert {
            r.period_start.date(): (r.numerator, r.denominator, r.missing == PART_PERIOD)
            for r in sent.itertuples()
        } == totals_by_loop(cells, period_type, aggregation)


def totals_by_loop(cells, period_type, aggregation):
    """{start: (numerator, denominator, whether a part of the period is missing)}"""
    expected = defaultdict(list)
    for figures in cells.values():
        for start, figure in figure_of(figures, period_type, aggregation).items():
            expected[start].append(figure)
    return {
        start: (
            added(n for n, _, _ in parts),
            added(d for _, d, _ in parts),
            not all(w for _, _, w in parts),
        )
        for start, parts in expected.items()
    }
