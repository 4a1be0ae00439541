"""The smallest change a chart would show: against a plain simulation, and by laws."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dscp_data.statistics import detectable, p_chart, xmr

frugal = settings(max_examples=15)


def wave(level, swing, length=36):
    """A series without signals whose average moving range is the swing."""
    return [level + swing / 2 * (1 if n % 2 else -1) for n in range(length)]


def seen_by_plain_simulation(level, spread, change, length, periods, trials=300):
    """How often the chart of drawn counts has a signal to the side of the change in its end."""
    random = np.random.default_rng(99)
    seen = 0
    for _ in range(trials):
        drawn = random.normal(level, spread, length + periods)
        drawn[length:] += change
        chart = xmr(np.maximum(drawn, 0))
        seen += (chart["side"][length:] == ("up" if change > 0 else "down")).any()
    return seen / trials


@pytest.mark.parametrize(("level", "swing", "length"), [(200, 20, 36), (60, 12, 24)])
def test_the_change_found_shows_in_four_of_five_plain_simulations(level, swing, length):
    found = detectable(wave(level, swing, length))
    assert found.level == pytest.approx(level)
    for change in (found.rise, -found.fall):
        share = seen_by_plain_simulation(level, swing / 1.128, change, length, 6)
        assert share == pytest.approx(0.8, abs=0.07)
        less = seen_by_plain_simulation(level, swing / 1.128, 0.6 * change, length, 6)
        assert less < 0.7


def test_a_change_of_a_share_shows_in_four_of_five_plain_simulations():
    bases, counts = [200] * 30, [40, 44, 36] * 10
    found = detectable(numerators=counts, denominators=bases)
    assert found.level == pytest.approx(0.2)
    random, seen = np.random.default_rng(5), 0
    for _ in range(300):
        drawn = [*random.binomial(200, 0.2, 30), *random.binomial(200, 0.2 + found.rise, 6)]
        seen += (p_chart(drawn, [200] * 36)["side"][30:] == "up").any()
    assert seen / 300 == pytest.approx(0.8, abs=0.07)


@frugal
@given(st.integers(100, 400), st.integers(1, 10), st.sampled_from([0.1, 3, 40]))
def test_another_unit_scales_the_answer(level, swing, factor):
    one = detectable(wave(level, swing), counted=False)
    other = detectable([factor * value for value in wave(level, swing)], counted=False)
    assert other.rise == pytest.approx(factor * one.rise)
    assert other.fall == pytest.approx(factor * one.fall)


@frugal
@given(st.integers(100, 400), st.integers(1, 12), st.integers(2, 4))
def test_what_varies_more_hides_larger_changes(level, swing, times):
    calm, wild = detectable(wave(level, swing)), detectable(wave(level, times * swing))
    assert size(wild.rise) > calm.rise
    assert size(wild.fall) > calm.fall


def size(change):
    """How large a change has to be; where none would show, beyond all."""
    return math.inf if change is None else change


@frugal
@given(st.integers(5, 60), st.integers(40, 200), st.integers(3, 8))
def test_larger_volumes_show_smaller_changes_of_a_share(count, base, times):
    count = min(count, base // 2)
    few = detectable(numerators=[count] * 30, denominators=[base] * 30)
    many = detectable(numerators=[times * count] * 30, denominators=[times * base] * 30)
    assert many.level == pytest.approx(few.level)
    assert many.rise < few.rise


@frugal
@given(st.integers(50, 300), st.integers(2, 20))
def test_waiting_longer_and_asking_for_less_certainty_show_smaller_changes(level, swing):
    series = wave(level, swing)
    assert detectable(series, periods=12).rise < detectable(series, periods=2).rise
    assert detectable(series, chance=0.5).rise < detectable(series, chance=0.95).rise


def test_shares_that_vary_more_than_chance_hide_larger_changes():
    bases = [400] * 30
    steady = detectable(numerators=[80, 84, 76] * 10, denominators=bases)
    restless = detectable(numerators=[40, 120] * 15, denominators=bases)
    assert restless.rise > 2 * steady.rise


def test_a_count_far_from_nought_rises_and_falls_alike():
    found = detectable(wave(400, 20))
    assert found.rise == found.fall


def test_the_same_series_gives_the_same_answer():
    series = wave(40, 6)
    assert detectable(series) == detectable(series)


def test_what_cannot_fall_far_enough_has_no_fall_to_see():
    assert detectable(wave(6, 10)).fall is None
    assert detectable(numerators=[9] * 20, denominators=[10] * 20).rise is None


@pytest.mark.parametrize(
    "series",
    [
        pytest.param([3, 4] * 3, id="no limits even six periods later"),
        pytest.param([2, 3] * 20, id="counts too few for limits"),
        pytest.param([0, 0, 0, 40] * 5, id="mostly zeros"),
        pytest.param([7] * 20, id="does not vary"),
        pytest.param([], id="empty"),
    ],
)
def test_without_limits_there_is_no_answer(series):
    assert detectable(series) is None


def test_shares_of_none_or_all_have_no_answer():
    assert detectable(numerators=[0] * 20, denominators=[10] * 20) is None
    assert detectable(numerators=[10] * 20, denominators=[10] * 20) is None
    assert detectable(numerators=[1, 2] * 3, denominators=[10] * 6) is None


def test_means_may_be_small():
    assert detectable(wave(2, 1), counted=False).rise > 0


def test_a_gap_is_no_point():
    with_gap = detectable([*wave(40, 6, 18), None, *wave(40, 6, 18)])
    assert with_gap == detectable(wave(40, 6, 36))


def test_half_a_share_is_refused():
    with pytest.raises(ValueError, match="together"):
        detectable(numerators=[1])
