"""UTC for storage, London time for display."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
SAMPLE_DAY = "DSCP_SAMPLE_DAY"


def utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def london_from_utc(stored: datetime) -> datetime:
    """What the clock in London showed at a stored time."""
    return stored.replace(tzinfo=UTC).astimezone(LONDON).replace(tzinfo=None)


def utc_from_london(clock: datetime) -> datetime:
    """The time to store or to ask for when a clock in London shows `clock`."""
    return clock.replace(tzinfo=LONDON).astimezone(UTC).replace(tzinfo=None)


def end_of_day(day: date) -> datetime:
    """The last moment of a day in London, as it is stored."""
    return utc_from_london(datetime.combine(day, time.max))


def today() -> date:
    """The day it is in London, whatever the zone of the server; in a demonstration of the samples
    the day that SAMPLE_DAY fixes, so that their figures do not turn stale."""
    if fixed := os.environ.get(SAMPLE_DAY):
        return date.fromisoformat(fixed)
    return london_from_utc(utc_now()).date()


def day_shown(as_of: datetime | None) -> date:
    """The day on which figures, returns and milestones are judged: today, or that of an as-at time
    (UTC). In a demonstration of the samples it is never later than the fixed day: times are stored
    by the real clock, which runs ahead of it."""
    if as_of is None:
        return today()
    day = london_from_utc(as_of).date()
    return min(day, today()) if os.environ.get(SAMPLE_DAY) else day
