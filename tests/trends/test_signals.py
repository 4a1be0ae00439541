"""A signal is named on each of its points, as long as the rule that marked it says."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.model.periods import add_months, month
from dscp_data.statistics import xmr
from dscp_data.trends.signals import run_around, sides_of, signal_texts

START = month(2024, 4).start
STEADY = [100, 104, 98, 101, 103, 97, 102, 99, 105, 96, 100, 103, 98, 101]
ABOVE = [107, 106, 108, 107, 106, 108, 107]


def points(values, rebase=()):
    chart = xmr([float("nan") if v is None else float(v) for v in values], rebase=rebase)
    return chart.assign(
        period_start=[pd.Timestamp(add_months(START, n)) for n in range(len(values))],
        complete=True,
        provisional=False,
        effect=0.0,
        stale=False,
        rebased=[n in rebase for n in range(len(values))],
    )


def named(values, **options):
    return signal_texts(columns(points(values, **options)), "", "month")


def columns(chart):
    return {name: chart[name].to_numpy() for name in chart}


def test_every_point_of_a_run_says_the_whole_run():
    said = named([*STEADY, *ABOVE])
    assert set(said[14:]) == {"7 months in a row above the mean of 103 (since June 2025)"}
    assert set(said[:14]) == {""}


def test_a_run_that_is_over_is_described_with_its_end():
    assert named([*STEADY, *ABOVE, 90])[14] == (
        "7 months in a row above the mean of 102 (June 2025 to December 2025)"
    )


@pytest.mark.parametrize(("first", "sign", "way"), [(100, 1, "rising"), (102, -1, "falling")])
def test_a_trend_shows_which_way_it_goes(first, sign, way):
    said = named([*STEADY, *(first + sign * n for n in range(7))])
    assert said[-1] == f"7 months in a row {way} (since June 2025)"


def test_a_point_outside_says_outside_of_what():
    chart = points([*STEADY, 200])
    low, high = chart["lower_limit"].iloc[-1], chart["upper_limit"].iloc[-1]
    assert named([*STEADY, 200])[-1] == f"above the usual range of {low:.0f} to {high:.0f}"


def test_two_of_three_shows_near_which_end():
    chart = points(NEAR_TWICE)
    assert chart["signal"].iloc[-1] == "two-of-three"
    assert "near the upper end of the usual range" in named(NEAR_TWICE)[-1]


NEAR_TWICE = [*STEADY, *STEADY, 111, 102, 112]


@given(
    st.lists(st.one_of(st.integers(0, 12), st.none()), min_size=8, max_size=40),
    st.lists(st.integers(1, 39), max_size=2),
)
def test_a_run_is_as_long_as_the_rule_that_marked_it_requires(values, baselines):
    rebase = sorted({place for place in baselines if place < len(values)})
    chart = points(values, rebase=rebase)
    levels, steps = sides_of(columns(chart))
    for place, point in chart.iterrows():
        if point["signal"] in ("shift", "trend"):
            first, last = run_around(place, levels if point["signal"] == "shift" else steps, point)
            assert last - first + 1 == point["sequence"]
