"""What a trend chart draws and says of each point."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dscp_data.charts.annotations import rows_of_texts
from dscp_data.charts.trend_frame import looks_of, trend_frame, trend_scale
from tests.charts import made

SAID = ["upper_label", "mean_label", "lower_label", "median_label"]
HELD_BACK = "some figures are suppressed by the agency or could not be reported"


def last(frame):
    return frame.iloc[-1]


def test_labels_are_on_the_last_row_only():
    frame = trend_frame(made.rereferrals(), "%", "month")
    assert (frame[SAID].iloc[:-1] == "").all().all()
    assert [last(frame)[name] for name in SAID] == ["upper 29%", "mean 22%", "lower 14%", ""]


def test_a_run_chart_is_labelled_with_its_median():
    frame = trend_frame(made.points([3, 5, 4, 6, 5], chart="run"), "", "month")
    assert [last(frame)[name] for name in SAID] == ["", "", "", "median 5"]


def test_labels_of_narrow_limits_do_not_touch():
    points = made.points([300, 301, 300, 299, 300, 301, 300, 299, 300, 301, 300, 299, 300, 301])
    frame, scale = trend_frame(points, "", "month"), trend_scale(points, "")
    heights = last(frame)[["lower_at", "mean_at", "upper_at"]].to_numpy(dtype=float)
    assert (np.diff(heights) * 235 / (scale.high - scale.low) >= 13).all()


def test_limits_missing_at_the_end_are_labelled_by_the_last_known():
    points = made.areas_resolved()
    assert last(trend_frame(points, "%", "month"))["mean_label"] == "mean 71%"


@pytest.mark.parametrize(
    ("direction", "look"),
    [
        ("improvement", "Improvement"),
        ("concern", "Concern"),
        ("up", "Higher than usual"),
        ("down", "Lower than usual"),
        ("", "Usual range"),
    ],
)
def test_the_look_of_a_point_is_its_direction(direction, look):
    points = made.referrals()
    points.loc[3, "direction"] = direction
    assert trend_frame(points, "", "month")["look"][3] == look


def test_a_point_without_limits_is_not_described_as_usual():
    frame = trend_frame(made.points([3, 5, 4, 6, 5], chart="run"), "", "month")
    assert looks_of(frame["look"]) == ("Complete",)


def test_a_point_not_complete_is_off_the_line_with_the_reason():
    frame = trend_frame(made.referrals(missing={41: "part of the period is missing"}), "", "month")
    assert last(frame)["look"] == "Not complete"
    assert np.isnan(last(frame)["joined"])
    assert last(frame)["complete_words"] == "Not complete: part of the period is missing"


def test_a_provisional_point_stays_on_the_line():
    frame = trend_frame(made.referrals(provisional=(40,)), "", "month")
    assert frame["look"][40] == "Provisional"
    assert frame["joined"][40] == frame["value"][40]


def test_a_signal_comes_before_provisional():
    frame = trend_frame(made.rereferrals(provisional=(41,)), "%", "month")
    assert last(frame)["look"] == "Improvement"
    assert last(frame)["complete_words"] == "Provisional"


def test_a_cohort_not_mature_has_bounds_and_no_value():
    frame = trend_frame(made.areas_resolved(), "%", "month")
    assert last(frame)["look"] == "Maturing"
    assert last(frame)["value_words"] == "between 10% and 95%"
    assert frame["look"].tolist().count("Maturing") == 6


def test_a_period_left_out_is_a_gap():
    points = made.referrals().drop(index=[5])
    frame = trend_frame(points, "", "month")
    assert len(frame) == 42
    gap = frame.iloc[5]
    assert (gap["period"], gap["name"], gap["look"]) == ("Sep 23", "September 2023", "")
    assert np.isnan(gap["joined"])
    assert gap["complete_words"] == "No figures"


def test_words_say_value_base_range_and_signal():
    points = made.rereferrals()
    place = points.index[points["signal"] == "shift"][-1]
    row, point = trend_frame(points, "%", "month").loc[place], points.loc[place]
    assert row["value_words"] == f"{point['value']:.1f}%"
    assert row["base_words"] == f"{point['numerator']:.0f} of {point['denominator']:.0f}"
    limits = [point["lower_limit"], point["upper_limit"]]
    assert row["range_words"] == "{:.0f}% to {:.0f}%".format(*limits)
    said = f"{point['sequence']} months in a row below the mean of 22% (since January 2026)"
    assert row["signal_words"] == said
    assert row["in_words"] == f"{row['name']}: {row['value_words']}, improvement, {said}"


def test_a_point_without_a_signal_is_described_as_such():
    frame = trend_frame(made.referrals(), "", "month")
    assert frame["signal_words"][0] == "none"
    assert "none" not in frame["in_words"][0]


def test_a_count_has_no_base():
    assert set(trend_frame(made.referrals(), "", "month")["base_words"]) == {""}


def test_an_annotation_is_at_its_period():
    noted = [(date(2025, 10, 3), "New form"), (date(2025, 10, 20), "New team")]
    frame = trend_frame(made.referrals(), "", "month", annotations=noted).set_index("period")
    assert frame["annotation"]["Oct 25"] == "New form · New team"
    assert (frame["annotation"] != "").sum() == 1


def test_an_empty_series_gives_an_empty_frame():
    empty = made.referrals().iloc[:0]
    frame = trend_frame(empty, "", "month")
    assert len(frame) == 0
    assert {"look", "upper_label", "in_words"} <= set(frame.columns)


def test_the_callers_points_are_not_changed():
    points = made.referrals()
    before = points.copy()
    trend_frame(points, "", "month")
    pd.testing.assert_frame_equal(points, before)


def test_the_axis_reaches_the_top_of_a_small_count():
    points = made.points([0, 5, 0, 5], chart="none")
    points.loc[[1, 3], ["numerator_text", "value_text", "lower", "upper"]] = ["1 to 7"] * 2 + [1, 7]
    assert trend_scale(points, "").high >= 7


def test_the_target_is_labelled_and_takes_its_room_on_the_axis():
    points = made.rereferrals(target=60.0)
    assert last(trend_frame(points, "%", "month"))["target_label"] == "target 60%"
    assert trend_scale(points, "%").high >= 60


@pytest.mark.parametrize(
    ("missing", "look"),
    [(HELD_BACK, "Suppressed by the agency"), ("no figures were sent", "Not sent")],
)
def test_suppressed_and_missing_points_are_on_the_axis_and_distinct(missing, look):
    points = made.referrals(missing={20: missing})
    points.loc[20, "value"] = np.nan
    frame = trend_frame(points, "", "month")
    assert frame["look"][20] == look
    assert frame["at"][20] == trend_scale(points, "").low
    assert (frame["at"].drop(20) == points["value"].drop(20)).all()


def test_labels_are_those_of_the_last_baseline_only():
    points = made.points([10, 12] * 7 + [30, 32], rebased=(14,))
    points.loc[14:, ["lower_limit", "upper_limit"]] = np.nan
    frame = trend_frame(points, "", "month")
    assert [last(frame)[name] for name in SAID] == ["", "mean 31", "", ""]
    assert frame["baseline"].tolist() == [0] * 14 + [1] * 2


def test_a_text_that_would_stand_on_another_has_the_row_above():
    words, sides = [""] * 30, ["right"] * 30
    words[3], words[5], words[25] = "New front door", "New form", "New team"
    rows = rows_of_texts(words, sides)
    assert (rows[3], rows[5], rows[25]) == (0, 1, 0)
