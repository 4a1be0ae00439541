"""A county-wide figure beside districts is asked about, whatever files and periods they are in."""

import pandas as pd
import pytest

from dscp_data.catalogue import catalogue
from dscp_data.intake.rules.county_or_districts import county_beside_districts
from dscp_data.model.periods import month, quarter
from tests.making import checked, observation

APRIL, MAY = month(2025, 4), month(2025, 5)
KEY = ["indicator", "agency", "locality", "period_type", "period_start"]


def current(*observations):
    rows = [
        (o.indicator, o.agency, o.locality, o.period.type, o.period.start) for o in observations
    ]
    return pd.DataFrame(rows, columns=KEY)


def asked(sent, stays=()):
    return [
        (one.cell, one.code, one.message)
        for one in county_beside_districts(checked(*sent), current(*stays), catalogue())
    ]


def test_a_county_figure_for_a_month_that_districts_were_accepted_for_is_asked_about():
    before = [observation(), observation(locality="teesdale")]
    assert asked([observation(locality="county-wide", cell="B9")], before) == [
        (
            "B9",
            "county-beside-districts",
            "E08 Safeguarding referrals: for April 2025 there is a county-wide figure and figures "
            "of districts (Easington and Teesdale).",
        )
    ]


@pytest.mark.parametrize(
    ("sent", "before"),
    [
        (observation(), observation(locality="county-wide")),
        (observation(locality="county-wide", period=quarter(2025, 1)), observation(period=MAY)),
        (observation(period=MAY), observation(locality="county-wide", period=quarter(2025, 1))),
    ],
)
def test_one_district_is_enough_and_a_quarter_covers_its_months(sent, before):
    assert len(asked([sent], [before])) == 1


def test_a_county_figure_that_is_the_sum_of_its_districts_in_the_file_is_no_question():
    districts = [observation(numerator=8.0), observation(locality="teesdale", numerator=10.0)]
    county = observation(locality="county-wide", numerator=18.0)
    assert asked([county, *districts]) == []
    assert len(asked([county, *districts], [observation(locality="sedgefield")])) == 1
    assert len(asked([county, districts[0], observation(locality="teesdale", period=MAY)])) == 1


def test_both_in_one_file_are_asked_about_once():
    county = observation(locality="county-wide", numerator=18.0)
    assert len(asked([county, observation(), observation(locality="teesdale")])) == 1


@pytest.mark.parametrize(
    "before",
    [
        observation(locality="county-wide", period=MAY),
        observation(locality="county-wide", indicator="E09"),
        observation(locality="county-wide", agency="dcc-education"),
        observation(locality="out-of-county"),
    ],
)
def test_other_months_indicators_agencies_and_places_are_not(before):
    assert asked([observation()], [before]) == []
