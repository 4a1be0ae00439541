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


# PHEindicatormethods 2.1.0: pooled share, denominator, 95% and 99.8% limits, in percent.
PUBLISHED = [
    (0.10, 30, (0.0, 20.735), (0.0, 26.926)),
    (0.10, 10, (0.0, 28.594), (0.0, 39.316)),
    (0.80, 30, (65.686, 94.314), (57.432, 100.0)),
]


@pytest.mark.parametrize(("share", "base", "near", "far"), PUBLISHED)
def test_a_limit_is_where_a_units_own_interval_touches_the_pooled_share(share, base, near, far):
    limits = 100 * funnel_limits(share, [base]).iloc[0]
    assert limits[["lower_95", "upper_95"]].tolist() == pytest.approx(near, abs=1e-3)
    assert limits[["lower_998", "upper_998"]].tolist() == pytest.approx(far, abs=1e-3)
    for end, own in (("lower_95", 1), ("upper_95", 0)):
        if 0 < limits[end] < 100:
            touched = wilson(limits[end] / 100 * base, base)[own]
            assert touched == pytest.approx(share)


@pytest.mark.parametrize(
    ("count", "base", "rest", "position"),
    [
        (0, 30, (300, 2970), "within"),  # exact tail 4.2%
        (1, 30, (299, 2970), "within"),
        (10, 30, (290, 2970), "above 99.8"),  # exact tail 0.05%
        (0, 10, (100, 990), "within"),  # exact tail 34.9%
        (28, 30, (2372, 2970), "within"),  # exact tail 4.4%
        (3, 10, (497, 9990), "above 95"),  # 5% expected: exact tail 1.2%
        (2, 10, (498, 9990), "within"),  # beyond the 95% limit, and exact tail 8.6%
    ],
)
def test_a_small_unit_is_outside_only_where_the_exact_tail_agrees(count, base, rest, position):
    assert funnel([count, rest[0]], [base, rest[1]])["position"][0] == position


@pytest.mark.parametrize("size", [10, 30, 100])
@pytest.mark.parametrize("share", [0.05, 0.1, 0.5])
def test_of_units_that_are_alike_at_most_four_in_a_thousand_lie_beyond_the_far_limit(size, share):
    # Many draws are alike for small units: what is alike is asked about once.
    draws = np.random.default_rng(14).binomial(size, share, (30_000 // size, 7)).astype(float)
    units, times = np.unique(np.sort(draws, axis=1), axis=0, return_counts=True)
    far = [
        funnel(one, np.full(7, float(size)))["position"].str.endswith("99.8").sum() for one in units
    ]
    assert np.dot(far, times) / draws.size <= 0.004


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


def position_by_the_limits(row):
    if row.value < row.lower_95:
        return "below 99.8" if row.value < row.lower_998 else "below 95"
    if row.value > row.upper_95:
        return "above 99.8" if row.value > row.upper_998 else "above 95"
    return "within"


AT_MOST_AS_FAR = {
    "within": ("within",),
    "below 95": ("within", "below 95"),
    "below 99.8": ("within", "below 95", "below 99.8"),
    "above 95": ("within", "above 95"),
    "above 99.8": ("within", "above 95", "above 99.8"),
}


@given(units)
def test_the_position_follows_from_the_numbers(pairs):
    for row in funnel(*split(pairs)).itertuples():
        if np.isnan(row.value):
            assert row.position == ""
        else:
            lies = position_by_the_limits(row)
            expected = row.denominator * min(row.pooled, 1 - row.pooled)
            assert row.position == lies if expected >= 5 else row.position in AT_MOST_AS_FAR[lies]


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
    assert curve.loc[1, ["lower_95", "upper_95"]].tolist() == pytest.approx(
        [0.3 - 0.0898, 0.3 + 0.0898], abs=1e-4
    )


def test_parts_that_make_no_proportion_are_refused():
    with pytest.raises(ValueError, match="above its denominator"):
        funnel([11], [10])
    with pytest.raises(ValueError, match="denominator above 0"):
        funnel_limits(0.3, [0])
