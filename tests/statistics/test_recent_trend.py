import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.statistics import byar, recent_trend, wilson

N = [1000] * 5
years = st.lists(st.integers(1, 999), min_size=5, max_size=5)


def test_a_steady_rise_is_increasing_and_a_steady_fall_decreasing():
    rise = recent_trend([100, 120, 140, 160, 180], N)
    assert (rise.word, rise.side) == ("increasing", "up")
    assert rise.slope == pytest.approx(0.02, rel=0.01)
    fall = recent_trend([180, 160, 140, 120, 100], N)
    assert (fall.word, fall.side) == ("decreasing", "down")


def test_a_level_series_has_no_significant_change():
    level = recent_trend([100, 101, 99, 100, 101], N)
    assert (level.word, level.side) == ("no significant change", "")
    assert level.chi_squared < 9.5495


def test_the_test_statistic_must_exceed_the_critical_value():
    over, under = (
        recent_trend([first + 10 * year for year in range(5)], N) for first in (100, 101)
    )
    assert 9.4 < under.chi_squared < 9.5495 < over.chi_squared < 9.6
    assert (over.side, under.side) == ("up", "")


def test_the_same_rise_on_small_numbers_is_not_significant():
    assert recent_trend([1.0, 1.2, 1.4, 1.6, 1.8], [10] * 5).word == "no significant change"


def test_one_year_that_makes_the_whole_trend_does_not_count():
    jump = recent_trend([100, 100, 100, 99, 300], N)
    assert jump.chi_squared > 9.5495
    assert jump.word == "no significant change"


@given(years)
def test_the_slope_and_its_test_are_those_of_a_weighted_fit(counts):
    trend = recent_trend(counts, N)
    lower, upper = wilson(counts, N)
    share = np.array(counts) / 1000
    error = (upper - lower) / 3.92
    # polyfit weighs residuals, not squares; 'unscaled' takes the errors as known.
    fit, covariance = np.polyfit(np.arange(5), share, 1, w=1 / error, cov="unscaled")
    assert trend.slope == pytest.approx(fit[0], abs=1e-12)
    assert trend.chi_squared == pytest.approx(fit[0] ** 2 / covariance[0, 0], abs=1e-9)
    others = [np.polyfit(*np.delete([range(5), share], i, 1), 1, w=1 / np.delete(error, i))[0]
              for i in range(5)]  # fmt: skip
    keeps_sign = all(other * np.sign(fit[0]) > 1e-12 for other in others)
    assert (trend.side != "") == (trend.chi_squared > 9.5495 and keeps_sign)


@given(years)
def test_read_backwards_the_trend_turns(counts):
    opposite = {"up": "down", "down": "up", "": ""}
    assert recent_trend(counts[::-1], N).side == opposite[recent_trend(counts, N).side]


def test_only_the_last_five_years_count():
    counts = [100, 120, 140, 160, 180]
    assert recent_trend([900, 5, *counts], [1000] * 7) == recent_trend(counts, N)


@pytest.mark.parametrize(
    ("x", "n"),
    [
        ([100, 120, 140, 160], N[:4]),
        ([100, 120, None, 160, 180], N),
        ([100, 120, 140, 160, None], N),
        ([100, 120, 0, 160, 180], [1000, 1000, 0, 1000, 1000]),
        ([], []),
    ],
)
def test_too_few_or_broken_years_cannot_be_calculated(x, n):
    trend = recent_trend(x, n)
    assert (trend.word, trend.side) == ("cannot be calculated", "")
    assert np.isnan(trend.slope)


def test_a_gap_before_the_last_five_does_not_matter():
    assert recent_trend([None, 100, 120, 140, 160, 180], [1000] * 6).word == "increasing"


def test_a_rate_may_exceed_one_and_is_weighed_by_byar():
    counts, base = [10, 20, 30, 40, 50], [5] * 5
    trend = recent_trend(counts, base, interval="byar")
    lower, upper = byar(counts, base)
    fit = np.polyfit(np.arange(5), np.array(counts) / 5, 1, w=3.92 / (upper - lower))
    assert trend.slope == pytest.approx(fit[0])
    assert trend.word == "increasing"
    with pytest.raises(ValueError, match="above its denominator"):
        recent_trend(counts, base)
    with pytest.raises(ValueError, match="not negative"):
        recent_trend([-1, 1, 1, 1, 1], base, interval="byar")
    with pytest.raises(ValueError, match="do not match"):
        recent_trend([1], base, interval="byar")
