"""What a trend could show, in words: from the trend's own chart, by unit and period."""

import pytest

from dscp_data.analysis.detectability import describe_detectable, smallest_detectable_change
from dscp_data.statistics import Detectable, detectable
from dscp_data.trends import Selection, trends
from tests.making import months, observation

STEADY = [100, 104, 98, 101, 103, 97, 102, 99, 105, 96, 100, 103, 98, 101]


def test_a_count_is_that_of_its_xmr_chart(take_in_months, trend_of):
    take_in_months(STEADY)
    assert smallest_detectable_change(trend_of()) == detectable([float(v) for v in STEADY])


def test_a_share_is_that_of_its_p_chart_in_percent(take_in_months, trend_of):
    take_in_months(STEADY, indicator="E04", denominator=500.0)
    found = smallest_detectable_change(trend_of("E04"))
    plain = detectable(numerators=STEADY, denominators=[500.0] * len(STEADY))
    assert (found.level, found.rise, found.fall) == pytest.approx(
        (100 * plain.level, 100 * plain.rise, 100 * plain.fall)
    )


def test_a_period_that_is_not_complete_is_left_out(take_in, take_in_months, trend_of):
    take_in_months(STEADY)
    last = months(len(STEADY) + 1)[-1]
    take_in(
        observation(period=last, numerator=9.0),
        observation(period=last, numerator=None, status="suppressed", locality="teesdale"),
    )
    assert smallest_detectable_change(trend_of()) == detectable([float(v) for v in STEADY])


def test_it_is_described_as_a_range_with_its_share_and_its_period(take_in_months, trend_of):
    take_in_months(STEADY)
    trend = trend_of()
    assert describe_detectable(trend, Detectable(40.0, 19.0, 9.0, 6, 30)) == (
        "With numbers this size, a sustained rise of about 30 to 65% (13 to 25 a month) or a fall "
        "of about 15 to 30% (6 to 12 a month) would probably show as a signal within 6 months. A "
        "smaller one might not. About 3 in 100 series without any change would show one too."
    )
    assert "a sustained rise or fall of about 20 to 40% (8 to 16 a month)" in describe_detectable(
        trend, Detectable(40.0, 12.0, 12.0, 6, 30)
    )
    assert "A smaller one might not. Even a fall to zero might not." in describe_detectable(
        trend, Detectable(6.0, 5.0, None, 6, 30)
    )
    assert describe_detectable(trend, Detectable(6.0, None, None, 6, 30)) == (
        "With numbers this size, no sustained change would reliably show within 6 months."
    )


def test_more_points_make_the_range_narrower():
    assert Detectable(40.0, 12.0, 12.0, 6, 30).uncertainty == pytest.approx(0.33, abs=0.01)
    assert Detectable(40.0, 12.0, 12.0, 6, 60).uncertainty == pytest.approx(0.23, abs=0.01)


def test_a_detectable_change_of_a_percentage_is_in_points(take_in_months, trend_of):
    take_in_months(STEADY, indicator="E04", denominator=500.0)
    said = describe_detectable(trend_of("E04"), Detectable(18.0, 4.0, 4.0, 6, 30))
    assert "a sustained rise or fall of about 3 to 5 points on 18% would probably show" in said


def test_counts_too_few_for_limits_can_show_nothing_with_a_message(take_in_months, trend_of):
    take_in_months([1, 2] * 8)
    trend = trend_of()
    assert trend.choice.chart == "too few"
    assert smallest_detectable_change(trend) is None
    assert describe_detectable(trend, None).startswith(
        "Monthly counts are too small for limits, so no change would show"
    )


def test_a_table_says_nothing_more(take_in_months, trend_of):
    take_in_months([10, 12])
    trend = trend_of()
    assert describe_detectable(trend, smallest_detectable_change(trend)) == ""


def test_without_accepted_figures_there_are_no_faults(store):
    (trend,) = trends(store, [store.plan.indicator("E08")], Selection(audience="exact"))
    assert describe_detectable(trend, smallest_detectable_change(trend)) == ""
