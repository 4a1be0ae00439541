import math
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.statistics import run_chart

series = st.lists(st.one_of(st.integers(0, 6), st.integers(0, 6), st.none()), max_size=40)


def plain(values):
    """(useful, longest run, crossings, possible crossings) by a loop."""
    known = [value for value in values if value is not None]
    middle = median(known) if known else 0
    useful = longest = crossings = possible = length = 0
    before = None
    for value in values:
        if value is None:
            before = None
        elif value != middle:
            side = value > middle
            useful += 1
            possible += before is not None
            crossings += before is not None and side != before
            length = length + 1 if side == before else 1
            longest = max(longest, length)
            before = side
    return useful, longest, crossings, possible


@pytest.mark.parametrize(("points", "run", "crossings"), [(12, 7, 3), (20, 7, 6)])
def test_the_bounds_of_a_run_chart_are_those_published(points, run, crossings):
    chart = run_chart([1, 5] * (points // 2))
    assert (chart.useful, chart.longest_allowed, chart.fewest_expected) == (points, run, crossings)


def test_a_run_as_long_as_chance_allows_is_usual_and_one_longer_is_not():
    seven = run_chart([1, 1, 1, 8, 8, 8, 8, 8, 8, 8, 1, 1, 1, 1])
    assert (seven.longest_run, seven.long_run) == (7, False)
    eight = run_chart([1, 1, 8, 8, 8, 8, 8, 8, 8, 8, 1, 1, 1, 1, 1, 1])
    assert (eight.longest_run, eight.long_run, eight.run_start, eight.run_end) == (8, True, 2, 9)


def test_one_crossing_among_twelve_is_too_few_and_three_are_not():
    assert run_chart([1] * 6 + [5] * 6).few_crossings
    three = run_chart([1] * 3 + [5] * 3 + [1] * 3 + [5] * 3)
    assert (three.crossings, three.few_crossings) == (3, False)


def test_points_on_the_median_neither_count_nor_break_a_run():
    chart = run_chart([1, 1, 3, 1, 3, 5, 5, 5])
    assert (chart.median, chart.useful, chart.longest_run, chart.crossings) == (3, 6, 3, 1)
    assert (chart.run_start, chart.run_end) == (0, 3)


@given(series)
def test_runs_and_crossings_are_those_of_a_plain_loop(values):
    chart = run_chart(values)
    useful, longest, crossings, possible = plain(values)
    assert (chart.useful, chart.longest_run, chart.crossings) == (useful, longest, crossings)
    tails = [math.comb(possible, k) / 2**possible for k in range(possible + 1)]
    below = sum(tails[: chart.fewest_expected])
    assert below < 0.05 <= below + tails[chart.fewest_expected]


@given(series)
def test_the_run_has_the_length_it_is_reported_to_have(values):
    chart = run_chart(values)
    if chart.longest_run == 0:
        assert (chart.run_start, chart.run_end) == (-1, -1)
    else:
        run = values[chart.run_start : chart.run_end + 1]
        assert None not in run
        off = [value for value in run if value != chart.median]
        assert len(off) == chart.longest_run
        assert len({value > chart.median for value in off}) == 1


@pytest.mark.parametrize("values", [[], [None], [3], [3, 3, 3]])
def test_a_series_without_points_off_its_median_has_no_signal(values):
    chart = run_chart(values)
    assert (chart.useful, chart.longest_run, chart.crossings) == (0, 0, 0)
    assert not chart.long_run
    assert not chart.few_crossings
