"""A trend carries limits and named signals from its complete points only."""

import math

import pytest

from dscp_data.model.periods import month
from dscp_data.statistics import p_chart, wilson, xmr
from dscp_data.trends.finding import finding, status
from tests.making import months, observation

START = month(2024, 4)


STEADY = [100, 104, 98, 101, 103, 97, 102, 99, 105, 96, 100, 103, 98, 101]


def test_limits_are_those_of_xmr_for_counts(take_in_months, trend_of):
    take_in_months(STEADY)
    chart = xmr([float(v) for v in STEADY])
    points = trend_of().points
    assert points["mean"].tolist() == chart["mean"].tolist()
    assert points["upper_limit"].tolist() == chart["upper_limit"].tolist()


def test_limits_are_those_of_the_p_chart_for_percentages(take_in_months, trend_of):
    take_in_months(STEADY, indicator="E04", denominator=500.0)
    chart = p_chart(STEADY, [500.0] * len(STEADY))
    points = trend_of("E04").points
    assert points["lower_limit"].tolist() == pytest.approx((100 * chart["lower_limit"]).tolist())
    assert points["value"].iloc[0] == pytest.approx(20.0)


def test_a_percentage_has_its_wilson_interval(take_in_months, trend_of):
    take_in_months([65], indicator="E04", denominator=100.0)
    lower, upper = wilson(65, 100)
    point = trend_of("E04").points.iloc[0]
    assert (point["lower"], point["upper"]) == pytest.approx((100 * lower, 100 * upper))


def test_an_incomplete_point_is_left_out_of_the_limits_and_cannot_be_a_signal(
    take_in, take_in_months, trend_of
):
    take_in_months(STEADY)
    before = trend_of().points["mean"].iloc[0]
    late = months(15)[-1]
    take_in(
        observation(period=late, numerator=900.0),
        observation(period=late, numerator=None, locality="teesdale", status="suppressed"),
    )
    points = trend_of().points
    assert points["value"].iloc[-1] == 900
    assert points["mean"].iloc[0] == before
    assert points["signal"].iloc[-1] == ""


@pytest.mark.parametrize(
    ("indicator", "differences", "direction"),
    [
        ("E08", {}, "concern"),
        ("E15", {"agency": "dcc-early-help"}, "improvement"),
        ("E01", {"agency": "dcc-early-help"}, "up"),
    ],
)
def test_the_meaning_of_a_signal_follows_the_polarity(
    indicator, differences, direction, take_in_months, trend_of
):
    take_in_months([*STEADY, 200], indicator=indicator, **differences)
    latest = trend_of(indicator).latest
    assert (latest.signal, latest.side, latest.direction) == ("outside", "up", direction)


def test_change_on_a_year_needs_both_periods_complete(take_in, take_in_months, trend_of):
    take_in_months(STEADY)
    assert trend_of().change_on_year == STEADY[13] - STEADY[1]
    take_in(observation(period=months(2)[1], numerator=None, status="suppressed"))
    assert math.isnan(trend_of().change_on_year)


def test_an_indicator_without_figures_has_one_empty_trend(trend_of):
    one = trend_of()
    assert one.is_empty
    assert one.latest is None
    assert status(one) == "no figures"
    assert finding(one) == "Safeguarding referrals: no complete figures in this selection"


def test_the_latest_point_is_the_last_complete_one(take_in, take_in_months, trend_of):
    take_in_months(STEADY)
    late = months(15)[-1]
    take_in(observation(period=late, numerator=None, status="cannot report"))
    assert trend_of().latest.period == months(14)[-1]


@pytest.mark.parametrize(
    ("values", "says", "expected"),
    [
        (STEADY, "101 in May 2025, within the usual range of", "common cause"),
        ([*STEADY, 200], "200 in June 2025, above the usual range of", "concern"),
        ([*STEADY, 60], "60 in June 2025, below the usual range of", "improvement"),
        (
            [*STEADY, *[107, 106, 108, 107, 106, 108, 107, 106]],
            "8 months in a row above the mean of 103 (since June 2025)",
            "concern",
        ),
        (
            [*STEADY, *[100, 101, 102, 103, 104, 105, 106]],
            "7 months in a row rising (since June 2025)",
            "concern",
        ),
        ([50] * 14, "50 in May 2025, the same as every earlier period", "too few points"),
        (STEADY[:7], "102 in October 2024. 7 points so far, which is too few", "too few points"),
        ([1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0], "The counts are too small", "too few points"),
    ],
)
def test_the_finding_shows_what_the_statistics_carry(
    values, says, expected, take_in_months, trend_of
):
    take_in_months(values)
    one = trend_of()
    assert says in finding(one)
    assert status(one) == expected
