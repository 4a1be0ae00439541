"""Small multiples: one scale, the same periods, the order given, one legend."""

from datetime import date

import pytest

from dscp_data.charts import Chart, multiples_frame, small_multiples
from dscp_data.charts.meeting_line import MeetingLine
from tests.charts import made
from tests.charts.specs import assert_sound, legend_names, y_axis


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("count", [1, 6, 24])
def test_any_number_of_charts_is_sound(count, theme):
    drawn = small_multiples(made.localities(count), "%", "month", theme)
    assert len(drawn.frames) == count
    for label, frame in drawn.frames:
        assert_sound(Chart(frame, drawn.spec))
        assert set(frame["label"]) == {label}


def test_every_chart_has_the_periods_of_all():
    (one, first), (other, second) = made.localities(2)
    frame = multiples_frame([(one, first.iloc[10:]), (other, second.iloc[:20])], "%", "month")
    assert frame.groupby("label").size().tolist() == [42, 42]
    assert frame["period"].iloc[0] == "Apr 23"


def test_a_chart_without_points_keeps_its_place():
    (one, first), (other, second) = made.localities(2)
    drawn = small_multiples([(one, first), (other, second.iloc[:0])], "%", "month", "light")
    label, frame = drawn.frames[1]
    assert label == other
    assert len(frame) == 42
    assert frame["value"].isna().all()


def test_charts_are_in_the_order_asked_for():
    series = made.localities(4)[::-1]
    drawn = small_multiples(series, "%", "month", "light")
    assert [label for label, _ in drawn.frames] == [label for label, _ in series]


def test_one_scale_holds_the_highest_of_all():
    series = [("low", made.points(range(1, 15))), ("high", made.points(range(101, 115)))]
    axis = y_axis(small_multiples(series, "", "month", "light").spec)
    assert axis["scale"]["domain"][0] == 0
    assert axis["scale"]["domain"][1] >= 114


def test_one_legend_lists_only_signals_and_what_is_not_complete():
    drawn = small_multiples(made.localities(), "%", "month", "light")
    assert drawn.looks == ("Improvement", "Concern")
    assert legend_names(drawn.spec) == []  # each chart by itself has none
    calm = [("calm", made.referrals().assign(direction="", signal="", side=""))]
    assert small_multiples(calm, "", "month", "light").looks == ()


def test_every_chart_has_the_line_at_the_last_meeting_and_the_legend_says_which():
    meeting = MeetingLine(date(2026, 7, 8), date(2026, 3, 1))
    series = made.localities(3)
    drawn = small_multiples(series, "%", "month", "light", meeting=meeting)
    assert drawn.meeting == "seen at the meeting of 8 Jul 2026"
    for _, frame in drawn.frames:
        assert_sound(Chart(frame, drawn.spec))
        assert frame.loc[frame["meeting"] != "", "period"].tolist() == ["Mar 26"]
    plain = small_multiples(series, "%", "month", "light")
    assert plain.meeting == ""
    assert len(drawn.spec["layer"]) == len(plain.spec["layer"]) + 1
