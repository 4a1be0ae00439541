import numpy as np
import pytest

from dscp_data.statistics import ChartChoice, chart_for, p_chart, xmr

BUSY = [20, 24, 19, 22, 25, 18, 21, 23, 20, 22, 24, 19, 21]


@pytest.mark.parametrize("points", [0, 1, 4])
def test_under_five_points_is_a_table(points):
    choice = chart_for(BUSY[:points])
    assert (choice.chart, choice.points, choice.has_limits) == ("table", points, False)
    assert "too few for a chart" in choice.reason


@pytest.mark.parametrize("points", [5, 12])
def test_five_to_twelve_points_is_a_run_chart_on_trial(points):
    choice = chart_for(BUSY[:points])
    assert (choice.chart, choice.trial, choice.has_limits) == ("run", True, False)
    assert (
        choice.reason
        == f"{points} points, shown as a trial run chart with the median because limits need 13"
    )


def test_thirteen_counts_have_limits():
    assert chart_for(BUSY) == ChartChoice("xmr", "13 points", 13)
    assert chart_for(BUSY).has_limits


def test_a_gap_is_not_a_point():
    assert chart_for([*BUSY[:12], None, None]).chart == "run"


def test_a_proportion_with_denominators_is_a_p_chart_however_small_its_counts():
    choice = chart_for(numerators=[1, 2] * 7, denominators=[10] * 14, kind="proportion")
    assert choice == ChartChoice("p", "14 points with denominators", 14)


def test_a_proportion_known_only_as_values_is_an_xmr_chart():
    assert chart_for([0.1, 0.2] * 7, kind="proportion").chart == "xmr"


def test_a_denominator_of_nought_is_not_a_point():
    choice = chart_for(numerators=[1] * 12 + [0], denominators=[10] * 12 + [0], kind="proportion")
    assert (choice.chart, choice.points) == ("run", 12)


def test_counts_with_a_mean_under_five_are_too_few_for_limits():
    choice = chart_for([4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5])
    assert (choice.chart, choice.has_limits) == ("too few", False)
    assert choice.reason == "too few for limits because the mean is 4.9, under 5"
    assert choice.offers == ("wider period",)


def test_a_mean_of_five_is_enough():
    assert chart_for([4, 6] * 7).chart == "xmr"


def test_more_than_half_zeros_are_too_few_however_large_the_rest():
    assert chart_for([0, 100] * 7).chart == "xmr"
    choice = chart_for([0, 100] * 7 + [0])
    assert choice.reason == "too few for limits because 8 of 15 points are zero"


def test_days_between_are_offered_where_events_have_dates():
    assert chart_for([1, 2] * 7, dated=True).offers == ("wider period", "days between")


@pytest.mark.parametrize("kind", ["count", "snapshot", "distinct"])
def test_every_kind_of_count_can_be_too_few(kind):
    assert chart_for([1, 2] * 7, kind=kind).chart == "too few"


def test_a_mean_may_be_small():
    assert chart_for([1.5, 2.5] * 7, kind="mean").chart == "xmr"


@pytest.mark.parametrize(
    ("values", "draw"),
    [
        ({"values": [20] * 14}, lambda values: xmr(values)),
        (
            {"numerators": [10] * 14, "denominators": [10] * 14},
            lambda numerators, denominators: p_chart(numerators, denominators),
        ),
    ],
)
def test_a_constant_series_is_described_as_having_no_limits(values, draw):
    assert "all the same, so no limits can be drawn" in chart_for(**values).reason
    assert draw(**values)["upper_limit"].isna().all()


def test_a_short_segment_after_a_rebase_is_on_trial():
    choice = chart_for(BUSY * 2, rebase=[22])
    assert (choice.chart, choice.trial) == ("xmr", True)
    assert choice.reason == "26 points; no limits yet: 4 points since the new baseline"
    assert not chart_for(BUSY * 2, rebase=[13]).trial


@pytest.mark.parametrize(
    "arguments", [{}, {"numerators": BUSY}, {"values": BUSY, "denominators": BUSY}]
)
def test_half_a_proportion_is_refused(arguments):
    with pytest.raises(ValueError, match="numerators and denominators together"):
        chart_for(**arguments)


def test_an_array_serves_as_well_as_a_list():
    assert chart_for(np.array(BUSY, dtype=float)) == chart_for(BUSY)
