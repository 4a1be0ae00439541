"""Totals of more localities and agencies than fit in one machine word, against plain sums."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.aggregation.bit_sets import are_equal, members, singletons, sizes
from dscp_data.aggregation.completeness import AGENCY_MISSING, PLACE_MISSING
from dscp_data.catalogue import catalogue
from dscp_data.store import open_store
from dscp_data.trends import Selection, trends
from tests.making import months, observation

COUNT = 80
PLACES = [f"place-{number:02}" for number in range(COUNT)]
AGENCIES = [f"agency-{number:02}" for number in range(COUNT)]
MONTHS = months(3)


@pytest.fixture
def store(tmp_path):
    """Of a partnership with 80 localities and 80 agencies."""
    plan = catalogue()
    place, agency = plan.locality("easington"), plan.agency("dcc-csc")
    wide = replace(
        plan,
        localities=(*plan.localities, *(replace(place, id=id, name=id) for id in PLACES)),
        agencies=(*plan.agencies, *(replace(agency, id=id, short_name=id) for id in AGENCIES)),
        indicators=tuple(
            replace(one, agencies=(*one.agencies, *AGENCIES)) if one.id == "E15" else one
            for one in plan.indicators
        ),
    )
    with open_store(tmp_path / "dscp.duckdb", wide, keeps_copies=False) as opened:
        yield opened


def points(store, indicator):
    (one,) = trends(store, [store.plan.indicator(indicator)], Selection(audience="exact"))
    return one.points


def test_a_total_of_eighty_localities_misses_the_one_that_sends_nothing(store, take_in):
    sent = [(place, period) for place in PLACES for period in MONTHS]
    sent.remove((PLACES[-1], MONTHS[1]))
    take_in(*(observation(locality=p, period=m, numerator=1.0) for p, m in sent))
    shown = points(store, "E08")
    assert shown["numerator"].tolist() == [COUNT, COUNT - 1, COUNT]
    assert shown["complete"].tolist() == [True, False, True]
    assert shown["missing"].tolist()[1] == PLACE_MISSING


def test_a_total_of_eighty_agencies_misses_the_one_that_sends_nothing(store, take_in):
    for agency in AGENCIES:
        given_months = [MONTHS[0], MONTHS[2]] if agency == AGENCIES[-1] else MONTHS
        take_in(
            *(
                observation(indicator="E15", agency=agency, period=period, numerator=2.0)
                for period in given_months
            ),
            agency=agency,
        )
    shown = points(store, "E15")
    assert shown["numerator"].tolist() == [2 * COUNT, 2 * COUNT - 2, 2 * COUNT]
    assert shown["missing"].tolist()[1] == AGENCY_MISSING


def test_eighty_districts_take_the_place_of_an_older_county_figure(store, take_in):
    take_in(observation(locality="county-wide", numerator=50.0))
    take_in(*(observation(locality=place, numerator=1.0) for place in PLACES))
    assert points(store, "E08")["numerator"].tolist() == [COUNT]


def test_one_district_fewer_than_ever_does_not(store, take_in):
    take_in(
        observation(locality="county-wide", period=MONTHS[1], numerator=50.0),
        *(observation(locality=p, period=MONTHS[0], numerator=1.0) for p in PLACES),
    )
    take_in(*(observation(locality=p, period=MONTHS[1], numerator=1.0) for p in PLACES[1:]))
    assert points(store, "E08")["numerator"].tolist() == [COUNT, 50]


@given(st.lists(st.sets(st.integers(0, 119)), min_size=1, max_size=6))
def test_sets_of_bits_answer_as_sets_do(some):
    single = singletons(120)
    words = single[:0].sum(axis=0) + [single[sorted(one)].sum(axis=0) for one in some]
    assert sizes(words).tolist() == [len(one) for one in some]
    assert [set(row.nonzero()[0].tolist()) for row in members(words)] == some
    assert are_equal(words, words[::-1]).tolist() == [
        one == other for one, other in zip(some, some[::-1], strict=True)
    ]
