"""Two agencies' lines and the gap between them."""

import pytest

from dscp_data.charts import reconciliation_chart
from tests.charts.made import gaps
from tests.charts.specs import assert_sound, drawn_labels, marks_of

NAMES = ("Police", "Council")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("first", "second"), [([3], [4]), ([0, 0], [0, 0]), ([700] * 40, [650] * 40)]
)
def test_any_reconciliation_chart_is_a_valid_specification(first, second, theme):
    assert_sound(reconciliation_chart(gaps(first, second), NAMES, "month", theme))


def test_each_period_has_both_numbers_and_the_ends_of_its_gap():
    frame = reconciliation_chart(gaps([6, 2], [2, 5]), NAMES, "month", "light").frame
    shown = frame[["area", "value", "low", "high", "gap_words"]].to_numpy().tolist()
    assert shown == [
        ["Police", 6, 2, 6, "4"], ["Council", 2, 2, 6, "4"],
        ["Police", 2, 2, 5, "3"], ["Council", 5, 2, 5, "3"],
    ]  # fmt: skip


def test_a_period_that_is_not_compared_keeps_its_room_and_breaks_the_line():
    frame = reconciliation_chart(
        gaps([6, 9, 2], [2, 9, 5], skip=[1]), NAMES, "month", "light"
    ).frame
    assert frame.loc[frame["period"] == "May 25", "value"].isna().all()


def test_a_period_that_is_not_compared_is_drawn_in_its_place():
    drawn = reconciliation_chart(gaps([6, 9, 2], [2, 9, 5], skip=[1]), NAMES, "month", "light")
    assert drawn_labels(drawn) == ["Apr 25", "May 25", "Jun 25"]


def test_lines_are_named_at_their_ends_and_distinguished_without_colour():
    drawn = reconciliation_chart(gaps([6, 2], [2, 5]), NAMES, "month", "light")
    said = [label for label in drawn.frame["end_label"] if label]
    assert said == ["Police 2", "Council 5"]
    dashes = {str(layer["mark"].get("strokeDash")) for layer in marks_of(drawn.spec, "line")}
    assert len(dashes) == 2
