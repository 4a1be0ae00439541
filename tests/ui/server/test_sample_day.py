"""A fixed day is for a new database of samples alone."""

from datetime import date

import pytest

from dscp_data.model import clock
from dscp_ui.server.sample_day import SampleDayRefused, check_sample_day


def test_a_demonstration_of_the_samples_may_fix_the_day(monkeypatch):
    monkeypatch.setenv(clock.SAMPLE_DAY, "2026-11-30")
    check_sample_day(fills_with_samples=True)
    assert clock.today() == date(2026, 11, 30)


def test_a_database_that_was_there_before_is_judged_by_the_real_day(monkeypatch):
    monkeypatch.setenv(clock.SAMPLE_DAY, "2026-11-30")
    with pytest.raises(SampleDayRefused, match="Unset it"):
        check_sample_day(fills_with_samples=False)


def test_a_text_that_is_no_day_is_refused(monkeypatch):
    monkeypatch.setenv(clock.SAMPLE_DAY, "autumn")
    with pytest.raises(SampleDayRefused, match="Write it like 2026-11-30"):
        check_sample_day(fills_with_samples=True)


def test_without_it_today_is_the_day_in_london(monkeypatch):
    monkeypatch.delenv(clock.SAMPLE_DAY, raising=False)
    check_sample_day(fills_with_samples=False)
    assert clock.today() == clock.london_from_utc(clock.utc_now()).date()
