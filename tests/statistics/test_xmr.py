import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.statistics import clamped, xmr
from tests.statistics import plain

REFERENCE = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
COLUMNS = [
    "value", "mean", "lower_limit", "upper_limit", "near_lower", "near_upper",
    "signal", "side", "sequence",
]  # fmt: skip
LINES = COLUMNS[1:6]

points = st.integers(-40, 40)
series = st.lists(st.one_of(points, points, points, points, st.none()), min_size=1, max_size=45)
# Few levels make runs and ties; steps that keep their direction make trends.
lumpy = st.lists(
    st.one_of(st.integers(0, 4), st.integers(0, 4), st.none()), min_size=1, max_size=45
)
drifting = st.lists(st.integers(-1, 3), min_size=1, max_size=45).map(
    lambda steps: [int(total) for total in np.cumsum(steps)]
)
any_series = st.one_of(series, lumpy, drifting)


def known(values):
    return [value for value in values if value is not None]


def test_the_reference_series_has_the_published_limits():
    chart = xmr(REFERENCE)
    assert list(chart.columns) == COLUMNS
    assert chart["mean"].unique() == pytest.approx([1.9444], abs=5e-5)
    assert chart["lower_limit"].unique() == pytest.approx([-3.0626], abs=5e-5)
    assert chart["upper_limit"].unique() == pytest.approx([6.9515], abs=5e-5)


def test_screening_takes_out_the_ranges_of_an_outlier_and_keeps_its_value_in_the_mean():
    chart = xmr(REFERENCE, screen=True)
    assert chart["mean"].unique() == pytest.approx([1.9444], abs=5e-5)
    assert chart["lower_limit"].unique() == pytest.approx([-0.7156], abs=5e-5)
    assert chart["upper_limit"].unique() == pytest.approx([4.6044], abs=5e-5)


def test_near_limits_lie_at_two_thirds():
    chart = xmr(REFERENCE)
    assert chart["near_upper"][0] - chart["mean"][0] == pytest.approx(2 / 3 * 5.00706, abs=5e-5)
    assert chart["mean"][0] - chart["near_lower"][0] == pytest.approx(2 / 3 * 5.00706, abs=5e-5)


def test_screening_begins_at_3267_thousandths_of_the_average_range():
    steps = [0, 100] * 5 + [0]
    just_under, just_over = [*steps, 422], [*steps, 423]  # 3.264 and 3.270 times the average
    assert xmr(just_under, screen=True).equals(xmr(just_under))
    screened = xmr(just_over, screen=True)
    assert (screened["upper_limit"] - screened["mean"]).to_numpy() == pytest.approx(266)


def test_screening_that_would_leave_no_variation_is_not_done():
    one_jump = [3] * 10 + [9] * 10
    pd.testing.assert_frame_equal(xmr(one_jump, screen=True), xmr(one_jump))
    assert xmr(one_jump)["upper_limit"].notna().all()


@given(any_series.filter(known), st.booleans())
def test_limits_are_those_of_a_plain_loop(values, screen):
    mean, reach = plain.xmr_limits(plain.exact(values), screen)
    chart = xmr(values, screen=screen)
    assert chart["mean"].to_numpy() == pytest.approx(float(mean))
    if reach is None:
        assert (
            chart[["lower_limit", "upper_limit", "near_lower", "near_upper"]].isna().all(axis=None)
        )
    else:
        assert chart["upper_limit"].to_numpy() == pytest.approx(float(mean + reach))
        assert chart["lower_limit"].to_numpy() == pytest.approx(float(mean - reach))


@given(any_series.filter(known), st.sampled_from([5, 7]), st.sampled_from(["mdc", "plotthedots"]))
def test_every_signal_is_that_of_a_plain_loop(values, run, reading):
    exact = plain.exact(values)
    chart = xmr(values, run=run, two_of_three=reading)
    expected = plain.signals(exact, *plain.xmr_limits(exact), run, reading)
    assert list(zip(chart["signal"], chart["side"], strict=True)) == expected


@given(any_series, any_series)
def test_a_rebase_makes_two_charts_that_know_nothing_of_each_other(before, after):
    both = xmr(before + after, rebase=[len(before)])
    apart = pd.concat([xmr(before), xmr(after)], ignore_index=True)
    pd.testing.assert_frame_equal(both, apart)


@given(any_series, any_series)
def test_a_gap_breaks_moving_ranges_and_runs(before, after):
    chart = xmr([*before, None, *after])
    assert chart.loc[len(before), ["signal", "side", "sequence"]].tolist() == ["", "", 0]
    doubled = xmr([*before, None, None, *after]).drop(index=len(before)).reset_index(drop=True)
    pd.testing.assert_frame_equal(chart, doubled)


def test_seven_on_one_side_with_a_gap_among_them_are_no_shift():
    low, high = [0, 1] * 6, [5, 6, 5, 6, 5, 6, 5]
    whole, broken = xmr(low + high), xmr([*low, *high[:3], None, *high[3:]])
    assert (whole["signal"][12:] != "").all()
    assert "shift" not in set(broken["signal"][12:])


@given(st.integers(-10_000, 10_000), st.integers(1, 60), st.sampled_from([1, 3, 7, 10, 1000]))
def test_a_constant_series_has_a_mean_and_no_limits_and_no_signals(value, length, divisor):
    chart = xmr([value / divisor] * length)
    assert chart["mean"].to_numpy() == pytest.approx(value / divisor)
    assert chart[["lower_limit", "upper_limit", "near_lower", "near_upper"]].isna().all(axis=None)
    assert set(chart["signal"]) == {""}


