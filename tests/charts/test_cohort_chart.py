"""Cohorts: parts that add up, and those not mature told apart by more than colour."""

import pytest

from dscp_data.charts import cohort_bars, cohort_chart
from tests.charts import made
from tests.charts.specs import assert_sound, legend_names, marks_of, y_axis

NAMES = ("Resolved within 6 months", "Not resolved within 6 months")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("count", [1, 8, 40])
def test_any_number_of_cohorts_is_sound(count, theme):
    assert_sound(cohort_chart(made.cohorts(count), "month", theme))


def test_a_cohort_chart_without_cohorts_is_a_valid_specification():
    assert_sound(cohort_chart(made.cohorts().iloc[:0], "month", "light"))


def test_the_parts_of_a_cohort_add_up_to_its_members():
    cohorts = made.cohorts()
    bars = cohort_bars(cohorts, "month", *NAMES)
    assert bars.groupby("period", sort=False)["count"].sum().tolist() == cohorts["members"].tolist()


def test_the_first_cohort_still_followed_up_is_labelled_once():
    bars = cohort_bars(made.cohorts(maturing=6), "month", *NAMES)
    (labelled,) = bars[bars["divide"] != ""].itertuples()
    assert (labelled.period, labelled.state) == ("Feb 26", "maturing")
    assert set(cohort_bars(made.cohorts(maturing=0), "month", *NAMES)["divide"]) == {""}


def test_a_cohort_says_its_share_or_its_bounds():
    bars = cohort_bars(made.cohorts(), "month", *NAMES)
    assert bars["cohort_words"].iloc[0].endswith("%")
    assert " between " in bars["cohort_words"].iloc[-1]


def test_the_legend_lists_only_parts_that_occur():
    grown = cohort_chart(made.cohorts(maturing=0), "month", "light")
    assert "Not yet known" not in legend_names(grown.spec)
    assert "Not yet known" in legend_names(cohort_chart(made.cohorts(), "month", "light").spec)


def test_counts_start_at_zero_and_young_bars_are_pale():
    spec = cohort_chart(made.cohorts(), "month", "light").spec
    assert y_axis(spec)["scale"]["domain"][0] == 0
    (bars,) = marks_of(spec, "bar")
    assert bars["encoding"]["fillOpacity"]["value"] == 0.4
