"""The t chart: each wait at the day that ended it."""

import numpy as np
import pytest

from dscp_data.charts import days_between_chart
from tests.charts.made import waits
from tests.charts.specs import assert_sound, marks_of


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("days", [[3], [5] * 20, [5, 9, 2, 14] * 5, [4] * 3 + [6, 5] * 8 + [90]])
def test_any_chart_of_waits_is_sound(days, theme):
    assert_sound(days_between_chart(waits(days), theme))


def test_a_wait_says_its_days_and_the_day_that_ended_it():
    frame = days_between_chart(waits([1, 9, 2]), "light").frame
    assert frame["in_words"].tolist()[:2] == [
        "1 day to 2 January 2024",
        "9 days to 11 January 2024",
    ]


def test_a_signal_has_a_shape_and_a_word_that_judge_nothing():
    frame = days_between_chart(waits([5, 9, 2, 14] * 5 + [300]), "light").frame
    assert frame["look"].iloc[-1] == "Higher than usual"
    assert frame["signal_words"].iloc[-1] == "longer than the usual range"


def test_without_limits_there_is_no_band():
    bare = waits([5, 9, 2]).assign(mean=np.nan, lower_limit=np.nan, upper_limit=np.nan)
    assert not marks_of(days_between_chart(bare, "light").spec, "area")
