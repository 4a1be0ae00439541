"""Meetings on a store with two years of figures."""

from datetime import date, datetime

import pytest

from dscp_data.meetings.record import Author, create_meeting
from dscp_data.settings import NewSetting, save_setting

ANN = Author("ann")
SET_AT = datetime(2025, 4, 1)


@pytest.fixture
def meeting_of(store):
    """A meeting on a day, with its agenda prepared as at now or another time."""

    def create(day=date(2026, 12, 2), **details):
        return create_meeting(store, day, ANN, **details)

    return create


@pytest.fixture
def date_only(store):
    """A meeting of which only the date was set."""

    def add(day):
        setting = NewSetting("meeting", day, text="Think Tank")
        return save_setting(store, setting, by="ann", reason="Calendar", at=SET_AT)

    return add
