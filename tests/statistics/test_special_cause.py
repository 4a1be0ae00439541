"""The rules on given z-scores: mean 0, limits ±3, near limits ±2."""

import numpy as np
import pytest

from dscp_data.statistics.control_limits import Lines
from dscp_data.statistics.special_cause import SIDES, SIGNALS, special_causes


def marked(z, segment=None, **options):
    values = np.array(z, dtype=float)
    level = np.ones(len(values))
    lines = Lines(0 * level, -3 * level, 3 * level, -2 * level, 2 * level, 1e-12 * level)
    marks = special_causes(
        values, lines, np.array(segment or [0] * len(values), dtype=np.int64), **options
    )
    return [
        (SIGNALS[rule], SIDES[side]) if rule else ""
        for rule, side in zip(marks.rule, marks.side, strict=True)
    ]


def test_a_point_on_a_limit_is_inside():
    assert marked([3, -3, 3.01, -3.01]) == ["", "", ("outside", "up"), ("outside", "down")]


def test_points_beyond_the_limit_count_towards_two_of_three_by_mdc():
    assert marked([0, 0, 2.5, 3.4, 0.1]) == ["", "", ("two-of-three", "up"), ("outside", "up"), ""]


def test_points_beyond_the_limit_do_not_count_by_plotthedots():
    assert marked([0, 0, 2.5, 3.4, 0.1], two_of_three="plotthedots") == [
        "", "", "", ("outside", "up"), "",
    ]  # fmt: skip


def test_only_the_far_points_of_two_of_three_are_marked():
    assert marked([2.5, 0.1, 2.6]) == [("two-of-three", "up"), "", ("two-of-three", "up")]


def test_two_of_three_needs_all_three_on_one_side_of_the_mean():
    assert marked([2.5, 2.6, -0.1]) == ["", "", ""]
    assert marked([2.5, 2.6, 0]) == ["", "", ""]
    assert marked([2.5, 2.6, 0.1]) == [("two-of-three", "up"), ("two-of-three", "up"), ""]


def test_two_far_points_and_nothing_else_are_no_three():
    assert marked([2.5, 2.6]) == ["", ""]


def test_two_of_three_does_not_cross_a_segment():
    assert marked([2.5, 0.1, 2.6], segment=[0, 1, 1]) == ["", "", ""]


def test_seven_rising_points_are_a_trend_and_six_are_not():
    rising = [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]
    assert marked(rising) == [("trend", "up")] * 7
    assert marked(rising[:6]) == [""] * 6


def test_a_tie_breaks_a_trend():
    assert marked([-0.3, -0.2, -0.1, 0, 0, 0.1, 0.2, 0.3]) == [""] * 8


def test_a_falling_trend_above_the_mean_is_down():
    assert marked([1.7, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1]) == [("trend", "down")] * 7


def test_a_turning_point_belongs_to_the_trend_it_ends():
    rise, fall = [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3], [0.2, 0.1, 0, -0.1, -0.2, -0.3]
    assert marked(rise + fall) == [("trend", "up")] * 7 + [("trend", "down")] * 6


def test_a_trend_and_a_shift_do_not_cross_a_segment():
    rising = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]
    assert marked(rising, segment=[0] * 3 + [1] * 4) == [""] * 7


def test_seven_on_one_side_are_a_shift_and_a_point_on_the_mean_breaks_it():
    side = [0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1]
    assert marked(side) == [("shift", "up")] * 7
    assert marked([-z for z in side]) == [("shift", "down")] * 7
    assert marked([*side[:4], 0, *side[4:]]) == [""] * 8


def test_labels_go_in_order_outside_trend_two_of_three_shift():
    signals = marked([0.1, 0.2, 0.1, 0.2, 2.1, 2.2, 3.1])
    assert signals == [("shift", "up")] * 4 + [("two-of-three", "up")] * 2 + [("outside", "up")]
    rising = marked([0.1, 0.2, 0.3, 0.4, 2.1, 2.2, 3.1])
    assert rising == [("trend", "up")] * 6 + [("outside", "up")]


@pytest.mark.parametrize("run", [6, 8])
def test_the_run_length_is_a_setting(run):
    assert marked([0.1, 0.2] * 4, run=run) == [("shift", "up")] * 8
    assert marked(([0.1, 0.2] * 4)[: run - 1], run=run) == [""] * (run - 1)
