"""The curve of resolution: steps that end where following up ends, read off at 6 and 12 months."""

import pytest

from dscp_data.charts import survival_chart, survival_frame
from tests.charts.made import curve
from tests.charts.specs import assert_sound, marks_of, y_axis


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("count", [1, 12, 300])
@pytest.mark.parametrize("longest", [2.0, 13.0, 40.0])
@pytest.mark.parametrize(("share", "otherwise"), [(0.0, 0.0), (0.7, 0.0), (0.6, 0.3), (1.0, 0.0)])
def test_any_survival_chart_is_a_valid_specification(count, longest, share, otherwise, theme):
    assert_sound(survival_chart(curve(count, longest, share, otherwise), theme))


def test_other_endings_have_their_own_line_and_name_only_where_there_are_any():
    with_others = survival_chart(curve(share=0.6, otherwise=0.3), "light")
    assert len(marks_of(with_others.spec, "line")) == 2
    said = with_others.frame
    assert said["otherwise_label"].tolist()[-1] == "ended another way"
    assert set(said["otherwise_label"][:-1]) == {""}
    without = survival_chart(curve(), "light")
    assert len(marks_of(without.spec, "line")) == 1
    assert set(without.frame["otherwise_label"]) == {""}


def test_each_month_has_the_share_of_the_last_step_before_it():
    held = curve()
    frame = survival_frame(held)
    for row in frame.itertuples():
        before = held[held["month"] <= row.month]["value"]
        assert row.value == pytest.approx(before.iloc[-1] if len(before) else 0.0)
        assert (
            row.still
            == (
                held[["resolved", "otherwise", "censored"]].sum(axis=1)[held["month"] > row.month]
            ).sum()
        )


def test_the_curve_ends_where_the_last_was_seen_or_the_axis_ends():
    assert survival_frame(curve(longest=9.0))["month"].max() == curve(longest=9.0)["month"].max()
    assert survival_frame(curve(longest=40.0))["month"].max() == 24


def test_six_and_twelve_months_are_read_off_in_words():
    frame = survival_frame(curve())
    said = frame[frame["rule_label"] != ""]
    assert said["month"].tolist() == [6, 12]
    values = [
        f"{value:.0f}% by {n} months" for value, n in zip(said["value"], (6, 12), strict=True)
    ]
    assert said["rule_label"].tolist() == values


def test_a_month_not_reached_is_not_read_off():
    frame = survival_frame(curve(longest=9.0))
    assert frame.loc[frame["rule_label"] != "", "month"].tolist() == [6]


def test_a_label_is_clear_of_a_curve_that_is_still_low():
    frame = survival_frame(curve(300, 20.0, 0.05))
    said = frame[frame["rule_label"] != ""]
    low = said[said["value"] < 12]
    assert len(low)
    assert (low["rule_label_at"] > low["upper"]).all()


def test_whole_months_have_words_for_the_tooltip():
    frame = survival_frame(curve()).set_index("month")
    assert frame.loc[1.0, "month_words"] == "By 1 month"
    assert frame.loc[6.0, "between_words"].count("%") == 2
    assert set(frame[frame.index % 1 != 0]["month_words"]) == {""}


def test_the_axis_is_whole_and_the_band_is_a_step():
    spec = survival_chart(curve(), "light").spec
    assert y_axis(spec)["scale"]["domain"] == [0, 100]
    (band,) = marks_of(spec, "area")
    assert band["mark"]["interpolate"] == "step-after"
