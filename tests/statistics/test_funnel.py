import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.statistics import funnel, funnel_limits, pooled, wilson

unit = st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
units = st.lists(unit, min_size=1, max_size=15)


def split(pairs):
    return [x for x, _ in pairs], [n for _, n in pairs]


def test_limits_are_wilsons_around_the_pooled_proportion():
    chart = funnel([10, 40], [50, 150])
    assert chart["pooled"].tolist() == [0.25, 0.25]
    assert chart.loc[0, ["lower_95", "upper_95"]].tolist() == pytest.approx(wilson(12.5, 50))
    assert chart.loc[1, ["lower_998", "upper_998"]].tolist() == pytest.approx(
        wilson(37.5, 150, 0.998)
    )


def test_each_unit_has_its_position():
    counts = [500, 23, 38, 50, 62, 77]
    chart = funnel(counts, [1000, 100, 100, 100, 100, 100])
    assert chart["position"].tolist() == [
        "within", "below 99.8", "below 95", "within", "above 95", "above 99.8",
    ]  # fmt: skip


def test_a_unit_without_a_value_keeps_its_row_and_has_no_position():
    chart = funnel([5, 0, None], [10, 0, 10])
    assert chart["position"].tolist() == ["within", "", ""]
    assert chart["pooled"].tolist() == [0.5, 0.5, 0.5]


@given(units)
def test_the_position_is_what_the_numbers_say(pairs):
    for row in funnel(*split(pairs)).itertuples():
        if np.isnan(row.value):
            assert row.position == ""
        elif row.value < row.lower_998:
            assert row.position == "below 99.8"
        elif row.value < row.lower_95:
            assert row.position == "below 95"
        elif row.value > row.upper_998:
            assert row.position == "above 99.8"
        elif row.value > row.upper_95:
            assert row.position == "above 95"
        else:
            assert row.position == "within"


@given(units)
def test_the_wide_limits_hold_the_narrow_ones_and_the_narrow_ones_the_mean(pairs):
    chart = funnel(*split(pairs)).dropna()
    assert (chart["lower_998"] <= chart["lower_95"]).all()
    assert (chart["lower_95"] <= chart["pooled"]).all()
    assert (chart["pooled"] <= chart["upper_95"]).all()
    assert (chart["upper_95"] <= chart["upper_998"]).all()


@given(units.flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(range(len(pairs))))))
def test_neither_the_order_nor_the_names_of_units_matter(drawn):
    pairs, order = drawn
    counts, bases = (pd.Series(part) for part in split(pairs))
    shuffled = funnel(counts.iloc[list(order)], bases.iloc[list(order)])
    pd.testing.assert_frame_equal(shuffled.sort_index(), funnel(counts, bases))


@given(units, st.data())
def test_adding_localities_equals_the_whole(pairs, data):
    cut = data.draw(st.integers(0, len(pairs)))
    parts = [split(pairs[:cut]), split(pairs[cut:])]
    summed = [sum(x) for x, _ in parts], [sum(n) for _, n in parts]
    assert pooled(*summed) == pytest.approx(pooled(*split(pairs)), nan_ok=True)


def test_pooling_nothing_gives_no_value():
    assert np.isnan(pooled([], []))
    assert np.isnan(pooled([0, None], [0, 5]))


def test_the_funnel_itself_narrows_as_denominators_grow():
    curve = funnel_limits(0.3, [10, 100, 1000])
    assert (curve["upper_95"] - curve["lower_95"]).is_monotonic_decreasing
    assert curve.loc[1, ["lower_95", "upper_95"]].tolist() == pytest.approx(wilson(30, 100))


def test_parts_that_make_no_proportion_are_refused():
    with pytest.raises(ValueError, match="above its denominator"):
        funnel([11], [10])
    with pytest.raises(ValueError, match="denominator above 0"):
        funnel_limits(0.3, [0])
