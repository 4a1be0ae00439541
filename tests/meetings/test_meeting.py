"""Which meetings there are, how one is found, and from when on something is new at it."""

from datetime import date, datetime

import pytest

from dscp_data.meetings.meeting import (
    MeetingError,
    all_meetings,
    find_meeting,
    looks_back_to,
    previous_meeting,
)
from dscp_data.settings import last_meeting, settings_at


def test_a_date_that_was_set_is_a_meeting_without_details(store, date_only):
    id = date_only(date(2026, 10, 7))
    (one,) = all_meetings(store)
    assert (one.id, one.name, one.state, one.details) == (
        id, "Think Tank, 7 October 2026", "open", None,
    )  # fmt: skip


def test_a_new_meeting_is_also_a_date_that_others_count_from(store, meeting_of):
    meeting_of(date(2026, 12, 2))
    assert last_meeting(settings_at(store), date(2026, 12, 3)) == date(2026, 12, 2)


def test_there_is_one_meeting_a_day(meeting_of):
    meeting_of(date(2026, 12, 2))
    with pytest.raises(MeetingError, match="already a meeting on 2 December 2026"):
        meeting_of(date(2026, 12, 2))


@pytest.mark.parametrize("said", ["1", "2026-07-08", " 2026-07-08 "])
def test_a_meeting_is_found_by_its_id_or_its_date(store, date_only, said):
    date_only(date(2026, 7, 8))
    assert find_meeting(store, said).day == date(2026, 7, 8)


@pytest.mark.parametrize(
    ("said", "nearest"),
    [("3", "2, on 7 October 2026"), ("2026-07-20", "1, on 8 July 2026"), ("x", "2, on 7 October")],
)
def test_a_meeting_that_is_not_there_gets_the_nearest(store, date_only, said, nearest):
    date_only(date(2026, 7, 8))
    date_only(date(2026, 10, 7))
    with pytest.raises(MeetingError, match=f"The nearest is {nearest}"):
        find_meeting(store, said)


def test_what_is_new_counts_from_the_time_of_the_figures_that_were_shown_before(store, meeting_of):
    shown = datetime(2026, 9, 30, 8)
    meeting_of(date(2026, 10, 7), as_of=shown)
    before = previous_meeting(all_meetings(store), date(2026, 12, 2))
    assert looks_back_to(before, date(2026, 12, 2)) == shown


def test_without_a_meeting_before_it_counts_three_months(store):
    before = previous_meeting(all_meetings(store), date(2026, 12, 2))
    assert looks_back_to(before, date(2026, 12, 2)).date() == date(2026, 9, 2)
