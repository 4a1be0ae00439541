"""Comparators: labelled at their ends, the neighbours with their range."""

import numpy as np
import pytest

from dscp_data.charts import comparison_chart, comparison_frame
from dscp_data.charts.comparison_chart import comparison_scale
from tests.charts import made
from tests.charts.specs import assert_sound, legend_names, marks_of, y_axis


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("years", [2, 7])
def test_a_comparison_chart_is_a_valid_specification(years, theme):
    assert_sound(comparison_chart(made.comparators(years), "%", theme))


def test_a_comparison_of_one_area_is_sound():
    own = made.comparators()[lambda f: f["role"] == "own"]
    drawn = comparison_chart(own, "%", "light")
    assert_sound(drawn)
    assert not marks_of(drawn.spec, "area")


def test_each_area_is_labelled_on_its_last_row_with_a_value():
    frame = comparison_frame(made.comparators(), "%")
    said = frame[frame["end_label"] != ""].set_index("area")["end_label"]
    assert said.to_dict() == {
        "County Durham": "County Durham 18%",
        "North East": "North East 20%",
        "England": "England 22% (2023/24)",
        "Neighbours’ median": "Neighbours’ median 20%",
    }


def test_end_labels_do_not_touch():
    figures = made.comparators()
    scale = comparison_scale(figures, "%")
    heights = np.sort(comparison_frame(figures, "%")["end_at"].dropna())
    assert (np.diff(heights) * 235 / (scale.high - scale.low) >= 13).all()


def test_a_year_is_shown_as_it_was_written():
    figures = made.comparators().assign(period="2024")
    assert set(comparison_frame(figures, "%")["period"]) == {"2024"}


def test_the_axis_starts_at_zero_and_there_is_no_legend():
    spec = comparison_chart(made.comparators(), "%", "light").spec
    assert y_axis(spec)["scale"]["domain"][0] == 0
    assert legend_names(spec) == []
