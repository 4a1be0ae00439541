"""What the time of year adds to a month, and what is judged without it."""

import numpy as np
import pytest

from dscp_data.statistics import xmr
from dscp_data.statistics.season import month_effects


def effects(values, first_month=4, rebase=()):
    values = np.asarray(values, dtype=float)
    month = (np.arange(len(values)) + first_month - 1) % 12 + 1
    segment = np.zeros(len(values), dtype=int)
    for place in rebase:
        segment[place:] += 1
    return month_effects(values, month, segment), month


def with_august(count, august=-110.0, seed=3):
    noise = np.random.default_rng(seed).normal(0, 12, count)
    return 440 + noise + np.where(np.arange(count) % 12 == 4, august, 0)


def test_an_august_that_is_low_each_year_has_an_effect_of_its_own():
    found, month = effects(with_august(41))
    assert found[month == 8] == pytest.approx(-101, abs=10)
    assert abs(found[month == 5]).max() < 20


def test_under_three_years_no_month_has_an_effect():
    assert not effects(with_august(35))[0].any()


def test_months_that_do_not_differ_have_none():
    assert not effects(np.random.default_rng(5).poisson(20, 48))[0].any()


def test_a_new_level_from_a_baseline_on_is_no_season():
    values = np.random.default_rng(6).poisson(100, 42).astype(float)
    values[30:] += 60
    assert not effects(values, rebase=[30])[0].any()


def test_a_gap_has_no_part_in_it():
    values = with_august(41)
    values[3] = np.nan
    assert np.isfinite(effects(values)[0]).all()


def test_a_dip_of_each_year_is_no_signal_and_a_rise_in_it_is():
    values = with_august(41)
    usual, _ = effects(values)
    assert xmr(values)["signal"].iloc[40] == "outside"
    assert xmr(values - usual)["signal"].iloc[40] == ""
    values[40] = 440.0  # as every other month, which no August was
    usual, _ = effects(values)
    assert xmr(values)["signal"].iloc[40] == ""
    assert xmr(values - usual)["signal"].iloc[40] == "outside"
