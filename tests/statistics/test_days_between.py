from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.statistics import days_between, xmr

waits = st.lists(st.integers(1, 400), min_size=2, max_size=30)


def dates_after(days):
    day, found = date(2020, 1, 1), [date(2020, 1, 1)]
    for wait in days:
        day += timedelta(days=wait)
        found.append(day)
    return found


def test_waits_end_at_the_date_of_an_event():
    chart = days_between(["2026-02-01", "2026-01-01", "2026-02-20"])
    assert chart["value"].tolist() == [31, 19]
    assert [day.date().isoformat() for day in chart["date"]] == ["2026-02-01", "2026-02-20"]
    assert list(chart.columns) == ["date", *xmr([1, 2]).columns]


@given(waits)
def test_it_is_an_xmr_chart_of_the_powered_waits_carried_back(days):
    chart = days_between(dates_after(days))
    powered = xmr([wait ** (1 / 3.6) for wait in days])
    assert chart["signal"].tolist() == powered["signal"].tolist()
    assert chart["side"].tolist() == powered["side"].tolist()
    for line in ("mean", "lower_limit", "near_lower", "upper_limit", "near_upper"):
        expected = powered[line].clip(lower=0) ** 3.6
        assert chart[line].to_numpy() == pytest.approx(expected.to_numpy(), nan_ok=True)


@given(waits.flatmap(lambda days: st.permutations(dates_after(days))))
def test_the_order_of_the_dates_does_not_matter(dates):
    assert days_between(dates).equals(days_between(sorted(dates)))


def test_a_very_long_wait_is_a_signal_upwards():
    chart = days_between(dates_after([30, 28, 33, 31, 29, 30, 32, 400]))
    assert chart.loc[7, ["signal", "side"]].tolist() == ["outside", "up"]


@pytest.mark.parametrize("dates", [[], ["2026-01-01"]])
def test_under_two_events_there_is_no_wait(dates):
    assert days_between(dates).empty


def test_two_events_on_a_day_are_refused_or_merged_as_asked():
    dates = [datetime(2026, 1, 1), *(datetime(2026, 1, 9, hour) for hour in (8, 17))]
    dates.append(datetime(2026, 1, 12))
    with pytest.raises(ValueError, match="more than one event on 2026-01-09"):
        days_between(dates)
    assert days_between(dates, same_day="merge")["value"].tolist() == [8, 3]


def test_an_event_without_a_date_is_refused():
    with pytest.raises(ValueError, match="every event needs a date"):
        days_between(["2026-01-01", None])
