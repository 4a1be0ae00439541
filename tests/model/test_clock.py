"""UTC is stored, London is shown, and the hour that the clocks change is no exception."""

import os
import subprocess
import sys
from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from dscp_data.model.clock import (
    SAMPLE_DAY,
    day_shown,
    end_of_day,
    london_from_utc,
    utc_from_london,
)
from dscp_data.model.text import format_date, format_datetime

WINTER, SUMMER = datetime(2026, 1, 15, 9, 5), datetime(2026, 7, 15, 9, 5)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (WINTER, "15 January 2026 at 9:05am"),
        (SUMMER, "15 July 2026 at 10:05am"),
        (datetime(2026, 6, 30, 23, 30), "1 July 2026 at 12:30am"),
        (datetime(2026, 12, 31, 12, 0), "31 December 2026 at 12:00pm"),
        (datetime(2026, 3, 29, 0, 59), "29 March 2026 at 12:59am"),
        (datetime(2026, 3, 29, 1, 0), "29 March 2026 at 2:00am"),
        (datetime(2026, 10, 25, 0, 30), "25 October 2026 at 1:30am"),
        (datetime(2026, 10, 25, 1, 30), "25 October 2026 at 1:30am"),
    ],
)
def test_a_stored_time_is_shown_as_the_clock_in_london_showed_it(stored, shown):
    assert format_datetime(stored) == shown
    assert format_datetime(pd.Timestamp(stored)) == shown
    assert shown.startswith(format_date(stored))


def test_figures_as_at_an_earlier_time_are_judged_on_that_day_in_london():
    assert day_shown(datetime(2026, 7, 8, 22, 59)) == date(2026, 7, 8)
    assert day_shown(datetime(2026, 7, 8, 23, 30)) == date(2026, 7, 9)  # British Summer Time


def test_no_day_after_the_fixed_day_of_a_demonstration_is_shown(monkeypatch):
    monkeypatch.setenv(SAMPLE_DAY, "2026-07-08")
    assert day_shown(None) == day_shown(datetime(2031, 1, 1)) == date(2026, 7, 8)
    assert day_shown(datetime(2026, 7, 1)) == date(2026, 7, 1)


def test_a_date_is_shown_as_it_is():
    assert format_date(date(2025, 4, 1)) == "1 April 2025"


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 25)])
def test_a_day_ends_when_it_ends_in_london_also_where_the_clocks_change(day):
    last = london_from_utc(end_of_day(day))
    after = london_from_utc(end_of_day(day) + timedelta(microseconds=1))
    assert (last.date(), after) == (day, datetime.combine(day + timedelta(days=1), after.time()))
    assert after.time() == datetime.min.time()


@pytest.mark.parametrize("clock", [WINTER, SUMMER])
def test_a_time_typed_is_asked_for_as_it_is_stored(clock):
    assert london_from_utc(utc_from_london(clock)) == clock


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no zone from the environment")
def test_the_zone_of_the_server_changes_nothing():
    code = (
        "from datetime import datetime; from dscp_data.model.text import format_datetime;"
        "print(format_datetime(datetime(2026, 7, 15, 9, 5)))"
    )
    for zone in ("Pacific/Auckland", "UTC"):
        told = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout.strip() == "15 July 2026 at 10:05am"
