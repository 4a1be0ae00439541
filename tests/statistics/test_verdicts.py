"""Signals that bear no verdict: seasons, stocks, many series read at once, ranges too wide."""

import numpy as np
import pytest

from dscp_data.statistics import xmr
from dscp_data.statistics.verdicts import is_due, is_too_wide


def due(values, **options):
    chart = xmr(values)
    return is_due(
        np.asarray(values, dtype=float),
        (chart["upper_limit"] - chart["mean"]).to_numpy(),
        chart["mean"].to_numpy(),
        chart["signal"].to_numpy(),
        chart["sequence"].to_numpy(),
        **options,
    ), chart["signal"].to_numpy()


def years(count, level=440.0, august=340.0):
    """Months from April, the fifth of each year an August."""
    chance = np.random.default_rng(3)
    usual = np.where(np.arange(12 * count) % 12 == 4, august, level)
    months = (np.arange(12 * count) + 3) % 12 + 1
    return usual + chance.normal(0, 12, 12 * count), months


def test_an_august_as_in_each_year_is_neither_improvement_nor_concern():
    values, months = years(3)
    found, signals = due(values, month=months)
    last_august = 28
    assert signals[last_august] == "outside"
    assert not found[last_august]


def test_an_august_far_below_every_other_is_judged():
    values, months = years(3)
    values[28] = 100.0
    assert due(values, month=months)[0][28]


def test_a_fall_that_no_year_before_had_is_judged():
    values, months = years(3, august=440.0)
    values[28] = 340.0
    found, signals = due(values, month=months)
    assert signals[28] == "outside"
    assert found[28]


def test_a_run_counts_towards_the_verdict_except_in_a_stock():
    values = [10.0, 12] * 10 + [13.0] * 8
    assert due(values)[1][-1] == "shift"
    assert due(values)[0][-1]
    assert not due(values, is_stock=True)[0][-1]


def test_in_a_stock_limits_are_wider_by_the_correlation_of_its_months():
    chance = np.random.default_rng(4)
    judged = marked = 0
    for _ in range(300):
        level = [0.0]
        for step in chance.normal(0, 6, 91):
            level.append(0.6 * level[-1] + step)
        found, signals = due(60 + np.array(level[50:]), is_stock=True)
        marked += signals[-1] != ""
        judged += signals[-1] != "" and found[-1]
    assert marked > 45
    assert judged <= 9  # 3%


def test_a_stock_far_outside_is_judged():
    values = [60.0, 62, 61, 60, 59, 61, 60, 62, 60, 59] * 3 + [90.0]
    assert due(values, is_stock=True)[0][-1]


@pytest.mark.parametrize(
    ("length", "among_many", "bears"),
    [(7, False, False), (8, False, True), (8, True, False), (9, True, True)],
)
def test_a_shift_takes_eight_points_and_among_many_series_nine(length, among_many, bears):
    values = [12.0, 10] * 10 + [13.0] * length
    assert due(values, among_many=among_many)[0][-1] == bears


def test_among_many_a_small_count_outside_its_limits_must_be_rare_by_its_exact_tail():
    values = [7.0, 9, 8, 7, 9, 8, 10, 6] * 4 + [14.0]
    assert due(values)[1][-1] == "outside"
    assert not due(values, among_many=True)[0][-1]  # 14 or more of a mean of 8: 3.4%
    assert due([*values[:-1], 20.0], among_many=True)[0][-1]


def test_a_range_of_more_than_sixty_points_is_too_wide():
    assert is_too_wide(np.array([0.0, 20, np.nan]), np.array([92.0, 80, 90])).tolist() == [
        True, False, False,
    ]  # fmt: skip
