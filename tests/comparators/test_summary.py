"""What the neighbours say together."""

from __future__ import annotations

import datetime as dt
import statistics

from hypothesis import given
from hypothesis import strategies as st

from dscp_data.comparators import Comparator, neighbour_summary, newest, summary_frame

NAMES = ("Ayshire", "Beeshire", "Ceeshire", "Deeshire")


def neighbours(figure, *values, **difference):
    return [
        figure(area_code=name, area_name=name, value=value, mark="" if value is not None else "x")
        if not difference
        else figure(area_code=name, area_name=name, value=value, **difference)
        for name, value in zip(NAMES, values, strict=False)
    ]


def test_median_and_range_are_of_the_neighbours_that_have_a_value(figure):
    [summary] = neighbour_summary(neighbours(figure, 30.0, None, 10.0, 14.0))
    assert (summary.median, summary.lowest, summary.highest) == (14.0, 10.0, 30.0)
    assert (summary.with_value, summary.neighbours) == (3, 4)
    assert summary.names == ("Ceeshire", "Deeshire", "Ayshire")
    assert summary.without == ("Beeshire",)


def test_an_even_number_gives_the_middle_of_the_two_in_the_middle(figure):
    [summary] = neighbour_summary(neighbours(figure, 10.0, 20.0, 40.0, 90.0))
    assert summary.median == 30.0


def test_nobody_with_a_value_gives_no_median(figure):
    [summary] = neighbour_summary(neighbours(figure, None, None))
    assert (summary.median, summary.lowest, summary.highest) == (None, None, None)
    assert (summary.with_value, summary.without) == (0, ("Ayshire", "Beeshire"))


def test_our_own_region_and_country_are_not_neighbours(figure):
    others = [
        figure(area_type=kind, area_code=kind, value=99.0)
        for kind in ("local authority", "region", "country", "police force area")
    ]
    [summary] = neighbour_summary([*others, *neighbours(figure, 10.0)])
    assert (summary.highest, summary.neighbours) == (10.0, 1)
    assert neighbour_summary(others) == []


def test_each_indicator_and_period_is_alone_in_order(figure):
    later = {"period_start": dt.date(2025, 4, 1), "period_end": dt.date(2026, 3, 31)}
    figures = [figure(**later), figure(), figure(indicator="A01")]
    found = [(s.indicator, s.period_end.year) for s in neighbour_summary(figures)]
    assert found == [("A01", 2025), ("E04", 2025), ("E04", 2026)]


def test_a_newer_release_replaces_the_figure_and_is_not_counted_twice(figure):
    revised = figure(value=21.0, publication="Children in need, reporting year 2026")
    for order in ([figure(), revised], [revised, figure()]):
        [summary] = neighbour_summary(order)
        assert (summary.median, summary.neighbours) == (21.0, 1)


def test_the_later_date_of_publication_wins_over_the_name(figure):
    old = figure(published_on=dt.date(2025, 1, 1), publication="B", value=1.0)
    new = figure(published_on=dt.date(2026, 1, 1), publication="A", value=2.0)
    assert newest([new, old]) == [new]
    assert newest([old, new]) == [new]


def test_of_two_sources_without_dates_the_first_stays(figure):
    first, second = figure(source="B"), figure(source="A", publication="Z")
    assert newest([first, second]) == [first]


def test_a_count_is_marked_as_not_comparable_between_areas(figure):
    [summary] = neighbour_summary([figure(unit="referrals", value=2438.0)])
    assert summary.comparable is False
    assert figure(unit="per 10,000 children").comparable is True


def test_the_frame_has_a_row_a_summary_and_its_columns_when_empty(figure):
    frame = summary_frame(neighbour_summary([figure(value=None, mark="c")]))
    assert frame.loc[0, "without"] == ("Othershire",)
    assert frame["median"].isna().all()
    assert list(summary_frame([]).columns) == list(frame.columns)


def _figure(value: float, at: int) -> Comparator:
    day = dt.date(2025, 3, 31)
    return Comparator(
        "E04", "neighbour", f"A{at}", f"A{at}", "31 March 2025", day, day, None, None, value, "",
        "%", "", "", None, "", "",
    )  # fmt: skip


@given(st.lists(st.floats(0, 100), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_the_summary_does_not_depend_on_the_order_and_holds_its_median(values, random):
    figures = [_figure(value, at) for at, value in enumerate(values)]
    shuffled = figures.copy()
    random.shuffle(shuffled)
    [summary] = neighbour_summary(figures)
    assert neighbour_summary(shuffled) == [summary]
    assert summary.median == statistics.median(values)
    assert (summary.lowest, summary.highest) == (min(values), max(values))
