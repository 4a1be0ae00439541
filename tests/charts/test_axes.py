"""Few round ticks; labels apart."""

import math
from datetime import date

import numpy as np
import pytest

from dscp_data.charts.axes import axis_labels, round_step, scale_for, spaced
from dscp_data.model.periods import month, period_of, periods_between, quarter, year


@pytest.mark.parametrize("high", [0.3, 1, 3, 7, 9.9, 28, 61, 100, 264, 1234, 98765])
@pytest.mark.parametrize("low", [0, 0.2])
@pytest.mark.parametrize("from_zero", [True, False])
def test_a_scale_holds_all_values_with_at_most_six_ticks(high, low, from_zero):
    scale = scale_for([low * high, high, math.nan], False, from_zero)
    assert scale.low <= low * high
    assert scale.high >= high
    assert 2 <= len(scale.ticks) <= 6
    assert scale.ticks[-1] == pytest.approx(scale.high)
    assert not from_zero or scale.low == 0


def test_a_percentage_never_passes_100():
    assert scale_for([97.0], True, True) == (0, 100, 20)


def test_counts_have_whole_ticks():
    assert scale_for([2.0], False, True, whole=True).ticks == [0, 1, 2]


@pytest.mark.parametrize("values", [[], [math.nan], [0.0], [0.0, 0.0]])
def test_a_scale_without_a_range_still_has_one(values):
    assert scale_for(values, False, True).high >= 1


def test_steps_are_round():
    assert [round_step(x) for x in (0.11, 1.5, 6, 21, 26, 230)] == [0.2, 2, 10, 25, 50, 250]


def test_labels_that_are_apart_stay():
    assert spaced([10, 20, 30], 5, 0, 40) == [10, 20, 30]


@pytest.mark.parametrize("seed", range(20))
def test_labels_that_touch_are_moved_apart_in_their_order_and_inside(seed):
    random = np.random.default_rng(seed)
    heights = random.choice([0, 1, 2, 50, 51, 99, 100], int(random.integers(2, 6))).astype(float)
    moved = spaced(heights.tolist(), 8, 0, 100)
    assert (np.diff(np.sort(moved)) >= 8 - 1e-9).all()
    assert min(moved) >= 0
    assert max(moved) <= 100
    order = np.argsort(heights, kind="stable")
    assert (np.diff(np.asarray(moved)[order]) >= 0).all()


def test_a_label_without_a_height_keeps_none():
    moved = spaced([math.nan, 5, 5], 2, 0, 10)
    assert math.isnan(moved[0])
    assert sorted(moved[1:]) == [4, 6]


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (month(2023, 4), month(2026, 9), ("Apr 23", "Oct 23", "Apr 24", "Oct 24", "Apr 25")),
        (month(2025, 4), month(2025, 8), ("Apr 25", "May 25", "Jun 25", "Jul 25", "Aug 25")),
        (quarter(2023, 2), quarter(2026, 4), ("Q1 24/25", "Q3 24/25")),
        (year(2020), year(2024), ("2020/21", "2021/22")),
    ],
)
def test_an_axis_names_even_steps_from_april(first, last, shown):
    labels = axis_labels(list(periods_between(first, last)))
    assert len(labels) <= 9
    assert set(shown) <= set(labels) or labels[: len(shown)] == shown


@pytest.mark.parametrize("type", ["month", "quarter", "year"])
@pytest.mark.parametrize("years", [1, 2, 4, 7, 12, 25])
def test_an_axis_reaches_its_last_year_with_few_labels(type, years):
    last = period_of(date(2001 + years, 3, 1), type)
    labels = axis_labels(list(periods_between(period_of(date(2001, 4, 1), type), last)))
    assert 1 <= len(labels) <= 9


def test_no_periods_have_no_labels():
    assert axis_labels([]) == ()
