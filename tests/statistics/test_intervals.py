import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.statistics import byar, compare, wilson

counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def poisson_tail(at_most: int, mean: float) -> float:
    return math.fsum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(at_most + 1))


def test_wilson_gives_the_published_interval():
    assert wilson(65, 100) == pytest.approx((0.552544, 0.736358), abs=5e-7)


@given(counts, st.sampled_from([0.5, 0.95, 0.998]))
def test_wilson_holds_the_proportion_and_stays_possible(count, level):
    x, n = count
    lower, upper = wilson(x, n, level)
    assert 0 <= lower <= x / n <= upper <= 1
    assert lower < upper


@given(counts, st.sampled_from([0.95, 0.998]))
def test_the_bounds_of_wilson_are_where_the_score_test_just_refuses(count, level):
    x, n = count
    z = {0.95: 1.959964, 0.998: 3.090232}[level]
    for bound in wilson(x, n, level):
        if 0 < bound < 1:
            assert abs(x / n - bound) == pytest.approx(
                z * math.sqrt(bound * (1 - bound) / n), rel=1e-4
            )


@given(counts)
def test_wilson_of_the_complement_is_the_mirror_image(count):
    x, n = count
    lower, upper = wilson(x, n)
    assert wilson(n - x, n) == pytest.approx((1 - upper, 1 - lower), abs=1e-12)


def test_byar_gives_the_published_interval():
    assert byar(65) == pytest.approx((50.1632, 82.8491), abs=5e-5)


def test_small_counts_get_the_exact_poisson_interval():
    assert byar(0) == pytest.approx((0, 3.6889), abs=5e-5)
    assert byar(4) == pytest.approx((1.0899, 10.2416), abs=5e-5)


@given(st.integers(0, 9), st.sampled_from([0.8, 0.95, 0.998]))
def test_the_exact_bounds_leave_half_the_rest_in_each_tail(x, level):
    lower, upper = byar(x, level=level)
    assert poisson_tail(x, upper) == pytest.approx((1 - level) / 2)
    if x > 0:
        assert 1 - poisson_tail(x - 1, lower) == pytest.approx((1 - level) / 2)


def test_byar_begins_at_ten():
    assert byar(9) == pytest.approx((4.1154, 17.0848), abs=5e-5)  # exact
    assert byar(10) == pytest.approx((4.7874, 18.3915), abs=5e-5)  # exact: 4.7954, 18.3904


@given(st.integers(0, 5000), st.floats(0.01, 1e6))
def test_a_rate_is_its_count_over_the_base(x, base):
    lower, upper = byar(x, base)
    assert (lower * base, upper * base) == pytest.approx(byar(x))
    assert lower <= x / base <= upper


@given(st.integers(0, 5000))
def test_the_bounds_of_a_rate_rise_with_its_count(x):
    assert byar(x)[0] < byar(x + 1)[0]
    assert byar(x)[1] < byar(x + 1)[1]


def test_arrays_give_arrays_and_gaps_stay_gaps():
    lower, upper = wilson([65, np.nan, 3], [100, 10, np.nan])
    assert lower.tolist() == pytest.approx([wilson(65, 100)[0], np.nan, np.nan], nan_ok=True)
    assert upper.tolist() == pytest.approx([wilson(65, 100)[1], np.nan, np.nan], nan_ok=True)
    low, high = byar([0, 4, np.nan, 65])
    assert low.tolist() == pytest.approx([0, 1.0899, np.nan, 50.1632], nan_ok=True, abs=5e-5)
    assert high.tolist() == pytest.approx([3.6889, 10.2416, np.nan, 82.8491], nan_ok=True, abs=5e-5)


def test_scalars_give_floats():
    assert [type(bound) for bound in (*wilson(1, 2), *byar(3))] == [float] * 4


@pytest.mark.parametrize(
    ("x", "n", "message"),
    [
        (11, 10, "above its denominator"),
        (0, 0, "denominator above 0"),
        (1, -1, "denominator above 0"),
        (-1, 10, "0 or more"),
        ([1, 11], [10, 10], "above its denominator"),
        ([1, np.nan], [0, 10], "denominator above 0"),
    ],
)
def test_wilson_refuses_what_is_no_proportion(x, n, message):
    with pytest.raises(ValueError, match=message):
        wilson(x, n)


@pytest.mark.parametrize(("x", "base"), [(-1, 1), (3, 0), (3, -2), ([3, 4], [1, 0])])
def test_byar_refuses_what_is_no_rate(x, base):
    with pytest.raises(ValueError, match="a rate needs"):
        byar(x, base)


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_lies_between_0_and_1(level):
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 2, level)
    with pytest.raises(ValueError, match="between 0 and 1"):
        byar(1, 2, level)


@pytest.mark.parametrize(
    ("benchmark", "polarity", "word"),
    [
        (0.5, "higher", "similar"),
        (0.4, "higher", "similar"),
        (0.6, "lower", "similar"),
        (0.3, "higher", "better"),
        (0.3, "lower", "worse"),
        (0.3, "neutral", "higher"),
        (0.7, "higher", "worse"),
        (0.7, "lower", "better"),
        (0.7, "neutral", "lower"),
        (float("nan"), "higher", ""),
    ],
)
def test_a_benchmark_is_compared_with_the_interval(benchmark, polarity, word):
    assert compare(0.4, 0.6, benchmark, polarity) == word
