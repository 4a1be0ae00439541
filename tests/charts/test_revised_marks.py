"""A chart as a past meeting saw it marks what was revised since, with both values in words."""

from datetime import date

from dscp_data.charts.revised_marks import MOST_LABELLED
from dscp_data.charts.trend_chart import trend_chart
from dscp_data.model.revised_mark import RevisedMark
from tests.charts.made import points
from tests.charts.specs import assert_sound

VALUES = [100, 104, 98, 101, 103, 97, 102, 99, 105, 96, 100, 103, 98, 101]


def chart(*marks):
    made = points(VALUES)
    starts = made["period_start"].dt.date.tolist()
    said = [RevisedMark(starts[at], now, words) for at, now, words in marks]
    return trend_chart(made, "", "month", "light", marks=said)


def test_the_mark_is_at_its_period_with_the_value_now_and_both_in_words():
    drawn = chart((2, 130.0, "98 then, 130 now"))
    (row,) = drawn.frame[drawn.frame["is_revised"]].to_dict("records")
    assert (row["value"], row["revised_now"], row["revised_words"]) == (98, 130, "98 then, 130 now")
    assert_sound(drawn)


def test_a_value_above_all_others_is_inside_the_plot():
    (scale,) = [
        one["encoding"]["y"]["scale"]
        for one in chart((2, 130.0, "98 then, 130 now")).spec["layer"]
        if one["encoding"].get("y", {}).get("axis")
    ]
    assert scale["domain"][1] >= 130


def test_the_newest_have_their_values_in_rows_of_their_own_and_all_are_marked():
    frame = chart(*((at, 100.0, f"period {at}") for at in range(6))).frame
    assert frame["is_revised"].sum() == 6
    labelled = frame[frame["revised_words"] != ""]
    assert labelled["revised_words"].tolist() == ["period 3", "period 4", "period 5"]
    assert sorted(labelled["revised_row"]) == list(range(MOST_LABELLED))


def test_a_chart_without_marks_is_as_ever():
    made = points(VALUES)
    assert "is_revised" not in chart().frame
    elsewhere = [RevisedMark(date(2001, 1, 1), 5.0, "4 then, 5 now")]
    drawn = trend_chart(made, "", "month", "light", marks=elsewhere)
    assert not drawn.frame["is_revised"].any()