@given(any_series.filter(known), st.integers(-500, 500), st.sampled_from([0.01, 0.5, 3, 100]))
def test_another_unit_or_zero_moves_the_lines_and_leaves_the_signals(values, offset, factor):
    chart = xmr(values)
    moved = xmr([None if value is None else value * factor + offset for value in values])
    assert (moved[["signal", "side", "sequence"]] == chart[["signal", "side", "sequence"]]).all(
        axis=None
    )
    for line in LINES:
        expected = chart[line].to_numpy() * factor + offset
        assert moved[line].to_numpy() == pytest.approx(expected, nan_ok=True, abs=1e-9)


@given(any_series.filter(known))
def test_turned_upside_down_every_signal_changes_its_side(values):
    chart = xmr(values)
    turned = xmr([None if value is None else -value for value in values])
    assert turned["signal"].tolist() == chart["signal"].tolist()
    opposite = {"": "", "up": "down", "down": "up"}
    assert turned["side"].tolist() == [opposite[side] for side in chart["side"]]


@given(any_series.filter(known))
def test_limits_lie_evenly_about_the_mean(values):
    chart = xmr(values)
    above, below = chart["upper_limit"] - chart["mean"], chart["mean"] - chart["lower_limit"]
    assert above.to_numpy() == pytest.approx(below.to_numpy(), nan_ok=True)


@given(any_series)
def test_only_a_point_with_a_signal_has_a_side_and_a_sequence(values):
    chart = xmr(values)
    assert ((chart["signal"] != "") == (chart["side"] != "")).all()
    assert ((chart["signal"] != "") == (chart["sequence"] > 0)).all()


def test_the_sequence_is_the_length_of_the_whole_run():
    shift = xmr([30, 10] * 8 + [21] * 9)
    assert (
        shift.loc[16:, ["signal", "side", "sequence"]].to_numpy().tolist()
        == [["shift", "up", 9]] * 9
    )
    trend = xmr([10, 30] * 8 + [12, 13, 14, 15, 16, 17, 18, 19])
    assert trend.loc[16:, "signal"].tolist() == ["trend"] * 8
    assert trend.loc[16:, "sequence"].tolist() == [8] * 8


def test_frozen_limits_rest_on_the_first_points_and_later_ones_are_compared_with_them():
    start = [4, 6] * 6
    chart = xmr([*start, 20, 20], freeze=12)
    assert chart["mean"].tolist() == [5.0] * 14
    assert chart["upper_limit"].tolist() == pytest.approx([5 + 2.66 * 2] * 14)
    assert chart["signal"].tolist()[-2:] == ["outside", "outside"]


def test_a_freeze_counts_points_and_not_gaps():
    start = [4, 6] * 6
    chart = xmr([*start[:5], None, *start[5:], 20], freeze=12)
    assert chart["mean"][0] == 5.0


def test_a_freeze_longer_than_the_series_uses_what_there_is():
    pd.testing.assert_frame_equal(xmr(REFERENCE, freeze=40), xmr(REFERENCE))


def test_the_rows_keep_the_labels_of_the_series():
    months = pd.period_range("2026-01", periods=3, freq="M")
    assert xmr(pd.Series([1, 2, 3], index=months)).index.equals(months)


def test_missing_values_of_every_spelling_are_gaps():
    spelt = [xmr([1, None, 3]), xmr([1, np.nan, 3]), xmr(pd.Series([1, pd.NA, 3], dtype="Int64"))]
    for chart in spelt:
        pd.testing.assert_frame_equal(chart, spelt[0])


@pytest.mark.parametrize("values", [[], [5], [None], [None, None], [5, None, 6]])
def test_a_series_too_short_for_a_moving_range_has_no_limits(values):
    chart = xmr(values)
    assert len(chart) == len(values)
    assert chart["upper_limit"].isna().all()
    assert set(chart["signal"]) <= {""}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"freeze": 11}, "12 points or more"),
        ({"run": 2}, "3 points or more"),
        ({"rebase": [18]}, "outside a series of 18"),
        ({"rebase": [-1]}, "outside a series of 18"),
        ({"two_of_three": "western"}, "'mdc' or 'plotthedots'"),
    ],
)
def test_settings_that_mean_nothing_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        xmr(REFERENCE, **options)


def test_infinity_is_refused():
    with pytest.raises(ValueError, match="infinity"):
        xmr([1, float("inf")])


def test_clamping_holds_the_limits_to_what_is_possible_with_a_message():
    chart = clamped(xmr(REFERENCE))
    assert chart["lower_limit"].tolist() == [0.0] * 18
    assert chart["near_lower"].tolist() == [0.0] * 18
    assert chart["lower_clamped"].all()
    assert not chart["upper_clamped"].any()
    assert chart["signal"].tolist() == xmr(REFERENCE)["signal"].tolist()


def test_clamping_a_percentage_holds_both_sides():
    chart = clamped(xmr([90, 99, 91, 98, 92]), 0, 100)
    assert chart["upper_limit"].tolist() == [100.0] * 5
    assert chart["upper_clamped"].all()
    assert not chart["lower_clamped"].any()


def test_limits_inside_what_is_possible_stay_as_they_are():
    chart = xmr([90, 99, 91, 98, 92])
    same = clamped(chart, None, None)
    pd.testing.assert_frame_equal(same[COLUMNS], chart)
    assert not same[["lower_clamped", "upper_clamped"]].any(axis=None)


def test_a_chart_without_limits_has_nothing_to_clamp():
    assert not clamped(xmr([0, 0, 0]))[["lower_clamped", "upper_clamped"]].any(axis=None)
