"""Two meetings of the sample are closed, and what they agreed is followed up at the next one."""

from datetime import date

import pytest

from dscp_data.meetings.actions import actions, unanswered_comments
from dscp_data.meetings.meeting import all_meetings
from dscp_data.meetings.preparation import agenda
from dscp_data.meetings.record import Author, create_meeting
from dscp_data.operations import sample_store
from dscp_data.store import open_store


@pytest.fixture
def samples(tmp_path):
    database = tmp_path / "dscp.duckdb"
    sample_store.unpack(database, lambda *_: None)
    with open_store(database) as store:
        yield store


def test_the_last_two_meetings_are_closed(samples):
    closed = [one.day for one in all_meetings(samples) if one.is_closed]
    assert closed == [date(2026, 10, 7), date(2026, 7, 8)]


def test_three_actions_and_a_comment_are_open(samples):
    assert len([one for one in actions(samples) if one.is_open]) == 3
    assert len(unanswered_comments(samples)) == 1


def test_the_next_agenda_begins_with_the_actions_of_the_last_meeting(samples):
    following = create_meeting(samples, date(2026, 12, 2), Author("ann"))
    kinds = [one.kind for one in agenda(samples, following)]
    assert kinds[:4] == ["action", "action", "action", "signal"]
    assert kinds[-2:] == ["comment", "free"]
