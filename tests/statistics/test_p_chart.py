import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.statistics import p_chart, xmr

STEADY_X, STEADY_N = [31, 29, 30, 32, 28, 30], [100, 100, 100, 100, 100, 100]

part = st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
parts = st.lists(st.one_of(part, part, part, st.none()), min_size=1, max_size=30)


def chart_of(pairs, **options):
    counts = [None if pair is None else pair[0] for pair in pairs]
    bases = [None if pair is None else pair[1] for pair in pairs]
    return p_chart(counts, bases, **options)


def plain_limits(pairs):
    """(pooled, Laney factor, limits by point) of one segment, with a loop."""
    valid = [pair for pair in pairs if pair is not None and pair[1] > 0]
    if not valid:
        return math.nan, 1.0, [math.nan] * len(pairs)
    pooled = sum(x for x, _ in valid) / sum(n for _, n in valid)
    if pooled in (0, 1):
        return pooled, 1.0, [math.nan] * len(pairs)
    sigmas = [
        math.nan if pair is None or pair[1] == 0 else math.sqrt(pooled * (1 - pooled) / pair[1])
        for pair in pairs
    ]
    ranges = []
    for i in range(1, len(pairs)):
        if not (math.isnan(sigmas[i]) or math.isnan(sigmas[i - 1])):
            (x, n), (before, base) = pairs[i], pairs[i - 1]
            ranges.append(
                abs((x / n - pooled) / sigmas[i] - (before / base - pooled) / sigmas[i - 1])
            )
    factor = max(1.0, sum(ranges) / len(ranges) / 1.128) if ranges else 1.0
    return pooled, factor, [3 * factor * sigma for sigma in sigmas]


def test_it_has_the_columns_of_every_control_chart():
    assert list(p_chart(STEADY_X, STEADY_N).columns) == list(xmr([1, 2]).columns)


def test_limits_are_three_standard_deviations_from_the_pooled_proportion():
    chart = p_chart(STEADY_X, STEADY_N)
    sigma = math.sqrt(0.3 * 0.7 / 100)
    assert chart["mean"].to_numpy() == pytest.approx(0.3)
    assert chart["upper_limit"].to_numpy() == pytest.approx(0.3 + 3 * sigma)
    assert chart["lower_limit"].to_numpy() == pytest.approx(0.3 - 3 * sigma)
    assert chart["near_upper"].to_numpy() == pytest.approx(0.3 + 2 * sigma)
    assert chart["near_lower"].to_numpy() == pytest.approx(0.3 - 2 * sigma)


def test_a_small_denominator_has_wide_limits():
    chart = p_chart([30, 3, 30], [100, 10, 100])
    reach = chart["upper_limit"] - chart["mean"]
    assert reach[1] == pytest.approx(reach[0] * math.sqrt(10))


def test_the_mean_is_pooled_and_not_the_average_of_percentages():
    assert p_chart([0, 50], [100, 50])["mean"].tolist() == pytest.approx([1 / 3, 1 / 3])


def test_limits_of_less_than_chance_variation_are_not_narrowed():
    chart = p_chart(STEADY_X, STEADY_N)
    assert chart.attrs == {"sigma_z": (1.0,), "laney": False}


def test_more_than_chance_variation_widens_the_limits_by_laney():
    chart = p_chart([200, 400, 200, 400], [1000] * 4)
    sigma = math.sqrt(0.3 * 0.7 / 1000)
    factor = (0.2 / sigma) / 1.128
    assert chart.attrs["laney"]
    assert chart.attrs["sigma_z"] == pytest.approx((factor,))
    assert chart["upper_limit"].to_numpy() == pytest.approx(0.3 + 3 * factor * sigma)


@given(parts)
def test_limits_are_those_of_a_plain_loop(pairs):
    chart = chart_of(pairs)
    pooled, factor, reach = plain_limits(pairs)
    assert chart["mean"].to_numpy() == pytest.approx(pooled, nan_ok=True)
    assert chart.attrs["sigma_z"] == pytest.approx((factor,))
    above = (chart["upper_limit"] - chart["mean"]).to_numpy()
    below = (chart["mean"] - chart["lower_limit"]).to_numpy()
    assert above == pytest.approx(np.array(reach), nan_ok=True)
    assert below == pytest.approx(np.array(reach), nan_ok=True)


@given(parts, parts)
def test_each_segment_is_alone_with_its_own_laney_factor(before, after):
    both = chart_of(before + after, rebase=[len(before)])
    first, second = chart_of(before), chart_of(after)
    apart = pd.concat([first, second], ignore_index=True)
    pd.testing.assert_frame_equal(both, apart)
    apart_factors = first.attrs["sigma_z"] + second.attrs["sigma_z"]
    assert both.attrs["sigma_z"] == pytest.approx(apart_factors)


@given(parts)
def test_counting_the_other_outcome_turns_the_chart_upside_down(pairs):
    chart = chart_of(pairs)
    other = chart_of([pair and (pair[1] - pair[0], pair[1]) for pair in pairs])
    assert other["signal"].tolist() == chart["signal"].tolist()
    assert other["lower_limit"].to_numpy() == pytest.approx(
        (1 - chart["upper_limit"]).to_numpy(), nan_ok=True
    )


def test_a_denominator_of_nought_or_a_missing_part_is_a_gap():
    chart = p_chart([1, 0, None, 2, 3], [10, 0, 10, None, 10])
    assert chart["value"].isna().tolist() == [False, True, True, True, False]
    assert chart["upper_limit"].isna().tolist() == [False, True, True, True, False]


@pytest.mark.parametrize("counts", [[0] * 8, [40] * 8])
def test_none_and_all_have_no_limits_and_no_signals(counts):
    chart = p_chart(counts, [40] * 8)
    assert chart["upper_limit"].isna().all()
    assert set(chart["signal"]) == {""}


def test_each_point_is_compared_with_its_own_limits():
    chart = p_chart([30] * 6 + [6, 60], [100] * 6 + [10, 100])
    assert chart["value"].tolist()[-2:] == [0.6, 0.6]
    assert chart["signal"].tolist()[-2:] == ["", "outside"]


def test_frozen_limits_rest_on_the_first_points():
    chart = p_chart([30, 32] * 6 + [60], [100] * 13, freeze=12)
    assert chart["mean"].to_numpy() == pytest.approx(0.31)
    assert chart["signal"][12] == "outside"


@pytest.mark.parametrize(
    ("counts", "bases", "message"),
    [
        ([11], [10], "above its denominator"),
        ([-1], [10], "not negative"),
        ([1], [-10], "not negative"),
        ([1, 2], [10], "do not match"),
    ],
)
def test_parts_that_make_no_proportion_are_refused(counts, bases, message):
    with pytest.raises(ValueError, match=message):
        p_chart(counts, bases)
