"""How often concerns are opened, resolved and opened again: what counts, and what is offered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.aggregation.cohorts import activity, activity_by_place, concern_rows
from dscp_data.analysis.event_frequency import (
    EVENTS,
    counts_of,
    days_finding,
    describe_since_last,
    event_dates,
    event_frequency,
)
from dscp_data.statistics import days_between
from tests.making import concern

CUT_OFF = date(2026, 9, 30)
START = date(2024, 4, 1)


@pytest.fixture
def register(store, take_in):
    def held(*lines, cut_off=CUT_OFF):
        take_in(concerns=lines, cut_off=cut_off)
        return store.query("concerns", as_of=None, localities=None)

    return held


def opened_every(days, count, start=START, **differences):
    return [
        concern(reference=f"AC{n:03}", opened=start + timedelta(days=days * n), **differences)
        for n in range(count)
    ]


def test_each_event_has_its_own_days(register):
    held = register(
        concern(reference="A", opened=date(2025, 1, 5), resolved=date(2025, 3, 1)),
        concern(reference="B", opened=date(2025, 2, 1), resolved=date(2025, 4, 1),
                outcome="merged"),
        concern(reference="A2", opened=date(2025, 6, 1), repeat_of="A"),
        concern(reference="C", opened=date(2026, 10, 2)),
    )  # fmt: skip
    lines, cut_off = concern_rows(held), held["cut_off"].max().date()
    days = {event: event_dates(lines, event, cut_off) for event in EVENTS}
    assert days == {
        "opened": [date(2025, 1, 5), date(2025, 2, 1), date(2025, 6, 1)],
        "resolved": [date(2025, 3, 1)],
        "opened again": [date(2025, 6, 1)],
    }


@given(st.lists(st.dates(date(2024, 4, 1), date(2026, 3, 31)), max_size=30))
def test_every_event_of_a_whole_period_is_counted_once_and_a_quiet_period_is_nought(days):
    counts = counts_of(days, "quarter", date(2024, 4, 1), date(2026, 3, 31))
    assert len(counts) == 8
    assert sum(counts) == len(days)


def test_a_period_that_has_not_ended_by_the_cut_off_is_not_counted():
    assert counts_of([date(2025, 4, 3)], "month", date(2025, 4, 1), date(2025, 5, 30)) == [1]


def test_days_between_are_offered_where_counts_are_too_few_for_limits(register):
    held = register(*opened_every(20, 40))
    by_month = event_frequency(held, "opened", "month")
    assert by_month.choice.chart == "too few"
    assert by_month.offers_days_between
    expected = days_between([line.opened for line in opened_every(20, 40)])
    assert by_month.waits["value"].tolist() == expected["value"].tolist()


def test_they_are_not_where_counts_have_limits(register):
    held = register(*opened_every(5, 180))
    assert event_frequency(held, "opened", "month").choice.chart == "xmr"
    assert not event_frequency(held, "opened", "month").offers_days_between


def test_too_few_waits_have_no_limits_and_no_signal(register):
    found = event_frequency(register(*opened_every(60, 8)), "opened", "month")
    assert not found.has_limits
    assert set(found.waits["signal"]) == {""}
    assert days_finding(found) == (
        "8 days with areas of concern opened: too few to show a usual range. The latest gap is "
        "60 days, to 26 May 2025."
    )


def test_a_long_wait_is_described_as_rarer_and_judges_nothing(register):
    lines = [*opened_every(9, 30), *opened_every(11, 30, start=date(2025, 1, 7))]
    steady = [concern(reference=f"S{n}", opened=line.opened) for n, line in enumerate(lines)]
    late = concern(reference="late", opened=date(2026, 9, 20))
    found = event_frequency(register(*steady, late), "opened", "month")
    assert found.waits["side"].iloc[-1] == "up"
    assert "is a signal that this happens less often than before" in days_finding(found)
    assert describe_since_last(found).startswith(
        "None since then, in the 10 days to 30 September 2026."
    )


def test_two_on_a_day_count_once_with_a_note(register):
    twice = opened_every(20, 30)
    found = event_frequency(
        register(*twice, concern(reference="same", opened=START)), "opened", "month"
    )
    assert found.many_a_day == 1
    assert "1 event fell on the same day as another" in describe_since_last(found)


def test_localities_add_up_to_the_whole_in_every_period(register):
    places = ["easington", "teesdale", "wear-valley"]
    lines = [
        concern(
            reference=f"R{n}",
            locality=places[n % 3],
            opened=START + timedelta(days=17 * n),
            resolved=START + timedelta(days=17 * n + 40) if n % 4 else None,
            outcome="merged" if n % 5 == 0 and n % 4 else "",
        )
        for n in range(40)
    ]
    held = register(*lines)
    split = activity_by_place(held, "month")
    whole = activity(held, "month")
    summed = split.drop(columns="locality").groupby("period_start").sum()
    assert summed.to_numpy().tolist() == whole.set_index("period_start").to_numpy().tolist()
    assert split.groupby("period_start").size().unique().tolist() == [3]
