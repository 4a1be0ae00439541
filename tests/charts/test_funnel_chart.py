"""Funnels: labelled directly, coloured only outside the limits, and by what that means."""

import numpy as np
import pandas as pd
import pytest

from dscp_data.charts import funnel_chart
from dscp_data.charts.funnel_frame import (
    LINE_HEIGHT,
    PLOT_HEIGHT,
    PLOT_WIDTH,
    WITHIN,
    funnel_frame,
    funnel_scales,
)
from dscp_data.charts.label_placement import Placed, box_of
from tests.charts.made import QUIET, SPREAD, funnel_units
from tests.charts.specs import assert_sound, legend_names, marks_of, y_axis


def rows_of(parts=SPREAD, polarity="lower"):
    made = funnel_units(parts)
    frame = funnel_frame(made, polarity, *funnel_scales(made))
    return dict(iter(frame.groupby("role")))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("polarity", ["higher", "lower", "neutral"])
@pytest.mark.parametrize("parts", [QUIET, SPREAD, SPREAD[:3], ((0, 10), (0, 12), (0, 15))])
def test_a_funnel_chart_is_a_valid_specification(parts, polarity, theme):
    assert_sound(funnel_chart(funnel_units(parts), polarity, "Referrals", theme))


def test_the_limits_and_the_whole_are_labelled_at_their_ends_and_apart():
    ends = rows_of()["end"]
    said = ["99.8% limit", "95% limit", "all 20%", "95% limit", "99.8% limit"]
    assert ends["label"].tolist() == said
    _, up = funnel_scales(funnel_units())
    heights = np.sort(ends["label_at"])
    assert (np.diff(heights) >= LINE_HEIGHT * (up.high - up.low) * (1 - 1e-9)).all()


def test_every_unit_is_labelled_with_its_share_and_no_labels_meet():
    made = funnel_units()
    across, up = funnel_scales(made)
    drawn = rows_of()["unit"]
    assert drawn["label"].tolist()[0] == "Easington 12%"
    assert (drawn["side"] != "").all()
    boxes = [
        box_of(
            PLOT_WIDTH * (one.denominator - across.low) / (across.high - across.low),
            PLOT_HEIGHT * (up.high - one.label_at) / (up.high - up.low),
            one.label,
            Placed(one.side, 0),
        )
        for one in drawn.itertuples()
    ]
    for number, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[number + 1 :])


@pytest.mark.parametrize(
    ("polarity", "above", "below"),
    [
        ("lower", "Concern", "Improvement"),
        ("higher", "Improvement", "Concern"),
        ("neutral", "Higher", "Lower"),
    ],
)
def test_outside_the_limits_the_words_follow_the_polarity(polarity, above, below):
    looks = rows_of(polarity=polarity)["unit"].set_index("unit")["look"]
    assert looks["Sedgefield"] == f"{above}: outside 99.8%"
    assert looks["Wear Valley"] == f"{above}: outside 95%"
    assert looks["Easington"] == f"{below}: outside 99.8%"
    assert looks["Teesdale"] == WITHIN


@pytest.mark.parametrize("polarity", ["higher", "lower", "neutral"])
def test_a_meaning_has_its_shape_and_is_hollow_between_the_limits(polarity):
    spec = funnel_chart(funnel_units(), polarity, "Referrals", "light").spec
    (points,) = marks_of(spec, "point")
    encoding = points["encoding"]
    domain = encoding["shape"]["scale"]["domain"]
    shapes = dict(zip(domain, encoding["shape"]["scale"]["range"], strict=True))
    fills = dict(zip(domain, encoding["fill"]["scale"]["range"], strict=True))
    looks = rows_of(polarity=polarity)["unit"].set_index("unit")["look"]
    above, below = {
        "higher": ("triangle-up", "diamond"),
        "lower": ("diamond", "triangle-down"),
        "neutral": ("square", "square"),
    }[polarity]
    assert shapes[looks["Sedgefield"]] == above
    assert shapes[looks["Easington"]] == below
    assert shapes[WITHIN] == "circle"
    assert fills[looks["Wear Valley"]] == "#FFFFFF" != fills[looks["Sedgefield"]]


def test_a_quiet_funnel_has_one_look_and_no_legend():
    assert set(rows_of(QUIET)["unit"]["look"]) == {WITHIN}
    assert legend_names(funnel_chart(funnel_units(QUIET), "lower", "Referrals", "light").spec) == []


def test_the_tooltip_is_in_words():
    easington = rows_of()["unit"].set_index("unit").loc["Easington"]
    assert easington["base_words"] == "120 of 1,000"
    assert easington["stands_words"] == "below the 99.8% limit"
    assert rows_of()["unit"].set_index("unit").loc["Wear Valley", "stands_words"] == (
        "above the 95% limit but not the 99.8% limit"
    )


def test_a_small_unit_past_the_line_is_described_as_within_chance():
    few = rows_of(((2, 10), (95, 2000), (105, 2000)))["unit"].set_index("unit")
    assert few.loc["Easington", "look"] == WITHIN
    assert few.loc["Easington", "stands_words"] == (
        "past the line, but with so few that chance explains it"
    )


def test_the_axes_hold_every_unit_and_its_limits():
    made = funnel_units()
    across, up = funnel_scales(made)
    assert made["denominator"].between(across.low, across.high).all()
    known = pd.concat([made["value"], made["lower_998"], made["upper_998"]])
    assert known.between(up.low, up.high).all()
    spec = funnel_chart(made, "lower", "Referrals", "light").spec
    assert y_axis(spec)["scale"]["domain"] == [up.low, up.high]
